"""Claims that stand with what is said of them: a verdict, a denial, whose word they are, or how far they hold.

Input: spans of an article's sentences. Output: the same with each claim in one span with the verdict ("C'est faux"),
the short denial ("Le club dément.") or the limit ("Du moins si …", "Fausse alerte.") that follows it, and each frame
("Nous sommes en 2050.") in one with what follows it; the text of a span.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..checking import word_list
from ..text import french
from ..text.numbers import FIGURES
from ..text.sentences import Sentence
from ..text.words import words_of

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
    r"il n['’]en est rien"
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
    r"(?:dit|disent|assure|affirme|jure|soutient|maintient)(?:nt)? (?:ne|n['’]\w+)|"
    r"(?:fait|fera|feront|interjet\w+) appel|pourvoi|pourvue?s? en cassation|susceptibles? d['’](?:un )?appel)"
    r"(?![\w-])",
    re.IGNORECASE,
)
#: Words of a denial that is bound; a longer one may stand by itself.
_MOST_DENIAL = 11
#: What points back at the sentence before as a whole: whose word it is, that it is no fact, on what it depends.
POINTS_BACK = re.compile(
    r"[^\w?]*(?:(?:mais|or|et|enfin|bref)[ ,]{1,2})?(?:"
    r"tel(?:le)?s? (?:est|était|sont|étaient|serait|semble|paraît)\b|"
    r"voi(?:là|ci) (?:du moins |en tout cas )?(?:ce qu|pour )|"
    r"du moins\b|en tout cas,? (?:c['’]|selon|d['’]après|à en croire|si )|à en croire\b|dixit\b|"
    r"(?:parole|foi) d[e'’]|"
    r"en (?:réalité|fait|vérité)\b|à vrai dire\b|(?:sauf|à ceci près|à cela près) qu|seulement si\b|"
    r"c['’]est (?:(?:en|du|tout|somme|moins|cas) ){0,3}ce qu(?:e|['’])|"
    r"(?:cette|ces) (?:rumeur|infox|intox|affirmation|allégation|assertion|hypothèse|thèse|promesse)s?\b|"
    r"fausse alerte\b|"
    r"(?:à|sous) (?:\w+ )?(?:conditions?|réserves?)\b|à moins (?:que|qu['’]|de |d['’])|pourvu qu|"
    r"une? (?:blague|plaisanterie|farce|canular|montage|rumeur|erreur|fiction)\b|"
    r"(?:ou|enfin,?) (?:presque|pas|plutôt)\b|peut-être(?= ?[.…!]|$)|"
    r"c['’](?:est|était) (?:là |du moins |en tout cas )?(?:l[ea] |l['’]|une? )"
    r"(?:version|thèse|théorie|hypothèse|scénario|blague|plaisanterie|farce|poisson|parodie|fiction|simulation|exercice|"
    r"promesse|conviction|accusation|rumeur|légende)|"
    r"il s['’]agi(?:t|ssait) (?:\w+ )?(?:en (?:fait|réalité) )?d['’]une? (?:\w+ )?"
    r"(?:blague|plaisanterie|farce|poisson|parodie|fiction|simulation|exercice|canular|montage|rumeur|erreur|"
    r"méprise|mise en scène)"
    r")",
    re.IGNORECASE,
)
#: A claim by its kind, of which the sentence tells what became of it.
_CLAIM = re.compile(
    r"(?:(?:ce(?:tte|t|s)?|l[ea]s?) |l['’])(?:affirmation|allégation|accusation|assertion|information|rumeur|thèse|"
    r"théorie|version|hypothèse|nouvelle|annonce)s?\b",
    re.IGNORECASE,
)
#: Words of the longest sentence that is bound so, and of one without a verb, whatever it says: "Raté."
_MOST_WORDS, _MOST_COMMENT = 30, 3
#: A form of a verb that no noun has too.
FORM_OF_VERB = re.compile(rf"(?<![\w-])(?:{french.one_of(french.VERBS)})(?![\w-])|\b\w+(?:aient|era|eront|rait)\b")
_SUBJECT = re.compile(r"(?:ils?|elles?|on|une?|l[ea]s?|d(?:u|es))\b|l['’]", re.IGNORECASE)
_STATED = re.compile(r"[.!…][ »\"”’)]*$")
#: What follows it, in another time or in a story.
_FRAME = re.compile(
    r"(?:imagin(?:ez|ons)\b|(?:nous sommes|on est|nous voi(?:là|ci)|bienvenue) en (?:l['’]an )?\d{4}\b|"
    r"il était une fois\b|supposons\b|admettons\b)[^;:]{0,60}[.!…]$",
    re.IGNORECASE,
)
#: What takes something of the whole article back, or is later than it.
CORRECTION = re.compile(
    r"[\[(*]{0,2} ?(?:(?:rectificatif|erratum|correction|note de la rédaction|précision)(?: de la rédaction)? ?[:!.–—]|"
    r"(?:mise? à jour|màj|(?:cet )?article (?:a été )?(?:corrigé|modifié|mis à jour))\b[^:.!–—]{0,40}[:.!–—]|"
    r"poisson d['’]avril ?[!.])",
    re.IGNORECASE,
)
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
        elif bound and (_FRAME.match(sentences[bound[-1][1]].text) or _is_place(bound, sentences)):
            first = bound.pop()[0]
        bound.append((first, last))
    return bound


def _claims_before(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence], number: int) -> int:
    """How many spans before a sentence it judges or denies. A question claims nothing, and a title is not denied: it
    is no statement of anybody's."""
    text = sentences[number].text
    if not bound or sentences[bound[-1][1]].text.rstrip(' »"”').endswith("?"):
        return 0
    if not _VERDICT.match(text):
        return int(bool(FINAL.search(sentences[bound[-1][1]].text)) and _is_said_of(text))
    if not (several := _ON_SEVERAL.match(text)):
        return 1
    counted = FIGURES.get((several[1] or "").lower(), several[1] or "")
    if counted.isdecimal():
        return min(int(counted), len(bound))
    paragraph = sentences[bound[-1][0]].paragraph
    return sum(sentences[first].paragraph == paragraph for first, _ in bound[-MOST_MERGED:])


def _is_said_of(text: str) -> bool:
    """True for a sentence that denies, limits or comments the one before it."""
    words = text.split()
    if len(words) > _MOST_WORDS or not _STATED.search(text) or CORRECTION.match(text):
        return False
    if len(words) <= _MOST_DENIAL and _DENIAL.search(text):
        return True
    if POINTS_BACK.match(text) or (_CLAIM.match(text) and _DENIAL.search(text)):
        return True
    is_plain = (
        not _SUBJECT.match(text)
        and not any(word[:1].isupper() for word in words[1:])
        and not any(c.isdigit() for c in text)
    )
    return len(words) <= _MOST_COMMENT and is_plain and not FORM_OF_VERB.search(text.lower())


def _is_place(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> bool:
    """True where nothing stands before a sentence but where it happened: "Brest."."""
    if bound[-1] != (0, 0):
        return False
    words = words_of(sentences[0].text)
    if len(words) > _MOST_COMMENT or not FINAL.search(sentences[0].text):
        return False
    known = word_list("fr")  # loaded only for so short a sentence
    return known is not None and all(word[:1].isupper() and word.lower() not in known.words for word in words)
