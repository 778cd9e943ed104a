"""Run every fuzzer for some minutes: `python -m tests.fuzz.run --minutes 2`, or `make fuzz MINUTES=2`.

Enters: minutes for each. Leaves: a table of executions and findings; what was found stays in .work/fuzz/NAME/found, the
corpus in .work/fuzz/NAME/corpus, where the next run goes on. Exit codes: 0 nothing found, 1 something, 2 misuse.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import json
import lzma
import os
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.report import table
from tests.invariants import ENDINGS, FOLDER_FILES

ROOT = Path(__file__).resolve().parents[2]
FUZZERS = ("clean", "segment", "tokenizer", "readers", "ledger", "folders")
LONGEST_BYTES, LONGEST_SECONDS = 3_000, 10
SHORT = (
    "A lire aussi :\nUn titre\n\nLe maire est parti.", "READ  Un titre", "Fin.Opérée à 20 h 30 le 1er mai.",
    "« 1 000 », dit M. Macron ; 3,5 % de l'Otan.", "Crédit photo : X / AFP", "window.a = new B('c', {});",
    "https://a.Fr/b", "e\u0301\u200b\u2028日本。", "Une phrase. “Une autre !” J.-C. aujourd'hui…",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fuzzer's run: how many inputs were tried, how many are kept because they reach new lines, what was found."""

    fuzzer: str
    minutes: float
    executions: int
    corpus: int
    findings: list[str]


def main() -> int:
    """Run the fuzzers that were asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=2.0, help="for each fuzzer")
    parser.add_argument("--runs", type=int, help="inputs each fuzzer tries at most; with one seed always the same")
    parser.add_argument("--only", choices=FUZZERS, action="append", help="repeat it; all if not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the outcomes here too")
    given = parser.parse_args()
    outcomes = [run(name, given.minutes, given.seed, given.runs) for name in given.only or FUZZERS]
    rows = [[o.fuzzer, f"{o.minutes:g}", f"{o.executions:,}", str(o.corpus), str(len(o.findings))] for o in outcomes]
    print(table(["fuzzer", "minutes", "executions", "corpus", "findings"], rows))
    for outcome in outcomes:
        print("\n".join(outcome.findings))
    if given.json:
        given.json.write_text(json.dumps([asdict(o) for o in outcomes], indent=2) + "\n", encoding="utf-8")
    return int(any(o.findings for o in outcomes))


def run(name: str, minutes: float, seed: int, runs: int | None = None) -> Outcome:
    """Run one fuzzer until its time is up, so many inputs are tried, or it finds something."""
    limits = [f"-runs={runs}"] if runs else []
    folder = ROOT / ".work" / "fuzz" / name
    corpus, seeds, found = (folder / part for part in ("corpus", "seeds", "found"))
    for path in (corpus, seeds, found):
        path.mkdir(parents=True, exist_ok=True)
    for i, data in enumerate(_seeds(name)):
        (seeds / f"{i:03}").write_bytes(data)
    before = set(found.iterdir())
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [
            sys.executable, "-W", "ignore", "-m", f"tests.fuzz.fuzz_{name}", f"-max_total_time={int(60 * minutes)}",
            f"-max_len={LONGEST_BYTES}", f"-timeout={LONGEST_SECONDS}", f"-seed={seed}", "-print_final_stats=1",
            "-rss_limit_mb=4096", *limits, f"-artifact_prefix={found}/", str(corpus), str(seeds),
        ],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    executed = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    findings = [f"{path}: {_reason(done.stderr)}" for path in sorted(set(found.iterdir()) - before)]
    if done.returncode and not findings:
        findings = [f"{name} ended with exit code {done.returncode}: {done.stderr.strip()[-500:]}"]
    return Outcome(name, minutes, int(executed.group(1)) if executed else 0, len(list(corpus.iterdir())), findings)


def _reason(stderr: str) -> str:
    """The exception, or what libFuzzer says."""
    lines = [
        line for line in stderr.splitlines() if re.match(r"\S*(?:Error|Exception|Interrupt)\b|==\d+== ?ERROR", line)
    ]
    return lines[0] if lines else "no message"


def _seeds(name: str) -> list[bytes]:
    texts = [text.encode() for text in SHORT]
    article = (ROOT / "seeds" / "article.fr.txt").read_bytes()
    texts += [article[start : start + 1_500] for start in range(0, len(article), 1_500)]
    if name == "segment":
        return [bytes([i % 6, 40 + i]) + text for i, text in enumerate(texts)]
    if name == "ledger":
        return [place.to_bytes(3, "big") + bytes([1 << i % 8]) for i, place in enumerate(range(0, 20_000, 997))]
    if name == "folders":
        shipped = (ROOT / "models" / "fr-news-mini" / file for file in FOLDER_FILES)
        odd = (b"{}", b"[]", b'{"entry": {"beam_size": 10000000}}', b"[" * 2_000, b'{"model.bin": 3}')
        return [
            bytes([i]) + data for i, file in enumerate(shipped) for data in (file.read_bytes()[:LONGEST_BYTES], *odd)
        ]
    if name == "readers":
        return [bytes([ENDINGS.index(ending)]) + data for ending, data in _files()]
    return texts


def _files() -> list[tuple[str, bytes]]:
    import pyarrow
    import pyarrow.parquet

    lines = b'{"id": 1, "text": "Le maire."}\n{"id": null, "text": 3}\n[]\nx\n'
    separated = b'id,text\n1,"Le ""maire"""\n2\n'
    parquet = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": [1, 2], "text": ["Le maire.", None]}), parquet)
    return [
        (".txt", "Été".encode("cp1252")), (".txt", "\ufeffÉté".encode("utf-16")), (".md", b"# Titre"),
        (".html", b"<html><body><article><p>Le maire est parti hier.</p></article></body></html>"),
        (".json", b'[{"id": "a", "text": "Le maire."}, 3, {}]'), (".json", b'{"text": "Le maire."}'),
        (".jsonl", lines), (".csv", separated), (".tsv", separated.replace(b",", b"\t")),
        (".parquet", parquet.getvalue()), (".txt.gz", gzip.compress(b"Le maire.")),
        (".jsonl.bz2", bz2.compress(lines)), (".csv.xz", lzma.compress(separated)),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
