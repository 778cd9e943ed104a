"""A model of BARThez's exact shape with random weights: for speed, which does not depend on what the weights are.

Enters: an empty folder. Leaves: files that transformers and this library load. The tokenizer is fr-news-mini's, since
BARThez's own cannot be had offline: its 8,000 tokens are shorter than BARThez's 50,000, so a text has more of them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.errors import BenchmarkError
from summarize.engines.registry import models_folder
from summarize.engines.store import record_hashes

#: moussaKam/barthez-orangesum-abstract: 139 M parameters, the output layer shared with the embeddings.
SHAPE = {
    "vocab_size": 50_002, "d_model": 768, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 12,
    "decoder_attention_heads": 12, "encoder_ffn_dim": 3072, "decoder_ffn_dim": 3072, "max_position_embeddings": 1024,
}  # fmt: skip
SOURCE_TOKENS = 1000


def ensure(folder: Path, changes: Mapping[str, int] | None = None) -> Path:
    """Make the model in `folder` unless it is there already; return the folder. `changes` to the shape may be given.

    It is made in a process of its own: Linux counts a parent's peak memory as its later children's.

    Raises:
        BenchmarkError: the folder holds something else.
    """
    if not (folder / "sha256.json").is_file():
        if folder.exists() and any(folder.iterdir()):
            raise BenchmarkError(f"{folder} holds something else than the random model; name a new folder")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(_make, folder, changes or {}).result()
    return folder


def _make(folder: Path, changes: Mapping[str, int]) -> None:
    import torch
    from transformers import MBartConfig, MBartForConditionalGeneration

    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    torch.manual_seed(7)
    config = MBartConfig(
        **{**SHAPE, **changes},
        bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2, forced_eos_token_id=None,
        activation_function="gelu", scale_embedding=False, normalize_before=True, normalize_embedding=True,
        tokenizer_class="BarthezTokenizer",
    )  # fmt: skip
    MBartForConditionalGeneration(config).save_pretrained(part)
    own = models_folder() / "fr-news-mini"
    for name in ("sentencepiece.bpe.model", "tokenizer_config.json"):
        shutil.copy(own / name, part / name)
    tokenizer = json.loads((own / "tokenizer.json").read_text(encoding="utf-8"))
    tokens = tokenizer["model"]["vocab"]
    # Conversion asks for as many tokens as the output layer has rows; none of these is ever found in a text.
    tokens += [[f"\u2402{number}", -100.0] for number in range(len(tokens), config.vocab_size)]
    (part / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    layout = json.loads((own / "summarize.json").read_text(encoding="utf-8"))["sentencepiece"]
    entry = {"task": "summarization", "languages": ["fr"], "max_source_tokens": SOURCE_TOKENS, "licence": "none"}
    (part / "summarize.json").write_text(json.dumps({"sentencepiece": layout, "entry": entry}), encoding="utf-8")
    record_hashes(part)
    os.replace(part, folder)  # an empty folder of that name gives way


def articles(count: int, words: int, seed: int = 11) -> list[str]:
    """Texts of that many words, made of the seed article's sentences in random order."""
    text = (Path(__file__).resolve().parents[2] / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
    sentences = [s.strip() + "." for s in text.replace("\n", " ").split(". ") if len(s.split()) > 6]
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        own: list[str] = []
        while len(own) < words:
            own += rng.choice(sentences).split()
        made.append(" ".join(own[:words]))
    return made
