"""An article to sentences, and sentences to windows that fit a model.

Input: cleaned text, a function that counts a model's tokens. Output: sentences with offsets, windows of whole
sentences. Nothing is dropped: joined, the sentences cover the text; a sentence longer than a window is cut at word
boundaries into several, and that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's `text` (stripped), its `start` offset in the cleaned text, and its `paragraph` number from 0."""

    text: str
    start: int
    paragraph: int


#: A sentence never ends after these (titles, references, units), written without the full stop; those in lower case
#: stand for any case, and those with "#" count before a figure alone ("No. 10").
_SHARED = """
dr prof ing gen mr mrs ms st jr sr vs cf ca al art# no# nr# nº# n# p# pp# fig# vol# tel# tél# sec# max# min# jan# feb#
mar# apr# jun# jul# aug# sep# sept# oct# okt# nov# dec# dez#
"""
#: French has its own alone; other languages have the shared ones too.
_ABBREVIATIONS = {
    "fr": """
        m mm mme mmes mlle mlles mgr dr drs pr prs me mes st ste art al av bd chap cf ch col collab éd env etc ex fig
        gal gén hab ibid id inf l ltd no nº n° op p pp par ph réf s sq suiv t tél vol vs c.-à-d j.-c mr mrs ms prof sen
        sén gov gouv gen lt cdt cne sgt rev jr ing approx Rep janv# févr# juil# sept# oct# nov# déc# pdt cie inc corp
        jan# feb#
    """,
    "en": """
        messrs mx revd rt hon gov sen rep reps sens col lt sgt capt cmdr maj adm cpl pvt brig supt insp det atty asst
        assoc pres amb treas mt mts ft pt pk esq inc corp ltd co bros ave blvd rd dept univ assn approx est cc viz Ala
        Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn
        Tenn Tex Va Vt Wash Wis Wyo nos# figs# para# ch# ext# ald revs wed# thu# thurs# fri# tues#
    """,
    "es": """
        sra srta sres sras dra dres d dña lic arq profa mons gral cnel tte sgto cap cmdte av avda pág págs núm aprox ee
        uu ud vd uds vds gob dip sen mtro mtra pdte pte sta sto hnos cía pbro excmo excma ilmo fr n núms# lcda lcdo rvdo
        ntra fdo
    """,
    "it": """
        sig sigg dott avv arch on sen col cap ten mons rag geom ss pag pagg cav comm spett egr gent cfr lett magg nn#
    """,
    "pt": """
        sra srs sras dra drs exmo exma ilmo ilma profa eng engº cel cap ten sgt av pág págs núm aprox dep sen gov pres
        sto sta cia ltda des min mons pe fr n Ver proc
    """,
    "ca": "sra srs dra av núm pàg pàgs mn h c d",
    "nl": """
        drs mevr mw dhr ir ds mej kol kap lt sgt bijv bv blz vgl ong resp incl excl adv min# jhr fam burg past joh min
    """,
    "de": """
        hr fr nr str bzw rd gem abs vgl mio mrd tsd evtl ggf inkl exkl zzgl bes sog geb gest dipl mag hl abt allg bspw
        ehem einschl entspr gegr jhd jh lt mind nat bd kap ziff lit vors stv stellv verh pfr usf sep# mär# kard geschw
        univ joh okt
    """,
    "pl": """
        hab mgr inż ul al pl os płk ppłk mjr kpt por sierż ks bp abp kard św im ok godz str poz ust pkt tzw tzn np red
        tys woj pow gm tel wg śp dyr lek adw ppor prok min pos sen prez wiceprez
    """,
    "cs": """
        mgr bc mudr judr phdr rndr paeddr doc csc tzv tzn např tj str č ul nám sv gen plk kpt mjr npor mil mld tis por
    """,
    "sk": "mgr bc mudr judr phdr rndr paeddr doc csc tzv napr tj str č ul nám sv gen plk kpt mjr mil mld tis por",
    "sl": "mag doc sv ul oz npr tj dipl g ga št",
    "hr": "mr dipl sv ul br tzv npr tj gđa gosp mons fra",
    "sr": "др проф инж св ул бр тзв нпр мр sv ul br tzv npr mr",
    "bg": "проф акад инж доц ген ул бул гр св др полк т.нар хил",
    "ru": """
        им проф акад ген ул просп пр пл пос гр тыс млн млрд стр ст св рис кв корп полк кап лейт доц инж обл руб чел см
        тел напр оз мин
    """,
    "uk": "ім проф акад ген вул просп пл гр тис млн млрд стор ст св рис кв полк доц інж обл смт грн тел",
    "el": "κ κκ κα κας δρ καθ αγ στρ αρ σελ αρθ οδ λεωφ εκατ δισ τηλ",
    "ro": "dl dna dra dlui str bd bl lit alin pag mil mld gl lt col cpt mr sf pr conf acad nr cca",
    "tr": "doç yrd av öğr gör sn cad sok mah alb yzb bkz mad org tuğg müh arş hz",
    "hu": "ifj id özv kb ún ill br gr szt mrd szül pl ker",
    "fi": "esim mm ks ent os toht prof maist vrt noin klo# ao synt",
    "sv": "kl resp dvs sk adv fd",
    "da": "hr fr kl mio mia skt sct jr pct bl.a f.eks adv pga ifm mht",
    "no": "hr fr kl mill mrd skt bl.a f.eks adv pga ifm mht",
    "hi": "डॉ प्रो मो पं",
}
#: A capital and consonants alone, which are no word in any language ("Cllr", "Pdt", "Kfz", "Дж").
_CONSONANTS = re.compile(
    r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}|[БВГДЖЗКЛМНПРСТФХЦЧШЩ][бвгджзйклмнпрстфхцчшщ]{1,4}"
)
#: Where a figure with a full stop is an ordinal number ("Der 1. FC Köln").
_WITH_ORDINALS = frozenset("de lb da no nb nn is fo fi et lv cs sk sl hr bs sr hu pl tr".split())
_ORDINAL = re.compile(r"(?<![\w.,])(?:\d{1,3}|[IVX]{1,5})\.\s*$")
#: Letters with full stops, and single ones ("U.S.", "9 a.m.", "z. B."), which may end a sentence or not.
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2}){1,5}")
#: What opens a sentence after them, and after an ordinal number.
_OPENERS = {
    "fr": "l[ea]|les|une?|des|ils?|elles?|ce|cette|ces|on|en|dans|mais|et|selon",
    "en": "the|an?|he|she|it|they|we|but|and|in|on|at|this|these|those|there|his|her|their|its|however|according|with|"
    "for|by|from|after|before|when|as|if|while|since|no|not|more|most|many|some|all|one|two|three|nobody|police",
    "de": "de[rnmrs]|das|die|eine?[rnms]?|er|sie|es|wir|man|im|in|am|an|auf|bei|mit|nach|für|vor|zu[rm]?|seit|aber|"
    "doch|und|auch|dies\\w*|damit|dabei|dazu|danach|dort|laut|wie|wenn|als|so|nun|nur|kein\\w*|sein\\w*|ihr\\w*|um|von|"
    "vom|über|unter|zudem|außerdem|dennoch|allerdings|jedoch|zuvor|zuletzt|später|heute|viele|alle|niemand",
}
_LAST_WORD = re.compile(r"(?:^|[\s('’\"«“„‚‘\[/–—-])([^\s('’\"«“„‚‘\[/–—]{1,10})\.\s*$")
_FIRST_LETTER = re.compile(r"[\s\"“„«»‘‚'(\[—–¿¡「『《-]{0,4}([^\W_ºª])")
_CLOSING = tuple('"”“»’」』》')
#: Half a character, which sentencex cannot be given; `clean` replaces them, other callers may not.
_SURROGATE = re.compile("[\ud800-\udfff]")
_MISSED_END = re.compile(r"(?<=[\w)»\"”%€][.!?…])(?<!\b[A-ZÀ-Þ][.])(?<!\b[Mm]me[.])\s+(?=(?:[\"“«]\s?)?[A-ZÀ-ÖØ-Þ])")
#: sentencex leaves quotations whole, however long, in most languages.
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
#: A straight quotation mark at the end of what looks like a sentence: it may open the next one.
_LAST_MARK = re.compile(r'[.!?…]\s*(")\s*$')
#: From behind a straight mark: the next one closes, with a letter or punctuation before it and none behind.
CLOSING_MARK = re.compile(r'[^"]*[^"\s(]"(?=[\s,.;:!?)]|$)')
#: Longer lines are split in parts: sentencex takes time in the square of a line's quotation marks.
_PART = re.compile(r".{1,10000}[.!?…][»\"”)\s]*\s|.{1,10000}\s|.{1,10000}", re.DOTALL)


@cache
def _splitter() -> ModuleType:
    return import_module("sentencex")


def split_sentences(text: str, language: str = "fr") -> list[Sentence]:
    """Split text into sentences; every line feed ends one.

    sentencex splits. Then ends that are none are joined again: after an abbreviation ("M.", "J.-C.", "Gov."), an
    initial, an ordinal number ("Der 1. FC Köln"), before a letter in lower case. Ends that it misses are cut: in French
    after a figure or an address ("lemonde.fr. C'est"), in other languages inside quotations.

    Args:
        text: cleaned text.
        language: ISO 639-1 code; languages that sentencex does not know are split by its fallback.

    Returns:
        The sentences in order; empty for blank text.
    """
    sentences: list[Sentence] = []
    offset = paragraph = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _line_spans(line, language):
                piece = line[start:end]
                indent = len(piece) - len(piece.lstrip())
                sentences.append(Sentence(piece.strip(), offset + start + indent, paragraph))
            paragraph += 1
        offset += len(line) + 1
    return sentences


def _line_spans(line: str, language: str) -> list[tuple[int, int]]:
    ends, position = [], 0
    line = _SURROGATE.sub("\ufffd", line)  # one character for one: offsets stay
    segment = _splitter().segment
    parts = _PART.findall(line) if len(line) > 10_000 else [line]
    for piece in chain.from_iterable(segment(language, part) for part in parts):
        spans = [(0, len(piece))] if language == "fr" else [match.span() for match in _QUOTATION.finditer(piece)]
        ends += [position + end.start() for span in spans for end in _MISSED_END.finditer(piece, *span)]
        position += len(piece)
        ends.append(position)
    found: list[tuple[int, int]] = []
    start = marks = 0
    for end in sorted({e for e in ends if e} | {len(line)}):
        if line.startswith("“", end) and line.count("„", 0, end) > line.count("“", 0, end):
            end += 1  # it closes a German quotation
        if end < len(line) and not _is_end(line[max(start, end - 40) : end], line[end : end + 20], language):
            continue
        marks += line.count('"', start, end)
        if end < len(line) and marks % 2 and (mark := _opening_mark(line, start, end)) is not None:
            end, marks = mark, marks - 1
        if line[start:end].strip():
            found.append((start, end))
        start = end
    return found


def _opening_mark(line: str, start: int, end: int) -> int | None:
    """Where the straight mark stands that ends a span and opens a quotation; None if it closes one.

    Paragraphs glued together leave it so ("ont-ils ajouté."Des habitations sont menacées", ont précisé …"). The next
    mark must close what this one opens; the number of marks before, which the caller counts, decides the rest.
    """
    found = _LAST_MARK.search(line, start, end)
    return found.start(1) if found and CLOSING_MARK.match(line, end) else None


def _is_end(before: str, after: str, language: str) -> bool:
    """True where a sentence ends between two texts that sentencex parts."""
    first = _FIRST_LETTER.match(after)
    if first is None:
        return False
    letter, opened = first[1], before.rstrip()
    # A letter that has a capital: Georgian letters count as lower case and have none at the head of a sentence.
    if letter.title() != letter:
        return False
    # Where letters have no case, who speaks follows a quotation as a new sentence would.
    if letter.isalpha() and letter.lower() == letter.upper() and opened.endswith(_CLOSING):
        return False
    is_ordinal = language in _WITH_ORDINALS and _ORDINAL.search(before) is not None
    match = _LAST_WORD.search(before)
    word = match[1] if match else ""
    if is_ordinal or _LETTERS.fullmatch(word):
        return _opens_sentence(after[first.start(1) :], language)
    if len(word) == 1 and word.lower() != word.upper() and (word.isupper() or language != "fr"):
        return False
    return not _is_abbreviation(word, letter, language)


def _opens_sentence(text: str, language: str) -> bool:
    """True where a text begins with a word that opens sentences rather than goes on after a figure or letters."""
    openers = _OPENERS.get(language)
    return bool(openers and re.match(rf"(?:{openers})(?![\w-])|l['’]", text, re.IGNORECASE))


def _is_abbreviation(word: str, letter: str, language: str) -> bool:
    known = _abbreviations(language)
    forms = {word, word.lower()}
    if "." in word:  # "Dipl.-Ing."
        forms.add(word.rpartition("-")[2].lower())
    return (
        bool(forms & known)
        or _CONSONANTS.fullmatch(word) is not None
        or (letter.isdigit() and any(f"{form}#" in known for form in forms))
    )


@cache
def _abbreviations(language: str) -> frozenset[str]:
    own = _ABBREVIATIONS.get({"nb": "no", "nn": "no", "bs": "hr"}.get(language, language), "")
    return frozenset(own.split() if language == "fr" else (own + _SHARED).split())


def pack_windows(
    sentences: Sequence[Sentence], count_tokens: Callable[[list[str]], list[int]], max_tokens: int
) -> list[list[Sentence]]:
    """Fill windows of at most `max_tokens` with consecutive whole sentences.

    Args:
        sentences: in reading order.
        count_tokens: number of tokens of each text, by the model's own tokenizer.
        max_tokens: what the model reads, less its control tokens; at least 1.

    Returns:
        Windows in reading order, none empty. A sentence that is longer than a window is cut at word boundaries.
    """
    sized: list[tuple[Sentence, int]] = []
    for sentence, cost in zip(sentences, count_tokens([s.text for s in sentences]), strict=True):
        parts = _cut(sentence, count_tokens, max_tokens) if cost > max_tokens else []
        sized += zip(parts, count_tokens([p.text for p in parts]), strict=True) if parts else [(sentence, cost)]
    windows: list[list[Sentence]] = []
    room = 0
    for piece, cost in sized:
        if not windows or cost > room:
            windows.append([])
            room = max_tokens
        windows[-1].append(piece)
        room -= cost
    return windows


def _cut(sentence: Sentence, count_tokens: Callable[[list[str]], list[int]], max_tokens: int) -> list[Sentence]:
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S{1,200}\s*", sentence.text)]
    costs = count_tokens([sentence.text[a:b] for a, b in spans])
    while any(cost > max_tokens and b - a > 1 for (a, b), cost in zip(spans, costs, strict=True)):
        # An address or a run of foreign script may cost more than a whole window: halve it until it fits.
        halves = [
            [(a, (a + b) // 2), ((a + b) // 2, b)] if c > max_tokens and b - a > 1 else [(a, b)]
            for (a, b), c in zip(spans, costs, strict=True)
        ]
        spans = [span for pair in halves for span in pair]
        costs = count_tokens([sentence.text[a:b] for a, b in spans])
    pieces: list[Sentence] = []
    start, room = 0, max_tokens
    for (begin, _), cost in zip(spans, costs, strict=True):
        if cost > room and begin > start:
            pieces.append(_part(sentence, start, begin))
            start, room = begin, max_tokens
        room -= cost
    pieces.append(_part(sentence, start, len(sentence.text)))
    return [piece for piece in pieces if piece.text]


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    piece = sentence.text[start:end]
    indent = len(piece) - len(piece.lstrip())
    return Sentence(piece.strip(), sentence.start + start + indent, sentence.paragraph)


def as_input(sentences: Sequence[Sentence]) -> str:
    """Join sentences to one line for a model; a title or list item without a final mark gets a full stop."""
    parts = [s.text if re.search(r"[.!?…:;,»\"”)]$", s.text) else s.text + "." for s in sentences]
    return " ".join(parts)
