"""German text: its quotation marks, its ordinal numbers."""

from __future__ import annotations

import pytest

from summarize.summarizing.extract import extract
from summarize.text.clean import clean
from summarize.text.document import Document
from summarize.text.sentences import split_sentences


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, "de")]


def test_a_day_of_the_month_ends_no_sentence() -> None:
    text = "Die Athletin ist am 9. August in Wien gestartet. Die Zahl stieg auf 37. Das teilte das Amt mit."
    assert _sentences(text) == [
        "Die Athletin ist am 9. August in Wien gestartet.", "Die Zahl stieg auf 37.", "Das teilte das Amt mit."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Der 1. FC Köln hat am Samstag gegen den VfB Stuttgart mit 2:1 gewonnen.",
        "Der 34. Bundesparteitag und die 2. Kammer tagen am 3. Oktober zum 100. Geburtstag.",
        "Wilhelm II. Kaiser und Leo XIV. Papst.",
    ],
)
def test_an_ordinal_number_ends_no_sentence(sentence: str) -> None:
    assert _sentences(f"{sentence} Die Zahl stieg auf 37. Das war 1990. Es blieb dabei.") == [
        sentence, "Die Zahl stieg auf 37.", "Das war 1990.", "Es blieb dabei."
    ]  # fmt: skip


def test_a_closing_mark_stays_with_its_sentence() -> None:
    text = "„Ich habe nichts genommen. Ich weiß nichts.“ Die Athletin liest den Satz vom Blatt ab."
    assert _sentences(text)[1:] == ["Ich weiß nichts.“", "Die Athletin liest den Satz vom Blatt ab."]


def test_cleaning_leaves_a_closing_mark_where_it_is() -> None:
    text = "„Ich weiß nichts.“ Die Athletin schweigt. „Gar nichts.“"
    assert clean(text).text == text


def test_a_quotation_in_german_marks_is_closed() -> None:
    text = "„Es ist vorbei“, sagte der Minister am Montag in Berlin. Die Steuer wird im Mai abgeschafft."
    found = extract(Document(text, "de"), "medium")
    assert found.is_opening and found.shown == tuple(_sentences(text))


TITLE = "Neue Schwimmhalle kommt"
BODY = "Der Stadtrat hat am Dienstag den Bau einer Schwimmhalle beschlossen. Das Gebäude soll 42 Millionen Euro kosten."
BELOW = "Die alte Halle der Erfurter ist seit zwei Jahren geschlossen."


@pytest.mark.parametrize(
    "head",
    ["Erfurt. ", "Erfurt – ", "Erfurt · ", "Erfurt | ", "Erfurt (AFP). ", "Erfurt (dpa/red) ", "St. Moritz (SID) ",
     "Rheda-Wiedenbrück (gl). ", "BERN – sda. ", "Bielefeld, 25. November 2026 – ", "Ulm (dpa) · ", "(dpa) · ",
     "(sda/afp) · ", "(awp) ", "dpa. "],
)  # fmt: skip
def test_where_a_text_was_sent_from_goes(head: str) -> None:
    for above in ("", f"{TITLE}\n\n"):
        cleaned = clean(f"{above}{head}{BODY}\n\n{BELOW}")
        assert cleaned.text == f"{above}{BODY}\n\n{BELOW}".replace("\n\n", "\n")
        assert [one.kind for one in cleaned.removed] in (["agency"], ["label"])


def test_a_place_and_its_sender_go_before_any_german_sentence() -> None:
    told = "Bevor Menschen Wohngeld bewilligt wird, kann von ihnen die Aufnahme einer Arbeit verlangt werden."
    assert clean(f"{TITLE}\n\nBerlin (jur). {told}\n{BELOW}").text == f"{TITLE}\n{told}\n{BELOW}"
    french = "Renault (auto). Privés de pièces, les ouvriers de cette usine ont arrêté mardi la chaîne de montage."
    assert clean(f"Renault arrête une usine\n\n{french}\n").text.split("\n")[1] == french


@pytest.mark.parametrize("head", ["CALDEN. ", "Calden/Südhessen. ", "Calden/Kassel.\n", "Kassel (nh-presse). "])
def test_so_does_a_place_in_capitals_or_beside_another_one(head: str) -> None:
    told = f"{BELOW} Auch in Calden steht noch eine."
    assert clean(f"{TITLE}\n{head}{BODY}\n{told}").text == f"{TITLE}\n{BODY}\n{told}"


@pytest.mark.parametrize("head", ["TOT. ", "FALSCH. ", "Meinung. ", "KOMMENTAR. ", "BETRUG. ", "Ja/Nein. "])
def test_a_verdict_or_the_form_of_a_text_is_no_place(head: str) -> None:
    text = f"{TITLE}\n{head}{BODY}\n{BELOW} Toter gefunden. Ein falscher Arzt sieht das nach Meinung des Rats anders."
    assert clean(text).text == text


@pytest.mark.parametrize("head", ["Ulm. ", "Ulm · ", "Falsch. ", "Söder (CSU). ", "Nein. "])
def test_a_word_before_a_german_sentence_that_may_say_something_stays(head: str) -> None:
    text = f"{TITLE}\n{head}{BODY}\n{BELOW} Falsch ist das nicht."
    assert clean(text).text == text


def test_a_place_before_a_sentence_of_another_language_or_below_a_sentence_stays() -> None:
    for text in (f"Erfurt. La mairie a voté mardi la construction d'une piscine.\n{BELOW}", f"{BELOW}\nErfurt. {BODY}"):
        assert clean(text).text == text


STANDFIRST = "Kritik am Gesetz wächst weiter."
TOLD_AGAIN = "Stadtrat beschließt Bau einer Schwimmhalle in Erfurt."


@pytest.mark.parametrize(
    "place",
    ["Wien – ", "Wien –", "Frankfurt am Main- ", "Gaza/Jerusalem – ", "Hanoi / Phnom Penh – ", "St. Pölten – ",
     "Erfurt - ", "Erfurt (Thüringen) – ", "Rio de Janeiro -- ", "Amstetten/St. Pölten – "],
)  # fmt: skip
@pytest.mark.parametrize(
    "above", [TOLD_AGAIN, "Stadtrat: „Bau der Halle.“", 'Der Stadtrat: "Bau der Halle".', "Schwimmhalle? 42 Millionen!"]
)
def test_where_a_text_was_sent_from_goes_with_a_standfirst_on_its_line(above: str, place: str) -> None:
    below = f"{BELOW} Auch in Erfurt und in Hanoi. (dpa)"
    cleaned = clean(f"{above} {place}{BODY} {below}")
    assert cleaned.text == f"{BODY} {below}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [("standfirst", f"{above} {place}".strip())]


@pytest.mark.parametrize(
    ("above", "place"),
    [(STANDFIRST, "BERLIN (dpa) - "), (STANDFIRST, "Bonn (dpa/lnw) – "), ("Bericht frei erfunden.", "Wien – "),
     ("Die Stadt dementiert.", "Wien – "), ("Kein Geld für Schulen.", "Wien – "), (f"{BODY} {BODY} {BODY}", "Wien – "),
     ("Stadtrat sagt Bau der Schwimmhalle für 42 Millionen ab, Gericht hebt den Beschluss auf.", "Wien – "),
     ("Stadtrat nimmt Beschluss zum Bau der Schwimmhalle zurück.", "Wien – "),
     ("Bau der Schwimmhalle für 42 Millionen Euro ist abgesagt.", "Wien – "),
     ("Neues Gesetz gilt erst ab 2027.", "Wien – "), (STANDFIRST, "Wien – ")],
)  # fmt: skip
def test_a_standfirst_that_may_take_back_the_text_is_a_line_of_its_own(above: str, place: str) -> None:
    cleaned = clean(f"{above} {place}{BODY} {BELOW} (dpa)")
    assert cleaned.text == f"{above}\n{BODY} {BELOW} (dpa)"
    assert [(one.kind, one.text) for one in cleaned.removed] == [("agency", place.strip())]


@pytest.mark.parametrize(
    ("standfirst", "text"),
    [
        ("Gericht spricht früheren Bürgermeister in allen Punkten frei.",
         "Graz – Der frühere Bürgermeister von Leibnitz stand am Montag wegen Untreue vor dem Landesgericht. Der Mann "
         "war nach seiner Festnahme im Vorjahr zurückgetreten."),
        ("Das Foto des verletzten Löwen im Zoo ist gefälscht, es stammt aus einem Computerspiel.",
         "Wien – Tausende Menschen haben am Wochenende ein Bild geteilt, das einen blutenden Löwen im Tiergarten "
         "Schönbrunn zeigen soll. Darunter stand, ein Pfleger habe das Tier geschlagen."),
        ("Minister weist Vorwürfe als frei erlogen zurück.",
         "Berlin – Verkehrsminister Karl Brandt soll als Abgeordneter 80.000 Euro von einem Baukonzern angenommen "
         "haben. Die Opposition fordert den Rücktritt des Ministers."),
        ("An den Vorwürfen gegen die Ärztin ist nichts dran.",
         "München – Eine Ärztin des Klinikums Schwabing soll nach Angaben einer Patientin Impfungen nur vorgetäuscht "
         "haben. Die Polizei durchsuchte daraufhin die Räume der Ärztin."),
        ("Der Verdächtige ist wieder frei, ein Video entlastet ihn.",
         "Wien – Die Polizei hat in der Nacht auf Montag einen 30-jährigen Mann festgenommen, der in Favoriten auf "
         "einen Taxifahrer geschossen haben soll. Zeugen hatten den Mann beschrieben."),
        ("Oberster Gerichtshof hebt Verurteilung des Pflegers auf.",
         "Salzburg – Ein Pfleger soll in einem Heim in Hallein fünf Bewohnern Insulin gespritzt haben, drei von ihnen "
         "starben. Das Landesgericht hatte den 44-Jährigen im Mai zu lebenslanger Haft verurteilt."),
        ("Bei dem Alarm im Kraftwerk handelte es sich um eine Übung.",
         "Linz – Im Kraftwerk Linz-Süd haben am Dienstagmorgen alle Sirenen geheult, mehrere Hundert Menschen "
         "verließen ihre Häuser. Schulen wurden geräumt."),
        ("Das Konzert von Taylor Swift am Samstag ist abgesagt.",
         "Wien – Taylor Swift sollte am Samstag vor 65.000 Menschen im Happel-Stadion auftreten. Die Hotels sind "
         "ausgebucht, und viele Fans sind in der Stadt."),
        ("16.20 Uhr: Die Bombe in der Innenstadt ist entschärft, alle dürfen zurück.",
         "Dresden – Bei Bauarbeiten an der Carolabrücke ist am Mittwoch eine Bombe aus dem Zweiten Weltkrieg gefunden "
         "worden. 17.000 Menschen mussten ihre Wohnungen verlassen."),
        ("Die Firma ruft alle Gläser mit der Nummer L-2204 zurück.",
         "Graz – Der Hersteller Steirerglück hat nach Angaben der Behörde in einem Glas Babybrei Splitter gefunden. "
         "Ein Kind in Leoben hat sich im Mund verletzt."),
        ("Schule bleibt wegen Schimmels bis Ostern geschlossen.",
         "Wien – In einem Gymnasium in Favoriten haben Handwerker am Montag hinter einer Wand große schwarze Flecken "
         "entdeckt. Die Direktorin hat die Eltern verständigt."),
    ],
)  # fmt: skip
def test_a_standfirst_that_alone_tells_the_outcome_stays(standfirst: str, text: str) -> None:
    assert clean(f"{standfirst} {text}").text == f"{standfirst}\n{text.partition(' – ')[2]}"


def test_an_agency_inside_a_line_begins_a_line_in_any_language() -> None:
    for above, place, told in (
        ("Le voleur est en fuite.", "PARIS (AFP) - ", "Un homme armé a volé mardi une banque."),
        ("Police hunt for thief.", "LONDON, May 3 (Reuters) - ", "An armed man robbed a bank on Tuesday."),
        ("Il ladro è in fuga.", "(ANSA) - BARI, 3 MAR - ", "Un uomo armato ha rapinato martedì una banca."),
    ):
        assert clean(f"{above} {place}{told}").text == f"{above}\n{told}"


@pytest.mark.parametrize(
    "name",
    ["Artificial General Intelligence (AGI)", "Pakistan Tehreek-e-Insaf (PTI)", "The Alpine National Institute (ANI)",
     "Agenzia Giovani Italia (AGI)"],
)  # fmt: skip
@pytest.mark.parametrize("above", ["Pakistan votes on Thursday. ", "Pakistan votes\n", ""])
def test_a_name_and_its_letters_are_no_place_and_agency(name: str, above: str) -> None:
    text = f"{above}{name} – The party of the former prime minister – cannot use its symbol."
    assert clean(text).text == text
    sent = f"{above}ISLAMABAD (PTI) – The party of the former prime minister cannot use its symbol."
    assert "PTI" not in clean(sent).text


@pytest.mark.parametrize(
    "text",
    [
        f"{STANDFIRST} Fazit – {BODY}",
        f"{STANDFIRST} Grund – {BODY}",
        f"{STANDFIRST} Falsch – {BODY}",
        f"{STANDFIRST} Müller (CDU) – {BODY}",
        f"Entwurf der Gesetze – Rekord an Klagen. {BODY}",
        f"Er kommt am 6. Wien – {BODY}",
        f"{STANDFIRST} Haft – {BODY} Er sitzt in Haft. Die Haft endet.",
        f"{STANDFIRST} Wien – Salzburg in zwei Stunden, das verspricht die Bahn ihren Kunden. {BODY}",
        f"{STANDFIRST} Wien – Rapid Linz 2:1. Das Spiel war nach der Pause entschieden. {BODY}",
        f"{STANDFIRST} Wien – eine Stadt für alle, wie es in der Werbung heißt. {BODY}",
        f"{STANDFIRST} Wien – {BODY} Graz – {BODY}",
        f"{STANDFIRST} Stuttgart – Ulm ist bis Oktober nur mit Bussen zu befahren, weil die Bahn dort baut. {BODY}",
        f"Die Gegner stehen fest. Berlin – Wolfsburg und Köln – Ingolstadt sind die beiden ersten Duelle. {BODY}",
        f"{STANDFIRST} Berlin – Union gegen Werder Bremen, das ist am Samstag das erste Spiel der neuen Saison. {BODY}",
        f"Der Wetterdienst warnt. Berlin – 38 Grad, Köln – 37 Grad sind am Donnerstag möglich, so der Dienst. {BODY}",
        "Die Band gibt Konzerte. Wien – Gasometer (3. Oktober), Graz – Orpheum (5. Oktober) und Linz – Posthof (6. "
        f"Oktober) sind die Orte, wie der Veranstalter am Dienstag mitteilte. {BODY}",
        f"Er heißt Dr. Bonn – Vorname Peter – und arbeitet bisher als Chirurg an der Klinik der Stadt. {BODY}",
        f"Er heißt Prof. Wien – Vorname Peter – und arbeitet bisher als Chirurg an der Klinik der Stadt. {BODY}",
        f"Es war um 50 v. Chr. Rom – Caesars Truppen kamen damals an den Rhein – hatte die Boote gebaut. {BODY}",
        f"{STANDFIRST} Siemens – {BODY} Bei Siemens, so heißt es bei Siemens, fallen Stellen weg.",
        f"{STANDFIRST} Trump – {BODY} Was nach Trump kommt, weiß niemand.",
        f"{STANDFIRST} Bild – {BODY} Die Bilder bei Bild gefallen vielen.",
        "La mairie a voté. Paris – Les élus de la ville ont approuvé mardi la construction d'une piscine dans le sud.",
    ],
)
def test_a_word_inside_a_line_that_is_no_place_of_a_sender_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "caption",
    ["Die Bäckerei schließt zum Jahresende. Foto: Sabine Kranz", "Thomas Wagner vor dem Ofen. (Bild: Anna Kranz/dpa)",
     "Thomas Wagner in seiner Backstube. Bild: Keystone", "Thomas Wagner vor dem Ofen | Bildquelle: dpa"],
)  # fmt: skip
def test_a_caption_above_a_title_goes(caption: str) -> None:
    assert clean(f"{caption}\n\n{TITLE}\n\n{BODY}\n\n{BELOW}").text == f"{TITLE}\n{BODY}\n{BELOW}"


def test_a_sentence_about_a_picture_stays() -> None:
    text = f"{TITLE}\n{BODY} Das ergibt ein Bild: Erfurt wächst.\n{BELOW}"
    assert clean(text).text == text


def test_the_fixed_words_of_a_notice_to_the_market_go() -> None:
    head = [
        "EQS-Ad-hoc: Nordwerk SE / Schlagwort(e): Prognoseänderung", "Nordwerk SE senkt Prognose für 2026", "",
        "26.11.2026 / 18:05 CET/CEST",
        "Veröffentlichung einer Insiderinformation nach Artikel 17 der Verordnung (EU) Nr. 596/2014, übermittelt durch "
        "EQS News - ein Service der EQS Group.",
        "Für den Inhalt der Mitteilung ist der Emittent / Herausgeber verantwortlich.", "", BODY,
    ]  # fmt: skip
    assert clean("\n".join(head)).text == f"{head[1]}\n{BODY}"


def test_the_heading_of_the_points_above_a_ticker_goes() -> None:
    points = "- Bahn und EVG haben sich am Abend geeinigt.\n- Der für Freitag angekündigte Streik ist abgesagt."
    text = f"Das Wichtigste in Kürze:\n{points}\n\n21:15 Uhr\nEinigung im Streit\n{BODY}"
    assert extract(Document(clean(text).text, "de"), 1).shown == ("Bahn und EVG haben sich am Abend geeinigt.",)


@pytest.mark.parametrize("verdict", ["Falsch", "Frei erfunden", "Größtenteils falsch", "Unbelegt", "irreführend"])
def test_a_verdict_below_its_heading_stands_behind_the_claim(verdict: str) -> None:
    claim = "Ein Video zeigt, wie Wahlhelfer in Erfurt Stimmzettel zerreißen."
    text = f"Faktencheck\n\nBehauptung\n{claim}\n\nBewertung\n{verdict}\n\nFakten\n{BODY}\n{BELOW}"
    for length in ("short", "medium"):
        assert f"{claim} Bewertung. {verdict}." in " ".join(extract(Document(clean(text).text, "de"), length).shown)
    told = f"Bewertung\nRichtig\n{BODY}\nFalsch\n{BELOW}"
    assert clean(told).text == told
