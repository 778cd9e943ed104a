"""Bytes that are UTF-8 but for a few: a cut download, a bad sector, lines of another file.

Input: bytes that are no UTF-8 as a whole. Output: an encoding's name and the text, or None where they are another
encoding altogether. A line that is UTF-8 is read as that; of the others those without any character of UTF-8, and whose
bytes above ASCII are letters of French in cp1252, are read as cp1252; in the rest what is damaged becomes U+FFFD.
"""

from __future__ import annotations

import re

MARKED, MIXED = "utf-8, damaged", "utf-8 and cp1252"
_WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ABOVE = re.compile(rb"[\x80-\xff]")
_FRENCH = frozenset("éèêëàâäçîïôöùûüœæÉÈÊÀÂÇÎÔÙŒ«»’“”–—…€\u00a0".encode("cp1252"))


def decode_damaged(data: bytes) -> tuple[str, str] | None:
    """`MARKED` or `MIXED` and the text; None where half as many bytes as characters, or more, are not UTF-8."""
    whole, bad = _counted(data)
    if not whole or 2 * bad > whole:
        return None
    lines, is_mixed = [], False
    for line in data.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            is_cp1252 = not _counted(line)[0] and set(_ABOVE.findall(line)) <= {bytes([byte]) for byte in _FRENCH}
        lines.append(line.decode("cp1252" if is_cp1252 else "utf-8", "replace"))
        is_mixed |= is_cp1252
    return MIXED if is_mixed else MARKED, "".join(lines)


def decode_line(data: bytes, *, is_utf8: bool, legacy: str = "cp1252") -> tuple[str, str]:
    """A line or field that is not UTF-8: what it is read as, and its text.

    Args:
        data: its bytes.
        is_utf8: the rest of the file has characters in UTF-8: so have those of this line that can be.
        legacy: the encoding of a line that has none.
    """
    if is_utf8 and _counted(data)[0]:
        return MARKED, data.decode("utf-8", "replace")
    return decode_damaged(data) or (legacy, data.decode(legacy, "replace"))


def said_of(encoding: str) -> str | None:
    """What a reader of a text should know of its encoding; None of UTF-8."""
    if encoding == MARKED:
        return f"read as {encoding}: bytes that are not UTF-8 were replaced"
    if encoding == MIXED:
        return f"read as {encoding}: lines that are not UTF-8 were read as cp1252"
    return None if encoding in ("utf-8", "utf-8-sig") else f"read as {encoding}: it is not UTF-8"


def _counted(data: bytes) -> tuple[int, int]:
    """Characters above ASCII that are whole in UTF-8, and bytes above ASCII that belong to none."""
    rest, whole = _WHOLE.subn(b"", data)
    return whole, len(_ABOVE.findall(rest))
