"""A text as lines: what of each is to be translated, and what stands around it.

Input: a text. Output: lines with their blanks, list marks and outer cells without words apart; joined again they are
the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: "- ", "• ", "3. ", "b) ", "> ", "## "; a dash may touch its line ("–Le maire").
_LEAD = re.compile(r"\s*(?:(?:[-–—•·▪►■*+]\s+|[-–—](?=[^\W\d_«\"“])|\d{1,3}[.)]\s+|[a-z]\)\s+|>+\s+|#{1,6}\s+))*\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: blanks, list marks and cells of figures before it, what it says, blanks and such cells after
    it."""

    lead: str
    body: str
    trail: str

    @property
    def has_words(self) -> bool:
        """True where there is a letter to translate."""
        return any(c.isalpha() for c in self.body)


def _without_letters(cells: list[str]) -> int:
    """Characters of the first cells of a line that have no letter, with a tab each; 0 where none has any."""
    first = next((i for i, cell in enumerate(cells) if any(c.isalpha() for c in cell)), 0)
    return sum(len(cell) + 1 for cell in cells[:first])


def lines_of(text: str) -> list[Line]:
    """The lines of a text, blank ones too; `"\\n".join(l.lead + l.body + l.trail for l in lines)` is the text."""
    found = []
    for line in text.split("\n"):
        lead = match.group() if (match := _LEAD.match(line)) else ""
        cells = line[len(lead) :].split("\t")
        lead = line[: len(lead) + _without_letters(cells)]
        rest = line[len(lead) :]
        body = rest[: len(rest) - _without_letters(cells[::-1])].rstrip()
        found.append(Line(lead, body, rest[len(body) :]))
    return found
