"""What a Marian translator's layers make of sentences and their translations, computed with numpy.

Input: token ids of sentences, and of given translations of them. Output: the states of the encoder's and the decoder's
last layers, 512 numbers a token in float32: what the translator knows of each token of the sentence, and of the
translation right before each of its tokens. CTranslate2 computes the same and does not give it out; its file of
weights is read here. Raises for: a file of another version.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_VERSION = 6
#: CTranslate2's numbers for the types of what it stores.
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
_EPSILON = np.float32(1e-5)


def read_variables(path: Path) -> dict[str, NDArray[Any]]:
    """The variables of a file of CTranslate2's format (its `ModelSpec.serialize` writes it), by name.

    Raises:
        ValueError: the file is of another version than 6.
    """
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)  # the pages that CTranslate2 has read
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
    for _ in range(number("I")):  # what is the same as another is stored once, and its scales are too
        name, same = text(), text()
        found[name] = found[same]
        if f"{same}_scale" in found:
            found[f"{name}_scale"] = found[f"{same}_scale"]
    return found


def weights_of(variables: Mapping[str, NDArray[Any]], name: str, rows: Sequence[int] | None = None) -> Floats:
    """A matrix of a file of CTranslate2's, or some rows of it, in float32."""
    chosen = slice(None) if rows is None else list(rows)
    weight = variables[f"{name}/weight"][chosen].astype(np.float32)
    scale = variables.get(f"{name}/weight_scale")
    if scale is not None:
        weight /= scale[chosen][:, None]
    return weight


class TranslatorStates:
    """A Marian translator in CTranslate2's format (post-norm, swish, sinusoidal positions).

    Args:
        path: its `model.bin`. The weights stay as they are stored, in int8; each layer's are float32 while it is used.
    """

    def __init__(self, path: Path):
        self._own = read_variables(path)
        self._heads = int(self._own["decoder/num_heads"])

    def encode(self, rows: Sequence[Sequence[int]]) -> list[Floats]:
        """The encoder's states of sentences, (tokens, 512) each.

        Args:
            rows: token ids of each, the end token included.
        """
        spans = _spans(rows)
        states = np.concatenate([self._embedded("encoder", "embeddings_0", row) for row in rows])
        for name in self._layers("encoder"):
            states = self._self_attention(name, states, spans, is_causal=False)
            states = self._feed_forward(name, states)
        return [states[span] for span in spans]

    def decode(self, rows: Sequence[Sequence[int]], encoded: Sequence[Floats]) -> list[Floats]:
        """The decoder's states right before each token of given translations, (tokens, 512) each.

        Args:
            rows: token ids of each translation, the end token included.
            encoded: what `encode` gave for the sentence of each.
        """
        spans = _spans(rows)
        states = np.concatenate([self._embedded("decoder", "embeddings", [row[0], *row[:-1]]) for row in rows])
        for span in spans:  # nothing stands before the first token
            states[span.start] = self._own["decoder/position_encodings/encodings"][0]
        for name in self._layers("decoder"):
            states = self._self_attention(name, states, spans, is_causal=True)
            states = self._attention(name, states, spans, encoded)
            states = self._feed_forward(name, states)
        return [states[span] for span in spans]

    def embeddings(self, row: Sequence[int]) -> Floats:
        """The decoder's embeddings of tokens, (tokens, 512)."""
        return self._weights("decoder/embeddings", row)

    def log_probabilities(self, rows: Sequence[Floats]) -> Iterator[Floats]:
        """Of states of the decoder, the log-probability (nats) of each token of the vocabulary to be the next,
        (tokens, vocabulary) a row."""
        weight, bias = self._weights("decoder/embeddings").T, self._own["decoder/projection/bias"]  # Marian ties them
        for states in rows:
            logits = states @ weight + bias
            logits -= logits.max(axis=1, keepdims=True)
            logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
            yield logits

    def _layers(self, part: str) -> list[str]:
        names = (f"{part}/layer_{number}" for number in count())
        return list(takewhile(lambda name: f"{name}/ffn/linear_0/weight" in self._own, names))

    def _weights(self, name: str, rows: Sequence[int] | None = None) -> Floats:
        return weights_of(self._own, name, rows)

    def _embedded(self, part: str, name: str, row: Sequence[int]) -> Floats:
        found: Floats = self._weights(f"{part}/{name}", row) * self._own[f"{part}/scale_embeddings"]
        found += self._own[f"{part}/position_encodings/encodings"][: len(row)]
        return found

    def _linear(self, name: str) -> Callable[[Floats], Floats]:
        weight, bias = self._weights(name).T, self._own[f"{name}/bias"]

        def through(states: Floats) -> Floats:
            found: Floats = states @ weight + bias
            return found

        return through

    def _normed(self, name: str, states: Floats) -> Floats:
        own = self._own
        found: Floats = normed(states) * own[f"{name}/layer_norm/gamma"] + own[f"{name}/layer_norm/beta"]
        return found

    def _self_attention(self, layer: str, states: Floats, spans: Sequence[slice], *, is_causal: bool) -> Floats:
        name = f"{layer}/self_attention"
        inner, outer = self._linear(f"{name}/linear_0"), self._linear(f"{name}/linear_1")
        asked, keys, values = np.split(inner(states), 3, axis=1)
        read = [attention(asked[s], keys[s], values[s], self._heads, is_causal=is_causal) for s in spans]
        return self._normed(name, states + outer(np.concatenate(read)))

    def _attention(self, layer: str, states: Floats, spans: Sequence[slice], encoded: Sequence[Floats]) -> Floats:
        name = f"{layer}/attention"
        asking, giving, outer = (self._linear(f"{name}/linear_{n}") for n in range(3))
        asked = asking(states)
        # Translations of one sentence share its keys and values.
        given = {number: giving(memory) for number, memory in {id(memory): memory for memory in encoded}.items()}
        read = []
        for span, memory in zip(spans, encoded, strict=True):
            keys, values = np.split(given[id(memory)], 2, axis=1)
            read.append(attention(asked[span], keys, values, self._heads))
        return self._normed(name, states + outer(np.concatenate(read)))

    def _feed_forward(self, layer: str, states: Floats) -> Floats:
        name = f"{layer}/ffn"
        hidden = self._linear(f"{name}/linear_0")(states)
        hidden /= 1 + np.exp(-hidden)
        return self._normed(name, states + self._linear(f"{name}/linear_1")(hidden))


def _spans(rows: Sequence[Sequence[int]]) -> list[slice]:
    """Where each of some rows stands when they stand one below the other."""
    ends = np.cumsum([len(row) for row in rows]).tolist()
    return [slice(end - len(row), end) for end, row in zip(ends, rows, strict=True)]


def normed(states: Floats) -> Floats:
    """Each row with mean 0 and variance 1."""
    centred = states - states.mean(axis=-1, keepdims=True)
    found: Floats = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
    return found


def attention(asked: Floats, keys: Floats, values: Floats, heads: int, *, is_causal: bool = False) -> Floats:
    """Scaled dot-product attention of several heads, (tokens, width); with `is_causal` no token sees later ones."""
    split = [m.reshape(len(m), heads, -1).transpose(1, 0, 2) for m in (asked, keys, values)]
    weights = split[0] @ split[1].transpose(0, 2, 1) / np.float32(np.sqrt(split[0].shape[-1]))
    if is_causal:
        weights += np.triu(np.full(weights.shape[1:], -np.inf, np.float32), 1)
    weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    found: Floats = (weights @ split[2]).transpose(1, 0, 2).reshape(len(asked), -1)
    return found
