"""The one-shot functions: thin wrappers over models kept for the life of the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Unpack, overload

from .documents import Document
from .engines.pool import shared_pool
from .engines.registry import registry
from .engines.store import is_local
from .errors import InputError, OptionError
from .given import texts_of
from .options import ModelValues, OptionValues, make_options, takes_options
from .result import Summary, TranslatedText
from .summarizer import Summarizer
from .translating.chain import translate_many


@overload
def summarize(text: str | Document, **options: Unpack[OptionValues]) -> Summary: ...  # type: ignore[overload-overlap]
@overload
def summarize(text: Sequence[str], **options: Unpack[OptionValues]) -> list[Summary]: ...
@takes_options(OptionValues)
def summarize(text: str | Document | Sequence[str], **options: Unpack[OptionValues]) -> Summary | list[Summary]:
    """Summarise one text, or a list of texts.

    Args:
        text: an article, a list of them (which gives a list of equal length and order), or a column of a table
            (pandas, polars, numpy, datasets); or a Document, as `read_document` gives it, whose page's title, author,
            date and address the Summary keeps.
        **options: see `Options`: each is an argument of that name, such as `length="short"`.

    Returns:
        A Summary; empty, too short or undetermined text gives one whose `status` says so.

    Raises:
        SummarizeError: one of its kinds, see `summarize.errors`; the message says how to fix it.
    """
    summarizer = Summarizer.of(shared_pool(make_options(**options)))
    if isinstance(text, Document):
        return replace(summarizer(text.text), source=text.source)
    given = texts_of(text, "summarize")
    return summarizer(given) if isinstance(given, str) else summarizer.summarize_many(given)


@overload
def translate(  # type: ignore[overload-overlap]
    text: str, *, source: str, target: str, model: str | None = ..., **options: Unpack[ModelValues]
) -> TranslatedText: ...
@overload
def translate(
    text: Sequence[str], *, source: str, target: str, model: str | None = ..., **options: Unpack[ModelValues]
) -> list[TranslatedText]: ...
@takes_options(ModelValues)
def translate(
    text: str | Sequence[str], *, source: str, target: str, model: str | None = None, **options: Unpack[ModelValues]
) -> TranslatedText | list[TranslatedText]:
    """Translate a text or a list of texts, sentence by sentence.

    Args:
        text: a text (paragraphs are kept), a list of them, or a column of a table (pandas, polars, numpy, datasets).
        source: its language, code or name.
        target: the language wanted.
        model: registry name, hub id, folder or server:NAME; None takes the pair on this machine, or two through
            English.
        **options: see `Options`, from `offline` on: which engine, how much, which server.

    Returns:
        A str for a text, a list of equal length and order for a list. Whoever asks for a translation gets it, whatever
        the checks say; so each str also has a `status` ("ok", or "doubtful" where a sentence failed a check or its
        languages cannot be checked in full) and `warnings`: `translate("Bonjour.", source="fr", target="en").status`.

    Raises:
        InputError: what was given is no text, or a language is None.
        UnsupportedLanguageError: no translator at hand goes that way.
    """
    for name, value in (("source", source), ("target", target)):
        if value is None:
            raise InputError(
                f"translate needs {name}=, the language, such as translate(text, source='fr', target='en'); "
                f"detect_language(text).language tells that of a text."
            )
    for name, own in (("language", "source"), ("to", "target"), ("translator", "model")):
        if name in options:
            raise OptionError(f"translate has no option {name!r}; it is {own}= here.")
    given = texts_of(text, "translate")
    many = [given] if isinstance(given, str) else given
    translated = translate_many(many, source=source, target=target, model=model, **options)
    return translated[0] if isinstance(given, str) else translated


@dataclass(frozen=True, slots=True)
class AvailableModel:
    """A line of the registry, for people: `local` says that no network is needed."""

    name: str
    task: str
    languages: tuple[str, ...]
    origin: str
    licence: str
    local: bool


def available_models(task: str | None = None) -> list[AvailableModel]:
    """All models of the registry, those of one task only if asked ("summarization" or "translation")."""
    return [
        AvailableModel(e.name, e.task, e.languages, e.origin, e.licence, is_local(e))
        for e in registry().values()
        if task in (None, e.task)
    ]
