"""A base comes out of installed packages whole and checked, or is refused in one line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from summarize.engines import packages
from summarize.errors import ModelCorruptError, ModelNotFoundError, UnknownModelError

PARTS = {"tiny-part1": b"GGUF first ", "tiny-part2": b"and second"}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two packages with a part each, and one with the terms."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    files = {"tiny": ["TERMS.html"]}
    (folder / "TERMS.html").write_text("the terms")
    for i, (name, data) in enumerate(PARTS.items()):
        files[name] = [f"tiny.gguf.part0{i}", "__init__.py"]
        (folder / f"tiny.gguf.part0{i}").write_bytes(data)
        (folder / "__init__.py").write_text("raise SystemExit('code of the package was run')")

    def distribution(name: str) -> SimpleNamespace:
        if name not in files:
            raise packages.PackageNotFoundError(name)
        own = [SimpleNamespace(name=n, locate=lambda n=n: folder / n) for n in files[name]]
        return SimpleNamespace(files=own)

    base = packages.PackagedBase(
        "tiny", tuple(PARTS), hashlib.sha256(b"".join(PARTS.values())).hexdigest(), "terms", "TERMS"
    )
    monkeypatch.setattr(packages, "distribution", distribution)
    monkeypatch.setattr(packages, "BASES", {"tiny": base})
    return folder


def test_parts_are_put_together_in_order(installed: Path, tmp_path: Path) -> None:
    packages.assemble("tiny", tmp_path / "whole")
    assert (tmp_path / "whole").read_bytes() == b"GGUF first and second"
    assert packages.terms_file("tiny").read_text() == "the terms"


def test_another_file_is_refused(installed: Path, tmp_path: Path) -> None:
    (installed / "tiny.gguf.part01").write_bytes(b"and secone")
    with pytest.raises(ModelCorruptError, match="not the recorded ones"):
        packages.assemble("tiny", tmp_path / "whole")


def test_a_missing_part_is_said(installed: Path, tmp_path: Path) -> None:
    (installed / "tiny.gguf.part01").unlink()
    with pytest.raises(ModelCorruptError, match="tiny-part2 has no file"):
        packages.assemble("tiny", tmp_path / "whole")


def test_what_is_not_installed_says_how_to_install_it(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = packages.PackagedBase("absent", (), "0", "some terms", "TERMS")
    monkeypatch.setitem(packages.BASES, "absent", other)
    assert not other.is_installed
    with pytest.raises(ModelNotFoundError, match=r"pip install 'summarize\[gemma\]' \(some terms\)"):
        packages.assemble("absent", tmp_path / "whole")


def test_an_unknown_base_is_refused() -> None:
    with pytest.raises(UnknownModelError, match="unknown base 'llama'; known: gemma-3-270m"):
        packages.find_base("llama")
