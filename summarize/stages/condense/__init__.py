"""A French sentence said shorter: what can go without a loss of truth goes, and who said it comes first.

Enters: a sentence, the verb forms of its language. Leaves: the same sentence, or a shorter one made of its own words
(beside "selon" and the short forms of wording.py). Refuses nothing: a sentence that no rule fits, or whose quotation
marks do not match, stays as it is.

Every rule is narrow: it looks for one construction that punctuation or closed lists of words give away, because a
sentence left long is no fault and one cut wrong is. Quotations, negations, conditions and reservations are never
touched. When and where something happened, and figures, go only as asides or between a subject and its verb, never from
the clause that tells it; when something was *said* goes anywhere. New rules are read on some twenty sentences of each
kind before they stay.
"""

from .rules import condense

__all__ = ["condense"]
