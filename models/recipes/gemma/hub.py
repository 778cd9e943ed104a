"""The pretrained base in the hub's layout, for whatever reads that: `transformers serve`, llama.cpp's converter.

In: the base's installed package (extra `[gemma]`). Out: a folder with config.json, model.safetensors (bfloat16) and the
tokenizer. It continues texts and was not taught to chat: a server of it is asked for text completions.

    python -m models.recipes.gemma.hub FOLDER
    transformers serve FOLDER --device cpu --port 8080
    summarize article.txt --model server:FOLDER --server http://localhost:8080/v1/completions --prompt PROMPT
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from summarize.engines.base import Base
from summarize.engines.packages import assemble


def write_hub_folder(target: Path, base: str = "gemma-3-270m") -> None:
    """Write the base as a model folder that transformers loads."""
    import torch
    from safetensors.torch import save_file

    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target) as folder:
        gguf = Path(folder) / "base.gguf"
        assemble(base, gguf)
        opened = Base(gguf)
        shape = asdict(opened.shape)
        tensors = {
            # transformers adds the 1 of Gemma's norms itself.
            f"model.{name}": torch.from_numpy(values - 1.0 if name.endswith("norm.weight") else values).bfloat16()
            for name, values in opened.tensors(np.arange(shape["vocab_size"]))
        }
        opened.write_tokenizer(target / "tokenizer.model")
        names = opened.tokens()
    save_file(tensors, target / "model.safetensors", metadata={"format": "pt"})
    every = shape.pop("full_attention_every")
    kinds = [
        "full_attention" if (i + 1) % every == 0 else "sliding_attention" for i in range(shape["num_hidden_layers"])
    ]
    config = {
        **shape,
        "architectures": ["Gemma3ForCausalLM"],
        "model_type": "gemma3_text",
        "layer_types": kinds,
        "query_pre_attn_scalar": shape["head_dim"],
        "max_position_embeddings": 32_768,
        "tie_word_embeddings": True,
        "bos_token_id": names.index("<bos>"),
        "eos_token_id": names.index("<eos>"),
        "pad_token_id": names.index("<pad>"),
        "dtype": "bfloat16",
    }
    _write(target / "config.json", config)
    special = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "unk_token": "<unk>"}
    _write(target / "tokenizer_config.json", {"tokenizer_class": "GemmaTokenizer", "add_bos_token": True, **special})


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    write_hub_folder(parser.parse_args().folder)


if __name__ == "__main__":
    main()
