"""The same texts on other processors: how many outputs stay the same, with `reproducible=True` and without; the price.

Input: articles. Output: for each way and each processor how many outputs are equal to those of this machine as it is.
Other processors are this one with fewer instructions: CTranslate2, oneMKL and the C library are each told not to use
more. Each runs in a process of its own. An output is a summary by `fr-news-mini`, its translation by the shipped
translator, or that translated back.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.errors import BenchmarkError

#: Instructions left to the libraries; the C library's own variable takes features away.
PROCESSORS: dict[str, dict[str, str]] = {
    "as it is": {},
    "AVX2": {"CT2_FORCE_CPU_ISA": "AVX2", "MKL_ENABLE_INSTRUCTIONS": "AVX2"},
    "AVX": {"CT2_FORCE_CPU_ISA": "AVX", "MKL_ENABLE_INSTRUCTIONS": "AVX"},
    "GENERIC": {
        "CT2_FORCE_CPU_ISA": "GENERIC",
        "MKL_ENABLE_INSTRUCTIONS": "SSE4_2",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable",
    },
}
_WRITER = "fr-news-mini"


@dataclass(frozen=True, slots=True)
class Run:
    """One processor, one way: `equal` of `outputs` are those of the processor as it is, scores to the last bit too.

    `sha256` is that of all outputs as JSON: with it, runs on other machines can be compared.
    """

    reproducible: bool
    processor: str
    instruction_set: str
    compute_type: str
    outputs: int
    equal: int
    cpu_seconds: float
    sha256: str


def run_processors(articles: Sequence[str], say: Callable[[str], object] = lambda line: None) -> list[Run]:
    """Summarise, translate and translate back the same articles on every processor, both ways.

    Raises:
        BenchmarkError: one of the processes fails.
    """
    found = []
    with TemporaryDirectory() as name:
        texts = Path(name, "texts.json")
        texts.write_text(json.dumps(list(articles)), encoding="utf-8")
        for reproducible in (False, True):
            first: list[Any] = []
            for processor, settings in PROCESSORS.items():
                made = _run(texts, settings, reproducible)
                first = first or made["outputs"]
                equal = sum(one == other for one, other in zip(first, made["outputs"], strict=True))
                sha256 = hashlib.sha256(json.dumps(made["outputs"]).encode()).hexdigest()
                run = Run(reproducible, processor, *made["used"], len(first), equal, made["cpu_seconds"], sha256)
                say(f"{run}")
                found.append(run)
    return found


def _run(texts: Path, settings: dict[str, str], reproducible: bool) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reproducible", str(texts), str(int(reproducible))],
        capture_output=True, text=True, env={**os.environ, **settings},
    )  # fmt: skip
    if done.returncode:
        raise BenchmarkError(f"with {settings or 'all instructions'}: {done.stderr[-500:]}")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _work(texts: list[str], reproducible: bool) -> dict[str, Any]:
    """The outputs of one process, with the scores of written ones."""
    from summarize import Summarizer, translate

    forth, back = shipped_translator("fr", "en"), shipped_translator("en", "fr")
    started = time.process_time()
    options: Any = {"doubtful": "show", "threads": 1, "reproducible": reproducible}
    with Summarizer(model=_WRITER, to="en", translator=forth, **options) as summarizer:
        summaries = summarizer.summarize_many(texts)
    translations = [summary.translation or "" for summary in summaries]
    returned = translate(translations, source="en", target="fr", model=back, threads=1, reproducible=reproducible)
    written = [[summary.text, summary.score] for summary in summaries]
    used = next((s.instruction_set, s.compute_type) for s in summaries if s.instruction_set)
    seconds = round(time.process_time() - started, 1)
    return {"outputs": [*written, *translations, *returned], "used": used, "cpu_seconds": seconds}


def shipped_translator(*languages: str) -> str:
    """The translator that ships."""
    from summarize.engines.registry import registry

    return next(e.name for e in registry().values() if e.shipped and e.languages == languages)


def to_json(runs: Sequence[Run]) -> str:
    """Plain values, indented."""
    return json.dumps([asdict(run) for run in runs], indent=1, ensure_ascii=False)


if __name__ == "__main__":
    print(json.dumps(_work(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2] == "1")))
