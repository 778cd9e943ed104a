"""Extracts whose opening a model reads: one that it doubts is said not to stand."""

from __future__ import annotations

from typing import Any

import pytest

from summarize.engines.packages import find_base
from summarize.engines.pool import ModelPool
from summarize.engines.registry import Entry, find_entry
from summarize.options import make_options
from summarize.pipeline import summaries_of
from summarize.summarizing.doubts import DOUBTED, ReferenceEstimator, extracts_of, prompt_of
from summarize.summarizing.extract import Extract
from summarize.text.document import Document
from tests.translating.test_quality import Pretrained

TITLE = "Une usine de papier ravagée par les flammes"
FIRE = "Un incendie a détruit mardi soir une usine de papier à Épinal, dans les Vosges."
SAFE = "Les 40 salariés présents sont sortis à temps."
MAYOR = "Le maire d'Épinal remercie les 80 pompiers venus de tous les Vosges."
COST = "Les dégâts sont estimés à 3 millions d'euros par l'assureur de Nancy."
SENTENCES = (FIRE, SAFE, MAYOR, COST)
ENTRY = Entry("quality", "quality-estimation", ("fr", "en"), path=".", most_opening_doubt=0.7)


class Counting(Pretrained):
    """Doubts some sentences; keeps the prompts that it was asked."""

    def __init__(self, *doubted: str):
        super().__init__({s: 0.9 if s in doubted else 0.0 for s in (*SENTENCES, f"{TITLE}.")})
        self.prompts: list[str] = []
        self.calls = 0

    def choose(self, prompts: Any, among: Any) -> Any:
        self.calls += 1
        self.prompts += ["".join(parts) for parts in prompts]
        return super().choose(prompts, among)


def _read(text: str, *doubted: str) -> tuple[Extract, Counting]:
    estimator: Any = Counting(*doubted)
    own = ReferenceEstimator(estimator, ENTRY)
    (found,) = extracts_of([Document(text, "fr")], "medium", lambda: own)
    return found, estimator


def test_the_opening_alone_is_read() -> None:
    found, estimator = _read(" ".join(SENTENCES), SAFE)
    assert found.shown[:2] == (FIRE, SAFE) and found.is_opening
    assert estimator.prompts == [f"Résumé : {FIRE}\nPhrase : {FIRE}\nVerdict:"]


def test_what_stands_before_a_sentence_is_read_before_it() -> None:
    assert "".join(prompt_of(FIRE, SAFE)) == f"Résumé : {FIRE} {SAFE}\nPhrase : {SAFE}\nVerdict:"


def test_an_opening_that_is_doubted_is_given_as_it_is_and_said_not_to_stand() -> None:
    found, _ = _read(" ".join(SENTENCES), FIRE)
    assert (found.stands, found.departure, found.text) == (False, DOUBTED, f"{FIRE} {SAFE}")


def test_one_further_on_gives_way_to_the_articles_opening() -> None:
    text = f"Ils sont partis. {' '.join(SENTENCES)}"
    assert _read(text)[0].shown[0] == FIRE
    assert _read(text, FIRE)[0].text == f"Ils sont partis. {FIRE}"


def test_a_summary_that_opens_with_its_title_is_not_read() -> None:
    found, estimator = _read(f"{TITLE}\n\n{' '.join(SENTENCES)}", FIRE)
    assert found.stands and found.shown[:2] == (f"{TITLE}.", FIRE) and estimator.prompts == []


def test_no_model_is_loaded_where_there_is_nothing_to_read() -> None:
    titled = Document(f"{TITLE}\n\n{' '.join(SENTENCES)}", "fr")
    (found,) = extracts_of([titled], "medium", lambda: pytest.fail("asked for"))
    assert found.stands


def test_a_title_that_the_opening_repeats_is_not_said_twice() -> None:
    title = FIRE.rstrip(".")
    found, _ = _read(f"{title}\n\n{' '.join(SENTENCES)}", FIRE)
    assert (found.stands, found.text) == (False, f"{FIRE} {SAFE}")


def test_articles_are_read_together_and_what_is_too_long_is_not_doubted() -> None:
    model: Any = Counting(SAFE)
    estimator = ReferenceEstimator(model, ENTRY)
    found = extracts_of(
        [Document(text, "fr") for text in (f"{SAFE} {MAYOR}", f"{FIRE} {MAYOR}")], "medium", lambda: estimator
    )
    assert [own.stands for own in found] == [False, True] and model.calls == 1
    assert estimator.doubts(["mot " * 500, SAFE]) == pytest.approx([0.0, 0.95])


def test_a_doubted_opening_is_a_fallback_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        backend, entry = Counting(FIRE), find_entry("fr-en-quality", "quality-estimation")

    monkeypatch.setattr(ModelPool, "reference_estimator", lambda *_: Model)
    (found,) = summaries_of([" ".join(SENTENCES)], ModelPool(make_options(threads=1, language="fr")))
    assert (found.status, found.departure) == ("fallback", "dangling_doubted")
    unread = make_options(language="fr", verify=False)
    assert ReferenceEstimator.at_hand(ModelPool(unread), "fr") is None


@pytest.mark.parametrize(("title", "stands"), [("", False), (f"{TITLE}\n\n", True)])
def test_a_headline_is_read_where_it_is_not_the_title(title: str, stands: bool) -> None:
    estimator: Any = Counting(FIRE)
    own = ReferenceEstimator(estimator, ENTRY)
    (found,) = extracts_of([Document(title + " ".join(SENTENCES), "fr")], "headline", lambda: own)
    assert found.stands is stands


def test_only_french_is_read_and_nothing_where_results_are_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.engines.pool.is_local", lambda _: True)
    monkeypatch.setattr(ModelPool, "_loaded", lambda _, name, *__: name)
    assert ModelPool(make_options()).reference_estimator("fr") == "fr-en-quality"
    assert ModelPool(make_options()).reference_estimator("de") is None
    assert ModelPool(make_options(reproducible=True)).reference_estimator("fr") is None


#: Clear, and as readers found them dangling.
CLEAR = (
    "Le maire de Lyon a ouvert deux écoles lundi.",
    "Un incendie a détruit une usine de papier à Épinal, dans les Vosges.",
    "Emmanuel Macron a reçu les syndicats mardi à l'Élysée.",
)
DANGLING = (
    "L'établissement avait déjà fermé pendant deux mois au printemps.",
    "La jeune femme avait été condamnée à six mois avec sursis.",
    "Le suspect a reconnu les faits pendant sa garde à vue.",
)


@pytest.mark.skipif(not find_base("gemma-3-270m").is_installed, reason="pip install 'summarize[gemma]'")
def test_the_shipped_one_doubts_what_readers_find_dangling() -> None:
    model = ModelPool(make_options()).reference_estimator("fr")
    assert model is not None
    estimator = ReferenceEstimator.of(model)
    clear, dangling = estimator.doubts(CLEAR), estimator.doubts(DANGLING)
    assert max(clear) < float(estimator.entry.most_opening_doubt or 0) < min(dangling)
