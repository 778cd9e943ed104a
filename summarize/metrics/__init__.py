"""Scores of summaries and translations: ROUGE with a French tokenizer, intervals, tests, signatures.

>>> from summarize.metrics import compute
>>> compute(predictions=["Le chat dort."], references=["Un chat dort."], kinds=["rouge1"])  # doctest: +SKIP
{'rouge1': 0.6666666666666666}

Texts or tokens in, numbers between 0 and 1 (counts where said so) out; nothing here reads a file or a model. ROUGE,
BLEU, chrF and TER need the extra [metrics]; tokenizers and statistics do not.
"""

from __future__ import annotations

from .rouge import KINDS, Rouge, RougeScore
from .scores import Scores, compute, score
from .statistics import Interval, PairTests, bootstrap_interval, compare_all, holm, paired_bootstrap_p, randomisation_p
from .tokenizers import TOKENIZER_NAMES, Tokenizer, get_tokenizer
from .translation import CorpusScore, score_translations

__all__ = [
    "KINDS",
    "TOKENIZER_NAMES",
    "CorpusScore",
    "Interval",
    "PairTests",
    "Rouge",
    "RougeScore",
    "Scores",
    "Tokenizer",
    "bootstrap_interval",
    "compare_all",
    "compute",
    "get_tokenizer",
    "holm",
    "paired_bootstrap_p",
    "randomisation_p",
    "score",
    "score_translations",
]
