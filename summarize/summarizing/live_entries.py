"""The entries of a live blog ("8h30 : Un train sur trois circule."), of which the newest belongs in its summary.

Input: an article's units, and those chosen for a summary. Output: of a live blog that tells its oldest news first, what
is chosen, with the newest entry that may stand there; of one that tells its newest first, whether a unit is that entry.
A summary of older news alone would tell what is no longer so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..text.live import minutes_of, order_of
from .fragments import ENTRY
from .units import Unit

#: Entries of the shortest live blog.
_FEWEST = 3


def with_newest(
    units: Sequence[Unit], chosen: list[Unit], most: int, fits: Callable[[Unit, Sequence[Unit]], bool]
) -> list[Unit]:
    """The units chosen for a summary; of a live blog that tells its oldest news first, the newest at their end.

    Args:
        units: of the article.
        chosen: of these, at least one.
        most: units in the summary, at least two.
        fits: whether a unit may stand behind others.
    """
    opening = next((unit for unit in chosen if unit.fault != "title"), chosen[0])
    if not ENTRY.match(opening.text):  # an article that gives a programme or a chronology too
        return chosen
    for newest in _later_entries(units, chosen[-1]):
        for kept in (chosen[: most - 1], chosen[: max(1, most - 2)]):
            if fits(newest, kept):
                return [*kept, newest]
    return chosen


def is_newest(units: Sequence[Unit], unit: Unit) -> bool:
    """True for the first entry of a live blog that tells its newest news first."""
    if not ENTRY.match(unit.text):  # most units
        return False
    found, order = _entries(units)
    return order < 0 and found[0] is unit


def _later_entries(units: Sequence[Unit], last: Unit) -> list[Unit]:
    """The entries behind a unit, the newest first; none where their times fall, or there are few."""
    found, order = _entries(units)
    return [unit for unit in reversed(found) if unit.first > last.first] if order > 0 else []


def _entries(units: Sequence[Unit]) -> tuple[list[Unit], int]:
    """The entries among units, and their order as `order_of` has it; 0 for a few too."""
    found = [(unit, match) for unit in units if (match := ENTRY.match(unit.text))]
    order = order_of([minutes_of(match) for _, match in found]) if len(found) >= _FEWEST else 0
    return [unit for unit, _ in found], order
