"""Data files: the three kinds read alike, and what is wrong with a file is said."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from benchmarks.data import load
from benchmarks.errors import BenchmarkError

ROWS = [
    {"text": "L'été, « 1 000 »\nlignes", "out": "NA", "number": 1},
    {"text": "42", "out": "", "number": 2},
    {"text": "null", "out": "fin", "number": 3},
]


def _write(folder: Path, suffix: str, rows: list[dict[str, object]] = ROWS) -> Path:  # type: ignore[assignment]
    path = folder / f"rows{suffix}"
    if suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif suffix == ".csv":
        lines = ['"' + '","'.join(str(value) for value in row.values()) + '"' for row in rows]
        path.write_text("\n".join([",".join(rows[0]), *lines]) + "\n", encoding="utf-8")
    else:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_every_kind_reads_alike(tmp_path: Path, suffix: str) -> None:
    path = _write(tmp_path, suffix)
    found = load(path, required=["text"], nullable=["out"])
    assert found.columns == {"text": [row["text"] for row in ROWS], "out": ["NA", "", "fin"]}
    assert (found.name, found.rows) == (f"rows{suffix}", 3)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_limit_reads_from_the_start(tmp_path: Path) -> None:
    path = _write(tmp_path, ".parquet")
    assert load(path, required=["text"], limit=2).columns["text"] == [row["text"] for row in ROWS[:2]]
    assert load(path, required=["text"], limit=99).rows == 3


def test_a_null_output_is_an_empty_text(tmp_path: Path) -> None:
    path = _write(tmp_path, ".jsonl", [{"text": "a", "out": None}, {"text": "b", "out": "c"}])
    assert load(path, required=["text"], nullable=["out"]).columns["out"] == ["", "c"]


def test_the_file_is_left_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    path = _write(tmp_path, ".jsonl")
    before = path.read_bytes()
    load(path, required=["text"])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_reference_is_refused(tmp_path: Path, empty: str | None) -> None:
    path = _write(tmp_path, ".jsonl", [{"text": "a"}, {"text": empty}])
    with pytest.raises(BenchmarkError, match="column text, row 2: the text is empty"):
        load(path, required=["text"])


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    path = _write(tmp_path, ".jsonl")
    with pytest.raises(BenchmarkError, match="no such file"):
        load(tmp_path / "absent.csv", required=["text"])
    with pytest.raises(BenchmarkError, match=r"'rows\.txt': expected one of \.csv, \.jsonl, \.parquet"):
        load(tmp_path / "rows.txt", required=["text"])
    with pytest.raises(BenchmarkError, match="no column absent, gone; its columns: text, out, number"):
        load(path, required=["text", "absent"], nullable=["gone"])
    with pytest.raises(BenchmarkError, match="column number, row 1: expected text, received int"):
        load(path, required=["number"])
    lists = tmp_path / "lists.jsonl"
    lists.write_text('{"reference": ["le chat dort", "le chat noir dort bien"]}\n', encoding="utf-8")
    with pytest.raises(BenchmarkError, match="received list; give each text a column of its own.*--reference"):
        load(lists, required=["reference"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.jsonl", b'{"text": "a"}\n{"text": \n'),
        ("x.jsonl", b""),
        ("x.parquet", b"PAR1 not a parquet file"),
        ("x.csv", b""),
        ("x.csv", b"text\n\xff\xfe\n"),
        ("x.csv", b"text\n"),
        ("x.csv", b"text,out\na,b\nc\n"),
        ("x.csv", b"text,out\na,b,d\n"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BenchmarkError, match=name):
        load(tmp_path / name, required=["text"])


def test_rows_of_unequal_length_and_files_without_rows_are_said(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("text,out\n\na,b\nc\n", encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"^x\.csv, row 2: 1 fields for 2 columns; fix the row$"):
        load(path, required=["text"], nullable=["out"])
    path.write_text("text,out\n", encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"^x\.csv has no rows$"):
        load(path, required=["text"], nullable=["out"])


def test_a_csv_field_may_be_long_and_hold_lines(tmp_path: Path) -> None:
    long = "mot\n" * 100_000
    (tmp_path / "x.csv").write_text(f'text,out\na,"{long}"\n', encoding="utf-8")
    assert load(tmp_path / "x.csv", required=["text"], nullable=["out"]).columns["out"] == [long]
