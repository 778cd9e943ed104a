"""Training on a model's own candidates, and on sentences translated back: what is kept, and that the risk falls."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from models.recipes.training.back_translation import is_plausible, news_sentences  # noqa: E402
from models.recipes.training.candidates import judge_candidates, risk_of  # noqa: E402
from models.recipes.training.loop import Phase, Settings, Trainer  # noqa: E402
from models.recipes.training.risk import Judged, RiskCorpus, load, risk_loss, save  # noqa: E402
from summarize.engines.registry import models_folder  # noqa: E402

VOCAB, PAD, EOS = 60, 1, 2
JUDGED = [
    Judged([7, 8, EOS], [9, 10, EOS], [[11, 12, EOS], [13, EOS]], [0.1, 0.9]),
    Judged([14, EOS], [15, 16, 17, EOS], [[18, 19, EOS]], [0.5]),
    Judged([20, 21, 22, EOS], [23, EOS], [[24, EOS], [25, 26, EOS]], [0.8, 0.2]),
]


def _corpus(**changes: int) -> RiskCorpus:
    return RiskCorpus(JUDGED, **({"max_batch_tokens": 200, "pad_id": PAD, "start_id": EOS, "seed": 1} | changes))


def _model():  # type: ignore[no-untyped-def]
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(0)
    return MarianMTModel(
        MarianConfig(
            vocab_size=VOCAB, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
            decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, dropout=0.0, pad_token_id=PAD,
            eos_token_id=EOS, bos_token_id=None, decoder_start_token_id=EOS, forced_eos_token_id=EOS,
        )
    )  # fmt: skip


def test_judged_pairs_come_back_as_they_went_out(tmp_path: Path) -> None:
    save(tmp_path / "judged.json", JUDGED)
    assert load(tmp_path / "judged.json") == JUDGED


def test_a_batch_holds_the_reference_before_its_candidates() -> None:
    batch = _corpus().batch(0)
    assert len(batch.source) == len(JUDGED)
    assert batch.rows.labels.shape[0] == 3 * len(JUDGED)
    row = next(i for i in range(3) if batch.source[i, 0] == 7)
    targets = batch.rows.labels[3 * row : 3 * row + 3].tolist()
    assert [[token for token in target if token != PAD] for target in targets] == [
        [9, 10, EOS],
        [11, 12, EOS],
        [13, EOS],
    ]
    assert batch.risks[row].tolist() == pytest.approx([0.1, 0.9])


def test_a_missing_candidate_weighs_nothing() -> None:
    batch = _corpus().batch(0)
    row = next(i for i in range(3) if batch.source[i, 0] == 14)
    assert batch.real[row].tolist() == [True, False]
    before = float(risk_loss(_model(), batch)[0].detach())
    batch.risks[row, 1] = 1e6
    assert float(risk_loss(_model(), batch)[0].detach()) == pytest.approx(before)


def test_small_batches_take_every_pair_once_a_pass() -> None:
    corpus = _corpus(max_batch_tokens=20)
    seen = [int(corpus.batch(i).source[0, 0]) for i in range(len(corpus.groups))]
    assert sorted(seen) == [7, 14, 20]


def test_training_makes_the_better_candidate_the_likelier(tmp_path: Path) -> None:
    model, corpus = _model(), _corpus()
    settings = Settings(minutes=0.05, label_smoothing=0.0, warmup_steps=1, adamw_rate=1e-2)

    def preference() -> float:
        batch = corpus.batch(0)
        row = next(i for i in range(3) if batch.source[i, 0] == 7)
        rows = batch.rows
        out = model(
            input_ids=batch.source.repeat_interleave(3, 0),
            attention_mask=batch.source_mask.repeat_interleave(3, 0),
            decoder_input_ids=rows.decoder_input,
        ).logits.log_softmax(-1)
        scores = out.gather(2, rows.labels.unsqueeze(2))[..., 0].masked_fill(~rows.label_mask, 0).sum(1)
        means = scores / rows.label_mask.sum(1)
        return float(means[3 * row + 1] - means[3 * row + 2])

    with torch.no_grad():
        before = preference()
    Trainer(model, {"judged": corpus}, [Phase("risk", 1.0, {"judged": 1.0})], settings, tmp_path, None, risk_loss).run()
    with torch.no_grad():
        assert preference() > before


def test_the_reference_has_no_risk_and_nonsense_nearly_all() -> None:
    reference = "France has blocked the plan to open an office."
    assert risk_of(reference, reference) == 0.0
    assert risk_of("France blocked the plan to open an office.", reference) < 0.4
    assert risk_of("xyz", reference) > 0.95


def test_candidates_of_a_shipped_model_are_judged() -> None:
    translator = models_folder() / "en-fr-mini"
    pairs = [("The mayor opened a school last night.", "Le maire a ouvert une école hier soir."), ("Yes.", "Oui.")]
    found = list(judge_candidates(pairs, translator, translator / "source.spm", beam_size=4, end_id=0))
    assert found
    assert 2 <= len(found[0].candidates) <= 4
    assert len(found[0].candidates) == len(found[0].risks)
    assert all(row[-1] == 0 for row in (found[0].source, found[0].reference, *found[0].candidates))
    assert all(0 <= risk <= 1 for risk in found[0].risks)


def test_whole_sentences_of_fitting_length_are_translated_back() -> None:
    article = (
        "Titre sans point\n\nLe maire a ouvert une nouvelle école dans la ville. Non. Le préfet a salué le travail"
    )
    found = list(news_sentences([article], seed=1))
    assert found == ["Le maire a ouvert une nouvelle école dans la ville."]


@pytest.mark.parametrize(
    ("source", "target", "kept"),
    [
        ("The mayor has 3 dogs.", "Le maire a 3 chiens.", True),
        ("The the the the mayor.", "Le maire a des chiens ici.", False),
        ("Dogs.", "Le maire a 3 chiens.", False),
        ("", "Le maire.", False),
    ],
)
def test_what_a_machine_translated_badly_is_left_out(source: str, target: str, kept: bool) -> None:
    assert is_plausible(source, target) is kept
