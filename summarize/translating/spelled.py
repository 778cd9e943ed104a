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
#: Tens as Belgium and Switzerland say them, which translators have seldom met.
_REGIONAL = re.compile(r"\b(?:septante|huitante|octante|nonante)\b", re.IGNORECASE)
_SCALE = re.compile(r"[\s-](?:millions?|milliards?|billions?|trillions?)$", re.IGNORECASE)
#: Before a number word these make it a name, a decade or a part of another word.
_NOT_BEFORE = re.compile(r"(?:\bann[ée]es\s|\bles\s(?=[A-Z])|[^\W_]-|\bpour[\s-])$", re.IGNORECASE)
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
        value = _value(number.values[0], number.text[len(said) :])
        is_word = not any(c.isdigit() for c in said) and not number.is_round and number.unit not in ("rank", "ordinal")
        inside = said[:1].isupper() and text[: number.start].strip(" \"«“'-–—") != ""
        if is_word and value is not None and not inside and not _NOT_BEFORE.search(text[: number.start]):
            yield Spelled(number.start, number.start + len(said), value)


def with_common_words(sentence: Document) -> str:
    """A French sentence with "septante-deux" and the like written as in France: "soixante-douze"."""
    text = sentence.text
    if not _REGIONAL.search(text):
        return text
    for number in reversed(list(spelled_numbers(sentence))):
        if _REGIONAL.search(text[number.start : number.end]):
            text = text[: number.start] + spell(number.value) + text[number.end :]
    return text


def in_figures(english: str) -> str:
    """An English sentence with its number words in figures: "ninety-nine" became "quatre-vingt-neuf"."""
    for number in reversed(list(spelled_numbers(Document(english, "en")))):
        if number.value in (100, 1000):  # "a hundred", "twelve hundred"
            continue
        figures = write(str(number.value), "en", is_grouped=number.value not in _YEARS and number.value > 999)
        english = english[: number.start] + figures + english[number.end :]
    return english


def _value(plain: str, scale: str) -> int | None:
    zeros = 9 if "mill" not in scale.lower() and scale else 6 if "million" in scale.lower() else 9 if scale else 0
    value = int(plain) // 10**zeros if plain.isdigit() and len(plain) < 19 else 0
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
