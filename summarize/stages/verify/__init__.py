"""Is it in the source? Numbers, dates, names and quotations of a text looked up in another.

Input: a summary (or translation) and what it must be supported by. Output: the claims with and without a source, with
offsets; what a translation lost or added; and whether a text repeats itself or breaks off. It is a check of words: who
did what to whom, and negation, are out of its reach. All of it takes time linear in the texts.
"""

from ...text.document import Document
from ...text.numbers import numbers_of
from ...text.words import WORD, is_finished, repeats_itself, stuttered_pairs, stutters, words_of
from .support import Claim, claims, find_unsupported, spans_of, unsupported
from .translation import Comparison, added_names, compare, lost_dates, lost_numbers, names_of

__all__ = [
    "WORD",
    "Claim",
    "Comparison",
    "Document",
    "added_names",
    "claims",
    "compare",
    "find_unsupported",
    "is_finished",
    "lost_dates",
    "lost_numbers",
    "names_of",
    "numbers_of",
    "repeats_itself",
    "spans_of",
    "stuttered_pairs",
    "stutters",
    "unsupported",
    "words_of",
]
