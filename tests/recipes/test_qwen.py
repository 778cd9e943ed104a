"""The recipe of fr-news-qwen: its network is transformers', what it trains is what is built, and it goes on where it
stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from models.recipes.qwen.network import load_base
from models.recipes.qwen.prepare import PROMPT, example, ids_of
from models.recipes.qwen.train import pairs
from summarize.engines.base import Base
from summarize.engines.build import read_adapter
from tests.engines.tiny_base import merged, qwen_tokens, reference, write_base

ARTICLE = (
    "Le maire de Vernay, Paul Lemoine, a annoncé jeudi sa démission devant le conseil municipal. Il était visé depuis "
    "janvier par une enquête sur un marché public attribué à l'entreprise de son frère. L'opposition demande de "
    "nouvelles élections dans la commune avant la fin du mois."
)
TITLE = "Le maire de Vernay annonce sa démission"
ABSTRACT = "Paul Lemoine était visé par une enquête sur un marché public attribué à l'entreprise de son frère."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `prepare.py` would write, of a tiny base and made-up examples."""
    target = tmp_path_factory.mktemp("prepared")
    write_base(target / "base.gguf", "qwen2")
    rng = np.random.default_rng(0)
    read = [rng.integers(256, 262, int(rng.integers(8, 14))).tolist() for _ in range(40)]
    for name in ("train", "valid"):
        (target / f"{name}.json").write_text(json.dumps([(row, row[:4]) for row in read]))
    return target


def test_network_gives_what_transformers_gives(folder: Path) -> None:
    base = Base(folder / "base.gguf")
    own = load_base(base, 4, 3, torch.float32)
    count = len(qwen_tokens())
    model = reference(base, dict(base.tensors(np.arange(count))), count)
    ids = torch.from_numpy(np.random.default_rng(1).integers(0, count, (2, 60)))
    with torch.no_grad():
        wanted = model(ids).logits.log_softmax(-1)
        found = (own(ids) @ own.embeddings.T).log_softmax(-1)
        assert torch.allclose(found, wanted, atol=2e-3)
        is_target = torch.zeros_like(ids, dtype=torch.bool)
        is_target[0, 50:] = True
        by_hand = -wanted[0, 49:-1].gather(1, ids[0, 50:, None]).sum()
        assert own.loss(ids, is_target).item() == pytest.approx(by_hand.item(), rel=1e-3)
    assert {name.split(".")[1] for name in own.adapter()} == {"3", "4", "5"}


def train(folder: Path, output: Path, steps: int) -> list[float]:
    """Run the trainer and return the validation losses that it printed."""
    command = [sys.executable, "-m", "models.recipes.qwen.train", str(folder), "--output", str(output), "--no-compile"]
    more = ["--steps", str(steps), "--rate", "0.02", "--first-adapted", "3"]
    done = subprocess.run([*command, *more], capture_output=True, text=True, check=True)
    return [float(line.split()[-1]) for line in done.stdout.splitlines() if " valid " in f" {line}"]


@pytest.mark.slow
def test_training_learns_and_goes_on(folder: Path, tmp_path: Path) -> None:
    first = train(folder, tmp_path / "adapter.pt", 12)
    again = train(folder, tmp_path / "adapter.pt", 20)
    assert first[-1] < first[0] and again[0] == pytest.approx(first[-1], abs=0.02) and again[-1] < first[-1]


def test_an_epoch_has_every_example_once() -> None:
    rows = [([0] * (n % 17), [1]) for n in range(80)]
    for epoch in (0, 1):
        assert sorted(i for pair in pairs(rows, epoch) for i in pair) == list(range(80))
    assert pairs(rows, 0) != pairs(rows, 1)


def test_an_example_is_supported_by_what_is_read() -> None:
    found = example(ARTICLE, TITLE, ABSTRACT)
    assert found and (found.title, found.abstract) == (TITLE, ABSTRACT) and ARTICLE.startswith(found.text)


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Le maire de Vernay annonce-t-il sa démission ?", ABSTRACT),
        (TITLE, ABSTRACT.replace("Paul", "Pierre")),
        (TITLE, ABSTRACT.replace("marché", "contrat de 3 millions pour un marché")),
        (TITLE, "Une voiture a percuté un arbre sur la route départementale entre deux villages voisins dimanche."),
        (TITLE, "« Je m'en vais », a dit Paul Lemoine devant le conseil municipal de Vernay jeudi."),
        (TITLE, ABSTRACT[:-1]),
        ("Démission", ABSTRACT),
    ],
)
def test_an_example_is_left_out(title: str, abstract: str) -> None:
    assert example(ARTICLE, title, abstract) is None


def test_ids_are_the_prompt_around_the_text_and_the_end_of_the_turn(folder: Path, tmp_path: Path) -> None:
    from tokenizers import Tokenizer

    Base(folder / "base.gguf").write_tokenizer(tmp_path)
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    one = example(ARTICLE, TITLE, ABSTRACT)
    assert one is not None
    ((read, written),) = ids_of([one], tokenizer, PROMPT)
    assert tokenizer.decode(read, skip_special_tokens=False) == PROMPT.replace("{text}", one.text)
    assert tokenizer.decode(written, skip_special_tokens=False) == f"{TITLE}\n{ABSTRACT}<|im_end|>"


def test_what_is_exported_is_what_was_trained(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.recipes.qwen import export

    base = Base(folder / "base.gguf")
    own = load_base(base, 4, 3, torch.float32)
    with torch.no_grad():
        for p in own.adapter().values():
            p += 0.1 * torch.randn_like(p)
    torch.save({name: p.detach() for name, p in own.adapter().items()}, tmp_path / "adapter.pt")
    count = len(qwen_tokens())
    monkeypatch.setattr(export, "VOCABULARY", count)
    export.export(tmp_path / "adapter.pt", tmp_path / "out" / "adapter.safetensors")
    model = reference(base, merged(base, read_adapter(tmp_path / "out" / "adapter.safetensors")), count)
    ids = torch.from_numpy(np.random.default_rng(1).integers(0, count, (1, 20)))
    with torch.no_grad():
        found = (own(ids) @ own.embeddings.T).log_softmax(-1)
        assert torch.allclose(found, model(ids).logits.log_softmax(-1), atol=0.1)
        plain = reference(base, dict(base.tensors(np.arange(count))), count)(ids).logits.log_softmax(-1)
    assert (found - plain).abs().max() > 0.5
