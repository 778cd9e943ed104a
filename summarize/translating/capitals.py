"""Text in capitals alone: told, and set in lower case for a translator, which knows none other.

Input: a sentence and its language. Output: whether it is in capitals; the same in lower case, with a capital where it
opens, for words that its language does not know (names), and for abbreviations.
"""

from __future__ import annotations

import re
from functools import cache

from ..checking.wordlists import word_list
from ..text.untouched import untouched, without
from ..text.words import LETTERS, fold

#: Abbreviations with vowels that no word is written like.
_ABBREVIATIONS = frozenset("afp nato oms onu otan ratp ue usa".split())
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
        lower += LETTERS.sub(lambda match: _word(match.group(), language), sentence[end : span.start]) + span.text
        end = span.end
    lower += LETTERS.sub(lambda match: _word(match.group(), language), sentence[end:])
    first = LETTERS.search(lower)
    return lower[: first.start()] + lower[first.start()].upper() + lower[first.start() + 1 :] if first else lower


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
