"""Stage 4: an article's sentences to a summary made of the model's best supported candidates.

Enters: sentences, the cleaned text, a loaded model and its entry. Leaves: a Draft: the chosen text, or none and why.
Refuses nothing.

Reading: an article longer than the model's input is read whole all the same. Each window after the opening is first
reduced to its gist, by the model (map); the opening and the gists, in their order, are what the summary is made of
(reduce). Writing: the abstract comes first; a model that can also extract adds what the abstract leaves out, up to the
length asked for; of a long article, a summary of several sentences says one thing of each stretch, in its order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import Literal

from ..backends.base import Backend, Candidate, Decoding
from ..options import Length
from ..registry import Entry
from ..text.sentences import Sentence, as_input, pack_windows, split_sentences
from .condense import condense
from .rank import Article, Ranker, Unit, refers_back
from .select import LONGEST_COPY, NO_LISTS, Judge, WordLists, adds_to, centrality, fit, judge_of, longer_words
from .speech import is_bare_speech
from .verify import is_finished, read_source, repeats_itself

#: Sentences of a summary that is put together from several parts, and the most words it may have.
_PARTS = {"headline": 1, "short": 1, "medium": 2, "long": 4}
#: From here on gists are reduced by the model; fewer are chosen among.
_MANY_GISTS = 6
#: Gists that are too long to go several into one reading are not reduced again: what a round leaves above this share of
#: them. Rounds that take away one gist of forty would cost more than all the reading before.
_WORTH_THINNING = 0.75
#: Gists that the ranker considers as a second part: an article's first ones, or where it has more than `_LONG`, one of
#: each quarter of it.
_MOST_GISTS, _LONG = 4, 12
_WORDS = {"headline": 20, "short": 45, "medium": 60, "long": 140}
#: An extract is copied, so wider search finds little more.
_EXTRACT_BEAMS = 4
#: Sentences of an article's opening that are offered beside what the model wrote of it.
OFFERED = 16
#: Parts that the ranker chooses together; longer summaries are continued from there.
_CHOSEN_TOGETHER = 2


#: Picks of units, given what tells which are sound, those that a summary may be made of.
Shortlist = Callable[[Sequence[Unit], Callable[[Unit], bool]], list[Unit]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model read of an article: in how many `windows`, the share of its characters (`coverage`, 0-1), how
    many later windows' gists found no room in the last reading (`unused_gists`), and its length in `tokens`."""

    windows: int
    unused_gists: int
    coverage: float
    tokens: int = 0


@dataclass(frozen=True)
class Job:
    """One article on its way: its sentences, the input made of them, the gists of its later windows, the judge of what
    comes out."""

    sentences: list[str]
    text: str
    gists: list[str]
    reading: Reading
    judge: Judge
    condenses: bool = False

    def condensed(self, text: str) -> str:
        """A text, each of its sentences said shorter where this job `condenses`."""
        if not self.condenses:
            return text
        verbs = self.judge.lists.verbs
        return " ".join(condense(sentence.text, verbs) for sentence in split_sentences(text))

    @cached_property
    def copy_judge(self) -> Judge:
        """The judge of what is meant to be copied."""
        return self.judge.of_copies()

    @cached_property
    def opening(self) -> list[Unit]:
        """The first sentences that are not too long to stand in a summary, as they are but for what condensing leaves
        out; some may not be `is_sound`."""
        short = ((i, text) for i, text in enumerate(self.sentences) if len(text.split()) <= LONGEST_COPY)
        return [
            Unit(self.condensed(text.replace("’", "'")), "extract", None, 1.0, place=i)
            for i, text in islice(short, OFFERED)
        ]

    def is_sound(self, unit: Unit) -> bool:
        """True where a unit passes the judge: the model's have passed already, a copy of the opening is looked at."""
        return unit.score is not None or self.copy_judge.failure(self.sentences[unit.place]) is None

    @cached_property
    def sound_gists(self) -> list[str]:
        """Gists that may stand in a summary: a window's first sentence stood in for some, sound or not."""
        return [self.condensed(gist) for gist in self.gists if self.copy_judge.failure(gist) is None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the model made of one article, and the `job` of making it.

    `text` is None where every candidate failed; `failures` counts why. `retried` says that the abstract gave nothing
    usable and another decoding stands in its place.
    """

    text: str | None
    score: float | None
    job: Job
    retried: bool
    failures: Counter[str]


@dataclass(frozen=True, slots=True)
class Writing:
    """How to write: `length` and `beam_size` as in Options, `verify`, the words of the language, the model's ranker,
    the language itself."""

    length: Length
    beam_size: int | None = None
    verify: bool = True
    lists: WordLists = NO_LISTS
    ranker: Ranker | None = None
    language: str = "fr"


def abstract(
    articles: Sequence[tuple[str, list[Sentence]]], backend: Backend, entry: Entry, writing: Writing
) -> list[Draft]:
    """Summarise articles together.

    Args:
        articles: (cleaned text, its sentences), none empty.
        backend: the loaded model.
        entry: what the registry says of it.
        writing: what is wanted.

    Returns:
        One draft an article, in order.
    """
    rows = candidates(articles, backend, entry, writing)
    if not writing.verify:
        return [Draft(fit(c[0].text, writing.length), c[0].score, j, False, Counter()) for j, c, _ in rows]
    if writing.ranker and writing.length != "headline":
        drafts = _choose(rows, backend, entry, writing, writing.ranker)
    else:
        drafts = [_write(*row, writing) for row in rows]
    wider = replace(_decodings(entry, writing)[0], beam_size=8, num_candidates=8)
    return _retry(drafts, [job for job, _, _ in rows], backend, wider, writing)


def candidates(
    articles: Sequence[tuple[str, list[Sentence]]], backend: Backend, entry: Entry, writing: Writing
) -> list[tuple[Job, list[Candidate], list[Candidate]]]:
    """What the model read of each article, and its abstracts and extracts (none where it cannot extract)."""
    jobs = _read(articles, backend, entry, writing)
    first, second = _decodings(entry, writing)
    texts = [job.text for job in jobs]
    abstracts = backend.generate(texts, first)
    can_extract = writing.verify and "extract" in entry.controls
    extracts = backend.generate(texts, second) if can_extract else [[] for _ in jobs]
    return list(zip(jobs, abstracts, extracts, strict=True))


def extractive_lead(sentences: Sequence[Sentence], length: Length) -> str:
    """The article's own opening, as long as a summary of that length: what is shown where the model failed."""
    # A title without a final mark is no sentence of the opening, unless there is nothing else; nor is bare speech.
    body = [s for s in sentences if is_finished(s.text) and not repeats_itself(s.text)] or list(sentences)
    told = [s for s in body if not is_bare_speech(s.text)] or body
    first = next((i for i, s in enumerate(told) if s is sentences[0] or not refers_back(s.text)), 0)
    return as_input(told[first : first + _parts(length)])


def _write(job: Job, abstracts: list[Candidate], extracts: list[Candidate], writing: Writing) -> Draft:
    """The best abstract (or, failing that, extract), then what the extracts and gists add to it."""
    failures: Counter[str] = Counter()
    best = job.judge.choose(abstracts, failures)
    head = best or job.copy_judge.choose(extracts, failures)
    if head is None:
        return Draft(None, None, job, True, failures)
    more = [c.text for c in job.copy_judge.rank(extracts, Counter())]
    parts = _continued(job, [head.text], more, writing.length)
    return Draft(" ".join(parts), head.score, job, best is None, failures)


def _choose(
    rows: Sequence[tuple[Job, list[Candidate], list[Candidate]]],
    backend: Backend,
    entry: Entry,
    writing: Writing,
    ranker: Ranker,
) -> list[Draft]:
    """The parts that the ranker puts together, then what further extracts and gists add to them; a draft an article."""
    failures: list[Counter[str]] = [Counter() for _ in rows]
    wanted = words_wanted(writing.length)
    choices, worths = [], []
    for row, counts in zip(rows, failures, strict=True):
        article = Article.of(row[0].sentences)
        choices.append(compose(*row, writing.length, counts, partial(ranker.shortlist, article, wanted)))
        worths.append(ranker.worths(article, wanted, choices[-1]))
    chosen = _least_faltering([job.text for job, _, _ in rows], choices, worths, backend, entry, ranker)
    drafts = []
    for (job, _, _), own, parts, counts in zip(rows, choices, chosen, failures, strict=True):
        if parts is None:
            drafts.append(Draft(None, None, job, True, counts))
            continue
        texts = _in_order(job, [part.text for part in parts])
        if _parts(writing.length) > _CHOSEN_TOGETHER:
            seconds = [unit.text for choice in own for unit in choice[1:]]
            own_words = [unit.text for unit in list_sound(job.opening, job.is_sound)]
            texts = _continued(job, texts, seconds, writing.length, own_words)
        has_abstract = any(choice[0].kind == "abstract" for choice in own)
        drafts.append(Draft(" ".join(texts), parts[0].score, job, not has_abstract, counts))
    return drafts


def _least_faltering(
    texts: Sequence[str],
    choices: Sequence[Sequence[Sequence[Unit]]],
    worths: Sequence[Sequence[float]],
    backend: Backend,
    entry: Entry,
    ranker: Ranker,
) -> list[Sequence[Unit] | None]:
    """The choice worth most for each text once its parts' faltering is taken off; None where there is no choice.

    Faltering takes another pass of the model over a text and an abstract, so that these are looked at only when nothing
    else stands above them: since it only ever takes off, the first choice all of whose parts are known is the best.
    What is copied does not falter.
    """
    if not ranker.falter_penalty:
        return [own[values.index(max(values))] if own else None for own, values in zip(choices, worths, strict=True)]
    known: list[dict[Unit, float]] = [{} for _ in texts]
    chosen: list[Sequence[Unit] | None] = [None for _ in texts]
    open_texts = [i for i, own in enumerate(choices) if own]
    while open_texts:
        asked: list[tuple[int, Unit]] = []
        for i in open_texts:
            left = [
                worth - sum(known[i].get(u, 0.0) for u in c) for worth, c in zip(worths[i], choices[i], strict=True)
            ]
            chosen[i] = choices[i][left.index(max(left))]
            asked += [(i, u) for u in chosen[i] or () if u.kind == "abstract" and u not in known[i]]
        outputs = [unit.scored for _, unit in asked]
        scores = backend.score([texts[i] for i, _ in asked], outputs, entry.controls.get("abstract"))
        for (i, unit), row in zip(asked, scores, strict=True):
            known[i][unit] = ranker.faltering(row)
        open_texts = sorted({i for i, _ in asked})
    return chosen


def list_sound(units: Sequence[Unit], is_sound: Callable[[Unit], bool]) -> list[Unit]:
    """All units that are sound: the `Shortlist` that leaves nothing else out."""
    return [unit for unit in units if is_sound(unit)]


def compose(
    job: Job,
    abstracts: list[Candidate],
    extracts: list[Candidate],
    length: Length,
    failures: Counter[str],
    shortlist: Shortlist = list_sound,
) -> list[list[Unit]]:
    """All summaries of one part, and of two where the length allows, made of units that pass the judge.

    Where the model wrote any such unit, the article's first sentences stand beside what it wrote. What `shortlist`
    leaves of all these, given what tells which are sound, is put together.
    """

    def units(candidates: list[Candidate], kind: Literal["abstract", "extract"], judge: Judge) -> list[Unit]:
        passed = {c.text: c for c in judge.rank(candidates, failures)}
        return [
            Unit(job.condensed(t), kind, c.score, judge.drawn_share(t), t, judge.place(t)) for t, c in passed.items()
        ]

    own = units(extracts, "extract", job.copy_judge)
    heads = units(abstracts, "abstract", job.judge) + own
    if heads:
        heads += [unit for unit in job.opening if unit.text not in {head.text for head in heads}]
        heads = shortlist(heads, job.is_sound)
        own = [unit for unit in heads if unit.kind == "extract"]
    gists = job.sound_gists
    gists = gists[:_MOST_GISTS] if len(gists) <= _LONG else _spread(gists, _MOST_GISTS)
    seconds = own + [Unit(g, "gist", 0.0, job.judge.drawn_share(g), place=job.judge.place(g)) for g in gists]
    return combined(heads, seconds, length)


def combined(heads: Sequence[Unit], seconds: Sequence[Unit], length: Length) -> list[list[Unit]]:
    """Each head alone and, where the length allows, before each second that adds to it."""
    single = [[head] for head in heads]
    if _parts(length) < _CHOSEN_TOGETHER:
        return single
    most = _most_words(length)
    return single + [[h, s] for h in heads for s in seconds if h.text != s.text and adds_to([h.text], s.text, most)]


def words_wanted(length: Length) -> int:
    """Words of a summary of that length as the ranker takes it: its weights were fitted on thirty for a medium one."""
    return 20 if _parts(length) < _CHOSEN_TOGETHER else 30


def _continued(
    job: Job, parts: list[str], more: Sequence[str], length: Length, at_last: Sequence[str] = ()
) -> list[str]:
    """The parts, and what adds to them up to the length asked for, in the order of the article: `more`, gists, then
    `at_last`.

    A summary of several sentences of an article of more windows than that says one thing of each stretch of it.
    """
    wanted = _parts(length)
    gists = job.sound_gists
    if len(parts) < wanted and wanted > _CHOSEN_TOGETHER and len(gists) >= wanted:
        parts, more = parts[:1], _spread(gists, wanted - 1)
    for text in [*more, *gists, *at_last]:
        if len(parts) >= wanted:
            break
        if adds_to(parts, text, _most_words(length)):
            parts = [*parts, text]
    return _in_order(job, parts)


def _in_order(job: Job, parts: Sequence[str]) -> list[str]:
    """Parts in the order of the article, but for those that would open the summary on a pronoun."""
    return sorted(parts, key=lambda text: (refers_back(text) and len(parts) == 2, job.judge.place(text)))


def _spread(gists: Sequence[str], count: int) -> list[str]:
    """The most central gist of each of `count` stretches of the article, in order."""
    bounds = [round(i * len(gists) / count) for i in range(count + 1)]
    stretches = [gists[start:end] for start, end in pairwise(bounds)]
    counts = longer_words(gists)
    return [max(stretch, key=lambda gist: centrality(gist, counts)) for stretch in stretches if stretch]


def _retry(drafts: list[Draft], jobs: list[Job], backend: Backend, decoding: Decoding, writing: Writing) -> list[Draft]:
    """A wider search for the articles that have nothing yet."""
    left = [i for i, draft in enumerate(drafts) if draft.text is None]
    for i, candidates in zip(left, backend.generate([jobs[i].text for i in left], decoding), strict=True):
        best = jobs[i].judge.choose(candidates, drafts[i].failures)
        if best is not None:
            drafts[i] = Draft(best.text, best.score, jobs[i], True, drafts[i].failures)
    return drafts


def _read(
    articles: Sequence[tuple[str, list[Sentence]]], backend: Backend, entry: Entry, writing: Writing
) -> list[Job]:
    """Make each article's input: the opening, and for what does not fit the gist of each further window."""
    windows = [pack_windows(s, backend.count_tokens, entry.lead_tokens or entry.max_source_tokens) for _, s in articles]
    gists = _gists([w for ws in windows for w in ws[1:]], backend, entry, writing)
    jobs, taken = [], 0
    for (text, sentences), own in zip(articles, windows, strict=True):
        later = gists[taken : taken + len(own) - 1]
        taken += len(own) - 1
        texts = [s.text for s in sentences]
        judge = judge_of(texts, read_source(text, writing.language), writing.lists, writing.length, entry.least_drawn)
        condenses = bool(entry.least_drawn) and writing.language == "fr" and writing.length != "headline"
        source, unused = _reduce(own[0], later, backend, entry, writing)
        read = sum(len(piece.text) for window in own for piece in window) / sum(len(s.text) for s in sentences)
        reading = Reading(len(own), unused, min(1.0, read), sum(backend.count_tokens(texts)))
        jobs.append(Job(texts, source, later, reading, judge, condenses))
    return jobs


def _gists(windows: list[list[Sentence]], backend: Backend, entry: Entry, writing: Writing) -> list[str]:
    """One sentence for each window: the model's, where it is supported and ends, else the window's first."""
    if not windows:
        return []
    decoding = Decoding(
        beam_size=1,
        max_output_tokens=entry.max_output_tokens,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
        control=entry.controls.get("extract"),
    )
    texts = [as_input(w) for w in windows]
    gists = []
    for window, text, candidates in zip(windows, texts, backend.generate(texts, decoding), strict=True):
        own = read_source(text, writing.language)
        judge = judge_of([s.text for s in window], own, writing.lists, "medium", entry.least_drawn)
        best = judge.of_copies().choose(candidates, Counter())
        gists.append(best.text if best else window[0].text)
    return gists


def _reduce(
    opening: list[Sentence], gists: list[str], backend: Backend, entry: Entry, writing: Writing
) -> tuple[str, int]:
    """Join the opening and the gists to one input; return it and how many gists found no room in it.

    Many gists are reduced in turn, keeping their order; of a few too many, those least like the rest are left out.
    """
    room = entry.max_source_tokens - sum(backend.count_tokens([as_input(opening)]))
    while len(gists) >= _MANY_GISTS and sum(backend.count_tokens(gists)) > room:
        before, gists = len(gists), _thin(gists, backend, entry, writing)
        if len(gists) > _WORTH_THINNING * before:
            break
    kept = list(gists)
    sizes = dict(zip(gists, backend.count_tokens(gists), strict=True))
    counts = longer_words([as_input(opening), *gists])
    while kept and sum(sizes[gist] for gist in kept) > room:
        kept.remove(min(kept, key=lambda gist: centrality(gist, counts)))
    return " ".join([as_input(opening), *kept]), len(gists) - len(kept)


def _thin(gists: list[str], backend: Backend, entry: Entry, writing: Writing) -> list[str]:
    sentences = [Sentence(g, 0, i) for i, g in enumerate(gists)]
    windows = pack_windows(sentences, backend.count_tokens, entry.max_source_tokens - 8)
    return _gists(windows, backend, entry, writing)


def _decodings(entry: Entry, writing: Writing) -> tuple[Decoding, Decoding]:
    """For the abstract (or headline), and for the extract of the same input."""
    is_headline = writing.length == "headline"
    beams = writing.beam_size or entry.beam_size
    first = Decoding(
        beam_size=beams,
        num_candidates=beams,
        max_output_tokens=entry.max_output_tokens,
        min_output_tokens=4 if is_headline else entry.min_output_tokens,
        length_penalty=entry.length_penalty,
        no_repeat_ngram_size=entry.no_repeat_ngram_size,
        control=entry.controls.get("headline" if is_headline else "abstract"),
    )
    extracts = min(beams, _EXTRACT_BEAMS)
    second = replace(first, beam_size=extracts, num_candidates=extracts, min_output_tokens=8)
    return first, replace(second, control=entry.controls.get("extract"))


def _parts(length: Length) -> int:
    return length if isinstance(length, int) else _PARTS[length]


def _most_words(length: Length) -> int:
    return 35 * length if isinstance(length, int) else _WORDS[length]
