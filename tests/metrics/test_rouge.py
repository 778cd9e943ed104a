"""ROUGE: hand-computed fractions, the package's own values, several references, degenerate input."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from rouge_score.rouge_scorer import RougeScorer

from summarize.errors import MetricError
from summarize.metrics.rouge import KINDS, Rouge
from summarize.metrics.tokenizers import TOKENIZER_NAMES

BOTH = pytest.mark.parametrize("tokenizer", TOKENIZER_NAMES)


@BOTH
def test_hand_computed_fractions(tokenizer: str) -> None:
    scores = Rouge(tokenizer).score("le chat dort ici", "le chat noir dort tout le jour")
    # Unigrams in common: le, chat, dort (3 of 4, 3 of 7). Bigrams: le chat (1 of 3, 1 of 6). LCS: le chat dort.
    assert scores["rouge1"] == pytest.approx((3 / 4, 3 / 7, 6 / 11))
    assert scores["rouge2"] == pytest.approx((1 / 3, 1 / 6, 2 / 9))
    assert scores["rougeL"] == pytest.approx((3 / 4, 3 / 7, 6 / 11))


def test_counts_are_clipped() -> None:
    assert Rouge().score("le le le le", "le chat")["rouge1"] == pytest.approx((1 / 4, 1 / 2, 1 / 3))


def test_order_matters_to_rouge_l_alone() -> None:
    scores = Rouge().score("dort chat le", "le chat dort")
    assert scores["rouge1"].f1 == 1
    assert scores["rougeL"].f1 == pytest.approx(1 / 3)


def test_rouge_lsum_compares_sentence_by_sentence() -> None:
    scores = Rouge().score("La nuit tombe. Le chat dort.", "Le chat dort. La nuit tombe.")
    # Swapped sentences: the longest common run of the whole text is one sentence, the union over sentences is all.
    assert scores["rougeL"].f1 == pytest.approx(1 / 2)
    assert scores["rougeLsum"].f1 == 1


def test_rouge_lsum_keeps_abbreviations_within_a_sentence() -> None:
    # Were "M." to end a sentence, "Macron" would be matched from a sentence of its own and the score would be 1.
    scores = Rouge().score("Macron parle à M. Dupont.", "M. Macron parle à Dupont.")
    assert scores["rougeLsum"].f1 == pytest.approx(4 / 5)


@BOTH
def test_ascii_text_scores_as_the_package_does(tokenizer: str) -> None:
    generator = random.Random(5)
    reference_scorer = RougeScorer(["rouge1", "rouge2", "rougeL"])
    for _ in range(100):
        first, second = (" ".join(generator.choices("abcdefgh", k=generator.randint(0, 15))) for _ in range(2))
        expected = reference_scorer.score(second, first)
        found = Rouge(tokenizer, kinds=("rouge1", "rouge2", "rougeL")).score(first, second)
        for kind, score in expected.items():
            assert found[kind] == (score.precision, score.recall, score.fmeasure)


def test_rouge_lsum_on_lines_scores_as_the_package_does() -> None:
    first, second = "the cat sleeps\nthe dog eats meat", "a dog eats\nthe cat sleeps all day"
    expected = RougeScorer(["rougeLsum"]).score(second, first)["rougeLsum"]
    assert Rouge("rouge-score").score(first, second)["rougeLsum"] == tuple(expected)


def test_accents_count_under_fr_v1_only() -> None:
    assert Rouge("fr-v1").score("pêche", "pâche")["rouge1"].f1 == 0
    assert Rouge("rouge-score").score("pêche", "pâche")["rouge1"].f1 == 1


@BOTH
@pytest.mark.parametrize(("hypothesis", "reference"), [("", ""), ("", "mot"), ("mot", ""), ("…!", "mot"), ("?", "!")])
def test_nothing_to_compare_is_zero(tokenizer: str, hypothesis: str, reference: str) -> None:
    for kind, score in Rouge(tokenizer).score(hypothesis, reference).items():
        assert score == (0, 0, 0), kind


@BOTH
def test_one_word_has_no_bigram(tokenizer: str) -> None:
    scores = Rouge(tokenizer).score("mot", "mot")
    assert scores["rouge1"] == scores["rougeL"] == scores["rougeLsum"] == (1, 1, 1)
    assert scores["rouge2"] == (0, 0, 0)


def test_several_references_best_and_mean() -> None:
    rouge = Rouge(kinds=("rouge1", "rouge2"))
    references = ["le chat dort", "un chien mange", "le chat"]
    best = rouge.score_multi("le chat", references)
    assert best["rouge1"] == best["rouge2"] == (1, 1, 1)
    mean = rouge.score_multi("le chat", references, aggregate="mean")
    assert mean["rouge1"] == pytest.approx((2 / 3, (2 / 3 + 0 + 1) / 3, (4 / 5 + 0 + 1) / 3))


def test_the_best_reference_is_chosen_for_each_kind() -> None:
    references = ["d c b a", "a b x y z u v w"]
    found = Rouge(kinds=("rouge1", "rouge2")).score_multi("a b c d", references)
    assert found["rouge1"].f1 == 1
    assert found["rouge2"].f1 == pytest.approx(1 / 5)


def test_best_is_what_the_package_finds() -> None:
    references = ["the cat sat on the mat", "a cat is on a mat", "dogs bark"]
    expected = RougeScorer(["rouge1", "rouge2", "rougeL"]).score_multi(references, "the cat is on the mat")
    found = Rouge("rouge-score").score_multi("the cat is on the mat", references)
    assert all(found[kind] == tuple(score) for kind, score in expected.items())


def test_rows_have_shape_and_order() -> None:
    ticks: list[int] = []
    rows = Rouge().score_rows(["le chat", "", "mot"], [["le chat"], ["mot"], ["mot"]], tick=lambda: ticks.append(1))
    assert list(rows) == list(KINDS)
    assert rows["rouge1"].shape == (3, 3)
    assert np.array_equal(rows["rouge1"][:, 2], [1, 0, 1])
    assert len(ticks) == 3


@pytest.mark.parametrize(
    ("hypotheses", "references", "message"),
    [
        (["a"], [["a"], ["b"]], "1 hypotheses and 2 references"),
        ([], [], "no rows"),
        (["a", "b"], [["a"], []], "row 2: a hypothesis without a reference"),
        ("a", ["a"], "received one string"),
    ],
)
def test_rows_that_do_not_pair_are_refused(hypotheses: list[str], references: list[list[str]], message: str) -> None:
    with pytest.raises(MetricError, match=message):
        Rouge().score_rows(hypotheses, references)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(MetricError, match="rouge9"):
        Rouge(kinds=("rouge9",))
    with pytest.raises(MetricError, match=r"\(none\)"):
        Rouge(kinds=())
    with pytest.raises(MetricError, match="median"):
        Rouge().score_multi("a", ["a"], aggregate="median")  # type: ignore[arg-type]


def test_a_very_long_hypothesis_is_scored() -> None:
    start = time.process_time()
    scores = Rouge().score("mot " * 100_000, "un mot de la fin")
    assert scores["rouge1"] == pytest.approx((1 / 100_000, 1 / 5, 2 / 100_005))
    assert scores["rougeL"] == scores["rougeLsum"] == scores["rouge1"]
    assert time.process_time() - start < 30


def test_a_quadratic_pair_is_refused_and_linear_metrics_are_not() -> None:
    text = " ".join(f"mot{number}" for number in range(100_000))
    with pytest.raises(MetricError, match="row 1: .*100,000 tokens.*quadratic.*--metric rouge1 --metric rouge2"):
        Rouge().score_rows([text], [[text]])
    start = time.process_time()
    assert Rouge(kinds=("rouge1", "rouge2")).score(text, text)["rouge2"].f1 == 1
    assert time.process_time() - start < 30
