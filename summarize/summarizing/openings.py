"""Why a unit cannot open a summary.

Input: a unit, those behind it, their article. Output: the reason, None where it may.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..text.document import Document
from .dialogues import is_answer
from .overtaken import is_overtaken
from .references import dangling
from .under_title import shown
from .units import Unit, is_background


def opening_fault(unit: Unit, later: Sequence[Unit], article: Document) -> str | None:
    """Why a unit cannot open a summary: a `Fault`, "background", or "dangling_" and what it refers to."""
    if unit.fault:
        return unit.fault
    if unit.frame is not None:
        return "dangling_frame"
    if is_answer(unit.text, unit.start, article):
        return "dangling_answer"
    if is_background(unit, later, article):
        return "background"
    missing = dangling(shown(unit, article), "", article, follows=False)
    if any(u.fault is None and is_overtaken(unit.text, u.text) for u in later[:1]):
        # What overtakes it is clear by itself, or behind it if this is.
        said = "" if missing else unit.text
        if dangling(shown(later[0], article), said, article, follows=not missing) is None:
            return "background"
    return f"dangling_{missing}" if missing else None
