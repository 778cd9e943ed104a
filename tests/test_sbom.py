"""What a wheel brings is listed whole: every dependency, every weight; and the committed list has what is asked for."""

from __future__ import annotations

import hashlib
import json
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import audit, sbom


def test_a_wheels_dependencies_and_weights_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = tmp_path / "summarize-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("summarize/_models/small/model.bin", b"weights")
        archive.writestr("summarize/api.py", b"")
    assert sbom.main([str(wheel)]) == 0
    written = Path(capsys.readouterr().out.strip())
    found = json.loads(written.read_text(encoding="utf-8"))
    assert (found["bomFormat"], written.parent) == ("CycloneDX", tmp_path)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert found["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": digest}]
    libraries = {one["name"] for one in found["components"] if one["type"] == "library"}
    assert {"ctranslate2", "numpy", "sentencepiece", "typer", "loky", "cloudpickle"} <= libraries, "those of those too"
    assert not {"torch", "pytest", "summarize"} & libraries, "no extra is in a wheel's own needs"
    (weights,) = (one for one in found["components"] if one["type"] == "machine-learning-model")
    assert weights["hashes"][0]["content"] == hashlib.sha256(b"weights").hexdigest()
    references = {one["bom-ref"] for one in found["components"]}
    assert set(found["dependencies"][0]["dependsOn"]) <= references


def test_the_audited_list_has_what_the_package_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    (every,) = map(Requirement, extras["all"])
    asked = [*project["dependencies"], *(line for extra in every.extras for line in extras[extra])]
    lines = (root / "tools" / "audited.txt").read_text(encoding="utf-8").split()
    versions = dict(line.split("==") for line in lines)
    assert list(versions) == sorted(versions) and len(versions) == len(lines)
    for requirement in map(Requirement, asked):
        name = canonicalize_name(requirement.name)
        assert name in versions, f"{name}: python -m tools.sbom --list > tools/audited.txt"
        assert requirement.specifier.contains(versions[name])


def test_misuse_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert sbom.main([]) == 2 and "WHEEL.whl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0),
        ([{"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]}, {"name": "b", "skip_reason": "unknown"}], 1),
        ([{"name": "b", "skip_reason": "unknown"}], audit.NOT_AUDITED),
    ],
)
def test_an_audit_says_what_it_could_not_look_up(
    found: list[dict[str, object]], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.told(found) == code
    said = capsys.readouterr()
    assert ("CVE-1" in said.out, "not audited, 1 of" in said.err) == (code == 1, any("skip_reason" in f for f in found))
