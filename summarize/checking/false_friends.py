"""French words that a translator takes for the English word they look like, or word by word.

Input: a French sentence and its English translation. Output: what was mistaken, for people; None for nothing. A row of
the table names a mistake, never a word alone: "siège" may become "seat" or "headquarters", not "siege". Each row has an
example of the mistake and of the right translation, which are its tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ..tables import rows_of

#: A row a mistake; cells as in `Mistake`.
TABLE = Path(__file__).resolve().parent / "data" / "false_friends.tsv"
_CAPITAL = re.compile(r"(?<![\[\w-])[A-ZÀ-Þ]")


@dataclass(frozen=True)
class Mistake:
    """What stands in the French and, mistaken, in the English; `unless` the French holds what makes it right."""

    french: str
    english: str
    example: str
    mistaken: str
    right: str
    unless: str

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Of the French, of the English, and of what makes it right; a capital outside brackets makes a name of it."""
        own, wrong = (
            re.compile(rf"(?<![\w])(?:{pattern})(?![\w])", re.NOFLAG if _CAPITAL.search(pattern) else re.IGNORECASE)
            for pattern in (self.french, self.english)
        )
        return own, wrong, re.compile(self.unless or r"(?!)", re.IGNORECASE)


@cache
def mistakes() -> tuple[Mistake, ...]:
    """The rows of the table."""
    return tuple(Mistake(*cells) for cells in rows_of(TABLE, 6))


def false_friend(french: str, english: str, source: str, target: str) -> str | None:
    """The first mistake of the table that a translation makes, such as "'siege' for 'siège'"; None for none."""
    if (source, target) != ("fr", "en"):
        return None
    for mistake in mistakes():
        own, wrong, unless = mistake.patterns
        if (said := own.search(french)) and (became := wrong.search(english)) and not unless.search(french):
            return f"{became.group()!r} for {said.group()!r}"
    return None
