"""What a Spanish, German, Italian, Portuguese or Dutch sentence points at that stands before it; what a sentence, of
these or French or English, points at that stands beside it on its page, or announces below it.

Input: a sentence, the text before it, the article. Output: True or False. Looked at are pronouns, demonstratives,
adverbs and a person of whom nothing more is said ("Der Mann sitzt in Haft.") at the head of a sentence; further inside
all but Dutch ones, in their first clause, demonstratives; in German ones a pronoun behind a short phrase ("Am Montag
wollte er"). What stands further on may point at what the sentence itself says. A demonstrative of a day or time ("este
martes") points at nothing. Links inside ("hingegen", "invece") are not looked at: they often tell the other side.
"""

from __future__ import annotations

import re

from ..text.document import Document
from ..text.quotations import HEAD, without_speech
from ..text.words import content_stems, has_stem, words_of
from .denied import denies_or_judges
from .english import above

_TIMES_ES = (
    r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|mes|año|mañana|tarde|noche|madrugada|mediodía|medianoche|hora"
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
        r"|(?:por )?todo (?:eso|esto|ello)"
        r"|buen[oa]s (?:días|tardes|noches)(?!, [^.]*:)|hola"
        r"|sin embargo|no obstante|además|asimismo|también|igualmente|por (?:otro lado|otra parte|su parte)|pero|y|así"
        r"|por (?:lo )?tanto|entonces|allí|mientras tanto|de hecho|al respecto|(?:el|la|l[oa]s) otr[oa]s?|amb[oa]s"
        rf"|(?:el|la|l[oa]s) (?:presunt|supuest)[oa]s?{_ACTS.format('se|ha|han|fue|fueron|está|están')}"
    ),
    "it": (
        rf"(?:(?:in|a|di|da|con|per|su|tra|fra|dopo|secondo) )?(?:(?:quest[oaie]|quel(?:l[oaie])?|quei)(?! {_TIMES_IT})"
        r"|egli|lui|lei|loro|ess[oaie])"
        rf"|(?:(?:(?:niente|nulla) di|tra|con|per|di) )?(?:tutto (?:questo(?! {_TIMES_IT})|ciò)|ciò(?! che))"
        r"|(?:nessun[oa]|alcun[ei]|molt[ei]|uno|una) di loro|buongiorno|buonasera"
        r"|(?:(?:il|la|i|le) )?(?:suo|sua|suoi|sue|loro)|tuttavia"
        r"|inoltre|però|ma|e|ed"
        r"|anche|così|quindi|dunque|infatti|invece|intanto|nel frattempo|poi|allora|lì|entramb[ie]|gli altri|le altre"
        rf"|(?:il|la|i|le) presunt[oaie]{_ACTS.format('è|ha|hanno|sono|si|era')}"
    ),
    "pt": (
        rf"(?:(?:com|por|para|após|segundo|sobre|a|n|d) ?)?(?:(?:est[ea]s?|ess[ea]s?|aquel[ea]s?)(?! {_TIMES_PT})"
        r"|isso|isto|el[ea]s?)|(?:nada|tudo|por|com|apesar|além|depois|diante) (?:d?isso|d?isto)|tudo (?:isso|isto)"
        r"|(?:nenhum|alguns|muitos|um|uma) d(?:eles|elas)|bom dia|boa (?:tarde|noite)"
        r"|(?:[oa]s? )?(?:seus?|suas?)|no entanto|porém|contudo|todavia|além disso"
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
        r"|niets daarvan|geen van (?:beiden?|hen|de twee)"
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
#: Heads of a sentence that is not its article's first, which may explain them ("Das wird teuer: Die Bahn …"). What says
#: whose word something is ("Das teilte die Polizei mit.") is none.
_LATER_OPENERS = {
    "es": (
        r"de(?:l| la) mism[oa] (?:forma|manera|modo)|por lo (?:que|cual)|en (?:tanto|cambio|consecuencia)|a su vez"
        r"|(?:nada|ningun[oa]|algun[oa]s|much[oa]s) de (?:(?:todo )?(?:eso|esto|ello)|ell[oa]s|l[oa]s dos"
        r"(?= (?:se|ha|han|fue|había|quiso|pudo|es|está|[a-zà-ÿ]+(?:ó|aron|ieron))\b))|tampoco"
        r"|[^,.;:]{1,60}, en tanto,|(?:es|fue) (?:por eso|ahí|entonces) (?:que|donde|cuando)"
    ),
    "it": (
        r"nessun(?:o dei|a delle) due(?= (?:si|ha|è|era|aveva|vuole|[a-zà-ÿ]+[ae]va)\b)"
        r"|allo stesso modo|di conseguenza|a (?:sua|loro) volta|al contrario(?! d)|in tal (?:modo|caso|senso)"
        r"|nell['’]occasione|(?:all['’]epoca|nella circostanza)(?! (?:d|in cui))|è (?:per questo|lì|così) che"
    ),
    "pt": (
        r"nenhum(?:a das duas| dos dois)(?= (?:se|foi|tem|é|quis)\b)|tampouco"
        r"|da mesma (?:forma|maneira)|do mesmo modo|por conseguinte|em (?:consequência(?! d)|contrapartida)"
        r"|na ocasião(?! (?:d|em que))|(?:à|na) época(?! (?:d|em que))|(?:é|foi) (?:por isso|aí) que"
    ),
    "de": (
        r"de(?:ren|ssen) (?-i:[A-ZÄÖÜ])\w+|das (?:kann|ist|war|sind|waren|wird|wurde|soll|will|muss|geht(?! aus)|gilt"
        r"|heißt|liegt|bedeutet|führt|klingt|sieht|dürfte|könnte|würde|wäre|darf|passt)(?![^.]*:)|im gegenteil|demnach"
        r"|nichts (?:davon|dergleichen)|keine[rs]? (?:davon|von (?:beiden|ihnen)|der beiden)(?! (?-i:[A-ZÄÖÜ]))"
        r"|(?:eine[rs]?|viele|einige|alle) (?:davon|von ihnen)|infolgedessen|daraufhin|seither"
    ),
}
#: A demonstrative with its noun inside a sentence, which no clause behind the noun tells.
_DEMONSTRATIVES = {
    "es": (
        rf"(?:est[eao]s?|es[eao]s?|aquel(?:l[ao]s?)?|dich[ao]s?)(?! {_TIMES_ES}) "
        r"(?P<noun>(?!(?:que|de|como|se|es|vez|texto|artículo|página|mundo|país|momento|siglo|curso|navidad|enero|febrero|marzo"
        r"|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b)[a-zà-ÿ]{3,})\b(?! (?:que|donde)\b)"
    ),
    "it": (
        rf"quest(?:[oaie] |['’])(?!{_TIMES_IT})"
        r"(?P<noun>(?!(?:che|volta|punto|testo|articolo|pagina|sito|mondo|paese|momento|secolo|giorn[oi]|ore|due|tre"
        r"|prim[ie]|ultim\w+|natale|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b)[a-zà-ÿ]{3,})\b"
        r"(?! (?:che|dove|in cui)\b)"
    ),
    "pt": (
        rf"[nd]?(?:est[ea]s?|ess[ea]s?|aquel[ea]s?)(?! {_TIMES_PT}) "
        r"(?P<noun>(?!(?:que|como|vez|ponto|texto|artigo|reportagem|matéria|página|site|blog|mundo|país|momento|século"
        r"|altura|dias|horas?|dois|duas|três|primeir\w+|últim\w+|natal|carnaval|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)\b)"
        r"[a-zà-ÿ]{3,})\b(?! (?:que|onde|em que)\b)"
    ),
    "de": (
        rf"(?:diese[rsmn]?|solche[rsmn]?|derartige[rsmn]?|besagte[rsmn]?)(?! (?:\w+ )?(?:{_TIMES_DE}|Morgen|Abend|Nacht"
        r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Frühling|Frühjahr|Advent"
        r"|Weihnacht|Ostern|Quartal|Saison|Spielzeit|Legislatur|Zeit|Welt|Erde|Land|Web|Seite|Artikel|Beitrag|Blog|Text"
        r"|Worte))(?: (?-i:[a-zäöüß\d]+)){0,2} "
        r"(?P<noun>(?-i:[A-ZÄÖÜ])\w+)\b(?! (?:der|des|wie|wo)\b)"
        r"(?![^,;:.]{0,40}, (?:d(?:er|ie|as|e[nm]|eren|essen|enen)|wo)\b)"
    ),
}
#: A phrase of time or place, the verb, and a pronoun for who acts: "Am Montag wollte er".
_PRONOUNS = {
    "de": (
        r"(?:In|Im|Am|An|Auf|Bei|Beim|Nach|Seit|Vor|Zu|Zum|Zur|Mit|Für|Während|Laut|Gegen|Ab|Bis|Um|Aus|Von|Vom|Unter"
        r"|Über|Durch|Wegen|Trotz|Heute|Gestern|Morgen|Jetzt|Nun|Später|Damals|Inzwischen|Mittlerweile|Zunächst|Zuletzt"
        r"|Schon|Bereits|Zuvor|Offenbar|Noch|Kürzlich|Bald)\b[^,.;:!?()„\"]{0,70} (?!(?:an|auf|aus|bei|durch|für|gegen"
        r"|in|mit|nach|neben|ohne|seit|über|um|unter|von|vor|wegen|zu|zwischen|wie|als|und|oder|ob) )[a-zäöüß]+ "
        r"(?P<who>er|sie|ihn|ihm|ihnen|(?:der|die) \d+-Jährigen?)(?![\w-])"
    ),
}
#: Where the first clause of a sentence ends: from there on, a sentence may have said what it points at.
_CLAUSE_ENDS = {
    "es": r"[,;:.–—()]|(?<!\w)(?:y|e|o|que|pero)(?!\w)",
    "it": r"[,;:.–—()]|(?<!\w)(?:e|ed|o|che|ma)(?!\w)",
    "pt": r"[,;:.–—()]|(?<!\w)(?:e|ou|que|mas)(?!\w)",
    "de": r"[,;:.–—()?!]|(?<!\w)(?:und|oder|aber|sondern|sowie)(?!\w)",
}
#: Points at what stands beside a sentence on its page, or further down: a list, a photo, a link.
_ON_PAGE = {
    "es": r"\W*(?:vea|mir[ae]|lea|consult[ae]|ha(?:z|ga) clic)\b"
    r"(?= (?:el|l[oa]s?|una?|más|todo|toda|todos|todas|est[ea]|aquí|abajo|cómo|qué|en)\b)[^.,;:]{0,40}"
    r"\b(?:abajo|a continuación|aquí)\b",
    "it": r"\W*(?:guarda|leggi|vedi|clicca|cliccate)\b"
    r"(?= (?:il|l[oae]|gli|i|un[oa]?|qui|anche|tutt[oiae]|come|cosa)\b| l['’])[^.,;:]{0,40}"
    r"\b(?:qui|di seguito)\b",
    "pt": r"\W*(?:vej[ao]|confira|leia|assista|ouça|clique)\b"
    r"(?= (?:[oa]s?|uma?|mais|também|como|tod[oa]s?|aqui|abaixo|n[oa]s?)\b)[^.,;:]{0,40}"
    r"\b(?:abaixo|a seguir|aqui)\b",
    "de": (
        r"\W*(?:hier (?:eine?|einige|der|die|das|sind)\b"
        r"(?=[^.!:]{0,60}(?:überblick|übersicht|auszug|liste|tipps|link|version|video|\binfos?\b))"
        r"|hier (?:finde(?:n|t|st)|erfahren|lesen) (?:(?-i:Sie)|du|ihr)\b|hier gibt es (?:mehr|weitere|alle) info"
        r"|hier (?:informieren|erklären) wir\b"
        r"|auf dem (?:foto|bild)(?: zu sehen)?:|nachfolgend\b|nachstehend\b|im folgenden (?-i:[a-zäöü])|klicken? )"
        r"|[^(]*\bsiehe (?:\w+ )?(?:unten|oben|hier|kapitel|abbildung)\b"
    ),
    "en": (
        r"\W*(?:[A-Z]{3,}\W{1,5})?(?:below(?:,| (?:you|we|is|are)\b)|(?:above|the following) (?:is|are)\b"
        r"|click (?:here|through|on)\b|see (?:above|below)\b|scroll (?:down|through)\b|please find below\b)"
    ),
}
#: The same by its last words: "The party explained its vote as follows.", where the rest tells nothing else.
_LAST_WORDS = {
    "fr": r"comme suit|(?:est|sont) l[ea]s? suivante?s?",
    "es": r"(?<!\bcon )lo siguiente|como sigue|(?:es|son) (?:el|la|l[oa]s) siguientes?",
    "it": r"come segue|(?<!\bcon )quanto segue|(?:è|sono) (?:il|la|i|le) seguent[ei]",
    "pt": r"(?<!\bcom )o seguinte|como segue|(?:é|são) [oa]s? seguintes?",
    "de": r"wie folgt|(?-i:Folgendes)|im (?-i:Folgenden)|(?:sind|waren|lauten) folgende",
    "nl": r"als volgt",
    "en": r"as follows|(?<!\band )the following(?: (?:statement|message|words))?",
}
#: Content stems of a sentence that tells nothing else.
_MOST_STEMS = 8
#: Joins it to what may tell something.
_AND = r"and|und|y|e|et|en"
#: Letters of a noun by which it is found in a longer word ("Energiekrise", "diese Krise").
_NOUN_LETTERS = 6
_NEXT_SENTENCE = re.compile(r"(?<=[.!?…]) ")
#: Words of a title that may say of whom a first sentence speaks.
_LEAST_TITLE = 4
_HEADS = {language: re.compile(rf"(?:{pattern})(?![\w’'-])", re.IGNORECASE) for language, pattern in _OPENERS.items()}
_PEOPLE = {
    language: re.compile(rf"{somebody}(?=, (?:d[ei] )?\d| (?-i:{does})\b)", re.IGNORECASE)
    for language, (somebody, does) in _SOMEBODY.items()
}
_LATER_HEADS = {
    language: re.compile(rf"(?:{pattern})(?![\w’'-])", re.IGNORECASE) for language, pattern in _LATER_OPENERS.items()
}
_POINTERS = {
    language: re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE) for language, pattern in _DEMONSTRATIVES.items()
}
_BEHIND_PHRASE = {language: re.compile(pattern) for language, pattern in _PRONOUNS.items()}
_ENDS = {language: re.compile(pattern) for language, pattern in _CLAUSE_ENDS.items()}
_POINTS_AT_PAGE = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in _ON_PAGE.items()}
_ENDS_SO = {
    language: re.compile(rf"(?:(?! (?:{_AND}) )[^,;]){{0,120}}(?<!\w)(?:{last})\W*$", re.IGNORECASE)
    for language, last in _LAST_WORDS.items()
}


def goes_on(sentence: str, before: str, article: Document) -> bool:
    """True where a sentence refers to what the text `before` does not say: by its head, inside its first clause, or by
    somebody whom that text does not name so. An article's first sentence is read for its head alone, but below a
    question; and for somebody below a title that may name them. False in languages without a pattern."""
    if article.language not in _HEADS:
        return False
    if _HEADS[article.language].match(HEAD.sub("", sentence)):
        return True
    titles, line = above(sentence, article)
    is_first = titles is not None and not line
    if not (is_first and all(len(title.split()) < _LEAST_TITLE for title in titles or ())):
        somebody = _PEOPLE[article.language].match(sentence)
        if somebody and not has_stem(words_of(somebody.group())[-1], before):
            return True
    if article.language not in _LATER_HEADS or (is_first and not (titles and titles[-1].endswith("?"))):
        return False
    return _goes_on_inside(HEAD.sub("", without_speech(sentence)), before, article.language)


def _goes_on_inside(told: str, before: str, language: str) -> bool:
    """The same of a sentence that is not its article's first, its quotations left out; False for a denial, which is not
    left out for a word that points back."""
    if denies_or_judges(told, language):
        return False
    if _LATER_HEADS[language].match(told):
        return True
    if language in _BEHIND_PHRASE and (pronoun := _BEHIND_PHRASE[language].match(told)):
        last = _NEXT_SENTENCE.split(before)[-1]
        return re.search(rf"(?<!\w){pronoun['who']}(?!\w)", last, re.IGNORECASE) is None
    pointer = _POINTERS[language].search(told)
    if pointer is None or _ENDS[language].search(told, 0, pointer.start()):
        return False
    noun, said = pointer["noun"], f"{told[: pointer.start()]} {before}"
    return not (has_stem(noun, said) or noun.lower()[:_NOUN_LETTERS] in said.lower())


def points_at_page(sentence: str, language: str) -> bool:
    """True where a sentence points at something else on its page, which is not shown with it."""
    if language in _POINTS_AT_PAGE and _POINTS_AT_PAGE[language].match(sentence):
        return True
    is_empty = len(content_stems(sentence)) <= _MOST_STEMS
    return is_empty and language in _ENDS_SO and _ENDS_SO[language].match(sentence) is not None
