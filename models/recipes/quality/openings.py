"""Train the weights that tell whether the first sentence of a summary refers to what stands nowhere.

    python -m models.recipes.quality.openings .work/openings --data DATA
    python -m models.recipes.quality.openings .work/openings --export summarize/engines/data/fr-openings.npz

In: `benchmarks/judgements/standing-alone.jsonl`, sentences of summaries of which readers said whether they can be
understood there; OrangeSum as Parquet files, which holds the sentences; the translator that ships, whose encoder's
states are read, with those of what stands before the sentence beside them. Out, under the folder: `openings.pt`, the
weights. Prints the area under the curve, dangling against clear, of the sentences kept apart and of the first sentences
without a title among them. Some 20 minutes of one core and 3 GB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models.recipes.quality.encoder import WIDTH, Example, Network, command, fit, marks, padded
from models.recipes.quality.prepare import Sentences, rows_of
from summarize.engines.layers import Layers, in_chunks
from summarize.engines.reader import REFERENCE_DOUBTS
from summarize.engines.registry import models_folder
from summarize.engines.states import Floats

TRANSLATOR = "fr-en-opus"
WEIGHTS = "openings.pt"
RATE = 6e-4
#: Tokens that are read of what stands before a sentence: the last.
MOST_BEFORE = 200
#: Letters of the verdicts that are taught, by their place.
VERDICTS = "kd"


@dataclass(frozen=True)
class Judged:
    """A sentence of a summary, what stands before it there, the verdict, the words of it that the reader marked, what
    it is for, and whether the summary has a title."""

    before: tuple[str, ...]
    sentence: str
    verdict: str
    marked: str
    split: str
    is_titled: bool


@dataclass(frozen=True)
class Read:
    """States of the tokens of a sentence, (tokens, 512), and of what stands before it."""

    sentence: Floats
    before: Floats


def judged(sentences: Sentences) -> Iterator[Judged]:
    """The judged sentences that are found."""
    for row in rows_of("standing-alone.jsonl"):
        found = [sentences.find(digest, row["article"]) for digest in row["sentences"]]
        marked = iter(row.get("words", ()))
        for i, verdict in enumerate(row["verdicts"]):
            words = next(marked, "") if verdict == "d" else ""
            texts = tuple(text for text in found[: i + 1] if text)
            if verdict in VERDICTS and len(texts) == i + 1:
                yield Judged(texts[:-1], texts[-1], verdict, words, row.get("split", "train"), row["titled"])


def read_examples(items: Sequence[Judged]) -> dict[str, list[Example]]:
    """The examples by what they are for; first sentences without a title also as "valid openings"."""
    layers = Layers(models_folder() / TRANSLATOR)
    texts = sorted({text for item in items for text in (*item.before, item.sentence)})
    states: dict[str, Floats] = {}
    for number, some in enumerate(in_chunks(texts)):
        if number % 100 == 0:
            print(f"read {len(states)} of {len(texts)} sentences", flush=True)
        own = zip(some, layers.sentences(some), strict=True)
        states |= {text: found.astype(np.float16) for text, found in own if found is not None}
    nothing = np.zeros((0, 512), np.float16)
    found: dict[str, list[Example]] = defaultdict(list)
    for item in items:
        if any(text not in states for text in (*item.before, item.sentence)):
            continue
        before = np.concatenate([nothing, *(states[text] for text in item.before)])[-MOST_BEFORE:]
        tokens = layers.sentence_tokens(item.sentence)
        labels = marks(item.sentence, item.marked, tokens, is_sound=item.verdict == "k")
        example = (Read(states[item.sentence], before), labels, VERDICTS.index(item.verdict), 1.0)
        found[item.split].append(example)
        if item.split == "valid" and not item.is_titled and not item.before:
            found["valid openings"].append(example)
    return found


class Sides(Network):
    """What `summarize.engines.reader.OpeningReader` computes of a sentence, here beside what stands before it."""

    def __init__(self) -> None:
        super().__init__(sides=2, verdicts=len(VERDICTS))
        self.sentence = nn.Linear(512, WIDTH)

    def forward(self, rows: Sequence[Read]) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the verdicts, (rows, 2), and of a mark on each token of the sentences, (rows, most tokens)."""
        given = [padded([getattr(row, name) for row in rows]) for name in ("sentence", "before")]
        sides = [self.sentence(functional.layer_norm(own, own.shape[2:])) for own in given]
        return self.read(sides, [[len(row.sentence) for row in rows], [len(row.before) for row in rows]])


def train(parts: dict[str, list[Example]], passes: float, output: Path) -> None:
    """Train, and write the weights."""
    torch.manual_seed(0)
    network = Sides()
    fit(network, parts, passes, RATE, REFERENCE_DOUBTS)
    torch.save(network.state_dict(), output)


def make(data: Path, folder: Path, passes: float) -> None:
    """Train from the data sets."""
    train(read_examples(list(judged(Sentences(data)))), passes, folder / WEIGHTS)


if __name__ == "__main__":
    command(str(__doc__).splitlines()[0], WEIGHTS, 4.0, make)
