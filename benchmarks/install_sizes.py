"""What `pip install` brings, measured in fresh environments:

    python -m benchmarks.install_sizes dist/*.whl --python python3.11 --python python3.13 --extra documents --json FILE

Input: a wheel, interpreters, extras ("" is the core). Output: for each interpreter and extra the seconds that pip took,
the MB (2^20 bytes, compiled modules counted) that it added, and the largest packages; for the core, whether a summary,
a translation, a batch and `summarize doctor` work there, without the checkout. Installed with constraints.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_MOST_NAMED = 12


def measure(wheel: Path, python: str, extra: str) -> dict[str, Any]:
    """One fresh environment."""
    with tempfile.TemporaryDirectory(prefix="summarize-install-") as folder:
        environment = Path(folder) / "environment"
        subprocess.run([python, "-m", "venv", str(environment)], check=True)
        before = _sizes(environment)
        started = time.perf_counter()
        wanted = f"{wheel.resolve()}[{extra}]" if extra else str(wheel.resolve())
        pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-cache-dir"]
        subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), wanted], check=True)
        seconds = time.perf_counter() - started
        added = {name: size - before.get(name, 0.0) for name, size in _sizes(environment).items()}
        largest = sorted(added.items(), key=lambda item: -item[1])[:_MOST_NAMED]
        found = {
            "python": subprocess.check_output([python, "-c", "import platform; print(platform.python_version())"])
            .decode()
            .strip(),
            "extra": extra, "seconds": round(seconds, 1), "megabytes": round(sum(added.values()), 1),
            "largest": {name: round(size, 1) for name, size in largest},
        }  # fmt: skip
        return found if extra else found | {"works": _works(environment / "bin" / "summarize", Path(folder))}


def _sizes(environment: Path) -> dict[str, float]:
    """MB of each package's folder, its compiled libraries (NAME.libs) counted with it."""
    found: dict[str, float] = {}
    (packages,) = environment.glob("lib/python*/site-packages")
    for path in packages.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(packages).parts[0].split("-")[0].removesuffix(".libs").removesuffix(".py").lower()
            found[name] = found.get(name, 0.0) + path.stat().st_size / 2**20
    return found


def _works(command: Path, folder: Path) -> dict[str, bool]:
    """Whether what the core does works in an environment, with nothing of the checkout in reach."""
    article, table = folder / "article.txt", folder / "table.csv"
    article.write_bytes((ROOT / "seeds" / "article.fr.txt").read_bytes())
    table.write_text("id,text\na,La mairie a inauguré lundi une bibliothèque de quartier.\n", encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SUMMARIZE"))}
    own |= {"SUMMARIZE_CACHE": str(folder / "cache"), "SUMMARIZE_OFFLINE": "1"}
    lines = {
        "summary": [str(article)], "translation": [str(article), "--to", "en", "--doubtful", "show"],
        "batch": ["batch", str(table), str(article), "-o", str(folder / "out.jsonl")], "doctor": ["doctor"],
    }  # fmt: skip
    found = {}
    for name, arguments in lines.items():
        done = subprocess.run([str(command), *arguments], capture_output=True, text=True, cwd=folder, env=own)
        found[name] = done.returncode == 0
        if done.returncode:
            print(f"{name}: {done.stdout}{done.stderr}")
    return found


def main() -> None:
    """Print a line an environment, and write all as JSON where asked."""
    parser = argparse.ArgumentParser(description="What pip install brings.")
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--python", action="append", required=True)
    parser.add_argument("--extra", action="append", default=[])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = []
    for python in given.python:
        for extra in given.extra or [""]:
            rows.append(measure(given.wheel, python, extra))
            print(json.dumps(rows[-1]), flush=True)
            if given.json:
                given.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if any(not all(row.get("works", {}).values()) for row in rows):
        raise SystemExit("something does not work in the core")


if __name__ == "__main__":
    main()
