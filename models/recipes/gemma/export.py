"""A trained adapter to the file that ships.

    python models/recipes/gemma/export.py FOLDER ADAPTER.pt models/fr-news-gemma/adapter.safetensors

In: what `prepare.py` and `train.py` wrote. Out: the factors in int8 under transformers' names, with the kept
vocabulary; `summarize/engines/build.py` reads it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from base import full_name

from summarize.engines.build import write_adapter


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("adapter", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    trained = torch.load(options.adapter, weights_only=True)
    options.target.parent.mkdir(parents=True, exist_ok=True)
    factors = {full_name(name): p.float().numpy() for name, p in trained.items()}
    write_adapter(options.target, factors, np.load(options.folder / "kept.npy"))
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
