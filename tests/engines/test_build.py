"""A base and an adapter become a model whose outputs are those of transformers on the same weights."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarize.engines.backend import Decoding
from summarize.engines.base import LAYER_NAMES, Base
from summarize.engines.build import build, merged, read_adapter, write_adapter
from summarize.engines.causal import CausalBackend
from summarize.errors import EngineError, ModelCorruptError
from tests.engines.tiny_base import LAYER, TOKENS, reference, write_base

RANK = 4
#: Everything but "▁maire" and "ville", which then go by their bytes.
KEPT = np.arange(len(TOKENS) - 2)


def factors(seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    found = {}
    for name, size in LAYER.items():
        if len(size) == 2:
            for i in range(6):
                full = f"layers.{i}.{LAYER_NAMES[name]}"
                found[f"{full}.a"] = rng.normal(0, 0.1, (RANK, size[1])).astype(np.float32)
                found[f"{full}.b"] = rng.normal(0, 0.3, (size[0], RANK)).astype(np.float32)
    return found


@pytest.fixture(scope="module")
def base_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "tiny.gguf"
    write_base(path)
    return path


@pytest.fixture(scope="module")
def adapter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("adapter") / "adapter.safetensors"
    write_adapter(path, factors(), KEPT)
    return path


@pytest.fixture(scope="module")
def folder(base_file: Path, adapter_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built")
    build(Base(base_file), adapter_file, target, quantization="float32")
    return target


@pytest.fixture
def backend(folder: Path) -> CausalBackend:
    return CausalBackend(folder, device="cpu", compute_type="float32", threads=1, max_source_tokens=40)


def merged_reference(base_file: Path, adapter_file: Path) -> Any:
    """transformers' Gemma 3 with the merged weights."""
    base = Base(base_file)
    return reference(base, merged(base, read_adapter(adapter_file)), len(KEPT))


def test_probabilities_are_those_of_transformers(backend: CausalBackend, base_file: Path, adapter_file: Path) -> None:
    import torch

    text, output = "le la le la ri", "la le"
    ids = [2, *(TOKENS.index(t) for t in backend._own.vocabulary.encode([text])[0])]
    said = [*(TOKENS.index(t) for t in backend._own.vocabulary.encode([f" {output}"])[0]), 1]
    with torch.no_grad():
        logits = merged_reference(base_file, adapter_file)(torch.tensor([ids + said])).logits[0].log_softmax(-1)
    wanted = [float(logits[len(ids) + i - 1, token]) for i, token in enumerate(said)]
    assert backend.score([text], [output])[0] == pytest.approx(wanted, abs=2e-3)
    # Beside a longer one it is the same.
    assert backend.score([text, "la ville " * 3], [output, "le maire"])[0] == pytest.approx(wanted, abs=2e-3)


def test_writes_what_transformers_writes(backend: CausalBackend, base_file: Path, adapter_file: Path) -> None:
    import torch

    (candidates,) = backend.generate(["le la"], Decoding(beam_size=1, max_output_tokens=6, no_repeat_ngram_size=0))
    ids = [2, *(TOKENS.index(t) for t in backend._own.vocabulary.encode(["le la"])[0])]
    model = merged_reference(base_file, adapter_file)
    with torch.no_grad():
        for _ in range(6):
            ids.append(int(model(torch.tensor([ids])).logits[0, -1].argmax()))
            if ids[-1] == 1:
                break
    said = [TOKENS[i] for i in ids[1 + len(backend._own.vocabulary.encode(["le la"])[0]) :]]
    assert candidates[0].text == backend._own.vocabulary.decode([said])[0].strip()
    assert candidates[0].finished == (ids[-1] == 1)


def test_a_batch_gives_what_single_texts_give(backend: CausalBackend) -> None:
    decoding = Decoding(beam_size=3, num_candidates=3, max_output_tokens=8)
    texts = ["le", "la ville en le la rire", "a"]
    backend._threads = 2  # loads the model twice: for one text and for many
    together = backend.generate(texts, decoding)
    assert [[c.text for c in row] for row in together] == [
        [c.text for c in backend.generate([t], decoding)[0]] for t in texts
    ]


def test_tokens_left_out_go_by_kept_ones_and_the_rest_by_bytes(backend: CausalBackend) -> None:
    text = "le maire ville 🙂"
    (tokens,) = backend._own.vocabulary.encode([text])
    # "▁maire" is made up of "▁", "m" (no token), "a", "i", "r" and "e".
    assert tokens[2:8] == ["▁", "<0x6D>", "a", "i", "r", "e"] and tokens[-1] == "<0x82>"
    assert backend._own.vocabulary.decode([tokens]) == [text]
    assert backend.count_tokens([text]) == [len(tokens)]


def test_special_tokens_in_a_text_are_text(backend: CausalBackend) -> None:
    (tokens,) = backend._own.vocabulary.encode(["<eos> <bos>"])
    assert "<eos>" not in tokens and "<bos>" not in tokens


def test_a_prompt_stands_around_the_text(backend: CausalBackend) -> None:
    (prompt,) = backend._prompts(["le"], "a{text}\n en")
    assert prompt == [
        "<bos>",
        "a",
        *backend._own.vocabulary.encode(["le"])[0],
        *backend._own.vocabulary.encode(["\n en"])[0],
    ]


def test_a_text_too_long_is_refused(backend: CausalBackend) -> None:
    with pytest.raises(EngineError, match="41 source tokens, where the model was taught 40"):
        backend.generate(["🙂" * 10 + "a"], Decoding())


def test_more_than_the_window_is_refused(backend: CausalBackend) -> None:
    with pytest.raises(EngineError, match="67 tokens with the output, where the model has room for 64"):
        backend.generate(["le"], Decoding(max_output_tokens=64))


def test_int8_is_written_by_default(base_file: Path, adapter_file: Path, folder: Path, tmp_path: Path) -> None:
    build(Base(base_file), adapter_file, tmp_path)
    assert (tmp_path / "model.bin").stat().st_size < (folder / "model.bin").stat().st_size / 2


def test_factors_survive_rounding(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    write_adapter(path, factors(), KEPT)
    read = read_adapter(path)
    for name, values in factors().items():
        assert np.abs(read[name] - values).max() <= np.abs(values).max() / 254 + 1e-6
    assert (read["kept"] == KEPT).all()


def test_embeddings_that_were_trained_whole_take_their_places(base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    row = np.arange(Base(base_file).shape.hidden_size, dtype=np.float32)
    write_adapter(path, factors(), KEPT, {5: row, 3: 2 * row})
    embeddings = merged(Base(base_file), read_adapter(path))["embed_tokens.weight"]
    assert (embeddings[5] == row).all() and (embeddings[3] == 2 * row).all()
    assert not (embeddings[4] == row).any()
    write_adapter(path, factors(), KEPT, {len(TOKENS) - 1: row})
    with pytest.raises(ModelCorruptError, match="tokens that it does not keep"):
        merged(Base(base_file), read_adapter(path))


def test_the_next_token_is_chosen_among_some(backend: CausalBackend, base_file: Path, adapter_file: Path) -> None:
    import torch

    among = ["a", "▁le", "▁la"]
    prompts = [["le la", " ri"], ["la ville en le la rire"]]
    found = backend.choose(prompts, among)
    assert found.shape == (2, 3) and found.sum(axis=1) == pytest.approx([1, 1])
    model = merged_reference(base_file, adapter_file)
    for parts, own in zip(prompts, found, strict=True):
        ids = [2, *(TOKENS.index(t) for part in parts for t in backend._own.vocabulary.encode([part])[0])]
        with torch.no_grad():
            logits = model(torch.tensor([ids])).logits[0, -1]
        wanted = logits[[TOKENS.index(token) for token in among]].softmax(-1).tolist()
        assert own.tolist() == pytest.approx(wanted, abs=2e-3)
    assert backend.choose([], among).shape == (0, 3)
    with pytest.raises(EngineError, match="where the model has room for 64"):
        backend.choose([["le " * 80]], among)


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    write_base(tmp_path / "other.gguf", architecture="llama")
    with pytest.raises(EngineError, match="'llama'; only 'gemma3'"):
        Base(tmp_path / "other.gguf")


def test_a_damaged_base_is_said(tmp_path: Path, base_file: Path) -> None:
    path = tmp_path / "cut.gguf"
    path.write_bytes(base_file.read_bytes()[:900])
    with pytest.raises(ModelCorruptError, match="not a readable GGUF file"):
        Base(path)


@pytest.mark.parametrize("damage", ["cut", "layer", "kept", "missing"])
def test_an_adapter_that_does_not_fit_is_refused(damage: str, base_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "adapter.safetensors"
    own = factors()
    if damage == "layer":
        own["layers.9.self_attn.q_proj.a"] = own["layers.0.self_attn.q_proj.a"]
        own["layers.9.self_attn.q_proj.b"] = own["layers.0.self_attn.q_proj.b"]
    write_adapter(path, own, KEPT + (10_000 if damage == "kept" else 0))
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:2000])
    if damage == "missing":
        path.unlink()
    with pytest.raises(ModelCorruptError, match="adapter"):
        build(Base(base_file), path, tmp_path)


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelCorruptError, match=r"holds no model\.bin"):
        CausalBackend(tmp_path, device="cpu", compute_type="int8", threads=1, max_source_tokens=40)


def test_a_closed_backend_frees_its_weights_and_loads_them_again(folder: Path) -> None:
    backend = CausalBackend(folder, device="cpu", compute_type="float32", threads=1, max_source_tokens=64)
    decoding = Decoding(beam_size=1, num_candidates=1, max_output_tokens=4)
    said = backend.generate(["le"], decoding)
    weights = weakref.ref(backend._own)
    backend.close()
    gc.collect()
    assert weights() is None and backend.generate(["le"], decoding) == said
