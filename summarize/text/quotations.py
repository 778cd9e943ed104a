"""Quotations of a text, found between quotation marks.

Input: text. Output: Quotations in reading order.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

#: A straight mark for seconds or inches, which quotes nothing: "4'02"95", "6'2" tall".
PRIME = r"\"(?:(?<=\d\"(?=\d))|(?<=\d['’′]\d\")|(?<=\d['’′]\d\d\"))"
_STRAIGHT = rf"(?!{PRIME})\""
#: Before the first mark of »…« and ”…”, which elsewhere is the last one of «…» and “…”.
_APART = r"(?<![^\s(\[–—-])"
#: What stands between quotation marks is somebody's speech, which refers as it likes.
QUOTED = re.compile(
    rf"«([^«»]*)»|“([^“”]*)”|„([^„“”\"]*)[“”\"]|{_APART}»(?=[\w¿¡…‚›])([^«»]*)«|{_APART}”(?=[\w¿¡…’])([^“”]*)”|"
    rf"{_STRAIGHT}((?:[^\"]|{PRIME})*){_STRAIGHT}"
)
_MARK = re.compile(_STRAIGHT)
#: What may stand before the first word of a sentence: marks, the time of a live blog's entry ("8h30 : ").
HEAD = re.compile(r"^(?:\d{1,2} ?(?:[hH:] ?[0-5]\d|h|heures?) : )?[\s\-–—•·\"«»“”„(]*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, without them."""

    text: str
    start: int
    end: int


def quotations(text: str) -> Iterator[Quotation]:
    """Quotations of a text in reading order; an opening mark that is not closed quotes nothing."""
    for match in QUOTED.finditer(text):
        group = match.lastindex or 0
        inside = match.group(group)
        indent = len(inside) - len(inside.lstrip())
        start = match.start(group) + indent
        stripped = inside.strip()
        if stripped:
            yield Quotation(stripped, start, start + len(stripped))


def without_speech(text: str) -> str:
    """A text with `"…"` in the place of each quotation, of which nothing is read."""
    return QUOTED.sub('"…"', text)


def straight_marks(text: str, start: int = 0, end: int = sys.maxsize) -> int:
    """How many straight quotation marks stand in a part of a text."""
    return sum(1 for _ in _MARK.finditer(text, start, end))


def with_both_marks(text: str) -> str:
    """A sentence out of a longer quotation, with both its marks."""
    for opening, closing in (("«", "»"), ("“", "”")):
        if text.count(opening) > text.count(closing):
            return f"{text} {closing}" if opening == "«" else text + closing
        if text.count(closing) > text.count(opening):
            return f"{opening} {text}" if opening == "«" else opening + text
    if straight_marks(text) % 2:
        return text + '"' if text.startswith('"') else '"' + text
    return text
