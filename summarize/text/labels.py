"""Labels before and behind the sentences of a text: who wrote it, its form, its section, the keyword of a paragraph.

Input: a text with line feeds only. Output: the text without them, and what was taken out. What corrects, judges or
limits the sentence behind it stays ("FAUX. ", "CORRECTION: "), and so do names that the text has nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter

from .boilerplate import ENDED
from .removal import Removal, taken_out
from .words import fold, forms, singular, words_of

#: What a page sets in capitals before a text: its form or section, or where it was sent from ("POLITIQUE - ", "LONDON —
#: "); before any line the words for forms, before a sentence any, if the text has one such line.
_FORMS = (
    r"(?:(?:EN )?VID[ÉE]OS?|EN IMAGES?|(?:EN )?DIRECT|PHOTOS|SONDAGES?|REP[ÈE]RES|[ÉE]CLAIRAGE|D[ÉE]CRYPTAGE|ENQU[ÊE]TE"
    r"|R[ÉE]CIT|REPORTAGE|T[ÉE]MOIGNAGES?|(?:GRAND )?ENTRETIEN|INTERVIEW|INFOGRAPHIES?|CHRONIQUE|TRIBUNE"
    r"|EXCLU(?:SIF|SIVITÉ)?|REVUE DE (?:TWEETS|PRESSE)|BREAKING(?: NEWS)?|UPDATED?|WATCH|EXCLUSIVE|LIVE|VIDEO)"
)
CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ\d'’.,& -]{1,38}[A-ZÀ-ÖØ-Þ]\.?"
#: Behind a place: its country, the day, who sent it (", United Arab Emirates", ", Aug. 20 (Yonhap)", " via JTA").
WHERE_AND_WHO = r"(?:, [A-ZÀ-ÖØ-Þ][\w.]*(?: [\w.]+){0,3})?(?: via [A-Z]{2,10})?(?: \([A-ZÀ-ÖØ-Þ][\w ./-]{1,30}\))?"
#: "(CNN) -- ", "Kiel (dpo) - ", "Paris (awp/afp) - ", "München / Berlin - ".
_SENT = (
    r"(?:\([A-Za-z][A-Za-z. /-]{2,30}\)|[A-ZÀ-ÖØ-Þ][\w.-]{2,20} ?\((?=[^()]*[a-z])[A-Za-z][\w. /-]{2,30}\)"
    r"|[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20} ?/ ?[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20})"
)
#: Before an order to a program, which is told by it (see `orders`).
ORDERS = r"(?:SYSTEM|ASSISTANT|USER|NOTE|IMPORTANT|ATTENTION|AI|IA)\b"
#: Says of an article that it corrects itself, or is later than it.
_CORRECTIONS = {
    "fr": "CORRECTION|ERRAT(?:A|UM)|RECTIFICATIF|PRÉCISION",
    "en": "CLARIFICATION|UPDATE",
    "de": "KORREKTUR|BERICHTIGUNG",
    "es": "CORRECCIÓN|RECTIFICACIÓN|FE DE ERRORES|ACTUALI[SZ]ACIÓN",
    "it": "RETTIFICA",
    "pt": "CORREÇÃO|RETIFICAÇÃO|ERRAMOS|ATUALIZAÇÃO",
    "nl": "RECTIFICATIE",
}
CORRECTS = rf"(?:{'|'.join(_CORRECTIONS.values())})\b"
#: Says of what stands behind it whether it is true: "FAUX. Le vaccin modifie l'ADN.".
_VERDICTS = {
    "fr": "MYTHE|RUMEUR|AFFIRMATION|SATIRE",
    "en": "(?:MOSTLY |PARTLY )?(?:FALSE|TRUE)|HOAX|MYTH|CLAIM|RUMOU?R|MISLEADING",
    "de": "FALSCH|WAHR|BEHAUPTUNG|GERÜCHT|MYTHOS|IRREFÜHREND",
    "es": "FALSO|VERDADERO|ENGAÑOSO|BULO|MITO",
    "it": "VERO|BUFALA|FUORVIANTE",
}
JUDGES = (
    r"(?:PLUT[ÔO]T |C['’]EST )?(?:FAUX|VRAI|FAKE(?: NEWS)?|INTOX|INFO(?=\.)|INFOX|TROMPEUR|[ÀA] NUANCER)"
    r"(?= ?[.:!–—|]| -| (?:DU|DE|DES|SUR|SELON|POUR|ET)\b)"
    rf"|(?:{'|'.join(_VERDICTS.values())})S?(?= ?[.:!–—|]| -)"
)
#: In brackets, what limits the sentence behind it: "(Satire) Le président …".
_LIMITING = (
    r"\((?i:[^()]{0,40}(?:satir|parodi|fiction|humour|poisson|corre[ctçz]|rectifi|erratum|fake|opinion|tribune))"
)
AS_A_SENTENCE = r"(?=(?:[\"“„]|«\s?)?(?:[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’]|[ÀÉAI] |[A-ZÀ-ÖØ-Þ]{2,6} [a-zà-ÿ]))"
#: A dash behind capitals opens no sentence where another one closes an apposition ("HSBC - Europe's biggest bank -
#: reported profits"), or where it joins a pair ("USA - Iran: ", "BVB - Bayern 2:2").
_UP_TO_DASH = r"(?:(?! [-–—] )[^\n.!?]){3,60}"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.-]{1,25}"
_NO_PAIR = (
    rf"(?! {_UP_TO_DASH} [-–—] (?:(?! [-–—] )[^\n.!?])+[.!?])(?! {_NAME}(?: {_NAME})?(?:: | \d{{1,3}} ?[:–-] ?\d))"
)
#: Below the first line, what stands behind it is later than the article: "UPDATE: The road has reopened."
LATER = r"(?<=\n)UPDATED?\b"
_FORM = re.compile(rf"^[ \t]*(?!{LATER}){_FORMS}(?: [A-ZÀ-ÖØ-Þ]+)? ?(?:--|[-–—:|]) {AS_A_SENTENCE}", re.MULTILINE)
#: The same of a newspaper's sections, in other languages than French: "TRIBUNALES. ", "ECONOMIA – ".
_SECTIONS = {
    "en": "SPORTS?|BUSINESS|POLITICS",
    "de": "WIRTSCHAFT|POLITIK|KULTUR|JUSTIZ|BILDUNG",
    "es": "TRIBUNALES|SUCESOS|SOCIEDAD|DEPORTES|SANIDAD|EDUCACI[ÓO]N|INTERNACIONAL|CULTURA|POL[IÍ]TICA|ECONOM[IÍ]A",
    "it": "CRONACA|ESTERI|INTERNI|SPETTACOLI|SCUOLA|SANIT[ÀA]|GIUSTIZIA|CALCIO",
    "pt": "ESPORTES?|DESPORTO|SOCIEDADE|EDUCAÇÃO|SAÚDE|JUSTIÇA",
    "nl": "POLITIEK|ECONOMIE|CULTUUR",
}
_SECTION = re.compile(rf"^[ \t]*(?:{'|'.join(_SECTIONS.values())})(?:\.| ?(?:--|[-–—|])) {AS_A_SENTENCE}", re.MULTILINE)
#: Between and around the headings of a ticker: "+++ Feuer unter Kontrolle +++ Warnung aufgehoben +++".
_PLUSES = re.compile(r"^[ \t]*\+{3,}(?:[ \t]+|$)|(?<=:)[ \t]+\+{3,}(?=[ \t])|(?<=\S)[ \t]+\+{3,}[ \t]*$")
_BETWEEN_PLUSES = re.compile(r"(?<=\S)[ \t]+\+{3,}[ \t]+(?=\S)")
_LABEL = re.compile(
    rf"^[ \t]*(?!{_LIMITING})(?!{JUDGES})(?:(?:{CAPITALS}{WHERE_AND_WHO}|{_SENT}\.?) ?(?:--|[-–—|]){_NO_PAIR}"
    rf"|(?!{ORDERS}|{CORRECTS}|{LATER}){CAPITALS}(?<! ):|\({_NAME}(?: {_NAME}){{0,2}}\))(?: |(?<=--))"
    rf"{AS_A_SENTENCE}(?=[^\n]{{20,}}[.!?…][»\"”)]*[ \t]*$)",
    re.MULTILINE,
)
#: What a page sets before a French text without a mark ("vidéo Depuis son arrivée"), or as keyword of a paragraph of
#: its own ("GREVE SNCF. La grève").
_FRENCH_HEAD = (
    r"(?=(?:L[ea]s?|Une?|Des|Du|Ce(?:tte|s)?|Dans|Pour|Selon|En|Aux?|[AÀ]|Mais|On|Après|Avec|Depuis|Lors|Sur|Alors|Avant"
    r"|Entre|Plusieurs|Deux|Trois|Si|Quand|Comment|Pourquoi|Jusqu['’]\w+|[LDCSN]['’][\w’'-]+) )(?=[^\n]{40,})"
)
_BARE_FORM = re.compile(
    rf"^[ \t]*(?i:vidéo|analyse|reportage|récit|enquête|entretien|décryptage|portrait|tribune|chronique|éditorial|édito"
    rf"|critique|billet|témoignages?|infographie|factuel|exclusif) {_FRENCH_HEAD}",
    re.MULTILINE,
)
_KEYWORD = re.compile(
    rf"^(?<![^\n]\n)[ \t]*(?!{JUDGES})[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ\d'’ -]{{1,38}}[A-ZÀ-ÖØ-Þ\d]\. {_FRENCH_HEAD}",
    re.MULTILINE,
)
#: A keyword before any sentence ("BIOLOGIE. Prélevé"), or without a mark before a French one ("CULTURE La ville").
_SUBJECT = re.compile(
    r"^(?<![^\n]\n)[ \t]*(?P<words>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ -]{2,38}[A-ZÀ-ÖØ-Þ])"
    rf"(?:\. (?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’][^\n]{{40,}})| {_FRENCH_HEAD})",
    re.MULTILINE,
)
#: Keywords that say neither where nor who, as folded words without plurals.
_SUBJECTS = frozenset(
    singular(word)
    for word in (
        "accident actualite agenda agriculture agroalimentaire archeologie art astronomie attentat automobile basket "
        "biologie budget canicule chronologie cinema circulation commerce concert consommation coronavirus couple "
        "covid-19 crime culture cyclisme disparition divers document ecologie economie education election emploi "
        "energie entreprise environnement espace europe exposition faits finance football france gastronomie greve "
        "handball high-tech histoire hommage immobilier incendie industrie insolite intemperies international internet "
        "jeux justice litterature livre logement loisirs medias mercato meteo mobilite mode monde musique nature "
        "necrologie opinion patrimoine people phenomene polemique politique pollution portfolio pratique "
        "presidentielle presse proces question reaction "
        "religion retraites revelation rugby sante science securite serie social societe solidarite spectacle sport "
        "tech technologie television tennis terrorisme theatre tourisme trafic transport travail urbanisme vacances "
        "videographie violence voyage"
    ).split()
)
#: A page's mark of a link before its title: "» Stress Hormones Could Predict Boxing Dominance".
_MARKED_TITLE = re.compile(r"\A\s*[»›] (?=[A-ZÀ-ÖØ-Þ\d\"“][^«»‹›\n]{10,}$)", re.MULTILINE)
#: The form of a German text behind its standfirst: "Was denkt ein Imam über Nachkommen? Ein Gastbeitrag."
_FORM_BEHIND = re.compile(
    r"(?<=[.!?…»”“\"]) Eine? (?:Gast(?:beitrag|kommentar)|Kommentar|Leitartikel|Essay|Glosse|Kolumne|Analyse|Reportage"
    r"|Rezension|Interview)\.?[ \t]*$",
    re.MULTILINE,
)
#: Who wrote a text, behind its title: "Was ist Freie Software? von Georg Greve".
_SIGNED_BEHIND = re.compile(
    rf"\A(\s*[^\n]{{20,200}}[?!])( (?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or|[Dd]i) {_NAME}(?: (?:{_NAME}|[A-Z]\.)){{1,4}}[ \t]*)$",
    re.MULTILINE,
)
#: "By Anne Roux: The bridge is closed."
_SIGNED = re.compile(
    r"^[ \t]*(?:By|Par|Von|Por|Di) [A-ZÀ-ÖØ-Þ][\w’'.-]{1,30}(?: [\w’'.-]{1,30}){1,3} ?: (?=[A-ZÀ-ÖØ-Þ\"«“„])",
    re.MULTILINE,
)
#: In Japanese, Chinese and Korean, a picture's credit, the agency or the sign of the end, behind the last sentence of a
#: line; in Japanese, the sign that what it says is on a picture.
_PHOTO_BEHIND = "写真|画像|撮影|图片来源|圖片來源|图源|사진|사진제공|사진 제공|사진출처"
_SENDER_BEHIND = "共同|時事|ロイター|AFP時事|AFP|AP|ＡＦＰ|ＡＰ|完"
_CREDIT_BEHIND = re.compile(
    rf"(?<=[。！？」』.])[ \u3000]?[（(\[［【](?:(?:{_PHOTO_BEHIND}) ?[：:=＝／/][^（）()\[\]［］【】。\n]{{1,60}}"
    r"|[^（）()。、，\n]{2,20}(?:撮影|(?<!拍)摄))[）)\]］】][ \t]*$"
    r"|(?<=[。！？])[ \u3000]?(?:(?:新华社|中新社|人民网|本报)(?:记者|发)?[ \u3000]?)?"
    r"[\u3400-\u9fff]{2,4}[ \u3000]?(?<!拍)摄[ \t]*$"
    r"|＝写真(?:[上下左右中]|（[上下左右中]）)?(?:＝|(?=[。、]))",
    re.MULTILINE,
)
_AGENCY_BEHIND = re.compile(
    rf"(?<=[。！？」』”])[ \u3000]?(?:[（(](?:{_SENDER_BEHIND})[）)]|【(?:共同|時事)】)[ \t]*$", re.MULTILINE
)


def without_labels(text: str, removed: list[Removal]) -> str:
    """A text without its labels and the marks of a ticker; what is taken out is added to `removed`."""
    text = _SIGNED.sub(lambda match: taken_out(removed, "byline", match.group()), text)
    text = _SIGNED_BEHIND.sub(lambda match: match[1] + taken_out(removed, "byline", match[2]), text)
    text = _FORM_BEHIND.sub(lambda match: taken_out(removed, "label", match.group()), text)
    text = _CREDIT_BEHIND.sub(lambda match: taken_out(removed, "credit", match.group()), text)
    text = _AGENCY_BEHIND.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _MARKED_TITLE.sub(lambda match: taken_out(removed, "label", match.group()), text)
    text = _without_keywords(text, removed)
    for labels in (_FORM, _SECTION, _BARE_FORM, *([] if len(_LABEL.findall(text)) > 1 else [_LABEL])):
        text = labels.sub(lambda match: taken_out(removed, "label", match.group()), text)
    return _without_pluses(text)


def _without_pluses(text: str) -> str:
    """A text without the marks of a ticker in its title and its sentences; its headings are told by theirs."""
    if "+++" not in text:
        return text
    lines = text.split("\n")
    title = next((i for i, line in enumerate(lines) if line.strip()), 0)
    for i, line in enumerate(lines):
        if "+++" in line and (i == title or ENDED.search(line)):
            lines[i] = _BETWEEN_PLUSES.sub(" – ", _PLUSES.sub("", line))
    return "\n".join(lines)


def _without_keywords(text: str, removed: list[Removal]) -> str:
    """A text without the keywords of its paragraphs, but for names that it has nowhere else ("SYRIE. L'armée")."""
    text = _SUBJECT.sub(
        lambda m: taken_out(removed, "label", m.group()) if _is_subject(m["words"]) else m.group(), text
    )
    if not _KEYWORD.search(text):
        return text
    said = Counter(form for word in words_of(text) for form in forms(word))

    def kept(match: re.Match[str]) -> str:
        word = match.group().strip(" \t.")
        is_subject = " " in word or _is_subject(word) or re.fullmatch(_FORMS, word)
        return taken_out(removed, "label", match.group()) if is_subject or said[fold(word)] > 1 else match.group()

    return _KEYWORD.sub(kept, text)


def _is_subject(words: str) -> bool:
    """True for keywords; of a body's name they may be a part: "FRANCE TÉLÉVISIONS", "EUROPE ÉCOLOGIE"."""
    if re.match(r"(?:FRANCE|EUROPE) \w", words):
        return False
    return all(singular(fold(word)) in _SUBJECTS for word in words.split())
