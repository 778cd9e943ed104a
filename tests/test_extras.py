"""Without the package of an extra: the core does its work, and every use of the extra says which to install."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

#: Modules that each extra brings.
MODULES = {
    "hub": ("transformers", "torch", "huggingface_hub", "google"),
    "data": ("datasets",),
    "parquet": ("pyarrow",),
    "remote": ("fsspec",),
    "documents": (
        "trafilatura",
        "lxml",
        "lxml_html_clean",
        "urllib3",
        "certifi",
        "charset_normalizer",
        "pypdf",
        "docx",
        "openpyxl",
    ),
    "serve": ("fastapi", "uvicorn", "starlette"),
    "server": ("httpx",),
    "gemma": ("gguf", "safetensors", "google"),
    "metrics": ("rouge_score", "sacrebleu"),
    "ray": ("ray",),
}
#: Not extras of the wheel, or only lists of the others.
_OTHERS = {"all", "bench", "dev", "docs", "fuzz"}
_BLOCKER = """
import importlib.abc, sys
class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {hidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocker())
import importlib.metadata
installed = importlib.metadata.version
def version(name):
    if name in {hidden!r}:
        raise importlib.metadata.PackageNotFoundError(name)
    return installed(name)
importlib.metadata.version = version
found = importlib.metadata.distribution
def distribution(name):
    if "gguf" in {hidden!r} and name.startswith("gemma3-"):
        raise importlib.metadata.PackageNotFoundError(name)
    return found(name)
importlib.metadata.distribution = distribution
sys.argv = ["summarize", *{arguments!r}]
from summarize.cli import main
main()
"""
#: Command line -> the extra it needs. FOLDER is a folder with the files that `_files` makes.
DOORS = {
    "a public model": ("hub", ["FOLDER/a.txt", "--model", "barthez-orangesum", "--online"]),
    "the reference engine": ("hub", ["FOLDER/a.txt", "--model", "fr-news-mini", "--engine", "transformers"]),
    "pulling a model": ("hub", ["models", "pull", "mt5-xlsum"]),
    "a data set": ("data", ["batch", "hub:owner/name", "-o", "FOLDER/out.jsonl", "--online"]),
    "a Parquet output": ("parquet", ["batch", "FOLDER/a.txt", "-o", "FOLDER/out.parquet"]),
    "a Parquet input": ("parquet", ["batch", "FOLDER/table.parquet", "-o", "FOLDER/out.jsonl"]),
    "a zstd input": ("parquet", ["batch", "FOLDER/table.jsonl.zst", "-o", "FOLDER/out.jsonl"]),
    "an address": ("remote", ["batch", "s3://bucket/a.txt", "-o", "FOLDER/out.jsonl", "--online"]),
    "a web page": ("documents", ["FOLDER/page.html"]),
    "a feed": ("documents", ["batch", "FOLDER/feed.xml", "-o", "FOLDER/out.jsonl"]),
    "a server": ("serve", ["serve", "--port", "0"]),
    "a model by server": ("server", ["FOLDER/a.txt", "--model", "server:x", "--server", "localhost:9"]),
    "a cluster": ("ray", ["batch", "FOLDER/a.txt", "-o", "FOLDER/out.jsonl", "--executor", "ray"]),
}
_TEXT = (
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)


def _files(folder: Path) -> None:
    (folder / "a.txt").write_text(_TEXT, encoding="utf-8")
    (folder / "page.html").write_text(f"<html><body><p>{_TEXT}</p></body></html>", encoding="utf-8")
    (folder / "feed.xml").write_text(f"<rss><channel><item><description>{_TEXT}</description></item></channel></rss>")
    (folder / "table.parquet").write_bytes(b"PAR1")
    (folder / "table.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")


def _run(folder: Path, arguments: list[str], *extras: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process that cannot import what these extras bring."""
    hidden = sorted({module for extra in extras for module in MODULES[extra]})
    given = [argument.replace("FOLDER", str(folder)) for argument in arguments]
    code = _BLOCKER.format(hidden=hidden, arguments=given)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=folder)


def _said(folder: Path, done: subprocess.CompletedProcess[str]) -> str:
    output = folder / "out.jsonl"
    return done.stderr + (output.read_text(encoding="utf-8") if output.exists() else "")


@pytest.mark.parametrize("door", DOORS)
def test_a_use_without_its_extra_says_which_to_install(
    door: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    _files(tmp_path)
    extra, arguments = DOORS[door]
    done = _run(tmp_path, arguments, extra)
    assert done.returncode in (1, 3), done.stderr
    assert f"pip install 'summarize[{extra}]'" in _said(tmp_path, done), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode == 1:
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["FOLDER/a.txt"],
        ["FOLDER/a.txt", "--to", "en"],
        ["detect", "FOLDER/a.txt"],
        ["models", "list"],
        ["models", "verify"],
        ["batch", "FOLDER/a.txt", "-o", "FOLDER/out.csv", "--to", "en", "--report", "FOLDER/report.html"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_the_core_needs_no_extra(arguments: list[str], tmp_path: Path) -> None:
    _files(tmp_path)
    done = _run(tmp_path, arguments, *MODULES)
    assert done.returncode == 0, done.stderr
    assert "summarize[" not in done.stderr


@pytest.mark.slow
def test_the_doctor_finds_the_core_well(tmp_path: Path) -> None:
    done = _run(tmp_path, ["doctor"], *MODULES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all is well" in done.stdout


def test_every_extra_is_listed_here_and_is_in_all(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - _OTHERS
    assert extras == set(MODULES)
    (everything,) = project["optional-dependencies"]["all"]
    assert set(everything.split("[")[1].rstrip("]").split(",")) == extras
