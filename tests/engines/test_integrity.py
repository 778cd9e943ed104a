"""One flipped bit anywhere in a model's files is refused at load; a sound model is hashed once, then stamped."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from tiny_models import copy_model

from summarize import summarize, translate
from summarize.engines import integrity
from summarize.engines.integrity import HASHES, require_sound
from summarize.engines.load import load_model
from summarize.engines.registry import find_entry, models_folder
from summarize.engines.store import locate, record_hashes, require_unaltered
from summarize.errors import EngineError, ModelCorruptError
from summarize.options import make_options

TENTHS = 10


def _flip(path: Path, byte: int) -> None:
    with path.open("r+b") as file:
        file.seek(byte)
        (value,) = file.read(1)
        file.seek(byte)
        file.write(bytes([value ^ 1 << byte % 8]))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were hashed."""
    names: list[str] = []
    real = integrity.file_hash

    def counting(path: Path) -> str:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(integrity, "file_hash", counting)
    return names


@pytest.mark.parametrize("name", ["fr-news-mini", "fr-en-opus", "en-fr-opus", "fr-news-gemma", "fr-en-quality"])
def test_a_flipped_bit_in_each_tenth_of_each_weight_file_is_refused(name: str, tmp_path: Path) -> None:
    folder = copy_model(models_folder() / name, tmp_path / name)
    weights = [path for path in folder.rglob("*") if path.suffix in (".bin", ".safetensors")]
    assert weights
    for path in weights:
        size = path.stat().st_size
        for tenth in range(TENTHS):
            byte = (2 * tenth + 1) * size // (2 * TENTHS)
            _flip(path, byte)
            with pytest.raises(ModelCorruptError, match=path.name):
                require_sound(folder, tmp_path / "memory", "copy it again")
            _flip(path, byte)
        require_sound(folder, tmp_path / "memory", "copy it again")
        _flip(path, size // 2)
        with pytest.raises(ModelCorruptError, match=path.name):
            require_sound(folder, tmp_path / "memory", "copy it again")
        _flip(path, size // 2)


def test_a_damaged_model_is_not_loaded(tmp_path: Path) -> None:
    folder = copy_model(models_folder() / "fr-en-opus", tmp_path / "own-fr-en")
    model = str(folder)
    assert translate("Le maire est parti.", source="fr", target="en", model=model)
    weights = folder / "ctranslate2" / "model.bin"
    _flip(weights, weights.stat().st_size // 2)
    with pytest.raises(ModelCorruptError, match=r"ctranslate2/model\.bin in .*copy the whole model folder again"):
        load_model(model, "translation", make_options())


def test_a_conversion_in_the_cache_is_checked_too(tiny_marian: Path, own_cache: Path) -> None:
    load_model(str(tiny_marian), "translation", make_options(device="cpu"))
    (weights,) = own_cache.rglob("model.bin")
    _flip(weights, weights.stat().st_size // 2)
    with pytest.raises(ModelCorruptError, match=r"model\.bin in .*summarize models remove"):
        load_model(str(tiny_marian), "translation", make_options(device="cpu"))


def test_what_was_found_sound_is_not_hashed_again(hashed: list[str], own_cache: Path) -> None:
    entry = find_entry("fr-en-opus", "translation")
    folder = locate(entry, offline=True).folder
    require_unaltered(entry, folder)
    assert set(hashed) == {Path(name).name for name in json.loads((folder / HASHES).read_text(encoding="utf-8"))}
    hashed.clear()
    started = time.process_time()
    for _ in range(20):
        require_unaltered(entry, folder)
    assert hashed == [] and (time.process_time() - started) / 20 < 0.005


def test_what_was_changed_under_its_old_time_is_hashed_again(tmp_path: Path, hashed: list[str]) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    weights = folder / "model.bin"
    weights.write_bytes(bytes(1000))
    record_hashes(folder)
    require_sound(folder, tmp_path / "memory", "")
    times = weights.stat()
    _flip(weights, 500)
    os.utime(weights, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(ModelCorruptError, match=r"model\.bin"):
        require_sound(folder, tmp_path / "memory", "")


@pytest.mark.parametrize("memory", ["[", "[]", "5", '{"model.bin": 5}', "[" * 100_000, "\udcff"])
def test_a_damaged_memory_costs_time_alone(tmp_path: Path, memory: str, hashed: list[str]) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(bytes(1000))
    record_hashes(folder)
    require_sound(folder, tmp_path / "memory", "")
    (note,) = (tmp_path / "memory").iterdir()
    note.write_text(memory, encoding="utf-8", errors="surrogateescape")
    hashed.clear()
    require_sound(folder, tmp_path / "memory", "")
    require_sound(folder, tmp_path / "memory", "")
    assert hashed == ["model.bin"]


def test_a_memory_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    folder, taken = tmp_path / "model", tmp_path / "memory"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")
    record_hashes(folder)
    taken.write_text("a file in the place of the folder", encoding="utf-8")
    require_sound(folder, taken, "")


@pytest.mark.parametrize("record", ["", "[]", "[" * 100_000, '{"../model.bin": "0"}', '{"model.bin": 5}'])
def test_a_damaged_record_is_refused(tmp_path: Path, record: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")
    (folder / HASHES).write_text(record, encoding="utf-8")
    with pytest.raises(ModelCorruptError) as caught:
        require_sound(folder, tmp_path / "memory", "copy it again")
    assert "\n" not in str(caught.value)


def test_weights_that_a_wheel_leaves_out_are_not_missed(tmp_path: Path) -> None:
    folder = copy_model(models_folder() / "fr-news-mini", tmp_path / "own-mini")
    (folder / "model.safetensors").unlink()
    require_sound(folder, tmp_path / "memory", "copy it again")
    text = "Le maire de Tours a inauguré lundi une bibliothèque. " * 5
    backend = load_model(str(folder), "summarization", make_options()).backend
    assert type(backend).__name__ == "CTranslate2Backend"
    with pytest.raises(EngineError, match="ships for CTranslate2 alone"):
        summarize(text, model=str(folder), engine="transformers")
    (folder / "ctranslate2" / "model.bin").unlink()
    with pytest.raises(ModelCorruptError, match=r"ctranslate2/model\.bin"):
        require_sound(folder, tmp_path / "memory", "copy it again")
