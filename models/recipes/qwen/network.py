"""Qwen2's decoder with low-rank adapters on its upper layers, in torch alone: what the trainer runs.

In: a GGUF file of the base, token ids. Out: losses. The reference is transformers' `Qwen2ForCausalLM`; tests/recipes
compares the two. Layers below the lowest adapted one need no gradients: a step costs three quarters of one through all.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from models.recipes.gemma.network import Adapted, rotated, turns
from summarize.engines.base import EMBEDDINGS, LINEAR_NAMES, Base, Shape


class Norm(nn.Module):
    """Root mean square norm in float32."""

    def __init__(self, width: int, eps: float):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(width), requires_grad=False), eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Same shape, float32."""
        return functional.rms_norm(x.float(), x.shape[-1:], self.weight, self.eps)


class Linear(nn.Module):
    """A frozen linear layer without an adapter."""

    def __init__(self, width_in: int, width_out: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width_out, width_in), requires_grad=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(…, in) to (…, out)."""
        return functional.linear(x, self.weight)


class Layer(nn.Module):
    """Attention and feed-forward, each behind a norm; `rank` 0 leaves it as it is."""

    def __init__(self, shape: Shape, rank: int):
        super().__init__()
        self.shape = shape
        width, size = shape.hidden_size, shape.head_dim

        def linear(width_in: int, width_out: int) -> nn.Module:
            return Adapted(width_in, width_out, rank) if rank else Linear(width_in, width_out)

        self.q_proj = linear(width, shape.num_attention_heads * size)
        self.k_proj = linear(width, shape.num_key_value_heads * size)
        self.v_proj = linear(width, shape.num_key_value_heads * size)
        self.o_proj = linear(shape.num_attention_heads * size, width)
        self.gate_proj = linear(width, shape.intermediate_size)
        self.up_proj = linear(width, shape.intermediate_size)
        self.down_proj = linear(shape.intermediate_size, width)
        shared = shape.num_key_value_heads
        for name, heads in (("q", shape.num_attention_heads), ("k", shared), ("v", shared)):
            setattr(self, f"{name}_bias", nn.Parameter(torch.zeros(heads * size), requires_grad=False))
        self.input_norm = Norm(width, shape.rms_norm_eps)
        self.pre_feed_forward_norm = Norm(width, shape.rms_norm_eps)

    def forward(self, x: torch.Tensor, turn: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        """(B, L, width) float32 to the same, the products in the type of the weights; `turn` are cosines and sines
        (L, size)."""
        dtype = self.q_proj.weight.dtype
        x = x + self.attend(self.input_norm(x).to(dtype), turn)
        h = self.pre_feed_forward_norm(x).to(dtype)
        return x + self.down_proj(functional.silu(self.gate_proj(h)) * self.up_proj(h))

    def attend(self, x: torch.Tensor, turn: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        """Causal attention; padding stands on the right, so it needs no mask."""
        batch, length, _ = x.shape
        size, dtype = self.shape.head_dim, x.dtype
        q = (self.q_proj(x) + self.q_bias).view(batch, length, -1, size).transpose(1, 2)
        k = (self.k_proj(x) + self.k_bias).view(batch, length, -1, size).transpose(1, 2)
        v = (self.v_proj(x) + self.v_bias).to(dtype).view(batch, length, -1, size).transpose(1, 2)
        q, k = rotated(q, *turn).to(dtype), rotated(k, *turn).to(dtype)
        out = functional.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        return self.o_proj(out.transpose(1, 2).reshape(batch, length, -1))


class Decoder(nn.Module):
    """The whole network; the embeddings are the output layer too."""

    def __init__(self, shape: Shape, rank: int, first_adapted: int):
        super().__init__()
        self.shape, self.first_adapted = shape, first_adapted
        self.embeddings = nn.Parameter(torch.empty(shape.vocab_size, shape.hidden_size), requires_grad=False)
        self.layers = nn.ModuleList(
            Layer(shape, rank if i >= first_adapted else 0) for i in range(shape.num_hidden_layers)
        )
        self.norm = Norm(shape.hidden_size, shape.rms_norm_eps)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Token ids (B, L), padded on the right, to hidden states (B, L, width)."""
        x = functional.embedding(ids, self.embeddings).float()
        turn = turns(ids.shape[1], self.shape.head_dim, self.shape.rope_theta, ids.device)
        with torch.no_grad():
            for layer in self.layers[: self.first_adapted]:
                x = layer(x, turn)
        for layer in self.layers[self.first_adapted :]:
            x = layer(x, turn)
        return self.norm(x)

    def loss(self, ids: torch.Tensor, is_target: torch.Tensor) -> torch.Tensor:
        """Sum of -ln P (nats) of the tokens where `is_target`; both (B, L)."""
        hidden = self(ids[:, :-1])[is_target[:, 1:]]
        logits = functional.linear(hidden.to(self.embeddings.dtype), self.embeddings).float()
        return functional.cross_entropy(logits, ids[:, 1:][is_target[:, 1:]], reduction="sum")

    def adapter(self) -> dict[str, torch.Tensor]:
        """The tensors that are trained, by name."""
        return {name: p for name, p in self.named_parameters() if p.requires_grad}


#: The parts of a layer by transformers' names, and here.
OWN_NAMES = {
    **{f"{name}.weight": f"{name.rpartition('.')[2]}.weight" for name in LINEAR_NAMES.values()},
    **{f"self_attn.{n}_proj.bias": f"{n}_bias" for n in "qkv"},
    "input_layernorm.weight": "input_norm.weight",
    "post_attention_layernorm.weight": "pre_feed_forward_norm.weight",
}


def full_name(factor: str) -> str:
    """transformers' name of an adapter's factor: "layers.0.q_proj.a" is "layers.0.self_attn.q_proj.a" there."""
    layers, number, part, side = factor.split(".")
    (name,) = (name for name in LINEAR_NAMES.values() if name.endswith(part))
    return f"{layers}.{number}.{name}.{side}"


def load_base(base: Base, rank: int, first_adapted: int, dtype: torch.dtype) -> Decoder:
    """A decoder with the base's frozen weights, matrices in `dtype`, and fresh adapters in float32."""
    model = Decoder(base.shape, rank, first_adapted)
    parameters = dict(model.named_parameters())

    def fill(name: str, values: np.ndarray) -> None:
        own = torch.from_numpy(values)
        parameters[name].data = own.to(dtype) if own.dim() > 1 else own

    outer = base.outer(np.arange(base.shape.vocab_size))
    fill("embeddings", outer[EMBEDDINGS])
    fill("norm.weight", outer["norm.weight"])
    for i, weights in base.layers():
        for name, values in weights.items():
            fill(f"layers.{i}.{OWN_NAMES[name]}", values)
    return model
