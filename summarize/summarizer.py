"""The object that holds loaded models, and takes any number of texts through the pipeline.

Input: one text, a list, or an endless supply. Output: one Summary each, in order. Raises for: what is no text or too
long, a language that no model at hand reads; in a stream, that text's Summary holds the error.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Unpack

from .assembly import failed
from .engines.pool import ModelPool
from .errors import InputError, ModelError, as_ours
from .given import how_to_fix, list_of, listed, require_texts
from .options import Options, OptionValues, make_options, takes_options
from .pipeline import summaries_of
from .result import Summary
from .work import close_worker_of, worker_of


@takes_options(OptionValues)
class Summarizer:
    """Holds loaded models; safe to share between threads; a context manager.

    The options hold for every call.

    Args:
        **options: see `Options`: each is an argument of that name, such as `length="short"`.

    Raises:
        OptionError: an option is unknown or out of range.
    """

    def __init__(self, **options: Unpack[OptionValues]):
        self._models = ModelPool(make_options(**options))

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
        if not isinstance(text, str) and isinstance(texts := listed(text, "the summariser"), list | tuple):
            raise InputError(
                f"the summariser takes one text (str), not {type(text).__name__}; for a list of {len(texts)}: "
                f"summarize_many(texts), or stream(texts)."
            )
        return self._process([text])[0]

    def summarize_many(self, texts: Sequence[str], *, keep_going: bool = False) -> list[Summary]:
        """Summarise texts together: a list of equal length and order.

        Args:
            texts: the articles.
            keep_going: an item that cannot be translated gives its summary with the warning `no_translator`, one that
                cannot be summarised a Summary of status "error" in its place, and the
                others are done; a model that cannot be had (ModelError), which stops them all, is raised all the same.

        Raises:
            InputError: an item is no text, or too long.
            UnsupportedLanguageError: no model at hand reads an item's language.
            ModelError, EngineError: a model cannot be had or used.
            SupportError: strict=True, and an item fell back.
        """
        texts = list_of(texts, "summarize_many")
        if not keep_going:
            require_texts(texts, "summarize_many")
        size = self.options.batch_articles
        chunks = [list(texts[i : i + size]) for i in range(0, len(texts), size)]
        process = self._by_halves if keep_going else self._process
        return [summary for chunk in chunks for summary in process(chunk)]

    def stream(self, texts: Iterable[str]) -> Iterator[Summary]:
        """Summarise an endless supply in bounded memory: same order; a failure stands in its place, status "error"."""
        if isinstance(texts, str | bytes):
            raise InputError("stream takes many texts; for one text call the summariser itself.")
        texts = listed(texts, "stream")
        if not isinstance(texts, Iterable) or isinstance(texts, Mapping):
            fix = how_to_fix(texts, "stream")
            raise InputError(f"stream takes many texts, one after the other, not {type(texts).__name__}; {fix}.")
        supply = iter(texts)
        while batch := list(islice(supply, self.options.batch_articles)):
            try:
                yield from self._by_halves(batch)
            except ModelError as error:
                yield from (failed(error) for _ in batch)

    async def asummarize(self, text: str) -> Summary:
        """The same as calling the summariser, without holding up the event loop.

        A thread works texts off in order; those that are awaited at once go together, up to `batch_articles`. A call
        that is cancelled while its text waits costs nothing. How many may wait is for the caller to bound.

        Raises:
            SummarizeError: what calling the summariser raises for this text.
            asyncio.CancelledError: the summariser was closed while the text waited.
        """
        (given,) = list_of([text], "asummarize")
        worker = worker_of(self, _each, batch=self.options.batch_articles)
        summary: Summary = await asyncio.wrap_future(worker.submit("summarize", {}, given))
        return summary

    def close(self) -> None:
        """Free the models; awaited texts that wait are given up. The next call loads the models again."""
        close_worker_of(self)
        self._models.close()

    def _process(self, texts: list[str], keep_going: bool = False) -> list[Summary]:
        return summaries_of(texts, self._models, keep_going=keep_going)

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


def _each(summarizer: Summarizer, texts: list[str]) -> list[Summary | Exception]:
    """For each text its summary, or what it raises alone."""
    found = summarizer.summarize_many(texts, keep_going=True)
    return [_alone(summarizer, t) if one.status == "error" else one for t, one in zip(texts, found, strict=True)]


def _alone(summarizer: Summarizer, text: str) -> Summary | Exception:
    try:
        return summarizer(text)
    except Exception as error:
        return error
