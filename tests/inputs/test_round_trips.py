"""Rows in are rows out, or error rows, or listed: for every kind of table, whatever is damaged in it."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.batch.rows import row_of
from summarize.batch.sinks import open_sink
from summarize.batch.sources import Item, SourceOptions, read

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from office_files import workbook

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\r\x00\x1f", exclude_categories=("Cs",))
TEXTS = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=40),
    st.sampled_from(['"', '""', '";"', "a\nb", "\t", "=1+1", "'", "[1]", "{", "\ufeff", "«\u00a0a\u00a0»", "a,b;c|d"]),
)  # fmt: skip
#: A row: its text, or what is wrong with it.
DAMAGES = st.sampled_from(["no text", "number", "cut", "surplus"])
ROWS = st.lists(
    st.one_of(st.tuples(st.just("whole"), TEXTS), st.tuples(DAMAGES, st.just("x"))), min_size=1, max_size=12
)


def _separated(rows: list[tuple[str, str]], delimiter: str) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["id", "text", "n"])
    for i, (kind, text) in enumerate(rows):
        if kind in ("whole", "no text", "number"):
            writer.writerow([f"n{i}", {"whole": text, "no text": "", "number": "3"}[kind], i])
        elif kind == "cut":
            written.write(f'n{i}{delimiter}"coupé{delimiter}{i}\n')
        else:
            writer.writerow([f"n{i}", text, i, "de trop", "de trop"])
    return written.getvalue().encode()


def _objects(rows: list[tuple[str, str]]) -> list[str]:
    made = []
    for i, (kind, text) in enumerate(rows):
        row: dict[str, Any] = {"id": f"n{i}", "text": {"no text": None, "number": 3}.get(kind, text), "n": i}
        made.append({"cut": '{"id": "n', "surplus": "3"}.get(kind) or json.dumps(row))
    return made


def _json_lines(rows: list[tuple[str, str]]) -> bytes:
    return "\n".join(_objects(rows)).encode()


def _json(rows: list[tuple[str, str]]) -> bytes:
    objects = ["null" if kind == "cut" else one for one, (kind, _) in zip(_objects(rows), rows, strict=True)]
    return f"[{', '.join(objects)}]".encode()


def _parquet(rows: list[tuple[str, str]]) -> bytes:
    texts = [{"no text": None, "number": b"3", "cut": b"\xff\xfe\xe9"}.get(kind, text.encode()) for kind, text in rows]
    column = pyarrow.array(texts, pyarrow.binary()).view(pyarrow.string())
    made = io.BytesIO()
    table = pyarrow.table({"id": [f"n{i}" for i in range(len(rows))], "text": column})
    pyarrow.parquet.write_table(table, made, row_group_size=5)
    return made.getvalue()


def _workbook(rows: list[tuple[str, str]]) -> bytes:
    cells: list[list[Any]] = [["id", "text", "n"]]
    for i, (kind, text) in enumerate(rows):
        safe = "".join(c for c in text if c >= " " or c in "\t\n")
        cells.append([f"n{i}", {"no text": None, "number": 3, "cut": "#REF!"}.get(kind, safe.lstrip("=") or "x"), i])
        if kind == "surplus":
            cells[-1] += ["de trop"]
    return workbook({"Feuil1": cells})


WRITERS: dict[str, Callable[[list[tuple[str, str]]], bytes]] = {
    "csv": lambda rows: _separated(rows, ","),
    "tsv": lambda rows: _separated(rows, "\t"),
    "json": _json,
    "jsonl": _json_lines,
    "parquet": _parquet,
    "xlsx": _workbook,
}


@pytest.mark.parametrize("ending", WRITERS)
@settings(max_examples=40)
@given(rows=ROWS)
@example(rows=[("cut", "x"), ("whole", "Un."), ("surplus", "x"), ("whole", "Deux.")])
@example(rows=[("no text", "x")])
def test_every_row_comes_out_or_is_an_error(tmp_path: Path, ending: str, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / f"t.{ending}"
    path.write_bytes(WRITERS[ending](rows))
    listed: list[tuple[str, str]] = []
    options = SourceOptions(on_skip=lambda name, reason: listed.append((name, reason)))
    found = list(read([path, _other(tmp_path)], options))
    assert found.pop().text == "Fin." and listed == []
    assert len(found) == len(rows)
    for item, (kind, text) in zip(found, rows, strict=True):
        if kind == "whole" and ending != "xlsx":
            assert (item.text, item.error) == (text, None)
        elif kind == "whole":
            assert item.error is None and item.text
        if kind == "no text" and ending not in ("csv", "tsv"):
            assert item.error and item.error[0] == "not_text"


def _other(folder: Path) -> Path:
    """A second file, so that a table of nothing but damage is no misuse."""
    path = folder / "z.txt"
    path.write_text("Fin.", encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
@settings(max_examples=25)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_an_output_holds_every_row_and_can_be_read_again(tmp_path: Path, ending: str, texts: list[str]) -> None:
    rows = [
        row_of(Item(f"n{i}", "t.csv", text, kept={"titre": text}), {"status": "ok", "text": text, "coverage": 1.0})
        for i, text in enumerate(texts)
    ]
    path = tmp_path / f"out.{ending}"
    sink = open_sink(path)
    sink.write(rows)
    sink.complete()
    sink.publish()
    found = list(read([path], SourceOptions(text_column="text")))
    assert [item.id for item in found] == [f"n{i}" for i in range(len(texts))]
    if ending != "xlsx":  # which has no control characters
        assert [item.text for item in found] == texts
        assert [item.kept["input.titre"] for item in found] == texts
