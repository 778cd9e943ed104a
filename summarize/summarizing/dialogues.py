"""Who speaks in turns: interviews and dialogues, and which of an article's sentences are one exchange.

Input: sentences. Output: spans of them, by their first and last number: a question with its answer, or two turns of a
dialogue without names; whether what stands behind a question answers it, or speaks of a quotation before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..text.document import Document
from ..text.french import FALSE
from ..text.quotations import QUOTED
from ..text.sentences import Sentence
from .denials import FINAL
from .fragments import FORM_OF_VERB, has_verb

#: Whose turn follows: "Jean Costes : Oui", "Jean Costes. - Oui", "Jean Costes (PPE), rapporteur. – Oui"; in Spanish
#: "Pregunta. ¿Por qué?", "R. Porque …"; "Q. Why?".
LABEL = re.compile(
    r"^([A-ZÀ-Þ][\w'’.-]*(?: [\w'’.-]+){0,4}?(?: \([^()]{1,40}\))?)(?: ?:|(?:(?:, [a-zà-ÿ][\w'’ -]{3,60})?\.)? [-–—]) "
    r"|^(?P<asked>P(?:regunta)?|R(?:espuesta)?|Q(?:uestion)?|Answer)\. "
)
_ASKED = ("Pregunta.", "Respuesta.", "P.", "R.", "Q.", "Question.", "Answer.")
#: The speaker of a record of debates, before what is said: "M. Éric Dumont.", "Mme la ministre de la santé.".
_DEBATER = re.compile(r"(?:MM?|Mmes?)\.? [^.:;!?«»\"]{2,80}\.(?= |$)")
#: Where a capital begins a sentence; elsewhere it is a name's ("Mon espace santé", "Nous Deux").
_OPENS = r"(?:^|[.!?…:»”\"–—]|\s-)\W{0,4}"
FIRST_PERSON = re.compile(
    rf"(?:(?<![\w'’-])(?:je|moi|me|mon|ma|mes|nous|notre|nos)|{_OPENS}(?:Je|Moi|Mon|Ma|Mes|Nous|Notre|Nos))(?![\w-])|"
    rf"(?<![\w'’-])[jm]['’](?=\w)|{_OPENS}[JM]['’](?=[a-zà-ÿ])"
)
#: "Le ministre s'est tu" speaks to nobody.
SECOND_PERSON = re.compile(
    r"(?:(?<![\w'’-])(?:vous|votre|vos|toi|(?<!est )(?<!ait )(?<!ont )(?<! a )(?<!être )(?<!avoir )tu)|"
    rf"{_OPENS}(?:Vous|Votre|Vos|Toi|Tu))(?![\w-])"
)
#: "Jean Rey nous a quittés", "notre galaxie", and what a newspaper says of its own work are no speech.
_OF_THE_PAPER = re.compile(
    r"\bnous (?=(?:a|ont|avait) (?:quitté|confirmé|indiqué|précisé|expliqué|déclaré|assuré|affirmé|dit|répondu))|"
    r"(?<=vient de )nous (?=quitter)|\bnous l'(?=(?:av\w+ )?(?:annonc|révél|écri|indiqu|rapport))|"
    r"\b(?:que |dont )nous (?=avons (?:pu )?(?:consult|obten|rencontr|interrog|contact|joint))|"
    r"\bnous (?=(?:l'|les |en )?avons (?:mesur|compt|calcul|recens|dénombr))|\bvous (?=informe(?:nt)? qu)|"
    r"\b(?:nos (?:informations|sources|confrères|soins|colonnes|calculs|décomptes|estimations|tests|essais)|"
    r"notre (?:journal|rédaction|correspondante?|confrère|consœur|envoyée? spéciale?|calcul|décompte|estimation|test|"
    r"essai|galaxie|planète|terre|système solaire|enquête (?=(?:[\w-]+ ){0,3}(?:montr|révèl|établi))))\b",
    re.IGNORECASE,
)
#: A turn of a dialogue without names.
_TURN = re.compile(r"^[-–—] ?(?=\S)")
#: Characters of a question.
_LONGEST_QUESTION = 120
#: Begins an answer.
_ANSWERS = re.compile(
    r"(?:(?:Pour (?:le moment|l['’]instant) )?(?:[Oo]ui|[Nn]on)|Très|Assez|Plutôt|Pas|Peu|Peut-être|Probablement|"
    r"Sûrement|Certainement|Évidemment|Sans doute|Rien|Jamais|Parce qu|Que)\b"
)
#: The same in other languages, or a few words, no sentence, and whose they are: "Aan het geluid, blijkt uit onderzoek".
_ANSWERS_OF_OTHERS = re.compile(
    r"(?:No|Yes|Sì|S[ií]|Sim|Não|Ja|Nein|Nee)[,.:;!] ?|(?:Because|Perché|Omdat|Weil|Porque)\b|"
    r"(?:(?:Aan|Met|Door|Per|Con|Por|Mit|Durch|Am|Com|In|En) (?:[^\s,]+ ){0,3}|[^\s,]+ )?[^\s,]+, "
    r"(?:secondo|stando a|come|dice|dicono|spiega|spiegano|risponde|blijkt|zegt|zeggen|aldus|"
    r"volgens|según|responde|segundo|diz|sagt|sagen|laut|according)\b"
)
#: What the sentence behind a quotation says of it.
_OF_QUOTATION = re.compile(
    r"\b(?:(?:par|avec|dans|de|à|en|sur) ce(?:tte|t|s)? (?:chiffres?|mots?|propos|phrases?|termes|formules?|citation|"
    r"affirmation|déclaration|argument|constat|message)\b|"
    rf"(?:^|[.!] )(?:or,? |mais )?c['’]est (?:\w+ )?(?:{FALSE}|vrai|(?:in)?exact)\b)",
    re.IGNORECASE,
)


def speaks(text: str) -> bool:
    """True for a text, its quotations taken out, of somebody who says "je" or "nous", or to whom "vous" is said."""
    told = _OF_THE_PAPER.sub("", text)
    return bool(FIRST_PERSON.search(told) or SECOND_PERSON.search(told))


def labelled(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences, a speaker's name joined to the turn behind its full stop and dash ("Jean Costes. - Oui"), and in a
    record of debates to what is said behind its full stop ("M. Dumont. Le Gouvernement …")."""
    named = [s for s in sentences if _DEBATER.fullmatch(s.text) and not FORM_OF_VERB.search(s.text)]
    debaters = {s.start for s in named if s.paragraph != named[0].paragraph} and {s.start for s in named}
    label: Sentence | None = None
    for sentence in sentences:
        is_turn = label and (label.start in debaters or label.text in _ASKED or _TURN.match(sentence.text))
        if label and sentence.paragraph == label.paragraph and is_turn:
            joined = Sentence(f"{label.text} {sentence.text}", label.start, label.paragraph)
            if label.start in debaters or LABEL.match(joined.text):
                yield joined
                label = None
                continue
        if label:
            yield label
        label = sentence
    if label:
        yield label


def turns_of(sentences: Sequence[Sentence]) -> dict[int, int]:
    """In a record of debates, `labelled`, for each sentence of a turn the number of the one with its speaker's name."""
    opens = [n for n, s in enumerate(sentences) if not n or sentences[n - 1].paragraph != s.paragraph]
    labels = [n for n in opens if _is_turn(sentences[n].text)]
    ends = [*labels[1:], len(sentences)] if len(labels) > 1 else []
    return {n: label for label, end in zip(labels, ends, strict=False) for n in range(label + 1, end)}


def _is_turn(text: str) -> bool:
    """True for a speaker's name and full stop with what is said behind them."""
    debater, label = _DEBATER.match(text), LABEL.match(text)
    if debater and len(debater.group()) < len(text):
        return not FORM_OF_VERB.search(debater.group())
    return (
        label is not None
        and label["asked"] is None
        and label.group().rstrip(" -–—").endswith(".")
        and FINAL.search(text) is not None
    )


def exchanges_of(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """In an interview with its speakers' names, each question with the answer after it; [] for other texts.

    Where two names come back, who speaks first asks, in questions or not; where one does, all others ask.
    """
    matches = [(i, LABEL.match(s.text)) for i, s in enumerate(sentences) if i or FINAL.search(s.text)]
    turns = [(i, match[1].rstrip(".") if match[1] else match["asked"][0]) for i, match in matches if match]
    counts = Counter(label for _, label in turns)
    named = [label for label in counts if counts[label] > 1]
    if len(turns) < 3 or not named:
        return []
    ends = [*(i - 1 for i, _ in turns[1:]), len(sentences) - 1]
    asks = [sentences[end].text.endswith("?") for end in ends]
    if len(named) > 1:
        questions = [i for i, label in turns if label == named[0]]
        asked = [is_asked for is_asked, (_, label) in zip(asks, turns, strict=True) if label == named[0]]
        is_interview = any(asked) or any(SECOND_PERSON.search(sentences[i].text) for i in questions)
    else:
        questions = [i for is_asked, (i, _) in zip(asks, turns, strict=True) if is_asked]
        is_interview = len(questions) > 1
    if not is_interview:
        return []
    ends = [*(q - 1 for q in questions[1:]), len(sentences) - 1]
    head = [(i, i) for i in range(questions[0])]
    return head + list(zip(questions, ends, strict=True))


def dialogues(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """In a dialogue without its speakers' names, each paragraph with the next one: one asks, the other answers.

    A dialogue is a run of paragraphs that begin with a dash, of which one asks or says "je" or "vous"; or what goes
    from a paragraph of a statement and a question to the last paragraph that says "je", where the one after the
    question and another say so.
    """
    paragraphs = [list(own) for _, own in groupby(enumerate(sentences), key=lambda pair: pair[1].paragraph)]
    told = [" ".join(QUOTED.sub(" ", s.text) for _, s in own) for own in paragraphs]
    speak = [bool(FIRST_PERSON.search(text)) for text in told]
    dashed = [bool(_TURN.match(own[0][1].text)) for own in paragraphs]
    runs = []
    for is_dashed, numbers in groupby(range(len(paragraphs)), key=dashed.__getitem__):
        run = list(numbers)
        if is_dashed and any("?" in told[n] or speak[n] or SECOND_PERSON.search(told[n]) for n in run):
            runs.append(run)
    asks = (n for n, own in enumerate(paragraphs[:-1]) if len(own) > 1 and told[n].endswith("?") and speak[n + 1])
    first = next(asks, len(paragraphs))
    answers = [n for n in range(first, len(paragraphs)) if speak[n]]
    if not runs and len(answers) > 1:
        runs.append(list(range(first, answers[-1] + 1)))
    for run in runs:
        for turns in (run[i : i + 2] for i in range(0, len(run) if len(run) > 1 else 0, 2)):
            yield paragraphs[turns[0]][0][0], paragraphs[turns[-1]][-1][0]


def is_answer(said: str, start: int, article: Document) -> bool:
    """True right after a question, which is not shown, if that has a few words ("En cause ?"), what is said at this
    character of an article begins as an answer does ("Pour le moment oui, …", "Très cher, si …"), or has no verb below
    a question that is its heading. What else answers in other languages needs its question too."""
    before = article.text[max(0, start - _LONGEST_QUESTION) : start]
    asked = re.split(r"[.!…]|\n", before.rstrip())
    if not asked[-1].endswith("?"):
        return False
    if article.language != "fr" and _ANSWERS_OF_OTHERS.match(said):
        return True
    is_heading = len(asked) > 1 and "\n" in before[-2:] and article.language == "fr"
    return len(asked[-1].split()) < 4 or _ANSWERS.match(said) is not None or (is_heading and not has_verb(said))


def speaks_of_quotation(text: str) -> bool:
    """True for what says whose the quotation before it is, or whether that is true ("par ce chiffre", "C'est faux")."""
    return _OF_QUOTATION.search(text) is not None
