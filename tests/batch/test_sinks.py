"""A sink that is given up leaves no complaint, whatever it was at."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from summarize.batch import sinks
from summarize.batch.rows import error_of, row_of
from summarize.batch.sinks import open_sink
from summarize.batch.sources import Item
from summarize.errors import OutputError

ROWS = [row_of(Item(id=str(i), source="a.txt", text="a"), error_of("empty", "nothing")) for i in range(5)]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx", "parquet"])
@pytest.mark.parametrize("is_full", [False, True])
def test_a_sink_given_up_is_quiet(
    ending: str, is_full: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sinks, "_ROW_GROUP", 2)
    sink = open_sink(tmp_path / f"out.{ending}")
    sink.write(ROWS)
    if is_full:  # every write from here on fails, as on a full disk
        with Path("/dev/full").open("wb") as full:
            os.dup2(full.fileno(), sink._file.fileno())  # type: ignore[attr-defined]
    try:
        sink.abandon()
    except OSError as error:
        assert is_full and error.errno
    del sink
    gc.collect()
    assert capsys.readouterr().err == ""
    assert not (tmp_path / f"out.{ending}").exists()


def test_a_full_folder_for_temporary_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", lambda *args: "/dev/full")
    sink = open_sink(tmp_path / "out.xlsx")
    with pytest.raises((OutputError, OSError), match=r"TMPDIR|No space left"):
        for _ in range(200):
            sink.write(ROWS)
        sink.complete()
    sink.abandon()


def test_every_column_has_its_type_in_parquet(tmp_path: Path) -> None:
    import pyarrow.parquet

    row = {**ROWS[0], "threads": 2, "windows": 1, "instruction_set": "AVX2", "score": -0.5}
    sink = open_sink(tmp_path / "out.parquet")
    sink.write([row])
    sink.complete()
    sink.publish()
    (read,) = pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert {name: read[name] for name in ("threads", "windows", "instruction_set", "score")} == {
        name: row[name] for name in ("threads", "windows", "instruction_set", "score")
    }
