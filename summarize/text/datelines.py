"""Where and when a text was sent, and who sent it: "PARIS, 3 mars (AFP) - ", "Erfurt. ", "(CNN) ".

Input: a text with line feeds only. Output: the text without these, and what was taken out. A place and day of an event,
a deadline, and a place that the text names nowhere else stay.
"""

from __future__ import annotations

import re

from .boilerplate import ANY_DATE, ANY_MONTH, ENDED, MONTH, SENTENCE
from .labels import AS_A_SENTENCE, CAPITALS, CORRECTS, JUDGES, LATER, ORDERS, WHERE_AND_WHO
from .removal import Removal, taken_out
from .votes import votes
from .words import content_stems, stem, words_of

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
#: Delhi, Nov 24 (PTI) ", "Berne, le mercredi 3.10.2024 (ats). ").
_DATELINE = re.compile(
    rf"^(?:(?:{_PLACE} {_AGENCY}|{_AGENCY} ?[-–—] ?{_PLACE}|{_AGENCY})\.? ?(?:--|[-–—:·])(?: ?|[ \t]*\n\s*)"
    rf"|{_CITY}, (?=[^()\n]{{0,24}}\d)(?:[^()\n.]|\.(?=\d)){{1,30}}\.? ?{_AGENCY}[.,]? ?(?:(?:--|[-–—:]) ?)?)"
    r"(?=[A-ZÀ-ÖØ-Þ\d\"«“„])",
    re.MULTILINE,
)
#: Of a press release: "CAMBRIDGE, Mass., Nov. 11, 2025 /PRNewswire/ -- ", "AUSTIN, Texas--(BUSINESS WIRE)--".
_WIRE = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][^()/\n]{2,60}[(/] ?(?i:PR ?Newswire|Globe ?Newswire|Business ?Wire|Access ?(?:News)?wire"
    r"|Newsfile(?: Corp\.?)?|CNW)(?:-[A-Za-z]{2,12}-?)? ?[)/](?: [\w., ]{4,30}/)? ?(?:(?:--|[-–—]) ?)?"
    r"(?=[A-ZÀ-ÖØ-Þ\d\"“])",
    re.MULTILINE,
)
_DAY_AND_MONTH = rf"\d{{1,2}}(?:er)? (?:{MONTH})"
#: Of an agency that is not known by name ("Goma, 3 octobre 2024 (ACP).- ", "(AGT) - GENOVA, 12 MAR - ", "Bogotá, 6 may
#: (Andes Noticias). "), or of none ("Lyon, le 12 mars 2024 – ", "PATNA, Oct 9: "): only at the head of a text, or below
#: its title, without a day of the week or of long ago, and of no event.
_EVENTS_AND_DAYS = {
    "fr": "concert|fest-noz|loto|théâtre|danse|cinéma|match|spectacle|vernissage|r[ée]union|conf[ée]rence|exposition",
    "en": "meeting|lecture|reading|workshop|webinar|festival",
    "de": "konzert|lesung|vortrag|theater|ausstellung|führung|sitzung|spiel|messe",
    "es": "concierto|teatro|exposición|charla|reunión|partido|fiesta",
    "it": "concerto|mostra|spettacolo|incontro|partita|festa",
    "days": r"\w+(?:day|di|dì|tag|abend)|mittwoch|lunes|martes|miércoles|jueves|viernes|sábado|sabato|domingo|domenica",
}
_TOWN = rf"(?!(?i:{'|'.join(_EVENTS_AND_DAYS.values())})\b)[A-ZÀ-ÖØ-Þ][\w'’-]{{2,25}}"
_TOWNS = rf"{_TOWN}(?: [\w'’.-]{{1,25}}){{0,3}}"
_ANY_AGENCY = r"\([A-Za-zÀ-ÿ][\w ./&-]{1,24}\)"
_ANY_DAY = rf"(?:\d{{1,2}}\.? (?:de )?{ANY_MONTH}|{ANY_MONTH}\.? \d{{1,2}})\.?(?!\w)"
_YEAR, _HOUR = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\b\d{1,2}(?:[:.h]\d\d\b| ?(?:Uhr|h\b|[ap]\.?m\b|heures))")
#: Lines of sentences of the shortest article whose day goes.
_FEWEST_LINES = 3
_DATED_HEAD = re.compile(
    rf"^(?:{_TOWN}, (?i:(?:{_DAY_AND_MONTH}(?: (?:199|20\d)\d)?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:20)?\d\d)?))"
    r" ?\([A-Z]{2,5}(?:[/-][A-Za-z]{2,12})?\)(?:[.,]? ?(?:--|[-–—:]) ?)"
    rf"|(?!\w+[a-zà-ÿ]){_TOWN}, (?:(?i:{_DAY_AND_MONTH}) (?:--|[-–—])|{_ANY_DAY}:) "
    rf"|{_TOWN}, (?i:le {_DAY_AND_MONTH} (?:199|20\d)\d) (?:--|[-–—]) "
    rf"|{_TOWN}(?: [\w'’.-]{{1,25}}){{0,2}}, \d{{1,2}}\. [A-Z][a-zä]{{2,8}} 20\d\d (?:--|[-–—]) "
    rf"|{_ANY_AGENCY} ?[-–—] ?{_CITY}, {_ANY_DAY} ?(?:--|[-–—:]) "
    rf"|{_TOWN}(?: \w[\w'’.-]{{0,24}}){{0,3}}, {_ANY_DAY} ?{_ANY_AGENCY}[.,]? ?(?:(?:--|[-–—:]) ?)?"
    rf"|{_TOWN}(?:, [A-Z][\w. ]{{1,20}})? (?:--|[-–—]) (?i:{_DAY_AND_MONTH}) 20\d\d (?:--|[-–—]) "
    rf"|(?P<date>(?P<place>{_TOWNS})(?:, [A-Z][\w. ]{{1,20}})?(?:, (?:le |den |el |il )?| [-–—] | \()"
    rf"{ANY_DATE}\)?)"
    r" ?(?:--|[-–—|]|\.[-–—]) ?"
    rf"|(?P<alone>{_TOWNS}) ?\.-{{1,2}} )(?=[A-ZÀ-ÖØ-Þ\d\"«“„])",
    re.MULTILINE,
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
#: ("Erfurt. ", "Lüdenscheid/Südwestfalen. "), where the text names it elsewhere too.
_GERMAN_HEAD = re.compile(
    r"^[ \t]*(?P<place>(?!(?i:falsch|richtig|wahr|stimmt|satire|scherz|meinung|kommentar)\b)"
    r"(?:(?:Bad|Sankt|St\.) )?[A-ZÄÖÜ][\w-]{2,25}(?:/[A-ZÄÖÜ][\w-]{2,25})?)"
    rf"(?: (?:{_AGENCY}|\([a-zäöü]{{2,4}}(?:[/-][a-zäöü]{{2,14}})?\))\.?"
    r"| [-–—] (?:dpa|sda|apa|awp)\.|(?P<alone>\.| [-–—|·]))(?: |(?<=\.)[ \t]*\n\s*)"
    r"(?P<next>[A-ZÄÖÜ][a-zäöüß]*)(?= [\w„«\"])(?=[^\n]{40,}[.!?…][»\"”“)]*[ \t]*$)",
    re.MULTILINE,
)
#: Towns that German texts are sent from, as these write them; any other is told by what the text says of it.
_SENT_FROM = {
    "at": "Wien|Graz|Linz|Salzburg|Innsbruck|Klagenfurt|Villach|Bregenz|Dornbirn|Eisenstadt|St. Pölten|Wiener Neustadt",
    "de": "Berlin|Hamburg|München|Köln|Frankfurt|Frankfurt am Main|Stuttgart|Düsseldorf|Leipzig|Dresden|Hannover|Bremen"
    "|Nürnberg|Mainz|Kiel|Wiesbaden|Potsdam|Erfurt|Magdeburg|Schwerin|Saarbrücken|Karlsruhe|Bonn|Dortmund|Duisburg",
    "ch": "Bern|Zürich|Genf|Basel|Lausanne|Luzern|St. Gallen|Bellinzona|Vaduz",
    "Europe": "Brüssel|Straßburg|Luxemburg|Paris|London|Rom|Mailand|Bozen|Vatikanstadt|Madrid|Barcelona|Lissabon|Athen"
    "|Warschau|Prag|Budapest|Bratislava|Ljubljana|Laibach|Zagreb|Belgrad|Sarajevo|Skopje|Tirana|Sofia|Bukarest|Chişinău"
    "|Kiew|Kyjiw|Minsk|Moskau|St. Petersburg|Riga|Tallinn|Vilnius|Stockholm|Oslo|Kopenhagen|Helsinki|Reykjavík|Dublin"
    "|Amsterdam|Den Haag|Monte Carlo|Nikosia",
    "Asia": "Ankara|Istanbul|Diyarbakir|Damaskus|Beirut|Jerusalem|Tel Aviv|Ramallah|Amman|Bagdad|Teheran|Riad|Sanaa"
    "|Doha|Dubai|Abu Dhabi|Kabul|Islamabad|Neu-Delhi|Dhaka|Colombo|Peking|Schanghai|Hongkong|Taipeh|Tokio|Seoul"
    "|Pjöngjang|Hanoi|Bangkok|Manila|Jakarta|Singapur|Kuala Lumpur|Duschanbe|Taschkent|Tiflis|Eriwan|Baku",
    "Africa": "Kairo|Tripolis|Tunis|Algier|Rabat|Khartum|Addis Abeba|Nairobi|Kampala|Kinshasa|Abuja|Lagos|Bamako|Dakar"
    "|Johannesburg|Kapstadt|Pretoria",
    "America": "Washington|New York|Boston|Chicago|Philadelphia|Detroit|Miami|Houston|Dallas|Denver|Los Angeles"
    "|Hollywood|San Francisco|Las Vegas|Salt Lake City|Toronto|Ottawa|Montreal|Mexiko-Stadt|Panama-Stadt"
    "|Havanna|Bogotá|Caracas|Quito|Lima|Santiago de Chile|Buenos Aires|Montevideo|Rio de Janeiro|São Paulo|Brasília",
    "Oceania": "Sydney|Melbourne|Canberra|Wellington|Auckland",
}
_TOWNS_SENT_FROM = frozenset("|".join(_SENT_FROM.values()).split("|"))
#: A place inside a line, behind a standfirst or another sentence ("… aufhören. Wien/Graz – Die Stadt"), of texts that
#: lost the ends of their lines; not before a result or another number. No sentence ends at "St.", "Dr.", "v. Chr.", or
#: the figure of a day.
_SENTENCE_ENDS = (
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"”“»)]))(?<!\b(?:St|Dr|Nr)\.)(?<!\b(?:Chr|Mag)\.)(?<!\bProf\.)"
    r"(?<![ .(]\d\.)(?<![ .(]\d\d\.)[ \t]+"
)
_CAPITAL_WORD = r"[A-ZÀ-ÖØ-ÞŁŠŽČ][\w'’-]{1,24}"
_GERMAN_PLACE = (
    rf"(?:(?:Bad|Sankt|St\.) )?{_CAPITAL_WORD}(?: (?:(?:am|an der|im|ob der|bei|de|do|del) )?{_CAPITAL_WORD}){{0,2}}"
    r"(?: \([A-Z][\w ]{1,20}\))?"
)
_INSIDE = re.compile(
    rf"{_SENTENCE_ENDS}(?P<place>{_GERMAN_PLACE}(?: ?/ ?{_GERMAN_PLACE}){{0,3}})(?: (?:--|[–—])[ \t]*| - |[-–—][ \t]+)"
    rf"(?P<next>(?!{_CAPITAL_WORD}(?: {_CAPITAL_WORD})? \d+ ?:)[\"„“«]?(?:{_CAPITAL_WORD}|[A-ZÀ-ÖØ-Þ]))"
)
#: Behind a place and dash, the other half of a pair, a way or a match ("Stuttgart – Ulm ist gesperrt"); a further half
#: in the same list ("Wien – Gasometer, Graz – Orpheum und …").
_PAIR = re.compile(rf"{_CAPITAL_WORD} (?:ist|sind|war|waren|wird|werden|und|gegen)\b")
_IN_LIST = re.compile(rf"(?:,|\bund|\bsowie) {_GERMAN_PLACE} (?:--|[-–—]) [A-ZÀ-ÖØ-Þ\d]")
_AGENCY_INSIDE = re.compile(
    rf"{_SENTENCE_ENDS}(?=(?:{_PLACE} {_AGENCY}|{_AGENCY} ?[-–—] ?{_PLACE}) ?(?:--|[-–—]) ?[A-ZÀ-ÖØ-Þ\d\"«“„])"
)
#: Behind a sentence, a name and the letters that it may be known by: "Pakistan Tehreek-e-Insaf (PTI)".
_NAME_AND_LETTERS = re.compile(r"\s*([^()\n]{3,80}) \(([A-Za-z]{2,5})\)")
#: Characters at the head of a text in which either stands; words of the longest standfirst, and the share of its stems
#: that the text below must say again: of 923 articles of a newspaper 265 lose theirs, and 288 the place alone.
_HEAD, _LONGEST_STANDFIRST, _TOLD_AGAIN = 500, 45, 0.75
#: Of a standfirst that may take back what is told below it, or tell how it ended.
_DENIES = re.compile(
    r"\b(?:nichts?|niemand\w*|kein\w*|nie|niemals|falsch\w*|fälschung\w*|gefälscht\w*|erfunden\w*|erlogen\w*|dement\w+"
    r"|bestreite\w+|widerleg\w+|widerruf\w*|satire|gerücht\w*|freispruch|freigesprochen\w*|frei|entlaste\w*|korrektur"
    r"|hebt|hob|aufgehoben\w*|zurück\w*|abgesagt\w*|entwarnung|entschärft\w*|übung|tote?|toter|gestorben|verstorben\w*"
    r"|stirbt|starb|lebt|überleb\w+|gerettet\w*|unschuldig\w*|eingestellt\w*|irrtum|versehen)\b",
    re.IGNORECASE,
)
_ARTICLE = r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Ee]ine?[nmrs]?|[Ii]m|[Zz]u[mr]|[Vv]om|[Bb]eim)"
#: Who sent a text, and nothing behind it: "(CNN)President Donald Trump", "dpa. Der Konzern".
_SENDER = re.compile(
    rf"^[ \t]*(?:{_AGENCY}[ \t]?|(?:dpa|sda|awp|afp|epd|kna)(?:/[a-z]{{2,4}})?\.[ \t])(?=[A-ZÀ-ÖØ-Þ])", re.MULTILINE
)
#: What is left of one where its place was empty: "— -- Hillary Clinton has an explanation".
_EMPTY = re.compile(r"^[ \t]*[—–] --[ \t]+(?=[A-ZÀ-ÖØ-Þ\d\"“])", re.MULTILINE)
#: The same in other scripts, at the head of any line: language -> what agencies and papers set there. In Chinese, the
#: agencies of other countries stay: what they sent is told as their word ("路透社…电称").
_HAN = r"[\u3400-\u9fff々]"
_REPORTERS_ZH = r"(?:[（(](?:记者|記者|通讯员|通訊員|编译|编辑)[^（）()\n]{1,40}[）)])?"
_SITES_ZH = "新华网|中新网|中国新闻网|人民网|央视网|央广网|海外网|环球网|光明网|中国网|财新网"
_AGENCIES_ZH = rf"(?:{_SITES_ZH}|新华社|中新社|中央社|国际在线|本报|本社|本報)"
_DAY_ZH = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_INSIDE_ZH = r"[^〔〕［］\[\]【】（）()。，\n]"
_PLACE_JA = r"(?:[ァ-ヶー・]{2,12}|北京|上海|香港|台北|広州|瀋陽|平壌|東京|大阪)"
_SENDER_JA = r"(?:共同|時事|ロイター|AFP時事|AFP|AP|CNN|ＡＦＰ|ＡＰ|ＣＮＮ|新華社)(?:通信)?"
_OUTLET_KO = (
    r"(?:[가-힣A-Za-z\d]{0,8}(?:뉴스\d?|뉴시스|일보|신문|경제|타임[스즈]|투데이|미디어|통신|스포츠|데일리|저널)"
    r"|뉴스핌|이데일리|스포츠조선|스포츠동아)"
)
_REPORTER_KO = r"[가-힣]{2,4}(?:[·, ]{1,2}[가-힣]{2,4}){0,3} ?(?:기자|특파원|통신원)"
_PLACE_RU = r"[А-ЯЁ][А-ЯЁа-яё]{2,20}(?:[ -][А-ЯЁа-яё]{2,20}){0,2}(?: \([А-ЯЁ][^()\n]{2,20}\))?"
_DAY_RU = r"\d{1,2} (?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}\.?"
_AGENCY_RU = (
    r"(?:РИА Новости(?: [А-ЯЁ][а-яё]+)?|РИА ФАН|ТАСС|Интерфакс|INTERFAX(?:\.RU)?|REGNUM|Sputnik|УНН|УНИАН|Укринформ"
    r"|БелТА|БЕЛТА|Казинформ|ПРАЙМ|Прайм|Росбалт|Тренд|Trend)"
)
_AGENCY_AR = r"(?:CNN|AFP|رويترز|أ\.? ?ف\.? ?ب\.?|د\.? ?ب\.? ?أ\.?|وكالات|واس|وام|سانا|كونا|قنا|بترا)"
_HEADS = {
    "zh": rf"[（(]?{_AGENCIES_ZH}(?!记者|記者|[络絡民友球红紅约購购]){_HAN}{{0,12}}{_DAY_ZH}(?:电|電|讯|訊|消息)"
    rf" ?{_REPORTERS_ZH}[）)]?(?:[，,：:] ?|(?= ?题[：:])|[ \u3000]+|(?<=[）)]))(?:题[：:] ?)?(?![称說说])"
    rf"|[（(]中央社記者[^（）()\n]{{2,30}}[電电][）)] ?|(?:本报|本報)[讯訊] ?{_REPORTERS_ZH}[：:，]? ?"
    rf"|(?:{_SITES_ZH})(?:综合)?消息 ?{_REPORTERS_ZH}[：:] ?"
    rf"|【(?:{_AGENCIES_ZH}|环球时报|大公报|大公網|香港文汇报|侨报网)(?:综合)?(?:报道|讯|訊|消息)?】 ?"
    rf"|[〔［\[【（(]?(?:本報)?(?:記者|特派員){_INSIDE_ZH}{{2,24}}[/／]{_INSIDE_ZH}{{2,8}}報導[〕］\]】）)] ?",
    "ja": rf"【\d{{1,2}}月\d{{1,2}}日 ?{_SENDER_JA}】(?:[（(]更新[）)])? ?|【{_PLACE_JA} ?{_SENDER_JA}】 ?"
    rf"|【{_PLACE_JA}＝(?!{_HAN}*(?:代表|大会|事件|問題|特集))[^【】＝\d\n]{{2,14}}】 ?"
    rf"|[［\[](?:{_PLACE_JA}(?:/{_PLACE_JA})? )?(?:\d{{1,2}}日 )?ロイター[］\]] ?[-－—–]* ?",
    "ko": rf"[\[(【〔](?:[가-힣]{{2,8}}(?:[·/][가-힣]{{2,8}})? ?= ?{_OUTLET_KO}"
    rf"|{_OUTLET_KO} ?[=|ㅣ] ?[가-힣][가-힣 ·]{{1,20}}|{_OUTLET_KO} {_REPORTER_KO})[\])】〕]"
    rf" ?(?:{_REPORTER_KO} ?= ?)?",
    "ru": rf"{_PLACE_RU}, {_DAY_RU} ?"
    rf"(?:[-–—] ?{_AGENCY_RU}(?:, [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё-]+)?\.?|/(?:Корр\. )?{_AGENCY_RU}/\.?) "
    rf"|{_PLACE_RU}\. {_DAY_RU} {_AGENCY_RU}(?: ?[-–—]|\.) |{_PLACE_RU}\.? [(/]{_AGENCY_RU}[)/] ?(?:[-–—]|\.) ",
    "ar": rf"(?:[ء-ي][ء-ي ]{{1,24}}(?:، [ء-ي][ء-ي ]{{1,24}})? ?)?\({_AGENCY_AR}\) ?(?:--|[-–—:]) ?",
}
_OTHER_SCRIPTS = re.compile(rf"^[ \t\u3000]*(?:{'|'.join(_HEADS.values())})(?=\S)", re.MULTILINE)
#: An agency's mark of a version, before a title: "(2nd LD) N. Korea's Kim".
_VERSION = re.compile(r"^[ \t]*\((?:LEAD|\d(?:st|nd|rd|th) LD|URGENT|News Focus|Yonhap \w+)\) (?=\S)", re.MULTILINE)
#: A place on a line of its own, as pages have it where it or the next word is a link.
_PLACE_APART = re.compile(
    rf"^[ \t]*((?!{ORDERS}|{CORRECTS}|{LATER}|{JUDGES}){CAPITALS}{WHERE_AND_WHO} ?(?:--|[–—]))"
    r"[ \t]*\n\s*"
    rf"{AS_A_SENTENCE}(?=[^\n]{{60,}}[.!?…][»\"”)]*[ \t]*$)",
    re.MULTILINE,
)
#: Lines of a title with a kicker and a subtitle above a German text.
_MOST_TITLES = 3
#: Characters of a sentence by which its language is told.
_BEGINNING = 100


def without_datelines(text: str, removed: list[Removal]) -> str:
    """A text without where and when it was sent, and by whom, which is added to `removed`; a place on a line of its own
    is joined to its sentence."""
    text = _without_place_inside(_with_agency_apart(text), removed)
    text = _DATELINE.sub(lambda m: m.group() if _is_name(m.group()) else taken_out(removed, "agency", m.group()), text)
    for pattern in (_WIRE, _EMPTY):
        text = pattern.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _without_dated_head(text, removed)
    text = _without_german_head(_with_place_joined(text), removed)
    text = _SENDER.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _OTHER_SCRIPTS.sub(lambda match: taken_out(removed, "agency", match.group()), text)
    text = _VERSION.sub(lambda match: taken_out(removed, "label", match.group()), text)
    if len(places := [m for m in _FROM.finditer(text) if _may_be_sent_from(m, text)]) == 1:
        first, last = places[0].start(), places[0].start("next")
        text = text[:first] + taken_out(removed, "label", text[first:last]) + text[last:]
    return text


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
    is_dated = found[0]["date"] is not None
    if not _is_below_titles(text[:first], _MOST_TITLES if is_dated else 1, standfirst=is_dated):
        return text
    if is_dated and not _is_day_of_article(found[0], text):
        return text
    place = found[0]["place"] or found[0]["alone"]
    if found[0]["alone"] and f"en {place}" not in text:  # "Sánchez.- No habrá elecciones"
        return text
    if place and not place.isupper() and place not in text[:first] + text[last:]:
        return text
    return text[:first] + taken_out(removed, "agency", found[0].group()) + text[last:]


def _is_day_of_article(match: re.Match[str], text: str) -> bool:
    """True for a place and day before the first of several sentences; for none of an event, which has a time, or of
    which a text tells that is later. A day alone may be a deadline's."""
    behind = [line.strip() for line in text[match.end() :].split("\n")]
    sentences = [SENTENCE.match(line) is not None for line in behind]
    is_latest = max(_YEAR.findall(text)) == max(_YEAR.findall(match["date"]))
    is_several = sum(sentences) >= _FEWEST_LINES
    return is_several and is_latest and (sentences[0] or behind[1][:1].islower()) and not _HOUR.search(behind[0])


def _without_german_head(text: str, removed: list[Removal]) -> str:
    """The same before a German sentence, with the sender or without."""
    match = next(filter(_is_before_german, _GERMAN_HEAD.finditer(text)), None)
    if match is None:
        return text
    first, last = match.start(), match.start("next")
    is_named = any(_is_named(place, text) for place in match["place"].split("/"))
    if not _is_below_titles(text[:first], _MOST_TITLES) or (match["alone"] and not is_named):
        return text
    return text[:first] + taken_out(removed, "agency", text[first:last]) + text[last:]


def _is_name(head: str) -> bool:
    """True for a name whose first letters stand behind it in brackets, which are no agency's then."""
    match = _NAME_AND_LETTERS.match(head)
    if match is None:
        return False
    capitals = "".join(word[0] for word in re.split(r"[ -]", match[1]) if word[:1].isupper())
    return capitals.endswith(match[2].upper())


def _is_named(place: str, text: str) -> bool:
    """True where a German text tells what is in a place, or of its people; of one in capitals, what is there."""
    name = re.escape(place.title() if place.isupper() else place)
    people = "" if place.isupper() else rf"|\b{name}er\b"  # "TOT. Der Mann": "Toter"
    return re.search(rf"\b(?:in|aus|bei|nach|nahe) {name}\b{people}", text) is not None


def _is_before_german(match: re.Match[str]) -> bool:
    """True before a German function word, or where a sender stands between the place and a German sentence."""
    if match["alone"]:
        return "de" in votes(match["next"].lower())
    return _main_language(match.string[match.start("next") : match.end() + _BEGINNING]) == "de"


def _main_language(text: str) -> str:
    """The language that most words of a text tell; "" where none does."""
    found = votes(text.lower())
    return max(found, key=lambda language: found[language], default="")


def _with_agency_apart(text: str) -> str:
    """A text whose agency begins a line, where it stands behind a sentence ("… en fuite. PARIS (AFP) - Le voleur")."""
    match = _AGENCY_INSIDE.search(text, 0, _HEAD)
    if match is None or _is_name(text[match.end() :]):
        return text
    return f"{text[: match.start()]}\n{text[match.end() :]}"


def _without_place_inside(text: str, removed: list[Removal]) -> str:
    """A text without the place that it was sent from behind a German standfirst, and without that where it is told
    again; of several such places none is the sender's. Any other passage becomes a line of its own.

    Of 50 articles of a newspaper two readers preferred the summary without the standfirst in 35, with it in 14, and
    would print 36 and 9: it is written like a headline, leaves out whom it is about, and is told again below.
    """
    match = next((match for match in _INSIDE.finditer(text, 0, _HEAD) if _is_sent_from(match["place"], text)), None)
    if match is None or any(
        _TOWNS_SENT_FROM & _places(other["place"]) for other in _INSIDE.finditer(text, match.end())
    ):
        return text
    first, last = match.start(), match.start("next")
    line = text[last:].partition("\n")[0]
    if _is_pair(match, line) or len(line) < _BEGINNING or _main_language(line[:_BEGINNING]) != "de":
        return text
    above, kind = text[:first], "agency"
    is_standfirst = len(above.split()) <= _LONGEST_STANDFIRST and "\n" not in above.strip()
    if is_standfirst and not _DENIES.search(above) and _is_told_again(above, text[last:]):
        above, kind = "", "standfirst"
    taken_out(removed, kind, text[len(above) : last])
    return f"{above}\n{text[last:]}"


def _is_pair(match: re.Match[str], line: str) -> bool:
    """True where the dash joins a place to what stands behind it: "Wien – Salzburg in zwei Stunden"."""
    is_way = match["next"] in _TOWNS_SENT_FROM - _places(match["place"])
    is_half = _PAIR.match(line) is not None and "de" not in votes(match["next"].lower())  # not "Es war", "Das ist"
    return is_way or is_half or _IN_LIST.search(line, 0, 2 * _BEGINNING) is not None


def _is_told_again(above: str, below: str) -> bool:
    """True where a text says most of what a German passage above it is about."""
    function_stems = {stem(word) for word in words_of(above) if "de" in votes(word.lower())}
    stems = content_stems(above) - function_stems
    return len(stems & content_stems(below)) >= _TOLD_AGAIN * len(stems)


def _is_sent_from(place: str, text: str) -> bool:
    """True for one or more towns, one of which is known, or named as a place and nowhere as a thing ("die Haft"). What
    stands behind "bei" or "nach" may be a company or a person."""
    towns = _places(place)
    if _TOWNS_SENT_FROM & towns:
        return True
    things = (re.search(rf"{_ARTICLE} {re.escape(town)}\b(?! [A-ZÄÖÜ])", text) for town in towns)
    is_named = any(re.search(rf"\b(?:in|aus|nahe) {re.escape(town)}\b", text) for town in towns)
    return is_named and not any(things)


def _places(place: str) -> set[str]:
    """The towns that stand beside each other before a text, without their countries ("Gaza/Jerusalem")."""
    return {town.partition("(")[0].strip() for town in place.split("/")}


def _with_place_joined(text: str) -> str:
    """A text whose first sentence stands behind its place, where a page set them on two lines ("NEW DELHI:", "The")."""
    match = _PLACE_APART.search(text)
    if match is None or not _is_below_titles(text[: match.start()], _MOST_TITLES):
        return text
    return f"{text[: match.start()]}{match[1]} {text[match.end() :]}"


def _is_below_titles(above: str, most: int, *, standfirst: bool = False) -> bool:
    """True where `above` a line stand no more than so many lines, and no sentence but a standfirst's."""
    lines = [line for line in above.split("\n") if line.strip()]
    return len(lines) <= most and (standfirst or not any(map(ENDED.search, lines)))
