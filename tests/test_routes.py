"""Which models a text goes through: a table of languages and registries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.engines.registry import Entry
from summarize.engines.routes import Route, plan_default, plan_route, translation_chain
from summarize.errors import UnsupportedLanguageError


def _entries(*names: str) -> list[Entry]:
    """ "fr" is a summariser of French, "fr+en" one of both, "fr-en" a translator."""
    found = []
    for name in names:
        translator = "-" in name
        languages = tuple(name.replace("+", "-").split("-"))
        found.append(Entry(name, "translation" if translator else "summarization", languages))
    return found


def _plan(language: str, to: str | None, *names: str, absent: str = "") -> Route:
    return plan_route(language, to, _entries(*names), lambda e: e.name not in absent.split())


@pytest.mark.parametrize(
    ("language", "to", "names", "route"),
    [
        ("fr", None, ("fr",), Route((), "fr", "fr", ())),
        ("fr", "fr", ("fr",), Route((), "fr", "fr", ())),
        ("fr", "en", ("fr", "fr-en"), Route((), "fr", "fr", ("fr-en",))),
        ("fr", "de", ("fr", "fr-en", "en-de"), Route((), "fr", "fr", ("fr-en", "en-de"))),
        ("fr", "de", ("fr", "fr-en", "en-de", "fr-de"), Route((), "fr", "fr", ("fr-de",))),
        ("en", None, ("fr", "en-fr"), Route(("en-fr",), "fr", "fr", ())),
        ("en", None, ("fr", "en-fr", "fr-en"), Route(("en-fr",), "fr", "fr", ("fr-en",))),
        ("en", "fr", ("fr", "en-fr"), Route(("en-fr",), "fr", "fr", ())),
        ("de", "en", ("fr", "de-en", "en-fr", "fr-en"), Route(("de-en", "en-fr"), "fr", "fr", ("fr-en",))),
        ("en", None, ("fr", "en-fr", "fr+en"), Route((), "fr+en", "en", ())),
        ("fr", None, ("fr", "fr+en"), Route((), "fr", "fr", ())),
    ],
)
def test_routes(language: str, to: str | None, names: tuple[str, ...], route: Route) -> None:
    assert _plan(language, to, *names) == route


def test_models_that_may_not_be_used_are_passed_over() -> None:
    assert _plan("fr", None, "fr", "fr+en", absent="fr").summariser == "fr+en"


@pytest.mark.parametrize(
    ("language", "to", "names"),
    [
        ("en", None, ("fr",)),
        ("fr", "en", ("fr",)),
        ("fr", "de", ("fr", "fr-en")),
        ("fr", None, ()),
        ("und", None, ("fr",)),
    ],
)
def test_no_way_is_said(language: str, to: str | None, names: tuple[str, ...]) -> None:
    with pytest.raises(UnsupportedLanguageError, match="language="):
        _plan(language, to, *names)


def test_the_message_names_what_to_pull() -> None:
    with pytest.raises(UnsupportedLanguageError) as caught:
        _plan("en", None, "fr", "en", absent="en")
    assert "English (en)" in str(caught.value)
    assert "summarize models pull en" in str(caught.value)
    assert "those here read: fr" in str(caught.value)


def test_the_message_names_a_missing_translator() -> None:
    with pytest.raises(UnsupportedLanguageError, match="summarize models pull fr-de"):
        _plan("fr", "de", "fr", "fr-de", absent="fr-de")


def test_without_a_translator_the_summary_is_said_to_be_had_in_the_articles_language() -> None:
    with pytest.raises(UnsupportedLanguageError) as caught:
        plan_default("de", "en", _entries("fr", "fr-en"), lambda entry: True)
    said = str(caught.value)
    assert said.startswith("no model on this machine translates German (de) into English (en). Without to= (--to) ")
    assert "the summary comes in German" in said and "summarises" not in said and "(--language)" in said


def test_chain_is_direct_then_through_english() -> None:
    usable = _entries("fr-en", "en-es", "de-en", "fr-es")
    assert translation_chain("fr", "es", usable) == ("fr-es",)
    assert translation_chain("de", "es", usable) == ("de-en", "en-es")
    assert translation_chain("fr", "fr", usable) == translation_chain("fr", None, usable) == ()
    assert translation_chain("es", "fr", usable) is None


def test_the_first_of_two_equal_translators_is_taken() -> None:
    one, two = Entry("one", "translation", ("fr", "en")), Entry("two", "translation", ("fr", "en"))
    assert translation_chain("fr", "en", [one, two]) == ("one",)
    assert translation_chain("fr", "en", [two, one]) == ("two",)
    assert translation_chain("fr", "en", [replace(one, by_default=False), two]) == ("two",)


def test_a_summariser_is_no_translator() -> None:
    assert translation_chain("fr", "en", _entries("fr+en")) is None
