"""Texts as Python programs hold them: columns of other libraries are lists, and what is no text is one clear line."""

from __future__ import annotations

import collections
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasets
import numpy
import pandas
import polars
import pyarrow
import pytest

from summarize import Summarizer, detect_language, summarize, translate
from summarize.documents import Document
from summarize.errors import InputError, OptionError

TEXTS = ["Bonjour à tous les habitants du village.", "Le maire a ouvert la nouvelle école du village lundi matin."]


COLUMNS: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "pandas": pandas.Series,
    "pandas with other labels": lambda values: pandas.Series(values, index=[f"columns{i}" for i in range(len(values))]),
    "pandas of a table": lambda values: pandas.DataFrame({"text": values})["text"],
    "numpy": numpy.array,
    "numpy objects": lambda values: numpy.array(values, dtype=object),
    "datasets": lambda values: datasets.Dataset.from_dict({"text": values})["text"],
    "pyarrow": pyarrow.array,
    "pandas text": lambda values: pandas.Series(values, dtype="string"),
    "pandas categories": lambda values: pandas.Series(values, dtype="category"),
    "pandas over Arrow": lambda values: pandas.Series(values, dtype="string[pyarrow]"),
    "pandas index": pandas.Index,
    "pyarrow in chunks": lambda values: pyarrow.chunked_array([[value] for value in values]),
    "pyarrow dictionary": lambda values: pyarrow.array(values).dictionary_encode(),
    "polars": polars.Series,
    "polars categories": lambda values: polars.Series(values, dtype=polars.Categorical),
    "deque": collections.deque,
    "user list": collections.UserList,
    "polars of a table": lambda values: polars.DataFrame({"text": values})["text"],
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_column_is_a_list_for_every_function(kind: str) -> None:
    column = COLUMNS[kind](TEXTS)
    assert [found.language for found in detect_language(column)] == ["fr", "fr"]
    assert [found.status for found in summarize(column)] == [found.status for found in summarize(TEXTS)]
    assert translate(column, source="fr", target="en") == translate(TEXTS, source="fr", target="en")
    with Summarizer() as summarizer:
        assert len(summarizer.summarize_many(column)) == 2


def test_an_empty_column_gives_an_empty_list() -> None:
    for column in ([], pandas.Series([], dtype=str), numpy.array([], dtype=str)):
        assert summarize(column) == [] and detect_language(column) == []
        assert translate(column, source="fr", target="en") == []


def _with_three(given: Any) -> list[Callable[[], Any]]:
    return [
        lambda: summarize(given),
        lambda: detect_language(given),
        lambda: translate(given, source="fr", target="en"),
    ]


TABLE = pandas.DataFrame({"id": [1, 2], "text": TEXTS})
WRONG: dict[str, tuple[Any, str]] = {
    "DataFrame": (TABLE, r"not a table \(DataFrame\); give the column that holds them: \w+\(table\['text'\]\)"),
    "polars": (polars.DataFrame({"text": TEXTS}), r"not a table \(DataFrame\)"),
    "a lazy table of polars": (polars.LazyFrame({"text": TEXTS}), r"not a table \(LazyFrame\)"),
    "null in a column of polars": (polars.Series([*TEXTS, None]), "None"),
    "datasets": (datasets.Dataset.from_dict({"text": TEXTS}), r"not a table \(Dataset\)"),
    "pyarrow": (pyarrow.table({"text": TEXTS}), r"not a table \(Table\)"),
    "dict": ({"text": TEXTS[0]}, "not dict; pass the text it holds, such as"),
    "None": (None, "not NoneType"),
    "bytes": (b"Bonjour.", "decode"),
    "number": (3, "not int"),
    "set": (set(TEXTS), "not set"),
    "None in a list": ([*TEXTS, None], "None"),
    "nan in a column": (pandas.Series([*TEXTS, float("nan")]), "float"),
    "numbers": (numpy.array([1, 2]), "int"),
    "bytes in a list": ([TEXTS[0], b"x"], "bytes"),
    "groups of pandas": (TABLE.groupby("id"), "not DataFrameGroupBy"),
    "a row of pandas": (TABLE.loc[0], "item 0 .* is int"),
    "a missing value of pandas": (pandas.Series([*TEXTS, pandas.NA], dtype="string"), r"NAType \(a missing value\)"),
    "a batch of pyarrow": (pyarrow.RecordBatch.from_pydict({"text": TEXTS}), r"not a table \(RecordBatch\)"),
    "datasets by split": (datasets.DatasetDict({"a": datasets.Dataset.from_dict({"text": TEXTS})}), "not a table"),
    "an expression of polars": (polars.col("text"), "not Expr"),
    "class": (str, "not type"),
    "rows as dicts": ([{"text": TEXTS[0]}], r"item 0 .* is dict; pass the text it holds, such as article\['text'\]"),
    "paths": ([Path("a.txt")], "item 0 .* read the file first"),
    "generator": ((text for text in TEXTS), "not generator; make a list of it"),
    "two columns": (numpy.array([TEXTS, TEXTS]), "list; a list of texts has no lists in it"),
    "documents": ([Document("Bonjour.", "text", "text")], r"item 0 .* is Document; give the text of the Document"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_text_is_one_line_for_every_function(kind: str) -> None:
    given, said = WRONG[kind]
    for call in _with_three(given):
        with pytest.raises(InputError, match=said) as caught:
            call()
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["DataFrame", "polars", "datasets", "pyarrow", "dict", "None", "bytes", "number"])
def test_a_stream_is_of_texts(kind: str) -> None:
    with Summarizer() as summarizer:
        with pytest.raises(InputError, match="stream takes"):
            list(summarizer.stream(WRONG[kind][0]))
        assert [found.status for found in summarizer.stream(pandas.Series(TEXTS))] == ["too_short"] * 2
        assert [found.status for found in summarizer.stream(text for text in TEXTS)] == ["too_short"] * 2


def test_the_place_of_what_is_no_text_is_named() -> None:
    for call in _with_three(["Bonjour.", None]):
        with pytest.raises(InputError, match=r"item 1 \(counted from 0\) of the 2 given is NoneType \(None: nothing\)"):
            call()


def test_a_summariser_says_which_call_takes_a_list_and_which_item_is_no_text() -> None:
    with Summarizer() as summarizer:
        for given in (TEXTS, tuple(TEXTS), pandas.Series(TEXTS)):
            with pytest.raises(InputError, match=r"takes one text .* for a list of 2: summarize_many\(texts\)"):
                summarizer(given)  # type: ignore[arg-type]
        with pytest.raises(InputError, match=r"item 1 \(counted from 0\) of the 3 given is NoneType"):
            summarizer.summarize_many(["Bonjour.", None, "Bonjour."])  # type: ignore[list-item]
        found = summarizer.summarize_many(["Bonjour.", None], keep_going=True)  # type: ignore[list-item]
        assert [summary.status for summary in found] == ["too_short", "error"]
        with pytest.raises(InputError, match="not Document; give the text of the Document"):
            summarizer(Document("Bonjour.", "text", "text"))  # type: ignore[arg-type]


@pytest.mark.parametrize("option", ["language", "to", "translator"])
def test_a_translation_names_its_languages_otherwise(option: str) -> None:
    with pytest.raises(OptionError, match=f"translate has no option '{option}'; it is "):
        translate("Bonjour.", source="fr", target="en", **{option: "de"})  # type: ignore[call-overload]


@pytest.mark.parametrize("languages", [{"source": None, "target": "en"}, {"source": "fr", "target": None}])
def test_a_translation_needs_both_languages(languages: dict[str, Any]) -> None:
    name = next(name for name, value in languages.items() if value is None)
    with pytest.raises(InputError, match=f"translate needs {name}="):
        translate("Bonjour.", **languages)
