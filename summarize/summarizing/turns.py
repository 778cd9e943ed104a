"""What turns a long sentence of Spanish, Italian, Portuguese, Dutch or German: a verdict, a verb with its negation, the
verb at its end, or the news behind "but".

Input: a sentence. Output: patterns of what comes before the turn and of the turn; the clause that is the news. What is
unsure is not found: a headline is then broken off as before.
"""

from __future__ import annotations

import re


def _denied(clauses: str, denial: str) -> str:
    """The pattern of a subject without commas and clauses, and of its verb with a negation or a verdict on it."""
    subject = rf"(?:[^,;:.]*? (?:que|che) )?(?:(?!(?:{clauses}) )[\w’'£$€%.,-]*[\w%’'] )+"
    return rf"|(?P<subject>{subject})(?P<not>(?:{denial})(?!\w))"


#: Words that end no headline: they wait for a noun or a clause.
OPEN_WORDS = frozenset(
    """
    a à às ao aos al alla alle allo ai agli ante bajo como con contra da dal dalla de degli dei del della delle dello
    desde di do dos das e ed el em en entre es fra gli hasta i il in la las le lo los na nas nel nella no nos o os
    para pela pelo per por que che se si sin su sul sulla sulle sobre tra tras um uma un una uno y ma pero mas não non
    nicht niet aan als bij dat den der des die door een het hun met naar of om onder op over te tegen tot uit van voor
    waar wegen zijn maar am an auf aus bei beim dass dem durch ein eine einem einen einer eines für gegen im ins mit
    nach oder seit seine seinem seiner sich über und unter vom von vor zu zum zur zwischen aber
    """.split()
)
_MODALS = "heeft|hebben|had|hadden|is|zijn|was|waren|wordt|worden|werd|werden"
_DUTCH_CLAUSES = (
    "dat|die|omdat|want|als|terwijl|nadat|voordat|zodat|toen|of|om (?!het leven)|maar|wie|wat|hoe|waar|waarin|waarbij|"
    rf"waardoor|waarmee|waarop|waarvan|en (?:{_MODALS}|zal|zullen|gaat|gaan|wil|willen|kan|kunnen|moet|moeten)"
)
#: A participle, and no noun with its ending.
_PARTICIPLE = (
    r"(?!(?:geweld|geld|gebied|gezicht|gezin|gebod|verbod|verstand|bestand|bericht|gedicht|gevecht|beest|ontbijt|"
    r"ge(?:bieden|bouwen|meenten|zinnen|vechten|vangenen|wonden|volgen|gevens)|verkiezingen|be(?:drijven|richten))\b)"
    r"(?:(?:aan|af|bij|door|in|mee|neer|om|op|over|vast|terug|toe|uit|voor|weg|dicht|stil)?ge\w{2,}|"
    r"(?:aan|af|op|uit)?(?:ver|be|ont|her)\w{2,})(?:d|t|en)"
)
#: The last words of a Dutch sentence: a verb with its negation, or a participle with who or what became so.
_DUTCH_DENIAL = r"(?:(?:toch|nog|voorlopig) )?(?:niet|nooit|geen) (?:[\w-]+ ){0,3}\w+(?:d|t|en)\.$"
_DUTCH_END = (
    r"(?:(?<!met )(?<!tegen )(?<!op )(?<!in )(?<!van )(?<!voor )(?<!door )(?<!aan )(?<!naar )(?<!uit )(?<!bij )"
    r"(?<!na )(?<!om )(?<!over )(?<!onder )(?<!sinds )(?<!tijdens )(?<!tot )(?<!als )"
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+) (?:[\w-]+ ){1,2})?"
    rf"(?:(?:(?:zwaar|licht|ernstig) )?gewond |om het leven )?{_PARTICIPLE}(?: (?:worden|geworden|hebben|zijn))?\.$"
)
#: The last words of a German sentence: a verb behind its subject's clause, with a negation or a verdict.
_GERMAN_DENIAL = (
    r"(?:hat|haben|ist|sind|war|waren|wird|werden|stimmt|stimmen|trifft|treffen|darf|dürfen|kann|können)"
    r"(?: [\w-]+){0,4}? (?:nicht|falsch|haltlos|unbegründet|unwahr|freigesprochen)(?: [a-zäöüß]+){0,2}\.$"
)
#: A sentence up to what turns it, and that, by language.
TURNS = {
    "es": r"(?P<head>[^;:.]+? )(?P<turn>(?:(?:ha sido|han sido|fue|fueron) )?(?:absuelt|exculpad)[oa]s?\b)"
    + _denied(
        "que|quien|si|pero|y|cuando|mientras|porque|como|lo|se",
        r"no (?:es|son|serán?|han?|fue|fueron|podrán?|pueden?|van?|habrá|tendrán?|están?)\b|"
        r"(?:es|son) (?:fals[oa]s?|inocentes?)",
    ),
    "it": r"(?P<head>[^;:.]+? )(?P<turn>(?:(?:è stat[oa]|sono stat[ie]) )?(?:assolt|prosciolt)[oaie]\b)"
    + _denied(
        "che|chi|se|ma|e|ed|quando|mentre|perché|come|si|lo",
        r"non (?:è|sono|sarà|saranno|ha|hanno|può|possono|potrà|deve|dovrà|viene|verrà|verranno|avrà|andrà)\b|"
        r"(?:è|sono) (?:innocent[ei]|fals[oaie]|infondat[oaie])",
    ),
    "pt": r"(?P<head>[^;:.]+? )(?P<turn>(?:(?:foi|foram) )?(?:absolvid|inocentad)[oa]s?\b)"
    + _denied(
        "que|quem|se|mas|e|quando|enquanto|porque|como",
        r"não (?:é|são|será|serão|foi|foram|vai|vão|pode|podem|poderá|tem|terá|haverá|está|estão)\b|"
        r"(?:é|são) (?:fals[oa]s?|inocentes?)",
    ),
    "nl": r"(?P<head>[^;:.]+? )(?P<turn>(?:(?:is|zijn|werd|werden) )?vrijgesproken\b)"
    rf"|(?P<subject>[^;:.]+? (?={_DUTCH_DENIAL})|(?:(?!(?:{_DUTCH_CLAUSES}|{_MODALS}) )[^\s;:]*[^\s,;:] )+"
    rf"(?:{_MODALS}) (?:(?!(?:{_DUTCH_CLAUSES}) )[^\s;:]*[^\s,;:] )+?)(?P<not>{_DUTCH_DENIAL}|{_DUTCH_END})",
    "de": rf"(?P<subject>[^;:.]+?,? )(?P<not>{_GERMAN_DENIAL})|"
    r"(?P<head>[^,;:.]+? )(?P<turn>(?:(?:nichts?|keine?\w?|nie) (?:\w+ ){0,5})?"
    r"(?:(?:[\w-]+ ){2}[a-zäöüß]+(?:t|en) und (?:[\w-]+ ){1,2}|(?<!mit )(?<!auf )(?<!in )(?<!von )(?<!für )"
    r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d+) (?:[\w-]+ ){1,3})?[a-zäöüß]+"
    r"(?: (?:worden|werden|haben|sein|können|müssen|dürfen|lassen))?\.$)",
}
#: End a German clause, behind its participle or infinitive: "der sie getötet haben soll".
VERB_LAST = frozenset(
    "soll sollen sollte sollten will wollen könnte könnten dürfte haben hat sein ist sind wurde".split()
)
#: What was asked or believed, or what is said against, before the news; the news.
_CONTRAST = re.compile(
    r"(?:[^.;:]*?\b(?:(?:had|hadden)\b[^.;:,]* (?:geëist|gevraagd|gevorderd|verwacht)|leek|leken|dacht(?:en)?|"
    r"avev(?:a|ano) (?:chiesto|proposto|annunciato)|sembrava(?:no)?|pareva(?:no)?|"
    r"había[n]? (?:pedido|solicitado)|pedían?|parecían?|(?:tinha|tinham|havia|haviam) pedido|pediam?|"
    r"hatten?\b[^.;:,]* (?:gefordert|beantragt)|schien(?:en)?)\b[^.;:]*?, "
    r"(?:maar|toch|ma|però|invece|pero|mas|porém|aber|doch) |"
    r"(?:contrariamente a|contrary to|contrario a|al contrario de|ao contrário d|em contraste com) ?[^,.;:]*, )"
    r"(?P<news>.+)",
    re.IGNORECASE,
)
#: The last clause of a sentence, which says what stands against the rest.
_BUT = re.compile(
    r"(?P<before>[^;:]+), (?P<but>(?:but|ma|però|invece|pero|mas|porém)"
    r"(?! (?:also|rather|instead|anche|también|também|sim)\b) [^,;:]+[.!])$"
)
#: A clause that says what it is about in a word.
_REFERS = re.compile(
    r"(?:l['’]ha|(?:h?ij|zij|ze|dat|dit|er|lo|li|ci|quest\w|eso?|ella|este|ele|ela|isso|sie|es) )", re.IGNORECASE
)
_ANY_CLAUSE = {
    "nl": re.compile(rf", |(?<!\w)(?:{_DUTCH_CLAUSES})(?!\w)"),
    **dict.fromkeys(("en", "es", "it", "pt"), re.compile(r"\b(?:that|which|who|que|che)\b")),
}
#: Words of the shortest news behind "but", and of the shortest and longest clause with it that is shown behind a gap.
_FEWEST, _FEWEST_BUT, _MOST_BUT = 6, 5, 9


def news_of_contrast(sentence: str) -> str | None:
    """The clause with the news, behind what was asked or believed before ("Het OM had drie jaar geëist, maar …"); None
    where there is none, or it says in a word what it is about."""
    match = _CONTRAST.match(sentence)
    news = match["news"] if match else ""
    return None if len(news.split()) < _FEWEST or _REFERS.match(news) else news[:1].upper() + news[1:]


def contrast_of(sentence: str, shown: int, language: str) -> tuple[str, str] | None:
    """What stands before a short last clause with "but", and that clause, which the first words, so many as are shown,
    leave out; None in German and Dutch, where the verb may stand right before it."""
    match = _BUT.match(sentence) if language in ("en", "es", "it", "pt") else None
    if match is None or not _FEWEST_BUT <= len(match["but"].split()) <= _MOST_BUT or len(sentence.split()) <= shown:
        return None
    return match["before"], match["but"]


def opens_clause(gap: str, language: str) -> bool:
    """True for words in which another clause begins, whose verb stands behind them."""
    return language in _ANY_CLAUSE and _ANY_CLAUSE[language].search(gap) is not None
