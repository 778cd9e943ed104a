"""A headline of an article: a sentence or a title of at most fifteen words.

Input: an article and what its summary opens with. Output: the article's own title where it stands above the text, else
its first telling sentence: whole where that is short, broken off with "…" where it is long. No full stop stands where a
sentence goes on, since the rest may say whose word it is, that all was a game, or deny it. Where the rest denies what
is kept, the accusation goes out, or the middle of the sentence, or all from the accusation on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..text import french
from ..text.dates import WEEKDAYS
from ..text.document import Document
from ..text.quotations import straight_marks, with_both_marks
from ..text.words import content_stems
from .denials import POINTS_BACK, after_promise
from .denied import may_be_denied, takes_back
from .dialogues import is_answer
from .lengths import size_of
from .overtaken import was_so
from .predicates import has_main_verb, main_clause, subject_of, with_predicate
from .references import dangling
from .trimming import broken_off, only_of, trimmed
from .turns import END_OF_SENTENCE, LONGEST, MOST_TAIL, TURNED, turned, with_gap_between
from .under_title import MOST_LABEL, as_sentence, bare_title, may_lead, title_in
from .units import Unit, fault_of, names_something, news_of, units_of

#: Says that what stands before it is not so, or was only played.
_DENIES = re.compile(
    rf"(?<![\w-])(?:{french.CLEARED}|relaxer?|acquitt\w+|disculp\w+|(?<!présomption d['’])innocence|vivante?s?|"
    rf"{french.DENIES}|mise?s? en doute|(?:est|sont|était|étaient) (?:\w+ )?(?:{french.FALSE})|"
    r"il n['’]en est rien|fausse (?:information|alerte|nouvelle)|faux comptes?|infox|canulars?|parodi\w+|"
    r"truquée?s?|générée?s? par|annul(?:e|é|ée|és|ées)|fictifs?|fictives?|poissons? d['’]avril|pour (?:jouer|rire)|"
    r"(?:lors d['’]|dans |pour )(?:une? |la |le )(?:[\w-]+ ){0,2}(?:jeux?|films?|séries?|romans?|sketchs?|fictions?|"
    r"exercices?|démonstrations?|reconstitutions?|simulations?|scènes?|spectacles?|pièces?|scénarios?))(?![\w-])",
    re.IGNORECASE,
)
_CONVICTS = re.compile(r"\b(?:condamn(?:e|é|ée|és|ées)|reconnue?s? coupables?)\b", re.IGNORECASE)
_ACCUSED = (
    r"(?:accusée?s?|soupçonnée?s?|suspectée?s?|poursuivie?s?|mise?s? en (?:examen|cause)|jugée?s?|condamnée?s?|"
    r"inculpée?s?|visée?s?|impliquée?s?|arrêtée?s?|interpellée?s?|(?:donnée?|annoncée?)s? (?:pour )?morte?s?|"
    rf"{french.ACQUITTED})\b"
)
_ASKED = r"(?:invité|interrogé|interviewé|questionné|sollicité|contacté|joint)e?s?\b"
#: A participle and its phrase, at the head of a sentence or behind its subject.
_ASIDE = re.compile(
    rf"(?:^(?:{_ACCUSED}|{_ASKED})[^,]*(?:, (?:de |d['’]|et |puis )[^,]*){{0,3}}, (?=(?:l['’]|le |la |les |une? |des |"
    rf"(?-i:[A-ZÀ-Þ])))|, {_ACCUSED}[^,]*, (?=(?:{french.one_of(french.VERBS)}|{french.DENIES}|n['’]\w+) ))",
    re.IGNORECASE,
)
_ACCUSES = re.compile(
    rf"(?<!\w)(?:(?:est|sont|était|étaient|a été|ont été|aurait|auraient) |, ){_ACCUSED}|"
    r"(?<!\w)(?:accuse|accusent|soupçonne|soupçonnent|aurait|auraient)\b"
)
#: Whose word it is that stands before a comma, where that is a claim, a fear or a demand: ", affirme la CGT".
_CLAIMS = (
    r"(?:préten(?:d|dent)|sout(?:ient|iennent)|jur(?:e|ent)|accus(?:e|ent))\b|insinu\w+|"
    r"(?:(?:affirm|assur|redout|espèr|propos|réclam)e(?:nt)?|crai(?:nt|gnent)|promet(?:tent)?|"
    r"(?:a|ont) (?:affirmé|assuré|promis)) (?!qu|ne |n['’]|de |d['’])"
)
#: A source that may not know, or a limit.
_LIMIT = (
    r"(?:selon|d['’]après) (?:(?:une?|la|le|les|des) )?(?:\w+ )?"
    r"(?:rumeurs?|bruits?|(?:lettre|source|témoin)s? anonymes?|résultats? (?:\w+ )?(?:partiel|provisoire)s?)\b|"
    r"croi(?:t|ent) savoir\b|à en croire\b|si l['’]on en croit|s['’]il faut en croire|"
    r"(?:à|sous) (?:(?:la |une |certaines? |une seule )?condition|(?:\w+ )?réserve)s?\b|"
    r"à moins (?:que |qu['’]|de |d['’])|pourvu qu|sauf\b|hormis\b|excepté|à l['’]exception d|"
    r"pour l[ae]s? seule?s?\b|hors (?:charges|éléments|effets?|exceptionnels?|inflation|énergie|taxes|frais)\b|"
    r"chez (?:l['’]|l[ae] |[dl]es )(?:souris|rats?|rongeurs?|macaques?|singes?|animal|animaux|porcs?|lapins?)\b|"
    r"une? (?:information|nouvelle|rumeur|accusation|version|décision|mesure|sanction|peine|annonce|chiffre) (?:\w+ )?"
    r"(?:dément|contest|réfut|suspend|annul|cass[ée]|retir|infirm|faux|fausse)\w*|"
    r"(?:seulement|uniquement) si\b|mais (?:seulement|uniquement|pas|non)\b"
)
#: What may stand behind a gap in the sentence: it says of all of it, or of its subject, that it is not so, or how far.
_TAIL = re.compile(
    r"(?<=[.!?…]) (?![»\"”])|(?<=[.!?…] [»\"”]) |, (?=ce qu|mais |puis )| ?: (?=c['’]est |cette |l['’])|"
    r",? (?=avant (?:de |d['’]|que |qu['’]))| (?=(?:lors d['’]|dans |pour )(?:une? |la |le ))|"
    rf", (?={_CLAIMS}|{_LIMIT})| (?!sauf)(?={_LIMIT})",
    re.IGNORECASE,
)
_CLAIM = re.compile(_CLAIMS)
_LIMITS = re.compile(f"{_CLAIMS}|{_LIMIT}")
#: A limit that needs nothing behind it.
_PHRASE = re.compile(
    r"(?:(?:chez|hors|hormis|pour l[ae]s? seule?s?)\b|sauf (?!s[i'’]))[^,.;:!?…]{2,60}?"
    r"(?:\.$|(?=[,.;:]| (?:qui|dont|où)\b))"
)
#: Says that what stands before it did not last.
_UNDOING = (
    r"\b(?:ravis|rétract|dédi[rt]|renonc|désist|recul|suspen|annul|invalid|retoqu|"
    r"cass(?:er?|é)|retir|abandonn|désavou|rejet|bloqu|interdi|libér|relâch|excus|rev(?:en|ien)\w* sur|"
    r"marche arrière|volte-face|contredi|corrig|rectifi|échou|perd)"
)
_UNDOES = re.compile(rf"(?:avant|puis|mais)\b.*?{_UNDOING}", re.IGNORECASE)
_UNDONE = re.compile(_UNDOING, re.IGNORECASE)
#: A verb whose object is cut off: "a confirmé…".
_WAITS = re.compile(r"\b(?:a|ont|avait|avaient)(?: \w+)?$")
#: "Fausse alerte : il…"
_FEW_BEHIND_COLON = re.compile(r" ?: (?:\S+ )?\S+…$")
#: Words of what stands behind the gap, where it is not whole, and of an answer; characters of a sentence that is looked
#: at for what undoes the one before.
_LEAST_TAIL, _LEAST_ANSWER, _LONGEST_UNDOING = 5, 3, 60
#: Says who reports what stands before, and no more.
_REPORTS = re.compile(
    r"[Cc]['’]est (?:(?:en|du|tout|somme|moins|cas|donc|aussi) ){0,3}ce qu(?:e |['’])(?:\w+ )?(?:indiqu|révèl|"
    r"révél|annonc|rapport|montr|ressort|constat|soulign|rappel|expliqu|écri|précis|détaill|appren)"
)
#: Words of a quotation that is shown broken off, and of what says whose word a claim is.
_FEWEST_QUOTED, _LEAST_CLAIM = 3, 4
#: What somebody or something has become: "relaxé en appel", "abandonnée".
_DONE = re.compile(r"\w{3,}ée?s?\b")
_REFERS_UP = re.compile(r"(?:Ils?|Elles?|Son|Sa|Ses|Leurs?)\b")
#: Words of the longest title that is shown whole in other languages than French.
_MOST_TITLE = 22
#: Words of the shortest title that is shown in the place of a sentence broken off, and of the longest French one.
_LEAST_TITLE, _LONGEST_TITLE = 4, 35
#: What a title says of somebody that its end may take back.
_OF_SOMEBODY = re.compile(r"accus|soupçonn|prétend|affirm|inculp|\bmise?s? en (?:cause|examen)", re.IGNORECASE)


def headline(article: Document, opening: Sequence[Unit]) -> str:
    """At most fifteen words that tell what the summary opens with.

    Args:
        article: cleaned.
        opening: the units of the article's summary, at least one.
    """
    own, label, most = opening[0], "", size_of("headline").most
    if title := title_of(article, own):
        return _title_fitted(title, article.language)
    if len(opening) > 1 and own.words <= MOST_LABEL and (article.language == "fr" or own.fault != "title"):
        own, label, most = opening[1], as_sentence(own.text) + " ", most - own.words
    if len(opening) > 1 and own.fault == "question" and (led := _answered(own, opening[1], most, article)):
        return label + led
    if own is opening[0] and len(opening) > 1 and takes_back(opening[1].text, article.language):
        return with_gap_between(own.text, opening[1].text, most, article.language)
    if len(opening) > 1 and own.fault == "question" and _asks_nothing(own.text, article):
        own = opening[1]
    is_french = article.language == "fr"
    told = trimmed(after_promise(own.text)) if is_french else own.text
    if own.fault == "quotation" and opening[1:] and own is opening[0]:
        told = f"{told} {opening[1].text}"
    is_silent = own.fault == "title" or (own.fault == "teaser" and len(opening) == 1)
    lead = _title_lead(article, own) if is_silent else told
    main = main_clause(lead, most) if is_french and len(lead.split()) > most else None
    if main and dangling(main, "", article, follows=False) is None:
        lead = main
    if len(lead.split()) <= most:
        return label + lead
    fitted = _fitted(lead, most, article.language)
    return (fitted.endswith("…") and _title_instead(article, own)) or label + fitted


def _title_instead(article: Document, own: Unit) -> str | None:
    """The article's title in the place of a sentence that would be broken off, where it tells of the article or asks
    for its news, and this nowhere says of something that it is not so."""
    units = units_of(article)
    title, stems = units[0], content_stems(units[0].text)
    if len(stems) < 2 or not stems & (news_of(units) | content_stems(own.text)):
        return None
    if may_be_denied(article):
        return None
    most = _most_title(article.language)
    if title.fault == "question":
        is_above = "\n" in article.text[title.start : own.start] and title.text.endswith("?")
        is_clear = is_above and dangling(title.text, "", article, follows=False) is None
        return bare_title(title.text) if is_clear and title.words <= most else None
    is_broken = title.words > most and (article.language != "fr" or _OF_SOMEBODY.search(title.text))
    is_whole = _LEAST_TITLE <= title.words <= _LONGEST_TITLE and not title.text.endswith(("…", "?", ":"))
    is_title = title.fault == "title" and may_lead(title, "title")
    return _title_fitted(title, article.language) if is_title and is_whole and not is_broken else None


def _most_title(language: str) -> int:
    """Words of the longest title that is shown whole."""
    return size_of("headline").most if language == "fr" else _MOST_TITLE


def _title_fitted(title: Unit, language: str) -> str:
    """A title, whole where it is not too long."""
    bare = bare_title(title.text)
    return bare if len(bare.split()) <= _most_title(language) else _fitted(bare, size_of("headline").most, language)


def _fitted(lead: str, most: int, language: str) -> str:
    """A long sentence or title in at most `most` words."""
    kept = shortened(lead, most) if language == "fr" else turned(lead, most, language)
    return _closed(kept or broken_off(lead, most, language), most)


def _closed(lead: str, most: int) -> str:
    """What is broken off, the quotation closed inside which that is."""
    if not lead.endswith("…") or "„" in lead or fault_of(lead) != "open_quotation":
        return lead
    if straight_marks(lead) % 2:
        return lead + '"'
    before, mark, quoted = lead.rpartition("«")
    if mark and len(lead.split()) == most:  # the closing mark counts as a word
        lead = broken_off(before, most) if len(quoted.split()) < _FEWEST_QUOTED else broken_off(lead, most - 1)
    return with_both_marks(lead)


def _asks_nothing(question: str, article: Document) -> bool:
    """True for a question without a word of the news but a day's: "Jeudi noir ou simple coup de semonce ?"."""
    days = content_stems(" ".join(WEEKDAYS["fr"]))
    return content_stems(question) & news_of(units_of(article)) <= days


def _answered(question: Unit, answer: Unit, most: int, article: Document) -> str | None:
    """A question with its answer, where this finds room whole, or as far as it denies what is asked, or is no sentence;
    else None."""
    room, is_needed = most - question.words, article.language != "fr" and is_answer(answer.text, answer.start, article)
    if room < (_LEAST_ANSWER if is_needed else _LEAST_TAIL) or answer.first != question.last + 1:
        return None
    told = answer.text if answer.words <= room else broken_off(answer.text, room, article.language)
    return f"{question.text} {told}" if answer.words <= room or is_needed or _DENIES.search(told) else None


def _title_lead(article: Document, own: Unit) -> str:
    """The article's title in the place of a line that tells nothing: of a list, a result, a teaser."""
    title = units_of(article)[0]
    return bare_title((title if title.fault == "title" and may_lead(title, "title") else own).text)


def title_of(article: Document, opening: Unit) -> Unit | None:
    """The title that is an article's headline; None where none stands above what the summary opens with."""
    units = units_of(article)
    news = news_of(units)
    most = size_of("headline").most
    for unit in units:
        if unit.first >= opening.first:
            break
        # Who or what the first sentence says "il" of stands above it.
        names = names_something(unit.text)
        is_named = unit.first == 0 and names and _REFERS_UP.match(opening.text)
        # The end may be told in other words than the beginning: "l'enfant retrouvé" over "n'avait plus donné signe".
        told = content_stems(unit.text) & news
        is_done = (names or ":" in unit.text) and unit == title_in(units) and _DONE.search(unit.text) is not None
        is_end = is_done and was_so(END_OF_SENTENCE.split(opening.text)[0])
        is_told = is_named or is_end or len(told) > 1
        is_long = (
            article.language in TURNED - {"de", "nl"}
            and most < unit.words <= _MOST_TITLE
            and not END_OF_SENTENCE.search(unit.text)
        )
        if unit.fault == "title" and may_lead(unit, "title") and (unit.words <= most or is_long) and is_told:
            return unit
    return None


def shortened(sentence: str, most: int) -> str | None:
    """A long French sentence in at most `most` words that keep a denial or limit of it; None where they cannot."""
    sentence = sentence[:LONGEST]
    bare = _ASIDE.sub(lambda match: " " if match.start() else "", sentence, count=1)
    bare = bare[:1].upper() + bare[1:]
    heads = [text if len(text.split()) <= most else broken_off(text, most) for text in (sentence, bare)]
    only = only_of(sentence)
    is_cut_apart = only and len(sentence[: only[0]].split()) < most - MOST_TAIL
    if only and is_cut_apart and len(sentence[: only[1]].split()) >= len(heads[0].split()):
        return with_gap_between(sentence[: only[1]].rstrip(" ,"), sentence[only[1] :], most)
    whole = bare if _ASIDE.match(sentence) else sentence
    if _is_limited(whole, heads[whole is bare]) and (joined := _with_gap(whole, most)):
        return joined
    told = with_predicate(sentence, most) or with_predicate(bare, most)
    told = bare if told and bare != sentence and len(bare.split()) <= most else told
    heads = sorted([told, *heads] if told else heads, key=lambda head: not has_main_verb(head))
    for gates in ((_DENIES, _CONVICTS), (_DENIES,)):
        for text in heads:
            if all(gate.search(text) or not gate.search(bare) for gate in gates):
                return text
    return _with_gap(whole, most) or _without_accusation(sentence, most)


def _is_limited(sentence: str, head: str) -> bool:
    """True where what stands behind the head of a sentence limits it or takes it back."""
    shown = len(head.split())
    tails = [(len(sentence[: cut.end()].split()), sentence[cut.end() :], is_next) for cut, is_next in _cuts(sentence)]
    return any(
        _limits(tail, is_next) and before + (_LEAST_CLAIM if _CLAIM.match(tail) else MOST_TAIL) > shown
        for before, tail, is_next in tails
    )


def _cuts(sentence: str) -> list[tuple[re.Match[str], bool]]:
    """Where what may stand behind a gap begins, and whether it is a further sentence; inside one of those it is not
    said of the first."""
    ends = {end.start() for end in END_OF_SENTENCE.finditer(sentence)}
    own = min(ends, default=len(sentence))
    cuts = ((cut, cut.start() in ends) for cut in _TAIL.finditer(sentence))
    return [(cut, is_next) for cut, is_next in cuts if is_next or cut.start() < own]


def _with_gap(sentence: str, most: int) -> str | None:
    """The beginning of a sentence and its end with the denial or limit, "…" between the two."""
    cuts = [
        (cut, is_next, END_OF_SENTENCE.split(sentence[cut.end() :], maxsplit=1)[0])
        for cut, is_next in _cuts(sentence)[::-1]
    ]
    # A sentence that denies comes before one that says what became of the accused.
    for cut, is_next, whole in sorted(cuts, key=lambda cut: not (cut[1] and _DENIES.search(cut[2]))):
        for tail, is_whole in _tails(whole):
            joined = with_gap_between(sentence[: cut.start()], tail, most)
            head, gap, _ = joined.partition("…")
            if head == sentence[: cut.start()] and not is_next:
                joined = f"{sentence[: cut.end()]}{tail}"
            elif gap and fault_of(head) == "open_quotation":
                head = _closed(head + gap, most - len(tail.split()))
                joined = f"{head}{cut.group()}{tail}"
            says_so = _DENIES.search(tail) or (is_whole and _limits(tail, is_next) and not _WAITS.search(head))
            fits = fault_of(head) != "open_quotation" and len(joined.split()) <= most
            if says_so and fits and has_main_verb(head):
                return joined
            subject = subject_of(sentence) if says_so and is_next else None
            if subject and len(subject.split()) + len(tail.split()) <= most:
                return f"{subject}… {tail}"
    return None


def _tails(whole: str) -> Iterator[tuple[str, bool]]:
    """What may stand behind the gap, and whether that is enough of it to be understood."""
    phrase = _PHRASE.match(whole)
    if phrase and phrase.end() < len(whole):
        yield phrase.group().rstrip() + "…", True
    for size in range(MOST_TAIL, _LEAST_TAIL - 1, -1):
        tail = whole if len(whole.split()) <= size else _FEW_BEHIND_COLON.sub("…", broken_off(whole, size))
        yield tail, len(tail.split()) >= min(_LEAST_TAIL, len(whole.split()))


def _limits(text: str, is_next: bool) -> bool:
    """True for what says of what stands before that it is not so, or did not last, whose claim it is, or on what it
    depends; a mere source is left out. `is_next`: it is the next sentence, which is bound to that one."""
    undone = _UNDONE.search(text[:_LONGEST_UNDOING]) if is_next else _UNDOES.match(text[:_LONGEST_UNDOING])
    return bool(_LIMITS.match(text) or undone) or (POINTS_BACK.match(text) is not None and not _REPORTS.match(text))


def _without_accusation(sentence: str, most: int) -> str | None:
    """What stands before the accusation."""
    accusation = _ACCUSES.search(sentence)
    words = sentence[: accusation.start()].split() if accusation else []
    return broken_off(" ".join(words), most) if len(words) > 2 else None
