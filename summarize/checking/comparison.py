"""A translation beside its original: what was lost on the way, and what was added.

Input: the Documents of a text and of its translation. Output: what one has and the other lacks. Numbers are compared
by value, in figures or words; names by their letters, by the tables of names that change with the language, and by
their sound ("Poutine", "Putin"); of quotations only the number, since their words change. Names, days and number
words are compared between French and English alone, figures between all languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..result import Unsupported
from ..text.dates import DATE_MEANING, FULL_DATES
from ..text.document import Document
from ..text.mentions import Mention
from ..text.numbers import Quantity
from ..text.words import WORD, bare, fold, parts
from . import names
from .claims import has_number
from .wordlists import word_list

#: Languages whose words are compared; of others, only figures and the number of quotations.
KNOWN = frozenset({"fr", "en"})
#: Other languages than French and English write numbers up to this one in words that are not read here.
_WRITTEN_OUT = 12
_SPELLINGS = (
    *(("ph", "f"), ("ou", "u"), ("kh", "k"), ("tch", "k"), ("ch", "k"), ("qu", "k"), ("gu", "g"), ("h", "")),
    *(("ae", "e"), ("ai", "e"), ("ei", "e"), ("ey", "e")),
)
_SOUNDS = str.maketrans({"c": "k", "q": "k", "y": "i", "z": "s", "v": "f", "w": "f", "j": "i", "x": "s"})
_ROMAN_NUMBER = re.compile(r"(?![LC]e$)([IVXLC]+)(?:e|er|re|[eè]me|th|nd|st|E|ER|RE|TH)?")
_DECADE = re.compile(r"\bannées |\d0s$", re.IGNORECASE)
_LAST_NIGHT = re.compile(r"hier (?:soir|après-midi)\b", re.IGNORECASE)
_ROUND_WORDS = (
    frozenset({"hundred", "hundreds", "centaine", "centaines"}),
    frozenset({"thousand", "thousands", "millier", "milliers"}),
    frozenset({"dozen", "dozens", "douzaine", "dizaine", "dizaines"}),
)
_GREAT_WORDS = (
    frozenset({"million", "millions"}),
    frozenset({"milliard", "milliards", "billion", "billions"}),
)
_FRACTIONS = (frozenset({"third", "thirds", "tiers"}), frozenset({"quarter", "quarters", "quart", "quarts"}))
_HOURS_BEFORE = re.compile(r"(\d{1,2}) (?:hours?|heures?),? (?:(?:and|et) )?$")
#: Phrases with a number in French or in English that the other language may say without it.
_WITHOUT_NUMBER = tuple(
    (re.compile(rf"\b(?:{french})", re.IGNORECASE), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for french, english in (
        ("quarantaine", "quarantined?"),
        ("vingtaine d['’]années", "twenties"),
        ("trentaine d['’]années|trentenaires?", "thirties|thirty"),
        ("quarantaine d['’]années|quadragénaires?|quadras?", "forties|forty"),
        ("cinquantaine|quinquagénaires?|quinquas?", "fifties|fifty"),
        ("soixantaine|sexagénaires?", "sixties|sixty"),
        ("septuagénaires?", "seventies|seventy"),
        ("octogénaires?", "eighties|eighty"),
        ("nonagénaires?", "nineties|ninety"),
        ("quinquennats?", "five"),
        ("septennats?", "seven"),
        ("quatorzaine", "14|fourteen|quarantine"),
        ("quinzaine (?:de|d['’])", "fortnight|half of"),
        (r"(?:numéro|n°) ?1(?!\d)", "number one"),
        ("1er[- ]mai", "May Day"),
        ("quatre coins", "corners"),
        ("deux poids, deux mesures", "double standards?"),
    )
)
_LONGEST_PHRASE = 24  #: Characters of one of these.
#: Articles, and what French draws them together to with "de" and "à".
_CONTRACTED = {"le": ("du", "au"), "les": ("des", "aux")}
_ONE = frozenset({"un", "one", "a", "million", "millions", "milliard", "milliards", "billion", "billions"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a text its translation lacks (`lost`, offsets in the text) and what it has besides (`added`, offsets in
    the translation)."""

    lost: tuple[Unsupported, ...] = ()
    added: tuple[Unsupported, ...] = ()


def compare(text: Document, translation: Document) -> Comparison:
    """Compare a translation with its original, each by its own language."""
    lost = _lacking(text, translation, where="text")
    added = _lacking(translation, text, where="translation")
    quoted, requoted = text.quotations, translation.quotations
    if len(requoted) < len(quoted):
        lost += [Unsupported("quotation", q.text, q.start, q.end, "text") for q in quoted[len(requoted) :]]
    return Comparison(tuple(lost), tuple(added))


def added_names(translation: Document, original: Document) -> list[str]:
    """Names of a translation that the original has in no form; French and English alone are known."""
    if not (original.language in KNOWN and translation.language in KNOWN):
        return []
    found = [word for word in translation.mentions if word.kind(translation.language) == "name"]
    return [word.text for word in found if not _has_mention(word, translation, original)]


def _has_mention(word: Mention, text: Document, there: Document) -> bool:
    """True where another text has a name of a text, or the place whose article it is."""
    return has_name_in(word.text, there) or _is_article_of(word, text, there)


def _is_article_of(word: Mention, text: Document, there: Document) -> bool:
    """True for the article of a place that French draws together with a preposition: "Le Mans" of "du Mans"."""
    following = WORD.match(text.text, word.end + 1) if fold(word.text) in _CONTRACTED else None
    return following is not None and any(
        f" {short} {fold(following.group())} " in there.plain for short in _CONTRACTED[fold(word.text)]
    )


def lost_numbers(text: Document, translation: Document) -> list[str]:
    """Figures of a text that its translation lacks; a figure may have become a word, and "1 000" may be "1,000"."""
    return [q.text for q in text.figures if not _stands(q, translation)]


def lost_dates(text: Document, translation: Document) -> list[str]:
    """Days and months of a French text that an English translation lacks, or the other way; others are not known."""
    there = {DATE_MEANING.get(bare(m.group()).lower()) for m in WORD.finditer(translation.text)}
    return [
        m.group()
        for m in WORD.finditer(text.text)
        if (w := bare(m.group()).lower()) in FULL_DATES and DATE_MEANING[w] not in there
    ]


def names_of(text: Document) -> set[str]:
    """Folded capitalised words of a text that do not merely open a sentence; French days are none."""
    return {fold(word.text) for word in text.mentions if word.kind("fr") == "name"}


def _lacking(text: Document, there: Document, *, where: str) -> list[Unsupported]:
    """Claims of one text that the other lacks."""
    known = text.language in KNOWN and there.language in KNOWN
    found = [
        Unsupported("number", n.text, n.start, n.end, where)
        for n in (text.stated if known else text.figures)
        if n.is_claim
        and (known or _is_in_figures(n))
        and not (has_number(n, there) or _stands(n, there) or (known and _is_written_otherwise(n, text.text, there)))
    ]
    for word in text.mentions if known else ():
        kind = word.kind(text.language)
        if kind == "date":
            last_night = _LAST_NIGHT.match(text.text, word.start) is not None and "last" in there.words
            has = last_night or names.has_date(word.text, there)
        else:
            has = kind is None or _has_mention(word, text, there) or _is_roman(word.text, there)
        if not has:
            found.append(Unsupported(str(kind), word.text, word.start, word.end, where))
    return sorted(found, key=lambda item: item.start)


def _stands(number: Quantity, there: Document) -> bool:
    """True where the value stands in the other text, whatever its unit there; of a time with minutes, all of it."""
    return any(value in there.numbers for value in (*number.values, *(v for v in number.also if ":" in v)))


def _is_written_otherwise(number: Quantity, text: str, there: Document) -> bool:
    """True for what the two languages write in ways that are no figures: "XVIIIe" and "18th", "les années 60" and "the
    1960s", "quelques centaines" and "a few hundred", "un milliard" and "a billion", "2h15" and "2 hours and
    15 minutes", "quinquennat" and "five-year term"."""
    value = number.values[0]
    roman = _roman(int(value)) if value.isdigit() and len(value) < 3 else ""
    if roman and any(roman == _roman_of(there.as_it_stands(token)) for token in there.tokens):
        return True
    if _DECADE.search(text[max(0, number.start - 12) : number.end + 1]):
        return any(v.endswith(value[-2:]) for v in there.numbers)
    hour, _, minutes = value.partition(":")
    if hour in there.numbers and "minute" in there.numbers.get(minutes, ()):
        return True
    # "19:00" for "19 heures", "6.05 p.m." for "18 heures 05".
    if minutes and "hour" in there.numbers.get(hour, ()) and (minutes == "00" or minutes.lstrip("0") in there.numbers):
        return True
    if _is_without_number(number, text, there.text):
        return True
    hours = _HOURS_BEFORE.search(text[max(0, number.start - 16) : number.start])
    if hours and f"{int(hours[1])}:{value:0>2}" in there.numbers:
        return True
    own = number.text.lower()
    if any(own.split()[-1] in words and words & there.words for words in _FRACTIONS):
        return True
    return any(own in words and words & there.words for words in _ROUND_WORDS) or any(
        own.split()[-1] in words and words & there.words and own.split()[0] in _ONE for words in _GREAT_WORDS
    )


def _is_without_number(number: Quantity, text: str, there: str) -> bool:
    """True for a number of a phrase that the other text says without it: "cinquantaine" of "a man in his fifties"."""
    start, end = max(0, number.start - _LONGEST_PHRASE), number.end + _LONGEST_PHRASE
    return any(
        found.start() < number.end and found.end() > number.start and other.search(there)
        for pair in _WITHOUT_NUMBER
        for own, other in (pair, pair[::-1])
        for found in own.finditer(text, start, end)
    )


def _is_roman(word: str, there: Document) -> bool:
    """True for "XVIIIe" where the other text has 18."""
    own = _roman_of(bare(word))
    return bool(own) and any(
        value.isdigit() and len(value) < 3 and _roman(int(value)) == own for value in there.numbers
    )


def _roman_of(word: str) -> str:
    """The Roman number of "XVIIIe"; "" for other words, such as "Le"."""
    found = _ROMAN_NUMBER.fullmatch(word)
    return found[1] if found else ""


def _roman(number: int) -> str:
    found = ""
    for value, letters in ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        found += letters * (number // value)
        number %= value
    return found


def _is_in_figures(number: Quantity) -> bool:
    """True for a number that other languages write in figures too."""
    value = number.values[0]
    return not (value.isdigit() and len(value) < 3 and int(value) <= _WRITTEN_OUT)


def has_name_in(word: str, there: Document) -> bool:
    """True where a text has a name in one form or another, spelt as the other language spells it too."""
    if names.has_name(word, there):
        return True
    pieces = [p for p in parts(fold(bare(word))) if len(p) > 1]
    words = word_list(there.language)
    heard = {_sound(t.folded) for t in there.capitals}
    # A word of the language is no misspelling of another: "Alexandre" may be "Alexander".
    known = {_consonants(t.folded) for t in there.capitals if words and words.has(there.as_it_stands(t))}
    return bool(pieces) and all(
        names.has_name(p, there) or (len(p) > 3 and (_sound(p) in heard or _consonants(p) in known)) for p in pieces
    )


def _consonants(word: str) -> str:
    """First letter and consonants: "alexandre" and "alexander" are "alskndr"."""
    sound = _sound(word)
    return _single(sound[:1] + "".join(c for c in sound[1:] if c not in "aeiou"))


def _sound(word: str) -> str:
    """Letters less the vowels at the end, those that transliterations interchange alike: "poutine" and "putin" are
    "putin". A vowel more or less inside a word is a mistake of a translator: "lamapard" of "lampard"."""
    for spelling, sound in _SPELLINGS:
        word = word.replace(spelling, sound)
    kept = word[:1].translate(_SOUNDS) + word[1:].translate(_SOUNDS).rstrip("aeiou")
    return _single(kept)


def _single(letters: str) -> str:
    """Letters that stand twice in a row, once."""
    return "".join(c for i, c in enumerate(letters) if i == 0 or c != letters[i - 1])
