"""Who speaks in turns: interviews and dialogues, and which of an article's sentences are one exchange.

Input: sentences. Output: spans of them, by their first and last number: a question with its answer, or two turns of a
dialogue without names; whether what stands behind a question answers it, or speaks of a quotation before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..text.quotations import QUOTED
from ..text.sentences import Sentence
from .denials import FINAL

#: Whose turn follows: "Jean Costes : Oui", "Jean Costes. - Oui".
LABEL = re.compile(r"^([A-ZÀ-Þ][\w'’.-]*(?: [\w'’.-]+){0,4}?(?: \([^()]{1,40}\))?)(?: ?:| [-–—]) ")
FIRST_PERSON = re.compile(
    r"(?<![\w'’-])(?:[Jj]e|[Jj]['’]|[Mm]oi|me|[Mm]['’]|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|[Nn]otre|[Nn]os)(?![\w-])"
)
SECOND_PERSON = re.compile(r"(?<![\w'’-])(?:vous|votre|vos|tu|toi)(?![\w-])", re.IGNORECASE)
#: A turn of a dialogue without names.
_TURN = re.compile(r"^[-–—] ?(?=\S)")
#: Begins an answer.
_ANSWERS = re.compile(
    r"(?:(?:Pour (?:le moment|l['’]instant) )?(?:[Oo]ui|[Nn]on)|Très|Assez|Plutôt|Pas|Peu|Peut-être|Probablement|"
    r"Sûrement|Certainement|Évidemment|Sans doute|Rien|Jamais|Parce qu)\b"
)
#: What the sentence behind a quotation says of it.
_OF_QUOTATION = re.compile(
    r"\b(?:(?:par|avec|dans|de|à|en|sur) ce(?:tte|t|s)? (?:chiffres?|mots?|propos|phrases?|termes|formules?|citation|"
    r"affirmation|déclaration|argument|constat|message)\b|"
    r"[.!] (?:or,? |mais )?c['’]est (?:\w+ )?(?:faux|vrai|exact|inexact|trompeur)\b)",
    re.IGNORECASE,
)


def labelled(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences, a speaker's name joined to the turn behind its full stop and dash ("Jean Costes. - Oui")."""
    label: Sentence | None = None
    for sentence in sentences:
        if label and _TURN.match(sentence.text) and sentence.paragraph == label.paragraph:
            joined = Sentence(f"{label.text} {sentence.text}", label.start, label.paragraph)
            if LABEL.match(joined.text):
                yield joined
                label = None
                continue
        if label:
            yield label
        label = sentence
    if label:
        yield label


def exchanges_of(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """In an interview with its speakers' names, each question with the answer after it; [] for other texts.

    Where two names come back, who speaks first asks, in questions or not; where one does, all others ask.
    """
    matches = [(i, LABEL.match(s.text)) for i, s in enumerate(sentences) if i or FINAL.search(s.text)]
    turns = [(i, match[1].rstrip(".")) for i, match in matches if match]
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


def is_answer(said: str, text: str, start: int) -> bool:
    """True right after a question, which is not shown, if that has a few words ("En cause ?") or what is said at this
    character of a text begins as an answer does ("Pour le moment oui, …", "Très cher, si …")."""
    before = text[max(0, start - 60) : start].rstrip()
    is_short = len(re.split(r"[.!…]|\n", before)[-1].split()) < 4
    return before.endswith("?") and (is_short or _ANSWERS.match(said) is not None)


def speaks_of_quotation(text: str) -> bool:
    """True for what says whose the quotation before it is, or whether that is true ("par ce chiffre", "C'est faux")."""
    return _OF_QUOTATION.search(text) is not None
