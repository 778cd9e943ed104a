"""Gemma 3's decoder with low-rank adapters, in torch alone: what the trainer runs, here and on a GPU machine.

In: a folder of numpy files that `base.py` wrote, token ids. Out: hidden states (B, L, width) and losses. The reference
is transformers' `Gemma3ForCausalLM`; tests/recipes compares the two.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

#: The linear layers that get an adapter, by the names that transformers gives them.
ATTENTION = ("q_proj", "k_proj", "v_proj", "o_proj")
FEED_FORWARD = ("gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True)
class Shape:
    """Sizes of the network, by the names of transformers' Gemma3TextConfig."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    intermediate_size: int
    vocab_size: int
    sliding_window: int
    rms_norm_eps: float
    rope_theta: float
    rope_local_base_freq: float
    #: Every so many layers one looks at everything; the others see `sliding_window` tokens.
    full_attention_every: int = 6

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """The shape of a base that `base.py` wrote."""
        return cls(**json.loads((folder / "shape.json").read_text(encoding="utf-8")))


class Adapted(nn.Module):
    """A frozen linear layer and its adapter: x W' + (x A') B', with A of (rank, in) and B of (out, rank).

    Hu and others 2021, arXiv 2106.09685, with the scale folded into B.
    """

    def __init__(self, width_in: int, width_out: int, rank: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width_out, width_in), requires_grad=False)
        self.a = nn.Parameter(torch.randn(rank, width_in) / math.sqrt(width_in))
        self.b = nn.Parameter(torch.zeros(width_out, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(…, in) to (…, out)."""
        inner = functional.linear(x, self.a.to(x.dtype))
        return functional.linear(x, self.weight) + functional.linear(inner, self.b.to(x.dtype))


class Norm(nn.Module):
    """Root mean square norm in float32; the weight holds Gemma's "1 +" already, as in GGUF files."""

    def __init__(self, width: int, eps: float):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(width), requires_grad=False), eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Same shape, float32."""
        return functional.rms_norm(x.float(), x.shape[-1:], self.weight, self.eps)


class Layer(nn.Module):
    """Attention and feed-forward, each between two norms."""

    def __init__(self, shape: Shape, rank: int, is_full: bool):
        super().__init__()
        self.shape, self.is_full = shape, is_full
        width, size = shape.hidden_size, shape.head_dim
        self.q_proj = Adapted(width, shape.num_attention_heads * size, rank)
        self.k_proj = Adapted(width, shape.num_key_value_heads * size, rank)
        self.v_proj = Adapted(width, shape.num_key_value_heads * size, rank)
        self.o_proj = Adapted(shape.num_attention_heads * size, width, rank)
        self.gate_proj = Adapted(width, shape.intermediate_size, rank)
        self.up_proj = Adapted(width, shape.intermediate_size, rank)
        self.down_proj = Adapted(shape.intermediate_size, width, rank)
        self.q_norm, self.k_norm = Norm(size, shape.rms_norm_eps), Norm(size, shape.rms_norm_eps)
        for name in ("input_norm", "post_attention_norm", "pre_feed_forward_norm", "post_feed_forward_norm"):
            setattr(self, name, Norm(width, shape.rms_norm_eps))

    def forward(self, x: torch.Tensor, turn: tuple[torch.Tensor, torch.Tensor], mask: torch.Tensor) -> torch.Tensor:
        """(B, L, width) float32 to the same, the products in the type of the weights; `turn` are cosines and sines
        (L, size), `mask` is (L, L)."""
        dtype = self.q_proj.weight.dtype
        x = x + self.post_attention_norm(self.attend(self.input_norm(x).to(dtype), turn, mask))
        h = self.pre_feed_forward_norm(x).to(dtype)
        gated = functional.gelu(self.gate_proj(h), approximate="tanh") * self.up_proj(h)
        return x + self.post_feed_forward_norm(self.down_proj(gated))

    def attend(self, x: torch.Tensor, turn: tuple[torch.Tensor, torch.Tensor], mask: torch.Tensor) -> torch.Tensor:
        """Causal attention; padding stands on the right, so it needs no mask."""
        batch, length, _ = x.shape
        groups, size = self.shape.num_key_value_heads, self.shape.head_dim
        q = self.q_norm(self.q_proj(x).view(batch, length, -1, size)).transpose(1, 2)
        k = self.k_norm(self.k_proj(x).view(batch, length, -1, size)).transpose(1, 2)
        v = self.v_proj(x).view(batch, length, -1, size).transpose(1, 2)
        q = (rotated(q, *turn) * size**-0.5).to(v.dtype)
        k = rotated(k, *turn).to(v.dtype)
        # The heads that share a key are one long matrix: a product of its own for each is half as fast on a CPU.
        shared = q.reshape(batch, groups, -1, size)
        scores = (shared @ k.transpose(-1, -2)).view(batch, groups, -1, length, length).float() + mask
        out = scores.softmax(dim=-1).to(v.dtype).view(batch, groups, -1, length) @ v
        return self.o_proj(out.view(batch, -1, length, size).transpose(1, 2).reshape(batch, length, -1))


def causal_mask(length: int, window: int, device: torch.device) -> torch.Tensor:
    """What is added to the scores (L, L), float32: minus infinity for what lies ahead or `window` tokens back."""
    places = torch.arange(length, device=device)
    age = places[:, None] - places[None, :]
    return torch.zeros(length, length, device=device).masked_fill((age < 0) | (age >= window), float("-inf"))


def rotated(x: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor) -> torch.Tensor:
    """Rotary positions on the halves of the last axis, as transformers' `rotate_half`."""
    left, right = x.chunk(2, dim=-1)
    return x * cosine + torch.cat((-right, left), dim=-1) * sine


def turns(length: int, size: int, base: float, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Cosines and sines of the positions, (length, size) each."""
    frequencies = base ** (-torch.arange(0, size, 2, device=device, dtype=torch.float32) / size)
    angles = torch.outer(torch.arange(length, device=device, dtype=torch.float32), frequencies)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos(), angles.sin()


class Decoder(nn.Module):
    """The whole network; the embeddings are the output layer too."""

    def __init__(self, shape: Shape, rank: int):
        super().__init__()
        self.shape = shape
        self.embeddings = nn.Parameter(torch.empty(shape.vocab_size, shape.hidden_size), requires_grad=False)
        self.layers = nn.ModuleList(
            Layer(shape, rank, (i + 1) % shape.full_attention_every == 0) for i in range(shape.num_hidden_layers)
        )
        self.norm = Norm(shape.hidden_size, shape.rms_norm_eps)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Token ids (B, L), padded on the right, to hidden states (B, L, width)."""
        shape, length = self.shape, ids.shape[1]
        x = functional.embedding(ids, self.embeddings).float() * shape.hidden_size**0.5
        near = turns(length, shape.head_dim, shape.rope_local_base_freq, ids.device)
        far = turns(length, shape.head_dim, shape.rope_theta, ids.device)
        narrow = causal_mask(length, shape.sliding_window, ids.device)
        wide = causal_mask(length, length, ids.device)
        for layer in self.layers:
            x = layer(x, far, wide) if layer.is_full else layer(x, near, narrow)
        return self.norm(x)

    def loss(self, ids: torch.Tensor, is_target: torch.Tensor) -> torch.Tensor:
        """Sum of -ln P (nats) of the tokens where `is_target`; both (B, L)."""
        hidden = self(ids[:, :-1])[is_target[:, 1:]]
        logits = functional.linear(hidden.to(self.embeddings.dtype), self.embeddings).float()
        return functional.cross_entropy(logits, ids[:, 1:][is_target[:, 1:]], reduction="sum")

    def adapter(self) -> dict[str, torch.Tensor]:
        """The tensors that are trained, by name."""
        return {name: p for name, p in self.named_parameters() if p.requires_grad}


def load_base(folder: Path, rank: int, dtype: torch.dtype, device: torch.device) -> Decoder:
    """A decoder with the base's frozen weights in `dtype` and fresh adapters in float32."""
    model = Decoder(Shape.read(folder), rank)
    with torch.no_grad(), np.load(folder / "base.npz") as stored:
        for name, parameter in model.named_parameters():
            if not parameter.requires_grad:
                parameter.copy_(torch.from_numpy(stored[name]))
    for parameter in model.parameters():
        if not parameter.requires_grad:
            parameter.data = parameter.data.to(dtype if parameter.dim() > 1 else torch.float32)
    return model.to(device)
