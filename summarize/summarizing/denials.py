"""Claims that stand with what is said of them: the verdict of a fact check, or a denial.

Input: spans of an article's sentences. Output: the same with each claim in one span with the verdict ("C'est faux") or
the short denial ("Le club dément.") that follows it; the text of a span.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..text.numbers import FIGURES
from ..text.sentences import Sentence

#: Sentences that are merged into one unit.
MOST_MERGED = 8
#: Says whether the sentence before is true, or who claims it.
_VERDICT = re.compile(
    r"[^\w?]*(?:(?:or|mais|pourtant|sauf que|en fait|en réalité|verdict|réponse)\b[ ,:]{1,3})?(?:"
    r"(?:(?:c['’]est |encore |en partie |tout |plutôt |totalement |complètement |entièrement |archi-?)?"
    r"(?:faux|vrai|non|inexact|exact|erroné|trompeur|mensonger|infondé|intox|infox|mensonge|fake)"
    r"(?= ?[,.;:!»\"”–—-]| et\b| ?$))|"
    r"(?:c['’]est|ce n['’]est|(?:ce(?:la|ci|s|tte|t)?|ça|l['’]|la|le|les|toute?s?|rien)\b[^.;:]{0,60}?\b(?:est|sont))\b"
    r"[^.,;:]{0,30}\b(?:faux|fausses?|vraie?s?|inexacte?s?|erronée?s?|infondée?s?|mensong\w+|trompeu\w+|intox|infox|"
    r"rumeurs?|canulars?|hoax|montages?|fake|sans fondement|légendes?)\b|"
    r"(?:cette|ces?|la|les?) (?:images?|photos?|clichés?|vidéos?) (?:n['’](?:a|ont) rien à voir|date|datent)\b|"
    r"une? \w+ (?:fausse|inexacte|erronée|infondée|mensongère|trompeuse)\b|"
    r"il n['’]en est rien|c['’]est (?:(?:en|du|tout|somme|moins|cas) ){0,3}ce qu(?:e|['’])"
    r")",
    re.IGNORECASE,
)
#: A verdict on several claims, with their number where it is told.
_ON_SEVERAL = re.compile(
    r"[^\w?]*(?:toutes |tous )?(?:ces|les|tout)\b(?! (?:images|photos|clichés|vidéos)\b)(?: ([\w-]+))?", re.IGNORECASE
)
#: A short sentence that denies the one before.
_DENIAL = re.compile(
    r"(?<![\w-])(?:nie(?:nt)?|niait|niaient|nié|dément\w*|contest\w+|réfut\w+|récus\w+|innocence|innocente?s?|"
    r"non coupables?|rejet\w+ (?:ces|ses|les|toute?s?|cette|l['’]accusation|en bloc)|"
    r"(?:dit|disent|assure|affirme|jure|soutient|maintient)(?:nt)? (?:ne|n['’]\w+))(?![\w-])",
    re.IGNORECASE,
)
#: Words of a denial that is bound; a longer one may stand by itself.
_MOST_DENIAL = 11
#: A final mark, and no title before a name.
FINAL = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)[.!?…。！？।؟۔][\"”“»«’')」』\s]*$")


def text_of(own: Sequence[Sentence]) -> str:
    """Some sentences in a row; a line without a final mark gets one before the verdict on it."""
    text = own[0].text
    for before, after in pairwise(own):
        is_line = before.paragraph != after.paragraph and before.text[-1:].isalnum() and _VERDICT.match(after.text)
        text += f"{'.' if is_line else ''} {after.text}"
    return text


def with_verdicts(
    spans: Sequence[tuple[int, int]], sentences: Sequence[Sentence], whole: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Spans in which a claim is one with the verdict or the short denial that follows it, but for what is `whole`."""
    bound: list[tuple[int, int]] = []
    for first, last in spans:
        if first not in whole and (count := _claims_before(bound, sentences, first)):
            first = bound[-count][0]
            del bound[-count:]
        bound.append((first, last))
    return bound


def _claims_before(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence], number: int) -> int:
    """How many spans before a sentence it judges or denies. A question claims nothing, and a title is not denied: it
    is no statement of anybody's."""
    text = sentences[number].text
    if not bound or sentences[bound[-1][1]].text.rstrip(' »"”').endswith("?"):
        return 0
    if not _VERDICT.match(text):
        is_denial = len(text.split()) <= _MOST_DENIAL and _DENIAL.search(text)
        return int(bool(is_denial and FINAL.search(sentences[bound[-1][1]].text)))
    if not (several := _ON_SEVERAL.match(text)):
        return 1
    counted = FIGURES.get((several[1] or "").lower(), several[1] or "")
    if counted.isdecimal():
        return min(int(counted), len(bound))
    paragraph = sentences[bound[-1][0]].paragraph
    return sum(sentences[first].paragraph == paragraph for first, _ in bound[-MOST_MERGED:])
