"""Articles as a press database exports them, each line behind the code of its field.

Input: a text. Output: the same, where it is no such export; else the title, the lead and the text below it, without
their codes, and without several fields in words in a row ("FECHA: 2025-11-21"). Factiva's codes: HD headline, LP lead
paragraph, TD text following, WC word count, PD date, SN source, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from .removal import Removal, taken_out

_FIELD = re.compile(
    r"[ \t]*(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CX|ART|CLM|CO|IN|NS|RE|IPC|IPD|PUB|AN|RF|CT)(?:[ \t]+|$)"
)
#: Fields that are the article's own words, and those without which a text is no export.
_TEXT, _NEEDED = frozenset({"HD", "LP", "TD"}), frozenset({"HD", "LP"})
_FEWEST_FIELDS = 5
#: A line of a field in words ("FECHA: 2025-11-21"); fewer such lines in a row may be of the article.
_IN_WORDS = re.compile(
    r"[ \t]*(?i:fuente|fecha|sección|página|palabras|autora?|autor(?:in)?|edición|quelle|datum|ressort|seite|wörter"
    r"|fonte|data|sezione|pagina|parole|autore|autrice|edizione|seção|secção|palavras|edição|bron|rubriek|woorden|auteur"
    r"|source|date|rubrique|page|mots|section|words|author|byline|edition|pages?) ?:[ \t]*[^\n!?]{1,60}$"
)
_FEWEST_IN_WORDS = 3


def without_fields(text: str, removed: list[Removal]) -> str:
    """Take the fields out of an export that are no text of its article; each field goes up to the next one.

    Args:
        text: with line feeds only.
        removed: what is taken out is added here.
    """
    lines = text.split("\n")
    firsts: dict[str, int] = {}
    for i, line in enumerate(lines):
        if match := _FIELD.match(line):
            firsts.setdefault(match[1], i)
    if len(firsts) < _FEWEST_FIELDS or not firsts.keys() >= _NEEDED:
        return "\n".join(_without_words(lines, removed))
    starts = {i: code for code, i in firsts.items()}
    kept, code = [], "HD"
    for i, line in enumerate(lines):
        code = starts.get(i, code)
        if code not in _TEXT:
            kept.append("" if not line.strip() else taken_out(removed, "notice", line))
        elif i in starts:
            kept += ["", line[len(code) + line.index(code) :].lstrip()]
        else:
            kept.append(line)
    return "\n".join(kept)


def _without_words(lines: list[str], removed: list[Removal]) -> Iterator[str]:
    """Lines without the fields in words, several in a row."""
    for is_field, run in groupby(lines, lambda line: _IN_WORDS.match(line) is not None):
        own = list(run)
        is_gone = is_field and len(own) >= _FEWEST_IN_WORDS
        yield from (taken_out(removed, "notice", line) if is_gone else line for line in own)
