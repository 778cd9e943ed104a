"""The registry: every shipped entry is complete, unknown names list the known ones, own files add to it."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from summarize import available_models
from summarize.engines.integrity import HASHES, file_hash
from summarize.engines.registry import TASKS, Entry, find_entry, models_folder, registry
from summarize.engines.store import ADAPTER, verify_files
from summarize.errors import ModelCorruptError, UnknownModelError
from summarize.languages import normalise_language

SHIPPED = [e for e in registry().values() if e.shipped]
_OWN = '[ours]\ntask = "summarization"\nlanguages = ["br"]\nhub = "me/ours"\n'


def _own_registry(monkeypatch: pytest.MonkeyPatch, folder: Path, content: str | bytes) -> Path:
    path = folder / "own.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(path))
    return path


def test_something_ships_for_each_task() -> None:
    assert {e.task for e in SHIPPED} == set(TASKS)


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda e: e.name)
class TestShipped:
    def test_has_its_files(self, entry: Entry) -> None:
        folder = models_folder() / str(entry.shipped)
        own = ("ctranslate2/model.bin", "summarize.json")
        for name in ("config.json", HASHES, *((ADAPTER, "NOTICE.md") if entry.base else own)):
            assert (folder / name).is_file(), name

    def test_has_a_card(self, entry: Entry) -> None:
        assert entry.card and (models_folder() / entry.card).is_file()
        assert len((models_folder() / entry.card).read_text(encoding="utf-8")) > 500

    def test_has_a_recipe(self, entry: Entry) -> None:
        assert entry.recipe and list((models_folder() / entry.recipe).glob("*.py"))

    def test_has_a_licence_and_languages(self, entry: Entry) -> None:
        assert entry.licence != "unknown"
        assert len(entry.languages) == 2 or entry.task == "summarization"

    def test_hashes_match(self, entry: Entry) -> None:
        assert verify_files(entry) == []

    def test_every_file_has_a_hash(self, entry: Entry) -> None:
        folder = models_folder() / str(entry.shipped)
        recorded = set(json.loads((folder / HASHES).read_text(encoding="utf-8")))
        there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"}
        assert there - {HASHES} == recorded
        assert not [p for p in there if p.endswith((".bin", ".pt", ".pkl")) and p != "ctranslate2/model.bin"]

    def test_its_own_description_agrees_with_the_registry(self, entry: Entry) -> None:
        """The folder alone, given as a path, works like the name."""
        if entry.base:
            pytest.skip("the registry alone describes an adapter")
        alone = find_entry(str(models_folder() / str(entry.shipped)), entry.task)
        for name in ("languages", "licence", "max_source_tokens", "lead_tokens", "max_output_tokens", "controls"):
            assert getattr(alone, name) == getattr(entry, name), name


@pytest.mark.parametrize("entry", registry().values(), ids=lambda e: e.name)
def test_every_entry_is_whole(entry: Entry) -> None:
    assert sum(x is not None for x in (entry.shipped, entry.hub, entry.path)) == 1
    assert entry.licence != "unknown" and (entry.recipe or entry.source)
    assert [normalise_language(code) for code in entry.languages] == list(entry.languages)
    assert entry.max_output_tokens > 0 and (entry.lead_tokens or 1) <= entry.max_source_tokens
    assert find_entry(entry.name, entry.task) == entry


def test_entries_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        SHIPPED[0].name = "other"  # type: ignore[misc]


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "gone.txt").write_text("a", encoding="utf-8")
    hashes = {name: file_hash(tmp_path / name) for name in ("config.json", "gone.txt")}
    (tmp_path / HASHES).write_text(json.dumps(hashes), encoding="utf-8")
    entry = find_entry(str(tmp_path), "summarization")
    assert verify_files(entry) == []
    (tmp_path / "config.json").write_text("{ }", encoding="utf-8")
    (tmp_path / "gone.txt").unlink()
    assert sorted(verify_files(entry)) == ["config.json", "gone.txt"]


def test_file_hash_is_sha256(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    assert file_hash(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_hashes_that_are_missing_or_damaged_are_said(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    entry = find_entry(str(tmp_path), "summarization")
    for content in (None, "{", "[]", '"text"'):
        if content is not None:
            (tmp_path / HASHES).write_text(content, encoding="utf-8")
        with pytest.raises(ModelCorruptError, match=HASHES):
            verify_files(entry)


@pytest.mark.parametrize("name", ["no-such-model", "", "a/b/c", "./nowhere", "/no/such/folder", "~/no/such/folder"])
def test_unknown_names_list_the_known(name: str) -> None:
    with pytest.raises(UnknownModelError) as caught:
        find_entry(name, "summarization")
    assert "fr-news-mini" in str(caught.value) and "fr-en-opus" not in str(caught.value)
    assert repr(name) in str(caught.value)


def test_a_model_for_the_other_task_is_refused() -> None:
    with pytest.raises(UnknownModelError, match="fr-news-mini"):
        find_entry("fr-en-opus", "summarization")
    with pytest.raises(UnknownModelError, match="fr-en-opus"):
        find_entry("fr-news-mini", "translation")


def test_hub_ids_and_folders_become_entries(tmp_path: Path) -> None:
    hub = find_entry("Helsinki-NLP/opus-mt-fr-it", "translation")
    assert (hub.hub, hub.languages, hub.origin) == (
        "Helsinki-NLP/opus-mt-fr-it", ("fr", "it"), "hub:Helsinki-NLP/opus-mt-fr-it",
    )  # fmt: skip
    assert find_entry("some/model", "summarization").languages == ()
    (tmp_path / "mine-fr-en").mkdir()
    local = find_entry(str(tmp_path / "mine-fr-en"), "translation")
    assert (local.path, local.languages) == (str(tmp_path / "mine-fr-en"), ("fr", "en"))


def test_own_registry_adds_entries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _own_registry(monkeypatch, tmp_path, _OWN)
    assert find_entry("ours", "summarization").languages == ("br",)
    assert "fr-news-mini" in registry()
    assert "ours" in [m.name for m in available_models()]


def test_own_registry_replaces_entries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _own_registry(monkeypatch, tmp_path, _OWN.replace("[ours]", "[fr-news-mini]"))
    assert find_entry("fr-news-mini", "summarization").hub == "me/ours"


def test_a_changed_registry_is_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    path = _own_registry(monkeypatch, tmp_path, _OWN)
    assert "ours" in registry()
    path.write_text(_OWN.replace("[ours]", "[theirs]"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert "theirs" in registry() and "ours" not in registry()


@pytest.mark.parametrize(
    "content",
    [
        "[ours", "ours = 5", b"\xff\xfe[a]", '[ours]\ntask = "summarization"\nlanguages = ["br"]\ncolour = "red"',
        '[ours]\nlanguages = ["br"]', '[ours]\ntask = "painting"\nlanguages = ["br"]\nhub = "me/ours"',
        '[ours]\ntask = "summarization"\nlanguages = "fr"\nhub = "me/ours"',
        '[ours]\ntask = "summarization"\nlanguages = ["fr"]\n',
    ],
    ids=["toml", "no table", "bytes", "unknown field", "no task", "unknown task", "languages no list", "no origin"],
)  # fmt: skip
def test_a_damaged_registry_is_refused(content: str | bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = _own_registry(monkeypatch, tmp_path, content)
    with pytest.raises(ModelCorruptError, match="own.toml"):
        registry()
    assert path.exists()


def test_a_missing_own_registry_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(tmp_path / "none.toml"))
    with pytest.raises(ModelCorruptError, match="SUMMARIZE_REGISTRY"):
        registry()


def test_available_models_by_task() -> None:
    every = available_models()
    translators = available_models("translation")
    assert {m.task for m in translators} == {"translation"} and len(translators) < len(every)
    assert {m.name for m in every if m.local} >= {"fr-news-mini", "fr-en-opus"}
    assert {m.name: m.origin for m in every}["fr-news-mini"] == "shipped"
