"""Text for a terminal: nothing of an article, a file name or a model name may drive it.

Input: any text or value. Output: text without control sequences. Remarks that nobody can read are dropped, and cost
nothing else.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any, TextIO

#: C0 and C1 controls but tab and line feed; line and paragraph separators; bidirectional embeddings, overrides and
#: isolates, which show text in another order than it has ("Trojan Source", CVE-2021-42574); tags, which show nothing.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def printable(text: str) -> str:
    """The text with every unsafe character, and every broken one, shown as a replacement character."""
    return _UNSAFE.sub("\ufffd", text).encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """The same, line feeds as spaces."""
    return " ".join(printable(text).split())


def printable_json(value: Any, indent: int | None = None, encoding: str | None = None) -> str:
    """JSON with accents kept and unsafe characters escaped: the value is the same, and a terminal can show it. All that
    is not ASCII is escaped where the `encoding` lacks a character."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = _UNSAFE.sub(lambda match: _escaped(match.group()), text).encode("utf-8", "backslashreplace").decode("utf-8")
    return text if is_writable(text, encoding) else json.dumps(value, indent=indent)


def is_writable(text: str, encoding: str | None) -> bool:
    """True where an encoding (None: UTF-8) has every character of a text."""
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def say(line: str, stream: TextIO | None = None) -> None:
    """Write a line to stderr; where that is closed, full or read no more, this line and those after it are dropped."""
    stream = stream or sys.stderr
    if stream is None:
        return
    try:
        print(line, file=stream, flush=True)
    except OSError:
        drop(stream)


def drop(stream: TextIO) -> None:
    """What is still to be written goes nowhere; the interpreter would complain of it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _escaped(character: str) -> str:
    return json.dumps(character, ensure_ascii=True).strip('"')
