"""Initial weights that already know something: word vectors from counts, cross-attention that copies.

Training from scratch on two cores spends most of its first hour on learning which tokens resemble each
other, and that attending to a source token should raise the probability of that token. Both can be had from counts in a
minute:

* `count_vectors`: truncated eigenvectors of a positive pointwise mutual information matrix (Levy and
  Goldberg 2014, NeurIPS, "Neural word embedding as implicit matrix factorization"), over neighbours within
  a window.
* `lay_circuit`: attention weights that look up what follows, in the source, the token just written.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse
import scipy.sparse.linalg
import torch
from torch import nn

from .corpus import PackedPairs


def count_vectors(pairs: PackedPairs, *, vocab_size: int, size: int, window: int, seed: int) -> np.ndarray:
    """Vectors of shape (vocab_size, size), rows of unit length (zero where a token was never seen).

    Args:
        pairs: packed examples; both sides share one vocabulary.
        vocab_size: rows of the result.
        size: columns of the result.
        window: neighbours counted on each side of a token.
        seed: of the eigenvalue solver's starting vector.
    """
    counts = scipy.sparse.csr_matrix((vocab_size, vocab_size), dtype=np.float64)
    for flat, ends in ((pairs.source, pairs.source_ends), (pairs.target, pairs.target_ends)):
        counts = counts + _neighbours(flat.astype(np.int64), ends, vocab_size, window)
    matrix = _positive_information(counts)
    matrix = matrix + scipy.sparse.diags(np.full(vocab_size, matrix.max()))
    start = np.random.default_rng(seed).standard_normal(vocab_size)
    values, vectors = scipy.sparse.linalg.eigsh(matrix.tocsr(), k=size, which="LA", v0=start)
    embedded = vectors * np.sqrt(np.maximum(values, 0.0))
    seen = np.asarray(counts.sum(axis=1)).ravel() > 0
    embedded -= embedded[seen].mean(axis=0)
    norms = np.linalg.norm(embedded, axis=1, keepdims=True)
    return np.where(seen[:, None], embedded / np.maximum(norms, 1e-9), 0.0).astype(np.float32)


def set_embeddings(
    embedding: nn.Embedding,
    vectors: np.ndarray,
    *,
    row_norm: float,
    noise: float,
    seed: int,
    columns: list[int] | None = None,
) -> None:
    """Write `vectors` scaled to rows of length `row_norm`, plus Gaussian noise; the padding row becomes zero.

    Only the dimensions in `columns` are filled (all by default); the rest is zero.
    """
    generator = torch.Generator().manual_seed(seed)
    columns = columns or list(range(embedding.weight.shape[1]))
    size = len(columns)
    spread = torch.randn(len(embedding.weight), size, generator=generator) * (row_norm / size**0.5)
    rotation = torch.linalg.qr(torch.randn(size, size, generator=generator))[0]
    known = torch.from_numpy(vectors) @ rotation * row_norm
    unseen = known.norm(dim=1, keepdim=True) == 0
    spread[: len(known)] = torch.where(unseen, spread[: len(known)], known + noise * spread[: len(known)])
    with torch.no_grad():
        embedding.weight.zero_()
        embedding.weight[:, columns] = spread
        if embedding.padding_idx is not None:
            embedding.weight[embedding.padding_idx] = 0.0


@dataclass(frozen=True)
class Layout:
    """Which dimensions of the residual stream hold what, when training starts.

    `tokens`: embedding dimensions; `sines` and `cosines`: 16 dimensions each, of the position angles whose
    frequencies (radians a position) are `frequencies`; `code`: 32 dimensions for the code of the token before.
    """

    tokens: list[int]
    sines: list[int]
    cosines: list[int]
    frequencies: torch.Tensor
    code: list[int]


#: For the MBart class, whose position table is learned: everything has its own place.
LEARNED_POSITIONS = Layout(
    tokens=list(range(192)),
    sines=list(range(192, 224, 2)),
    cosines=list(range(193, 224, 2)),
    frequencies=torch.cat([torch.linspace(0.15, 2.9, 12), torch.tensor([0.02, 0.04, 0.07, 0.1])]),
    code=list(range(224, 256)),
)


def lay_circuit(model: nn.Module, layout: Layout, *, back_gain: float, match_gain: float, seed: int) -> None:
    """Set an encoder-decoder of width 256 and 8 heads up so that, untrained, it already tends to copy.

    An induction circuit (Olsson and others 2022, arXiv 2209.11895) laid over encoder and decoder: in the encoder's
    first layer, head 0 looks one position back and writes a code of the token found there into dimensions of their
    own; in every decoder layer, cross-attention looks for source positions whose *previous* token resembles the one
    just written, and passes the token that stands there on to the output. All of it goes on being trained.

    Args:
        model: MBartForConditionalGeneration, float32, on the CPU, embeddings already set.
        layout: where the tokens, positions and codes lie.
        back_gain: sharpness of the look one position back.
        match_gain: sharpness of the look for the token just written.
        seed: of the random projection that makes the codes.
    """
    generator = torch.Generator().manual_seed(seed)
    head = 32
    back = torch.zeros(head, head)
    for i, w in enumerate(layout.frequencies):
        back[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = torch.tensor([[w.cos(), -w.sin()], [w.sin(), w.cos()]])
    angles = [d for pair in zip(layout.sines, layout.cosines, strict=True) for d in pair]
    project = torch.linalg.qr(torch.randn(len(layout.tokens), head, generator=generator))[0].T
    with torch.no_grad():
        first = model.model.encoder.layers[0].self_attn
        _set_rows(first.q_proj.weight, range(head), angles, back * back_gain)
        _set_rows(first.k_proj.weight, range(head), angles, torch.eye(head) * back_gain)
        _set_rows(first.v_proj.weight, range(head), layout.tokens, project * 2.0)
        first.out_proj.weight[:, :head] = 0.0
        first.out_proj.weight[layout.code, :head] = torch.eye(head)
        for layer in model.model.decoder.layers:
            attention = layer.encoder_attn
            for start in range(0, len(layout.tokens), head):
                rows, tokens = range(start, start + head), layout.tokens[start : start + head]
                _set_rows(attention.q_proj.weight, rows, layout.tokens, project * match_gain)
                _set_rows(attention.k_proj.weight, rows, layout.code, torch.eye(head) * match_gain)
                _set_rows(attention.v_proj.weight, rows, tokens, torch.eye(head))
                attention.out_proj.weight[:, start : start + head] *= 0.3
                attention.out_proj.weight[tokens, start : start + head] += torch.eye(head)


def set_positions(model: nn.Module, layout: Layout, *, norm: float) -> None:
    """Write sinusoids of length `norm` into the learned position tables of an MBart-class model."""
    with torch.no_grad():
        for stack in (model.model.encoder, model.model.decoder):
            table = stack.embed_positions.weight
            angle = torch.arange(len(table))[:, None] * layout.frequencies
            table.zero_()
            table[:, layout.sines] = angle.sin() * (norm / 16**0.5)
            table[:, layout.cosines] = angle.cos() * (norm / 16**0.5)


def _set_rows(weight: torch.Tensor, rows: range, columns: list[int], block: torch.Tensor) -> None:
    """Zero the rows, then write `block` at (rows, columns)."""
    weight[rows.start : rows.stop] = 0.0
    for row, values in zip(rows, block, strict=True):
        weight[row, columns] = values


def _neighbours(flat: np.ndarray, ends: np.ndarray, vocab_size: int, window: int) -> scipy.sparse.csr_matrix:
    example = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    total = scipy.sparse.csr_matrix((vocab_size, vocab_size), dtype=np.float64)
    for distance in range(1, window + 1):
        same = example[distance:] == example[:-distance]
        left, right = flat[:-distance][same], flat[distance:][same]
        once = scipy.sparse.coo_matrix((np.ones(len(left)), (left, right)), shape=total.shape).tocsr()
        total = total + once + once.T
    return total


def _positive_information(counts: scipy.sparse.csr_matrix, minimum: int = 4) -> scipy.sparse.csr_matrix:
    """max(0, log p(a,b) / p(a)p(b)), over pairs seen at least `minimum` times; context counts smoothed by 0.75."""
    counts = counts.tocoo()
    keep = counts.data >= minimum
    rows, columns, data = counts.row[keep], counts.col[keep], counts.data[keep]
    row_sums = np.bincount(rows, data, counts.shape[0])
    column_sums = np.bincount(columns, data, counts.shape[1]) ** 0.75
    information = np.log(data * column_sums.sum() / (row_sums[rows] * column_sums[columns]))
    positive = information > 0
    return scipy.sparse.csr_matrix((information[positive], (rows[positive], columns[positive])), shape=counts.shape)
