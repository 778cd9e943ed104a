"""Chunks of texts to results, in threads of this process: for models that a server runs.

Input: lists of texts. Output: for each its Outcome. Raises for: what `summarize_chunk` raises for. The server does the
work; threads share its limit of requests at once, its budget and what it has answered, which processes could not.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from ..engines.server.entry import client_for
from ..options import Options
from ..summarizer import Summarizer
from .workers import Future, one_thread, summarize_chunk


class ThreadPool:
    """Threads of this process, all with the same models.

    Args:
        options: of the summaries.
        workers: chunks at once; while one waits for the server, another is cleaned and checked.
    """

    def __init__(self, options: Options, workers: int = 2):
        self.workers = workers
        self._summarizer = Summarizer(**asdict(one_thread(options)))
        client_for(options).close()  # what cannot be is refused before the first article
        self._executor = ThreadPoolExecutor(workers)

    def submit(self, texts: list[str]) -> Future:
        """Hand in a chunk."""
        return self._executor.submit(summarize_chunk, self._summarizer, texts)

    def close(self, *, now: bool = False) -> None:
        """End the threads: after the chunks in hand, or `now`."""
        if now:
            self._summarizer.close()
        self._executor.shutdown(wait=True, cancel_futures=now)
        self._summarizer.close()
