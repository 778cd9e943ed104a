"""Lists of outputs to scores: evaluate's way of calling, several references, intervals, signatures, a missing extra."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import numpy as np
import pandas
import polars
import pytest

from summarize.errors import MetricError
from summarize.metrics import KINDS, compare_all, compute, score, score_translations
from summarize.result import Summary

FIRST = ["le chat dort", "un chien mange", "la nuit tombe"]
SECOND = ["le chat", "il pleut", "la nuit tombe"]
REFERENCES = ["le chat dort ici", "un chien mange", "la nuit tombe"]


def test_compute_gives_the_mean_f1_by_kind() -> None:
    found = compute(predictions=FIRST, references=REFERENCES)
    # Unigrams: 3 of 3 and 3 of 4 in the first row, all in the others.
    assert list(found) == list(KINDS)
    assert found["rouge1"] == pytest.approx((6 / 7 + 1 + 1) / 3)
    assert found["rouge2"] == pytest.approx((4 / 5 + 1 + 1) / 3)


def test_rows_may_have_different_numbers_of_references() -> None:
    references = [["un chien", "le chat dort"], ["un chien mange"], ["la nuit tombe", "il fait nuit", "la nuit"]]
    assert compute(predictions=FIRST, references=references, kinds=["rouge1"]) == {"rouge1": 1.0}
    found = score(FIRST, references, kinds=["rouge1"])
    assert "rouge1-f1-best-of-3|" in found.signatures["rouge1"]
    mean = compute(predictions=FIRST, references=references, kinds=["rouge1"], aggregate="mean")
    assert mean["rouge1"] == pytest.approx(((0 + 1) / 2 + 1 + (1 + 1 / 3 + 4 / 5) / 3) / 3)


@pytest.mark.parametrize("column", [pandas.Series, polars.Series, np.array, tuple])
def test_columns_are_lists_of_rows(column: Any) -> None:
    wanted = compute(predictions=FIRST, references=REFERENCES)
    assert compute(predictions=column(FIRST), references=column(REFERENCES)) == wanted
    assert compute(predictions=FIRST, references=pandas.Series([np.array([text]) for text in REFERENCES])) == wanted
    scores = score_translations(column(FIRST), column(REFERENCES))
    assert scores == score_translations(FIRST, [[text] for text in REFERENCES])


def test_a_summary_is_scored_as_its_text() -> None:
    summaries = [Summary(text, "ok") for text in FIRST]
    assert compute(predictions=summaries, references=REFERENCES) == compute(predictions=FIRST, references=REFERENCES)
    assert compute(predictions=REFERENCES, references=summaries) == compute(predictions=REFERENCES, references=FIRST)


def test_one_kind_needs_no_list() -> None:
    assert list(compute(predictions=FIRST, references=REFERENCES, kinds="rouge1")) == ["rouge1"]


def test_score_gives_rows_intervals_and_signatures() -> None:
    ticks: list[int] = []
    found = score(FIRST, REFERENCES, kinds=["rouge1", "rougeLsum"], tick=lambda: ticks.append(1))
    assert found.rows["rouge1"] == pytest.approx([6 / 7, 1, 1]) and len(ticks) == 3
    interval = found.intervals["rouge1"]
    assert interval.low <= interval.mean == np.mean(found.rows["rouge1"]) <= interval.high == 1.0
    line = r"rouge1-f1\|rouge-score-[\d.]+\|fr-v1\.1\|n=3\|seed=12345x1000\|data=[0-9a-f]{12}"
    assert re.fullmatch(line, found.signatures["rouge1"])
    assert "+sentencex-" in found.signatures["rougeLsum"]
    assert score(FIRST, [*REFERENCES[:2], "un autre"]).signatures["rouge1"] != found.signatures["rouge1"]


def test_two_systems_compare_row_by_row() -> None:
    rows = {name: score(texts, REFERENCES).rows["rouge1"] for name, texts in (("a", FIRST), ("b", SECOND))}
    found = compare_all(rows, trials=200)
    assert found.systems == ("a", "b")
    assert found.difference[0, 1] == pytest.approx(np.mean(rows["a"] - rows["b"]))
    assert 0.05 < found.randomisation_p[0, 1] <= 1
    with pytest.raises(MetricError, match=r"not Scores; of Scores give scores\.rows"):
        compare_all({"a": score(FIRST, REFERENCES)})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("predictions", "references", "message"),
    [
        (["a"], ["a", "b"], "1 hypotheses and 2 references"),
        (["a", "b"], [["a"], []], "row 2: a hypothesis without a reference"),
        ("a", ["a"], "received one string"),
        ([None, "a"], ["a", "b"], "row 1: expected a text, received None"),
        (["a", "b"], pandas.Series(["a", None]), "row 2: expected a text, received n"),
        (["a", "b"], ["a", float("nan")], "row 2: expected a text, received nan"),
        (["a", "b"], [["a"], ["b", 3]], "row 2: expected a text, received 3"),
        (pandas.DataFrame({"summary": ["a"]}), ["a"], "give the column .*summary"),
        ((text for text in "ab"), ["a", "b"], "make a list of it"),
    ],
)
def test_what_does_not_pair_is_refused(predictions: Any, references: Any, message: str) -> None:
    with pytest.raises(MetricError, match=message):
        compute(predictions=predictions, references=references)


@pytest.mark.parametrize(
    "call",
    [
        "m.compute(predictions=['a'], references=['a'])",
        "m.get_tokenizer('rouge-score')",
        "m.get_tokenizer('fr-v1', stemmer='fr')",
        "m.score_translations(['a'], [['a']])",
    ],
)
def test_without_its_extra_the_package_says_which_to_install(call: str) -> None:
    hidden = "for name in ('rouge_score', 'sacrebleu', 'nltk', 'nltk.stem'): sys.modules[name] = None"
    code = f"import sys\n{hidden}\nimport summarize.metrics as m\nassert m.get_tokenizer('fr-v1').tokenize('Un mot.')\n"
    done = subprocess.run([sys.executable, "-c", code + call], capture_output=True, text=True, check=False)
    assert "MissingExtraError" in done.stderr and "pip install 'summarize[metrics]'" in done.stderr, done.stderr
