"""Stage 4: an article's sentences to the best supported candidate of the model.

Enters: sentences, the cleaned text, a loaded model and its entry. Leaves: a Draft: the chosen text, or none and why.
Refuses nothing. An article longer than the model's input is read whole all the same: each further window is first
reduced to its gist (map), and the opening with the gists, in their order, is what the summary is made of (reduce).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..backends.base import Backend, Candidate, Decoding
from ..options import Length
from ..registry import Entry
from .segment import Sentence, as_input, pack_windows, split_sentences
from .verify import Source, find_unsupported, is_finished, read_source, repeats_itself, support_share

_FEWEST_WORDS = 5
_SENTENCES = {"headline": 1, "short": 1, "medium": 3, "long": 6}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the model made of one article.

    `text` is None where every candidate failed; `failures` counts why. `windows` were read, `retried` says that the
    first decoding gave nothing usable.
    """

    text: str | None
    score: float | None
    windows: int
    retried: bool
    failures: Counter[str]


@dataclass(frozen=True, slots=True)
class Job:
    """One article on its way: its sentences, the words it may use, and the input made of it."""

    sentences: list[Sentence]
    source: Source
    text: str
    windows: int


def abstract(
    articles: Sequence[tuple[str, list[Sentence]]],
    backend: Backend,
    entry: Entry,
    *,
    length: Length,
    beam_size: int | None,
    verify: bool,
) -> list[Draft]:
    """Summarise articles together.

    Args:
        articles: (cleaned text, its sentences), none empty.
        backend: the loaded model.
        entry: what the registry says of it.
        length: as in Options.
        beam_size: None takes the entry's.
        verify: False takes the first candidate unchecked.

    Returns:
        One draft an article, in order.
    """
    jobs = _read(articles, backend, entry)
    plans = _decodings(entry, length, beam_size or entry.beam_size)
    drafts: dict[int, Draft] = {}
    failures = [Counter[str]() for _ in jobs]
    for attempt, decoding in enumerate(plans):
        left = [i for i in range(len(jobs)) if i not in drafts]
        for i, candidates in zip(left, backend.generate([jobs[i].text for i in left], decoding), strict=True):
            if not verify:
                best: Candidate | None = candidates[0]
            else:
                best = choose(candidates, jobs[i].source, length, failures[i])
            if best is not None:
                text = _fit(best.text, length)
                drafts[i] = Draft(text, best.score, jobs[i].windows, attempt > 0, failures[i])
    return [drafts.get(i) or Draft(None, None, jobs[i].windows, True, failures[i]) for i in range(len(jobs))]


def choose(candidates: Sequence[Candidate], source: Source, length: Length, failures: Counter[str]) -> Candidate | None:
    """Best candidate that passes every gate, by the model's score and the share of its words in the source.

    `failures` is told which gate each of the others failed.
    """
    passed: list[tuple[float, Candidate]] = []
    for candidate in candidates:
        text = _fit(candidate.text, length)
        reason = _failure(text, source, length)
        if reason:
            failures[reason] += 1
        else:
            passed.append((candidate.score + support_share(text, source), replace(candidate, text=text)))
    return max(passed, key=lambda pair: pair[0])[1] if passed else None


def extractive_lead(sentences: Sequence[Sentence], length: Length) -> str:
    """The article's own opening, as long as a summary of that length: what is shown where the model failed."""
    wanted = 1 if length in ("headline", "short") else 2 if length == "medium" else _wanted_sentences(length)
    # A title without a final mark is no sentence of the opening, unless there is nothing else.
    body = [s for s in sentences if is_finished(s.text)] or list(sentences)
    return as_input(body[:wanted])


def _read(articles: Sequence[tuple[str, list[Sentence]]], backend: Backend, entry: Entry) -> list[Job]:
    """Make each article's input: the opening, and for what does not fit the gist of each further window."""
    windows = [pack_windows(s, backend.count_tokens, entry.lead_tokens or entry.max_source_tokens) for _, s in articles]
    gists = _gists([w for ws in windows for w in ws[1:]], backend, entry)
    jobs, taken = [], 0
    for (text, sentences), own in zip(articles, windows, strict=True):
        later = gists[taken : taken + len(own) - 1]
        taken += len(own) - 1
        source = read_source(text)
        jobs.append(Job(sentences, source, _reduce(own[0], later, backend, entry), len(own)))
    return jobs


def _gists(windows: list[list[Sentence]], backend: Backend, entry: Entry) -> list[str]:
    """One sentence for each window: the model's, where it is supported and ends, else the window's first."""
    if not windows:
        return []
    control = entry.controls.get("extract")
    decoding = Decoding(
        beam_size=1,
        max_output_tokens=entry.max_output_tokens,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
        control=control,
    )
    texts = [as_input(w) for w in windows]
    gists = []
    for window, text, candidates in zip(windows, texts, backend.generate(texts, decoding), strict=True):
        best = choose(candidates, read_source(text), "medium", Counter())
        gists.append(best.text if best else window[0].text)
    return gists


def _reduce(opening: list[Sentence], gists: list[str], backend: Backend, entry: Entry) -> str:
    """Join the opening and the gists; too many gists are reduced in turn, keeping their order."""
    room = entry.max_source_tokens - sum(backend.count_tokens([as_input(opening)]))
    while gists and sum(backend.count_tokens(gists)) > room:
        fewer = _thin(gists, backend, entry)
        gists = fewer if len(fewer) < len(gists) else gists[:-1]
    return " ".join([as_input(opening), *gists])


def _thin(gists: list[str], backend: Backend, entry: Entry) -> list[str]:
    if len(gists) < 4:
        return gists
    sentences = [Sentence(g, 0, i) for i, g in enumerate(gists)]
    return _gists(pack_windows(sentences, backend.count_tokens, entry.max_source_tokens - 8), backend, entry)


def _decodings(entry: Entry, length: Length, beam_size: int) -> list[Decoding]:
    """First choice and retry: the abstract by beams, then the model's extract of the same input."""
    wanted = "headline" if length == "headline" else "abstract"
    base = Decoding(
        beam_size=beam_size,
        num_candidates=beam_size,
        max_output_tokens=entry.max_output_tokens,
        min_output_tokens=4 if length == "headline" else 8,
        length_penalty=entry.length_penalty,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
        control=entry.controls.get(wanted),
    )
    wider = replace(base, beam_size=max(8, beam_size), num_candidates=max(8, beam_size))
    if "extract" in entry.controls and length != "headline":
        return [base, replace(wider, control=entry.controls["extract"])]
    return [base, wider]


def _failure(text: str, source: Source, length: Length) -> str | None:
    if len(text.split()) < (2 if length == "headline" else _FEWEST_WORDS):
        return "too_short"
    if length != "headline" and not is_finished(text):
        return "unfinished"
    if repeats_itself(text):
        return "repetition"
    unsupported = find_unsupported(text, source)
    return f"unsupported_{unsupported[0].kind}" if unsupported else None


def _fit(text: str, length: Length) -> str:
    """Keep the sentences that the length allows; drop a last one that breaks off, if another stands before it."""
    if length == "headline":
        return text.strip()
    sentences = [s.text for s in split_sentences(text)]
    kept = sentences[: _wanted_sentences(length)]
    if len(kept) > 1 and not is_finished(kept[-1]):
        kept.pop()
    return " ".join(kept)


def _wanted_sentences(length: Length) -> int:
    return length if isinstance(length, int) else _SENTENCES[length]
