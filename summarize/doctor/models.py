"""The models on this machine: whether their files are as recorded, and a real run of each, the canary.

Input: the entries of the registry, the cache. Output: findings. A model whose files differ from their recorded hashes
is not run; what a model or engine raises is a finding.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from ..engines.integrity import HASHES
from ..engines.registry import Entry, find_entry
from ..engines.routes import plan_default, translation_chain
from ..engines.store import cache_folder, is_built, is_local, is_offline, locate, verify_files
from ..errors import SummarizeError
from ..options import make_options
from .findings import Canary, Installed, Offline

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


def models_here(entries: Mapping[str, Entry]) -> tuple[Installed, ...]:
    """The models on this machine, each of them run once."""
    return tuple(_installed(entry) for entry in _on_this_machine(entries))


def works_offline(entries: Mapping[str, Entry], models: Sequence[Installed]) -> Offline:
    """What works without a network, with the models that are in order."""
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
    else:
        canary = _canary(entry, {"summarization": _summarise, "translation": _translate}.get(entry.task, _estimate))
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
    """A run of a model on an article in one of its languages, where there is one."""
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
    from ..summarizer import Summarizer

    with Summarizer(model=entry.name, offline=True, device="cpu", language=language) as summarizer:
        result = summarizer(_ARTICLES[language])
    if result.status != "ok":
        return result.text, f"status {result.status}: {'; '.join(n.message for n in result.warnings)}"
    return result.text, _wrong_language(result.text, language)


def _translate(entry: Entry, language: str) -> tuple[str, str | None]:
    """The canary's translation, and what is wrong with it."""
    from ..engines.pool import ModelPool
    from ..translating.chain import translate_through

    target = entry.languages[-1]
    options = make_options(translator=entry.name, offline=True, device="cpu", language=language, to=target)
    with closing(ModelPool(options)) as models:
        text = translate_through([_ARTICLES[language]], [entry.name], language, models)[0].text
    return text, _wrong_language(text, target)


def _estimate(entry: Entry, language: str) -> tuple[str, str | None]:
    """The doubt of the canary beside itself, which is no translation, and what is wrong with it."""
    from ..engines.load import load_model
    from ..translating.quality import PretrainedEstimator

    model = load_model(entry.name, entry.task, make_options(offline=True, device="cpu"))
    with closing(model.backend):
        (doubt,) = PretrainedEstimator.of(model).doubts([(_ARTICLES[language], _ARTICLES[language])])
    return f"{doubt:.2f}", None if 0 < doubt < 1 else f"a doubt of {doubt}"


def _wrong_language(text: str, wanted: str) -> str | None:
    from ..text.detect import detect_language

    if not text.strip():
        return "the output is empty"
    found = detect_language(text).language
    return None if found == wanted else f"the output is in {found}, not in {wanted}"
