"""Train the weights that read a translator's layers and tell how likely a reader is to find its translation wrong.

    python -m models.recipes.quality.reader .work/reader --data DATA --passes 3
    python -m models.recipes.quality.reader .work/reader --export summarize/engines/data/fr-en-opus.npz

In: the judgements in `benchmarks/judgements`, which name sentences by their hashes; OrangeSum and news_tune as Parquet
files, which hold the sentences; the translator that ships. Out, under the folder: `features-N.npz`, what the
translator's layers make of the judged translations (5 GB, hours of one core, once; where it was cut off, it goes on),
and `reader.pt`, the weights. Prints the area under the curve, wrong against adequate, of the sentences kept apart.
Exported: matrices in int8 with a scale a row, vectors in float32, 0.7 MB in all.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models.recipes.quality.prepare import LABELS, Judged, Sentences, judged_translations, share_ranked_right
from summarize.engines.reader import HEADS, Features, Reader, places
from summarize.engines.registry import models_folder
from summarize.engines.verdicts import DOUBTS

TRANSLATOR = "fr-en-opus"
WIDTH, LAYERS, BATCH, SORTED = 128, 2, 32, 2048
RATE, WARMUP, SMOOTHING, DROPOUT = 8e-4, 200, 0.05, 0.1
#: Judged translations in a file of features.
CHUNK = 2000
#: What the second target, the words that a reader marked, counts for; and what a marked word counts in it.
MARKED, MARKED_WORD = 0.3, 3.0
#: No label.
SILENT = -1.0

#: The features of a translation, a label a token, the verdict, what it counts for.
Example = tuple[Features, np.ndarray, int, float]


def judged(data: Path) -> list[Judged]:
    """The judged translations whose French is found, each once, those kept apart first."""
    seen: dict[tuple[str, ...], Judged] = {}
    for item in judged_translations(Sentences(data)):
        if item and item.verdict in LABELS:
            seen.setdefault(item.prompt, item)
    return sorted(seen.values(), key=lambda item: item.split == "train")


def pair(item: Judged) -> tuple[str, str]:
    """The sentence and its translation, out of the prompt of the pretrained model."""
    french, _, english = item.prompt[0].removeprefix("French: ").removesuffix("\nCheck:").rpartition("\nEnglish: ")
    return french, english


def marks(item: Judged, tokens: Sequence[str]) -> np.ndarray:
    """A label for each token of a translation and its end: 1 in what the reader marked, 0 elsewhere in a translation
    with a mark, and in an adequate one."""
    start = item.prompt[1][1:].find(item.marked) if item.marked else -1
    if item.verdict != "adequate" and start < 0:
        return np.full(len(tokens) + 1, SILENT, np.float32)
    labels, reached = np.zeros(len(tokens) + 1, np.float32), -1  # the first token begins with a blank
    for number, token in enumerate(tokens):
        if item.verdict != "adequate" and reached < start + len(item.marked) and reached + len(token) > start:
            labels[number] = 1
        reached += len(token)
    return labels


def write_features(items: Sequence[Judged], folder: Path) -> None:
    """Write what is not written yet, with progress."""
    reader = Reader(models_folder() / TRANSLATOR, None)
    for start in range(0, len(items), CHUNK):
        path = folder / f"features-{start // CHUNK}.npz"
        if path.exists():
            continue
        rows: dict[str, Any] = {}
        for number, found in enumerate(reader.features([pair(item) for item in items[start : start + CHUNK]])):
            if found:
                item = items[start + number]
                rows[f"{number}/labels"] = marks(item, reader.tokens(pair(item)[1]))
                for name in ("sentence", "before", "numbers"):
                    rows[f"{number}/{name}"] = getattr(found, name).astype(np.float16)
                for name in ("said", "expected"):
                    rows[f"{number}/{name}"] = np.array(getattr(found, name), np.int32)
        staged = path.with_suffix(".part.npz")
        np.savez(staged, **rows)
        staged.rename(path)
        print(f"features of {start + CHUNK} of {len(items)}", flush=True)


def read_examples(items: Sequence[Judged], folder: Path) -> dict[str, list[Example]]:
    """The examples by what they are for."""
    found: dict[str, list[Example]] = defaultdict(list)
    for start in range(0, len(items), CHUNK):
        with np.load(folder / f"features-{start // CHUNK}.npz") as stored:
            for number, item in enumerate(items[start : start + CHUNK]):
                if f"{number}/said" in stored.files:
                    arrays = [stored[f"{number}/{name}"] for name in ("sentence", "before", "numbers")]
                    tokens = [tuple(stored[f"{number}/{name}"].tolist()) for name in ("said", "expected")]
                    labels = stored[f"{number}/labels"]
                    found[item.split].append((Features(*arrays, *tokens), labels, LABELS[item.verdict], item.weight))
    return found


class Network(nn.Module):
    """What `Reader` computes, with dropout; `marked` tells the words that a reader marked, and does not ship."""

    def __init__(self, embeddings: np.ndarray):
        super().__init__()
        self.embeddings = torch.from_numpy(embeddings)
        size = embeddings.shape[1]
        self.before, self.said, self.expected, self.sentence = (nn.Linear(size, WIDTH) for _ in range(4))
        self.numbers = nn.Linear(5, WIDTH)
        self.whole = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.side = nn.Parameter(torch.randn(2, WIDTH) * 0.02)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, HEADS, 4 * WIDTH, DROPOUT, "gelu", batch_first=True, norm_first=True)
            for _ in range(LAYERS)
        )
        self.pooled, self.verdict = nn.LayerNorm(3 * WIDTH), nn.Linear(3 * WIDTH, len(LABELS))
        self.marked = nn.Linear(WIDTH, 1)

    def forward(self, rows: Sequence[Features]) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the verdicts, (rows, 3), and of a mark on each token of the translations, (rows, most tokens)."""
        size = self.embeddings.shape[1:]
        given, before, numbers = (
            padded([getattr(row, name) for row in rows]) for name in ("sentence", "before", "numbers")
        )
        said, expected = (padded([np.array(getattr(row, name)) for row in rows]) for name in ("said", "expected"))
        words = self.before(functional.layer_norm(before, size)) + self.numbers(numbers)
        words = words + self.said(self.embeddings[said]) + self.expected(self.embeddings[expected])
        sides = (words, self.sentence(functional.layer_norm(given, size)))
        placed = [
            side + torch.from_numpy(places(side.shape[1], WIDTH)) + kind
            for side, kind in zip(sides, self.side, strict=True)
        ]
        states = torch.cat([self.whole.expand(len(rows), 1, WIDTH), *placed], dim=1)
        lengths = [[len(row.said) for row in rows], [len(row.sentence) for row in rows]]
        real = [
            torch.arange(side.shape[1]) < torch.tensor(own)[:, None] for side, own in zip(sides, lengths, strict=True)
        ]
        absent = torch.cat([torch.zeros(len(rows), 1, dtype=torch.bool), ~real[0], ~real[1]], dim=1)
        states = functional.dropout(states, DROPOUT, self.training)
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=absent)
        own = states[:, 1 : 1 + words.shape[1]]
        most = own.masked_fill(~real[0][..., None], -1e4).amax(dim=1)
        mean = (own * real[0][..., None]).sum(dim=1) / real[0].sum(dim=1, keepdim=True)
        return self.verdict(self.pooled(torch.cat([states[:, 0], most, mean], dim=1))), self.marked(own)[..., 0]


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
        block = sorted(order[start : start + SORTED], key=lambda example: len(example[0].said))
        found += [block[i : i + BATCH] for i in range(0, len(block), BATCH)]
    chance.shuffle(found)
    yield from found


def ranked_right(network: Network, examples: Sequence[Example]) -> float:
    """The chance that a wrong translation is doubted more than an adequate one."""
    network.eval()
    own = sorted((e for e in examples if e[2] != LABELS["understandable"]), key=lambda e: len(e[0].said))
    with torch.inference_mode():
        scores = [network([e[0] for e in own[i : i + BATCH]])[0].softmax(dim=1) for i in range(0, len(own), BATCH)]
    network.train()
    doubts = torch.cat(scores) @ torch.tensor(DOUBTS)
    return share_ranked_right(doubts.numpy(), np.array([e[2] for e in own]))


def train(parts: dict[str, list[Example]], passes: float, output: Path) -> None:
    """Train, and write the weights."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    reader = Reader(models_folder() / TRANSLATOR, None)
    network = Network(reader.embeddings(range(reader.vocabulary_size)))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.05)
    steps, step, start = int(passes * len(parts["train"]) / BATCH), 0, time.monotonic()
    while step < steps:
        for batch in batches(parts["train"], step):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / WARMUP) * max(0.02, 1 - step / steps)
            with torch.autocast("cpu", torch.bfloat16):
                verdicts, marked = network([features for features, *_ in batch])
            right, worth = torch.tensor([e[2] for e in batch]), torch.tensor([e[3] for e in batch])
            own = functional.cross_entropy(verdicts.float(), right, reduction="none", label_smoothing=SMOOTHING)
            loss, labels = (own * worth).mean(), padded([e[1] for e in batch], SILENT)
            if (told := labels != SILENT).any():
                weight = torch.tensor(MARKED_WORD)
                loss = loss + MARKED * functional.binary_cross_entropy_with_logits(
                    marked.float()[told], labels[told], pos_weight=weight
                )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 200 == 0 or step == steps:
                print(f"step {step} of {steps}, {time.monotonic() - start:.0f} s", flush=True)
            if step % max(1, steps // 4) == 0:
                print({name: round(ranked_right(network, own), 3) for name, own in parts.items() if name != "train"})
            if step == steps:
                break
    torch.save(network.state_dict(), output)


def export(weights: Path, output: Path) -> None:
    """Write the file that ships."""
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


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds the features and the weights")
    parser.add_argument("--data", type=Path, help="folder of the data sets")
    parser.add_argument("--passes", type=float, default=3.0, help="times through the sentences (default: 3)")
    parser.add_argument("--export", type=Path, help="write the weights that are there to this file, and train nothing")
    options = parser.parse_args()
    if options.export:
        export(options.folder / "reader.pt", options.export)
        return
    if not options.data:
        parser.error("--data is needed, unless --export is given")
    options.folder.mkdir(parents=True, exist_ok=True)
    items = judged(options.data)
    write_features(items, options.folder)
    train(read_examples(items, options.folder), options.passes, options.folder / "reader.pt")


if __name__ == "__main__":
    main()
