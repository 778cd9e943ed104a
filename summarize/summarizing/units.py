"""What a summary can be put together from: sentences that stand together, and why each could not open one.

Input: a Document. Output: Units in reading order. A quotation of several sentences is one unit with the words that say
whose it is; in an interview, a question is one with its answer; a claim is one with the verdict or the denial that
follows it. Nothing is dropped: a unit that may not be shown says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..checking import word_list
from ..text import french
from ..text.dates import FRENCH_WEEKDAY, WEEKDAYS
from ..text.document import Document
from ..text.quotations import QUOTED, straight_marks
from ..text.sentences import Sentence
from ..text.words import bare, content_stems, repeats_itself, words_of
from .corrections import bound_together
from .denials import FINAL, MOST_MERGED, states_what_is_asked, text_of, with_verdicts
from .dialogues import LABEL, dialogues, exchanges_of, labelled, speaks, turns_of
from .fragments import (
    SEEMS_VERB,
    bare_lists_of,
    breaks_off,
    frames_of,
    is_beside,
    is_caption_of_photo,
    is_frame,
    lists_of,
    tells_time,
)
from .missing_names import opens_with_name

#: Why a unit does not open a summary. See `fault_of`, and `references.dangling` for what begins with "dangling_".
Fault = Literal[
    "title",
    "too_long",
    "caption",
    "question",
    "open_quotation",
    "quotation",
    "speech",
    "teaser",
    "repetition",
    "listed",
]

_MOST_MERGED_WORDS = 80
#: Words from which on a sentence is no sentence: a text without full stops.
_MOST_WORDS = 120
#: What sentences often begin with.
_BEGINS = (
    r"(?:Le|La|Les|L'|Un|Une|Des|Il|Elle|Ils|Elles|Ce|Cet|Cette|Ces|En|Dans|Depuis|Selon|Pour|Au|"
    r"Aux|À|A|Si|Sur|Mais|Et|Après|Avant|Désormais|Alors|Lors|Avec|Outre|Parmi|D'après|Plusieurs|Interrogée?|"
    r"Son|Sa|Ses|Leurs?|Nous|Je|Tout|Tous|Toutefois|Cependant|Ainsi|Pourtant|C'est|Quant|Entre|Malgré|Face|Du|De|"
    rf"Seule?s?|{'|'.join(day.capitalize() for day in WEEKDAYS['fr'])}|Contactée?|Invitée?)[ ,’']"
)
#: A heading that the page's text lost the line feed after ("ouvertesDepuis le mois", "DEUX MIGRANTSTout commence"), or
#: a list mark that it lost the line feed before.
_GLUED = re.compile(
    rf"(?<=[a-zà-ÿ0-9%€])(?!(?<=\d)A\b)(?={_BEGINS})|(?<=[A-ZÀ-Þ]{{3}})(?=[A-ZÀ-Þ][a-zà-ÿ’'])(?={_BEGINS})|"
    r"(?<=[.!?…])(?=• ?\S)|(?<=[^\s(\[«“'’][\"»)])(?=[A-ZÀ-Þ][a-zà-ÿ]*[ ,'’])"
)
#: The same between any two words of the language ("salairesInterpellé").
_JOINED = re.compile(r"(?<![\w'’-])(?P<last>[a-zà-ÿ]{4,})(?=(?P<next>[A-ZÀ-Þ][a-zà-ÿ]{2,})(?!\w))")
#: What pages put beside a text. Of a word like "photo" a colon or a few words without a verb make a caption; a sentence
#: may begin with it ("Source de tensions depuis un an, la centrale …").
_OF_PHOTO = r"(?:crédits?|photos?|illustrations?|images?|sources?|vidéos?|le figaro)"
_CAPTION = re.compile(
    rf"^(?:{_OF_PHOTO}(?: d['’]\w+)? ?[:/|©–]|"
    rf"{_OF_PHOTO}\b(?!.*\b(?:a|ont|est|sont|is|are|was|were|has|have)\b)(?:\W+\w+){{0,4}}\W*$|"
    r"©|avec afp\b|\(?afp\)?\W*$|(?:mis à jour|publié) (?:le|à|il y a|hier|aujourd)\b.{0,60}$|lire aussi|à lire\b|"
    r"à voir\b|voir aussi|(?:regardez|écoutez|retrouvez|découvrez|suivez|lisez|cliquez)\b|cet article\b|abonnez|"
    r"(?:\d{1,2} ?[h:] ?\d\d : )?(?:bonjour|bonsoir|bienvenue)\b[^.!]{0,80}\b(?:direct|live|suivi)\b)",
    re.IGNORECASE,
)
#: A video's title, glued to whose it is: "Noyades : qui meurt ?par franceinfo".
_OF_VIDEO = re.compile(
    r"(?<=[^\s(])par (?:franceinfo|BFM ?TV|6MEDIAS|Non Stop \w+|Europe 1|CNEWS|France Inter|Public Sénat|RMC|"
    r"LeHuffPost|20Minutes|Le Point|Le Parisien|Top Santé)\W*$"
)
#: Who wrote it, or whose turn it is: "Par Anne Roux, économiste.", "Jean Morin. Non, jamais.".
_BYLINE = re.compile(
    r"Par [A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,3}(?:,[^.]{1,60})?\.?$|"
    r"[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w'’-]+\. (?:Oui|Non|Si|Bien sûr|Pas du tout|Jamais)\b"
)
_SPEAKER = re.compile(
    rf"(?<![\w'-])(?:{french.one_of(french.SAYING)})(?![\w-])|-t-(?:il|elle|on)|\b\w+-(?:t-)?(?:il|elle)\b"
)
#: In front of a paragraph.
_DASH = re.compile(r"^[-–—•] ?(?=[^\W\d_])")
#: The end of a question.
_ASKS = re.compile(r"\?\s?(?:\.{3}|…)?[\"»”)\s]*$")
#: Waits for the clause that it is of: "Alors que la question interroge le président.", "Qu'il suffit d'un mot."
_LACKS_CLAUSE = re.compile(
    r"(?:Alors que|Tandis que|Sauf que|Bien que|Puisque|Lorsque|Quand)\b[^,;:?]*$|"
    r"Qu(?:e |['’])(?!d(?:es?|u) |d['’])(?!.*\b(?:(?:ai|soi)(?:en)?t|puissen?t?|fassen?t?)\b)"
    r"(?:[^,;:?!]|, (?:d['’]|(?:de|du|des|et|ou|ni|qu[ei])\b|qu['’]))*$"
)
_SHORT_TEASER = 9
#: What begins a further sentence; a place before the first one ("Brest. Deux lycéens …").
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+ ){0,2}[A-ZÀ-Þ][\w'’-]+\. ")
_NEXT_HEAD = re.compile(r"(?<=[a-zà-ÿ]{2}[.!?…]) \w+")
#: Words of a title.
_MOST_TITLE = 30
#: Characters of a quotation on either side of a sentence inside it.
_LONG_QUOTATION = 1_000
#: For each kind of quotation marks: both, the end of a text that opens them, the beginning of one that closes them.
_INSIDE = tuple(
    (a + b, re.compile(rf"(?<![^\s(]){a}(?=\S)[^{a}{b}„]*$"), re.compile(rf"[^{a}{b}„]*(?<!\s){b}(?=[\s,.;)]|$)"))
    for a, b in ('""', "“”")
)
#: The first mark of a text, where it closes a quotation that stands open before it.
_CLOSES_FIRST = re.compile(r"[^\"“”„]*[^\"“”„\s(\['’][\"”](?=[ ,.;]|$)")
#: Content stems from which on a short sentence tells something: "Une enquête a été ouverte par le parquet." has three,
#: "La décision est tombée." two.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of an article's sentences, `first` to `last` by number, shown together or not at all.

    `text` is as the article has it from character `start` on; `frame` is the number of a sentence before it without
    which it is not shown: it says in which time or story it is, or is the heading of its list.
    """

    first: int
    last: int
    text: str
    start: int
    fault: Fault | None
    frame: int | None = None

    @property
    def words(self) -> int:
        """Words by spaces."""
        return len(self.text.split())


def units_of(article: Document) -> list[Unit]:
    """The units of an article in reading order, none empty."""
    whole = _unglued(article.sentences) if article.language == "fr" else article.sentences
    sentences = list(labelled(list(whole)))
    is_french = article.language == "fr"
    exchanges = set(exchanges_of(sentences))
    dialogue = {} if exchanges else dict(dialogues(sentences))
    end_of_title = _end_of_title(sentences)
    headed, frames = lists_of(sentences, end_of_title)
    bare = {
        first: last
        for first, last in bare_lists_of(sentences, article.language).items()
        if first - 1 not in headed.values()
    }
    lists = {} if exchanges or dialogue else {**bare, **headed}
    spans = sorted(exchanges) or list(_closed_runs(sentences, {**lists, **dialogue}))
    if end_of_title and 0 not in lists:
        spans = [(0, end_of_title), *((max(a, end_of_title + 1), b) for a, b in spans if b > end_of_title)]
    frames |= frames_of(sentences) | ({} if exchanges else turns_of(sentences)) if is_french else {}
    if not exchanges:
        spans = (with_verdicts if is_french else bound_together)(spans, sentences, {**lists, **dialogue})
    units: list[Unit] = []
    for first, last in spans:
        own = sentences[first : last + 1]
        text = _DASH.sub("", text_of(own)) or own[0].text
        text += "." if first in lists and text[-1].isalnum() else ""
        if (first, last) in exchanges and last > first and LABEL.match(text):
            fault: Fault | None = "too_long" if len(text.split()) > _MOST_WORDS else None
        elif first in dialogue:
            fault = "speech"
        elif is_french and is_caption_of_photo(sentences, first, last):
            fault = "caption"
        elif first and first in lists and first not in headed:
            fault = "listed"
        else:
            told = text_of(own[1:]) if is_french and last > first and is_frame(own[0].text) else text
            fault = fault_of(told, article.language)
            fault = _quoted(own, article.text) or fault if fault in (None, "teaser") else fault
        if fault is None and units and units[0].fault == "question" and states_what_is_asked(text, units[0].text):
            fault = "question"
        units.append(Unit(first, last, text, own[0].start, fault, frames.get(first)))
    return units


def _quoted(own: Sequence[Sentence], text: str) -> Fault | None:
    """Whether sentences without marks stand inside a quotation that is too long to be shown whole."""
    start, end = own[0].start, own[-1].start + len(own[-1].text)
    before, after = text[max(0, start - _LONG_QUOTATION) : start], text[end : end + _LONG_QUOTATION]
    for marks, opened, closed in _INSIDE:
        if set(marks).isdisjoint(text[start:end]) and opened.search(before) and closed.match(after):
            return "open_quotation"
    return None


def _end_of_title(sentences: Sequence[Sentence]) -> int:
    """The number of the last sentence of a title that looks like several ("Reporter le Brexit ? « Non », dit Londres"):
    a first line without a final mark, or with a question's, above other text; 0 for all other texts."""
    line = [s.text for s in sentences if s.paragraph == 0]
    is_open = bool(line) and (not FINAL.search(line[-1]) or _ASKS.search(line[-1]) is not None)
    is_title = is_open and len(line) < len(sentences) and len(" ".join(line).split()) <= _MOST_TITLE
    return len(line) - 1 if is_title and _is_closed(" ".join(line)) else 0


def _unglued(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        start = 0
        cuts = {m.start() for m in _GLUED.finditer(sentence.text)} | set(_ends_of_headings(sentence.text))
        for cut in sorted(cuts | {len(sentence.text)}):
            part = sentence.text[start:cut]
            if part.strip():
                indent = len(part) - len(part.lstrip())
                yield Sentence(part.strip(), sentence.start + start + indent, sentence.paragraph)
            start = cut


def _ends_of_headings(text: str) -> Iterator[int]:
    """Where a word ends to which the next one is joined, both of them French."""
    known = word_list("fr")
    for match in _JOINED.finditer(text):
        if known and known.has(match["last"]) and known.has(match["next"].lower()):
            yield match.end()


def _closed_runs(sentences: Sequence[Sentence], whole: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Runs of sentences whose quotation marks and brackets are closed, and those that are `whole` already, by their
    first and last; a mark that is never closed makes no run."""
    first = 0
    while first < len(sentences):
        if first in whole:
            yield first, whole[first]
            first = whole[first] + 1
            continue
        last, text = first, sentences[first].text
        while not _is_whole(text) and last + 1 < len(sentences) and last - first + 1 < MOST_MERGED:
            last += 1
            text += " " + sentences[last].text
        if not _is_whole(text) or len(text.split()) > _MOST_MERGED_WORDS:
            last = first
        yield first, last
        first = last + 1


def _is_whole(text: str) -> bool:
    return _is_closed(text) and text.count("(") <= text.count(")")


def _is_closed(text: str) -> bool:
    if _CLOSES_FIRST.match(text):
        return False
    if "„" in text:  # German, Czech, Polish: closed by what opens an English quotation, or by its closing mark
        return text.count("„") == text.count("“") + text.count("”")
    return straight_marks(text) % 2 == 0 and text.count("«") == text.count("»") and text.count("“") == text.count("”")


def fault_of(text: str, language: str = "fr") -> Fault | None:
    """Why a text, quotation marks closed or not, may not be shown; None where it may."""
    if not _is_closed(text) or text.endswith(' "'):
        return "open_quotation"
    if len(text.split()) > _MOST_WORDS:
        return "too_long"
    if _ASKS.search(text):  # "Vers un test de la maladie d'Alzheimer ?" asks nothing that is answered
        return "title" if text.startswith("Vers ") else "question"
    if _OF_VIDEO.search(text) or not any(map(str.isalpha, text)):
        return "caption"
    if not FINAL.search(text):
        return "title"
    if repeats_itself(text):
        return "repetition"
    if _CAPTION.match(text) or is_beside(text, language) or (text[0] in "-–—•*" and len(text.split()) < 6):
        return "caption"
    return _french_fault(text) if language == "fr" else None


def _french_fault(text: str) -> Fault | None:
    told = QUOTED.sub(" … ", text.replace("’", "'"))
    told_words, words = words_of(told), words_of(text)
    if (len(told_words) < len(words) and len(told_words) < 3) or (
        len(told_words) < 0.4 * len(words) and not SEEMS_VERB.search(told.lower()) and not _SPEAKER.search(told.lower())
    ):
        return "quotation"
    if "?" in told:
        return "question"
    if speaks(told):
        return "speech"
    if re.match(r"[,;:)]", told.strip()) or _BYLINE.match(text):
        return "caption"
    if len(words) < 4 or tells_time(text) or _LACKS_CLAUSE.match(text) or breaks_off(told):
        return "teaser"
    if not names_something(text) and (
        len(words) < _SHORT_TEASER or (len(words) < 14 and not SEEMS_VERB.search(told.lower()))
    ):
        return "teaser"
    return None


def names_something(text: str) -> bool:
    """True where a text holds a figure, a word with a capital that begins no sentence, or a name that begins it."""
    inside = words_of(_NEXT_HEAD.sub("", text))[1:]
    is_named = _PLACE.match(text) is not None or any(bare(word)[:1].isupper() for word in inside)
    return is_named or any(c.isdigit() for c in text) or opens_with_name(text)


def may_follow(unit: Unit) -> bool:
    """True where a unit may be shown after another: one without a fault, and a short sentence that opens nothing, for
    want of a name or a figure, but tells what happened next in a clause of its own."""
    if unit.fault != "teaser":
        return unit.fault is None
    if _LACKS_CLAUSE.match(unit.text):
        return False
    return len(content_stems(unit.text)) >= _TELLING and SEEMS_VERB.search(unit.text.lower()) is not None


def is_background(unit: Unit, later: Sequence[Unit], article: Document) -> bool:
    """True where a unit's own date is an old one: a year before the article's newest, or told in the pluperfect, or
    "il y a dix ans", while the next units (`later`) name a day of the week."""
    years = [int(year) for year in _YEAR.findall(re.sub(r"\bdepuis (?:\w+ )?\d{4}\b", "", unit.text))]
    ago = re.search(r"\bil y a (?:[^\W\d_]+ ){0,2}(?:\w+) ans\b", unit.text)
    if _DAY.search(unit.text) or not (years or ago):
        return False
    newest = max(map(int, _YEAR.findall(article.text)), default=0)
    if re.search(r"\b(?:est|sont|va|vont|doit|doivent|\w+[deiru]r(?:a|ont))\b", unit.text):
        return False
    is_kept = _ANNIVERSARY.search(article.text[:_HEAD_OF_ARTICLE]) is not None
    is_old = (
        ago is not None
        or max(years) < newest
        or is_kept
        or re.search(r"\b(?:avait|avaient|était|étaient)\b", unit.text)
    )
    return bool(is_old) and any(_DAY.search(u.text) for u in later)


def news_of(units: Sequence[Unit]) -> frozenset[str]:
    """Stems that an article's units repeat most: what it is about."""
    # Sorted, since of equally frequent stems the first counted are taken, and a set has another order in each process.
    counts = Counter(s for unit in units[:20] for s in sorted(content_stems(unit.text)))
    return frozenset(s for s, n in counts.most_common(12) if n > 1)


_ANNIVERSARY = re.compile(r"\bil y a (?:tout juste )?\d+ ans\b|\banniversaire\b|\bcommémor", re.IGNORECASE)
#: Characters in which an article says that it tells of an anniversary.
_HEAD_OF_ARTICLE = 600
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(rf"\b{FRENCH_WEEKDAY}\b", re.IGNORECASE)
