"""Decoder-only models on CTranslate2: a prompt in, what the model writes after it out. No torch, no transformers.

Input: a folder that `build.py` wrote. Output: candidates. Raises for: a damaged folder, a text that does not fit the
model.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import EngineError, ModelCorruptError
from ..forks import ForkLock, tell_of_forks
from .arithmetic import Arithmetic, instruction_set
from .backend import Candidate, Decoding
from .build import KEPT, LIMITS, TOKENIZER
from .heap import give_back
from .replicas import keep_for_ever, load_replicas
from .settings import read_settings
from .vocabulary import BOS, EOS, PrunedVocabulary

#: Where a prompt template takes the text.
TEXT = "{text}"


class _Weights:
    """A folder's vocabulary, and its model as CTranslate2 loads it."""

    def __init__(self, folder: Path, device: str, compute_type: str, threads: int):
        if not (folder / "model.bin").is_file():
            raise ModelCorruptError(f"{folder} holds no model.bin; remove it, and it will be built again.")
        try:
            self.vocabulary = PrunedVocabulary(folder / TOKENIZER, np.load(folder / KEPT))
            self.most_tokens = int(read_settings(folder / LIMITS)["most_tokens"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelCorruptError(f"{folder} is damaged ({error}); remove it, and it will be built again.") from error
        self._folder, self._device, self._compute_type, self._threads = folder, device, compute_type, threads
        self._generators: dict[bool, Any] = {}
        self._lock = ForkLock()
        tell_of_forks(self)

    def generator(self, *, alone: bool) -> Any:
        """The model, loaded for one prompt (all threads work on it) or for many (one thread for each)."""
        with self._lock:
            if alone not in self._generators:
                self._generators[alone] = load_replicas(
                    "Generator",
                    self._folder,
                    device=self._device,
                    compute_type=self._compute_type,
                    workers=1 if alone else self._threads,
                    threads=self._threads,
                    reproducible=False,
                    fix="remove it, and it will be built again",
                )
            return self._generators[alone]

    @property
    def arithmetic(self) -> Arithmetic:
        """How it computes, with the type that CTranslate2 took where it lacks the one that was asked for."""
        taken = next((str(g.compute_type) for g in list(self._generators.values())), self._compute_type)
        return Arithmetic(taken, instruction_set() if self._device == "cpu" else self._device, self._threads)

    def after_fork(self) -> None:
        """Load the model anew when it is next used: its threads are in the parent, and a child would wait for them."""
        for generator in self._generators.values():
            keep_for_ever(generator)
        self._generators = {}


class CausalBackend:
    """A built decoder behind the Backend protocol; `Decoding.control` is the prompt's template, such as
    "{text}\\n\\nTitre :"."""

    name = "ctranslate2"

    def __init__(self, folder: Path, *, device: str, compute_type: str, threads: int, max_source_tokens: int):
        self._load = partial(_Weights, folder, device, compute_type, threads if device == "cpu" else 1)
        self._weights: _Weights | None = self._load()
        self._max_source_tokens = max_source_tokens

    @property
    def arithmetic(self) -> Arithmetic:
        """How it computes."""
        return self._own.arithmetic

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, the prompt's not counted."""
        return self._own.vocabulary.count(texts)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        """Best candidates of each text, best first."""
        if not texts:
            return []
        prompts = self._prompts(texts, decoding.control)
        self._require_room(max(map(len, prompts)) + decoding.max_output_tokens)
        results = self._generated(
            prompts,
            alone=len(prompts) == 1,
            beam_size=decoding.beam_size,
            num_hypotheses=min(decoding.num_candidates, decoding.beam_size),
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            max_length=decoding.max_output_tokens,
            min_length=decoding.min_output_tokens,
            end_token=EOS,
            # A text of whole characters never needs them, and a lone byte is no character.
            suppress_sequences=[[token] for token in self._own.vocabulary.byte_tokens],
            return_end_token=True,
            return_scores=True,
        )
        rows = [row for result in results for row in result.sequences]
        decoded = iter(zip(rows, self._own.vocabulary.decode(rows), strict=True))
        return [
            [
                Candidate(text.strip(), float(score), row[-1:] == [EOS])
                for score, (row, text) in zip(r.scores, decoded, strict=False)
            ]
            for r in results
        ]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        """Log-probability (nats) of each token of a given output for each text, and of the end after it, in order.

        An output follows its prompt after a blank, as in training.
        """
        if not texts:
            return []
        prompts = self._prompts(texts, control)
        said = self._own.vocabulary.encode([f" {output}" for output in outputs])
        rows = [[*prompt, *own, EOS] for prompt, own in zip(prompts, said, strict=True)]
        self._require_room(max(map(len, rows)))
        try:
            results = self._own.generator(alone=len(rows) == 1).score_batch(rows, max_input_length=0, max_batch_size=1)
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed to score a batch of {len(rows)}: {error}") from error
        give_back()
        return [list(map(float, r.log_probs[len(p) - 1 :])) for r, p in zip(results, prompts, strict=True)]

    def choose(self, prompts: Sequence[Sequence[str]], among: Sequence[str]) -> np.ndarray:
        """Probability, among some tokens alone, that each is the next one: (N, len(among)), float32.

        Args:
            prompts: in parts that are tokenised apart, as in training.
            among: tokens, as the vocabulary spells them.
        """
        vocabulary = self._own.vocabulary
        flat = iter(vocabulary.encode([part for parts in prompts for part in parts]))
        rows = [[BOS, *(token for _ in parts for token in next(flat))] for parts in prompts]
        if not rows:
            return np.zeros((0, len(among)), dtype=np.float32)
        self._require_room(max(map(len, rows)) + 1)
        places = vocabulary.places(among)
        # One copy, all threads on a prompt: each further worker would take 100 MB for its sums.
        results = self._generated(rows, alone=True, max_length=1, return_logits_vocab=True)
        logits = np.stack([np.asarray(result.logits[0][0], dtype=np.float32)[places] for result in results])
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def close(self) -> None:
        """Free the model; it is loaded again when it is next used."""
        self._weights = None
        give_back(at_once=True)

    @property
    def _own(self) -> _Weights:
        found = self._weights or self._load()
        self._weights = found
        return found

    def _generated(self, prompts: Sequence[Sequence[str]], *, alone: bool, **settings: Any) -> list[Any]:
        """CTranslate2's results for tokens of prompts, which are left out of them."""
        try:
            # One prompt at a time: in a batch of unequal ones CTranslate2 reads what goes beyond the shortest step by
            # step, which is slow and counts its words among those that must not be repeated.
            results = self._own.generator(alone=alone).generate_batch(
                prompts, include_prompt_in_result=False, max_batch_size=1, **settings
            )
        except RuntimeError as error:
            raise EngineError(f"CTranslate2 failed on a batch of {len(prompts)}: {error}") from error
        give_back()
        return list(results)

    def _prompts(self, texts: Sequence[str], template: str | None) -> list[list[str]]:
        """Tokens of each prompt: what stands around the text is tokenised apart from it, as in training."""
        before, _, after = (template or TEXT).partition(TEXT)
        rows = self._own.vocabulary.encode(texts)
        longest = max((len(row) for row in rows), default=0)
        if longest > self._max_source_tokens:
            raise EngineError(f"{longest} source tokens, where the model was taught {self._max_source_tokens}.")
        (front,), (back,) = self._own.vocabulary.encode([before]), self._own.vocabulary.encode([after])
        return [[BOS, *front, *row, *back] for row in rows]

    def _require_room(self, tokens: int) -> None:
        if tokens > self._own.most_tokens:
            raise EngineError(f"{tokens} tokens with the output, where the model has room for {self._own.most_tokens}.")
