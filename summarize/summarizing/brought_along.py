"""Which unit is shown before the one behind it, which needs it; what begins a unit that the one before it needs.

Input: units of an article, one with its fault. Output: True where both are shown, or where one is denied below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text.document import Document
from .denied import denies_or_judges
from .dialogues import speaks_of_quotation
from .hooks import is_hook_with_name
from .overtaken import is_overtaken, tells_again
from .references import RULED, dangling
from .under_title import names_for, shown
from .units import Unit, names_something

#: Brings somebody or something up that a sentence may then call "cet animal": "Un ver des abysses survit sans manger".
_BRINGS_UP = re.compile(r"(?:Une?|Des) ")
#: Words that open what takes back, in part, the sentence before, or says whose word it is.
OTHER_HALF = (
    "Mais ", "Or ", "Or, ", "Toutefois", "Cependant", "Pourtant", "En revanche", "Néanmoins", "Et pourtant",
    "C'est ce qu", "C'est en somme ce qu", "C'est du moins ce qu", "C'est en tout cas ce qu",
    "But ", "However", "Yet ", "Aber ", "Doch ", "Allerdings", "Jedoch", "Pero ", "Sin embargo", "No obstante", "Ma ",
    "Però", "Tuttavia", "Mas ", "Porém", "No entanto", "Maar ", "Echter",
)  # fmt: skip
#: Units behind a long one in which its denial may stand.
_NEAR = 3
_ASKS_WHO = re.compile(r"(?:^|: )(?:Qui|[Qq]ui (?:est|sont)|Quel(?:le)?s?|Lequel|Laquelle|Combien)\b[^?]*\?")


def stands_before(before: Unit, fault: str | None, unit: Unit, article: Document) -> bool:
    """True where a unit that refers to nothing is shown with the one before it all the same: a line that names what it
    is about, a quotation that it speaks of, a title that asks and alone has the name of what it tells of, or a clear
    sentence that it overtakes and does not tell again."""
    if fault == "teaser":
        return is_hook_with_name(before.text)
    if fault == "quotation":
        return speaks_of_quotation(unit.text)
    if fault == "background":
        is_told = not is_overtaken(before.text, unit.text) or tells_again(unit.text, before.text)
        return not is_told and dangling(shown(before, article), "", article, follows=False) is None
    is_title = fault == "question" and before.first == 0 and not _ASKS_WHO.search(before.text)
    return is_title and names_for(before.text, unit.text)


def brings_along(unit: Unit, before: Unit, is_title: bool, article: Document, title: Unit | None = None) -> bool:
    """True where a unit that refers to something finds it in the one before it, which stands by itself, or of
    which the `title` right above it has the noun.

    A title names people and things for pronouns and nouns, though not surely where no more than the first words of a
    sentence are looked at; a question that asks who names nobody.
    """
    if is_title:
        is_named = names_something(before.text) or ":" in before.text or _BRINGS_UP.match(before.text) is not None
        stands = is_named or article.language not in RULED
    else:
        refers = dangling(before.text, "", article, follows=False)
        if refers == "noun" and title:
            refers = dangling(before.text, title.text, article, follows=True, is_title=True)
        stands = not _ASKS_WHO.search(before.text) and refers is None
    missing = dangling(shown(unit, article), before.text, article, follows=True, is_title=is_title)
    return stands and missing is None


def is_denied(unit: Unit, units: Sequence[Unit], language: str) -> bool:
    """True where one of the next units denies what a unit tells: a long one would take its place."""
    start = units.index(unit) + 1
    return any(denies_or_judges(own.text, language) for own in units[start : start + _NEAR])
