"""`summarize doctor`: what is installed, whether it works, and the command that fixes what does not.

Input: this process, this machine and the cache. Output: a Report. What is damaged is reported; nothing is raised and no
network used. A model whose files differ from their recorded hashes is not run.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from .engines.arithmetic import processor_flags
from .engines.integrity import HASHES
from .engines.registry import REGISTRY_VARIABLE, Entry, Task, find_entry, registry
from .engines.routes import plan_default, translation_chain
from .engines.store import (
    CACHE_VARIABLE,
    OFFLINE_VARIABLES,
    cache_folder,
    is_built,
    is_local,
    is_offline,
    locate,
    verify_files,
)
from .errors import SummarizeError
from .languages import language_name
from .options import make_options
from .terminal import one_line

#: Flags of /proc/cpuinfo that decide how fast int8 and bfloat16 are (x86-64; then Arm).
_FEATURES = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16")
_ARM_FEATURES = ("asimd", "asimddp", "i8mm", "bf16")
#: Engine or optional package -> what it is for, and the command that installs it.
_ENGINES = {
    "ctranslate2": ("the default engine", "pip install ctranslate2"),
    "transformers": ("optional: public models, GPUs, conversions", "pip install 'summarize[hub]'"),
    "httpx": ("optional: models by server", "pip install 'summarize[server]'"),
    "trafilatura": ("optional: web pages and feeds", "pip install 'summarize[documents]'"),
    "pypdf": ("optional: PDF files", "pip install 'summarize[documents]'"),
    "python-docx": ("optional: Word files (.docx)", "pip install 'summarize[documents]'"),
    "openpyxl": ("optional: spreadsheets (.xlsx)", "pip install 'summarize[documents]'"),
    "pyarrow": ("optional: Parquet", "pip install 'summarize[parquet]'"),
    "ray": ("optional: batches on a cluster", "pip install 'summarize[ray]'"),
}
#: The modules of packages that are imported under another name.
_MODULES = {"python-docx": "docx"}
#: Bytes under which a pulled model and its conversion find no room.
_LITTLE_SPACE = 3_000_000_000
#: An article a language, written for this check.
_ARTICLES = {
    "fr": "Le conseil municipal de Lyon a voté mardi un budget de 3 millions d'euros pour rénover deux écoles. Les "
    "travaux commenceront en septembre et dureront dix mois, a annoncé le maire lors d'une conférence de presse. "
    "L'opposition dénonce un coût trop élevé et demande un nouveau vote. Les parents d'élèves, eux, attendaient cette "
    "décision depuis plusieurs années. Pendant les travaux, les enfants seront accueillis dans une école voisine.",
    "en": "The city council of Bristol voted on Tuesday for a budget of 3 million pounds to renovate two schools. The "
    "work will begin in September and last ten months, the mayor announced at a press conference. The opposition says "
    "that the cost is too high and asks for another vote. Parents had been waiting for this decision for several "
    "years. During the work the children will go to a school nearby.",
    "de": "Der Stadtrat von Leipzig hat am Dienstag 3 Millionen Euro für die Sanierung von zwei Schulen bewilligt. Die "
    "Arbeiten beginnen im September und dauern zehn Monate, teilte der Bürgermeister auf einer Pressekonferenz mit. "
    "Die Opposition hält die Kosten für zu hoch und fordert eine neue Abstimmung. Die Eltern hatten seit mehreren "
    "Jahren auf diese Entscheidung gewartet.",
    "es": "El ayuntamiento de Valencia aprobó el martes un presupuesto de 3 millones de euros para renovar dos "
    "escuelas. Las obras comenzarán en septiembre y durarán diez meses, anunció el alcalde en una rueda de prensa. La "
    "oposición considera que el coste es demasiado alto y pide otra votación. Los padres esperaban esta decisión desde "
    "hacía varios años.",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do: `broken` things fail, the others are worth knowing; `fix` is a command or a sentence."""

    broken: bool
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine or optional package: its `version`, None where it is not installed, and how to fix that."""

    name: str
    version: str | None
    use: str
    fix: str


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as this process sees it; memory in bytes, None where the system does not tell."""

    system: str
    cpu_features: tuple[str, ...]
    compute_types: tuple[str, ...]  #: what CTranslate2 offers on this CPU
    cores: int  #: that this process may use
    cores_of_machine: int
    memory_available_bytes: int | None
    memory_bytes: int | None


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache folder; `exists` is False before the first pull or conversion."""

    path: str
    exists: bool
    writable: bool
    free_bytes: int | None


@dataclass(frozen=True, slots=True)
class Canary:
    """A real run on a built-in article: `state` "ok", "failed" or "skipped" with a reason; seconds with loading."""

    state: Literal["ok", "failed", "skipped"]
    language: str | None = None
    seconds: float | None = None
    text: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on this machine; `hashes` is "ok", "damaged" or "not recorded", `damaged` names the files."""

    name: str
    task: Task
    languages: tuple[str, ...]
    origin: Literal["shipped", "pulled", "yours"]
    folder: str | None
    size_bytes: int
    hashes: Literal["ok", "damaged", "not recorded"]
    damaged: tuple[str, ...]
    canary: Canary

    @property
    def ok(self) -> bool:
        """True where nothing is wrong with it."""
        return self.hashes != "damaged" and self.canary.state != "failed"


@dataclass(frozen=True, slots=True)
class Offline:
    """What works without a network, with the models that are in order."""

    asked: bool  #: by the environment
    summarises: Mapping[str, tuple[str, ...]]  #: language -> models on the way
    translates: Mapping[str, tuple[str, ...]]  #: "fr->en" -> models on the way


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the doctor saw."""

    versions: Mapping[str, str | None]  #: python, summarize, its dependencies; None: not installed
    engines: tuple[Engine, ...]
    machine: Machine
    cache: Cache
    models: tuple[Installed, ...]
    offline: Offline
    advice: tuple[Advice, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """True where nothing is broken."""
        return not any(item.broken for item in self.advice)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, safe for json.dumps."""
        return {"ok": self.ok, **asdict(self)}


def examine() -> Report:
    """Look at everything; runs every local model once, so it takes some seconds a model."""
    engines = tuple(Engine(name, _version(name), use, fix) for name, (use, fix) in _ENGINES.items())
    versions, cache = _versions(), _cache()
    advice = [*_about_versions(versions), *_about_cache(cache)]
    try:
        entries = registry()
    except SummarizeError as error:
        entries = {}
        own = os.environ.get(REGISTRY_VARIABLE)
        fix = f"unset {REGISTRY_VARIABLE}" if own and own in str(error) else "pip install --force-reinstall summarize"
        advice.append(Advice(True, str(error), fix))
    models = tuple(_installed(entry) for entry in _on_this_machine(entries))
    machine, offline = _machine(), _offline(entries, models)
    advice += [*_about_machine(machine), *_about_models(models), *_about_offline(offline)]
    return Report(versions, engines, machine, cache, models, offline, tuple(advice))


def _version(package: str) -> str | None:
    try:
        found = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
    # A folder that was deleted by hand leaves its metadata.
    return found if package not in _ENGINES or _is_there(_MODULES.get(package, package)) else None


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ImportError:
        return False


def _versions() -> dict[str, str | None]:
    from . import __version__

    try:
        required = importlib.metadata.requires("summarize") or []
    except importlib.metadata.PackageNotFoundError:
        required = []
    names = [re.split(r"[^\w.-]", line)[0] for line in required if "extra ==" not in line]
    found = {"python": platform.python_version(), "summarize": __version__}
    return {**found, **{name: _version(name) for name in sorted(names)}}


def _machine() -> Machine:
    cores = os.cpu_count() or 1
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores
    memory = _memory()
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        cpu_features=_cpu_features(),
        compute_types=_compute_types(),
        cores=own,
        cores_of_machine=cores,
        memory_available_bytes=memory.get("MemAvailable"),
        memory_bytes=memory.get("MemTotal"),
    )


def _memory() -> dict[str, int]:
    """Bytes of memory by Linux's names; nothing on other systems."""
    try:
        rows = [line.split() for line in Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return {}
    return {row[0].rstrip(":"): int(row[1]) * 1024 for row in rows if len(row) > 1}


def _cpu_features() -> tuple[str, ...]:
    flags = processor_flags()
    return tuple(name for name in (*_FEATURES, *_ARM_FEATURES) if name in flags)


def _compute_types() -> tuple[str, ...]:
    try:
        import ctranslate2

        return tuple(sorted(ctranslate2.get_supported_compute_types("cpu")))
    except Exception:  # a package that is there and broken raises of every kind; the canaries say more
        return ()


def _cache() -> Cache:
    path = cache_folder()
    near = next((p for p in (path, *path.parents) if p.exists()), None)
    try:
        free = shutil.disk_usage(near).free if near else None
    except OSError:
        free = None
    return Cache(str(path), path.is_dir(), bool(near) and _is_writable(near, is_own=near == path), free)


def _is_writable(folder: Path | None, *, is_own: bool) -> bool:
    if folder is None or not folder.is_dir():
        return False
    if not is_own:
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _on_this_machine(entries: Mapping[str, Entry]) -> list[Entry]:
    """Shipped models (missing ones too), local ones of the registry, and what was pulled by hub id.

    A model on a base is one of these where the base's package is installed.
    """
    listed = [entry for entry in entries.values() if (entry.shipped and not entry.base) or is_local(entry)]
    known = {entry.hub for entry in listed}
    ids = [p.name.split("@")[0].replace("--", "/", 1) for p in _folders(cache_folder() / "hub") if "@" in p.name]
    for hub_id in sorted(set(ids) - known):
        try:
            # The task of a model that the registry does not know can be told from its languages alone.
            as_translator = find_entry(hub_id, "translation")
            listed.append(as_translator if as_translator.languages else find_entry(hub_id, "summarization"))
        except SummarizeError:
            continue  # a folder that no pull of ours made
    return listed


def _folders(path: Path) -> list[Path]:
    try:
        return sorted(p for p in path.iterdir() if p.is_dir() and not p.name.startswith("."))
    except OSError:
        return []


def _installed(entry: Entry) -> Installed:
    origin: Literal["shipped", "pulled", "yours"] = "shipped" if entry.shipped else "yours" if entry.path else "pulled"
    folder, damaged, hashes = _checked(entry)
    if hashes == "damaged":
        canary = Canary("skipped", reason="its files are damaged")
    elif entry.base and not is_built(entry):
        canary = Canary("skipped", reason="not built yet; its first use builds it, in about a minute")
    elif entry.task == "summarization":
        canary = _canary(entry, _summarise)
    elif entry.task == "translation":
        canary = _canary(entry, _translate)
    else:
        canary = _canary(entry, _estimate)
    size = _size(folder) if folder else 0
    where = str(folder) if folder else None
    return Installed(entry.name, entry.task, entry.languages, origin, where, size, hashes, damaged, canary)


def _checked(entry: Entry) -> tuple[Path | None, tuple[str, ...], Literal["ok", "damaged", "not recorded"]]:
    """Folder, names of damaged files, and what the comparison with the recorded hashes says."""
    try:
        folder = locate(entry, offline=True).folder
    except (SummarizeError, OSError) as error:
        return None, (str(error),), "damaged"
    if not (folder / HASHES).exists() and not entry.shipped:
        return folder, (), "not recorded"
    try:
        damaged = tuple(verify_files(entry))
    except (SummarizeError, OSError) as error:
        damaged = (str(error),)
    return folder, damaged, "damaged" if damaged else "ok"


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def _canary(entry: Entry, run: Any) -> Canary:
    languages = entry.languages if entry.task == "summarization" else entry.languages[:1]
    language = next((code for code in languages if code in _ARTICLES), None)
    if language is None:
        known = f"no built-in article in {', '.join(languages[:3])}" if languages else "its languages are not known"
        return Canary("skipped", reason=known)
    started = time.perf_counter()
    try:
        text, fault = run(entry, language)
    except Exception as error:  # whatever a broken engine or model raises is what the doctor is for
        text, fault = "", f"{type(error).__name__}: {error}" if not isinstance(error, SummarizeError) else str(error)
    seconds = round(time.perf_counter() - started, 2)
    return Canary("failed" if fault else "ok", language, seconds, text or None, fault)


def _summarise(entry: Entry, language: str) -> tuple[str, str | None]:
    """The canary's summary, and what is wrong with it."""
    from .summarizer import Summarizer

    with Summarizer(model=entry.name, offline=True, device="cpu", language=language) as summarizer:
        result = summarizer(_ARTICLES[language])
    if result.status != "ok":
        return result.text, f"status {result.status}: {'; '.join(n.message for n in result.warnings)}"
    return result.text, _wrong_language(result.text, language)


def _translate(entry: Entry, language: str) -> tuple[str, str | None]:
    """The canary's translation, and what is wrong with it."""
    from .engines.pool import ModelPool
    from .translating.chain import translate_through

    target = entry.languages[-1]
    options = make_options(translator=entry.name, offline=True, device="cpu", language=language, to=target)
    with closing(ModelPool(options)) as models:
        text = translate_through([_ARTICLES[language]], [entry.name], language, models)[0].text
    return text, _wrong_language(text, target)


def _estimate(entry: Entry, language: str) -> tuple[str, str | None]:
    """The doubt of the canary beside itself, which is no translation, and what is wrong with it."""
    from .engines.load import load_model
    from .translating.quality import PretrainedEstimator

    model = load_model(entry.name, entry.task, make_options(offline=True, device="cpu"))
    with closing(model.backend):
        (doubt,) = PretrainedEstimator.of(model).doubts([(_ARTICLES[language], _ARTICLES[language])])
    return f"{doubt:.2f}", None if 0 < doubt < 1 else f"a doubt of {doubt}"


def _wrong_language(text: str, wanted: str) -> str | None:
    from .text.detect import detect_language

    if not text.strip():
        return "the output is empty"
    found = detect_language(text).language
    return None if found == wanted else f"the output is in {found}, not in {wanted}"


def _offline(entries: Mapping[str, Entry], models: Sequence[Installed]) -> Offline:
    sound = {model.name for model in models if model.ok}
    usable = [entry for name, entry in entries.items() if name in sound]
    languages = sorted({"fr", "en"} | {code for entry in usable for code in entry.languages})
    summarises, translates = {}, {}
    for code in languages:
        try:
            route = plan_default(code, None, usable, lambda _: True)
        except SummarizeError:
            continue
        summarises[code] = (*route.before, route.summariser or "extract", *route.after)
    for source in languages:
        for target in languages:
            if chain := translation_chain(source, target, usable):
                translates[f"{source}->{target}"] = chain
    return Offline(is_offline(None), summarises, translates)


def _about_versions(versions: Mapping[str, str | None]) -> Iterable[Advice]:
    missing = [name for name, version in versions.items() if version is None]
    if missing:
        yield Advice(True, f"not installed: {', '.join(missing)}", f"pip install {' '.join(missing)}")


def _about_machine(machine: Machine) -> Iterable[Advice]:
    if machine.cpu_features and not {"avx2", "asimd"} & set(machine.cpu_features):
        yield Advice(False, "this CPU has no AVX2: int8 is slow on it", "use a newer machine for many articles")
    if machine.memory_available_bytes is not None and machine.memory_available_bytes < 500_000_000:
        yield Advice(False, "less than 500 MB of memory is free", "close other programs, or take a smaller batch")


def _about_cache(cache: Cache) -> Iterable[Advice]:
    fix = f"export {CACHE_VARIABLE}=/a/folder/you/may/write"
    if not cache.writable:
        yield Advice(False, f"the cache {cache.path} cannot be written: no model can be pulled or converted", fix)
    elif cache.free_bytes is not None and cache.free_bytes < _LITTLE_SPACE:
        yield Advice(False, f"only {_size_said(cache.free_bytes)} free for pulled models in {cache.path}", fix)


def _about_models(models: Sequence[Installed]) -> Iterable[Advice]:
    for model in models:
        if model.hashes == "damaged":
            what = f"{model.name} is damaged: {', '.join(model.damaged[:5])}"
            yield Advice(True, what, _again(model))
        elif model.canary.state == "failed":
            what = f"{model.name} does not work ({model.canary.reason})"
            fix = "pip install ctranslate2" if _version("ctranslate2") is None else _again(model)
            yield Advice(True, what, fix)


def _again(model: Installed) -> str:
    if model.origin == "shipped":
        return "pip install --force-reinstall summarize"
    if model.origin == "pulled":
        return f"summarize models remove {model.name} && summarize models pull {model.name}"
    return f"copy the model's folder again, or take its entry out of {REGISTRY_VARIABLE}'s file"


def _about_offline(offline: Offline) -> Iterable[Advice]:
    if offline.asked:
        names = [name for name in OFFLINE_VARIABLES if os.environ.get(name)]
        yield Advice(False, f"no network will be used ({', '.join(names)} is set)", f"unset {' '.join(names)}")


def report_lines(report: Report) -> list[str]:
    """The report for people, a line each."""
    versions, machine, cache, offline = report.versions, report.machine, report.cache, report.offline
    others = [f"{n} {v or 'NOT INSTALLED'}" for n, v in versions.items() if n not in ("python", "summarize")]
    memory = f"{_size_said(machine.memory_available_bytes)} free of {_size_said(machine.memory_bytes)}"
    state = "writable" if cache.writable else "NOT WRITABLE"
    exists = "" if cache.exists else ", not made yet"
    return [
        f"summarize {versions['summarize']}, python {versions['python']}, {machine.system}",
        f"needs     {', '.join(others) or 'not installed as a package'}",
        *(_engine_line(engine) for engine in report.engines),
        f"cpu       {' '.join(machine.cpu_features) or 'features not told'}; {', '.join(machine.compute_types)}",
        f"cores     {machine.cores} of {machine.cores_of_machine}",
        f"memory    {memory}",
        f"cache     {cache.path}, {state}{exists}, {_size_said(cache.free_bytes)} free",
        *(_model_line(model) for model in report.models),
        f"offline   summarises {_ways(offline.summarises)}",
        f"offline   translates {_ways(offline.translates)}",
        *(f"{'BROKEN' if a.broken else 'advice':<9} {one_line(a.what)}\n{'':<9} -> {a.fix}" for a in report.advice),
        "all is well" if report.ok else f"{sum(a.broken for a in report.advice)} broken",
    ]


def _engine_line(engine: Engine) -> str:
    state = engine.version or f"not installed ({engine.fix})"
    return f"engine    {engine.name} {state}: {engine.use}"


def _model_line(model: Installed) -> str:
    canary = model.canary
    ran = {"summarization": "summary", "translation": "translation"}.get(model.task, "estimate")
    took = f", {canary.seconds:.1f} s" if canary.seconds is not None else ""
    said = f"{ran} {canary.state}{took}" + (f" ({one_line(canary.reason)})" if canary.reason else "")
    pair = " ".join(model.languages) if model.task == "summarization" else "->".join(model.languages)
    size = _size_said(model.size_bytes)
    return f"model     {model.name} ({model.origin}, {pair or 'any'}, {size}): hashes {model.hashes}, {said}"


def _ways(ways: Mapping[str, tuple[str, ...]]) -> str:
    parts = [f"{'->'.join(map(language_name, way.split('->')))} ({', '.join(names)})" for way, names in ways.items()]
    return "; ".join(parts) or "nothing"


def _size_said(size: int | None) -> str:
    if size is None:
        return "unknown"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
