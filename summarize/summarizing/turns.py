"""Long sentences of other languages than French, shown with what turns them: a verdict, a verb with its negation, the
verb at its end, the news behind "but".

Input: a sentence. Output: at most so many words of it, "…" between its beginning and what turns it; None where nothing
is surely turned: it is then broken off.
"""

from __future__ import annotations

import re

from ..text.quotations import straight_marks
from .corrections import is_verdict, negates
from .english import ENGLISH_TURN, quotation_of, source_of_claim
from .trimming import broken_off


def _denied(clauses: str, denial: str) -> str:
    """The pattern of a subject without commas and clauses, and of its verb with a negation or a verdict on it."""
    subject = rf"(?:[^,;:.]*? (?:que|che) )?(?:(?!(?:{clauses}) )[\w’'£$€%.,-]*[\w%’'] )+"
    return rf"|(?P<subject>{subject})(?P<not>(?:{denial})(?!\w))"


_MODALS = "heeft|hebben|had|hadden|is|zijn|was|waren|wordt|worden|werd|werden"
_DUTCH_CLAUSES = (
    "dat|die|omdat|want|als|terwijl|nadat|voordat|zodat|toen|of|om (?!het leven)|maar|wie|wat|hoe|waar|waarin|waarbij|"
    rf"waardoor|waarmee|waarop|waarvan|en (?:{_MODALS}|zal|zullen|gaat|gaan|wil|willen|kan|kunnen|moet|moeten)"
)
#: The last words of a Dutch sentence: a verb with its negation.
_DUTCH_DENIAL = r"(?:(?:toch|nog|voorlopig) )?(?:niet|nooit|geen) (?:[\w-]+ ){0,3}\w+(?:d|t|en)\.$"
#: The last words of a German sentence: a verb behind its subject's clause, with a negation or a verdict.
_GERMAN_DENIAL = (
    r"(?:hat|haben|ist|sind|war|waren|wird|werden|stimmt|stimmen|trifft|treffen|darf|dürfen|kann|können)"
    r"(?: [\w-]+){0,4}? (?:nicht|falsch|haltlos|unbegründet|unwahr|freigesprochen)(?: [a-zäöüß]+){0,2}\.$"
)
#: A sentence up to what turns it, and that, by language.
_TURNS = {
    "en": ENGLISH_TURN,
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
    rf"|(?P<subject>[^;:.]+? )(?P<not>{_DUTCH_DENIAL})",
    "de": rf"(?P<subject>(?:Dass|D(?:er|ie|as) \w+, (?:dass|wonach)) [^;:.]+?, |"
    rf"(?:(?!(?:hat|haben|ist|sind|war|waren|wird|werden|wurde|wurden)\b)[^\s,;:.]+ )+)(?P<not>{_GERMAN_DENIAL})|"
    r"(?P<head>[^,;:.]+? )(?P<turn>(?:(?:nichts?|keine?\w?|nie) (?:\w+ ){0,5})?"
    r"(?:(?:[\w-]+ ){2}[a-zäöüß]+(?:t|en) und (?:[\w-]+ ){1,2}|(?<!mit )(?<!auf )(?<!in )(?<!von )(?<!für )"
    r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d+) (?:[\w-]+ ){1,3})?[a-zäöüß]+"
    r"(?: (?:worden|werden|haben|sein|können|müssen|dürfen|lassen))?\.$)",
}
TURNED = frozenset(_TURNS) - {"en"}
_PATTERNS = {language: re.compile(rf"(?:{pattern})(?P<rest>.*)") for language, pattern in _TURNS.items()}
#: End a German clause, behind its participle or infinitive: "der sie getötet haben soll".
_VERB_LAST = frozenset(
    "soll sollen sollte sollten will wollen könnte könnten dürfte haben hat sein ist sind wurde".split()
)
#: What was asked or believed, or what is said against, before the news; the news.
_CONTRAST = re.compile(
    r"(?:(?:(?!\b(?:que|che|cui|chi|die|dat|wie|der|dem|welche\w*)\b)[^.;:,])*?"
    r"\b(?:(?:had|hadden)\b[^.;:,]* (?:geëist|gevorderd)|(?<!.)(?:sembrava|pareva|parecía|parecia)|"
    r"avev(?:a|ano) chiesto|"
    r"habían? (?:pedido|solicitado)|pedían?|(?:tinha|tinham|havia|haviam) pedido|pediam?|"
    r"hatten?\b[^.;:,]* (?:Haft|Gefängnis|Jahre|Monate|Freispruch)\b[^.;:,]* (?:gefordert|beantragt))\b[^.;:]*?, "
    r"(?:maar|toch|ma|però|invece|pero|mas|porém|aber|doch) |"
    r"(?:contrariamente a|contrary to|contrario a|al contrario de|ao contrário d|em contraste com) ?[^,.;:]*, )"
    r"(?P<news>.+)",
    re.IGNORECASE,
)
#: A clause that says what it is about in a word.
_REFERS = re.compile(
    r"(?:l['’]ha|(?:h?ij|zij|ze|dat|dit|er|lo|li|ci|quest\w|eso?|ella|este|ele|ela|isso|sie|es) )", re.IGNORECASE
)
_ANY_CLAUSE = {
    "nl": re.compile(rf", |(?<!\w)(?:{_DUTCH_CLAUSES})(?!\w)"),
    **dict.fromkeys(("en", "es", "it", "pt"), re.compile(r"\b(?:that|which|who|where|que|che|dove|cui|onde|donde)\b")),
}
#: Words of the shortest news behind "but".
_FEWEST = 6
#: The end of a sentence, but no initial or title ("M. Roux").
END_OF_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\b[A-ZÀ-Þ]\.)(?<!\bMM\.) (?![»\"”a-zà-ÿ])|(?<=[.!?…] [»\"”]) (?![a-zà-ÿ])"
)
_REPORTING = re.compile(r", (?:a|ont)(?: \w+){0,2}…$")
#: Words of what stands behind the gap, where it is not whole; characters of a sentence that are looked at.
MOST_TAIL, LONGEST = 8, 2_000


def turned(sentence: str, most: int, language: str) -> str | None:
    """A long sentence of another language than French with the verdict behind it, with what turns it, or without the
    German clause of which that is cut off; None where none is cut off."""
    parts = END_OF_SENTENCE.split(sentence)
    if verdict := next((n for n, part in enumerate(parts) if n and is_verdict(part)), 0):
        joined = with_gap_between(" ".join(parts[:verdict]), parts[verdict], most, language)
        return joined.replace("…", '…"', 1) if straight_marks(joined) % 2 else joined
    if language == "en" and (spoken := quotation_of(sentence[:LONGEST])):
        quoted, whose = spoken[0], broken_off(spoken[1], MOST_TAIL, language)
        room = most - len(whose.split())
        is_whole = len(quoted.split()) <= room
        return f"{quoted if is_whole else broken_off(quoted, room, language) + quoted[-1]} {whose}"
    if language == "en" and (claimed := source_of_claim(sentence[:LONGEST])):
        return with_gap_between(*claimed, most, language)
    count = len(broken_off(sentence, most, language).split())
    words = sentence.split()
    if (news := _news_of_contrast(sentence[:LONGEST])) is not None:
        return news if len(news.split()) <= most else turned(news, most, language) or broken_off(news, most, language)
    match = _PATTERNS[language].match(sentence[:LONGEST]) if language in _PATTERNS else None
    kept = " ".join(words[:count])
    if language == "de" and words[count].strip(",.") in _VERB_LAST and "," in kept and not (match and match["not"]):
        return kept.rpartition(",")[0] + "…"
    if match is None:
        return None
    found = match.groupdict("")
    head, turn = found["head"] or found.get("subject", ""), found["turn"] or found.get("not", "")
    if len(f"{head}{turn}".split()) <= count:
        return None
    tail = turn + found["rest"]
    if len(tail.split()) > MOST_TAIL and "," in tail:
        tail = tail.partition(",")[0] + "…"
    joined = with_gap_between(head.rstrip(" ,"), tail, most, language)
    is_turned = language == "de" and negates(sentence, language) and not negates(joined, language)
    is_apart = found.get("not") and _opens_clause(head[len(joined.partition("…")[0]) :], language)
    return None if is_turned or is_apart else joined


def with_gap_between(head: str, tail: str, most: int, language: str = "fr") -> str:
    """The beginnings of two parts of a sentence, "…" between the two."""
    if len(tail.split()) > MOST_TAIL:
        tail = broken_off(tail, MOST_TAIL, language)
    room = most - len(tail.split())
    is_whole = len(head.split()) <= room and head.endswith((".", "!", "?"))
    return f"{head if is_whole else _REPORTING.sub('…', broken_off(head, room, language))} {tail}"


def _news_of_contrast(sentence: str) -> str | None:
    """The clause with the news, behind what was asked or believed before ("Het OM had drie jaar geëist, maar …"); None
    where there is none, or it says in a word what it is about."""
    match = _CONTRAST.match(sentence)
    news = match["news"] if match else ""
    return None if len(news.split()) < _FEWEST or _REFERS.match(news) else news[:1].upper() + news[1:]


def _opens_clause(gap: str, language: str) -> bool:
    """True for words in which another clause begins, whose verb stands behind them."""
    return language in _ANY_CLAUSE and _ANY_CLAUSE[language].search(gap) is not None
