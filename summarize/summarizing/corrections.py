"""What takes something of a whole article back, or says that it is invented; short denials in other languages.

Input: a sentence. Output: whether it is a correction, the label of one alone, or what the article said first; whether
it denies the sentence before it. Spans of sentences, in other languages than French with those in one that belong
together: a correction, a claim with its verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..text.dates import FRENCH_DAY, FRENCH_WEEKDAY
from ..text.quotations import QUOTED
from ..text.sentences import Sentence
from ..text.words import whole_words
from .english import names_speaker

if TYPE_CHECKING:
    from ..text.document import Document
    from .units import Unit

_WHEN = rf"(?:à|le|du|vers|ce|de)? ?(?:\d|{FRENCH_WEEKDAY}|matin|soir|midi)"
#: The label of what corrects the article, or is later than it. A score ("Correction : 3-0") is no correction.
_CORRECTION = re.compile(
    r"[\[(*]{0,2} ?(?:note ?: )?(?:"
    r"(?:rectificati(?:f|on)|correctif|errat(?:um|a)|droit de réponse|mea culpa|ndlr|note de la rédaction|"
    r"(?:cet )?article (?:a été )?(?:corrigé|modifié|mis à jour))\b[^:.!\]–—]{0,40}|"
    r"(?:actuali[sz]ación|atualização)(?: ?\([^()]{1,30}\))?|"
    rf"(?:correction|précision|mise? à jour|màj|actualisé|corrigé|rectifié|modifié|edit|update)"
    rf"(?: de la rédaction|(?: \w+)?,? {_WHEN}(?:[^:.!\]–—-]|(?<=\d)[.:](?=\d\d ?[ap]\.?m)){{0,40}})?)"
    r" ?(?:[:.!\])*–—]+|-(?= ))(?! ?\d+ ?[-–à] ?\d)"
    r"(?=(?P<says>\W+\w+\W+\w+\W+\w+)?)",
    re.IGNORECASE,
)
_OF_ARTICLE = r"(?:cet article|ce (?:texte|papier)|notre (?:article|journal|édition|papier|site))\b"
_VERSION = rf"une? (?:première |précédente |ancienne )?version (?:\w+ )?d[eu'’] ?{_OF_ARTICLE}"
_WROTE = r"(?:écri|indiqu|annon[cç]|publi|affirm)"
_INVENTED = re.compile(
    r"(?:^|[.!…] )[\[(]?(?:"
    r"poisson d['’]avril ?[!.]|vous y avez cru ?\?|la rédaction (?:précise|rectifie|s['’]excuse)\b|"
    rf"contrairement à ce qu(?:e nous (?:avi?ons )?(?:d['’]abord |initialement )?{_WROTE}|"
    rf"i (?:a été|était|avait été) {_WROTE}|i figurait (?:dans )?{_VERSION})|{_VERSION}|"
    rf"une erreur (?:[\w'’-]+ ){{1,3}}glissée [^.;?!…]{{0,40}}{_OF_ARTICLE}|"
    rf"(?:(?:suite|à la suite|en raison|du fait) (?:d['’]|à )une|par) erreur\b[^.;?!…]{{0,30}}, "
    rf"nous (?:avi?ons )?{_WROTE}|"
    rf"nous avi?ons {_WROTE}\w* (?:par erreur|à tort)\b|"
    r"1er avril oblige\b|"
    r"(?:[^.,;:?!…]{1,30}, )?(?:il s['’]agi(?:t|ssait)|c['’](?:est|était)|ceci|cela) [^.;?!…]{0,30}?poisson d['’]avril|"
    r"(?:il s['’]agi(?:t|ssait)|c['’](?:est|était)|cet article|ce texte|cette (?:histoire|annonce)|ceci|cela|"
    r"tout(?: cela| ceci| ça)?(?= (?:est|était))|vous l['’](?:avez|aurez|aviez)|heureusement, tout)\b[^.;?!…]{0,60}?"
    r"(?:poisson d['’]avril|\b(?:simulée?|inventée?|fictive?|fictif|imaginaire|parodique|satirique)\b))",
    re.IGNORECASE,
)
#: Says what was wrong in the article, or in an earlier version of it: no news of its own.
_AMENDS = re.compile(
    rf"{_VERSION}|\bnous avi?ons (?:d['’]abord |initialement )?{_WROTE}|"
    r"^[\[(*]{0,2} ?(?:rectificatif|correctif|errat(?:um|a)|correction(?! ?[.!])|corrigé|rectifié|"
    r"(?:cet )?article (?:a été )?(?:corrigé|modifié))\b",
    re.IGNORECASE,
)
#: What goes on a sentence that says which mistake was made: "Elle est de 1,2 %."
_GOES_ON = r"(?:Ils?|Elles?|C['’]est|Ce sont|En réalité|En fait)\b"
#: Of what stands behind such a note in its paragraph, it goes on the note; else what has a day is news.
_GOES_ON_NOTE = re.compile(rf"{_GOES_ON}|.*\b(?:et non|au lieu|à tort|erreurs?|erroné\w*)\b", re.DOTALL)
_NOTE_AND_NEWS = re.compile(r"[(\[*][^()\[\]*:]+:[^()\[\]*]+[)\]*] [A-ZÀ-Þ]")
_HAS_DAY = re.compile(rf"\b(?:{FRENCH_WEEKDAY}|{FRENCH_DAY}|hier|aujourd['’]hui|ce (?:matin|midi|soir))\b")
#: The mistake alone: "Une première version de cet article indiquait que trois personnes étaient mortes."
_SAID_FIRST = re.compile(
    rf"(?:(?:dans )?{_VERSION}|nous (?:avons|avions) (?:d['’]abord |initialement )?(?:écrit|indiqué|annoncé|publié))\b"
    r"(?![^.!?…]*\b(?:à tort|par erreur|erroné\w*|alors qu|en réalité|et non|au lieu)\b)[^.!?…]*[.…]$",
    re.IGNORECASE,
)
#: The same in other languages, and that an article was corrected.
_THIS_ARTICLE = r"this (?:article|story|report|post)\b"
_ESTE = r"est[ea] (?:artículo|noticia|información|texto|nota)\b"
_ESTA = r"est[ea] (?:reportagem|texto|notícia|artigo|matéria)\b"
_CORRECTS = re.compile(
    r"[\[(*]{0,2}(?:[^\W\d_][\w '’]{0,30}: ?)?(?:"
    rf"(?:in )?(?:an?|the) (?:earlier|previous|original) (?:version|headline) (?:of|on|to) {_THIS_ARTICLE}|"
    rf"{_THIS_ARTICLE} (?:was|has been) (?:amended|corrected)\b[^.!?]*(?: (?:to|because|after)\b|[.] \w)|"
    r"in einer (?:früheren|ersten|vorherigen) (?:version|fassung) "
    r"(?:dieses|des) (?:artikels|textes|beitrags)\b|"
    r"(?<=: )in einer (?:früheren|ersten|vorherigen) (?:version|fassung) (?:hieß es|stand|war die rede)\b|"
    r"zunächst (?:hieß|stand) (?:es )?hier\b|im [\w ]{1,30} wurde berichtigt\b|"
    r"(?:en )?(?:una (?:primera )?versión (?:anterior |previa |inicial )?|"
    rf"la versión (?:anterior|previa|inicial) )de {_ESTE}|"
    r"la primera versión de est[ea] (?:artículo|noticia|información)\b|"
    rf"{_ESTE} (?:ha sido|fue) corregid[oa]\b|"
    r"\((?:corrige|sustituye a la anterior)\b|"
    r"(?:in )?una (?:prima|precedente) versione di quest[oa'’] ?(?:articolo|testo|notizia)\b|"
    rf"(?:em |n)?(?:uma |a )?(?:primeira versão dest[ea] (?:reportagem|notícia|artigo|matéria)\b|"
    rf"versão (?:anterior|inicial) d{_ESTA})|{_ESTA} foi corrigid[oa]\b|"
    r"(?:texto|notícia|reportagem|matéria) corrigid[oa] às \d|"
    r"ao contrário do que foi inicialmente (?:notici|public|inform)ado|"
    r"diferentemente do que (?:informou|afirmou|dizia) "
    rf"(?:a (?:primeira )?(?:versão (?:anterior |inicial )?d)?)?{_ESTA}|"
    r"in een eerdere versie van dit (?:artikel|bericht|stuk)\b)"
    r"|[\[(*]{0,2}(?:correction|clarification(?=: (?:the|an?|this|in|on|it|we)\b)|korrektur|berichtigung|fe de errores|"
    r"rectificación|corrección|rettifica|correção|retificação|erramos|errata|rectificatie) ?:"
    r"(?! ?\d+ ?[-–:] ?\d)(?=(?:\W+\w+){4})",
    re.IGNORECASE,
)
#: Says of something that it is not so, by language.
_NEGATES = whole_words(
    {
        "fr": r"ne|n['’]\w+|(?<!un )(?<!premier )pas|jamais|non|aucune?",
        "en": r"no(?!\.? \d)|not|never|nobody|none|\w+n['’]t",
        "es": r"no|nunca|jamás|nadie|ning[uú]na?",
        "it": r"no|non|nessun[ao]?",
        "pt": r"não|nunca|ninguém|nenhuma?",
        "de": r"nichts?|nein|nie|niemand|kein(?:e[nmrs]?)?",
        "nl": r"niets?|nee|nooit|niemand|geen",
    }
)
#: Words of the longest verdict.
_MOST_VERDICT = 6
#: How a verdict on what was claimed ends: "This is false.", "É falso.", "Das stimmt nicht.", "Dat klopt niet."; the
#: answer behind "¿Es cierto?".
_VERDICT = re.compile(
    r"(?:^n(?:o|ão)|\b(?:false|untrue|not true|\w+n['’]t true|fake|misleading|(?:a|an old) (?:hoax|fake|lie)|"
    r"fals[oa]|mentira|enga(?:ñ|n)oso|un (?:bulo|montaje)|no es (?:cierto|verdad|así)|boato|"
    r"não é (?:verdade|bem assim)|una bufala|non è (?:vero|così)|fuorviante|"
    r"falsch|frei erfunden|nicht wahr|stimmt (?:aber |jedoch |so )?nicht|irreführend|unbelegt|keine (?:belege|beweise)|"
    r"(?:eine )?fälschung|mit ki (?:erstellt|erzeugt|generiert)|ki-generiert|manipuliert|trifft nicht zu|"
    r"onjuist|onwaar|niet waar|klopt (?:echter |dus )?niet|nep(?:nieuws)?|misleidend|"
    r"(?:es|era) (?:incorrect|inexact|erróne)[oa]|(?:è|era) (?:inesatt|sbagliat|errat)[oa]|"
    r"(?:é|era|está) (?:incorret|inexat|errad)[oa]|(?:is|was) (?:incorrect|inaccurate)|"
    r"(?:figure|number|amount|date|name|claim|this|that) (?:is|was) wrong|(?:ist|war) (?:unzutreffend|unrichtig)))"
    r"[.!]$",
    re.IGNORECASE,
)
#: A verdict behind its label, which says that the claim above it is not so: "VERDETTO: Contenuto generato con IA".
_LABELLED = re.compile(
    r"(?<!\w)(?:verdict|rating|veredicto|verdetto|veredito|avaliação(?: d[oa] \w+)?|urteil|bewertung|oordeel) ?: ?"
    r"(?=[^.!?]{0,60}?(?<!\w)(?:fals|fake|hoax|untrue|unwahr|unbelegt|onwaar|onjuist|nep|bufala|bulo|boato|mentira|engañ|"
    r"engan|mislead|misleid|irreführ|fuorviant|ingannevol|invent|erfunden|fabricat|manipul|montaj|montagg|(?:ai|ki|ia)\b|"
    r"generat|generad|gerad[oa]|generiert|gegenereerd|altered|alterad|alterat|contest|context|kontext|zusammenhang|satir|"
    r"parod|no evidence|sin pruebas|sem provas|senza prove))[^.!?]{3,100}",
    re.IGNORECASE,
)
#: The heading over an article's correction; with a colon, it is a part of its first sentence.
_HEADING = re.compile(
    r"\W*(?:corrections?|clarifications?|korrektur|berichtigung|richtigstellung|fe de err(?:ores|atas)|rectificación|"
    r"rettifica|precisazione|errata corrige|correção|corrección|errata|erramos|retificação|rectificatie|correctie)\W*$",
    re.IGNORECASE,
)
#: The heading over a column of corrections.
_COLUMN = re.compile(r"(?:corrections (?:and|&) clarifications|for the record)\W*$", re.IGNORECASE)
#: Words that are bound together; sentences of a correction in a text of one paragraph, and in a column.
_MOST_BOUND, _MOST_JOINED, _MOST_IN_COLUMN = 80, 2, 3
#: What stands alone between quotation marks, and the most words of it.
_ONLY_QUOTED = re.compile(r"[\s.,;:!?…–—-]*")
_MOST_QUOTED = 40
#: In a quotation, whoever speaks is missed: it gives way to what follows.
_SPEAKER = re.compile(r"\b(?:(?-i:I)|we|my|our|ich|wir|meine?n?|unsere?n?|yo|io|eu|ik|wij|mijn|onze)\b", re.IGNORECASE)
#: Sentences between a claim and its verdict, words of a heading there, and spans with titles and headings that are
#: looked at.
_MOST_BETWEEN, _MOST_HEADING, _MOST_BEFORE = 2, 4, 6
_ENDED = re.compile(r"[.!…][\"”“»)\s]*$")


def is_correction(text: str) -> bool:
    """True for what corrects the article, or says that it is invented."""
    match = _CORRECTION.match(text)
    return (match is not None and match["says"] is not None) or corrects(text) or _INVENTED.search(text) is not None


def amends(text: str) -> bool:
    """True for a correction that says what was wrong in the article, in French: the news stands behind it, not in the
    same sentence as a note in brackets."""
    return is_correction(text) and _AMENDS.search(text) is not None and not _NOTE_AND_NEWS.match(text)


def corrects(text: str) -> bool:
    """True for what begins, in another language than French, with the correction of its article."""
    return _CORRECTS.match(text) is not None


def without_notes(units: Sequence[Unit], article: Document) -> Sequence[Unit]:
    """The units of a French article without what corrects it and what goes on that in its paragraph, all where nothing
    else is left: a correction stands behind the news, and opens a summary only where nothing else can."""
    kept, end = [], 0
    for unit in units:
        if article.language == "fr" and amends(unit.text):
            end = (article.text + "\n").index("\n", unit.start)
        elif unit.start >= end or (_HAS_DAY.search(unit.text) and not _GOES_ON_NOTE.match(unit.text)):
            kept.append(unit)
            end = 0
    return kept or units


def corrections_in(units: Sequence[Unit], chosen: Sequence[Unit]) -> list[Unit]:
    """The units that correct the article and are not chosen; the last one is shown in any case."""
    later = [u for u in units if u not in chosen and (u.fault != "title" or u.text.startswith("["))]
    return [u for u in later if is_correction(u.text)]


def is_label(text: str) -> bool:
    """True for the label of a correction alone: "[MàJ 18h30]"."""
    match = _CORRECTION.match(text)
    return match is not None and match.end() == len(text)


def is_what_was_said_first(text: str, following: str) -> bool:
    """True for what an article said first, which the sentence that follows puts right."""
    return _SAID_FIRST.match(text) is not None or (is_correction(text) and re.match(_GOES_ON, following) is not None)


def negates(text: str, language: str) -> bool:
    """True for a text with a negation; False in languages of which none is known."""
    return language in _NEGATES and _NEGATES[language].search(text) is not None


def affirmed(text: str, language: str) -> str:
    """A text without its negations."""
    return _NEGATES[language].sub(" ", text) if language in _NEGATES else text


def is_verdict(text: str) -> bool:
    """True for a few words, of some other language than French, that say of what stands before that it is false."""
    return (len(text.split()) <= _MOST_VERDICT and _VERDICT.search(text) is not None) or is_judged(text)


def is_judged(text: str) -> bool:
    """True for what ends with a verdict behind its label, which says that a claim is not so."""
    return _LABELLED.search(text) is not None


def heads_column(text: str) -> bool:
    """True for the heading over a column of corrections, which is no title."""
    return _COLUMN.match(text) is not None


def bound_together(
    spans: Sequence[tuple[int, int]], sentences: Sequence[Sentence], whole: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Spans, of another language than French, in which a correction is one with the rest of its paragraph, a claim with
    the verdict that follows it, and a quotation without a speaker with the next sentence, but for what is `whole`."""
    bound: list[tuple[int, int]] = []
    for first, last in spans:
        count = 0 if first in whole else _goes_with(bound, sentences, last)
        if count:
            first = bound[-count][0]
            del bound[-count:]
        bound.append((first, last))
    return bound


def _goes_with(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence], last: int) -> int:
    """How many spans before a sentence it is one with: a correction; the claim that it judges, under whose verdict's
    heading it may stand; all from the article's first statement on, where that is near; a quotation."""
    if not bound:
        return 0

    def fits(first: int) -> bool:
        return sum(len(s.text.split()) for s in sentences[first : last + 1]) <= _MOST_BOUND

    own = sentences[bound[-1][0] : last + 1]
    if len(bound) <= _MOST_BEFORE and is_judged(sentences[last].text):
        return int(fits(bound[-1][0]))
    above = sentences[bound[-1][0] - 1].text if bound[-1][0] else ""
    quoted = _is_only_quoted(sentences[bound[-1][0] : bound[-1][1] + 1], sentences[bound[-1][1] + 1].text)
    if quoted and not above.endswith(":"):
        return int(fits(bound[-1][0]))
    is_correction_of_it = corrects(" ".join(s.text for s in own)) or _HEADING.match(above) is not None
    is_in_column = heads_column(sentences[0].text) and len(own) <= _MOST_IN_COLUMN
    if own[0].paragraph == own[-1].paragraph and (is_correction_of_it or is_in_column):
        is_apart = sentences[0].paragraph != sentences[-1].paragraph  # else its paragraph may be the whole article
        return int(fits(bound[-1][0]) and (is_apart or len(own) <= _MOST_JOINED))
    spans = [span for span in bound[-_MOST_BEFORE:] if _ENDED.search(sentences[span[1]].text)]
    if not (is_verdict(sentences[last].text) and spans):
        return 0
    heading = sentences[bound[-1][1]].text
    is_near = spans[-1] == bound[-1] or (spans[-1] == bound[-2] and len(heading.split()) <= _MOST_HEADING)
    is_first = len(bound) <= _MOST_BEFORE and len(spans) <= _MOST_BETWEEN + 1
    is_first = is_first and not any(is_verdict(sentences[end].text) for _, end in spans)
    claim = spans[0] if is_first and fits(spans[0][0]) else spans[-1]
    return len(bound) - bound.index(claim, max(0, len(bound) - _MOST_BEFORE)) if is_near and fits(claim[0]) else 0


def _is_only_quoted(own: Sequence[Sentence], following: str) -> bool:
    """True for a short quotation without a word of whose it is, in which nobody speaks of themselves, or whose speaker
    the sentence that follows names."""
    text = " ".join(s.text for s in own)
    is_short = len(text.split()) <= _MOST_QUOTED and _ENDED.search(text) is not None
    is_told = names_speaker(following) or not _SPEAKER.search(text)
    return is_short and is_told and _ONLY_QUOTED.fullmatch(QUOTED.sub("", text)) is not None
