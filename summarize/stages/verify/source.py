"""What a text may draw on: an article read once for all its summaries.

Enters: a text. Leaves: a Source. Refuses nothing. Words and numbers are collected at once, since every candidate asks
for them; the rest is worked out when a claim first needs it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from .exonyms import ONLY_CAPITALS, concepts_of
from .numbers import FIGURES, Quantity, quantities
from .words import WORD, bare, fold, forms, parts

#: A word, or what hyphens and apostrophes part of one; elisions are none.
_PART = re.compile(r"(?!(?:[ldjnsmtc]|qu)['’])[^\W_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the source: its folded form without elision, where it stands, whether it opens with a capital."""

    folded: str
    start: int
    end: int
    is_capital: bool


@dataclass(frozen=True)
class Source:
    """A text to draw on: its `words` under all their forms, its `numbers` (value -> units), the text itself and its
    language (ISO 639-1)."""

    text: str
    language: str
    words: frozenset[str]
    quantities: tuple[Quantity, ...]
    numbers: Mapping[str, frozenset[str]]

    @cached_property
    def tokens(self) -> list[Token]:
        """Words in reading order."""
        found = []
        for match in WORD.finditer(self.text):
            own = bare(match.group())
            start = match.start() + max(0, match.group().find(own))
            found.append(Token(fold(own), start, match.end(), own[:1].isupper()))
        return found

    @cached_property
    def capitals(self) -> list[Token]:
        """Words that open with a capital."""
        return [token for token in self.tokens if token.is_capital]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What its words stand for in the tables of names."""
        found = {concept for word in self.words - ONLY_CAPITALS for concept in concepts_of(word)}
        shouted = {t.folded for t in self.capitals if t.folded in ONLY_CAPITALS and self.as_it_stands(t).isupper()}
        return frozenset(found | {concept for word in shouted for concept in concepts_of(word)})

    def as_it_stands(self, token: Token) -> str:
        """A word of the text, case and accents kept."""
        return self.text[token.start : token.end]

    @cached_property
    def plain(self) -> str:
        """The words, folded, without elisions, with single blanks."""
        return " " + " ".join(part for token in self.tokens for part in parts(token.folded)) + " "

    @cached_property
    def running(self) -> Running:
        """The words one after the other, for what must stand in the source as it is."""
        return Running.of(self.text)


@dataclass(frozen=True, slots=True)
class Running:
    """A text as folded words with single blanks, less the endings of gender and number (" l mair d nim "), and where
    each word stood."""

    folded: str
    places: tuple[int, ...]  #: of each word in `folded`
    spans: tuple[tuple[int, int], ...]  #: of each word in the text

    @classmethod
    def of(cls, text: str) -> Running:
        """Fold a text; hyphens and apostrophes part words, elisions and endings go."""
        found = list(_PART.finditer(text))
        words = [_stem(fold(m.group())) for m in found]
        places = accumulate((len(word) + 1 for word in words), initial=1)
        folded = " " + "".join(f"{word} " for word in words)
        return cls(folded, tuple(places)[: len(words)], tuple(m.span() for m in found))

    def find(self, wanted: str, start: int = 0) -> tuple[int, int] | None:
        """The first and last word's number of `wanted` (folded, single blanks, none outside), from word `start` on."""
        if not wanted or start >= len(self.places):
            return None
        place = self.folded.find(f" {wanted} ", self.places[start] - 1)
        if place < 0:
            return None
        first = bisect_left(self.places, place + 1)
        return first, first + wanted.count(" ")


def _stem(word: str) -> str:
    return FIGURES.get(word) or word.rstrip("esx") or word


def read_source(text: str, language: str = "fr") -> Source:
    """Collect the words and numbers of a source text; French and English number words are read in any.

    Args:
        text: an article, or a summary for its translation.
        language: of the text, ISO 639-1.
    """
    found = frozenset(form for word in set(WORD.findall(text)) for form in forms(word))
    numbers: dict[str, set[str]] = {}
    every = quantities(text)
    for value, unit in _values(every):
        numbers.setdefault(value, set()).add(unit)
    return Source(text, language, found, tuple(every), {value: frozenset(units) for value, units in numbers.items()})


def _values(every: list[Quantity]) -> Iterator[tuple[str, str]]:
    for quantity in every:
        for value in (*quantity.values, *quantity.also):
            yield value, quantity.unit


def known_word(word: str, source: Source, lexicon: frozenset[str]) -> bool:
    """True where a word, or each of its parts, stands in the source or the lexicon, or is a number.

    Small models now and then glue pieces to words that do not exist; this tells them.
    """
    if len(word) < 3 or word[0].isdigit() or word.lower() in lexicon or forms(word) & source.words:
        return True
    pieces = [p for p in re.split(r"[-'’]", word.lower()) if len(p) > 2]
    return bool(pieces) and all(p in lexicon or fold(p) in source.words for p in pieces)
