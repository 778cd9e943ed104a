"""Notes and references below a text, which are no sentences of it.

Input: a text. Output: the same without them, and without the marks of the notes that go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from .removal import Removal, taken_out

_MARK = r"\(\d{1,2}\)|\[\d{1,2}\]|[¹²³⁴-⁹]{1,2}|\*{1,3}"
#: A note at the foot.
_NOTE = re.compile(rf"({_MARK})[ \t\u00a0]*(?=[^\s\d])")
#: The number of a note inside a text, and one that is read as a word.
_NUMBER = re.compile(
    r"(?:(?<=[^\W\d_]{4})|(?<=[.!?…»”\"’),;%]))[ \u00a0]?\[(\d{1,2})\](?=[\s.,;:!?»”\"’)]|$)", re.MULTILINE
)
#: Two numbers may be words ("at least [1] person"), or seeds of a draw.
_FEWEST_NUMBERS = 4
_AS_WORD = re.compile(
    r"(?<!\w)(?:(?:least|only|beat|defeated|than|see|in|from|by|and|or|of|ref|siehe|vgl|nach|laut|und|von|voir|cf|dans|selon|par|et|de|véase|ver|en"
    r"|según|por|vedi|secondo|da|e)\.?[ \u00a0]\[\d)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?i:(?:notes(?: et références)?|références(?: bibliographiques)?|bibliographie|references|works cited)) ?:?$"
)
#: What a reference has: a year, pages, an address.
_REFERENCE = re.compile(r"\b(?:19|20)\d\d\b|\bpp?\. ?\d|\d p\.|https?://|\bdoi\b")


def without_notes(text: str, removed: list[Removal]) -> str:
    """Take out the notes at the end of a text whose first mark stands in the text too, and the references under their
    heading, where each of these has a year, pages or an address.

    Args:
        text: with line feeds only.
        removed: what is taken out is added here.
    """
    lines = [line.strip() for line in text.split("\n")]
    filled = [i for i, line in enumerate(lines) if line]
    taken = "x".join(["", *(removal.text for removal in removed if removal.kind == "markup")])
    start = _start_of_notes([lines[i] for i in filled], taken)
    if not 0 < start < len(filled):
        return _without_numbers(text, removed)
    body = "\n".join(text.split("\n")[: filled[start]])
    marks = [match[1] for i in filled[start:] if (match := _NOTE.match(lines[i]))]
    for mark in dict.fromkeys(marks):
        body = _behind_words(mark).sub("", body)
    for i in filled[start:]:
        taken_out(removed, "note", lines[i])
    return body


def _without_numbers(text: str, removed: list[Removal]) -> str:
    """A text without the numbers of notes that a page did not give with it ("74 Mt. [1] Angesichts"): all behind words
    that do not need them ("voir [2]"), the first of them 1."""
    found = list(_NUMBER.finditer(text))
    if len(found) < _FEWEST_NUMBERS or int(found[0][1]) != 1 or _AS_WORD.search(text):
        return text
    return _NUMBER.sub(lambda match: taken_out(removed, "note", match.group()), text)


def _behind_words(mark: str) -> re.Pattern[str]:
    """A note's mark in a text: behind a word, and before a blank or what ends a sentence."""
    return re.compile(rf"(?<=\S)[ \u00a0]?{re.escape(mark)}(?=[\s.,;:!?»\"”)x]|$)")


def _start_of_notes(lines: Sequence[str], taken: str) -> int:
    """The number of the first line of the notes; that of no line where there are none. `taken` are marks that were
    taken out of the text before ("x[1]")."""
    notes = list(takewhile(lambda i: _NOTE.match(lines[i]), range(len(lines) - 1, -1, -1)))
    first = notes[-1] if notes else len(lines)
    if notes:
        above = "\n".join([*lines[:first], taken])
        marks = [match[1] for i in notes if (match := _NOTE.match(lines[i]))]
        if len(set(marks)) < len(marks) or not any(_behind_words(mark).search(above) for mark in marks):
            first = len(lines)
    heading = next((i for i in range(len(lines) - 1, 0, -1) if _HEADING.match(lines[i])), 0)
    if heading and all(_NOTE.match(line) or _REFERENCE.search(line) for line in lines[heading + 1 :]):
        return heading
    return first
