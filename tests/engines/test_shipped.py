"""The shipped models: int8 as float32, CTranslate2 as transformers, sentencepiece as AutoTokenizer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.engines.backend import Decoding
from summarize.engines.load import Model, load_model
from summarize.engines.registry import find_entry, models_folder
from summarize.engines.tokenization import SentencePieceTokenizer, TransformersTokenizer, load_tokenizer
from summarize.errors import EngineError
from summarize.options import make_options

ARTICLES = (
    "La mairie de Lyon ouvrira deux écoles à la rentrée. Le conseil municipal a voté mardi un budget de 3 millions "
    "d'euros pour ces travaux. L'opposition dénonce un coût trop élevé.",
    "Un incendie a détruit 200 hectares de forêt près de Marseille. Les pompiers ont maîtrisé le feu dans la nuit. "
    "Aucun blessé n'est signalé, selon la préfecture.",
    "Le président Emmanuel Macron a reçu lundi le chancelier allemand à l'Élysée. Les deux hommes ont parlé de "
    "l'énergie et de la défense de l’Europe.",
)
SENTENCES = (
    "Le maire a ouvert la nouvelle école du village.",
    "Les pompiers ont maîtrisé le feu dans la nuit.",
    "Le président a reçu le chancelier allemand lundi.",
)
ODD = (
    *ARTICLES,
    "L’été à Noël, où œuvre l'évêque : « ça coûte 3,5 % », dit-il…",
    "Il a gagné 1\u00a0000\u202f€ en 2019 — «\u00a0jamais vu\u00a0» !",
    "Bravo 👏🏽 aux Bleus 🇫🇷 !",
    "e\u0301te\u0301 d'E\u0301vian",
    "deux  espaces et une\ttabulation",
    "Владимир 日本 ﬁn ½",
    "a",
)
MODELS = {"fr-news-mini": ("summarization", ARTICLES, "<abstract>"), "fr-en-opus": ("translation", SENTENCES, None)}
#: Those that ship with weights in the hub's layout too; of the others the recipe converts what CTranslate2 reads.
EXACT = ("fr-news-mini",)
Load = Callable[..., Model]


@pytest.fixture(scope="module")
def load() -> Load:
    found: dict[tuple[str, str, str], Model] = {}

    def get(name: str, engine: str, compute_type: str) -> Model:
        key = (name, engine, compute_type)
        if key not in found:
            options = make_options(engine=engine, compute_type=compute_type, device="cpu", threads=1, offline=True)
            found[key] = load_model(name, MODELS[name][0], options)  # type: ignore[arg-type]
        return found[key]

    return get


def _greedy(model: Model, name: str) -> list[str]:
    _, texts, control = MODELS[name]
    # Room to end by itself: transformers forces the end token at the limit, CTranslate2 does not.
    decoding = Decoding(beam_size=1, max_output_tokens=100, no_repeat_ngram_size=3, control=control)
    return [c.text for [c] in model.backend.generate(texts, decoding)]


@pytest.mark.parametrize("name", EXACT)
def test_ctranslate2_writes_what_transformers_writes(name: str, load: Load) -> None:
    ours = _greedy(load(name, "ctranslate2", "float32"), name)
    assert ours == _greedy(load(name, "transformers", "float32"), name)
    assert all(len(text.split()) > 2 for text in ours) and len(set(ours)) == 3


@pytest.mark.parametrize("name", MODELS)
def test_int8_stays_near_float32(name: str, load: Load) -> None:
    """Rounding may turn a word; most of the words stay."""
    exact = _greedy(load(name, "ctranslate2", "float32"), name)
    rounded = _greedy(load(name, "ctranslate2", "int8"), name)
    words = [set(text.lower().split()) for text in exact]
    shared = sum(len(a & set(b.lower().split())) for a, b in zip(words, rounded, strict=True))
    assert shared >= 0.5 * sum(map(len, words))


@pytest.mark.parametrize("name", MODELS)
def test_int8_batch_equals_single(name: str, load: Load) -> None:
    model = load(name, "ctranslate2", "int8")
    _, texts, control = MODELS[name]
    decoding = Decoding(beam_size=4, num_candidates=4, max_output_tokens=60, control=control)
    together = [[c.text for c in row] for row in model.backend.generate(texts, decoding)]
    assert together == [[c.text for c in model.backend.generate([t], decoding)[0]] for t in texts]


@pytest.mark.parametrize("name", EXACT)
def test_tokens_equal_those_of_transformers(name: str) -> None:
    folder = models_folder() / name
    ours, theirs = load_tokenizer(folder), TransformersTokenizer(folder)
    assert isinstance(ours, SentencePieceTokenizer)
    for text in ODD:
        assert ours.encode([text]) == theirs.encode([text]), text
        assert ours.count([text]) == theirs.count([text]), text


def test_control_tokens_stand_where_transformers_has_them() -> None:
    folder = models_folder() / "fr-news-mini"
    ours, theirs = load_tokenizer(folder), TransformersTokenizer(folder)
    for control in find_entry("fr-news-mini", "summarization").controls.values():
        [tokens] = ours.encode(["Le maire part."], control)
        assert [tokens] == theirs.encode(["Le maire part."], control)
        assert tokens[0] == "<s>" and tokens[1] == control and tokens[-1] == "</s>"
        assert theirs.tokenizer.convert_tokens_to_ids(control) != theirs.tokenizer.unk_token_id


@pytest.mark.parametrize("name", MODELS)
def test_text_comes_back_from_its_tokens(name: str) -> None:
    tokenizer = load_tokenizer(models_folder() / name)
    for text in ARTICLES:
        [tokens] = tokenizer.encode_target([text])
        # The models know one apostrophe: their normaliser folds the typographic one.
        assert tokenizer.decode([tokens]) == [text.replace("’", "'")]


@pytest.mark.parametrize("name", MODELS)
def test_a_control_token_in_an_article_is_only_text(name: str) -> None:
    """An article cannot give orders: "<abstract>" or "</s>" in it never becomes the special token."""
    [tokens] = load_tokenizer(models_folder() / name).encode(["Il écrit <headline> et </s> puis <s> <extract>."])
    assert not {"<headline>", "<extract>"} & set(tokens)
    assert tokens.count("</s>") == 1 and tokens.count("<s>") == (name == "fr-news-mini")


def test_what_ships_as_int8_alone_says_so_where_other_weights_are_asked_for(load: Load) -> None:
    with pytest.raises(EngineError, match=r"fr-en-opus ships for CTranslate2 alone; take engine='auto'"):
        load("fr-en-opus", "transformers", "float32")


def test_revision_is_the_hash_of_the_files(load: Load) -> None:
    revisions = {load(name, "ctranslate2", "int8").revision for name in MODELS}
    assert len(revisions) == 2 and all(r.startswith("sha256:") for r in revisions)


def test_shipped_int8_puts_no_model_into_the_cache(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "none"))
    options = make_options(device="cpu", threads=1, offline=True)
    assert load_model("fr-en-opus", "translation", options).backend.name == "ctranslate2"
    assert [path.name for path in (tmp_path / "none").iterdir()] == ["checked"]
