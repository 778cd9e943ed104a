"""BLEU, chrF and numbers kept: against sacrebleu itself, and by hand."""

from __future__ import annotations

import pytest
import sacrebleu

from summarize.errors import MetricError
from summarize.metrics.numbers import numbers, numbers_kept
from summarize.metrics.translation import score_translations

HYPOTHESES = ["The cat sleeps on the bed.", "It is raining in Paris today.", "No word shared"]
REFERENCES = ["The cat is sleeping on the bed.", "It rains in Paris today.", "Something else entirely"]


def test_corpus_scores_are_sacrebleus() -> None:
    bleu, chrf, ter = score_translations(HYPOTHESES, [[text] for text in REFERENCES])
    assert bleu.interval.mean * 100 == pytest.approx(sacrebleu.corpus_bleu(HYPOTHESES, [REFERENCES]).score)
    assert chrf.interval.mean * 100 == pytest.approx(sacrebleu.corpus_chrf(HYPOTHESES, [REFERENCES]).score)
    assert ter.interval.mean * 100 == pytest.approx(sacrebleu.corpus_ter(HYPOTHESES, [REFERENCES]).score)
    assert (bleu.name, bleu.tokenizer, bleu.seed) == ("bleu", "13a", "12345")
    assert (chrf.name, ter.name, ter.tokenizer) == ("chrf2", "ter", "tercom")


def test_ter_counts_edits() -> None:
    # One word of six is another, and two neighbours changed places: one substitution and one shift.
    ter = score_translations(["a b c d e f", "b a c d e x"], [["a b c d e f"], ["a b c d e f"]])[2]
    assert ter.interval.mean == pytest.approx(2 / 12)
    assert ter.interval.low <= ter.interval.mean <= ter.interval.high


def test_intervals_are_sacrebleus() -> None:
    metric = sacrebleu.BLEU()
    expected = metric.corpus_score(HYPOTHESES, [REFERENCES], n_bootstrap=1000)
    found = score_translations(HYPOTHESES, [[text] for text in REFERENCES])[0].interval
    assert (found.high - found.low) / 2 * 100 == pytest.approx(expected._ci, abs=1e-5)
    assert (found.high + found.low) / 2 * 100 == pytest.approx(expected._mean, abs=1e-5)


def test_several_references_help() -> None:
    one = score_translations(HYPOTHESES, [[text] for text in REFERENCES])
    two = score_translations(HYPOTHESES, [[r, h] for r, h in zip(REFERENCES, HYPOTHESES, strict=True)])
    assert two[0].interval.mean == pytest.approx(1)
    assert one[0].interval.mean < 1


def test_one_row_has_no_interval() -> None:
    bleu, chrf, ter = score_translations(["The cat sleeps."], [["The cat sleeps."]])
    assert bleu.interval.mean == bleu.interval.low == bleu.interval.high == pytest.approx(1)
    assert ter.interval.mean == 0
    assert (bleu.seed, chrf.seed, ter.seed) == ("none", "none", "none")


def test_empty_translations_are_the_worst() -> None:
    bleu, chrf, ter = (s.interval for s in score_translations(["", ""], [["A cat."], ["A dog."]]))
    for found in (bleu, chrf):
        assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert (ter.mean, ter.low, ter.high) == (1, 1, 1)


@pytest.mark.parametrize(
    ("hypotheses", "references"), [(["a"], []), ([], []), (["a", "b"], [["a"], ["b", "c"]]), (["a"], [[]])]
)
def test_rows_that_do_not_pair_are_refused(hypotheses: list[str], references: list[list[str]]) -> None:
    with pytest.raises(MetricError):
        score_translations(hypotheses, references)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("1 234,5 et 1\u202f000", "fr", ["1234.5", "1000"]),
        ("1,234.5 and 1,000", "en", ["1234.5", "1000"]),
        ("1.000 € ou 3,5 %", "fr", ["1000", "3.5"]),
        ("3.5%", "en", ["3.5"]),
        ("en 2016, 126 élus à 20h30", "fr", ["2016", "126", "20", "30"]),
        ("2 et 2", "fr", ["2", "2"]),
        ("aucun", "fr", []),
    ],
)
def test_numbers_compare_by_value(text: str, language: str, found: list[str]) -> None:
    assert sorted(numbers(text, language).elements()) == sorted(found)


def test_numbers_kept_by_hand() -> None:
    kept, found = numbers_kept(
        ["Il a 3,5 % et 1 000 voix.", "Rien.", "2 et 2"],
        ["It has 3.5% and 2,000 votes.", "Nothing 7.", "2 and two"],
        source_language="fr",
        target_language="en",
    )
    assert (kept, found) == ([1, 0, 1], [2, 0, 2])


def test_numbers_of_unequal_lists_are_refused() -> None:
    with pytest.raises(MetricError):
        numbers_kept(["1"], [], source_language="fr", target_language="en")
