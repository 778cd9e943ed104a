"""PDF, Word and spreadsheet files: what is in them, read as any text and any table; and a spreadsheet as output."""

from __future__ import annotations

import io
import json
import re
import sys
import textwrap
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from office_files import pdf, word, workbook

from summarize import read_document, summarize
from summarize.batch.guard import is_output
from summarize.batch.job import run
from summarize.batch.rows import COLUMNS, row_of
from summarize.batch.sinks import Xlsx, open_sink
from summarize.batch.sources import Item, SourceOptions, read
from summarize.documents import decode_document
from summarize.errors import InputTooLargeError, MissingExtraError, OptionError, UnreadableInputError
from summarize.text.clean import clean

PARAGRAPHS = [
    "Le conseil municipal de Decize a voté lundi soir le report de la fermeture de la piscine Bellevue, prévue au 1er "
    "mars. La charpente, dit la mairie, tiendra jusqu'à l'été.",
    "« Nous avons peut-être six mois devant nous », a déclaré le maire, M. Aubin, devant une centaine d'habitants. Les "
    "travaux, estimés à 2,4 millions d'euros, dureront deux ans.",
    "Trois clubs de natation du Sud-Nivernais, qui ont 640 membres, doivent s'entraîner à Nevers. Une pétition en "
    "ligne a recueilli 1.200 signatures en dix jours.",
]


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _printed(width: int) -> bytes:
    """The paragraphs on two pages with a running head and page numbers, cut in the middle of the second one."""
    lines = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS).split("\n")
    middle = len(lines) // 2
    head = "LE COURRIER DE LA NIÈVRE"
    return pdf([[head, "", *lines[:middle], "", "1"], [head, "", *lines[middle:], "", "2"]])


@pytest.mark.parametrize("width", [60, 72, 90])
def test_a_pdf_is_its_paragraphs(tmp_path: Path, width: int) -> None:
    document = read_document(_file(tmp_path, "a.pdf", _printed(width)))
    found = clean(document.text)
    assert found.text == "\n".join(PARAGRAPHS)
    assert {"1", "2", "LE COURRIER DE LA NIÈVRE"} == {r.text for r in found.removed if r.kind == "page"}
    assert summarize(document).text == summarize("\n".join(PARAGRAPHS)).text


def test_columns_that_are_drawn_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ("Le pont de Vire rouvrira lundi", "aux voitures, après onze mois", "de travaux, a annoncé jeudi le",
            "département du Calvados. Les", "camions attendront l'été.")  # fmt: skip
    right = ("La finale du tournoi de Vire,", "prévue dimanche, est annulée.", "L'un des deux joueurs s'est",
             "blessé au genou jeudi soir, à", "l'entraînement, selon le club.")  # fmt: skip
    page = ["Le Phare de Vire", "", *map("\t".join, zip(left, right, strict=True))]
    text = clean(read_document(_file(tmp_path, "a.pdf", pdf([page]))).text).text
    assert text.split("\n")[-2:] == [" ".join(left), " ".join(right)]
    table = [f"Commune de Vire-Normandie {i}\t{i} 000 habitants" for i in range(1, 8)]
    text = clean(read_document(_file(tmp_path, "b.pdf", pdf([table]))).text).text
    assert text.split("\n")[0] == "Commune de Vire-Normandie 1 1 000 habitants"


def test_a_word_file_is_its_paragraphs_and_rows(tmp_path: Path) -> None:
    table = [["Club", "Membres"], ["Decize", "240"]]
    document = read_document(_file(tmp_path, "a.docx", word(PARAGRAPHS, table)))
    assert document.text == "\n\n".join([*PARAGRAPHS, "Club ; Membres", "Decize ; 240"])


def _with_paragraphs(*inner: str) -> bytes:
    """A Word file whose body holds these elements, before an ordinary paragraph."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    for element in inner:
        parsed = parse_xml(f"<w:body {nsdecls('w')}>{element}</w:body>")
        for child in list(parsed):
            document.element.body.insert(len(document.element.body) - 1, child)
    document.add_paragraph("Fin.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


NOT_STRUCK = "<w:strike w:val='0'/>"


def _raised(text: str) -> str:
    return _run(text, "<w:vertAlign w:val='superscript'/>")


_WHO = "w:id='1' w:author='a' w:date='2024-01-01T00:00:00Z'"
WORD_PARTS = {
    "tracked changes": (
        f"<w:p>{_run('Le pont ')}<w:ins {_WHO}>{_run('de Laval ')}</w:ins><w:del {_WHO}><w:r><w:delText>de Mayenne "
        f"</w:delText></w:r></w:del><w:moveFrom {_WHO}>{_run('hier ')}</w:moveFrom>{_run('ferme.')}</w:p>",
        "Le pont de Laval ferme.",
    ),
    "a content control": (f"<w:sdt><w:sdtContent><w:p>{_run('Un cadre.')}</w:p></w:sdtContent></w:sdt>", "Un cadre."),
    "controls and fields in a line": (
        f"<w:p>{_run('Le ')}<w:sdt><w:sdtContent>{_run('pont ')}</w:sdtContent></w:sdt><w:smartTag w:element='x'>"
        f"{_run('ferme ')}</w:smartTag><w:fldSimple w:instr='DATE'>{_run('lundi')}</w:fldSimple>{_run('.')}</w:p>",
        "Le pont ferme lundi.",
    ),
    "breaks": (
        f"<w:p>{_run('Un')}<w:r><w:br/></w:r>{_run('deux')}<w:r><w:noBreakHyphen/></w:r>{_run('trois.')}"
        f"<w:r><w:br w:type='page'/></w:r>{_run('Quatre.')}</w:p>",
        "Un\ndeux-trois.\nQuatre.",
    ),
    "marks of notes": (
        f"<w:p>{_run('En 2024')}{_raised('1')}{_run(', à 5,8 %')}{_raised('2')}{_run(' pour 3 m')}{_raised('3')}"
        f"{_run(', le 1')}{_raised('er')}{_run(' mai.')}</w:p>",
        "En 2024, à 5,8 % pour 3 m3, le 1er mai.",
    ),
    "struck words": (
        f"<w:p>{_run('Il baisse à ')}{_run('6,1 % ', '<w:strike/>')}{_run('6,2 % ', '<w:dstrike/>')}{_run('6,3 %')}"
        f"{_run(' hier.', NOT_STRUCK)}</w:p>",
        "Il baisse à 6,3 % hier.",
    ),
    "a text box": (
        f"<w:p>{_run('Avant.')}<w:r><w:pict><w:txbxContent><w:p>{_run('Dedans.')}</w:p></w:txbxContent></w:pict></w:r>"
        f"</w:p>",
        "Avant.\n\nDedans.",
    ),
    "a table in a table": (
        f"<w:tbl><w:tr><w:tc><w:p>{_run('Un')}</w:p></w:tc><w:tc><w:p>{_run('Deux')}</w:p><w:tbl><w:tr><w:tc><w:p>"
        f"{_run('Trois')}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        "Un ; Deux Trois",
    ),
}


@pytest.mark.parametrize("part", WORD_PARTS)
def test_nothing_of_a_word_file_is_passed_over(part: str) -> None:
    element, text = WORD_PARTS[part]
    assert decode_document(_with_paragraphs(element), name="a.docx").text == f"{text}\n\nFin."


@pytest.mark.parametrize("before", [b"\n\n", b"junk\n", b"\xef\xbb\xbf\r\n"])
def test_a_pdf_may_have_other_bytes_in_front(before: bytes) -> None:
    assert decode_document(before + pdf([["Un pont."]]), name="a.pdf").text == "Un pont."


def test_a_text_about_pdf_files_is_a_text() -> None:
    document = decode_document(b"Le format :\n%PDF-1.4 ouvre un fichier.\n", name="a.txt")
    assert document.encoding == "utf-8"


def test_the_kind_of_a_file_is_told_from_its_bytes(tmp_path: Path) -> None:
    assert decode_document(word(["Un."]), name="standard input").text == "Un."
    assert [item.text for item in read(["-"], SourceOptions(), stdin=io.BytesIO(pdf([["Un."]])))] == ["Un."]
    [item] = read([_file(tmp_path, "a.txt", pdf([["Deux."]]))], SourceOptions())
    assert item.text == "Deux." and item.warnings == ()


def test_what_cannot_be_read_is_one_line() -> None:
    encrypted = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Un."]])))
    encrypted.encrypt("secret", algorithm="RC4-128")
    secret = io.BytesIO()
    encrypted.write(secret)
    cases = {
        "encrypted": secret.getvalue(),
        "damaged": b"%PDF-1.4\n" + b"\xff" * 500,
        "no text": pdf([[]]),
        "half a Word file": word(["Un. " * 50])[:-400],
        "an empty Word file": word([]),
    }
    for name, data in cases.items():
        with pytest.raises(UnreadableInputError) as caught:
            decode_document(data, name=name)
        assert "\n" not in str(caught.value) and name in str(caught.value)


def test_bombs_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputTooLargeError, match=r"1,001 pages"):
        decode_document(pdf([["Un."]] * 1001), name="a.pdf")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    with pytest.raises(InputTooLargeError, match="unpacks"):
        decode_document(made.getvalue(), name="a.docx")


@pytest.mark.parametrize(("package", "data"), [("pypdf", pdf([["Un."]])), ("docx", word(["Un."]))])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, package: str, data: bytes) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'summarize\[documents\]'"):
        decode_document(data, name="a")


def test_a_missing_package_is_an_error_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = _file(tmp_path, "t.xlsx", workbook({"a": [["text"], ["Un."]]}))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    [item] = read([tmp_path], SourceOptions())
    assert item.error is not None and "pip install 'summarize[documents]'" in item.error[1]
    with pytest.raises(MissingExtraError, match="documents"):
        open_sink(path.with_name("out.xlsx"))


ROWS = [["Id", "Texte", "Jour", None], ["n1", 'Un, "deux"; trois.\nQuatre.', None, 3], ["n2", "Cinq.", "mardi"]]


def test_a_spreadsheet_is_its_rows(tmp_path: Path) -> None:
    path = _file(tmp_path, "t.xlsx", workbook({"Articles": [[None], *ROWS, [], ["n3", None, "jeudi", None, "plus"]]}))
    found = list(read([path], SourceOptions()))
    assert [(item.id, item.text) for item in found] == [("n1", ROWS[1][1]), ("n2", "Cinq."), ("n3", None)]
    assert [item.kept for item in found] == [
        {"Jour": None, "D": 3}, {"Jour": "mardi"}, {"Jour": "jeudi", "E": "plus"},
    ]  # fmt: skip
    assert found[2].error == ("not_text", f"{path.as_posix()}#2: column 'Texte' holds nothing, not text.")
    assert list(read([path], SourceOptions(text_column="jour"))) != found


def test_a_spreadsheet_that_is_none_says_what_it_is(tmp_path: Path) -> None:
    [item] = read([_file(tmp_path, "t.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600))], SourceOptions())
    assert item.error is not None and "an old Word or Excel file, or one with a password" in item.error[1]
    [item] = read([_file(tmp_path, "t.xlsm", workbook({"a": [["text"], ["Un."]]}))], SourceOptions())
    assert item.text == "Un."


def test_every_sheet_with_a_text_is_read_and_the_others_are_listed(tmp_path: Path) -> None:
    skipped: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda name, reason: skipped.append((name, reason)))
    sheets = {"Notes": [["à faire"], ["rien"]], "Vide": [], "A": [["text"], ["Un."]], "B": [["corps"], ["Deux."]]}
    path = _file(tmp_path, "t.xlsx", workbook(sheets))
    found = list(read([path], options))
    assert [(item.id, item.text) for item in found] == [
        (f"{path.as_posix()}/A#0", "Un."), (f"{path.as_posix()}/B#0", "Deux."),
    ]  # fmt: skip
    assert skipped == [(path.as_posix(), "a sheet without a column for the text")]
    with pytest.raises(OptionError, match="no column text"):
        list(read([_file(tmp_path, "u.xlsx", workbook({"a": [["x"], ["y"]]}))], SourceOptions()))


def test_control_characters_of_a_spreadsheet_are_read_as_what_they_are(tmp_path: Path) -> None:
    rows = [["text", "n_x000D_\nom"], ["Un._x000D_\nDeux._x0009_Trois.", "a_x005F_x000D_ b_x00_ _x12345_"]]
    [item] = read([_file(tmp_path, "t.xlsx", workbook({"a": rows}))], SourceOptions())
    assert (item.text, item.kept) == ("Un.\r\nDeux.\tTrois.", {"n\r\nom": "a_x000D_ b_x00_ _x12345_"})


def test_errors_of_a_spreadsheet_are_no_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [["text"], ["#N/A"], ["Un."]]:
        book.active.append(row)
    book.active["A2"].data_type = "e"
    book.save(tmp_path / "t.xlsx")
    assert [item.error and item.error[0] for item in read([tmp_path / "t.xlsx"], SourceOptions())] == ["not_text", None]


def test_a_damaged_spreadsheet_is_an_error_row(tmp_path: Path) -> None:
    whole = workbook({"a": [["text"], ["Un."]]})
    for name, data in (("a.xlsx", whole[: len(whole) // 2]), ("b.xlsx", b"text\nUn.\n"), ("c.xlsx", b"")):
        _file(tmp_path, name, data)
    _file(tmp_path, "d.xlsx", whole)
    assert [item.error and item.error[0] for item in read([tmp_path], SourceOptions())] == [
        *["unreadable_input"] * 3, None,
    ]  # fmt: skip


def _row(**values: Any) -> dict[str, Any]:
    kept = values.pop("kept", {})
    return row_of(Item("a", "t.csv", "x", kept=kept), {"status": "ok", "language": "fr", "coverage": 1.0, **values})


def _written(path: Path, rows: list[dict[str, Any]]) -> list[list[tuple[Any, ...]]]:
    sink = open_sink(path)
    sink.write(rows)
    sink.complete()
    sink.publish()
    book = openpyxl.load_workbook(path)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_a_spreadsheet_is_written_as_it_is_read(tmp_path: Path) -> None:
    text = "=SOMME(A1)\n« Déjà », dit-il.\x0b"
    rows = [_row(text=text, removed=[{"kind": "byline", "text": "Par X"}], kept={"n": 3, "titre": "+1"}), _row(text="")]
    [[header, first, second]] = _written(tmp_path / "o.xlsx", rows)
    values = dict(zip(header, first, strict=True))
    assert header[: len(COLUMNS)] == tuple(COLUMNS) and values["coverage"] == 1.0
    assert values["text"] == text.replace("\x0b", "\ufffd") and values["input.titre"] == "+1"
    assert json.loads(values["removed"]) == [{"kind": "byline", "text": "Par X"}]
    assert dict(zip(header, second, strict=True))["status"] == "ok"
    assert is_output(tmp_path / "o.xlsx") and not is_output(_file(tmp_path, "t.xlsx", workbook({"a": ROWS})))
    assert [cell.data_type for cell in openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0][2]].count("f") == 0


def test_a_cell_says_what_it_has_no_room_for(tmp_path: Path) -> None:
    [[header, first]] = _written(tmp_path / "o.xlsx", [_row(text="é" * 40_000)])
    text = dict(zip(header, first, strict=True))["text"]
    assert len(text) <= 32_767 and text.endswith(f"[… {40_000 - text.count('é'):,} characters more]")


def test_a_full_sheet_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.batch.sinks.MAX_ROWS", 3)
    sheets = _written(tmp_path / "o.xlsx", [_row(text=str(i)) for i in range(5)])
    assert [len(sheet) for sheet in sheets] == [3, 3, 2] and len({sheet[0] for sheet in sheets}) == 1


def test_a_spreadsheet_holds_no_time(tmp_path: Path) -> None:
    _written(tmp_path / "a.xlsx", [_row(text="Un.")])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert {member.date_time[0] for member in book.infolist()} == {1980}
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", book.read("docProps/core.xml").decode())) == {"1980-01-01T"}


def test_an_abandoned_spreadsheet_leaves_no_output(tmp_path: Path) -> None:
    sink = open_sink(tmp_path / "o.xlsx")
    assert isinstance(sink, Xlsx)
    sink.write([_row(text="Un.")])
    sink.abandon()
    sink.abandon()
    assert not (tmp_path / "o.xlsx").exists()


def test_a_spreadsheet_through_a_batch(tmp_path: Path) -> None:
    path = _file(tmp_path, "t.xlsx", workbook({"a": [["id", "texte"], ["n1", "\n".join(PARAGRAPHS)], ["n2", None]]}))
    report = run(path, tmp_path / "out.xlsx")
    assert (report.articles, report.computed, report.failed) == (2, 1, 1)
    assert run(path, tmp_path / "out.xlsx").computed == 0
    header, first, second = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows(values_only=True)
    assert dict(zip(header, first, strict=True))["text"] == summarize("\n".join(PARAGRAPHS)).text
    assert dict(zip(header, second, strict=True))["error_code"] == "not_text"


def test_the_names_of_columns_may_stand_below_a_title(tmp_path: Path) -> None:
    listed: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda name, reason: listed.append((Path(name).name, reason)))
    above: list[list[Any]] = [["Revue de presse"], ["Le 12 mars 2024", None, 3]]
    path = _file(tmp_path, "t.xlsx", workbook({"A": [*above, [], ["Id", "Texte"], ["n1", "Un."], ["n2", "Deux."]]}))
    assert [(item.id, item.text) for item in read([path], options)] == [("n1", "Un."), ("n2", "Deux.")]
    assert listed == [("t.xlsx", "2 rows above the names of its columns")]
    path = _file(tmp_path, "u.xlsx", workbook({"A": [["Revue de presse"], ["Id", "Corps de texte"], ["n1", "Un."]]}))
    with pytest.raises(OptionError, match="of: Revue de presse"):
        list(read([path], SourceOptions()))
