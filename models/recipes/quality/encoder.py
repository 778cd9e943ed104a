"""Train a small encoder that reads what a translator's layers make of texts, and write the file that ships.

`reader.py` teaches one translations, `openings.py` sentences of summaries: each says what is read. The verdict is the
target; the words that a reader marked are a second one, which does not ship.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models.recipes.quality.prepare import share_ranked_right
from models.recipes.training.precision import fastest_precision
from summarize.engines.encoder import HEADS, places

WIDTH, LAYERS, BATCH, SORTED = 128, 2, 32, 2048
WARMUP, SMOOTHING, DROPOUT = 200, 0.05, 0.1
#: What the marked words count for; and what a marked word counts among the others.
MARKED, MARKED_WORD = 0.3, 3.0
#: No label.
SILENT = -1.0

#: What is read, a label a token, the verdict, what it counts for.
Example = tuple[Any, np.ndarray, int, float]


class Network(nn.Module):
    """What `summarize.engines.encoder` computes, with dropout.

    Args:
        sides: how many are read beside one another; of the first the verdict is given.
        verdicts: how many there are.
    """

    def __init__(self, sides: int, verdicts: int):
        super().__init__()
        self.whole = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.side = nn.Parameter(torch.randn(sides, WIDTH) * 0.02)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, HEADS, 4 * WIDTH, DROPOUT, "gelu", batch_first=True, norm_first=True)
            for _ in range(LAYERS)
        )
        self.pooled, self.verdict = nn.LayerNorm(3 * WIDTH), nn.Linear(3 * WIDTH, verdicts)
        self.marked = nn.Linear(WIDTH, 1)

    def read(
        self, sides: Sequence[torch.Tensor], lengths: Sequence[Sequence[int]]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the verdicts, (rows, verdicts), and of a mark on each token of the first side, (rows, most tokens).

        Args:
            sides: (rows, most tokens, width) each.
            lengths: of each row, a list a side.
        """
        rows = len(sides[0])
        placed = [
            side + torch.from_numpy(places(side.shape[1], WIDTH)) + kind
            for side, kind in zip(sides, self.side, strict=True)
        ]
        real = [
            torch.arange(side.shape[1]) < torch.tensor(own)[:, None] for side, own in zip(sides, lengths, strict=True)
        ]
        states = torch.cat([self.whole.expand(rows, 1, WIDTH), *placed], dim=1)
        absent = torch.cat([torch.zeros(rows, 1, dtype=torch.bool), *(~own for own in real)], dim=1)
        states = functional.dropout(states, DROPOUT, self.training)
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=absent)
        own = states[:, 1 : 1 + sides[0].shape[1]]
        most = own.masked_fill(~real[0][..., None], -1e4).amax(dim=1)
        mean = (own * real[0][..., None]).sum(dim=1) / real[0].sum(dim=1, keepdim=True)
        return self.verdict(self.pooled(torch.cat([states[:, 0], most, mean], dim=1))), self.marked(own)[..., 0]


def marks(text: str, marked: str, tokens: Sequence[str], *, is_sound: bool) -> np.ndarray:
    """A label for each token of a text, and one for its end: 1 in what the reader marked, 0 elsewhere in a text with a
    mark, and in one that is sound."""
    start = text.find(marked) if marked and not is_sound else -1
    if not is_sound and start < 0:
        return np.full(len(tokens) + 1, SILENT, np.float32)
    labels, reached = np.zeros(len(tokens) + 1, np.float32), -1  # the first token begins with a blank
    for number, token in enumerate(tokens):
        if start >= 0 and reached < start + len(marked) and reached + len(token) > start:
            labels[number] = 1
        reached += len(token)
    return labels


def padded(rows: Sequence[np.ndarray], fill: float = 0) -> torch.Tensor:
    """Rows of unlike lengths as one tensor."""
    kind = np.int64 if rows[0].dtype.kind == "i" else np.float32
    found = np.full((len(rows), max(map(len, rows)), *rows[0].shape[1:]), fill, kind)
    for own, row in zip(found, rows, strict=True):
        own[: len(row)] = row
    return torch.from_numpy(found)


def batches(examples: Sequence[Example], seed: int) -> Iterator[Sequence[Example]]:
    """All examples once, those of like lengths together."""
    order, chance, found = list(examples), random.Random(seed), []
    chance.shuffle(order)
    for start in range(0, len(order), SORTED):
        block = sorted(order[start : start + SORTED], key=lambda example: len(example[1]))
        found += [block[i : i + BATCH] for i in range(0, len(block), BATCH)]
    chance.shuffle(found)
    yield from found


def ranked_right(network: Network, examples: Sequence[Example], doubts: Sequence[float]) -> float:
    """The chance that a wrong text is doubted more than a sound one.

    Args:
        network: gives a score a verdict.
        examples: those with the first and the last verdict count.
        doubts: what each verdict adds to the doubt.
    """
    network.eval()
    own = sorted((e for e in examples if e[2] in (0, len(doubts) - 1)), key=lambda e: len(e[1]))
    with torch.inference_mode():
        scores = [network([e[0] for e in own[i : i + BATCH]])[0].softmax(dim=1) for i in range(0, len(own), BATCH)]
    network.train()
    found = torch.cat(scores) @ torch.tensor(doubts)
    return share_ranked_right(found.numpy(), np.array([e[2] for e in own]), wrong=len(doubts) - 1)


def fit(
    network: Network, parts: Mapping[str, Sequence[Example]], passes: float, rate: float, doubts: Sequence[float]
) -> None:
    """Train on the part "train", some times through; prints, four times, what `ranked_right` gives for the others."""
    examples = parts["train"]
    kept = {name: own for name, own in parts.items() if name != "train"}
    torch.set_num_threads(1)
    precision = fastest_precision("cpu")
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.05)
    steps, step, start = max(1, int(passes * len(examples) / BATCH)), 0, time.monotonic()
    while step < steps:
        for batch in batches(examples, step):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / WARMUP) * max(0.02, 1 - step / steps)
            with torch.autocast("cpu", precision, enabled=precision != torch.float32):
                verdicts, marked = network([example[0] for example in batch])
            right, worth = torch.tensor([e[2] for e in batch]), torch.tensor([e[3] for e in batch])
            own = functional.cross_entropy(verdicts.float(), right, reduction="none", label_smoothing=SMOOTHING)
            loss, labels = (own * worth).mean(), padded([e[1] for e in batch], SILENT)[:, : marked.shape[1]]
            if (told := labels != SILENT).any():
                loss = loss + MARKED * functional.binary_cross_entropy_with_logits(
                    marked.float()[told], labels[told], pos_weight=torch.tensor(MARKED_WORD)
                )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 200 == 0 or step == steps:
                print(f"step {step} of {steps}, {time.monotonic() - start:.0f} s", flush=True)
            if step % max(1, steps // 4) == 0:
                print({name: round(ranked_right(network, own, doubts), 3) for name, own in kept.items()}, flush=True)
            if step == steps:
                break


def export(weights: Path, output: Path) -> None:
    """Write the file that ships: matrices in int8 with a scale a row, vectors in float32."""
    found: dict[str, np.ndarray] = {}
    for name, tensor in torch.load(weights, weights_only=True).items():
        name, values = name.replace("in_proj_", "in_proj."), tensor.float().numpy()
        if name.startswith("marked."):
            continue
        if name.endswith(".weight") and values.ndim == 2:
            scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
            found |= {name: np.round(values / scale).astype(np.int8), f"{name}/scale": scale.astype(np.float32)}
        else:
            found[name] = values
    np.savez(output, **found)


def command(description: str, weights: str, passes: float, make: Callable[[Path, Path, float], None]) -> None:
    """Parse a recipe's command line; make weights, or export those that are there.

    Args:
        description: of the command.
        weights: their file in the recipe's folder.
        passes: times through the sentences, by default.
        make: trains, given the folder of the data sets, the recipe's, and the times.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path, help="holds what is made")
    parser.add_argument("--data", type=Path, help="folder of the data sets")
    parser.add_argument(
        "--passes", type=float, default=passes, help="times through the sentences (default: %(default)s)"
    )
    parser.add_argument("--export", type=Path, help="write the weights that are there to this file, and train nothing")
    options = parser.parse_args()
    if options.export:
        export(options.folder / weights, options.export)
        return
    if not options.data:
        parser.error("--data is needed, unless --export is given")
    options.folder.mkdir(parents=True, exist_ok=True)
    make(options.data, options.folder, options.passes)
