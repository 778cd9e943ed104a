"""One self-contained HTML page: what the pages of this library and of the benchmarks have in common.

Input: a body of HTML, and the names of style sheets and scripts that stand in this folder. Output: the page. Its
Content-Security-Policy allows these by their hashes and nothing else: no network but `connect`, no inline handler.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

#: Colours (light and dark), type, fields, marks: the style sheet that every page begins with.
BASE = "base.css"


@cache
def asset(name: str) -> str:
    """A style sheet or script of this folder."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def source_hash(text: str) -> str:
    """A style sheet or script as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(style: str, scripts: Sequence[str], connect: str = "'none'") -> str:
    """The policy that allows one style sheet, these scripts and requests to `connect`."""
    allowed = " ".join(map(source_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {source_hash(style)}; img-src data:; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )


def page(
    title: str, body: str, *, styles: Sequence[str] = (), scripts: Sequence[str] = (), head: str = "",
    connect: str = "'none'",
) -> str:  # fmt: skip
    """A whole page.

    Args:
        title: as text.
        body: HTML, its texts escaped by the caller.
        styles: names of style sheets, behind `BASE`.
        scripts: names of scripts; they run when the body is there.
        head: HTML for the head.
        connect: where its scripts may send requests, a source of a Content-Security-Policy.
    """
    style = "".join(asset(name) for name in (BASE, *styles))
    code = [asset(name) for name in scripts]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(style, code, connect))}">{head}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{style}</style></head>\n'
        f"<body>{body}{''.join(f'<script>{text}</script>' for text in code)}</body></html>\n"
    )
