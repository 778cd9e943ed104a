"""Choosing among a model's sentences: what each feature counts, and that the weights decide."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from summarize.backends.base import Candidate
from summarize.errors import ModelCorruptError
from summarize.stages.abstract import Job, Reading, compose
from summarize.stages.rank import FEATURES, Article, Ranker, Unit, content_words, features, hesitations
from summarize.stages.select import NO_LISTS, judge_of
from summarize.stages.verify import read_source

SENTENCES = [
    "Un incendie a détruit une usine de peinture à Rouen.",
    "Les pompiers ont évacué quarante riverains.",
    "La mairie ouvre une enquête.",
    "Les pompiers restent sur place.",
]
ARTICLE = Article.of(SENTENCES)


def unit(text: str, kind: str = "abstract", score: float = -0.5, drawn: float = 1.0) -> Unit:
    return Unit(text, kind, score, drawn)  # type: ignore[arg-type]


def named(*parts: Unit, wanted: int = 30) -> dict[str, float]:
    return dict(zip(FEATURES, features(ARTICLE, parts, wanted), strict=True))


def test_content_words_are_long_and_mean_something() -> None:
    assert content_words("Les pompiers ont, selon elle, évacué l'usine.") == ["pompiers", "évacué", "usine"]


def test_sentences_near_the_top_weigh_more() -> None:
    assert ARTICLE.weights["incendie"] == 3
    assert ARTICLE.weights["pompiers"] == 2 + 1
    assert ARTICLE.weights["restent"] == 1


def test_a_copied_sentence_is_not_novel_and_a_new_one_is() -> None:
    assert named(unit(SENTENCES[0]))["novel"] == 0
    assert named(unit("Rouen compte ses pertes."))["novel"] == 1


def test_features_of_two_parts() -> None:
    values = named(unit(SENTENCES[0], drawn=0.9), unit(SENTENCES[1], "gist", 0.0, 0.8))
    assert values["abstract"] == 1
    assert values["score"] == -0.5
    assert values["drawn"] == 0.8
    assert values["length"] == pytest.approx(16 / 30)
    assert values["length_squared"] == pytest.approx((16 / 30) ** 2)
    assert values["novel"] == pytest.approx(1 / 15)  # the pair that the seam makes
    assert 0 < values["first_sentence"] < 1
    assert values["repetition"] == 0
    assert named(unit(SENTENCES[0]), unit(SENTENCES[0]))["repetition"] == 0.5


def test_the_weights_decide_and_the_wishes_come_on_top() -> None:
    plain = dict.fromkeys(FEATURES, 0.0)
    copied, fresh, dangling = [unit(SENTENCES[0])], [unit("Rouen compte ses pertes.")], [unit("Il a duré une nuit.")]
    assert Ranker(plain | {"salience": 1.0}).best(ARTICLE, [fresh, copied], 30) is copied
    assert Ranker(plain, novelty_bonus=1.0).best(ARTICLE, [copied, fresh], 30) is fresh
    assert Ranker(plain, pronoun_penalty=1.0).best(ARTICLE, [dangling, copied], 30) is copied


def test_a_candidate_far_under_the_best_of_its_kind_loses() -> None:
    sure, unsure = unit(SENTENCES[0], score=-0.4), unit(SENTENCES[0][:-1], score=-0.9)
    extract = unit(SENTENCES[1], "extract", score=-0.1)
    assert hesitations([[unsure], [sure], [extract]]) == [pytest.approx(0.5), 0.0, 0.0]
    ranker = Ranker(dict.fromkeys(FEATURES, 0.0), hesitation_penalty=1.0)
    assert ranker.best(ARTICLE, [[unsure], [sure]], 30) == [sure]


def test_ranker_files(tmp_path: Path) -> None:
    assert Ranker.load(tmp_path) is None
    path = tmp_path / "ranker.json"
    values = {
        "weights": dict.fromkeys(FEATURES, 0.5),
        "novelty_bonus": 0.4,
        "pronoun_penalty": 0.1,
        "hesitation_penalty": 0.2,
    }
    path.write_text(json.dumps(values))
    assert Ranker.load(tmp_path) == Ranker(dict.fromkeys(FEATURES, 0.5), 0.4, 0.1, 0.2)
    path.write_text(json.dumps({**values, "weights": {}}))
    with pytest.raises(ModelCorruptError, match=r"ranker\.json is damaged"):
        Ranker.load(tmp_path)
    path.write_text("{")
    with pytest.raises(ModelCorruptError, match="copy the whole model folder again"):
        Ranker.load(tmp_path)


def test_choices_are_made_of_what_passes() -> None:
    text = " ".join(SENTENCES)
    judge = judge_of(SENTENCES, read_source(text), NO_LISTS, "medium")
    job = Job(SENTENCES, text, [SENTENCES[2]], Reading(1, 0, 1.0), judge)
    abstracts = [Candidate(SENTENCES[0], -0.2, True), Candidate("Un incendie à Lyon a détruit une usine.", -0.1, True)]
    extracts = [Candidate(SENTENCES[1], -0.1, True)]
    failures: Counter[str] = Counter()
    choices = compose(job, abstracts, extracts, "medium", failures)
    texts = [[u.text for u in choice] for choice in choices]
    assert failures == {"unsupported_name": 1}
    assert texts == [
        [SENTENCES[0]],
        [SENTENCES[1]],
        [SENTENCES[0], SENTENCES[1]],
        [SENTENCES[0], SENTENCES[2]],
        [SENTENCES[1], SENTENCES[2]],
    ]
    assert all(len(choice) == 1 for choice in compose(job, abstracts, extracts, "short", failures))
