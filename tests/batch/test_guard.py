"""No run replaces or deletes a file that no batch made: not an input, not somebody's file, under no spelling."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from articles import articles, write_jsonl
from conftest import FakePool
from typer.testing import CliRunner

from summarize.batch.job import Plan, run
from summarize.batch.sources import SourceOptions
from summarize.cli import app
from summarize.errors import OverwriteError


def _run(*args: str | Path, stdin: Any = None) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["batch", *(str(a) for a in args)], prog_name="summarize", input=stdin)
    assert found.exception is None or isinstance(found.exception, SystemExit), repr(found.exception)
    assert found.stdout == ""
    return found.exit_code, found.stderr


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for the empty lock that a refused run may leave."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.suffix != ".lock"}


def _refused(folder: Path, *args: str | Path) -> str:
    """What a run says that exits with 2 and leaves every file as it was."""
    before = _contents(folder)
    code, said = _run(*args)
    assert code == 2 and said.count("\n") == 1 and said.startswith("summarize: "), (code, said)
    assert _contents(folder) == before
    return said


def _article(path: Path) -> Path:
    path.write_text(articles(1)[0], encoding="utf-8")
    return path


FRESH = pytest.mark.parametrize("fresh", [(), ("--fresh",)], ids=["", "fresh"])


def _hard_link(path: Path) -> Path:
    path.with_name("hard.jsonl").hardlink_to(path)
    return path.with_name("hard.jsonl")


def _symbolic_link(path: Path) -> Path:
    path.with_name("soft.jsonl").symlink_to(path)
    return path.with_name("soft.jsonl")


SPELLINGS: dict[str, Callable[[Path], Path | str]] = {
    "the same": lambda path: path,
    "hard link": _hard_link,
    "symbolic link": _symbolic_link,
    "dots": lambda path: f"{path.parent}/../{path.parent.name}/./{path.name}",
    "another case": lambda path: path.with_name("ÉTÉ.JSONL"),
    "decomposed": lambda path: path.with_name("e\u0301te\u0301.jsonl"),
    "an address": lambda path: f"file://{path}",
    "another address": lambda path: f"local://{path}",
}


@FRESH
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_output_that_is_an_input_is_refused(
    pool: FakePool, tmp_path: Path, spelling: str, fresh: tuple[str, ...]
) -> None:
    table = write_jsonl(tmp_path / "été.jsonl", articles(3))
    said = _refused(tmp_path, table, "-o", SPELLINGS[spelling](table), *fresh)
    assert "would be written by this run and is read by it" in said and not pool.chunks


@FRESH
@pytest.mark.parametrize("ending", [".part", ".ledger", ".ledger-journal", ".lock"])
def test_a_file_beside_the_output_that_is_an_input_is_refused(
    pool: FakePool, tmp_path: Path, ending: str, fresh: tuple[str, ...]
) -> None:
    given = _article(tmp_path / f"out.jsonl{ending}")
    before = given.read_bytes()
    assert "is read by it" in _refused(tmp_path, given, "-o", tmp_path / "out.jsonl", *fresh)
    assert given.read_bytes() == before


@FRESH
@pytest.mark.parametrize("given", ["{0}", "{0}/", "{0}/*.jsonl", "{0}/../in"])
def test_an_output_among_the_articles_of_a_folder_is_refused(
    pool: FakePool, tmp_path: Path, given: str, fresh: tuple[str, ...]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    table = write_jsonl(folder / "articles.jsonl", articles(3))
    _article(folder / "b.txt")
    _refused(tmp_path, given.format(folder), "-o", table, *fresh)


def test_standard_input_that_is_the_output_is_refused(
    pool: FakePool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = write_jsonl(tmp_path / "a.jsonl", articles(3))
    before = table.read_bytes()
    with table.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        with pytest.raises(OverwriteError, match="is read by it"):
            run("-", table, plan=Plan(fresh=True))
    assert table.read_bytes() == before


@FRESH
def test_an_earlier_output_as_its_own_input_is_refused(pool: FakePool, tmp_path: Path, fresh: tuple[str, ...]) -> None:
    out = tmp_path / "o.jsonl"
    assert _run(write_jsonl(tmp_path / "in.jsonl", articles(3)), "-o", out)[0] == 0
    _refused(tmp_path, out, "-o", out, *fresh)


@FRESH
@pytest.mark.parametrize("name", ["page.html", "out.jsonl", "out.jsonl.ledger", "out.jsonl.part", "out.jsonl.lock"])
def test_a_report_never_replaces_an_input_or_another_file_of_the_run(
    pool: FakePool, tmp_path: Path, name: str, fresh: tuple[str, ...]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>Un article.</p></body></html>", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    _refused(tmp_path, page, "-o", out, "--report", tmp_path / name, *fresh)
    if name != "page.html":
        assert _run(write_jsonl(tmp_path / "in.jsonl", articles(2)), "-o", out)[0] == 0
        _refused(tmp_path, tmp_path / "in.jsonl", "-o", out, "--report", tmp_path / name, *fresh)


def test_a_report_replaces_a_report_alone_and_fresh_moves_what_is_none(pool: FakePool, tmp_path: Path) -> None:
    table, page = write_jsonl(tmp_path / "in.jsonl", articles(3)), tmp_path / "page.html"
    page.write_text("my own page", encoding="utf-8")
    arguments = (table, "-o", tmp_path / "out.jsonl", "--report", page)
    assert "is no report of a batch" in _refused(tmp_path, *arguments)
    code, said = _run(*arguments, "--fresh")
    assert code == 0 and f"{page} -> {page}.old-1" in said
    assert Path(f"{page}.old-1").read_text(encoding="utf-8") == "my own page"
    assert _run(*arguments)[0] == 0 and not Path(f"{page}.old-2").exists()


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.part", "out.jsonl.ledger-journal"])
def test_a_file_that_no_batch_wrote_is_refused_and_fresh_moves_it_aside(
    pool: FakePool, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / name).write_bytes(b"mine")
    table = write_jsonl(tmp_path / "in.jsonl", articles(3))
    _refused(tmp_path, table, "-o", folder / "out.jsonl")
    code, said = _run(table, "-o", folder / "out.jsonl", "--fresh")
    assert code == 0 and "moved aside" in said
    assert [path.read_bytes() for path in folder.iterdir() if ".old-1" in path.name] == [b"mine"]


@FRESH
def test_a_lock_that_is_not_empty_is_refused(pool: FakePool, tmp_path: Path, fresh: tuple[str, ...]) -> None:
    (tmp_path / "out.jsonl.lock").write_text("mine", encoding="utf-8")
    _refused(tmp_path, write_jsonl(tmp_path / "in.jsonl", articles(2)), "-o", tmp_path / "out.jsonl", *fresh)
    assert (tmp_path / "out.jsonl.lock").read_text(encoding="utf-8") == "mine"


def test_rows_are_not_written_through_a_link(pool: FakePool, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out.jsonl.part").symlink_to(tmp_path / "mine.txt")
    _refused(tmp_path, write_jsonl(tmp_path / "in.jsonl", articles(2)), "-o", tmp_path / "out.jsonl", "--fresh")


def test_somebody_elses_database_in_the_place_of_the_ledger_stays_as_it_is(pool: FakePool, tmp_path: Path) -> None:
    ledger = tmp_path / "out.jsonl.ledger"
    with sqlite3.connect(ledger) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()
    before = ledger.read_bytes()
    table = write_jsonl(tmp_path / "in.jsonl", articles(2))
    with pytest.raises(OverwriteError, match="no ledger of a batch; --fresh begins anew and moves it aside"):
        run(table, tmp_path / "out.jsonl")
    assert ledger.read_bytes() == before
    run(table, tmp_path / "out.jsonl", plan=Plan(fresh=True))
    assert Path(f"{ledger}.old-1").read_bytes() == before


def test_fresh_keeps_every_earlier_output_and_ledger_under_a_new_name(pool: FakePool, tmp_path: Path) -> None:
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(3)), tmp_path / "out.jsonl"
    kept: list[bytes] = []
    for number in range(3):
        report = run(table, out, plan=Plan(fresh=True), length=("short", "medium", "long")[number])
        assert [Path(f"{out}.old-{n + 1}").read_bytes() for n in range(number)] == kept
        assert len(report.moved) == (2 if number else 0)
        out_with_mark = out.read_bytes()
        kept.append(out_with_mark)
    assert Path(f"{out}.ledger.old-2").exists()


def test_what_was_moved_aside_is_no_article(pool: FakePool, tmp_path: Path) -> None:
    _article(tmp_path / "a.txt")
    for _ in range(3):
        report = run(tmp_path, tmp_path / "out.jsonl", plan=Plan(fresh=True), sources=SourceOptions(glob="*"))
        assert report.articles == 1


def test_an_output_changed_by_hand_is_not_replaced(pool: FakePool, tmp_path: Path) -> None:
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(3)), tmp_path / "out.jsonl"
    run(table, out)
    out.write_bytes(out.read_bytes().replace(b"MARDI", b"LUNDI"))
    assert "it was changed or replaced since" in _refused(tmp_path, table, "-o", out)
    out.rename(tmp_path / "corrected.jsonl")
    assert run(table, out).computed == 0


def test_a_file_that_takes_the_outputs_name_during_the_run_is_moved_aside(pool: FakePool, tmp_path: Path) -> None:
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(3)), tmp_path / "out.jsonl"
    pool.before = lambda texts: out.write_text("mine", encoding="utf-8") and None
    report = run(table, out)
    assert report.moved == {str(out): f"{out}.old-1"}
    assert Path(f"{out}.old-1").read_text(encoding="utf-8") == "mine" and len(out.read_text().splitlines()) == 3


def test_a_link_as_the_output_stays_and_leads_to_the_rows(pool: FakePool, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out.jsonl").symlink_to(tmp_path / "disk" / "rows.jsonl")
    table = write_jsonl(tmp_path / "in.jsonl", articles(3))
    for _ in range(2):
        assert run(table, tmp_path / "out.jsonl").finished and (tmp_path / "out.jsonl").is_symlink()
    assert len((tmp_path / "disk" / "rows.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("output", [".", "..", "/", ""])
def test_a_folder_as_the_output_is_refused(pool: FakePool, tmp_path: Path, output: str) -> None:
    _refused(tmp_path, write_jsonl(tmp_path / "in.jsonl", articles(2)), "-o", output)


@FRESH
def test_what_is_no_plain_file_is_refused(pool: FakePool, tmp_path: Path, fresh: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "out.jsonl")
    _refused(tmp_path, write_jsonl(tmp_path / "in.jsonl", articles(2)), "-o", tmp_path / "out.jsonl", *fresh)


@pytest.mark.parametrize("target", ["memory://bucket/in/a.jsonl", "memory:///bucket/in/a.jsonl"])
@pytest.mark.parametrize("fresh", [False, True])
def test_an_address_that_is_an_input_is_refused(
    pool: FakePool, bucket: Any, tmp_path: Path, target: str, fresh: bool
) -> None:
    bucket.pipe("/bucket/in/a.jsonl", json.dumps({"text": articles(1)[0]}).encode())
    before = bucket.cat("/bucket/in/a.jsonl")
    for given in ("memory://bucket/in", "memory://bucket/in/a.jsonl", "memory://bucket/in/*.jsonl"):
        with pytest.raises(OverwriteError, match="is read by it"):
            run(given, target, plan=Plan(work_dir=str(tmp_path), fresh=fresh))
    assert bucket.cat("/bucket/in/a.jsonl") == before


def test_fresh_moves_what_is_at_an_address_aside(pool: FakePool, bucket: Any, tmp_path: Path) -> None:
    bucket.pipe("/bucket/out.jsonl", b"mine")
    table = write_jsonl(tmp_path / "in.jsonl", articles(2))
    report = run(table, "memory://bucket/out.jsonl", plan=Plan(work_dir=str(tmp_path), fresh=True))
    assert bucket.cat("/bucket/out.jsonl.old-1") == b"mine"
    assert report.moved == {"memory://bucket/out.jsonl": "memory://bucket/out.jsonl.old-1"}
    bucket.pipe("/bucket/out.jsonl", b"mine, too")
    with pytest.raises(OverwriteError, match="changed or replaced since"):
        run(table, "memory://bucket/out.jsonl", plan=Plan(work_dir=str(tmp_path)))
