"""The doctor's report for people, a line each.

Input: a Report. Output: lines without control sequences of what a model or package said.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..languages import language_name
from ..terminal import one_line
from .findings import Engine, Installed, Report


def report_lines(report: Report) -> list[str]:
    """The report for people, a line each."""
    versions, machine, cache, offline = report.versions, report.machine, report.cache, report.offline
    others = [f"{n} {v or 'NOT INSTALLED'}" for n, v in versions.items() if n not in ("python", "summarize")]
    memory = f"{size_said(machine.memory_available_bytes)} free of {size_said(machine.memory_bytes)}"
    state = "writable" if cache.writable else "NOT WRITABLE"
    exists = "" if cache.exists else ", not made yet"
    return [
        f"summarize {versions['summarize']}, python {versions['python']}, {machine.system}",
        f"needs     {', '.join(others) or 'not installed as a package'}",
        *(_engine_line(engine) for engine in report.engines),
        f"cpu       {' '.join(machine.cpu_features) or 'features not told'}; {', '.join(machine.compute_types)}",
        f"cores     {machine.cores} of {machine.cores_of_machine}",
        f"memory    {memory}",
        f"cache     {cache.path}, {state}{exists}, {size_said(cache.free_bytes)} free",
        *(_model_line(model) for model in report.models),
        f"offline   summarises {_ways(offline.summarises)}; every other language (the article's own sentences)",
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
    size = size_said(model.size_bytes)
    return f"model     {model.name} ({model.origin}, {pair or 'any'}, {size}): hashes {model.hashes}, {said}"


def _ways(ways: Mapping[str, tuple[str, ...]]) -> str:
    parts = [f"{'->'.join(map(language_name, way.split('->')))} ({', '.join(names)})" for way, names in ways.items()]
    return "; ".join(parts) or "nothing"


def size_said(size: int | None) -> str:
    """Bytes in words."""
    if size is None:
        return "unknown"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
