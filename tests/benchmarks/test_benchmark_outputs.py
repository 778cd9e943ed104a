"""Rows for readers: what stands in them, and offsets that cut out what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROWS, FakeLibrary, FakeResult

from benchmarks.cli import main
from benchmarks.errors import BenchmarkError
from benchmarks.outputs import support_spans
from benchmarks.report import check_target
from summarize.metrics.rouge import Rouge


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _run(data_file: Path, outputs: Path, *more: str) -> list[str]:
    return ["run", "--data", str(data_file), "--system", "lead-1", "--outputs", str(outputs), *more]


def test_every_article_with_every_output(data_file: Path, tmp_path: Path, library: FakeLibrary) -> None:
    library.answer = lambda text: FakeResult("Jean Dupont a promis 7 % lundi.", "John.", "fallback")
    target = tmp_path / "outputs.jsonl"
    assert main(_run(data_file, target, "--system", "fr-news-mini", "--system", "column:good")) == 0
    rows = _rows(target)
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["source"] for row in rows] == [row["article"] for row in ROWS]
    assert [row["references"] for row in rows] == [[row["abstract"]] for row in ROWS]
    assert set(rows[0]["systems"]) == {"lead-1", "fr-news-mini", "column:good"}
    ours, good = rows[0]["systems"]["fr-news-mini"], rows[0]["systems"]["column:good"]
    assert (ours["status"], ours["translation"], good["status"], good["translation"]) == (
        "fallback",
        "John.",
        None,
        None,
    )
    expected = Rouge().score(ROWS[0]["good"], ROWS[0]["abstract"])
    assert good["scores"] == {
        "R-1": expected["rouge1"].f1,
        "R-2": expected["rouge2"].f1,
        "R-L": expected["rougeL"].f1,
    }
    kinds = {(claim["kind"], claim["text"]) for claim in ours["unsupported"]}
    assert {("number", "7"), ("date", "lundi")} <= kinds
    for claim in ours["unsupported"]:
        assert ours["text"][claim["start"] : claim["end"]] == claim["text"]
    assert good["unsupported"] == []


def test_without_articles_there_is_no_support(data_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "outputs.jsonl"
    command = ["score", "--data", str(data_file), "--hypothesis", "good", "--outputs", str(target)]
    assert main(command) == 0
    row = _rows(target)[0]
    assert row["source"] is None
    assert row["systems"]["good"]["unsupported"] == []
    assert "support" not in row["systems"]["good"]


def test_rows_are_named_by_their_own_ids(tmp_path: Path) -> None:
    data, target = tmp_path / "rows.jsonl", tmp_path / "outputs.jsonl"
    for ids, expected in ((["a", 7], ["a", "7"]), (["a", "a"], ["1", "2"]), (["a", None], ["1", "2"])):
        rows = [{"id": i, "article": "Il pleut.", "abstract": "Pluie."} for i in ids]
        data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        if ids == ["a", 7]:
            data.write_text(data.read_text(encoding="utf-8").replace('"id": 7', '"id": "7"'), encoding="utf-8")
        assert main(_run(data, target)) == 0
        assert [row["id"] for row in _rows(target)] == expected


def _cut(text: str, source: str) -> list[tuple[str, str]]:
    return [
        (text[s["start"] : s["end"]], source[s["source_start"] : s["source_end"]]) for s in support_spans(text, source)
    ]


def test_each_sentence_finds_where_it_comes_from() -> None:
    source = "La pluie tombe sur la ville. Le maire a promis 3,5 % de plus.\nPersonne ne sort ce soir."
    assert _cut("Le maire promet 3,5 % de plus. Personne ne sort.", source) == [
        ("Le maire promet 3,5 % de plus.", "Le maire a promis 3,5 % de plus."),
        ("Personne ne sort.", "Personne ne sort ce soir."),
    ]


def test_sentences_glued_together_are_told_apart() -> None:
    source = "Il vit en Uttar Pradesh.Opérée hier, elle va bien."
    assert _cut("Opérée hier, elle va bien.", source) == [("Opérée hier, elle va bien.", "Opérée hier, elle va bien.")]


@pytest.mark.parametrize(
    ("text", "source"),
    [("", "Il pleut."), ("Il pleut.", ""), ("…!", "Il pleut."), ("Rien à voir ici.", "Le chat dort.")],
)
def test_what_shares_nothing_has_no_source(text: str, source: str) -> None:
    assert support_spans(text, source) == []


def test_a_failure_half_way_leaves_no_file(
    data_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "outputs.jsonl"

    def fail(*details: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("benchmarks.report.os.fsync", fail)
    assert main(_run(data_file, target)) == 1
    assert "No space left" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.jsonl"]


@pytest.mark.parametrize("name", ["own.csv", "notes.md", "own.jsonl", "data.json"])
def test_a_file_that_no_command_wrote_is_not_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('{"id": "a", "text": "Un."}\n', encoding="utf-8")
    with pytest.raises(BenchmarkError, match="is no report of these benchmarks"):
        check_target(path)


@pytest.mark.parametrize(
    "start",
    ['{\n  "command": "score",\n', "own.csv, 3 rows, SHA-256 `0123456789ab`\n", "Tokenizer fr-v1:\n\n| system |",
     "% ROUGE; signature of the first score: r\n", '{"id": "a", "source": "", "references": [], "systems": {}}\n'],
)  # fmt: skip
def test_an_earlier_report_is_replaced_unless_it_is_read(tmp_path: Path, start: str) -> None:
    path = tmp_path / "report"
    path.write_text(start, encoding="utf-8")
    check_target(path)
    (tmp_path / "link").symlink_to(path)
    with pytest.raises(BenchmarkError, match="is read as data"):
        check_target(path, [str(tmp_path / "link")])


def test_what_run_wrote_is_scored_again(data_file: Path, tmp_path: Path) -> None:
    outputs, first, again = tmp_path / "outputs.jsonl", tmp_path / "run.json", tmp_path / "again.json"
    assert main(_run(data_file, outputs, "--system", "column:good", "--json", str(first))) == 0
    assert main(["score", "--data", str(outputs), "--source", "source", "--json", str(again)]) == 0
    read = [json.loads(path.read_text(encoding="utf-8"))["sections"] for path in (first, again)]
    values = [
        {s: [(m["label"], m["value"]) for m in ms] for s, ms in section["systems"].items()}
        for sections in read
        for section in sections[:1]
    ]
    assert set(values[0]) == {"lead-1", "column:good"} and values[0] == values[1]
    other = ["score", "--data", str(outputs), "--hypothesis", "lead-1", "--tokenizer", "rouge-score"]
    assert main([*other, "--json", str(again)]) == 0
    assert list(json.loads(again.read_text(encoding="utf-8"))["sections"][0]["systems"]) == ["lead-1"]


def test_a_file_without_systems_needs_a_hypothesis(data_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--data", str(data_file)]) == 1
    assert "name a column of outputs with --hypothesis" in capsys.readouterr().err


def test_a_row_may_have_several_references(tmp_path: Path) -> None:
    data, target = tmp_path / "rows.jsonl", tmp_path / "scores.json"
    rows = [{"abstract": ["il neige", "il pleut"], "out": "il pleut"}, {"abstract": ["il neige"], "out": "il pleut"}]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = ["score", "--data", str(data), "--hypothesis", "out", "--metric", "rouge1", "--json", str(target)]
    assert main(command) == 0
    measure = json.loads(target.read_text(encoding="utf-8"))["sections"][0]["systems"]["out"][0]
    assert measure["value"] == pytest.approx((1 + 1 / 2) / 2)
    assert measure["signature"].startswith("rouge1-f1-best-of-2|")
    rows[1]["abstract"] = ["il neige", " "]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(command) == 1
