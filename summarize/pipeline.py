"""Text in, Summary out, step by step in the order the data flows.

    clean -> detect -> (translate in) -> (write) -> choose -> (translate) -> verify -> Summary

Input: one text or many. Output: one Summary each, in order. Raises for: what is no text, what is longer than the limit,
a language that no model at hand reads.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from os import PathLike
from types import TracebackType
from typing import Any

from .checking import Claim, Comparison, claims, compare, spans_of, unsupported
from .documents import NO_FETCHING, kind_of_address
from .engines.load import Model, load_model
from .engines.registry import Entry, find_entry, registry
from .engines.routes import Route, plan_default, plan_route, translation_chain
from .engines.store import is_local
from .errors import InputError, InputTooLargeError, SummarizeError, SupportError, UnsupportedLanguageError
from .forks import ForkLock
from .given import listed
from .languages import UNDETERMINED
from .options import Options, make_options
from .result import Notice, Status, Summary, Supported, TranslatedText, TranslationStatus, Unsupported
from .summarizing.choosing import Choice, choose, fitted
from .summarizing.extract import extract
from .summarizing.origins import origins
from .summarizing.references import RULED
from .summarizing.writing import NOTHING_WRITTEN, Written, write
from .text.clean import CleanText, clean
from .text.detect import Detection, detect_language
from .text.document import Document
from .translating.translate import Reader, Translation, translate_texts

_NOTICES = {
    "fallback": "no sentence of the article stands by itself; this is its opening as it is",
    "extractive": "no model here summarises this language; these are the article's own sentences, chosen by position "
    "and by what the article repeats; references that find nothing are not looked for",
    "too_short": "the text is no longer than a summary; it is returned as it is",
    "empty": "there is no text to summarise",
    "undetermined": "the language could not be told; give language=",
    "unsure_language": "the language was told with a confidence under 0.9; give language=",
    "mixed_language": "the text is in two languages; it was read as if all of it were in the first",
    "unverified": "the checks were switched off by verify=False",
    "translated_source": "the article was translated before it was read; the checks compare the summary with that "
    "translation, whose mistakes they cannot see",
    "translation_numbers": "numbers differ between summary and translation",
    "translation_dates": "days or months differ between summary and translation",
    "translation_names": "names differ between summary and translation",
    "translation_quotations": "the translation lacks quotation marks of the summary",
    "translation_doubtful": "the translation failed a check and is shown as it is; compare it with the summary",
    "translation_withheld": "the translation failed a check and is withheld",
    "translation_unchecked": "whether the translation keeps words, names and negation is only checked between French "
    "and English; compare it with the summary",
    "replaced_characters": "control characters or broken Unicode were replaced",
}


#: What helps where a translation is withheld.
_BETTER = (
    '; another translator may pass (translator="opus-mt-fr-en", `summarize models list` names others), and '
    'doubtful="show" (--doubtful show) gives this one as it is'
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass
class _Work:
    """One article between the stages."""

    clean: CleanText
    detection: Detection
    given: bool
    status: Status | None = None
    article: Document | None = None
    choice: Choice | None = None
    written: Written = NOTHING_WRITTEN
    text: str = ""
    route: Route | None = None
    read: str = ""
    error: SummarizeError | None = None


class Summarizer:
    """Holds loaded models; safe to share between threads; a context manager.

    Args:
        **options: see `summarize.options.Options`. They hold for every call.

    Raises:
        OptionError: an option is unknown or out of range.
    """

    def __init__(self, **options: Any):
        self.options: Options = make_options(**options)
        self._models: dict[tuple[str, str], Model] = {}
        self._lock = ForkLock()

    def __enter__(self) -> Summarizer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, text: str) -> Summary:
        """Summarise one text; the same as `summarize_many([text])[0]`."""
        return self.summarize_many([text])[0]

    def summarize_many(self, texts: Sequence[str], *, keep_going: bool = False) -> list[Summary]:
        """Summarise texts together: a list of equal length and order.

        Args:
            texts: the articles.
            keep_going: an item that cannot be summarised gives a Summary of status "error" in its place, and the
                others are done; what stops them all (ModelError, EngineError) is raised all the same.

        Raises:
            InputError: an item is no text, or too long.
            UnsupportedLanguageError: no model at hand reads an item's language.
            ModelError, EngineError: a model cannot be had or used.
            SupportError: strict=True, and an item fell back.
        """
        _require_list(texts := listed(texts, "summarize_many"))
        size = self.options.batch_articles
        chunks = [list(texts[i : i + size]) for i in range(0, len(texts), size)]
        return [summary for chunk in chunks for summary in self._process(chunk, keep_going)]

    def stream(self, texts: Iterable[str]) -> Iterator[Summary]:
        """Summarise an endless supply in bounded memory: same order; a failure stands in its place, status "error"."""
        if isinstance(texts, str | bytes):
            raise InputError("stream takes many texts; for one text call the summariser itself.")
        supply = iter(texts)
        while batch := list(islice(supply, self.options.batch_articles)):
            try:
                yield from self._process(batch, keep_going=True)
            except SummarizeError:
                for text in batch:
                    yield self._one_or_error(text)

    def close(self) -> None:
        """Free the models. The next call loads them again."""
        with self._lock:
            for model in self._models.values():
                model.backend.close()
            self._models.clear()

    def _one_or_error(self, text: str) -> Summary:
        try:
            return self._process([text])[0]
        except SummarizeError as error:
            return _failed(error)

    def _process(self, texts: list[str], keep_going: bool = False) -> list[Summary]:
        timing: dict[str, float] = {}
        with _timed(timing, "clean"):
            works = [self._opened(text) for text in texts]
        with _timed(timing, "detect"):
            for work in works:
                self._detect(work)
        for work in works:
            if work.status is None:
                self._plan(work)
        open_works = [w for w in works if w.status is None]
        self._raise_first(works, keep_going)
        with _timed(timing, "translate_in"):
            self._translate_in(open_works)
        with _timed(timing, "summarise"):
            self._summarise(open_works)
        self._raise_first(works, keep_going)
        with _timed(timing, "translate"):
            translations = self._translate_out(works)
        share = {name: seconds / len(texts) for name, seconds in timing.items()}
        return [self._finish(w, t, share) for w, t in zip(works, translations, strict=True)]

    @staticmethod
    def _raise_first(works: list[_Work], keep_going: bool) -> None:
        error = next((w.error for w in works if w.error), None)
        if error and not keep_going:
            raise error

    def _opened(self, text: str) -> _Work:
        try:
            return self._open(text)
        except InputError as error:
            return _Work(CleanText("", ()), Detection(UNDETERMINED, 0.0), given=False, status="error", error=error)

    def _plan(self, work: _Work) -> None:
        try:
            work.route = self._route(work.detection.language)
        except UnsupportedLanguageError as error:
            work.status, work.error = "error", error

    def _open(self, text: str) -> _Work:
        if not isinstance(text, str):
            raise InputError(f"a text must be a str, not {type(text).__name__}; {_mend_of(text)}.")
        if len(text) > self.options.max_characters:
            raise _too_long(text, self.options.max_characters)
        if len(text) < 3000 and (kind := kind_of_address(text)):
            mend = {"url": f"URL; {NO_FETCHING}", "path": "file's name; read it first: read_document(path).text"}[kind]
            raise InputError(f"{text.strip()[:200]!r} is no article but a {mend}.")
        cleaned = clean(text)
        work = _Work(cleaned, Detection(UNDETERMINED, 0.0), given=False)
        if not any(c.isalpha() for c in cleaned.text):
            work.status = "empty"
        elif _words_in(cleaned.text) < self.options.min_words:
            work.status, work.text = "too_short", cleaned.text.replace("\n", " ")
        return work

    def _detect(self, work: _Work) -> None:
        if self.options.language:
            work.detection, work.given = Detection(self.options.language, 1.0), True
        elif work.status not in ("empty", "error"):
            work.detection = detect_language(work.clean.text)
        if work.status is None and work.detection.language == UNDETERMINED:
            work.status = "undetermined"

    def _route(self, language: str) -> Route:
        chosen = find_entry(self.options.model, "summarization") if self.options.model else None
        entries = self._entries(language)
        if chosen is None:
            return plan_default(language, self.options.to, entries, self._is_usable)
        native = chosen.languages or (language,)
        own = replace(chosen, languages=native)
        others = {n: e for n, e in entries.items() if e.task == "translation"}
        return plan_route(
            language, self.options.to, {own.name: own, **others}, lambda e: e is own or self._is_usable(e)
        )

    def _entries(self, language: str) -> Mapping[str, Entry]:
        """The registry, with the translator that was named before all others."""
        if not self.options.translator:
            return registry()
        named = replace(find_entry(self.options.translator, "translation"), by_default=True)
        if self.options.to and not named.languages:
            named = replace(named, languages=(language, self.options.to))
        return {named.name: named} | {name: entry for name, entry in registry().items() if name != named.name}

    def _is_usable(self, entry: Entry) -> bool:
        named = entry.name in (self.options.model, self.options.translator) or entry.path is not None
        return named or is_local(entry)

    def _model(self, name: str, task: Any) -> Model:
        with self._lock:
            key = (name, task)
            if key not in self._models:
                self._models[key] = load_model(name, task, self.options)
            return self._models[key]

    def _translator(self, name: str) -> Model:
        asked = self.options.translator
        return self._model(asked if asked and find_entry(asked, "translation").name == name else name, "translation")

    def _reader(self, translator: Entry) -> Reader | None:
        """The translator of the other direction, where the registry names one and its files are at hand."""
        if not translator.reader or not is_local(find_entry(translator.reader, "translation")):
            return None
        model = self._model(translator.reader, "translation")
        return Reader(model.backend, model.entry)

    def _steps(self, route: Route | None) -> tuple[str, ...]:
        if route is None:
            return ()

        def legs(names: tuple[str, ...]) -> Iterator[str]:
            for name in names:
                yield f"translate:{name}"
                if reader := self._reader(self._translator(name).entry):
                    yield f"read_back:{reader.entry.name}"

        made = f"summarise:{route.summariser}" if route.summariser else "extract"
        return (*legs(route.before), made, *legs(route.after))

    def _writer(self, route: Route) -> Model | None:
        """The model that writes on a route; None where the article's own sentences are taken."""
        return self._model(self.options.model or route.summariser, "summarization") if route.summariser else None

    def _translate_in(self, works: list[_Work]) -> None:
        for route in {w.route for w in works if w.route}:
            same = [w for w in works if w.route == route]
            texts = [w.clean.text for w in same]
            translations = self.translate(texts, route.before, same[0].detection.language, check=False)
            for work, found in zip(same, translations, strict=True):
                work.read = found.text

    def translate(
        self, texts: list[str], names: tuple[str, ...], language: str, *, check: bool = True
    ) -> list[Translation]:
        """Take texts through translators one after the other; the failed sentences of all legs are kept.

        `check=False` looks for no faults: for an article that is translated to be read, not to be shown.
        """
        found = [Translation(text) for text in texts]
        for name in names:
            model = self._translator(name)
            reader = self._reader(model.entry)
            leg = translate_texts(
                [t.text for t in found], model.backend, model.entry, source_language=language, reader=reader,
                check=check,
            )  # fmt: skip
            found = [
                Translation(n.text, o.failed + n.failed, o.is_checked and n.is_checked)
                for o, n in zip(found, leg, strict=True)
            ]
            language = model.entry.languages[-1] if model.entry.languages else language
        return found

    def _summarise(self, works: list[_Work]) -> None:
        for route in {w.route for w in works if w.route}:
            same = [w for w in works if w.route == route]
            articles = [Document(w.read, route.language) for w in same]
            writer, length = self._writer(route), self.options.length
            rows = [NOTHING_WRITTEN] * len(same)
            if writer:
                rows = write(articles, writer.backend, writer.entry, length=length, beam_size=self.options.beam_size)
            for work, article, written in zip(same, articles, rows, strict=True):
                work.article, work.written = article, written
                self._choose(work, article)

    def _choose(self, work: _Work, article: Document) -> None:
        """Set the text and status of one article."""
        length, candidates = self.options.length, work.written.candidates
        opening = extract(article, length)
        if candidates and not self.options.verify:
            work.choice = Choice(fitted(candidates[0].text, length), "abstractive", None, True, candidates[0].score)
        else:
            work.choice = choose(article, opening, candidates, length=length)
        work.text = work.choice.text
        has_claims = bool(_looked_up(work.choice, article)[1]) and self.options.verify
        work.status = "ok" if work.choice.passes and not has_claims else "fallback"
        if work.status == "ok" and article.language not in RULED and work.choice.kind != "abstractive":
            work.status = "extractive"
        if work.status == "fallback" and self.options.strict:
            failed = ", ".join(f"{n} x {reason}" for reason, n in work.choice.failures.most_common())
            why = f"; of what the model wrote: {failed}" if failed else ""
            work.status, work.text = "error", ""
            work.error = SupportError(
                f"no sentence of the article stands by itself ({work.choice.departure or 'unsupported'}){why}; "
                "strict=False gives its opening as it is."
            )

    def _translate_out(self, works: list[_Work]) -> list[Translation | None]:
        done: dict[int, Translation] = {}
        groups: dict[tuple[tuple[str, ...], str], list[int]] = {}
        for i, work in enumerate(works):
            names, language = self._after(work)
            if names and work.text:
                groups.setdefault((names, language), []).append(i)
        for (names, language), members in groups.items():
            found = self.translate([works[i].text for i in members], names, language)
            done |= dict(zip(members, found, strict=True))
        return [done.get(i) for i in range(len(works))]

    def _after(self, work: _Work) -> tuple[tuple[str, ...], str]:
        if work.route:
            return work.route.after, work.route.language
        language = work.detection.language
        if not self.options.to or language in (UNDETERMINED, self.options.to) or not work.text:
            return (), language
        usable = [e for e in self._entries(language).values() if self._is_usable(e)]
        return translation_chain(language, self.options.to, usable) or (), language

    def _translation_status(self, translation: Translation | None) -> TranslationStatus | None:
        if translation is None:
            return None
        if translation.failed and self.options.doubtful == "withhold":
            return "withheld"
        return "doubtful" if translation.failed or not translation.is_checked else "ok"

    def _notices(self, work: _Work, translation: Translation | None, compared: Comparison) -> tuple[Notice, ...]:
        happened = {
            str(work.status): work.status in ("fallback", "extractive", "too_short", "empty", "undetermined"),
            "unsure_language": bool(work.choice and not work.given and not work.detection.also)
            and work.detection.is_unsure,
            "mixed_language": work.detection.also is not None,
            "unverified": bool(work.choice) and not self.options.verify,
            "translated_source": bool(work.choice and work.route and work.route.before),
            "replaced_characters": any(r.kind == "control" for r in work.clean.removed),
        }
        found = [Notice(code, _NOTICES[code]) for code, did in happened.items() if did]
        if translation is None:
            return tuple(found)
        if self._translation_status(translation) == "withheld":
            return (*found, _failure_notice("translation_withheld", translation, _BETTER))
        return (*found, *_translation_notices(translation, compared))

    def _finish(self, work: _Work, translation: Translation | None, timing: dict[str, float]) -> Summary:
        if work.error:
            return _failed(work.error, work.detection.language)
        started = time.perf_counter()
        text, route, choice, article = work.text, work.route, work.choice, work.article
        supported, lacking = _looked_up(choice, article) if choice and article else ((), ())
        compared = Comparison()
        translation_status = self._translation_status(translation)
        if translation and translation_status == "doubtful":
            compared = compare(text, translation.text, source=self._after(work)[1], target=self.options.to or "")
        notices = self._notices(work, translation, compared)
        model = self._writer(route) if route else None
        after = self._after(work)[0] if translation else ()
        last = self._translator(after[-1]) if after else None
        return Summary(
            text=text,
            status=work.status or "error",
            kind=choice.kind if choice else None,
            departure=choice.departure if choice else None,
            translation=translation.text if translation and translation_status != "withheld" else None,
            translation_status=translation_status,
            language=work.detection.language,
            language_confidence=None if work.given else work.detection.confidence,
            language_candidates=work.detection.candidates,
            route=self._steps(route),
            model=model.entry.name if model else None,
            model_revision=model.revision if model else None,
            translator=last.entry.name if last else None,
            translator_revision=last.revision if last else None,
            engine=next((m.backend.name for m in (model, last) if m), None),
            coverage=round(work.written.coverage, 4) if choice else 0.0,
            windows=work.written.windows if choice else 0,
            source_tokens=work.written.tokens,
            removed=work.clean.removed,
            sentences=origins(Document(text, article.language), article) if article else (),
            supported=supported,
            unsupported=lacking + compared.added,
            warnings=notices,
            score=choice.score if choice else None,
            timing={**timing, "verify": time.perf_counter() - started},
        )


def _too_long(text: str, limit: int) -> InputTooLargeError:
    return InputTooLargeError(
        f"the text has {len(text):,} characters, more than max_characters={limit:,}; raise that limit, or split it."
    )


def _require_list(texts: object) -> None:
    """Refuse what is no list of texts; a sequence of another library, such as a column of pandas, is one."""
    if isinstance(texts, str):
        raise InputError("summarize_many takes a list of texts; for one text call the summariser itself.")
    is_list = hasattr(texts, "__len__") and hasattr(texts, "__getitem__")
    if isinstance(texts, bytes | bytearray | Mapping) or not is_list:
        raise InputError(f"give a text (str) or a list of texts, not {type(texts).__name__}; {_mend_of(texts)}.")


def _mend_of(given: object) -> str:
    """What makes a text of it."""
    if isinstance(given, bytes | bytearray):
        return "decode it: text.decode('utf-8')"
    if isinstance(given, PathLike) or hasattr(given, "read"):
        return "read the file first: read_document(path).text"
    if isinstance(given, Mapping):
        return "pass the text it holds, such as article['text']"
    if isinstance(given, Iterator):
        return "make a list of it, or use Summarizer().stream(texts), which needs no list"
    return "pass the article's text"


def _words_in(text: str) -> int:
    """Words by spaces; in scripts that write none (Chinese, Japanese, Thai, Lao, Khmer), two characters are one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def _failed(error: SummarizeError, language: str = UNDETERMINED) -> Summary:
    """What stands in the place of a text that cannot be summarised."""
    notice = Notice(type(error).__name__, str(error))
    return Summary(text="", status="error", language=language, warnings=(notice,), error=str(error))


def _looked_up(choice: Choice, article: Document) -> tuple[tuple[Supported, ...], tuple[Unsupported, ...]]:
    """The claims of the text shown that the article has, each with where it says them, and those it lacks.

    What is copied from the article letter by letter is supported where it stands.
    """
    found, copies = claims(choice.text, article), _copies(choice.text, article)
    spans = {claim: spans_of(claim, article) or _copied_span(claim, copies) for claim in found}
    supported = tuple(Supported(c.kind, c.text, c.start, c.end, spans[c]) for c in found if spans[c])
    return supported, unsupported(choice.text, [claim for claim in found if not (claim.is_supported or spans[claim])])


def _copies(text: str, article: Document) -> list[tuple[int, int, int]]:
    """Sentences of a text that the article has letter by letter: start and end in the text, start in the article."""
    found = []
    for sentence in Document(text, article.language).sentences:
        place = article.text.find(sentence.text)
        if place >= 0:
            found.append((sentence.start, sentence.start + len(sentence.text), place))
    return found


def _copied_span(claim: Claim, copies: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (place + claim.start - start, place + claim.end - start)
        for start, end, place in copies
        if start <= claim.start and claim.end <= end
    )


def _translation_notices(translation: Translation, compared: Comparison) -> list[Notice]:
    """What was lost or added on the way, by kind, and a translator that was unsure."""
    found = []
    for kind in ("number", "date", "name", "quotation"):
        lost = ", ".join(item.text for item in compared.lost if item.kind == kind)
        added = ", ".join(item.text for item in compared.added if item.kind == kind)
        says = [f"{how}: {what}" for how, what in (("lost", lost), ("added", added)) if what]
        if says:
            code = f"translation_{kind}s"
            found.append(Notice(code, f"{_NOTICES[code]} ({'; '.join(says)})"))
    if translation.failed:
        found.append(_failure_notice("translation_doubtful", translation))
    elif not translation.is_checked:
        found.append(Notice("translation_unchecked", _NOTICES["translation_unchecked"]))
    return found


def _failure_notice(code: str, translation: Translation, mend: str = "") -> Notice:
    """Which sentence of a translation failed which check, of the first that did, and how many others there are."""
    first, *others = translation.failed
    reasons = "; ".join(f"{fault.code}: {fault.detail}" for fault in first.faults)
    more = f", and {len(others)} more of its sentences" if others else ""
    return Notice(code, f"{_NOTICES[code]}: {_shortened(first.sentence)!r} ({reasons}){more}{mend}")


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= 80 else sentence[:79].rstrip() + "…"


class _timed:
    """Add the seconds spent inside to `timing[name]`."""

    def __init__(self, timing: dict[str, float], name: str):
        self._timing, self._name = timing, name

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._timing[self._name] = self._timing.get(self._name, 0.0) + time.perf_counter() - self._started


_shared: dict[Options, Summarizer] = {}
_shared_lock = ForkLock()


def shared_summarizer(**options: Any) -> Summarizer:
    """One Summarizer for each set of options, kept for the life of the process (at most four)."""
    key = make_options(**options)
    with _shared_lock:
        if key not in _shared:
            if len(_shared) >= 4:
                _shared.pop(next(iter(_shared)))
            _shared[key] = Summarizer(**options)
        return _shared[key]


def translate_many(
    texts: Sequence[str], *, source: str, target: str, model: str | None = None, **options: Any
) -> list[TranslatedText]:
    """Translate texts from one language to another through the registry's models; see `summarize.translate`."""
    summarizer = shared_summarizer(translator=model, language=source, to=target, **options)
    source_code, target_code = summarizer.options.language, summarizer.options.to
    assert source_code is not None  # make_options has normalised both
    if model:
        names: tuple[str, ...] | None = (find_entry(model, "translation").name,)
    else:
        names = translation_chain(source_code, target_code, [e for e in registry().values() if is_local(e)])
    if names is None:
        wanted = translation_chain(source_code, target_code, list(registry().values())) or ()
        pulls = " and ".join(f"summarize models pull {name}" for name in wanted if not is_local(registry()[name]))
        mend = f"where there is a network, run: {pulls}" if pulls else "pass model= with a hub id, or a folder"
        raise UnsupportedLanguageError(f"no translator here goes from {source_code} to {target_code}; {mend}.")
    readable = [_readable(text, summarizer.options.max_characters) for text in texts]
    return [_with_status(found) for found in summarizer.translate(readable, names, source_code)]


def _with_status(translation: Translation) -> TranslatedText:
    notices = tuple(_translation_notices(translation, Comparison()))
    return TranslatedText(translation.text, "doubtful" if notices else "ok", notices)


def _readable(text: str, limit: int) -> str:
    """A text that is not too long, lone surrogates replaced: translation does not pass through `clean`."""
    if len(text) > limit:
        raise _too_long(text, limit)
    return text.encode("utf-8", "replace").decode("utf-8")
