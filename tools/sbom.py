"""What a wheel brings: its dependencies and the weights in it, as a CycloneDX document; or the list that is audited.

Input: this environment, into which summarize is installed with its extras, and a wheel. Output: WHEEL.cdx.json beside
the wheel; with --list, `name==version` lines of all that summarize and its published extras need. Raises for: a
requirement that is not installed.

    python -m tools.sbom dist/summarize-0.1.0-py3-none-any.whl
    python -m tools.sbom --list > tools/audited.txt
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAME, FORMAT = "summarize", "1.6"
PROJECT = Path(__file__).parents[1] / "pyproject.toml"
#: What users install; the other extras are for development.
EXTRAS = ("all",)
_WEIGHTS = (".bin", ".safetensors")


def needed(extras: tuple[str, ...] = ()) -> dict[str, Distribution]:
    """Name -> installed distribution of everything that summarize needs, with these extras, the needs of needs too.

    Raises:
        PackageNotFoundError: one is not installed.
    """
    found: dict[str, Distribution] = {}
    left = [(NAME, extra) for extra in ("", *extras)]
    seen = set(left)
    while left:
        name, extra = left.pop()
        for requirement in _project_needs(extra) if name == NAME else _requirements(distribution(name), extra):
            own = canonicalize_name(requirement.name)
            if own != NAME:
                found[own] = distribution(own)
            new = {(own, wanted) for wanted in ("", *requirement.extras)} - seen
            seen |= new
            left += sorted(new)
    return dict(sorted(found.items()))


def _project_needs(extra: str) -> Iterator[Requirement]:
    """What pyproject.toml asks for: what is installed may be older."""
    own = _project()
    return map(Requirement, own["optional-dependencies"][extra] if extra else own["dependencies"])


def _project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return table


def _requirements(installed: Distribution, extra: str) -> Iterator[Requirement]:
    for line in installed.requires or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def document(wheel: Path) -> dict[str, Any]:
    """The wheel's bill of materials: dependencies without extras at the versions tested, weights with their SHA-256."""
    version = wheel.name.split("-")[1]
    own = {"type": "library", "name": NAME, "version": version, "bom-ref": f"pkg:pypi/{NAME}@{version}"}
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return {
        "bomFormat": "CycloneDX", "specVersion": FORMAT, "version": 1,
        "metadata": {"component": own | {"hashes": [{"alg": "SHA-256", "content": digest}]}},
        "components": [*map(_library, needed().values()), *_weights(wheel)],
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [_library(d)["purl"] for d in needed().values()]}],
    }  # fmt: skip


def _library(installed: Distribution) -> dict[str, Any]:
    metadata = installed.metadata
    licence = metadata.get("License-Expression") or (metadata.get("License") or "").splitlines()[:1]
    said = licence if isinstance(licence, str) else next(iter(licence), "")
    name = canonicalize_name(metadata["Name"])
    purl = f"pkg:pypi/{name}@{installed.version}"
    found = {"type": "library", "name": name, "version": installed.version, "purl": purl, "bom-ref": purl}
    return found | ({"licenses": [{"license": {"name": said}}]} if said else {})


def _weights(wheel: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(_WEIGHTS):
                digest = hashlib.sha256(archive.read(name)).hexdigest()
                hashes = [{"alg": "SHA-256", "content": digest}]
                yield {"type": "machine-learning-model", "name": name, "bom-ref": name, "hashes": hashes}


def main(arguments: list[str]) -> int:
    """Write the document of a wheel, or print the list; the exit code."""
    try:
        if arguments == ["--list"]:
            # Without what a build adds to its version ("2.13.0+cpu"): advisories are about releases.
            print("\n".join(f"{name}=={one.version.partition('+')[0]}" for name, one in needed(EXTRAS).items()))
            return 0
        if len(arguments) == 1 and (wheel := Path(arguments[0])).suffix == ".whl":
            target = wheel.with_suffix(".cdx.json")
            target.write_text(json.dumps(document(wheel), indent=1) + "\n", encoding="utf-8")
            print(target)
            return 0
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed: pip install '.[dev]'", file=sys.stderr)
        return 1
    print("python -m tools.sbom WHEEL.whl, or --list", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
