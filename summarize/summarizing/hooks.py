"""Lines that name a matter and tell nothing of it, before the sentence that does: "Vive émotion à Saint-Malo."

Input: a line, with its article for a teaser. Output: whether it is one, and no summary of one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..text.document import Document
from ..text.quotations import QUOTED
from ..text.words import content_stems, has_words, words_of
from .fragments import FORM_OF_VERB
from .units import Unit, news_of

#: Languages other than French and English in which a line of few words is one.
_LANGUAGES = frozenset("es de it pt nl".split())
#: What says that something is told, not what: "Vive émotion à Saint-Malo."
_HOOK = re.compile(
    r"(?:(?:vi(?:f|ve)s?|grande?|gros(?:se)?|nouve(?:au|lle)|terrible|véritable|énorme|forte|immense) )?"
    r"(?:émotion|émoi|coup d(?:e |['’])(?:théâtre|tonnerre|éclat|froid|massue|arrêt)|rebondissement"
    r"|nuit d['’](?:angoisse|horreur)"
    r"|soulagement|drame|stupeur|stupéfaction|consternation|inquiétude|colère|effroi|panique|tragédie|tollé|séisme"
    r"|onde de choc|branle-bas de combat|polémique|surprise|scandale|frayeur|tristesse"
    r"|fumée blanche|fin de règne|clap de fin|bras de fer|nuit blanche)"
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
    r"|(?:gute|schlechte) nachrichten für|het hoge woord is eruit|(?:goed|slecht) nieuws voor)\b"
    r"(?:(?! (?:por|tras|após|per|dopo|nach|wegen|na|door) )[^.:;?!]){0,40}\.$",
    re.IGNORECASE,
)
#: "Camaïeu, c'est fini.": who or what the next sentence calls "l'enseigne".
_HOOK_WITH_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+, (?:c['’]est |le |la |l['’])[\w'’-]+\.$")
#: Words of a line that tells nothing in languages of which no more is known.
_FEW_WORDS = 4
#: Words of the longest teaser and of the shortest sentence with its news; letters of a stem that may be no noun's.
_MOST_TEASER, _LEAST_NEWS, _SHORT_STEM = 9, 15, 3


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


def says_nothing(
    unit: Unit,
    units: Sequence[Unit],
    article: Document,
    fault_of: Callable[[Unit, Sequence[Unit], Document], str | None],
) -> bool:
    """True for a hook; and for a few words, of another language than French, that say nothing of the news, before a
    long sentence of their paragraph that does and stands by itself: "O pior foi evitado. Um incêndio destruiu …".

    Args:
        unit: the line.
        units: of the article.
        article: where they stand.
        fault_of: why a unit cannot open a summary, before others; see `extract.opening_fault`.
    """
    if is_hook(unit.text, article.language):
        return True
    number, news = units.index(unit) + 1, news_of(units)
    if article.language == "fr" or unit.words > _MOST_TEASER or number == len(units):
        return False
    following = units[number]
    if "\n" in article.text[unit.start : following.start] or following.words < _LEAST_NEWS:
        return False
    names = content_stems(" ".join(word for word in words_of(unit.text) if word[:1].isupper()))
    if any(len(stem) > _SHORT_STEM or stem in names for stem in content_stems(unit.text) & news):
        return False
    is_told = len(content_stems(following.text) & news) > 1
    return is_told and fault_of(following, units[number + 1 : number + 4], article) is None
