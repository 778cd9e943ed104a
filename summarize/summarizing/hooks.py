"""Lines that name a matter and tell nothing of it, before the sentence that does: "Vive émotion à Saint-Malo."

Input: a line. Output: whether it is one, and no summary of one sentence.
"""

from __future__ import annotations

import re

from ..text.quotations import QUOTED
from ..text.words import has_words
from .fragments import FORM_OF_VERB

#: Languages other than French and English in which a line of few words is one.
_LANGUAGES = frozenset("es de it pt nl".split())
#: What says that something is told, not what: "Vive émotion à Saint-Malo."
_HOOK = re.compile(
    r"(?:(?:vi(?:f|ve)s?|grande?|gros(?:se)?|nouve(?:au|lle)|terrible|véritable|énorme|forte|immense) )?"
    r"(?:émotion|émoi|coup d(?:e |['’])(?:théâtre|tonnerre|éclat|froid|massue)|rebondissement"
    r"|nuit d['’](?:angoisse|horreur)"
    r"|soulagement|drame|stupeur|stupéfaction|consternation|inquiétude|colère|effroi|panique|tragédie|tollé|séisme"
    r"|onde de choc|branle-bas de combat|polémique|surprise|scandale|frayeur|tristesse"
    r"|fumée blanche|clap de fin|nuit blanche)"
    # "Polémique après la mort de Nahel.", "Drame à Lyon, le maire recule." tell what happened.
    r"(?: (?:(?!(?:,|et) (?:l[ea]s?|une?|des|ils?|elles?|on) |, l['’]|"
    r"\b(?:où|qui|que|dont|après|contre|suite|depuis|avant|pour)\b|qu['’])[^:;?!]){1,100})?\.$",
    re.IGNORECASE,
)
#: The same with a verb: "La rumeur courait depuis une semaine.", "Le couperet est tombé."
_HOOK_WITH_VERB = re.compile(
    r"(?:l[ea]s? (?:rumeurs?|bruit) (?:cour|circul|enfl)ai(?:t|ent)|le couperet est (?:\w+ )?tombé|"
    r"c['’]est une (?:\w+ )?(?:affaire|histoire)(?: [\w-]+){0,2} qui (?:fait (?:grand|du) bruit|secoue|agite|émeut|"
    r"bouleverse|passionne|indigne)|"
    r"l['’](?:affaire|histoire) (?:a|avait) (?:\w+ )?(?:ému|bouleversé|secoué|choqué|indigné|fait (?:grand|du) bruit)|"
    r"(?![^.]*\baprès\b)[^.,:;?!]{3,80} (?:s['’]est réveillée?s? (?:dans l['’](?:émoi|effroi|horreur)|sous le choc)|"
    r"(?:est|sont) (?:\w+ )?(?:sous le choc|en émoi)))(?!\w)"
    r"(?:(?!(?:,|et) (?:l[ea]s?|une?|des|ils?|elles?|on) |, l['’]|\b(?:qu[ei]|dont)\b|qu['’])[^.:;?!]){0,100}\.$",
    re.IGNORECASE,
)
#: The same in other languages: "Se acabó la espera.", "Colpo di scena nel processo Ferri."
_FOREIGN_HOOK = re.compile(
    r"(?:se (?:acab|termin)ó (?:la espera|el misterio)|era cuestión de tiempo|(?:buen|mal)as noticias para"
    r"|(?:vuelco|giro (?:\w+ )?)en el caso|ya es oficial|acabou (?:a espera|o mistério)|era (?:uma )?questão de tempo"
    r"|(?:boas|más|boa|má) notícias? para|reviravolta n[oa]|podia ter sido uma tragédia|(?:buone|cattive) notizie per"
    r"|colpo di scena|paura (?:nella notte|a|in)|(?:un['’]altra|ennesima|nuova) tragedia|era nell['’]aria"
    r"|o pior foi evitado"
    r"|(?:gute|schlechte) nachrichten für|het hoge woord is eruit|(?:goed|slecht) nieuws voor)\b"
    r"(?:(?! (?:por|tras|após|per|dopo|nach|wegen|na|door) )[^.:;?!]){0,40}\.$",
    re.IGNORECASE,
)
#: "Camaïeu, c'est fini.": who or what the next sentence calls "l'enseigne".
_HOOK_WITH_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+, (?:c['’]est |le |la |l['’])[\w'’-]+\.$")
#: Words of a line that tells nothing in languages of which no more is known.
_FEW_WORDS = 4


def is_hook(text: str, language: str) -> bool:
    """True for a line that names a place or a matter, and tells nothing of it, and for somebody's words alone: the
    sentence behind it has the news."""
    if language == "fr":
        is_bare = _HOOK.match(text) is not None and not FORM_OF_VERB.search(text.lower())
        return is_bare or _HOOK_WITH_VERB.match(text) is not None
    is_short = not has_words(text, _FEW_WORDS) or not has_words(QUOTED.sub("", text), 1)
    return (is_short or _FOREIGN_HOOK.match(text) is not None) and language in _LANGUAGES


def is_hook_with_name(text: str) -> bool:
    """True for a line that tells nothing but who or what the next sentence is about."""
    return _HOOK_WITH_NAME.match(text) is not None
