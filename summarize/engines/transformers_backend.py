"""transformers: the reference engine, for GPUs and for architectures that CTranslate2 lacks.

Input: a model folder in the hub's layout. Output: candidates. Raises for: remote code, pickles other than plain
tensors, a folder whose weights do not fit its configuration.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import EngineError, MissingExtraError, ModelCorruptError
from ..forks import ForkLock, tell_of_forks
from ..quiet import quiet_loading
from .arithmetic import Arithmetic, instruction_set
from .backend import Candidate, Decoding
from .tokenization import TransformersTokenizer


class TransformersBackend:
    """A sequence-to-sequence model of transformers behind the Backend protocol.

    Args:
        folder: config.json, weights (safetensors, or .bin read with weights_only) and tokenizer files.
        tokenizer: of the same model.
        device: "cpu" or "cuda".
        compute_type: "float32", "float16", "bfloat16" or "auto" (float32 on a CPU, float16 on a GPU).
        max_source_tokens: tokens the encoder has positions for.
        target_prefix: tokens every output starts with (language codes).
        batch_size: texts decoded together.
    """

    name = "transformers"

    def __init__(
        self,
        folder: Path,
        tokenizer: TransformersTokenizer,
        *,
        device: str,
        compute_type: str,
        max_source_tokens: int,
        target_prefix: Sequence[str] = (),
        batch_size: int = 8,
    ):
        try:
            import torch
            from transformers import AutoModelForSeq2SeqLM
        except ImportError as error:
            raise MissingExtraError("hub", f"{folder.name}: the transformers engine") from error
        if compute_type in ("auto", "int8", "int8_float32"):
            compute_type = "float16" if device == "cuda" else "float32"
        try:
            with quiet_loading():
                model = AutoModelForSeq2SeqLM.from_pretrained(
                    folder, dtype=getattr(torch, compute_type), local_files_only=True, trust_remote_code=False
                )
        except Exception as error:
            raise ModelCorruptError(f"transformers cannot load {folder}: {error}") from error
        # Lengths are always given in new tokens; a model's own max_length beside them only draws a warning.
        model.generation_config.max_length = None
        self._torch, self._model, self._device = torch, model.to(device).eval(), device
        self._compute_type = compute_type
        self._tokenizer, self._batch_size = tokenizer, batch_size
        self._max_source_tokens, self._target_prefix = max_source_tokens, list(target_prefix)
        self._lock = ForkLock()
        self._is_lost = False
        tell_of_forks(self)

    @property
    def arithmetic(self) -> Arithmetic:
        """How it computes."""
        used = instruction_set() if self._device == "cpu" else self._device
        return Arithmetic(self._compute_type, used, int(self._torch.get_num_threads()))

    def after_fork(self) -> None:
        """One thread in a child: OpenMP's others are in the parent. A model on a GPU cannot be used there at all."""
        self._torch.set_num_threads(1)
        self._is_lost = self._device != "cpu"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, control tokens not counted."""
        return self._tokenizer.count(texts)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        """Best candidates of each text, best first."""
        rows = self._sources(texts, decoding.control)
        found: dict[int, list[Candidate]] = {}
        for chosen in self._batches(rows):
            for i, candidates in zip(chosen, self._generate_batch([rows[i] for i in chosen], decoding), strict=True):
                found[i] = candidates
        return [found[i] for i in range(len(rows))]

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> list[list[float]]:
        """Log-probability (nats) of each token of a given output for each text, and of the end after it, in order."""
        if not texts:
            return []
        rows = self._sources(texts, control)
        targets = self._tokenizer.encode_target(outputs)
        found: dict[int, list[float]] = {}
        for chosen in self._batches(rows):
            scored = self._score_batch([rows[i] for i in chosen], [targets[i] for i in chosen])
            found.update(zip(chosen, scored, strict=True))
        return [found[i] for i in range(len(rows))]

    def _sources(self, texts: Sequence[str], control: str | None) -> list[list[str]]:
        if self._is_lost:
            raise EngineError(
                f"a model on {self._device} was loaded before this process forked, and cannot be used in the child; "
                "load it in the child, or start processes with multiprocessing's 'spawn'."
            )
        rows = self._tokenizer.encode(texts, control) if texts else []
        longest = max((len(r) for r in rows), default=0)
        if longest > self._max_source_tokens:
            raise EngineError(f"{longest} source tokens, where the model has room for {self._max_source_tokens}.")
        return rows

    def _batches(self, rows: list[list[str]]) -> Iterator[list[int]]:
        order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
        for start in range(0, len(order), self._batch_size):
            yield order[start : start + self._batch_size]

    def _padded(self, rows: list[list[str]]) -> tuple[Any, Any]:
        """Ids and mask of rows of tokens, both of shape (rows, longest)."""
        torch, tokenizer = self._torch, self._tokenizer.tokenizer
        ids = [tokenizer.convert_tokens_to_ids(row) for row in rows]
        width, pad = max(map(len, ids)), tokenizer.pad_token_id
        padded = torch.tensor([row + [pad] * (width - len(row)) for row in ids], device=self._device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids], device=self._device)
        return padded, mask

    def _score_batch(self, rows: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        torch, tokenizer, settings = self._torch, self._tokenizer.tokenizer, self._model.generation_config
        source, mask = self._padded(rows)
        start = settings.decoder_start_token_id
        begin = tokenizer.convert_ids_to_tokens(start if start is not None else settings.bos_token_id)
        end = tokenizer.convert_ids_to_tokens(settings.eos_token_id)
        prefix = [begin, *self._target_prefix]
        given, _ = self._padded([[*prefix, *target] for target in targets])
        wanted, real = self._padded([[*prefix[1:], *target, end] for target in targets])
        try:
            with self._lock, torch.inference_mode():
                logits = self._model(input_ids=source, attention_mask=mask, decoder_input_ids=given).logits
        except RuntimeError as error:
            raise EngineError(f"transformers failed on a batch of {len(rows)}: {error}") from error
        found = logits.float().log_softmax(dim=-1).gather(2, wanted.unsqueeze(2)).squeeze(2)
        skip = len(self._target_prefix)
        return [row[: int(n)].tolist()[skip:] for row, n in zip(found, real.sum(dim=1), strict=True)]

    def _generate_batch(self, rows: list[list[str]], decoding: Decoding) -> list[list[Candidate]]:
        torch, tokenizer = self._torch, self._tokenizer.tokenizer
        source, mask = self._padded(rows)
        count = min(decoding.num_candidates, decoding.beam_size)
        try:
            with self._lock, torch.inference_mode():
                out = self._model.generate(
                    input_ids=source, attention_mask=mask, generation_config=self._settings(decoding, count)
                )
        except RuntimeError as error:
            raise EngineError(f"transformers failed on a batch of {len(rows)}: {error}") from error
        end = self._model.generation_config.eos_token_id
        ends = set(end if isinstance(end, list) else [end])
        texts = tokenizer.batch_decode(out.sequences, skip_special_tokens=True)
        # An end token forced onto the last place is no end of the model's own.
        last = decoding.max_output_tokens if self._model.generation_config.forced_eos_token_id is not None else None
        finished = [any(int(i) in ends for i in row[1:last]) for row in out.sequences]
        scores = self._scores(out, decoding)
        flat = [Candidate(t.strip(), s, f) for t, s, f in zip(texts, scores, finished, strict=True)]
        return [flat[i : i + count] for i in range(0, len(flat), count)]

    def _settings(self, decoding: Decoding, count: int) -> Any:
        """The model's own generation settings (start, end and barred tokens) under what was asked for."""
        settings = copy.deepcopy(self._model.generation_config)
        settings.update(
            max_length=None,
            min_length=None,
            max_new_tokens=decoding.max_output_tokens,
            min_new_tokens=decoding.min_output_tokens,
            num_beams=decoding.beam_size,
            num_return_sequences=count,
            do_sample=False,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            return_dict_in_generate=True,
            output_scores=True,
            # These two belong to beam search alone, and draw a warning without one.
            length_penalty=decoding.length_penalty if decoding.beam_size > 1 else None,
            early_stopping=True if decoding.beam_size > 1 else None,
        )
        if self._target_prefix:
            settings.forced_bos_token_id = self._tokenizer.tokenizer.convert_tokens_to_ids(self._target_prefix[-1])
        return settings

    def _scores(self, out: Any, decoding: Decoding) -> list[float]:
        if decoding.beam_size > 1:
            return [float(s) for s in out.sequences_scores]
        steps = self._model.compute_transition_scores(out.sequences, out.scores, normalize_logits=True)
        real = self._torch.isfinite(steps) & (
            out.sequences[:, -steps.shape[1] :] != self._tokenizer.tokenizer.pad_token_id
        )
        totals = self._torch.where(real, steps, 0.0).sum(dim=1) / real.sum(dim=1).clamp(min=1)
        return [float(s) for s in totals]

    def close(self) -> None:
        """Free the model."""
        self._model = None
