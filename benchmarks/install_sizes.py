"""What the core and each extra add to an environment: `python -m benchmarks.install_sizes`, in one that has them all.

Output: a line each, MB (2^20 bytes) of the files that pip recorded, compiled modules not counted, and the largest
packages. An extra's packages are those that the core does not bring.
"""

from __future__ import annotations

import importlib.metadata
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path

from packaging.requirements import Requirement

#: Extras that only name others, or that no user installs.
_OTHERS = {"all", "bench", "dev", "docs", "fuzz"}


def needed(requirements: Iterable[str]) -> dict[str, Distribution]:
    """Every installed distribution that the requirements need, theirs included, by name."""
    found: dict[tuple[str, frozenset[str]], Distribution] = {}
    left = [Requirement(line) for line in requirements]
    while left:
        wanted = left.pop()
        key = (wanted.name.lower().replace("_", "-"), frozenset(wanted.extras))
        if key in found:
            continue
        found[key] = importlib.metadata.distribution(wanted.name)
        for line in found[key].requires or []:
            more = Requirement(line)
            if not more.marker or any(more.marker.evaluate({"extra": extra}) for extra in (*wanted.extras, "")):
                left.append(more)
    return {name: distribution for (name, _), distribution in found.items()}


def size(distribution: Distribution) -> float:
    """MB of its files that are there."""
    paths = [Path(str(file.locate())) for file in distribution.files or []]
    return sum(path.stat().st_size for path in paths if path.is_file()) / 2**20


def _line(name: str, packages: dict[str, Distribution]) -> str:
    sizes = sorted(((size(one), package) for package, one in packages.items()), reverse=True)
    largest = ", ".join(f"{package} {megabytes:.0f}" for megabytes, package in sizes[:5])
    return f"{name:<10} {sum(megabytes for megabytes, _ in sizes):5.0f} MB: {largest}"


def main() -> None:
    """Print the table."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = needed(project["dependencies"])
    print(_line("core", core))
    for extra, lines in project["optional-dependencies"].items():
        if extra not in _OTHERS:
            print(_line(extra, {name: one for name, one in needed(lines).items() if name not in core}))


if __name__ == "__main__":
    main()
