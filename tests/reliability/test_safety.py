"""Nothing of a model or a hub is executed, leaves its folder, or uses the network behind the caller's back."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tiny_models import copy_model

from benchmarks.stress.hub import HUB_ID, SHA, Hub, hub_environment, serve
from summarize.engines.backend import Decoding
from summarize.engines.load import load_model
from summarize.engines.registry import Entry, find_entry, registry
from summarize.engines.store import allowed_files, is_local, record_hashes, remove, verify_files
from summarize.engines.tokenization import load_tokenizer
from summarize.errors import EngineError, ModelCorruptError, ModelDownloadError, ModelError, UnknownModelError
from summarize.options import make_options

DECODING = Decoding(beam_size=1, max_output_tokens=12)
ENGINES = ("ctranslate2", "transformers")


class _Evil:
    """Unpickled, it makes a folder: proof that code ran."""

    def __init__(self, proof: Path):
        self.proof = proof

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return os.mkdir, (str(self.proof),)


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, so that a conversion of another test is not taken."""
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Questions put to the terminal, each answered with yes."""
    questions: list[str] = []

    def answer(question: str = "") -> str:
        questions.append(question)
        return "y"

    monkeypatch.setattr(builtins, "input", answer)
    return questions


def _load(folder: Path, engine: str) -> str:
    model = load_model(str(folder), "translation", make_options(engine=engine, device="cpu", threads=1))
    [[candidate]] = model.backend.generate(["Le maire est parti."], DECODING)
    model.backend.close()
    return candidate.text


def _as_zip(evil: _Evil, path: Path) -> None:
    import torch

    torch.save(evil, path)


def _as_pickle(evil: _Evil, path: Path) -> None:
    path.write_bytes(pickle.dumps(evil))


def test_the_pickle_of_these_tests_is_a_real_one(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(_Evil(tmp_path / "proof")))
    assert (tmp_path / "proof").is_dir()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("write", [_as_pickle, _as_zip])
def test_a_pickle_with_code_is_refused(
    write: Callable[[_Evil, Path], None], engine: str, own_folder: Path, tiny_marian: Path
) -> None:
    folder = copy_model(tiny_marian, own_folder / "evil-fr-en")
    (folder / "model.safetensors").unlink()
    write(_Evil(own_folder / "proof"), folder / "pytorch_model.bin")
    with pytest.raises((ModelCorruptError, EngineError)):
        _load(folder, engine)
    assert not (own_folder / "proof").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_safetensors_come_before_a_pickle(engine: str, own_folder: Path, tiny_marian: Path) -> None:
    folder = copy_model(tiny_marian, own_folder / "both-fr-en")
    for name in ("pytorch_model.bin", "model.pt", "training_args.bin", "optimizer.pt"):
        _as_pickle(_Evil(own_folder / "proof"), folder / name)
    assert _load(folder, engine)
    assert not (own_folder / "proof").exists()


def _name_code(folder: Path, proof: Path) -> None:
    """Configuration and tokenizer that name code of their own, as `trust_remote_code` repositories do."""
    for module in ("modeling_evil", "tokenization_evil", "configuration_evil", "__init__"):
        (folder / f"{module}.py").write_text(f"import os\nos.mkdir({str(proof)!r})\n", encoding="utf-8")
    changes: dict[str, dict[str, Any]] = {
        "config.json": {
            "auto_map": {
                "AutoConfig": "configuration_evil.EvilConfig",
                "AutoModelForSeq2SeqLM": "modeling_evil.EvilModel",
            }
        },
        "tokenizer_config.json": {
            "tokenizer_class": "EvilTokenizer",
            "auto_map": {"AutoTokenizer": ["tokenization_evil.EvilTokenizer", None]},
        },
    }
    for name, change in changes.items():
        values = json.loads((folder / name).read_text(encoding="utf-8"))
        (folder / name).write_text(json.dumps(values | change), encoding="utf-8")


@pytest.mark.parametrize("engine", ENGINES)
def test_code_beside_a_model_is_never_imported(
    engine: str, own_folder: Path, tiny_marian: Path, asked: list[str]
) -> None:
    folder = copy_model(tiny_marian, own_folder / "code-fr-en")
    _name_code(folder, own_folder / "proof")
    try:
        _load(folder, engine)
    except ModelError:
        pass  # refused is as good as loaded without the code
    except EngineError as error:
        assert "code" in str(error) or "tokenizer" in str(error).lower()
    assert not (own_folder / "proof").exists() and asked == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_model_type_of_its_own_code_is_refused(
    engine: str, own_folder: Path, tiny_marian: Path, asked: list[str]
) -> None:
    folder = copy_model(tiny_marian, own_folder / "own-fr-en")
    _name_code(folder, own_folder / "proof")
    values = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(values | {"model_type": "evil"}), encoding="utf-8")
    with pytest.raises((ModelError, EngineError)):
        _load(folder, engine)
    assert not (own_folder / "proof").exists() and asked == []


@pytest.mark.parametrize(
    "name",
    [
        "../../x", "a/..", "../x", "/no/such/folder", "/none", "a/b/c", "a/../b", "~nobody-there/x", "a//b",
        "*/*", "a/b c", "a/b\x00", "a/b\n", "a\\..\\b/x", ".a/b", "a/.b", "-a/b", "a/-b", "a--b/c", "a/b..c", "C:/x",
        "a" * 5000 + "/b", "a/" + "b" * 5000, "file:///etc/x", "https://x.org/a", "\x1b[31m/b", "a/b@main", " ", "",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_no_hub_id(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "of" / "the" / "test").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "of" / "the" / "test")  # nobody's folders are above it
    with pytest.raises(UnknownModelError) as caught:
        find_entry(name, "summarization")
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("name", ["t5-small/x", "Helsinki-NLP/opus-mt-fr-en", "moussaKam/mbarthez", "a/b.c_d-e"])
def test_real_hub_ids_pass(name: str) -> None:
    assert find_entry(name, "summarization").hub == name


@pytest.mark.parametrize(
    "line", ['hub = "../../x"', 'hub = "a/.."', 'hub = "a/b"\nrevision = "../../x"', 'hub = "/etc/passwd"']
)
def test_a_registry_that_leads_elsewhere_is_refused(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.toml").write_text(f'[x]\ntask = "summarization"\nlanguages = ["fr"]\n{line}\n', encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(tmp_path / "own.toml"))
    with pytest.raises(ModelCorruptError):
        registry()


@pytest.mark.parametrize(
    "own",
    [
        {"entry": {"path": "/etc"}}, {"entry": {"shipped": "../../.."}}, {"entry": {"hub": "evil/model"}},
        {"entry": {"name": "../../x"}}, {"entry": {"revision": "../x"}}, {"entry": [1]}, [],
    ],
)  # fmt: skip
def test_a_model_folder_cannot_point_elsewhere(own: Any, tiny_marian: Path, tmp_path: Path) -> None:
    folder = copy_model(tiny_marian, tmp_path / "own-fr-en")
    (folder / "summarize.json").write_text(json.dumps(own), encoding="utf-8")
    with pytest.raises(ModelCorruptError, match=r"summarize\.json"):
        find_entry(str(folder), "translation")


@pytest.mark.parametrize("name", ["../outside.spm", "/etc/passwd", "sub/source.spm"])
def test_a_tokenizer_lies_in_its_models_folder(name: str, tiny_marian: Path, tmp_path: Path) -> None:
    folder = copy_model(tiny_marian, tmp_path / "own-fr-en")
    (tmp_path / "outside.spm").write_bytes((folder / "source.spm").read_bytes())
    layout = {"source": name, "target": "target.spm", "prefix": [], "suffix": []}
    (folder / "summarize.json").write_text(json.dumps({"sentencepiece": layout}), encoding="utf-8")
    with pytest.raises(ModelCorruptError, match="folder"):
        load_tokenizer(folder)


@pytest.mark.parametrize(
    "name",
    [
        "../model.safetensors", "/model.safetensors", "a/../../model.safetensors", "..\\model.safetensors",
        "pytorch_model/../../x.bin", "pytorch_model\\..\\x.bin", "pytorch_model/x.bin", "../config.json",
        "pytorch_model.bin.py", "model.safetensors.py", "pytorch_model\n.bin",
    ],
)  # fmt: skip
def test_file_names_that_lead_elsewhere_are_not_fetched(name: str) -> None:
    assert name not in allowed_files(["config.json", "model.safetensors", name])
    with pytest.raises(ModelDownloadError):
        allowed_files(["config.json", name])


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "a/../../secret.txt"])
def test_a_record_of_hashes_names_its_own_files_alone(name: str, tiny_marian: Path, tmp_path: Path) -> None:
    folder = copy_model(tiny_marian, tmp_path / "own-fr-en")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    record_hashes(folder)
    assert verify_files(find_entry(str(folder), "translation")) == []
    recorded = json.loads((folder / "sha256.json").read_text(encoding="utf-8"))
    recorded[name] = hashlib.sha256(b"secret").hexdigest()
    (folder / "sha256.json").write_text(json.dumps(recorded), encoding="utf-8")
    assert verify_files(find_entry(str(folder), "translation")) == [name]


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    (path / "model.bin").write_text("", encoding="utf-8")
    return path


def test_removing_a_model_leaves_the_others(own_folder: Path) -> None:
    converted = own_folder / "cache" / "converted"
    mine = _folder(converted / "barthez-orangesum-0123456789ab-int8")
    other = _folder(converted / "barthez-orangesum-title-0123456789ab-int8")
    assert remove(registry()["barthez-orangesum"]) == [mine]
    assert other.is_dir() and not mine.exists()


def test_a_name_is_no_pattern(own_folder: Path) -> None:
    other = _folder(own_folder / "cache" / "converted" / "opus-mt-fr-en-0123456789ab-int8")
    with pytest.raises(ModelError):
        remove(Entry(name="*", task="translation", languages=("fr", "en"), path=str(own_folder)))
    assert other.is_dir()


def test_a_link_in_the_cache_is_removed_and_not_followed(own_folder: Path) -> None:
    victim = _folder(own_folder / "victim")
    (victim / "config.json").write_text("{}", encoding="utf-8")
    entry = find_entry("some/model", "translation")
    link = own_folder / "cache" / "hub" / "some--model@main"
    link.parent.mkdir(parents=True)
    link.symlink_to(victim, target_is_directory=True)
    assert is_local(entry) and remove(entry) == [link]
    assert not link.is_symlink() and (victim / "model.bin").exists()


class _TellingHub(Hub):
    """A hub that tells the hash of each file, as the real one does; of `lies` it tells another file's."""

    lies: tuple[str, ...] = ()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path.split("?")[0].startswith(f"/api/models/{HUB_ID}") and "/tree/" not in handler.path:
            told = [self._told(name, b"other" if name in self.lies else data) for name, data in self.files.items()]
            return self._send_json(handler, {"id": HUB_ID, "sha": self.sha, "siblings": told})
        return super().answer(handler)

    @staticmethod
    def _told(name: str, data: bytes) -> dict[str, Any]:
        git = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        large = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}
        is_large = name.endswith((".safetensors", ".spm"))
        return {"rfilename": name, "size": len(data), "blobId": git, **({"lfs": large} if is_large else {})}


_PULL = f"""
import json
from summarize.errors import SummarizeError
from summarize.engines.registry import find_entry
from summarize.engines.store import is_local, locate, verify_files
entry = find_entry({HUB_ID!r}, "translation")
try:
    print(json.dumps({{"revision": locate(entry, offline=False).revision, "wrong": verify_files(entry)}}))
except SummarizeError as error:
    print(json.dumps({{"error": str(error), "local": is_local(entry)}}))
"""


def _pull(hub: Hub, cache: Path) -> dict[str, Any]:
    env = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()} | hub_environment(cache, hub.endpoint)
    done = subprocess.run([sys.executable, "-c", _PULL], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("lies", [(), ("model.safetensors",), ("config.json",)])
def test_what_arrives_is_what_the_hub_tells(lies: tuple[str, ...], tiny_marian: Path, tmp_path: Path) -> None:
    hub = _TellingHub({p.name: p.read_bytes() for p in tiny_marian.iterdir()})
    hub.lies = lies
    with serve(hub):
        found = _pull(hub, tmp_path / "cache")
    if not lies:
        assert found == {"revision": SHA, "wrong": []}
        return
    assert "hash differs" in found["error"] and lies[0] in found["error"] and not found["local"]
    assert not list((tmp_path / "cache").rglob("*.safetensors"))


_CUT = """
import json, socket, sys
tried = []
def cut(*args, **_):
    tried.append(repr(args[-1]))
    raise OSError("the network is cut")
socket.socket.connect = socket.socket.connect_ex = cut
socket.getaddrinfo = socket.create_connection = cut
from summarize import summarize, translate, Summarizer
from summarize.errors import SummarizeError
article, folder = open(sys.argv[1], encoding="utf-8").read(), sys.argv[2]
result = summarize(article, to="en", doubtful="show", offline=True)
own = [translate("Le maire est parti.", source="fr", target="en", model=folder, engine=e, offline=True)
       for e in ("ctranslate2", "transformers")]
said = []
for model in ("barthez-orangesum", "owner/name"):
    try:
        summarize(article, model=model, offline=True)
    except SummarizeError as error:
        said.append([type(error).__name__, str(error)])
print(json.dumps({"status": result.status, "text": result.text, "translation": result.translation, "own": len(own),
                  "said": said, "tried": tried}))
"""


@pytest.mark.slow
def test_offline_uses_no_network_at_all(tiny_marian: Path, tmp_path: Path, root: Path) -> None:
    """Sockets cut in the process, conversion and both engines included; nothing even tries."""
    env = {k: v for k, v in os.environ.items() if k not in ("HF_HUB_OFFLINE", "SUMMARIZE_OFFLINE")}
    env |= {"SUMMARIZE_CACHE": str(tmp_path / "cache"), "HF_HOME": str(tmp_path / "hf"), "OMP_NUM_THREADS": "1"}
    folder = copy_model(tiny_marian, tmp_path / "tiny-fr-en")
    args = [sys.executable, "-c", _CUT, str(root / "seeds" / "article.fr.txt"), str(folder)]
    done = subprocess.run(args, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["tried"] == []
    assert found["status"] in ("ok", "fallback") and found["text"] and found["translation"] and found["own"] == 2
    assert [kind for kind, _ in found["said"]] == ["ModelNotFoundError"] * 2
    assert "summarize models pull barthez-orangesum" in found["said"][0][1]
    assert all("\n" not in message for _, message in found["said"])
