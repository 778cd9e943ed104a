"""PDF, Word and spreadsheet files for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of one font: each page a list of lines, "" for a gap; behind a tab, half a page to the right."""
    bodies = []
    for lines in pages:
        said = "".join(f"{_drawn(line, 800 - 14 * i)} T*\n" for i, line in enumerate(lines))
        content = f"BT /F1 11 Tf 14 TL 50 800 Td\n{said}ET".encode("cp1252")
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, body in enumerate(bodies):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(body)
    data, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    return data + f"{end}<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF".encode()


def _drawn(line: str, height: int) -> str:
    left, tab, right = line.partition("\t")
    beside = f" ET BT /F1 11 Tf 310 {height} Td ({_escaped(right)}) Tj ET BT /F1 11 Tf 14 TL 50 {height} Td"
    return f"({_escaped(left)}) Tj" * bool(left) + beside * bool(tab)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def word(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file of paragraphs and, behind them, a table."""
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, values in zip(made.rows, table, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """A spreadsheet: the rows of each sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
