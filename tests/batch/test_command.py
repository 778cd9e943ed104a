"""`summarize batch`: exit codes, what is said where, the report."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from articles import articles, write_jsonl
from conftest import FakePool
from typer.testing import CliRunner

from summarize.batch.job import Report
from summarize.batch.progress import Display, closing, shown
from summarize.cli import app


def _run(*args: str | Path) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, ["batch", *(str(a) for a in args)], prog_name="summarize")
    assert found.exception is None or isinstance(found.exception, SystemExit), repr(found.exception)
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "in.jsonl", ["BAD <b>é</b>", *articles(5)])


def test_failed_rows_are_exit_code_3_and_nothing_goes_to_stdout(pool: FakePool, table: Path, tmp_path: Path) -> None:
    code, out, said = _run(table, "-o", tmp_path / "out.jsonl")
    assert (code, out) == (3, "")
    assert "finished: 6 rows" in said and "1 unsupported_language" in said
    assert "summarised now         5" in said and "failed                 1" in said
    assert _run(table, "-o", tmp_path / "out.jsonl", "--quiet")[2] == ""


def test_done_is_0_failed_1_and_misuse_2(pool: FakePool, tmp_path: Path) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(3))
    assert _run(table, "-o", tmp_path / "out.parquet")[0] == 0
    code, _, said = _run(tmp_path / "missing", "-o", tmp_path / "other.jsonl")
    assert code == 1 and said.startswith("summarize: there is no file or folder") and said.count("\n") == 1
    assert _run(table)[0] == 2
    assert _run(table, "-o", tmp_path / "x.jsonl", "--to", "klingon")[0] == 2


@pytest.mark.parametrize(
    "options",
    [
        "--length huge", "--length 0", "--to xx", "--language xx", "--workers 0", "--workers 9999", "--workers many",
        "--limit 0", "--batch-tokens 0", "--batch-tokens 9999999999", "--doubtful maybe", "--engine onnx",
        "--device tpu", "--executor here", "--on-error ask", "--delimiter ;;", "--context-tokens 5",
        "--timeout-seconds 0", "--timeout-seconds nan", "--requests-at-once 0", "--max-requests 0", "--max-tokens 0",
        "--linked-pages 3", "--linked-pages -1", "--text-column none", "--id-column none", "--model no-such-model",
        "--translator no-such-model", "--model server:", "--server nowhere", "--status bad", "--prompt none.txt",
        "--work-dir .", "--keep id --no-keep",
    ],
)  # fmt: skip
def test_a_value_that_an_option_cannot_have_is_misuse(options: str, pool: FakePool, tmp_path: Path) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(3))
    code, out, said = _run(table, "-o", tmp_path / "out.jsonl", *options.split())
    assert (code, out) == (2, ""), said
    assert not (tmp_path / "out.jsonl").exists()


def test_options_are_refused_before_the_inputs_are_looked_at(pool: FakePool, tmp_path: Path) -> None:
    for options in ("--length huge", "--executor here"):
        assert _run(tmp_path / "missing", "-o", tmp_path / "out.jsonl", *options.split())[0] == 2
    assert _run(tmp_path / "missing", "-o", tmp_path / "out.jsonl")[0] == 1


def test_texts_that_come_twice_are_no_older_results(pool: FakePool, tmp_path: Path) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(3) * 2)
    said = _run(table, "-o", tmp_path / "out.jsonl")[2]
    assert "summarised now         3" in said and "known before           0" in said
    assert "repeated               3   the text of one before" in said
    again = _run(table, "-o", tmp_path / "out.jsonl")[2]
    assert "known before           6" in again and "repeated" not in again


def test_stopped_is_130_and_says_how_to_go_on(pool: FakePool, table: Path, tmp_path: Path) -> None:
    handed = iter(range(100))

    def interrupt(texts: list[str]) -> None:
        if next(handed) == 1:
            raise KeyboardInterrupt

    pool.before = interrupt
    out = tmp_path / "out.jsonl"
    code, _, said = _run(table, "-o", out, "--batch-tokens", "200")
    stopping, done, *_ = said.splitlines()
    assert code == 130 and stopping == "stopping after the articles in hand …" and "rows by status" not in said
    assert done.endswith(f" of 6 articles are done and kept; the same command goes on from here and writes {out}")
    assert done.startswith(f"stopped: {sum(map(len, pool.chunks))} ")
    assert not out.exists()


def test_each_article_is_counted_in_one_line(pool: FakePool, tmp_path: Path) -> None:
    good, bad = articles(5), "BAD text"
    table = write_jsonl(tmp_path / "in.jsonl", [*good, good[0], bad, bad, None])  # type: ignore[list-item]
    for _ in range(2):
        out = tmp_path / "out.jsonl"
        said = _run(table, "-o", out)[2]
        lines = re.findall(r"^  (summarised now|known before|repeated|failed) +(\d+)", said, re.MULTILINE)
        counts = {name: int(number) for name, number in lines}
        assert sum(counts.values()) == 9 and counts["failed"] == 3, said
    assert "tokens/s" not in "\n".join(closing(Report("o.jsonl", computed=2, seconds=1.0, finished=True)))


def test_progress_as_json_has_a_line_a_second_and_an_end(pool: FakePool, table: Path, tmp_path: Path) -> None:
    _, _, said = _run(table, "-o", tmp_path / "out.jsonl", "--json-progress", "--batch-tokens", "100")
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["event"] for line in lines[:1] + lines[-1:]] == ["progress", "end"]
    assert lines[0]["total"] == 6 and lines[-2]["seconds_left"] == 0.0
    assert lines[-1]["failed"] == 1 and lines[-1]["finished"] is True


def test_a_bar_is_shown_on_a_terminal_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, is_shown in ((Terminal(), True), (io.StringIO(), False)):
        with shown(total=10, as_json=False, quiet=False, stream=stream) as progress:
            assert (progress is not None) == is_shown
            if progress:
                progress(Report("out", articles=5, computed=5, seconds=2.0))
        assert ("5/10" in stream.getvalue()) == is_shown
    with shown(total=10, as_json=False, quiet=True, stream=Terminal()) as progress:
        assert progress is None


def test_between_two_chunks_the_articles_that_workers_have_done_are_shown() -> None:
    found: list[Report] = []
    display = Display(found.append, total=20, every=0.01)
    with display.running():
        display(Report("out", articles=8, computed=6, reused=2))
        Path(str(display.tally)).write_bytes(b"." * (6 + 5))
        _wait_for(lambda: found[-1].articles == 13)
        assert found[-1].computed == 11 and found[-1].seconds > 0
        # Articles that were computed twice, as a worker was lost, never make more than there are.
        Path(str(display.tally)).write_bytes(b"." * 40)
        _wait_for(lambda: found[-1].articles == 20)
    shown_before_the_end = len(found)
    time.sleep(0.05)
    assert len(found) == shown_before_the_end and not Path(str(display.tally)).exists()


def test_where_no_file_can_be_made_chunks_alone_are_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    found: list[Report] = []
    display = Display(found.append, total=20, every=0.01)
    with display.running():
        display(Report("out", articles=8, computed=8))
        _wait_for(lambda: len(found) > 1)
    assert display.tally is None and {report.articles for report in found} <= {0, 8}


def _wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("as_json", [True, False])
def test_progress_that_nobody_reads_ends_no_run(as_json: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        open("/dev/full", "w", encoding="utf-8") as full,
        shown(total=2, as_json=as_json, quiet=False, stream=full) as progress,
    ):
        assert (progress is not None) == as_json
        if progress:
            progress(Report("out", articles=2, seconds=1.0))
    monkeypatch.setattr("sys.stderr", None)
    with shown(total=2, as_json=as_json, quiet=False) as progress:
        assert progress is None


def test_names_over_lines_are_one_line_and_one_row_is_a_row() -> None:
    report = Report("o.jsonl", articles=1, finished=True, skipped=[("y\nfinished: 9 rows.doc", "not\nread")])
    report.moved, report.dropped = {"o.jsonl": "o.jsonl.old-1"}, {"o.jsonl.old-1": 2}
    lines = closing(report)
    assert lines[0] == "finished: 1 row in o.jsonl" and "    1 not read: y finished: 9 rows.doc" in lines
    assert not any("\n" in line for line in lines) and not any("moved aside" in line for line in lines)
    assert "  not in it              2   rows of the former output, which is kept in o.jsonl.old-1" in lines


def test_closing_counts_what_was_done() -> None:
    lines = "\n".join(closing(Report("o.jsonl", articles=9, computed=6, reused=2, seconds=3661.0, finished=True)))
    assert "finished: 9 rows in o.jsonl" in lines and "1:01:01" in lines
    stopped = closing(Report("o.jsonl", computed=1))
    assert stopped[0].startswith("stopped: 1 article is done and kept; the same command goes on from here")


def test_the_report_page_shows_lengths_languages_and_failures(pool: FakePool, table: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    _run(table, "-o", tmp_path / "out.jsonl", "--report", page)
    html = page.read_text(encoding="utf-8")
    for wanted in ("Batch out.jsonl: finished", ">fr</th>", "unsupported_language", "Words of the summaries", "a0"):
        assert wanted in html
    assert "http:" not in html and "https:" not in html and html.count("<script>") == 1
    assert _run(table, "-o", tmp_path / "out.jsonl", "--report", tmp_path)[0] == 2


def test_help_teaches_by_examples() -> None:
    code, out, _ = _run("--help")
    assert code == 0 and out.count("summarize batch ") >= 7 and "--retry-failed" in out and "130 stopped" in out
