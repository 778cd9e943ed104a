"""A decoder-only model in CTranslate2's format, built from a base and an adapter with numpy alone.

Input: a `Base`, an adapter file (safetensors: `NAME.a` int8 (rank, in) and `NAME.bt` int8 (rank, out), or `NAME.b`
(out, rank), with a float32 scale a row; `kept`, the ids of the vocabulary that stay, int32 or a bit an id in uint8;
and, where some embeddings were trained whole, `rows` float32 (n, width) of the ids `row_ids` int32). Output: a folder
that `CausalBackend` reads. Raises for: an adapter that does not fit the base.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import EngineError, MissingExtraError, ModelCorruptError
from .base import Base, Shape
from .vocabulary import BOS, EOS, UNKNOWN

TOKENIZER, KEPT, LIMITS = "tokenizer.model", "kept.npy", "limits.json"
#: In an adapter: embeddings that were trained whole, and of which tokens.
ROWS, ROW_IDS = "rows", "row_ids"
#: How the name of a second factor ends that is stored as (rank, out): it has fewer rows so, each with its scale.
TRANSPOSED = ".bt"


def build(base: Base, adapter_file: Path, target: Path, *, quantization: str = "int8") -> None:
    """Write `model.bin`, `config.json`, the vocabulary and the tokenizer into an existing, empty folder.

    Args:
        base: the pretrained model.
        adapter_file: what was trained on top of it.
        target: the folder.
        quantization: of the weights: "int8" or "float32".

    Raises:
        ModelCorruptError: the adapter cannot be read, or is of another base.
    """
    adapter = read_adapter(adapter_file)
    weights = merged(base, adapter)
    kept = adapter["kept"]
    tokens = base.tokens()
    spec = decoder_spec(weights, base.shape, [tokens[i] for i in kept])
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = BOS, EOS, UNKNOWN
    spec.config.layer_norm_epsilon = base.shape.rms_norm_eps
    spec.validate()
    spec.optimize(quantization=None if quantization == "float32" else quantization)
    spec.save(str(target))
    base.write_tokenizer(target / TOKENIZER)
    np.save(target / KEPT, kept.astype(np.int32))
    (target / LIMITS).write_text(json.dumps({"most_tokens": base.shape.sliding_window}) + "\n", encoding="utf-8")


def read_adapter(path: Path) -> dict[str, np.ndarray]:
    """The arrays of an adapter file: factors in float32, `kept` as ids, `rows` and `row_ids` where it has them."""
    try:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
    except ImportError as error:
        raise MissingExtraError("gemma", f"reading {path.name}") from error

    try:
        stored = load_file(path)
        factors = {}
        for name, values in stored.items():
            if name.endswith((".a", ".b", TRANSPOSED)):
                own = values.astype(np.float32) * stored[f"{name}.scale"][:, None]
                is_turned = name.endswith(TRANSPOSED)
                factors[name.removesuffix("t") if is_turned else name] = own.T if is_turned else own
        kept = stored["kept"]
        kept = np.flatnonzero(np.unpackbits(kept)) if kept.dtype == np.uint8 else kept
        rows = {name: stored[name] for name in (ROWS, ROW_IDS) if name in stored}
        return {"kept": kept.astype(np.int64), **rows, **factors}
    except (OSError, SafetensorError, KeyError, ValueError, IndexError) as error:
        raise ModelCorruptError(f"the adapter {path} cannot be read: {error}") from error


def write_adapter(
    path: Path, factors: Mapping[str, np.ndarray], kept: np.ndarray, rows: Mapping[int, np.ndarray] | None = None
) -> None:
    """Write what `read_adapter` reads: factors rounded to int8 with a scale a row; `rows` by their tokens' ids."""
    from safetensors.numpy import save_file

    bits = np.zeros(int(max(kept)) + 1, dtype=np.uint8)
    bits[kept] = 1
    stored: dict[str, np.ndarray] = {"kept": np.packbits(bits)}
    if rows:
        stored[ROWS] = np.stack(list(rows.values())).astype(np.float32)
        stored[ROW_IDS] = np.array(list(rows), dtype=np.int32)
    for name, values in factors.items():
        if name.endswith(".b"):
            name, values = f"{name}t", values.T
        scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
        # safetensors writes what lies in memory, whatever its strides.
        stored[name] = np.ascontiguousarray(np.rint(values / scale[:, None]).astype(np.int8))
        stored[f"{name}.scale"] = scale.astype(np.float32)
    save_file(stored, path)


def merged(base: Base, adapter: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The base's weights with the adapter added and only the kept rows of the embeddings."""
    weights: dict[str, np.ndarray] = {}
    used = 0
    factors = sum(name.endswith((".a", ".b")) for name in adapter)
    if adapter["kept"].max() >= base.shape.vocab_size:
        raise ModelCorruptError("the adapter keeps tokens that the base does not have; it is of another base.")
    for name, values in base.tensors(adapter["kept"]):
        own = name.removesuffix(".weight")
        a, b = adapter.get(f"{own}.a"), adapter.get(f"{own}.b")
        if a is not None and b is not None:
            if (b.shape[0], a.shape[1]) != values.shape:
                raise ModelCorruptError(f"the adapter does not fit the base: {own} is {values.shape} there.")
            values, used = values + b @ a, used + 1
        weights[name] = values
    if 2 * used != factors:
        raise ModelCorruptError("the adapter names layers that the base does not have; it is of another base.")
    if ROWS in adapter:
        embeddings = weights["embed_tokens.weight"]
        if adapter[ROWS].shape[1:] != embeddings.shape[1:] or not np.isin(adapter[ROW_IDS], adapter["kept"]).all():
            raise ModelCorruptError("the adapter has embeddings of tokens that it does not keep, or of another width.")
        embeddings[np.searchsorted(adapter["kept"], adapter[ROW_IDS])] = adapter[ROWS]
    return weights


def decoder_spec(weights: Mapping[str, np.ndarray], shape: Shape, tokens: list[str]) -> Any:
    """CTranslate2's description of a Gemma 3 decoder, filled with weights.

    Every layer looks at everything: up to `shape.sliding_window` tokens that is the same, and beyond them CTranslate2
    4.8 neither scores nor batches such models right. `CausalBackend` refuses what is longer.
    """
    try:
        from ctranslate2.specs import common_spec, transformer_spec
    except ImportError as error:
        raise EngineError("the ctranslate2 engine is not installed: pip install ctranslate2") from error
    shares_keys = shape.num_key_value_heads != shape.num_attention_heads
    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        shape.num_hidden_layers,
        shape.num_attention_heads,
        activation=common_spec.Activation.GELUTanh,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=shape.head_dim,
        rotary_interleave=False,
        rotary_base=shape.rope_local_base_freq,
        num_heads_kv=shape.num_key_value_heads if shares_keys else None,
        head_dim=shape.head_dim,
        pre_post_layer_norm=True,
        qk_norm=True,
    )
    decoder = spec.decoder
    decoder.scale_embeddings, decoder.start_from_zero_embedding = True, False
    decoder.embeddings.weight = weights["embed_tokens.weight"]
    decoder.projection.weight = weights["embed_tokens.weight"]
    decoder.layer_norm.gamma = weights["norm.weight"]
    for i, layer in enumerate(decoder.layer):
        own = {n.removeprefix(f"layers.{i}."): w for n, w in weights.items() if n.startswith(f"layers.{i}.")}
        _fill_layer(layer, own)
        attention = layer.self_attention
        attention.rotary_base = np.float32(shape.rope_theta if shape.is_full(i) else shape.rope_local_base_freq)
    spec.register_vocabulary(tokens)
    return spec


def _fill_layer(layer: Any, weights: Mapping[str, np.ndarray]) -> None:
    attention, feed_forward = layer.self_attention, layer.ffn
    layer.input_layer_norm.gamma = weights["input_layernorm.weight"]
    layer.post_attention_layer_norm.gamma = weights["post_attention_layernorm.weight"]
    layer.pre_feedforward_layer_norm.gamma = weights["pre_feedforward_layernorm.weight"]
    layer.post_feedforward_layer_norm.gamma = weights["post_feedforward_layernorm.weight"]
    attention.q_norm.gamma = weights["self_attn.q_norm.weight"]
    attention.k_norm.gamma = weights["self_attn.k_norm.weight"]
    attention.linear[0].weight = np.concatenate([weights[f"self_attn.{n}_proj.weight"] for n in "qkv"])
    attention.linear[1].weight = weights["self_attn.o_proj.weight"]
    feed_forward.linear_0.weight = weights["mlp.gate_proj.weight"]
    feed_forward.linear_0_noact.weight = weights["mlp.up_proj.weight"]
    feed_forward.linear_1.weight = weights["mlp.down_proj.weight"]
