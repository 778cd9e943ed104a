"""Expected risk: a trained model's own candidates, weighted by how far each is from what a person wrote.

In: (source, reference, candidates, risks) as ids. Out: batches of them and their loss. Cross-entropy asks for the
reference token by token; the expected risk asks that of the outputs the search really finds, the better ones be the
more probable (Shen and others 2016, arXiv 1512.02433; with candidates and cross-entropy together, Edunov and others
2018, arXiv 1711.04956).
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .corpus import Batch, collate
from .loop import token_losses

#: Factor of the mean log-probability a token in the softmax over the candidates; the search ranks by that mean.
SHARPNESS = 12.0
#: Weight of the expected risk beside the references' cross-entropy: their gradients are then of like size.
RISK_WEIGHT = 2.0


@dataclass(frozen=True)
class Judged:
    """A source, its reference, and candidates with the risk (0-1, 0 is the reference itself) of each; ids."""

    source: list[int]
    reference: list[int]
    candidates: list[list[int]]
    risks: list[float]


@dataclass(frozen=True)
class RiskBatch:
    """`rows` holds, for each of the B sources, its reference and then its K candidates (fewer are filled up with the
    reference, at weight zero). Shapes: source (B, S); rows' targets (B * (K + 1), T); risks and real (B, K)."""

    source: torch.Tensor
    source_mask: torch.Tensor
    rows: Batch
    risks: torch.Tensor
    real: torch.Tensor

    def to(self, device: torch.device) -> RiskBatch:
        """The same batch on a device."""
        moved = {k: v.to(device, non_blocking=True) for k, v in vars(self).items()}
        return RiskBatch(**moved)


def save(path: Path, judged: Sequence[Judged]) -> None:
    """Write one JSON file."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps([vars(j) for j in judged]), encoding="utf-8")
    os.replace(temporary, path)


def load(path: Path) -> list[Judged]:
    """Read what `save` wrote."""
    return [Judged(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


class RiskCorpus:
    """An endless, seeded stream of batches of sentences of like length."""

    def __init__(self, judged: Sequence[Judged], *, max_batch_tokens: int, pad_id: int, start_id: int, seed: int):
        self.judged, self.seed, self.pad_id, self.start_id = list(judged), seed, pad_id, start_id
        widths = np.array([max(map(len, [j.source, j.reference, *j.candidates])) for j in judged])
        self.most_candidates = max(len(j.candidates) for j in judged)
        order = np.argsort(widths, kind="stable")
        rows = self.most_candidates + 2
        self.groups: list[list[int]] = [[]]
        for i in order:
            if self.groups[-1] and (len(self.groups[-1]) + 1) * rows * int(widths[i]) > max_batch_tokens:
                self.groups.append([])
            self.groups[-1].append(int(i))

    def batch(self, number: int) -> RiskBatch:
        """Batch `number`; each pass takes every group once, in an order of its own."""
        epoch, place = divmod(number, len(self.groups))
        group = self.groups[int(np.random.default_rng([self.seed, 3, epoch]).permutation(len(self.groups))[place])]
        chosen = [self.judged[i] for i in group]
        most = self.most_candidates
        targets, risks, real = [], [], []
        for j in chosen:
            missing = most - len(j.candidates)
            targets += [j.reference, *j.candidates, *[j.reference] * missing]
            risks.append(j.risks + [0.0] * missing)
            real.append([True] * len(j.candidates) + [False] * missing)
        sources = collate([(j.source, j.reference) for j in chosen], pad_id=self.pad_id, start_id=self.start_id)
        rows = collate([([self.pad_id], t) for t in targets], pad_id=self.pad_id, start_id=self.start_id)
        return RiskBatch(sources.source, sources.source_mask, rows, torch.tensor(risks), torch.tensor(real))


def risk_loss(
    model: nn.Module, batch: RiskBatch, *, label_smoothing: float = 0.0, negatives: int = 0
) -> tuple[torch.Tensor, int]:
    """Weighted mean expected risk plus the references' cross-entropy (nats a token); and the tokens read."""
    count = batch.risks.shape[1] + 1
    encoded = model.model.encoder(input_ids=batch.source, attention_mask=batch.source_mask).last_hidden_state
    rows = batch.rows
    hidden = model.model.decoder(
        input_ids=rows.decoder_input,
        encoder_hidden_states=encoded.repeat_interleave(count, dim=0),
        encoder_attention_mask=batch.source_mask.repeat_interleave(count, dim=0),
        use_cache=False,
    ).last_hidden_state
    labels = rows.labels[rows.label_mask]
    losses = token_losses(model, hidden[rows.label_mask], labels, label_smoothing=label_smoothing, negatives=negatives)
    grid = torch.zeros(rows.labels.shape, dtype=losses.dtype, device=losses.device)
    grid = grid.masked_scatter(rows.label_mask, losses)
    lengths = rows.label_mask.sum(dim=1)
    means = (grid.sum(dim=1) / lengths).view(-1, count)
    scores = (-SHARPNESS * means[:, 1:]).masked_fill(~batch.real, -torch.inf)
    risk = (scores.softmax(dim=1) * batch.risks.to(scores.dtype)).sum(dim=1).mean()
    references = grid.sum(dim=1).view(-1, count)[:, 0].sum() / lengths.view(-1, count)[:, 0].sum()
    return RISK_WEIGHT * risk + references, labels.numel()
