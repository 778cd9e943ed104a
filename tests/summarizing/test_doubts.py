"""Extracts whose opening a model reads: one that it doubts is said not to stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from summarize.engines.pool import ModelPool
from summarize.engines.registry import find_entry
from summarize.options import make_options
from summarize.pipeline import summaries_of
from summarize.summarizing.doubts import DOUBTED, ReferenceEstimator, extracts_of
from summarize.summarizing.extract import Extract
from summarize.text.document import Document

TITLE = "Une usine de papier ravagée par les flammes"
FIRE = "Un incendie a détruit mardi soir une usine de papier à Épinal, dans les Vosges."
SAFE = "Les 40 salariés présents sont sortis à temps."
MAYOR = "Le maire d'Épinal remercie les 80 pompiers venus de tous les Vosges."
COST = "Les dégâts sont estimés à 3 millions d'euros par l'assureur de Nancy."
SENTENCES = (FIRE, SAFE, MAYOR, COST)


class Counting:
    """Doubts some sentences, and does not read others; keeps what it was asked."""

    def __init__(self, *doubted: str):
        self.doubted = doubted
        self.asked: list[list[str]] = []

    def log_odds(self, openings: Sequence[str]) -> list[float | None]:
        self.asked.append(list(openings))
        return [None if len(own) > 1000 else 2.0 if own in self.doubted else -2.0 for own in openings]


def _estimator(*doubted: str) -> tuple[ReferenceEstimator, Counting]:
    reader: Any = Counting(*doubted)
    return ReferenceEstimator(reader, 0.7), reader


def _read(text: str, *doubted: str) -> tuple[Extract, Counting]:
    own, reader = _estimator(*doubted)
    (found,) = extracts_of([Document(text, "fr")], "medium", lambda: own)
    return found, reader


def test_the_opening_alone_is_read() -> None:
    found, reader = _read(" ".join(SENTENCES), SAFE)
    assert found.shown[:2] == (FIRE, SAFE) and found.is_opening
    assert reader.asked == [[FIRE]]


def test_an_opening_that_is_doubted_is_given_as_it_is_and_said_not_to_stand() -> None:
    found, _ = _read(" ".join(SENTENCES), FIRE)
    assert (found.stands, found.departure, found.text) == (False, DOUBTED, f"{FIRE} {SAFE}")


def test_a_quotation_before_what_is_said_of_it_is_not_read() -> None:
    quoted = "« La criminalité a doublé en dix ans dans notre pays. »"
    used = "Le député du Var Frank Leroy a justifié par ce chiffre mardi sa proposition de loi."
    found, reader = _read(f"{quoted} {used} {FIRE}", quoted)
    assert found.shown[:2] == (quoted, used) and found.stands and not reader.asked


def test_one_further_on_gives_way_to_the_articles_opening() -> None:
    text = f"Ils sont partis. {' '.join(SENTENCES)}"
    assert _read(text)[0].shown[0] == FIRE
    assert _read(text, FIRE)[0].text == f"Ils sont partis. {FIRE}"


def test_a_summary_that_opens_with_its_title_is_not_read() -> None:
    found, reader = _read(f"{TITLE}\n\n{' '.join(SENTENCES)}", FIRE)
    assert found.stands and found.shown[:2] == (f"{TITLE}.", FIRE) and reader.asked == []


def test_no_model_is_loaded_where_there_is_nothing_to_read() -> None:
    titled = Document(f"{TITLE}\n\n{' '.join(SENTENCES)}", "fr")
    (found,) = extracts_of([titled], "medium", lambda: pytest.fail("asked for"))
    assert found.stands


def test_a_title_that_the_opening_repeats_is_not_said_twice() -> None:
    title = FIRE.rstrip(".")
    found, _ = _read(f"{title}\n\n{' '.join(SENTENCES)}", FIRE)
    assert (found.stands, found.text) == (False, f"{FIRE} {SAFE}")


def test_a_doubted_opening_stands_under_a_title_that_says_more() -> None:
    title = "Un incendie détruit mardi une usine de papier à Épinal, dans les Vosges : tous les salariés sont sains"
    text = f"{title}\n\n{FIRE} {SAFE} {MAYOR}"
    assert _read(text)[0].units[0].fault is None, "the opening says most of it"
    found, _ = _read(text, FIRE)
    assert found.stands and found.shown[0].startswith(title) and found.shown[1] == FIRE


def test_articles_are_read_together_and_what_is_too_long_is_not_doubted() -> None:
    estimator, reader = _estimator(SAFE)
    found = extracts_of(
        [Document(text, "fr") for text in (f"{SAFE} {MAYOR}", f"{FIRE} {MAYOR}")], "medium", lambda: estimator
    )
    assert [own.stands for own in found] == [False, True] and len(reader.asked) == 1
    assert estimator.doubts(["mot " * 500, SAFE]) == pytest.approx([0.0, 0.88], abs=0.01)


def test_a_doubted_opening_is_a_fallback_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    _, reader = _estimator(FIRE)
    entry = find_entry("fr-en-opus", "translation")
    monkeypatch.setattr(ModelPool, "opening_reader", lambda *_: (reader, entry))
    (found,) = summaries_of([" ".join(SENTENCES)], ModelPool(make_options(threads=1, language="fr")))
    assert (found.status, found.departure) == ("fallback", "dangling_doubted")
    unread = make_options(language="fr", verify=False)
    assert ReferenceEstimator.at_hand(ModelPool(unread), "fr") is None


@pytest.mark.parametrize(("title", "stands"), [("", False), (f"{TITLE}\n\n", True)])
def test_a_headline_is_read_where_it_is_not_the_title(title: str, stands: bool) -> None:
    own, _ = _estimator(FIRE)
    (found,) = extracts_of([Document(title + " ".join(SENTENCES), "fr")], "headline", lambda: own)
    assert found.stands is stands


def test_only_french_is_read_and_nothing_where_results_are_reproducible() -> None:
    pool = ModelPool(make_options())
    found = pool.opening_reader("fr")
    assert found is not None and found[1].name == "fr-en-opus"
    again = pool.opening_reader("fr")
    assert again is not None and again[0] is found[0], "it is loaded once"
    assert pool.opening_reader("de") is None
    assert ModelPool(make_options(reproducible=True)).opening_reader("fr") is None


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


def test_the_shipped_one_doubts_what_readers_find_dangling() -> None:
    estimator = ReferenceEstimator.at_hand(ModelPool(make_options()), "fr")
    assert estimator is not None
    clear, dangling = estimator.doubts(CLEAR), estimator.doubts(DANGLING)
    assert max(clear) < estimator.most_doubt < min(dangling)


def test_a_line_that_names_what_follows_is_not_read_as_a_sentence() -> None:
    hook = "Camaïeu, c'est fini."
    found, reader = _read(f"{hook} {FIRE} {SAFE}", hook)
    assert found.stands and found.shown[:2] == (hook, FIRE) and reader.asked == []
