"""The writer's trainer: its network is transformers', and it learns and goes on where it stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.judged import hash_of
from models.recipes.gemma.base import write_base as write_arrays
from models.recipes.gemma.by_hand import Example, examples
from models.recipes.gemma.network import load_base
from models.recipes.gemma.prepare import save
from summarize.engines.base import Base
from tests.engines.tiny_base import TOKENS, reference, write_base

#: Runs the trainer where neither this library nor its engines can be imported.
ALONE = """
import runpy, sys
sys.modules["summarize"] = sys.modules["transformers"] = sys.modules["sentencepiece"] = None
runpy.run_module("models.recipes.gemma.train", run_name="__main__")
"""
KEPT = np.arange(len(TOKENS))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `prepare.py` would write, of a tiny base and made-up examples."""
    target = tmp_path_factory.mktemp("prepared")
    write_base(target / "base.gguf")
    write_arrays(Base(target / "base.gguf"), KEPT, target / "base")
    rng = np.random.default_rng(0)
    sources = [rng.integers(260, 268, 12).tolist() for _ in range(40)]
    for name in ("brief", "valid-brief"):
        save(target / f"{name}.npz", sources, [row[:4] for row in sources])
    np.save(target / "kept.npy", KEPT)
    own = {"prompts": {"brief": [265, 266]}, "bos": 2, "eos": 1, "pad": 0, "line_feed": 271}
    (target / "prompts.json").write_text(json.dumps(own))
    return target


def test_network_gives_what_transformers_gives(folder: Path) -> None:
    own = load_base(folder / "base", 4, torch.float32, torch.device("cpu"))
    base = Base(folder / "base.gguf")
    model = reference(base, dict(base.tensors(KEPT)), len(KEPT))
    # Longer than the window of 64, so that it is compared too.
    ids = torch.from_numpy(np.random.default_rng(1).integers(4, len(TOKENS), (2, 90)))
    with torch.no_grad():
        wanted = model(ids).logits.log_softmax(-1)
        hidden = own(ids)
        found = (hidden @ own.embeddings.T).log_softmax(-1)
        assert torch.allclose(found, wanted, atol=2e-3)
        is_target = torch.zeros_like(ids, dtype=torch.bool)
        is_target[0, 50:] = True
        by_hand = -wanted[0, 49:-1].gather(1, ids[0, 50:, None]).sum()
        assert own.loss(ids, is_target).item() == pytest.approx(by_hand.item(), rel=1e-3)


def module(name: str) -> list[str]:
    """The command that runs a module of the recipe."""
    return [sys.executable, "-m", f"models.recipes.gemma.{name}"]


def bare_environment() -> dict[str, str]:
    """This process's variables without a path to this checkout."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def train(folder: Path, output: Path, steps: int) -> list[float]:
    """Run the trainer and return the validation losses that it printed."""
    command = [*module("train"), str(folder), "--output", str(output), "--no-compile"]
    more = ["--steps", str(steps), "--rank", "4", "--rate", "0.01", "--tokens", "200", "--accumulate", "1"]
    done = subprocess.run([*command, *more], capture_output=True, text=True, check=True)
    return [json.loads(line.split(" ", 2)[2])["brief"] for line in done.stdout.splitlines() if line.startswith("valid")]


@pytest.mark.slow
def test_training_learns_goes_on_and_is_exported(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "adapter.pt"
    first = train(folder, output, 60)
    assert first[-1] < first[0] - 0.1
    assert train(folder, output, 1)[0] == pytest.approx(first[-1], abs=1e-3)
    target = tmp_path / "adapter.safetensors"
    subprocess.run([*module("export"), str(folder), str(output), str(target)], check=True)
    assert "adapter.safetensors" in (tmp_path / "sha256.json").read_text()
    start = tmp_path / "start.pt"
    subprocess.run([*module("export"), "--back", str(target), str(start)], check=True)
    trained, shipped = (torch.load(path, weights_only=True) for path in (output, start))
    assert trained.keys() == shipped.keys()
    assert all(
        torch.allclose(trained[n].float(), shipped[n], atol=0.01 * float(trained[n].abs().max())) for n in trained
    )
    from summarize.engines.build import merged, read_adapter

    weights = merged(Base(folder / "base.gguf"), read_adapter(target))
    plain = dict(Base(folder / "base.gguf").tensors(KEPT))
    assert not np.allclose(weights["layers.0.mlp.up_proj.weight"], plain["layers.0.mlp.up_proj.weight"])


@pytest.mark.slow
def test_pieces_are_put_together_elsewhere_and_train_there(folder: Path, tmp_path: Path) -> None:
    pieces, there = tmp_path / "pieces", tmp_path / "there"
    run = [*module("pack"), str(folder), str(pieces), "--most-bytes", "40000"]
    subprocess.run(run, check=True, capture_output=True)
    assert max(path.stat().st_size for path in pieces.glob("part-*")) <= 40_000 and (pieces / "part-01").exists()
    subprocess.run([sys.executable, "-I", str(pieces / "unpack.py"), str(pieces), str(there)], check=True)
    with np.load(folder / "base" / "base.npz") as sent, np.load(there / "base" / "base.npz") as found:
        assert set(sent.files) == set(found.files) and all(np.array_equal(sent[n], found[n]) for n in sent.files)
    output = tmp_path / "adapter.pt"
    command = [sys.executable, "-c", ALONE, ".", "--output", str(output), "--no-compile"]
    few = ["--minutes", "0.01", "--rank", "4", "--tokens", "200", "--whole"]
    subprocess.run([*command, *few], check=True, capture_output=True, cwd=there, env=bare_environment())
    back = [sys.executable, "-I", str(pieces / "unpack.py"), "--split", str(output), str(tmp_path / "back-")]
    subprocess.run(back, check=True)
    joined = tmp_path / "joined.pt"
    subprocess.run([*module("pack"), "--join", str(tmp_path / "back-"), str(joined)], check=True)
    assert joined.read_bytes() == output.read_bytes()
    damaged = pieces / "part-00"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    failed = subprocess.run(
        [sys.executable, "-I", str(pieces / "unpack.py"), str(pieces), str(there)], capture_output=True, text=True
    )
    assert failed.returncode and "missing or damaged" in failed.stderr


def test_what_was_edited_by_hand_stands_under_its_article() -> None:
    body = (
        "Le maire de Vernay, Paul Lemoine, a démissionné jeudi. Il était visé par une enquête sur un marché public de "
        "deux millions d'euros. La préfecture décidera avant la fin du mois."
    )
    articles = {"7": {"id": "7", "title": "Le maire de Vernay démissionne", "article": body}}
    taken = body  # too short for anything to be left out
    rows = [
        {"article": "7", "titled": True, "summary": "Paul Lemoine n'est plus maire de Vernay."},
        {"article": "7", "titled": False, "sha256": hash_of(taken), "edited": "Le maire de Vernay a démissionné."},
        {"article": "7", "titled": False, "sha256": hash_of(taken), "edited": "="},
        {"article": "7", "titled": False, "sha256": hash_of("Un autre résumé."), "edited": "Perdu."},
    ]
    assert list(examples(rows, articles)) == [
        Example(f"Le maire de Vernay démissionne. {body}", "", " Paul Lemoine n'est plus maire de Vernay."),
        Example(body, f"\n\nExtrait : {taken}", " Le maire de Vernay a démissionné."),
        Example(body, f"\n\nExtrait : {taken}", f" {taken}"),
    ]
