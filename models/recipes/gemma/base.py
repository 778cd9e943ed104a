"""The pretrained base as the trainer reads it: numpy files named as in `network.py`, beside the tokenizer.

In: the GGUF file of the base, the ids of the vocabulary to keep. Out: `base/base.npz` (float32) and `base/shape.json`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from summarize.engines.base import LAYER_NAMES, Base
from summarize.engines.packages import assemble

#: transformers' names of the layers' parts, and the trainer's.
OWN_NAMES = {
    **{name: name.rpartition(".")[2] for name in LAYER_NAMES.values()},
    "input_layernorm": "input_norm",
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "pre_feed_forward_norm",
    "post_feedforward_layernorm": "post_feed_forward_norm",
}
FULL_NAMES = {own: name for name, own in OWN_NAMES.items()}


def own_name(name: str) -> str:
    """The trainer's name of a weight: "layers.0.self_attn.q_proj.weight" is "layers.0.q_proj.weight" there."""
    if not name.startswith("layers."):
        return "embeddings" if name == "embed_tokens.weight" else name
    layers, number, rest = name.split(".", 2)
    return f"{layers}.{number}.{OWN_NAMES[rest.removesuffix('.weight')]}.weight"


def full_name(factor: str) -> str:
    """transformers' name of an adapter's factor: "layers.0.q_proj.a" is "layers.0.self_attn.q_proj.a" there."""
    layers, number, part, side = factor.split(".")
    return f"{layers}.{number}.{FULL_NAMES[part]}.{side}"


def own_factor(factor: str) -> str:
    """The trainer's name of an adapter's factor: the way back from `full_name`."""
    name, _, side = factor.rpartition(".")
    return f"{own_name(f'{name}.weight').removesuffix('.weight')}.{side}"


def open_base(name: str, folder: Path) -> Base:
    """Put an installed base together in a folder (`base.gguf`), its tokenizer beside it (`tokenizer.model`)."""
    folder.mkdir(parents=True, exist_ok=True)
    assemble(name, folder / "base.gguf")
    base = Base(folder / "base.gguf")
    base.write_tokenizer(folder / "tokenizer.model")
    return base


def write_base(base: Base, kept: np.ndarray, target: Path) -> None:
    """Write `base.npz` and `shape.json`, with the rows `kept` (ids, ascending) of the embeddings."""
    target.mkdir(parents=True, exist_ok=True)
    np.savez(target / "base.npz", **{own_name(name): values for name, values in base.tensors(kept)})
    shape = {**asdict(base.shape), "vocab_size": len(kept)}
    (target / "shape.json").write_text(json.dumps(shape, indent=1) + "\n", encoding="utf-8")
