"""Muon, the optimiser of the matrices inside the layers.

Keller Jordan and others 2024, https://kellerjordan.github.io/posts/muon/ : momentum, made orthogonal by five
Newton-Schulz steps. torch.optim.Muon does the same, one matrix after the other and always in bfloat16; here the
matrices of one shape go through together, in the precision that the machine multiplies fastest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch

from .precision import fastest_precision

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


class Muon(torch.optim.Optimizer):
    """Muon for 2-D parameters: momentum 0.95, Nesterov, decoupled weight decay.

    Args:
        parameters: matrices only.
        lr: step length; every update has about unit spectral norm, times sqrt(max(1, rows / columns)).
        weight_decay: share of the weights taken off a step, times lr.
    """

    def __init__(self, parameters: Iterable[torch.nn.Parameter], *, lr: float, weight_decay: float):
        super().__init__(list(parameters), {"lr": lr, "weight_decay": weight_decay, "momentum": 0.95})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Update every parameter that has a gradient."""
        for group in self.param_groups:
            by_shape = defaultdict(list)
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape[parameter.shape].append(parameter)
            for shape, parameters in by_shape.items():
                updates = orthogonalise(torch.stack([self._momentum(p, group["momentum"]) for p in parameters]))
                scale = group["lr"] * max(1.0, shape[0] / shape[1]) ** 0.5
                for parameter, update in zip(parameters, updates, strict=True):
                    parameter.mul_(1 - group["lr"] * group["weight_decay"])
                    parameter.add_(update.to(parameter.dtype), alpha=-scale)

    def _momentum(self, parameter: torch.nn.Parameter, momentum: float) -> torch.Tensor:
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        state["momentum"].lerp_(parameter.grad, 1 - momentum)
        return parameter.grad.lerp(state["momentum"], momentum)


def orthogonalise(matrices: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """Nearest semi-orthogonal matrices, roughly; shape (N, rows, columns) in and out."""
    a, b, c = COEFFICIENTS
    x = matrices.to(fastest_precision(matrices.device.type))
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.mT
    x = x / x.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x
