"""Lines of a page that are no part of its article: which they are, and of what kind.

Input: a line, or all lines of a text. Output: kinds (stable codes). Patterns are rows of a table, each with a line that
it is for; the sources are the wording of French and English news sites. They are written so that no sentence of an
article matches: `python -m benchmarks removals` measures how often one does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from ..errors import own_file
from ..tables import rows_of
from .dates import MONTHS, WEEKDAYS

_MONTHS = (
    r"janv(?:ier|\.)?|févr(?:ier|\.)?|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)?|août|sept(?:embre|\.)?|oct(?:obre|\.)?"
    rf"|nov(?:embre|\.)?|déc(?:embre|\.)?|{'|'.join(MONTHS['en'])}|jan|feb|mar|apr|jun|jul|aug|sep|dec"
)
_DAYS = (
    rf"{'|'.join(WEEKDAYS['fr'])}|lun|mer|jeu|ven|sam|dim|{'|'.join(WEEKDAYS['en'])}|"
    r"aujourd['’]hui|hier|today|yesterday"
)
#: A word of a line that says when something was published, and nothing else.
_DATE_WORD = (
    rf"(?:\d{{1,4}}(?:er|st|nd|rd|th)?|{_MONTHS}|{_DAYS}|le|la|à|a|at|on|h|min|mn|il|y|ago|et|and|heures?|hours?"
    r"|minutes?|jours?|days?|am|pm|utc|gmt|ces?t|es?t|bst|publiée?s?|mise?s?|jour|modifiée?|actualisée?|posté|créé|rédigé"
    r"|published|updated|last|posted|modified|première|publication|dernière|first|temps|de|lecture|read|reading)"
)
#: Without one of these, a date alone may be a heading of a chronology.
_PUBLISHING = (
    r"publi|mise? à jour|modifi|actualis|post|updat|\d ?[h:] ?\d\d|\b(?:min|h)(?:eures?|ours?|utes?)? ago"
    r"|il y a \d+ (?:min|h)|\d min"
)
_DATE_LINE = (
    rf"(?=.*\d)(?=.*(?:{_PUBLISHING})){_DATE_WORD}(?:[\s\u00a0\u202f,.:;/|()•·–—-]{{0,4}}{_DATE_WORD}){{1,24}}[\s).]*$"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.-]{0,30}"
_LINKS = r"(?:(?:de|du|des|la|le|van|von|el|ben|et|and|avec|with|pour|for|à|in|&)\s+)"
_NAMES = rf"{_NAME}(?:\s+{_LINKS}{{0,2}}{_NAME}){{0,7}}"
_AGENCIES = (
    r"(?:AFP|Reuters|AP|REUTERS|Getty(?: Images)?|SIPA|Sipa|EPA|PA|dpa|EFE|ANSA|Belga|MAXPPP|Maxppp|Abaca|ABACA|ATS|DR"
    r"|Keystone|Shutterstock|iStock|Pixabay|Unsplash|Pexels|Hans Lucas|Bestimage|Panoramic|Icon Sport|D\.R\.)"
)

#: Kind, "any case" or "as written", pattern from a line's start to its end, a line that it is for. A pattern for any
#: case is written and matched in lower case.
TABLE = Path(__file__).resolve().parent / "data" / "boilerplate.tsv"
_PLACEHOLDERS = {"<names>": _NAMES, "<agencies>": _AGENCIES, "<date line>": _DATE_LINE}
#: A heading after which short lines without a full stop are titles of other articles.
LIST_HEADING = re.compile(
    r"(?i:(?:à |a )?(?:lire|voir) (?:aussi|également)|sur le même (?:sujet|thème)|dans la même rubrique|les plus lus"
    r"|à ne pas manquer|read (?:also|more)|most read|you may also like)\s*:?\s*$"
)
_LONGEST = 400

_MAIL_HEADER = re.compile(
    r"(de|from|à|a|to|cc|objet|sujet|subject|date|envoyé|sent|répondre à|reply-to) ?: ?\S", re.IGNORECASE
)
_SENDER, _SUBJECT = frozenset({"de", "from"}), frozenset({"objet", "sujet", "subject"})
_COMMENT_HEADING = re.compile(
    r"(?:(?:tous les |vos |les |view |show )?(?:commentaires?|réactions?|comments?)"
    r"(?: des (?:lecteurs|internautes|abonnés))?\s*(?:\(?\s?\d{1,5}\s?\)?|:)?"
    r"|\d{1,5} (?:commentaires?|réactions?|comments?)|(?:laisser|ajouter|poster|écrire) un commentaire"
    r"|réagir(?: à cet article)?|leave a (?:comment|reply)|(?:post|add) a comment|join the (?:conversation|discussion)"
    r")$"
)
_COUNTED = re.compile(r"[^\d]{0,40}\d{1,5}[^\d]{0,40}$")
_AGO = (
    r"(?:il y a (?:\d{1,3}|une?|quelques) (?:secondes?|minutes?|min|heures?|h|jours?|semaines?|mois|ans?)"
    r"|(?:\d{1,3}|an?) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|\d{1,3} ?(?:min|h|j|d))"
)
_ON_A_DATE = r"(?:le )?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:,? (?:à|at)? ?\d{1,2}[h:]\d{2})?"
#: The first line of a comment: who wrote it, and when.
_COMMENT_STAMP = re.compile(
    rf"\S{{1,40}}(?: \S{{1,40}}){{0,3}}[ ,|•·–—-]{{1,4}}(?:{_AGO}|hier|yesterday|{_ON_A_DATE})\s*$"
)
_BUTTONS = (
    r"(?:répondre|signaler(?: un abus| ce commentaire)?|j['’]aime|j['’]approuve|reply|report(?: abuse)?|like|flag)"
)
_COMMENT_BUTTON = re.compile(rf"{_BUTTONS}(?:[ |•·(\d)]{{1,10}}{_BUTTONS}?){{0,4}}$")
#: Lines after a heading of comments among which the first comment must start.
_COMMENT_NEAR = 4
_LIVE_STAMP = re.compile(
    r"(?:[\[(]?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s)?(?:[01]?\d|2[0-3])[hH:][0-5]\d(?::[0-5]\d)?[\])]?"
    rf"|\d{{1,2}}[.:][0-5]\d ?[ap]m(?: [A-Z]{{2,4}})?|(?i:{_AGO}))"
    r"(?:\s*[-–—:|•.])?(?:\s+(?=[A-ZÀ-ÖØ-Þ«\"“])|\s*$)"
)


def kind_of_line(line: str) -> str | None:
    """The kind of boilerplate that a line is as a whole; None for a line of the article."""
    if not line or len(line) > _LONGEST:
        return None
    written = {"any case": line.lower(), "as written": line}
    return next((kind for kind, case, pattern in _rows() if pattern.match(written[case])), None)


@cache
def _rows() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = []
    for kind, case, pattern, _ in rows_of(TABLE, 4):
        for name, meaning in _PLACEHOLDERS.items():
            pattern = pattern.replace(name, meaning)
        with own_file(TABLE):
            rows.append((kind, case, re.compile(pattern)))
    return tuple(rows)


def mail_header(lines: Sequence[str]) -> int:
    """How many lines at the start are the header of a mail: sender, subject and others; 0 for none."""
    found: list[str] = []
    for line in lines:
        match = _MAIL_HEADER.match(line)
        if match is None:
            break
        found.append(match[1].lower())
    is_mail = len(found) > 2 and _SENDER & set(found) and _SUBJECT & set(found)
    return len(found) if is_mail else 0


def start_of_comments(lines: Sequence[str]) -> int | None:
    """The number of the line from which on a text is its readers' comments; None where it has none.

    Comments start at a heading ("Commentaires (3)") with a comment's first line ("Jojo89 il y a 2 heures") or a button
    ("Signaler un abus") after it, where two such first lines and a button follow without a heading, or at a heading in
    the second half that counts about as many comments as lines follow.
    """
    stamps = [i for i, line in enumerate(lines) if 0 < len(line) < 120 and _COMMENT_STAMP.match(line.lower())]
    buttons = [i for i, line in enumerate(lines) if 0 < len(line) < 60 and _COMMENT_BUTTON.match(line.lower())]
    marks = sorted((*stamps, *buttons))
    sizes, filled = list(accumulate(map(len, lines))), list(accumulate(map(bool, lines)))
    for i, line in enumerate(lines):
        if not 0 < len(line) <= 60 or not _COMMENT_HEADING.match(line.lower()):
            continue
        following = marks[(place := bisect_right(marks, i)) : place + 1]
        is_counted = _COUNTED.match(line) is not None
        if following and (is_counted or following[0] <= i + _COMMENT_NEAR):
            return i
        if is_counted and (
            i == len(lines) - 1 or _counts_the_rest(line, sizes[i], sizes[-1] - sizes[i], filled[-1] - filled[i])
        ):
            return i
    if len(stamps) > 1 and buttons and buttons[-1] > stamps[0]:
        return stamps[0]
    return None


def _counts_the_rest(line: str, before: int, after: int, lines_after: int) -> bool:
    """True for a counted heading of comments ("3 commentaires") that about as many lines follow to the end, two of a
    comment with its writer's name, and fewer characters than stand before it."""
    count = int(re.findall(r"\d+", line)[0])
    return "comment" in line.lower() and after < before and count <= lines_after <= 3 * count


def live_stamps(lines: Sequence[str]) -> dict[int, int]:
    """Where a text is a live blog: line number -> how many of its characters are the time at its start."""
    found = {i: match.end() for i, line in enumerate(lines) if (match := _LIVE_STAMP.match(line[:60]))}
    return found if len(found) > 1 else {}
