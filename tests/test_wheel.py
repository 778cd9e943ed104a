"""What is published: a source distribution, and the wheel built out of it, which carries code, registry and weights and
works with the checkout out of reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import summarize

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = """
import pathlib, summarize, sys
assert pathlib.Path(summarize.__file__).is_relative_to(sys.argv[1]), summarize.__file__
from summarize.engines.registry import models_folder
assert models_folder().is_relative_to(sys.argv[1]), models_folder()
result = summarize.summarize(open(sys.argv[2], encoding="utf-8").read(), to="en", doubtful="show")
print(result.status, bool(result.text), bool(result.translation))
"""


def test_the_citation_names_the_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {summarize.__version__}\n" in citation


@pytest.mark.slow
def test_the_wheel_summarises_without_the_checkout(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    wheel, source = next(tmp_path.glob("*.whl")), next(tmp_path.glob("*.tar.gz"))
    checked = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(source)], capture_output=True, text=True
    )
    assert checked.returncode == 0 and checked.stdout.count("PASSED") == 2, checked.stdout
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    names = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*")}
    assert "summarize/_models/registry.toml" in names
    assert "summarize/_models/fr-news-mini/ctranslate2/model.bin" in names
    recorded = json.loads((unpacked / "summarize/_models/fr-news-mini/sha256.json").read_text(encoding="utf-8"))
    shipped = {f"summarize/_models/fr-news-mini/{name}" for name in recorded}
    assert shipped - names == {"summarize/_models/fr-news-mini/model.safetensors"}
    assert "summarize/_models/fr-en-opus/ctranslate2/model.bin" in names
    assert "summarize/_models/en-fr-opus/ctranslate2/model.bin" in names
    assert {"summarize/py.typed", "summarize/pages/base.css", "summarize/pages/serve.html"} <= names
    assert "summarize/engines/server/prompts/abstract.fr.txt" in names
    metadata = next(unpacked.glob("*.dist-info/METADATA")).read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0 AND CC-BY-SA-4.0 AND LicenseRef-Gemma-Terms-of-Use" in metadata
    article = tmp_path / "article.txt"
    article.write_bytes((ROOT / "seeds" / "article.fr.txt").read_bytes())
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(unpacked), str(article)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stdout.split()[1:] == ["True", "True"]
