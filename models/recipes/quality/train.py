"""Train the adapter that estimates the quality of translations and of openings, and write the file that ships.

    python -m models.recipes.quality.train FOLDER --output ADAPTER.pt --minutes 120
    python -m models.recipes.quality.train FOLDER --output ADAPTER.pt --export models/fr-en-quality/adapter.safetensors

In: what `prepare.py` wrote. Out: the adapter as a torch file, and beside it `.state`, from which the same command goes
on. The loss is the cross-entropy of the verdict behind the sentence, and, for a twentieth of a sentence each, of the
words that the reader marked. How well it ranks the validation sentences is printed every 25 minutes: the chance that a
wrong sentence is doubted more than an adequate one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from models.recipes.gemma.export import ship
from models.recipes.gemma.network import load_base
from models.recipes.gemma.train import fastest_type, learning_rate, save
from models.recipes.quality.prepare import LABELS, SILENT, share_ranked_right
from summarize.engines.verdicts import DOUBTS, VERDICTS

SAVE_SECONDS, EVALUATE_SECONDS = 240, 1_500
#: Batches of a step; what a marked word counts beside the verdict, and how much more than an unmarked one.
BATCHES, WORD_WEIGHT, MARKED_WEIGHT = 4, 1 / 20, 3.0
#: Share of the time over which the learning rate falls; scale of the verdicts' rows, trained as they are over it.
DECAY, ROW_SCALE = 0.6, 0.05

Example = tuple[list[int], list[int], float]


class Trainer:
    """The model with its adapter and the three rows of its verdicts, the optimizer, and the examples."""

    def __init__(self, options: argparse.Namespace):
        torch.manual_seed(0)
        torch.set_num_threads(options.threads)
        self.options = options
        self.model = load_base(
            options.folder / "base", options.rank, fastest_type(torch.device("cpu")), torch.device("cpu")
        )
        if not options.no_compile:
            for layer in self.model.layers:
                layer.compile(dynamic=True)
        rows = json.loads((options.folder / "examples.json").read_text(encoding="utf-8"))
        self.parts: dict[str, list[Example]] = defaultdict(list)
        for row in rows:
            self.parts[row["split"]].append((row["ids"], row["labels"], row["weight"]))
        scale = float(self.model.embeddings.float().norm(dim=1).mean())
        width = self.model.shape.hidden_size
        self.rows = torch.nn.Parameter(torch.randn(len(LABELS), width) * scale / width**0.5)
        self.adapter = self.model.adapter()
        self.optimizer = torch.optim.AdamW([*self.adapter.values(), self.rows], betas=(0.9, 0.98), weight_decay=0.0)
        self.step, self.seconds = 0, 0.0
        self.state_file = options.output.with_name(options.output.name + ".state")
        if self.state_file.exists():
            state = torch.load(self.state_file, weights_only=True)
            self.model.load_state_dict(state["adapter"], strict=False)
            self.rows.data.copy_(state["rows"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.seconds = state["step"], state["seconds"]

    def logits(self, ids: torch.Tensor) -> torch.Tensor:
        """Of the verdicts (B, L, 3) behind each token of ids (B, L)."""
        return functional.linear(self.model(ids).float(), self.rows * ROW_SCALE)

    def batches(self, examples: list[Example], rng: random.Random) -> list[list[Example]]:
        """All examples, like lengths together, under the budget of tokens, in a shuffle."""
        found: list[list[Example]] = [[]]
        for item in sorted(examples, key=lambda e: len(e[0]) + 10 * rng.random()):
            if found[-1] and (len(found[-1]) + 1) * len(item[0]) > self.options.tokens:
                found.append([])
            found[-1].append(item)
        rng.shuffle(found)
        return found

    def loss(self, batch: list[Example]) -> torch.Tensor:
        """Sum over the batch."""
        ids, labels, last = tensors(batch)
        losses = functional.cross_entropy(self.logits(ids).transpose(1, 2), labels.clamp(min=0), reduction="none") * (
            labels != SILENT
        )
        weights = 1 + (MARKED_WEIGHT - 1) * (labels > 0)
        of_verdicts = losses[torch.arange(len(batch)), last]
        losses = losses.index_put((torch.arange(len(batch)), last), torch.zeros(len(batch)))
        return ((of_verdicts + WORD_WEIGHT * (losses * weights).sum(1)) * torch.tensor([e[2] for e in batch])).sum()

    def doubts(self, split: str) -> tuple[np.ndarray, np.ndarray]:
        """Doubts (N,) and labels (N,) of a split's sentences."""
        found, wanted = [], []
        with torch.no_grad():
            for batch in self.batches(self.parts[split], random.Random(0)):
                ids, labels, last = tensors(batch)
                places = torch.arange(len(batch)), last
                found.append(self.logits(ids)[places].softmax(-1) @ torch.tensor(DOUBTS))
                wanted.append(labels[places])
        return torch.cat(found).numpy(), torch.cat(wanted).numpy()

    def report(self, split: str) -> str:
        """How well a split's sentences are ranked."""
        doubts, labels = self.doubts(split)
        wrong, adequate = doubts[labels == LABELS["wrong"]], doubts[labels == LABELS["adequate"]]
        above = share_ranked_right(doubts, labels)
        caught = {share: float((wrong > np.quantile(adequate, 1 - share)).mean()) for share in (0.05, 0.15, 0.3)}
        shares = ", ".join(f"{value:.0%} of the wrong at {share:.0%}" for share, value in caught.items())
        return f"{split}: {above:.3f} ranked right; {shares} of the adequate"

    def print_reports(self, *kinds: str) -> None:
        """Of each split of some kinds."""
        for split in sorted(self.parts):
            if split.startswith(kinds):
                print(self.report(split), flush=True)

    def is_over(self, whole: float) -> bool:
        """True after so many seconds or all steps."""
        return self.seconds >= whole or (self.options.steps is not None and self.step >= self.options.steps)

    def store(self) -> None:
        """Write the adapter and the state."""
        adapter = {name: p.detach() for name, p in self.adapter.items()}
        rows = self.rows.detach()
        save(self.options.output, {**adapter, "rows": rows})
        own = {"adapter": adapter, "rows": rows, "optimizer": self.optimizer.state_dict()}
        save(self.state_file, {**own, "step": self.step, "seconds": self.seconds})

    def run(self) -> None:
        """Train to the end of the time; the time of runs before counts."""
        started, before = time.monotonic(), self.seconds
        saved = evaluated = started
        whole = 60 * self.options.minutes
        while not self.is_over(whole):
            rng = random.Random(self.step)
            batches = self.batches(self.parts["train"], rng)
            for first in range(0, len(batches), BATCHES):
                group = batches[first : first + BATCHES]
                rate = learning_rate(self.options.rate, self.step, self.seconds / whole, DECAY)
                for part in self.optimizer.param_groups:
                    part["lr"] = rate
                total = 0.0
                for batch in group:
                    loss = self.loss(batch) / sum(map(len, group))
                    loss.backward()
                    total += loss.item()
                torch.nn.utils.clip_grad_norm_(self.adapter.values(), 1.0)
                self.optimizer.step()
                self.optimizer.zero_grad(set_to_none=True)
                self.step += 1
                now = time.monotonic()
                self.seconds = before + now - started
                if self.step % 10 == 0:
                    print(f"{self.seconds / 60:.1f} min, step {self.step}, loss {total:.3f}", flush=True)
                if now - evaluated > EVALUATE_SECONDS:
                    self.print_reports("valid")
                    evaluated = time.monotonic()
                if now - saved > SAVE_SECONDS:
                    self.store()
                    saved = now
                if self.is_over(whole):
                    break
        self.store()
        self.print_reports("valid", "test")


def tensors(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids and labels (B, L), padded on the right, and where each row's last token stands (B,)."""
    last = torch.tensor([len(ids) - 1 for ids, _, _ in batch])
    ids = torch.zeros((len(batch), int(last.max()) + 1), dtype=torch.long)
    labels = torch.full(ids.shape, SILENT)
    for i, (own, taught, _) in enumerate(batch):
        ids[i, : len(own)] = torch.tensor(own)
        labels[i, : len(own)] = torch.tensor(taught)
    return ids, labels, last


def export(folder: Path, adapter: Path, target: Path) -> None:
    """Write the file that ships, and the hashes of its folder anew."""
    trained = torch.load(adapter, weights_only=True)
    rows = (trained.pop("rows") * ROW_SCALE).float().numpy()
    kept = np.load(folder / "kept.npy")
    ids = [kept_id(folder, token) for token in VERDICTS.values()]
    ship(trained, kept, target, dict(zip(ids, rows, strict=True)))


def kept_id(folder: Path, token: str) -> int:
    """The base's id of a token."""
    from sentencepiece import SentencePieceProcessor

    return int(SentencePieceProcessor(model_file=str(folder / "tokenizer.model")).piece_to_id(token))


def main() -> None:
    """Train, or write the file that ships."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, required=True, help="the adapter, as a torch file")
    parser.add_argument("--export", type=Path, help="write what was trained to this file, and stop")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int, help="most steps, those of runs before included")
    parser.add_argument("--rank", type=int, default=4)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--tokens", type=int, default=1_200, help="most tokens of a batch, padding included")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-compile", action="store_true", help="for machines without a compiler; slower")
    options = parser.parse_args()
    if options.export:
        export(options.folder, options.output, options.export)
    else:
        Trainer(options).run()


if __name__ == "__main__":
    main()
