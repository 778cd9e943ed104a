"""Files that a report is made of: small runs through the real commands, with texts that try to break the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.cli import main

#: Ends a script, opens a comment, loads a picture, breaks a line of JavaScript, and takes two UTF-16 units.
HOSTILE = "</script><script>window.hacked=1</script><!-- <img src=x onerror='window.hacked=2'> "
HOSTILE += '& "\u2028 \U0001f600 {{ 7*7 }}'

PLACES = ("Lyon", "Nantes", "Lille", "Brest", "Tours", "Metz", "Nice", "Dijon", "Reims", "Caen", "Pau", "Albi")


def _row(number: int, place: str) -> dict[str, str]:
    return {
        "id": f"id-{number}" if number else HOSTILE,
        "article": f"\U0001f600 Le maire de {place} a parlé mardi devant {number + 20} élus. Il a promis une nouvelle "
        f"école avant l'été. Les parents attendent depuis longtemps. {'' if number else HOSTILE} La séance a duré.",
        "abstract": f"Le maire de {place} promet une nouvelle école avant l'été.",
        "close": f"\U0001f600 Le maire de {place} a promis une nouvelle école avant l'été."
        + " Les parents attendent." * (number % 4),
        "far": f"À Toulouse, Jean Dupont parle d'autre chose à {number + 20} élus." + (HOSTILE if number == 0 else ""),
    }


def make_run(folder: Path, *, rows: int = len(PLACES)) -> tuple[Path, Path]:
    """A run of two columns, by the command itself; every third output of "close" is given the status "fallback"."""
    data, run, outputs = folder / "rows.jsonl", folder / "run.json", folder / "outputs.jsonl"
    lines = [_row(number, PLACES[number % len(PLACES)]) for number in range(rows)]
    data.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = ["score", "--data", str(data), "--reference", "abstract", "--source", "article", "--json", str(run)]
    assert main([*command, "--hypothesis", "close", "--hypothesis", "far", "--outputs", str(outputs)]) == 0
    articles = read_lines(outputs)
    for number, article in enumerate(articles):
        article["systems"]["close"]["status"] = "fallback" if number % 3 == 2 else "ok"
        article["systems"]["close"]["translation"] = f"The mayor of {PLACES[number % len(PLACES)]} promised a school."
    write_lines(outputs, articles)
    found = json.loads(run.read_text(encoding="utf-8"))
    run.write_text(json.dumps({**found, "speed": {"close": 5.2, "far": 260.0}}), encoding="utf-8")
    return run, outputs


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write_lines(path: Path, articles: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8")
