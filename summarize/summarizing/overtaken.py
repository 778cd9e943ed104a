"""What opens an article and does not last: claims and accusations that the next sentences take back, false alarms, and
what was so before the news.

Input: an article's first sentences, and the one after them. Output: how many of them it takes back; whether it
overtakes what the one before tells, and tells that again. It knows French ones, and what a prosecution had asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import french
from ..text.dates import FRENCH_WEEKDAY
from ..text.words import content_stems, words_of

#: An accusation: what says that it came to nothing may stand some sentences later.
ACCUSED = re.compile(
    r"(?<!\w)(?:accus|soupçonn|suspect|poursuivi|mise?s? en (?:examen|cause)|plainte|condamn|jugé|interdi)",
    re.IGNORECASE,
)
#: What says so.
CLEARED = re.compile(rf"(?<![\w-])(?:{french.CLEARED})(?![\w-])", re.IGNORECASE)
#: What else a claim says of itself.
_CLAIMED = re.compile(
    rf"{ACCUSED.pattern}|(?<!\w)(?:selon|d['’]après|affirm|assur|préten|croi(?:t|ent) savoir|rumeur|publications?\b|"
    r"partag|circul|(?:aurai|serai)(?:en)?t\b|visée?s? par|arrêtée?s?\b|interpell|garde à vue|reconnu|avou)",
    re.IGNORECASE,
)
#: How a claim spread, in a sentence that does not repeat it: "La vidéo a été vue 800 000 fois."
_SPREAD = re.compile(
    r"(?![^.]*(?:[:«\"“]|\b(?:qu[e'’]|laquelle\b|selon\b|d['’]après\b|affirm(?!ation)|assur|préten|"
    r"(?:aurai|serai)(?:en)?t\b)))"
    r"[^.]*(?<!\w)(?:circul\w+|partag\w+|relayée?s?|reprise?s?|publiée?s?|postée?s?|diffusée?s?|virale?s?|"
    r"vues? (?:plus|près|des|\d))",
    re.IGNORECASE,
)
#: An answer to what was said last, or agreement.
_REPLY = re.compile(r"^[\"«“]|\b(?:répond|répli|rétor|vrai|exact)", re.IGNORECASE)
#: What takes back a claim or an accusation, in a sentence of any length: "Jeudi, il est revenu sur ses aveux." Alone, a
#: verb is in the present: "un vote contesté" denies nothing.
_TAKES_BACK = re.compile(
    rf"(?!(?:alors|bien) qu|si |quand |lorsqu).*?(?<!\w)(?:(?:a|ont) (?:\w+ )?(?:{french.DENIES})\b|"
    r"(?:dément|nie|conteste|réfute|récuse)(?:nt)?(?= (?:ces|cette|les (?:faits|accusations)|avoir|\w+ment)\b|"
    rf" ?[«\"“.])|{french.RETRACTS}|"
    r"(?:remise?s? en liberté(?! sous\b)|relâch(?:ée?|és)|hors de cause)\b|"
    r"port\w+ plainte\b[^.;:?!…]{0,60} (?:dénonciation calomnieuse|diffamation)|"
    r"n['’](?:existe|est visée?|y a)\b[^.;:?!…]{0,30} aucune (?:procédure|enquête|plainte)|"
    r"reconnu (?:\w+ )?avoir (?:menti|(?:tout )?inventé))",
    re.IGNORECASE,
)
#: Says that what an article began with was none: "Il s'agissait d'un exercice.", "L'animal était en réalité un chat."
_REVEALS = re.compile(
    r"(?:(?:il s['’]agissait|c['’]était|ce n['’]était(?! pas\b)|tout (?:cela )?était)\b[^.;:?!…]{0,40}?"
    r"\b(?:exercice(?! (?:difficile|délicat|périlleux|de style|d['’]équilib))|canular|simulation|mise en scène|"
    r"méprise)\b|"
    r"(?:l['’]|l[ea]s? |ce(?:tte|t|s)? )(?:animal|félin|fauve|panthère|serpent|requin|objet|engin|colis|sac|valise|"
    r"arme|bombe|grenade|obus|explosion|détonation|tir|coups? de feu|appel|alerte|photo|image|vidéo)\b[^,.;:?!…]{0,40} "
    r"(?:était|étaient) en (?:réalité|fait) |"
    r"[^.;:?!…]{0,60}\b(?:victimes? d['’]un|étai(?:t|ent)) [^.;:?!…]{0,30}\bcanular)",
    re.IGNORECASE,
)
#: Sentences, or what is one with them, up to one that takes them back, and up to a denial.
_MOST_OPENING, _MOST_DENIED = 4, 2
#: A clause that says no more than which one is meant.
_ASIDE = re.compile(r", (?:qui|dont|où)\b[^,]*,")
#: A verb that tells what was so before something else, but for whose word it is; the beginning of a clause that it may
#: be in; verbs that tell what is so, or will be.
_HAD = re.compile(
    r"(?<!\w)(?:avai(?:t|ent)|devai(?:t|ent)|s['’]étai(?:t|ent))"
    r"(?: (?:pas|déjà|été|pourtant|aussi|tous|donc|bien|eux|jamais|rien|plus|d['’]abord|\w+ment))*"
    r" (?!(?:plus|aussi|trois|quatre|lui|eux)\b)\w+(?:é|i|u|is|it|rt|us|er|ir|re)e?s?\b"
)
#: What somebody wanted or believed, which may come otherwise: "voulait fermer", "ont cru tenir", "risquait gros".
_HOPED = re.compile(
    r"(?<!\w)(?:(?:voul|espér|compt|pens|croy|souhait|projet|envisage|prévoy|risqu)ai(?:t|ent) "
    r"(?:(?:pourtant|bien|aussi|encore|d['’]abord|de|ne (?:pas|plus)|l[aeu]s?|gros) |d['’]|l['’]){0,3}"
    r"(?:\w+(?:er|ir|re)\b|(?<=gros )\w+)|"
    r"(?:a|ont) (?:(?:longtemps|bien|d['’]abord|un temps) )?(?:cru|pensé|espéré) (?:l[ae]s? |l['’])?\w+(?:er|ir|re)\b)"
)
_SAID = re.compile(rf"[,»\"”] avai(?:t|ent) (?:\w+ )?(?:{french.one_of(french.SAYING)})(?!\w)")
_CLAUSE = re.compile(r"\b(?:qu[ei]|dont|où|quand|lorsque|si)\b|\b(?:lorsqu|puisqu|qu|s)['’](?!étai)", re.IGNORECASE)
_HAS = re.compile(r"\b(?:a|ont|est|sont|va|vont)\b")
_WILL = re.compile(r"\b\w{2,}(?:era|eront|ra|ront)\b")
#: What a prosecution asked for, in other languages, and what the court did.
_DEMANDED = re.compile(
    r"(?=.*\b(?:pubblic[oa] ministero|pm|procura|accusa|om|openbaar ministerie|officier|fiscal(?:ía)?|"
    r"ministério público|staatsanwaltschaft)\b)[^.;:,]*\b"
    r"(?:avev(?:a|ano) chiesto|había (?:pedido|solicitado)|(?:pedía|solicitaba|pedia)|(?:tinha|havia) pedido|"
    r"hatte\b[^.;:,]* (?:gefordert|beantragt)|had(?:den)?\b[^.;:,]* (?:geëist|gevorderd)|eiste)\b[^;:]*\.$",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:assol[tv]\w+|prosciol\w+|condanna\w*|vrijgesproken|veroordeeld|absuel\w+|absolvi\w+|absolveu|condenad[oa]s?|"
    r"condenó|condenou|freigesprochen|verurteilt)\b",
    re.IGNORECASE,
)
#: Says that it is later: so that both are one, or so that `references` asks for the one before.
_TIME = (
    r"(?:quelques|plusieurs|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+) "
    r"(?:heures?|jours?|semaines?|mois|ans?)"
)
_AFTER = re.compile(rf"(?:{_TIME} après,|finalement\b|il n['’]en sera rien|changement de programme\b)", re.IGNORECASE)
_LATER = re.compile(rf"{_TIME} plus tard,", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:{FRENCH_WEEKDAY}|hier|aujourd['’]hui|finalement)\b", re.IGNORECASE)
#: Stems of a sentence that the one which overtakes it repeats, where it tells the matter by itself.
_RETOLD = 2


def count_taken_back(opening: Sequence[str], text: str, is_verdict: bool) -> int:
    """How many of the sentences that open an article, the last ones, the next one takes back: those from the first
    that is a claim on, or all where the others tell how it spread, or where they tell what never was; 0 where none."""
    if not 0 < len(opening) <= _MOST_OPENING:
        return 0
    claim = next((n for n, said in enumerate(opening) if _CLAIMED.search(said)), len(opening))
    if is_verdict:
        is_spread = any(map(_SPREAD.match, opening[1:]))
        return 0 if _REPLY.search(text) else len(opening) - (0 if is_spread else claim)
    if _REVEALS.match(text):
        return len(opening)
    return len(opening) if claim == 0 and len(opening) <= _MOST_DENIED and _TAKES_BACK.match(text) else 0


def clearing_of(told: Sequence[str], following: Sequence[str]) -> int | None:
    """The number of the first of the sentences that follow which says that an accusation among those told came to
    nothing; None where none near does, or it is told already."""
    if CLEARED.search(" ".join(told)) or not any(map(ACCUSED.search, told)):
        return None
    return next((n for n, text in enumerate(following[:_MOST_OPENING]) if CLEARED.search(text)), None)


def was_so(text: str) -> bool:
    """True for a sentence that tells only what was so before something else: "Le club avait accepté l'offre."."""
    bare = _ASIDE.sub(" ", text)
    had = _HOPED.search(bare) or _HAD.search(bare)
    if had is None:
        return False
    rest = bare[: had.start()] + bare[had.end() :]
    return not (_CLAUSE.search(bare, 0, had.start()) or _HAS.search(rest) or _WILL.search(bare) or _SAID.search(bare))


def came_of(before: str, text: str) -> bool:
    """True for a sentence that says what came of what the one before tells: "Six mois après, la ville y renonce."."""
    return _AFTER.match(text) is not None and was_so(before)


def is_overtaken(text: str, following: str) -> bool:
    """True for what was so before the news that the next sentence tells, with its day, or as later; of other languages,
    for what was demanded of a court before its verdict."""
    if _DEMANDED.match(text) and _JUDGED.search(following):
        return True
    day = _DAY.search(following) or (_HOPED.search(text) and _DAY.search(text))
    is_dated = _HAS.search(following) is not None and day is not None
    is_later = _LATER.match(following) is not None
    return (is_dated or is_later) and not following.startswith(("C'", "C’")) and was_so(text)


def tells_again(text: str, before: str) -> bool:
    """True for a sentence that repeats enough of the one it overtakes, or that one names nobody and nothing."""
    is_told = len(content_stems(before) & content_stems(text)) >= _RETOLD
    return is_told or not any(word[:1].isupper() for word in words_of(before)[1:])
