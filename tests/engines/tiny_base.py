"""A tiny Gemma 3 as a GGUF file: random weights, a vocabulary of bytes and a few tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from summarize.engines.base import Base

LEARNED = ["▁", "a", "e", "i", "l", "r", "▁l", "▁le", "▁la", "en", "▁Ti", "\n", "▁maire", "ville"]
TOKENS = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{b:02X}>" for b in range(256)), *LEARNED]
SIZES = {
    "embedding_length": 32,
    "block_count": 6,
    "attention.head_count": 2,
    "attention.head_count_kv": 1,
    "attention.key_length": 16,
    "attention.value_length": 16,
    "feed_forward_length": 48,
    "attention.sliding_window": 64,
    "context_length": 64,
}
LAYER = {
    "attn_q": (32, 32),
    "attn_k": (16, 32),
    "attn_v": (16, 32),
    "attn_output": (32, 32),
    "ffn_gate": (48, 32),
    "ffn_up": (48, 32),
    "ffn_down": (32, 48),
    "attn_q_norm": (16,),
    "attn_k_norm": (16,),
    "attn_norm": (32,),
    "post_attention_norm": (32,),
    "ffn_norm": (32,),
    "post_ffw_norm": (32,),
}


def write_base(path: Path, architecture: str = "gemma3") -> dict[str, np.ndarray]:
    """Write the file and return its tensors by GGUF's names."""
    from gguf import GGUFWriter

    rng = np.random.default_rng(7)
    writer: Any = GGUFWriter(path, architecture)
    for name, value in SIZES.items():
        writer.add_uint32(f"{architecture}.{name}", value)
    writer.add_float32(f"{architecture}.attention.layer_norm_rms_epsilon", 1e-6)
    writer.add_float32(f"{architecture}.rope.freq_base", 1_000_000.0)
    writer.add_token_list(TOKENS)
    writer.add_token_scores([0.0] * 260 + [-float(i) for i in range(len(LEARNED))])
    writer.add_token_types([3] * 4 + [6] * 256 + [1] * len(LEARNED))
    writer.add_bos_token_id(2)
    writer.add_eos_token_id(1)
    writer.add_unk_token_id(3)
    writer.add_pad_token_id(0)
    tensors = {"token_embd.weight": (len(TOKENS), 32), "output_norm.weight": (32,)}
    for i in range(SIZES["block_count"]):
        tensors |= {f"blk.{i}.{name}.weight": size for name, size in LAYER.items()}
    made = {}
    for name, size in tensors.items():
        values = rng.normal(0, 0.3 if len(size) > 1 else 0.1, size).astype(np.float32)
        made[name] = values if len(size) > 1 else values + 1
        writer.add_tensor(name, made[name])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return made


def reference(base: Base, weights: Mapping[str, np.ndarray], vocab_size: int) -> Any:
    """transformers' Gemma 3 with these weights, named as `Base.tensors` names them."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    shape = base.shape
    config = Gemma3TextConfig(
        vocab_size=vocab_size,
        hidden_size=shape.hidden_size,
        intermediate_size=shape.intermediate_size,
        num_hidden_layers=shape.num_hidden_layers,
        num_attention_heads=shape.num_attention_heads,
        num_key_value_heads=shape.num_key_value_heads,
        head_dim=shape.head_dim,
        sliding_window=shape.sliding_window,
        query_pre_attn_scalar=shape.head_dim,
        rms_norm_eps=shape.rms_norm_eps,
        attn_implementation="eager",
    )
    model = Gemma3ForCausalLM(config).eval()
    # transformers adds the one to the weights of its norms itself.
    state = {f"model.{n}": torch.from_numpy(v.copy() if v.ndim > 1 else v - 1) for n, v in weights.items()}
    found = model.load_state_dict(state, strict=False)
    assert found.missing_keys in ([], ["lm_head.weight"]) and not found.unexpected_keys
    model.tie_weights()
    return model
