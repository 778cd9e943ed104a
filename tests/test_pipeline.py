"""The whole way, with the shipped models: every status, lists like singles, threads, options."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pytest

from summarize import Summarizer, Summary, detect_language, summarize, translate
from summarize.engines.registry import find_entry
from summarize.errors import (
    InputError,
    InputTooLargeError,
    OptionError,
    SummarizeError,
    SupportError,
    UnknownModelError,
    UnsupportedLanguageError,
)
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences
from summarize.translating import chain

SHORT = (
    "La mairie de Lyon ouvrira deux écoles à la rentrée de septembre. Le conseil municipal a voté mardi un budget de "
    "3 millions d'euros pour ces travaux. L'opposition dénonce un coût trop élevé pour la ville."
)
FIRE = (
    "Un incendie a détruit 200 hectares de forêt près de Marseille. Les pompiers ont maîtrisé le feu dans la nuit. "
    "Aucun blessé n'est signalé, selon la préfecture des Bouches-du-Rhône."
)
ENGLISH = (
    "The mayor of the town said on Monday that two new schools would open next year. The council approved the budget "
    "after a long debate, and the opposition complained that the price was too high."
)
SPANISH = "El alcalde dijo el lunes que dos escuelas abrirían, y el ayuntamiento lo aprobó. " * 3
BUDGET = "Le conseil municipal a voté mardi un budget de 3 millions d'euros pour ces travaux."
KEYS = [
    "text", "status", "kind", "departure", "translation", "translation_status", "language", "language_confidence",
    "language_candidates", "route", "model", "model_revision", "translator", "translator_revision", "engine",
    "compute_type", "instruction_set", "threads", "coverage", "windows",
    "source_tokens", "removed", "sentences", "supported", "unsupported", "warnings", "clean_text", "score", "timing",
    "usage", "error", "source",
]  # fmt: skip


@pytest.fixture(scope="module")
def summarizer() -> Iterator[Summarizer]:
    with Summarizer(threads=1) as made:
        yield made


@pytest.fixture(scope="module")
def translating() -> Iterator[Summarizer]:
    with Summarizer(threads=1, to="en", doubtful="show") as made:
        yield made


@pytest.fixture(scope="module")
def seed_summary(translating: Summarizer, seed_text: str) -> Summary:
    return translating(seed_text)


def _same(one: Summary, two: Summary) -> bool:
    """Equal but for the seconds; scores to the rounding of a batch (0.0034 was seen on an EPYC)."""
    a, b = one.to_dict(), two.to_dict()
    a.pop("timing"), b.pop("timing")
    return a | {"score": None} == b | {"score": None} and (a["score"] or 0) == pytest.approx(b["score"] or 0, abs=1e-2)


def test_seed(seed_summary: Summary) -> None:
    assert seed_summary.status in ("ok", "fallback")
    assert seed_summary.text and str(seed_summary) == seed_summary.text
    assert seed_summary.language == "fr" and seed_summary.language_confidence is not None
    assert (seed_summary.kind, seed_summary.coverage, seed_summary.windows) == ("opening", 1.0, 1)
    assert seed_summary.unsupported == ()
    assert seed_summary.translation and seed_summary.translation != seed_summary.text
    assert seed_summary.route == ("extract", "translate:fr-en-opus")
    assert (seed_summary.model, seed_summary.translator) == (None, "fr-en-opus")
    assert str(seed_summary.translator_revision).startswith("sha256:")
    assert [r.kind for r in seed_summary.removed].count("related-title") == 3
    assert seed_summary.engine == "ctranslate2" and seed_summary.error is None


def test_seed_summary_ends_on_a_full_sentence(seed_summary: Summary) -> None:
    assert 1 <= len(split_sentences(seed_summary.text)) <= 3
    assert seed_summary.text[-1] in ".!?…»”"
    for piece in ("READ", "lire aussi", "<abstract>", "</s>", "▁", "\n"):
        assert piece not in seed_summary.text


def test_translation_is_english(seed_summary: Summary) -> None:
    assert detect_language(str(seed_summary.translation)).language == "en"


def test_every_sentence_is_shown_beside_the_articles(summarizer: Summarizer, seed_text: str) -> None:
    article = (
        "Une usine de peinture (Seine-Maritime) a été détruite mardi à Rouen, a indiqué mercredi la préfecture. Les "
        "pompiers, venus de trois communes voisines, ont évacué quarante riverains du quartier pendant la nuit. Le "
        "maire a ouvert une enquête sur les causes de ce sinistre et promis un rapport. Les salariés craignent pour "
        "leur emploi."
    )
    for text in (seed_text, article):
        result = summarizer(text)
        cleaned = clean(text).text
        assert [result.text[o.start : o.end] for o in result.sentences] == [
            sentence.text for sentence in split_sentences(result.text)
        ]
        for origin in result.sentences:
            assert origin.source is not None and origin.share > 0.5
            own, source = result.text[origin.start : origin.end], cleaned[slice(*origin.source)]
            assert origin.copied is (own == source)


def test_a_summary_is_made_again_the_same(translating: Summarizer, seed_summary: Summary, seed_text: str) -> None:
    assert _same(translating(seed_text), seed_summary)


def test_a_list_is_its_items(summarizer: Summarizer, seed_text: str) -> None:
    texts = [SHORT, "", seed_text, "Trois mots seulement.", FIRE, SHORT]
    together = summarizer.summarize_many(texts)
    assert len(together) == len(texts)
    for text, result in zip(texts, together, strict=True):
        assert _same(summarizer(text), result), text[:40]


def test_lists_of_any_length(summarizer: Summarizer) -> None:
    assert summarizer.summarize_many([]) == []
    assert [s.status for s in summarizer.summarize_many([""])] == ["empty"]
    assert isinstance(summarize([""]), list) and isinstance(summarize(""), Summary)


def test_small_batches_change_nothing(seed_text: str, summarizer: Summarizer) -> None:
    texts = [SHORT, FIRE, seed_text]
    with Summarizer(threads=1, batch_articles=1) as one:
        pairs = zip(one.summarize_many(texts), summarizer.summarize_many(texts), strict=True)
        assert all(_same(a, b) for a, b in pairs)


def test_stream_keeps_order_and_failures_in_place() -> None:
    texts = [SHORT, "x" * 1000, "", FIRE, SPANISH]
    with Summarizer(threads=1, max_characters=900, batch_articles=2, model="fr-news-mini") as made:
        found = list(made.stream(iter(texts)))
        assert [s.status for s in found[1:3]] == ["error", "empty"] and found[4].status == "error"
        assert [s.status in ("ok", "fallback") for s in found] == [True, False, False, True, False]
        assert [n.code for n in found[1].warnings] == ["InputTooLargeError"]
        assert "max_characters=900" in str(found[1].error)
        assert [n.code for n in found[4].warnings] == ["UnsupportedLanguageError"]
        assert _same(found[3], made(FIRE))


def test_stream_takes_no_more_than_a_batch_ahead(summarizer: Summarizer) -> None:
    taken: list[int] = []

    def supply() -> Iterator[str]:
        for i in range(10_000):
            taken.append(i)
            yield ""

    found = summarizer.stream(supply())
    assert next(found).status == "empty"
    assert len(taken) <= summarizer.options.batch_articles


def test_stream_does_not_hide_items_that_are_no_text(summarizer: Summarizer) -> None:
    found = list(summarizer.stream(["", b"bytes", None, ""]))  # type: ignore[list-item]
    assert [s.status for s in found] == ["empty", "error", "error", "empty"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "empty"), (" \n\t\u00a0", "empty"), ("12 345,67 %", "empty"), ("…!?", "empty"),
        ("A lire aussi :\nUn titre\nUn autre titre", "empty"), ("Publicité", "empty"),
        ("Le maire part.", "too_short"), ("ok", "too_short"), ("Titre\nLe maire part.", "too_short"),
    ],
)  # fmt: skip
def test_little_or_nothing(text: str, status: str, summarizer: Summarizer) -> None:
    found = summarizer(text)
    assert found.status == status
    assert [n.code for n in found.warnings] == [status]
    assert (found.text == "") == (status == "empty")
    assert (found.model, found.route, found.coverage) == (None, (), 0.0)
    assert found.text.split() == ([] if status == "empty" else text.split())


def test_too_short_a_text_is_translated_all_the_same(translating: Summarizer) -> None:
    found = translating("Le maire de la ville a ouvert hier une nouvelle école.")
    assert found.status == "too_short" and found.translation and found.translator == "fr-en-opus"


def test_random_bytes_as_text_never_break(summarizer: Summarizer) -> None:
    for seed in range(3):
        text = random.Random(seed).randbytes(3000).decode("latin-1")
        try:
            found = summarizer(text)
        except SummarizeError:
            continue
        assert found.status in ("empty", "undetermined", "too_short", "ok", "fallback", "extractive")
        json.dumps(found.to_dict())


@pytest.mark.parametrize(
    "text",
    [
        SHORT + " \ud83d\x1b[31m " + FIRE,
        SHORT.replace(" ", "\u00a0"),
        SHORT + " " + "https://exemple.fr/" + "a1b2" * 150 + " " + FIRE,
        SHORT + " " + "字" * 600 + ". " + FIRE,
        SHORT + " 👏🏽🇫🇷" * 40 + " " + FIRE,
        " ".join([SHORT.replace(".", ",")] * 30) + ".",
        "\n".join([SHORT, FIRE] * 40),
        SHORT.upper(),
    ],
    ids=["surrogate", "no-break", "long address", "foreign script", "emoji", "one sentence", "long", "capitals"],
)
def test_odd_articles_are_summarised(text: str) -> None:
    with Summarizer(threads=1, language="fr") as made:
        found = made(text)
    assert found.status in ("ok", "fallback") and found.text
    assert found.unsupported == () and 0.9 < found.coverage <= 1.0
    found.text.encode("utf-8")
    assert len(found.text) < 3000


def test_a_language_without_a_model_gets_its_own_sentences(summarizer: Summarizer) -> None:
    found = summarizer(SPANISH)
    assert (found.status, found.language, found.route, found.model) == ("extractive", "es", ("extract",), None)
    assert found.text in SPANISH and [notice.code for notice in found.warnings] == ["extractive"]


def test_a_named_model_that_does_not_read_the_language_says_how_to_fix_it() -> None:
    with Summarizer(threads=1, model="fr-news-mini") as made, pytest.raises(UnsupportedLanguageError) as caught:
        made(SPANISH)
    assert "Spanish (es)" in str(caught.value) and "language=" in str(caught.value)
    assert "summarize models pull" in str(caught.value) or "model=" in str(caught.value)


def test_an_english_article_gives_its_own_english_sentences() -> None:
    with Summarizer(threads=1, to="en") as made:
        found = made(ENGLISH)
    assert (found.language, found.status, found.kind, found.translation) == ("en", "ok", "opening", None)
    assert found.text.startswith("The mayor of the town said on Monday that two new schools would open next year.")
    with Summarizer(threads=1, to="fr", doubtful="show") as made:
        found = made(ENGLISH)
    assert found.route == ("extract", "translate:en-fr-opus") and found.translation


def test_a_french_model_reads_english_through_a_translator_and_says_so() -> None:
    with Summarizer(threads=1, to="en", model="fr-news-mini", doubtful="show") as made:
        found = made(ENGLISH)
    assert found.language == "en" and found.coverage == 1.0 and found.status in ("ok", "fallback")
    assert found.route == ("translate:en-fr-opus", "summarise:fr-news-mini", "translate:fr-en-opus")
    assert detect_language(found.text).language == "fr" and found.translation
    assert "translated_source" in {notice.code for notice in found.warnings}


def test_an_article_in_the_language_asked_for_is_not_translated_and_that_is_said() -> None:
    with Summarizer(threads=1, to="en") as made:
        found = made(ENGLISH)
    assert (found.language, found.translation, found.translation_status) == ("en", None, None)
    assert [notice.code for notice in found.warnings] == ["not_translated"]


def test_a_language_said_is_final() -> None:
    with Summarizer(threads=1, language="french") as made:
        found = made(ENGLISH)
    assert found.language == "fr" and found.language_confidence is None


def test_a_translation_that_no_model_makes_is_refused() -> None:
    with Summarizer(threads=1, to="ja") as made, pytest.raises(UnsupportedLanguageError, match="Japanese"):
        made(SHORT)


def test_an_article_that_no_model_translates_keeps_its_summary_among_others() -> None:
    german = (
        "Der Bundesrat hat die Reform der Pflegeausbildung am Freitag vorerst gestoppt. Eine Mehrheit der Länder rief "
        "den Vermittlungsausschuss an, weil ungeklärt ist, wer die Mehrkosten von rund 340 Millionen Euro tragen soll."
    )
    with Summarizer(threads=1, to="en", offline=True) as made:
        found, french = made.summarize_many([german, FIRE], keep_going=True)
        with pytest.raises(UnsupportedLanguageError, match="German"):
            made(german)
    assert found.status == "extractive" and found.text.startswith("Der Bundesrat hat")
    assert (found.translation, found.translation_status, found.error) == (None, "withheld", None)
    assert "German" in next(n.message for n in found.warnings if n.code == "no_translator")
    assert all(notice.code != "no_translator" for notice in french.warnings) and french.translator == "fr-en-opus"
    with Summarizer(threads=1, to="de", translator="fr-en-opus", offline=True) as named:
        assert named.summarize_many([FIRE], keep_going=True)[0].status == "error"


def test_undetermined_is_no_guess(summarizer: Summarizer) -> None:
    found = summarizer("xqzt wvbk grmf plnd " * 30 + "+++ === " * 400)
    assert (found.status, found.text, found.language) == ("undetermined", "", "und")
    assert [n.code for n in found.warnings] == ["undetermined"]


@pytest.mark.parametrize("value", [b"Le maire", None, 5, ["Le maire"], Path("article.txt")])
def test_what_is_no_text_is_refused(value: object, summarizer: Summarizer) -> None:
    with pytest.raises(InputError, match="str"):
        summarizer(value)  # type: ignore[arg-type]
    with pytest.raises(InputError):
        summarize([SHORT, value])  # type: ignore[list-item]


def test_bytes_given_to_the_function_are_refused() -> None:
    with pytest.raises(InputError, match="bytes"):
        summarize(b"Le maire")  # type: ignore[call-overload]


def test_a_string_is_no_list_of_texts(summarizer: Summarizer) -> None:
    with pytest.raises(InputError, match="list"):
        summarizer.summarize_many(SHORT)


def test_too_long_a_text_is_refused_not_cut() -> None:
    with Summarizer(max_characters=100) as made, pytest.raises(InputTooLargeError, match="max_characters=100"):
        made(SHORT)


def test_lengths(seed_text: str) -> None:
    sizes = {}
    for length, most in (("headline", 1), ("short", 1), (2, 2)):
        with Summarizer(threads=1, length=length) as made:
            found = made(seed_text)
        assert found.status in ("ok", "fallback") and found.unsupported == ()
        sizes[length] = len(split_sentences(found.text))
        assert 1 <= sizes[length] <= most, (length, found.text)


@pytest.mark.parametrize("options", [{"beam_size": 1}, {"verify": False}])
def test_other_searches(options: dict[str, object], seed_text: str) -> None:
    with Summarizer(threads=1, model="fr-news-mini", **options) as made:
        found = made(seed_text)
    assert found.text and found.status in ("ok", "doubtful", "fallback")
    codes = [n.code for n in found.warnings]
    assert ("unverified" in codes) == ("verify" in options)


def test_without_verification_the_claims_are_still_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_candidates(monkeypatch, "Le pape François a perdu 77 euros mardi à Tombouctou.")
    with Summarizer(threads=1, verify=False, model="fr-news-mini") as made:
        found = made(SHORT)
    assert found.status == "doubtful"
    assert [u.text for u in found.unsupported] == ["François", "77", "Tombouctou"]
    assert [found.text[u.start : u.end] for u in found.unsupported] == ["François", "77", "Tombouctou"]


def _replace_candidates(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    from summarize.engines.backend import Candidate
    from summarize.engines.ctranslate2_backend import CTranslate2Backend

    monkeypatch.setattr(
        CTranslate2Backend, "generate", lambda self, texts, decoding: [[Candidate(text, -0.1, True)] for _ in texts]
    )


@pytest.mark.parametrize(
    "bad",
    [
        "Le pape François a perdu 77 euros mardi à Tombouctou.",
        "Des parents de Lyon attendent deux écoles à la",
        "la la la la la la la la la la.",
        "",
        "La mairie ouvrira des écolassages.",
    ],
    ids=["invented", "unfinished", "repetition", "nothing", "no word"],
)
def test_bad_candidates_give_way_to_the_opening(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_candidates(monkeypatch, bad)
    with Summarizer(threads=1, model="fr-news-mini", strict=True) as made:
        found = made(SHORT)
    assert (found.status, found.kind) == ("ok", "opening")
    assert found.text and found.text in SHORT


def test_an_article_of_which_nothing_stands_alone_is_a_fallback() -> None:
    text = (
        "Il est parti mardi matin vers neuf heures pour cette ville. Elle l'a suivi mercredi avec eux et ses amis. "
        "Ils ont ensuite pris cette route ensemble vers dix heures."
    )
    with Summarizer(threads=1, language="fr") as made:
        found = made(text)
    assert (found.status, found.departure) == ("fallback", "dangling_demonstrative") and not found.ok
    assert found.text in text and [n.code for n in found.warnings] == ["fallback"]
    with Summarizer(threads=1, language="fr", strict=True) as strict, pytest.raises(SupportError, match="strict"):
        strict(text)


def test_strict_gives_what_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    written = "Deux écoles seront ouvertes par la mairie de Lyon à la rentrée de septembre."
    _replace_candidates(monkeypatch, written)
    entry = replace(find_entry("fr-news-mini", "summarization"), found_wrong=None)
    monkeypatch.setattr("summarize.engines.load.find_entry", lambda *_: entry)
    with Summarizer(threads=1, model="fr-news-mini", strict=True) as made:
        found = made(SHORT)
    assert (found.status, found.kind, found.text, found.unsupported) == ("ok", "abstractive", written, ())


@pytest.mark.parametrize("verify", [True, False])
def test_what_a_model_writes_that_readers_found_wrong_too_often_is_doubtful(
    monkeypatch: pytest.MonkeyPatch, verify: bool
) -> None:
    written = "Deux écoles seront ouvertes par la mairie de Lyon à la rentrée de septembre."
    _replace_candidates(monkeypatch, written)
    with Summarizer(threads=1, model="fr-news-mini", verify=verify) as made:
        found = made(SHORT)
    assert (found.status, found.kind, found.text, found.ok) == ("doubtful", "abstractive", written, False)
    [notice] = [n for n in found.warnings if n.code == "doubtful"]
    found_wrong = find_entry("fr-news-mini", "summarization").found_wrong
    assert found_wrong and found_wrong in notice.message
    with Summarizer(threads=1, model="fr-news-mini", strict=True) as made, pytest.raises(SupportError):
        made(SHORT)
    with Summarizer(threads=1, strict=True) as made:  # no model writes
        assert made(SHORT).status == "ok"


def test_the_articles_own_sentences_are_not_doubtful_where_nothing_that_was_written_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _replace_candidates(monkeypatch, "Le pape François a perdu 77 euros mardi à Tombouctou.")
    with Summarizer(threads=1, model="fr-news-mini", strict=True) as made:
        found = made(SHORT)
    assert (found.status, found.kind) == ("ok", "opening")


def test_a_translation_that_lost_a_number_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_candidates(monkeypatch, "No figure.")
    with Summarizer(threads=1, to="en", doubtful="show") as made:
        found = made(SHORT)
    assert found.translation_status == "doubtful"
    assert BUDGET in found.text and set(str(found.translation).split()) == {"No", "figure."}
    [notice] = [n for n in found.warnings if n.code == "translation_numbers"]
    assert "3" in notice.message
    with Summarizer(threads=1, to="en") as made:
        withheld = made(SHORT)
    assert (withheld.translation, withheld.translation_status) == (None, "withheld")
    assert withheld.text == found.text and withheld.translator == "fr-en-opus" and withheld.unsupported == ()
    [notice] = [n for n in withheld.warnings if n.code.startswith("translation")]
    assert notice.code == "translation_withheld" and "translator=" in notice.message
    assert (
        "La mairie de Lyon" in notice.message
        and "more of its sentences" in notice.message
        and 'doubtful="show"' in notice.message
    )


def test_a_translation_that_passes_every_check_is_ok(monkeypatch: pytest.MonkeyPatch) -> None:
    """The translator's output is put in its place; what the translator makes of its tokens is as it is."""
    english = "On Tuesday the mayor of Lyon announced the closure of the swimming pool and a budget of 3 million euros."

    _replace_candidates(monkeypatch, english)
    with Summarizer(threads=1, to="en", length=1, min_words=5) as made:
        budget = "Le maire de Lyon a annoncé mardi la fermeture de la piscine et un budget de 3 millions d'euros."
        found = made(f"{budget} L'opposition dénonce un coût trop élevé pour la ville de Lyon.")
    assert (found.translation, found.translation_status) == (english, "ok")
    assert not [n for n in found.warnings if n.code.startswith("translation")]


def test_a_translation_ends_before_its_first_sentence_that_failed() -> None:
    first = "Le maire de Lyon a annoncé mardi la fermeture de la piscine et un budget de 3 millions d'euros."
    second = "Le dégingandé chafouin a rabiboché les paltoquets goguenards de Lyon."
    with Summarizer(threads=1, to="en", language="fr") as made:
        found, turned = made(f"{first} {second}"), made(f"{second} {first}")
        short = made(f"Le maire de Lyon est parti mardi. {second}")
    assert found.text == f"{first} {second}" and found.translation_status == "partial"
    assert str(found.translation).endswith(". […]") and "3 million" in str(found.translation)
    [notice] = [n for n in found.warnings if n.code.startswith("translation")]
    assert notice.code == "translation_partial" and "Le dégingandé" in notice.message
    assert turned.text.startswith(second) and (turned.translation, turned.translation_status) == (None, "withheld")
    assert (short.translation, short.translation_status) == (None, "withheld")  # so few words tell too little
    with Summarizer(threads=1, to="en", language="fr", doubtful="show") as showing:
        whole = showing(f"{first} {second}")
    assert whole.translation_status == "doubtful" and "[…]" not in str(whole.translation)


def test_no_translation_has_no_status(summarizer: Summarizer) -> None:
    assert summarizer(FIRE).translation_status is None


def test_to_dict_is_json_safe_and_stable(seed_summary: Summary) -> None:
    data = seed_summary.to_dict()
    assert list(data) == KEYS == [f.name for f in fields(Summary)]
    again = json.loads(json.dumps(data))
    assert again == data
    assert json.loads(seed_summary.to_json()) == again
    assert set(data["removed"][0]) == {"kind", "text"}
    assert all(seconds >= 0 for seconds in data["timing"].values())
    assert "é" in seed_summary.to_json() or "é" not in seed_summary.text


def test_every_status_has_the_same_keys(summarizer: Summarizer) -> None:
    for found in (summarizer(""), summarizer("ok"), *summarizer.stream([None])):  # type: ignore[list-item]
        assert list(found.to_dict()) == KEYS
        json.dumps(found.to_dict())


def test_four_threads_share_one_summarizer(translating: Summarizer, seed_text: str) -> None:
    texts = [SHORT, FIRE, seed_text, SHORT] * 2
    alone = [translating(text) for text in texts[:4]] * 2
    with ThreadPoolExecutor(4) as pool:
        assert all(_same(a, b) for a, b in zip(pool.map(translating, texts), alone, strict=True))


def test_four_threads_may_come_first() -> None:
    with Summarizer(threads=1) as made, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(made, [SHORT] * 4))
    assert all(_same(found[0], other) for other in found)


def test_four_threads_use_the_function() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: summarize(text, threads=1), [SHORT, FIRE] * 2))
    assert _same(found[0], found[2]) and _same(found[1], found[3])


def test_closed_models_are_loaded_again() -> None:
    made = Summarizer(threads=1)
    first = made(FIRE)
    made.close()
    made.close()
    assert _same(made(FIRE), first)
    made.close()


def test_unknown_models_and_options_are_refused() -> None:
    with Summarizer(model="no-such-model") as made, pytest.raises(UnknownModelError, match="fr-news-mini"):
        made(SHORT)
    with Summarizer(translator="no-such-model", to="en") as made, pytest.raises(UnknownModelError, match="fr-en-opus"):
        made(SHORT)
    with pytest.raises(OptionError):
        summarize(SHORT, colour="red")


def test_a_model_may_be_named_or_be_a_folder(root: Path) -> None:
    with Summarizer(threads=1, model="fr-news-mini") as named:
        expected = named(FIRE).text
    for model in ("fr-news-mini", str(root / "models" / "fr-news-mini")):
        with Summarizer(threads=1, model=model) as made:
            found = made(FIRE)
        assert found.text == expected and found.model == "fr-news-mini"


def test_a_translator_may_be_named_or_be_a_folder(
    root: Path, translating: Summarizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "estimator_at_hand", lambda *_: None)  # it is not told how sure a folder's model was
    with Summarizer(threads=1, to="en", translator="fr-en-opus", doubtful="show") as made:
        assert made(FIRE).translation == translating(FIRE).translation
    folder = str(root / "models" / "fr-en-opus")
    with Summarizer(threads=1, to="en", translator=folder, doubtful="show") as made:
        found = made(FIRE)
    assert found.translation == translating(FIRE).translation and found.translator == "fr-en-opus"


def test_translate() -> None:
    one = translate("Le maire part.\nIl reviendra demain.", source="fr", target="en", threads=1)
    assert one.count("\n") == 1 and all(one.split("\n"))
    assert translate(["Le maire part.", "", "Il reviendra demain."], source="French", target="en", threads=1) == [
        one.split("\n")[0], "", one.split("\n")[1],
    ]  # fmt: skip
    assert translate([], source="fr", target="en") == []


def test_translate_gives_its_status_beside_the_text() -> None:
    good, bad = translate(
        ["La vidéo est devenue virale.", "Le dégingandé a rabiboché les paltoquets."],
        source="fr",
        target="en",
        threads=1,
    )
    assert isinstance(good, str) and (good.status, good.warnings) == ("ok", ())
    assert bad and bad.status == "doubtful"
    (notice,) = bad.warnings
    assert notice.code == "translation_doubtful" and "dégingandé" in notice.message
    assert "compare it with the text" in notice.message and "summary" not in notice.message
    said = "Le dégingandé a rabiboché les paltoquets."
    several = translate(f"{said} Il pleut.\n\n{said} {said}", source="fr", target="en", threads=1)
    assert ", and 2 more of its sentences (number 3, 4)" in several.warnings[0].message
    again = pickle.loads(pickle.dumps(bad))
    assert (again, again.status, again.warnings) == (bad, bad.status, bad.warnings)


def test_translate_refuses_pairs_and_values() -> None:
    with pytest.raises(UnsupportedLanguageError, match="ja"):
        translate("Le maire part.", source="fr", target="ja")
    with pytest.raises(OptionError):
        translate("Le maire part.", source="klingon", target="en")
    for value in (b"Le maire part.", ["Le maire part.", None], 5):
        with pytest.raises(InputError):
            translate(value, source="fr", target="en")  # type: ignore[call-overload]
