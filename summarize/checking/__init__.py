"""Is it in the source? What a summary or a translation says, looked up in what it was made of.

Input: a text (a `Document` or a sentence) and what it must be supported by. Output: claims (numbers, dates, names,
quotations) with and without a source, with offsets; what a translation lost or added; faults of a translated sentence,
each with a stable code. Nothing here knows a model, and everything takes time linear in the texts. It is a check of
words: who did what to whom is out of its reach.
"""

from .adequacy import Fault, Limits, can_check, find_faults, quality_faults, weakest
from .claims import Claim, claims, find_unsupported, spans_of, unsupported
from .comparison import Comparison, added_names, compare, lost_dates, lost_numbers, names_of
from .false_friends import put_right
from .wordlists import WordList, word_list

__all__ = [
    "Claim",
    "Comparison",
    "Fault",
    "Limits",
    "WordList",
    "added_names",
    "can_check",
    "claims",
    "compare",
    "find_faults",
    "find_unsupported",
    "lost_dates",
    "lost_numbers",
    "names_of",
    "put_right",
    "quality_faults",
    "spans_of",
    "unsupported",
    "weakest",
    "word_list",
]
