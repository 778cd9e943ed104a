"""What takes something of a whole French article back, or says that it is invented; short denials in other languages.

Input: a sentence. Output: whether it is a correction, the label of one alone, or what the article said first; whether
it denies the sentence before it.
"""

from __future__ import annotations

import re

from ..text.dates import WEEKDAYS

_WHEN = rf"(?:à|le|du|vers|ce|de)? ?(?:\d|{'|'.join(WEEKDAYS['fr'])}|matin|soir|midi)"
#: The label of what corrects the article, or is later than it. A score ("Correction : 3-0") is no correction.
_CORRECTION = re.compile(
    r"[\[(*]{0,2} ?(?:note ?: )?(?:"
    r"(?:rectificati(?:f|on)|correctif|errat(?:um|a)|droit de réponse|mea culpa|ndlr|note de la rédaction|"
    r"(?:cet )?article (?:a été )?(?:corrigé|modifié|mis à jour))\b[^:.!\]–—]{0,40}|"
    rf"(?:correction|précision|mise? à jour|màj|actualisé|corrigé|rectifié|modifié|edit|update)"
    rf"(?: de la rédaction|(?: \w+)?,? {_WHEN}[^:.!\]–—]{{0,40}})?) ?[:.!\])–—]+(?! ?\d+ ?[-–à] ?\d)"
    r"(?=(?P<says>\W+\w+\W+\w+\W+\w+)?)",
    re.IGNORECASE,
)
_OF_ARTICLE = r"(?:cet article|ce (?:texte|papier)|notre (?:article|journal|édition|papier|site))\b"
_VERSION = rf"une? (?:première |précédente |ancienne )?version (?:\w+ )?d[eu'’] ?{_OF_ARTICLE}"
_WROTE = r"(?:écri|indiqu|annon[cç]|publi|affirm)"
_INVENTED = re.compile(
    r"(?:^|[.!…] )[\[(]?(?:"
    r"poisson d['’]avril ?[!.]|vous y avez cru ?\?|la rédaction (?:précise|rectifie|s['’]excuse)\b|"
    rf"contrairement à ce qu(?:e nous (?:avi?ons )?(?:d['’]abord |initialement )?{_WROTE}|"
    rf"i (?:a été|était|avait été) {_WROTE}|i figurait (?:dans )?{_VERSION})|{_VERSION}|"
    rf"une erreur (?:[\w'’-]+ ){{1,3}}glissée [^.;?!…]{{0,40}}{_OF_ARTICLE}|"
    rf"(?:(?:suite|à la suite|en raison|du fait) (?:d['’]|à )une|par) erreur\b[^.;?!…]{{0,30}}, "
    rf"nous (?:avi?ons )?{_WROTE}|"
    rf"nous avi?ons {_WROTE}\w* (?:par erreur|à tort)\b|"
    r"1er avril oblige\b|"
    r"(?:[^.,;:?!…]{1,30}, )?(?:il s['’]agi(?:t|ssait)|c['’](?:est|était)|ceci|cela) [^.;?!…]{0,30}?poisson d['’]avril|"
    r"(?:il s['’]agi(?:t|ssait)|c['’](?:est|était)|cet article|ce texte|cette (?:histoire|annonce)|ceci|cela|"
    r"tout(?: cela| ceci| ça)?(?= (?:est|était))|vous l['’](?:avez|aurez|aviez)|heureusement, tout)\b[^.;?!…]{0,60}?"
    r"(?:poisson d['’]avril|\b(?:simulée?|inventée?|fictive?|fictif|imaginaire|parodique|satirique)\b))",
    re.IGNORECASE,
)
#: The mistake alone: "Une première version de cet article indiquait que trois personnes étaient mortes."
_SAID_FIRST = re.compile(
    rf"(?:(?:dans )?{_VERSION}|nous (?:avons|avions) (?:d['’]abord |initialement )?(?:écrit|indiqué|annoncé|publié))\b"
    r"(?![^.!?…]*\b(?:à tort|par erreur|erroné\w*|alors qu|en réalité|et non|au lieu)\b)[^.!?…]*[.…]$",
    re.IGNORECASE,
)
#: What goes on a sentence that says which mistake was made: "Elle est de 1,2 %."
_GOES_ON = re.compile(r"(?:Ils?|Elles?|Ce sont|En réalité|En fait)\b|C['’]est\b")
#: A short denial of the sentence before, or a verdict on it, by language; `denials` knows French ones.
_TAKES_BACK = {
    language: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for language, pattern in {
        "en": r"den(?:y|ies|ied)|acquitted|exonerated|not guilty|(?:was|were|been) (?:cleared|wrong)|false|faked?|hoax|"
        r"untrue|not true|\w+n['’]t true|(?:a|just) (?:joke|prank)|in error|by mistake|never happened|overturned|"
        r"(?:charges?|case|(?:law)?suit|complaint|indictment) [^,;:]{0,30}(?:dropped|dismissed|withdrawn)|"
        r"debunked|retracted|fabricated|doctored|satir(?:e|ical)|baseless|unfounded|no evidence|"
        r"(?:is|are) (?:\w+ )?alive",
        "es": r"fals[oa]s?|niegan?|negó|negaron|desm[ie]+nt\w+|absuelt[oa]s?|absolvió|montaje|bulo|mentira|por error|"
        r"broma|no es (?:cierto|verdad)",
        "it": r"fals[oaie]|nega(?:no|to)?|smenti\w+|assolt[oaie]|prosciolt[oaie]|bufala|scherzo|per errore|non è vero",
        "pt": r"fals[oa]s?|nega(?:m|ram)?|negou|desm[ei]nt\w+|absolvid[oa]s?|boato|mentira|por engano|não é verdade",
        "de": r"falsch|falschmeldung|bestreite[nt]|bestritt(?:en)?|dementier\w+|freigesprochen|nicht wahr|fälschung|"
        r"scherz|satire|irrtümlich|versehentlich|stimmt (?:aber |jedoch )?nicht",
        "nl": r"onjuist|niet waar|ontken\w+|vrijgesproken|nep(?:nieuws)?|grap|per ongeluk|vals",
    }.items()
}
#: Words of the longest such denial.
_MOST_DENIAL = 12


def is_correction(text: str) -> bool:
    """True for what corrects the article, or says that it is invented."""
    match = _CORRECTION.match(text)
    return (match is not None and match["says"] is not None) or _INVENTED.search(text) is not None


def is_label(text: str) -> bool:
    """True for the label of a correction alone: "[MàJ 18h30]"."""
    match = _CORRECTION.match(text)
    return match is not None and match.end() == len(text)


def is_what_was_said_first(text: str, following: str) -> bool:
    """True for what an article said first, which the sentence that follows puts right."""
    return _SAID_FIRST.match(text) is not None or (is_correction(text) and _GOES_ON.match(following) is not None)


def takes_back(text: str, language: str) -> bool:
    """True for a short sentence, of some other language than French, that denies the one before it or judges it."""
    pattern = _TAKES_BACK.get(language)
    return pattern is not None and len(text.split()) <= _MOST_DENIAL and pattern.search(text) is not None
