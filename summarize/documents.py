"""Files and streams to text, with the encoding found and said.

Input: a path, a stream, or bytes. Output: a Document. Raises for: what is missing, a folder, not permitted, binary, or
larger than the limit (a device or a pipe too is read no further); a feed, which holds many articles. UTF-8 comes first,
then byte-order marks and UTF-16 without one, then what `text.encodings` tells (cp1252 mostly), which is said. HTML goes
through `webpages`, PDF and Word files through `office`. Of a mail (.eml) the text is read, of a page that a browser
saved as one file (.mhtml) the page.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from .errors import InputTooLargeError, UnreadableInputError
from .feeds import is_feed
from .office import kind_of_file, read_office
from .text.damaged import decode_damaged, said_of
from .text.encodings import decode_legacy, wide_encoding
from .webpages import Source, is_page, read_page, titled

if TYPE_CHECKING:
    from email.message import Message

_TAG = re.compile("<[a-zA-Z!/]")
#: Lines of a mail's header (RFC 5322), and fields of which one is in each (RFC 2045, RFC 5322).
_FIELD = re.compile(rb"[!-9;-~]{1,80}:|[ \t]|From ")
_OWN_FIELDS = (b"mime-version:", b"message-id:", b"content-transfer-encoding:")
_TOLD = ("Subject", "From", "Date", "Snapshot-Content-Location")
_LONGEST_HEADER = 65_536
#: Parts in parts of a mail that is read; words of a text beside the same as HTML that is more than "open it as a page".
_MOST_MULTIPART, _LEAST_WORDS = 50, 30
_ANSWER = re.compile(r"^(?:(?:re|aw|sv|rép|fwd?|tr|wg|rv)\s?:\s*){1,9}", re.IGNORECASE)
#: What files that are no text start with, what they are, and what makes text of them.
_PACKED = ("compressed", "unpack it first; `summarize batch` reads .gz, .bz2 and .xz as they are")
_ZIPPED = (
    "a zip, an OpenDocument file or a spreadsheet, or a Word file that is cut short",
    "save it as text; `summarize batch` reads .xlsx and .zip",
)
_PICTURE = ("a picture", "give a text or HTML file")
_MAGIC = {
    b"PK\x03\x04": _ZIPPED,
    b"\xd0\xcf\x11\xe0": ("an old Word or Excel file, or one with a password", "save it as .docx or .xlsx without one"),
    b"{\\rtf": ("an RTF file", "save it as text, or: pandoc FILE -t plain | summarize -"),
    b"\x1f\x8b": _PACKED,
    b"BZh": _PACKED,
    b"\xfd7zXZ": _PACKED,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x7fELF": ("a program", "give a text or HTML file"),
}
_URL = re.compile(r"(?:https?|ftp|file)://\S{1,2000}|www\.\S{1,2000}", re.IGNORECASE)
#: Endings of files that people have texts in, read or not.
_ENDING = (
    r"\.(?:txt|text|md|markdown|x?html?|json|jsonl|ndjson|csv|tsv|parquet|pdf|docx?|odt|rtf|epub|xls[xm]?|ods|xml|rss"
    r"|atom|eml|mht(?:ml)?|tex|srt|vtt|zip|gz|bz2|xz|zst)"
)
_START = r"(?:\.{0,2}/|~/|[A-Za-z]:\\)"
#: Names with blanks, too, where they have such an ending and no sentence ends in them.
_PATH = re.compile(
    rf"{_START}\S{{1,1000}}|[^\s.]\S{{0,250}}[/\\]|(?:{_START}|[^\s.])(?:[^\n.!?…:;]|\.(?=\S)){{0,250}}{_ENDING}",
    re.IGNORECASE,
)
MAX_BYTES = 50_000_000
#: Endings of pages.
HTML = frozenset({".html", ".htm", ".xhtml"})
#: Endings of files that hold articles, not one.
_TABLES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".xlsx", ".xlsm", ".zip"})
#: Endings of files that are no text.
_NO_TEXTS = frozenset({".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub"})
#: What is said of a URL in the place of an article.
NO_FETCHING = (
    "this library fetches no pages unless asked: --fetch, or read_document(address, fetch=True); or save the page as "
    "an .html file, and give that"
)


@dataclass(frozen=True, slots=True)
class Document:
    """Text as read: its `encoding` ("pdf" or "docx" for such a file), the `name` it came from, and what a page it was
    taken out of says of itself."""

    text: str
    encoding: str
    name: str
    source: Source | None = None


def kind_of_address(text: str) -> Literal["url", "path"] | None:
    """What a text is that is no article but the address of one; None where it is none."""
    given = text.strip()
    if _URL.fullmatch(given):
        return "url"
    return "path" if _PATH.fullmatch(given) else None


def read_document(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES, fetch: bool = False) -> Document:
    """Read one article from a file, or fetch it.

    Args:
        path: a text, HTML, PDF or Word file, a mail or a page saved as one file (.eml, .mhtml); with `fetch` also an
            http(s) address.
        max_bytes: larger files are refused before they are read.
        fetch: fetch an address (see `summarize.fetching` for its limits); without it none is.

    Raises:
        UnreadableInputError: missing, a folder, not permitted, or binary; an address that cannot or must not be had.
        InputTooLargeError: larger than `max_bytes`.
    """
    if isinstance(path, str) and kind_of_address(path) == "url":
        return _fetched(path.strip(), max_bytes, fetch)
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableInputError(
                f"{file} is a folder; give a file, or: summarize batch {file} -o out.jsonl for all of them."
            )
        if file.is_file() and file.suffix.lower() in _TABLES:
            raise UnreadableInputError(
                f"{file} may hold many articles; summarize each of them with: summarize batch {file} -o out.jsonl"
            )
        size = file.stat().st_size
        if size > max_bytes:
            raise _too_large(str(file), size, max_bytes)
        with file.open("rb") as opened:
            data = opened.read(max_bytes + 1)  # a device or a pipe has no size, and may have no end
    except FileNotFoundError as error:
        raise UnreadableInputError(
            f"there is no file {str(file)!r}; check the path, or pass the text itself."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError(
            f"{str(file)!r} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    if len(data) > max_bytes:
        raise _too_large(str(file), None, max_bytes)
    return decode_document(data, name=str(file), is_html=file.suffix.lower() in HTML)


def _fetched(address: str, max_bytes: int, is_asked: bool) -> Document:
    """The article at an address; its source says the address where the page does not."""
    if not is_asked:
        raise UnreadableInputError(f"{address!r} is a URL; {NO_FETCHING}.")
    from . import fetching

    found = fetching.fetch(address, max_bytes=min(max_bytes, fetching.MAX_BYTES))
    document = decode_document(found.data, name=address)
    source = document.source or Source()
    return replace(document, source=replace(source, url=source.url or found.address))


def read_stream(stream: BinaryIO, *, name: str, max_bytes: int = MAX_BYTES) -> Document:
    """The same from an open stream; `name` is for messages."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(name, None, max_bytes)
    return decode_document(data, name=name)


def _too_large(name: str, size: int | None, limit: int) -> InputTooLargeError:
    has = f"{size:,} bytes, more than" if size else "more than"
    return InputTooLargeError(f"{name} has {has} the limit of {limit:,} bytes; split it first.")


def decode_document(data: bytes, *, name: str, is_html: bool = False) -> Document:
    """Decode bytes to a Document; see the module's docstring for the order of encodings.

    Raises:
        UnreadableInputError: the bytes are no text.
    """
    if kind := kind_of_file(data):
        return Document(read_office(data, kind, name, MAX_BYTES), kind, name)
    if _is_mail(data):
        return _read_mail(data, name)
    encoding, text = decode_text(data, name)
    if is_feed(text):
        raise UnreadableInputError(
            f"{name} is a feed of many articles; summarize batch {name} -o out.jsonl reads them."
        )
    if is_page(text) or (is_html and (_TAG.search(text) or not text.strip())):
        article, source = read_page(text, name)
        return Document(article, encoding, name, source)
    return Document(text, encoding, name)


def _is_mail(data: bytes) -> bool:
    """True for what begins with the header of a mail as it was sent; of one that was pasted such fields are missing."""
    head, blank, _ = data[:_LONGEST_HEADER].replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = head.split(b"\n") if blank else []
    return any(line.lower().startswith(_OWN_FIELDS) for line in lines) and all(map(_FIELD.match, lines))


def _read_mail(data: bytes, name: str) -> Document:
    """The text of a mail, or of the page in it, under its subject.

    Raises:
        UnreadableInputError: it has no text, or is damaged.
    """
    from email import message_from_bytes

    if data.lower().count(b"multipart/") > _MOST_MULTIPART:
        raise UnreadableInputError(f"{name} is a mail of too many parts; save its text, or the mails one by one.")
    try:
        mail = message_from_bytes(data)
        parts = [one for one in mail.walk() if not one.is_multipart() and one.get_content_disposition() != "attachment"]
        texts, pages = (
            [_part(part, name) for part in parts if part.get_content_type() == kind]
            for kind in ("text/plain", "text/html")
        )
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:  # of what email cannot parse
        raise UnreadableInputError(f"{name} is a mail that cannot be read; save its text.") from error
    title, sender, date, url = (_field(mail, field) for field in _TOLD)
    title = _ANSWER.sub("", title, count=1)
    said = Source(title or None, sender.partition("<")[0].strip(' "') or None, date or None, url or None)
    plain = "\n\n".join(text for _, text in texts)
    if pages and len(plain.split()) < _LEAST_WORDS:
        encoding, html = pages[0]
        try:
            text, source = read_page(html, name)
        except UnreadableInputError:
            if not plain:
                raise
        else:
            own = {field: value for field in ("title", "author", "date", "url") if (value := getattr(source, field))}
            return Document(text if source.title else titled(text, title), encoding, name, replace(said, **own))
    if not texts:
        raise UnreadableInputError(f"{name} is a mail without a text; give the text itself.")
    return Document(titled(plain, title), texts[0][0], name, said)


def _field(mail: Message[str, str], name: str) -> str:
    """What a field of a mail's header says; "" where it says nothing that can be read."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    try:
        return " ".join(str(make_header(decode_header(str(mail.get(name, ""))))).split())
    except (LookupError, ValueError, MessageError):
        return ""


def _part(part: Message[str, str], name: str) -> tuple[str, str]:
    """The encoding of a mail's part, and its text."""
    data, charset = part.get_payload(decode=True), part.get_content_charset("utf-8")
    assert isinstance(data, bytes)
    try:
        return charset, data.decode("utf-8" if charset == "us-ascii" else charset)
    except (LookupError, ValueError):
        return decode_text(data, name)


def said_of_document(document: Document) -> tuple[str, ...]:
    """What a reader of a document should know of how it was read: its encoding, a name that says something else."""
    if document.encoding in ("text", "pdf", "docx"):
        return ()
    ending = Path(document.name).suffix.lower()
    named = f"named {ending}, but plain text" if ending in _NO_TEXTS and document.source is None else None
    return tuple(said for said in (said_of(document.encoding), named) if said)


def said_of_kind(start: bytes) -> str | None:
    """What a file is that begins with these bytes, and what to do with it; None of text that is no page."""
    if found := _no_text(start):
        return f"{found[0]}; {found[1]}"
    kind = kind_of_file(start) or ("html" if is_page(start.decode("utf-8", "ignore")) else None)
    return f"a file that needs the ending .{kind}" if kind else None


def _no_text(start: bytes) -> tuple[str, str] | None:
    """What a file is that begins with these bytes and is no text, and what makes a text of it."""
    return next((said for magic, said in _MAGIC.items() if start.startswith(magic)), None)


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """The encoding of bytes, and their text.

    Raises:
        UnreadableInputError: the bytes are no text.
    """
    encoding = "utf-8-sig" if data.startswith(BOM_UTF8) else wide_encoding(data)
    if encoding is None and (known := _no_text(data)):
        raise UnreadableInputError(f"{name} is not text but {known[0]}; {known[1]}.")
    if encoding is None and _looks_binary(data):
        raise UnreadableInputError(f"{name} is not text (binary data); give a text or HTML file.")
    try:
        return encoding or "utf-8", data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        legacy = None if encoding else decode_damaged(data) or decode_legacy(data)
    if legacy:
        return legacy
    raise UnreadableInputError(
        f"{name} is neither UTF-8 nor cp1252, nor text in another encoding known; convert it, with iconv or the like."
    )


def _looks_binary(data: bytes) -> bool:
    """True for bytes with a null, which a page's text may have, or with many control characters."""
    sample = data[:65_536]
    controls = sum(b < 32 and b not in (9, 10, 11, 12, 13, 27) for b in sample)
    has_null = b"\x00" in sample and not is_page(sample.decode("utf-8", "ignore"))
    return has_null or controls > 0.02 * max(1, len(sample))
