"""Words that tell a language by themselves, counted: what character statistics need beside them in a headline.

Input: a text's words. Output: votes by language. The table holds the function words, weekdays and months of French,
English, Spanish, German, Italian, Portuguese and Dutch, and fewer of the languages that share words with them, so that
a text in one of these is not taken for one of those.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..tables import rows_of
from .words import LETTERS

TABLE = Path(__file__).resolve().parent / "data" / "function_words.tsv"


def votes(text: str) -> Mapping[str, float]:
    """How many words of a text each language of the table knows; a word that several know counts for each of them.

    Args:
        text: in lower case. Words are parted at apostrophes.

    Returns:
        ISO 639-1 -> votes; no language that has none.
    """
    words = _languages_by_word()
    found: dict[str, float] = {}
    for word in LETTERS.findall(text):
        for language in words.get(word, ()):
            found[language] = found.get(language, 0.0) + 1.0
    return found


@cache
def languages() -> frozenset[str]:
    """The languages of the table."""
    return frozenset(language for known in _languages_by_word().values() for language in known)


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for language, listed in rows_of(TABLE, 2):
        for word in dict.fromkeys(listed.split()):
            words[word] = (*words.get(word, ()), language)
    return words
