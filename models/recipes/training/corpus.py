"""Packed training pairs, and batches of them by length.

In: lists of token ids. Out: padded int64 tensors, bucketed so that little of a batch is padding.
A corpus hands out batch number k of its own endless, seeded shuffle: one integer a corpus is all the
state that a resumed run needs. Ids are kept as uint16, so a vocabulary has at most 65,536 tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

IdsPair = tuple[list[int], list[int]]
Transform = Callable[[np.random.Generator, list[int], list[int]], IdsPair]


@dataclass(frozen=True)
class Batch:
    """One padded batch. Shapes: source (B, S), decoder_input and labels (B, T), int64; masks by pad id."""

    source: torch.Tensor
    source_mask: torch.Tensor
    decoder_input: torch.Tensor
    labels: torch.Tensor
    label_mask: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        return Batch(**{name: tensor.to(device, non_blocking=True) for name, tensor in vars(self).items()})


class PackedPairs:
    """Source and target ids of many examples in two flat uint16 arrays with offsets."""

    def __init__(self, source: np.ndarray, source_ends: np.ndarray, target: np.ndarray, target_ends: np.ndarray):
        self.source, self.source_ends = source, source_ends
        self.target, self.target_ends = target, target_ends

    @classmethod
    def pack(cls, pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> PackedPairs:
        """Pack (source ids, target ids) pairs; either side may be empty."""
        sources, targets = [], []
        for source, target in pairs:
            sources.append(np.asarray(source, dtype=np.uint16))
            targets.append(np.asarray(target, dtype=np.uint16))
        ends = [np.cumsum([len(x) for x in side], dtype=np.int64) for side in (sources, targets)]
        flat = [np.concatenate(side) if side else np.zeros(0, np.uint16) for side in (sources, targets)]
        return cls(flat[0], ends[0], flat[1], ends[1])

    def save(self, path: Path) -> None:
        """Write one .npz file."""
        np.savez(
            path, source=self.source, source_ends=self.source_ends, target=self.target, target_ends=self.target_ends
        )

    @classmethod
    def load(cls, path: Path) -> PackedPairs:
        """Read what `save` wrote."""
        with np.load(path) as data:
            return cls(data["source"], data["source_ends"], data["target"], data["target_ends"])

    def __len__(self) -> int:
        return len(self.source_ends)

    def __getitem__(self, index: int) -> IdsPair:
        source_start = self.source_ends[index - 1] if index else 0
        target_start = self.target_ends[index - 1] if index else 0
        return (
            self.source[source_start : self.source_ends[index]].tolist(),
            self.target[target_start : self.target_ends[index]].tolist(),
        )

    def lengths(self) -> tuple[np.ndarray, np.ndarray]:
        """Source and target lengths in tokens, each of shape (N,)."""
        return np.diff(self.source_ends, prepend=0), np.diff(self.target_ends, prepend=0)


class Corpus:
    """An endless stream of length-bucketed batches over packed pairs."""

    def __init__(
        self,
        pairs: PackedPairs,
        *,
        max_batch_tokens: int,
        pad_id: int,
        start_id: int,
        seed: int,
        transform: Transform | None = None,
    ):
        if not len(pairs):
            raise ValueError("a corpus without pairs has no batches; leave it out of the mixture")
        self.pairs, self.seed = pairs, seed
        self.max_batch_tokens, self.pad_id, self.start_id = max_batch_tokens, pad_id, start_id
        self.transform = transform
        self._epoch = -1
        self._batches: list[np.ndarray] = []
        self._first_batch = 0

    def batch(self, number: int) -> Batch:
        """Return batch `number` of the stream; the same number always gives the same batch."""
        while number >= self._first_batch + len(self._batches):
            self._first_batch += len(self._batches)
            self._epoch += 1
            self._batches = self._shuffled_batches(self._epoch)
        rng = np.random.default_rng([self.seed, 1, number])
        rows = [self.pairs[int(i)] for i in self._batches[number - self._first_batch]]
        if self.transform:
            rows = [self.transform(rng, source, target) for source, target in rows]
        return collate(rows, pad_id=self.pad_id, start_id=self.start_id)

    def _shuffled_batches(self, epoch: int) -> list[np.ndarray]:
        rng = np.random.default_rng([self.seed, 0, epoch])
        source, target = self.pairs.lengths()
        order = rng.permutation(len(self.pairs))
        jitter = rng.random(len(self.pairs)) * 2
        order = order[np.argsort((source + target + jitter)[order] // 3, kind="stable")]
        costs = np.maximum.accumulate(np.maximum(source, 1)[order] + np.maximum(target, 1)[order])
        batches, start = [], 0
        for end in range(1, len(order) + 1):
            full = end < len(order) and (end + 1 - start) * costs[end] > self.max_batch_tokens
            if full or end == len(order):
                batches.append(order[start:end])
                start = end
        return [batches[i] for i in rng.permutation(len(batches))]


def collate(rows: Sequence[IdsPair], *, pad_id: int, start_id: int) -> Batch:
    """Pad rows to one batch; labels are the targets, decoder inputs the targets shifted right by `start_id`."""
    source = _pad([source for source, _ in rows], pad_id)
    labels = _pad([target for _, target in rows], pad_id)
    decoder_input = torch.full_like(labels, pad_id)
    decoder_input[:, 0] = start_id
    decoder_input[:, 1:] = labels[:, :-1]
    return Batch(source, source != pad_id, decoder_input, labels, labels != pad_id)


def _pad(rows: Sequence[Sequence[int]], pad_id: int) -> torch.Tensor:
    width = max(len(row) for row in rows)
    out = np.full((len(rows), width), pad_id, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)
