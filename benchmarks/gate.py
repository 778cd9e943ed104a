"""The gate: do the shipped models still score what they scored?

Enters: `floors.json` and the models of the registry. Leaves: a line for each check, and whether all passed. Refused: a
floors file that cannot be read. A score below its floor fails; so do other data than the floors were set on, and data
that are missing, except where a check says that a clean clone may lack them. A check outside the small gate for which
nobody has set floors is skipped, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from benchmarks import report as reports
from benchmarks.catalogue import find, is_available
from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.evaluate import Progress, Scoring, score_systems
from benchmarks.report import Report
from benchmarks.seed import score_seed
from benchmarks.systems import DEFAULT
from benchmarks.told import tell
from benchmarks.translation import score_translation

FLOORS = Path(__file__).with_name("floors.json")
Outcome = Literal["passed", "failed", "skipped"]
Change = Literal["update", "lower"] | None


@dataclass(frozen=True, slots=True)
class Check:
    """What is measured: a `model` on `data` (its first `rows`; None for all).

    `margin` is set between a score and the floor it leaves, so that another processor's rounding does not fail it.
    `small` checks make up the small gate; `optional` ones are skipped where the data are not on this machine.
    """

    name: str
    kind: Literal["seed", "summaries", "told", "translation"]
    model: str
    data: str
    margin: float
    rows: int | None = None
    small: bool = False
    optional: bool = False


CHECKS = (
    Check("seed", "seed", DEFAULT, "seed", 0.05, small=True),
    Check("orangesum-valid-50", "summaries", DEFAULT, "orangesum-abstract:valid", 0.01, 50, True, True),
    Check("told-valid-300", "told", DEFAULT, "orangesum-abstract:valid", 0.01, 300, True, True),
    Check("orangesum-test", "summaries", DEFAULT, "orangesum-abstract:test", 0.003),
    Check("newstest2013", "translation", "fr-en-opus", "newstest2013", 0.003),
)
_NO_FLOORS = "no floors are recorded; measure and set them with gate --update"
_SEED_LABELS = ("R-1 fr-v1", "R-2 fr-v1", "R-L fr-v1")


@dataclass(frozen=True, slots=True)
class Result:
    """One check's `outcome`, and `lines` for people: the first says the outcome, the others why."""

    check: str
    outcome: Outcome
    lines: tuple[str, ...]


def run_gate(
    *, small: bool, change: Change, data_dir: Path | None, progress: Progress, floors_file: Path = FLOORS
) -> list[Result]:
    """Measure, compare with the floors, and change those where asked.

    Args:
        small: only the small checks.
        change: "update" raises floors to the scores less their margin; "lower" also lowers them; None changes nothing.
        data_dir: folder of local copies; None takes SUMMARIZE_DATA.
        progress: see `benchmarks.evaluate.Progress`.
        floors_file: where the floors stand.

    Returns:
        A result for each check, in order.

    Raises:
        BenchmarkError: the floors cannot be read or written, or a measurement cannot be made.
    """
    floors = _read(floors_file)
    results = []
    for check in CHECKS:
        if small and not check.small:
            continue
        if change is None and not check.small and check.name not in floors:
            results.append(Result(check.name, "skipped", (f"{check.name}: skipped, {_NO_FLOORS}",)))
            continue
        if not is_available(check.data, data_dir):
            results.append(_absent(check))
            continue
        measured = _measure(check, data_dir, progress)
        if change is not None:
            floors[check.name] = raised(floors.get(check.name), measured, check.margin, lower=change == "lower")
        results.append(judge(check.name, floors.get(check.name), measured))
    if change is not None:
        reports.write_text(floors_file, [json.dumps(floors, indent=2, ensure_ascii=False), "\n"])
    return results


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores by label, shares 0-1, of a `system` (its settings) on data of this `sha256`."""

    sha256: str
    system: str
    scores: Mapping[str, float]


def judge(name: str, floor: Mapping[str, Any] | None, measured: Measured) -> Result:
    """Compare scores with their floors.

    Args:
        name: of the check.
        floor: `sha256` and `floors` by label; None where none were ever set.
        measured: what was measured now.
    """
    if floor is None:
        return Result(name, "failed", (f"{name}: failed, {_NO_FLOORS}",))
    wrong = []
    if floor["sha256"] != measured.sha256:
        wrong.append(f"  the data have sha256 {measured.sha256[:12]}, the floors were set on {floor['sha256'][:12]}")
    for label, least in floor["floors"].items():
        found = measured.scores.get(label)
        if found is None:
            wrong.append(f"  {label} was not measured, its floor is {100 * least:.2f}")
        elif found < least:
            wrong.append(f"  {label} is {100 * found:.2f}, its floor {100 * least:.2f}")
    shown = ", ".join(f"{label} {100 * value:.2f}" for label, value in measured.scores.items())
    if not wrong:
        return Result(name, "passed", (f"{name}: passed ({shown})",))
    last = "  a floor is lowered by gate --lower alone; say why in the commit"
    return Result(name, "failed", (f"{name}: failed ({shown})", *wrong, last))


def raised(
    floor: Mapping[str, Any] | None, measured: Measured, margin: float, *, lower: bool = False
) -> dict[str, Any]:
    """New floors: the scores less the margin, none below what it was unless `lower`.

    Args:
        floor: what it was; None for none.
        measured: what was measured now.
        margin: share, 0-1.
        lower: whether floors may fall, and floors that were set on other data may be set anew.

    Raises:
        BenchmarkError: floors set on other data, and not `lower`.
    """
    if floor is not None and floor["sha256"] != measured.sha256 and not lower:
        raise BenchmarkError("the floors were set on other data; gate --lower sets them anew")
    old = {} if floor is None or lower else floor["floors"]
    floors = {
        label: max(round(value - margin, 4), old.get(label, 0.0), 0.0) for label, value in measured.scores.items()
    }
    # A floor's own system is kept where nothing rose, so that an update without effect leaves the file as it was.
    same = floor is not None and floors == floor["floors"]
    system = floor["system"] if floor is not None and same else measured.system
    return {"sha256": measured.sha256, "system": system, "floors": {**old, **floors}}


def _absent(check: Check) -> Result:
    dataset, split = find(check.data)
    where = dataset.splits[split].path
    advice = f"{check.data} is not on this machine; point --data-dir or SUMMARIZE_DATA at a folder with {where}"
    outcome: Outcome = "skipped" if check.optional else "failed"
    return Result(check.name, outcome, (f"{check.name}: {outcome}, {advice}",))


def _measure(check: Check, data_dir: Path | None, progress: Progress) -> Measured:
    if check.kind == "seed":
        return _read_report(score_seed(model=check.model, progress=progress), check.model, (*_SEED_LABELS, "chrF"))
    choice = Choice(check.data, data_dir=data_dir, limit=check.rows)
    source, references = choice.columns(None, (), ("article", "abstract"))
    data = choice.load(required=[source, *references])
    if check.kind == "told":
        titled = choice.load(required=[source, *references, "title"])
        return measure_told(titled, source=source, abstract=references[0], system=check.model)
    if check.kind == "translation":
        found = score_translation(
            data, source=source, reference=references[0], model=check.model, languages=("fr", "en"), progress=progress
        )
        return _read_report(found, check.model, ("BLEU", "chrF", "numbers kept"))
    scoring = Scoring(kinds=("rouge1", "rouge2", "rougeL"))
    evaluation = score_systems(
        data,
        systems=[check.model],
        source=source,
        references=references,
        scoring=scoring,
        progress=progress,
        language="fr",
    )
    measured = _read_report(evaluation.report, check.model, ("R-1", "R-2", "R-L", "in fr"))
    supported = 1 - _values(evaluation.report, check.model)["unsupported"]
    return replace(measured, scores={**measured.scores, "supported": supported})


def measure_told(data: DataFile, *, source: str, abstract: str, system: str) -> Measured:
    """What a system tells of the headlines and abstracts."""
    own = tell(data, source=source, headline="title", abstract=abstract, systems=[system])[system]
    scores = {"headline told": own.headline, "abstract told": own.abstract, "not missed": 1 - own.missed}
    return Measured(data.sha256, system, scores)


def _read_report(found: Report, model: str, labels: Sequence[str]) -> Measured:
    values = _values(found, model)
    system = next(m.signature for s in found.sections for m in s.systems.get(model, ())).split("|")[6:]
    return Measured(found.sha256, "|".join(system), {label: values[label] for label in labels})


def _values(found: Report, model: str) -> dict[str, float]:
    return {m.label: m.interval.mean for section in found.sections for m in section.systems.get(model, ())}


def _read(path: Path) -> dict[str, Any]:
    try:
        floors: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BenchmarkError(f"cannot read the floors in {path}: {error}; restore the file") from error
    return floors
