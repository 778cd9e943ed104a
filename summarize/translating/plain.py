"""French said plainly before it is translated: words and set phrases that translators know badly, in words they know.

Input: a French sentence. Output: the same in words that a translator renders well: "marée noire" becomes
"déversement de pétrole", which it knows for an oil spill. Only the translator sees it: the checks compare with the
sentence as it was. Each row has an example, and what its translation must hold, which are its tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from ..tables import like, literal_of, own_pattern, rows_of
from ..text.hearsay import as_hearsay

#: A row a phrase; cells as in `Phrase`.
TABLE = Path(__file__).resolve().parent / "data" / "plain.tsv"


@dataclass(frozen=True)
class Phrase:
    """A pattern of French and what is put in its place; `unless` the sentence holds what makes it mean something
    else."""

    french: str
    plain: str
    example: str
    right: str
    unless: str

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Of the phrase, and of what makes it mean something else."""
        return own_pattern(self.french), re.compile(self.unless or r"(?!)", re.IGNORECASE)

    @cached_property
    def literal(self) -> str:
        """What a sentence must hold, in lower case, for the phrase to stand in it."""
        return literal_of(self.french)


@cache
def phrases() -> tuple[Phrase, ...]:
    """The rows of the table."""
    return tuple(Phrase(*cells) for cells in rows_of(TABLE, 5))


def said_plainly(sentence: str) -> str:
    """A French sentence with the phrases of the table said plainly, in the table's order, and hearsay in words."""
    lower = sentence.lower()
    for phrase in phrases():
        if phrase.literal not in lower:
            continue
        own, unless = phrase.patterns
        if own.search(sentence) and not unless.search(sentence):
            sentence = own.sub(partial(like, instead=phrase.plain), sentence)
            lower = sentence.lower()
    return as_hearsay(sentence)
