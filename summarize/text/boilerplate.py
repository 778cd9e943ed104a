"""Lines of a page that are no part of its article: which they are, and of what kind.

Input: a line, or all lines of a text. Output: kinds (stable codes). Patterns are rows of a table, each with a line that
it is for; the sources are the wording of French and English news sites. They are written so that no sentence of an
article matches: `python -m benchmarks removals` measures how often one does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..errors import own_file
from ..tables import rows_of
from .dates import FRENCH_DAY, FRENCH_WEEKDAY, MONTHS, WEEKDAYS
from .french import VERBS, one_of

#: Name of a month, or what it is shortened to.
MONTH = (
    r"janv(?:ier|\.)?|févr(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|août|sept(?:embre|\.)?|oct(?:obre|\.)?"
    rf"|nov(?:embre|\.)?|déc(?:embre|\.)?|{'|'.join(MONTHS['en'])}|jan|feb|mar|apr|jun|jul|aug|sep|dec"
)
#: In full or in short, in the languages that are summarized.
ANY_MONTH = (
    r"(?i:jan(?:v(?:ier)?|uary|uar|uari|eiro)?|enero|ene|gen(?:naio)?|f[ée]v(?:r(?:ier)?|ereiro)?|feb(?:ruary|ruar|rero|"
    r"braio|ruari)?|mars|mar(?:ch|zo|ço)?|märz|mär|maart|mrt|avr(?:il)?|apr(?:ile?)?|abr(?:il)?|mai|may|mayo|maio|maggio|"
    r"mag|mei|juin|june?|juni|junio|junho|jun|giu(?:gno)?|juil(?:let)?|july?|juli|julio|julho|jul|lug(?:lio)?|ao[ûu]t|"
    r"aug(?:ust|ustus)?|ago(?:sto)?|sept?(?:embre|ember|iembre)?|set(?:tembre|iembre|embro)?|o[ck]t(?:obre|ober|ubre)?|"
    r"out(?:ubro)?|ott(?:obre)?|nov(?:embre|ember|iembre|embro)?|d[ée]c(?:embre|ember)?|dez(?:ember|embro)?|"
    r"dic(?:iembre|embre)?)"
)
#: A day with its year.
ANY_DATE = (
    rf"(?:\d{{1,2}}(?:er|º|\.)? (?:de )?{ANY_MONTH}\.? (?:del? )?20\d\d|{ANY_MONTH}\.? \d{{1,2}}, 20\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]20\d\d|20\d\d-\d\d-\d\d)"
)
#: What a page is filed under; of these, what is sent to the press.
FOR_PRESS = (
    r"(?:(?:presse|medien)(?:mitteilung|information|meldung)(?:en)?|communiqués? de presse|comunicados? de prensa"
    r"|notas? de prensa|comunicat[oi] stampa|press releases?)"
)
SECTION = (
    rf"(?:{FOR_PRESS}|nachrichten und pressemeldungen|aktuelles|nachrichten|(?:fach)?meldung(?:en)?|communiqués?"
    r"|actualités?|comunicados?|noticias|comunicat[oi]|notizie|news|blog)"
)
_DAYS = (
    rf"{FRENCH_WEEKDAY}|lun|mer|jeu|ven|sam|dim|{'|'.join(WEEKDAYS['en'])}|"
    r"aujourd['’]hui|hier|today|yesterday|"
    r"mon|tues?|wed|thu(?:rs)?|fri|sat|sun"
)
#: A word of a line that says when something was published, and nothing else.
DATE_WORD = (
    rf"(?:\d{{1,4}}(?:er|st|nd|rd|th)?|{MONTH}|{_DAYS}|le|la|à|a|at|on|h|min|mn|il|y|ago|et|and|heures?|hours?"
    r"|minutes?|jours?|days?|[ap]\.?m|utc|gmt|ces?t|es?t|bst|[cmp][sd]t|edt|amt|h[an][ep]|publiée?s?|mise?s?|jour|modifiée?|modification|actualisée?|posté|créé|rédigé"
    r"|published|updated|last|posted|modified|première|publication|dernière|first|temps|de|lecture|read|reading)"
)
#: Without one of these, a date alone may be a heading of a chronology, and a time alone one of a programme.
_PUBLISHING = (
    r"publi|mise? à jour|modifi|actualis|post|updat|\b(?:min|h)(?:eures?|ours?|utes?)? ago|il y a \d+ (?:min|h)"
    r"|\d min\w* (?:de lecture|read)"
    r"|(?:(?:19|20)\d\d|\d/\d\d?|hier|aujourd['’]hui|today|yesterday)\b.{0,20}\d ?(?:[h:] ?\d\d|min)"
    r"|\d ?[h:] ?\d\d\b.{0,30}\b(?:19|20)\d\d|\b(?:19|20)\d\d\b.{0,20}\d\d\.\d\d (?:gmt|bst)"
)
_DATE_LINE = (
    rf"[\[(]?(?:(?:cet |l['’])?article )?(?=.*\d)(?=.*(?:{_PUBLISHING})){DATE_WORD}"
    rf"(?:[\s\u00a0\u202f,.:;/|()•·–—-]{{0,4}}{DATE_WORD}){{1,24}}[\s).\]]*"
    r"(?:\| ?(?P<rest>[^|.!?]{2,40}))?$"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.-]{0,30}"
_LINKS = r"(?:(?:de|du|des|la|le|van|von|el|ben|et|and|avec|with|pour|for|à|in|&)\s+)"
_NAMES = rf"{_NAME}(?:\s+{_LINKS}{{0,2}}{_NAME}){{0,7}}"
_AGENCIES = (
    r"(?:AFP|Reuters|AP|REUTERS|Getty(?: Images)?|SIPA|Sipa|EPA|PA|dpa|EFE|ANSA|Belga|MAXPPP|Maxppp|Abaca|ABACA|ATS|DR"
    r"|Keystone|La Presse|LP|ER|Radio-Canada"
    r"|Shutterstock|iStock|Pixabay|Unsplash|Pexels|Hans Lucas|Bestimage|Panoramic|Icon Sport|D\.R\.)"
)

#: What stands between the names of those who wrote, edited or translated a text.
_CREDIT_WORDS = (
    r"(?i:(?:reporting|writing|editing|additional|compiled|by|in|and|with|from|for|reportage|rédigé|édité|traduit"
    r"|traduction|version|française?|par|de|du|des|la|le|à|et|avec|pour|service|bureau|rédaction|newsroom|desk)\b)"
)

_NETWORKS = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|messenger|instagram|telegram|tiktok|youtube|bluesky|pinterest|e-?mail"
    r"|google (?:news|actualités))"
)

#: One sentence, in which abbreviations may stand.
_CAPTION_SENTENCE = (
    r"(?>[^.!?]|\.(?:(?=\S| [a-z\d])|(?<=[A-Z]\.)|(?<=(?:Gov|Sen|Rep|Gen|Col|Sgt|Jan|Feb|Aug|Oct|Nov|Dec)\.)"
    r"|(?<=(?:Lt|Mr|Dr|St)\.))){5,330}[.!?]?"
)

#: Kind, "any case" or "as written", pattern from a line's start to its end, a line that it is for. A pattern for any
#: case is written and matched in lower case. Those with ", above" are for lines above the article's first sentence.
TABLE = Path(__file__).resolve().parent / "data" / "boilerplate.tsv"
_PLACEHOLDERS = {
    "<names>": _NAMES,
    "<name>": rf"(?:[dl]['’])?{_NAME}",
    "<credit words>": _CREDIT_WORDS,
    "<agencies>": _AGENCIES,
    "<date line>": _DATE_LINE,
    "<networks>": _NETWORKS,
    "<caption>": _CAPTION_SENTENCE,
    "<weekday>": FRENCH_WEEKDAY,
    "<day>": FRENCH_DAY,
    "<any date>": ANY_DATE,
    "<section>": SECTION,
}
#: Buttons, headings of a page, and what a picture is, each a line in lower case: kind -> language -> lines.
_WHOLE_LINES = {
    "related": {
        "fr": "voir la vidéo|regarder la vidéo",
        "en": "continue reading|keep reading|watch the video|scroll down for video|jump to recipe",
        "de": "weiterlesen|mehr lesen|zum rezept|video ansehen|das könnte sie auch interessieren",
        "es": "leer también|ver también|ver más|lee más|sigue leyendo|te puede interesar|vídeo relacionado|ver vídeo",
        "it": "continua a leggere|leggi tutto|leggi di più|guarda anche|guarda il video|potrebbe interessarti",
        "ja": "続きを読む|続きはこちら|もっと読む|もっと見る|関連記事|関連ニュース|関連エントリ|おすすめ情報"
        "|おすすめ記事|あわせて読みたい|次のページ|次のページへ|次ページへ",
        "zh": "阅读原文|阅读全文|查看原文|展开全文|相关阅读|相关新闻|延伸阅读|推荐阅读|精彩视频推荐"
        "|閱讀全文|延伸閱讀|相關新聞|看更多",
        "ko": "기사 더보기|더보기|관련기사|관련 기사|기사 원문 보기|기사원문 보기",
        "ru": "читать далее|читать полностью|читайте также|читайте по теме|по теме"
        "|материалы по теме|читати далі|читайте також",
        "ar": "اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|شاهد أيضا|شاهد أيضاً|مواضيع ذات صلة",
    },
    "share": {
        "fr": "imprimer l'article|imprimer la recette",
        "en": "print this article|print recipe",
        "de": "drucken|druckansicht|artikel drucken|artikel versenden|auf facebook teilen",
        "es": "imprimir|compartir en facebook",
        "it": "stampa|condividi su facebook",
        "ja": "シェア|シェアする|シェアする：|ツイート|ツイートする|印刷|印刷する|この記事をシェア"
        "|この記事をシェアする|ブックマーク",
        "zh": "分享|分享到|分享让更多人看到|扫一扫|点赞|收藏|举报|分享至|列印",
        "ko": "공유하기|기사 공유하기|url복사|url 복사|기사 url이 복사되었습니다|프린트|인쇄하기",
        "ru": "поделиться|поделиться ссылкой|скопировать ссылку|поділитися",
        "ar": "شارك|شارك المقال|انسخ الرابط",
        "hi": "कॉपी लिंक",
    },
    "notice": {
        "fr": "aller au contenu",
        "en": "skip to content|skip to main content|play video",
        "de": "zum inhalt springen|externer inhalt|empfohlener redaktioneller inhalt|artikel-informationen",
        "es": "ir al contenido|reproducir vídeo",
        "it": "vai al contenuto",
        "ja": "完了しました|メモ入力|-最大400文字まで|無断転載禁止|無断転載を禁じます",
    },
    "credit": {
        "de": "symbolbild|symbolfoto|archivbild|archivfoto",
        "es": "foto de archivo|imagen de archivo",
        "it": "foto d'archivio|immagine di repertorio",
    },
}
_KINDS = {line: kind for kind, lines in _WHOLE_LINES.items() for line in "|".join(lines.values()).split("|")}
_AROUND_LINES = " >›»→►▶:….()[]"
_READING_TIME = re.compile(
    r"(?:estimated reading time|geschätzte lesezeit|temps de lecture estimé|tiempo estimado de lectura"
    r"|tempo di lettura stimato) ?: ?\d{1,3} ?min[a-z]{0,5}\.?$"
)
#: In what a pattern calls the rest of a line, a verb makes the line a sentence of the article.
VERB = re.compile(
    rf"(?<![\w'’-])(?:{one_of(VERBS)}|is|are|was|were|has|have|had|would|could|must|said|says|did|does|not)(?![\w'’-])"
    r"|\b(?:[ns]|qu)['’]\w|\w(?:aient|[ed]ra|[ed]ront|[ed]rait)\b"
)
_DAY_OR_SOURCE = re.compile(
    rf"\b(?:{FRENCH_WEEKDAY}|hier|selon|d['’]après)\b|"
    r"\ba (?:annoncé|indiqué|déclaré|précisé|affirmé|révélé)\b"
)
#: A heading after which short lines without a full stop are titles of other articles.
LIST_HEADING = re.compile(
    r"(?i:(?:à |a )?(?:lire|voir) (?:aussi|également)|sur le même (?:sujet|thème)|dans la même rubrique|les plus lus"
    r"|à ne pas manquer|read (?:also|more)|most read|you may also like|le[ea] también|lesen sie auch|lees ook"
    r"|leggi anche|leia também)\s*:?\s*$"
)
#: A heading of advertisements.
_ADVERTISING_HEADING = re.compile(
    r"(?i:contenus sponsorisés|ailleurs sur le web|(?:contenus )?(?:recommandés |proposés )?par (?:outbrain|taboola)"
    r"|(?:sponsored|promoted) (?:content|stories|links)|(?:from )?around the web)\s*:?\s*$"
)
_LONGEST = 400
#: Ends of sentences inside a line that may be boilerplate sentence by sentence: one of more is an article.
_MOST_SENTENCES = 6
#: Lines of a page's head, where a byline in lower case may stand below others.
_HEAD_LINES = 4
#: Words of a title of another article; advertisements at the end of a page.
MOST_TITLE_WORDS, _MOST_ADVERTISEMENTS = 25, 8
#: A photo's credit at the end of a line: "LUDOVIC MARIN / AFP", "| Jean Petit / AFP", "REUTERS/Jean Petit", "© Sipa",
#: "Photo Ouest-France", "(Photo Jean Petit)", "(Capture d'écran BFMTV)".
_PHOTO = (
    r"(?i:photos?|image|capture d['’]écran|photo credit|file photo|photograph|vidéo|illustration"
    r"|(?:fotos?|bild(?:quelle)?)(?=\s?[:©]))"
)
_SOURCES = rf"{_NAMES}(?:\s?[/|,–—-]\s?{_NAMES}){{0,3}}"
_AFTER_MARK = r"(?<=[.!?…»\"”|–—-])\s"
_CREDIT = re.compile(
    rf"\s?\((?:{_PHOTO}(?: d['’](?:archives?|illustration))?\s?(?:[:©][^()]{{1,80}}|{_SOURCES})?|©[^()]{{1,80}}"
    rf"|(?P<by>(?i:photo(?:graph)?|picture|image|foto|bild) (?i:by|courtesy of|von|de|di)) {_NAME}[^()]{{0,60}}"
    rf"|(?i:crédits?)\s?:[^()]{{1,80}}|{_NAMES}\s?/\s?{_AGENCIES}|{_AGENCIES}(?: Photo)?\s?/\s?{_NAMES})\)\.?$"
    rf"|\s?©\s?[^.!?]{{1,80}}$|{_AFTER_MARK}\[(?:{_AGENCIES}|RTS|RTBF)(?:\s?[-–—/]\s?{_SOURCES})?\]$"
    rf"|{_AFTER_MARK}(?:(?:{_PHOTO}|(?i:crédit)\s?:)\s?:?\s?(?:{_SOURCES}|dpa)|(?P<signed>{_NAMES}\s?(?:/|\||via)\s?{_AGENCIES}))$"
    rf"|(?:\s[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]{{0,30}}){{1,5}}\s?(?:/|\||via)\s?{_AGENCIES}(?:\s?/\s?{_NAMES})?$"
    rf"|\s(?:[/|]\s?{_AGENCIES}|{_AGENCIES}\s?/\s?{_NAMES})$"
    r"|(?<=[.!?…»\"”])\s*(?P<page>Crédits? (?:photos?|illustrations?)\s*:\s?[^.]{1,80})$"
)
#: A name with its title of office, which is no news above a credit.
_NAME_ALONE = re.compile(rf"{_NAMES}\.?$")
#: Characters at the end of a line in which its credit is looked for, and words of the longest caption.
_LONGEST_CREDIT, _LONGEST_CAPTION = 160, 45
#: A credit that says whose and by whom ("Photo ER/Bruno GRANDJEAN"): under a title, what is seen at a place is no news.
_WHOSE_AND_WHO = re.compile(rf"(?i:photos?) {_NAMES}\s?[/–—-]\s?{_NAMES}$")
#: Begins what is seen on a photo.
_SEEN = re.compile(
    r"(?:Devant|Derrière|Autour|Face|Lors|Pendant|Ici|Au (?:premier plan|centre)|[AÀ] (?:gauche|droite))\b"
)
#: Begins what goes on with the sentence above, which is then no caption.
_REFERS_BACK = re.compile(
    r"(?:(?:Selon|Pour) )?(?i:ils?|elles?|lui|eux|ce(?:lui|lle|ux|lles)-ci|ce|cet|cette|ces|c['’]\w+)\b"
)
#: Is news on any day.
_HAPPENED = re.compile(r"\b(?:(?:a|ont) été|(?:est|sont) (?:mort|décédé)e?s?|perdu la vie)\b")
#: In the first sentence below a day, tells that the day is of what happens.
_OF_THE_DAY = re.compile(
    r"(?i:^(?:à \d|il est \d|ce (?:soir|jour|matin|midi)\b|cette (?:nuit|journée|soirée|date)\b)"
    r"|\b(?:(?:soir|jour|matin|nuit|journée)-là|(?:aura|auront) lieu|se (?:tiend|déroule)r(?:a|ont)|ouvrir(?:a|ont))\b)"
)
#: Stands above a caption: a button, a photographer in capitals.
_OPENS_CAPTION = re.compile(
    r"(?i:ouvrir l['’]image en mode plein écran)$|"
    r"PHOTOS? [^a-zà-ÿ]{4,60}, (?:ARCHIVES|COLLABORATION|AGENCE|L[AE] |L['’]|AFP|AP|REUTERS)[^a-zà-ÿ]{0,60}$"
)
#: Words of the longest name of a newspaper, and of the shortest title below it.
_LONGEST_OUTLET, _LEAST_TITLE = 5, 4
#: Where a title is of: "Quiberon. Le maire a été placé en garde à vue."
_PLACE = re.compile(r"^[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}\. ")
_NEXT_SENTENCE = re.compile(
    r"(?<![ '’(][A-ZÀ-ÖØ-Þ])(?<!\bM)(?<!Mme)(?<!\bDr)(?<!\bSt)[.!?…][»\"”)]*\s+(?=[A-ZÀ-ÖØ-Þ«\"“])"
)

#: How long ago something was written.
AGO = (
    r"(?:il y a (?:\d{1,3}|une?|quelques) (?:secondes?|minutes?|min|heures?|h|jours?|semaines?|mois|ans?)"
    r"|(?:\d{1,3}|an?) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|\d{1,3} ?(?:min|h|j|d))"
)
#: A time alone on its line.
TIME = re.compile(r"\d{1,2} ?(?:[hH:] ?[0-5]\d(?: ?[ap]\.?m\.?)?|h|heures)")
#: What may be a byline in lower case: no full stop ends it.
LOWER_BYLINE = re.compile(
    r"(?:by|par|von|por|di|door|a cura di|dal(?:la)? nostr[oa] (?:inviat[oa]|corrispondente)"
    r"|de nuestr[oa] (?:enviad[oa] especial|corresponsal)) (?:[A-ZÀ-ÖØ-Þ]|onze )[^\n]{2,80}(?<![.!?…])$"
)
#: A line of an article.
SENTENCE = re.compile(r"\S.{20,}[.!?…][»\"”’)\s]{0,4}$")
ENDED = re.compile(r"[.!?…][»\"”’)\s]*$")


def kind_of_line(line: str, *, is_above: bool = False) -> str | None:
    """The kind of boilerplate that a line is as a whole; None for a line of the article.

    A line whose open end (group "rest" of a pattern) has a verb says something and is no boilerplate.

    Args:
        line: without blanks around it.
        is_above: the line stands above the article's first sentence.
    """
    if not line or len(line) > _LONGEST:
        return None
    written = {"any case": line.lower(), "as written": line}
    if kind := _KINDS.get(written["any case"].replace("’", "'").strip(_AROUND_LINES)):
        return kind
    if _READING_TIME.match(written["any case"]):
        return "notice"
    for kind, case, place, pattern in _rows():
        match = pattern.match(written[case]) if is_above or not place else None
        if match and not VERB.search(match.groupdict().get("rest") or ""):
            return kind
    return None


def captions(lines: Sequence[str]) -> dict[int, int]:
    """Lines that end with a photo's credit: number -> where what is no news begins; 0 for a caption, all of which goes.

    A caption is one sentence among others of an article, or the one below a photographer's name in capitals, and tells
    no news. A credit that may be of the whole page, or the author's name in the last line, takes no sentence with it.
    """
    tails = [(i, max(0, len(line) - _LONGEST_CREDIT)) for i, line in enumerate(lines)]
    credits = {i: (credit, start) for i, start in tails if (credit := _CREDIT.search(lines[i][start:]))}
    has_article = any(SENTENCE.match(line) for i, line in enumerate(lines) if i not in credits)
    found: dict[int, int] = {}
    for i, (credit, start) in credits.items():
        place = start + credit.start()
        before = lines[i][:place].strip()
        is_alone = not credit["page"] and not (credit["signed"] and not any(lines[i + 1 :]))
        is_alone = is_alone and (not credit["by"] or _NAME_ALONE.match(before) is not None)
        is_seen = _WHOSE_AND_WHO.search(credit.group()) and _SEEN.match(before) and _is_under_title(lines, i)
        is_news = _is_news(before) and not is_seen
        found[i] = 0 if has_article and is_alone and _is_caption(before) and not is_news else place
    for i, line in enumerate(lines):
        below = next((j for j in range(i + 1, len(lines)) if lines[j]), i) if _OPENS_CAPTION.match(line) else i
        if below > i and _is_caption(lines[below]) and any(map(SENTENCE.match, lines[below + 1 :])):
            is_told = _HAPPENED.search(lines[below]) or _REFERS_BACK.match(_next(lines, below))
            if not is_told and not _is_news(lines[below]):
                found[below] = 0
    return found


def _is_caption(line: str) -> bool:
    """True for one sentence, or a part of it, that is not too long."""
    return len(line.split()) <= _LONGEST_CAPTION and not _NEXT_SENTENCE.search(line)


def _next(lines: Sequence[str], i: int) -> str:
    return next((lines[j] for j in range(i + 1, len(lines)) if lines[j]), "")


def _is_under_title(lines: Sequence[str], i: int) -> bool:
    """True for a line below a title and above a sentence that does not refer back to it."""
    above = next((lines[j] for j in range(i - 1, -1, -1) if lines[j]), "")
    below = _next(lines, i)
    return _is_title(above) and SENTENCE.match(below) is not None and not _REFERS_BACK.match(below)


def _is_title(line: str) -> bool:
    return len(line.split()) >= _LEAST_TITLE and not ENDED.search(line)


def _is_news(line: str) -> bool:
    """True for a sentence that says what happened on a day of the week, or who said so."""
    return VERB.search(line.lower()) is not None and _DAY_OR_SOURCE.search(line) is not None


def kinds_of_lines(lines: Sequence[str]) -> list[str | None]:
    """The kind of each line.

    Times alone on their lines are of a programme only where all are full five minutes, and a day alone above the text
    where another one stands below; a day over or below no title is no page's, nor is one that the text speaks of. The
    first line is a newspaper's name where its date or page stands below, and then a title. Bylines may be in lower case
    where they stand apart: between blank lines, in the head of a page above one, or under the first line and above a
    sentence.
    """
    first = _first_sentence(lines)
    kinds = [kind_of_line(line, is_above=i < first) for i, line in enumerate(lines)]
    kinds[: first + 1] = [kind or _kind_of_several(line) for kind, line in zip(kinds, lines[: first + 1], strict=False)]
    days = [i for i in range(first) if kinds[i] == "date" and kind_of_line(lines[i]) is None]
    if days:
        is_programme = any(kind_of_line(line, is_above=True) == "date" for line in lines[first:])
        told = [line if kind is None else "" for line, kind in zip(lines, kinds, strict=True)]
        for i in days:
            kinds[i] = "date" if not is_programme and _is_day_of_page(told, i) else None
    head = [i for i in range(first) if lines[i]]
    if [kinds[i] for i in head[:2]] == [None, "page"] and _is_outlet(lines[head[0]]):
        titles = [lines[i] for i in head[2:] if kinds[i] is None]
        kinds[head[0]] = "page" if any(len(title.split()) >= _LEAST_TITLE for title in titles) else None
    for i, line in enumerate(lines):
        following = "".join(lines[i + 1 : i + 2])
        is_apart = i < 2 or not lines[i - 1] or (i < _HEAD_LINES and not following)
        is_above = (
            not following
            or kinds[i + 1] == "date"
            or (following[0].isupper() and SENTENCE.match(following) is not None)
        )
        if LOWER_BYLINE.match(line) and is_apart and is_above:
            kinds[i] = kind_of_line(line[:1].upper() + line[1:])
    alone = [i for i, line in enumerate(lines) if TIME.fullmatch(line[:20])]
    if any(kinds[i] for i in alone):
        kinds = ["date" if TIME.fullmatch(line[:20]) else kind for line, kind in zip(lines, kinds, strict=True)]
    return kinds


def _kind_of_several(line: str) -> str | None:
    """The kind of a line of several sentences that are all boilerplate ("Bonjour ! Voici l'essentiel.");
    None for others."""
    ends = [match.end() for match in _NEXT_SENTENCE.finditer(line)] if len(line) <= _LONGEST else []
    kind, start = None, 0
    while 0 < len(ends) <= _MOST_SENTENCES and start < len(line):
        parts = ((end, kind_of_line(line[start:end].strip())) for end in (len(line), *reversed(ends)) if end > start)
        start, found = next(((end, found) for end, found in parts if found), (len(line), None))
        if found is None:
            return None
        kind = kind or found
    return kind


def _is_day_of_page(lines: Sequence[str], i: int) -> bool:
    """True for a day over a title, or below one and above a sentence that does not speak of this day."""
    below = _next(lines, i)
    return _is_title(below) or (any(lines[:i]) and not _OF_THE_DAY.search(_NEXT_SENTENCE.split(below, 1)[0]))


def _is_outlet(line: str) -> bool:
    return len(line.split()) <= _LONGEST_OUTLET and not VERB.search(line.lower())


def _first_sentence(lines: Sequence[str]) -> int:
    """The number of the first line that is a sentence with a verb; 0 where there is none."""
    return next((i for i, line in enumerate(lines) if SENTENCE.match(line) and VERB.search(line.lower())), 0)


@cache
def _rows() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    rows = []
    for kind, case, pattern, _ in rows_of(TABLE, 4):
        for name, meaning in _PLACEHOLDERS.items():
            pattern = pattern.replace(name, meaning)
        with own_file(TABLE):
            rows.append((kind, *case.partition(", ")[::2], re.compile(pattern)))
    return tuple(rows)


def _is_of_articles(line: str) -> bool:
    """True for a heading over other articles alone: what is "à voir" or "à ne pas manquer" may be told by this one."""
    return LIST_HEADING.match(line) is not None and not re.search(r"voir|manquer", line.lower())


def _are_advertisements(lines: Sequence[str], first: int) -> bool:
    """True where all lines from a number on are few, short, and of one sentence each."""
    rest = [_PLACE.sub("", line) for line in lines[first:] if line]
    is_short = all(len(line.split()) <= MOST_TITLE_WORDS and not _NEXT_SENTENCE.search(line) for line in rest)
    return is_short and 0 < len(rest) <= _MOST_ADVERTISEMENTS and 2 * len("".join(rest)) <= len("".join(lines))


def titles_below(lines: Sequence[str]) -> dict[int, str]:
    """Titles of other articles and advertisements that end as sentences do: line number -> kind.

    They stand directly under a heading ("À lire également"), up to a blank line, where blank lines part the paragraphs
    of the article; or, few, under a heading of advertisements ("Contenus sponsorisés") at the end of the text, blank
    lines between them or not.
    """
    sentences = {i for i, line in enumerate(lines) if SENTENCE.match(line)}
    starts = [i for i, line in enumerate(lines) if line and not (i and lines[i - 1])]
    found: dict[int, str] = {}
    has_article, is_parted = False, True
    for start in starts:
        end = next((i for i in range(start, len(lines)) if not lines[i]), len(lines))
        at_end = range(max(start, end - _MOST_ADVERTISEMENTS), end if start == starts[-1] else 0)
        for i in sorted({start, *at_end}):
            is_apart = i == start and is_parted
            is_list = is_apart and _is_of_articles(lines[i]) and any(map(ENDED.search, lines[i + 1 : end]))
            is_advertising = (is_apart or i in at_end or i + 1 == end) and _ADVERTISING_HEADING.match(lines[i])
            is_below = has_article or not sentences.isdisjoint(range(start, i))
            if is_advertising and is_below and i + 1 == end and _are_advertisements(lines, end):
                return found | dict.fromkeys(range(i, len(lines)), "notice")
            is_short = all(len(line.split()) <= MOST_TITLE_WORDS for line in lines[i + 1 : end])
            if is_below and is_short and (is_list or is_advertising):
                found |= dict.fromkeys(range(i, end), "related-title" if is_list else "notice")
                found[i] = "related" if is_list else "notice"
                break
        else:
            has_article = has_article or not sentences.isdisjoint(range(start, end))
            is_parted = is_parted and sentences.isdisjoint(range(start, end - 1))
    return found
