"""Folders as people have them: whatever lies in one is a row, an error row or a listed skip, and nothing waits."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
import os
import socket
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from articles import articles, write_jsonl
from conftest import FakePool
from typer.testing import CliRunner

from summarize import read_document
from summarize.batch.job import Plan, run
from summarize.batch.sources import SourceOptions, count, read
from summarize.cli import app
from summarize.errors import UnreadableInputError

TEXT = articles(1)[0]
TIMEOUT = 20


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        return list(pyarrow.parquet.read_table(path).to_pylist())
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """One article, and everything that a folder may hold besides."""
    made = tmp_path / "in"
    (made / "inner").mkdir(parents=True)
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    (made / "inner" / "b.txt").write_text(TEXT, encoding="utf-8")
    (made / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (made / "c.odt").write_bytes(b"%PDF-1.4")
    (made / "no_ending").write_text(TEXT, encoding="utf-8")
    os.mkfifo(made / "d.txt")
    (made / "e.jsonl").symlink_to("/dev/zero")
    (made / "f.txt").symlink_to(made / "f.txt")
    (made / "g.txt").symlink_to(made / "nowhere.txt")
    (made / "h.parquet").write_bytes(b"PAR1 no table")
    (made / "i.zip").write_bytes(b"PK no archive")
    (made / "j.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (made / "k").symlink_to(made, target_is_directory=True)
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(made)  # the name of a socket is short
        listening.bind("l.txt")
        os.chdir(here)
        yield made


SKIPPED = {
    ".hidden.txt": "hidden", "c.odt": ".odt is not read; save it as .docx",
    "no_ending": "no ending that is read", "d.txt": "a pipe",
    "e.jsonl": "a device", "k": "a link to a folder", "l.txt": "a socket", "inner": "a folder; --recursive reads it",
}  # fmt: skip
FAILED = {
    "f.txt": "unreadable_input", "g.txt": "unreadable_input", "h.parquet": "unreadable_input",
    "i.zip": "unreadable_input", "j.csv": "no_text_column",
}  # fmt: skip


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "csv"])
def test_whatever_lies_in_a_folder_is_a_row_an_error_row_or_listed(
    pool: FakePool, folder: Path, tmp_path: Path, ending: str
) -> None:
    out, page = tmp_path / f"out.{ending}", tmp_path / "page.html"
    report = run(folder, out, page=page)
    rows = _rows(out)
    assert {Path(row["source"]).name: row["error_code"] for row in rows if row["status"] == "error"} == FAILED
    assert [Path(row["id"]).name for row in rows if row["status"] == "ok"] == ["a.txt"]
    assert {Path(name).name: reason for name, reason in report.skipped} == SKIPPED
    assert report.to_dict()["skipped"] == dict.fromkeys(SKIPPED.values(), 1)
    html = page.read_text(encoding="utf-8")
    assert all(reason in html for reason in SKIPPED.values())
    with sqlite3.connect(report.ledger) as database:
        assert database.execute("SELECT file, reason FROM skipped").fetchall() == report.skipped
    database.close()
    assert run(folder, out).computed == 0


def test_what_is_passed_over_is_printed(pool: FakePool, folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["batch", str(folder), "-o", str(tmp_path / "out.jsonl")], prog_name="summarize")
    assert done.exit_code == 3 and "passed over" in done.stderr
    assert all(reason in done.stderr and name in done.stderr for name, reason in SKIPPED.items())


@pytest.mark.parametrize("name", ["d.txt", "e.jsonl", "l.txt"])
def test_what_may_have_no_end_is_refused_when_named(folder: Path, name: str) -> None:
    with pytest.raises(UnreadableInputError, match="may have no end"):
        read([folder / name], SourceOptions())
    assert count([folder / "d.txt"], SourceOptions()) == 1


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "csv"])
def test_names_that_are_not_utf8_lose_nothing(pool: FakePool, tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        (folder / os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    write_jsonl(folder / "t.jsonl", articles(2))
    with (folder / "t.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "\\ud800", "text": "Un article.", "\\ud801": "\\ud802"}\n')
    report = run(folder, tmp_path / f"out.{ending}")
    assert report.finished and report.articles == 5
    assert len({row["id"] for row in _rows(tmp_path / f"out.{ending}")}) == 5


def test_a_zip_is_read_as_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("été/b.txt", TEXT)
        archive.writestr("a.jsonl", json.dumps({"id": "n", "text": TEXT}))
        archive.writestr("c.odt", b"%PDF")
        archive.writestr("__MACOSX/d.txt", b"x")
        archive.writestr("inner.zip", b"PK")
    skipped: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda name, reason: skipped.append((name, reason)))
    found = list(read([tmp_path / "a.zip"], options))
    assert [(item.id.removeprefix(f"{tmp_path}/"), item.text) for item in found] == [
        ("n", TEXT), ("a.zip/été/b.txt", TEXT),
    ]  # fmt: skip
    assert sorted(reason for _, reason in skipped) == [
        ".odt is not read; save it as .docx",
        "an archive within an archive",
        "hidden",
    ]


def test_a_bomb_in_a_zip_is_one_error(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(20):
            archive.writestr(f"{i}.txt", b" " * 1_000_000)
    [item] = read([tmp_path / "a.zip"], SourceOptions(max_bytes=100_000))
    assert item.error is not None and item.error[0] == "input_too_large"


def test_an_encrypted_or_damaged_member_of_a_zip_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Un. " * 50)
        archive.writestr("b.txt", TEXT)
    path.write_bytes(path.read_bytes().replace(b"Un. Un. ", b"Um. Un. ", 1))
    found = list(read([path], SourceOptions()))
    assert [item.error and item.error[0] for item in found] == ["unreadable_input", None]


def test_outputs_and_reports_of_other_runs_are_no_articles(pool: FakePool, folder: Path) -> None:
    for ending in ("jsonl", "parquet", "csv"):
        run(folder / "a.txt", folder / f"z.{ending}", page=folder / f"z-{ending}.html")
    report = run(folder, folder / "out.jsonl")
    assert report.statuses["ok"] == 1
    reasons = {Path(name).name: reason for name, reason in report.skipped}
    assert {reasons[f"z.{ending}"] for ending in ("jsonl", "parquet", "csv")} == {"an output of summarize batch"}
    assert reasons["z-csv.html"] == "a report of summarize batch"


def test_outputs_compressed_packed_or_saved_otherwise_are_no_articles_unless_named(
    pool: FakePool, tmp_path: Path, bucket: Any
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "articles"
    folder.mkdir()
    for ending in ("jsonl", "csv", "xlsx"):
        run(tmp_path / "a.txt", tmp_path / f"z.{ending}")
    lines = (tmp_path / "z.jsonl").read_bytes()
    with (tmp_path / "z.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.reader(table))
    for delimiter, name in ((";", "semicolons.csv"), ("\t", "tabs.tsv"), (",", "commas.csv")):
        with (folder / name).open("w", encoding="utf-16", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
    for name, packed in (("z.jsonl.gz", gzip), ("z.ndjson.bz2", bz2), ("z.csv.xz", lzma)):
        (folder / name).write_bytes(packed.compress(lines if "json" in name else (tmp_path / "z.csv").read_bytes()))
    (folder / "list.json").write_text(f"[{lines.decode()}]", encoding="utf-8")
    (folder / "lines.json").write_bytes(lines)
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for name in ("z.jsonl", "z.csv", "z.xlsx"):
            archive.write(tmp_path / name, name)
    skipped = [(f"{folder.as_posix()}/{name}", "an output of summarize batch") for name in (
        "all.zip/z.csv", "all.zip/z.jsonl", "all.zip/z.xlsx", "commas.csv", "lines.json", "list.json",
        "semicolons.csv", "tabs.tsv", "z.csv.xz", "z.jsonl.gz", "z.ndjson.bz2",
    )]  # fmt: skip
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "own.csv").write_text(f"id,status,text,source\n1,ok,{TEXT!r},x\n", encoding="utf-8")
    report = run(folder, tmp_path / "out.jsonl")
    assert (report.articles, report.skipped) == (2, skipped)
    assert run(folder / "semicolons.csv", tmp_path / "again.jsonl").articles == 1
    bucket.put(str(folder / "z.jsonl.gz"), "/bucket/z.jsonl.gz")
    bucket.put(str(folder / "b.txt"), "/bucket/b.txt")
    assert run("memory://bucket", tmp_path / "remote.jsonl").articles == 1
    assert run("memory://bucket/z.jsonl.gz", tmp_path / "named.jsonl").articles == 1


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "csv"])
def test_columns_of_the_input_stand_in_the_output(pool: FakePool, tmp_path: Path, ending: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'id;texte;titre;status\n1;"{TEXT}";Été;lu\n2;"Un, deux.";Hiver;\n', encoding="utf-8")
    (tmp_path / "u.jsonl").write_text('{"text": "Un.", "autre": [1]}\n', encoding="utf-8")
    out = tmp_path / f"out.{ending}"
    run([table, tmp_path / "u.jsonl"], out, plan=Plan(batch_tokens=1))
    rows = _rows(out)
    assert [row["input.titre"] for row in rows[:2]] == ["Été", "Hiver"] and rows[0]["input.status"] == "lu"
    assert rows[0]["status"] == "ok"
    if ending == "jsonl":
        assert rows[2]["input.autre"] == [1]
    elif ending == "csv":
        assert json.loads(rows[2]["input.*"]) == {"input.autre": [1]}


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.parquet", "t.json", "t.zip"])
def test_one_summary_of_a_table_is_refused_with_the_command_for_tables(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"text": "Un."}\n{"text": "Deux."}\n', encoding="utf-8")
    with pytest.raises(UnreadableInputError, match=f"summarize batch .*{name}"):
        read_document(tmp_path / name)


@pytest.mark.parametrize("members", [{}, {"vide/": ""}], ids=["nothing", "a folder"])
def test_an_archive_without_a_file_is_listed(tmp_path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    listed: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda name, reason: listed.append((Path(name).name, reason)))
    assert [item.text for item in read([tmp_path], options)] == [TEXT]
    assert listed == [("a.zip", "nothing in it")]


def test_names_in_an_archive_are_names_alone(tmp_path: Path) -> None:
    """Nothing is unpacked to a disk, so that one which leads out of the folder is read as any other."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../a.txt", "Un.")
        archive.writestr("/b.txt", "Deux.")
        archive.writestr("c/.d.txt", "x")
    found = list(read([tmp_path / "a.zip"], SourceOptions()))
    assert [item.text for item in found] == ["Un.", "Deux."] and list(tmp_path.iterdir()) == [tmp_path / "a.zip"]


def test_an_encrypted_member_says_so_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Un.")
        archive.writestr("b.txt", "Deux.")
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    path.write_bytes(data)
    first, second = read([path], SourceOptions())
    assert (
        first.error == ("unreadable_input", "a.txt is encrypted; unpack the archive first.") and second.text == "Deux."
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$article.docx", "hidden"),
        ("a.gz", "no ending before .gz that says what it is, such as .txt.gz"),
        ("a.tar.gz", ".tar is not read; save it as .zip"),
        ("a.tgz", ".tgz is not read; save it as .zip"),
    ],
)
def test_files_that_are_no_articles_are_listed_with_what_to_do(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_bytes(b"\x05")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    listed: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda path, why: listed.append((Path(path).name, why)))
    assert len(list(read([tmp_path], options))) == 1 and listed == [(name, reason)]


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_a_column_with_the_name_of_the_last_one_is_not_lost(pool: FakePool, tmp_path: Path, ending: str) -> None:
    (tmp_path / "t.csv").write_text(f'*,text\nun,"{TEXT}"\n', encoding="utf-8")
    run(tmp_path / "t.csv", tmp_path / f"out.{ending}")
    [row] = _rows(tmp_path / f"out.{ending}")
    assert row["input.*"] == "un" if ending == "jsonl" else json.loads(row["input.*"]) == {"input.*": "un"}


def test_names_with_blanks_accents_and_signs_are_as_any(pool: FakePool, tmp_path: Path) -> None:
    folder = tmp_path / "dossier été 2024"
    folder.mkdir()
    names = ["l'article n°1 – « test ».txt", "émoji 🙂.txt", "a\nb.txt", " c .TXT", "é.txt"]
    for name in names:
        (folder / name).write_text(TEXT, encoding="utf-8")
    assert run(folder, tmp_path / "out été.csv").articles == len(names)
    assert {Path(row["id"]).name for row in _rows(tmp_path / "out été.csv")} == set(names)


def test_a_folder_that_may_not_be_looked_into_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    stat, scandir = os.stat, os.scandir
    monkeypatch.setattr(os, "stat", lambda path, **how: _closed(path, closed) or stat(path, **how))
    monkeypatch.setattr(os, "scandir", lambda path: _closed(f"{path}/", closed) or scandir(path))
    told: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda *said: told.append(said))
    assert [item.text for item in read([closed, tmp_path / "a.txt"], options)] == [TEXT]
    assert told == [(closed.as_posix(), "a folder that cannot be read: Permission denied")]


def _closed(path: Any, folder: Path) -> None:
    if isinstance(path, str | Path) and str(path).startswith(f"{folder}/"):
        raise PermissionError(13, "Permission denied", str(path))


def test_a_mail_and_a_page_saved_as_one_file_are_articles(tmp_path: Path, pool: FakePool) -> None:
    made = tmp_path / "in"
    made.mkdir()
    head = "MIME-Version: 1.0\nSubject: Le titre de la lettre\nContent-Type: {}; charset=utf-8\n\n"
    (made / "a.eml").write_text(head.format("text/plain") + TEXT, encoding="utf-8")
    paragraphs = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    page = f"<html><body><article><h1>Le titre de la page</h1>{paragraphs}</article></body></html>"
    (made / "b.mhtml").write_text(head.format("text/html") + page, encoding="utf-8")
    run(made, tmp_path / "out.jsonl")
    rows = _rows(tmp_path / "out.jsonl")
    assert [row["input.title"] for row in rows] == ["Le titre de la lettre", "Le titre de la page"]
