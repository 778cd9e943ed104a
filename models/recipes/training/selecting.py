"""The selector of a summariser, trained: which of an article's sentences journalists put into their own summaries.

In: articles with their abstracts, and an exported model folder, whose word lists and gates say which sentences may
stand in a summary. Out: `selector.safetensors` in the folder (see summarize/stages/rank/selector.py). The model itself
writes nothing here: choices are one or two of an article's first sentences, so that articles it was trained on teach
as well as others.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from summarize.engine import load_model
from summarize.options import make_options
from summarize.stages.abstract import Job, Reading, combined, list_sound
from summarize.stages.rank import Article
from summarize.stages.rank.selector import BUCKETS, CHOICE_COUNTS, FILE, UNIT_COUNTS, Seen, Selector, seen
from summarize.stages.select import judge_of
from summarize.stages.verify import read_source
from summarize.store import record_hashes
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences

from .rouge import TARGET, Rouge

VECTOR, HIDDEN, DROPOUT, WORD_DROPOUT = 32, 64, 0.3, 0.3
EPOCHS, BATCH, RATE = 4, 32, 2e-3
#: Weight decay of the word vectors, of which most are seen seldom, and of all else.
DECAY = (0.1, 0.01)
#: Against the expected ROUGE of a choice drawn by softmax at this temperature, the squared error counts so much.
ERROR, TEMPERATURE = 20.0, 0.05
#: Sentences of an article that are put together one by one and two by two.
OPENING = 10
PORTION = 500

#: What the network sees of an article's choices, and their ROUGE, float32 (choices, 3).
Example = tuple[Seen, np.ndarray]


def examples(folder: Path, articles: Sequence[tuple[str, str]]) -> list[Example]:
    """What can be chosen of each (article, abstract), by the gates of the model in `folder`."""
    model = load_model(str(folder), "summarization", make_options(threads=1))
    found = []
    for text, abstract in articles:
        cleaned = clean(text).text
        sentences = [sentence.text for sentence in split_sentences(cleaned)]
        source = read_source(cleaned, "fr")
        judge = judge_of(sentences, source, model.words, "medium", model.entry.least_drawn)
        job = Job(sentences, cleaned, [], Reading(1, 0, 1.0), judge, condenses=True)
        opening = list_sound(job.opening, job.is_sound)[:OPENING]
        choices = combined(opening, opening, "medium")
        if len(choices) > 1:
            rouge = Rouge(abstract)
            scores = [rouge.of(" ".join(unit.text for unit in choice)) for choice in choices]
            found.append((seen(Article.of(sentences), choices), np.array(scores, dtype=np.float32)))
    return found


def all_examples(folder: Path, articles: Sequence[tuple[str, str]]) -> list[Example]:
    """The same in all processes that there are cores for, with progress."""
    portions = [articles[i : i + PORTION] for i in range(0, len(articles), PORTION)]
    found: list[Example] = []
    with ProcessPoolExecutor() as pool:
        for number, part in enumerate(pool.map(examples, [folder] * len(portions), portions)):
            found += part
            print(f"{min(len(articles), (number + 1) * PORTION)} of {len(articles)} articles", flush=True)
    return found


class Network(nn.Module):
    """`Selector` as torch trains it."""

    def __init__(self) -> None:
        super().__init__()
        inputs = 2 * UNIT_COUNTS + CHOICE_COUNTS + 4 * VECTOR
        self.vectors = nn.EmbeddingBag(BUCKETS, VECTOR, mode="sum")
        nn.init.normal_(self.vectors.weight, std=0.1)
        self.inner, self.outer = nn.Linear(inputs, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)
        self.direct = nn.Linear(inputs, 1, bias=False)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: Sequence[Seen]) -> list[Tensor]:
        """The values of each article's choices."""
        bags = [self._thinned(bag) for given in batch for bag in given.bags]
        sums, sizes = self._sums(bags)
        whole, whole_sizes = self._sums([given.article for given in batch])
        first, first_sizes = self._sums([given.first for given in batch])
        rows, start = [], 0
        for i, given in enumerate(batch):
            end = start + len(given.bags)
            own = torch.cat([sums[start:end], sums.new_zeros(1, VECTOR)])
            size = torch.cat([sizes[start:end], sizes.new_zeros(1)])
            counts = torch.cat([torch.tensor(given.counts), torch.zeros(1, UNIT_COUNTS)])
            one, other = torch.tensor(given.chosen).T
            pooled = (own[one] + own[other]) / (size[one] + size[other]).sqrt()[:, None] / 4
            article, opening = whole[i] / whole_sizes[i], first[i] / first_sizes[i]
            worded = [pooled, article.expand_as(pooled), 4 * pooled * article, 4 * pooled * opening]
            counted = [counts[one], counts[other], torch.tensor(given.choice_counts)]
            rows.append(torch.cat([*counted, *map(self.dropout, worded)], 1))
            start = end
        inputs = torch.cat(rows)
        hidden = self.dropout(torch.relu(self.inner(inputs)))
        values = (self.outer(hidden) + self.direct(inputs)).squeeze(1)
        return list(values.split([len(row) for row in rows]))

    def _sums(self, bags: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        sizes = torch.tensor([len(bag) for bag in bags])
        flat = torch.tensor([row for bag in bags for row in bag])
        return self.vectors(flat, torch.cat([sizes.new_zeros(1), sizes.cumsum(0)[:-1]])), sizes.float()

    def _thinned(self, bag: list[int]) -> list[int]:
        """A bag of which a share of the words is left out while training."""
        if not self.training:
            return bag
        keep = torch.rand(len(bag)).ge(WORD_DROPOUT).tolist()
        return [row for row, kept in zip(bag, keep, strict=True) if kept] or bag[:1]

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by their names in `Selector`."""
        named = {
            "vectors": self.vectors.weight,
            "inner": self.inner.weight.T,
            "inner_bias": self.inner.bias,
            "outer": self.outer.weight[0],
            "direct": self.direct.weight[0],
        }
        return {name: np.ascontiguousarray(weight.detach().numpy()) for name, weight in named.items()}


def loss_of(values: Tensor, scores: np.ndarray) -> Tensor:
    """Squared error of an article's values, less the ROUGE to be expected of a choice by them; both centred."""
    wanted = torch.from_numpy(scores @ np.array(list(TARGET.values()), dtype=np.float32))
    wanted = wanted - wanted.mean()
    error = ((values - values.mean() - wanted) ** 2).mean()
    return ERROR * error - (torch.softmax(values / TEMPERATURE, 0) * wanted).sum()


def fit(found: Sequence[Example], held_out: Sequence[Example], seed: int, epochs: int = EPOCHS) -> Network:
    """Train on examples, saying after each pass what is chosen of the articles held out."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    network = Network()
    vectors = list(network.vectors.parameters())
    others = [weight for name, weight in network.named_parameters() if not name.startswith("vectors")]
    groups = [{"params": p, "weight_decay": d} for p, d in zip((vectors, others), DECAY, strict=True)]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    steps = epochs * -(-len(found) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    order = np.random.default_rng(seed)
    started = time.monotonic()
    for epoch in range(epochs):
        network.train()
        shuffled = order.permutation(len(found))
        for start in range(0, len(found), BATCH):
            batch = [found[i] for i in shuffled[start : start + BATCH]]
            losses = [loss_of(v, s) for v, (_, s) in zip(network([g for g, _ in batch]), batch, strict=True)]
            optimizer.zero_grad()
            torch.stack(losses).mean().backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        r1, r2, rl = (100 * value for value in chosen(network, held_out))
        took = time.monotonic() - started
        print(f"pass {epoch + 1} of {epochs}: R-1 {r1:.2f}, R-2 {r2:.2f}, R-L {rl:.2f}, {took:.0f} s", flush=True)
    return network


@torch.no_grad()
def chosen(network: Network, found: Sequence[Example]) -> list[float]:
    """Mean ROUGE-1, -2, -L (0-1) of the choices that the network values most."""
    network.eval()
    best = [scores[int(network([given])[0].argmax())] for given, scores in found]
    return [float(v) for v in np.mean(best, axis=0)]


def train_selector(
    folder: Path, articles: Sequence[tuple[str, str]], held_out: Sequence[tuple[str, str]], seed: int
) -> None:
    """Train on (article, abstract) pairs and write `selector.safetensors`, float16, into the model folder; a ranker
    that was fitted beside another selector goes."""
    from safetensors.numpy import save_file

    (folder / "ranker.json").unlink(missing_ok=True)
    network = fit(all_examples(folder, articles), all_examples(folder, held_out), seed)
    save_file({name: weight.astype(np.float16) for name, weight in network.arrays().items()}, folder / FILE)
    assert Selector.load(folder) is not None
    record_hashes(folder)
