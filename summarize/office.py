"""PDF and Word files to text.

Input: the bytes of a file. Output: its text: of a PDF the lines of each page, a form feed behind each (running heads,
page numbers, columns and line ends are undone by `text.clean`, as in any text); of a Word file a paragraph or row of a
table a line, blank lines between them. Raises for: a missing package, a damaged or encrypted file, a file without text,
one that is too large.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from .errors import InputTooLargeError, MissingExtraError, SummarizeError, UnreadableInputError
from .text.pages import with_columns_apart
from .webpages import is_note_mark

#: Pages of the longest PDF that is read; a page takes about 20 ms.
MAX_PAGES = 1_000
#: A file that unpacks to more than so many times its size is a bomb: a long Word file packs to a twentieth.
MAX_RATIO = 200
#: How much more than the usual step from line to line one between paragraphs is.
_PARAGRAPH_STEP = 1.35
#: Lines of a page with something else at one place behind, from which on it may have columns.
_LEAST_ROWS = 4
_WORD_PART = "word/document.xml"
#: Parts of a Word file that are not read: changes that were tracked, the second form of a text box, properties.
_TAKEN_AWAY = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "trPr", "tcPr"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: A PDF file may have other bytes in front (ISO 32000-1, annex H.3.4.1).
_PDF = re.compile(rb"^%PDF-\d", re.MULTILINE)
_PDF_START_BYTES = 1024


def kind_of_file(data: bytes) -> str | None:
    """ "pdf" or "docx"; None for what is neither."""
    if data.startswith(b"%PDF") or (_PDF.search(data[:_PDF_START_BYTES]) and b"endobj" in data):
        return "pdf"
    return "docx" if data.startswith(b"PK\x03\x04") and _WORD_PART in _members(data) else None


def read_office(data: bytes, kind: str, name: str, max_bytes: int) -> str:
    """The text of a file.

    Args:
        data: all of it.
        kind: what `kind_of_file` said.
        name: of the file, for messages.
        max_bytes: a Word file may unpack to, or to `MAX_RATIO` times its size where that is more.

    Raises:
        UnreadableInputError: it is damaged, encrypted or without text.
        MissingExtraError: the package that reads it is not installed.
        InputTooLargeError: more than `MAX_PAGES` pages or `max_bytes`.
    """
    reader: Callable[[bytes, str, int], str] = {"pdf": _pdf, "docx": _word}[kind]
    try:
        text = reader(data, name, max_bytes)
    except SummarizeError:
        raise
    except ImportError as error:
        what = {"pdf": "a PDF", "docx": "a Word file"}[kind]
        raise MissingExtraError("documents", f"{name} is {what}, and reading it") from error
    except Exception as error:  # pypdf and python-docx raise of every kind
        raise UnreadableInputError(f"{name} cannot be read (damaged?): {type(error).__name__}: {error}") from error
    text = text.strip("\n")
    if not text.strip():
        raise UnreadableInputError(f"{name} holds no text; pages that are pictures need character recognition first.")
    return text


def is_bomb(archive: zipfile.ZipFile, max_bytes: int) -> bool:
    """True for an archive that unpacks to more than `MAX_RATIO` times its size, and than `max_bytes`."""
    members = archive.infolist()
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    return unpacked > max(MAX_RATIO * packed, max_bytes)


def _pdf(data: bytes, name: str, _: int) -> str:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every fault that it passes over
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableInputError(f"{name} is encrypted; save it without a password.")
    if len(reader.pages) > MAX_PAGES:
        raise InputTooLargeError(f"{name} has {len(reader.pages):,} pages, more than {MAX_PAGES:,}; split it first.")
    return "\f".join(map(_page, reader.pages))


def _page(page: Any) -> str:
    """The lines of a page, a blank one where there is more room between two of them than usual."""
    pieces: list[tuple[str, float, float]] = []  # text without blanks, how high on the page it stands, size of its font
    starts_at: list[float] = []  # how far from the left each piece begins

    def note(text: str, page_matrix: list[float], matrix: list[float], _: Any, size: float) -> None:
        if text.strip():
            height = matrix[4] * page_matrix[1] + matrix[5] * page_matrix[3] + page_matrix[5]
            pieces.append(("".join(text.split()), height, size * abs(matrix[3] * page_matrix[3])))
            starts_at.append(matrix[4] * page_matrix[0] + matrix[5] * page_matrix[2] + page_matrix[4])

    whole = str(page.extract_text(visitor_text=note))
    second = Counter(round(x) for (a, b), x in zip(pairwise(pieces), starts_at[1:], strict=False) if a[1] == b[1])
    if max(second.values(), default=0) >= _LEAST_ROWS and (laid_out := _laid_out(page)):
        return laid_out
    steps = sorted(a[1] - b[1] for a, b in pairwise(pieces) if a[1] - b[1] > 0.8 * b[2])
    if not steps or "".join(text for text, *_ in pieces) != "".join(whole.split()):
        return whole
    usual = steps[len(steps) // 5]
    starts, place = set(), 0
    for (text, above, _), (_, below, _) in pairwise(pieces):
        place += len(text)
        if above - below > _PARAGRAPH_STEP * usual:
            starts.add(place)
    return _with_blank_lines(whole, starts)


def _laid_out(page: Any) -> str | None:
    """The text of a page whose lines are drawn across two columns, with the room between these; None of any other."""
    try:
        text = str(page.extract_text(extraction_mode="layout"))
    except Exception:  # the layout is a guess; the text is read without it
        return None
    return text if with_columns_apart(text) != text else None


def _with_blank_lines(text: str, starts: set[int]) -> str:
    """A text with blank lines before some characters, given by how many that are no blanks stand before them."""
    parts, place, last = [], 0, 0
    for match in re.finditer(r"\S+", text):
        if place in starts:
            parts += [text[last : match.start()], "\n\n"]
            last = match.start()
        place += len(match.group())
    return "".join([*parts, text[last:]])


def _word(data: bytes, name: str, max_bytes: int) -> str:
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if is_bomb(archive, max_bytes):
            raise InputTooLargeError(f"{name} unpacks to over {MAX_RATIO} times its size; save it as text.")
    return "\n\n".join(_blocks(docx.Document(io.BytesIO(data)).element.body))


def _blocks(parent: Any) -> Iterator[str]:
    """The paragraphs and the rows of tables within an element, in order; those of a text box behind its paragraph.

    python-docx passes over what stands in content controls, fields and tracked insertions; these are read too, and what
    a tracked change takes away is not.
    """
    for child in parent:
        name = _local(child)
        if name == "p":
            yield _line(_runs(child))
            for box in child.iter("{*}txbxContent"):
                if not any(_local(above) == "Fallback" for above in box.iterancestors()):
                    yield from _blocks(box)
        elif name == "tr":
            cells = [" ".join(" ".join(_blocks(cell)).split()) for cell in _cells(child)]
            yield " ; ".join(cell for cell in cells if cell)
        elif name not in _TAKEN_AWAY:
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if _local(child) == "tc":
            yield child
        elif _local(child) not in _TAKEN_AWAY:
            yield from _cells(child)


def _line(runs: Iterator[tuple[str, bool]]) -> str:
    """The text of a paragraph, without raised marks of notes: "2024" with one is no "20241"."""
    line = ""
    for text, is_raised in runs:
        line += "" if is_raised and is_note_mark(text, line) else text
    return line


def _runs(parent: Any, is_raised: bool = False) -> Iterator[tuple[str, bool]]:
    """What stands in a paragraph, and whether it is raised; nothing that is struck out."""
    for child in parent:
        name = _local(child)
        if name == "t":
            yield child.text or "", is_raised
        elif name in _CHARACTERS:
            yield _CHARACTERS[name], False
        elif name not in _TAKEN_AWAY and name != "txbxContent" and not _is_struck(child):
            yield from _runs(child, is_raised or _is_set(child, "vertAlign", ("superscript",)))


def _is_struck(run: Any) -> bool:
    return any(_is_set(run, mark, ("1", "true", "on", None)) for mark in ("strike", "dstrike"))


def _is_set(run: Any, name: str, values: tuple[str | None, ...]) -> bool:
    """True where a run's own properties have one of these values."""
    found = run.find(f"{{*}}rPr/{{*}}{name}") if _local(run) == "r" else None
    return found is not None and next(iter(found.attrib.values()), None) in values


def _local(element: Any) -> str:
    """A tag's name without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _members(data: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()
