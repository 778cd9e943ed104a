"""What a French noun with "le", "la" or "les" means: something that the sentence makes clear, or that was told before.

Input: a sentence, its first letter small, and the text before it. Output: True where it means what is told nowhere.
"""

from __future__ import annotations

import re

from ..text import french
from ..text.dates import FRENCH_WEEKDAY
from ..text.words import has_stem

_NOUN = re.compile(
    r"(?:^|, |: |\b(?:que|où|quand|lorsque|mais|et) )(?:(?:le|la|les) |l')"
    r"(?:deux |trois |quatre |cinq |jeunes? |petite? |même )*"
    rf"(?P<noun>{french.one_of(french.ANAPHORIC)})(?![\w'-])(?P<rest>.*)"
)
_BARE_SUBJECT = re.compile(
    rf"(?:(?:le|la|les) |l')(?P<noun>[^\W\d_]+)(?:,| (?:{french.one_of(french.FINITE)})(?![\w'-]))"
)
#: What a sentence that says where and on which day it happened tells of by itself.
_EVENT = re.compile(r"(?:accident|attaque|collision|crash|explosion|fusillade|incendie|feu|incident|agression)\b")
_WHERE = re.compile(r"(?<![\w'-])(?:à|aux?|en|dans|sur|près d[eu']|entre) ?(?:\w+ ){0,4}(?:la |les? |l')?[A-ZÀ-Þ]\w")
WHEN = re.compile(rf"(?<![\w'-])(?:{FRENCH_WEEKDAY}|hier|le \d+|ce (?:matin|soir)|dans la nuit de)(?![\w'-])")
_FINITE = rf"(?:{french.one_of(french.FINITE)})\b"
#: A word behind a noun; what was or is done there makes nothing clear.
_WORD = (
    rf"(?!{_FINITE}|\w+ai(?:t|ent)\b|(?:remont|dat|encour|risqu|résid|habit)(?:e|ent|t)\b|(?:et|ou|y)\b)"
    r"[^\W\d_]+(?:-\w+)?"
)
#: "interpellé", "mis en cause", "portée disparue"
_DONE = (
    rf"(?!(?:{french.one_of(french.VERBS)}|âgée?s?)\b)(?:[^\W\d_]{{2,}}(?:[éiu]|mis|pris|mort)|mis|pris|mort)e?s?"
    r"(?: (?:en \w+|morte?s?|disparue?s?|vivante?s?))?"
)
#: What follows a noun that is made clear by it.
_CLEAR = re.compile(
    rf"(?: d'[ÉE]tat)?(?: {_WORD}(?: (?:{FRENCH_WEEKDAY}|hier))?)? "
    r"(?:de|du|des|à|au|aux|qui|que|dont|où|en|sur|contre|pour|entre)(?!\w)|"
    r" (?:qu'|d'(?:une? (?!\w+aine\b)|[A-ZÀ-Þ](?!tat\b)|\w+er\b|\w+ (?:à|aux?|contre|entre)\b))|(?<=nombre) d'|"
    rf" (?:{_DONE} d'(?:avoir|être)\b|(?:accus|soupçonn|suspect|inculp)\w+ d')|"
    rf" {_DONE} (?:après|comme|dans|depuis|lors|chez|à|aux?|en|pour|de|du)\b|"
    r"(?:, une?| \w{2,}ant (?:l[ea]s?|des|une?)) [^A-ZÀ-Þ]*[A-ZÀ-Þ]|"
    r" ?[\"«(]? ?[A-ZÀ-Þ\d]|"
    rf" [^\W\d_]+(?:-\w+)? [A-ZÀ-Þ]| {_WORD} {_WORD} (?:[A-ZÀ-Þ][\w'-]* ){{1,3}}{_FINITE}|"
    # A work or a group by its name: 'Le film "…" de', 'l'association "…" a', 'le groupe baptisé "…"'.
    rf" (?:{_WORD} )?\"…\" (?:d[eu]\b|d'|{_FINITE})| [^\W\d_]{{2,}}ée?s? \"…\""
)
_NUMBERS = {
    "deux": r"deux|2|duos?|couples?|paire|binôme", "trois": r"trois|3|trios?", "quatre": "quatre|4", "cinq": "cinq|5",
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<![\w'-])(?:les|des|aux) (deux|trois|quatre|cinq) (?:jeunes |autres |petits |petites )?"
    r"(?:hommes?|femmes?|individus|suspects?|victimes|frères|sœurs|accusés|accusées|agresseurs|garçons|filles|"
    r"policiers|gendarmes|militaires|enfants|adolescents|adolescentes|personnes|prévenus|mis en cause|présidents|"
    r"dirigeants|chefs|ministres|élus|députés|candidats|camps|équipes|clubs|groupes|pays|partis|véhicules|voitures)(?![\w-])"
)
_WHICH = re.compile(r" (?:d'|qu'|(?:de|du|des|qui|que|dont|où|ayant|les plus|mis en|\w+ées?|\w+és)\b)")


def is_unknown(lower: str, before: str) -> bool:
    """True for "la victime" of nothing told, and for a subject like "Le pont" of which the text before, where there is
    one, says nothing."""
    for match in _NOUN.finditer(lower):
        rest = match["rest"]
        if _CLEAR.match(lower, match.end("noun")):
            continue
        earlier = lower[: match.start()]
        if has_stem(match["noun"], before + " " + earlier) or re.search(r"[A-ZÀ-Þ]\w", earlier[1:]):
            continue
        if not before and _EVENT.match(match["noun"]) and _WHERE.search(rest) and WHEN.search(rest):
            continue
        if re.search(r"(?<![\w'-])(?:une?|deux|trois|quatre|cinq|plusieurs|\d+) \w", earlier):
            continue
        return True
    subject = _BARE_SUBJECT.match(lower) if before else None
    return bool(subject and subject["noun"] not in french.UNIQUE and not has_stem(subject["noun"], before))


def opens_clear(subject: str) -> bool:
    """False for a text that begins with a noun that nothing behind it makes clear."""
    noun = _NOUN.match(subject)
    return noun is None or _CLEAR.match(subject, noun.end("noun")) is not None


def is_uncounted(lower: str, before: str) -> bool:
    """True for "les deux femmes" where no two were counted or named."""
    for match in _COUNTED.finditer(lower):
        earlier = f"{before} {lower[: match.start()]}"
        is_clear = _WHICH.match(lower, match.end())
        is_named = re.search(r"(?<![\w'-])(?:et|ainsi que)(?![\w'-])", earlier)
        if not (is_clear or is_named or re.search(rf"\b(?:{_NUMBERS[match[1]]})\b", earlier, re.IGNORECASE)):
            return True
    return False
