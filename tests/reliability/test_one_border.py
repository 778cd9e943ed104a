"""One border for errors: what a library raises beneath us comes out as one of our errors, in one line."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from tiny_models import copy_model
from typer.testing import CliRunner

from summarize import api, translate
from summarize.batch.sources import SourceOptions, read
from summarize.checking import wordlists
from summarize.cli import app
from summarize.engines.registry import find_entry, registry
from summarize.engines.settings import MOST_BYTES, model_type
from summarize.engines.tokenization import TransformersTokenizer, load_tokenizer
from summarize.errors import ModelCorruptError, UnknownModelError
from summarize.text import boilerplate, profiles, votes

#: What a model's own file may say that it must not: field -> value.
ABSURD: dict[str, list[Any]] = {
    "max_source_tokens": ["512", 0, -5, 10**9, 1.5, True, None, [512]],
    "beam_size": [0, 17, 1_000_000, "4", None, True],
    "languages": [5, "fr", [5, 6], {}, None, [""], ["fr"] * 1000],
    "controls": [[], 5, {"abstract": 5}, {"abstract": ""}, "x", {"abstract": "x" * 5000}],
    "max_output_tokens": [0, 10**9, "160"],
    "min_output_tokens": [-1, 1000],
    "length_penalty": ["x", -1, float("nan"), float("inf"), None],
    "no_repeat_ngram_size": [-1, 1000, None],
    "least_sure": [[], "x", 5],
    "lead_tokens": [0, "x"],
    "task": [5, "other", None],
    "licence": [5, [], "x" * 5000],
    "by_default": ["yes", 1],
    "name": ["other"],
    "unknown": [5],
}


@pytest.fixture
def own_model(tiny_marian: Path, tmp_path: Path) -> Path:
    return copy_model(tiny_marian, tmp_path / "own-fr-en")


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in ABSURD.items() for value in values])
def test_an_absurd_setting_of_a_model_is_refused_by_name(own_model: Path, name: str, value: Any) -> None:
    (own_model / "summarize.json").write_text(json.dumps({"entry": {name: value}}), encoding="utf-8")
    with pytest.raises((ModelCorruptError, UnknownModelError)) as caught:
        find_entry(str(own_model), "translation")
    assert name in str(caught.value) and "\n" not in str(caught.value) and len(str(caught.value)) < 600


def test_a_model_for_the_other_task_is_refused(own_model: Path) -> None:
    (own_model / "summarize.json").write_text(json.dumps({"entry": {"task": "summarization"}}), encoding="utf-8")
    with pytest.raises(UnknownModelError, match="is a model for summarization, not for translation"):
        translate("Le maire part.", source="fr", target="en", model=str(own_model))


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "5", "[]", "{}", '{"entry": 5}', "[" * 100_000, '{"entry":' * 100_000, " " * (MOST_BYTES + 1)],
    ids=["empty", "cut", "null", "number", "list", "no entry", "no object", "deep", "deep objects", "large"],
)
@pytest.mark.parametrize("file", ["summarize.json", "config.json"])
def test_a_settings_file_that_is_none_is_refused(own_model: Path, text: str, file: str) -> None:
    (own_model / file).write_text(text, encoding="utf-8")
    with pytest.raises(ModelCorruptError) as caught:
        find_entry(str(own_model), "translation")
        model_type(own_model)
    assert file in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "layout",
    [
        None, 5, {}, {"source": 5, "target": "source.spm", "prefix": [], "suffix": []},
        {"source": "source.spm", "target": "source.spm", "prefix": "x", "suffix": []},
        {"source": "source.spm", "target": "source.spm", "prefix": [], "suffix": [5]},
        {"source": "../source.spm", "target": "source.spm", "prefix": [], "suffix": []},
    ],
)  # fmt: skip
def test_a_tokenizer_layout_of_wrong_kinds_is_refused(own_model: Path, layout: Any) -> None:
    (own_model / "summarize.json").write_text(json.dumps({"sentencepiece": layout}), encoding="utf-8")
    with pytest.raises(ModelCorruptError, match="sentencepiece needs"):
        load_tokenizer(own_model)


def test_the_registry_is_held_to_the_same_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(own))
    head = "[own]\ntask = 'translation'\nhub = 'a/b'\n"
    pair = "languages = ['fr', 'en']\n"
    for said in (f"{pair}beam_size = 1000000", "languages = 'fr'", f"{pair}controls = 5", "x = " + "[" * 100_000):
        own.write_text(head + said, encoding="utf-8")
        with pytest.raises(ModelCorruptError, match="registry"):
            registry()


def test_a_tokenizer_of_transformers_takes_no_texts(tiny_barthez: Path) -> None:
    tokenizer = TransformersTokenizer(tiny_barthez)
    assert tokenizer.count([]) == tokenizer.encode([]) == tokenizer.encode_target([]) == []


def _flipped(data: bytes, byte: int) -> bytes:
    return data[:byte] + bytes([data[byte] ^ 1 << byte % 8]) + data[byte + 1 :]


def test_a_lexicon_with_a_flipped_bit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = gzip.compress("maire ville président école\n".encode() * 50)
    monkeypatch.setattr(wordlists, "_DATA", tmp_path)
    refused = 0
    for byte in range(len(words)):
        (tmp_path / "fr.txt.gz").write_bytes(_flipped(words, byte))
        wordlists.word_list.cache_clear()
        try:
            found = wordlists.word_list("fr")
        except ModelCorruptError as error:
            assert "fr.txt.gz is missing or damaged" in str(error) and "\n" not in str(error)
            refused += 1
        else:
            assert found is not None and found.words == {"maire", "ville", "président", "école"}
    (tmp_path / "fr.txt.gz").unlink()
    with pytest.raises(ModelCorruptError, match="install summarize again"):
        wordlists.word_list("fr")
    wordlists.word_list.cache_clear()
    assert refused > len(words) - 12  # the time and the name of the system in gzip's head decide nothing


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\xff", b"a\tb\n(\t(\t(\t(\n", b"{\n", b"[" * 100_000 + b"\n", None])
def test_a_table_that_ships_and_is_damaged_is_refused(
    damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table"
    if damage is not None:
        path.write_bytes(damage)
    for module, name, call in (
        (profiles, "FILE", profiles.factory),
        (boilerplate, "TABLE", boilerplate._rows.__wrapped__),
        (votes, "TABLE", votes._languages_by_word.__wrapped__),
    ):
        monkeypatch.setattr(module, name, path)
        if module is profiles:
            monkeypatch.setattr(profiles.Profiles.__init__, "__defaults__", (path,))
        try:
            call()
        except ModelCorruptError as error:
            assert "missing or damaged" in str(error) and "\n" not in str(error)
        else:
            assert damage is not None and module is not profiles


def test_a_cell_of_parquet_that_python_lacks_costs_no_row(tmp_path: Path) -> None:
    """Dates out of range, times of a zone that nobody knows, text that is not UTF-8, half a surrogate pair."""
    late = pyarrow.array([0, 2**60, 5], pyarrow.int64())
    raw = pyarrow.array([b"a", b"\xff\xfe caf\xe9", b"b"], pyarrow.binary())
    columns = {
        "text": pyarrow.array([f"Le maire {i} est parti mardi." for i in range(3)]),
        "late": late.cast(pyarrow.timestamp("ms")),
        "zone": pyarrow.array([1, 2, 3], pyarrow.int64()).cast(pyarrow.timestamp("ms", tz="Nowhere/Nothing")),
        "raw": pyarrow.Array.from_buffers(pyarrow.string(), 3, raw.buffers()),
        "dates": pyarrow.array([[d] for d in (0, 2**31 - 1, 1)], pyarrow.list_(pyarrow.int32())).cast(
            pyarrow.list_(pyarrow.date32())
        ),
        "good": pyarrow.array([datetime(2020, 1, 1, tzinfo=UTC)] * 3),
    }
    path = tmp_path / "rows.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    items = list(read([path], SourceOptions()))
    assert [item.error for item in items] == [None] * 3 and [i.text for i in items] == columns["text"].to_pylist()


class _Unforeseen(Exception):
    pass


@pytest.mark.parametrize("error", [_Unforeseen("x\ny"), RecursionError("deep"), AssertionError(), MemoryError()])
def test_the_last_handler_says_one_line(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(api, "summarize", failing)
    result = CliRunner().invoke(app, ["Le maire est parti mardi."], prog_name="summarize")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1 and "Traceback" not in result.output
    assert ("out of memory" if isinstance(error, MemoryError) else "--debug") in result.stderr
    for line in (["--debug", "Le maire est parti."], ["text", "Le maire est parti.", "--debug"]):
        assert CliRunner().invoke(app, line, prog_name="summarize").exception is error
