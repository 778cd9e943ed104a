"""A pretrained base in a GGUF file, read into numpy arrays.

Input: a GGUF file of Gemma 3's or Qwen2's architecture. Output: its shape, its weights in float32 under transformers'
names, and its tokenizer as a file of sentencepiece or of tokenizers. Raises for: another architecture, a damaged file.
None of the package's code is run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import EngineError, MissingExtraError, ModelCorruptError

#: The linear layers that an adapter may change: GGUF's names, transformers'.
LINEAR_NAMES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
#: The same of everything inside a layer, by architecture.
LAYER_NAMES = {
    "gemma3": {
        **LINEAR_NAMES,
        "attn_q_norm": "self_attn.q_norm",
        "attn_k_norm": "self_attn.k_norm",
        "attn_norm": "input_layernorm",
        "post_attention_norm": "post_attention_layernorm",
        "ffn_norm": "pre_feedforward_layernorm",
        "post_ffw_norm": "post_feedforward_layernorm",
    },
    "qwen2": {**LINEAR_NAMES, "attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"},
}
EMBEDDINGS = "embed_tokens.weight"
_OUTER_NAMES = {"token_embd": "embed_tokens", "output": "embed_tokens", "output_norm": "norm"}
#: How Qwen2 cuts a text before it merges bytes: the pattern of its tokenizer (tokenizer.ggml.pre = "qwen2").
_QWEN2_PIECES = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
#: The files that a tokenizer is written to.
SENTENCEPIECE, BYTE_PAIRS = "tokenizer.model", "tokenizer.json"
#: Kinds of tokens in GGUF are numbered as in sentencepiece; its files call the unknown token a control token.
_UNKNOWN_KIND = 2
#: Control tokens, and those that a user defined.
_SPECIAL_KINDS = (3, 4)


@dataclass(frozen=True)
class Shape:
    """Sizes of the network, by the names of transformers' Gemma3TextConfig; `sliding_window` is the whole context of
    an architecture without one."""

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
    rope_local_base_freq: float = 10_000.0
    full_attention_every: int = 6  #: one layer in so many looks at everything, the others at `sliding_window` tokens

    def is_full(self, layer: int) -> bool:
        """True for a layer (from 0) that looks at everything."""
        return (layer + 1) % self.full_attention_every == 0


class Base:
    """An open GGUF file."""

    def __init__(self, path: Path):
        try:
            from gguf import GGUFReader
        except ImportError as error:
            raise MissingExtraError("gemma", f"reading {path.name}") from error
        try:
            self._reader: Any = GGUFReader(path)
            self.architecture = str(self._value("general.architecture"))
        except Exception as error:  # the reader raises whatever a damaged file makes numpy raise
            raise ModelCorruptError(f"{path} is not a readable GGUF file: {error}") from error
        if self.architecture not in LAYER_NAMES:
            known = " and ".join(map(repr, LAYER_NAMES))
            raise EngineError(f"{path.name} holds a model of type {self.architecture!r}; only {known} are built here.")
        self._names = LAYER_NAMES[self.architecture]

    @property
    def shape(self) -> Shape:
        """The network's sizes, from the file's own metadata."""
        heads, width = self._size("attention.head_count"), self._size("embedding_length")
        return Shape(
            hidden_size=width,
            num_hidden_layers=self._size("block_count"),
            num_attention_heads=heads,
            num_key_value_heads=self._size("attention.head_count_kv"),
            head_dim=self._size("attention.key_length") if self.architecture == "gemma3" else width // heads,
            intermediate_size=self._size("feed_forward_length"),
            vocab_size=len(self._reader.fields["tokenizer.ggml.tokens"].data),
            sliding_window=self._size(
                "attention.sliding_window" if self.architecture == "gemma3" else "context_length"
            ),
            rms_norm_eps=self._size("attention.layer_norm_rms_epsilon"),
            rope_theta=self._size("rope.freq_base"),
        )

    def layers(self) -> Iterator[tuple[int, dict[str, np.ndarray]]]:
        """(number, {name in the layer: float32 array}) of each layer; matrices as (out, in), norms as they multiply."""
        for i in range(self.shape.num_hidden_layers):
            yield i, {name: self._array(tensor) for name, tensor in self._tensors[f"layers.{i}."].items()}

    def outer(self, kept: np.ndarray) -> dict[str, np.ndarray]:
        """The weights outside the layers, in float32.

        Args:
            kept: the ids whose rows of the embeddings are wanted.
        """
        return {name: self._array(t, kept if name == EMBEDDINGS else None) for name, t in self._tensors[""].items()}

    def tensors(self, kept: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
        """(name, float32 array) of every weight, one after the other; see `layers` and `outer`."""
        yield from self.outer(kept).items()
        for i, weights in self.layers():
            yield from ((f"layers.{i}.{name}", values) for name, values in weights.items())

    @cached_property
    def _tensors(self) -> dict[str, dict[str, Any]]:
        """The file's tensors by layer ("layers.0."; "" for those outside) and by transformers' names in it.

        The output layer is the table of embeddings, kept at a higher precision where the file has it apart.
        """
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        for tensor in self._reader.tensors:
            name, _, kind = tensor.name.rpartition(".")
            if name.startswith("blk."):
                _, number, own = name.split(".")
                found[f"layers.{number}."][f"{self._names[own]}.{kind}"] = tensor
            elif name != "token_embd" or EMBEDDINGS not in found[""]:
                found[""][f"{_OUTER_NAMES[name]}.{kind}"] = tensor
        return found

    @staticmethod
    def _array(tensor: Any, kept: np.ndarray | None = None) -> np.ndarray:
        from gguf import dequantize

        data = tensor.data if kept is None else tensor.data[kept]
        return np.require(dequantize(data, tensor.tensor_type), np.float32, ["C_CONTIGUOUS", "WRITEABLE"])

    def tokens(self) -> list[str]:
        """The vocabulary, by id."""
        return list(self._value("tokenizer.ggml.tokens"))

    def write_tokenizer(self, folder: Path) -> None:
        """Write the vocabulary: `tokenizer.model` for sentencepiece, or `tokenizer.json` for tokenizers."""
        if self._value("tokenizer.ggml.model") == "gpt2":
            self._write_byte_pairs(folder / BYTE_PAIRS)
        else:
            self._write_sentencepiece(folder / SENTENCEPIECE)

    def _write_byte_pairs(self, target: Path) -> None:
        """Merges of bytes in their order, within pieces of the text."""
        try:
            from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
        except ImportError as error:
            raise MissingExtraError("hub", f"writing {target.name}") from error

        tokens = self.tokens()
        merges = [tuple(merge.split(" ")) for merge in self._value("tokenizer.ggml.merges")]
        tokenizer = Tokenizer(models.BPE({token: i for i, token in enumerate(tokens)}, merges))
        tokenizer.normalizer = normalizers.NFC()
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(_QWEN2_PIECES), "isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
        tokenizer.decoder = decoders.ByteLevel()
        kinds = self._value("tokenizer.ggml.token_type")
        special = [token for token, kind in zip(tokens, kinds, strict=True) if kind in _SPECIAL_KINDS]
        tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
        tokenizer.save(str(target), pretty=False)

    def _write_sentencepiece(self, target: Path) -> None:
        """Byte-pair merges by score, bytes for what the vocabulary lacks."""
        try:
            from sentencepiece import sentencepiece_model_pb2 as schema
        except ImportError as error:  # it imports protobuf
            raise MissingExtraError("gemma", f"writing {target.name}") from error

        model = schema.ModelProto()
        unknown = self._value("tokenizer.ggml.unknown_token_id")
        columns = (self._value(f"tokenizer.ggml.{name}") for name in ("tokens", "scores", "token_type"))
        for i, (token, score, kind) in enumerate(zip(*columns, strict=True)):
            model.pieces.add(piece=token, score=score, type=_UNKNOWN_KIND if i == unknown else kind)
        trainer = model.trainer_spec
        trainer.model_type, trainer.byte_fallback = schema.TrainerSpec.BPE, True
        trainer.vocab_size, trainer.unk_id = len(model.pieces), unknown
        trainer.bos_id, trainer.eos_id = (self._value(f"tokenizer.ggml.{n}_token_id") for n in ("bos", "eos"))
        trainer.pad_id = self._value("tokenizer.ggml.padding_token_id")
        model.normalizer_spec.name = "identity"
        model.normalizer_spec.add_dummy_prefix = False
        model.normalizer_spec.remove_extra_whitespaces = False
        target.write_bytes(model.SerializeToString())

    def _size(self, key: str) -> Any:
        return self._value(f"{self.architecture}.{key}")

    def _value(self, key: str) -> Any:
        return self._reader.fields[key].contents()
