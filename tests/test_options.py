"""Options: checked once at the door, each refusal lists what is allowed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from summarize import Options, SummarizeError, Summarizer
from summarize.errors import OptionError, UnknownLanguageError
from summarize.options import make_options


def test_defaults_are_valid() -> None:
    assert make_options() == Options()


def test_languages_are_normalised() -> None:
    options = make_options(language="French", to="eng")
    assert (options.language, options.to) == ("fr", "en")


@pytest.mark.parametrize("length", ["headline", "short", "medium", "long", 1, 20])
def test_lengths(length: Any) -> None:
    assert make_options(length=length).length == length


@pytest.mark.parametrize(
    ("name", "value", "listed"),
    [
        ("length", "tiny", "headline, short, medium, long"),
        ("length", 0, "1 to 20"),
        ("length", 21, "1 to 20"),
        ("length", True, "1 to 20"),
        ("length", 2.5, "1 to 20"),
        ("length", None, "1 to 20"),
        ("length", ["short"], "1 to 20"),
        ("engine", "onnx", "auto, ctranslate2, transformers"),
        ("device", "tpu", "auto, cpu, cuda"),
        ("compute_type", "int4", "int8"),
        ("beam_size", 0, "1 to 16"),
        ("beam_size", 17, "1 to 16"),
        ("beam_size", "4", "1 to 16"),
        ("beam_size", True, "1 to 16"),
        ("threads", 0, "1 to 256"),
        ("batch_articles", 0, "1 to 4096"),
        ("batch_articles", None, "1 to 4096"),
        ("max_characters", -1, "1 to"),
        ("max_characters", None, "1 to"),
        ("max_characters", 1.5, "1 to"),
        ("min_words", -1, "0 to"),
        ("min_words", None, "0 to"),
    ],
)
def test_refusals_list_what_is_allowed(name: str, value: Any, listed: str) -> None:
    with pytest.raises(OptionError) as caught:
        make_options(**{name: value})
    assert name in str(caught.value) and repr(value) in str(caught.value) and listed in str(caught.value)


@pytest.mark.parametrize("name", ["language", "to"])
@pytest.mark.parametrize("value", ["klingon", "xx", "français québécois du nord"])
def test_unknown_languages(name: str, value: str) -> None:
    with pytest.raises(UnknownLanguageError, match="ISO 639"):
        make_options(**{name: value})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "language",
            "auto",
            r"^language='auto' is no language; without language= \(--language\) the language is detected",
        ),
        ("to", "Auto", r"without to= \(--to\) nothing is translated"),
        ("to", "und", "no language that can be translated into"),
    ],
)
def test_what_is_no_language_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(UnknownLanguageError, match=said) as caught:
        make_options(**{name: value})
    assert "Did you mean" not in str(caught.value)


@pytest.mark.parametrize("name", ["language", "to", "model", "translator"])
def test_values_of_the_wrong_type_are_option_errors(name: str) -> None:
    with pytest.raises(SummarizeError):
        Summarizer(**{name: 5})("Le maire du village a ouvert hier la nouvelle école, en présence des élus. " * 3)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(OptionError) as caught:
        Summarizer(lenght="short")
    assert "'lenght'" in str(caught.value)
    for field in fields(Options):
        assert field.name in str(caught.value)


def test_options_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        make_options().length = "short"  # type: ignore[misc]
