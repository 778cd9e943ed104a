"""Figures that documents quote stand in the results that are committed, and those are the published ones."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from conftest import ROOT

from summarize.metrics import get_tokenizer

RESULTS = ROOT / "benchmarks" / "results"
PUBLISHED = {
    "output_barthez": (31.45, 12.77, 22.24),
    "output_mbarthez": (32.66, 13.74, 23.15),
    "output_mbart": (31.88, 13.11, 22.34),
    "output_camembert2camembert": (29.21, 9.78, 19.95),
}


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RESULTS / f"orangesum-published-{name}.json").read_text(encoding="utf-8"))
    return found


def _shown(report: dict[str, Any]) -> set[str]:
    measures = [m for s in report["sections"] for ms in s["systems"].values() for m in ms if m["low"] is not None]
    return {" ".join(f"{100 * m[key]:.2f}" for key in ("value", "low", "high")) for m in measures}


@pytest.mark.parametrize("system", list(PUBLISHED))
def test_the_papers_own_scores_are_reproduced_to_the_second_decimal(system: str) -> None:
    found = {m["label"]: m["value"] for m in _read("rouge-score")["sections"][0]["systems"][system]}
    assert tuple(round(100 * found[label], 2) for label in ("R-1", "R-2", "R-L")) == PUBLISHED[system]


def test_the_page_on_fr_v1_quotes_what_was_measured() -> None:
    page = (ROOT / "docs" / "fr-v1.md").read_text(encoding="utf-8")
    quoted = re.findall(r"(-?\d+\.\d\d) \[(-?\d+\.\d\d), (-?\d+\.\d\d)\]", page)
    assert len(quoted) == 3 * (4 * 3 + 4 * 2)
    assert {" ".join(numbers) for numbers in quoted} <= _shown(_read("tokenizers"))


@pytest.mark.parametrize("name", ["rouge-score", "fr-v1"])
def test_the_same_scores_stand_in_both_results(name: str) -> None:
    alone = {s: {m["label"]: m["value"] for m in ms} for s, ms in _read(name)["sections"][0]["systems"].items()}
    together = _read("tokenizers")["sections"][0]["systems"]
    for system, values in alone.items():
        for measure in together[f"{system}, {get_tokenizer(name).name}"]:
            assert measure["value"] == pytest.approx(values[measure["label"]], abs=1e-12)


@pytest.mark.parametrize("name", ["rouge-score", "fr-v1"])
def test_every_pair_was_tested(name: str) -> None:
    for pairs in _read(name)["pairs"]:
        assert pairs["systems"] == list(PUBLISHED)
        for key in ("bootstrap_p", "randomisation_p"):
            square = pairs[key]
            assert all((value is None) == (r == c) for r, row in enumerate(square) for c, value in enumerate(row))


def test_the_conclusion_that_the_tokenizer_changes() -> None:
    pairs = {name: next(p for p in _read(name)["pairs"] if p["metric"] == "R-1") for name in ("rouge-score", "fr-v1")}
    p_values = {name: found["randomisation_p"][1][2] for name, found in pairs.items()}
    # The fifth of six p-values in order: Holm multiplies it by two.
    assert 2 * p_values["rouge-score"] <= 0.05 < 2 * p_values["fr-v1"]
    page = " ".join((ROOT / "docs" / "fr-v1.md").read_text(encoding="utf-8").split())
    for p in p_values.values():
        assert f"p = {p:.3f}, corrected {2 * p:.3f})" in page


def test_the_page_on_models_by_server_quotes_what_was_measured() -> None:
    page = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")
    found = json.loads((RESULTS / "checked.json").read_text(encoding="utf-8"))
    shares = ("rouge1", "rouge2", "rougeL", "headline", "abstract", "before", "after", "replaced")
    assert found["rows"] == 200 and f"The first {found['rows']} articles" in page
    assert list(found["checked"]) == ["summarize", "fr-news-mini", "fr-news-gemma", "server:gemma-3-270m"]
    for system, row in found["checked"].items():
        cells = [f"{100 * row[name]:.1f}" for name in shares]
        cells.insert(5, f"{row['words']:.1f}")
        assert f"| `{system}` | {' | '.join(cells)} |" in page
