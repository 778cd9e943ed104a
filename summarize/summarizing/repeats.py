"""What a summary says again under its title.

Pages tell their news three times: in the title, in the standfirst, in the first sentence. Of 66 summaries whose last
sentence says mostly what stands before it, three readers preferred 43 with another sentence in its place, 44 with none,
and of those that they wanted back most had a number in it.

Input: an article's units and those chosen for a summary. Output: what is chosen, without such a last unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from ..text.numbers import quantities
from ..text.words import content_stems
from .under_title import stems_of
from .units import Unit

#: Share of a unit's stems said before it under a title, from which on it says nothing new.
_SAID = 0.5
#: The same of a unit that comes in its place.
_SAID_INSTEAD = 0.45
#: Units behind it that may come in its place: further on an article tells details.
_WINDOW = 4
#: Languages in which it is known what a sentence inside an article refers to.
_LANGUAGES = ("fr", "en")
#: Takes back, in part, what stands before it.
_OTHER_HALF = re.compile(r"(?:Mais|But|Aber|Pero|Ma|Mas|Maar)\b")
#: Goes on what is left out.
_GOES_ON = re.compile(
    r"\b(?:aussi|également|non plus|à son tour|de même|also|too|either|similarly|likewise|regardless|instead)\b",
    re.IGNORECASE,
)


def without_repeats(
    units: Sequence[Unit], chosen: list[Unit], fits: Callable[[Unit, Sequence[Unit]], bool], language: str
) -> list[Unit]:
    """The units chosen for a summary, a title first; one that comes in place of a last one that says nothing new.

    A unit with a number that was not said, days of a month aside, says something new.

    Args:
        units: of the article.
        chosen: of these; one stays beside the title.
        fits: whether a unit may stand behind others.
        language: of the article.
    """
    kept = list(chosen)
    while len(kept) > 2 and _says_nothing_new(kept[-1], kept[:-1]):
        kept = kept[:-1]
    if len(kept) == len(chosen) or language not in _LANGUAGES:
        return kept
    later = [unit for unit in units if unit.first > chosen[-1].first][:_WINDOW]
    fitting = (u for u in later if not _GOES_ON.search(u.text) and _said(u, kept) < _SAID_INSTEAD and fits(u, kept))
    return [*kept, *islice(fitting, 1)]


def _says_nothing_new(unit: Unit, before: Sequence[Unit]) -> bool:
    known = {value for other in before for number in quantities(other.text, "none") for value in number.values}
    has_number = any(
        not number.unit.startswith("date:") and known.isdisjoint(number.values)
        for number in quantities(unit.text, "none")
    )
    return not has_number and _said(unit, before) >= _SAID and not _OTHER_HALF.match(unit.text)


def _said(unit: Unit, before: Sequence[Unit]) -> float:
    """Share of a unit's stems that stand in others (0-1)."""
    stems = content_stems(unit.text)
    return len(stems & stems_of(other.text for other in before)) / max(1, len(stems))
