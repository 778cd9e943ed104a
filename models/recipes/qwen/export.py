"""A trained adapter to the file that ships: `python -m models.recipes.qwen.export ADAPTER.pt TARGET.safetensors`.

In: what `train.py` wrote. Out: the factors in int8 under transformers' names, the whole vocabulary kept, and the hashes
of the folder anew; `summarize/engines/build.py` reads it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from models.recipes.qwen.network import full_name
from summarize.engines.build import write_adapter
from summarize.engines.store import record_hashes

VOCABULARY = 151_936


def export(adapter: Path, target: Path) -> None:
    """Write the shipped file and the hashes of its folder."""
    trained = torch.load(adapter, weights_only=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    factors = {full_name(name): p.float().numpy() for name, p in trained.items()}
    write_adapter(target, factors, np.arange(VOCABULARY))
    target.chmod(0o644)  # safetensors writes files that only their owner may read
    record_hashes(target.parent)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("adapter", type=Path)
    parser.add_argument("target", type=Path)
    export(**vars(parser.parse_args()))
