"""Systems that take sentences from the article: lead, random, the greedy oracle, and sumy's four.

Enters: a system's name. Leaves: an extractor, which makes a summary of one article after the other. Refused: a name of
one of these systems with a number that is none, an oracle without references, sumy where it is not installed.

All read the article as the library cleans and splits it, so that they differ by what they choose alone. `NAME-K` takes
K sentences, in the article's order; `NAME` takes `DEFAULT_SENTENCES`.

- `lead-K`: the first.
- `random-K`: drawn at random, by a seed and the article's text: the same sentences in every run.
- `oracle`: the sentences that together score highest against the reference (ROUGE-1 + ROUGE-2 F1, tokenizer fr-v1),
  added one by one until none raises the score (Nallapati et al. 2017, https://arxiv.org/abs/1611.04230). No system:
  the most that taking whole sentences can reach, or close to it. `oracle-K` stops at K.
- `textrank-K` (Mihalcea and Tarau 2004), `lexrank-K` (Erkan and Radev 2004), `lsa-K` (Steinberger and Ježek 2004),
  `kl-K` (Haghighi and Vanderwende 2009): as sumy computes them, on fr-v1 words without elisions, with sumy's stop words
  and stemmer for the language.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import random
import re
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.errors import BenchmarkError
from summarize.metrics.abstractiveness import ngrams
from summarize.metrics.statistics import SEED
from summarize.metrics.tokenizers import FrenchTokenizer
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences

#: OrangeSum's abstracts have one or two sentences, and of the leads the one of two scores highest.
DEFAULT_SENTENCES = 2
#: System -> sumy's module and class.
SUMY = {
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "kl": ("kl", "KLSummarizer"),
}
#: sumy's names of languages, where it has both a stemmer and stop words.
SUMY_LANGUAGES = {"fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian", "pt": "portuguese"}
_FINAL = re.compile(r"[.!?…:;,][\"»”)\s]*$")
NAMES = ("lead", "random", "oracle", *SUMY)
_NAME = re.compile(rf"({'|'.join(NAMES)})(?:-(.*))?")
_COUNT = re.compile(r"[1-9]\d{0,2}")
#: Row number and sentences of its article -> the numbers of those chosen.
Choose = Callable[[int, Sequence[str]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """A system that takes sentences: what it depends on (`settings`, for signatures), and how it chooses."""

    settings: str
    choose: Choose

    def summarise(self, number: int, article: str, *, with_stops: bool = False) -> str:
        """The chosen sentences of an article in its own order; empty where it has none.

        Args:
            number: of the article's row, from 0.
            article: as it stands in the data file.
            with_stops: whether a title gets a full stop, for a person to read.
        """
        sentences = [sentence.text for sentence in split_sentences(clean(article).text)]
        chosen = [sentences[i] for i in sorted(self.choose(number, sentences))]
        return " ".join(text if not with_stops or _FINAL.search(text) else f"{text}." for text in chosen)


def extractor_for(name: str, references: Sequence[Sequence[str]], *, language: str = "fr") -> Extractor | None:
    """The extractor of that name, None for a name that is not of this kind.

    Args:
        name: `NAME` or `NAME-K`, see the top of this file.
        references: of each row, for the oracle.
        language: ISO 639-1 code, for sumy's stemmers and stop words; languages it lacks have neither.

    Raises:
        BenchmarkError: K is no number from 1 to 999, no references for the oracle, or sumy is missing.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    kind, count = match.groups()
    if count is not None and not _COUNT.fullmatch(count):
        raise BenchmarkError(f"unknown system {name!r}; a number of sentences is set so: {kind}-1, {kind}-2")
    most = int(count) if count else DEFAULT_SENTENCES
    if kind == "lead":
        return Extractor(f"lead-{most}", lambda number, sentences: range(min(most, len(sentences))))
    if kind == "random":
        return Extractor(f"random-{most}:seed={SEED}", lambda number, sentences: _draw(sentences, most))
    if kind == "oracle":
        return _oracle(references, int(count) if count else None)
    return _sumy(kind, most, language)


def lead(article: str, *, sentence_count: int) -> str:
    """The first sentences of an article, furniture taken out first; all of it where it has fewer."""
    found = extractor_for(f"lead-{sentence_count}", ())
    assert found is not None
    return found.summarise(0, article)


def _draw(sentences: Sequence[str], most: int) -> list[int]:
    generator = random.Random(f"{SEED}:{' '.join(sentences)}")
    return generator.sample(range(len(sentences)), min(most, len(sentences)))


def _oracle(references: Sequence[Sequence[str]], most: int | None) -> Extractor:
    if not references:
        raise BenchmarkError("the oracle chooses by the references, and none were given")
    limit = "" if most is None else f"-{most}"

    def choose(number: int, sentences: Sequence[str]) -> list[int]:
        tokenize = FrenchTokenizer().tokenize
        tokens = [tokenize(sentence) for sentence in sentences]
        found = [greedy_oracle(tokens, tokenize(reference), most=most) for reference in references[number]]
        return max(found, key=lambda pair: pair[0])[1]

    return Extractor(f"oracle{limit}:rouge1+rouge2:{FrenchTokenizer.name}", choose)


def greedy_oracle(
    sentences: Sequence[Sequence[str]], reference: Sequence[str], *, most: int | None = None
) -> tuple[float, list[int]]:
    """Choose sentences one by one, each time the one that raises ROUGE-1 F1 + ROUGE-2 F1 most, until none does.

    Args:
        sentences: tokens of each.
        reference: tokens of the reference.
        most: stop at this many; None for no limit.

    Returns:
        The score reached, 0-2, and the numbers of the sentences in the order of choice; none where nothing is shared.
    """
    wanted = [Counter(ngrams(reference, n)) for n in (1, 2)]
    own = [[Counter(ngrams(sentence, n)) for n in (1, 2)] for sentence in sentences]
    chosen: list[int] = []
    held: list[Counter[tuple[str, ...]]] = [Counter(), Counter()]
    best = 0.0
    while most is None or len(chosen) < most:
        left = [number for number in range(len(sentences)) if number not in chosen]
        scores = {n: sum(_f1(h + o, w) for h, o, w in zip(held, own[n], wanted, strict=True)) for n in left}
        top = max(scores, key=lambda n: scores[n], default=None)
        if top is None or scores[top] <= best:
            break
        best = scores[top]
        chosen.append(top)
        held = [h + o for h, o in zip(held, own[top], strict=True)]
    return best, chosen


def _f1(found: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> float:
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total()) if shared else 0.0


class _Words:
    """The tokenizer that sumy's sentences ask: no data to download, and the same words as the metrics."""

    def __init__(self) -> None:
        self._tokenize = FrenchTokenizer().tokenize

    def to_words(self, text: str) -> tuple[str, ...]:
        """Words that hold a letter, elisions left out."""
        tokens = self._tokenize(text)
        return tuple(t for t in tokens if not t.endswith("'") and any(c.isalpha() for c in t))


def _sumy(kind: str, most: int, language: str) -> Extractor:
    module, name = SUMY[kind]
    try:
        maker = getattr(importlib.import_module(f"sumy.summarizers.{module}"), name)
        dom = importlib.import_module("sumy.models.dom")
        stemmers = importlib.import_module("sumy.nlp.stemmers")
        stop_words = importlib.import_module("sumy.utils").get_stop_words
    except ImportError as error:
        raise BenchmarkError(f"{kind} needs sumy ({error}); install it with: pip install 'summarize[bench]'") from error
    known = SUMY_LANGUAGES.get(language)
    summariser = maker(stemmers.Stemmer(known)) if known else maker()
    if known:
        summariser.stop_words = stop_words(known)
    words = _Words()

    def choose(number: int, sentences: Sequence[str]) -> Sequence[int]:
        if len(sentences) <= most:
            return range(len(sentences))
        items = [dom.Sentence(text, words) for text in sentences]
        return _ask_sumy(summariser, dom.ObjectDocumentModel([dom.Paragraph(items)]), most)

    version = importlib.metadata.version("sumy")
    return Extractor(f"{kind}-{most}:sumy-{version}:{known or 'no-stemmer'}:{FrenchTokenizer.name}", choose)


def _ask_sumy(summariser: Any, document: Any, most: int) -> list[int]:
    # Articles of few words make LSA warn and LexRank divide by zero; it then keeps the order of the article.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        chosen = summariser(document, most)
    # By identity: an article may hold the same sentence twice.
    numbers = {id(sentence): number for number, sentence in enumerate(document.sentences)}
    # LSA finds nothing to take where no sentence has a word.
    return [numbers[id(sentence)] for sentence in chosen] or list(range(most))
