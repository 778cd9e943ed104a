"""French or English said plainly before it is translated: words and set phrases that translators know badly, in words
they know.

Input: a French or an English sentence. Output: the same in words that a translator renders well: "marée noire" becomes
"déversement de pétrole", which it knows for an oil spill, "called off the strike" "cancelled the strike". Only the
translator sees it: the checks compare with the sentence as it was. Each row has an example, and what its translation
must hold, which are its tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ..forks import KeptProperty
from ..tables import like, literal_of, own_pattern, rows_of
from ..text.hearsay import as_hearsay

_DATA = Path(__file__).resolve().parent / "data"
#: A table for each language, a row a phrase; cells as in `Phrase`.
TABLES = {"fr": _DATA / "plain.tsv", "en": _DATA / "plain_en.tsv"}


@dataclass(frozen=True)
class Phrase:
    """A pattern of a phrase and what is put in its place; `unless` the sentence holds what makes it mean something
    else."""

    phrase: str
    plain: str
    example: str
    right: str
    unless: str

    @KeptProperty
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Of the phrase, and of what makes it mean something else."""
        return own_pattern(self.phrase), re.compile(self.unless or r"(?!)", re.IGNORECASE)

    @KeptProperty
    def literal(self) -> str:
        """What a sentence must hold, in lower case, for the phrase to stand in it."""
        return literal_of(self.phrase)


@cache
def phrases(language: str) -> tuple[Phrase, ...]:
    """The rows of a language's table ("fr" or "en")."""
    return tuple(Phrase(*cells) for cells in rows_of(TABLES[language], 5))


def said_plainly(sentence: str, language: str) -> str:
    """A sentence with the phrases of its language's table said plainly, in the table's order; French hearsay in
    words."""
    lower = sentence.lower()
    for phrase in phrases(language):
        if phrase.literal not in lower:
            continue
        own, unless = phrase.patterns
        if own.search(sentence) and not unless.search(sentence):
            sentence = own.sub(partial(like, instead=phrase.plain), sentence)
            lower = sentence.lower()
    return as_hearsay(sentence) if language == "fr" else sentence
