"""What a GPU machine needs to train the writer, in pieces that are small enough to be sent, and put together there.

    python -m models.recipes.gemma.pack FOLDER PIECES      # here: what `prepare.py` wrote, to PIECES/part-00 and on
    python PIECES/unpack.py PIECES FOLDER                  # there: needs torch and numpy alone
    cd FOLDER && python -m models.recipes.gemma.train . --output adapter.pt --minutes 8 --tokens 65536 --accumulate 1
    python PIECES/unpack.py --split FOLDER/adapter.pt OUT/adapter- # there: what comes back, in pieces
    python -m models.recipes.gemma.pack --join OUT/adapter- adapter.pt

In: token ids, base and prompts. Out: pieces of at most `--most-bytes`, the last one small, and `unpack.py` beside them,
which checks the whole by its hash. The base's matrices travel as int8 with a scale a row: what the adapter is trained
on there differs from the base by that rounding.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path

import numpy as np

from models.recipes.gemma import unpack

MODELS = Path(__file__).resolve().parents[2]
#: Travels along, under the same names of modules.
CODE = ("__init__.py", "recipes/__init__.py", "recipes/gemma/network.py", "recipes/gemma/train.py")


def shrink_base(source: Path, target: Path) -> None:
    """`base.npz` with its matrices in int8: `NAME` and `NAME.scale`."""
    stored: dict[str, np.ndarray] = {}
    with np.load(source) as data:
        for name in data.files:
            values = data[name]
            if values.ndim < 2:
                stored[name] = values
                continue
            scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-12) / 127
            stored[name] = np.rint(values / scale).astype(np.int8)
            stored[f"{name}.scale"] = scale.astype(np.float32)
    np.savez(target, **stored)


def pack(folder: Path, pieces: Path, most_bytes: int) -> None:
    """Write the pieces; the folder they go to must be empty or new."""
    pieces.mkdir(parents=True, exist_ok=True)
    if any(pieces.iterdir()):
        raise SystemExit(f"{pieces} is not empty; give a new folder")
    with tempfile.TemporaryDirectory(dir=pieces.parent) as name:
        staged = Path(name)
        shrink_base(folder / "base" / "base.npz", staged / "base.npz")
        whole = staged / "whole.tar"
        with tarfile.open(whole, "w") as archive:
            archive.add(staged / "base.npz", "base/base.npz")
            archive.add(folder / "base" / "shape.json", "base/shape.json")
            for path in sorted([*folder.glob("*.npz"), folder / "prompts.json"]):
                archive.add(path, path.name)
            for code in CODE:
                archive.add(MODELS / code, f"models/{code}")
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
