"""The encoder of a MarianMT model in CTranslate2's file, as weights of the transformers class.

In: `model.bin`, version 6 of CTranslate2's format (its `ModelSpec.serialize` writes it), int8 or float. Out: tensors by
their names in MarianMTModel, in float32. What was rounded to int8 and is read so rounds to the same int8 again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from summarize.engines.states import read_variables, weights_of


def encoder_of(path: Path) -> dict[str, Any]:
    """The layers of the encoder, as MarianMTModel names them; tensors in float32."""
    import torch

    own = read_variables(path)

    def linear(name: str, parts: tuple[str, ...], layer: str) -> dict[str, Any]:
        sides = {"weight": weights_of(own, name), "bias": own[f"{name}/bias"].astype(np.float32)}
        return {
            f"{layer}.{part}.{side}": torch.from_numpy(piece.copy())
            for side, value in sides.items()
            for part, piece in zip(parts, np.split(value, len(parts)), strict=True)
        }

    def norm(name: str, part: str, layer: str) -> dict[str, Any]:
        sides = (("weight", "gamma"), ("bias", "beta"))
        return {f"{layer}.{part}.{ours}": torch.from_numpy(own[f"{name}/{theirs}"].copy()) for ours, theirs in sides}

    found: dict[str, Any] = {}
    number = 0
    while f"encoder/layer_{number}/ffn/linear_0/weight" in own:
        name, layer = f"encoder/layer_{number}", f"model.encoder.layers.{number}"
        projections = ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
        found |= linear(f"{name}/self_attention/linear_0", projections, layer)
        found |= linear(f"{name}/self_attention/linear_1", ("self_attn.out_proj",), layer)
        found |= norm(f"{name}/self_attention/layer_norm", "self_attn_layer_norm", layer)
        found |= linear(f"{name}/ffn/linear_0", ("fc1",), layer)
        found |= linear(f"{name}/ffn/linear_1", ("fc2",), layer)
        found |= norm(f"{name}/ffn/layer_norm", "final_layer_norm", layer)
        number += 1
    return found
