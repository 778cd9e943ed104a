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
from .segment import Sentence, as_input, pack_windows
from .select import Judge, fit, judge_of, wanted_sentences
from .verify import is_finished, read_source


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
    """One article on its way: the input made of it, of how many windows, and the judge of what comes out."""

    text: str
    windows: int
    judge: Judge


def abstract(
    articles: Sequence[tuple[str, list[Sentence]]],
    backend: Backend,
    entry: Entry,
    *,
    length: Length,
    beam_size: int | None,
    verify: bool,
    lexicon: frozenset[str] = frozenset(),
) -> list[Draft]:
    """Summarise articles together.

    Args:
        articles: (cleaned text, its sentences), none empty.
        backend: the loaded model.
        entry: what the registry says of it.
        length: as in Options.
        beam_size: None takes the entry's.
        verify: False takes the first candidate unchecked.
        lexicon: words a summary may use besides the article's own; empty allows any.

    Returns:
        One draft an article, in order.
    """
    jobs = _read(articles, backend, entry, lexicon, length)
    plans = _decodings(entry, length, beam_size or entry.beam_size)
    drafts: dict[int, Draft] = {}
    failures = [Counter[str]() for _ in jobs]
    for attempt, decoding in enumerate(plans):
        left = [i for i in range(len(jobs)) if i not in drafts]
        for i, candidates in zip(left, backend.generate([jobs[i].text for i in left], decoding), strict=True):
            if not verify:
                best: Candidate | None = candidates[0]
            else:
                best = jobs[i].judge.choose(candidates, failures[i])
            if best is not None:
                drafts[i] = Draft(fit(best.text, length), best.score, jobs[i].windows, attempt > 0, failures[i])
    return [drafts.get(i) or Draft(None, None, jobs[i].windows, True, failures[i]) for i in range(len(jobs))]


def extractive_lead(sentences: Sequence[Sentence], length: Length) -> str:
    """The article's own opening, as long as a summary of that length: what is shown where the model failed."""
    wanted = 1 if length in ("headline", "short") else 2 if length == "medium" else wanted_sentences(length)
    # A title without a final mark is no sentence of the opening, unless there is nothing else.
    body = [s for s in sentences if is_finished(s.text)] or list(sentences)
    return as_input(body[:wanted])


def _read(
    articles: Sequence[tuple[str, list[Sentence]]],
    backend: Backend,
    entry: Entry,
    lexicon: frozenset[str],
    length: Length,
) -> list[Job]:
    """Make each article's input: the opening, and for what does not fit the gist of each further window."""
    windows = [pack_windows(s, backend.count_tokens, entry.lead_tokens or entry.max_source_tokens) for _, s in articles]
    gists = _gists([w for ws in windows for w in ws[1:]], backend, entry, lexicon)
    jobs, taken = [], 0
    for (text, _), own in zip(articles, windows, strict=True):
        later = gists[taken : taken + len(own) - 1]
        taken += len(own) - 1
        judge = judge_of(text, read_source(text), lexicon, length)
        jobs.append(Job(_reduce(own[0], later, backend, entry, lexicon), len(own), judge))
    return jobs


def _gists(windows: list[list[Sentence]], backend: Backend, entry: Entry, lexicon: frozenset[str]) -> list[str]:
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
        best = judge_of(text, read_source(text), lexicon, "medium").choose(candidates, Counter())
        gists.append(best.text if best else window[0].text)
    return gists


def _reduce(opening: list[Sentence], gists: list[str], backend: Backend, entry: Entry, lexicon: frozenset[str]) -> str:
    """Join the opening and the gists; too many gists are reduced in turn, keeping their order."""
    room = entry.max_source_tokens - sum(backend.count_tokens([as_input(opening)]))
    while gists and sum(backend.count_tokens(gists)) > room:
        fewer = _thin(gists, backend, entry, lexicon)
        gists = fewer if len(fewer) < len(gists) else gists[:-1]
    return " ".join([as_input(opening), *gists])


def _thin(gists: list[str], backend: Backend, entry: Entry, lexicon: frozenset[str]) -> list[str]:
    if len(gists) < 4:
        return gists
    sentences = [Sentence(g, 0, i) for i, g in enumerate(gists)]
    return _gists(pack_windows(sentences, backend.count_tokens, entry.max_source_tokens - 8), backend, entry, lexicon)


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
