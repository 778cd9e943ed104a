"""CTranslate2: int8 on a CPU, the default engine. Loads neither torch nor transformers.

Input: a folder in CTranslate2's format and a tokenizer. Output: candidates. Raises for: a damaged model file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import EngineError, ModelCorruptError
from ..forks import ForkLock, tell_of_forks
from .arithmetic import Arithmetic, instruction_set
from .backend import Candidate, Decoding
from .heap import give_back
from .replicas import keep_for_ever, load_replicas
from .tokenization import SourceTokenizer

#: From this size of weights on, a single text gains from several threads.
_LARGE_BYTES = 50_000_000
_FEWEST_BATCH_TOKENS, _MOST_BATCH_TOKENS = 256, 4096


class CTranslate2Backend:
    """A converted model behind the Backend protocol.

    Args:
        folder: holds `model.bin` and `config.json`.
        tokenizer: of the same model.
        device: "cpu" or "cuda".
        compute_type: "int8", "float32", ...; what CTranslate2 calls compute_type.
        threads: CPU threads in all. Several texts are shared out to workers of one thread each, which is faster than
            all threads on one batch; a single text on a large model gets all threads (and, once both have happened,
            a copy of the model for each way).
        max_source_tokens: tokens the encoder has positions for.
        target_prefix: tokens every output starts with (language codes); taken off the result.
        reproducible: the same bits on every x86-64 processor, whatever other texts there are: one text a batch.
    """

    name = "ctranslate2"

    def __init__(
        self,
        folder: Path,
        tokenizer: SourceTokenizer,
        *,
        device: str,
        compute_type: str,
        threads: int,
        max_source_tokens: int,
        target_prefix: Sequence[str] = (),
        reproducible: bool = False,
    ):
        if not (folder / "model.bin").is_file():
            raise ModelCorruptError(f"{folder} holds no model.bin; fetch or convert the model again.")
        self._folder, self._device, self._compute_type = folder, device, compute_type
        self._threads = threads if device == "cpu" else 1
        self._reproducible = reproducible
        # One thread a text where it must come out the same however many there are.
        self._is_large = not reproducible and (folder / "model.bin").stat().st_size > _LARGE_BYTES
        self._translators: dict[bool, Any] = {}
        self._lock = ForkLock()
        tell_of_forks(self)
        if not self._is_large:
            self._translator(alone=False)
        self._tokenizer = tokenizer
        self._max_source_tokens = max_source_tokens
        self._target_prefix = list(target_prefix)

    @property
    def arithmetic(self) -> Arithmetic:
        """How it computes, with the type that CTranslate2 took where it lacks the one that was asked for."""
        if self._reproducible:
            return Arithmetic(self._compute_type, "GENERIC", 1)
        taken = next((str(t.compute_type) for t in list(self._translators.values())), self._compute_type)
        return Arithmetic(taken, instruction_set() if self._device == "cpu" else self._device, self._threads)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, control tokens not counted."""
        return self._tokenizer.count(texts)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        """Best candidates of each text, best first."""
        if not texts:
            return []
        sources = self._sources(texts, decoding.control)
        try:
            results = self._translator(alone=len(texts) == 1).translate_batch(
                sources,
                target_prefix=[self._target_prefix] * len(sources) if self._target_prefix else None,
                beam_size=decoding.beam_size,
                num_hypotheses=min(decoding.num_candidates, decoding.beam_size),
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                max_decoding_length=decoding.max_output_tokens + len(self._target_prefix),
                min_decoding_length=decoding.min_output_tokens,
                max_input_length=0,
                **self._batching(sources),
                return_scores=True,
                return_end_token=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed on a batch of {len(sources)}: {error}") from error
        give_back()
        skip = len(self._target_prefix)
        rows = [h[skip:] for r in results for h in r.hypotheses]
        decoded = iter(zip(rows, self._tokenizer.decode(rows), strict=True))
        return [
            [Candidate(text, float(s), row[-1:] == ["</s>"]) for s, (row, text) in zip(r.scores, decoded, strict=False)]
            for r in results
        ]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        """Log-probability (nats) of each token of a given output for each text, and of the end after it, in order."""
        if not texts:
            return []
        sources = self._sources(texts, control)
        targets = [[*self._target_prefix, *row] for row in self._tokenizer.encode_target(outputs)]
        try:
            results = self._translator(alone=len(texts) == 1).score_batch(
                sources,
                targets,
                **self._batching(sources),
                max_input_length=0,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed on a batch of {len(sources)}: {error}") from error
        give_back()
        return [list(map(float, r.log_probs[len(self._target_prefix) :])) for r in results]

    def _batching(self, sources: Sequence[Sequence[str]]) -> dict[str, Any]:
        """How CTranslate2 parts texts into batches: what else stands in one decides how sums are rounded."""
        if self._reproducible:
            return {"max_batch_size": 1, "batch_type": "examples"}
        return {"max_batch_size": _batch_tokens(sources, self._threads), "batch_type": "tokens"}

    def _sources(self, texts: Sequence[str], control: str | None) -> list[list[str]]:
        sources = self._tokenizer.encode(texts, control)
        longest = max(len(s) for s in sources)
        if longest > self._max_source_tokens:
            raise EngineError(f"{longest} source tokens, where the model has room for {self._max_source_tokens}.")
        return sources

    def after_fork(self) -> None:
        """Load the model anew when it is next used: its threads are in the parent, and a child would wait for them."""
        for translator in self._translators.values():
            keep_for_ever(translator)
        self._translators = {}

    def close(self) -> None:
        """Free the model."""
        for translator in self._translators.values():
            translator.unload_model()

    def _translator(self, *, alone: bool) -> Any:
        """The model, loaded for one text alone or for many."""
        is_shared = not (alone and self._is_large)
        with self._lock:
            if is_shared not in self._translators:
                self._translators[is_shared] = load_replicas(
                    "Translator",
                    self._folder,
                    device=self._device,
                    compute_type=self._compute_type,
                    workers=self._threads if is_shared else 1,
                    threads=self._threads,
                    reproducible=self._reproducible,
                    fix="fetch the model again",
                )
            return self._translators[is_shared]


def _batch_tokens(sources: Sequence[Sequence[str]], workers: int) -> int:
    """Source tokens of one batch: as many as give every worker something to do, within bounds."""
    total = sum(len(source) for source in sources)
    return min(_MOST_BATCH_TOKENS, max(_FEWEST_BATCH_TOKENS, -(-total // workers)))


def cpu_threads(asked: int | None) -> int:
    """Threads to use: what was asked for, else the cores this process may run on."""
    import os

    return asked or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else asked or os.cpu_count() or 1
