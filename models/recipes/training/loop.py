"""The shared training loop: one model, a schedule by elapsed time, exact resume after a kill.

In: a model of an encoder-decoder class of transformers, phases of corpora with weights, a budget in minutes.
Out: `checkpoint.pt` (weights, average, optimisers, counters), `log.jsonl` (loss and validation scores).
It knows nothing of languages, tokenizers or files of text: recipes do.
"""

from __future__ import annotations

import json
import math
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from . import attention
from .corpus import Batch, Corpus
from .muon import Muon
from .precision import fastest_precision


@dataclass(frozen=True)
class Phase:
    """A share of the budget (0-1) spent on a mixture: corpus name -> sampling weight."""

    name: str
    share: float
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Settings:
    """What the loop needs to know; times in minutes, rates per step. A Muon rate of 0: AdamW for everything."""

    minutes: float
    seed: int = 1
    device: str = "auto"
    muon_rate: float = 0.02
    adamw_rate: float = 2e-3
    weight_decay: float = 0.01
    warmup_steps: int = 100
    decay_share: float = 0.6
    label_smoothing: float = 0.1
    negatives: int = 0
    average_decay: float = 0.998
    clip_norm: float = 1.0
    validate_minutes: float = 10.0
    checkpoint_minutes: float = 3.0

    def scaled(self, share: float) -> Settings:
        """These settings with that share of the learning rates; below 1, the decay starts at once.

        Weights that a decayed run left are shaken by full rates: from 2.24 to 2.95 nats a token within 135 steps.
        """
        rates = replace(self, muon_rate=self.muon_rate * share, adamw_rate=self.adamw_rate * share)
        return replace(rates, decay_share=1.0) if share < 1 else rates


@dataclass
class State:
    """Counters a resumed run goes on from."""

    step: int = 0
    trained_seconds: float = 0.0
    target_tokens: int = 0
    positions: dict[str, int] = field(default_factory=dict)


def choose_device(name: str) -> torch.device:
    """Map "auto" to cuda where there is one, else cpu."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def sequence_loss(
    model: nn.Module, batch: Batch, *, label_smoothing: float = 0.0, negatives: int = 0
) -> tuple[torch.Tensor, int]:
    """Mean cross-entropy in nats a target token, computed on real positions only, and their count."""
    hidden = model.model(
        input_ids=batch.source,
        attention_mask=batch.source_mask,
        decoder_input_ids=batch.decoder_input,
        use_cache=False,
    ).last_hidden_state
    labels = batch.labels[batch.label_mask]
    losses = token_losses(model, hidden[batch.label_mask], labels, label_smoothing=label_smoothing, negatives=negatives)
    return losses.mean(), labels.numel()


def token_losses(
    model: nn.Module, hidden: torch.Tensor, labels: torch.Tensor, *, label_smoothing: float = 0.0, negatives: int = 0
) -> torch.Tensor:
    """Cross-entropy in nats of each label, shape (N,), from the decoder's states, shape (N, d).

    With `negatives` > 0 the softmax runs over the tokens that occur among the labels and that many others,
    drawn evenly, whose logits are raised by log(rest / drawn): their sum then estimates that of all the rest
    (Jean and others 2015, arXiv 1412.2007). That saves two thirds of the output layer's work and memory.
    """
    weight, bias = model.lm_head.weight, model.final_logits_bias[0]
    if negatives:
        present = torch.unique(labels)
        rest = torch.ones(len(weight), dtype=torch.bool, device=labels.device)
        rest[present] = False
        others = rest.nonzero()[:, 0]
        others = others[torch.randperm(len(others), device=labels.device)[:negatives]]
        chosen = torch.cat([present, others])
        raised = bias[chosen].clone()
        raised[len(present) :] += math.log((len(weight) - len(present)) / max(1, len(others)))
        weight, bias, labels = weight[chosen], raised, torch.searchsorted(present, labels)
    logits = functional.linear(hidden, weight) + bias
    return functional.cross_entropy(logits.float(), labels, label_smoothing=label_smoothing, reduction="none")


def make_optimisers(model: nn.Module, settings: Settings) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the layers, AdamW for embeddings, norms and biases."""
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            is_matrix = parameter.ndim == 2 and "embed" not in name and "shared" not in name and "lm_head" not in name
            (matrices if is_matrix and settings.muon_rate else others).append(parameter)
    rest = torch.optim.AdamW(others, lr=settings.adamw_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    return [Muon(matrices, lr=settings.muon_rate, weight_decay=settings.weight_decay), rest] if matrices else [rest]


def freeze_key_biases(model: nn.Module) -> None:
    """Keep the biases of the key projections as they are: a softmax does not depend on them.

    Their gradient is rounding error, which AdamW scales up to full steps.
    """
    for name, parameter in model.named_parameters():
        if name.endswith("k_proj.bias"):
            parameter.requires_grad_(False)


def rate_factor(settings: Settings, state: State) -> float:
    """Warm-up by steps, constant, then linear decay to 2 % over the last `decay_share` of the time."""
    progress = min(1.0, state.trained_seconds / (settings.minutes * 60))
    decay = min(1.0, (1.0 - progress) / settings.decay_share)
    return max(0.02, decay) * min(1.0, (state.step + 1) / settings.warmup_steps)


def load_average(model: nn.Module, *folders: Path) -> nn.Module:
    """Load a run's averaged weights into a freshly built model; the padding row is made exactly zero.

    Of several runs that branched off one checkpoint (`--seed` shuffles each anew), the mean is loaded: model soups
    (Wortsman and others 2022, arXiv 2203.05482).
    """
    saved = [torch.load(f / "checkpoint.pt", map_location="cpu", weights_only=True)["average"] for f in folders]
    model.load_state_dict({k: sum(s[k] for s in saved) / len(saved) for k in saved[0]}, strict=False)
    embedding = model.get_input_embeddings()
    with torch.no_grad():
        embedding.weight[embedding.padding_idx] = 0.0
    return model.eval()


def start_from(model: nn.Module, folder: Path | None) -> nn.Module:
    """Load an exported folder's weights into a freshly built model of the same shape; None leaves it as it is.

    The bias of the output stays the freshly built one's: it holds the frequencies of what this run writes.
    """
    if folder is not None:
        known = type(model).from_pretrained(folder, dtype=torch.float32, local_files_only=True).state_dict()
        model.load_state_dict(known | {"final_logits_bias": model.final_logits_bias})
    return model


class Trainer:
    """Runs the phases until the minutes are used up; a second call with the same folder goes on."""

    def __init__(
        self,
        model: nn.Module,
        corpora: Mapping[str, Corpus],
        phases: Sequence[Phase],
        settings: Settings,
        folder: Path,
        validate: Callable[[nn.Module], dict[str, float]] | None = None,
    ):
        self.settings, self.folder, self.validate = settings, folder, validate
        self.device = choose_device(settings.device)
        self.model = model.to(self.device).train()
        self.model.set_attn_implementation(attention.NAME)
        freeze_key_biases(self.model)
        self.corpora, self.phases = corpora, phases
        self.optimisers = make_optimisers(model, settings)
        self.base_rates = [group["lr"] for o in self.optimisers for group in o.param_groups]
        self.average = {k: v.detach().clone().float() for k, v in self._floating().items()}
        self.state = State(positions=dict.fromkeys(corpora, 0))
        self._stop = False
        folder.mkdir(parents=True, exist_ok=True)
        self.checkpoint_path = folder / "checkpoint.pt"
        if self.checkpoint_path.exists():
            self._load()

    def run(self) -> None:
        """Train to the end of the budget. SIGTERM and Ctrl-C save first."""
        previous = {s: signal.signal(s, self._request_stop) for s in (signal.SIGTERM, signal.SIGINT)}
        budget = self.settings.minutes * 60
        last_save = last_log = last_check = time.monotonic()
        losses: list[float] = []
        tokens_at_log, seconds_at_log = self.state.target_tokens, self.state.trained_seconds
        try:
            while self.state.trained_seconds < budget and not self._stop:
                started = time.monotonic()
                name = self._choose_corpus()
                loss = self._step(name)
                losses.append(loss)
                now = time.monotonic()
                self.state.trained_seconds += now - started
                if now - last_log > 30:
                    rate = (self.state.target_tokens - tokens_at_log) / (self.state.trained_seconds - seconds_at_log)
                    self._log(loss=float(np.mean(losses)), target_tokens_per_second=round(rate))
                    losses, last_log = [], now
                    tokens_at_log, seconds_at_log = self.state.target_tokens, self.state.trained_seconds
                if self.validate and now - last_check > self.settings.validate_minutes * 60:
                    self._validate()
                    last_check = time.monotonic()
                if now - last_save > self.settings.checkpoint_minutes * 60:
                    self._save()
                    last_save = time.monotonic()
            self._save()
            if self.validate and not self._stop:
                self._validate()
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
        if self._stop:
            raise SystemExit("stopped by a signal; the same command goes on from the checkpoint")

    def _request_stop(self, *_: object) -> None:
        self._stop = True

    def _floating(self) -> dict[str, torch.Tensor]:
        tied = {"lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"}
        state = self.model.state_dict()
        return {k: v for k, v in state.items() if v.is_floating_point() and k not in tied}

    def _choose_corpus(self) -> str:
        progress = self.state.trained_seconds / (self.settings.minutes * 60)
        passed = 0.0
        phase = self.phases[-1]
        for candidate in self.phases:
            passed += candidate.share
            if progress < passed:
                phase = candidate
                break
        names = sorted(phase.weights)
        weights = np.array([phase.weights[n] for n in names], dtype=np.float64)
        rng = np.random.default_rng([self.settings.seed, 2, self.state.step])
        return names[int(rng.choice(len(names), p=weights / weights.sum()))]

    def _step(self, name: str) -> float:
        batch = self.corpora[name].batch(self.state.positions[name])
        self.state.positions[name] += 1
        if self.device.type != "cpu":
            batch = batch.to(self.device)
        low = fastest_precision(self.device.type) is torch.bfloat16
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=low):
            loss, count = sequence_loss(
                self.model,
                batch,
                label_smoothing=self.settings.label_smoothing,
                negatives=self.settings.negatives,
            )
        loss.backward()
        embedding = self.model.get_input_embeddings()
        if embedding.weight.grad is not None:
            # The padding row stays zero: Marian decoders start from it, and CTranslate2 takes it to be zero.
            embedding.weight.grad[embedding.padding_idx] = 0.0
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), self.settings.clip_norm)
        if math.isfinite(float(norm)):
            self._update()
        for optimiser in self.optimisers:
            optimiser.zero_grad(set_to_none=True)
        self.state.step += 1
        self.state.target_tokens += count
        return float(loss.detach())

    def _update(self) -> None:
        factor = rate_factor(self.settings, self.state)
        groups = [group for o in self.optimisers for group in o.param_groups]
        for group, base in zip(groups, self.base_rates, strict=True):
            group["lr"] = base * factor
        for optimiser in self.optimisers:
            optimiser.step()
        every = 8
        if self.state.step % every == 0:
            decay = min(self.settings.average_decay**every, (1 + self.state.step) / (10 * every + self.state.step))
            for key, value in self._floating().items():
                self.average[key].lerp_(value.float(), 1 - decay)

    def _validate(self) -> None:
        assert self.validate is not None
        kept = {k: v.clone() for k, v in self._floating().items()}
        self.model.load_state_dict(self.average, strict=False)
        self.model.eval()
        scores = self.validate(self.model)
        self.model.load_state_dict(kept, strict=False)
        self.model.train()
        self._log(**{f"valid_{k}": v for k, v in scores.items()})

    def _log(self, **values: float) -> None:
        record = {
            "step": self.state.step,
            "minutes": round(self.state.trained_seconds / 60, 2),
            "target_tokens": self.state.target_tokens,
            **{k: round(v, 4) for k, v in values.items()},
        }
        line = json.dumps(record)
        print(line, flush=True)
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def _save(self) -> None:
        temporary = self.checkpoint_path.with_suffix(".tmp")
        torch.save(
            {
                "model": self.model.state_dict(),
                "average": self.average,
                "optimisers": [o.state_dict() for o in self.optimisers],
                "state": vars(self.state),
            },
            temporary,
        )
        os.replace(temporary, self.checkpoint_path)

    def _load(self) -> None:
        saved = torch.load(self.checkpoint_path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.average = saved["average"]
        for optimiser, state in zip(self.optimisers, saved["optimisers"], strict=True):
            optimiser.load_state_dict(state)
        self.state = State(**saved["state"])
        for name in self.corpora:
            self.state.positions.setdefault(name, 0)
        print(f"resumed at step {self.state.step}, {self.state.trained_seconds / 60:.1f} minutes", flush=True)
