"""The records of a batch's output: the same columns in JSONL, CSV, XLSX and Parquet.

Input: an article's place and what the pipeline made of it. Output: a record of plain values. A record holds nothing
that differs between two runs over the same articles (no times), so that outputs can be compared byte by byte.
"""

from __future__ import annotations

from typing import Any

from ..result import Summary
from .sources.items import Item, snake_case

#: Column -> what it holds. `id` and `source` say where the article came from; the others are those of Summary.
COLUMNS = {
    "id": "the id column's value, else the path, with #row in a table",
    "source": "file or data set the article was read from",
    "status": "ok, doubtful, fallback, extractive, too_short or error",
    "kind": "abstractive (a model wrote it), opening or extractive (the article's own sentences, trimmed)",
    "departure": "why the summary does not begin as the article does, a code; null where it does",
    "text": "the summary; empty in an error row",
    "translation": "of the summary, null where none was asked for or it is withheld",
    "translation_status": "ok, partial, doubtful or withheld, null where none was asked for",
    "language": "of the article, ISO 639-1, or und",
    "language_confidence": "0-1, null where the caller named the language",
    "route": "the steps taken",
    "model": "summariser",
    "model_revision": "its revision",
    "translator": "translator of the summary",
    "translator_revision": "its revision",
    "engine": "ctranslate2, transformers or server",
    "compute_type": "type of the model's numbers, such as int8_float32; null where no model here was used",
    "instruction_set": "instructions of the processor that computed it, such as AVX2",
    "threads": "of the CPU, given to the model",
    "coverage": "share of the article's characters that was read, 0-1",
    "windows": "of the model's input that the article would fill",
    "score": "mean log-probability per token of what a model wrote, nats",
    "removed": "boilerplate taken out: kind, text",
    "sentences": "of the summary: start, end, source (span in the article), share of its words there, copied",
    "unsupported": "claims without a source: kind, text, start, end, where",
    "warnings": "code, message",
    "error_code": "in error rows: what went wrong, a stable word",
    "error_message": "the same for people",
}
#: Stands before the names of the input's own columns.
INPUT = "input."
#: Columns that hold lists of records, with the fields of a record.
RECORDS = {
    "removed": ("kind", "text"),
    "sentences": ("start", "end", "source", "share", "copied"),
    "unsupported": ("kind", "text", "start", "end", "where"),
    "warnings": ("code", "message"),
}
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(COLUMNS),
    "text": "",
    "language": "und",
    "route": [],
    "coverage": 0.0,
    "windows": 0,
    "removed": [],
    "sentences": [],
    "unsupported": [],
    "warnings": [],
}
#: Statuses that a single call reports as they are, and a batch as errors: there is no summary to write.
_NO_SUMMARY = {
    "empty": "there is no text to summarise",
    "undetermined": "the language could not be told; give --language",
}


def result_of(summary: Summary) -> dict[str, Any]:
    """What a row says of a summary, without the article's place; an error where there is no summary."""
    if summary.status == "error":
        kind = summary.warnings[0].code if summary.warnings else "Error"
        return error_of(snake_case(kind), summary.error or "no message")
    if summary.status in _NO_SUMMARY:
        said = [notice.message for notice in summary.warnings if notice.code == summary.status]
        return error_of(summary.status, said[0] if said else _NO_SUMMARY[summary.status])
    values = summary.to_dict()
    return {name: values[name] for name in COLUMNS if name in values}


def error_of(code: str, message: str) -> dict[str, Any]:
    """What a row says of an article that has no summary."""
    return {"status": "error", "error_code": code, "error_message": message}


def is_error(result: dict[str, Any]) -> bool:
    """True for what `error_of` made."""
    return bool(result.get("status") == "error")


def arithmetic_of(result: dict[str, Any]) -> str | None:
    """How a model of this machine computed a result, in words; None where none did."""
    if not result.get("instruction_set"):
        return None
    threads = result["threads"]
    return f"{result['engine']}, {result['compute_type']}, {result['instruction_set']}, {threads} thread(s)"


def row_of(item: Item, result: dict[str, Any]) -> dict[str, Any]:
    """The whole row: place, result, every column in order."""
    row = {**_EMPTY, **result, "id": item.id, "source": item.source}
    row["warnings"] = [{"code": "source", "message": said} for said in item.warnings] + list(row["warnings"])
    row |= {INPUT + name: value for name, value in item.kept.items()}
    return {readable(name): readable(value) for name, value in row.items()}


def readable(value: Any) -> Any:
    """The same, lone surrogates written as \\udc…: names of files need not be UTF-8, and neither need JSON be."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {readable(name): readable(inner) for name, inner in value.items()}
    return [readable(inner) for inner in value] if isinstance(value, list | tuple) else value
