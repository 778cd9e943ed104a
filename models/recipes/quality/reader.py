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

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models.recipes.quality.encoder import WIDTH, Example, Network, command, fit, marks, padded
from models.recipes.quality.prepare import LABELS, Judged, Sentences, judged_translations
from summarize.engines.layers import Features, Layers, in_chunks
from summarize.engines.registry import models_folder
from summarize.engines.verdicts import DOUBTS

TRANSLATOR = "fr-en-opus"
WEIGHTS = "reader.pt"
RATE = 8e-4
#: Judged translations in a file of features.
CHUNK = 2000


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


def write_features(items: Sequence[Judged], folder: Path) -> None:
    """Write what is not written yet, with progress."""
    layers = Layers(models_folder() / TRANSLATOR)
    for start in range(0, len(items), CHUNK):
        path = folder / f"features-{start // CHUNK}.npz"
        if path.exists():
            continue
        rows: dict[str, Any] = {}
        pairs = [pair(item) for item in items[start : start + CHUNK]]
        for number, found in enumerate(chain.from_iterable(map(layers.pairs, in_chunks(pairs)))):
            if found:
                item = items[start + number]
                english = pair(item)[1]
                tokens, is_sound = layers.tokens(english), item.verdict == "adequate"
                rows[f"{number}/labels"] = marks(english, item.marked, tokens, is_sound=is_sound)
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


class Pairs(Network):
    """What `summarize.engines.reader.Reader` computes."""

    def __init__(self, embeddings: np.ndarray):
        super().__init__(sides=2, verdicts=len(LABELS))
        self.embeddings = torch.from_numpy(embeddings)
        size = embeddings.shape[1]
        self.before, self.said, self.expected, self.sentence = (nn.Linear(size, WIDTH) for _ in range(4))
        self.numbers = nn.Linear(5, WIDTH)

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
        return self.read(sides, [[len(row.said) for row in rows], [len(row.sentence) for row in rows]])


def train(parts: dict[str, list[Example]], passes: float, output: Path) -> None:
    """Train, and write the weights."""
    torch.manual_seed(0)
    layers = Layers(models_folder() / TRANSLATOR)
    network = Pairs(layers.embeddings(range(layers.vocabulary_size)))
    fit(network, parts, passes, RATE, DOUBTS)
    torch.save(network.state_dict(), output)


def make(data: Path, folder: Path, passes: float) -> None:
    """Train from the data sets."""
    items = judged(data)
    write_features(items, folder)
    train(read_examples(items, folder), passes, folder / WEIGHTS)


if __name__ == "__main__":
    command(str(__doc__).splitlines()[0], WEIGHTS, 3.0, make)
