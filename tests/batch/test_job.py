"""A batch's promises, without the model: order, exactness, resuming, error rows, refusals."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from articles import articles, write_jsonl
from conftest import FakePool

from summarize.batch import job
from summarize.batch.job import Plan, Report, run
from summarize.batch.rows import COLUMNS
from summarize.batch.sources import SourceOptions
from summarize.batch.workers import WorkerLostError
from summarize.errors import EngineError, InputError, LedgerError, OptionError, OutputError, OverwriteError

SMALL = Plan(batch_tokens=200)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "in.jsonl", articles(30))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_every_article_gives_one_row_in_the_order_of_the_input(pool: FakePool, table: Path, out: Path) -> None:
    report = run(table, out, plan=SMALL)
    rows = _rows(out)
    assert [row["id"] for row in rows] == [f"a{i}" for i in range(30)]
    assert [row["text"] for row in rows] == [text.upper() for text in articles(30)]
    assert all(list(row) == list(COLUMNS) for row in rows)
    assert (report.articles, report.computed, report.reused, report.failed, report.finished) == (30, 30, 0, 0, True)
    assert len(pool.chunks) > 5 and pool.is_closed


def test_parquet_holds_the_same_rows(pool: FakePool, table: Path, out: Path, tmp_path: Path) -> None:
    run(table, out, plan=SMALL)
    run(table, tmp_path / "out.parquet", plan=SMALL)
    rows = pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row.pop("input.*") for row in rows] == [None] * len(rows) and rows == _rows(out)


def test_a_second_run_computes_nothing_and_writes_the_same_bytes(pool: FakePool, table: Path, out: Path) -> None:
    run(table, out, plan=SMALL)
    before, handed = out.read_bytes(), len(pool.chunks)
    report = run(table, out, plan=SMALL)
    assert (report.computed, report.reused) == (0, 30)
    assert out.read_bytes() == before and len(pool.chunks) == handed


def test_only_what_changed_is_computed_again(pool: FakePool, table: Path, out: Path) -> None:
    run(table, out, plan=SMALL)
    texts = articles(30)
    texts[4] = texts[4].replace("Lyon", "Nice")
    texts.insert(10, articles(40)[-1])
    write_jsonl(table, texts)
    pool.chunks.clear()
    report = run(table, out, plan=SMALL)
    assert pool.texts == [texts[4], texts[10]] and (report.computed, report.reused) == (2, 29)
    assert [row["text"] for row in _rows(out)] == [text.upper() for text in texts]


def test_other_settings_are_computed_again_and_the_former_are_kept(pool: FakePool, table: Path, out: Path) -> None:
    run(table, out, plan=SMALL)
    assert run(table, out, plan=SMALL, length="short").computed == 30
    assert run(table, out, plan=SMALL).computed == 0
    assert run(table, out, plan=SMALL, threads=2).computed == 0


def test_the_same_text_is_computed_once_and_written_as_often_as_it_comes(
    pool: FakePool, table: Path, out: Path
) -> None:
    texts = articles(5)
    write_jsonl(table, texts * 6)
    report = run(table, out, plan=SMALL)
    assert sorted(pool.texts) == sorted(texts) and (report.computed, report.reused, report.repeated) == (5, 0, 25)
    assert [row["id"] for row in _rows(out)] == [f"a{i}" for i in range(30)]
    write_jsonl(table, [*texts * 2, *articles(7)[5:] * 3])
    again = run(table, out, plan=SMALL)
    assert (again.articles, again.computed, again.reused, again.repeated) == (16, 2, 10, 4)


def test_a_run_that_stopped_hands_out_the_same_chunks_as_one_that_did_not(
    pool: FakePool, table: Path, out: Path, tmp_path: Path
) -> None:
    run(table, tmp_path / "whole.jsonl", plan=SMALL)
    whole = list(pool.chunks)
    pool.chunks.clear()
    handed = iter(range(100))

    def stop(texts: list[str]) -> None:
        if next(handed) == 3:
            raise RuntimeError("power failed")

    pool.before = stop
    with pytest.raises(RuntimeError, match="power failed"):
        run(table, out, plan=SMALL)
    assert not out.exists()
    pool.before = lambda texts: None
    pool.chunks.clear()
    run(table, out, plan=SMALL)
    assert pool.chunks == whole[3:]
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_an_interrupt_keeps_what_was_in_flight(pool: FakePool, table: Path, out: Path) -> None:
    handed = iter(range(100))

    def interrupt(texts: list[str]) -> None:
        if next(handed) == 2:
            raise KeyboardInterrupt

    pool.before = interrupt
    report = run(table, out, plan=SMALL)
    assert not report.finished and report.computed == sum(len(c) for c in pool.chunks) and not out.exists()
    assert run(table, out, plan=SMALL).reused == report.computed
    assert len(_rows(out)) == 30


def test_failed_articles_are_rows_in_their_place_and_only_they_are_retried(
    pool: FakePool, table: Path, out: Path
) -> None:
    texts = articles(20)
    texts[3] = "BAD " + texts[3]
    texts[7] = "BAD"
    write_jsonl(table, texts)
    report = run(table, out, plan=SMALL)
    rows = _rows(out)
    assert [i for i, row in enumerate(rows) if row["status"] == "error"] == [3, 7]
    assert rows[3]["error_code"] == "unsupported_language" and rows[3]["error_message"] == "no model reads this"
    assert report.failed == 2 and report.errors["unsupported_language"] == 2
    pool.chunks.clear()
    assert run(table, out, plan=SMALL).failed == 2 and "BAD" not in "".join(pool.texts)
    run(table, out, plan=Plan(batch_tokens=200, retry_failed=True))
    assert texts[3] in pool.texts and not set(pool.texts) & set(texts[:3] + texts[8:])


def test_on_error_stop_ends_at_the_first_failed_article(pool: FakePool, table: Path, out: Path) -> None:
    write_jsonl(table, [*articles(3), "BAD " + articles(1)[0], *articles(30)[3:]])
    with pytest.raises(InputError, match=r"a3: no model reads this \(unsupported_language\); stopped"):
        run(table, out, plan=Plan(batch_tokens=200, on_error="stop"))
    assert not out.exists() and pool.is_closed


def test_a_chunk_whose_worker_died_is_done_once_more_then_by_halves(pool: FakePool, table: Path, out: Path) -> None:
    fatal = articles(30)[5]

    def die(texts: list[str]) -> None:
        if fatal in texts:
            raise WorkerLostError("killed")

    pool.before = die
    report = run(table, out, plan=Plan(batch_tokens=400))
    rows = _rows(out)
    assert [row["id"] for row in rows if row["status"] == "error"] == ["a5"] and report.failed == 1
    assert rows[5]["error_code"] == "worker_lost" and rows[6]["text"] == articles(30)[6].upper()


def test_limit_and_fresh(pool: FakePool, table: Path, out: Path) -> None:
    assert run(table, out, plan=SMALL, sources=SourceOptions(limit=4)).articles == 4
    assert run(table, out, plan=Plan(batch_tokens=200, fresh=True)).computed == 30


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx", "parquet"])
def test_a_former_output_with_rows_that_the_new_one_lacks_is_kept(pool: FakePool, tmp_path: Path, ending: str) -> None:
    inputs, out, texts = tmp_path / "in", tmp_path / f"out.{ending}", articles(5)
    inputs.mkdir()

    def report(*names: str, **how: Any) -> Report:
        for path in inputs.iterdir():
            path.unlink()
        for name in names:
            number = int(name.strip("+")) % 5
            (inputs / f"{number} =a\tb.txt").write_text(texts[number] + " Fin." * name.count("+"), encoding="utf-8")
        found = run(inputs, out, **how)
        assert found.moved == ({} if not found.dropped else {str(out): next(iter(found.dropped))})
        return found

    assert report("0", "1", "2").dropped == {}
    # Added, changed and computed otherwise are all there still.
    assert report("0", "1", "2", "3").dropped == report("0", "1+", "2", "3").dropped == {}
    assert report("0", "1", "2", "3", length="short").dropped == report("0", "1", "2", "3").dropped == {}
    former = out.read_bytes()
    assert report("3", "4").dropped == {f"{out}.old-1": 3} and (tmp_path / f"out.{ending}.old-1").read_bytes() == former
    assert report("3", "4", sources=SourceOptions(limit=1)).dropped == {f"{out}.old-2": 1}
    assert report("3", "4").dropped == {} and len(list(tmp_path.glob("*.old-*"))) == 2


def test_rows_of_one_name_are_counted_and_standard_input_has_none(
    pool: FakePool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"

    def dropped(data: str) -> list[int]:
        with io.TextIOWrapper(io.BytesIO(data.encode()), encoding="utf-8") as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            return list(run("-", out).dropped.values())

    first, second = articles(2)
    assert [dropped(first), dropped(first), dropped(second)] == [[], [], [1]]
    lines = [json.dumps({"id": "a", "text": text}) for text in (first, second, first)]
    assert [dropped("\n".join(lines[:count])) for count in (3, 1, 2)] == [[1], [2], []]


def test_progress_is_told_after_each_chunk_and_rows_in_order(pool: FakePool, table: Path, out: Path) -> None:
    told: list[Report] = []
    seen: list[str] = []
    run(table, out, plan=SMALL, progress=told.append, on_row=lambda row: seen.append(row["id"]))
    assert [r.articles for r in told] == sorted({r.articles for r in told}) and told[-1].articles == 30
    assert seen == [f"a{i}" for i in range(30)]


def test_an_output_in_use_is_refused(pool: FakePool, table: Path, out: Path) -> None:
    held = (
        "import sys, filelock; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); "
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, f"{out}.lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"held"
        with pytest.raises(OutputError, match="another run is writing"):
            run(table, out, plan=SMALL)
        other.kill()
    assert run(table, out, plan=SMALL).finished


def test_an_output_among_its_inputs_is_not_read(pool: FakePool, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", articles(5))
    for _ in range(2):
        assert run(tmp_path, tmp_path / "out.jsonl", sources=SourceOptions(glob="*")).articles == 5


def test_a_file_that_no_batch_wrote_is_not_replaced(pool: FakePool, table: Path, out: Path) -> None:
    out.write_text("mine\n", encoding="utf-8")
    with pytest.raises(OutputError, match="no batch wrote it"):
        run(table, out, plan=SMALL)
    assert out.read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("out.ods", OptionError, "ends in .jsonl, .csv, .xlsx or .parquet"),
        ("missing/out.jsonl", OutputError, "folder that does not exist"),
        (".", OutputError, "is a folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused(
    pool: FakePool, table: Path, tmp_path: Path, name: str, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        run(table, tmp_path / name)
    assert not pool.chunks


@pytest.mark.parametrize(
    ("wrong", "kind", "said"),
    [
        ({"inputs": None}, InputError, "inputs: None is no path"),
        ({"inputs": [b"a.txt"]}, InputError, "inputs: b'a.txt' is no path"),
        ({"output": None}, OptionError, "output=None: give the path"),
        ({"page": 5}, OptionError, "page=5: give the path"),
        ({"plan": {"workers": 1}}, OptionError, "give a Plan, such as"),
        ({"sources": {"recursive": True}}, OptionError, "give a SourceOptions, such as"),
        ({"plan": Plan(fresh="no")}, OptionError, "fresh='no': give True or False"),  # type: ignore[arg-type]
        ({"plan": Plan(workers=True)}, OptionError, "workers=True"),
        ({"plan": Plan(work_dir="folder")}, OptionError, "is for an output at an address"),
        ({"sources": SourceOptions(recursive=1)}, OptionError, "recursive=1: give True"),  # type: ignore[arg-type]
        ({"prompt": "own.txt"}, OptionError, "prompt= is given, and no model of a server"),
    ],
)
def test_an_argument_of_another_kind_is_refused_before_anything_is_written(
    pool: FakePool, table: Path, out: Path, wrong: dict[str, Any], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=re.escape(said)):
        run(**({"inputs": table, "output": out} | wrong))
    assert list(out.parent.iterdir()) == [table]
    assert run((name for name in [table]), out).articles == 30  # type: ignore[arg-type]


def test_a_process_that_may_start_no_others_says_so(table: Path, out: Path) -> None:
    with (
        multiprocessing.get_context("fork").Pool(1) as workers,
        pytest.raises(EngineError, match="ProcessPoolExecutor"),
    ):
        workers.apply(run, (table, out))
    assert list(out.parent.iterdir()) == [table]


@pytest.mark.parametrize("plan", [Plan(workers=0), Plan(batch_tokens=0), Plan(on_error="go")])  # type: ignore[arg-type]
def test_a_plan_out_of_range_is_refused(pool: FakePool, table: Path, out: Path, plan: Plan) -> None:
    with pytest.raises(OptionError):
        run(table, out, plan=plan)


@pytest.mark.parametrize("damage", ["cut", "text", "format"])
def test_a_damaged_ledger_is_said_and_fresh_begins_anew(pool: FakePool, table: Path, out: Path, damage: str) -> None:
    run(table, out, plan=SMALL)
    ledger = out.with_name("out.jsonl.ledger")
    if damage == "cut":
        os.truncate(ledger, ledger.stat().st_size // 2 + 100)
    elif damage == "text":
        ledger.write_bytes(b"not a ledger" * 1000)
    else:
        with sqlite3.connect(ledger) as database:
            database.execute("PRAGMA user_version=99")
        database.close()
    with pytest.raises(OverwriteError if damage == "text" else LedgerError, match="--fresh begins anew"):
        run(table, out, plan=SMALL)
    assert run(table, out, plan=Plan(batch_tokens=200, fresh=True)).computed == 30


def test_settings_that_decide_nothing_are_not_in_the_digest() -> None:
    from summarize.options import make_options

    same = job.settings_digest(make_options())
    assert job.settings_digest(make_options(threads=3, offline=True, batch_articles=2)) == same
    assert job.settings_digest(make_options(to="en")) != same
