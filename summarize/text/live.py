"""Times at the starts of lines: of a live blog, of a programme, of an update.

Input: all lines of a text, or a line. Output: where a time stands that says nothing without its page, or that the
article needs; a line without the date of its label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from .boilerplate import AGO, DATE_WORD, ENDED, TIME, kind_of_line

_LIVE_STAMP = re.compile(
    r"(?:[\[(]?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s)?(?:[01]?\d|2[0-3])[hH:][0-5]\d(?::[0-5]\d)?[\])]?"
    rf"|\d{{1,2}}[.:][0-5]\d ?[ap]m(?: [A-Z]{{2,4}})?|(?i:{AGO}))"
    r"(?:\s*[-–—:|•.])?(?:\s+(?=[A-ZÀ-ÖØ-Þ«\"“])|\s*$)"
)
_CLOCK = re.compile(r"(\d{1,2})[hH:]([0-5]\d)(?!.*m)")
#: Entries of the shortest live blog whose order is told.
_FEWEST_ENTRIES = 2
#: Words of the shortest entry of a live blog.
_SHORTEST_ENTRY = 3
_LABELS = (
    r"(?:mise? à jour|actualisé|actualisation|updated?|rectificatif|erratum|corrig\w{1,4}|correct(?:ion|ed)|précision"
    r"|clarification)"
)
#: "[Mise à jour : …]", "Mis à jour le 4 mars à 20 h : …".
_BRACKETED = re.compile(rf"[\[(]((?i:{_LABELS})\b[^\[\]()]{{3,}}[.!?])[\])]\.?$")
_DATED_LABEL = re.compile(
    rf"(?i:(?P<label>{_LABELS})(?P<date>(?:[\s,.·–—-]{{1,3}}{DATE_WORD}|[:/]\d\d){{1,12}})\s?(?P<mark>[:–—])\s(?=\S))"
)


def times_of(lines: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """The times at the starts of lines, of those that say nothing without their page and of those that the article
    needs: line number -> how many of its characters are the time.

    The times of a live blog go, but where its newest entry comes first. Several times alone on their lines stay, and a
    time before what has no mark at its end, or is shorter than a sentence: both may be of a programme.
    """
    stamps = _live_stamps(lines)
    if _falls(lines, stamps):
        return {}, stamps
    alone = {i: len(line) for i, line in enumerate(lines) if i not in stamps and TIME.fullmatch(line[:20])}
    return stamps, alone if len(alone) > 1 and not any(kind_of_line(lines[i]) for i in alone) else {}


def _falls(lines: Sequence[str], stamps: Mapping[int, int]) -> bool:
    """True where all times are of the clock and each is as early as the one before it or earlier."""
    times = [_CLOCK.search(lines[i][:end]) for i, end in stamps.items()]
    minutes = [60 * int(time[1]) + int(time[2]) for time in times if time]
    is_sorted = all(a >= b for a, b in pairwise(minutes))
    return len(minutes) == len(stamps) >= _FEWEST_ENTRIES and is_sorted and minutes[0] > minutes[-1]


def _live_stamps(lines: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    filled = [i for i, line in enumerate(lines) if line.strip()]
    for k, i in enumerate(filled):
        match = _LIVE_STAMP.match(lines[i][:60])
        told = match and (lines[i][match.end() :] or "".join(lines[j] for j in filled[k + 1 : k + 2]))
        if match and told and len(told.split()) >= _SHORTEST_ENTRY and ENDED.search(told[-8:]):
            found[i] = match.end()
    return found if len(found) > 1 else {}


def label_of(line: str) -> tuple[str, str]:
    """A line without what only says when a text was updated, and this: ("Mis à jour : le ministre nie.", "le 4 mars").

    The brackets around an update or correction go with it; what it says, and that it is one, stays.
    """
    bracketed = _BRACKETED.match(line)
    line = bracketed[1] if bracketed else line
    label = _DATED_LABEL.match(line)
    if not label:
        return line, "[]" if bracketed else ""
    return line[: label.end("label")] + " " + line[label.start("mark") :], label["date"].strip()
