"""Text for a terminal: nothing of an article, a file name or a model name may drive it.

Input: any text or value. Output: text without control sequences.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: C0 and C1 controls but tab and line feed; line and paragraph separators; bidirectional embeddings, overrides and
#: isolates, which show text in another order than it has ("Trojan Source", CVE-2021-42574); tags, which show nothing.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def printable(text: str) -> str:
    """The text with every unsafe character, and every broken one, shown as a replacement character."""
    return _UNSAFE.sub("\ufffd", text).encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """The same, line feeds as spaces."""
    return " ".join(printable(text).split())


def printable_json(value: Any, indent: int | None = None) -> str:
    """JSON with accents kept and unsafe characters escaped: the value is the same, and a terminal can show it."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: _escaped(match.group()), text).encode("utf-8", "backslashreplace").decode("utf-8")


def _escaped(character: str) -> str:
    return json.dumps(character, ensure_ascii=True).strip('"')
