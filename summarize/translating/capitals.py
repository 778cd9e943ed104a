"""Text in capitals alone: told, and set in lower case for a translator, which knows none other.

Input: a sentence and its language. Output: whether it is in capitals; the same in lower case, with a capital where it
opens, for words that its language does not know (names), and for abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..checking.wordlists import word_list
from ..tables import rows_of
from ..text.french import FUNCTION_WORDS
from ..text.untouched import untouched, without
from ..text.words import LETTERS, fold

#: Abbreviations with vowels that no word is written like.
_ABBREVIATIONS = frozenset("afp nato oms onu otan ratp ue usa".split())
#: First names in French news.
TABLE = Path(__file__).resolve().parent / "data" / "first_names.tsv"
#: What may be somebody's first and family name, and the word behind it.
_NAME = re.compile(
    r"(?<![\w'’-])(?<!\bL[EA] )(?<!\bLES )(?<!\bUN )(?<!\bUNE )(?<!\bSA )(?P<first>[^\W\d_]+(?:-[^\W\d_]+)?) "
    r"(?P<article>L[EA] )?(?P<family>[^\W\d_]{2,})(?: (?P<next>[^\W\d_]+))?"
)
_VOWEL = re.compile("[aeiouy]")
_LEAST_WORDS = 2
_LONGEST_ABBREVIATION = 4


def is_in_capitals(sentence: str) -> bool:
    """True for two words or more that are all in capitals, one of them longer than an abbreviation; addresses and the
    like may be in any case."""
    sentence = without(sentence, [span for span in untouched(sentence) if span.is_word])
    words = LETTERS.findall(sentence)
    return len(words) >= _LEAST_WORDS and sentence == sentence.upper() and max(map(len, words)) > _LONGEST_ABBREVIATION


def lowered(sentence: str, language: str) -> str:
    """A sentence in capitals as it would be written in running text."""
    lower, end = "", 0
    for span in (span for span in untouched(sentence) if span.is_word):
        lower += _lowered(sentence[end : span.start], language) + span.text
        end = span.end
    lower += _lowered(sentence[end:], language)
    first = LETTERS.search(lower)
    return lower[: first.start()] + lower[first.start()].upper() + lower[first.start() + 1 :] if first else lower


def _lowered(text: str, language: str) -> str:
    """Text without addresses in lower case; somebody's name keeps its capitals."""
    names = list(_names(text)) if language == "fr" else []

    def lower(match: re.Match[str]) -> str:
        is_of_name = any(start <= match.start() < end for start, end in names)
        return match.group().capitalize() if is_of_name else _word(match.group(), language)

    return LETTERS.sub(lower, text)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where a first name and a family name stand. A family name that is a word too has an article, or a word behind it
    that is no small one: "KYLIAN MARQUE DEUX BUTS" has a verb there."""
    words, place = word_list("fr"), 0
    while match := _NAME.search(text, place):
        place = match.end("first")
        first, family, following = (fold(match[group] or "") for group in ("first", "family", "next"))
        if words is None or not {first, first.split("-")[0]} & _first_names() or family in FUNCTION_WORDS:
            continue
        is_word = match["family"].lower() in words.words
        if is_word and (
            match["first"].lower() in words.words
            or not (match["article"] or (following and following not in FUNCTION_WORDS))
        ):
            continue
        yield match.start("first"), match.end("family")
        place = match.end("family")


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in rows_of(TABLE, 2)) | {"jean"}


def _word(word: str, language: str) -> str:
    words = word_list(language)
    lower = word.lower()
    if not _VOWEL.search(fold(lower)) or fold(lower) in _ABBREVIATIONS:
        return word
    if words is None or lower in words.words or len(word) == 1:
        return lower
    accented = _accented(language).get(fold(lower), "")
    if accented:
        return accented
    return word if len(word) <= _LONGEST_ABBREVIATION else word.capitalize()


@cache
def _accented(language: str) -> dict[str, str]:
    """Words with accents by the same without, where it is one alone: capitals are often set without."""
    words = word_list(language)
    found: dict[str, str] = {}
    for word in words.words if words else ():
        if not word.isascii():
            found[fold(word)] = "" if fold(word) in found else word
    return found
