"""The one-shot functions: thin wrappers over models kept for the life of the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Never, Unpack, overload

from .documents import Document
from .engines.pool import shared_pool
from .engines.registry import registry
from .engines.store import is_local
from .errors import InputError
from .given import texts_of
from .options import ComputeType, Device, Doubtful, Engine, Length, OptionValues, make_options
from .pipeline import Summarizer
from .result import Summary, TranslatedText
from .translating.chain import translate_many


@overload
def summarize(text: str | Document, **options: Unpack[OptionValues]) -> Summary: ...  # type: ignore[overload-overlap]
@overload
def summarize(text: Sequence[str], **options: Unpack[OptionValues]) -> list[Summary]: ...
def summarize(
    text: str | Document | Sequence[str],
    *,
    language: str | None = None,
    to: str | None = None,
    length: Length = "medium",
    model: str | None = None,
    translator: str | None = None,
    doubtful: Doubtful = "withhold",
    offline: bool | None = None,
    device: Device = "auto",
    engine: Engine = "auto",
    compute_type: ComputeType = "auto",
    strict: bool = False,
    verify: bool = True,
    beam_size: int | None = None,
    threads: int | None = None,
    max_characters: int = 1_000_000,
    max_translation_characters: int = 100_000,
    min_words: int = 20,
    batch_articles: int = 16,
    server: str | None = None,
    prompt: str | None = None,
    context_tokens: int = 4096,
    timeout_seconds: float = 300.0,
    requests_at_once: int = 4,
    max_requests: int | None = None,
    max_tokens: int | None = None,
    reproducible: bool = False,
    **unknown: Never,
) -> Summary | list[Summary]:
    """Summarise one text, or a list of texts.

    Args:
        text: an article, a list of them (which gives a list of equal length and order), or a column of a table
            (pandas, polars, numpy, datasets); or a Document, as `read_document` gives it, whose page's title, author,
            date and address the Summary keeps.
        language: of the text (code or name, in English or French); None detects it; what a caller gives is final.
        to: language of a translation of the summary; None translates nothing.
        length: "headline", "short", "medium", "long", or a number of sentences from 1 to 20.
        model: registry name (see `available_models`), hub id, folder or server:NAME: that model writes; None takes the
            article's own sentences, or, in other languages than French, a fetched model that reads the language.
        translator: the same for the translation.
        doubtful: "withhold" ends a translation before the first sentence that failed a check, "show" gives it all
            with status "doubtful".
        offline: True never touches the network; None asks SUMMARIZE_OFFLINE and HF_HUB_OFFLINE.
        device: "auto", "cpu" or "cuda".
        engine: "auto", "ctranslate2" or "transformers".
        compute_type: "int8", "int8_float32", "float32", "float16", "bfloat16", or "auto" (int8 on a CPU).
        strict: True raises SupportError instead of falling back to the article's opening as it is.
        verify: False takes the model's first candidate unchecked; the result carries a warning.
        beam_size: 1 to 16; None takes the model's own setting.
        threads: CPU threads, 1 to 256; None takes the cores this process may use.
        max_characters: longer input is refused, not cut.
        max_translation_characters: the same, for a text that is translated whole.
        min_words: shorter input is returned as it is, with status "too_short".
        batch_articles: articles taken through the steps together, 1 to 4096.
        server: address of the server of model="server:NAME", as http://localhost:11434; None asks SUMMARIZE_SERVER.
        prompt: file with a prompt of one's own for that model; {text} stands for the article.
        context_tokens: of that model: prompt, article and answer together, 1024 to 10 000 000.
        timeout_seconds: for one answer of the server, up to 86 400.
        requests_at_once: to the server, 1 to 256.
        max_requests: to the server in all, those sent again included; then ServerError. None sets no limit.
        max_tokens: the same for tokens read and written, as the server counts them.
        reproducible: True gives the same bytes on every x86-64 processor, for several times the time of a model; see
            docs/reproducible.md. A process uses models in this way or in the other, else EngineError.

    Returns:
        A Summary; empty, too short or undetermined text gives one whose `status` says so.

    Raises:
        SummarizeError: one of its kinds, see `summarize.errors`; the message says how to fix it.
    """
    asked = make_options(
        language=language, to=to, length=length, model=model, translator=translator, doubtful=doubtful,
        offline=offline, device=device, engine=engine, compute_type=compute_type, strict=strict, verify=verify,
        beam_size=beam_size, threads=threads, max_characters=max_characters, min_words=min_words,
        max_translation_characters=max_translation_characters,
        batch_articles=batch_articles, server=server, prompt=prompt, context_tokens=context_tokens,
        timeout_seconds=timeout_seconds, requests_at_once=requests_at_once, max_requests=max_requests,
        max_tokens=max_tokens, reproducible=reproducible, **unknown,
    )  # fmt: skip
    summarizer = Summarizer.of(shared_pool(asked))
    if isinstance(text, Document):
        return replace(summarizer(text.text), source=text.source)
    given = texts_of(text, "summarize")
    if isinstance(given, str):
        return summarizer(given)
    return summarizer.summarize_many(given)


@overload
def translate(  # type: ignore[overload-overlap]
    text: str, *, source: str, target: str, model: str | None = ..., offline: bool | None = ..., device: Device = ...,
    engine: Engine = ..., compute_type: ComputeType = ..., threads: int | None = ...,
    max_translation_characters: int = ..., server: str | None = ..., prompt: str | None = ...,
    context_tokens: int = ..., timeout_seconds: float = ..., requests_at_once: int = ...,
    max_requests: int | None = ..., max_tokens: int | None = ..., reproducible: bool = ...,
) -> TranslatedText: ...  # fmt: skip
@overload
def translate(
    text: Sequence[str], *, source: str, target: str, model: str | None = ..., offline: bool | None = ...,
    device: Device = ..., engine: Engine = ..., compute_type: ComputeType = ..., threads: int | None = ...,
    max_translation_characters: int = ..., server: str | None = ..., prompt: str | None = ...,
    context_tokens: int = ..., timeout_seconds: float = ..., requests_at_once: int = ...,
    max_requests: int | None = ..., max_tokens: int | None = ..., reproducible: bool = ...,
) -> list[TranslatedText]: ...  # fmt: skip
def translate(
    text: str | Sequence[str],
    *,
    source: str,
    target: str,
    model: str | None = None,
    offline: bool | None = None,
    device: Device = "auto",
    engine: Engine = "auto",
    compute_type: ComputeType = "auto",
    threads: int | None = None,
    max_translation_characters: int = 100_000,
    server: str | None = None,
    prompt: str | None = None,
    context_tokens: int = 4096,
    timeout_seconds: float = 300.0,
    requests_at_once: int = 4,
    max_requests: int | None = None,
    max_tokens: int | None = None,
    reproducible: bool = False,
    **unknown: Never,
) -> TranslatedText | list[TranslatedText]:
    """Translate a text or a list of texts, sentence by sentence.

    Args:
        text: a text (paragraphs are kept), a list of them, or a column of a table (pandas, polars, numpy, datasets).
        source: its language, code or name.
        target: the language wanted.
        model: registry name, hub id, folder or server:NAME; None takes the pair on this machine, or two through
            English.
        offline: True never touches the network; None asks SUMMARIZE_OFFLINE and HF_HUB_OFFLINE.
        device: "auto", "cpu" or "cuda".
        engine: "auto", "ctranslate2" or "transformers".
        compute_type: "int8", "int8_float32", "float32", "float16", "bfloat16", or "auto" (int8 on a CPU).
        threads: CPU threads, 1 to 256; None takes the cores this process may use.
        max_translation_characters: a longer text is refused, not cut.
        server: address of the server of model="server:NAME", as http://localhost:11434; None asks SUMMARIZE_SERVER.
        prompt: file with a prompt of one's own for that model; {text} stands for the sentence.
        context_tokens: of that model: prompt, sentence and answer together, 1024 to 10 000 000.
        timeout_seconds: for one answer of the server, up to 86 400.
        requests_at_once: to the server, 1 to 256.
        max_requests: to the server in all, those sent again included; then ServerError. None sets no limit.
        max_tokens: the same for tokens read and written, as the server counts them.
        reproducible: True gives the same bytes on every x86-64 processor, for several times the time of a model; see
            docs/reproducible.md. A process uses models in this way or in the other, else EngineError.

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
    given = texts_of(text, "translate")
    many = [given] if isinstance(given, str) else given
    translated = translate_many(
        many, source=source, target=target, model=model, offline=offline, device=device, engine=engine,
        compute_type=compute_type, threads=threads, max_translation_characters=max_translation_characters,
        server=server, prompt=prompt, context_tokens=context_tokens, timeout_seconds=timeout_seconds,
        requests_at_once=requests_at_once, max_requests=max_requests, max_tokens=max_tokens,
        reproducible=reproducible, **unknown,
    )  # fmt: skip
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
