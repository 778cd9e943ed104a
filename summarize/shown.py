"""A Summary as HTML for a notebook: no scripts, nothing fetched.

Input: a Summary. Output: HTML, every text of it escaped. A click on a sentence leads to the article's sentence that it
comes from; what the article does not say stands on red, what was removed is listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .result import Summary

#: Both read on light and on dark backgrounds: the text's own colour on a translucent one.
_FLAG = "background:rgba(220,50,40,.35)"
_SOURCE = "background:rgba(60,140,230,.22)"
Mark = tuple[int, int, str, str]  # start, end, the tags before and after


def as_html(summary: Summary) -> str:
    """The summary, its status and warnings, its translation, and the article with the sentences that were used."""
    key = blake2b(f"{summary.text}\0{summary.clean_text}".encode("utf-8", "replace"), digest_size=6).hexdigest()
    status = ", ".join(part for part in (summary.status, summary.kind, summary.language) if part)
    parts = [f"<p>{_text(summary, key)}</p>", f"<p><small>{escape(status)}</small></p>"]
    if summary.translation:
        flags = _flags(summary, "translation")
        parts.append(f"<p>{marked(summary.translation, flags)} <small>({summary.translation_status})</small></p>")
    if summary.warnings:
        rows = "".join(f"<li><b>{escape(n.code)}</b>: {escape(n.message)}</li>" for n in summary.warnings)
        parts.append(f"<ul>{rows}</ul>")
    if summary.clean_text:
        parts.append(f"<details><summary>The article as it was read</summary><p>{_article(summary, key)}</p></details>")
    if summary.removed:
        rows = "".join(f"<li><b>{escape(r.kind)}</b>: {escape(r.text)}</li>" for r in summary.removed)
        parts.append(f"<details><summary>Removed: {len(summary.removed)}</summary><ul>{rows}</ul></details>")
    return f"<div>{''.join(parts)}</div>"


def _text(summary: Summary, key: str) -> str:
    links: list[Mark] = []
    for number, origin in enumerate(summary.sentences):
        if origin.source:
            source = escape(summary.clean_text[slice(*origin.source)], quote=True)
            link = f'<a href="#{key}-{number}" title="{source}" style="color:inherit">'
            links.append((origin.start, origin.end, link, "</a>"))
    return marked(summary.text, [*links, *_flags(summary, "text")])


def _article(summary: Summary, key: str) -> str:
    opened = "<mark id='{key}-{number}' style='color:inherit;{style}'>"
    marks = [
        (*origin.source, opened.format(key=key, number=number, style=_SOURCE), "</mark>")
        for number, origin in enumerate(summary.sentences)
        if origin.source
    ]
    return marked(summary.clean_text, marks).replace("\n", "<br>")


def _flags(summary: Summary, where: str) -> list[Mark]:
    return [
        (c.start, c.end, f"<mark title='not in the source: {c.kind}' style='color:inherit;{_FLAG}'>", "</mark>")
        for c in summary.unsupported
        if c.where == where
    ]


def marked(text: str, marks: Iterable[Mark]) -> str:
    """A text, escaped, with tags around spans of it.

    Args:
        text: as it is.
        marks: start and end of a span, and the tags before and behind it. A span may lie within another; one that
            crosses another's end is left out, as tags cannot cross.
    """
    found, open_ends, place = [], [(len(text), "")], 0
    for start, end, before, after in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        while len(open_ends) > 1 and open_ends[-1][0] <= start:
            close, tag = open_ends.pop()
            found += [escape(text[place:close]), tag]
            place = close
        if not place <= start < end <= open_ends[-1][0]:
            continue
        found += [escape(text[place:start]), before]
        open_ends.append((end, after))
        place = start
    while open_ends:
        close, tag = open_ends.pop()
        found += [escape(text[place:close]), tag]
        place = close
    return "".join(found)
