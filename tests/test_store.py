"""Fetching from a hub: a local server stands in for it. Offline, failing, half-done and unwritable cases too.

The hub's client reads its endpoint when it is imported, so each fetch runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stress.hub import HUB_ID, SHA, Hub, hub_environment, serve
from summarize.engines.integrity import HASHES
from summarize.engines.registry import Entry, find_entry
from summarize.engines.settings import model_type
from summarize.engines.store import (
    Located,
    _publish,
    allowed_files,
    cache_folder,
    converted,
    is_local,
    is_offline,
    locate,
    remove,
    verify_files,
)
from summarize.errors import ModelCorruptError, ModelDownloadError, ModelNotFoundError

OTHER_SHA = "f" * 40


@pytest.fixture
def hub(tiny_marian: Path) -> Iterator[Hub]:
    files = {p.name: p.read_bytes() for p in tiny_marian.iterdir()}
    extra = {
        "modeling_evil.py": b"raise SystemExit", "README.md": b"# tiny", "pytorch_model.bin": pickle.dumps({}),
        "tf_model.h5": b"\x00", "training_args.bin": pickle.dumps({}), "onnx/model.onnx": b"\x00",
        "nested/model.safetensors": b"\x00", "optimizer.pt": pickle.dumps({}), ".gitattributes": b"",
    }  # fmt: skip
    with serve(Hub(files | extra)) as made:
        yield made


_PRELUDE = f"""
import json, sys
from summarize.errors import SummarizeError
from summarize.engines.registry import find_entry
from summarize.engines.store import locate
ENTRY = find_entry({HUB_ID!r}, "translation")
def attempt(action):
    try:
        value = action()
    except SummarizeError as error:
        print(json.dumps({{"error": type(error).__name__, "message": str(error)}}))
    else:
        print(json.dumps(value))
"""
_PULL = "attempt(lambda: (lambda l: {'folder': str(l.folder), 'revision': l.revision})(locate(ENTRY, offline=False)))"
_LOAD = """
from summarize.engines.load import load_model
from summarize.options import make_options
from summarize.engines.backend import Decoding
model = load_model(ENTRY.name, "translation", make_options(offline=OFFLINE, device="cpu", threads=1))
[[candidate]] = model.backend.generate(["Le maire est parti."], Decoding(beam_size=1, max_output_tokens=20))
print(json.dumps({"text": candidate.text, "revision": model.revision}))
"""


def _run(code: str, cache: Path, endpoint: str, **environment: str) -> dict[str, Any]:
    env = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    env |= hub_environment(cache, endpoint) | environment
    done = subprocess.run(
        [sys.executable, "-c", _PRELUDE + code], env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _leftovers(cache: Path) -> list[Path]:
    """Anything in the cache but locks."""
    return [p for p in cache.rglob("*") if p.is_file() and p.suffix != ".lock"]


def test_pull_fetches_by_allow_list_and_records(hub: Hub, tmp_path: Path) -> None:
    found = _run(_PULL, tmp_path / "cache", hub.endpoint)
    assert found.get("revision") == SHA, found
    folder = Path(found["folder"])
    assert folder.is_relative_to(tmp_path / "cache")
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert names == {
        "config.json", "generation_config.json", "tokenizer_config.json", "vocab.json", "source.spm", "target.spm",
        "model.safetensors", "revision.txt", "sha256.json",
    }  # fmt: skip
    for name in ("config.json", "model.safetensors", "source.spm"):
        assert (folder / name).read_bytes() == hub.files[name]
    assert (folder / "revision.txt").read_text(encoding="utf-8").strip() == SHA
    assert not [a for a in hub.asked if a.endswith((".py", ".bin", ".pt", ".h5", ".onnx"))], "asked for what it refuses"


def test_pickles_are_fetched_only_where_there_is_nothing_else(hub: Hub, tmp_path: Path) -> None:
    del hub.files["model.safetensors"]
    folder = Path(_run(_PULL, tmp_path / "cache", hub.endpoint)["folder"])
    names = {p.name for p in folder.iterdir()}
    assert "pytorch_model.bin" in names and "training_args.bin" not in names and "optimizer.pt" not in names


def test_second_use_is_offline_and_keeps_its_revision(hub: Hub, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = _run("OFFLINE = False" + _LOAD, cache, hub.endpoint)
    assert first["revision"] == SHA and first["text"]
    asked = len(hub.asked)
    hub.sha, hub.status = OTHER_SHA, 500
    assert _run("OFFLINE = True" + _LOAD, cache, "http://127.0.0.1:9", HF_HUB_OFFLINE="1") == first
    assert _run(_PULL, cache, hub.endpoint)["revision"] == SHA
    assert len(hub.asked) == asked, "asked the hub for what was there"


def test_a_pulled_model_verifies_and_is_removed(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    folder = Path(_run(_PULL, cache, hub.endpoint)["folder"])
    monkeypatch.setenv("SUMMARIZE_CACHE", str(cache))
    entry = find_entry(HUB_ID, "translation")
    assert is_local(entry) and verify_files(entry) == []
    (folder / "vocab.json").write_bytes(b"{}")
    assert verify_files(entry) == ["vocab.json"]
    assert remove(entry) == [folder]
    assert not is_local(entry) and not folder.exists()
    with pytest.raises(ModelNotFoundError):
        remove(entry)


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_refusing_hub_is_a_download_error(status: int, hub: Hub, tmp_path: Path) -> None:
    hub.status = status
    found = _run(_PULL, tmp_path / "cache", hub.endpoint)
    assert found.get("error") == "ModelDownloadError", found
    assert HUB_ID in found["message"] and str(status) in found["message"]
    assert _leftovers(tmp_path / "cache") == []


def test_a_download_error_is_one_line(hub: Hub, tmp_path: Path) -> None:
    """The command line promises one line on stderr."""
    hub.status = 404
    assert "\n" not in _run(_PULL, tmp_path / "cache", hub.endpoint)["message"]


def test_no_hub_at_all_is_a_download_error(tmp_path: Path) -> None:
    found = _run(_PULL, tmp_path / "cache", "http://127.0.0.1:9")
    assert found.get("error") == "ModelDownloadError" and "network" in found["message"], found
    assert _leftovers(tmp_path / "cache") == []


def test_weights_that_break_off_leave_nothing(hub: Hub, tmp_path: Path) -> None:
    hub.cut = True
    found = _run(_PULL, tmp_path / "cache", hub.endpoint)
    assert found.get("error") == "ModelDownloadError", found
    assert _leftovers(tmp_path / "cache") == []
    hub.cut = False
    assert _run(_PULL, tmp_path / "cache", hub.endpoint)["revision"] == SHA


def test_a_repository_without_a_model_is_refused(hub: Hub, tmp_path: Path) -> None:
    hub.files = {"README.md": b"# data", "modeling_evil.py": b""}
    found = _run(_PULL, tmp_path / "cache", hub.endpoint)
    assert found.get("error") == "ModelDownloadError" and "config.json" in found["message"], found


def test_two_processes_may_pull_at_once(hub: Hub, tmp_path: Path) -> None:
    found: list[dict[str, Any]] = []
    pulls = [
        threading.Thread(target=lambda: found.append(_run(_PULL, tmp_path / "cache", hub.endpoint))) for _ in range(2)
    ]
    for pull in pulls:
        pull.start()
    for pull in pulls:
        pull.join()
    assert [f["revision"] for f in found] == [SHA, SHA]
    assert sum(a.startswith("GET") and a.endswith("model.safetensors") for a in hub.asked) == 1


def _entry() -> Entry:
    return find_entry(HUB_ID, "translation")


def test_offline_without_the_model_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "none"))
    with pytest.raises(ModelNotFoundError, match=f"summarize models pull {HUB_ID}"):
        locate(_entry(), offline=True)
    assert not (tmp_path / "none").exists()


def test_a_cache_that_is_a_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ModelDownloadError, match="SUMMARIZE_CACHE"):
        locate(_entry(), offline=False)


def test_an_unwritable_cache_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere, so the refusal is put in its place."""

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ModelDownloadError, match="Permission denied"):
        locate(_entry(), offline=False)


def test_converting_into_a_bad_cache_is_said(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ModelDownloadError, match="SUMMARIZE_CACHE"):
        converted(Located(tiny_marian, "sha256:0"), find_entry(str(tiny_marian), "translation"), compute_type="int8")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device"), RuntimeError("x")])
def test_a_fill_that_is_stopped_leaves_no_folder(error: Any, tmp_path: Path) -> None:
    target = tmp_path / "models" / "one"

    def fill(temporary: Path) -> None:
        (temporary / "config.json").write_text("{}", encoding="utf-8")
        raise error

    expected = ModelDownloadError if isinstance(error, OSError) else (KeyboardInterrupt, RuntimeError)
    with pytest.raises(expected):
        _publish(target, fill)
    assert list(target.parent.iterdir()) == []


def test_a_killed_process_leaves_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGKILL in the middle of writing: what remains is not taken for a model."""
    cache = tmp_path / "cache"
    code = """
import os, signal
import summarize.engines.store as store
def fill(entry, temporary):
    (temporary / "config.json").write_text("{}")
    os.kill(os.getpid(), signal.SIGKILL)
store._download = fill
locate(ENTRY, offline=False)
"""
    env = {**os.environ, "SUMMARIZE_CACHE": str(cache), "SUMMARIZE_OFFLINE": "0", "HF_HUB_OFFLINE": "0"}
    done = subprocess.run([sys.executable, "-c", _PRELUDE + code], env=env, capture_output=True, check=False)
    assert done.returncode == -9
    monkeypatch.setenv("SUMMARIZE_CACHE", str(cache))
    assert [p.name for p in cache.rglob("config.json")] == ["config.json"]
    assert not is_local(_entry())
    with pytest.raises(ModelNotFoundError):
        locate(_entry(), offline=True)


def test_publishing_replaces_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "one"
    target.mkdir()
    (target / "old").write_text("", encoding="utf-8")
    _publish(target, lambda temporary: (temporary / "new").write_text("", encoding="utf-8"))
    assert {p.name for p in target.iterdir()} == {"new", HASHES}


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["config.json", "model.safetensors", "pytorch_model.bin"], ["config.json", "model.safetensors"]),
        (["config.json", "pytorch_model.bin", "training_args.bin"], ["config.json", "pytorch_model.bin"]),
        (
            ["config.json", "model-00001-of-00002.safetensors", "model.safetensors.index.json", "x.py"],
            ["config.json", "model-00001-of-00002.safetensors", "model.safetensors.index.json"],
        ),
        (["config.json", "spiece.model", "a/config.json", "a/model.safetensors", "pytorch_model.bin"],
         ["config.json", "spiece.model", "pytorch_model.bin"]),
    ],
)  # fmt: skip
def test_allowed_files(names: list[str], kept: list[str]) -> None:
    assert allowed_files(names) == kept


@pytest.mark.parametrize("names", [[], ["config.json"], ["model.safetensors"], ["config.json", "evil.pkl", "a.py"]])
def test_no_weights_are_no_model(names: list[str]) -> None:
    with pytest.raises(ModelDownloadError):
        allowed_files(names)


@pytest.mark.parametrize("content", [None, "", "{", "[]", "{}", '"text"', "\xff"])
def test_a_config_that_is_none_is_corrupt(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "config.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(ModelCorruptError, match="config.json"):
        model_type(tmp_path)


def test_a_local_folder_without_config_is_corrupt(tmp_path: Path) -> None:
    with pytest.raises(ModelCorruptError, match="config.json is missing"):
        locate(find_entry(str(tmp_path), "translation"), offline=True)


@pytest.mark.parametrize(
    ("value", "offline"), [("1", True), ("true", True), ("ON", True), ("0", False), ("", False), ("no", False)]
)
def test_offline_is_asked_of_the_environment(value: str, offline: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_OFFLINE", value)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    assert is_offline(None) is offline
    assert is_offline(True) is True and is_offline(False) is False


def test_cache_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("SUMMARIZE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "summarize"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "summarize"


def test_shipped_models_are_never_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    entry = find_entry("fr-news-mini", "summarization")
    with pytest.raises(ModelNotFoundError):
        remove(entry)
    assert is_local(entry)
