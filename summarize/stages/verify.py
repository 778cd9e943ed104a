"""Stage 6: is it in the source? Numbers, dates and names of a text looked up in another.

Enters: a summary (or translation) and what it must be supported by. Leaves: the claims without a source, with
offsets; and whether a text repeats itself or breaks off. Refuses nothing. It is a check of words: who did what to
whom, and negation, are out of its reach.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..result import Unsupported

_DAYS_MONTHS = """
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre hier demain aujourd'hui monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december yesterday tomorrow
    """.split()
_DATES_BY_LANGUAGE = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février avril juin juillet août septembre octobre",
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october",
)
_DATE_MEANING = {word: i for words in _DATES_BY_LANGUAGE for i, word in enumerate(words.split())}
_DATE_MEANING |= {"mars": 100, "march": 100, "mai": 101, "may": 101, "aujourd'hui": 102, "today": 102}
_DATE_MEANING |= {"novembre": 103, "november": 103, "décembre": 104, "december": 104, "hier": 105, "yesterday": 105}
_DATE_MEANING |= {"demain": 106, "tomorrow": 106}
_DATE = re.compile(r"\b(?:" + "|".join(_DAYS_MONTHS) + r")\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+)(?!\d)(?:[.,]\d+)?|\d+")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*", re.UNICODE)
_ELISION = re.compile(r"^(?:[ldjnsmtcLDJNSMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)['’]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|[«“\"(—–-]\s?|\n)\s*[«“\"(]?\s?$")
_FINISHED = re.compile(r"[.!?…][\"”»)\s]*$")
#: Words of number, as far as one word goes; 1 is left out ("un" is an article).
_NUMBER_WORDS = {
    word: value
    for value, words in {
        2: "deux two",
        3: "trois three",
        4: "quatre four",
        5: "cinq five",
        6: "six",
        7: "sept seven",
        8: "huit eight",
        9: "neuf nine",
        10: "dix ten",
        11: "onze eleven",
        12: "douze twelve",
        13: "treize thirteen",
        14: "quatorze fourteen",
        15: "quinze fifteen",
        16: "seize sixteen",
        20: "vingt twenty",
        30: "trente thirty",
        40: "quarante forty",
        50: "cinquante fifty",
        60: "soixante sixty",
        100: "cent hundred",
        1000: "mille thousand",
    }.items()
    for word in words.split()
}
#: Words that open a sentence with a capital and name nobody.
_OPENERS = frozenset(
    """
    a à ainsi alors après au aucun aucune aujourd'hui aussi autour aux avant avec bien ce cela celle celui certains
    ces cet cette ceux chaque chez comme comment d dans de depuis des deux devant dix du durant elle elles en enfin
    ensuite entre est et faut hier il ils j je jamais jusqu l la là le les leur leurs lors lorsque lui mais malgré
    même mieux moins n ni non nos notre nous nouveau nouvelle on ont ou où outre par parmi pas pendant personne peu
    plus plusieurs pour pourquoi près qu quand quant quatre que quel quelle quelques qui quoi sa sans se selon ses
    seul si six son sous sur ta tandis tous tout toute toutes très trois trop un une vers voici voilà vos votre vous
    y the an in on at of for and but he she it they we this that these those his her their after before as with by
    from to
    """.split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a text may draw on: folded words and normalised numbers, made once an article."""

    words: frozenset[str]
    numbers: frozenset[str]


def read_source(text: str) -> Source:
    """Collect the words and numbers of a source text."""
    words: set[str] = set()
    for match in _WORD.finditer(text):
        words |= _forms(match.group())
    numbers = {value for m in _NUMBER.finditer(text) for value in _values(m.group())}
    # "2,5 millions" also supports "2", and "19h30" supports "19" and "30".
    numbers |= {part for m in re.finditer(r"\d+", text) for part in [m.group().lstrip("0") or "0"]}
    numbers |= {str(_NUMBER_WORDS[w]) for w in words if w in _NUMBER_WORDS}
    return Source(frozenset(words), frozenset(numbers))


def find_unsupported(text: str, source: Source, *, where: str = "text") -> tuple[Unsupported, ...]:
    """Claims of `text` that `source` lacks, in reading order.

    Args:
        text: a summary or translation.
        source: of the article, by `read_source`.
        where: what the offsets refer to, "text" or "translation".

    Returns:
        Numbers whose value does not occur, days and months that are not named, and capitalised words (not those that
        merely open a sentence) of which no form occurs: accents, case, elisions and a plural s do not count.
    """
    found = [
        Unsupported("number", m.group(), m.start(), m.end(), where)
        for m in _NUMBER.finditer(text)
        if not _values(m.group()) & source.numbers
    ]
    for match in _WORD.finditer(text):
        kind = _claim_kind(text, match)
        if kind and not _supported(match.group(), kind, source):
            found.append(Unsupported(kind, match.group(), match.start(), match.end(), where))
    return tuple(sorted(found, key=lambda u: u.start))


def numbers_of(text: str) -> list[str]:
    """Numbers of a text as they stand, in reading order."""
    return [m.group() for m in _NUMBER.finditer(text)]


def names_of(text: str) -> set[str]:
    """Folded capitalised words of a text that do not merely open a sentence."""
    return {_fold(m.group()) for m in _WORD.finditer(text) if _claim_kind(text, m) == "name"}


def lost_numbers(text: str, translation: str) -> list[str]:
    """Numbers of a text that its translation lacks; a digit may have become a word, and "1 000" may be "1,000"."""
    there = read_source(translation).numbers
    return [n for n in numbers_of(text) if not _values(n) & there]


def lost_dates(text: str, translation: str) -> list[str]:
    """Days and months of a French text that an English translation lacks, or the other way; others are not known."""
    there = {_DATE_MEANING.get(m.group().lower()) for m in _WORD.finditer(translation)}
    return [m.group() for m in _DATE.finditer(text) if _DATE_MEANING.get(m.group().lower()) not in there]


def repeats_itself(text: str) -> bool:
    """True where three words in a row stand three times, one word thrice in a row, or two words twice in a row."""
    words = [m.group().lower() for m in _WORD.finditer(text)]
    trigrams = Counter(zip(words, words[1:], words[2:], strict=False))
    same = any(len(set(words[i : i + 3])) == 1 for i in range(len(words) - 2))
    pairs = any(words[i : i + 2] == words[i + 2 : i + 4] for i in range(len(words) - 3))
    return same or pairs or any(n >= 3 for n in trigrams.values())


def stutters(text: str) -> int:
    """How often a word stands twice in a row ("prevents prevents"), or at once again as a part ("Imagine Imagines")."""
    words = [m.group().lower() for m in _WORD.finditer(text)]
    return sum(len(a) > 3 and (b.startswith(a) or (a.endswith(b) and len(b) > 3)) for a, b in pairwise(words))


def is_finished(text: str) -> bool:
    """True where the text ends like a sentence and its quotation marks and brackets are closed."""
    pairs = text.count("(") == text.count(")") and text.count("«") == text.count("»")
    return bool(_FINISHED.search(text)) and pairs and text.count('"') % 2 == 0


def words_of(text: str) -> list[str]:
    """Words of a text as they stand, hyphens and apostrophes inside kept."""
    return [m.group() for m in _WORD.finditer(text)]


def known_word(word: str, source: Source, lexicon: frozenset[str]) -> bool:
    """True where a word, or each of its parts, stands in the source or the lexicon, or is a number.

    Small models now and then glue pieces to words that do not exist; this tells them.
    """
    if len(word) < 3 or word[0].isdigit() or _forms(word) & source.words or word.lower() in lexicon:
        return True
    parts = [p for p in re.split(r"[-'’]", word.lower()) if len(p) > 2]
    return bool(parts) and all(p in lexicon or _fold(p) in source.words for p in parts)


def _claim_kind(text: str, match: re.Match[str]) -> str | None:
    word = match.group()
    bare = _ELISION.sub("", word)
    if _DATE.fullmatch(bare):
        return "date"
    if _fold(bare) in _NUMBER_WORDS and _fold(bare) not in ("cent", "mille"):
        return "number"
    if not bare[:1].isupper():
        return None
    if not _SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()]) or bare != word:
        return "name"
    if bare.isupper() and len(bare) > 1 and _fold(bare) not in _OPENERS:
        return "name"
    following = _WORD.match(text, match.end() + 1)
    named = following is not None and following.group()[:1].isupper() and not _ELISION.match(following.group())
    return "name" if named and _fold(bare) not in _OPENERS else None


def _supported(word: str, kind: str, source: Source) -> bool:
    if kind == "number":
        return str(_NUMBER_WORDS[_fold(_ELISION.sub("", word))]) in source.numbers
    if _forms(word) & source.words:
        return True
    parts = re.split(r"[-'’]", _ELISION.sub("", word))
    return len(parts) > 1 and all(_forms(p) & source.words or len(p) < 2 for p in parts)


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def _forms(word: str) -> frozenset[str]:
    """Folded forms under which a word counts as the same: without its elision, without a plural ending, its parts."""
    whole = _fold(word)
    bare = _fold(_ELISION.sub("", word))
    forms: set[str] = {whole, bare}
    forms.update(p for p in _parts(bare) if len(p) > 1)
    return frozenset({f for form in forms for f in (form, _singular(form)) if f})


def _parts(word: str) -> Iterable[str]:
    return re.split(r"[-']", word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _values(number: str) -> set[str]:
    """What a number may mean, in plain decimals: "1,000" is 1 in French and 1000 in English."""
    values = {_decimal(re.sub(r"[ \u00a0\u202f.](?=\d{3}(?!\d))", "", number))}
    if _ENGLISH_THOUSANDS.fullmatch(number):
        values.add(_decimal(number.replace(",", "")))
    return values


def _decimal(number: str) -> str:
    whole, _, rest = number.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{rest}" if rest else "")
