"""Quotations of a text, found between quotation marks, and the marks that paragraphs of quotations leave out.

Input: text. Output: Quotations in reading order; text in which each paragraph of a quotation has both its marks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
#: A mark that opens a quotation, or a straight one.
OPENING_MARK = re.compile(r"[\"«“„]")
#: What may stand before the first word of a sentence: marks, the time of a live blog's entry ("8h30 : ").
HEAD = re.compile(r"^(?:\d{1,2} ?(?:[hH:] ?[0-5]\d|h|heures?) : )?[\s\-–—•·\"«»“”„(]*")
#: The end of a sentence, before a mark or a paragraph's end.
_ENDED = re.compile(r"[.!?…]\s*$")
#: What stands before a quotation of whole sentences.
_BEGINS = re.compile(r"(?:^|[.!?…:,»”\"])\s*$")
#: Characters before a mark that are looked at.
_NEAR = 10
#: Words of the longest such paragraph. Inside it, somebody who says it shows that its closing mark is missing there.
_MOST_WORDS = 90
_ANY_MARK = re.compile(r"[«»„“”\"]")
_SAYS = re.compile(
    r"[,?!] (?:(?:he|she|they|it|I|we|(?:the |his |her |its )?[\w.'’ -]{1,60}?) "
    r"(?:said|says|told|added|wrote|replied|insisted|argued|explained|warned|claimed)\b"
    r"|(?:said|says|added|wrote|replied|insisted|argued|explained|warned|claimed) )"
    r"|\b\w+-(?:t-)?(?:il|elle|ils|elles|on)\b"
    r"|[,?!] (?:a |ont |s['’]est )?(?:dit|déclaré|expliqué|affirmé|ajouté|assuré|estime|explique|affirme|raconte|lance"
    r"|assure|disse|diz|afirmou|afirma|declarou|contou|explicou|dijo|dice|afirmó|aseguró|explicó|señaló|añadió|ha detto"
    r"|afferma|sagte|sagt|erklärte|betonte|meinte)\b"
)
#: What may stand right before a straight mark that opens a quotation, and right behind one that closes it.
_BEFORE_OPENING, _BEHIND_CLOSING = " \t\u00a0([—–-'‘", " \t\u00a0)].,;:!?…—–-'’"


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


def with_closing_marks(lines: Sequence[str]) -> list[str]:
    """Paragraphs with the closing marks that English typography leaves out: a quotation of several paragraphs has an
    opening mark before each, and a closing one behind the last alone. Where a page lost the line feeds between them,
    the further opening marks go ("I am glad. "We won," he said.).

    A paragraph whose marks cannot be told stays as it is.
    """
    for opening, closing in (('"', '"'), ("“", "”")):
        kept = []
        for line, following in zip(lines, [*lines[1:], ""], strict=False):
            closed, is_open = _closed(line, opening, closing)
            kept.append(closed + closing if is_open and following.startswith(opening) else closed)
        lines = kept
    return list(lines)


def _closed(line: str, opening: str, closing: str) -> tuple[str, bool]:
    """A paragraph without the marks that open a quotation within another, and whether one stands open at its end; as it
    is, and False, where a mark may be either or a typo may have lost one."""
    places, opened = [], None
    for mark in re.finditer(f"[{opening}{closing}]", line):
        place = mark.start()
        opens = mark.group() == opening and (place == 0 or line[place - 1] in _BEFORE_OPENING)
        closes = mark.group() == closing and (place + 1 == len(line) or line[place + 1] in _BEHIND_CLOSING)
        if opens == closes or (closes and opened is None):
            return line, False
        if opens and opened is not None:
            if not _may_end(line, opened, place):
                return line, False
            places.append(place)
        opened = place if opens else None
    is_open = opened is not None and _may_end(line, opened, len(line))
    if places:
        line = "".join(line[a + 1 : b] for a, b in pairwise([-1, *places, len(line)]))
    return (line + closing, False) if places and is_open else (line, is_open)


def _may_end(line: str, start: int, end: int) -> bool:
    """True where a quotation from a mark on may go on up to the end of a sentence without its closing mark: it begins a
    sentence or stands behind a colon or comma, is not too long, and holds no other mark and nobody who says it."""
    said = line[start + 1 : end]
    is_begun = said[:1].isupper() or _BEGINS.search(line[max(0, start - _NEAR) : start]) is not None
    is_short = len(said.split()) <= _MOST_WORDS and _ANY_MARK.search(said) is None
    return is_begun and is_short and _SAYS.search(said) is None and _ENDED.search(said) is not None
