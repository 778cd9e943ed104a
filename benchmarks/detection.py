"""Language detection measured: accuracy by length of text and speed, beside two other libraries.

Enters: sentences with their languages. Leaves: a report. Refused: what the data refuse, and a missing library, by name.
A text of so many words is cut from sentences that follow each other; in Chinese, Japanese and Thai two characters
count as a word. Only languages that all three libraries know are measured, and each chooses among all that it knows. An
answer "und" is a wrong one here, and is counted apart too.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress
from benchmarks.report import Measure, Report, Section
from summarize.languages import UNDETERMINED
from summarize.metrics.signature import signature
from summarize.metrics.statistics import Interval, bootstrap_interval
from summarize.text.detect import detect_language

DATA = "flores-languages"
LENGTHS = (5, 10, 20, 50)
#: Texts of each language and length; of French, which must be right, all that the data give.
TEXTS = 100
SEED = 12_345
_UNSPACED = frozenset({"zh", "ja", "th"})
#: Codes of one language under two names: Bokmål stands for Norwegian.
_SAME = {"nb": "no", "nn": "no", "zh-cn": "zh", "zh-tw": "zh"}

Detect = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Detector:
    """A library's `detect` (text to ISO 639-1), the languages it `knows`, and its name with `version`."""

    name: str
    version: str
    detect: Detect
    knows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """Of one detector at one length: language -> its answers, and the seconds they all took."""

    by_language: Mapping[str, Sequence[str]]
    seconds: float

    def right(self, language: str) -> list[float]:
        """1 for each right answer, 0 for each wrong one."""
        return [float(answer == language) for answer in self.by_language[language]]


def measure_detection(choice: Choice, *, texts: int = TEXTS, progress: Progress) -> Report:
    """Measure all detectors on the same texts.

    Args:
        choice: where the data are.
        texts: of each language and length; French has all it can.
        progress: see `benchmarks.evaluate.Progress`.
    """
    data = Choice(DATA, choice.data_dir).load(required=["text", "language"])
    sentences = _sentences(data)
    detectors = [ours(), py3langid(), lingua()]
    known = frozenset.intersection(*(d.knows for d in detectors)) & set(sentences)
    found: dict[tuple[str, int], Answers] = {}
    for length in LENGTHS:
        cut = {k: pieces(sentences[k], k, length, texts if k != "fr" else len(sentences[k])) for k in sorted(known)}
        for detector in detectors:
            with progress(f"{detector.name}, {length} words", len(known)) as tick:
                found[detector.name, length] = _answers(detector, cut, tick)
    sections = [_overall(detectors, found, data), _french(detectors, found, data), _speed(detectors, found, data)]
    sections += [_by_language(detectors, found, data, length) for length in LENGTHS]
    return Report("detection", data.name, data.sha256, data.rows, sections)


def pieces(sentences: Sequence[str], language: str, length: int, most: int) -> list[str]:
    """Texts of so many words, each from the start of another sentence on.

    Args:
        sentences: in the order in which they follow each other.
        language: ISO 639-1; tells how words are counted.
        length: words of each text.
        most: how many texts; fewer where the sentences do not suffice.
    """
    starts = list(range(len(sentences)))
    Random(SEED).shuffle(starts)
    found = (_piece(sentences, start, language, length) for start in starts)
    return [text for text in found if text][:most]


def ours() -> Detector:
    """langdetect as the library drives it."""
    langdetect = _library("langdetect", "langdetect")
    profiles = Path(langdetect.PROFILES_DIRECTORY)
    knows = frozenset(_code(p.name) for p in profiles.iterdir() if "." not in p.name)
    return Detector("summarize", _version("langdetect"), lambda text: detect_language(text).language, knows)


def py3langid() -> Detector:
    """The maintained langid.py, as it comes."""
    module = _library("py3langid", "py3langid")
    knows = frozenset(_code(str(code)) for code, _ in module.rank("a"))
    return Detector("py3langid", _version("py3langid"), lambda t: _code(str(module.classify(t)[0])), knows)


def lingua() -> Detector:
    """lingua with all its languages, in its accurate mode."""
    module = _library("lingua", "lingua-language-detector")
    detector = module.LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return UNDETERMINED if found is None else _code(found.iso_code_639_1.name.lower())

    knows = frozenset(_code(x.iso_code_639_1.name.lower()) for x in module.Language.all())
    return Detector("lingua", _version("lingua-language-detector"), detect, knows)


def _library(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise BenchmarkError(f"{package} is not installed; pip install 'summarize[bench]'") from error


def _version(package: str) -> str:
    return f"{package}-{importlib.metadata.version(package)}"


def _code(code: str) -> str:
    return _SAME.get(code, code)


def _sentences(data: DataFile) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language, text in zip(data.columns["language"], data.columns["text"], strict=True):
        found.setdefault(_code(language), []).append(text)
    return found


def _piece(sentences: Sequence[str], start: int, language: str, length: int) -> str:
    if language in _UNSPACED:
        text = "".join("".join(s.split()) for s in sentences[start : start + 2 * length])
        return text[: 2 * length] if len(text) >= 2 * length else ""
    words = " ".join(sentences[start : start + length]).split()
    return " ".join(words[:length]) if len(words) >= length else ""


def _answers(detector: Detector, cut: Mapping[str, Sequence[str]], tick: Callable[[int], object]) -> Answers:
    for texts in cut.values():  # models that are loaded when a language first needs them
        detector.detect(texts[0])
    found, seconds = {}, 0.0
    for language, texts in cut.items():
        started = time.perf_counter()
        found[language] = [detector.detect(text) for text in texts]
        seconds += time.perf_counter() - started
        tick(1)
    return Answers(found, seconds)


Found = Mapping[tuple[str, int], Answers]


def _overall(detectors: Sequence[Detector], found: Found, data: DataFile) -> Section:
    """Accuracy, each language counting as much as any other, and how often no language was told."""
    rows = {}
    for d in detectors:
        line = []
        for n in LENGTHS:
            answers = found[d.name, n]
            means = [sum(right) / len(right) for right in map(answers.right, answers.by_language)]
            line.append(_measure(f"{n} words", bootstrap_interval(means), d, data))
        for n in LENGTHS:
            every = [float(a == UNDETERMINED) for row in found[d.name, n].by_language.values() for a in row]
            line.append(_measure(f"und, {n}", bootstrap_interval(every), d, data))
        rows[d.name] = line
    count = len(found[detectors[0].name, LENGTHS[0]].by_language)
    return Section(f"accuracy over {count} languages by number of words, shares x100", rows)


def _french(detectors: Sequence[Detector], found: Found, data: DataFile) -> Section:
    rows = {
        d.name: [_measure(f"{n} words", bootstrap_interval(found[d.name, n].right("fr")), d, data) for n in LENGTHS]
        for d in detectors
    }
    sizes = ", ".join(str(len(found[detectors[0].name, n].by_language["fr"])) for n in LENGTHS)
    return Section(f"French alone ({sizes} texts), shares x100", rows)


def _speed(detectors: Sequence[Detector], found: Found, data: DataFile) -> Section:
    rows: dict[str, list[Measure]] = {}
    for d in detectors:
        rows[d.name] = []
        for n in LENGTHS:
            answers = found[d.name, n]
            rate = sum(map(len, answers.by_language.values())) / answers.seconds
            rows[d.name].append(_measure(f"{n} words", Interval(rate, rate, rate), d, data, is_speed=True))
    return Section("texts a second, one thread", rows)


def _by_language(detectors: Sequence[Detector], found: Found, data: DataFile, length: int) -> Section:
    languages = found[detectors[0].name, length].by_language
    rows = {}
    for language in languages:
        line = []
        for d in detectors:
            right = found[d.name, length].right(language)
            share = sum(right) / len(right)
            line.append(_measure(d.name, Interval(share, share, share), d, data, has_interval=False))
        rows[language] = line
    return Section(f"accuracy by language at {length} words, shares x100", rows)


def _measure(
    label: str,
    interval: Interval,
    detector: Detector,
    data: DataFile,
    *,
    is_speed: bool = False,
    has_interval: bool = True,
) -> Measure:
    metric = "detection-speed" if is_speed else "detection-accuracy"
    line = signature(
        metric, version=detector.version, tokenizer="none", rows=data.rows, seed=str(SEED), sha256=data.sha256
    )
    unit = "sentences_per_second" if is_speed else "share"
    return Measure(label, interval, unit, line, has_interval and not is_speed)
