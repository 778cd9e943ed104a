"""A direction is an agreement: a model that cannot do what is asked is refused by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny_models import copy_model

from summarize import Summarizer, summarize, translate
from summarize.engines.registry import Entry
from summarize.engines.routes import require_direction
from summarize.errors import InputError, SummarizeError, UnsupportedLanguageError
from summarize.translating.numerals import write

ENGLISH = "The mayor left the town on Tuesday."
FRENCH = "Le maire a quitté la ville mardi."


@pytest.mark.parametrize(
    ("source", "target", "model"),
    [("en", "fr", "fr-en-opus"), ("fr", "fr", "fr-en-opus"), ("fr", "de", "fr-en-opus"), ("de", "fr", "en-fr-opus")],
)
def test_a_model_of_another_direction_is_refused_by_name(source: str, target: str, model: str) -> None:
    with pytest.raises(UnsupportedLanguageError, match=f"'{model}' translates .* not .*"):
        translate(ENGLISH, source=source, target=target, model=model)


def test_a_folder_of_another_direction_is_refused_by_name(tiny_marian: Path, tmp_path: Path) -> None:
    folder = copy_model(tiny_marian, tmp_path / "own-model-fr-en")
    with pytest.raises(UnsupportedLanguageError, match=r"'own-model-fr-en' translates French \(fr\) into English"):
        translate(ENGLISH, source="en", target="fr", model=str(folder))
    assert isinstance(translate(FRENCH, source="fr", target="en", model=str(folder)), str)


def test_what_ends_like_a_pair_and_is_none_is_not_compared() -> None:
    require_direction(Entry("opus-mt-roa-en", "translation", ("roa", "en")), "fr", "en")
    require_direction(Entry("own", "translation", ()), "fr", "en")
    require_direction(Entry("own", "translation", ("fra", "eng")), "fr", "en")
    with pytest.raises(UnsupportedLanguageError):
        require_direction(Entry("opus-mt-roa-en", "translation", ("roa", "en")), "fr", "de")


@pytest.mark.parametrize("text", [FRENCH, FRENCH * 8], ids=["too short", "an article"])
def test_a_translator_of_another_direction_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnsupportedLanguageError, match="'en-fr-opus' translates English"):
        summarize(text, language="fr", to="en", translator="en-fr-opus")
    with Summarizer(language="fr", to="en", translator="en-fr-opus") as summarizer:
        (found,) = summarizer.summarize_many([text], keep_going=True)
    assert found.status == "error" and found.translation is None and "'en-fr-opus'" in str(found.error)


def test_a_translator_that_is_not_needed_is_not_refused() -> None:
    assert summarize(FRENCH, language="fr", to="fr", translator="en-fr-opus").status == "too_short"


def test_a_short_text_is_translated_by_the_translator_that_was_named(tiny_marian: Path) -> None:
    assert summarize(FRENCH, language="fr", to="en", translator=str(tiny_marian)).translator == tiny_marian.name


@pytest.mark.parametrize(
    "call",
    [
        lambda: translate(ENGLISH, source="en", target=None),  # type: ignore[call-overload]
        lambda: translate(ENGLISH, source=None, target="fr"),  # type: ignore[call-overload]
        lambda: list(Summarizer().stream(None)),  # type: ignore[arg-type]
        lambda: list(Summarizer().stream(5)),  # type: ignore[arg-type]
    ],
    ids=["no target", "no source", "a stream of nothing", "a stream of a number"],
)
def test_nothing_in_the_place_of_something_is_a_clear_error(call: Callable[[], Any]) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["1" * 5_000, "1" * 5_000 + ",5", "1" * 5_000 + " €", "-" + "9" * 9_000 + " %"])
def test_a_number_of_any_length_is_translated(text: str) -> None:
    assert translate(f"Il a {text}.", source="fr", target="en")
    with pytest.raises(SummarizeError, match="length="):
        summarize(FRENCH, length=10**30)


def test_a_long_number_is_grouped_as_a_short_one() -> None:
    assert write("1040", "en", is_grouped=True) == "1,040" and write("1040", "en") == "1040"
    assert write("40500.5", "fr") == "40\u202f500,5"
    long = write("12" + "345" * 1666, "en")
    assert long.startswith("12,345,345,") and long.replace(",", "") == "12" + "345" * 1666
