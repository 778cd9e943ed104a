"""Number words as translators know them: those of Belgium and Switzerland as in France, English ones in figures.

Input: a sentence, or a number. Output: the numbers from 17 to 999,999 spelled in it, or the number in French words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.document import Document
from .numerals import write

_LEAST, _MOST = 17, 999_999
_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_FRENCH_TENS = "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
#: Tens as Belgium and Switzerland say them, which translators have seldom met, and 71 as France does.
_RARE = re.compile(r"\b(?:septante|huitante|octante|nonante|soixante[ -]et[ -]onze)\b", re.IGNORECASE)
_SCALE = re.compile(r"[\s-](?:millions?|milliards?|billions?|trillions?)$", re.IGNORECASE)
#: Before a number word these make it a name, a decade or a part of another word.
_NOT_BEFORE = re.compile(r"(?:\bann[ée]es\s|\bles\s(?=[A-Z])|[^\W_]-|\bpour[\s-])$", re.IGNORECASE)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: Zeros of scales in English, and in French.
_ZEROS = (
    {"million": 6, "billion": 9, "trillion": 12},
    {"million": 6, "milliard": 9, "billion": 12, "trillion": 18},
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINAL = re.compile(
    rf"(?<!hundred )(?<!hundred and )(?<!thousand )(?<!thousand and )(?<![\w-])"
    rf"(?P<tens>{'|'.join(_TENS)})-(?P<ones>{'|'.join(_ORDINALS)})(?![\w-])",
    re.IGNORECASE,
)
_RANK_FOLLOWS = re.compile(rf"-(?:{'|'.join(_ORDINALS)})(?![\w-])", re.IGNORECASE)
#: Before "twenty-second" these make it a rank: "a twenty-second delay" lasts 20 seconds.
_RANK_BEFORE = re.compile(r"(?:\b(?:her|his|its|their|my|our|your|the)|['’]s?)\s$", re.IGNORECASE)
_LASTING = re.compile(
    r"\s(?:ad|advert|break|burst|call|clip|countdown|delay|film|gap|interval|lead|pause|penalty|rule|silence|spot|"
    r"trailer|video|window)s?\b",
    re.IGNORECASE,
)
_YEARS = range(1100, 2100)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: where it stands, and its value."""

    start: int
    end: int
    value: int


def spelled_numbers(sentence: Document) -> Iterator[Spelled]:
    """The numbers from 17 to 999,999 that a sentence spells in words, in reading order; French and English alone."""
    text = sentence.text
    for number in sentence.stated:
        said = _SCALE.sub("", number.text)
        value = _value(number.values[0], number.text[len(said) :], sentence.language)
        is_word = (
            not any(c.isdigit() for c in said)
            and " half" not in said
            and not number.is_round
            and number.unit not in ("rank", "ordinal")
        )
        inside = said[:1].isupper() and text[: number.start].strip(" \"«“'-–—") != ""
        if is_word and value is not None and not inside and not _NOT_BEFORE.search(text[: number.start]):
            yield Spelled(number.start, number.start + len(said), value)


def with_common_words(sentence: Document) -> str:
    """A French sentence with "septante-deux" and the like written as in France, "soixante-douze", and 71 in figures."""
    text = sentence.text
    if not _RARE.search(text):
        return text
    for number in reversed(list(spelled_numbers(sentence))):
        if _RARE.search(text[number.start : number.end]):
            common = str(number.value) if number.value % 100 == 71 else spell(number.value)
            text = text[: number.start] + common + text[number.end :]
    return text


def in_figures(english: str) -> str:
    """An English sentence with its number words in figures: "ninety-nine" became "quatre-vingt-neuf", "ninety-first"
    "90-première"."""
    for number in reversed(list(spelled_numbers(Document(english, "en")))):
        # "A hundred", "twelve hundred"; "two hundred and twenty-third" is a rank.
        if number.value in (100, 1000) or _RANK_FOLLOWS.match(english, number.end):
            continue
        figures = write(str(number.value), "en", is_grouped=number.value not in _YEARS and number.value > 999)
        english = english[: number.start] + figures + english[number.end :]
    return _ORDINAL.sub(_ordinal, english)


def _ordinal(match: re.Match[str]) -> str:
    """ "twenty-first" as "21st"; names, and what may be seconds, as they are."""
    before, after = (
        match.string[max(0, match.start() - 40) : match.start()],
        match.string[match.end() : match.end() + 16],
    )
    ones = _ORDINALS.index(match["ones"].lower()) + 1
    is_name = match["ones"][0].isupper() or (match["tens"][0].isupper() and any(c.isalnum() for c in before))
    if is_name or (ones == 2 and (not _RANK_BEFORE.search(before) or _LASTING.match(after))):
        return match.group()
    return f"{_TENS.index(match['tens'].lower()) + 2}{ones}{('st', 'nd', 'rd')[ones - 1] if ones < 4 else 'th'}"


def _value(plain: str, scale: str, language: str) -> int | None:
    zeros = _ZEROS[language == "fr"].get(scale.strip(" \u00a0-").lower().removesuffix("s"), 0)
    value = int(plain) // 10**zeros if plain.isdigit() and len(plain) < 25 else 0
    return value if _LEAST <= value <= _MOST else None


def spell(value: int) -> str:
    """A number below a million in French words; 1100 to 2099, which may be years, in figures."""
    return str(value) if value in _YEARS else _french(value)


def _french(value: int) -> str:
    if value < 20:
        return _FRENCH[value]
    if value < 100:
        return _french_tens(value)
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{_FRENCH[hundreds]} cent"
        return f"{head} {_french(rest)}" if rest else head + "s" * (hundreds > 1)
    thousands, rest = divmod(value, 1000)
    # "Quatre-vingts" and "deux cents" lose their s before "mille".
    head = "mille" if thousands == 1 else f"{re.sub(r'(?<=vingt|.cent)s$', '', _french(thousands))} mille"
    return f"{head} {_french(rest)}" if rest else head


def _french_tens(value: int) -> str:
    tens, ones = divmod(value, 10)
    if tens in (7, 9):
        ones += 10
    if not ones:
        return _FRENCH_TENS[tens] + "s" * (tens == 8)
    joint = " et " if ones in (1, 11) and tens < 8 else "-"
    return f"{_FRENCH_TENS[tens]}{joint}{_FRENCH[ones]}"
