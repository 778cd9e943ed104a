"""How near the machine's limit we are: operations of one article, the engine's measured int8 peak, the share reached.

The peak is measured through the same engine: an encoder whose layers are so wide (2,048; 8,192 inside) that hardly
anything but its int8 matrix products takes time. Operations are counted twice a multiply-add, for the matrix products
alone; attention, softmax, search and memory traffic are what the rest of the time goes to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.speed import random_model
from benchmarks.speed.runner import Part, Say, Spread, interleaved, workers

_WIDE = {
    "d_model": 2048, "encoder_layers": 4, "decoder_layers": 1, "encoder_ffn_dim": 8192, "decoder_ffn_dim": 2048,
    "encoder_attention_heads": 16, "decoder_attention_heads": 16,
}  # fmt: skip


def operations(shape: dict[str, int], source: int, target: int, beams: int) -> dict[str, float]:
    """Operations (not multiply-adds) of one article's matrix products, by part of the model."""
    d, ffn, dffn = shape["d_model"], shape["encoder_ffn_dim"], shape["decoder_ffn_dim"]
    encoder = source * shape["encoder_layers"] * (4 * d * d + 2 * d * ffn)
    keys = source * shape["decoder_layers"] * 2 * d * d
    step = shape["decoder_layers"] * (6 * d * d + 2 * d * dffn)
    output = d * shape["vocab_size"]
    return {
        "encoder": 2.0 * encoder,
        "keys and values of the source": 2.0 * keys,
        "decoder layers": 2.0 * target * beams * step,
        "output layer": 2.0 * target * beams * output,
    }


def roofline(folder: Path, *, rounds: int, threads: int, say: Say, source_tokens: int) -> Part:
    """Measured peak and what share of it the BARThez shape reaches, encoder alone and whole."""
    from benchmarks.speed.parts import BEAMS, TOKENS, WORDS

    wide = random_model.ensure(folder.with_name(folder.name + "-wide"), _WIDE)
    texts = random_model.articles(16, WORDS)
    plain: dict[str, Any] = {"threads": threads}
    with workers(
        {"wide": ("ours", {**plain, "folder": str(wide)}), "shape": ("ours", {**plain, "folder": str(folder)})}
    ) as running:
        jobs = {"wide": texts[:8], "shape": texts}
        short = interleaved(running, jobs, rounds=rounds, say=say, tokens=1, beams=1)
        whole = interleaved({"shape": running["shape"]}, jobs, rounds=rounds, say=say, tokens=TOKENS, beams=BEAMS)
    wide_shape = {**random_model.SHAPE, **_WIDE}
    peak = [sum(operations(wide_shape, source_tokens, 1, 1).values()) / s / 1e9 for s in short["wide"]]
    encoder = [sum(operations(random_model.SHAPE, source_tokens, 1, 1).values()) / s / 1e9 for s in short["shape"]]
    counted = operations(random_model.SHAPE, source_tokens, TOKENS, BEAMS)
    full = [sum(counted.values()) / s / 1e9 for s in whole["shape"]]
    values = {"peak, wide layers": peak, "encoder alone": encoder, "whole article": full}
    share = {name: Spread.of([v / p for v, p in zip(own, peak, strict=True)]).text() for name, own in values.items()}
    bytes_read = 1.0 * TOKENS * (139e6 + 50_002 * 768)
    notes = {
        "operations an article, 10^9": {name: round(ops / 1e9, 1) for name, ops in counted.items()},
        "share of the peak": share,
        "weights read by the decoder if alone, 10^9 bytes an article": round(bytes_read / 1e9, 2),
    }
    return Part(
        "roofline, BARThez shape, int8", "10^9 operations/s", {k: Spread.of(v) for k, v in values.items()}, {}, notes
    )
