"""A French sentence said shorter: what can go without a loss of truth goes, and who said it comes first.

Enters: a sentence, the verb forms of its language. Leaves: the same sentence, or a shorter one made of its own words
(beside "selon" and the short forms of wording.py). Refuses nothing: a sentence that no rule fits, or whose quotation
marks do not match, stays as it is.

Every rule is narrow: it looks for one construction that punctuation or closed lists of words give away, because a
sentence left long is no fault and one cut wrong is. What is never touched: quotations, negations, conditions, figures,
and when and where something happened (only when it was *said* may go). New rules are read on some twenty sentences of
each kind before they stay.
"""

from .rules import condense

__all__ = ["condense"]
