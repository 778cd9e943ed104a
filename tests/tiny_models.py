"""Tiny models of the real classes with random weights, in the hub's own file layouts.

Enters: an empty folder. Leaves: the files a hub repository of that kind holds. torch and transformers are imported
only inside the functions: tests that need no model stay light.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

SENTENCES = (
    "Le président a présenté mercredi un projet de loi sur le logement à Paris.",
    "La ville de Lyon a ouvert deux écoles et trois jardins en 2019.",
    "Les syndicats demandent 3,5 % d'augmentation pour les salariés du port.",
    "Un incendie a détruit 1 000 hectares de forêt près de Marseille, selon les pompiers.",
    "L'équipe de France a gagné le match contre l'Espagne devant un public nombreux.",
    "Le tribunal a condamné l'ancien maire à deux ans de prison avec sursis.",
    "The president presented a bill on housing in Paris on Wednesday.",
    "The city of Lyon opened two schools and three gardens in 2019.",
    "A fire destroyed a forest near Marseille, the firefighters said.",
)
#: Added to the end token's logit: outputs of random weights end after some five to thirty tokens.
_END_BIAS = 2.5


def train_sentencepiece(prefix: Path, *, vocab_size: int = 120, **options: Any) -> Path:
    """Train a sentencepiece model on SENTENCES; return its `.model` file."""
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 4), model_prefix=str(prefix), vocab_size=vocab_size,
        character_coverage=1.0, hard_vocab_limit=False, num_threads=1, minloglevel=2, **options,
    )  # fmt: skip
    return prefix.with_suffix(".model")


def build_marian(folder: Path, *, as_pickle: bool = False) -> Path:
    """opus-mt's layout: source.spm, target.spm, vocab.json, config.json, weights."""
    import sentencepiece
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    model = train_sentencepiece(folder / "spm")
    for name in ("source.spm", "target.spm"):
        shutil.copy(model, folder / name)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    tokens = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    words = ["</s>", "<unk>", *(p for p in tokens if p not in ("<s>", "</s>", "<unk>")), "<pad>"]
    _write(folder / "vocab.json", {word: i for i, word in enumerate(words)})
    _write(
        folder / "tokenizer_config.json",
        {"source_lang": "fr", "target_lang": "en", "tokenizer_class": "MarianTokenizer", "model_max_length": 512},
    )
    pad = len(words) - 1
    _save(
        MarianMTModel,
        MarianConfig(
            vocab_size=len(words), decoder_vocab_size=len(words), d_model=16, encoder_layers=1, decoder_layers=1,
            encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32,
            max_position_embeddings=512, pad_token_id=pad, eos_token_id=0, bos_token_id=None, forced_eos_token_id=0,
            decoder_start_token_id=pad, scale_embedding=True, init_std=0.5,
        ),
        folder, as_pickle=as_pickle,
    )  # fmt: skip
    _drop_training_files(folder)
    return folder


def build_barthez(folder: Path, *, say_normalize_before: bool = True) -> Path:
    """BARThez's layout: sentencepiece.bpe.model, config.json of MBart class, weights; no tokenizer.json."""
    from transformers import MBartConfig, MBartForConditionalGeneration

    folder.mkdir(parents=True, exist_ok=True)
    model = train_sentencepiece(
        folder / "spm", bos_id=0, pad_id=1, eos_id=2, unk_id=3,
        bos_piece="<s>", pad_piece="<pad>", eos_piece="</s>", unk_piece="<unk>", user_defined_symbols=["<mask>"],
    )  # fmt: skip
    shutil.copy(model, folder / "sentencepiece.bpe.model")
    size = _token_count(model)
    _write(folder / "tokenizer_config.json", {"tokenizer_class": "BarthezTokenizer", "model_max_length": 512})
    _save(
        MBartForConditionalGeneration,
        MBartConfig(
            vocab_size=size, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
            decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=256,
            bos_token_id=0, pad_token_id=1, eos_token_id=2, forced_eos_token_id=2, decoder_start_token_id=0,
            scale_embedding=False, init_std=0.5, normalize_before=True, normalize_embedding=True,
        ),
        folder,
    )  # fmt: skip
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["tokenizer_class"] = "BarthezTokenizer"
    if not say_normalize_before:
        config.pop("normalize_before", None)
        config.pop("normalize_embedding", None)
    _write(folder / "config.json", config)
    _drop_training_files(folder)
    return folder


def build_mt5(folder: Path) -> Path:
    """mT5-XLSum's layout: spiece.model, config.json, weights."""
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder.mkdir(parents=True, exist_ok=True)
    model = train_sentencepiece(
        folder / "spm", pad_id=0, eos_id=1, unk_id=2, bos_id=-1, pad_piece="<pad>", eos_piece="</s>", unk_piece="<unk>"
    )
    shutil.copy(model, folder / "spiece.model")
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "T5Tokenizer",
            "extra_ids": 0,
            "additional_special_tokens": [],
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
    )
    _save(
        MT5ForConditionalGeneration,
        MT5Config(
            vocab_size=_token_count(model), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_decoder_layers=1,
            num_heads=2, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, dropout_rate=0.0,
            initializer_factor=4.0,
        ),
        folder,
    )  # fmt: skip
    _drop_training_files(folder)
    return folder


def copy_model(source: Path, target: Path) -> Path:
    """Copy a model folder, to damage the copy."""
    shutil.copytree(source, target)
    return target


def _save(model_class: Any, config: Any, folder: Path, *, as_pickle: bool = False) -> None:
    """Save random weights; the bias, where the class has one, makes outputs end by themselves and not all alike."""
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = model_class(config).eval()
    if hasattr(model, "final_logits_bias"):
        model.final_logits_bias[0, config.eos_token_id] = _END_BIAS
    model.save_pretrained(folder)
    if as_pickle:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()


def _token_count(model: Path) -> int:
    import sentencepiece

    return int(sentencepiece.SentencePieceProcessor(model_file=str(model)).get_piece_size())


def _drop_training_files(folder: Path) -> None:
    for name in ("spm.model", "spm.vocab"):
        (folder / name).unlink(missing_ok=True)


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
