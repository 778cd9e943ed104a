"""A tiny Gemma 3 or Qwen2 as a GGUF file: random weights, a vocabulary of bytes and a few tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from summarize.engines.base import Base
from summarize.engines.build import add_adapter

LEARNED = ["▁", "a", "e", "i", "l", "r", "▁l", "▁le", "▁la", "en", "▁Ti", "\n", "▁maire", "ville"]
TOKENS = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{b:02X}>" for b in range(256)), *LEARNED]
#: Qwen2's: the 256 bytes as GPT-2 writes them, what is merged of them, and the tokens of its chat.
MERGED = ["l e", "l a", "Ġ le", "Ġ la", "e n", "a i", "Ġ m", "Ġm ai"]
QWEN_SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
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
LINEAR = {
    "attn_q": (32, 32),
    "attn_k": (16, 32),
    "attn_v": (16, 32),
    "attn_output": (32, 32),
    "ffn_gate": (48, 32),
    "ffn_up": (48, 32),
    "ffn_down": (32, 48),
}
LAYER = {
    **{f"{name}.weight": size for name, size in LINEAR.items()},
    "attn_q_norm.weight": (16,),
    "attn_k_norm.weight": (16,),
    "attn_norm.weight": (32,),
    "post_attention_norm.weight": (32,),
    "ffn_norm.weight": (32,),
    "post_ffw_norm.weight": (32,),
}
QWEN_LAYER = {
    **{f"{name}.weight": size for name, size in LINEAR.items()},
    "attn_q.bias": (32,),
    "attn_k.bias": (16,),
    "attn_v.bias": (16,),
    "attn_norm.weight": (32,),
    "ffn_norm.weight": (32,),
}


def byte_characters() -> list[str]:
    """The character that GPT-2's tokenizer writes for each byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(others)) for byte in range(256)]


def qwen_tokens() -> list[str]:
    """The vocabulary of the tiny Qwen2, by id."""
    return [*byte_characters(), *(merge.replace(" ", "") for merge in MERGED), *QWEN_SPECIAL]


def write_base(path: Path, architecture: str = "gemma3") -> dict[str, np.ndarray]:
    """Write the file and return its tensors by GGUF's names."""
    from gguf import GGUFWriter

    rng = np.random.default_rng(7)
    writer: Any = GGUFWriter(path, architecture)
    for name, value in SIZES.items():
        writer.add_uint32(f"{architecture}.{name}", value)
    writer.add_float32(f"{architecture}.attention.layer_norm_rms_epsilon", 1e-6)
    writer.add_float32(f"{architecture}.rope.freq_base", 1_000_000.0)
    is_qwen = architecture == "qwen2"
    tokens, layer = (qwen_tokens(), QWEN_LAYER) if is_qwen else (TOKENS, LAYER)
    writer.add_token_list(tokens)
    if is_qwen:
        writer.add_tokenizer_model("gpt2")
        writer.add_token_merges(MERGED)
        writer.add_token_types([1] * (256 + len(MERGED)) + [3] * len(QWEN_SPECIAL))
    else:
        writer.add_tokenizer_model("llama")
        writer.add_token_scores([0.0] * 260 + [-float(i) for i in range(len(LEARNED))])
        writer.add_token_types([3] * 4 + [6] * 256 + [1] * len(LEARNED))
        writer.add_bos_token_id(2)
        writer.add_eos_token_id(1)
        writer.add_unk_token_id(3)
        writer.add_pad_token_id(0)
    tensors: dict[str, tuple[int, ...]] = {"token_embd.weight": (len(tokens), 32), "output_norm.weight": (32,)}
    for i in range(SIZES["block_count"]):
        tensors |= {f"blk.{i}.{name}": size for name, size in layer.items()}
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


def merged(base: Base, adapter: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """All weights with the adapter added, by transformers' names."""
    found = base.outer(adapter["kept"])
    for i, weights in base.layers():
        add_adapter(weights, adapter, f"layers.{i}.")
        found |= {f"layers.{i}.{name}": values for name, values in weights.items()}
    return found


def reference(base: Base, weights: Mapping[str, np.ndarray], vocab_size: int) -> Any:
    """transformers' model with these weights, named as `Base.tensors` names them."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig, Qwen2Config, Qwen2ForCausalLM

    shape = base.shape
    if base.architecture == "qwen2":
        own = Qwen2Config(
            vocab_size=vocab_size,
            hidden_size=shape.hidden_size,
            intermediate_size=shape.intermediate_size,
            num_hidden_layers=shape.num_hidden_layers,
            num_attention_heads=shape.num_attention_heads,
            num_key_value_heads=shape.num_key_value_heads,
            rms_norm_eps=shape.rms_norm_eps,
            rope_parameters={"rope_type": "default", "rope_theta": shape.rope_theta},
            tie_word_embeddings=True,
            attn_implementation="eager",
        )
        qwen = Qwen2ForCausalLM(own).eval()
        loaded = qwen.load_state_dict(
            {f"model.{n}": torch.from_numpy(v.copy()) for n, v in weights.items()}, strict=False
        )
        assert loaded.missing_keys in ([], ["lm_head.weight"]) and not loaded.unexpected_keys
        qwen.tie_weights()
        return qwen
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
