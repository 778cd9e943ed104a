"""Text in, Summary out, step by step in the order the data flows.

    take in -> tell the language -> route -> (translate in) -> (write) -> draft -> (translate) -> assemble

Each step takes values and returns new ones. Input: one text or many. Output: one Summary each, in order. Raises for:
what is no text, what is longer than the limit, a language that no model at hand reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import Never, TypeVar

from .assembly import assembled, failed
from .engines.pool import ModelPool
from .engines.usage import Usage, counted
from .errors import InputError, ModelError, UnsupportedLanguageError, as_ours
from .given import list_of, require_size
from .intake import Intake, take_in, with_language
from .options import ComputeType, Device, Doubtful, Engine, Length, Options, make_options
from .result import Summary
from .summarizing.draft import Draft, draft_of
from .summarizing.writing import NOTHING_WRITTEN, write
from .text.document import Document
from .translating.chain import translate_through
from .translating.translate import Translation

_Key = TypeVar("_Key")


class Summarizer:
    """Holds loaded models; safe to share between threads; a context manager.

    The options hold for every call.

    Args:
        language: of the text (code or name, in English or French); None detects it; what a caller gives is final.
        to: language of a translation of the summary; None translates nothing.
        length: "headline", "short", "medium", "long", or a number of sentences from 1 to 20.
        model: registry name (see `available_models`), hub id or folder: that model writes; None takes the article's own
            sentences, or, in other languages than French, a fetched model that reads the language.
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

    Raises:
        OptionError: an option is unknown or out of range.
    """

    def __init__(
        self,
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
    ):
        asked = make_options(
            language=language, to=to, length=length, model=model, translator=translator, doubtful=doubtful,
            offline=offline, device=device, engine=engine, compute_type=compute_type, strict=strict, verify=verify,
            beam_size=beam_size, threads=threads, max_characters=max_characters, min_words=min_words,
            max_translation_characters=max_translation_characters,
            batch_articles=batch_articles, server=server, prompt=prompt, context_tokens=context_tokens,
            timeout_seconds=timeout_seconds, requests_at_once=requests_at_once, max_requests=max_requests,
            max_tokens=max_tokens, reproducible=reproducible, **unknown,
        )  # fmt: skip
        self._models = ModelPool(asked)

    @classmethod
    def of(cls, models: ModelPool) -> Summarizer:
        """A summariser with the models, and the options, of a pool."""
        made = cls.__new__(cls)
        made._models = models
        return made

    @property
    def options(self) -> Options:
        """What every call is made with."""
        return self._models.options

    def __enter__(self) -> Summarizer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, text: str) -> Summary:
        """Summarise one text; the same as `summarize_many([text])[0]`."""
        return self.summarize_many([text])[0]

    def summarize_many(self, texts: Sequence[str], *, keep_going: bool = False) -> list[Summary]:
        """Summarise texts together: a list of equal length and order.

        Args:
            texts: the articles.
            keep_going: an item that cannot be summarised gives a Summary of status "error" in its place, and the
                others are done; a model that cannot be had (ModelError), which stops them all, is raised all the same.

        Raises:
            InputError: an item is no text, or too long.
            UnsupportedLanguageError: no model at hand reads an item's language.
            ModelError, EngineError: a model cannot be had or used.
            SupportError: strict=True, and an item fell back.
        """
        texts = list_of(texts, "summarize_many")
        size = self.options.batch_articles
        chunks = [list(texts[i : i + size]) for i in range(0, len(texts), size)]
        process = self._by_halves if keep_going else self._process
        return [summary for chunk in chunks for summary in process(chunk)]

    def stream(self, texts: Iterable[str]) -> Iterator[Summary]:
        """Summarise an endless supply in bounded memory: same order; a failure stands in its place, status "error"."""
        if isinstance(texts, str | bytes):
            raise InputError("stream takes many texts; for one text call the summariser itself.")
        if not isinstance(texts, Iterable):
            raise InputError(f"stream takes many texts, one after the other, not {type(texts).__name__}.")
        supply = iter(texts)
        while batch := list(islice(supply, self.options.batch_articles)):
            try:
                yield from self._by_halves(batch)
            except ModelError as error:
                yield from (failed(error) for _ in batch)

    def close(self) -> None:
        """Free the models. The next call loads them again."""
        self._models.close()

    def _by_halves(self, texts: list[str]) -> list[Summary]:
        """The summaries of some articles; where something fails on them together, those of each half: what one article
        causes is that one's error. An article alone differs from one among others by floating point at most."""
        try:
            return self._process(texts, keep_going=True)
        except ModelError:
            raise
        except Exception as error:  # whatever it is, it costs one article
            if len(texts) == 1:
                return [failed(as_ours(error))]
        half = len(texts) // 2
        return [*self._by_halves(texts[:half]), *self._by_halves(texts[half:])]

    def _process(self, texts: list[str], keep_going: bool = False) -> list[Summary]:
        """What happens to some articles, in order."""
        with counted() as usage:
            return self._steps(texts, keep_going, usage)

    def _steps(self, texts: list[str], keep_going: bool, usage: Usage) -> list[Summary]:
        seconds: dict[str, float] = {}
        with _timed(seconds, "clean"):
            cleaned = [take_in(text, self.options) for text in texts]
        with _timed(seconds, "detect"):
            told = [with_language(intake, self.options) for intake in cleaned]
        intakes = [self._routed(intake) for intake in told]
        _raise_first(intakes, keep_going)
        with _timed(seconds, "translate_in"):
            articles = self._read(intakes)
        with _timed(seconds, "summarise"):
            drafts = self._draft(intakes, articles)
        _raise_first(drafts.values(), keep_going)
        with _timed(seconds, "translate"):
            translations = self._translate(intakes, drafts)
        timing = {name: taken / len(texts) for name, taken in seconds.items()}
        used = usage.share(len(texts))
        return [
            assembled(intake, drafts.get(i), translations.get(i), models=self._models, timing=timing, usage=used)
            for i, intake in enumerate(intakes)
        ]

    def _routed(self, intake: Intake) -> Intake:
        """An intake with the models it goes through."""
        try:
            if intake.status is not None:
                return replace(intake, translators=self._models.translators_from(intake.language))
            route = self._models.route(intake.language)
            if route.before:
                limit = self.options.max_translation_characters
                require_size(intake.cleaned.text, limit, "max_translation_characters")
        except (UnsupportedLanguageError, InputError) as error:
            return replace(intake, status="error", error=error)
        return replace(intake, route=route, translators=route.after)

    def _read(self, intakes: Sequence[Intake]) -> dict[int, Document]:
        """The articles to be summarised by their number, translated where no model reads their language."""
        found: dict[int, Document] = {}
        for (before, told, language), members in _grouped(intakes, lambda intake: intake.way_in).items():
            texts = [intakes[i].cleaned.text for i in members]
            translated = translate_through(texts, before, told, self._models, check=False)
            found |= {i: Document(one.text, language) for i, one in zip(members, translated, strict=True)}
        return found

    def _draft(self, intakes: Sequence[Intake], articles: dict[int, Document]) -> dict[int, Draft]:
        """The drafts of the articles by their number; those that go to one model are written together."""
        found: dict[int, Draft] = {}
        for route, members in _grouped(intakes, lambda intake: intake.route).items():
            texts, options = [articles[i] for i in members], self.options
            rows = [NOTHING_WRITTEN] * len(texts)
            if writer := self._models.writer(route):
                rows = write(texts, writer.backend, writer.entry, length=options.length, beam_size=options.beam_size)
            drafts = [draft_of(text, row, options) for text, row in zip(texts, rows, strict=True)]
            found |= dict(zip(members, drafts, strict=True))
        return found

    def _translate(self, intakes: Sequence[Intake], drafts: dict[int, Draft]) -> dict[int, Translation]:
        """The translations of what is shown, by its number; those by one translator are made together."""
        shown = {i: drafts[i].summary.text if i in drafts else intake.text for i, intake in enumerate(intakes)}
        found: dict[int, Translation] = {}
        for (names, language), members in _grouped(intakes, lambda intake: intake.way_out).items():
            texts = {i: shown[i] for i in members if shown[i] and not (i in drafts and drafts[i].error)}
            translated = translate_through(list(texts.values()), names, language, self._models)
            found |= dict(zip(texts, translated, strict=True))
        return found


def _grouped(intakes: Sequence[Intake], key: Callable[[Intake], _Key | None]) -> dict[_Key, list[int]]:
    """The numbers of the intakes that have the same key; those without one are left out."""
    groups: dict[_Key, list[int]] = {}
    for i, intake in enumerate(intakes):
        if (own := key(intake)) is not None:
            groups.setdefault(own, []).append(i)
    return groups


def _raise_first(items: Iterable[Intake | Draft], keep_going: bool) -> None:
    error = next((item.error for item in items if item.error), None)
    if error and not keep_going:
        raise error


@contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Keep the seconds spent inside under a name."""
    started = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - started
