"""A trained model to the folder that ships: float16 safetensors, tokenizer, int8 conversion, hashes.

In: a transformers model with its averaged weights, the sentencepiece file, what the registry should know. Out: a
folder that MBartForConditionalGeneration.from_pretrained and AutoTokenizer load, that CTranslate2
loads from its sub-folder, and that summarize reads with sentencepiece alone (`summarize.json`).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch

from summarize.engines.conversion import convert
from summarize.engines.registry import Entry
from summarize.engines.store import CONVERTED, record_hashes

ROOT = Path(__file__).resolve().parents[3]


def export(
    model: Any,
    tokenizer_file: Path,
    target: Path,
    entry: dict[str, Any],
    controls: list[str],
) -> None:
    """Write the shipping folder, replacing its weights and tokenizer but not its card.

    Args:
        model: MBartForConditionalGeneration, averaged weights loaded.
        tokenizer_file: the sentencepiece model.
        target: such as models/fr-news-mini.
        entry: fields of the registry's Entry, for `summarize.json`.
        controls: control tokens, kept whole by the tokenizer.
    """
    require_own(target)
    with tempfile.TemporaryDirectory() as name:
        staged = Path(name)
        model.to(torch.float16).save_pretrained(staged)
        files = _tokenizer(tokenizer_file, staged, model.config, controls)
        own = {"sentencepiece": files, "entry": entry}
        (staged / "summarize.json").write_text(json.dumps(own, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        # Read again from disk, in float32: what is converted is what ships.
        full = Entry(name=target.name, **{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
        convert(staged, staged / CONVERTED, full, "int8")
        shorten(staged / CONVERTED)
        target.mkdir(parents=True, exist_ok=True)
        for path in target.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.suffix != ".md":
                path.unlink()
        shutil.copytree(staged, target, dirs_exist_ok=True)
    for path in target.rglob("*"):
        # safetensors writes files that only their owner may read.
        path.chmod(0o755 if path.is_dir() else 0o644)
    record_hashes(target)
    total = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    int8 = sum(p.stat().st_size for p in (target / CONVERTED).rglob("*"))
    print(f"{target.name}: {total / 1e6:.1f} MB in all, {int8 / 1e6:.1f} MB as used (int8)", flush=True)


def shorten(folder: Path) -> None:
    """Rewrite a converted model's vocabularies as CTranslate2 reads them too, a token a line: 40 % of the bytes."""
    for path in folder.glob("*_vocabulary.json"):
        tokens = json.loads(path.read_text(encoding="utf-8"))
        if not any(token.splitlines() != [token] for token in tokens):
            path.with_suffix(".txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
            path.unlink()


def require_own(target: Path) -> None:
    """Refuse a folder that holds something else than a model that was exported."""
    is_own = any((target / name).is_file() for name in ("summarize.json", "README.md"))
    if target.is_dir() and any(target.iterdir()) and not is_own:
        raise SystemExit(f"{target} holds something else than a model that was exported; name another --target")


def _tokenizer(tokenizer_file: Path, target: Path, config: Any, controls: list[str]) -> dict[str, Any]:
    """The same tokenizer twice: the sentencepiece file, and tokenizer.json for transformers."""
    from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(tokenizer_file.read_bytes())
    tokenizer = SentencePieceProcessor(model_file=str(tokenizer_file))
    vocabulary = [(p.piece, p.score) for p in proto.pieces]
    fast = Tokenizer(models.Unigram(vocabulary, unk_id=tokenizer.unk_id(), byte_fallback=True))
    fast.normalizer = normalizers.Sequence(
        [
            normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    fast.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always", split=False)
    # Bytes are joined before the text is fused, and the one space that opens it is dropped: as sentencepiece does.
    fast.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    fast.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", config.bos_token_id), ("</s>", config.eos_token_id)]
    )
    fast.add_special_tokens([AddedToken(c, special=True, normalized=False) for c in controls])
    PreTrainedTokenizerFast(
        tokenizer_object=fast, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>",
        mask_token="<mask>", cls_token="<s>", sep_token="</s>", model_max_length=config.max_position_embeddings,
    ).save_pretrained(target)  # fmt: skip
    whole = target / "tokenizer.json"
    whole.write_text(
        json.dumps(json.loads(whole.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":")),
        encoding="utf-8",
    )
    shutil.copy(tokenizer_file, target / "sentencepiece.bpe.model")
    name = "sentencepiece.bpe.model"
    return {"source": name, "target": name, "prefix": ["<s>"], "suffix": ["</s>"]}
