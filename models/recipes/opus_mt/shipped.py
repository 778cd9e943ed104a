"""The encoder of a MarianMT model in CTranslate2's file, as weights of the transformers class.

In: `model.bin`, version 6 of CTranslate2's format (its `ModelSpec.serialize` writes it), int8 or float. Out: tensors by
their names in MarianMTModel, in float32. What was rounded to int8 and is read so rounds to the same int8 again.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

_VERSION = 6
#: CTranslate2's numbers for the types of what it stores.
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def read_variables(path: Path) -> dict[str, np.ndarray]:
    """The variables of a file, by name.

    Raises:
        ValueError: the file is of another version.
    """
    data = path.read_bytes()
    place = 0

    def number(kind: str) -> Any:
        nonlocal place
        (found,) = struct.unpack_from(f"<{kind}", data, place)
        place += struct.calcsize(f"<{kind}")
        return found

    def text() -> str:
        nonlocal place
        length = number("H")
        place += length
        return data[place - length : place - 1].decode()

    if (version := number("I")) != _VERSION:
        raise ValueError(f"{path} is of version {version} of CTranslate2's format; {_VERSION} is read here")
    text(), number("I")  # the name and revision of what is stored
    found = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind, size = np.dtype(_TYPES[number("B")]), number("I")
        found[name] = np.frombuffer(data, kind, size // kind.itemsize, place).reshape(shape)
        place += size
    for _ in range(number("I")):  # what is the same as another is stored once
        name = text()
        found[name] = found[text()]
    return found


def encoder_of(path: Path) -> dict[str, Any]:
    """The layers of the encoder, as MarianMTModel names them; tensors in float32."""
    import torch

    own = read_variables(path)

    def linear(name: str, parts: tuple[str, ...], layer: str) -> dict[str, Any]:
        weight = own[f"{name}/weight"].astype(np.float32)
        if (scale := own.get(f"{name}/weight_scale")) is not None:
            weight /= scale[:, None]
        sides = {"weight": weight, "bias": own[f"{name}/bias"].astype(np.float32)}
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
