"""Text as it comes to the article alone.

Input: any string: copied from a page, wrapped at a width, taken out of a PDF file, subtitles, Markdown. Output: the
article (Unicode NFC, one paragraph a line) and a list of what was taken out, each with its kind. A lone surrogate or a
control character is replaced and reported, never raised on. Quotes (but for two commas), apostrophes, no-break spaces,
accents, numbers and case are left as they stand, but for the first letter below a greeting. Every pattern here runs in
time linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .boilerplate import (
    ANY_DATE,
    ANY_MONTH,
    ENDED,
    LIST_HEADING,
    LOWER_BYLINE,
    MONTH,
    MOST_TITLE_WORDS,
    SENTENCE,
    VERB,
    captions,
    kind_of_line,
    kinds_of_lines,
    titles_below,
)
from .characters import repair_characters, repair_spacing
from .comments import start_of_comments
from .dates import FRENCH_WEEKDAY
from .exports import without_fields, without_head
from .glued import unglued
from .live import label_of, times_of
from .mails import mail_headers, quoted_mail, without_letterhead
from .markup import plain_lines, without_item_marks
from .notes import without_notes
from .orders import without_orders
from .pages import without_pages
from .paragraphs import join_lines, join_turns, join_verse
from .removal import Removal, taken_out
from .votes import votes
from .words import fold, forms, singular, words_of


@dataclass(frozen=True, slots=True)
class CleanText:
    """The article's `text`, paragraphs separated by one line feed, and what was `removed`, in order."""

    text: str
    removed: tuple[Removal, ...]


_EMBED = re.compile(
    r"window\.\w{1,80}\s*=\s*new \w{1,40}\([^\n]{0,2000}?\}\s*\)\s*;?|<script\b[^>]{0,500}>[^<]{0,20000}</script>"
)
#: A page's link on a line of its own, before what it owns: "Pakistan\n's army".
_OWN_S = re.compile(r"(?<=[A-Za-z])[ \t]*\n+[ \t]*(?=['’]s [a-z\"“])")
#: Credits of pictures inside a paragraph.
_CREDIT_INSIDE = re.compile(
    r"[ \t]?\((?:(?:Crédits?(?: photos?)?|Photos?|Photo credit|Image)\s?[:©]\s?|©)[^()\n]{1,80}\)(?!\.?[ \t]*$)",
    re.MULTILINE,
)
#: A link behind a paragraph: "en 2027. → Lire l'article".
_LINK_BEHIND = re.compile(r"(?<=[.!?…»”\"])[ \t]*[→►▶][ \t]*(?i:lire|voir|read)\b[^\n.!?]{0,60}$", re.MULTILINE)
#: Where an agency sent a text from: "PARIS, 3 mars (AFP) - ", "(ANSA) - BARI, 3 MAR - ".
_AGENCY = (
    r"(?:/(?:CNW|PRNewswire|GLOBE NEWSWIRE|Business ?Wire|COMTEX)(?: \w{2,12})?/|"
    r"\((?i:(?:AFP|Reuters|AP|dpa|EFE|ANSA|Belga|ATS|SDA|APA|Europa Press|Adnkronos|AGI|ANP|Lusa|PAP|TT|NTB|Ritzau|STT"
    r"|LaPresse|askanews|Italpress|Servimedia|AFX|SID|KNA|epd|AWP|CNN|UPI|Xinhua|Yonhap|Kyodo|IANS|ANI|PTI|TASS|Interfax"
    r"|Télam|apro|Agência Brasil)(?:[/-][a-z]{1,10}){0,2}"
    r"|[a-z]\w{1,15} (?:Wire|Press|News|Nachrichtenagentur)|(?:agence|agencia|agenzia|agência|agentur) [a-z]\w{1,15}"
    r"|[a-z][\w-]{1,30}\.(?:com|fr|info|net|org))\))"
)
_CITY = r"[A-ZÀ-ÖØ-Þ][\w'’./-]{1,25}(?: [\w'’./-]{1,25}){0,3}"
_PLACE = rf"{_CITY}(?:, [^()\n.]{{1,25}}\.?(?: (?:19|20)\d\d)?)?"
#: A line of its own, or what stands before a sentence; without a dash behind the agency, with a day before it ("New
#: Delhi, Nov 24 (PTI) ").
_DATELINE = re.compile(
    rf"^(?:(?:{_PLACE} {_AGENCY}|{_AGENCY} ?[-–—] ?{_PLACE}|{_AGENCY})\.? ?(?:--|[-–—:·])(?: ?|[ \t]*\n\s*)"
    rf"|{_CITY}, (?=[^()\n]{{0,24}}\d)[^()\n.]{{1,25}}\.? {_AGENCY} )(?=[A-ZÀ-ÖØ-Þ\d\"«“„])",
    re.MULTILINE,
)
#: Of a press release: "CAMBRIDGE, Mass., Nov. 11, 2025 /PRNewswire/ -- ", "AUSTIN, Texas--(BUSINESS WIRE)--".
_WIRE = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][^()/\n]{2,60}[(/] ?(?i:PR ?Newswire|Globe ?Newswire|Business ?Wire|Access ?(?:News)?wire"
    r"|Newsfile(?: Corp\.?)?|CNW)(?:-[A-Za-z]{2,12}-?)? ?[)/](?: [\w., ]{4,30}/)? ?(?:(?:--|[-–—]) ?)?"
    r"(?=[A-ZÀ-ÖØ-Þ\d\"“])",
    re.MULTILINE,
)
#: The same with the day: "Berne, 3 oct (ats) ".
_DAY_AND_MONTH = rf"\d{{1,2}}(?:er)? (?:{MONTH})"
_DATED_LINE = re.compile(
    rf"^{_CITY}, (?i:(?:le )?(?:{FRENCH_WEEKDAY},? )?(?:{_DAY_AND_MONTH}"
    r"(?: (?:19|20)\d\d)?|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?))"
    rf" ?{_AGENCY}[.,]? ?(?:(?:--|[-–—:]) ?)?(?=[A-ZÀ-ÖØ-Þ\d\"«“„])",
    re.MULTILINE,
)
#: Of an agency that is not known by name ("Goma, 3 octobre 2024 (ACP).- ", "(AGT) - GENOVA, 12 MAR - ", "Bogotá, 6 may
#: (Andes Noticias). "), or of none ("Lyon, le 12 mars 2024 – ", "PATNA, Oct 9: "): only at the head of a text, or below
#: its title, without a day of the week or of long ago, and of no event.
_TOWN = (
    r"(?!(?i:concert|fest-noz|loto|théâtre|danse|cinéma|match|spectacle|vernissage|r[ée]union|conf[ée]rence|exposition"
    r"|meeting|lecture|reading|workshop|webinar|konzert|lesung|vortrag|theater|ausstellung|führung|sitzung|spiel|messe"
    r"|concierto|teatro|exposición|charla|reunión|partido|fiesta|concerto|mostra|spettacolo|incontro|partita|festa|festival"
    r"|\w+(?:day|di|tag|abend)|mittwoch|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\w+dì|sabato|domenica)\b)"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]{2,25}"
)
_TOWNS = rf"{_TOWN}(?: [\w'’.-]{{1,25}}){{0,3}}"
_ANY_AGENCY = r"\([A-Za-zÀ-ÿ][\w ./&-]{1,24}\)"
_ANY_DAY = rf"(?:\d{{1,2}}\.? (?:de )?{ANY_MONTH}|{ANY_MONTH}\.? \d{{1,2}})\.?(?!\w)"
_YEAR, _HOUR = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\b\d{1,2}(?:[:.h]\d\d\b| ?(?:Uhr|h\b|[ap]\.?m\b|heures))")
#: Lines of sentences of the shortest article whose day goes.
_FEWEST_LINES = 3
_DATED_HEAD = re.compile(
    rf"^(?:{_TOWN}, (?i:(?:{_DAY_AND_MONTH}(?: (?:199|20\d)\d)?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:20)?\d\d)?))"
    r" ?\([A-Z]{2,5}(?:[/-][A-Za-z]{2,12})?\)(?:[.,]? ?(?:--|[-–—:]) ?)"
    rf"|(?!\w+[a-zà-ÿ]){_TOWN}, (?i:{_DAY_AND_MONTH}) (?:--|[-–—]) "
    rf"|{_TOWN}, (?i:le {_DAY_AND_MONTH} (?:199|20\d)\d) (?:--|[-–—]) "
    rf"|{_TOWN}(?: [\w'’.-]{{1,25}}){{0,2}}, \d{{1,2}}\. [A-Z][a-zä]{{2,8}} 20\d\d (?:--|[-–—]) "
    rf"|{_ANY_AGENCY} ?[-–—] ?{_CITY}, {_ANY_DAY} ?(?:--|[-–—:]) "
    rf"|{_TOWN}(?: \w[\w'’.-]{{0,24}}){{0,3}}, {_ANY_DAY} ?{_ANY_AGENCY}[.,]? ?(?:(?:--|[-–—:]) ?)?"
    rf"|{_TOWN}(?:, [A-Z][\w. ]{{1,20}})? (?:--|[-–—]) (?i:{_DAY_AND_MONTH}) 20\d\d (?:--|[-–—]) "
    rf"|(?!\w+[a-zà-ÿ]){_TOWN}, {_ANY_DAY}: "
    rf"|(?P<date>(?P<place>{_TOWNS})(?:, [A-Z][\w. ]{{1,20}})?(?:, (?:le |den |el |il )?| [-–—] | \()"
    rf"{ANY_DATE}\)?)"
    r" ?(?:--|[-–—|]|\.[-–—]) ?"
    rf"|(?P<alone>{_TOWNS}) ?\.-{{1,2}} )(?=[A-ZÀ-ÖØ-Þ\d\"«“„])",
    re.MULTILINE,
)
#: What a page sets in capitals before a text: its form or section, or where it was sent from ("POLITIQUE - ", "LONDON —
#: "); before any line the words for forms, before a sentence any, if the text has one such line.
_FORMS = (
    r"(?:(?:EN )?VID[ÉE]OS?|EN IMAGES?|(?:EN )?DIRECT|PHOTOS|SONDAGES?|REP[ÈE]RES|[ÉE]CLAIRAGE|D[ÉE]CRYPTAGE|ENQU[ÊE]TE"
    r"|R[ÉE]CIT|REPORTAGE|T[ÉE]MOIGNAGES?|(?:GRAND )?ENTRETIEN|INTERVIEW|INFOGRAPHIES?|CHRONIQUE|TRIBUNE"
    r"|EXCLU(?:SIF|SIVITÉ)?|REVUE DE (?:TWEETS|PRESSE)|BREAKING(?: NEWS)?|UPDATED?|WATCH|EXCLUSIVE|LIVE|VIDEO)"
)
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ\d'’.,& -]{1,38}[A-ZÀ-ÖØ-Þ]\.?"
#: Behind a place: its country, the day, who sent it (", United Arab Emirates", ", Aug. 20 (Yonhap)", " via JTA").
_WHERE_AND_WHO = r"(?:, [A-ZÀ-ÖØ-Þ][\w.]*(?: [\w.]+){0,3})?(?: via [A-Z]{2,10})?(?: \([A-ZÀ-ÖØ-Þ][\w ./-]{1,30}\))?"
#: "(CNN) -- ", "Kiel (dpo) - ", "Paris (awp/afp) - ", "München / Berlin - ".
_SENT = (
    r"(?:\([A-Za-z][A-Za-z. /-]{2,30}\)|[A-ZÀ-ÖØ-Þ][\w.-]{2,20} ?\((?=[^()]*[a-z])[A-Za-z][\w. /-]{2,30}\)"
    r"|[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20} ?/ ?[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20})"
)
#: A place in small letters, which may be a name too: "Indianapolis – Several thousand teachers"; below a title, before
#: what a function word begins. A newspaper stands before any word: "Kaieteur News – Police investigators".
_FROM = re.compile(
    r"(?<=\n)[ \t]*(?:(?:New|San|Los|Las|Santa|Bad|St\.|Saint|Tel|Hong) )?[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20}"
    r"(?: \([A-Z]{2,4}\)|(?:, [A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20}){1,2})?"
    r"(?P<paper> (?:[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,20} ){0,2}(?:News|Times|Herald|Gazette|Tribune|Post|Press|Online))?"
    r" (?:--|[-–—]) (?(paper)(?!(?:(?! [-–—] )[^\n.!?]){3,60} [-–—] ))"
    r"(?P<next>[A-ZÀ-ÖØ-Þ][a-zà-ÿ]*)(?= [a-zà-ÿ(])(?=[^\n]{60,}[.!?…][»\"”)]*[ \t]*$)",
    re.MULTILINE,
)
#: Before a German sentence: a place with who wrote or sent it behind ("Berlin (AFP). ", "BERN – sda. "), or alone
#: ("Erfurt. "), where the text names it elsewhere too.
_GERMAN_HEAD = re.compile(
    r"^[ \t]*(?P<place>(?!(?:Falsch|Richtig|Wahr|Stimmt|Satire|Scherz)\b)(?:(?:Bad|Sankt|St\.) )?[A-ZÄÖÜ][\w-]{2,25})"
    rf"(?: (?:{_AGENCY}|\([a-zäöü]{{2,4}}(?:[/-][a-zäöü]{{2,4}})?\))\.?"
    r"| [-–—] (?:dpa|sda|apa|awp)\.|(?P<alone>\.| [-–—|·])) "
    r"(?P<next>[A-ZÄÖÜ][a-zäöüß]*)(?= [\w„«\"])(?=[^\n]{40,}[.!?…][»\"”“)]*[ \t]*$)",
    re.MULTILINE,
)
#: Who sent a text, and nothing behind it: "(CNN)President Donald Trump", "dpa. Der Konzern".
_SENDER = re.compile(
    rf"^[ \t]*(?:{_AGENCY}[ \t]?|(?:dpa|sda|awp|afp|epd|kna)(?:/[a-z]{{2,4}})?\.[ \t])(?=[A-ZÀ-ÖØ-Þ])", re.MULTILINE
)
#: An agency's mark of a version, before a title: "(2nd LD) N. Korea's Kim".
_VERSION = re.compile(r"^[ \t]*\((?:LEAD|\d(?:st|nd|rd|th) LD|URGENT|News Focus|Yonhap \w+)\) (?=\S)", re.MULTILINE)
#: Before an order to a program, which is told by it (see `orders`).
_ORDERS = r"(?:SYSTEM|ASSISTANT|USER|NOTE|IMPORTANT|ATTENTION|AI|IA)\b"
#: Says of an article that it corrects itself, or is later than it.
_CORRECTS = (
    r"(?:CORRECTION|CLARIFICATION|KORREKTUR|BERICHTIGUNG|FE DE ERRORES|RECTIFICACIÓN|CORRECCIÓN|RETTIFICA|CORREÇÃO"
    r"|RETIFICAÇÃO|ERRAMOS|ERRAT(?:A|UM)|RECTIFICATI(?:E|F)|PRÉCISION|UPDATE|ACTUALI[SZ]ACIÓN|ATUALIZAÇÃO)\b"
)
#: Says of what stands behind it whether it is true: "FAUX. Le vaccin modifie l'ADN.".
_JUDGES = (
    r"(?:PLUT[ÔO]T |C['’]EST )?(?:FAUX|VRAI|FAKE(?: NEWS)?|INTOX|INFO(?=\.)|INFOX|TROMPEUR|[ÀA] NUANCER)"
    r"(?= ?[.:!–—|]| -| (?:DU|DE|DES|SUR|SELON|POUR|ET)\b)"
    r"|(?:(?:MOSTLY |PARTLY )?(?:FALSE|TRUE)|HOAX|MYTHE?|CLAIM|RUMOU?R|RUMEUR|AFFIRMATION|MISLEADING|SATIRE|FALSCH|WAHR"
    r"|BEHAUPTUNG|GERÜCHT|MYTHOS|IRREFÜHREND|FALSO|VERDADERO|ENGAÑOSO|BULO|VERO|BUFALA|FUORVIANTE|MITO)S?"
    r"(?= ?[.:!–—|]| -)"
)
#: In brackets, what limits the sentence behind it: "(Satire) Le président …".
_LIMITING = (
    r"\((?i:[^()]{0,40}(?:satir|parodi|fiction|humour|poisson|corre[ctçz]|rectifi|erratum|fake|opinion|tribune))"
)
_AS_A_SENTENCE = r"(?=(?:[\"“„]|«\s?)?(?:[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’]|[ÀÉAI] |[A-ZÀ-ÖØ-Þ]{2,6} [a-zà-ÿ]))"
#: A dash behind capitals opens no sentence where another one closes an apposition ("HSBC - Europe's biggest bank -
#: reported profits"), or where it joins a pair ("USA - Iran: ", "BVB - Bayern 2:2").
_UP_TO_DASH = r"(?:(?! [-–—] )[^\n.!?]){3,60}"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.-]{1,25}"
_NO_PAIR = (
    rf"(?! {_UP_TO_DASH} [-–—] (?:(?! [-–—] )[^\n.!?])+[.!?])(?! {_NAME}(?: {_NAME})?(?:: | \d{{1,3}} ?[:–-] ?\d))"
)
#: Below the first line, what stands behind it is later than the article: "UPDATE: The road has reopened."
_LATER = r"(?<=\n)UPDATED?\b"
_FORM = re.compile(rf"^[ \t]*(?!{_LATER}){_FORMS}(?: [A-ZÀ-ÖØ-Þ]+)? ?(?:--|[-–—:|]) {_AS_A_SENTENCE}", re.MULTILINE)
#: The same of a newspaper's sections, in other languages than French: "TRIBUNALES. ", "ECONOMIA – ".
_SECTION = re.compile(
    r"^[ \t]*(?:TRIBUNALES|SUCESOS|SOCIEDAD|DEPORTES|SANIDAD|EDUCACI[ÓO]N|INTERNACIONAL|CRONACA|ESTERI|INTERNI"
    r"|SPETTACOLI|SCUOLA|SANIT[ÀA]|GIUSTIZIA|CALCIO|SPORTS?|CULTURA|POL[IÍ]TICA|ECONOM[IÍ]A|WIRTSCHAFT|POLITIK|KULTUR|JUSTIZ"
    r"|BILDUNG|ESPORTES?|DESPORTO|SOCIEDADE|EDUCAÇÃO|SAÚDE|JUSTIÇA|POLITIEK|ECONOMIE|CULTUUR|BUSINESS|POLITICS)"
    rf"(?:\.| ?(?:--|[-–—|])) {_AS_A_SENTENCE}",
    re.MULTILINE,
)
#: Between and around the headings of a ticker: "+++ Feuer unter Kontrolle +++ Warnung aufgehoben +++".
_PLUSES = re.compile(r"^[ \t]*\+{3,}(?:[ \t]+|$)|(?<=:)[ \t]+\+{3,}(?=[ \t])|(?<=\S)[ \t]+\+{3,}[ \t]*$")
_BETWEEN_PLUSES = re.compile(r"(?<=\S)[ \t]+\+{3,}[ \t]+(?=\S)")
_LABEL = re.compile(
    rf"^[ \t]*(?!{_LIMITING})(?!{_JUDGES})(?:(?:{_CAPITALS}{_WHERE_AND_WHO}|{_SENT}\.?) ?(?:--|[-–—|]){_NO_PAIR}"
    rf"|(?!{_ORDERS}|{_CORRECTS}|{_LATER}){_CAPITALS}(?<! ):|\({_NAME}(?: {_NAME}){{0,2}}\))(?: |(?<=--))"
    rf"{_AS_A_SENTENCE}(?=[^\n]{{20,}}[.!?…][»\"”)]*[ \t]*$)",
    re.MULTILINE,
)
#: A place on a line of its own, as pages have it where it or the next word is a link.
_PLACE_APART = re.compile(
    rf"^[ \t]*((?!{_ORDERS}|{_CORRECTS}|{_LATER}|{_JUDGES}){_CAPITALS}{_WHERE_AND_WHO} ?(?:--|[–—]))"
    r"[ \t]*\n\s*"
    rf"{_AS_A_SENTENCE}(?=[^\n]{{60,}}[.!?…][»\"”)]*[ \t]*$)",
    re.MULTILINE,
)
#: Who wrote a text, behind its title: "Was ist Freie Software? von Georg Greve".
_SIGNED_BEHIND = re.compile(
    rf"\A(\s*[^\n]{{20,200}}[?!]) (?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or|[Dd]i) {_NAME}(?: (?:{_NAME}|[A-Z]\.)){{1,4}}[ \t]*$",
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
    rf"^(?<![^\n]\n)[ \t]*(?!{_JUDGES})[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ\d'’ -]{{1,38}}[A-ZÀ-ÖØ-Þ\d]\. {_FRENCH_HEAD}",
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
#: The form of a German text behind its standfirst: "Was denkt ein Imam über Nachkommen? Ein Gastbeitrag."
_FORM_BEHIND = re.compile(
    r"(?<=[.!?…»”“\"]) Eine? (?:Gast(?:beitrag|kommentar)|Kommentar|Leitartikel|Essay|Glosse|Kolumne|Analyse|Reportage"
    r"|Rezension|Interview)\.?[ \t]*$",
    re.MULTILINE,
)
#: "By Anne Roux: The bridge is closed."
_SIGNED = re.compile(
    r"^[ \t]*(?:By|Par|Von|Por|Di) [A-ZÀ-ÖØ-Þ][\w’'.-]{1,30}(?: [\w’'.-]{1,30}){1,3} ?: (?=[A-ZÀ-ÖØ-Þ\"«“„])",
    re.MULTILINE,
)
_END_OF_SENTENCE = re.compile(r"[.!?…:;,][\"”»’)\s]*$")
#: Characters of several titles that a width set on one line.
_LONGEST_TITLES = 400
#: Lines of a title with a kicker and a subtitle above a German text.
_MOST_TITLES = 3
#: Characters of a sentence by which its language is told.
_BEGINNING = 100
#: Times that lines are joined; texts made up at random took three at most.
_MOST_PASSES = 8
#: A German verdict below its heading, which is a sentence of the article and no heading itself.
_BARE_VERDICT = re.compile(
    r"^(?:Bewertung|Einschätzung|Fazit|Urteil)\n(?i:(?:größtenteils|überwiegend|teilweise|weitgehend) )?"
    r"(?i:falsch|frei erfunden|unbelegt|irreführend|manipuliert|fälschung|satire)$",
    re.MULTILINE,
)
#: Words of the shortest sentence in a list, its mark among them.
_FEWEST_WORDS = 5
_AROUND_TIMES = " -–—:|•.])"
_RULE = re.compile(r"[-–—_=*~•·. ]{3,}$|[-–—_=*~•·|¦]$")


def clean(text: str) -> CleanText:
    """Return the article in `text` and what was taken out of it.

    Args:
        text: an article as plain text, of any length. Lines are paragraphs or parts of them.

    Returns:
        The cleaned article (empty if nothing but boilerplate or blanks came in) and the removals, in reading order for
        each step: characters, marks of subtitles and Markdown, ends of pages, embedded code, credits, lines.
    """
    text, removed = repair_characters(text)
    text = _without_lines(text, quoted_mail, removed)
    text = without_pages(plain_lines(text, removed), removed)
    text = without_letterhead(without_head(without_fields(text, removed), removed), removed)
    text = without_notes(text, removed)
    text = _OWN_S.sub("", text)
    text = _EMBED.sub(lambda match: taken_out(removed, "embed", match.group()) + "\n", text)
    text = _CREDIT_INSIDE.sub(lambda match: taken_out(removed, "credit", match.group()), text)
    text = _LINK_BEHIND.sub(lambda match: taken_out(removed, "related", match.group()), text)
    text = _DATELINE.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _WIRE.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _DATED_LINE.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _without_dated_head(text, removed)
    text = _without_german_head(_with_place_joined(text), removed)
    text = _SENDER.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _VERSION.sub(lambda match: taken_out(removed, "label", match.group()), text)
    if len(places := [m for m in _FROM.finditer(text) if _may_be_sent_from(m, text)]) == 1:
        first, last = places[0].start(), places[0].start("next")
        text = text[:first] + taken_out(removed, "label", text[first:last]) + text[last:]
    text = _SIGNED.sub(lambda match: taken_out(removed, "byline", match.group()), text)
    if signed := _SIGNED_BEHIND.match(text):
        taken_out(removed, "byline", text[signed.end(1) : signed.end()])
        text = signed[1] + text[signed.end() :]
    text = _FORM_BEHIND.sub(lambda match: taken_out(removed, "label", match.group()), text)
    text = _without_keywords(text, removed)
    for labels in (_FORM, _SECTION, _BARE_FORM, *([] if len(_LABEL.findall(text)) > 1 else [_LABEL])):
        text = labels.sub(lambda match: taken_out(removed, "label", match.group()), text)
    text = _without_pluses(text)
    text = "\n".join(unglued(repair_spacing(line)) if line else "" for line in text.split("\n"))
    lines = _without_lines(text, titles_below, removed).split("\n")
    end = start_of_comments(lines)
    kept = _without_boilerplate([line.strip() for line in _joined(lines[:end]).split("\n")], removed)
    for line in map(str.strip, lines[end:] if end is not None else ()):
        if line:
            taken_out(removed, "comment", line)
    # Once more: what was taken out may have stood in the middle of a sentence.
    kept = _joined_for_good(kept)
    kept = _with_ends([_without_orders(line, removed) for line in kept])
    text = "\n".join(without_item_marks(line) for line in kept if line)
    return CleanText(_BARE_VERDICT.sub(r"\g<0>.", text), tuple(removed))


def _may_be_sent_from(match: re.Match[str], text: str) -> bool:
    """True for a place before a function word, and a newspaper that its text names once more ("Fake News": none)."""
    if not match["paper"]:
        return bool(votes(match["next"].lower()))
    return text.count(match.group()[: match.end("paper") - match.start()].strip()) > 1


def _without_dated_head(text: str, removed: list[Removal]) -> str:
    """A text without the place and day that its first line, or the one below its title, begins with.

    A place in small letters that the text has nowhere else stays.
    """
    found = list(_DATED_HEAD.finditer(text))
    if len(found) != 1:
        return text
    first, last = found[0].span()
    if not (_is_day_of_article(found[0], text) if found[0]["date"] else _is_below_titles(text[:first], 1)):
        return text
    place = found[0]["place"] or found[0]["alone"]
    if found[0]["alone"] and f"en {place}" not in text:  # "Sánchez.- No habrá elecciones"
        return text
    if place and not place.isupper() and place not in text[:first] + text[last:]:
        return text
    return text[:first] + taken_out(removed, "agency", found[0].group()) + text[last:]


def _is_day_of_article(match: re.Match[str], text: str) -> bool:
    """True for a place and day before the first sentence of an article, below title and standfirst at most; for none
    of an event, which has a time, or of which a text tells that is later. A day alone may be a deadline's."""
    above, behind = text[: match.start()].split("\n"), text[match.end() :].split("\n")
    if sum(map(bool, above)) > _MOST_TITLES or sum(map(_is_sentence, behind)) < _FEWEST_LINES:
        return False
    is_latest = max(map(int, _YEAR.findall(text))) == max(map(int, _YEAR.findall(match["date"])))
    is_told = _is_sentence(behind[0]) or behind[1].lstrip()[:1].islower()
    return is_latest and is_told and not _HOUR.search(behind[0])


def _is_sentence(line: str) -> bool:
    return SENTENCE.match(line.strip()) is not None


def _without_german_head(text: str, removed: list[Removal]) -> str:
    """The same before a German sentence, with the sender or without."""
    match = next(filter(_is_before_german, _GERMAN_HEAD.finditer(text)), None)
    if match is None:
        return text
    first, last = match.start(), match.start("next")
    place = re.escape(match["place"])
    is_named = re.search(rf"\b(?:in|aus|bei|nach|nahe) {place}\b|\b{place}er\b", text) is not None
    if not _is_below_titles(text[:first], _MOST_TITLES) or (match["alone"] and not is_named):
        return text
    return text[:first] + taken_out(removed, "agency", text[first:last]) + text[last:]


def _is_before_german(match: re.Match[str]) -> bool:
    """True before a German function word, or where a sender stands between the place and a German sentence."""
    if match["alone"]:
        return "de" in votes(match["next"].lower())
    found = votes(match.string[match.start("next") : match.end() + _BEGINNING].lower())
    return max(found, key=lambda language: found[language], default="") == "de"


def _with_place_joined(text: str) -> str:
    """A text whose first sentence stands behind its place, where a page set them on two lines ("NEW DELHI:", "The")."""
    match = _PLACE_APART.search(text)
    if match is None or not _is_below_titles(text[: match.start()], _MOST_TITLES):
        return text
    return f"{text[: match.start()]}{match[1]} {text[match.end() :]}"


def _is_below_titles(above: str, most: int) -> bool:
    """True where `above` a line stand no more than so many lines, and no sentence."""
    lines = [line for line in above.split("\n") if line.strip()]
    return len(lines) <= most and not any(map(ENDED.search, lines))


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


def _without_lines(text: str, kinds_of: Callable[[Sequence[str]], Mapping[int, str]], removed: list[Removal]) -> str:
    """A text without the lines that a function finds; a blank one stands in the place of each."""
    lines = [line.strip() for line in text.split("\n")]
    kinds = kinds_of(lines)
    for i, kind in sorted(kinds.items()):
        if lines[i]:
            taken_out(removed, kind, lines[i])
    return "\n".join("" if i in kinds else line for i, line in enumerate(text.split("\n")))


def _joined(lines: Sequence[str]) -> str:
    """The text of lines joined to paragraphs; boilerplate (in lower case, bylines) is joined to no line before it."""
    bare = [line.strip() for line in lines]
    is_boilerplate = [kind is not None for kind in kinds_of_lines(bare)]
    bylines = {line for line, taken in zip(bare, is_boilerplate, strict=True) if taken and LOWER_BYLINE.match(line)}
    if not any(is_boilerplate) and not any(times_of(lines)):
        text = join_verse("\n".join(lines))
    else:
        text = "\n".join("\n" * apart + line for line, apart in zip(lines, is_boilerplate, strict=True))
    return join_lines(text, over_blank=True, apart=bylines)


def _joined_for_good(lines: list[str]) -> list[str]:
    """Paragraphs joined until nothing is left to join: longer lines may show that a text is wrapped, or is verse. A
    mark that began a line has a blank before it."""
    for _ in range(_MOST_PASSES):
        lines, before = [repair_spacing(line) for line in lines], len(lines)
        lines = join_turns(join_lines(join_verse("\n".join(lines))).split("\n"))
        if len(lines) == before:
            break
    return lines


def _without_boilerplate(lines: Sequence[str], removed: list[Removal]) -> list[str]:
    end = start_of_comments(lines)
    kinds = kinds_of_lines(lines[:end])
    headers, credits = mail_headers(lines[:end], kinds), captions(lines[:end])
    stamps, times = times_of(lines[:end])
    kept: list[str] = []
    in_list, heading_time, is_greeted = False, "", False
    for i, line in enumerate(lines[:end]):
        if _RULE.match(line):
            continue
        if not line:
            # A list of titles may be set off by one blank line from its heading, and ends at the next.
            in_list = in_list and not (removed and removed[-1].kind == "related-title")
            continue
        if in_list and _looks_like_title(line):
            taken_out(removed, "related-title", line)
            continue
        kind = "mail" if i in headers else None if i in stamps or i in times else kinds[i]
        in_list = kind == "related" and LIST_HEADING.match(line) is not None
        if kind:
            taken_out(removed, kind, line)
            is_greeted = kind == "mail" and line[-1] in ",!"
            continue
        if i in stamps:
            told = line[stamps[i] :]
            taken_out(removed, "stamp", line[: stamps[i]])
            if told and (kind := kind_of_line(told)):
                told = taken_out(removed, kind, told)
            kept += [told] * bool(told)
        elif i in times:
            time, told = line[: times[i]].rstrip(_AROUND_TIMES).lstrip("[("), line[times[i] :]
            kind = kind_of_line(told or next(filter(None, lines[i + 1 : end]), ""))
            if kind and (told or kind == "notice"):  # the entry that closes a blog
                taken_out(removed, kind, line)
                continue
            is_heading = bool(told) and not ENDED.search(told)  # the sentence below it has its time
            kept.append(told if is_heading else f"{time} : {told}".rstrip())
            heading_time = f"{time} : " if is_heading else ""
            continue
        elif kept and (labelled := label_of(line))[1]:  # above all text it is read as a title
            taken_out(removed, "date", labelled[1])
            kept.append(heading_time + labelled[0])
        elif i in credits:
            taken_out(removed, "credit", line[credits[i] :])
            kept += [heading_time + line[: credits[i]].rstrip()] * bool(credits[i])
        else:
            kept.append(
                heading_time + (line[0].upper() + line[1:] if is_greeted and line.split()[0].islower() else line)
            )
        heading_time, is_greeted = "", False
    for line in lines[end:] if end is not None else ():
        if line:
            taken_out(removed, "comment", line)
    return kept


def _with_ends(lines: Sequence[str]) -> list[str]:
    """Lines, with full stops behind the sentences of a list that has none: "- Le Roi se rendra demain à Verviers"."""
    is_open = [
        without_item_marks(line) != line
        and (line[-1].isalnum() or line[-1] in "%€»)")
        and len(line.split()) > _FEWEST_WORDS
        and VERB.search(line.lower()) is not None
        for line in lines
    ]
    is_beside = [a or b for a, b in zip([False, *is_open], [*is_open[1:], False], strict=False)]
    return [line + "." * (a and b) for line, a, b in zip(lines, is_open, is_beside, strict=True)]


def _without_orders(paragraph: str, removed: list[Removal]) -> str:
    text, found = without_orders(paragraph)
    for order in found:
        taken_out(removed, "order", order)
    return text


def _looks_like_title(line: str) -> bool:
    is_short = len(line.split()) <= MOST_TITLE_WORDS or (len(line) <= _LONGEST_TITLES and ". " not in line)
    return is_short and not _END_OF_SENTENCE.search(line[-12:])
