"""A release is built of a commit whose tag names its version, or of one without a tag."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from summarize import __version__
from tools import tag


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def test_a_tag_of_another_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tag.main(tmp_path) == 0, "no git"
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "commit", "--allow-empty", "--quiet", "-m", "x")
    assert tag.main(tmp_path) == 0, "no tag"
    _git(tmp_path, "tag", "nightly")
    assert tag.main(tmp_path) == 0, "no tag of a version"
    _git(tmp_path, "tag", "v99.0")
    assert tag.main(tmp_path) == 1
    assert capsys.readouterr().err == f"this commit is tagged v99.0 and summarize.__version__ is {__version__}\n"
    _git(tmp_path, "tag", f"v{__version__}")
    assert tag.main(tmp_path) == 0
