"""Both engines on tiny models of the real classes: the same text, one conversion, and damaged files refused."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from pathlib import Path

import pytest
from tiny_models import SENTENCES, copy_model

from summarize.engines.backend import Decoding
from summarize.engines.load import Model, load_model
from summarize.errors import EngineError, ModelCorruptError, ModelError, OptionError
from summarize.options import make_options

#: Room enough for every output to end by itself.
GREEDY = Decoding(beam_size=1, max_output_tokens=240, no_repeat_ngram_size=3)
KINDS = {
    "tiny_marian": "translation",
    "tiny_marian_bin": "translation",
    "tiny_barthez": "summarization",
    "tiny_barthez_terse": "summarization",
    "tiny_mt5": "summarization",
}
ENGINES = ("ctranslate2", "transformers")


def _load(folder: Path, engine: str, *, task: str = "translation", compute_type: str = "float32") -> Model:
    options = make_options(engine=engine, compute_type=compute_type, device="cpu", threads=1, offline=True)
    return load_model(str(folder), task, options)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=KINDS)
def pair(request: pytest.FixtureRequest) -> dict[str, Model]:
    folder: Path = request.getfixturevalue(request.param)
    return {e: _load(folder, e, task=KINDS[request.param]) for e in ENGINES}


def test_engines_write_the_same_text(pair: dict[str, Model]) -> None:
    ours = pair["ctranslate2"].backend.generate(SENTENCES, GREEDY)
    theirs = pair["transformers"].backend.generate(SENTENCES, GREEDY)
    assert [c.text for [c] in ours] == [c.text for [c] in theirs]
    assert len({c.text for [c] in ours}) > 1, "the model says one thing whatever it reads: the comparison shows nothing"
    assert [c.finished for [c] in ours] == [c.finished for [c] in theirs]


def test_candidates_come_best_first(pair: dict[str, Model]) -> None:
    beams = Decoding(beam_size=3, num_candidates=3, max_output_tokens=40, no_repeat_ngram_size=3)
    ours = pair["ctranslate2"].backend.generate(SENTENCES[:2], beams)
    theirs = pair["transformers"].backend.generate(SENTENCES[:2], beams)
    for row in (*ours, *theirs):
        assert len(row) == 3
        assert [c.score for c in row] == sorted((c.score for c in row), reverse=True)
        assert all(c.score <= 0 for c in row)


def test_batch_equals_single(pair: dict[str, Model]) -> None:
    for model in pair.values():
        together = [c.text for [c] in model.backend.generate(SENTENCES[:4], GREEDY)]
        assert together == [model.backend.generate([s], GREEDY)[0][0].text for s in SENTENCES[:4]]


def test_engines_give_a_text_the_same_score(pair: dict[str, Model]) -> None:
    """The engines write the same, so they agree on what they wrote and on what another model might have written."""
    outputs = [SENTENCES[2], *(c.text for [c] in pair["ctranslate2"].backend.generate(SENTENCES[:3], GREEDY))]
    texts = [SENTENCES[0], *SENTENCES[:3]]
    ours, theirs = (pair[engine].backend.score(texts, outputs) for engine in ENGINES)
    assert [len(row) for row in ours] == [len(row) for row in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine == pytest.approx(other, abs=1e-2)
        assert all(value <= 0 for value in mine)
    assert ours[2] == pytest.approx(pair["ctranslate2"].backend.score(texts[2:3], outputs[2:3])[0], abs=1e-4)


def test_no_texts_have_no_scores(pair: dict[str, Model]) -> None:
    assert [model.backend.score([], []) for model in pair.values()] == [[], []]


def test_engines_count_the_same_tokens(pair: dict[str, Model]) -> None:
    texts = [*SENTENCES, "l’été : 1\u00a0000 €, œuvre « citée » …", "é"]
    counts = [model.backend.count_tokens(texts) for model in pair.values()]
    assert counts[0] == counts[1]
    assert all(n >= 1 for n in counts[0])


def test_sources_end_with_the_end_token(pair: dict[str, Model]) -> None:
    """What every one of these classes was trained on."""
    for engine, model in pair.items():
        for tokens in model.backend._tokenizer.encode(["Le maire est parti.", "Oui"]):  # type: ignore[attr-defined]
            assert tokens[-1] == "</s>", engine


@pytest.mark.parametrize("engine", ENGINES)
def test_barthez_sources_begin_with_the_begin_token(engine: str, tiny_barthez: Path) -> None:
    """As BARThez was trained: <s> X </s>. transformers 5 adds neither where there is no tokenizer.json."""
    tokenizer = _load(tiny_barthez, engine, task="summarization").backend._tokenizer  # type: ignore[attr-defined]
    [plain] = tokenizer.encode(["Le maire est parti."])
    [controlled] = tokenizer.encode(["Le maire est parti."], "<mask>")
    assert (plain[0], plain[-1]) == ("<s>", "</s>")
    assert controlled == ["<s>", "<mask>", *plain[1:]]


def test_the_end_token_in_an_article_is_only_text(pair: dict[str, Model]) -> None:
    """An article cannot cut itself short: "</s>" in it is text, and nothing after it is hidden from the model."""
    for engine, model in pair.items():
        [tokens] = model.backend._tokenizer.encode(["Le maire </s> est parti."])  # type: ignore[attr-defined]
        assert "</s>" not in tokens[:-1], engine


def test_no_texts_give_no_candidates(pair: dict[str, Model]) -> None:
    assert [model.backend.generate([], GREEDY) for model in pair.values()] == [[], []]


def test_too_long_a_source_is_refused(pair: dict[str, Model]) -> None:
    for model in pair.values():
        with pytest.raises(EngineError, match="room for"):
            model.backend.generate(["le maire " * 2000], GREEDY)


@pytest.mark.parametrize("engine", ENGINES)
def test_output_cut_at_its_limit_is_not_finished(engine: str, tiny_marian: Path) -> None:
    backend = _load(tiny_marian, engine).backend
    short = Decoding(beam_size=1, max_output_tokens=3, min_output_tokens=3, no_repeat_ngram_size=3)
    long = Decoding(beam_size=1, max_output_tokens=120, min_output_tokens=10, no_repeat_ngram_size=3)
    assert [c.finished for [c] in backend.generate(SENTENCES[:3], long)] == [True] * 3
    assert [c.finished for [c] in backend.generate(SENTENCES[:3], short)] == [False] * 3


@pytest.mark.parametrize("engine", ENGINES)
def test_close_twice_does_nothing(engine: str, tiny_marian: Path) -> None:
    backend = _load(tiny_marian, engine).backend
    backend.close()
    backend.close()
    assert backend.count_tokens(["le maire"])[0] > 0


def test_auto_engine_on_cpu_is_ctranslate2(tiny_marian: Path) -> None:
    assert _load(tiny_marian, "auto").backend.name == "ctranslate2"


def test_a_second_load_does_not_convert_again(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    first = _load(tiny_marian, "ctranslate2").backend.generate(SENTENCES[:1], GREEDY)
    [weights] = tmp_path.rglob("model.bin")
    assert weights.is_relative_to(tmp_path / "converted")
    monkeypatch.setattr("summarize.engines.store.convert", lambda *_: pytest.fail("converted a second time"))
    assert _load(tiny_marian, "ctranslate2").backend.generate(SENTENCES[:1], GREEDY) == first


def test_int8_and_float32_conversions_stand_side_by_side(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    for compute_type in ("float32", "int8"):
        _load(tiny_marian, "ctranslate2", compute_type=compute_type)
    assert len(list(tmp_path.rglob("model.bin"))) == 2


def test_two_models_of_one_folder_name_are_not_mixed_up(
    tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second folder has the same name and config.json, and other weights."""
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    one = copy_model(tiny_marian, tmp_path / "a" / "tiny-fr-en")
    two = copy_model(tiny_marian, tmp_path / "b" / "tiny-fr-en")
    _change_weights(two)
    expected = [c.text for [c] in _load(two, "transformers").backend.generate(SENTENCES[:4], GREEDY)]
    first = [c.text for [c] in _load(one, "ctranslate2").backend.generate(SENTENCES[:4], GREEDY)]
    assert first != expected
    second = [c.text for [c] in _load(two, "ctranslate2").backend.generate(SENTENCES[:4], GREEDY)]
    assert second != first
    # Random weights end in near ties far into a text: the openings tell whose weights were loaded.
    assert [text[:40] for text in second] == [text[:40] for text in expected]


def _change_weights(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    name = next(n for n in weights if n.endswith("encoder.layers.0.fc1.weight"))
    weights[name] = (weights[name].flip(0) * 5).contiguous()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def _truncate(folder: Path) -> None:
    data = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(data[: len(data) // 2])


def _garble(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"\xff" * 4096)


def _empty(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"")


def _no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _no_config(folder: Path) -> None:
    (folder / "config.json").unlink()


def _config_is_no_json(folder: Path) -> None:
    (folder / "config.json").write_text("{not json", encoding="utf-8")


def _config_of_another_size(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"d_model": 32}), encoding="utf-8")


def _no_tokenizer(folder: Path) -> None:
    for name in ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json"):
        (folder / name).unlink()


def _no_target_tokenizer(folder: Path) -> None:
    (folder / "target.spm").unlink()


def _broken_tokenizer(folder: Path) -> None:
    (folder / "source.spm").write_bytes(b"\x00" * 100)


DAMAGES = (
    _truncate, _garble, _empty, _no_weights, _no_config, _config_is_no_json, _config_of_another_size, _no_tokenizer,
    _no_target_tokenizer, _broken_tokenizer,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda f: f.__name__.strip("_"))
@pytest.mark.parametrize("engine", ENGINES)
def test_damaged_folders_are_refused(
    engine: str, damage: object, tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    folder = copy_model(tiny_marian, tmp_path / "damaged-fr-en")
    damage(folder)  # type: ignore[operator]
    with pytest.raises((ModelCorruptError, EngineError)):
        _load(folder, engine).backend.generate(["Bonjour tout le monde."], GREEDY)
    assert not [p for p in tmp_path.rglob("model.bin") if "converted" in p.parts], "half a conversion was published"


def test_a_truncated_conversion_is_refused(tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    _load(tiny_marian, "ctranslate2")
    [weights] = tmp_path.rglob("model.bin")
    weights.write_bytes(weights.read_bytes()[:2000])
    with pytest.raises(ModelCorruptError):
        _load(tiny_marian, "ctranslate2")


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "{}", '{"entry": {"no_such_field": 1}}', '{"entry": 5}', '{"entry": {}, "sentencepiece": {}}'],
)
def test_a_damaged_summarize_json_is_refused(content: str, tiny_marian: Path, tmp_path: Path) -> None:
    folder = copy_model(tiny_marian, tmp_path / "own-fr-en")
    (folder / "summarize.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelCorruptError):
        _load(folder, "ctranslate2")


class _Bomb:
    """Unpickling it creates a file: stands for code in a pickle."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("as_zip", [False, True], ids=["plain pickle", "torch zip"])
@pytest.mark.parametrize("engine", ENGINES)
def test_code_in_a_pickle_is_never_run(
    engine: str, as_zip: bool, tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    folder, mark = copy_model(tiny_marian, tmp_path / "bomb-fr-en"), tmp_path / "executed"
    (folder / "model.safetensors").unlink()
    if as_zip:
        torch.save({"model.shared.weight": _Bomb(mark)}, folder / "pytorch_model.bin")
    else:
        (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"model.shared.weight": _Bomb(mark)}))
    with pytest.raises((ModelError, EngineError)):
        _load(folder, engine)
    assert not mark.exists()
    pickle.loads(pickle.dumps(_Bomb(mark)))
    assert mark.exists(), "the bomb is a dud: the test shows nothing"


@pytest.mark.parametrize("engine", ENGINES)
def test_code_beside_a_model_is_never_run(
    engine: str, tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    folder, mark = copy_model(tiny_marian, tmp_path / "code-fr-en"), tmp_path / "executed"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config |= {"auto_map": {"AutoConfig": "evil.Config", "AutoModelForSeq2SeqLM": "evil.Model"}, "model_type": "evil"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "evil.py").write_text(f"import os; os.mkdir({str(mark)!r})\n", encoding="utf-8")
    with pytest.raises((ModelError, EngineError)):
        _load(folder, engine)
    assert not mark.exists()


def test_an_engine_that_does_not_exist_is_an_option_error() -> None:
    with pytest.raises(OptionError, match="auto, ctranslate2, transformers"):
        make_options(engine="onnx")


def test_folder_may_move_after_loading(tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loaded model needs its files no more: a cache may be cleaned under a running process."""
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    folder = copy_model(tiny_marian, tmp_path / "gone-fr-en")
    backend = _load(folder, "ctranslate2").backend
    shutil.rmtree(folder)
    shutil.rmtree(tmp_path / "cache")
    assert backend.generate(SENTENCES[:1], GREEDY)[0][0].text
