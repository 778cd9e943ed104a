"""A headline of an article: a sentence or a title of at most fifteen words.

Input: an article and what its summary opens with. Output: the article's own title where it stands above the text, else
its first telling sentence: whole where that is short, broken off with "…" where it is long. No full stop stands where a
sentence goes on, since the rest may say whose word it is, that all was a game, or deny it. Where the rest denies what
is kept, the accusation goes out, or the middle of the sentence, or all from the accusation on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import french
from ..text.document import Document
from ..text.words import content_stems
from .denials import POINTS_BACK
from .extract import MOST_LABEL, may_lead
from .lengths import size_of
from .trimming import as_sentence, bare_title, broken_off, trimmed
from .units import Unit, news_of, units_of

#: Says that what stands before it is not so, or was only played.
_DENIES = re.compile(
    r"(?<![\w-])(?:relax(?:e|é|ée|és|ées|er)|acquitt\w+|innocen(?:ce|té|tée|tés|tées)|blanchie?s?(?! d)|disculp\w+|"
    r"non-lieux?|hors de cause|sans suite|vivante?s?|nie|nient|nié|niait|dément(?:i|ie|is|ies|ent|ir|ait)?|"
    r"contest(?:e|ent|é|ait|aient|er)|réfut\w+|récuse(?:nt)?|(?:est|sont|était|étaient) (?:\w+ )?(?:faux|fausses?)|"
    r"fausse (?:information|alerte|nouvelle)|infox|canulars?|parodi\w+|à tort|"
    r"truquée?s?|générée?s? par|annul(?:e|é|ée|és|ées)|fictifs?|"
    r"fictives?|poissons? d['’]avril|pour (?:jouer|rire)|"
    r"(?:lors d['’]|dans |pour )(?:une? |la |le )(?:[\w-]+ ){0,2}(?:jeux?|films?|séries?|romans?|sketchs?|fictions?|"
    r"exercices?|démonstrations?|reconstitutions?|simulations?|scènes?|spectacles?|pièces?|scénarios?))(?![\w-])",
    re.IGNORECASE,
)
_CONVICTS = re.compile(r"\b(?:condamn(?:e|é|ée|és|ées)|reconnue?s? coupables?)\b", re.IGNORECASE)
_ACCUSED = (
    r"(?:accusée?s?|soupçonnée?s?|suspectée?s?|poursuivie?s?|mise?s? en (?:examen|cause)|jugée?s?|condamnée?s?|"
    r"inculpée?s?|visée?s?|impliquée?s?|arrêtée?s?|interpellée?s?|(?:donnée?|annoncée?)s? (?:pour )?morte?s?|"
    r"relaxée?s?|acquittée?s?|blanchie?s?)\b"
)
#: A participle and its phrase, at the head of a sentence or behind its subject.
_ASIDE = re.compile(
    rf"(?:^{_ACCUSED}[^,]*(?:, (?:de |d['’]|et |puis )[^,]*){{0,3}}, (?=(?:l['’]|le |la |les |une? |des |"
    rf"(?-i:[A-ZÀ-Þ])))|, {_ACCUSED}[^,]*, (?=(?:{french.one_of(french.VERBS)}|nie|conteste|réfute|n['’]\w+) ))",
    re.IGNORECASE,
)
_ACCUSES = re.compile(
    rf"(?<!\w)(?:(?:est|sont|était|étaient|a été|ont été|aurait|auraient) |, ){_ACCUSED}|"
    r"(?<!\w)(?:accuse|accusent|soupçonne|soupçonnent|aurait|auraient)\b"
)
#: What may stand behind a gap in the sentence: it says of all of it, or of its subject, that it is not so.
_TAIL = re.compile(
    r"(?<=[.!?…]) (?![»\"”])|(?<=[.!?…] [»\"”]) |, (?=ce qu|mais |puis |avant )|"
    r" (?=(?:lors d['’]|dans |pour )(?:une? |la |le ))"
)
#: "N'est ouverte aux nageurs que le lundi": without its end it says the opposite.
_ONLY = re.compile(
    r"(?<!\w)(?:ne |n['’])(?:(?!(?:pas|plus|jamais|rien|personne|guère|point|ni|aucune?)\b)[^,.;:\"«»])*? "
    r"(?=qu(?:e |['’]))",
    re.IGNORECASE,
)
_FINITE = re.compile(rf"(?<![\w'-])(?:{french.one_of(french.FINITE | french.PRESENT)})(?![\w'-])")
#: A verb whose object is cut off: "a confirmé…".
_WAITS = re.compile(r"\b(?:a|ont|avait|avaient)(?: \w+)?$")
_END = re.compile(r"[.!?…] ")
_MOST_TAIL = 8
#: Says who reports what stands before, and no more.
_REPORTS = re.compile(
    r"C['’]est (?:(?:en|du|tout|somme|moins|cas|donc|aussi) ){0,3}ce qu(?:e |['’])(?:\w+ )?(?:indiqu|révèl|"
    r"révél|annonc|rapport|montr|ressort|constat|soulign|rappel|expliqu|écri|précis|détaill|appren)"
)
#: Characters of a sentence that are looked at.
_LONGEST = 2_000


def headline(article: Document, opening: Sequence[Unit]) -> str:
    """At most fifteen words that tell what the summary opens with.

    Args:
        article: cleaned.
        opening: the units of the article's summary, at least one.
    """
    own, label, most = opening[0], "", size_of("headline").most
    if title := title_of(article, own):
        return bare_title(title.text)
    if len(opening) > 1 and own.words <= MOST_LABEL:
        own, label, most = opening[1], as_sentence(own.text) + " ", most - own.words
    is_french = article.language == "fr"
    lead = bare_title(own.text) if own.fault == "title" else trimmed(own.text) if is_french else own.text
    if len(lead.split()) > most:
        lead = (shortened(lead, most) if is_french else None) or broken_off(lead, most, article.language)
    return label + lead


def title_of(article: Document, opening: Unit) -> Unit | None:
    """The title that is an article's headline; None where none stands above what the summary opens with."""
    units = units_of(article)
    news = news_of(units)
    most = size_of("headline").most
    for unit in units:
        if unit.first >= opening.first:
            break
        is_told = len(content_stems(unit.text) & news) > 1
        if unit.fault == "title" and may_lead(unit, "title") and unit.words <= most and is_told:
            return unit
    return None


def shortened(sentence: str, most: int) -> str | None:
    """A long French sentence in at most `most` words that keep a denial of it; None where they cannot."""
    sentence = sentence[:_LONGEST]
    bare = _ASIDE.sub(lambda match: " " if match.start() else "", sentence, count=1)
    bare = bare[:1].upper() + bare[1:]
    heads = [text if len(text.split()) <= most else broken_off(text, most) for text in (sentence, bare)]
    only = _ONLY.search(sentence)
    is_cut_apart = only and len(sentence[: only.start()].split()) < most - _MOST_TAIL
    if only and is_cut_apart and len(sentence[: only.end()].split()) >= most:
        return _joined(sentence[: only.end()], sentence[only.end() :], most)
    is_taken_back = any(_takes_back(sentence[cut.end() :]) for cut in _END.finditer(sentence))
    for gates in () if is_taken_back else ((_DENIES, _CONVICTS), (_DENIES,)):
        for text in heads:
            if all(gate.search(text) or not gate.search(bare) for gate in gates):
                return text
    return _with_gap(sentence, most) or _without_accusation(sentence, most)


def _with_gap(sentence: str, most: int) -> str | None:
    """The beginning of a sentence and its end with the denial, "…" between the two."""
    for cut in reversed(list(_TAIL.finditer(sentence))):
        tail = sentence[cut.end() :]
        tail = tail if len(tail.split()) <= _MOST_TAIL else broken_off(tail, _MOST_TAIL)
        joined = _joined(sentence[: cut.start()], tail, most)
        head = joined.partition("…")[0]
        says_so = _DENIES.search(tail) or (_takes_back(tail) and not _WAITS.search(head))
        if says_so and _FINITE.search(head):
            return joined
    return None


def _takes_back(text: str) -> bool:
    """True for what says of the sentence before whose claim it is, or that it is not so; a mere source is left out."""
    return POINTS_BACK.match(text) is not None and not _REPORTS.match(text)


def _joined(head: str, tail: str, most: int) -> str:
    """The beginnings of two parts of a sentence, "…" between the two."""
    if len(tail.split()) > _MOST_TAIL:
        tail = broken_off(tail, _MOST_TAIL)
    room = most - len(tail.split())
    is_whole = len(head.split()) <= room and head.endswith((".", "!", "?"))
    return f"{head if is_whole else broken_off(head, room)} {tail}"


def _without_accusation(sentence: str, most: int) -> str | None:
    """What stands before the accusation."""
    accusation = _ACCUSES.search(sentence)
    words = sentence[: accusation.start()].split() if accusation else []
    return broken_off(" ".join(words), most) if len(words) > 2 else None
