"""Bytes that are not UTF-8 to text.

Input: bytes. Output: the encoding and the text, or None where no encoding gives text. The encoding that a page declares
comes first; then cp1252, ISO 8859-15 and, where cp1252 gives marks inside words, the encodings of old Macs and of DOS;
then, for other scripts and Central Europe, what charset-normalizer finds.
"""

from __future__ import annotations

import re

#: Byte-order marks of what editors and shells of Windows write.
_WIDE = {b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
#: In the head of a page or before XML; what a page says of its scripts is not its own.
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]*?\b(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE
)
#: What pages call ISO 8859-1 or ASCII is cp1252 (WHATWG Encoding, section 4.2).
_MEANS_CP1252 = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252"})
_START_BYTES, _SAMPLE_BYTES = 2_048, 65_536
#: Stands in no text: what reads bytes as these is the wrong encoding.
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
_LETTERS = "éèêëàâäîïíìôöóòùûüúçœæáåãñõøßÿ"
#: Characters of Western text above ASCII: letters in the case of what stands before, marks not inside words.
_USUAL = re.compile(
    rf"[{_LETTERS}]|(?<![a-z{_LETTERS}])[{_LETTERS.upper()}]|[«»“”–—…€£§°·•\xa0\xad©®™½¼²³ºª]|’|‘|„|¿|¡"
)
_ODD = re.compile(r"(?<=[A-Za-z])[‚„†‡•™€£§°·©®½¼¿¡…](?=[a-z])")
_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_LEAST_USUAL, _LEAST_FOREIGN, _LEAST_COHERENCE = 0.9, 0.3, 0.4
_CENTRAL = ("cp1250", "iso8859_2")
#: Share of the characters of a text in Latin script below U+0100.
_LEAST_LATIN = 0.7


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its byte-order mark, UTF-16 without one too, by Python's name; else None."""
    marked = (encoding for mark, encoding in _WIDE.items() if data.startswith(mark))
    return next(marked, None) or _unmarked_utf16(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script every other byte is 0."""
    start = data[:_START_BYTES]
    halves = {"utf-16-le": (start[1::2], start[::2]), "utf-16-be": (start[::2], start[1::2])}
    for encoding, (high, low) in halves.items():
        if len(high) > 1 and high.count(0) > _LEAST_LATIN * len(high) and not low.count(0):
            return encoding
    return None


def decode_legacy(data: bytes) -> tuple[str, str] | None:
    """The encoding of bytes that are not UTF-8, by Python's name, and their text; None where there is none."""
    declared = _DECLARED.findall(data[:_SAMPLE_BYTES]) if data.lstrip()[:1] == b"<" else []
    for name in (found.decode("ascii").lower() for found in declared):
        if name not in (*_MEANS_CP1252, "utf-8", "utf8") and (text := _decoded(data, name)) is not None:
            return name, text
    found = [(encoding, text) for encoding in _WESTERN if (text := _decoded(data, encoding)) is not None]
    best = max(found, key=lambda one: _share_usual(one[1][:_SAMPLE_BYTES]), default=None)
    if best and _share_usual(best[1][:_SAMPLE_BYTES]) >= _LEAST_USUAL:
        return best
    if guess := _guessed(data):
        return guess
    return next((one for one in found if one[0] == "cp1252"), None)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _CONTROL.search(text) else text


def _share_usual(text: str) -> float:
    """The share of characters above ASCII that are usual where they stand; little where most letters are above it."""
    above = sum(character > "\x7f" for character in text)
    letters = sum(character.isalpha() for character in text)
    accented = sum(character > "\x7f" and character.isalpha() for character in text)
    if above and accented > _LEAST_FOREIGN * letters and letters > 10:
        return 0.0
    return (len(_USUAL.findall(text)) - len(_ODD.findall(text))) / above if above else 1.0


def _guessed(data: bytes) -> tuple[str, str] | None:
    try:
        from charset_normalizer import from_bytes
    except ImportError:  # comes with the extra [documents]
        return None
    guess = from_bytes(data[:_SAMPLE_BYTES]).best()
    if guess is None:
        return None
    sample = str(guess)
    foreign = sum(character > "\u02af" and character.isalpha() for character in sample)
    is_foreign = foreign > _LEAST_FOREIGN * sum(map(str.isalpha, sample))
    is_central = guess.encoding in _CENTRAL and guess.coherence >= _LEAST_COHERENCE
    text = _decoded(data, guess.encoding) if is_foreign or is_central else None
    return (guess.encoding, text) if text is not None else None
