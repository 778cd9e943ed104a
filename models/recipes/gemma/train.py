"""Train one adapter on several tasks, each told by its prompt.

    python -m models.recipes.gemma.train FOLDER --output ADAPTER --minutes 60 --mix brief=3 fr-en=2

In: what `prepare.py` wrote. Out: the adapter (safetensors' layout is left to `export.py`; this writes a torch file, so
that a machine without safetensors can train), and beside it `.state`, from which the same command goes on. Imports
torch and numpy alone. The learning rate rises over 30 steps, stays, and falls to nothing over the last part of the
time. On a CPU a step is several small batches: 1,024 tokens fit its cache, and compiled layers run 1.4 times as fast.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from models.recipes.gemma.network import Decoder, load_base

SAVE_SECONDS = 240
WARM_UP_STEPS = 30
EVALUATED = 96
MIX_HELP = "shares of the batches; TASK@FIRST takes only the first so many examples, which are the best"


class Task:
    """The examples of one task, in batches of like length under a budget of tokens; endless, seeded."""

    def __init__(
        self,
        folder: Path,
        name: str,
        source_tokens: int,
        budget: int,
        most: int | None = None,
        seed: int = 0,
        whole: bool = False,
    ):
        with np.load(folder / f"{name}.npz") as data:
            self.data = {key: data[key] for key in data.files}
        own = json.loads((folder / "prompts.json").read_text(encoding="utf-8"))
        self.prompt = own["prompts"][name.removeprefix("valid-")]
        self.bos, self.eos, self.pad, self.line_feed = (own[name] for name in ("bos", "eos", "pad", "line_feed"))
        self.source_tokens, self.budget, self.seed, self.whole = source_tokens, budget, seed, whole
        starts = {side: np.concatenate(([0], self.data[f"{side}_ends"])) for side in ("source", "target")}
        self.starts = starts
        sizes = {side: np.diff(starts[side]) for side in starts}
        self.lengths = np.minimum(sizes["source"], source_tokens) + sizes["target"] + len(self.prompt) + 2
        self.lengths = self.lengths[:most]

    def __len__(self) -> int:
        return len(self.lengths)

    def row(self, index: int) -> tuple[list[int], int]:
        """Ids of one example, and how many of them are read and not written."""
        source, target = (
            self.data[side][self.starts[side][index] : self.starts[side][index + 1]] for side in ("source", "target")
        )
        read = [self.bos, *source[: self.source_tokens].tolist(), *self.prompt]
        end = [] if target[-1] == self.line_feed else [self.eos]
        return [*read, *target.tolist(), *end], len(read)

    def tensors(self, indices: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids (B, L) padded on the right, and where the targets stand (B, L)."""
        rows = [self.row(int(i)) for i in indices]
        width = max(len(ids) for ids, _ in rows)
        ids = torch.full((len(rows), width), self.pad)
        is_target = torch.zeros((len(rows), width), dtype=torch.bool)
        for i, (row, read) in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
            is_target[i, 1 if self.whole else read : len(row)] = True
        return ids, is_target

    def batches(self, epoch: int) -> list[np.ndarray]:
        """All examples once, in a shuffle of that epoch; lengths alike within a batch."""
        rng = np.random.default_rng([self.seed, epoch])
        order = rng.permutation(len(self))
        order = order[np.argsort((self.lengths + 8 * rng.random(len(self)))[order], kind="stable")]
        found, start = [], 0
        for end in range(1, len(order) + 1):
            if end == len(order) or (end + 1 - start) * self.lengths[order[start : end + 1]].max() > self.budget:
                found.append(order[start:end])
                start = end
        return [found[i] for i in rng.permutation(len(found))]

    def stream(self, position: int) -> Iterator[np.ndarray]:
        """Batches from number `position` of the endless stream on."""
        epoch = 0
        while True:
            own = self.batches(epoch)
            if position < len(own):
                yield from own[position:]
                position = 0
            else:
                position -= len(own)
            epoch += 1


def fastest_type(device: torch.device) -> torch.dtype:
    """bfloat16 on a GPU, and on a CPU that multiplies in it faster than in float32: measured."""
    if device.type != "cpu":
        return torch.bfloat16
    seconds = {}
    for dtype in (torch.float32, torch.bfloat16):
        left, right = torch.ones(1024, 640, dtype=dtype), torch.ones(640, 2048, dtype=dtype)
        left @ right
        started = time.perf_counter()
        left @ right
        seconds[dtype] = time.perf_counter() - started
    return torch.bfloat16 if 1.2 * seconds[torch.bfloat16] < seconds[torch.float32] else torch.float32


def learning_rate(peak: float, step: int, share: float, decay: float) -> float:
    """At a step and a share (0-1) of the time: warm up, stay, fall over the last `decay` of the time."""
    return peak * min(1.0, (step + 1) / WARM_UP_STEPS) * min(1.0, max(0.01, (1 - share) / decay))


@torch.no_grad()
def evaluate(model: Decoder, tasks: dict[str, Task], device: torch.device) -> dict[str, float]:
    """Mean -ln P a token of each task's first validation examples (nats)."""
    found = {}
    for name, task in tasks.items():
        total = tokens = 0.0
        for start in range(0, min(EVALUATED, len(task)), 8):
            ids, is_target = task.tensors(np.arange(start, min(start + 8, len(task))))
            total += model.loss(ids.to(device), is_target.to(device)).item()
            tokens += int(is_target.sum())
        found[name] = round(total / max(1.0, tokens), 4)
    return found


def save(path: Path, content: dict) -> None:
    """Write a torch file under another name, then rename it."""
    part = path.with_name(path.name + ".part")
    torch.save(content, part)
    os.replace(part, path)


class Trainer:
    """A model, its optimizer and where each task's stream stands; all of it is in the state file."""

    def __init__(self, options: argparse.Namespace):
        self.options, self.device = options, torch.device(options.device)
        torch.manual_seed(0)
        self.dtype = fastest_type(self.device)
        self.model = load_base(options.folder / "base", options.rank, self.dtype, self.device)
        if not options.no_compile:
            for layer in self.model.layers:
                layer.compile(dynamic=True)
        self.shares, self.tasks, self.checks = {}, {}, {}
        for pair in options.mix:
            part, share = pair.split("=")
            name, _, most = part.partition("@")
            self.shares[name] = float(share)
            self.tasks[name] = self.task(name, int(most) if most else None, options.whole)
            if (options.folder / f"valid-{name}.npz").exists():
                self.checks[name] = self.task(f"valid-{name}")
        self.adapter = self.model.adapter()
        self.optimizer = torch.optim.AdamW(self.adapter.values(), betas=(0.9, 0.98), weight_decay=0.0)
        self.step, self.positions = 0, dict.fromkeys(self.shares, 0)
        self.state_file = options.output.with_name(options.output.name + ".state")
        if self.state_file.exists():
            state = torch.load(self.state_file, map_location=self.device, weights_only=True)
            self.model.load_state_dict(state["adapter"], strict=False)
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.positions = state["step"], self.positions | state["positions"]
        elif options.start_from:
            start = torch.load(options.start_from, map_location=self.device, weights_only=True)
            self.model.load_state_dict(start, strict=False)
        self.losses: dict[str, list[torch.Tensor]] = defaultdict(list)
        self.seen, self.tokens = dict.fromkeys(self.shares, 0), 0

    def task(self, name: str, most: int | None = None, whole: bool = False) -> Task:
        """A task, or its validation examples."""
        own = self.options
        return Task(own.folder, name, own.source_tokens, own.tokens, most, whole=whole)

    def store(self) -> None:
        """Write the adapter (bfloat16) and the state."""
        content = {name: p.detach().cpu() for name, p in self.adapter.items()}
        save(self.options.output, {name: p.to(torch.bfloat16) for name, p in content.items()})
        own = {"adapter": content, "optimizer": self.optimizer.state_dict()}
        save(self.state_file, {**own, "step": self.step, "positions": self.positions})

    def take_step(self, share: float, names: list[str], streams: dict[str, Iterator[np.ndarray]]) -> None:
        """One step at a share (0-1) of the time: a batch of each of the tasks named."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.options.rate, self.step, share, self.options.decay)
        for name in names:
            ids, is_target = self.tasks[name].tensors(next(streams[name]))
            loss = self.model.loss(ids.to(self.device), is_target.to(self.device)) / int(is_target.sum())
            (loss / len(names)).backward()
            self.positions[name] += 1
            self.seen[name] += len(ids)
            self.tokens += ids.numel()
            self.losses[name].append(loss.detach())
        torch.nn.utils.clip_grad_norm_(self.adapter.values(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1

    def run(self) -> None:
        """Train to the time limit; what was done is kept when the process is killed, but for the last minutes."""
        rng = np.random.default_rng(self.step)
        streams = {name: task.stream(self.positions[name]) for name, task in self.tasks.items()}
        weights = np.array(list(self.shares.values())) / sum(self.shares.values())
        print(f"{self.dtype}, { ({name: len(task) for name, task in self.tasks.items()}) } examples", flush=True)
        self.report()
        started = saved = time.monotonic()
        first = self.step
        while (share := self.share(elapsed := time.monotonic() - started, self.step - first)) < 1:
            names = [str(name) for name in rng.choice(list(self.shares), self.options.accumulate, p=weights)]
            self.take_step(share, names, streams)
            if self.step % 20 == 0:
                means = {k: round(float(torch.stack(v[-80:]).mean()), 3) for k, v in self.losses.items()}
                speed = self.tokens / (time.monotonic() - started)
                print(f"{self.step} {elapsed / 60:.1f} min {speed:.0f} tokens/s {self.seen} {means}", flush=True)
            if time.monotonic() - saved > SAVE_SECONDS:
                self.store()
                saved = time.monotonic()
                self.report()
        self.store()
        self.report()

    def share(self, elapsed: float, steps: int) -> float:
        """Of this call, what is done by its limits after so many seconds and steps; from 1 on it is over."""
        return max(elapsed / (60 * self.options.minutes), steps / self.options.steps if self.options.steps else 0.0)

    def report(self) -> None:
        """Print the loss on the validation examples, as JSON behind a step's number."""
        print(f"valid {self.step} {json.dumps(evaluate(self.model, self.checks, self.device))}", flush=True)


def main() -> None:
    """Train to the time limit, from the state if there is one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60, help="of this call")
    parser.add_argument("--steps", type=int, help="of this call at most; none given, the time alone ends it")
    parser.add_argument("--mix", nargs="+", default=["brief=1"], metavar="TASK[@FIRST]=SHARE", help=MIX_HELP)
    parser.add_argument(
        "--whole", action="store_true", help="teach the articles too, not what is written of them alone"
    )
    parser.add_argument("--rank", type=int, default=64)
    parser.add_argument("--rate", type=float, default=4e-4, help="peak learning rate")
    parser.add_argument("--decay", type=float, default=0.5, help="share of the time over which the rate falls")
    parser.add_argument("--tokens", type=int, default=1024, help="of a batch")
    parser.add_argument("--accumulate", type=int, default=4, help="batches of a step")
    parser.add_argument("--source-tokens", type=int, default=340, help="of an article that are read")
    parser.add_argument("--start-from", type=Path, help="an adapter to begin with, where there is no state")
    parser.add_argument("--no-compile", action="store_true", help="where no C compiler is at hand")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    Trainer(parser.parse_args()).run()


if __name__ == "__main__":
    main()
