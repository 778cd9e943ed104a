"""What the translator's layers make of a translation: as CTranslate2 computes it, and what is read of it."""

from __future__ import annotations

from pathlib import Path

import ctranslate2
import numpy as np
import pytest

from summarize.engines.encoder import places
from summarize.engines.layers import Layers
from summarize.engines.reader import Reader
from summarize.engines.registry import find_entry, models_folder
from summarize.engines.states import TranslatorStates, read_variables
from summarize.engines.tokenization import load_tokenizer

FOLDER, BACK = models_folder() / "fr-en-opus", models_folder() / "en-fr-opus"
PAIRS = (
    ("Le maire a ouvert deux écoles lundi.", "The mayor opened two schools on Monday."),
    ("Le maire a ouvert deux écoles lundi.", "The sea opened two schools."),
    ("Un enfant de 3 ans attaqué par un chien.", "A 3-year-old child attacked by a dog."),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Layers(FOLDER), str(find_entry("fr-en-opus", "translation").reader))


@pytest.mark.parametrize("folder", [FOLDER, BACK], ids=lambda folder: folder.name)
def test_the_states_give_the_log_probabilities_that_ctranslate2_gives(folder: Path) -> None:
    pairs = PAIRS if folder == FOLDER else [(translation, sentence) for sentence, translation in PAIRS]
    tokenizer = load_tokenizer(folder)
    sources = tokenizer.encode([sentence for sentence, _ in pairs])
    targets = tokenizer.encode_target([translation for _, translation in pairs])
    translator = ctranslate2.Translator(str(folder / "ctranslate2"), compute_type="float32", intra_threads=1)
    theirs = [row.log_probs for row in translator.score_batch(sources, targets)]
    for found, expected in zip(Layers(folder).pairs(pairs), theirs, strict=True):
        assert found is not None
        said = found.numbers[:, 0] / 0.3
        assert said == pytest.approx(np.maximum(expected, -12), abs=0.02)
        assert len(found.said) == len(expected) and found.sentence.shape[1] == found.before.shape[1] == 512


def test_a_pair_is_read_alike_alone_and_among_others(reader: Reader) -> None:
    together = reader.log_odds([*PAIRS, *PAIRS[::-1]])
    alone = [reader.log_odds([pair])[0] for pair in PAIRS]
    assert together[:3] == pytest.approx(alone, abs=0.01) and together[3:] == pytest.approx(alone[::-1], abs=0.01)
    assert alone[1] > alone[0], "the worse translation is doubted more"


def test_what_is_too_long_is_not_read(reader: Reader) -> None:
    long = "Le maire part. " * 100
    found = reader.log_odds([PAIRS[0], (long, "The mayor leaves."), PAIRS[2]])
    assert [odds is None for odds in found] == [False, True, False]
    assert reader.log_odds([]) == [] and reader.log_odds([(long, "Yes.")]) == [None]


def test_places_are_told_by_sines_and_cosines() -> None:
    assert places(3, 4)[0] == pytest.approx([0, 0.3, 0, 0.3])
    assert places(3, 4)[2] == pytest.approx(0.3 * np.array([np.sin(2), np.cos(2), np.sin(0.02), np.cos(0.02)]))


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"\x07\x00\x00\x00" + bytes(64))
    with pytest.raises(ValueError, match="version 7"):
        read_variables(file)
    with pytest.raises(ValueError, match="version 7"):
        TranslatorStates(file)
