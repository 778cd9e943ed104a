"""Text of printed pages: columns one below the other, running heads and page numbers out, paragraphs that a page's end
cut apart put together.

Input: text with repaired characters; form feeds end pages where there are any. Output: the text without them, and
removals of kind "page".

"Page 3 sur 12", "- 3 -" and "3/12" on a line alone are page numbers, and so is "3/12" behind the address of a page that
a browser printed, whose head is a date, a time and the title. A bare figure is one beside a form feed, or where
several follow each other in rising order. A short line that stands beside several page ends in the same words (figures
aside) is a running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import groupby, pairwise

from .removal import Removal

_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:page|p\.)\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})\s*$",
    re.IGNORECASE,
)
#: What browsers print below and above each page.
_PRINT_FOOT = re.compile(r"\s*(?:https?://|www\.|file:)\S{1,1500}\s+\d{1,4}\s?(?:/|of|sur|de|von)\s?\d{1,4}\s*$")
_PRINT_HEAD = re.compile(r"\s*\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2},? \d{1,2}:\d\d(?: [AP]M)?\s+\S")
_BARE_NUMBER = re.compile(r"\s*(\d{1,4})\s*$")
_LONGEST_HEAD = 90
#: A head and, far to the right, its page's number; characters of such a line.
_HEAD_NUMBER = re.compile(r"\s*(\S.{8,88}?\S) {3,}(\d{1,4})\s*$")
_WIDEST = 200
_FORM_FEED = "\f"
#: What stands between two columns of a line; the narrowest column; columns of a page.
_GUTTER = re.compile(r"(?<=\S) {2,}(?=\S)")
_NARROWEST, _MOST_COLUMNS = 15, 6
#: Lines of two columns, at least, and the share of the lines of a column that go on in the next, in small letters.
_LEAST_ROWS, _LEAST_OPEN = 4, 0.3


def without_pages(text: str, removed: list[Removal]) -> str:
    """Take page ends out of a text, and set its columns below each other.

    Args:
        text: with form feeds or without.
        removed: what is taken out is added here.
    """
    text = with_columns_apart(text)
    lines = text.replace(_FORM_FEED, f"\n{_FORM_FEED}\n").split("\n")
    ends = _page_ends(lines)
    if not ends:
        return text.replace(_FORM_FEED, "\n")
    gone = ends | _heads(lines, ends)
    kept: list[str] = []
    for i, line in enumerate(lines):
        if i not in gone:
            kept.append(line)
            continue
        if line.strip(_FORM_FEED).strip():
            removed.append(Removal("page", line.strip()))
        kept.append(_FORM_FEED)
    return _bridged(kept)


def with_columns_apart(text: str) -> str:
    """A text whose columns stand side by side, as `pdftotext -layout` and character recognition leave them, with each
    below the one to its left. The fields of a table do not go on in the next row: it stays as it is."""
    if not _GUTTER.search(text):
        return text
    return _FORM_FEED.join("\n".join(_in_columns(page.split("\n"), _MOST_COLUMNS)) for page in text.split(_FORM_FEED))


def _in_columns(lines: list[str], most: int) -> list[str]:
    """The lines of a page, the columns of it below each other."""
    starts = Counter(gap.end() for line in lines for gap in _GUTTER.finditer(line) if gap.start() >= _NARROWEST)
    for start, rows in starts.most_common(_MOST_COLUMNS) if most > 1 else ():
        if rows < _LEAST_ROWS:
            break
        start -= sum(starts[start - step] > 0 for step in (1, 2))  # some lines begin a little to the left
        gutter = slice(start - 2, start)
        runs = [(is_whole, list(run)) for is_whole, run in groupby(lines, partial(_is_crossed, gutter))]
        lines = [line for is_whole, run in runs for line in (run if is_whole else _two_columns(run, start, most))]
    return lines


def _is_crossed(gutter: slice, line: str) -> bool:
    """True for a line of the page's whole width: something stands in the gutter."""
    return line[gutter].strip() != ""


def _two_columns(lines: list[str], start: int, most: int) -> list[str]:
    """Lines that do not cross a gutter, from the first with two columns on: one column, then the other."""
    rows = [i for i, line in enumerate(lines) if line[:start].strip() and line[start:].strip()]
    first = rows[0] if rows else 0
    left, right = [line[:start].rstrip() for line in lines[first:]], [line[start:].rstrip() for line in lines[first:]]
    if len(rows) < _LEAST_ROWS or not (_is_prose(left) and _is_prose(right)):
        return lines
    return [*lines[:first], *_in_columns(left, most - 1), "", *_in_columns(right, most - 1), ""]


def _is_prose(column: Sequence[str]) -> bool:
    """True for lines of sentences that go on from one to the next."""
    pairs = [(a, b.lstrip()) for a, b in pairwise(column) if a.strip() and b.strip()]
    goes_on = sum(a[-1] not in ".!?…:;" and b[:1].islower() for a, b in pairs)
    return sum(map(len, column)) > _NARROWEST * len(pairs) and goes_on >= max(2, _LEAST_OPEN * len(pairs))


def _page_ends(lines: Sequence[str]) -> set[int]:
    feeds = {i for i, line in enumerate(lines) if line == _FORM_FEED}
    numbers = {i for i, line in enumerate(lines) if len(line) <= 40 and _NUMBER.match(line)}
    if feet := {i for i, line in enumerate(lines) if _PRINT_FOOT.match(line)}:
        numbers |= feet | {i for i, line in enumerate(lines) if _PRINT_HEAD.match(line)}
    bare = [(i, int(m.group(1))) for i, line in enumerate(lines) if len(line) < 20 and (m := _BARE_NUMBER.match(line))]
    numbers |= _numbered_heads(lines)
    beside = {i for i, _ in bare if any(_beside(lines, i, step) in feeds for step in (-1, 1))}
    rising = len(bare) > 1 and all(b == a + 1 for (_, a), (_, b) in pairwise(bare))
    return feeds | numbers | ({i for i, _ in bare} if rising else beside)


def _numbered_heads(lines: Sequence[str]) -> set[int]:
    """Running heads that end in their page's number, as `pdftotext` sets them: the same words, numbers that rise."""
    found: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        if len(line) <= _WIDEST and (match := _HEAD_NUMBER.match(line)):
            found.setdefault(match[1], []).append((i, int(match[2])))
    risen = (places for places in found.values() if len(places) > 1)
    return {i for places in risen if all(b == a + 1 for (_, a), (_, b) in pairwise(places)) for i, _ in places}


def _beside(lines: Sequence[str], place: int, step: int) -> int:
    """The nearest line before or after one that is not blank; -1 where there is none."""
    i = place + step
    while 0 <= i < len(lines) and lines[i] != _FORM_FEED and not lines[i].strip():
        i += step
    return i if 0 <= i < len(lines) else -1


def _heads(lines: Sequence[str], ends: set[int]) -> set[int]:
    """Lines within two lines of a page end that say the same as such a line of another, or across it."""
    near: dict[int, tuple[int, int]] = {}  # line -> the page end that it is beside, and on which side
    for end in sorted(ends):
        for step in (-1, 1):
            place = end
            for _ in range(2):
                place = _beside(lines, place, step)
                if place < 0:
                    break
                near[place] = (end, step)
    if (first := _beside(lines, -1, 1)) >= 0:
        near.setdefault(first, (-1, 1))
    near = {i: end for i, end in near.items() if i not in ends and 0 < len(lines[i].strip()) <= _LONGEST_HEAD}
    counts = Counter(shape for shape, _ in {(_shape(lines[i]), end) for i, end in near.items()})
    return {i for i in near if counts[_shape(lines[i])] > 1}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().lower())


def _bridged(lines: Sequence[str]) -> str:
    """Join what stands before and after a page's end, where a sentence goes on over it; else set a blank line."""
    out: list[str] = []
    pending = False
    for line in lines:
        if line == _FORM_FEED:
            pending = True
        elif not pending:
            out.append(line)
        elif line.strip():
            while out and not out[-1].strip():
                out.pop()
            before = out[-1].rstrip(' »"”’)') if out else "."
            if before[-1:] in tuple(".!?…:") or (line.lstrip()[:1].isupper() and before[-1:] not in tuple(",-")):
                out.append("")
            out.append(line)
            pending = False
    return "\n".join(out)
