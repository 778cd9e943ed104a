"""Choosing among a model's sentences: what each feature counts, and that the weights decide."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from summarize.backends.base import Candidate
from summarize.errors import ModelCorruptError
from summarize.registry import Entry
from summarize.stages.abstract import Job, Reading, _least_faltering, compose
from summarize.stages.rank import FEATURES, Article, Ranker, Unit, content_words, features, least_likely, refers_back
from summarize.stages.rank.selector import BUCKETS, CHOICE_COUNTS, FILE, UNIT_COUNTS, Selector, row
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
    return dict(zip(FEATURES, features(ARTICLE, wanted, parts), strict=True))


def test_content_words_are_long_and_mean_something() -> None:
    assert content_words("Les pompiers ont, selon elle, évacué l'usine.") == ["pompiers", "évacué", "usine"]


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Il a duré une nuit.", True),
        ("Selon la police, il a duré une nuit.", True),
        ("Le 10 août, elle a fermé.", True),
        ("Ce que confirme le maire.", True),
        ("C'est ce qu'a dit le maire.", True),
        ("Ce dernier a fermé l'usine.", True),
        ("Selon la police, l'incendie a duré une nuit.", False),
        ("Ce maire a fermé l'usine.", False),
        ("Celui de Rouen a fermé.", True),
        ("Le lendemain, l'usine a fermé.", True),
        ("Quelques jours plus tôt, elle avait fermé.", True),
        ("Trois jours après l'incendie, l'usine a fermé.", False),
    ],
)
def test_what_refers_back(text: str, back: bool) -> None:
    assert refers_back(text) is back


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
    assert (values["second"], values["gist"]) == (1, 1)
    assert (named(unit(SENTENCES[0]))["second"], named(unit(SENTENCES[0]))["gist"]) == (0, 0)
    assert named(unit(SENTENCES[0]), unit(SENTENCES[0]))["repetition"] == 0.5


def test_the_weights_decide_and_the_wishes_come_on_top() -> None:
    plain = dict.fromkeys(FEATURES, 0.0)
    copied, fresh, dangling = [unit(SENTENCES[0])], [unit("Rouen compte ses pertes.")], [unit("Il a duré une nuit.")]

    def better(ranker: Ranker, one: list[Unit], other: list[Unit]) -> bool:
        first, second = ranker.worths(ARTICLE, 30, [one, other])
        return first > second

    assert better(Ranker(plain | {"salience": 1.0}), copied, fresh)
    assert better(Ranker(plain, novelty_bonus=1.0), fresh, copied)
    speech = [unit("Je refuse systématiquement les incendies.")]
    assert better(Ranker(plain, novelty_bonus=1.0), speech, copied)
    assert better(Ranker(plain, novelty_bonus=1.0, speech_penalty=2.0), copied, speech)
    long = [unit("Rouen " * 45 + "compte ses pertes.")]
    assert better(Ranker(plain, novelty_bonus=1.0), long, copied)
    assert better(Ranker(plain, novelty_bonus=1.0, length_penalty=0.2), copied, long)
    assert better(Ranker(plain, invention_penalty=1.0), [unit("L'incendie détruisait l'usine.")], fresh)
    assert better(Ranker(plain, pronoun_penalty=1.0), copied, dangling)


def test_the_shortlist_keeps_what_the_model_worded_and_the_best_copies() -> None:
    ranker = Ranker(dict.fromkeys(FEATURES, 0.0) | {"length": 1.0})
    copies = [unit(f"Rouen {'compte ' * i}ses pertes.", "extract") for i in range(8)]
    abstract = unit("Rouen brûle.")
    assert ranker.shortlist(ARTICLE, 30, [abstract, *copies], lambda unit: True) == [abstract, *copies[3:]]
    asked: list[Unit] = []

    def is_sound(unit: Unit) -> bool:
        asked.append(unit)
        return unit != copies[6]

    assert ranker.shortlist(ARTICLE, 30, [abstract, *copies], is_sound) == [abstract, *copies[2:6], copies[7]]
    assert asked == copies[:1:-1], "from the best on, and no more than are wanted"


def _selector(folder: Path, **changes: np.ndarray) -> Selector:
    inputs = 2 * UNIT_COUNTS + CHOICE_COUNTS + 4 * 2
    zeros = {
        "vectors": np.zeros((BUCKETS, 2)),
        "inner": np.zeros((inputs, 3)),
        "inner_bias": np.zeros(3),
        "outer": np.zeros(3),
        "direct": np.zeros(inputs),
    }
    save_file({name: array.astype(np.float16) for name, array in (zeros | changes).items()}, folder / FILE)
    selector = Selector.load(folder)
    assert selector is not None
    return selector


def test_the_selector_knows_words_places_and_what_stands_in_second_place(tmp_path: Path) -> None:
    one, other = Unit(SENTENCES[0], "extract", None, 1.0, place=0), Unit(SENTENCES[1], "extract", None, 1.0, place=1)
    choices = [[one], [other], [one, other], [other, one]]
    assert _selector(tmp_path).values(ARTICLE, choices) == [0, 0, 0, 0]
    first_place = np.zeros(2 * UNIT_COUNTS + CHOICE_COUNTS + 8)
    first_place[14] = 1.0  # the first unit is the article's first sentence
    assert _selector(tmp_path, direct=first_place).values(ARTICLE, choices) == [1, 0, 1, 0]
    worded = np.zeros_like(first_place)
    worded[2 * UNIT_COUNTS + CHOICE_COUNTS] = 1.0
    vectors = np.zeros((BUCKETS, 2))
    vectors[row("pompiers"), 0] = 4.0
    expected = [0, 1 / np.sqrt(6), 1 / np.sqrt(16), 1 / np.sqrt(16)]
    assert _selector(tmp_path, direct=worded, vectors=vectors).values(ARTICLE, choices) == pytest.approx(expected)
    assert _selector(tmp_path).values(ARTICLE, []) == []
    assert row("2024") == row("1999") != row("199"), "numbers are known by their length"


def test_selector_files(tmp_path: Path) -> None:
    assert Selector.load(tmp_path) is None
    _selector(tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    for name, damaged in {
        "a part is missing": {"vectors": np.zeros((4, 2), np.float16)},
        "parts do not fit": {
            n: np.zeros((3, 3) if n == "inner" else (BUCKETS, 2) if n == "vectors" else 3, np.float16)
            for n in ("vectors", "inner", "inner_bias", "outer", "direct")
        },
    }.items():
        save_file(damaged, tmp_path / FILE)
        with pytest.raises(ModelCorruptError, match=r"selector\.safetensors is damaged"):
            pytest.fail(f"{name}: {Selector.load(tmp_path)}")
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelCorruptError, match="copy the whole model folder again"):
        Selector.load(tmp_path)


def test_faltering_is_told_by_the_three_least_likely_pieces_after_the_first() -> None:
    assert least_likely([-9.0, -1.0, -0.1, -2.0, -3.0]) == pytest.approx(-2.0)
    assert least_likely([-9.0]) == 0.0
    ranker = Ranker(dict.fromkeys(FEATURES, 0.0), falter_penalty=0.5, falter_below=-1.5)
    assert ranker.faltering([-9.0, -1.0, -0.1, -2.0, -3.0]) == pytest.approx(0.25)
    assert ranker.faltering([-0.1, -0.2, -0.3]) == 0.0


class _Scorer:
    """A model that falters at every text that speaks of a factory, and counts what it was asked."""

    name = "scorer"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str | None]] = []

    def score(self, texts, outputs, control=None):  # type: ignore[no-untyped-def]
        self.asked += [(text, output, control) for text, output in zip(texts, outputs, strict=True)]
        return [[-0.1, -4.0 if "usine" in output else -0.2] for output in outputs]


def test_only_what_may_win_is_scored_and_the_best_unfaltering_choice_wins() -> None:
    entry = Entry("m", "summarization", ("fr",), path=".", controls={"abstract": "<abstract>", "extract": "<extract>"})
    ranker = Ranker(dict.fromkeys(FEATURES, 0.0), falter_penalty=0.5, falter_below=-1.0)
    factory, people = unit(SENTENCES[0]), unit(SENTENCES[1], "extract")
    gist, town = unit(SENTENCES[0], "gist", 0.0), unit(SENTENCES[2])
    choices = [[factory], [people, gist], [town]]
    backend = _Scorer()
    chosen = _least_faltering(["t"], [choices], [[2.0, 1.0, 0.5]], backend, entry, ranker)  # type: ignore[arg-type]
    assert chosen == [[people, gist]]
    assert backend.asked == [("t", SENTENCES[0], "<abstract>")], "a copy does not falter"
    assert _least_faltering(["t"], [[]], [[]], backend, entry, ranker) == [None]  # type: ignore[arg-type]


def test_a_choice_that_falters_wins_where_it_is_still_worth_most() -> None:
    entry = Entry("m", "summarization", ("fr",), path=".")
    ranker = Ranker(dict.fromkeys(FEATURES, 0.0), falter_penalty=0.5, falter_below=-1.0)
    choices = [[unit(SENTENCES[0])], [unit(SENTENCES[2])]]
    chosen = _least_faltering(["t"], [choices], [[2.0, 0.4]], _Scorer(), entry, ranker)  # type: ignore[arg-type]
    assert chosen == [choices[0]]


def test_ranker_files(tmp_path: Path) -> None:
    assert Ranker.load(tmp_path) is None
    path = tmp_path / "ranker.json"
    values = {
        "weights": dict.fromkeys(FEATURES, 0.5),
        "novelty_bonus": 0.4,
        "invention_penalty": 0.3,
        "pronoun_penalty": 0.1,
        "falter_penalty": 0.2,
        "speech_penalty": 0.3,
        "length_penalty": 0.02,
        "falter_below": -2.0,
    }
    path.write_text(json.dumps(values))
    assert Ranker.load(tmp_path) == Ranker(dict.fromkeys(FEATURES, 0.5), None, 0.4, 0.3, 0.1, 0.3, 0.02, 0.2, -2.0)
    path.write_text(json.dumps({**values, "weights": {}}))
    with pytest.raises(ModelCorruptError, match=r"ranker\.json is damaged"):
        Ranker.load(tmp_path)
    path.write_text("{")
    with pytest.raises(ModelCorruptError, match="copy the whole model folder again"):
        Ranker.load(tmp_path)


def test_choices_are_made_of_what_passes_and_of_the_opening() -> None:
    text = " ".join(SENTENCES)
    judge = judge_of(SENTENCES, read_source(text), NO_LISTS, "medium")
    job = Job(SENTENCES, text, [SENTENCES[2]], Reading(1, 0, 1.0), judge)
    abstracts = [Candidate(SENTENCES[0], -0.2, True), Candidate("Un incendie à Lyon a détruit une usine.", -0.1, True)]
    extracts = [Candidate(SENTENCES[1], -0.1, True)]
    failures: Counter[str] = Counter()
    choices = compose(job, abstracts, extracts, "medium", failures)
    assert failures == {"unsupported_name": 1}
    single = [choice[0] for choice in choices if len(choice) == 1]
    assert [(u.text, u.place) for u in single] == [(s, i) for i, s in enumerate(SENTENCES)]
    assert [u.kind for u in single] == ["abstract", "extract", "extract", "extract"]
    pairs = {tuple(u.text for u in choice) for choice in choices if len(choice) == 2}
    assert pairs == {(a, b) for a in SENTENCES for b in SENTENCES[1:] if a != b}, "copies come second"
    assert [u.score for u in single] == [-0.2, -0.1, None, None]
    assert all(len(choice) == 1 for choice in compose(job, abstracts, extracts, "short", failures))
    assert compose(job, abstracts[1:], [], "medium", failures) == [], "the opening alone is no work of the model"
