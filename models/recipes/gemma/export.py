"""A trained adapter to the file that ships, or a shipped one back to where training can start.

    python -m models.recipes.gemma.export FOLDER ADAPTER.pt models/fr-news-gemma/adapter.safetensors
    python -m models.recipes.gemma.export --back models/fr-news-gemma/adapter.safetensors START.pt

In: what `prepare.py` and `train.py` wrote. Out: the factors in int8 under transformers' names, with the kept
vocabulary, and the hashes of the folder anew; `summarize/engines/build.py` reads it. `--back` gives a file for
`train.py --start-from`, on whatever vocabulary: the adapter does not depend on it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from models.recipes.gemma.base import full_name, own_factor
from summarize.engines.build import read_adapter, write_adapter
from summarize.engines.store import record_hashes


def export(folder: Path, adapter: Path, target: Path) -> None:
    """Write the shipped file and the hashes of its folder."""
    ship(torch.load(adapter, weights_only=True), np.load(folder / "kept.npy"), target)


def ship(
    trained: Mapping[str, torch.Tensor], kept: np.ndarray, target: Path, rows: Mapping[int, np.ndarray] | None = None
) -> None:
    """Write factors, named as in `network.py`, to the shipped file, and the hashes of its folder.

    Args:
        trained: the factors.
        kept: ids of the vocabulary that stay.
        target: the file; another of that name is replaced.
        rows: embeddings that were trained whole, by the ids of their tokens.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    factors = {full_name(name): p.float().numpy() for name, p in trained.items()}
    write_adapter(target, factors, kept, rows)
    target.chmod(0o644)  # safetensors writes files that only their owner may read
    record_hashes(target.parent)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def back(adapter: Path, target: Path) -> None:
    """Write the factors of a shipped file as `train.py` names them."""
    if target.exists():
        raise SystemExit(f"{target} is there already; give a new name")
    factors = {name: values for name, values in read_adapter(adapter).items() if name != "kept"}
    torch.save({own_factor(name): torch.from_numpy(values) for name, values in factors.items()}, target)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--back", action="store_true", help="ADAPTER TARGET: from the shipped file")
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    options = parser.parse_args()
    if len(options.paths) != (2 if options.back else 3):
        parser.error("give FOLDER ADAPTER TARGET, or --back ADAPTER TARGET")
    (back if options.back else export)(*options.paths)


if __name__ == "__main__":
    main()
