"""Lines to paragraphs: what a line feed inside a paragraph cut apart is joined again.

Input: text of lines, blank ones between paragraphs or none. Output: the same text, a paragraph a line; blank lines stay
as they are. Takes time linear in the text.

A line goes on in the next one of its block (lines without a blank one between) where
- it ends in a hyphen inside a word; or
- it ends without a mark and the next one starts in lower case; or
- the whole text is wrapped at a width, and the next line's first word would not have fitted in it.
A text is wrapped where a quarter of its line ends stand inside sentences and nearly all of these lines are full. An
article of one line a paragraph has next to no such line end and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .votes import votes
from .words import LETTERS

#: Characters of the narrowest line that says enough to go on in the next one, and of the widest column.
_NARROWEST, _WIDEST = 20, 160
#: Share of line ends that stand inside a sentence from which on a text is wrapped, share of these lines that are full,
#: share of lines that may be longer than the width.
_LEAST_INSIDE, _LEAST_FULL, _MOST_LONGER = 0.25, 0.85, 0.1
#: Share of lines that end in a hyphen from which on words were broken to fill the lines.
_LEAST_BROKEN = 0.04
#: How much shorter than the width, as a share of it, a full line of a proportional font may be.
_RAGGED = 0.2
#: Characters of the shortest and the longest line of verse.
_VERSE = range(5, 61)
#: A line of a list that counts or measures something, or tells a score: "200 g de farine", "Lens - Lille 2-1".
_COUNTS = re.compile(
    r"(?:\d|½|¼).*[^\W\d_]|.*\d ?[-–] ?\d{1,3}$|"
    r"(?:[Uu]ne? (?:pincée|cuillère|gousse|botte|verre)|[Dd]eux|[Tt]rois|[Qq]uatre) \w+"
)
_CLOSERS = " \t\u00a0\u202f»\"”’')]"
_OPENERS = '«"“(‘ \u00a0\u202f'
#: Times that begin a line of a programme: "10h00 :", "De 14 h à 16 h", "9 heures –".
_TIMES = (
    r"(?:de )?\d{1,2} ?(?:h|:|heures(?=[^:–—-]{0,12}[:–—-])) ?(?:\d{2})?"
    r"(?: ?[-–—à] ?\d{1,2} ?(?:h|:|heures) ?(?:\d{2})?)?"
)
_ITEM = re.compile(rf"\s*(?:[-*+•‣▪◦·|>#○●■✓➤→]|\d{{1,3}}[.)]|[a-z]\)|(?i:{_TIMES})(?: ?[:.–—-])?)\s+\S")
_BULLET = re.compile(r"\s*[*+•‣▪◦·|>#○●■✓➤→]")
_BULLETED = re.compile(r"[-*+•‣▪◦·●■✓➤→]\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_LOWER_ITEM = re.compile(r"[-*+•‣▪◦·●■✓➤→–—]\s+(?=[a-zà-ÿ])")
_NAME = r"[A-ZÀ-ÖØ-Þ][^\s.!?:]{0,30}"
_TURN = re.compile(rf"\s*(?:[–—]\s|{_NAME}(?:\s(?:d[eu]|l[ae]|{_NAME})){{0,3}}\s?:(?:\s|$))")
#: A line that is an address on the web.
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_LABEL = re.compile(
    rf"{_NAME}(?:\s[^\s.!?:]{{1,30}}){{0,4}}\s?:$|[QR]\s?[.:]$|\d{{1,2}} ?(?:[hH:] ?\d{{2}}|h|heures) :$"
)
_BROKEN_WORD = re.compile(r"([^\W\d_]+(?:[-’'][^\W\d_]+)*)-$")
#: The end of a line that stands inside a sentence, whatever follows: an article, a preposition, a title before a name;
#: none that may end one ("la médaille d'or", "180 euros par an", "le son", "la grève à la une").
_DANGLING = re.compile(
    r"\S[ \u00a0\u202f]\S.*(?:[ \u00a0\u202f'’(«\"](?:à|aux?|de|du|des|les?|la|(?<!à la )une|et|ou|en|dans|par|sur"
    r"|entre|chez|cette|ces|sa|ses|leurs|the|of|and|your|their|its)"
    r"|[.!?…][»\"”’)]?[ \u00a0](?:L[ea]s?|Des|Du|Une?|The|In)"
    r"|[ \u00a0(](?:MM?\.|Mmes?|Mlles?|Mrs?\.|Ms\.|Dr\.?|Me|Ste?\.))$"
)
#: Second parts that keep their hyphen.
_AFTER_HYPHEN = re.compile(
    r"(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|t|moi|toi|lui|leur|en|y|là|ci|mêmes?|être|midi|même|dire|vous)\b"
)
#: Compounds, by their first part: those that make new ones, but for words that begin as they do ("mini-stre",
#: "sous-crire"), and those whose second parts are few ("par-dessus", where "par-ticulier" is a word broken in two).
_COMPOUND = re.compile(
    r"(?:^|[-'’])(?:"
    r"(?:peut|après|avant|arrière|vice|ex|contre|demi|non|quasi|presque|outre|là|ci|vis|à|celui|celle|ceux|celles|"
    r"quelques|grande?|grands|haut|nord|sud|est|ouest|centre|porte|chef|rendez|vingt|trente|quarante|cinquante|soixante|"
    r"quatre|dix|cent|germano|italo|hispano|russo|sino|afro|israélo|turco|gréco|américano|politico|week|short|self|well|"
    r"c['’]est|moyen|proche|extrême|ronds?|savoir|pluie|premier|courts?|petite?|toute)-|"
    r"sous-(?!cri|traire|traction)|semi-(?!n)|mini-(?!m[aeiu]|st|er)|garde-(?!rie)|socio-(?!log)|indo-(?!n)|long-(?!temps)|"
    r"(?:euro|franco|anglo)-(?!p)|"
    r"par-(?:dess|delà|ci\b|là\b|derrière|devant|terre)|au-(?:delà|dess|devant|dedans|dehors)|"
    r"mi-(?:temps|mandat|parcours|chemin|saison|journée|course|hauteur|clos|distance|janvier|février|mars|avril|mai\b|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre)|"
    r"bas-(?:côté|fond|relief|rhin)|mal-(?:être|log|entendant|voyant|aimé)|bien-(?:être|fondé|pensant|aimé)|"
    r"sans-(?:abri|papiers|emploi|gêne|faute|logis|dents)|plus-(?:value|que)|moins-(?:value|que|disant)|"
    r"tout-(?:petit|puissant|terrain|venant|à))",
    re.IGNORECASE,
)
_EX = re.compile(r"(?:^|['’])ex$", re.IGNORECASE)
#: What follows "ex" within a word: "explosion" is broken after it too, and is no former "plosion".
_WITHIN_EX = re.compile(
    r"act(?!eur|rice|ivi)|am[ei]n|cav|c[eéè][cdlnps]|ci[ps]|cit(?!o)|clam|clu(?!b)|communi(?!s)|cr[éè][mt]|cu[rs]|éc(?!r)"
    r"|empl(?!o)|er[cçg]|filt|hal|haus|hib|hort|hum(?!o)|i[gls][aeéiot]|on[eé]r|ot[ei]|pan|patri|pe[cr]|p[éè][dr]"
    r"|pi(?!lo|rate)|pl|pon|por|pos(?!t)|press|prè|prim|propri(?!ét)|pul|purg|qui|sang|tas|tens|tén|tér|ter[mn]|tin|tirp"
    r"|tor[qs]|tra(?:\b|d[eéi](?!r)|i|or|v(?!ai))|tr[eéê]m"
)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """A text's `width` in characters, and the `slack` by which a full line may fall short of it."""

    width: int
    slack: float

    def is_full(self, line: str, following: str) -> bool:
        """True where the first word of the following line would not have fitted behind the line."""
        return len(line) <= self.width and len(line) + len(following.split(maxsplit=1)[0]) >= self.width - self.slack

    def is_nearly_full(self, line: str, following: str) -> bool:
        """The same of a font whose characters are as wide as they like."""
        return _Wrap(self.width, _RAGGED * self.width).is_full(line, following)


def join_lines(text: str, *, over_blank: bool = False, apart: Collection[str] = ()) -> str:
    """Join the lines of each paragraph that was wrapped; everything else, blank lines too, stays as it is.

    Args:
        text: lines ended by line feeds.
        over_blank: join a sentence also where blank lines cut it apart.
        apart: lines that are joined to none before them.

    Returns:
        A paragraph a line. A hyphen at a line's end goes where it only broke a word ("gou-", "vernement") and stays
        where it belongs to it ("peut-", "être").
    """
    lines = [line.rstrip() for line in text.split("\n")]
    wrap = _wrap_of(lines)
    words: set[str] | None = None
    broken = sum(_is_broken(a, b) for a, b in pairwise(lines))
    is_compound = broken < _LEAST_BROKEN * sum(map(bool, lines))  # so few that they are the hyphens of compounds
    joined: list[list[str]] = []
    last, blank, begun = "", 0, 0  # the last line as it stood, blank lines since, paragraphs
    for line in lines:
        if not line.strip():
            blank += 1
            joined.append([""])
            continue
        reaches = bool(last) and (over_blank or not blank) and line.strip() not in apart
        if reaches and _is_broken(last, line):
            words = _words(text) if words is None else words
            del joined[len(joined) - blank :]
            if not (is_compound or _keeps_hyphen(last, line, words)):
                joined[-1][-1] = joined[-1][-1][:-1]
            joined[-1].append(line.lstrip())
        elif reaches and not blank and _is_range(last, line):
            joined[-1].append(line.lstrip())
        elif reaches and _goes_on(last, line, joined[-1 - blank], None if blank else wrap, begun == 1):
            del joined[len(joined) - blank :]
            joined[-1] += [" ", line.lstrip()]
        else:
            joined.append([line])
            begun += 1
        last, blank = line, 0
    return "\n".join("".join(parts) for parts in joined)


def join_turns(lines: Sequence[str]) -> list[str]:
    """Set what belongs together on one line: a speaker ("Le maire :") with what is said, a sentence with its list.

    Args:
        lines: paragraphs, none of them blank.

    Returns:
        The same; items of a list in lower case follow the line that ends in a colon, semicolon or comma before them.
        Other items follow a semicolon or comma, and a colon if they are the first or end in such a mark themselves.
    """
    joined: list[list[str]] = []
    for line in lines:
        last = joined[-1][-1] if joined else ""
        is_first = last[-1:] == ":" and len(joined[-1]) == 1 and not _LABEL.match(last)
        item = _LOWER_ITEM.match(line) or (_BULLETED.match(line) if is_first else None)
        if not item and (last[-1:] in (";", ",") or line[-1:] in (";", ",")):
            item = _BULLETED.match(line) or _NUMBERED.match(line)
        if last[-1:] in (":", ";", ",") and item:
            joined[-1].append(line[item.end() :])
        elif (
            len(joined[-1:])
            and len(joined[-1]) == 1
            and _LABEL.match(last)
            and not _ITEM.match(line)
            and not _LABEL.match(line)
        ):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(parts) for parts in joined]


def join_verse(text: str) -> str:
    """Join the lines of verse, stanza by stanza.

    Verse is a text whose lines are all short, at least four of them in stanzas; half of a stanza's lines go on in the
    next, its last one ends on a mark. One line may stand alone, such as a title. Other text stays as it is.
    """
    blocks = [[line.strip() for line in block.split("\n")] for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))]
    if sum(1 for block in blocks for line in block if _COUNTS.match(line)) > 1:  # ingredients, results
        return text
    stanzas = [block for block in blocks if len(block) > 1]
    if len(blocks) > len(stanzas) + 1 or sum(map(len, stanzas)) < 4 or not all(map(_is_stanza, stanzas)):
        return text
    if _wrap_of(text.split("\n")):  # prose in narrow lines
        return text
    return "\n\n".join(" ".join(block) for block in blocks)


def _is_stanza(block: Sequence[str]) -> bool:
    if not all(
        len(line) in _VERSE and line[-1] != "-" and not _is_structure(line) and not _TURN.match(line) for line in block
    ):
        return False
    return 2 * sum(map(_ends_open, block[:-1])) >= len(block) - 1 and block[-1].rstrip(_CLOSERS)[-1:] in tuple(".!?…;,")


def _wrap_of(lines: Sequence[str]) -> _Wrap | None:
    """How a text is wrapped; None where it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    inside = [(a, b) for a, b in pairs if _NARROWEST <= len(a) <= _WIDEST and (_is_open(a, b) or _is_broken(a, b))]
    if len(inside) < _LEAST_INSIDE * len(pairs) or not inside:
        return None
    if len(inside) == 1:  # too little, but where every line is full
        width = max(len(a) for a, _ in pairs)
        is_wrapped = len(pairs) > 1 and all(_Wrap(width, 0.0).is_full(a, b) for a, b in pairs)
        return _Wrap(width, 0.0) if is_wrapped else None
    longest = sorted(len(a) for a, _ in inside)
    width = longest[-1]
    if sum(len(line) > 1.15 * width for line in lines) > _MOST_LONGER * sum(bool(line.strip()) for line in lines):
        return None
    # Lines of a few words more than their fellows are headings or the like; all others fit in the width.
    width = max([width, *(len(line) for line in lines if len(line) <= 1.15 * width)])
    for slack in (0.0, _RAGGED * width):
        wrap = _Wrap(width, slack)
        if sum(wrap.is_full(a, b) for a, b in inside) >= _LEAST_FULL * len(inside):
            return wrap
    return None


def _goes_on(line: str, following: str, paragraph: Sequence[str], wrap: _Wrap | None, is_first: bool) -> bool:
    """True where a paragraph, whose last line is given as it stood, goes on in the following line; the first one of a
    text may be its title."""
    is_full = wrap is not None and wrap.is_full(line, following)
    if line.lstrip().startswith(("#", "|")):
        return False
    if _dangles(line) and following.lstrip()[:1].isdigit():
        return True  # "à", "20h30"
    if _is_structure(following):
        # A dash or figure that a full line pushed to the next one is no item: "de France", "2. Le parquet".
        return is_full and _ends_open(line) and not _is_structure(paragraph[0]) and not _BULLET.match(following)
    if _dangles(line):
        return True
    if _is_open(line, following):
        # As many parts, of a character at least, are as wide; a paragraph may have thousands.
        return is_full or sum(map(len, paragraph[-_NARROWEST:])) >= _NARROWEST
    is_new = _TURN.match(following) or _indent(following) >= _indent(line) + 2
    if wrap is not None and not is_full and not is_new and _ends_open(line) and wrap.is_nearly_full(line, following):
        # A heading is rarely of two lines, or ends in a preposition; no figure begins the paragraph behind it.
        is_within = not is_first and (len(paragraph) > 1 or bool(votes(line.split()[-1])))
        return is_within or following.lstrip()[:1].isdigit()
    return is_full and (_ends_open(line) or not is_new)


def _is_structure(line: str) -> bool:
    return _ITEM.match(line) is not None


def _is_open(line: str, following: str) -> bool:
    """True where the line ends without a mark and the next one starts in lower case, not as "iOS" and "eBay" do."""
    start = following.lstrip(_OPENERS + "\t")[:2]
    is_inside = (_ends_open(line) and start[:1].islower() and not start[1:].isupper()) or _dangles(line)
    return is_inside and not _is_structure(following) and not _ADDRESS.match(following)


def _dangles(line: str) -> bool:
    return _DANGLING.search(line[-60:]) is not None


def _ends_open(line: str) -> bool:
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in ".!?…:"


def _is_broken(line: str, following: str) -> bool:
    return _BROKEN_WORD.search(line[-60:]) is not None and LETTERS.match(following.lstrip()) is not None


def _is_range(line: str, following: str) -> bool:
    """True where a line ends within two figures that a hyphen joins ("1990-", "2000")."""
    return line[-2:-1].isdigit() and line.endswith("-") and following.lstrip()[:1].isdigit()


def _keeps_hyphen(line: str, following: str, words: set[str]) -> bool:
    """True where the hyphen that ends the line belongs to the word that goes on in the following one."""
    before, after = _BROKEN_WORD.search(line[-60:]), LETTERS.match(following.lstrip())
    assert before is not None and after is not None
    first, second = before.group(1), after.group()
    goes_on = following.lstrip()[len(second) : len(second) + 1] == "-"  # "Indre-", "et-Loire"
    if not second[0].islower() or goes_on or f"{first}-{second}".lower() in words:
        return True
    if (first + second).lower() in words:
        return False
    are_words = first.lower() in words and second in words and len(second) > 3
    if second == "ment" or (_EX.search(first) and _WITHIN_EX.match(second)):
        return False
    return are_words or bool(_AFTER_HYPHEN.match(second) or _COMPOUND.search(f"{first}-{second}"))


def _words(text: str) -> set[str]:
    """The words of a text in lower case, but for the halves of those that a line's end breaks."""
    return {word.lower() for word in re.findall(r"(?<!-\n)\b[^\W\d_]+(?:[-’'][^\W\d_]+)*\b(?!-\n)", text)}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
