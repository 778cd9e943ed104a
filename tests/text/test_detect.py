"""Stage 2: the language, the same from every thread, and "und" where the text does not tell."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarize.errors import ModelCorruptError
from summarize.text.detect import Detection, detect_language

SENTENCES = {
    "fr": "Le président a déclaré que la réunion des ministres aurait lieu à Bruxelles la semaine prochaine.",
    "en": "The president said that the meeting of the ministers would take place in Brussels next week.",
    "de": "Der Präsident erklärte, dass das Treffen der Minister nächste Woche in Brüssel stattfinden werde.",
    "es": "El presidente dijo que la reunión de los ministros tendría lugar en Bruselas la próxima semana.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_are_told(language: str) -> None:
    found = detect_language(SENTENCES[language])
    assert found.language == language
    assert 0.7 <= found.confidence <= 1.0
    assert found.candidates[0] == (language, found.confidence)
    assert found.reason is None


def test_same_answer_from_eight_threads() -> None:
    texts = [*SENTENCES.values(), "La casa es grande and the house is big, la maison est grande."] * 16
    alone = [detect_language(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect_language, texts)) == alone


def test_first_use_from_eight_threads_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.text.detect._factory", None)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(detect_language, [SENTENCES["fr"]] * 8))
    assert {d.language for d in found} == {"fr"} and len(set(found)) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_letters"),
        ("12 345", "no_letters"),
        ("… !? 3,5 %", "no_letters"),
        ("https://www.lemonde.fr jean@exemple.fr", "no_letters"),
        ("ok", "too_short"),
        ("Bonjour", "too_short"),
    ],
)
def test_undetermined_with_a_reason(text: str, reason: str) -> None:
    assert detect_language(text) == Detection("und", 0.0, (), reason)


@pytest.mark.parametrize(
    ("text", "language"), [("ประเทศไทยสวย", "th"), ("東京の天気はいいです", "ja"), ("한국어는 언어다", "ko")]
)
def test_dense_scripts_need_fewer_characters(text: str, language: str) -> None:
    assert detect_language(text[:10]).language == language
    assert detect_language(text[:3]).reason == "too_short"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Նախագահը հայտարարեց, որ հանդիպումը տեղի կունենա հաջորդ շաբաթ։", "hy"),
        ("პრეზიდენტმა განაცხადა, რომ შეხვედრა მომავალ კვირას გაიმართება.", "ka"),
        ("ประธานาธิบดีกล่าวว่าการประชุมจะจัดขึ้นในสัปดาห์หน้า", "th"),
        ("ፕሬዚዳንቱ ስብሰባው በሚቀጥለው ሳምንት እንደሚካሄድ ተናግረዋል።", "und"),
    ],
)
def test_a_script_of_its_own_tells_the_language_or_none(text: str, language: str) -> None:
    assert detect_language(text).language == language


def test_a_table_of_figures_is_ambiguous() -> None:
    found = detect_language("le total annuel des ventes : " + "+++ === ### $$$ " * 40)
    assert (found.language, found.reason) == ("und", "ambiguous")


def test_addresses_do_not_decide() -> None:
    address = "https://www.thenewyorktimes.com/the-house-of-the-president "
    assert detect_language(address * 10 + SENTENCES["fr"]).language == "fr"


def test_seed_is_french(seed_text: str) -> None:
    assert detect_language(seed_text).language == "fr"


@pytest.mark.parametrize("text", ["\ud800" * 50 + " maison", "a" * 2_000_000, "字" * 5000, "\x00" * 100, "é" * 60])
def test_odd_text_never_raises(text: str) -> None:
    found = detect_language(text)
    assert found.language == "und" or len(found.language) == 2
    assert 0.0 <= found.confidence <= 1.0


def test_the_profiles_file_says_what_langdetect_says() -> None:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    from summarize.text.profiles import factory

    theirs, ours = DetectorFactory(), factory()
    theirs.load_profile(PROFILES_DIRECTORY)
    order = [theirs.langlist.index(language) for language in ours.langlist]
    assert sorted(ours.langlist) == sorted(theirs.langlist)
    assert len(ours.word_lang_prob_map) == len(theirs.word_lang_prob_map)
    for gram, row in theirs.word_lang_prob_map.items():
        assert gram in ours.word_lang_prob_map
        assert ours.word_lang_prob_map[gram] == [row[i] for i in order]
    assert "never" not in ours.word_lang_prob_map


def test_few_rows_of_the_profiles_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarize.text import profiles

    monkeypatch.setattr(profiles, "_MOST_ROWS", 3)
    found = profiles.Profiles()
    rows = [found[gram] for gram in "abcdef"]
    assert len(found._known) <= 3 and [found[gram] for gram in "abcdef"] == rows


def test_a_damaged_profiles_file_is_refused(tmp_path: Path) -> None:
    from summarize.text.profiles import FILE, Profiles

    cut = tmp_path / "cut"
    cut.write_bytes(FILE.read_bytes()[:-1])
    with pytest.raises(ModelCorruptError, match="damaged"):
        Profiles(cut)


@pytest.mark.parametrize(("piece", "language"), [("dans-les-", "fr"), ("and-the-", "en")])
def test_thousands_of_votes_are_counted(piece: str, language: str) -> None:
    assert detect_language(piece * 5_000).language == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hu", "A kormány szerint a fővárosban a tüntetők a járdára vonultak, a rendőrség pedig a teret lezárta."),
        ("hu", "Fél kilenc körül a tiltakozók a hídon túl, a tér mentén, a folyó mellett a parlament elé mentek."),
        ("hr", "Policija je u ponoć zatražila da se u gradu vrate na pločnik, a u jutro da se u tišini raziđu."),
    ],
)
def test_a_function_word_counts_once_for_the_languages_that_share_it(language: str, text: str) -> None:
    assert detect_language(text).language == language
