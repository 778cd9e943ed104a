"""A small transformer encoder, computed with numpy: what reads the states of a translator's layers.

Input: rows of numbers a token, of one side or two (a translation and its sentence). Output: the scores of the verdicts.
Its weights lie in `data`, matrices in int8 with a scale a row and vectors in float32; `models/recipes/quality` makes
them.
"""

from __future__ import annotations

import math
from importlib.resources import files
from io import BytesIO
from itertools import count, takewhile

import numpy as np

from ..forks import KeptProperty
from .states import Floats, attention, normed
from .verdicts import log_odds_of

#: Of the attention.
HEADS = 4
#: What places are multiplied by.
_PLACE_SCALE = 0.3


class Encoder:
    """The weights of a file, and what is computed with them.

    Args:
        file: its name in `data`.
    """

    def __init__(self, file: str):
        self._file = file

    def log_odds(self, doubts: tuple[float, ...], *sides: Floats) -> float:
        """The log-odds of the doubt of what is read.

        Args:
            doubts: what each verdict adds to the doubt (0-1).
            sides: (tokens, width) each, what `linear` made of them; of the first the verdict is given.
        """
        own = self._weights
        kinds = own["side"][: len(sides)]
        placed = [side + places(*side.shape) + kind for side, kind in zip(sides, kinds, strict=True)]
        states = np.concatenate([own["whole"][None], *placed])
        for name in takewhile(lambda name: f"{name}.linear1.weight" in own, (f"layers.{n}" for n in count())):
            states = self._layer(name, states)
        words = states[1 : 1 + len(sides[0])]
        pooled = np.concatenate([states[0], words.max(axis=0), words.mean(axis=0)])
        scores = self.linear("verdict", self._normed("pooled", pooled))
        chances = np.exp(scores - scores.max())
        return log_odds_of(float(chances @ np.array(doubts, np.float32) / chances.sum()))

    def linear(self, name: str, states: Floats) -> Floats:
        """States through one of its matrices."""
        found: Floats = states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _layer(self, name: str, states: Floats) -> Floats:
        """A layer, its inputs normed (torch's `TransformerEncoderLayer`)."""
        inner = self.linear(f"{name}.self_attn.in_proj", self._normed(f"{name}.norm1", states))
        asked, keys, values = np.split(inner, 3, axis=1)
        read = attention(asked, keys, values, HEADS)
        states = states + self.linear(f"{name}.self_attn.out_proj", read)
        hidden = self.linear(f"{name}.linear1", self._normed(f"{name}.norm2", states))
        hidden *= 0.5 * (1 + np.tanh(np.float32(math.sqrt(2 / math.pi)) * (hidden + 0.044715 * hidden**3)))  # GELU
        return states + self.linear(f"{name}.linear2", hidden)

    def _normed(self, name: str, states: Floats) -> Floats:
        found: Floats = normed(states) * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found

    @KeptProperty
    def _weights(self) -> dict[str, Floats]:
        """All weights by name, in float32."""
        data = files(__package__).joinpath("data", self._file).read_bytes()
        with np.load(BytesIO(data), allow_pickle=False) as stored:
            return {
                name: stored[name].astype(np.float32) * stored.get(f"{name}/scale", np.float32(1))
                for name in stored.files
                if not name.endswith("/scale")
            }


def places(number: int, width: int) -> Floats:
    """What tells the places of tokens, (number, width): sines and cosines (Vaswani and others 2017), scaled."""
    angles = np.arange(number)[:, None] * np.exp(np.arange(0, width, 2) * (-math.log(10_000) / width))
    waves = np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(number, width)
    return (_PLACE_SCALE * waves).astype(np.float32)
