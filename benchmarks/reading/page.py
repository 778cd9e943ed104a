"""The sheet as one HTML page that loads nothing and keeps the answers in the browser.

Input: a sheet. Output: the page as a string. Translations are shown once the better summary is chosen: one system alone
may have them, and a reader who has seen that prefers no longer blindly. Texts reach it through jinja2's autoescape
alone; its Content-Security-Policy allows its own style sheet and script, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from benchmarks.reading.form import BETTER, ENGLISH, OF_SUMMARY, SIDES

if TYPE_CHECKING:
    from benchmarks.reading.sheet import Sheet

_FOLDER = Path(__file__).parent


def render(sheet: Sheet) -> str:
    """The page; names of systems stand nowhere in it."""
    style, script = ((_FOLDER / "static" / name).read_text(encoding="utf-8") for name in ("sheet.css", "sheet.js"))
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("sheet.html.j2").render(
        sheet=sheet,
        sides=SIDES,
        of_summary=OF_SUMMARY,
        better=BETTER,
        english=ENGLISH,
        policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        # Markup: the project's own files, in which no end tag stands, are the only text that is not escaped.
        style=Markup(style),
        script=Markup(script),
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
