"""Articles of benchmarks/languages: each is summarised in its own language and words, without what stands around it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from summarize import Summarizer, summarize
from summarize.summarizing.denied import takes_back
from summarize.summarizing.extract import extract
from summarize.summarizing.references import dangling
from summarize.summarizing.units import fault_of, units_of
from summarize.text.document import Document


@pytest.mark.parametrize("language", ["en", "es", "de", "it"])
def test_a_summary_is_in_the_articles_own_language_and_words(root: Path, language: str) -> None:
    lines = (root / "benchmarks" / "languages" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 20
    texts = [f"{row['title']}\n\n{row['text']}".strip() for row in rows]
    with Summarizer(offline=True) as summarizer:
        found = summarizer.summarize_many(texts)
    for row, text, summary in zip(rows, texts, found, strict=True):
        assert summary.language == row["language"] and summary.kind in ("opening", "extractive"), row["id"]
        # A full stop goes to a title and to a quotation that is closed; every word stands in the article.
        words = re.findall(r"\w+", summary.text)
        assert len(words) >= 12 and set(words) <= set(re.findall(r"\w+", text)), row["id"]
        assert not re.search(r"\((?:EFE|dpa|ANSA|Southern Wire)\)|^(?:By|Por|Von|Di) [A-Z]", summary.text), row["id"]


@pytest.mark.parametrize(
    ("greeting", "news"),
    [
        (
            "Guten Abend, ich begrüße Sie.",
            "Der Bundestag hat die Wehrpflicht beschlossen. Sie gilt ab Juli in allen Ländern.",
        ),
        (
            "Buenas noches y bienvenidos.",
            "El Congreso aprobó el martes la ley de vivienda. La norma entra en vigor en julio.",
        ),
        (
            "Buonasera e benvenuti.",
            "La Camera ha approvato martedì la legge sulla casa. Le norme sono valide da luglio.",
        ),
        (
            "Boa noite e bem-vindos.",
            "O Congresso aprovou na terça a lei da habitação. As regras entram em vigor em julho.",
        ),
        (
            "Presenter: Good evening.",
            "A gas explosion has destroyed a row of six shops in Leeds. Two people are still missing.",
        ),
    ],
)
def test_a_greeting_opens_no_summary(greeting: str, news: str) -> None:
    found = summarize(f"{greeting} {news}", length="headline", min_words=5).text
    assert news.startswith(found.rstrip("…").rstrip())


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("The police arrested Mr. Smith's neighbour on Tuesday in Hull over the death of a child. "
         "Two officers were hurt. Nobody else is sought. A court will hear the case in June.",
         "The police arrested Mr. Smith's neighbour on Tuesday in Hull over the death of a child."),
        ("Mr. Trump has not signed the law on the border with Mexico, the White House said on Monday. Two judges had "
         "asked for it. The law was passed in May by the Senate in Washington.",
         "Mr. Trump has not signed the law on the border with Mexico, the White House said on Monday."),
        ("These elections were not free, the OSCE said on Sunday of the vote in Belarus. Alexander Lukashenko won 87 "
         "percent, according to the commission. The opposition did not stand. Thousands protested in Minsk.",
         "These elections were not free, the OSCE said on Sunday of the vote in Belarus."),
        ('"I never took a penny from anyone. I have served this town for twenty years. The charges are false."\nMayor '
         "John Barrow told the court in Leeds on Thursday that he would fight on. The trial goes on in May.",
         "Mayor John Barrow told the court in Leeds on Thursday that he would fight on."),
        ("Why did the dam fail? Nobody knows yet. At least 14 people died on Wednesday when a dam burst near Derna, "
         "officials in Libya said. The dam was built in 1970.",
         "At least 14 people died on Wednesday when a dam burst near Derna, officials in Libya said."),
        ("Der 1. FC Köln hat am Samstag gegen den VfB Stuttgart mit 2:1 gewonnen. Das Tor fiel in der 90. Minute. Der "
         "Trainer war zufrieden. Am Mittwoch spielt der Klub in Bremen.",
         "Der 1. FC Köln hat am Samstag gegen den VfB Stuttgart mit 2:1 gewonnen."),
        ("Он ушёл в отставку в Москве в понедельник. Президент пришёл вечером. Никто не пострадал. "
         "Суд начнётся в июне. Улица закрыта, сообщила полиция города.", "Он ушёл в отставку в Москве в понедельник."),
    ],
)  # fmt: skip
def test_a_summary_of_one_sentence_is_a_whole_one(text: str, opening: str) -> None:
    assert summarize(text, length=1).text == opening


AIDE = "A senior aide accused Gov. Andrew Cuomo of groping her in Albany last year, the Times Union said on Friday."
NEXT = "State lawmakers opened an inquiry on Thursday in Albany, and four other members of his staff have resigned."


@pytest.mark.parametrize(
    "denial",
    ["Gov. Cuomo denied it.", "Mr. Cuomo was acquitted.", "The report is false.", "It's fake.", "She was wrong.",
     "The aide later said it was a joke.", "The email was sent in error.", "All charges against him were dropped.",
     "There was no truth in the allegation.", "In fact, Mr. Cuomo did no such thing.", "We withdraw the allegation.",
     "But the photo was created using AI.", "However, the audio has been altered.", "It's a deepfake.",
     "There is no evidence that he did this.", "But that is not what he did."],
)  # fmt: skip
def test_a_short_denial_stands_behind_what_it_denies_at_every_length(denial: str) -> None:
    text = f"{AIDE} {denial} {NEXT}"
    for length in ("headline", "short", "medium", "long"):
        assert denial in summarize(text, length=length).text


@pytest.mark.parametrize(
    ("language", "claim", "denial"),
    [
        ("es", "Una publicación en Facebook asegura que el papa ha pedido el voto.", "La publicación es falsa."),
        ("es", "El ministro anunció este miércoles que el IVA subirá en enero.", "Horas después rectificó."),
        ("es", "Un terremoto ha derribado este lunes el Ayuntamiento de Lorca.", "Se trataba de un simulacro."),
        ("pt", "Uma explosão foi ouvida esta manhã em Setúbal.", "Afinal, tratava-se de um simulacro."),
        ("pt", "O ministro disse que o IVA sobe em janeiro.", "Horas depois, o ministério retificou."),
        ("it", "Il sindaco di Roma ha preso tangenti per lo stadio, scrive un giornale.", "Il sindaco smentisce."),
        ("pt", "O prefeito do Rio recebeu dinheiro de uma empresa, disse um jornal.", "O prefeito nega."),
        ("de", "Der Bürgermeister von Köln hat am Montag Geld genommen, schreibt eine Zeitung.", "Er bestreitet das."),
        ("nl", "De burgemeester van Utrecht heeft maandag geld aangenomen.", "Hij ontkent het."),
    ],
)  # fmt: skip
def test_so_it_does_in_other_languages(language: str, claim: str, denial: str) -> None:
    assert (
        summarize(f"{claim} {denial} {claim[:-1]} 2025.", language=language, length="short").text == f"{claim} {denial}"
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Der Verdacht, dass ein Lehrer in Fulda mehrere Schülerinnen über Jahre hinweg bedrängt hat, hat sich nicht "
         "bestätigt.",
         "Der Verdacht, dass ein Lehrer in Fulda mehrere Schülerinnen über Jahre… hat sich nicht bestätigt."),
        ("Dass der Kanzler dem Minister nach der Panne beim Kauf der Drohnen den Rücktritt nahegelegt habe, stimmt "
         "nach Angaben der Regierung nicht.",
         "Dass der Kanzler dem Minister nach der Panne… stimmt nach Angaben der Regierung nicht."),
        ("Berichte über eine Schließung des Werks in Osnabrück und die Verlagerung der Fertigung nach Portugal sind "
         "nach Angaben des Konzerns falsch.",
         "Berichte über eine Schließung des Werks in Osnabrück… sind nach Angaben des Konzerns falsch."),
        ("Bei einem Brand in einem Pflegeheim in Verden sind in der Nacht zum Mittwoch drei Bewohner getötet und 19 "
         "weitere verletzt worden.",
         "Bei einem Brand in einem Pflegeheim… drei Bewohner getötet und 19 weitere verletzt worden."),
        ("Bei einem Brand in einem Pflegeheim in Verden sind in der Nacht zum Mittwoch nach Angaben der Polizei zwölf "
         "Bewohner verletzt worden.",
         "Bei einem Brand in einem Pflegeheim in Verden sind in der Nacht… verletzt worden."),
    ],
)  # fmt: skip
def test_a_german_headline_keeps_the_predicate_behind_a_clause_and_both_of_two(sentence: str, found: str) -> None:
    rest = " Das teilten die Behörden am Mittwoch mit.\n\nDie Ermittler hatten drei Monate lang Zeugen befragt."
    assert summarize(sentence + rest, length="headline").text == found


def test_what_had_been_before_the_news_stands_under_the_title_that_tells_it_in_german() -> None:
    title, before = "Freispruch für Pfleger nach Tod von Patientin", "Die Anklage hatte sechs Jahre Haft gefordert."
    below = "Doch die Kammer sah keine Schuld.\n\nDas Landgericht Oldenburg hat einen Krankenpfleger freigesprochen."
    half = below.partition("\n")[0]
    assert summarize(f"{title}\n\n{before} {below}", length=1).text == f"{title}. {before} {half}"
    news = "Die Kammer in Oldenburg hat die Anklage gegen einen Pfleger verworfen."
    assert summarize(f"{title}\n\n{news} {below}", length=1).text == f"{news} {half}"


PLAN = "Der Konzern plant nach einem Bericht des «Spiegel» den Abbau von 4.000 Stellen."
PAPER = "Das Magazin hatte sich auf ein internes Papier berufen. Betroffen sind die Standorte Wolfsburg und Hannover."


@pytest.mark.parametrize(
    "denial",
    ["Ein Sprecher wies den Bericht zurück.", "Ein Sprecher wies das am Samstag zurück.",
     "Er weist die Vorwürfe entschieden zurück.", "Das wies er zurück.",
     "Die Vorwürfe hat er zurückgewiesen.", "Der Chef streitet die Vorwürfe ab.", "Das Ministerium widersprach.",
     "Dies trifft nicht zu, sagte ein Sprecher.", "Der Bericht sei unzutreffend, erklärte der Konzern.",
     "An dem Bericht ist nichts dran.", "«Das ist frei erfunden», sagte ein Sprecher.",
     "Dafür gibt es keine Belege.", "Das Papier ist mit KI erstellt.", "Daraus wird nun nichts.",
     "Nun wird er verschoben.", "Doch es kam anders."],
)  # fmt: skip
def test_so_does_a_german_denial_or_a_plan_that_failed(denial: str) -> None:
    for length in ("headline", "short"):
        assert denial in summarize(f"{PLAN} {denial}\n\n{PAPER}", length=length).text


@pytest.mark.parametrize(
    "after",
    ["Die Gewerkschaft wies das Angebot zurück.", "Ein Sprecher wies auf den Bericht hin.",
     "Die Parteien streiten ab Montag vor Gericht.", "Der Aufsichtsrat kann der Planung widersprechen.",
     "Der Vorstand kam zwei Stunden später zurück.", "Der neue Chef macht vieles anders."],
)  # fmt: skip
def test_what_denies_nothing_in_german_does_not(after: str) -> None:
    assert summarize(f"{PLAN} {after}\n\n{PAPER}", length=1).text == PLAN


@pytest.mark.parametrize(
    "note",
    ["Berichtigung\n(Im zweiten Satz wurde berichtigt: Es sind 140 Grundstücke, nicht 410.)",
     "Anmerkung der Redaktion: In einer früheren Version hieß es, die Sperre gelte für 410 Grundstücke. Es sind 140.",
     "Transparenzhinweis: Zunächst hieß es hier, die Sperre gelte für 410 Grundstücke. Wir haben das korrigiert."],
)  # fmt: skip
def test_a_german_correction_opens_no_summary_and_is_shown_from_the_end(note: str) -> None:
    text = (
        "Die Gemeinde Ahrenshoop lässt im Ortskern keine neuen Ferienwohnungen mehr zu. Der Gemeinderat beschloss "
        "am Dienstag eine Sperre für 140 Grundstücke. Sie gilt für zwei Jahre.\n\nBürgermeister Benjamin Heinke "
        "begründete den Schritt mit dem Mangel an Wohnraum."
    )
    assert summarize(f"{note}\n\n{text}", length=1).text == text.split(". ")[0] + "."
    assert note.split("\n")[-1] in summarize(f"{text}\n\n{note}").text


@pytest.mark.parametrize(
    ("language", "after", "found"),
    [
        ("it", "La notizia, circolata sui social, è priva di fondamento.", True),
        ("it", "In realtà si tratta di una fake news.", True),
        ("it", "La notizia si è poi rivelata infondata.", True),
        ("it", "L'informazione non è corretta.", True),
        ("it", "È l'ipotesi della Procura, che la difesa respinge.", True),
        ("it", "È questa la tesi dell'accusa.", True),
        ("it", "Lo sostiene un pentito.", True),
        ("it", "Il privato di via Roma vende la casa.", False),
        ("it", "L'accusa del sindaco ha aperto la seduta.", False),
        ("nl", "De politie spreekt dat tegen.", True),
        ("nl", "Dat bericht is door de politie tegengesproken.", True),
        ("nl", "Onzin, zegt de politie.", True),
        ("nl", "Volgens zijn advocaat is daar niets van waar.", True),
        ("nl", "Het was loos alarm.", True),
        ("nl", "Dat beweert een oud-ambtenaar.", True),
        ("nl", "Dat is althans het verwijt van justitie.", True),
        ("nl", "De minister spreekt dinsdag in Tilburg.", False),
        ("nl", "Hij houdt niets van kaas.", False),
    ],
)
def test_italian_and_dutch_sentences_that_take_a_claim_back_or_say_whose_it_is(
    language: str, after: str, found: bool
) -> None:
    assert takes_back(after, language) == found


def test_what_denies_nothing_does_not_stand_behind_a_short_summary() -> None:
    for after in ("Two officers were hurt.", "She left.", NEXT):
        assert summarize(f"{AIDE} {after} {NEXT}", length="short").text == AIDE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A New York man who spent 23 years in prison for a murder in Queens was cleared on Tuesday after DNA tests "
         "showed another man did it.",
         "A New York man who spent… was cleared on Tuesday after DNA tests showed…"),
        ("The mayor of Springfield, accused by two former aides of taking money from a builder in 2019, has denied it "
         "on Monday.",
         "The mayor of Springfield, accused by two former aides… has denied it on Monday."),
        ("Israel struck Iran's consulate in Damascus on Monday, killing seven officers of the Guards, including Brig. "
         "Gen. Mohammad Reza Zahedi, Iran said.",
         "Israel struck Iran's consulate in Damascus on Monday, killing seven officers of the Guards…"),
        ("Israel struck the consulate of Iran in Damascus on Monday morning with six missiles from two jets, said the "
         "army, which denied a strike on a school.",
         "Israel struck the consulate of Iran in Damascus on Monday morning with six missiles…"),
        ("Die Polizei hat am Dienstag in Frankfurt einen 43-Jährigen festgenommen, der seine Frau getötet haben soll, "
         "ihn aber nach wenigen Stunden wieder freigelassen.",
         "Die Polizei hat am Dienstag in Frankfurt einen 43-Jährigen festgenommen…"),
        ("Ministerpräsident Markus Söder hat am Freitag in München Spekulationen über einen Wechsel nach Berlin als "
         "Vizekanzler im Kabinett von Friedrich Merz zurückgewiesen.",
         "Ministerpräsident Markus Söder hat am Freitag in München Spekulationen über einen Wechsel nach Berlin… "
         "zurückgewiesen."),
    ],
)  # fmt: skip
def test_a_headline_keeps_the_word_that_turns_a_long_sentence(text: str, found: str) -> None:
    rest = " A court in Hull sits in June." if " on " in text else " Das Gericht in Köln entscheidet im Juni."
    assert summarize(text + rest, length="headline").text == found


@pytest.mark.parametrize(
    ("head", "rest", "end"),
    [
        ("A nurse injected an elderly patient with insulin", "so that she could be praised", "a court has heard."),
        ("A father beat his six-week-old son to death", "because the baby disturbed his video game",
         "jurors were told."),
        ("The trust ignored eleven warnings about a surgeon", "who harmed patients at its hospital",
         "a lawsuit claims."),
        ("Tom Hale attacked his neighbour with a hammer", "in a row over a hedge in March of last year",
         "prosecutors said."),
        ("Eating ultra-processed food doubles the risk", "of dying from heart disease before the age of 60",
         "according to a study in mice."),
        ("Cubbyhole, a startup that files expense reports, has raised $40 million in a round",
         "led by Northgate Ventures of Austin, the company told the Hull Times", ""),
        ("At least 14 people were killed when a bus plunged into a ravine", "in northern Peru on Sunday", ""),
        ("A crowd filled the main square of the old town of Hull", "on the day of the match, and the police", ""),
    ],
)  # fmt: skip
def test_a_headline_keeps_whose_claim_a_long_sentence_is(head: str, rest: str, end: str) -> None:
    text = f"{head} {rest}, {end or 'said the mayor.'} A hearing is due to take place in Hull in June."
    found = summarize(text, language="en", length="headline").text
    assert found.startswith(head) and found.endswith(f"… {end}" if end else "…") and len(found.split()) <= 15


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A plan to build 1,200 houses on the site of the old racecourse at Kelso has been rejected.",
         "A plan to build 1,200 houses on the site of the old… has been rejected."),
        ("Claims that the council plans to close every public library in the county by 2027 are untrue.",
         "Claims that the council plans to close every public library in the county… are untrue."),
        ("The conviction of a subpostmistress from Bexhill who was jailed for stealing £18,000 was quashed on Friday.",
         "The conviction of a subpostmistress from Bexhill who was jailed for stealing £18,000 was quashed…"),
    ],
)  # fmt: skip
def test_a_headline_keeps_what_became_of_a_plan_or_claim(text: str, found: str) -> None:
    rest = " A hearing is due to take place in Hull in June."
    assert summarize(text + rest, language="en", length="headline").text == found


@pytest.mark.parametrize(
    ("after", "language"),
    [
        ("The lorry overturned, spilling its load of potatoes.", "en"),
        ("Lee Parsons was convicted of false imprisonment.", "en"),
        ("There was no evidence of a tsunami.", "en"),
        ("There is no such thing as a free lunch.", "en"),
        ("She will not do it again.", "en"),
        ("The family had no time to say goodbye.", "en"),
        ("He was denied bail by the court in Hull.", "en"),
        ("Ein Bewohner hatte versehentlich den Gashahn offen gelassen.", "de"),
        ("Directeur Jan Grap zei dat hij het besluit betreurt.", "nl"),
        ("El conductor pisó por error el acelerador.", "es"),
        ("Fue un ejercicio difícil para la empresa.", "es"),
    ],
)
def test_what_happened_by_mistake_or_to_something_false_denies_nothing(after: str, language: str) -> None:
    assert not takes_back(after, language)
    denial = {"en": "His conviction was overturned.", "nl": "Dat klopt niet.", "es": "Fue publicado por error."}
    assert takes_back(denial.get(language, "Die Meldung wurde irrtümlich veröffentlicht."), language)


OVER_70 = "Drivers aged over 70 will have to retake their driving test every three years from next spring."
SHARED = (
    "That is the claim made in a video that has been watched 800,000 times on TikTok since it was posted on Friday."
)


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", f"{OVER_70} {SHARED} It is false."),
        (
            "pt",
            "Circula nas redes sociais um vídeo em que um homem afirma que o governo vai cobrar uma taxa de quem tem "
            "cachorro. Segundo ele, o tributo foi criado por lei. É falso.",
        ),
        (
            "es",
            "Circula en Facebook una publicación según la cual Madrid prohibirá los coches diésel. El texto ha sido "
            "compartido más de diez mil veces. Es falso.",
        ),
        (
            "de",
            "Auf X heißt es, Rentner müssten ab Januar ihren Führerschein abgeben. Der Beitrag wurde tausendfach "
            "geteilt. Das stimmt nicht.",
        ),
        (
            "it",
            "Su Facebook si legge che da gennaio i cani pagheranno una tassa. Il post è stato condiviso mille volte. "
            "È falso.",
        ),
        (
            "nl",
            "Op Facebook staat dat ouderen in januari hun rijbewijs kwijtraken. Het bericht is 1000 keer gedeeld. "
            "Dat klopt niet.",
        ),
    ],
)
def test_a_claim_its_spread_and_its_verdict_are_one(language: str, claim: str) -> None:
    text = f"{claim}\n\n{claim.partition('. ')[0]} 2025."
    assert summarize(text, language=language, length="short").text == claim


def test_a_headline_has_the_verdict_of_its_claim() -> None:
    text = f"{OVER_70} {SHARED} It is false.\n\nThe department said it had no plans to change the rules."
    found = summarize(text, length="headline").text
    assert found == "Drivers aged over 70 will have to retake their driving test every… It is false."


def test_a_verdict_under_its_own_heading_is_one_with_the_claim() -> None:
    boxes = "What was claimed\n\nAll UK banks will close on Saturdays from 2026.\n\nOur verdict\n\nThis isn't true."
    rest = "UK Finance told us no such decision has been taken.\n\nEach bank sets its own hours, Full Fact was told."
    for length in ("headline", "short", "medium", "long"):
        found = summarize(f"{boxes} {rest}", length=length).text
        assert found.startswith("All UK banks will close on Saturdays from 2026. Our verdict. This isn't true.")
    # A title claims nothing.
    assert units_of(Document("Banks in the news\n\nFalse. All UK banks stay open.", "en"))[0].fault == "title"


@pytest.mark.parametrize(
    ("claim", "verdict", "language"),
    [
        ("IL VIDEO: «Un'onda travolge il porto»", "VERDETTO: Contenuto generato con intelligenza artificiale", "it"),
        ("BEHAUPTUNG: „Die EU verbietet ab Januar alle Holzöfen“", "BEWERTUNG: Falsch", "de"),
        ('CLAIM: "Garlic water cures flu in two hours"', "VERDICT: False", "en"),
        ("LO QUE DICEN: «La DGT retira el carné por correo»", "VEREDICTO: Bulo", "es"),
        ("ALEGAÇÃO: Governo vai cobrar imposto sobre cães", "VEREDITO: Fora de contexto", "pt"),
        ("BEWERING: Nederland schaft contant geld af in 2026", "OORDEEL: Onwaar", "nl"),
    ],
)
def test_a_claim_stands_above_with_the_verdict_of_its_label(claim: str, verdict: str, language: str) -> None:
    text = f"{claim}\n{verdict}\n\n{BULO[language]}"
    for length in ("headline", "short", "medium"):
        found = summarize(text, length=length, language=language).text
        assert found.startswith(claim[:12]) and verdict in found


def test_what_a_critic_finds_or_a_court_judges_no_claim() -> None:
    for language, verdict in (("en", "Verdict: A triumph of design"), ("de", "Urteil: Sechs Jahre Haft für Berater")):
        assert [unit.text for unit in units_of(Document(f"{TOLD}\n{verdict}\n{TOLD}", language))][1] == verdict


BULO = {
    "it": "Dura undici secondi ed è stato visto due milioni di volte. Chi lo condivide lo colloca a Rimini da lunedì.",
    "de": "Die Nachricht verbreitet sich seit Montag. Ab Januar müsse jeder Ofen weg, heißt es in dem Beitrag.",
    "en": "A video seen four million times tells viewers to drink garlic water. Doctors hide the remedy, it says.",
    "es": "El mensaje circula desde el lunes por WhatsApp. Los conductores de Madrid lo han recibido por miles.",
    "pt": "A mensagem circula desde segunda-feira no WhatsApp. Cada cão pagaria 200 reais por ano, diz o texto.",
    "nl": "Het bericht werd deze week duizenden keren gedeeld. Winkels in Utrecht zouden geen munten meer aannemen.",
}


@pytest.mark.parametrize(
    ("label", "wrong", "verdict", "right", "language"),
    [
        ("FE DE ERRORES", "En la información del domingo se afirmaba que la residencia acumulaba 14 expedientes.",
         "El dato es incorrecto.", "Los expedientes fueron 4 y todos se archivaron.", "es"),
        ("KORREKTUR", "In unserem Bericht vom 3. März hieß es, die Nordbrücke bleibe bis 2027 geschlossen.",
         "Das ist falsch.", "Die Brücke wird am 12. April wieder freigegeben.", "de"),
        ("Rettifica", "Nell'articolo di ieri abbiamo scritto che il reparto di pediatria cesserà l'attività a giugno.",
         "La notizia è errata.", "Il reparto resta aperto e sarà trasferito al terzo piano.", "it"),
        ("Correction", "An article on Monday about the Harrow bypass said the road would cost £48m.",
         "The figure was wrong.", "The council has set aside £4.8m for it.", "en"),
    ],
)  # fmt: skip
def test_a_correction_under_its_label_says_what_is_right(
    label: str, wrong: str, verdict: str, right: str, language: str
) -> None:
    text = f"{label}\n\n{wrong} {verdict} {right}\n\n{BULO[language]}"
    for length in ("short", "medium"):
        assert f"{wrong} {verdict} {right}" in summarize(text, length=length, language=language).text
    found = summarize(text, length="headline", language=language).text
    assert found == label or found.endswith(verdict)


def test_a_quotation_without_a_speaker_is_shown_with_the_next_sentence() -> None:
    said = "„Guten Abend, falls Sie noch wach sind. Und wenn nicht: Verzeihung.“"
    told = "Mit diesem Satz begann 27 Jahre lang jede Ausgabe der „Nachtfahrt“ im Bremer Radio."
    text = f"Der Mann der Nacht\n\n{said} {told} Konrad Assmuth ist am Dienstag in Bremen gestorben."
    assert f"{said} {told}" in summarize(text, language="de").text
    # One in which somebody speaks of themselves gives way to what follows, as does what a colon announces.
    units = units_of(Document(f'"I never took a penny." {TOLD}\nThe letter reads:\n"Fares go up." {FURTHER}', "en"))
    assert [unit.text for unit in units][:4] == [
        '"I never took a penny."',
        TOLD,
        "The letter reads:",
        '"Fares go up."',
    ]


@pytest.mark.parametrize(
    ("title", "claim", "language"),
    [
        ("No, the Pope has not died", "Pope Leo died at the Vatican on Sunday morning, claims a post on X.", "en"),
        ("Banks aren't closing on Saturdays from January", "All UK banks will close on Saturdays from January.", "en"),
        ("No, il Papa non è morto", "Papa Leone è morto domenica mattina in Vaticano, sostiene un post su X.", "it"),
        ("No se ha suspendido el partido entre el Betis y el Sevilla",
         "El partido entre el Betis y el Sevilla ha sido suspendido, según un mensaje en WhatsApp.", "es"),
        ("Das Kraftwerk in Datteln wird nicht abgeschaltet", "Das Kraftwerk in Datteln wird am Montag abgeschaltet, "
         "heißt es auf Facebook.", "de"),
        ("Non, le maire de Brest n'a pas vendu le pont", "Le maire de Brest a vendu le pont, affirme une page sur "
         "Facebook.", "fr"),
    ],
)  # fmt: skip
def test_a_title_that_denies_the_first_sentence_stands_above_it(title: str, claim: str, language: str) -> None:
    text = f"{title}\n\n{claim} {claim[:-1]} 2025."
    for length in (1, "medium"):
        assert summarize(text, length=length, language=language).text.startswith(f"{title}. {claim}")
    # One whose negation the sentence has too is not repeated.
    told = "The Pope has not died, the Vatican said on Sunday."
    assert summarize(f"No, the Pope has not died\n\n{told} {NEXT}", length=1).text == told


def test_a_title_with_a_number_that_is_not_said_stands_above() -> None:
    told = "Regulated rail fares in England will rise by 5.8% from March next year, the transport department has said."
    for percent, is_shown in (("4.8", True), ("5.8", False)):
        title = f"Rail fares to rise by {percent}% in England"
        found = summarize(f"{title}\n\n{told} Passengers complained of a service that had got worse.").text
        assert found.startswith(title) == is_shown


def test_the_wrong_number_of_a_title_is_not_shown_beside_its_correction() -> None:
    said = "An earlier version of this article said in the headline that fares would rise by 5.8%. They rise by 4.8%."
    found = summarize(f"Rail fares to rise by 5.8% in England\n\n{TOLD} {FURTHER}\n\n{said}").text
    assert found.startswith(TOLD) and found.endswith(said)


TOLD = "Regulated rail fares in England will rise by 4.8% from March next year, the transport department has confirmed."
FURTHER = (
    "Campaigners said that passengers were being asked to pay more for a service that had got worse. The increase "
    "applies to season tickets on most commuter routes. The secretary said that the rise was lower than inflation."
)


@pytest.mark.parametrize(
    "correction",
    [
        "Correction: An earlier version of this article said fares would rise by 5.8%. The correct figure is 4.8%.",
        "CORRECTION: A previous version of this story misstated the rise. It is 4.8%, not 5.8%.",
        "This article was amended on 22 November 2025. An earlier version said fares would rise by 5.8%. It is 4.8%.",
        "Clarification: In an earlier version of this article we reported that Mr Lee had been arrested. He was not.",
    ],
)
def test_a_correction_is_shown_whole_and_is_no_news(correction: str) -> None:
    for text in (f"{TOLD} {FURTHER}\n\n{correction}", f"{correction}\n\n{TOLD} {FURTHER}"):
        for length in ("medium", "long"):
            assert correction in summarize(text, length=length).text
        short = summarize(text, length=1)
        assert short.text == TOLD and (short.status, short.departure) == ("fallback", "corrected")
    # In a text of one paragraph too, no more than the next sentence belongs to it.
    if correction.startswith("Correction:"):
        found = summarize(f"{correction} {TOLD} {FURTHER}").text
        assert found.startswith(TOLD) and found.endswith(correction)


@pytest.mark.parametrize(
    ("language", "opening", "correction"),
    [
        ("de", "Bei einem Busunglück in Tirol sind am Montag sieben Menschen gestorben, teilte die Polizei mit.",
         "Anmerkung der Redaktion: In einer früheren Version dieses Artikels hieß es, der Bus sei in Südtirol "
         "verunglückt. Tatsächlich liegt Matrei in Tirol."),
        ("es", "Siete personas han muerto este lunes en un accidente de autobús en Tirol, según la policía.",
         "Fe de errores: En una versión anterior de este artículo se decía que eran ocho. Son siete."),
        *(("es", "Siete personas han muerto este lunes en un accidente de autobús en Tirol, según la policía.", told)
          for told in (
              "En una versión anterior de este texto se decía que eran ocho. Son siete.",
              "La primera versión de esta noticia indicaba que eran ocho. Son siete.",
              "ERRATA: Los muertos son siete, y no ocho, como se publicó.",
              "Esta noticia ha sido corregida: los muertos son siete y no ocho.",
              "ACTUALIZACIÓN (20.15): Un octavo herido ha muerto en el hospital de Lienz.",
          )),
        *(("pt", "Sete pessoas morreram nesta segunda-feira num acidente de ônibus no Tirol, segundo a polícia.", told)
          for told in (
              "ERRAMOS: A versão anterior deste texto informava que eram oito. O número correto é sete.",
              "Errata: A primeira versão desta notícia informava que eram oito. O número correto é sete.",
              "Retificação: os mortos são sete, e não oito, como foi publicado.",
              "Diferentemente do que informou a primeira versão deste texto, os mortos são sete, e não oito.",
              "Texto corrigido às 18h: os mortos são sete, e não oito, como publicado antes.",
              "ATUALIZAÇÃO: Um oitavo ferido morreu no hospital de Lienz.",
          )),
        ("nl", "Bij een busongeluk in Tirol zijn maandag zeven mensen omgekomen, meldt de politie.",
         "In een eerdere versie van dit artikel stond dat er acht doden waren. Het zijn er zeven."),
    ],
)  # fmt: skip
def test_so_it_is_in_other_languages(language: str, opening: str, correction: str) -> None:
    assert summarize(f"{opening}\n\n{correction}", language=language).text == f"{opening} {correction}"


@pytest.mark.parametrize(
    "news",
    ["An earlier version of the bill was rejected by the Senate in March.",
     "This article of the law was amended by the Senate in March.",
     "The report on the fire was corrected by the ministry on Monday after complaints in Hull."],
)  # fmt: skip
def test_a_version_of_something_else_is_news(news: str) -> None:
    assert summarize(f"{news} {TOLD}", length=1).text == news


AYER = "La alcaldesa de Móstoles ha denunciado amenazas de muerte."
GESTERN = "Der Bürgermeister von Pirna hat nach Morddrohungen Anzeige erstattet."


@pytest.mark.parametrize(
    ("sentence", "before", "language", "is_missing"),
    [
        ("La mujer ingresó en prisión.", AYER, "es", True),
        ("El detenido, de 43 años, guardó silencio.", AYER, "es", True),
        ("El hombre padecía esquizofrenia.", "Un hombre ha matado a su médico en Móstoles.", "es", False),
        ("La mujer de la alcaldesa ingresó en el hospital.", AYER, "es", False),
        ("La víctima María López vivía en Alcorcón.", AYER, "es", False),
        ("L'uomo è ora in carcere.", "Il sindaco di Lodi ha denunciato minacce.", "it", True),
        ("L'uomo più ricco d'Italia vive a Lodi.", "Il sindaco di Lodi ha denunciato minacce.", "it", False),
        ("O homem está na cadeia.", "O prefeito de Jundiaí registrou ameaças.", "pt", True),
        ("O homem que escreveu a mensagem está na cadeia.", "O prefeito de Jundiaí registrou ameaças.", "pt", False),
        ("Der Mann sitzt in Haft.", GESTERN, "de", True),
        ("Die 43-Jährige wurde verletzt.", GESTERN, "de", True),
        ("Der Mann aus Heidenau sitzt in Haft.", GESTERN, "de", False),
        ("Der Mann, der schrieb, sitzt in Haft.", GESTERN, "de", False),
        ("Die Verhandlung ist im Mai.", GESTERN, "de", False),
        ("„Der Mann hat gelogen“, sagte er.", GESTERN, "de", False),
        ("De man zit vast.", "De burgemeester van Almelo heeft aangifte gedaan.", "nl", True),
        ("De man uit Vriezenveen zit vast.", "De burgemeester van Almelo heeft aangifte gedaan.", "nl", False),
    ],
)
def test_somebody_who_is_not_named_before_refers_to_what_is_not_shown(
    sentence: str, before: str, language: str, is_missing: bool
) -> None:
    article = Document(f"{before} {sentence}", language)
    assert (dangling(sentence, before, article, follows=False) is not None) == is_missing
    assert dangling(sentence, before, article, follows=True) is None
    # The article's own first sentence has nobody before it.
    assert dangling(sentence, "", Document(sentence, language), follows=False) is None


@pytest.mark.parametrize(
    ("language", "title", "standfirst", "news"),
    [
        ("es", "Fallece un montañero de 31 años en el pico Aneto", "El accidente ocurrió a primera hora.",
         "Un montañero de 31 años ha fallecido este sábado en el descenso del pico Aneto."),
        ("de", "Bundestag beschließt Rentenpaket", "Die Junge Gruppe hatte mit Ablehnung gedroht.",
         "Der Bundestag hat am Freitag das Rentenpaket mit 318 zu 224 Stimmen beschlossen."),
        ("pt", "Homem é preso suspeito de vender diplomas falsos em Goiânia", "Segundo a polícia, grupo cobrava R$ 8 "
         "mil.", "Um homem de 38 anos foi preso suspeito de chefiar um grupo que vendia diplomas falsos em Goiânia."),
        ("it", "Precipita sul Monviso, muore un alpinista di 31 anni", "L'uomo era con due amici sul nevaio.",
         "Un alpinista di 31 anni è morto sabato mattina dopo essere precipitato dal Monviso."),
        ("nl", "Nederlandse bergbeklimmer (31) omgekomen in Oostenrijk", "De man was met twee vrienden onderweg.",
         "Een 31-jarige Nederlandse bergbeklimmer is zaterdag omgekomen in Oostenrijk."),
        ("en", "Bundestag passes pensions package", "The Young Group had threatened to vote against.",
         "The Bundestag on Friday passed the pensions package by 318 votes to 224."),
    ],
)  # fmt: skip
def test_a_standfirst_is_shown_under_the_title_whose_news_it_goes_on_from(
    language: str, title: str, standfirst: str, news: str
) -> None:
    text = f"{title}\n\n{standfirst}\n\n{news}"
    for length in (1, "medium"):
        assert summarize(text, language=language, length=length).text.startswith(f"{title}. {standfirst}")
    assert summarize(text, language=language, length="headline").text == title
    # A first sentence that tells the title's news, or that nothing tells, needs no title.
    assert summarize(f"{title}\n\n{news}\n\n{standfirst}", language=language, length=1).text == news


def test_no_quotation_is_set_above_news() -> None:
    news = "El Osasuna no pasó del empate ante el Getafe y suma ya cinco jornadas sin ganar en Liga."
    said = '"Nos ha faltado colmillo en el área", dijo el entrenador al acabar el partido.'
    assert summarize(f'"Nos ha faltado colmillo"\n\n{news}\n\n{said}', language="es", length=1).text == news


def test_who_is_not_named_brings_along_a_title_without_a_name() -> None:
    title, first = "Herido grave tras caer de un andamio", "El hombre trabajaba en una obra."
    found = extract(Document(f"{title}\n\n{first} Los bomberos lo rescataron.", "es"), "short")
    assert found.shown == (f"{title}.", first) and found.stands


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "A doctor accused of sexually assaulting four patients at a hospital in Leeds has been found not guilty "
         "of all charges.",
         "A doctor accused of sexually assaulting four… has been found not guilty of all charges."),
        ("en", "A teenager arrested on suspicion of murdering a 15-year-old schoolboy in Sheffield has been released "
         "without charge.",
         "A teenager arrested on suspicion of murdering a 15-year-old schoolboy… has been released without charge."),
        ("en", "A former postmaster who served nine months in prison for stealing £36,000 from his branch has had his "
         "conviction quashed.",
         "A former postmaster who served nine months in prison… has had his conviction quashed."),
        ("en", "The government's plan to build a third runway at Heathrow airport by the year 2035 will not go ahead, "
         "the transport secretary has said.",
         "The government's plan to build a third runway at Heathrow airport… will not go ahead…"),
        ("en", "The government has decided to build a third runway at Heathrow airport by the year 2035, which will "
         "not please residents.",
         "The government has decided to build a third runway at Heathrow airport by the year…"),
        ("it", "L'ex sindaco di Riace accusato di favoreggiamento dell'immigrazione clandestina e di truffa ai danni "
         "dello Stato è stato assolto.",
         "L'ex sindaco di Riace accusato di favoreggiamento dell'immigrazione clandestina e di truffa… è stato "
         "assolto."),
        ("es", "El exconsejero de Sanidad de la Comunidad de Madrid acusado de amañar contratos de limpieza de "
         "hospitales ha sido absuelto.",
         "El exconsejero de Sanidad de la Comunidad de Madrid acusado de amañar… ha sido absuelto."),
        ("pt", "O ex-governador do Rio de Janeiro acusado de receber propina de empresas de ônibus entre 2010 e 2016 "
         "foi absolvido.",
         "O ex-governador do Rio de Janeiro acusado de receber propina de empresas… foi absolvido."),
        ("nl", "Een 41-jarige huisarts uit Tilburg die werd verdacht van het seksueel misbruiken van zes patiënten is "
         "vrijgesproken.",
         "Een 41-jarige huisarts uit Tilburg die werd verdacht van het seksueel misbruiken… is vrijgesproken."),
        ("de", "Ein 34-jähriger Mann aus Osnabrück ist nach dem tödlichen Raserunfall auf der A30 vom Landgericht "
         "nicht wegen Mordes verurteilt worden.",
         "Ein 34-jähriger Mann aus Osnabrück ist nach dem tödlichen Raserunfall… "
         "nicht wegen Mordes verurteilt worden."),
        ("de", "Das umstrittene Kohlekraftwerk Datteln 4 im nördlichen Ruhrgebiet darf nach einer Entscheidung des "
         "Bundesverwaltungsgerichts vorerst nicht abgeschaltet werden.",
         "Das umstrittene Kohlekraftwerk Datteln 4 im nördlichen Ruhrgebiet darf nach einer Entscheidung… nicht "
         "abgeschaltet werden."),
        ("de", "Bei einem Frontalzusammenstoß auf der B3 zwischen Achern und Sasbach sind am Freitagabend zwei "
         "Personen schwer verletzt worden.",
         "Bei einem Frontalzusammenstoß auf der B3 zwischen Achern und Sasbach… zwei Personen schwer verletzt "
         "worden."),
        ("de", "Das Landgericht Hannover hat den Mann nicht wegen des im vergangenen Jahr von der Anklage behaupteten "
         "Mordes an seinem Nachbarn verurteilt.",
         "Das Landgericht Hannover hat den Mann nicht wegen des im vergangenen Jahr… verurteilt."),
    ],
)  # fmt: skip
def test_a_headline_keeps_an_acquittal_or_a_verb_with_its_negation(language: str, text: str, found: str) -> None:
    assert summarize(f"{text}\n\n{text[:40]} 2025.", language=language, length="headline").text == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("it", "La donna di 43 anni accusata di aver avvelenato il marito con il veleno per topi è innocente.",
         "La donna di 43 anni accusata di aver avvelenato il marito… è innocente."),
        ("it", "Contrariamente a quanto riferito in un primo momento, il direttore della banca di Lodi non è stato "
         "arrestato, ma solo sentito come testimone.",
         "Il direttore della banca di Lodi non è stato arrestato, ma solo sentito come testimone."),
        ("it", "Sembrava un omicidio, invece la donna di 28 anni trovata a Terni è morta per una caduta dalle scale.",
         "La donna di 28 anni trovata a Terni è morta per una caduta dalle scale."),
        ("es", "La central nuclear de Almaraz en la provincia de Cáceres propiedad de tres empresas eléctricas no será "
         "cerrada en 2027.",
         "La central nuclear de Almaraz en la provincia de Cáceres… no será cerrada en 2027."),
        # Where the verb is another clause's, the sentence is broken off.
        ("es", "El portavoz del Gobierno aseguró este lunes en el Congreso que el plan de vivienda para jóvenes no "
         "será retirado.",
         "El portavoz del Gobierno aseguró este lunes en el Congreso que el plan de vivienda…"),
        ("nl", "Het kabinet gaat het eigen risico in de zorg voor chronisch zieken en gehandicapten in 2027 toch niet "
         "verlagen.",
         "Het kabinet gaat het eigen risico in de zorg voor chronisch zieken… toch niet verlagen."),
        ("nl", "De politie gaat ervan uit dat de brand in de moskee van Lelystad van zondagnacht niet is aangestoken.",
         "De politie gaat ervan uit dat de brand in de moskee… niet is aangestoken."),
        ("nl", "Het Openbaar Ministerie had drie jaar cel geëist, maar de rechtbank in Den Haag heeft een 47-jarige "
         "oud-leraar uit Delft donderdag vrijgesproken van ontucht met een leerling.",
         "De rechtbank in Den Haag heeft een 47-jarige oud-leraar uit Delft donderdag vrijgesproken van ontucht…"),
        ("nl", "De actie van de vakbond in de haven van Antwerpen wordt volgens de politie gesteund door honderden "
         "mensen met veel geweld.",
         "De actie van de vakbond in de haven van Antwerpen wordt volgens de politie gesteund…"),
        ("nl", "De directeur zei vrijdag op een bijeenkomst in Zwolle tegen de werknemers van de fabriek dat de "
         "vestiging volgend jaar niet dichtgaat.",
         "De directeur zei vrijdag op een bijeenkomst in Zwolle tegen de werknemers van de fabriek…"),
        ("de", "Berichte über eine Schließung des Volkswagen-Werks in Osnabrück und die Verlagerung der Fertigung nach "
         "Portugal sind nach Angaben des Konzerns falsch.",
         "Berichte über eine Schließung des Volkswagen-Werks in Osnabrück… sind nach Angaben des Konzerns falsch."),
        ("de", "Dass der Kanzler dem Verteidigungsminister nach der Panne beim Kauf neuer Drohnen für die Bundeswehr "
         "den Rücktritt nahegelegt habe, stimmt nach Angaben der Regierung nicht.",
         "Dass der Kanzler dem Verteidigungsminister nach der Panne… stimmt nach Angaben der Regierung nicht."),
        ("de", "Bei einem Brand in einem Pflegeheim in der niedersächsischen Kreisstadt Verden sind in der Nacht zum "
         "Mittwoch drei Bewohner getötet und 19 weitere verletzt worden.",
         "Bei einem Brand in einem Pflegeheim… drei Bewohner getötet und 19 weitere verletzt worden."),
    ],
)  # fmt: skip
def test_a_headline_is_not_broken_off_before_the_verb_or_the_verdict(language: str, text: str, found: str) -> None:
    assert summarize(f"{text}\n\n{text[:40]} 2025.", language=language, length="headline").text == found


@pytest.mark.parametrize(
    ("language", "question", "answer", "found"),
    [
        ("it", "Il vino rosso fa bene al cuore?", "No, risponde uno studio dell'Università di Pavia pubblicato ieri.",
         "Il vino rosso fa bene al cuore? No, risponde uno studio dell'Università di Pavia pubblicato…"),
        ("it", "Chi sarà il prossimo allenatore della Roma?", "Claudio Ranieri, secondo quanto anticipa Sky Sport.",
         "Chi sarà il prossimo allenatore della Roma? Claudio Ranieri, secondo quanto anticipa Sky Sport."),
        ("nl", "Is rode wijn goed voor het hart?", "Nee, blijkt uit onderzoek van de universiteit in Leiden.",
         "Is rode wijn goed voor het hart? Nee, blijkt uit onderzoek van de universiteit…"),
        ("nl", "Hoe weet een zeehond of er een vissersboot of een veerpont aankomt?",
         "Aan het geluid, blijkt uit onderzoek van de universiteit in Wageningen.",
         "Hoe weet een zeehond of er een vissersboot of een veerpont aankomt? Aan het geluid…"),
        ("es", "¿Es bueno el vino tinto para el corazón?", "No, según un estudio de la Universidad de Jaén.",
         "¿Es bueno el vino tinto para el corazón? No, según un estudio de la Universidad…"),
        ("de", "Ist Rotwein gut für das Herz?", "Nein, sagen Forscher der Universität Leipzig.",
         "Ist Rotwein gut für das Herz? Nein, sagen Forscher der Universität Leipzig."),
    ],
)  # fmt: skip
def test_an_answer_is_shown_with_its_question(language: str, question: str, answer: str, found: str) -> None:
    text = f"{question} {answer}\n\n{question[:-1].lstrip('¿')} 2025. Sky Sport, Pavia, Leiden, Jaén, Leipzig."
    assert summarize(text, language=language, length="short").text.startswith(f"{question} {answer}")
    assert summarize(text, language=language, length="headline").text == found


def test_a_sentence_below_a_question_opens_without_it() -> None:
    news = "Uno studio dell'Università di Pavia ha misurato il cuore di duemila persone."
    text = f"Il vino rosso fa bene al cuore? {news}\n\nLo studio di Pavia è durato dieci anni."
    assert summarize(text, language="it", length=1).text == news


@pytest.mark.parametrize(
    ("language", "demand", "verdict"),
    [
        ("it", "Il pubblico ministero aveva chiesto quattro anni e sei mesi.",
         "Il tribunale di Bari, invece, ha assolto l'ex primario di Cardiologia del Policlinico."),
        ("it", "La Procura aveva chiesto l'ergastolo.",
         "La Corte d'assise di Lecce ha invece assolto Marco Greco dall'accusa di avere ucciso la moglie."),
        ("nl", "Het OM had achttien jaar geëist.",
         "De rechtbank in Breda heeft de 39-jarige Marco V. vrijgesproken van de moord op zijn vrouw."),
        ("de", "Die Staatsanwaltschaft hatte acht Jahre gefordert.",
         "Das Landgericht Köln hat den früheren Chef der Sparkasse am Freitag freigesprochen."),
        ("es", "La Fiscalía pedía para él cuatro años de cárcel.",
         "La Audiencia de Murcia ha absuelto al anestesista Ramón Vidal."),
    ],
)  # fmt: skip
def test_a_demand_does_not_open_before_the_verdict(language: str, demand: str, verdict: str) -> None:
    text = f"{demand} {verdict}\n\n{verdict[:-1]} 2025."
    assert summarize(text, language=language, length="short").text.startswith(verdict)
    # Without a verdict, the demand is the news.
    later = verdict.rsplit(" ", 3)[0].split(" ")[:3]
    assert summarize(f"{demand} {' '.join(later)} 2026.", language=language, length="short").text.startswith(demand)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Gesundheit\n\nDie Männer haben ihren Tabakkonsum am stärksten verringert, wie das Institut mitteilte."),
        ("it", "Incidente sull'A1\n\nLe vittime sono tre operai di Caserta, travolti da un camion lunedì mattina."),
        ("es", "España\n\nLos jóvenes no encuentran piso en Madrid, según un informe publicado el lunes."),
    ],
)
def test_a_first_sentence_below_a_label_opens_though_it_names_nobody(language: str, text: str) -> None:
    found = summarize(text + " Madrid, Berlin, Roma.", language=language)
    assert text.partition("\n\n")[2] in found.text


@pytest.mark.parametrize("heading", ["For the record", "Corrections and clarifications"])
def test_each_error_in_a_column_of_corrections_stands_with_its_correction(heading: str) -> None:
    items = [
        "A report on Tuesday said that the council had cut its budget by 40%. In fact the budget was cut by 4%.",
        "An item in Monday's business pages stated that Susan Peel had been dismissed by Marlow & Finch. She resigned.",
        "We said that the film The Salt Road was shot in Spain (Review, Saturday). It was shot in Portugal.",
    ]
    text = "\n\n".join([heading, *items])
    assert summarize(text, length="short").text.endswith(items[0])
    assert f"{items[0]} {items[1]}" in summarize(text).text
    assert summarize("\n\n".join(items), length="short").text != items[0]


@pytest.mark.parametrize(
    "update",
    [
        "UPDATE: All lanes have reopened in both directions.",
        "Update 1.05pm: All lanes have reopened in both directions.",
        "UPDATE at 1.05pm - All lanes have reopened in both directions.",
        "** UPDATE ** The motorway has now fully reopened.",
    ],
)
def test_an_update_at_the_foot_of_an_article_is_shown(update: str) -> None:
    text = (
        "Drivers face long delays after a lorry carrying tyres caught fire on the M6 in Cheshire.\n\nThe motorway is "
        "closed between Holmes Chapel and Knutsford.\n\nNational Highways said that the surface of the road has melted."
    )
    assert summarize(f"{text}\n\n{update}").text.endswith(update)
    assert summarize(f"UPDATE: {text}").text.startswith("Drivers face")


@pytest.mark.parametrize(
    "teaser",
    [
        "Here is our weekly round-up of decisions by East Devon District Council.",
        "The following are excerpts from the police log of Hartwell.",
    ],
)
def test_what_announces_a_list_is_no_news(teaser: str) -> None:
    news = "A plan for 14 holiday lodges at Lower Farm, Colyford, has been refused because of the risk of flooding."
    rest = "Sidmouth Town Council can build a skate park on the Ham. Work will begin in March and cost £210,000."
    assert summarize(f"{teaser}\n\n{news}\n\n{rest}", length=1).text == news


@pytest.mark.parametrize(
    ("language", "sentence", "is_caption"),
    [
        ("pt", "Aqui estão as principais notícias para você terminar o dia bem-informado.", True),
        ("pt", "Aqui estão as três vítimas do incêndio de Jundiaí.", False),
        ("es", "Aquí están las principales noticias del día.", True),
        ("es", "Estas son las claves de la reforma.", True),
        ("es", "Aquí están enterradas 40 víctimas de la guerra.", False),
        ("it", "Ecco cosa sappiamo.", True),
        ("it", "Ecco le principali notizie di oggi.", True),
        ("it", "Ecco il nuovo stadio di Lodi: costa 14 milioni.", False),
        ("de", "Das sind die wichtigsten Nachrichten des Tages.", True),
        ("de", "Hier sind die Mieten um 14 Prozent gestiegen.", False),
        ("fr", "Voici la liste des communes concernées.", True),
        ("fr", "Voici les principaux points de la réforme.", True),
        ("fr", "Voici dix ans que la mairie de Tours promet une piscine.", False),
        ("nl", "Dit is het laatste nieuws.", True),
        ("en", "Here’s what caught our eye today, December 19.", True),
        ("en", "Here is Leeds, three people were killed.", False),
    ],
)  # fmt: skip
def test_what_announces_the_text_below_is_not_shown(language: str, sentence: str, is_caption: bool) -> None:
    assert (fault_of(sentence, language) == "caption") == is_caption


@pytest.mark.parametrize(
    ("whose", "is_told"),
    [
        ("Those are the words of Emma Foxley, the hiker who was rescued on Tuesday after four nights on a hill.", True),
        ("That was the only thought of Emma Foxley, who was rescued on Tuesday after four nights on a hill.", True),
        ("So says Emma Foxley, 29, who was rescued on Tuesday after four nights on Ben Macdui.", True),
        ("That is how the rescue began on Tuesday, after four nights of snow on Ben Macdui.", False),
    ],
)
def test_a_quotation_opens_with_the_sentence_that_says_whose_it_is(whose: str, is_told: bool) -> None:
    quoted = '"I thought I was going to die up there and that nobody would ever find me."'
    rest = "Cairngorm Mountain Rescue found the hiker at 6am on Ben Macdui.\n\nDoctors in Inverness said she was well."
    assert (summarize(f"{quoted}\n\n{whose}\n\n{rest}", length="short").text == f"{quoted} {whose}") is is_told
    short = summarize(f'"I am alive!"\n\n{whose}\n\n{rest}', length="headline").text
    assert short.startswith('"I am alive!" ' + whose[:16]) is is_told
    found = summarize(f"{quoted}\n\n{whose}\n\n{rest}", length="headline").text
    assert (found.startswith('"I thought I was going') and whose[:16] in found) is is_told


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_the_next_paragraph_of_a_quotation_is_not_shown_without_the_first(marks: str) -> None:
    opens, closes = marks
    text = (
        "Residents of Mill Lane in Ashwell have demanded an inquiry into the floods of Sunday.\n\n"
        f"{opens}The water came up through the floor in minutes and we lost everything on the ground floor.\n\n"
        f"{opens}They knew about it for years and did nothing,{closes} said Carol Finch, who lives there."
        "\n\nThe county council said that it would publish a report in the new year, and that pumps had been ordered."
    )
    found = summarize(text).text
    assert ("They knew" in found) == ("The water came up" in found)
    assert "They knew" not in summarize(text, length=1).text


@pytest.mark.parametrize(
    "credits",
    [
        "Director: Ines Valdez. Starring: Olivia Hart, Idris Bello. Cert 15, 128 mins.",
        "Directed by Ines Valdez. With Olivia Hart and Idris Bello. 128 minutes. In cinemas Friday.",
    ],
)
def test_the_credits_above_a_review_open_no_summary(credits: str) -> None:
    news = "Olivia Hart gives the performance of her career in a drama about a widow who walks the length of Portugal."
    rest = "She plays Ruth, a retired teacher from Hull. On the way she meets a driver from Nigeria (Idris Bello)."
    for title in ("", "The Salt Road review – a slow-burning triumph\n\n"):
        assert summarize(f"{title}{credits}\n\n{news}\n\n{rest}", length=1).text == news


@pytest.mark.parametrize(
    ("language", "hook", "news"),
    [
        ("pt", "O pior foi evitado.", "Um incêndio destruiu na madrugada desta terça-feira uma fábrica de calçado em "
         "Felgueiras, mas os 15 trabalhadores saíram a tempo. Os bombeiros de Felgueiras dominaram as chamas na "
         "fábrica às seis horas. O incêndio começou num armazém de calçado."),
        ("es", "La Fiscalía pedía para él cuatro años de cárcel.", "La Audiencia de Málaga ha absuelto al anestesista "
         "juzgado por la muerte de una paciente en una clínica de Marbella. La clínica deberá indemnizar a la familia "
         "de la paciente. El anestesista permaneció junto a ella tres años en la clínica de Marbella."),
        ("es", "Se acabó la espera.", "Renfe venderá desde el lunes los billetes de la línea a Murcia."),
        ("it", "Colpo di scena nel processo Ferri.", "L'imputato ha confessato di avere ucciso la zia."),
        ("nl", "Goed nieuws voor huurders.", "De huren van sociale woningen gaan in juli niet omhoog."),
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_of_the_news_is_no_summary_of_one_sentence(
    language: str, hook: str, news: str
) -> None:
    article = Document(f"{hook} {news}", language)
    short = extract(article, "short")
    assert news.startswith(short.text) and short.departure in ("teaser", "background")
    assert extract(article, "medium").shown[0] == (hook if short.departure == "teaser" else short.text)


@pytest.mark.parametrize(
    ("language", "news"),
    [
        ("de", "Der Dax hat seine Rekordjagd unterbrochen. Der deutsche Leitindex schloss am Donnerstag 0,34 Prozent "
         "tiefer bei 24.118 Punkten, nachdem er am Vormittag ein Rekordhoch erreicht hatte. Anleger im Dax nahmen "
         "Gewinne mit. Der Leitindex hat in diesem Jahr 20 Prozent gewonnen. Punkten konnten Autowerte."),
        ("it", "Stellantis fermerà la produzione a Mirafiori. Lo stop andrà dal 2 al 20 dicembre e riguarderà le linee "
         "della 500 elettrica e della Maserati: 2.800 addetti saranno in cassa. A Mirafiori Stellantis ha già fermato "
         "le linee a settembre."),
        ("es", "Murió este miércoles Maradona. El exfutbolista sufrió un paro en su casa de Tigre, donde se recuperaba "
         "desde el martes de una operación en la cabeza. Maradona había dejado la clínica de Tigre el martes."),
        ("it", "Paura a Sassari per un incendio. Sono state evacuate quaranta persone dal supermercato di via Roma."),
    ],
)  # fmt: skip
def test_a_few_words_that_tell_the_news_are_a_summary(language: str, news: str) -> None:
    assert extract(Document(news, language), 1).text == news[: news.index(".") + 1]


def test_a_headline_is_a_title_of_up_to_22_words() -> None:
    title = "Muere la actriz Pilar Montes, la madre más querida de la televisión, a los 88 años"
    below = (
        "Fue la madre de media España durante los nueve años que duró Calle Mayor. La actriz Pilar Montes ha fallecido "
        "este domingo en Madrid, según su familia. Nacida en Albacete, debutó en la televisión en 1952."
    )
    found = summarize(f"{title}\n\n{below}", length="headline", language="es").text
    assert found == title
    short = title.removesuffix(", a los 88 años")
    assert summarize(f"{short}\n\n{below}", length="headline", language="es").text == short


@pytest.mark.parametrize(
    ("language", "question"),
    [("es", "¿Es cierto? No."), ("es", "¿Es verdad?\n\nNo."), ("pt", "Confirma-se?\n\nNão.")],
)
def test_the_answer_to_the_question_of_a_check_is_its_verdict(language: str, question: str) -> None:
    claim = {
        "es": '"Todos los extranjeros que lleguen a España cobrarán 1.200 euros al mes sin trabajar", asegura un '
        "mensaje compartido más de cinco mil veces en Facebook desde el 12 de febrero.",
        "pt": '"Cada imigrante que chega a Portugal recebe 1.200 euros por mês sem trabalhar, enquanto os nossos '
        'idosos passam fome", lê-se numa publicação partilhada mais de cinco mil vezes no Facebook desde fevereiro.',
    }[language]
    text = f"{claim} {question}\n\nUn real decreto de 2023 dio 200 euros a familias con pocos ingresos."
    asked = question.replace("\n\n", " ")
    assert summarize(text, length="short", language=language).text == f"{claim} {asked}"
    headline = summarize(text, length="headline", language=language).text
    assert headline.endswith(f" {asked.split()[-1]}") and headline.count('"') == 2


def test_questions_and_answers_of_a_spanish_interview_stand_together() -> None:
    lead = (
        "Lucía Ferrer dirige desde enero el Instituto de Estudios Urbanos y acaba de publicar Casas vacías en Madrid."
    )
    turns = (
        "Pregunta. ¿Sobran o faltan casas en España?\n\nRespuesta. Sobran donde nadie quiere vivir.\n\n"
        "P. Entonces, ¿construir no sirve?\n\nR. Sirve, pero no basta.\n\n"
        "P. Los propietarios lo niegan.\n\nR. En Barcelona el precio bajó un 6 %."
    )
    for text in (turns, turns.replace("regunta", "").replace("espuesta", "")):
        units = units_of(Document(f"{lead}\n\n{text}", "es"))
        lines = text.split("\n\n")
        assert [u.text for u in units] == [lead, *(" ".join(lines[n : n + 2]) for n in (0, 2, 4))]


@pytest.mark.parametrize(
    ("language", "lead", "half"),
    [
        (
            "en",
            "A man who stabbed his neighbour in a row over a hedge in Stockport has been found not guilty of murder.",
            "But the jury convicted him of manslaughter by a majority of 10 to two after deliberating for 19 hours.",
        ),
        (
            "de",
            "Viele Menschen träumen davon, sich mit einem kleinen Windrad auf dem Balkon unabhängig zu machen.",
            "Doch das ist nach einer Studie des Verbands nicht möglich, weil der Wind zu selten weht.",
        ),
        (
            "es",
            "El alcalde de Ronda anunció ayer que el hospital nuevo abrirá sus puertas en el mes de octubre.",
            "Sin embargo, la Junta aseguró que las obras no terminarán antes del verano del próximo año.",
        ),
        (
            "it",
            "Il sindaco di Lucca ha annunciato ieri che il nuovo ospedale aprirà le porte nel mese di ottobre.",
            "Tuttavia la Regione ha detto che i lavori non finiranno prima dell'estate del prossimo anno.",
        ),
    ],
)
def test_a_sentence_brings_along_the_one_that_takes_it_back(language: str, lead: str, half: str) -> None:
    assert half in extract(Document(f"{lead} {half} {LATER[language]}", language), "medium").text
    long_lead = f"{lead[:-1]}, {', '.join(lead.split()[1:9])}, {', '.join(lead.split()[2:12])}."
    assert half in extract(Document(f"{long_lead} {half}", language), "medium").text
    news = " ".join(f"{lead.replace('.', '')} {number}." for number in ("1", "2", "3"))
    told = extract(Document(f"{LATER[language]} {lead} {half} {LATER[language]} {news}", language), "long").text
    assert f"{lead} {half}" in told


LATER = {
    "en": "The court sat in Manchester.",
    "de": "Der Verband sitzt in Berlin.",
    "es": "La Junta se reunió en Sevilla.",
    "it": "La Regione ha sede a Firenze.",
}


def test_a_sentence_behind_a_gap_is_shown_only_where_little_is_said_or_it_denies() -> None:
    lead = (
        "Police in Region Two are trying to unravel the death of a hunter whose remains were found on Tuesday with "
        "gunshot wounds in the jungle of Bethany on the Essequibo Coast."
    )
    names = ["Al", "Bo", "Car", "Den", "Ed", "Fal", "Gim", "Hur", "Il", "Jor", "Kil", "Lor"]
    words = [f"{first}{second}ton" for first in names for second in "abcdefghijkl"]
    between = f"The loggers of {', '.join(words)} had all left."
    news = "The hunter was Bharrat Ramdehol, and his cousin Inderdai Deyal was arrested with a rifle on Monday."
    more = news.replace("Monday", "Friday")
    assert extract(Document(f"{lead} {between} {news} {more}", "en"), "medium").text == lead
    assert len(extract(Document(f"{lead} {between} {news} {more}", "en"), 2).shown) == 2  # as many as were asked for
    brief = "A hunter was found dead in the jungle of Bethany on Tuesday."
    assert extract(Document(f"{brief} {between} {news} {more}", "en"), "medium").text == f"{brief} {news}"
    denial = "A cousin of the hunter denied that he had fired a gun near Bethany."
    assert extract(Document(f"{lead} {between} {denial}", "en"), "medium").text == f"{lead} {denial}"


FULDA = "Der Stadtrat von Fulda hat am Montag den Haushalt beschlossen."
LUGO = "El Ayuntamiento de Lugo aprobó el lunes el presupuesto."
LEEDS = "Leeds City Council agreed on Monday to close two of its pools."
LODI = "Il consiglio comunale di Lodi ha approvato lunedì il bilancio."
JUNDIAI = "A Câmara de Jundiaí aprovou na segunda-feira o orçamento."
TOURS = "Le conseil municipal de Tours a voté lundi le budget."


@pytest.mark.parametrize(
    ("language", "before", "sentence", "is_missing"),
    [
        ("de", FULDA, "Nicht hinnehmbar ist eine derartige Aktion für die Vereine.", True),
        ("de", FULDA, "Für alle diese Dinge brauchen die Vereine mehr Geld.", True),
        ("de", FULDA, "Die Fraktionen wollen in einem solchen Fall klagen.", True),
        ("de", FULDA, "Die Opposition nannte diesen Haushalt eine Zumutung.", False),
        ("de", "Die Energiekrise trifft Fulda.", "Die Stadt will diese Krise mit Krediten bewältigen.", False),
        ("de", FULDA, "Die Bäder in Fulda öffnen erst in diesem Sommer wieder.", False),
        ("de", FULDA, "Gewählt werden alle diese Bewerber, die am Sonntag antreten.", False),
        ("de", FULDA, "Die Stadt kauft den Hof und will diesen Betrieb erhalten.", False),
        ("de", FULDA, "Nach der Sitzung sprach er von einem Erfolg.", True),
        ("de", FULDA, "Seit dieser Woche trainiert der 35-Jährige in Fulda.", True),
        ("de", "Er leitet das Amt seit Mai.", "Nach der Sitzung sprach er von einem Erfolg.", False),
        ("de", FULDA, "Nach der Sitzung sprach der Kämmerer von einem Erfolg.", False),
        ("de", FULDA, "Nach der Sitzung haben Sie die Wahl, sagte der Kämmerer.", False),
        ("de", FULDA, "Deren Sprecher nannte den Plan einen Fehler.", True),
        ("de", FULDA, "Das ist viel Geld für eine kleine Stadt.", True),
        ("de", FULDA, "Das ist neu: Die Bäder öffnen auch am Sonntag.", False),
        ("de", FULDA, "Das teilte die Stadt am Dienstag mit.", False),
        ("de", FULDA, "Das geht aus einem Bericht des Rechnungshofs hervor.", False),
        ("de", FULDA, "Der Rechnungshof hatte dagegen zu Kürzungen geraten.", False),
        ("es", LUGO, "La oposición se queja de que dicho acuerdo sea ilegal.", False),
        ("es", LUGO, "La oposición rechaza dicho acuerdo.", True),
        ("es", LUGO, "La oposición rechaza ese presupuesto.", False),
        ("es", LUGO, "La ciudad celebra sus fiestas desde esta medianoche.", False),
        ("es", LUGO, "El diario ha cambiado la noticia por este texto.", False),
        ("es", LUGO, "En los partidos, en tanto, siguen las dudas.", True),
        ("es", LUGO, "De la misma forma, se aprobaron las obras del puerto.", True),
        ("es", LUGO, "La alcaldesa, no obstante, lo niega.", False),
        ("es", LUGO, "Es por eso que la oposición votó en contra.", True),
        ("it", LODI, "L'opposizione respinge questa decisione.", True),
        ("it", LODI, "L'opposizione respinge questo bilancio.", False),
        ("it", LODI, "Le piscine di Lodi restano chiuse in questi giorni.", False),
        ("it", LODI, "Le piscine di Lodi riaprono quest'estate.", False),
        ("it", LODI, "Il comune comprerà la cascina e venderà questa casa.", False),
        ("it", LODI, "Nell'occasione è stato aperto un museo.", True),
        ("it", LODI, "All'epoca dei fatti il sindaco era a Milano.", False),
        ("pt", JUNDIAI, "A oposição rejeita essa decisão.", True),
        ("pt", JUNDIAI, "A oposição rejeita esse orçamento.", False),
        ("pt", JUNDIAI, "As piscinas de Jundiaí fecham nestes dias.", False),
        ("pt", JUNDIAI, "As piscinas de Jundiaí reabrem neste sábado.", False),
        ("pt", JUNDIAI, "O Brasil vive neste momento uma seca.", False),
        ("pt", JUNDIAI, "O prefeito disse que esse ano será difícil.", False),
        ("pt", JUNDIAI, "Da mesma forma, foram aprovadas as obras do porto.", True),
        ("pt", JUNDIAI, "Na ocasião, a polícia prendeu três homens.", True),
        ("pt", JUNDIAI, "Na ocasião em que foi preso, o prefeito negou tudo.", False),
        ("en", LEEDS, "Ravenous wild goats ruled this island for over a century.", True),
        ("en", LEEDS, "Swimmers will have to pay more for these pools.", False),
        ("en", LEEDS, "Swimmers will have to pay more from this summer.", False),
        ("en", LEEDS, "The mayor of York said this isn't true.", False),
        ("en", LEEDS, "Police in York are looking for these two men who fled.", False),
        ("en", LEEDS, "In all three cases, the votes were tied.", True),
        ("en", LEEDS, "Two years later, prosecutors let Jeffrey Epstein go.", True),
        ("en", LEEDS, "When it is served hot, it is the best fish in Hull.", True),
        ("en", LEEDS, "When it comes to pools, it means higher taxes in Leeds.", False),
    ],
)  # fmt: skip
def test_what_a_sentence_points_at_inside_must_be_shown(
    language: str, before: str, sentence: str, is_missing: bool
) -> None:
    article = Document(f"{before} Zwischen allem steht dies. {sentence}", language)
    assert (dangling(sentence, before, article, follows=False) is not None) == is_missing
    assert dangling(sentence, before, article, follows=True) is None


@pytest.mark.parametrize(
    ("language", "before", "sentence", "is_missing"),
    [
        ("en", LEEDS, "None of it got the mayor of Leeds anywhere.", True),
        ("en", LEEDS, "Neither did the mayor of Leeds.", True),
        ("en", LEEDS, "One of them is the oldest in Yorkshire.", True),
        ("en", LEEDS, "There also is a plan to close the library in Otley.", True),
        ("en", LEEDS, "There are also plans to close the library in Otley.", True),
        ("en", LEEDS, "None of the 14 pools in Leeds made money.", False),
        ("en", LEEDS, "Most of those arrested in Leeds were teenagers.", False),
        ("en", LEEDS, "Many of those who swim in Leeds are pensioners.", False),
        ("en", LEEDS, "Neither Leeds nor York has enough money.", False),
        ("en", LEEDS, "There are plans to close the library in Otley.", False),
        ("de", FULDA, "Nichts davon wurde gebaut.", True),
        ("de", FULDA, "Keiner von beiden trat zurück.", True),
        ("de", FULDA, "Viele von ihnen leben in Fulda.", True),
        ("de", FULDA, "Keine von beiden Seiten verlangte Änderung wurde beschlossen.", False),
        ("de", FULDA, "Keiner der Räte trat zurück.", False),
        ("de", FULDA, "Nichts als Ärger haben die Bäder von Fulda.", False),
        ("es", LUGO, "Nada de eso se construyó.", True),
        ("es", LUGO, "Tampoco habrá clases en Monforte.", True),
        ("es", LUGO, "Ninguna de las dos dimitió.", True),
        ("es", LUGO, "Ninguno de los concejales dimitió.", False),
        ("es", LUGO, "Todo el mundo habla en Lugo del presupuesto.", False),
        ("it", LODI, "Niente di tutto questo è stato costruito.", True),
        ("it", LODI, "Ciò ha irritato l'opposizione.", True),
        ("it", LODI, "Nessuno dei due si è dimesso.", True),
        ("it", LODI, "Nessuno dei consiglieri si è dimesso.", False),
        ("it", LODI, "Ciò che conta a Lodi sono le piscine.", False),
        ("pt", JUNDIAI, "Nada disso foi construído.", True),
        ("pt", JUNDIAI, "Por isso, as piscinas vão fechar.", True),
        ("pt", JUNDIAI, "Nenhum deles renunciou.", True),
        ("pt", JUNDIAI, "Nenhum dos vereadores renunciou.", False),
        ("nl", LEEDS, "Niets daarvan werd gebouwd.", True),
        ("nl", LEEDS, "Geen van beiden trad af.", True),
        ("nl", LEEDS, "Geen van de wethouders trad af.", False),
    ],
)  # fmt: skip
def test_what_turns_without_but_needs_the_sentence_before_it(
    language: str, before: str, sentence: str, is_missing: bool
) -> None:
    article = Document(f"{before} {sentence}", language)
    assert (dangling(sentence, before, article, follows=False) is not None) == is_missing
    assert dangling(sentence, before, article, follows=True) is None


@pytest.mark.parametrize(
    ("title", "is_missing"),
    [("Räte in Fulda beschließen am Montag den Haushalt", False), ("Was wird nun aus den Bädern in Fulda?", True)],
)
def test_an_articles_first_sentence_may_point_inside_but_below_a_question(title: str, is_missing: bool) -> None:
    first = "Am Ende soll diese Entscheidung viel Geld sparen."
    found = dangling(first, "", Document(f"{title}\n\n{first}", "de"), follows=False)
    assert (found is not None) == is_missing


@pytest.mark.parametrize(
    ("language", "sentence", "is_missing"),
    [
        ("de", "Hier ein Überblick (Stand 14. Januar 2022).", True),
        ("de", "Hier finden Sie unsere Lehrberufe.", True),
        ("de", "Wenn du das lernen magst, siehe Infos unten.", True),
        ("de", "Auf dem Foto zu sehen: der Bürgermeister von Skopje.", True),
        ("de", "Im Folgenden werden die Regeln erklärt.", True),
        ("de", "Klicken Sie auf das Symbol!", True),
        ("de", "Im folgenden Jahr gewann Fulda den Pokal.", False),
        ("de", "Hier finden die Wettkämpfe von Fulda statt.", False),
        ("de", "Hier gibt es mehr Wölfe als in Polen.", False),
        ("de", "Auf dem Foto ist nicht die Kanzlerin zu sehen.", False),
        ("de", "Die Zahl der Toten (siehe unten) stieg auf 14.", False),
        ("de", "Unten im Tal starben in Fulda drei Menschen.", False),
        ("de", "Der Rat begründete den Beschluss wie folgt.", True),
        ("de", "Dazu sagte der Kämmerer Folgendes:", True),
        ("de", "Der Rat kürzt 4 Millionen Euro, und er begründet das wie folgt.", False),
        ("de", "Drei Männer wurden im folgenden Jahr verurteilt.", False),
        ("fr", "Le maire l'a justifié comme suit.", True),
        ("fr", "Les chiffres sont les suivants.", True),
        ("fr", "Le maire a démissionné la semaine suivante.", False),
        ("es", "La alcaldesa dijo lo siguiente.", True),
        ("es", "Los resultados son los siguientes:", True),
        ("es", "Mire aquí las fotos de la sesión.", True),
        ("es", "La alcaldesa dimitió el día siguiente.", False),
        ("es", "La alcaldesa vive aquí desde 1990.", False),
        ("it", "Il sindaco ha dichiarato quanto segue.", True),
        ("it", "Guarda qui il video della seduta.", True),
        ("it", "Leggi speciali sotto accusa a Lodi.", False),
        ("it", "Il sindaco si è dimesso il giorno seguente.", False),
        ("pt", "O prefeito disse o seguinte.", True),
        ("pt", "Veja abaixo as fotos da sessão.", True),
        ("pt", "O prefeito renunciou no dia seguinte.", False),
        ("pt", "A Veja publicou na sexta-feira o vídeo da sessão.", False),
        ("nl", "De wethouder lichtte dat toe als volgt.", True),
        ("en", "The council explained its vote as follows.", True),
        ("en", "See below for a transcript of the meeting.", True),
        ("en", "Three men were arrested in the following year.", False),
        ("en", "The council cut 40 jobs, and the reasons are as follows.", False),
        ("en", "The following three men were arrested: A. Lee, B. Hall and C. Roy.", False),
        ("en", "Below, we look at why prices rise.", True),
        ("en", "Below you can read the method.", True),
        ("en", "Please find below some advice for Leeds.", True),
        ("en", "LEEDS — The following are arrest reports of the Leeds police.", True),
        ("en", "Click here to read the whole report.", True),
        ("en", "Below average rainfall hit Kenya in May.", False),
        ("en", "Below ground, 29 miners died at Pike River.", False),
        ("en", "The following day, Leeds City Council resigned.", False),
        ("en", "The death toll in Leeds (see below) rose to 14.", False),
    ],
)  # fmt: skip
def test_what_points_at_its_page_is_not_shown_wherever_it_stands(
    language: str, sentence: str, is_missing: bool
) -> None:
    before = {"de": FULDA, "en": LEEDS, "es": LUGO, "it": LODI, "pt": JUNDIAI, "fr": TOURS}.get(language, "")
    found = dangling(sentence, before, Document(f"{before} {sentence}", language), follows=True)
    assert (found is not None) == is_missing


@pytest.mark.parametrize(
    ("language", "first", "more"),
    [
        ("en", "Most of this country's small breweries could close within two years, their association warned.",
         "Some 340 of them have shut since 2020. The government said it would look at the duty on beer."),
        ("en", "Neither did the minister resign nor did he apologise when he spoke to parliament on Monday.",
         "Minister John Cole told members that he had done nothing wrong. A vote is planned for Thursday."),
        ("es", "Ninguno de los dos candidatos logró la mayoría en las elecciones de Chile del domingo.",
         "Ana Ruiz obtuvo el 41 por ciento y Juan Mora el 39. La segunda vuelta será el 14 de diciembre."),
        ("es", "Tampoco habrá clases el miércoles en Galicia por el temporal, anunció el lunes la Xunta.",
         "Los colegios cerraron ya el lunes y el martes. Se esperan vientos de 140 kilómetros por hora."),
        ("es", "Lea Romero ganó aquí su tercer título mundial de judo el domingo, con 22 años.",
         "La deportista de Cuenca venció en la final a la francesa Marie Blanc. El público la aplaudió."),
        ("it", "Nessuno dei due candidati ha vinto il ballottaggio per il sindaco di Terni.",
         "Il ministero ha inviato un commissario. L'affluenza era del 38 per cento."),
        ("de", "Das Landgericht Köln begründete den Freispruch des früheren Trainers Max Wolf am Montag wie folgt.",
         "„Die Aussagen der Zeugen haben sich widersprochen.“ Wolf war vorgeworfen worden, zwei Frauen geschlagen zu "
         "haben. Die Staatsanwaltschaft kündigte Revision an."),
    ],
)  # fmt: skip
def test_news_whose_words_may_refer_or_announce_opens_its_summary(language: str, first: str, more: str) -> None:
    assert extract(Document(f"{first} {more}", language), 1).text == first


@pytest.mark.parametrize(
    ("language", "claim", "question", "denial"),
    [
        ("de", "Der Kurier schrieb am Montag, Ministerin Anna Koch habe mit Staatsgeld ein Haus gekauft.",
         "Kann eine Ministerin das überstehen?", "Nichts davon sei wahr, sagte Koch am Dienstag im Landtag."),
        ("es", "El Correo publicó el lunes que la ministra Ana Conti compró una casa con dinero público.",
         "¿Puede una ministra sobrevivir a eso?", "Nada de eso es cierto, dijo Conti el martes en el Congreso."),
        ("it", "La Voce ha scritto lunedì che la ministra Anna Conti ha comprato una casa con soldi di Stato.",
         "Può una ministra sopravvivere a una notizia così?",
         "La ministra respinge queste accuse e mostra l'atto a nome di una cugina."),
        ("pt", "O Correio publicou na segunda-feira que a ministra Ana Conti comprou uma casa com dinheiro público.",
         "Pode uma ministra sobreviver a isso?", "A ministra rejeita essas acusações e mostra a escritura da prima."),
    ],
)  # fmt: skip
def test_a_denial_stays_behind_a_question_that_is_left_out(
    language: str, claim: str, question: str, denial: str
) -> None:
    for length in ("medium", "long"):
        assert f"{claim} {denial}" in extract(Document(f"{claim} {question} {denial}", language), length).text


BRIBES = (
    "Prosecutors have charged the mayor of Weston, Carl Dunn, with taking bribes from a building company, the attorney "
    "general said on Monday."
)
INDICTMENT = (
    "The indictment says that between 2018 and 2022 Dunn accepted envelopes of cash in the car park of a steakhouse, "
    "holidays for his family in Florida and Jamaica, a kitchen worth $45,000, tickets to three Super Bowls and a job "
    "for his nephew in return for contracts to resurface roads, repair the town pool and build a library."
)


def test_a_long_second_sentence_takes_the_place_of_no_denial() -> None:
    denial, more = "Dunn denies all charges and says the witnesses were paid.", "A trial is expected in March."
    assert denial in extract(Document(f"{BRIBES} {INDICTMENT} {denial} {more}", "en"), "medium").text
    assert INDICTMENT in extract(Document(f"{BRIBES} {INDICTMENT} {more}", "en"), "medium").text


@pytest.mark.parametrize(
    ("language", "title", "opening"),
    [
        (
            "en",
            "Knife attack victim begged for his life, court told",
            "Ryan Pike, 24, stabbed Liam Dodd eleven times in a car park, jurors in Leeds heard on Monday. "
            "Mr Pike denies murder.",
        ),
        (
            "de",
            "Neue Regeln für Balkonkraftwerke",
            "Darf der Vermieter eine Solaranlage auf dem Balkon verbieten? Nein, entschied der Bundesgerichtshof.",
        ),
        (
            "en",
            "Jury clears officer over death of driver in Ohio",
            "Daniel Kerr was found not guilty of murder on Monday. But the jury convicted him of reckless homicide.",
        ),
    ],
)
def test_a_title_above_a_short_summary_leaves_it_its_denial_its_answer_and_its_other_half(
    language: str, title: str, opening: str
) -> None:
    rest = {"en": "The hearing lasted two days.", "de": "Geklagt hatte eine Mieterin aus Köln."}[language]
    found = summarize(f"{title}\n\n{opening} {rest}", language=language, length="short").text
    assert found.endswith(opening)


def test_a_claim_that_is_denied_next_fills_no_short_summary() -> None:
    first = "A public hearing into the Riverton bridge contract opened on Monday."
    claim = "Former engineer Paul Stokes said Mayor Dana Hill had taken 50,000 dollars from the builder."
    title = "Riverton bridge contract: hearing opens"
    for more, shown in (("Hill denies it.", first), ("The hearing goes on today.", f"{first} {claim}")):
        assert summarize(f"{title}\n\n{first} {claim} {more}", length="short").text == shown


def test_of_the_lines_above_a_short_summary_the_first_that_shares_a_word_with_the_text_is_its_title() -> None:
    text = (
        "Parents wept in the hallway after a meeting that ended with four votes to three. Pine Street closes in June."
    )
    lines = "Serving the Tri-County area since 1921\n\nSchool board votes to close Pine Street Elementary"
    assert summarize(f"{lines}\n\n{text}", length="short").text.startswith("School board votes to close")
    assert summarize(f"Serving the Tri-County area since 1921\n\n{text}", length="short").text.startswith(
        "Parents wept"
    )


def test_a_title_that_the_text_may_deny_stands_above_no_short_summary() -> None:
    text = "Officers led a man of 47 from a house in Ipswich on Sunday evening. Neighbours watched from their windows."
    title = "Husband arrested over disappearance of Jane Rowe"
    for more, is_shown in (
        ("Ms Rowe's neighbour was released without charge.", False),
        ("He was asked where Ms Rowe was.", True),
    ):
        assert summarize(f"{title}\n\n{text} {more}", length="short").text.startswith(title) is is_shown
    check = "No, infrared thermometers do not kill brain cells"
    claim = "A video called The Pistol That Kills has been shared in Mexico and Colombia since last week. It is false."
    assert summarize(f"{check}\n\n{claim}", length="short").text.startswith(check)
