"""Loss on pairs that are not trained on: the curve that says when to stop.

In: packed pairs of each task. Out: a function of the model to mean nats a target token by task, whole softmax, no label
smoothing. The trainer calls it now and then with the averaged weights and logs what it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import nn

from .corpus import PackedPairs, collate
from .loop import sequence_loss

BATCH = 16


def validation_loss(
    tasks: Mapping[str, PackedPairs], *, pad_id: int, start_id: int
) -> Callable[[nn.Module], dict[str, float]]:
    """Make the function; rows of like length go together, and every row counts by its target tokens."""

    def measure(model: nn.Module) -> dict[str, float]:
        device = next(model.parameters()).device
        found = {}
        with torch.no_grad():
            for name, pairs in tasks.items():
                rows = sorted((pairs[i] for i in range(len(pairs))), key=lambda row: len(row[0]))
                total = tokens = 0.0
                for start in range(0, len(rows), BATCH):
                    batch = collate(rows[start : start + BATCH], pad_id=pad_id, start_id=start_id).to(device)
                    loss, count = sequence_loss(model, batch)
                    total += float(loss) * count
                    tokens += count
                found[name] = total / max(1.0, tokens)
        return found

    return measure
