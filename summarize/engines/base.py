"""A pretrained base in a GGUF file, read into numpy arrays.

Input: a GGUF file of Gemma 3's architecture. Output: its shape, its weights in float32 under transformers' names, and
its tokenizer as a sentencepiece file. Raises for: another architecture, a damaged file. None of the package's code is
run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import EngineError, MissingExtraError, ModelCorruptError

#: Names inside a layer: GGUF's, transformers'.
LAYER_NAMES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
}
_OUTER_NAMES = {"token_embd": "embed_tokens", "output_norm": "norm"}
#: Kinds of tokens in GGUF are numbered as in sentencepiece; its files call the unknown token a control token.
_UNKNOWN_KIND = 2


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
    rope_local_base_freq: float = 10_000.0
    full_attention_every: int = 6  #: one layer in so many looks at everything, the others at `sliding_window` tokens

    def is_full(self, layer: int) -> bool:
        """True for a layer (from 0) that looks at everything."""
        return (layer + 1) % self.full_attention_every == 0


def tensor_name(name: str) -> str:
    """transformers' name of a tensor by GGUF's: "blk.0.attn_q.weight" is "layers.0.self_attn.q_proj.weight"."""
    parts = name.split(".")
    if parts[0] == "blk":
        return f"layers.{parts[1]}.{LAYER_NAMES[parts[2]]}.weight"
    return f"{_OUTER_NAMES[parts[0]]}.weight"


class Base:
    """An open GGUF file."""

    def __init__(self, path: Path):
        try:
            from gguf import GGUFReader
        except ImportError as error:
            raise MissingExtraError("gemma", f"reading {path.name}") from error
        try:
            self._reader: Any = GGUFReader(path)
            architecture = self._value("general.architecture")
        except Exception as error:  # the reader raises whatever a damaged file makes numpy raise
            raise ModelCorruptError(f"{path} is not a readable GGUF file: {error}") from error
        if architecture != "gemma3":
            raise EngineError(f"{path.name} holds a model of type {architecture!r}; only 'gemma3' is built here.")

    @property
    def shape(self) -> Shape:
        """The network's sizes, from the file's own metadata."""
        return Shape(
            hidden_size=self._value("gemma3.embedding_length"),
            num_hidden_layers=self._value("gemma3.block_count"),
            num_attention_heads=self._value("gemma3.attention.head_count"),
            num_key_value_heads=self._value("gemma3.attention.head_count_kv"),
            head_dim=self._value("gemma3.attention.key_length"),
            intermediate_size=self._value("gemma3.feed_forward_length"),
            vocab_size=len(self._reader.fields["tokenizer.ggml.tokens"].data),
            sliding_window=self._value("gemma3.attention.sliding_window"),
            rms_norm_eps=self._value("gemma3.attention.layer_norm_rms_epsilon"),
            rope_theta=self._value("gemma3.rope.freq_base"),
        )

    def tensors(self, kept: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
        """(name, float32 array) of every weight, matrices as (out, in); norms hold Gemma's "1 +" already.

        Args:
            kept: the ids whose rows of the embeddings are wanted; the whole table would be 670 MB.
        """
        from gguf import dequantize

        for tensor in self._reader.tensors:
            name = tensor_name(tensor.name)
            data = tensor.data[kept] if name == "embed_tokens.weight" else tensor.data
            yield name, np.ascontiguousarray(dequantize(data, tensor.tensor_type), dtype=np.float32)

    def tokens(self) -> list[str]:
        """The vocabulary, by id."""
        return list(self._value("tokenizer.ggml.tokens"))

    def write_tokenizer(self, target: Path) -> None:
        """Write the vocabulary as a sentencepiece model: byte-pair merges by score, bytes for what it lacks."""
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

    def _value(self, key: str) -> Any:
        return self._reader.fields[key].contents()
