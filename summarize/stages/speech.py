"""What of a French text is somebody's speech: quotations, and the first person.

Enters: a text. Leaves: patterns, and whether it is speech that nothing marks as such. Refuses nothing.
"""

from __future__ import annotations

import re

QUOTED = re.compile(r'"[^"]*"|«[^«»]*»|“[^“”]*”')
QUOTATION_MARK = re.compile(r'["«»“”]')
FIRST_PERSON = re.compile(r"\b(?:je|j'|moi|me|m'|mon|ma|mes|nous|notre|nos)(?:\b|(?<='))", re.IGNORECASE)


def is_bare_speech(text: str) -> bool:
    """True for a sentence out of somebody's speech (the first person outside quotation marks, or half of a pair of
    them), and for a scrap that opens on a comma."""
    told = QUOTED.sub("", text)
    return bool(FIRST_PERSON.search(told) or QUOTATION_MARK.search(told)) or told.startswith((",", ";"))
