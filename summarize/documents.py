"""Files and streams to text, with the encoding found and said.

Enters: a path, or bytes. Leaves: a Document. Refuses: what is missing, a folder, not permitted, binary, or larger
than the limit. UTF-8 comes first, then byte-order marks, then cp1252, which is said. HTML goes through trafilatura.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from .errors import InputTooLargeError, UnreadableInputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<article)\b", re.IGNORECASE)
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"\x7fELF", b"GIF8", b"BZh", b"\xfd7zXZ")
MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """Text as read: its `encoding`, the `name` it came from, and whether it was taken out of HTML."""

    text: str
    encoding: str
    name: str
    from_html: bool = False


def read_document(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Document:
    """Read one article from a file.

    Args:
        path: a text or HTML file.
        max_bytes: larger files are refused before they are read.

    Raises:
        UnreadableInputError: missing, a folder, not permitted, or binary.
        InputTooLargeError: larger than `max_bytes`.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableInputError(f"{file} is a folder; give a file.")
        size = file.stat().st_size
        if size > max_bytes:
            raise InputTooLargeError(
                f"{file} has {size:,} bytes, more than the limit of {max_bytes:,}; split it first."
            )
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInputError(
            f"there is no file {str(file)!r}; check the path, or pass the text itself."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError(
            f"{str(file)!r} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    return decode_document(data, name=str(file), is_html=file.suffix.lower() in (".html", ".htm", ".xhtml"))


def decode_document(data: bytes, *, name: str, is_html: bool = False) -> Document:
    """Decode bytes to a Document; see the module's docstring for the order of encodings.

    Raises:
        UnreadableInputError: the bytes are no text.
    """
    encoding, text = _decode(data, name)
    if is_html or _HTML.match(text[:500]):
        return Document(_extract(text, name), encoding, name, from_html=True)
    return Document(text, encoding, name)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    encoding = next((e for bom, e in _BOMS if data.startswith(bom)), None)
    if encoding is None and (data.startswith(_MAGIC) or _looks_binary(data)):
        raise UnreadableInputError(f"{name} is not text (binary data); give a text or HTML file.")
    for candidate in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return candidate, data.decode(candidate)
        except UnicodeDecodeError:
            continue
    raise UnreadableInputError(f"{name} is neither UTF-8 nor cp1252 text; convert it, for instance with iconv.")


def _looks_binary(data: bytes) -> bool:
    sample = data[:65_536]
    controls = sum(b < 32 and b not in (9, 10, 11, 12, 13, 27) for b in sample)
    return b"\x00" in sample or controls > 0.02 * max(1, len(sample))


def _extract(html: str, name: str) -> str:
    try:
        import trafilatura
    except ImportError as error:
        raise UnreadableInputError(f"{name} is HTML, and reading it needs trafilatura ({error}).") from error
    text = trafilatura.extract(html, include_comments=False, include_tables=False, favor_precision=True)
    if not text:
        raise UnreadableInputError(f"no article text was found in the HTML of {name}; pass the text itself.")
    return str(text)
