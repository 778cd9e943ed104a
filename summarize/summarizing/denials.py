"""Claims that stand with what is said of them: a verdict, a denial, whose word they are, or how far they hold.

Input: spans of an article's sentences. Output: the same with each claim in one span with the verdict ("C'est faux"),
the short denial ("Le club dément.") or the limit ("Du moins si …", "Fausse alerte.") that follows it, and each frame
("Nous sommes en 2050.") in one with what follows it; the text of a span; whether a sentence states what a title asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..checking import word_list
from ..text.french import DENIES, FALSE
from ..text.number_words import FIGURES
from ..text.quotations import straight_marks
from ..text.sentences import Sentence
from ..text.words import content_stems, words_of
from .corrections import is_correction, is_judged, is_label, is_what_was_said_first
from .fragments import ANNOUNCES, FORM_OF_VERB, is_frame
from .overtaken import ACCUSED, CLEARED, came_of, count_taken_back

#: Sentences that are merged into one unit.
MOST_MERGED = 8
#: Of a claim; a title with one of the further words is no verdict on all that is told under it.
_FALSE = rf"{FALSE}|inexacte?s?|erronée?s?|infondée?s?"
#: Says whether the sentence before is true, or who claims it.
_VERDICT = re.compile(
    r"[^\w?]*(?:(?:or|mais|pourtant|sauf que|en fait|en réalité|attention|verdict|réponse|"
    r"(?:seul )?problème)\b[ ,:]{1,3})?(?:"
    r"(?:(?:c['’]est |encore |en partie |tout |plutôt |totalement |complètement |entièrement |archi-?)?"
    rf"(?:{_FALSE}|vrai|non|exact)"
    r"(?= ?[,.;:!»\"”–—-]| et\b| ?$))|"
    r"(?:c['’]est|ce n['’]est|(?:ce(?:la|ci|s|tte|t)?|ça|l['’]|la|le|les|toute?s?|rien)\b[^.;:]{0,60}?\b(?:est|sont))\b"
    rf"[^.,;:]{{0,30}}\b(?:{_FALSE}|vraie?s?|rumeurs?|canulars?|hoax|montages?|sans fondement|légendes?)\b|"
    r"(?:cette|ces?|la|les?) (?:images?|photos?|clichés?|vidéos?) (?:n['’](?:a|ont) rien à voir|date|datent|"
    r"(?:a|ont) été (?:prise?s?|filmée?s?|tournée?s?) en \d{4})\b|"
    rf"une? \w+ (?:{_FALSE})\b|"
    rf"il n['’]en est rien|(?:ils?|elles?) (?:est|sont) (?:\w+ )?(?:{_FALSE})(?= ?[,.!»])|"
    r"tout(?: (?:cela|ceci|ça))? (?:est|était|a été) (?:\w+ )?(?:inventé|imaginé|imaginaire|fictif|simulé|truqué)\b"
    r")",
    re.IGNORECASE,
)
#: A verdict on several claims, with their number where it is told.
_ON_SEVERAL = re.compile(
    r"[^\w?]*(?:toutes |tous )?(?:ces|les|tout)\b(?! (?:images|photos|clichés|vidéos)\b)(?: ([\w-]+))?", re.IGNORECASE
)
#: A short sentence that denies the one before, or says whose word it is: "Son adjoint l'affirme."
_DENIAL = re.compile(
    rf"(?<![\w-])(?:{DENIES}|contest(?!ation)\w+|innocence|innocente?s?|"  # "Une version contestée par la famille."
    r"non coupables?|rejet\w+ (?:ces|ses|les|toute?s?|cette|l['’]accusation|en bloc)|"
    r"(?:dit|disent|assure|affirme|jure|soutient|maintient)(?:nt)? (?:ne|n['’]\w+)|le contraire|calomni\w+|diffam\w+|"
    r"(?:trouvé|prouvé|établi) aucune? \w+|rien (?:trouvé|prouvé|établi|découvert|démontré)|"
    r"(?<!comme )l['’](?:écri(?:t|vent)|affirme(?:nt)?|assure(?:nt)?|a (?:écrit|affirmé|assuré))(?!,)|"
    r"le (?:dit|disent|jure(?:nt)?|croit|croient|prétend(?:ent)?|soutien(?:t|nent))|"
    r"(?:a|ont|est|été|sont) (?:annulé|infirmé|cassé|suspendu|invalidé)e?s?|"
    r"(?:a|ont) (?:re)?mis les (?:choses au point|pendules à l['’]heure)|(?:a|ont) coupé court|"
    r"présumée?s? innocente?s?|assortie?s? (?:du|d['’]un) sursis)(?![\w-])",
    re.IGNORECASE,
)
#: In a short sentence that names nobody, what may limit or take back the one before: "Les poursuites ont été levées."
_MAY_LIMIT = re.compile(
    r"(?<!\w)(?:abandonn|retir|levée?s?\b|rejet|débout|excus|renonc|rev(?:ien|en)\w+ sur|rectifi|corrig|supprim|"
    rf"gain de cause|(?:{_FALSE})\b|ficti|invent|fable|conditionnel|confirm|prouv|(?<!pour )preuve|vérifi|"
    r"anonym|rumeur|le dira|la foi d)",
    re.IGNORECASE,
)
#: What says that a ruling may not last.
_APPEAL = re.compile(
    r"(?<![\w-])(?:(?:fai\w+|fera|feront|interjet\w+|relev\w+) appel\b|susceptibles? d['’](?:un )?appel|pourvoi|"
    r"pourvue?s? en cassation|se pourvoi\w+|cassation|pas (?:encore )?définiti\w+)",
    re.IGNORECASE,
)
#: What each says so of: other sentences may stand between the two.
_OF_APPEAL = re.compile(r"(?<!\w)(?:condamn|relax|acquitt|débout|annul|ordonn|coupables?\b|innocent)", re.IGNORECASE)
#: What a prosecutor asks for, and a short ruling on it that does not name the accused: "Le tribunal l'a condamné à …".
_DEMANDS = re.compile(
    r"(?<!\w)(?:requi(?:ert|èrent)|(?:a|ont|avai(?:t|ent)) (?:\w+ )?requis|"
    r"(?:parquet|procureure?|ministère public|accusation|avocate? générale?)\b[^.;]{0,60}"
    r"(?:réclamée?s?|demandée?s?))\b",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"^(?:(?:le tribunal|la cour(?: d['’]\w+)?|l[ae]s? (?:juges?|jurés?|magistrate?s?|présidente?)) "
    r"(?:l['’](?:a|ont)|les (?:a|ont)) (?:\w+ )?condamn|"
    r"(?:ils?|elles?) (?:a|ont) (?:\w+ )?été (?:\w+ )?condamn|(?:verdict|jugement|délibéré) ?: )",
    re.IGNORECASE,
)
#: Of the one before, since of nobody that this names: "Le tribunal l'a relaxé."
_AGAIN = re.compile(
    r"^(?:ils?|elles?)\b|(?<!\w)(?:(?:l['’]|les )(?=(?:a|ont|avait|avaient|accus\w+)\b)|ce(?:tte|t|s)? )", re.IGNORECASE
)
#: A word with a capital that begins no sentence.
_NAME = re.compile(r"(?<=[\s'’\"«(])(?<![.!?…] )[A-ZÀ-Þ][\w-]*")
#: Sentences up to the one that it says so of.
_MOST_BETWEEN = 3
#: Words of what is bound so, and of an opening with what takes it back.
_MOST_BOUND, _MOST_TAKEN_BACK = 80, 100
#: Words of a denial that is bound, and of one by those whom the sentence before names; a longer one may stand alone.
_MOST_DENIAL, _MOST_DENIAL_OF_SAME = 11, 20
_SAME = re.compile(r"(?:Ils?|Elles?|Son|Sa|Ses|Leurs?|L['’]intéressée?)\b")
#: What a claim may be called that is not, or not yet, a fact.
_NO_FACT = (
    r"(?:blague|plaisanterie|farce|canular|montage|rumeur|erreur|fiction|poisson|parodie|simulation|exercice|méprise|"
    r"mise en scène|légende|version|thèse|théorie|hypothèse|scénario|promesse|conviction|accusation|idée reçue|infox|"
    r"intox|affirmation|allégation|assertion|invention|interprétation|avis|opinion|fable|rêve|souhait|objectif|pari|"
    r"mots|propos|arnaque|mensonge|calomnie|supposition|spéculation|sketch|téléfilm|vidéos? (?:truquée|générée))s?\b"
)
#: The end of a sentence, and the rest of one: without a further clause ("C'est lundi que le procès s'ouvre" says
#: nothing of a claim), or without a verb ("Un exercice aura lieu" is no comment).
_END = r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)[.!…](?=[\s»\"”’)]|$)"
_REST = rf"(?:(?!\bqu[ei'’]|\bdont\b|\boù\b)[^.;:?!…]){{1,60}}{_END}"
_NO_VERB = rf"(?:(?!\b(?:a|ont|est|sont|avait|était|sera|seront|aura|auront|va|doit|peut|fait)\b)[^.;:?!…])*{_END}"
#: "C'est la thèse de l'accusation qui l'a emporté" names one of several, as any sentence does.
_CHOSEN = (
    r"[^.;:?!…]{0,60} qui (?:l['’](?:a|avait) \w* ?emporté|l['’]emporte|prévaut|domine|prime|"
    r"(?:est|était|a été|reste|semble|paraît) (?:\w+ )?(?:privilégi|retenu|favoris|écarté|envisag|évoqu|avancé|suivi))"
)
#: A claim by its kind.
_CLAIM = (
    r"(?:affirmation|allégation|accusation|assertion|information|rumeur|thèse|théorie|version|hypothèse|annonce|phrase|"
    r"propos|mots|citation|vidéo|image|photo|message|scénario|promesse|infox|nouvelle(?=,| (?:est|a|n['’]|vient)))s?\b"
)
#: That a claim by its kind is denied, withdrawn, not what it seems, or somebody's.
_UNDONE = (
    r"(?:ne |n['’]|dément|contest|réfut|rejet|infirm|exclu|supprim|retir|invent|truqu|générée?s?|arnaque|apocryphes?|"
    r"parodi|satir|détourn|tirée?s? d|hors contexte|de son contexte|signée?s?\b|émane|provien|circul|vien(?:t|nent) d|"
    r"(?:est|sont|était|étaient) (?:de |d['’]|du |des |celles? |ceux |celui |(?:attribu|extrait|issue?s?\b|partag)))"
)
#: What points back at the sentence before as a whole: whose word it is, that it is no fact, on what it depends.
POINTS_BACK = re.compile(
    r"[^\w?]*(?:(?:mais|or|et|enfin|bref)[ ,]{1,2})?(?:"
    r"tel(?:le)?s? (?:est|était|sont|étaient|serait|semble|paraît)\b|"
    rf"voi(?:là|ci) (?:du moins |en tout cas )?(?:ce qu|pour )(?![^.;?!…]*:)|voilà {_REST}|"
    r"ainsi (?:parl|s['’]exprim|racont|conclu|commen|début)\w+|"
    # "Du moins cher au plus cher" compares.
    r"du moins\b(?![^.,;:?!…]* (?:aux?|à la) plus\b)|"
    r"en tout cas,? (?:c['’]|selon|d['’]après|à en croire|si )|à en croire\b|dixit\b|(?:parole|foi) d[e'’]|"
    r"en (?:réalité|fait|vérité)\b|à vrai dire\b|(?:sauf|à ceci près|à cela près) qu|"
    r"c['’]est (?:(?:en|du|tout|somme|moins|cas) ){0,3}ce qu(?:e|['’])|"
    rf"(?:ce n['’]|(?:tout )?(?:cela|ça|ceci) n(?:e |['’])|rien (?:n['’]|ne |de )|le tout ){_REST}|"
    r"(?:(?:tout )?cela|ça|ce) n['’](?:est|était) qu['’]une? |"
    r"(?:(?:tout )?(?:cela|ça|ceci)|c['’](?:est|était)|reste)\b[^.,;:?!…]{0,30}?"
    r"(?:à (?:savoir|voir|prouver|vérifier|confirmer|démontrer|convaincre)|au conditionnel|écrit|raconté|affirmé)\b|"
    r"(?:en)?core f\w+-(?:t-)?il\b|"
    r"(?:(?:seule?|une?|gros(?:se)?|petite?) ){0,2}(?:hic|bémol|problème|condition|réserve|nuance|restriction)"
    r"(?: \w+)? ?:|"
    r"fausse alerte\b(?! (?:à|aux?|sur|dans|en|après|d[eu]|d['’]\w+)\b)|"
    r"(?:à|sous) (?:\w+ )?(?:conditions?|réserves?)(?: (?:qu|d|toutefois|près)|[ ,]*[:.!…]| qu['’])|"
    r"à moins (?:que|qu['’]|d['’]une? |(?:de |d['’])\w+(?:er|ir|re)\b)|"
    r"pourvu qu|(?:ou|enfin,?) (?:presque|pas|plutôt)\b|peut-être(?= ?[.…!]|$)|"
    # A source or a condition without a main clause behind it: "Selon le préfet.", "Si le budget est voté."
    rf"(?:seulement |uniquement |même )?(?:selon|d['’]après|si|s['’](?:ils?|elles?|on))\b[^.,;:?!…]{{1,70}}"
    rf"(?:, (?:du moins|en tout cas|toutefois|cependant))?{_END}|"
    r"(?:(?:(?:tout )?(?:cela|ça), )?c['’](?:est|était)|ce (?:n['’](?:est|était)|sont)|voilà|"
    r"il s['’]agi(?:t|ssait))\b[^.,;:?!…]{0,30}?"
    rf"[ '’](?:{_NO_FACT}(?!{_CHOSEN})|(?:romans?|films?|contes?|tracts?)\b)|"
    rf"(?:une? (?:\w+ )?|simples? |pures? ){_NO_FACT}(?:,? (?:qu[ei'’]|dont\b)|{_NO_VERB})|"
    rf"{_NO_FACT} d[e'’u]{_NO_VERB}|"
    rf"(?:(?:ce(?:tte|t|s)?|l[ea]s?) |l['’]){_CLAIM}[^.;:?!…\"«]{{0,80}}?(?<!\w){_UNDONE}"
    r")",
    re.IGNORECASE,
)
#: What begins so may go on the sentence before, or take it back.
_IN_FACT = re.compile(r"[^\w?]*(?:mais )?(?:en (?:réalité|fait|vérité)|à vrai dire)\b", re.IGNORECASE)
_NOT_SO = re.compile(r"(?<!\w)(?:ne |n['’]|il |elle |ils |elles |on |c['’]|aucune?\b|rien\b|personne\b)", re.IGNORECASE)
#: Words of the longest sentence that is bound so, and of one without a verb, whatever it says: "Raté."
_MOST_WORDS, _MOST_COMMENT = 30, 3
_SUBJECT = re.compile(r"(?:ils?|elles?|on|une?|l[ea]s?|d(?:u|es))\b|l['’]", re.IGNORECASE)
_STATED = re.compile(r"[.!…][ »\"”’)]*$")
#: A final mark, and no title before a name.
FINAL = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)[.!?…。！？।؟۔][\"”“»«’')」』\s]*$")
#: A question to which the answer is no yes or no.
_ASKS_FOR = re.compile(
    r"(?:^|: )qu(?:e\b|['’])|\b(?:qui|quoi|quel(?:le)?s?|comment|pourquoi|où|quand|combien|who|whose|what|which|why|how"
    r"|when|where|wer|wen|wem|was|wie|wo|warum|wieso|wann|welche[rsmn]?|qué|quién(?:es)?|cómo|cuándo|dónde|cuál(?:es)?"
    r"|cuánt[oa]s?|chi|cosa|come|perché|dove|quale|quali|quem|como|onde|qual|quais|quanto)\b",
    re.IGNORECASE,
)
#: Share of the stems of a sentence and of a question that both have, where the one says what the other asks.
_SAME_CLAIM = 0.6
#: Stems that both have at least.
_LEAST_CLAIM = 3
_DENIES = re.compile(r"\b(?:ne|pas|aucune?|jamais|not|never|no|nicht|keine?[nrms]?|non)\b|n['’]", re.IGNORECASE)


def text_of(own: Sequence[Sentence]) -> str:
    """Some sentences in a row; a line without a final mark gets one, the last one if it is a verdict ("C'EST FAUX")."""
    text = own[0].text
    for before, after in pairwise(own):
        is_line = (
            before.paragraph != after.paragraph
            and not FINAL.search(before.text)
            and (before.text[-1:].isalnum() or is_judged(after.text))
        )
        text += f"{'.' if is_line else ''} {after.text}"
    is_line = own[0].paragraph != own[-1].paragraph and text[-1:].isalnum()
    return f"{text}." if is_line and _VERDICT.match(own[-1].text) else text


def with_verdicts(
    spans: Sequence[tuple[int, int]], sentences: Sequence[Sentence], whole: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Spans in which a claim is one with the verdict or the short denial that follows it, but for what is `whole`."""
    bound: list[tuple[int, int]] = []
    labels = _labels(sentences)
    for first, last in spans:
        if first not in whole and first not in labels and (count := _claims_before(bound, sentences, first)):
            first = bound[-count][0]
            del bound[-count:]
        elif bound and (
            bound[-1][1] in labels
            or _opens_next(sentences[bound[-1][1]].text, sentences[first].text)
            or _is_place(bound, sentences)
        ):
            first = bound.pop()[0]
        bound.append((first, last))
    return bound


def after_promise(text: str) -> str:
    """What came of a promise or a plan, without the sentence that tells the promise; other texts as they are."""
    promise, end, rest = text.partition(". ")
    return rest if end and came_of(promise, rest) else text


def _opens_next(text: str, following: str) -> bool:
    """True for what says nothing by itself of the sentence after it: in which time it is, or that it corrects; and for
    what an article said first, which the next sentence puts right."""
    return is_frame(text) or is_label(text) or is_what_was_said_first(text, following)


def _claims_before(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence], number: int) -> int:
    """How many spans before a sentence it judges or denies. A question claims nothing, and a title is not denied: it
    is no statement of anybody's."""
    text = sentences[number].text
    if not bound or sentences[bound[-1][1]].text.rstrip(' »"”').endswith("?"):
        return 0
    if since := _since_opening(bound, sentences, number):
        return since
    if not _VERDICT.match(text):
        if not FINAL.search(sentences[bound[-1][1]].text) or not _may_be_said_of(text):
            return 0
        for outcome, of in ((_APPEAL, _OF_APPEAL), (CLEARED, ACCUSED), (_RULES, _DEMANDS)):
            near = bound[: -_MOST_BETWEEN - 1 : -1] if outcome.search(text) else []
            for count, (first, last) in enumerate(near, 1):
                length = sum(len(s.text.split()) for s in sentences[first : number + 1])
                if length <= _MOST_BOUND and of.search(sentences[first].text) and FINAL.search(sentences[last].text):
                    return count
        return int(_is_said_of(text, sentences[bound[-1][1]].text))
    if not (several := _ON_SEVERAL.match(text)):
        return 1
    counted = FIGURES.get((several[1] or "").lower(), several[1] or "")
    if counted.isdecimal():
        return min(int(counted), len(bound))
    paragraph = sentences[bound[-1][0]].paragraph
    return sum(sentences[first].paragraph == paragraph for first, _ in bound[-MOST_MERGED:])


def _since_opening(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence], number: int) -> int:
    """How many spans before a sentence it takes back where these open the article."""
    text = sentences[number].text
    start = 0 if _STATED.search(sentences[bound[0][1]].text) else 1  # under a title
    is_verdict = _VERDICT.match(text) is not None
    if (is_verdict and _ON_SEVERAL.match(text)) or not (is_verdict or _may_be_said_of(text)):
        return 0
    count = count_taken_back([sentences[first].text for first, _ in bound[start:]], text, is_verdict)
    length = sum(len(s.text.split()) for s in sentences[bound[-count][0] : number + 1])
    return count if length <= _MOST_TAKEN_BACK else 0


def _may_be_said_of(text: str) -> bool:
    """True for a statement that is short and no part of a quotation."""
    is_open = straight_marks(text) % 2 == 1 or text.count("«") > text.count("»")
    is_short = len(text.split()) <= _MOST_WORDS and not is_label(text) and not is_correction(text)
    return is_short and not is_open and _STATED.search(text) is not None and not ANNOUNCES.match(text)


def _is_said_of(text: str, before: str) -> bool:
    """True for a sentence that denies, limits or comments the one before it."""
    words = text.split()
    names = _NAME.findall(text)
    is_nameless = text[0].isalpha() and not names and not any(c.isdigit() for c in text)
    is_short = len(words) <= (_MOST_DENIAL_OF_SAME if _SAME.match(text) else _MOST_DENIAL)
    if is_short and (_DENIAL.search(text) or _APPEAL.search(text) or (is_nameless and _MAY_LIMIT.search(text))):
        return True
    if CLEARED.search(text) and (
        _AGAIN.search(text) or (not ACCUSED.search(text) and all(name in before for name in names))
    ):
        return True
    if match := _IN_FACT.match(text):
        return _NOT_SO.search(text) is not None or bool(content_stems(text[match.end() :]) & content_stems(before))
    return POINTS_BACK.match(text) is not None or came_of(before, text) or _is_comment(text)


def _is_comment(text: str) -> bool:
    """True for a few words without a verb or a name: "Raté."."""
    is_nameless = text[0].isalpha() and not _NAME.search(text) and not any(c.isdigit() for c in text)
    is_short = len(text.split()) <= _MOST_COMMENT and not _SUBJECT.match(text)
    return is_nameless and is_short and not FORM_OF_VERB.search(text.lower())


def _labels(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of what says what its paragraph is about ("Ukraine."), where several paragraphs begin so."""
    found = {
        number
        for number, (own, after) in enumerate(pairwise(sentences))
        if own.paragraph == after.paragraph
        and (number == 0 or sentences[number - 1].paragraph != own.paragraph)
        and own.text.endswith(".")
        and _is_comment(own.text)
        and not (_VERDICT.match(own.text) or _MAY_LIMIT.search(own.text) or POINTS_BACK.match(own.text))
    }
    return frozenset(found if len(found) > 1 else ())


def _is_place(bound: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> bool:
    """True where nothing stands before a sentence but where it happened: "Brest."."""
    if bound[-1] != (0, 0):
        return False
    words = words_of(sentences[0].text)
    if len(words) > _MOST_COMMENT or not FINAL.search(sentences[0].text):
        return False
    known = word_list("fr")  # loaded only for so short a sentence
    return known is not None and all(word[:1].isupper() and word.lower() not in known.words for word in words)


def states_what_is_asked(sentence: str, question: str) -> bool:
    """True for a sentence that says what a title asks ("Anne Roux a vendu le pont." under "Anne Roux a-t-elle vendu le
    pont ?"): the claim that an article looks into, not what it finds; one that denies it may be that."""
    if _DENIES.search(sentence) or _ASKS_FOR.search(question):
        return False
    said, asked = content_stems(sentence), content_stems(question)
    both = len(said & asked)
    return both >= _LEAST_CLAIM and both >= _SAME_CLAIM * max(len(said), len(asked))
