"""What a Spanish, German, Italian, Portuguese or Dutch sentence begins with that goes on what stands before it.

Input: a sentence, the text before it, the article. Output: True or False. Pronouns, demonstratives, adverbs and a
person of whom nothing more is said ("Der Mann sitzt in Haft.") at the head of a sentence alone are looked at, not what
stands inside it; a demonstrative of a day or time ("este martes") points at nothing.
"""

from __future__ import annotations

import re

from ..text.document import Document
from ..text.quotations import HEAD
from ..text.words import has_stem, words_of
from .english import above

_TIMES_ES = (
    r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|mes|año|mañana|tarde|noche|madrugada|mediodía"
    r"|jornada|fin|verano|otoño|invierno|primavera|temporada|lunes|\d)"
)
_TIMES_IT = (
    r"(?:luned|marted|mercoled|gioved|venerd|sabato|domenica|settimana|mese|anno|mattina|pomeriggio|sera|notte|fine"
    r"|estate|autunno|inverno|primavera|stagione)"
)
_TIMES_PT = (
    r"(?:segunda|terça|quarta|quinta|sexta|sábado|domingo|semana|mês|ano|manhã|tarde|noite|madrugada|fim|final|verão"
    r"|outono|inverno|primavera|temporada|\d)"
)
_TIMES_DE = (
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Woche|Monat|Jahr|Tage|Sommer|Herbst|Winter)"
)
_TIMES_NL = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|week|maand|jaar|zomer|herfst|winter|lente)"
#: Behind the adjective of "El presunto agresor, de 45 años, …": a noun that nothing but a verb or an age follows.
_ACTS = r"(?= \w+(?:,(?! (?-i:[A-ZÀ-Þ]))| (?:{})\b))"
_OPENERS = {
    "es": (
        rf"(?:(?:en|ante|por|con|de|a|tras|desde|según|para|sobre|durante|frente a|bajo) )?"
        rf"(?:(?:est[eao]s?|es[eao]s?|aquel(?:l[ao]s?)?)(?! {_TIMES_ES})|dich[ao]s?|él|ell[ao]s?|ello|lo anterior)|sus?"
        r"|buen[oa]s (?:días|tardes|noches)(?!, [^.]*:)|hola"
        r"|sin embargo|no obstante|además|asimismo|también|igualmente|por (?:otro lado|otra parte|su parte)|pero|y|así"
        r"|por (?:lo )?tanto|entonces|allí|mientras tanto|de hecho|al respecto|(?:el|la|l[oa]s) otr[oa]s?|amb[oa]s"
        rf"|(?:el|la|l[oa]s) (?:presunt|supuest)[oa]s?{_ACTS.format('se|ha|han|fue|fueron|está|están')}"
    ),
    "it": (
        rf"(?:(?:in|a|di|da|con|per|su|tra|fra|dopo|secondo) )?(?:(?:quest[oaie]|quel(?:l[oaie])?|quei)(?! {_TIMES_IT})"
        r"|egli|lui|lei|loro|ess[oaie])|buongiorno|buonasera|(?:(?:il|la|i|le) )?(?:suo|sua|suoi|sue|loro)|tuttavia"
        r"|inoltre|però|ma|e|ed"
        r"|anche|così|quindi|dunque|infatti|invece|intanto|nel frattempo|poi|allora|lì|entramb[ie]|gli altri|le altre"
        rf"|(?:il|la|i|le) presunt[oaie]{_ACTS.format('è|ha|hanno|sono|si|era')}"
    ),
    "pt": (
        rf"(?:(?:com|por|para|após|segundo|sobre|a|n|d) ?)?(?:(?:est[ea]s?|ess[ea]s?|aquel[ea]s?)(?! {_TIMES_PT})"
        r"|isso|isto|el[ea]s?)|bom dia|boa (?:tarde|noite)"
        r"|diante disso|(?:[oa]s? )?(?:seus?|suas?)|no entanto|porém|contudo|todavia|além disso"
        r"|também|mas|e|assim|então|enquanto isso|amb[oa]s|[oa]s outr[oa]s|por (?:sua vez|outro lado)"
        rf"|[oa]s? (?:supost|presumíve?l?|alegad)[oa]?s?{_ACTS.format('se|foi|foram|está|tem|era')}"
    ),
    "de": (
        rf"(?:(?:in|an|auf|mit|bei|nach|von|zu|aus|für|durch|gegen|über|unter) )?(?:diese[rsmn]?|dies|jene[rsmn]?"
        rf"|solche[rsmn]?)(?! (?:\w+ )?{_TIMES_DE})|er|sie|ihre?[rsmn]?|seine?[rsmn]?|letztere[rsmn]?|beide"
        r"|da(?:bei|zu|für|gegen|mit|her|von|ran|rauf|raus|rin|rüber|runter|durch|nach|raufhin)|darum|deshalb|deswegen"
        r"|dort|dann|denn|doch|aber|jedoch|zudem|au(?:ß|ss)erdem|ferner|allerdings|trotzdem|dennoch|hingegen"
        r"|andererseits|ebenso|auch|so|also|somit|konkret|hinzu kommt|hier(?:für|zu|bei|mit)|währenddessen|stattdessen"
        r"|und|oder|guten (?:morgen|tag|abend)|hallo|hier ist das"
        rf"|(?:der|die) mutmaßlichen?{_ACTS.format('wurden?|ist|sind|war|waren|hat|haben|sitzt|soll')}"
    ),
    "nl": (
        rf"(?:dit|deze|dat|die)(?! {_TIMES_NL})|hij|zij|ze|zijn|haar|hun|daar(?:om|bij|naast|na|door|mee|van|toe)?|toch"
        r"|maar|ook|echter|goede(?:morgen|middag|navond)|bovendien|vervolgens|en|beide"
        rf"|de vermoedelijke{_ACTS.format('is|zijn|werd|werden|heeft|hebben|was|zit')}"
    ),
}
#: Who acts in an article that said before who that is, and what stands behind it where the sentence says nothing more:
#: an age, or a verb by its form.
_SOMEBODY = {
    "es": (
        r"(?:el|la|l[oa]s) (?:hombre|mujer|joven|jóvene|niñ[oa]|menor|agresor|conductor|autor|víctima|detenid[oa]|"
        r"arrestad[oa]|acusad[oa]|sospechos[oa]|fallecid[oa]|herid[oa])(?:e?s)?",
        r"no|se|ya|es|era|está|tiene|ha|han|fue|fueron|quiso|murió|permanece|sigue|[a-zà-ÿ]+(?:ó|aba|ía|[aí]an|aron|ieron)",
    ),
    "it": (
        r"(?:(?:il|la|i|le|gli) |l['’])(?:uomo|uomini|donn[ae]|giovan[ei]|ragazz[oaie]|vittim[ae]|aggressor[ei]|"
        r"conducent[ei]|arrestat[oaie]|indagat[oaie]|accusat[oaie]|sospettat[oaie]|ferit[oaie])",
        r"non|si|è|era|sono|erano|ha|hanno|aveva|sarebbe|avrebbe|resta|rischia|deve|[a-zà-ÿ]+[aei]va(?:no)?",
    ),
    "pt": (
        r"[oa]s? (?:homem|homens|mulher(?:es)?|jovem|jovens|menin[oa]|vítimas?|agressor|motorista|suspeit[oa]|"
        r"acusad[oa]|detid[oa]|pres[oa]|ferid[oa])s?",
        r"não|se|já|é|era|está|tem|tinha|foi|foram|vai|segue|morreu|[a-zà-ÿ]+(?:ou|ava|avam|iu|eu|ia|iam|aram)",
    ),
    "de": (
        r"(?:der|die|das) (?:mann|männer|frau|frauen|junge|mädchen|paar|fahrer(?:in)?|täter(?:in)?|opfer|"
        r"(?:tat)?verdächtigen?|angeklagten?|beschuldigten?|festgenommenen?|verletzten?|\d+-jährigen?)",
        r"ist|sind|war|waren|wird|wurden?|hat|haben|hatten?|soll|sollen|muss|sitzt|liegt|kam|starb|stand|[a-zà-ÿ]+ten?",
    ),
    "nl": (
        r"(?:de|het) (?:man|mannen|vrouw|vrouwen|jongen|meisje|bestuurder|dader|verdachten?|slachtoffers?|\d+-jarige)",
        r"is|zijn|was|waren|werd|werden|wordt|heeft|hebben|had|hadden|zit|ligt|moet|kwam|kon|overleed|[a-zà-ÿ]+[dt]e",
    ),
}
#: Words of a title that may say of whom a first sentence speaks.
_LEAST_TITLE = 4
_HEADS = {language: re.compile(rf"(?:{pattern})(?![\w’'-])", re.IGNORECASE) for language, pattern in _OPENERS.items()}
_PEOPLE = {
    language: re.compile(rf"{somebody}(?=, (?:d[ei] )?\d| (?-i:{does})\b)", re.IGNORECASE)
    for language, (somebody, does) in _SOMEBODY.items()
}


def goes_on(sentence: str, before: str, article: Document) -> bool:
    """True where a sentence begins with what refers to a sentence before it, or with somebody whom the text `before`
    does not name so, where it is not the article's first, below no title that may name them; False in languages without
    a pattern."""
    if article.language not in _HEADS:
        return False
    lines, inside = above(sentence, article)
    is_first = lines is not None and not inside and all(len(line.split()) < _LEAST_TITLE for line in lines)
    somebody = None if is_first else _PEOPLE[article.language].match(sentence)
    is_unnamed = somebody is not None and not has_stem(words_of(somebody.group())[-1], before)
    return is_unnamed or _HEADS[article.language].match(HEAD.sub("", sentence)) is not None
