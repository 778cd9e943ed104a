"""What happens to an article, step by step in the order the data flows.

    take in -> tell the language -> route -> (translate in) -> (write) -> draft -> (translate) -> assemble

Each step takes values and returns new ones, for some articles together. Input: texts, and the models that their options
ask for. Output: one Summary each, in order. Raises for: what is no text, what is longer than the limit, a language that
no model at hand reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TypeVar

from .assembly import assembled
from .engines.pool import ModelPool
from .engines.usage import counted
from .errors import InputError, UnsupportedLanguageError
from .given import require_size
from .intake import Intake, take_in, with_language
from .result import Summary
from .summarizing.doubts import ReferenceEstimator, extracts_of
from .summarizing.draft import Draft, draft_of
from .summarizing.writing import NOTHING_WRITTEN, write
from .text.document import Document
from .translating.chain import translate_through
from .translating.translate import Translation

_Key = TypeVar("_Key")


def summaries_of(texts: Sequence[str], models: ModelPool, *, keep_going: bool = False) -> list[Summary]:
    """Summarise some articles, each step for all of them before the next.

    Args:
        texts: at least one.
        models: those of the options.
        keep_going: an article that cannot be summarised gives a Summary of status "error" in its place, one that cannot
            be translated its summary without a translation.

    Raises:
        SummarizeError: the first error of an article, unless `keep_going`; a model that cannot be had in any case.
    """
    options, seconds = models.options, dict[str, float]()
    with counted() as usage:
        with _timed(seconds, "clean"):
            cleaned = [take_in(text, options) for text in texts]
        with _timed(seconds, "detect"):
            told = [with_language(intake, options) for intake in cleaned]
        intakes = [_routed(intake, models, keep_going) for intake in told]
        _raise_first(intakes, keep_going)
        with _timed(seconds, "translate_in"):
            articles = _read(intakes, models)
        with _timed(seconds, "summarise"):
            drafts = _draft(intakes, articles, models)
        _raise_first(drafts.values(), keep_going)
        with _timed(seconds, "translate"):
            translations = _translate(intakes, drafts, models)
    timing = {name: taken / len(texts) for name, taken in seconds.items()}
    used = usage.share(len(texts))
    return [
        assembled(intake, drafts.get(i), translations.get(i), models=models, timing=timing, usage=used)
        for i, intake in enumerate(intakes)
    ]


def _routed(intake: Intake, models: ModelPool, keep_going: bool) -> Intake:
    """An intake with the models it goes through; `keep_going` as in `summaries_of`."""
    try:
        if intake.status is not None:
            return replace(intake, translators=models.translators_from(intake.language))
        route = models.route(intake.language)
        if route.before:
            limit = models.options.max_translation_characters
            require_size(intake.cleaned.text, limit, "max_translation_characters")
    except (UnsupportedLanguageError, InputError) as error:
        bare = models.route_untranslated(intake.language) if keep_going else None
        if bare is None or isinstance(error, InputError):
            return replace(intake, status="error", error=error)
        return replace(intake, route=bare, untranslated=str(error))
    return replace(intake, route=route, translators=route.after)


def _read(intakes: Sequence[Intake], models: ModelPool) -> dict[int, Document]:
    """The articles to be summarised by their number, translated where no model reads their language."""
    found: dict[int, Document] = {}
    for (before, told, language), members in _grouped(intakes, lambda intake: intake.way_in).items():
        texts = [intakes[i].cleaned.text for i in members]
        translated = translate_through(texts, before, told, models, check=False)
        found |= {i: Document(one.text, language) for i, one in zip(members, translated, strict=True)}
    return found


def _draft(intakes: Sequence[Intake], articles: dict[int, Document], models: ModelPool) -> dict[int, Draft]:
    """The drafts of the articles by their number; those that go to one model are written together."""
    found: dict[int, Draft] = {}
    for route, members in _grouped(intakes, lambda intake: intake.route).items():
        texts, options = [articles[i] for i in members], models.options
        rows = [NOTHING_WRITTEN] * len(texts)
        if writer := models.writer(route):
            rows = write(texts, writer.backend, writer.entry, length=options.length, beam_size=options.beam_size)
        is_doubtful = writer is not None and writer.entry.found_wrong is not None
        extracts = extracts_of(texts, options.length, partial(ReferenceEstimator.at_hand, models, route.language))
        for i, text, own, row in zip(members, texts, extracts, rows, strict=True):
            found[i] = draft_of(text, own, row, options, is_doubtful=is_doubtful)
    return found


def _translate(intakes: Sequence[Intake], drafts: dict[int, Draft], models: ModelPool) -> dict[int, Translation]:
    """The translations of what is shown, by its number; those by one translator are made together."""
    shown = {i: drafts[i].summary.text if i in drafts else intake.text for i, intake in enumerate(intakes)}
    found: dict[int, Translation] = {}
    for (names, language), members in _grouped(intakes, lambda intake: intake.way_out).items():
        texts = {i: shown[i] for i in members if shown[i] and not (i in drafts and drafts[i].error)}
        translated = translate_through(list(texts.values()), names, language, models)
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
