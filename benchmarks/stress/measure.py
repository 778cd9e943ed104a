"""The whole of hard use, part by part.

Enters: which parts, for how long, how often. Leaves: a StressReport. Refused: data that are not there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.choice import Choice
from benchmarks.stress import cache, load
from benchmarks.stress.bench import ROOT, Say, open_bench
from benchmarks.stress.record import StressReport, Trial, this_machine

DATA = "orangesum-abstract:valid"
PARTS = ("threads", "starts", "kills", "cache", "forks")
SEED = 12_345


def run_stress(
    parts: Sequence[str], *, minutes: float, tries: int, articles: int, data_dir: Path | None, say: Say
) -> StressReport:
    """Run the parts that were asked for.

    Args:
        parts: of `PARTS`.
        minutes: of the threads' load.
        tries: of every kill, deletion, full disk and fork; a quarter as many rounds of starts.
        articles: that the threads go through.
        data_dir: see `benchmarks.choice.Choice`.
        say: progress.
    """
    trials: list[Trial] = []

    def note(trial: Trial) -> None:
        say(f"{trial.name}: {trial.tries} times, {len(trial.failures)} wrong")
        trials.append(trial)

    if "threads" in parts:
        data = Choice(DATA, data_dir, limit=articles).load(required=["article"])
        note(load.many_threads(data.columns["article"], seconds=60 * minutes, seed=SEED, say=say))
    if "forks" in parts:
        text = (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")
        note(load.forks(text, tries=tries, seed=SEED))
    if set(parts) & {"starts", "kills", "cache"}:
        with tempfile.TemporaryDirectory() as name, open_bench(Path(name), seed=SEED) as bench:
            if "starts" in parts:
                note(cache.starts_at_once(bench, rounds=max(1, tries // 4)))
            if "kills" in parts:
                note(cache.kills(bench, stage="download", tries=tries))
                note(cache.kills(bench, stage="conversion", tries=tries))
            if "cache" in parts:
                note(cache.deletions(bench, tries=tries))
                note(cache.deleted_after_loading(bench))
                note(cache.read_only(bench))
                note(cache.full_disk(bench, tries=tries))
    return StressReport(trials, this_machine())
