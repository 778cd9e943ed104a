"""Markdown, LaTeX, files named by what was measured, and the line that says which differences are real."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
from conftest import ROWS, FakeLibrary

from benchmarks import catalogue
from benchmarks.catalogue import Dataset, Split
from benchmarks.cli import main
from benchmarks.orangesum import EXTRACTIVE, PUBLISHED
from benchmarks.report import Measure, Pairs, Report, Section
from benchmarks.tables import file_name, latex, markdown, overview
from summarize.metrics.statistics import Interval, PairTests, compare_all


def _measure(label: str, value: float, signature: str = "s") -> Measure:
    return Measure(label, Interval(value, value - 0.01, value + 0.01), "share", signature)


def _report() -> Report:
    first = Section("ROUGE", {"a_b|c": [_measure("R-1", 0.5), _measure("R-2", 0.25)], "d": [_measure("R-1", 0.4)]})
    second = Section("outputs", {"a_b|c": [_measure("new-2", 0.1)], "d": [_measure("new-2", 0.2)]})
    rows = np.linspace(0, 1, 50)
    pairs = [Pairs("R-1", compare_all({"a_b|c": rows, "d": rows - 0.1, "e": rows}))]
    return Report("run", "my set:test", "0123456789abcdef", 50, [first, second], pairs=pairs)


def test_markdown_holds_every_number() -> None:
    found = markdown(_report())
    assert "| a_b\\|c | 50.00 [49.00, 51.00] | 25.00 [24.00, 26.00] |" in found
    assert "| d | 40.00 [39.00, 41.00] | - |" in found
    assert "| a_b\\|c |  | +10.00\\* | +0.00 |" in found
    assert "| d | -10.00\\* |  | -10.00\\* |" in found
    widths = {line.replace("\\|", "").count("|") for line in found.splitlines() if line.startswith("| a_b")}
    assert widths == {4, 3, 5}


def test_the_overview_takes_columns_from_all_sections() -> None:
    assert overview(_report(), ("R-1", "new-2", "absent")).splitlines() == [
        "| system | R-1 | new-2 |",
        "| --- | --: | --: |",
        "| a_b\\|c | 50.00 [49.00, 51.00] | 10.00 [9.00, 11.00] |",
        "| d | 40.00 [39.00, 41.00] | 20.00 [19.00, 21.00] |",
    ]


def test_latex_is_escaped_and_whole() -> None:
    report = _report()
    special = Section("T", {r"a_b&c%d#{}~^\$": [_measure("R-1", 0.5)]})
    found = latex(replace(report, sections=[*report.sections, special]))
    assert found.count(r"\begin{tabular}") == found.count(r"\end{tabular}") == 3
    assert r"a\_b|c & 50.00 [49.00, 51.00] & 25.00 [24.00, 26.00] \\" in found
    assert r"a\_b\&c\%d\#\{\}\textasciitilde{}\textasciicircum{}\textbackslash{}\$ &" in found


def test_a_file_is_named_by_its_signatures() -> None:
    report = _report()
    name = file_name(report)
    assert name.startswith("run-my-set-test-n50-")
    assert name == file_name(_report())
    other = Section("ROUGE", {"d": [_measure("R-1", 0.4, "another tokenizer")]})
    assert file_name(replace(report, sections=[other])) != name
    faster = Section("ROUGE", {"d": [_measure("articles/s", 9.0)]})
    slower = Section("ROUGE", {"d": [_measure("articles/s", 1.0)]})
    assert file_name(replace(report, sections=[faster])) == file_name(replace(report, sections=[slower]))


def _tests(p_values: list[float]) -> PairTests:
    square = np.full((3, 3), np.nan)
    square[np.triu_indices(3, k=1)] = p_values
    return PairTests(("a", "b", "c"), np.zeros((3, 3)), square, square)


@pytest.mark.parametrize(
    ("p_values", "real", "alike"),
    [
        ([0.001, 0.001, 0.001], "3 of 3 differences are real", []),
        # 0.02 alone would pass; the largest of three that are at most 0.05 does not after 0.02 x 3.
        ([0.02, 0.03, 0.9], "0 of 3 differences are real", ["a and b", "a and c", "b and c"]),
        ([0.001, 0.02, 0.9], "2 of 3 differences are real", ["b and c"]),
    ],
)
def test_real_differences_are_counted_after_correction(p_values: list[float], real: str, alike: list[str]) -> None:
    found = Pairs("R-1", _tests(p_values)).text()
    assert real in found
    assert [line.split(" (")[0].strip() for line in found.splitlines()[1:]] == alike


def test_commands_write_all_forms(data_file: Path, tmp_path: Path, library: FakeLibrary) -> None:
    command = ["run", "--data", str(data_file), "--system", "lead-1", "--system", "random-1"]
    targets = ["--results-dir", str(tmp_path), "--markdown", str(tmp_path / "t.md"), "--latex", str(tmp_path / "t.tex")]
    assert main([*command, *targets]) == 0
    (json_file,) = tmp_path.glob("run-rows.jsonl-n3-*.json")
    assert '"randomisation_p"' in json_file.read_text(encoding="utf-8")
    assert "| lead-1 |" in (tmp_path / "t.md").read_text(encoding="utf-8")
    assert "lead-1 &" in (tmp_path / "t.tex").read_text(encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert main([*command, *targets]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("option", ["--json", "--results-dir", "--markdown", "--latex", "--outputs"])
def test_a_missing_folder_is_refused_before_anything_runs(
    data_file: Path, library: FakeLibrary, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--data", str(data_file), "--system", "fr-news-mini", option, "/no/such/folder/x"]) == 1
    assert "create the folder first" in capsys.readouterr().err
    assert library.asked == []


def test_the_orangesum_table_is_one_command(
    tmp_path: Path, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = {name.removeprefix("column:"): [row["good"] for row in ROWS] for name in PUBLISHED}
    texts = {"article": [row["article"] for row in ROWS], "abstract": [row["abstract"] for row in ROWS]}
    pyarrow.parquet.write_table(pyarrow.table({**texts, **columns}), tmp_path / "own.parquet")
    digest = hashlib.sha256((tmp_path / "own.parquet").read_bytes()).hexdigest()
    split = Split(3, "own.parquet", digest, (), False)
    own = Dataset("orangesum-abstract", "article", ("abstract",), "test", {"test": split}, {})
    monkeypatch.setattr(catalogue, "_catalogue", lambda: {"orangesum-abstract": own})
    outputs = tmp_path / "outputs.jsonl"
    command = ["orangesum", "--results-dir", str(tmp_path), "--data-dir", str(tmp_path), "--limit", "2"]
    assert main([*command, "--outputs", str(outputs)]) == 0
    found = [
        json.loads((tmp_path / f"orangesum-test-2-{name}.json").read_text("utf-8")) for name in ("fr-v1", "rouge-score")
    ]
    systems = [*PUBLISHED, *EXTRACTIVE, "fr-news-mini"]
    for scores in found:
        assert list(scores["sections"][0]["systems"]) == systems
        assert scores["pairs"][0]["systems"] == systems
        assert set(scores["speed"]) == {*EXTRACTIVE, "fr-news-mini"}
    # The systems ran once; only the scoring differs.
    assert found[0]["speed"] == found[1]["speed"]
    assert library.asked == [("fr-news-mini", None)]
    table = (tmp_path / "orangesum-test-2.md").read_text(encoding="utf-8")
    assert table.count("\n| oracle | ") >= 4
    assert len(outputs.read_text(encoding="utf-8").splitlines()) == 2
