"""French and English number words to the numbers that they say: "quatre-vingt-dix-sept" is 97, "a hundred and two" 102.

Input: text. Output: numbers, ranks and round figures with offsets. Words that are mostly no number ("un", "one", "neuf"
that is new) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .words import LETTERS

Words = Literal["fr", "en", "both", "none"]

BLANK = r"[ \u00a0\u2007\u2009\u202f]"
_FRENCH = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "nonante": 90, "cent": 100, "cents": 100, "mille": 1000,
}  # fmt: skip
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
#: Single words for the figures they stand for; "un" and "one" are articles and pronouns.
FIGURES = {w: str(v) for w, v in (_FRENCH | _ENGLISH).items() if 1 < v < 100 and w != "vingts"}
_RANKS = {
    "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8,
    "neuvième": 9, "dixième": 10, "onzième": 11, "douzième": 12, "treizième": 13, "quatorzième": 14, "quinzième": 15,
    "seizième": 16, "vingtième": 20, "centième": 100, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "hundredth": 100,
}  # fmt: skip
_ENGLISH_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
for _tens in "twenty thirty forty fifty sixty seventy eighty ninety".split():
    _RANKS[_tens.removesuffix("y") + "ieth"] = _ENGLISH[_tens]
    _RANKS |= {f"{_tens}-{one}": _ENGLISH[_tens] + i for i, one in enumerate(_ENGLISH_ONES, 1)}
_FRENCH_ONES = (
    "- unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième"
).split()
_RANKS |= {f"dix-{one}": 10 + i for i, one in enumerate(_FRENCH_ONES[:10]) if i > 6}
for _tens, _value, _most in (
    ("vingt", 20, 10), ("trente", 30, 10), ("quarante", 40, 10), ("cinquante", 50, 10), ("soixante", 60, 20),
    ("septante", 70, 10), ("huitante", 80, 10), ("octante", 80, 10), ("quatre-vingt", 80, 20), ("nonante", 90, 10),
):  # fmt: skip
    _RANKS[_tens.removesuffix("e") + "ième"] = _value
    _RANKS |= {f"{_tens}{joint}{one}": _value + i for i, one in enumerate(_FRENCH_ONES[:_most]) if i
               for joint in (("-", " et ", "-et-") if i in (1, 11) else ("-",))}  # fmt: skip
#: Ranks that are other things too ("second" is a time): they support, and claim nothing.
_SOFT_RANKS = {
    "premier": 1, "première": 1, "premiers": 1, "premières": 1, "first": 1, "second": 2, "seconde": 2, "seconds": 2,
    "secondes": 2, "twice": 2,
}  # fmt: skip
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "dozen": 12,
}  # fmt: skip
_NEUF_AS_NUMBER = re.compile(
    r"\s(?!(?:et|ou|de|des|à|en|au|aux|par|pour|dans|sur|avec|qui|que|est|sont)\b)[^\W\d_]{2,}|\sd['’]entre"
)


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What number words say: place, `value` and `kind`; a "rank or other" may be no rank: "second", "premier"."""

    start: int
    end: int
    value: int
    kind: Literal["number", "rank", "rank or other", "round"] = "number"


_SPOKEN = {"fr": {**_FRENCH, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}}
_SPOKEN["en"] = {**_ENGLISH, "million": 10**6, "millions": 10**6, "billion": 10**9, "trillion": 10**12}
_SPOKEN["both"] = _SPOKEN["fr"] | _SPOKEN["en"]


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words that shares their beginnings: three times as fast as a list of them."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    is_end = by_letter.pop("", None) is not None
    found = [re.escape(letter) + _any_of(rest) for letter, rest in by_letter.items()]
    body = f"(?:{'|'.join(found)})" if len(found) > 1 or is_end else "".join(found)
    return f"{body}?" if is_end and found else body if found else ""


def _alternatives(words: str) -> re.Pattern[str]:
    """Number words of a text in lower case: runs of them, or single ones."""
    simple = _any_of(sorted(_SPOKEN[words]))
    single = _any_of(sorted({*_RANKS, *_SOFT_RANKS, *_ROUND}))
    joint = rf"(?:-et-|{BLANK}(?:et|and){BLANK}|-|{BLANK})"
    return re.compile(rf"\b(?:(?P<single>{single})(?:(?<=ième)s)?|(?P<run>{simple}(?:{joint}{simple}\b)*))(?!\w)")


_RUNS = {words: _alternatives(words) for words in _SPOKEN}
#: Before "cinquièmes" it makes a part of a whole; "ses troisièmes vœux" are the third.
_COUNTS = re.compile(r"(?:\b(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)|\d) \Z", re.IGNORECASE)


def number_words(text: str, words: str) -> Iterator[NumberWord]:
    """The numbers that words of a text say, in reading order.

    Args:
        text: any text.
        words: of which languages: "fr", "en" or "both".
    """
    for match in _RUNS[words].finditer(_lower(text)):
        word, (start, end) = match["single"], match.span()
        if not word:
            for number in _composed(text, start, end):
                if not _is_other_word(text, number):
                    yield number
        elif word in _ROUND:
            yield NumberWord(start, end, _ROUND[word], "round")
        elif end == match.end("single") or not _COUNTS.search(text[max(0, start - 8) : start]):
            value = _RANKS.get(word)
            yield NumberWord(start, end, value or _SOFT_RANKS[word], "rank" if value else "rank or other")


def _lower(text: str) -> str:
    """The text in lower case, each character in its place ("İ" alone would become two)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_other_word(text: str, number: NumberWord) -> bool:
    """ "un" and "one" are articles and pronouns, "neuf" may be new, "cent" in "pour cent" is no hundred."""
    said = text[number.start : number.end].lower()
    if said in ("un", "une", "one", "million", "millions", "milliard", "milliards", "billion", "trillion"):
        return True
    if said == "neuf":
        return not _NEUF_AS_NUMBER.match(text, number.end)
    before = text[max(0, number.start - 5) : number.start].lower()
    return said in ("cent", "cents") and before.endswith(("pour ", "pour-", "per "))


def _composed(text: str, start: int, end: int) -> Iterator[NumberWord]:
    """Numbers in a run of number words: "deux trois" is two of them, "quatre-vingt-dix-sept" one."""
    spans: list[tuple[int, int]] = []
    total = current = 0
    plus = False
    for match in LETTERS.finditer(text, start, end):
        word = match.group().lower()
        if word in ("et", "and"):
            plus = True
            continue
        state = _add(word, total, current, plus) if spans else None
        if state is None:
            if spans:
                yield NumberWord(spans[0][0], spans[-1][1], total + current)
            spans, state = [], _add(word, 0, 0, False) or (0, 0)
        total, current = state
        spans.append(match.span())
        plus = False
    yield NumberWord(spans[0][0], spans[-1][1], total + current)


def _add(word: str, total: int, current: int, plus: bool) -> tuple[int, int] | None:
    """(whole thousands and above, below a thousand) after one more word; None where it begins another number."""
    value = _SPOKEN["both"][word]
    if value >= 1000:
        fits = not plus and total % (1000 * value) == 0 and (current or not total)
        return (total + max(current, 1) * value, 0) if fits else None
    if value == 100:
        return (total, max(current, 1) * 100) if current < 10 and not plus else None
    room = current % 100
    if word in ("vingt", "vingts") and room == 4 and not plus:
        return total, current + 76
    tens = room % 10 == 0 and (value < 10 or (value < 20 and room in (60, 80)))
    teen = room % 20 == 10 and 6 < value < 10  # dix-sept, soixante-dix-huit
    # "vingt et un", "soixante et onze", "a hundred and five"; not "cent et deux mille".
    joined = not plus or value in (1, 11) or (room == 0 and bool(current))
    return (total, current + value) if joined and (room == 0 or teen or (room >= 20 and tens)) else None
