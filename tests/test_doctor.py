"""`summarize doctor`: what it sees, what it says of damage, and that it neither crashes nor touches the network."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tiny_models import copy_model
from typer.testing import CliRunner

from summarize.cli import app
from summarize.doctor import Canary, examine, machine, models, report_lines
from summarize.engines.registry import models_folder, registry
from summarize.engines.store import record_hashes


def _cli(*args: str) -> Result:
    result = CliRunner().invoke(app, ["doctor", *args], prog_name="summarize")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """No socket can be connected; attempts are noted."""
    tried: list[Any] = []

    def refuse(*args: Any, **_: Any) -> None:
        tried.append(args[-1])
        raise OSError("the network is cut")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield tried
    assert tried == []


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped models, to damage; of the registry, the two shipped entries and one of a hub."""
    from summarize.engines import registry, store

    folder = tmp_path / "models"
    for name in ("fr-news-mini", "fr-en-opus", "en-fr-opus"):
        shutil.copytree(models_folder() / name, folder / name)
    shutil.copy(models_folder() / "registry.toml", folder / "registry.toml")
    for module in (registry, store):
        monkeypatch.setattr(module, "models_folder", lambda: folder)
    return folder


@pytest.fixture
def no_canary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are looked at and not run: for tests about other things."""
    monkeypatch.setattr(models, "_canary", lambda entry, run: Canary("ok", "fr", 0.0, "texte"))


def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path, name: str = "own") -> None:
    text = f'[{name}]\ntask = "translation"\nlanguages = ["fr", "en"]\npath = "{folder}"\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(tmp_path / "own.toml"))


def test_all_is_well_here_and_without_a_network(cut: list[Any]) -> None:
    report = examine()
    assert report.ok, report.advice
    found = {model.name: model for model in report.models if model.origin == "shipped"}
    built_on_a_base = {
        name for name in found if name in ("fr-news-gemma", "fr-en-quality")
    }  # there where the extra is installed
    assert set(found) - built_on_a_base == {"fr-news-mini", "fr-en-opus", "en-fr-opus"}
    for name in built_on_a_base:
        assert found[name].hashes == "ok" and found[name].canary.state in ("ok", "skipped")
    for model in (own for name, own in found.items() if name not in built_on_a_base):
        assert model.hashes == "ok" and model.canary.state == "ok" and model.size_bytes > 1_000_000
        assert model.canary.text and model.canary.seconds is not None and model.canary.seconds > 0
    assert report.offline.summarises["fr"] == report.offline.summarises["en"] == ("extract",)
    assert report.offline.translates["fr->en"] == ("fr-en-opus",) and report.offline.asked
    assert report.versions["python"] and report.versions["ctranslate2"] and report.versions["typer"]
    assert report.machine.cores >= 1 and "int8" in report.machine.compute_types
    assert json.loads(json.dumps(report.to_dict()))["ok"] is True


def test_the_command_prints_the_report(no_canary: None) -> None:
    result = _cli()
    assert result.exit_code == 0 and result.stdout.endswith("all is well\n") and result.stderr == ""
    for said in ("summarize ", "python ", "fr-news-mini (shipped, fr, ", "hashes ok", "offline   summarises "):
        assert said in result.stdout
    data = json.loads(_cli("--json").stdout)
    assert data["ok"] and {m["name"] for m in data["models"]} >= {"fr-news-mini", "fr-en-opus"}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.json", None), ("config.json", b"{"), ("sha256.json", None), ("sha256.json", b"[]"),
        ("ctranslate2/model.bin", b"\x00" * 100), ("ctranslate2/model.bin", None), ("sentencepiece.bpe.model", b""),
    ],
)  # fmt: skip
def test_a_damaged_model_is_said_and_not_run(file: str, content: bytes | None, shipped: Path) -> None:
    path = shipped / "fr-news-mini" / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    result = _cli()
    assert result.exit_code == 1 and "BROKEN    fr-news-mini is damaged" in result.stdout
    assert "-> pip install --force-reinstall summarize" in result.stdout and result.stdout.endswith("1 broken\n")
    assert (
        "offline   summarises English (extract); French (extract); every other language (the article's own "
        "sentences)\n" in result.stdout
    )
    assert "fr-en-opus (" in result.stdout


@pytest.mark.parametrize("content", [b"{", b'{"entry": {"path": "/etc"}}', b"\xff"])
def test_a_damaged_registry_is_said(content: bytes, shipped: Path) -> None:
    (shipped / "fr-news-mini" / "summarize.json").write_bytes(content)
    result = _cli()
    assert result.exit_code == 1 and "BROKEN" in result.stdout and "summarize.json" in result.stdout


def test_a_missing_registry_of_the_user_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_REGISTRY", "/none/own.toml")
    result = _cli()
    assert result.exit_code == 1 and "-> unset SUMMARIZE_REGISTRY" in result.stdout


def test_a_model_of_the_users_is_run_and_its_output_judged(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path
) -> None:
    """Random weights write no English: the canary says so, with how to fix it."""
    _own(tmp_path, monkeypatch, tiny_marian)
    report = examine()
    own = next(model for model in report.models if model.name == "own")
    assert own.origin == "yours" and own.hashes == "not recorded" and own.canary.state == "failed"
    [broken] = [item for item in report.advice if item.broken]
    assert not report.ok and "own does not work" in broken.what and "SUMMARIZE_REGISTRY" in broken.fix


def test_damage_that_only_a_run_shows_is_caught(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path
) -> None:
    folder = copy_model(tiny_marian, tmp_path / "broken")
    (folder / "model.safetensors").write_bytes(b"\x10")
    record_hashes(folder)
    _own(tmp_path, monkeypatch, folder)
    own = next(model for model in examine().models if model.name == "own")
    assert own.hashes == "ok" and own.canary.state == "failed" and own.canary.reason


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("", "", "empty"),
        ("Le maire de Lyon a annoncé mardi deux écoles.", "Le maire de Lyon a annoncé mardi deux écoles.", "in fr"),
    ],
)
def test_a_canary_needs_text_in_the_right_language(text: str, translation: str, fault: str) -> None:
    found = models._wrong_language(translation, "en")
    assert found is not None and fault in found
    assert models._wrong_language("The mayor of Lyon announced two new schools on Tuesday.", "en") is None


def test_a_language_without_an_article_is_skipped(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'[own]\ntask = "translation"\nlanguages = ["fi", "sv"]\npath = "{tiny_marian}"\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(tmp_path / "own.toml"))
    entry = registry()["own"]
    assert models._canary(entry, models._translate) == Canary("skipped", reason="no built-in article in fi")


def test_what_was_pulled_by_hub_id_is_found(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_canary: None
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    copy_model(tiny_marian, tmp_path / "hub" / "some--opus-fr-en@main")
    record_hashes(tmp_path / "hub" / "some--opus-fr-en@main")
    for odd in (".some--x@main.tmp", "..--..@main", "nonsense", "a--b--c@main"):
        (tmp_path / "hub" / odd).mkdir(parents=True)
    (tmp_path / "hub" / "some--opus-fr-en@main" / "vocab.json").write_bytes(b"{}")
    report = examine()
    pulled = {m.name: m for m in report.models if m.origin == "pulled"}
    assert pulled["some/opus-fr-en"].damaged == ("vocab.json",)
    fixes = [a.fix for a in report.advice if a.broken and "some/opus-fr-en" in a.what]
    assert fixes == ["summarize models remove some/opus-fr-en && summarize models pull some/opus-fr-en"]


def test_a_missing_engine_is_said_with_its_command(monkeypatch: pytest.MonkeyPatch, no_canary: None) -> None:
    real = machine._version
    monkeypatch.setattr(machine, "_version", lambda name: None if name in ("ctranslate2", "ray") else real(name))
    result = _cli()
    assert result.exit_code == 1 and "BROKEN    not installed: ctranslate2" in result.stdout
    assert "-> pip install ctranslate2" in result.stdout
    assert "ray not installed (pip install 'summarize[ray]')" in result.stdout


def test_packages_that_read_files_are_said_with_the_extra_that_brings_them(
    monkeypatch: pytest.MonkeyPatch, no_canary: None
) -> None:
    lines = _cli().stdout.splitlines()
    readers = {"pypdf": "PDF files", "python-docx": "Word files (.docx)", "openpyxl": "spreadsheets (.xlsx)"}
    for name, use in readers.items():
        version = importlib.metadata.version(name)
        assert f"engine    {name} {version}: optional: {use}" in lines
    find = importlib.util.find_spec
    hidden = {"pypdf", "docx", "openpyxl"}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name in hidden else find(name, *a))
    result = _cli()
    for name, use in readers.items():
        said = f"engine    {name} not installed (pip install 'summarize[documents]'): optional: {use}"
        assert said in result.stdout.splitlines()
    assert result.exit_code == 0 and result.stdout.endswith("all is well\n")


@pytest.mark.parametrize("exists", [True, False])
def test_a_cache_that_cannot_be_written_is_said(
    exists: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_canary: None
) -> None:
    """A file in its place, or in the place of its parent; reading needs no cache, so this is advice and no fault."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "file" if exists else tmp_path / "file" / "cache"))
    result = _cli()
    assert result.exit_code == 0 and "NOT WRITABLE" in result.stdout and "-> export SUMMARIZE_CACHE=" in result.stdout
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


def test_looking_leaves_nothing_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_canary: None) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "none"))
    report = examine()
    assert report.cache.writable and not report.cache.exists and not (tmp_path / "none").exists()
    assert "not made yet" in "\n".join(report_lines(report))


def test_a_machine_that_tells_nothing_is_reported(monkeypatch: pytest.MonkeyPatch, no_canary: None) -> None:
    """No /proc, as on other systems."""
    monkeypatch.setattr(machine, "processor_flags", set)
    monkeypatch.setattr(machine, "_memory", dict)
    report = examine()
    assert report.machine.cpu_features == () and report.machine.memory_bytes is None and report.ok
    assert "features not told" in "\n".join(report_lines(report))
