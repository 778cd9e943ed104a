"""Attention whose scores, softmax and their gradients stay in float32 while the projections run in bfloat16.

The gradient of a softmax is a difference of near-equal numbers. In bfloat16 nothing but rounding is left of it where
attention is flat: there the gradient of the query matrices had a cosine of -0.06 to 0.3 with the float32 one, and Muon,
which gives every matrix a full-length step, walked them at random (models/LOG.md).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import eager_mask

NAME = "float32"


def attend(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    dropout: float = 0.0,
    **_: Any,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Scaled dot-product attention; query, key, value of shape (B, heads, length, size), mask added to the scores."""
    with torch.autocast(query.device.type, enabled=False):
        scores = query.float() @ key.float().transpose(2, 3) * (scaling or query.shape[-1] ** -0.5)
        if attention_mask is not None:
            scores = scores + attention_mask
        weights = nn.functional.dropout(scores.softmax(dim=-1), p=dropout, training=module.training)
        return (weights @ value.float()).transpose(1, 2).contiguous(), weights


AttentionInterface.register(NAME, attend)
AttentionMaskInterface.register(NAME, eager_mask)
