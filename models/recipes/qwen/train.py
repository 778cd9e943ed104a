"""Train an adapter to the upper layers of Qwen2 on one CPU core.

    python -m models.recipes.qwen.train FOLDER --output ADAPTER --minutes 120

In: what `prepare.py` wrote. Out: the adapter (a torch file, bfloat16), and beside it `.state`, from which the same
command goes on: steps, minutes and AdamW's state. The learning rate rises over ten steps, stays, and falls over the
last part of the time. A step is eight examples, two at a time.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch

from models.recipes.gemma.train import fastest_type, save
from models.recipes.qwen.network import Decoder, load_base
from summarize.engines.base import Base

PAIRS_A_STEP = 4
WARM_UP_STEPS = 10
SAVE_SECONDS, CHECK_SECONDS = 240, 1_500
CHECKED = 12

Row = tuple[list[int], list[int]]


def tensors(rows: list[Row]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids (B, L) padded on the right, and where the targets stand (B, L)."""
    width = max(len(read) + len(written) for read, written in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    is_target = torch.zeros(len(rows), width, dtype=torch.bool)
    for i, (read, written) in enumerate(rows):
        end = len(read) + len(written)
        ids[i, :end] = torch.tensor([*read, *written])
        is_target[i, len(read) : end] = True
    return ids, is_target


def pairs(rows: list[Row], epoch: int) -> list[list[int]]:
    """All examples once, two of like length at a time, in a shuffle of that epoch."""
    rng = random.Random(epoch)
    order = list(range(len(rows)))
    rng.shuffle(order)
    near = [
        i
        for start in range(0, len(order), 32)
        for i in sorted(order[start : start + 32], key=lambda i: len(rows[i][0]))
    ]
    found = [near[i : i + 2] for i in range(0, len(near) - 1, 2)]
    rng.shuffle(found)
    return found


def rate_at(peak: float, step: int, share: float, decay: float) -> float:
    """The learning rate at a step and a share (0-1) of the time."""
    return peak * min(1.0, (step + 1) / WARM_UP_STEPS) * min(1.0, max(0.02, (1 - share) / decay))


class Trainer:
    """A model, its optimizer and the time that was spent; all of it is in the state file."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        torch.manual_seed(0)
        self.train, self.valid = (
            json.loads((options.folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("train", "valid")
        )
        self.dtype = fastest_type(torch.device("cpu"))
        self.model: Decoder = load_base(
            Base(options.folder / "base.gguf"), options.rank, options.first_adapted, self.dtype
        )
        if not options.no_compile:
            for layer in self.model.layers:
                layer.compile(dynamic=True)
        self.adapter = self.model.adapter()
        self.optimizer = torch.optim.AdamW(self.adapter.values(), betas=(0.9, 0.98), weight_decay=0.0)
        self.step, self.seconds = 0, 0.0
        self.state_file = options.output.with_name(options.output.name + ".state")
        if self.state_file.exists():
            state = torch.load(self.state_file, weights_only=True)
            self.model.load_state_dict(state["adapter"], strict=False)
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.seconds = state["step"], state["seconds"]

    def store(self, seconds: float) -> None:
        """Write the adapter (bfloat16) and the state."""
        own: dict[str, Any] = {name: p.detach() for name, p in self.adapter.items()}
        save(self.options.output, {name: p.to(torch.bfloat16) for name, p in own.items()})
        state = {"adapter": own, "optimizer": self.optimizer.state_dict(), "step": self.step, "seconds": seconds}
        save(self.state_file, state)

    @torch.no_grad()
    def check(self) -> float:
        """Mean -ln P a token of the first validation examples (nats)."""
        total = tokens = 0.0
        for start in range(0, min(CHECKED, len(self.valid)), 2):
            ids, is_target = tensors(self.valid[start : start + 2])
            total += self.model.loss(ids, is_target).item()
            tokens += int(is_target.sum())
        return total / tokens

    def take_step(self, rate: float) -> float:
        """One step; the mean loss of its batches (nats a token)."""
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        steps_an_epoch = len(self.train) // 2 // PAIRS_A_STEP
        epoch, place = divmod(self.step, steps_an_epoch)
        losses = []
        for chosen in pairs(self.train, epoch)[place * PAIRS_A_STEP : (place + 1) * PAIRS_A_STEP]:
            ids, is_target = tensors([self.train[i] for i in chosen])
            loss = self.model.loss(ids, is_target) / int(is_target.sum())
            (loss / PAIRS_A_STEP).backward()
            losses.append(loss.item())
        torch.nn.utils.clip_grad_norm_(self.adapter.values(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return sum(losses) / len(losses)

    def run(self) -> None:
        """Train to the time limit, over all calls; a killed process loses the last minutes."""
        print(f"{self.dtype}, valid {self.step} {self.check():.4f}", flush=True)
        started = stored = checked = time.monotonic()
        while (now := self.seconds + time.monotonic() - started) < 60 * self.options.minutes:
            if self.options.steps and self.step >= self.options.steps:
                break
            rate = rate_at(self.options.rate, self.step, now / (60 * self.options.minutes), self.options.decay)
            loss = self.take_step(rate)
            print(f"{self.step} {now / 60:.1f} min, loss {loss:.3f}, rate {rate:.1e}", flush=True)
            if time.monotonic() - stored > SAVE_SECONDS:
                stored = time.monotonic()
                self.store(self.seconds + stored - started)
            if time.monotonic() - checked > CHECK_SECONDS:
                checked = time.monotonic()
                print(f"valid {self.step} {self.check():.4f}", flush=True)
        self.store(self.seconds + time.monotonic() - started)
        print(f"valid {self.step} {self.check():.4f}", flush=True)


def main() -> None:
    """Train to the time limit, from the state if there is one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=120, help="of all calls together")
    parser.add_argument("--steps", type=int, help="of all calls at most; none given, the time alone ends it")
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate")
    parser.add_argument("--decay", type=float, default=0.6, help="share of the time over which the rate falls")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--first-adapted", type=int, default=10, help="the lowest layer, from 0, that is adapted")
    parser.add_argument("--no-compile", action="store_true", help="where no C compiler is at hand")
    Trainer(parser.parse_args()).run()


if __name__ == "__main__":
    main()
