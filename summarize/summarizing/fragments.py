"""Sentences that say nothing without others: items of a list, what happens in a story, captions of photos.

Input: an article's sentences. Output: the lists among them, each with its heading; for what happens in another time or
in a story, the sentence that says so; whether a paragraph is a caption.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..text import french
from ..text.dates import FRENCH_DAY, FRENCH_WEEKDAY, MONTHS
from ..text.quotations import without_speech
from ..text.sentences import Sentence
from ..text.votes import votes
from ..text.words import has_words
from .corrections import corrects

#: A form of a verb that no noun has too.
FORM_OF_VERB = re.compile(rf"(?<![\w-])(?:{french.one_of(french.VERBS)})(?![\w-])|\b\w+(?:aient|era|eront|rait)\b")
#: What may be a form of a verb.
SEEMS_VERB = re.compile(
    rf"(?<![\w-])(?:{french.one_of(french.VERBS)})(?![\w-])|"
    r"\b(?:s'|n'|l'|d'|qu')?\w+(?:ait|aient|era|eront|erait|ent|it|ut)\b"
)
_TIME = re.compile(
    rf"Il (?:est|était) (?:[\w-]+ heures?|\d{{1,2}} ?h(?: ?\d\d)?)(?:,? (?:{FRENCH_WEEKDAY}|du matin|du soir))?[.…]$"
)
#: What follows it is in another time or in a story.
_FRAME = re.compile(
    r"(?:imagin(?:ez|ons)\b|(?:nous sommes|on est|nous voi(?:là|ci)|bienvenue) en (?:l['’]an )?\d{4}\b|"
    r"il était une fois\b|supposons\b|admettons\b)[^;:]{0,60}[.!…]$",
    re.IGNORECASE,
)
_WORK = (
    r"(?:(?:l[ea]s? |l['’]|une? |ce(?:tte|t)? |son |sa |leur )(?:\w+ )?(?:romans?|films?|long-métrage|séries?|téléfilm|"
    r"feuilleton|bande dessinée|pièce|jeu|scénario|simulation|exercice(?! (?:annuel|fiscal|\d))|fiction|dystopie|conte|"
    r"tract|pamphlet|canular|rêve|sketch|épisode|parodie)\b)"
)
#: The same, the work named: "Dans le roman, …", "La série raconte …".
_IN_WORK = re.compile(
    rf"dans {_WORK}|{_WORK}[^.;:]{{0,60}}?(?<!\w)(?:raconte|imagine|met en scène|suit|décrit|retrace|dépeint|narre|"
    r"prévoit|simule|accuse|affirme|prétend|montre)(?!\w)",
    re.IGNORECASE,
)
#: The title of a photo says where it was taken and when, by the day of a month or by a year.
_WHEN_TAKEN = re.compile(
    rf"\b(?:en (?:(?:{'|'.join(MONTHS['fr'])}) )?(?:19|20)\d\d|"
    rf"le (?:{FRENCH_WEEKDAY} )?{FRENCH_DAY}(?: (?:19|20)\d\d)?)\b",
    re.IGNORECASE,
)
_WHERE_TAKEN = re.compile(r"\b(?:[àÀ]|aux?|en|dans|sur|près de|devant) (?:la |les? |l['’])?[A-ZÀ-Þ]")
_MOST_CAPTION = 20
#: Announces what the article tells, and tells nothing: "Voici ce que l'on sait ce mardi.", "Read on to know more."
ANNOUNCES = re.compile(
    r"(?:voici (?:tout )?(?:ce qu(?:e (?:l['’]on|nous)|['’](?:on|il faut)) (?:en )?(?:sait|sav|reten)|(?:comment"
    r"|pourquoi|l['’]état|la liste|l['’]essentiel|les (?:principa|détails|grand|\w+ (?:points|infos))\w*)\b)"
    r"|tout (?:savoir|ce qu['’]il faut savoir)\b"
    r"|ce qu['’](?:il faut|on|l['’]on) (?:en )?(?:sait|savoir|retenir)\b(?!.*(?:\b(?:est|sont)\b|['’]est\b))"
    r"|read on (?:to|for)\b|details inside|here(?:['’]s| is| are) (?:what (?:we|you|caught)|everything|all you"
    r"|a look at)\b"
    r"|here (?:is|are) (?:our|your|the) (?:\w+ )?(?:round-?up|selection|picks)\b"
    r"|the following (?:are|is an?) (?:excerpts?|extracts?|selection|round-?up)\b"
    r"|(?:aquí (?:están|tienes?)|estas son|consulta|repasa) las (?:principales )?(?:noticias|claves)\b"
    r"|est(?:o|e) es (?:todo )?lo que (?:se sabe|sabemos|debes saber|hay que saber)\b"
    r"|(?:aqui estão|veja|confira|leia) (?:(?:a seguir|abaixo) )?as (?:principais )?(?:notícias|manchetes)\b"
    r"|ecco (?:(?:tutto )?(?:quello|ciò) che (?:sappiamo|si sa|c['’]è da sapere|bisogna sapere)|(?:che )?cosa (?:sapere"
    r"|sappiamo|si sa)|(?:le|i|tutte le) (?:(?:principali|ultime) )?(?:notizie|titoli|novità))\b"
    r"|(?:das sind|hier sind|hier|das waren) die (?:wichtigsten )?(?:nachrichten|meldungen|schlagzeilen)\b"
    r"|dit (?:zijn|is) (?:de belangrijkste nieuws\w*|het (?:belangrijkste|laatste) nieuws|wat we weten)\b"
    r"|souvenez-vous\b|mode d['’]emploi\b|on fait le point\b|le point sur (?:la situation|ce que)\b"
    r"|(?:explications|décryptage|récit|reportage|témoignages?|portrait|analyse|détails)\b(?=[^a-zà-ÿ]*$))"
    r"[^.!?;:«\"]{0,80}[.!…]*$",
    re.IGNORECASE,
)
#: What pages of other languages put beside a text: dates, credits, reading time, offers, "Breaking", place and day.
_BESIDE = re.compile(
    r"(?:veröffentlicht|aktualisiert|stand(?=:)|publicado|actualizado|última (?:actualización|hora)|atualizado"
    r"|pubblicato|aggiornato|ultimo aggiornamento|gepubliceerd|laatste update|published|updated|last updated)"
    r"(?:: ?| (?:am|om|op|a|el|em|il|on|at|le)\b)[^.!?,]{0,15}\d(?:[\w.:/ ]|,(?= ?\d)){0,30}$"
    r"|(?:lesezeit|lesedauer|tempo di lettura|tiempo de lectura|tempo de leitura|leestijd|reading time) ?: ?\d"
    r"|(?:text|texte|texto|testo|tekst|fotos?|foto['’]s|fotografía|bild|bilder|video|quelle|fuente|fonte|bron)"
    r"(?: und | y | e | en | & )?(?:\w+)? ?: (?-i:[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3})\.?$"
    r"|jetzt weiterlesen\b|dit artikel is (?:exclusief|alleen)\b|dieser artikel ist (?:exklusiv|nur)\b"
    r"|s[íi]guenos\b|siga-nos\b|seguici\b|volg ons\b|folgen sie uns\b|follow us\b"
    r"|noticia en (?:ampliación|desarrollo)\b|notizia in aggiornamento\b|notícia em atualização\b"
    r"|\W*(?:eilmeldung|breaking(?: news)?|última hora|ultim['’]ora|urgente)\W*$"
    r"|[^.!?]{1,80}\((?:foto|bild|archivfoto|symbolbild|imagen):[^)]{0,40}\)\.?$"
    r"|[^.!?]{1,80}, (?:em foto de arquivo|en una (?:foto|imagen) de archivo|in una foto d['’]archivio|archieffoto)\.?$"
    r"|(?:director|starring|cast|author|publisher|running time|certificate|venue) ?: [^.!?]{2,100}\.$"
    r"|(?:directed|written|produced) by (?-i:[A-Z][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3})\.$"
    r"|(?:cert(?:ificate)? \w{1,3}, )?\d{2,3} ?min(?:ute)?s\.$|in (?:cinemas|theat(?:er|re)s) \w+\.$"
    r"|with (?-i:[A-ZÀ-Þ][\w'’-]+(?:,? (?:and )?[A-ZÀ-Þ][\w'’-]+){1,8})\.$"
    r"|[^|]{1,40} \| [^|]{1,40} \| ?[^|]*\d\d[:.hH]\d\d"
    r"|(?-i:[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}), \d{1,2}\.? (?:de )?[^\W\d_]+\.? (?:de )?\d{4}\W*$",
    re.IGNORECASE,
)
#: The languages that the function words of a sentence tell, and how many of another language tell it.
_TOLD_BY_WORDS, _FEWEST_TELLING, _FEWEST_FOREIGN = frozenset("fr en es de it pt nl".split()), 3, 8
#: The time of a live blog's entry, as `text.live` sets it.
ENTRY = re.compile(r"(?:[Oo]re )?(\d{1,2}) ?(?:[hH:.] ?([0-5]\d)(?: (?:uur|Uhr))?|h|heures?) : \S")
#: The number of a list's item.
_NUMBER = re.compile(r"\d{1,2} ?[.)](?:$| )")
#: Items under a heading that ends with a colon, at most; words of the longest, and of a list that is shown whole.
_MOST_ITEMS, _MOST_ITEM_WORDS, _MOST_LIST_WORDS = 8, 30, 80
#: Words of the longest where the first one stands behind the colon, as any sentence may.
_MOST_JOINED_WORDS = 15
#: The heading of what is false, was refused, is over, or is one of several ways: "Ce qui a été rejeté", "Avant".
_REVERSES = re.compile(
    r"\W*(?:(?:ce qui (?:est|a été) |les \w+ )?(?:rejet|repouss|refus|abandonn)ée?s?(?: par [^.:;]{1,40})?|"
    r"avant(?: la réforme| la loi| le 1er \w+(?: \d{4})?)?|pour|contre|"
    r"jusqu['’](?:au|en|à) [^.:;]{1,30}|les (?:demandes|revendications|propositions) d(?:es? |u |['’])[^.:;]{1,40}|"
    r"(?:scénario|hypothèse) (?:\d|[a-c]\b)[^.;]{0,60})\W*$",
    re.IGNORECASE,
)
#: The heading of a claim in a check of several: "FAUX", "Plutôt vrai.".
_JUDGES = re.compile(
    r"\W*(?:(?:c['’]est|plutôt|totalement|entièrement|complètement|en partie|partiellement) )?"
    r"(?:faux|vrai|inexact|trompeur|fake|intox|infox|info|à nuancer|exagéré)\W*$",
    re.IGNORECASE,
)
#: The heading of a list, its first item behind it or not.
_HEADING = re.compile(r":$|^(?:[^\s:\"«]+ ){4,}[^\s:\"«]* ?: [A-ZÀ-Þ0-9][^:\"«]*\.$")


def lists_of(sentences: Sequence[Sentence], end_of_title: int) -> tuple[dict[int, int], dict[int, int]]:
    """Lists with a heading that ends with ":", by the numbers of the heading and of the last item that is shown with
    it; for each other item, the number of the heading.

    An item is a paragraph of one sentence, or of its number and one. Behind the article's title two make a list. A
    claim under its verdict is one too, where several stand under each other.
    """
    sizes = Counter(s.paragraph for s in sentences)
    lists: dict[int, int] = {}
    headings: dict[int, int] = {}
    for i, end in _judged(sentences):
        lists[i] = max([i + 1, *(n for n in range(i + 1, end + 1) if _words(sentences[i : n + 1]) <= _MOST_LIST_WORDS)])
        headings |= dict.fromkeys(range(lists[i] + 1, end + 1), i)
    judged = {n for first, last in lists.items() for n in range(first, last + 1)}
    for i, sentence in enumerate(sentences):
        if i in headings or i in judged or i in lists.values() or not _HEADING.search(sentence.text):
            continue
        longest = _MOST_ITEM_WORDS if sentence.text.endswith(":") else _MOST_JOINED_WORDS
        ends = _ends_of_items(sentences, i + 1, sizes, longest)
        first = 0 if i == end_of_title else i
        if len(ends) < (2 if sentence.paragraph == 0 else 1):
            continue
        shown = [end for end in ends if _words(sentences[first : end + 1]) <= _MOST_LIST_WORDS]
        lists[first] = shown[-1] if shown else i
        headings |= dict.fromkeys(range(lists[first] + 1, ends[-1] + 1), i)
    return lists, headings


def _judged(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The verdicts that stand above what they judge, with the last sentence of this: at the head of its paragraph, or
    alone above that. A claim of one sentence may have longer paragraphs below it, up to the next verdict. They are two
    or more, and nothing stands between them; a verdict at the end judges what stands above it, and so do all, and so
    do those with an explanation between them where a claim stands above the first, or nothing more below the last."""
    starts = [i for i, s in enumerate(sentences) if i == 0 or sentences[i - 1].paragraph != s.paragraph]
    paragraphs = list(pairwise([*starts, len(sentences)]))
    sizes = [end - start for start, end in paragraphs]
    verdicts = [n for n, (start, _) in enumerate(paragraphs) if _JUDGES.match(sentences[start].text)]
    # A claim between an introduction and the first verdict, or an explanation alone below the last one.
    n = verdicts[0] if verdicts else 0
    is_below = (n > 1 and sizes[n - 1] == 1 < sizes[n - 2]) or verdicts[-1:] == [len(sizes) - 2]
    runs: list[list[tuple[int, int]]] = []
    end = -1
    for n, following in zip(verdicts, [*verdicts[1:], len(sizes)], strict=False):
        below = n + (sizes[n] == 1)
        if below == following:
            return []
        last = following - 1 if following < len(sizes) else min(n + 2, following - 1)
        is_explained = below > n and sizes[below] == 1 < sizes[last]
        if is_explained and is_below:
            return []
        if n != end + 1 or not runs:
            runs.append([])
        end = last if is_explained else below
        runs[-1].append((paragraphs[n][0], paragraphs[end][1] - 1))
    return [item for run in runs if len(run) > 1 for item in run]


def _ends_of_items(sentences: Sequence[Sentence], number: int, sizes: Mapping[int, int], longest: int) -> list[int]:
    """The last sentences of the items that begin with the sentence of this number."""
    ends: list[int] = []
    while number < len(sentences) and len(ends) < _MOST_ITEMS:
        size = sizes[sentences[number].paragraph]
        if size > 1 + is_number(sentences[number].text) or len(sentences[number].text.split()) > longest:
            break
        ends.append(number + size - 1)
        number += size
    return ends


def bare_lists_of(sentences: Sequence[Sentence], language: str) -> dict[int, int]:
    """Lists without such a heading, by the numbers of their first and last sentences: two or more paragraphs in a row
    that have a number in front, or that are one sentence without a verb, which is known of French ones."""
    sizes = Counter(s.paragraph for s in sentences)
    lists: dict[int, int] = {}
    number = 0
    while number < len(sentences):
        ends = []
        end = number
        while end < len(sentences) and _is_bare_item(sentences[end], sizes[sentences[end].paragraph], language):
            end += sizes[sentences[end].paragraph]
            ends.append(end - 1)
        if len(ends) > 1 and _words(sentences[number:end]) <= _MOST_LIST_WORDS:
            lists[number] = ends[-1]
        number = max(end, number + 1)
    return lists


def _words(own: Sequence[Sentence]) -> int:
    return sum(len(s.text.split()) for s in own)


def _is_bare_item(sentence: Sentence, size: int, language: str) -> bool:
    text = sentence.text
    if _NUMBER.match(text):
        return size == 1 + is_number(text)
    is_short = size == 1 and sentence.paragraph > 0 and len(text.split()) <= _MOST_ITEM_WORDS
    if ENTRY.match(text) or language != "fr":
        return False
    return is_short and text.endswith(".") and text[:1].isalnum() and not FORM_OF_VERB.search(text.lower())


def is_number(text: str) -> bool:
    """True for the number of a list's item alone."""
    match = _NUMBER.match(text)
    return match is not None and match.end() == len(text)


def frames_of(sentences: Sequence[Sentence]) -> dict[int, int]:
    """For each sentence that tells of another time or of a story, the number of the one before it in its paragraph that
    says so; below a heading that says that it is not so, the number of that heading."""
    found = _sections_of(sentences)
    frame: int | None = None
    for number, sentence in enumerate(sentences):
        if frame is not None and sentences[frame].paragraph != sentence.paragraph:
            frame = None
        if is_frame(sentence.text) or _IN_WORK.match(sentence.text):
            frame = number
        elif frame is not None:
            found[number] = frame
    return found


def _sections_of(sentences: Sequence[Sentence]) -> dict[int, int]:
    sizes = Counter(s.paragraph for s in sentences)
    found: dict[int, int] = {}
    heading: int | None = None
    is_open = False
    for number, sentence in enumerate(sentences):
        is_finished = sentence.text.endswith((".", "!", "?", "…", '"', "»", "”", ")"))
        if is_open and not is_finished and sizes[sentence.paragraph] == 1:
            heading = number if _REVERSES.match(sentence.text) else None
        elif heading is not None:
            found[number] = heading
        is_open = is_open or is_finished
    return found


def breaks_off(text: str) -> bool:
    """True for a list without a verb that says what the next sentence tells of: "Anne Roux, Jean Mas, Luc Rey…"."""
    is_open = text.rstrip().endswith(("…", "...")) and text.count(",") > 1
    return is_open and not FORM_OF_VERB.search(text.lower())


def has_verb(text: str) -> bool:
    """True where a French text has what may be a finite verb outside a relative clause."""
    main = re.split(r"\b(?:qui|dont|où)\b", text, maxsplit=1)[0]
    told = re.sub(r"\w+[eém]ment\b", "", main.lower())
    return SEEMS_VERB.search(told) is not None or re.search(r"\b(?:s['’]|se )\w", told) is not None


def is_frame(text: str) -> bool:
    """True for a sentence that says nothing but in which time or story the next ones are."""
    return _FRAME.match(text) is not None


def tells_time(text: str) -> bool:
    """True for a sentence that says nothing but what time it was: "Il était 20 h 47, mardi."."""
    return _TIME.match(text) is not None


def is_beside(text: str, language: str) -> bool:
    """True for what pages put beside a text, for what announces or corrects it, and for a sentence in another language
    than its article's: of a text given in two."""
    is_correction = language != "fr" and corrects(text)
    return is_correction or any(p.match(text) for p in (ANNOUNCES, _BESIDE)) or _is_foreign(text, language)


def _is_foreign(text: str, language: str) -> bool:
    told = without_speech(text)
    if language not in _TOLD_BY_WORDS or not has_words(told, _FEWEST_FOREIGN):
        return False
    cast = votes(told.lower())
    most = max((cast.get(other, 0.0) for other in _TOLD_BY_WORDS - {language}), default=0.0)
    return most >= _FEWEST_TELLING and most > 2 * cast.get(language, 0.0)


def is_caption_of_photo(sentences: Sequence[Sentence], first: int, last: int) -> bool:
    """True for a paragraph of a few words without a verb that says where and when: "Un camion, à Pau, en 2021."."""
    text, paragraph = sentences[first].text, sentences[first].paragraph
    is_alone = (first == 0 or sentences[first - 1].paragraph != paragraph) and (
        last + 1 == len(sentences) or sentences[last + 1].paragraph != paragraph
    )
    is_short = first == last and len(text.split()) <= _MOST_CAPTION and not re.search(r"[:?]", text)
    return (
        is_alone
        and is_short
        and bool(_WHEN_TAKEN.search(text) and _WHERE_TAKEN.search(text))
        and not FORM_OF_VERB.search(text.lower())
    )
