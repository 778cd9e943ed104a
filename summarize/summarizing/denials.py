"""Claims that stand with what is said of them: a verdict, a denial, whose word they are, or how far they hold.

Input: spans of an article's sentences. Output: the same with each claim in one span with the verdict ("C'est faux"),
the short denial ("Le club dément.") or the limit ("Du moins si …", "Fausse alerte.") that follows it, and each frame
("Nous sommes en 2050.") in one with what follows it; the text of a span.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..checking import word_list
from ..text import french
from ..text.numbers import FIGURES
from ..text.quotations import straight_marks
from ..text.sentences import Sentence
from ..text.words import words_of

#: Sentences that are merged into one unit.
MOST_MERGED = 8
#: Says whether the sentence before is true, or who claims it.
_VERDICT = re.compile(
    r"[^\w?]*(?:(?:or|mais|pourtant|sauf que|en fait|en réalité|verdict|réponse)\b[ ,:]{1,3})?(?:"
    r"(?:(?:c['’]est |encore |en partie |tout |plutôt |totalement |complètement |entièrement |archi-?)?"
    r"(?:faux|vrai|non|inexact|exact|erroné|trompeur|mensonger|infondé|intox|infox|mensonge|fake)"
    r"(?= ?[,.;:!»\"”–—-]| et\b| ?$))|"
    r"(?:c['’]est|ce n['’]est|(?:ce(?:la|ci|s|tte|t)?|ça|l['’]|la|le|les|toute?s?|rien)\b[^.;:]{0,60}?\b(?:est|sont))\b"
    r"[^.,;:]{0,30}\b(?:faux|fausses?|vraie?s?|inexacte?s?|erronée?s?|infondée?s?|mensong\w+|trompeu\w+|intox|infox|"
    r"rumeurs?|canulars?|hoax|montages?|fake|sans fondement|légendes?)\b|"
    r"(?:cette|ces?|la|les?) (?:images?|photos?|clichés?|vidéos?) (?:n['’](?:a|ont) rien à voir|date|datent)\b|"
    r"une? \w+ (?:fausse|inexacte|erronée|infondée|mensongère|trompeuse)\b|"
    r"il n['’]en est rien"
    r")",
    re.IGNORECASE,
)
#: A verdict on several claims, with their number where it is told.
_ON_SEVERAL = re.compile(
    r"[^\w?]*(?:toutes |tous )?(?:ces|les|tout)\b(?! (?:images|photos|clichés|vidéos)\b)(?: ([\w-]+))?", re.IGNORECASE
)
#: A short sentence that denies the one before.
_DENIAL = re.compile(
    r"(?<![\w-])(?:nie(?:nt)?|niait|niaient|nié|dément\w*|contest\w+|réfut\w+|récus\w+|innocence|innocente?s?|"
    r"non coupables?|rejet\w+ (?:ces|ses|les|toute?s?|cette|l['’]accusation|en bloc)|"
    r"(?:dit|disent|assure|affirme|jure|soutient|maintient)(?:nt)? (?:ne|n['’]\w+)|"
    r"le contraire|(?:fai\w+|fera|feront|interjet\w+|relev\w+) appel|pourvoi|pourvue?s? en cassation|se pourvoi\w+|"
    r"susceptibles? d['’](?:un )?appel|définiti(?:f|ve)s?|présumée?s? innocente?s?|assortie?s? (?:du|d['’]un) sursis)"
    r"(?![\w-])",
    re.IGNORECASE,
)
#: A ruling, and what says that it may not last: another sentence may stand between the two.
_RULING = re.compile(r"(?<!\w)(?:condamn|relax|acquitt|débout|annul|ordonn|coupables?\b|innocent)", re.IGNORECASE)
_APPEAL = re.compile(
    r"(?<!\w)(?:(?:fai\w+|fera|feront|interjet\w+|relev\w+) appel|pourvoi|se pourvoi\w+|cassation|définiti(?:f|ve))",
    re.IGNORECASE,
)
#: Sentences up to the ruling.
_MOST_BETWEEN = 3
#: Words of a denial that is bound; a longer one may stand by itself.
_MOST_DENIAL = 11
#: What a claim may be called that is not, or not yet, a fact.
_NO_FACT = (
    r"(?:blague|plaisanterie|farce|canular|montage|rumeur|erreur|fiction|poisson|parodie|simulation|exercice|méprise|"
    r"mise en scène|légende|version|thèse|théorie|hypothèse|scénario|promesse|conviction|accusation|idée reçue|infox|"
    r"intox|affirmation|allégation|assertion|invention|interprétation|avis|opinion|fable|rêve|souhait|objectif|pari|"
    r"mots|propos|arnaque|vidéos? (?:truquée|générée))s?\b"
)
#: The rest of a short sentence that holds no clause: "C'est lundi que le procès s'ouvre" says nothing of a claim.
_REST = r"(?:(?!\bqu[ei'’]|\bdont\b|\boù\b)[^.;:?!…]){1,50}[.!…]"
#: What points back at the sentence before as a whole: whose word it is, that it is no fact, on what it depends.
POINTS_BACK = re.compile(
    r"[^\w?]*(?:(?:mais|or|et|enfin|bref)[ ,]{1,2})?(?:"
    r"tel(?:le)?s? (?:est|était|sont|étaient|serait|semble|paraît)\b|"
    r"voi(?:là|ci) (?:du moins |en tout cas )?(?:ce qu|pour )|"
    r"du moins\b|en tout cas,? (?:c['’]|selon|d['’]après|à en croire|si )|à en croire\b|dixit\b|"
    r"(?:parole|foi) d[e'’]|"
    r"en (?:réalité|fait|vérité)\b|à vrai dire\b|(?:sauf|à ceci près|à cela près) qu|"
    r"c['’]est (?:(?:en|du|tout|somme|moins|cas) ){0,3}ce qu(?:e|['’])|"
    rf"(?:(?:tout )?(?:cela|ça|ceci)|c['’](?:est|était)|ce n['’]|rien n['’]|rien de|le tout|ainsi parle)\b{_REST}|"
    r"(?:(?:tout )?cela|ça|ce) n['’](?:est|était) qu['’]une? |"
    r"reste (?:à (?:savoir|voir|prouver|convaincre)\b|que\b|qu['’])|(?:en)?core f\w+-(?:t-)?il\b|"
    r"(?:(?:seule?|une?|gros(?:se)?|petite?|autre) ){0,2}(?:hic|bémol|problème|condition|réserve|nuance|restriction)"
    r"(?: \w+)? ?:|"
    r"fausse alerte\b|(?:à|sous) (?:\w+ )?(?:conditions?|réserves?)\b|à moins (?:que|qu['’]|de |d['’])|pourvu qu|"
    r"(?:ou|enfin,?) (?:presque|pas|plutôt)\b|peut-être(?= ?[.…!]|$)|"
    # A source or a condition without a main clause behind it: "Selon le préfet.", "Si le budget est voté."
    r"(?:seulement |uniquement |même )?(?:selon|d['’]après|si|s['’](?:ils?|elles?|on))\b[^.,;:?!…]{1,70}"
    r"(?:, (?:du moins|en tout cas|toutefois|cependant))?[.!…]|"
    r"(?:c['’](?:est|était)|ce (?:n['’](?:est|était)|sont)|voilà|il s['’]agi(?:t|ssait))\b[^.,;:?!…]{0,30}?"
    rf"[ '’]{_NO_FACT}|"
    rf"(?:une? (?:\w+ )?|cette |ce |cet |ces |simples? |pures? ){_NO_FACT}|{_NO_FACT} d[e'’u][^.,;:?!…]{{1,60}}[.!…]"
    r")",
    re.IGNORECASE,
)
#: A claim by its kind, of which the sentence tells what became of it.
_CLAIM = re.compile(
    r"(?:(?:ce(?:tte|t|s)?|l[ea]s?) |l['’])(?:affirmation|allégation|accusation|assertion|information|rumeur|thèse|"
    r"théorie|version|hypothèse|nouvelle|annonce|phrase|propos|citation|vidéo|image|photo|message|scénario)s?\b",
    re.IGNORECASE,
)
#: That it is denied, withdrawn or not what it seems.
_UNDONE = re.compile(
    r"(?<!\w)(?:ne |n['’]|dément\w*|contest\w+|réfut\w+|supprim\w+|retir\w+|invent\w+|truqu\w+|générée?s?|arnaque|"
    r"apocryphes?|parodi\w+|satir\w+|détourn\w+|tirée?s? d|hors contexte|de son contexte)",
    re.IGNORECASE,
)
#: Words of the longest sentence that is bound so, and of one without a verb, whatever it says: "Raté."
_MOST_WORDS, _MOST_COMMENT = 30, 3
#: A form of a verb that no noun has too.
FORM_OF_VERB = re.compile(rf"(?<![\w-])(?:{french.one_of(french.VERBS)})(?![\w-])|\b\w+(?:aient|era|eront|rait)\b")
_SUBJECT = re.compile(r"(?:ils?|elles?|on|une?|l[ea]s?|d(?:u|es))\b|l['’]", re.IGNORECASE)
_STATED = re.compile(r"[.!…][ »\"”’)]*$")
#: What follows it, in another time or in a story.
_FRAME = re.compile(
    r"(?:imagin(?:ez|ons)\b|(?:nous sommes|on est|nous voi(?:là|ci)|bienvenue) en (?:l['’]an )?\d{4}\b|"
    r"il était une fois\b|supposons\b|admettons\b)[^;:]{0,60}[.!…]$",
    re.IGNORECASE,
)
_WORK = (
    r"(?:(?:l[ea]s? |l['’]|une? |ce(?:tte|t)? |son |sa |leur )(?:\w+ )?(?:romans?|films?|long-métrage|séries?|téléfilm|"
    r"feuilleton|bande dessinée|pièce|jeu|scénario|simulation|exercice|fiction|dystopie|conte|tract|pamphlet|canular|"
    r"rêve|sketch|épisode|parodie)\b)"
)
#: The same, the work named: "Dans le roman, …", "La série raconte …".
_IN_WORK = re.compile(
    rf"dans {_WORK}|{_WORK}[^.;:]{{0,60}}?(?<!\w)(?:raconte|imagine|met en scène|suit|décrit|retrace|dépeint|narre|"
    r"prévoit|simule|accuse|affirme|prétend|montre)(?!\w)",
    re.IGNORECASE,
)
#: What takes something of the whole article back, or is later than it; at the head of a unit or inside.
CORRECTION = re.compile(
    r"[\[(*]{0,2} ?(?:(?:rectificatif|erratum|correction|note de la rédaction|précision)(?: de la rédaction)? ?[:!.–—]|"
    r"(?:mise? à jour|màj|(?:cet )?article (?:a été )?(?:corrigé|modifié|mis à jour))\b[^:.!–—]{0,40}[:.!–—])",
    re.IGNORECASE,
)
_INVENTED = re.compile(
    r"(?:^|[.!…] )\(?(?:poisson d['’]avril ?[!.]|"
    r"(?:il s['’]agi(?:t|ssait)|c['’](?:est|était)|cet article|ce texte|cette (?:histoire|annonce)|ceci|cela|"
    r"tout(?: cela| ceci| ça)?(?= (?:est|était))|vous l['’](?:avez|aurez)|heureusement, tout)\b[^.;?!…]{0,60}?"
    r"(?:poisson d['’]avril|\b(?:simulée?|inventée?|fictive?|fictif|imaginaire|parodique|satirique)\b))",
    re.IGNORECASE,
)
#: A final mark, and no title before a name.
FINAL = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)[.!?…。！？।؟۔][\"”“»«’')」』\s]*$")


def is_correction(text: str) -> bool:
    """True for what corrects the article, or says that it is invented."""
    return CORRECTION.match(text) is not None or _INVENTED.search(text) is not None


def text_of(own: Sequence[Sentence]) -> str:
    """Some sentences in a row; a line without a final mark gets one before the verdict on it."""
    text = own[0].text
    for before, after in pairwise(own):
        is_line = before.paragraph != after.paragraph and before.text[-1:].isalnum() and _VERDICT.match(after.text)
        text += f"{'.' if is_line else ''} {after.text}"
    return text


def with_verdicts(
    spans: Sequence[tuple[int, int]], sentences: Sequence[Sentence], whole: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Spans in which a claim is one with the verdict or the short denial that follows it, but for what is `whole`."""
    bound: list[tuple[int, int]] = []
    for first, last in spans:
        if first not in whole and (count := _claims_before(bound, sentences, first)):
            first = bound[-count][0]
            del bound[-count:]
        elif bound and (is_frame(sentences[bound[-1][1]].text) or _is_place(bound, sentences)):
            first = bound.pop()[0]
        bound.append((first, last))
    return bound


def frames_of(sentences: Sequence[Sentence]) -> dict[int, int]:
    """For each sentence that tells of another time or of a story, the number of the one before it in its paragraph that
    says so."""
    found: dict[int, int] = {}
    frame: int | None = None
    for number, sentence in enumerate(sentences):
        if frame is not None and sentences[frame].paragraph != sentence.paragraph:
            frame = None
        if is_frame(sentence.text) or _IN_WORK.match(sentence.text):
            frame = number
        elif frame is not None:
            found[number] = frame
    return found


def is_frame(text: str) -> bool:
    """True for a sentence that says nothing but in which time or story the next ones are."""
    return _FRAME.match(text) is not None


def _claims_before(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence], number: int) -> int:
    """How many spans before a sentence it judges or denies. A question claims nothing, and a title is not denied: it
    is no statement of anybody's."""
    text = sentences[number].text
    if not bound or sentences[bound[-1][1]].text.rstrip(' »"”').endswith("?"):
        return 0
    if not _VERDICT.match(text):
        if not (FINAL.search(sentences[bound[-1][1]].text) and _is_said_of(text)):
            return 0
        near = [sentences[first].text for first, _ in bound[: -_MOST_BETWEEN - 1 : -1]] if _APPEAL.search(text) else []
        return next((n for n, before in enumerate(near, 1) if _RULING.search(before) and FINAL.search(before)), 1)
    if not (several := _ON_SEVERAL.match(text)):
        return 1
    counted = FIGURES.get((several[1] or "").lower(), several[1] or "")
    if counted.isdecimal():
        return min(int(counted), len(bound))
    paragraph = sentences[bound[-1][0]].paragraph
    return sum(sentences[first].paragraph == paragraph for first, _ in bound[-MOST_MERGED:])


def _is_said_of(text: str) -> bool:
    """True for a sentence that denies, limits or comments the one before it."""
    words = text.split()
    is_open = straight_marks(text) % 2 == 1 or text.count("«") > text.count("»")
    if len(words) > _MOST_WORDS or is_open or not _STATED.search(text) or CORRECTION.match(text):
        return False
    if len(words) <= _MOST_DENIAL and _DENIAL.search(text):
        return True
    if POINTS_BACK.match(text) or (_CLAIM.match(text) and _UNDONE.search(text)):
        return True
    is_plain = (
        not _SUBJECT.match(text)
        and not any(word[:1].isupper() for word in words[1:])
        and not any(c.isdigit() for c in text)
    )
    return len(words) <= _MOST_COMMENT and is_plain and not FORM_OF_VERB.search(text.lower())


def _is_place(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> bool:
    """True where nothing stands before a sentence but where it happened: "Brest."."""
    if bound[-1] != (0, 0):
        return False
    words = words_of(sentences[0].text)
    if len(words) > _MOST_COMMENT or not FINAL.search(sentences[0].text):
        return False
    known = word_list("fr")  # loaded only for so short a sentence
    return known is not None and all(word[:1].isupper() and word.lower() not in known.words for word in words)
