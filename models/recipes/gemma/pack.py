"""What a GPU machine needs to train the writer, in pieces that are small enough to be sent, and put together there.

    python -m models.recipes.gemma.pack FOLDER PIECES      # here: what `prepare.py` wrote, to PIECES/part-00 and on
    python PIECES/unpack.py PIECES FOLDER                  # there: needs torch and numpy alone
    cd FOLDER && python -m models.recipes.gemma.train . --output adapter.pt --minutes 8 --tokens 65536 --accumulate 1
    python PIECES/unpack.py --split FOLDER/adapter.pt OUT/adapter- # there: what comes back, in pieces
    python -m models.recipes.gemma.pack --join OUT/adapter- adapter.pt

In: token ids, base and prompts. Out: pieces of at most `--most-bytes`, the last one small, and `unpack.py` beside them,
which checks the whole by its hash. The base's matrices travel in the blocks of the GGUF file (100 MB), and with them
the code of the `gguf` package that reads these.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tarfile
import tempfile
from importlib.resources import files
from pathlib import Path

import numpy as np

from models.recipes.gemma import unpack
from models.recipes.gemma.base import own_name
from summarize.engines.base import tensor_name

MODELS = Path(__file__).resolve().parents[2]
#: Travels along, under the same names of modules.
CODE = ("__init__.py", "recipes/__init__.py", "recipes/gemma/network.py", "recipes/gemma/train.py")
#: Of the package `gguf`.
DEQUANTIZER = ("constants.py", "lazy.py", "quants.py")


def raw_base(folder: Path, target: Path) -> None:
    """The base's arrays as they lie in its file: `NAME`, and `NAME.type`, the number of its type of block."""
    from gguf import GGUFReader

    kept = np.load(folder / "kept.npy")
    stored: dict[str, np.ndarray] = {}
    for tensor in GGUFReader(folder / "base.gguf").tensors:
        name = own_name(tensor_name(tensor.name))
        stored[name] = tensor.data[kept] if name == "embeddings" else tensor.data
        stored[f"{name}.type"] = np.array(int(tensor.tensor_type))
    np.savez(target, **stored)


def pack(folder: Path, pieces: Path, most_bytes: int) -> None:
    """Write the pieces; the folder they go to must be empty or new."""
    pieces.mkdir(parents=True, exist_ok=True)
    if any(pieces.iterdir()):
        raise SystemExit(f"{pieces} is not empty; give a new folder")
    with tempfile.TemporaryDirectory(dir=pieces.parent) as name:
        staged = Path(name)
        raw_base(folder, staged / "raw.npz")
        whole = staged / "whole.tar"
        with tarfile.open(whole, "w") as archive:
            archive.add(staged / "raw.npz", "base/raw.npz")
            archive.add(folder / "base" / "shape.json", "base/shape.json")
            for path in sorted([*folder.glob("*.npz"), folder / "prompts.json"]):
                archive.add(path, path.name)
            for code in CODE:
                archive.add(MODELS / code, f"models/{code}")
            for module in DEQUANTIZER:
                archive.add(Path(str(files("gguf"))) / module, f"gguf/{module}")
        unpack.split(whole, str(pieces / "part-"), most_bytes)
    shutil.copy(Path(unpack.__file__), pieces)
    for path in sorted(pieces.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, sha256 {file_hash(path)[:12]}")


def file_hash(path: Path) -> str:
    """sha256 of a file, as hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Pack, or join what came back."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", help="what prepare.py wrote; with --join, how the pieces' names begin")
    parser.add_argument("target", type=Path)
    parser.add_argument("--join", action="store_true", help="put pieces together that came back")
    parser.add_argument("--most-bytes", type=int, default=48_000_000, help="of a piece")
    options = parser.parse_args()
    if options.join:
        unpack.join(options.source, options.target)
    else:
        pack(Path(options.source), options.target, options.most_bytes)


if __name__ == "__main__":
    main()
