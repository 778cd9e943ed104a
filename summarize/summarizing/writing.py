"""What a model writes of an article: its input put together, its candidates.

Input: articles and a loaded model. Output: a Written each. An article that is longer than the model's input is read by
its opening and by those later sentences that say most of what it repeats; `coverage` says how much that was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..engines.backend import Backend, Candidate, Decoding
from ..engines.registry import Entry
from ..languages import language_name
from ..options import Length
from ..text.document import Document
from ..text.sentences import Sentence, as_input, pack_windows
from ..text.words import content_stems
from .lengths import size_of


@dataclass(frozen=True, slots=True)
class Written:
    """A model's `candidates`, best first; the share of the article's characters it read (`coverage`, 0-1), how many
    windows of its input the article would fill, and the article's length in its `tokens`."""

    candidates: tuple[Candidate, ...] = ()
    coverage: float = 1.0
    windows: int = 1
    tokens: int = 0


_MOST_HEADLINE_TOKENS = 48
#: Of what goes on by itself, for each word that a summary may have: tokenizers take 1.4 to 1.9 for French.
_TOKENS_A_WORD = 2
#: Where no model wrote, the article's own sentences were all looked at.
NOTHING_WRITTEN = Written()


def write(
    articles: Sequence[Document], backend: Backend, entry: Entry, *, length: Length, beam_size: int | None = None
) -> list[Written]:
    """Let a model write of articles together; one Written each, in order.

    Args:
        articles: cleaned, none empty, in one language.
        backend: the loaded model.
        entry: what the registry says of it.
        length: "headline" takes the model's own control for headlines, if it has one.
        beam_size: None takes the entry's.
    """
    inputs = [_input(article, backend, entry) for article in articles]
    decoding = _decoding(entry, articles[0].language if articles else None, length, beam_size)
    rows = backend.generate([as_input(sentences) for sentences, _ in inputs], decoding)
    found = []
    for article, (sentences, windows), candidates in zip(articles, inputs, rows, strict=True):
        read = sum(len(s.text) for s in sentences) / max(1, sum(len(s.text) for s in article.sentences))
        tokens = sum(backend.count_tokens([s.text for s in article.sentences]))
        texts = [replace(c, text=whole(c.text, entry.headline_mark, length)) for c in candidates]
        found.append(Written(tuple(texts), min(1.0, read), windows, tokens))
    return found


def whole(text: str, headline_mark: str | None, length: Length) -> str:
    """An output as sentences: headline and abstract, where a mark stands between the two; or the headline alone.

    A headline is half of the news: journalists' abstracts stand under it and leave out what it says.
    """
    headline, mark, abstract = text.partition(headline_mark) if headline_mark else (text, "", "")
    headline = headline.strip()
    if not mark or length == "headline":
        return headline
    return f"{headline}{'' if headline[-1:] in tuple('.!?…') else '.'} {abstract.strip()}".strip()


def _input(article: Document, backend: Backend, entry: Entry) -> tuple[list[Sentence], int]:
    """The sentences that the model reads, in order, and how many windows the whole article would fill."""

    def count(texts: Sequence[str]) -> list[int]:
        # As they are joined: a title or a line without a mark gets a full stop.
        return backend.count_tokens([as_input([Sentence(text, 0, 0)]) for text in texts])

    windows = pack_windows(article.sentences, count, entry.lead_tokens or entry.max_source_tokens)
    opening, later = windows[0], [s for window in windows[1:] for s in window]
    if not later:
        return opening, 1
    sizes = count([s.text for s in later])
    room = entry.max_source_tokens - sum(backend.count_tokens([as_input(opening)])) - 2
    counts = Counter(stem for stems in article.sentence_stems for stem in stems)
    kept = []
    for i in sorted(range(len(later)), key=lambda i: -_centrality(later[i].text, counts)):
        if sizes[i] < room:
            kept.append(i)
            room -= sizes[i] + 1
    return [*opening, *(later[i] for i in sorted(kept))], len(windows)


def _centrality(text: str, counts: Counter[str]) -> float:
    """How often the article says the stems of a text, on average."""
    stems = content_stems(text)
    return sum(counts[s] for s in stems) / (len(stems) + 3)


def _control(entry: Entry, language: str | None, length: Length) -> str | None:
    """The model's control or prompt, with the length and the language that it asks for."""
    found = entry.control("headline" if length == "headline" else "abstract", language)
    size = size_of(length)
    asked = {"{sentences}": str(size.sentences), "{words}": str(size.most)}
    asked["{language}"] = language_name(language) if language else "the language of the text"
    for place, value in asked.items():
        found = found and found.replace(place, value)
    return found


def _decoding(entry: Entry, language: str | None, length: Length, beam_size: int | None) -> Decoding:
    is_headline = length == "headline"
    beams = beam_size or entry.beam_size
    return Decoding(
        beam_size=beams,
        num_candidates=beams,
        max_output_tokens=_most_tokens(entry, length),
        min_output_tokens=4 if is_headline else entry.min_output_tokens,
        length_penalty=entry.length_penalty,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
        control=_control(entry, language, length),
    )


def _most_tokens(entry: Entry, length: Length) -> int:
    if length == "headline":
        return min(entry.max_output_tokens, _MOST_HEADLINE_TOKENS)
    if entry.goes_on:
        return min(entry.max_output_tokens, _TOKENS_A_WORD * size_of(length).most)
    return entry.max_output_tokens
