"""Pieces of a file put together and checked; needs numpy alone, for a machine that has nothing else of this project.

python unpack.py PIECES FOLDER          # what `pack.py` wrote
python unpack.py --split FILE PREFIX    # cut a file, to be sent back
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tarfile
from pathlib import Path

import numpy as np

#: The hash of the whole stands in a file of this ending beside the pieces.
HASH = "sha256"
MOST_BYTES_BACK = 15_000_000


def split(path: Path, prefix: str, most_bytes: int) -> None:
    """Write `PREFIX00`, `PREFIX01` … and `PREFIXsha256`."""
    data = path.read_bytes()
    for i in range(0, len(data), most_bytes):
        Path(f"{prefix}{i // most_bytes:02d}").write_bytes(data[i : i + most_bytes])
    Path(prefix + HASH).write_text(hashlib.sha256(data).hexdigest() + "\n", encoding="utf-8")


def join(prefix: str, target: Path) -> None:
    """Write the whole of the pieces whose names begin so; SystemExit where one is missing or damaged."""
    start = Path(prefix)
    names = sorted(p for p in start.parent.iterdir() if re.fullmatch(re.escape(start.name) + "[0-9]{2}", p.name))
    data = b"".join(path.read_bytes() for path in names)
    wanted = Path(prefix + HASH).read_text(encoding="utf-8").strip()
    if hashlib.sha256(data).hexdigest() != wanted:
        raise SystemExit(f"{len(names)} pieces of {prefix} do not make the whole: one is missing or damaged")
    target.write_bytes(data)


def unpack(pieces: Path, folder: Path) -> None:
    """Put the pieces together into a folder that `train.py` reads, the base in float32 again."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.tar"
    join(str(pieces / "part-"), whole)
    with tarfile.open(whole) as archive:
        archive.extractall(folder, filter="data")
    whole.unlink()
    sys.path.insert(0, str(folder))
    from gguf.constants import GGMLQuantizationType
    from gguf.quants import dequantize

    raw = folder / "base" / "raw.npz"
    with np.load(raw) as stored:
        base = {
            name: dequantize(stored[name], GGMLQuantizationType(int(stored[f"{name}.type"]))).astype(np.float32)
            for name in stored.files
            if not name.endswith(".type")
        }
    raw.unlink()
    np.savez(folder / "base" / "base.npz", **base)


def main() -> None:
    """Unpack, or split."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target")
    parser.add_argument("--split", action="store_true", help="cut a file into pieces of at most 15 MB")
    options = parser.parse_args()
    if options.split:
        split(options.source, options.target, MOST_BYTES_BACK)
    else:
        unpack(options.source, Path(options.target))


if __name__ == "__main__":
    main()
