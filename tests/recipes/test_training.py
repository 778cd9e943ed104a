"""The recipes' shared parts: batches, loss, optimiser, resume, and the circuit that copies before any training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from models.recipes.fr_news_mini import recipe as fr_news_mini  # noqa: E402
from models.recipes.training.attention import attend  # noqa: E402
from models.recipes.training.corpus import Corpus, PackedPairs, collate  # noqa: E402
from models.recipes.training.loop import Phase, Settings, Trainer, load_average, sequence_loss  # noqa: E402
from models.recipes.training.muon import Muon, orthogonalise  # noqa: E402
from models.recipes.training.start import LEARNED_POSITIONS, lay_circuit, set_embeddings, set_positions  # noqa: E402
from models.recipes.training.validation import validation_loss  # noqa: E402

VOCAB, PAD, EOS = 200, 1, 2


def _pairs(count: int = 60, seed: int = 0) -> PackedPairs:
    rng = np.random.default_rng(seed)
    rows = [
        rng.choice(np.arange(5, VOCAB), size=int(rng.integers(6, 14)), replace=False).tolist() for _ in range(count)
    ]
    return PackedPairs.pack([([0, *row, EOS], [*row, EOS]) for row in rows])


def _corpus(**changes: object) -> Corpus:
    settings = {"max_batch_tokens": 120, "pad_id": PAD, "start_id": EOS, "seed": 3}
    return Corpus(_pairs(), **(settings | changes))  # type: ignore[arg-type]


def _model(width: int = 32, heads: int = 2):  # type: ignore[no-untyped-def]
    from transformers import MBartConfig, MBartForConditionalGeneration

    torch.manual_seed(0)
    return MBartForConditionalGeneration(
        MBartConfig(
            vocab_size=VOCAB, d_model=width, encoder_layers=1, decoder_layers=1, encoder_attention_heads=heads,
            decoder_attention_heads=heads, encoder_ffn_dim=64, decoder_ffn_dim=64, dropout=0.0,
            max_position_embeddings=64, pad_token_id=PAD, eos_token_id=EOS, bos_token_id=0,
            decoder_start_token_id=EOS, scale_embedding=False, tie_word_embeddings=True,
        )
    )  # fmt: skip


def test_packed_pairs_come_back_as_they_went_in(tmp_path: Path) -> None:
    rows = [([1, 2, 3], [4]), ([], [5, 6]), ([7], [])]
    PackedPairs.pack(rows).save(tmp_path / "x.npz")
    loaded = PackedPairs.load(tmp_path / "x.npz")
    assert [loaded[i] for i in range(len(loaded))] == rows


def test_the_same_number_gives_the_same_batch_in_another_process() -> None:
    first = _corpus().batch(7)
    again = _corpus().batch(7)
    assert torch.equal(first.source, again.source)
    assert torch.equal(first.labels, again.labels)


def test_an_epoch_holds_every_example_once() -> None:
    corpus = _corpus()
    corpus.batch(0)
    seen = [tuple(row[row != PAD].tolist()) for n in range(len(corpus._batches)) for row in corpus.batch(n).source]
    assert sorted(seen) == sorted(tuple(_pairs()[i][0]) for i in range(60))


def test_decoder_input_is_the_target_shifted_by_the_start() -> None:
    batch = _corpus().batch(0)
    assert (batch.decoder_input[:, 0] == EOS).all()
    assert torch.equal(batch.decoder_input[:, 1:], batch.labels[:, :-1])


def test_a_softmax_over_all_negatives_is_the_whole_softmax() -> None:
    model, batch = _model(), _corpus().batch(0)
    whole, count = sequence_loss(model, batch)
    sampled, _ = sequence_loss(model, batch, negatives=VOCAB)
    assert count == int(batch.label_mask.sum())
    assert float(sampled.detach()) == pytest.approx(float(whole.detach()), abs=1e-4)


def test_orthogonalise_brings_singular_values_near_one() -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalise(torch.randn(3, 16, 64)).float())
    assert float(values.min()) > 0.5
    assert float(values.max()) < 1.3


def test_muon_lowers_a_quadratic() -> None:
    torch.manual_seed(0)
    weight = torch.nn.Parameter(torch.randn(8, 8))
    optimiser = Muon([weight], lr=0.1, weight_decay=0.0)
    losses = []
    for _ in range(40):
        loss = weight.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.2 * losses[0]


def test_a_second_run_goes_on_from_the_checkpoint(tmp_path: Path) -> None:
    def trainer(minutes: float) -> Trainer:
        settings = Settings(minutes=minutes, device="cpu", warmup_steps=2)
        return Trainer(_model(), {"pairs": _corpus()}, [Phase("all", 1.0, {"pairs": 1.0})], settings, tmp_path)

    first = trainer(0.02)
    first.run()
    assert first.state.step > 0
    second = trainer(first.state.trained_seconds / 60 + 0.02)  # the first may have taken longer
    assert second.state.step == first.state.step
    assert second.state.positions == first.state.positions
    for a, b in zip(first.model.parameters(), second.model.parameters(), strict=True):
        assert torch.equal(a, b)
    second.run()
    assert second.state.step > first.state.step
    averaged = load_average(_model(), tmp_path)
    assert not averaged.get_input_embeddings().weight[PAD].any()


def test_validation_loss_is_the_mean_over_target_tokens() -> None:
    model, pairs = _model().eval(), _pairs(20)
    found = validation_loss({"some": pairs}, pad_id=PAD, start_id=EOS)(model)
    with torch.no_grad():
        losses = [sequence_loss(model, collate([pairs[i]], pad_id=PAD, start_id=EOS)) for i in range(len(pairs))]
    total = sum(count for _, count in losses)
    assert found["some"] == pytest.approx(sum(float(loss) * count for loss, count in losses) / total, abs=1e-4)


def test_the_circuit_copies_before_any_training() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((VOCAB, 192)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    plain, laid = _model(256, 8), _model(256, 8)
    set_embeddings(laid.model.shared, vectors, row_norm=0.6, noise=0.1, seed=1, columns=LEARNED_POSITIONS.tokens)
    set_positions(laid, LEARNED_POSITIONS, norm=0.35)
    lay_circuit(laid, LEARNED_POSITIONS, back_gain=1.3, match_gain=1.7, seed=1)
    batch = _corpus().batch(0)
    with torch.no_grad():
        assert float(sequence_loss(laid, batch)[0]) < 0.6 * float(sequence_loss(plain, batch)[0])


def test_scores_stay_in_float32_where_the_rest_is_bfloat16() -> None:
    torch.manual_seed(0)
    query, key, value = (torch.randn(1, 2, 5, 8) for _ in range(3))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out, weights = attend(torch.nn.Module(), query.bfloat16(), key.bfloat16(), value.bfloat16(), None)
    assert weights.dtype == torch.float32
    exact = torch.nn.functional.scaled_dot_product_attention(
        query.bfloat16().float(), key.bfloat16().float(), value.bfloat16().float()
    )
    assert torch.allclose(out.transpose(1, 2), exact, atol=1e-5)


def test_key_biases_are_not_trained(tmp_path: Path) -> None:
    settings = Settings(minutes=0.01, device="cpu")
    trainer = Trainer(_model(), {"pairs": _corpus()}, [Phase("all", 1.0, {"pairs": 1.0})], settings, tmp_path)
    frozen = {n for n, p in trainer.model.named_parameters() if not p.requires_grad}
    assert frozen
    assert all(name.endswith("k_proj.bias") for name in frozen)


class TestNewsRecipe:
    recipe = fr_news_mini

    def test_what_the_article_lacks_is_cut_from_the_abstract(self) -> None:
        article = ["Le maire Hurmic veut des agents à Bordeaux.", "La ville a 250.000 habitants."]
        gold = "VIDÉO - Le maire (EELV) de Bordeaux Pierre Hurmic a demandé mardi 6 mai des agents. Il a vu Darmanin."
        assert self.recipe.supported_part(gold, article) == "Le maire de Bordeaux Hurmic a demandé des agents."
        assert self.recipe.supported_part("Le maire de Lyon a parlé à toute la presse ce jour.", article) is None

    def test_claims_are_names_numbers_days_and_months(self) -> None:
        found = self.recipe.claims("Selon Emmanuel Macron, 1 000 soldats partiront mardi 3 mai de l'Otan.")
        assert found == {"emmanuel", "macron", "1000", "mardi", "3", "mai", "otan"}

    def test_days_the_article_lacks_are_dropped_and_others_kept(self) -> None:
        abstract = "Le préfet a annoncé jeudi soir la fermeture, en vigueur de lundi à mardi."
        assert self.recipe.without_foreign_days(abstract, ["Rien ici."]) == (
            "Le préfet a annoncé la fermeture, en vigueur de lundi à mardi."
        )
        assert self.recipe.without_foreign_days(abstract, ["C'était jeudi."]) == abstract

    def test_sources_hold_the_support_or_are_refused(self) -> None:
        sentences = ["Un incendie a eu lieu.", "Il a duré longtemps.", "Le maire Jean Dupont a parlé."]
        assert self.recipe.choose_source(sentences, [60, 60, 30], {"dupont"}) == [0, 2]
        assert self.recipe.choose_source(sentences, [60, 60, 30], {"martin"}) is None

    def test_masked_passages_keep_their_target(self) -> None:
        target = [*range(20, 60), EOS]
        source, same = self.recipe.mask_spans(np.random.default_rng(0), [], target)
        assert same == target
        assert self.recipe.MASK in source
        assert set(source[2:-1]) <= {*target, self.recipe.MASK}

    def test_copied_share(self) -> None:
        assert self.recipe.copied_share([1, 2, 3, 4], [2, 3, 4, EOS]) == 1.0
        assert self.recipe.copied_share([1, 2, 3, 4], [4, 2, 1, EOS]) == 0.0
