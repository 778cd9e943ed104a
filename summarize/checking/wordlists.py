"""Lists of the words of English and French, as data that ships; data/README.md says where they come from.

Input: a language. Output: a WordList, or None where there is no list for it. Raises for: a damaged list.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import own_file

_DATA = Path(__file__).resolve().parent / "data"
#: Forms that carry no meaning of their own behind an apostrophe: "don't", "we're", "l'école".
_CLITICS = frozenset(
    "s t re ve ll d m n l j c o qu don isn doesn didn wasn weren hasn haven hadn won wouldn couldn aren ain shouldn "
    "mustn needn".split()
)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words of a language: in lower case, and names with a capital."""

    words: frozenset[str]

    def has(self, word: str) -> bool:
        """True for a word of the list; one with a capital may be a name or open a sentence."""
        lower = word.lower()
        return lower in self.words or (word[:1].isupper() and lower.capitalize() in self.words) or lower in _CLITICS


@cache
def word_list(language: str) -> WordList | None:
    """The words of a language (ISO 639-1); None where no list ships."""
    path = _DATA / f"{language}.txt.gz"
    if language not in ("en", "fr"):
        return None
    with own_file(path):
        return WordList(frozenset(gzip.decompress(path.read_bytes()).decode("utf-8").split()))
