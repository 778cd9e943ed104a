"""The sixty most common endings and encodings in one folder: each is a right row, an error row or a listed skip."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from conftest import FakePool
from typer.testing import CliRunner

from summarize.batch.job import run
from summarize.cli import app

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from office_files import pdf, word, workbook

TEXT = (
    "L'été dernier, la préfecture a fermé le pont de Mayenne, où passaient déjà les élèves. "
    "Le maire a demandé mardi 300.000 euros à la région."
)
PAGE = (
    f"<!doctype html><html><head><title>Pont</title></head><body><nav><a href='/'>Accueil</a></nav><article>"
    f"<p>{TEXT}</p></article></body></html>"
)
ITEM = f"<item><title>Pont</title><description>{TEXT}</description></item>"
RSS = f"<?xml version='1.0'?><rss version='2.0'><channel>{ITEM}</channel></rss>"
ATOM = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Pont</title><content>{TEXT}</content></entry></feed>"
SRT = "1\n00:00:01,000 --> 00:00:04,000\n" + TEXT.replace(". ", ".\n\n2\n00:00:04,000 --> 00:00:09,000\n")
ROW = json.dumps({"id": "n", "text": TEXT}, ensure_ascii=False)
CSV = f'id,text\nn,"{TEXT}"\n'


@dataclass(frozen=True)
class Kind:
    """A file of a folder, and what must become of it: "row", an error code, or the reason for which it is skipped."""

    name: str
    data: bytes
    becomes: str = "row"


def _zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, TEXT)
    return made.getvalue()


def _parquet() -> bytes:
    made = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": ["n"], "text": [TEXT]}), made)
    return made.getvalue()


def _zstd(data: bytes) -> bytes:
    return bytes(pyarrow.Codec("zstd").compress(data, asbytes=True))


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1", "iso8859_15", "mac_roman", "cp850")
KINDS = [
    *(Kind(f"encoding-{name}.txt", TEXT.encode(name)) for name in ENCODINGS),
    Kind("encoding-utf-16-be.txt", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    Kind("encoding-utf-16-without-mark.txt", TEXT.encode("utf-16-le")),
    Kind("encoding-cp1252.html", PAGE.encode("cp1252")),
    Kind("encoding-utf-16.html", PAGE.encode("utf-16")),
    Kind("encoding-declared.html", PAGE.replace("<head>", "<head><meta charset='macintosh'>").encode("mac_roman")),
    Kind("encoding-cp1252.csv", CSV.encode("cp1252")),
    Kind("encoding-utf-16.csv", CSV.encode("utf-16")),
    Kind("encoding-utf-16.jsonl", ROW.encode("utf-16")),
    Kind("encoding-cp1252.jsonl", ROW.encode("cp1252")),
    *(Kind(f"a.{ending}", TEXT.encode()) for ending in ("text", "md", "markdown")),
    *(Kind(f"a.{ending}", PAGE.encode()) for ending in ("html", "htm", "xhtml")),
    Kind("a.TXT", TEXT.encode()),
    Kind("a.srt", SRT.encode()),
    Kind("a.vtt", b"WEBVTT\n\n" + SRT.replace(",000", ".000").encode()),
    Kind("a.eml", b"MIME-Version: 1.0\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n" + TEXT.encode()),
    *(
        Kind(f"a.{ending}", b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.encode())
        for ending in ("mhtml", "mht")
    ),
    Kind("a.pdf", pdf([[TEXT.partition(". ")[0] + ".", TEXT.partition(". ")[2]]])),
    Kind("a.docx", word([TEXT])),
    Kind("a.json", ROW.encode()),
    Kind("list.json", f"[{ROW}]".encode()),
    *(Kind(f"a.{ending}", ROW.encode()) for ending in ("jsonl", "ndjson")),
    Kind("a.csv", CSV.encode()),
    Kind("semicolons.csv", CSV.replace(",text", ";text").replace('n,"', 'n;"').encode()),
    Kind("a.tsv", CSV.replace(",text", "\ttext").replace('n,"', 'n\t"').encode()),
    Kind("a.xlsx", workbook({"Feuil1": [["id", "text"], ["n", TEXT]]})),
    Kind("a.parquet", _parquet()),
    *(Kind(f"a.{ending}", RSS.encode()) for ending in ("xml", "rss")),
    Kind("a.atom", ATOM.encode()),
    Kind("a.zip", _zipped("b.txt")),
    Kind("z.txt.gz", gzip.compress(TEXT.encode())),
    Kind("z.txt.bz2", bz2.compress(TEXT.encode())),
    Kind("z.jsonl.xz", lzma.compress(ROW.encode())),
    Kind("z.csv.zst", _zstd(CSV.encode())),
    Kind("wrong.pdf", TEXT.encode()),
    Kind("wrong.txt", pdf([[TEXT.partition(". ")[0] + ".", TEXT.partition(". ")[2]]])),
    Kind("empty.txt", b"", "row of nothing"),
    Kind("empty.csv", b"", "nothing in it"),
    Kind("empty.json", b"", "bad_json"),
    Kind("empty.pdf", b"", "row of nothing"),
    Kind("empty.zip", b"", "unreadable_input"),
    Kind("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "unreadable_input"),
    Kind("half.docx", word([TEXT])[:-300], "unreadable_input"),
    Kind("half.parquet", _parquet()[:-20], "unreadable_input"),
    Kind("half.txt.gz", gzip.compress(TEXT.encode())[:-12], "unreadable_input"),
    Kind("o.eml", b"\x00\x01", "unreadable_input"),
    Kind("note.xml", b"<note><to>Anne</to></note>", "unreadable_input"),
    *(Kind(f"o.{ending}", b"PK", f".{ending} is not read; save it as .docx") for ending in ("odt", "doc", "rtf")),
    *(Kind(f"o.{ending}", b"PK\x03\x04", f".{ending} is not read; save it as .xlsx") for ending in ("xls", "ods")),
    Kind("o.epub", b"PK\x03\x04", ".epub is not read; save it as .txt"),
    *(
        Kind(f"o.{ending}", b"\x00\x01", f".{ending} is not read")
        for ending in ("jpg", "png", "gif", "mp3", "mp4", "pptx", "exe", "log", "py", "css", "js")
    ),
    *(Kind(f"o.{ending}", b"\x00\x01", f".{ending} is not read; save it as .zip") for ending in ("tar", "7z")),
    Kind("o", TEXT.encode(), "no ending that is read"),
    Kind(".DS_Store", b"\x00\x00\x00\x01Bud1", "hidden"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "in"
    made.mkdir()
    for kind in KINDS:
        (made / kind.name).write_bytes(kind.data)
    yield made


def test_there_are_sixty() -> None:
    assert len(KINDS) >= 60 and len({kind.name for kind in KINDS}) == len(KINDS)


def test_every_file_is_a_right_row_an_error_row_or_a_listed_skip(pool: FakePool, folder: Path, tmp_path: Path) -> None:
    started = time.process_time()
    report = run(folder, tmp_path / "out.jsonl")
    assert time.process_time() - started < 60
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    by_file = {Path(row["source"].replace("a.zip/b.txt", "a.zip")).name: row for row in rows}
    assert len(by_file) == len(rows), "one row a file"
    skipped = {Path(name).name: reason for name, reason in report.skipped}
    became: dict[str, str] = dict(skipped)
    for name, row in by_file.items():
        became[name] = row["error_code"] or "row"
    assert became == {kind.name: "row" if kind.becomes == "row of nothing" else kind.becomes for kind in KINDS}
    assert {name for name, row in by_file.items() if row["status"] == "ok" and TEXT.upper() not in _read(row)} == {
        "empty.txt", "empty.pdf",
    }  # fmt: skip
    with sqlite3.connect(report.ledger) as database:
        assert database.execute("SELECT count(*) FROM skipped").fetchone() == (len(report.skipped),)
    database.close()
    again = run(folder, tmp_path / "out.jsonl")
    assert (again.computed, again.articles) == (0, report.articles)


def _read(row: dict[str, str]) -> str:
    from summarize.text.clean import clean

    return " ".join(clean(row["text"]).text.split())


def test_the_command_says_what_became_of_them(pool: FakePool, folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["batch", str(folder), "-o", str(tmp_path / "out.jsonl")], prog_name="summarize")
    assert done.exit_code == 3 and ".odt is not read; save it as .docx" in done.stderr
