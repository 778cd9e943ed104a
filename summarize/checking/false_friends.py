"""French words that a translator takes for the English word they look like, or word by word.

Input: a French sentence and its English translation. Output: the translation with what a row knows better put in its
place; and what was mistaken, for people; None for nothing. A row of the table names a mistake, never a word alone:
"siège" may become "seat" or "headquarters", not "siege". Each row has an example of the mistake and of the right
translation, which are its tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from ..forks import KeptProperty
from ..tables import like, literal_of, own_pattern, rows_of

#: A row a mistake; cells as in `Mistake`.
TABLE = Path(__file__).resolve().parent / "data" / "false_friends.tsv"


@dataclass(frozen=True)
class Mistake:
    """What stands in the French and, mistaken, in the English; what is put there `instead`, "" where that depends on
    the sentence; `unless` the French holds what makes it right."""

    french: str
    english: str
    instead: str
    example: str
    mistaken: str
    right: str
    unless: str

    @KeptProperty
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Of the French, of the English, and of what makes it right."""
        unless = re.compile(self.unless or r"(?!)", re.IGNORECASE)
        return own_pattern(self.french), own_pattern(self.english), unless

    @KeptProperty
    def literal(self) -> str:
        """What a French sentence must hold, in lower case, for the row to be about it."""
        return literal_of(self.french)

    def put_right(self, english: str) -> str:
        """A translation with what the row knows better in the place of the mistake; "" in its place where none is."""
        return self.patterns[1].sub(partial(like, instead=self.instead), english)


@cache
def mistakes() -> tuple[Mistake, ...]:
    """The rows of the table."""
    return tuple(Mistake(*cells) for cells in rows_of(TABLE, 7))


@lru_cache(maxsize=256)
def _mistakes_in(french: str) -> tuple[tuple[Mistake, str], ...]:
    """The rows whose French stands in a sentence, and what of it; asked for each candidate of its translation."""
    found = []
    lower = french.lower()
    for mistake in mistakes():
        if mistake.literal not in lower:
            continue
        own, _, unless = mistake.patterns
        if (said := own.search(french)) and not unless.search(french):
            found.append((mistake, said.group()))
    return tuple(found)


def put_right(french: str, english: str) -> str:
    """An English translation of a French sentence, the mistakes of the table that have a right word put right."""
    for mistake, _ in _mistakes_in(french):
        if mistake.instead:
            english = mistake.put_right(english)
    return english


def false_friend(french: str, english: str, source: str, target: str) -> str | None:
    """The first mistake of the table that a translation makes, such as "'siege' for 'siège'"; None for none."""
    if (source, target) != ("fr", "en"):
        return None
    for mistake, said in _mistakes_in(french):
        became = mistake.patterns[1].search(english)
        if became and mistake.put_right(english) != english:
            return f"{became.group()!r} for {said!r}"
    return None
