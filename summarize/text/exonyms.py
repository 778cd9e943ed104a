"""Names that are other words in another language, or another word of the same family, as folded words.

Output: `concepts_of` (word -> what it means), `phrases_of` (what stands for it in several words). A row holds every
word, French and English, of one country (with its people), place, institution or month: any of them supports any other.
The table holds what the news names most; a name that is missing is looked up as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..tables import rows_of
from .words import fold

#: Rows of three kinds. "people": a country or region with its people, French words, English words; French adjectives
#: get their feminine and plural by rule. "name": a place or institution by its names in both languages, an abbreviation
#: with what it stands for. "phrase": several words that mean what one does ("Nations unies" is the ONU).
TABLE = Path(__file__).resolve().parent / "data" / "exonyms.tsv"
#: Names that are ordinary words unless they stand in capitals.
ONLY_CAPITALS = frozenset({"un", "us", "eu", "who", "est", "ei", "uk", "jo", "aids"})
_ENDINGS = ("", "e", "s", "es", "ne", "nes", "x")


def _endings(word: str, *, french: bool) -> set[str]:
    """A word with the endings of its feminine and plural: "italien", "italienne", "italiens", "italiennes"."""
    return {word + ending for ending in (_ENDINGS if french else ("", "s"))}


@cache
def _concepts() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words, english in rows_of(TABLE, 3):
        if kind == "phrase":
            continue
        named = [fold(word) for word in words.split()]
        if kind == "people":
            forms = {form for word in named for form in _endings(word, french=True)}
            forms |= {form for word in english.split() for form in _endings(fold(word), french=False)}
        else:
            forms = {form for word in named for form in _endings(word, french=False)}
        for form in forms:
            found.setdefault(form, set()).add(named[0])
    return {form: frozenset(heads) for form, heads in found.items()}


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    return {concept: tuple(said.split("|")) for kind, concept, said in rows_of(TABLE, 3) if kind == "phrase"}


def concepts_of(word: str) -> frozenset[str]:
    """What a folded word stands for in the table; nothing for most words."""
    return _concepts().get(word, frozenset())


def phrases_of(concept: str) -> tuple[str, ...]:
    """Several folded words, blanks between them, that stand for a concept too."""
    return _phrases().get(concept, ())
