"""Sentences and headings that stand against each other without a blank, set apart.

Input: a paragraph. Output: the same with a blank line between what was glued ("Pradesh.Opérée", "des retraitesIl a")
and around headings between dashes. Addresses, names, days and abbreviations stay whole.
"""

from __future__ import annotations

import re

from .quotations import straight_marks
from .sentences import CLOSING_MARK, is_within_name

_GLUED = re.compile(
    r"(?<=[a-zà-ÿ0-9)%»\"”€])((?:[.!?…]{1,3}|[ \u00a0\u202f][!?])[\"”»]?)"
    r"(?=(?:[\"“(]|«\s?)?[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’ ])"
)
#: What a full stop between glued words belongs to: an ordinal number ("am 3.Mai"), an abbreviation ("Prof.Dr.Meier").
_NO_END = re.compile(
    r"(?:(?<!\w)(?:[dD](?:er|ie|as|en|em)|[aA]m|[vV]om|[zZ]u[mr]|[iI]m|[bB]is|[aA]b|[bB]eim) \d{1,2}"
    r"|(?<!\w)(?:Prof|Dipl|Ing|Abs|[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}))$"
)
_DAY = re.compile(r"(?<![\w.,])\d{1,2}$")
_GERMAN_MONTH = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
#: Headings inside an article end without a mark: "des retraitesIl a exhorté", 'ce qu'il faisait"Dix-sept ans après'.
_GLUED_HEADING = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?=(?:(?:Ils?|Elles?|L[ea]s?|Une?|Des|Ce|Cette|Ces|Dans|Pour|Selon|En|Aux?|Mais|On|Nous|Après|Avec"
    r"|Depuis|Autre|Deux|Trois|Plusieurs|Lors|Sur|Son|Ses|Leurs?|Alors|Ainsi|Entre|Avant|The|They|This|But|He|She|It)\s"
    r"|(?:C|L|D|S|Qu|Lorsqu)['’][a-zà-ÿ]|[LD]['’][A-ZÀ-ÖØ-Þ][a-zà-ÿ]))|(?<=[a-zà-ÿ][\"”»])(?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’ -])"
)
#: A heading between dashes, as agencies set it: "- Des mois de crise -Le Mali est confronté".
_DASHED_HEADING = re.compile(r"(?:^|(?<=[.!?…\"»”]))[ \t]*- ?([^\n.-][^\n.]{2,80}?) -(?=[A-ZÀ-ÖØ-Þ\"«“])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|\b[\w.-]{1,60}@[\w.-]{1,60}")


def unglued(paragraph: str) -> str:
    """Set a blank line between sentences glued without a space ("Pradesh.Opérée"), outside addresses."""
    paragraph = _DASHED_HEADING.sub(r"\n\n\1\n\n", paragraph)
    addresses = _ADDRESS.finditer(paragraph)
    address = next(addresses, None)
    marks = counted = 0

    def separate(match: re.Match[str]) -> str:
        """A mark with a blank line behind it; as it is within an address, a name, a date or an abbreviation."""
        nonlocal marks, counted, address
        marks, counted = marks + straight_marks(paragraph, counted, match.end()), match.end()
        while address and address.end() <= match.start():
            address = next(addresses, None)
        if address and address.start() <= match.start():
            return match.group()
        is_german = paragraph.startswith("“", match.end()) and paragraph.rfind("„", 0, match.end()) > paragraph.rfind(
            "“", 0, match.end()
        )
        if is_german:
            return match.group()  # the mark closes what "„" opened
        before = paragraph[max(0, match.start() - 12) : match.start()]
        is_day = _DAY.search(before) and _GERMAN_MONTH.match(paragraph, match.end())
        if match.group() == "." and (is_day or _NO_END.search(before)):
            return match.group()
        if is_within_name(before + match.group(), paragraph[match.end() : match.end() + 12]):
            return match.group()
        if marks % 2 and match.group().endswith('"') and CLOSING_MARK.match(paragraph, match.end()):
            return match.group()[:-1] + '\n\n"'  # it opens the next sentence
        return match.group() + "\n\n"

    return _GLUED_HEADING.sub("\n\n", _GLUED.sub(separate, paragraph))
