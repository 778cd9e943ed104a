"""What a translator must not touch: which spans, out of a sentence, and back into its translation."""

from __future__ import annotations

import time

import pytest

from summarize.text.untouched import addresses, put_back, untouched, without


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        (
            "Consultez https://www.exemple.fr/actu/2024/a-b.html pour voir.",
            ["https://www.exemple.fr/actu/2024/a-b.html"],
        ),
        ("Voir https://exemple.fr/a?b=c&d=%20#e.", ["https://exemple.fr/a?b=c&d=%20#e"]),
        ("Sur www.lemonde.fr, il lit.", ["www.lemonde.fr"]),
        ("Sur lemonde.fr et exemple.com/a.", ["lemonde.fr", "exemple.com/a"]),
        ("Écrivez à jean.dupont+news@exemple.co.uk.", ["jean.dupont+news@exemple.co.uk"]),
        ("Bonjour {nom}, {{id}} ${total} %(jour)s %s.", ["{nom}", "{{id}}", "${total}", "%(jour)s", "%s"]),
        ("<b>Le maire</b> part.<br/>", ["<b>", "</b>", "<br/>"]),
        ("Bravo 🎉 à tous 👍🏽!", ["🎉", "👍🏽"]),
        ("Le drapeau 🇫🇷 flotte (🎉).", ["🇫🇷", "(🎉)"]),
        ("*** Le maire part ***", ["***", "***"]),
        ("Le prix de 5 € → 6 $.", ["€", "→", "$"]),
        ("Selon @LeMaire et #Paris.", ["@LeMaire", "#Paris"]),
        ("Le mot 東京 veut dire Tokyo.", ["東京"]),
        ("Владимир est venu.", ["Владимир"]),
        ("« L'école » : c'est fini… (à 20 %) – ou pas ?", []),
        ("M. Dupont, né en 1990, vit à Saint-Étienne.", []),
        ("Recep Tayyip Erdoğan et Łukasz.", []),
        ("Dans /home/marie/photos, ~/a/b.txt ou /var/log/.", ["/home/marie/photos", "~/a/b.txt", "/var/log/"]),
        (r"Dans C:\Users\Marie\rapport_final.docx.", [r"C:\Users\Marie\rapport_final.docx"]),
        ("rapport_2024.pdf, notes.TXT, plan-2.v3.xlsx", ["rapport_2024.pdf", "notes.TXT", "plan-2.v3.xlsx"]),
        ("La variable mon_nom et le fichier Le-plan_b.", ["mon_nom", "Le-plan_b"]),
        ("Il roule à 50 km/h et/ou 30 m/s/s, part. Le pdf aussi.", []),
        ("Voir [le site](https://a.fr/b_c) et ![](x) [sic].", ["[", "](https://a.fr/b_c)", "](x)"]),
        ("À −7 °C, ~2 %, 4×100, 5 − 3, > 18, 1½.", ["−", "~", "×", "−", ">", "½"]),
        ("Le cap → −7.", ["→", "−"]),
        ("À jean-luc.o'brien+presse@mairie-nîmes.fr", ["jean-luc.o'brien+presse@mairie-nîmes.fr"]),
        ("L'adresse d'info@exemple.fr", ["info@exemple.fr"]),
    ],
)
def test_spans(sentence: str, spans: list[str]) -> None:
    found = untouched(sentence)
    assert [span.text for span in found] == spans
    assert [sentence[span.start : span.end] for span in found] == spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir www.exemple.fr/a, ou https://exemple.com.", ["www.exemple.fr/a", "https://exemple.com"]),
        ("Écrivez à jean@exemple.co.uk !", ["jean@exemple.co.uk"]),
        ("Appelez le 01 23 45 67 89 ou le +33 (0)1 23 45 67 89.", ["01 23 45 67 89", "+33 (0)1 23 45 67 89"]),
        ("Numéro vert : 0800-123-456.", ["0800-123-456"]),
        ("Le 01-02-2024, le 01.02.2024, à 08:30, 0,123456789 % des 10 000 000 000 d'euros, #Paris.", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert addresses(text) == found


@pytest.mark.parametrize(
    ("sentence", "translation", "expected"),
    [
        ("Bravo 🎉 à l'équipe.", "Well done to the team.", "Well done 🎉 to the team."),
        ("🎉 Le maire part.", "The mayor leaves.", "🎉 The mayor leaves."),
        ("Le maire part 🎉", "The mayor leaves", "The mayor leaves 🎉"),
        ("Le maire part. 🎉", "The mayor leaves.", "The mayor leaves. 🎉"),
        ("Macron 🥇 gagne à Paris.", "In Paris Macron wins.", "In Paris Macron 🥇 wins."),
        ("<b>Le maire</b> part.", "The mayor leaves.", "<b>The mayor</b> leaves."),
        ("Le maire (🎉) part.", "The mayor leaves.", "The mayor (🎉) leaves."),
    ],
)
def test_signs_are_put_back(sentence: str, translation: str, expected: str) -> None:
    spans = [span for span in untouched(sentence) if not span.is_word]
    assert not untouched(without(sentence, spans))
    assert put_back(translation, sentence, spans) == expected


@pytest.mark.parametrize(
    ("sentence", "given", "translation", "expected"),
    [
        ("Il a fait −7 °C à Metz.", "Il a fait -7 °C à Metz.", "It was -7°C in Metz.", "It was −7°C in Metz."),
        ("Growth was −0.3%.", "Growth was -0.3%.", "La croissance est de -0,3 %.", "La croissance est de −0,3 %."),
        ("Soit ~2 % de tout.", "Soit 2 % de tout.", "That is 2% of it all.", "That is ~2% of it all."),
        ("Le 4×100 mètres.", "Le 4x100 mètres.", "The 4x100 metres.", "The 4×100 metres."),
        ("Un 4×4 et 3x3.", "Un 4x4 et 3x3.", "A 3x3 and 4x4.", "A 3x3 and 4×4."),
        ("Dès ≥ 18 ans.", "Dès 18 ans.", "From 18 years.", "From ≥18 years."),
        ("½ litre et 1½ verre.", "½ litre et 1 ½ verre.", "1/2 litre and 1 1⁄2 glass.", "½ litre and 1½ glass."),
        ("Il a fait −7 °C.", "Il a fait -7 °C.", "It was 7°C.", "It was 7°C."),
        ("[Le site](a.fr/b_c) de Metz", "Le site de Metz", "The site of Metz", "[The site](a.fr/b_c) of Metz"),
        ("Lire a_b.pdf ou /c/d/e.", "Lire ou .", "Read or.", "Read a_b.pdf or /c/d/e."),
        ('L\'adresse "a@b.fr" sert.', "L'adresse sert.", "The address serves.", 'The address "a@b.fr" serves.'),
        ("Lire « a_b.pdf » lundi.", "Lire lundi.", "Read Monday.", "Read « a_b.pdf » Monday."),
    ],
)
def test_signs_stay_with_their_figures(sentence: str, given: str, translation: str, expected: str) -> None:
    spans = untouched(sentence)
    assert without(sentence, spans) == given
    assert put_back(translation, sentence, spans) == expected


@pytest.mark.parametrize(
    "part",
    [
        "_a",
        "a_",
        "a-",
        "/a",
        "/a/",
        "~/",
        "a.a",
        "C:\\",
        "[a](",
        "[",
        "](",
        "−",
        "1×",
        "½",
        "a'",
        "a",
        "a.",
        "{",
        "<a",
        "🎉 ",
        "@a",
        "a@",
        "http://",
    ],
)
def test_spans_are_found_in_little_time(part: str) -> None:
    started = time.process_time()
    untouched(part * 20_000)
    assert time.process_time() - started < 5
