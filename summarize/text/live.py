"""Times at the starts of lines: of a live blog, of a programme, of an update.

Input: all lines of a text, or a line. Output: where a time stands that says nothing without its page, or that the
article needs; a line without the date of its label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from .boilerplate import AGO, DATE_WORD, ENDED, SENTENCE, TIME, kind_of_line

_LIVE_STAMP = re.compile(
    r"(?:[\[(]?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s)?(?:(?:[01]?\d|2[0-3])(?:[hH:]| h )[0-5]\d(?::[0-5]\d)?[\])]?"
    r"|(?:[01]?\d|2[0-3]) ?(?:h|heures?)(?=\s*(?:[-–—:|•.]|$)))"
    r"|(?:[Oo]re (?:[01]?\d|2[0-3])[.:]|(?:[01]\d|2[0-3])\.)[0-5]\d(?: (?:uur|Uhr))?(?![.,:]?\d|\.?\w|%)"
    r"(?! (?:Euro|Franken|Prozent|Grad|Punkte|Kilo|Meter|Minuten|Sekunden|Mi(?:o|ll)|Mrd))"
    rf"|\d{{1,2}}[.:][0-5]\d ?[ap]\.?m\.?(?: [A-Z]{{2,4}})?|(?i:{AGO}))"
    r"(?:\s*[-–—:|•.])?(?:\s+(?=[A-ZÀ-ÖØ-Þ«\"“])|\s*$)"
)
#: The date of a message before its time: "[12/03/2024 14:32]".
_DATED = re.compile(r"[\[(]?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_CLOCK = re.compile(
    r"(?<!a )(?<![\d.])(\d{1,2})(?:(?: ?[hH:] ?|\.(?=\d\d(?!\.?\d)))([0-5]\d)| ?(?:h|heures?)\b)(?!.*m)"
)
#: What may be an amount or a result too, where it is not in order.
_DOTTED = re.compile(r"\d\d\.")
#: Entries of the shortest live blog whose order is told.
_FEWEST_ENTRIES = 2
_SENDER = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}(?: [A-ZÀ-ÖØ-Þ][\w'’-]{1,30})? ?: ")
#: Minutes.
_HALF_DAY = 720
#: Words of the shortest entry of a live blog.
_SHORTEST_ENTRY = 3
_LABELS = (
    r"(?:mise? à jour|actualisé|actualisation|updated?|rectificatif|erratum|corrig\w{1,4}|correct(?:ion|ed)|précision"
    r"|clarification)"
)
#: "[Mise à jour : …]", "Mis à jour le 4 mars à 20 h : …".
_BRACKETED = re.compile(rf"[\[(]((?i:{_LABELS})\b[^\[\]()]{{3,}}[.!?])[\])]\.?$")
#: "[Mis à jour le 11 avril 2023 à 13h54] La grève …".
_DATED_BRACKET = re.compile(
    rf"[\[(](?i:{_LABELS}(?:[\s,.:/·–—-]{{1,3}}{DATE_WORD}|[:h]\d\d){{1,12}})[\])][\s.:–—-]{{1,3}}(?=\S)"
)
_DATED_LABEL = re.compile(
    rf"(?i:(?P<label>{_LABELS})(?P<date>(?:[\s,.·–—-]{{1,3}}{DATE_WORD}|[:/]\d\d){{1,12}})\s?(?P<mark>[:–—])\s(?=\S))"
)


def times_of(lines: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """The times at the starts of lines, of those that say nothing without their page and of those that the article
    needs: line number -> how many of its characters are the time.

    The times of a live blog go, but where its entries stand in their order, the newest first or last: they say how old
    is what is shown. Several times alone on their lines stay, and a time before what has no mark at its end, or is
    shorter than a sentence: both may be of a programme.
    """
    stamps = _live_stamps(lines)
    if _is_in_order(lines, stamps):
        return {}, stamps
    stamps = {i: end for i, end in stamps.items() if not _DOTTED.match(lines[i])}
    alone = {i: len(line) for i, line in enumerate(lines) if i not in stamps and TIME.fullmatch(line[:20])}
    return stamps, alone if len(alone) > 1 and not any(kind_of_line(lines[i]) for i in alone) else {}


def _is_in_order(lines: Sequence[str], stamps: Mapping[int, int]) -> bool:
    """True where all times are of the clock and in their order, the newest first or last; messages under each other
    are no live blog."""
    times = [_CLOCK.search(lines[i][:end]) for i, end in stamps.items()]
    minutes = [minutes_of(time) for time in times if time]
    order = order_of(minutes) if len(minutes) == len(stamps) >= _FEWEST_ENTRIES else 0
    return order < 0 or (order > 0 and not any(_is_message(lines[i], end) for i, end in stamps.items()))


def _is_message(line: str, end: int) -> bool:
    """True for a time with a date before it ("[12/03/2024 14:32] Le pont"), or a name behind it ("14:32 Luc : Oui")."""
    return not _CLOCK.match(line[:end].lstrip("[(")) or _SENDER.match(line[end:]) is not None


def minutes_of(time: re.Match[str]) -> int:
    """Minutes since midnight, of a match whose first group has the hours, and the second the minutes, if any."""
    return 60 * int(time[1]) + int(time[2] or 0)


def order_of(minutes: Sequence[int]) -> int:
    """1 where no time of the clock (minutes since midnight) is earlier than the one before it, -1 where none is later,
    0 where they are in no order or all the same. In times that are in no other order, a step of more than half a day
    goes over midnight."""
    plain = [b - a for a, b in pairwise(minutes)]
    for steps in (plain, [(step + _HALF_DAY) % (2 * _HALF_DAY) - _HALF_DAY for step in plain]):
        if any(steps) and (min(steps) >= 0 or max(steps) <= 0):
            return 1 if min(steps) >= 0 else -1
    return 0


def _live_stamps(lines: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    headings: dict[int, int] = {}
    messages: dict[int, int] = {}
    filled = [i for i, line in enumerate(lines) if line.strip()]
    for k, i in enumerate(filled):
        match = _LIVE_STAMP.match(lines[i][:60])
        following = "".join(lines[j] for j in filled[k + 1 : k + 2])
        told = match and (lines[i][match.end() :] or following)
        if match and told and _DATED.match(match.group()):
            messages[i] = match.end()
        if match and told and len(told.split()) >= _SHORTEST_ENTRY and ENDED.search(told[-8:]):
            found[i] = match.end()
        elif match and told and told != following and _is_entry(following):
            headings[i] = match.end()
    if len(messages) > 1:
        found |= messages
    elif len(headings) > 1 and _is_in_order(lines, dict(sorted({**found, **headings}.items()))):
        found |= headings
    return dict(sorted(found.items())) if len(found) > 1 else {}


def _is_entry(line: str) -> bool:
    """True for a sentence without a time before it: what the heading of an entry of a live blog stands above."""
    return SENTENCE.match(line) is not None and not _LIVE_STAMP.match(line[:60])


def label_of(line: str) -> tuple[str, str]:
    """A line without what only says when a text was updated, and this: ("Mis à jour : le ministre nie.", "le 4 mars").

    The brackets around an update or correction go with it, and those around its date alone; what it says, and that it
    is one, stays.
    """
    if dated := _DATED_BRACKET.match(line):
        return line[dated.end() :], dated.group().strip()
    bracketed = _BRACKETED.match(line)
    line = bracketed[1] if bracketed else line
    label = _DATED_LABEL.match(line)
    if not label:
        return line, "[]" if bracketed else ""
    return line[: label.end("label")] + " " + line[label.start("mark") :], label["date"].strip()
