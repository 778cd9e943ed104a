"""The table of inputs: what is read of each is its right value, letter for letter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from summarize import summarize
from summarize.batch.sources import SourceOptions, read
from summarize.text.clean import clean

WRITTEN = Path(__file__).with_name("inputs.toml").read_text(encoding="utf-8")
TABLE: list[dict[str, Any]] = tomllib.loads(WRITTEN)["input"]
TEXTS = [row for row in TABLE if "file" not in row]
FILES = [row for row in TABLE if "file" in row]


def _kind(row: dict[str, Any]) -> str:
    return str(row["kind"])


def test_the_table_has_a_hundred_inputs_of_different_kinds() -> None:
    assert len(TABLE) >= 100 and len({row["kind"] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TEXTS, ids=_kind)
def test_a_text_is_read_as_it_should_be(row: dict[str, Any]) -> None:
    assert clean(row["given"]).text == row["text"].strip("\n")


def test_the_summary_of_an_input_is_that_of_its_text() -> None:
    given = summarize([row["given"] for row in TEXTS], language="fr")
    plain = summarize([row["text"].strip("\n") for row in TEXTS], language="fr")
    differ = [row["kind"] for row, a, b in zip(TEXTS, given, plain, strict=True) if a.text != b.text]
    assert differ == []


def test_what_is_read_is_read_the_same_again() -> None:
    assert [row["kind"] for row in TEXTS if clean(row["text"]).text != row["text"].strip("\n")] == []


@pytest.mark.parametrize("row", FILES, ids=_kind)
def test_a_file_is_read_as_it_should_be(row: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / row["file"]
    path.write_bytes(row["given"].encode(row.get("encoding", "utf-8")))
    listed: list[str] = []
    options = SourceOptions(on_skip=lambda _, reason: listed.append(reason), **row.get("options", {}))
    found = list(read([path], options))
    texts = [clean(item.text).text if item.text is not None else f"!{item.error and item.error[0]}" for item in found]
    assert texts == [text.strip("\n") for text in row["rows"]]
    assert listed == row.get("listed", [])
    assert [item.id for item in found] == row.get("ids", [item.id for item in found])
    for name, values in row.get("kept", {}).items():
        assert [item.kept.get(name) for item in found] == values
