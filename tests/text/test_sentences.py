"""Stage 3: sentences with exact offsets, windows that fit, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.sentences import Sentence, as_input, pack_windows, split_sentences


def count_words(texts: list[str]) -> list[int]:
    """A tokenizer whose tokens are words."""
    return [len(text.split()) for text in texts]


def count_characters(texts: list[str]) -> list[int]:
    """A tokenizer whose tokens are characters other than blanks: one word may fill a window."""
    return [len("".join(text.split())) for text in texts]


def test_a_unit_or_letters_without_a_blank_behind_them_end_a_french_sentence() -> None:
    for first, second in (
        ("Elle a 530 ch et 750 Nm.", "Cette version coûte plus."),
        ("La Camaro SS.", "Un modèle de 530 ch."),
        ("Il en a 28 km.", "Le parcours est long."),
    ):
        assert [s.text for s in split_sentences(first + second)] == [first, second]
    for whole in ("Mme.Le Pen et M.Le Maire et J.-M.Le Pen parlent.", "Il lit ASP.NET et M.En Roue."):
        assert [s.text for s in split_sentences(whole)] == [whole]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le président M. Macron a reçu Mme Le Pen et Mlle Durand à l'Élysée.",
        "MM. Dupont et Durand ont écrit à Mgr Aupetit.",
        "L'éditeur J.-C. Lattès publie un roman de J. K. Rowling.",
        "Selon l'art. 3 du code et les pp. 12 et 13, cf. Fig. 4, c'est permis.",
        "Les prix ont monté de 3,5 % et 1.000 euros sont perdus sur lemonde.fr hier.",
        "Il habite au 12 bd. Voltaire, près de St. Germain.",
        "Le Dr. Knock et le Pr. Raoult ont parlé.",
        "« Je viens. Je vois », dit-il, mais il n'est pas venu… du moins pas hier.",
        "Le Pdt. Macron, Mr. Trump et le Lt. Roe sont allés à Ft. Bragg et au Mt. Rainier.",
        "Sen. Bernie Sanders et le gouv. Newsom n'ont pas voté la loi le 6 janv. 2021.",
        "Sam. 8 mars et mar. 11 févr. 2025, à 20 h. 30 précises, le carnaval aura lieu.",
        "Le P.-D.G. Luc Petit et le vice-prés. Jean Bas ont vu l'ex-gén. Paul Roy et l'ex-C.I.A. Snowden.",
        "Le député R-N.Y. George Santos, l'anti-U.S. Castro et les JJ.OO. de Paris sont sur ASP.NET et E.ON.",
        "La direction de Yahoo! France et de Kahoot! Norvège supprime 200 emplois.",
        "Il a nagé en 4'02\"95, dit-il, et mesure 6'2\" pieds.",
        "Il a été tué av. du Mal. Foch, pl. Bellecour, r. Oberkampf, imp. Roux, chem. Vert, bât. Nord et rte. Neuve.",
        "Le film (prod. Why Not, dist. Pathé, réal. Agnès Varda) et le roman (trad. Elsa Damien, coll. Folio) sortent.",
        "Le disque (synth. Elsa Roux) de M.-E. Leclerc et l'arrêt Bolloré c. Mediapart sont au nᵒ. 5 de l'insp. Roux.",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str) -> None:
    assert [s.text for s in split_sentences(sentence)][-1].endswith(sentence[-12:])
    if "«" not in sentence:
        assert [s.text for s in split_sentences(sentence)] == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The police arrested Mr. Smith's and Ms. May's neighbours."),
        ("en", "Gov. Ron DeSantis met Sen. Kim, Rep. Lee, Lt. Gen. Roe and Dr. J. K. Poe near Mt. Etna and Ft. Bragg."),
        ("en", "On Jan. 6 at 9 a.m. Eastern time approx. 5 men left No. 10 for St. Paul, Minn. Police said so."),
        ("en", "The U.S. Department of State paid Apple Inc. Chief Executive Tim Cook."),
        ("en", "Cllr. Jones met Cpt. Roe and Ph.D. Students at 5 p.m. GMT."),
        ("de", "Kfz. Meier und Dipl.-Ing. Kunz trafen Kard. Marx, z. B. Anna, d.h. Berlin."),
        ("es", "El Sr. Pérez y D. Juan viven en EE. UU. Según la Dra. Gil, en el núm. 5 de la Av. Goya."),
        ("it", "Il dott. Rossi e il prof. Conte leggono a pag. 5 l'art. 3 dell'on. Verdi."),
        ("pt", "O Exmo. Sr. Presidente e o sr. Silva moram no n.º 5 em S. Paulo, na Av. Paulista."),
        ("nl", "Drs. J. de Vries, mevr. Bos en mr. P. Jansen wonen op nr. 5."),
        ("pl", "Prof. Nowak, gen. Kos i ks. Lis są na ul. Marszałkowskiej, ok. 5 tys. Polaków na pl. Zbawiciela."),
        ("tr", "Prof. Dr. Ali, Av. Can ve Sn. Erdoğan 2. Dünya Savaşı için geldi."),
        ("ro", "La nr. 5 stă dl. Pop cu dna. Ion, pe str. Lungă."),
        ("de", "Nr.5, Prof.Sinn, Dr.Oetker, ID.Buzz und St.Gallen fehlen."),
        ("de", "Die Firma zahlt gem. Art. 5 rd. 2,5 Mio. Euro an Hrn. und Fr. Maier, geb. Kunz, nicht zurück."),
        ("cs", "Ing. Novák a MUDr. Nová hrají v 1. Lize, tzv. Praze, ul. Dlouhá, č. 5."),
        ("ru", "А. С. Пушкин, г. Москва, ул. Ленина, и проф. Иванов, им. Ленина, 5 тыс. Рублей."),
        ("el", "Ο κ. Μητσοτάκης και η κα. Παππά είδαν τον Δρ. Νίκο."),
        ("hi", "डॉ. सिंह ने कहा।"),
        ("xx", "Mr. Kim and Dr. Lee met at No. 5."),
        ("en", "Non-U.S. Citizens, R-N.Y. Members, ex-Sen. Dole, D-Mass. Voters and Bro. West use ASP.NET and BRK.B."),
        ("en", "The band Panic! At The Disco and Yum!Brands are in Lyon."),
        ("en", "He is unhappy, according to a new report by E! News."),
        ("en", "He works for Yahoo! News and Jeopardy! Productions since Tue. 4 March."),
        ("es", "Los JJ.OO., CC. OO. y RR.HH. del Edo. Mérida, la Ilma. Sra. Fdez. Gil y el Arq. Sáez, vie. 5 callan."),
        ("pt", "O Arq. Siza, o inc. II, os EE.UU. e o Des. Souza, sex. 5 fev. 2024, não falam."),
        ("it", "L'Ilma. dott. Neri, il sott. Mantovano e le FF.OO. negano, ven. 5 febb. 2024."),
        ("ca", "L'Excm. Sr. Mas i la Hble. Sra. Rovira, dg. 5 febr. 2024, no parlen."),
        ("nl", "Lkol. Jan Bos, past. Vos en de fa. Smit uit Breda spreken op vr. 5 mrt. 2024 niet."),
        ("de", "Dipl.-Kfm. Otto Maier, Dr. phil. Hans Kunz und die Fa. Müller kommen am Fr. 5. Mai nicht."),
        ("no", "Tidl. Statsminister Solberg og avd. Leder Bø kommer tors. 5. mai."),
        ("pl", "Plut. Nowak, kom. Lis i sędz. Kos są w Szk. Podst. Numer 5."),
        ("cs", "Pplk. Novák a pí. Nová hrají so. 5. května."),
        ("ru", "Деп. Иванов, зам. Петров и архиеп. Лев придут пт. 5 февр. 2024."),
        ("ro", "D-na. Pop și vicepreș. Ion vin vin. 5 febr. 2024."),
    ],
)
def test_abbreviations_of_other_languages_end_no_sentence(language: str, sentence: str) -> None:
    assert [s.text for s in split_sentences(sentence, language)] == [sentence]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["He lives in the U.S.", "The Army left at 9 a.m.", "It said so.", "'I left,' he said."]),
        ("en", ["It was a mess.", "It costs $5.", "“I left.", "I came back,” he said.", "In 1990.", "So what?"]),
        ("en", ["He did 120 km/h.", "The record is 130 m/s.", "He threw it 58 m.", "The best is 60 m.", "He left."]),
        ("de", ["Er fuhr 180 km/h.", "Diese Fahrt endete.", "Zwei fuhren 90 km/h.", "Niemand starb."]),
        ("es", ["Iba a 160 km/h.", "El conductor murió."]),
        ("it", ["Andava a 160 km/h.", "Il conducente è morto."]),
        ("nl", ["Hij reed 130 km/u.", "Dat mag niet."]),
        ("de", ["»Das ist nicht wahr.", "Ich habe nie Geld genommen«, sagte er.", "Sie ging."]),
        ("sv", ["”Jag avgår inte.", "Jag stannar”, sade han.", "Hon gick."]),
        ("en", ["We won!", "Nobody saw it."]),
        ("es", ["¿Quién fue?", "Nadie lo sabe.", "¡No!"]),
        ("ru", ["Он ушёл.", "Президент пришёл.", "«Нет».", "Было 5 человек."]),
        ("uk", ["Він пішов.", "Президент прийшов."]),
        ("sr", ["Он је отишао.", "Председник је дошао."]),
        ("el", ["Έφυγε.", "Ο πρόεδρος ήρθε."]),
        ("ar", ["ذهب الرجل.", "جاء الرئيس؟", "نعم."]),
        ("he", ["הוא הלך.", "הנשיא בא."]),
        ("hi", ["यह है।", "वह है।", '"मैं हूँ।" उन्होंने कहा।']),
        ("ko", ["그가 왔다.", "대통령이 갔다."]),
        ("ka", ["ის წავიდა.", "პრეზიდენტი მოვიდა."]),
    ],
)
def test_sentences_of_other_languages_are_told_apart(language: str, sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(" ".join(sentences), language)] == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["他走了。", "总统来了。", "“好。”他说。"]),
        ("ja", ["彼は去った。", "大統領が来た。", "「はい。」と言った。"]),
    ],
)
def test_sentences_without_blanks_are_told_apart(language: str, sentences: list[str]) -> None:
    assert [s.text for s in split_sentences("".join(sentences), language)] == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Le maire est parti.", "Il reviendra demain."],
        ["M. Macron est parti.", "Mme Merkel est restée."],
        ["« Nous partons. »", "Il est parti."],
        ["“C'est fini !”", "Elle a raison."],
        ["Qui est venu ?", "Personne !", "Mais on attend…", "Puis rien."],
        ["Il écrit sur lemonde.fr.", "C'est un journaliste."],
        ["La hausse est de 3,5 %.", "Elle continue."],
        ["Cela s'est passé en 2019.", "Depuis, plus rien."],
        ["L'usine a perdu 1 000 emplois.", "50 sont créés ailleurs."],
        ["Vive la France!", "Le maire part à 20 h.", "Personne ne l'a vu.", "C'est peut-être.", "Elle rit."],
        ["Il a nagé en 4'02\"95, dit-il.", 'C\'est "bon".', "Elle rit."],
        ["Il a dit non.", "À Paris, on s'en moque.", "Écoutons-le."],
        ["Il a lu les Fleurs du Mal.", "Le livre est beau.", "Il a eu mal.", "Son père aussi.", "Il va dans les prés."],
        ["Il vit à Saint-Germain-des-Prés.", "Le café est là.", "Elle joue de la musique trad.", "Il chante."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(" ".join(sentences))] == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('Il part, dit-elle. " Nous restons", répond-on.', ["Il part, dit-elle.", '" Nous restons", répond-on.']),
        ('Elle l\'a dit."Nous restons", répond-on. Fin.', ["Elle l'a dit.", '"Nous restons", répond-on.', "Fin."]),
        ("Il est là, selon l'AFP.Elle part.M. Roy reste.", ["Il est là, selon l'AFP.", "Elle part.", "M. Roy reste."]),
        ("Il demande l'asile.LA POLICE VIENT.EDF paie.", ["Il demande l'asile.", "LA POLICE VIENT.EDF paie."]),
        ('Il a dit : "Je pars." Le maire reste. "Oui", dit-il.',
         ['Il a dit : "Je pars."', "Le maire reste.", '"Oui", dit-il.']),
    ],
)  # fmt: skip
def test_a_mark_that_opens_a_quotation_stands_with_what_it_opens(text: str, sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(text)] == sentences


def test_line_feeds_end_sentences_and_count_paragraphs() -> None:
    found = split_sentences("Un titre sans point\nLe maire part. Il revient.\n\n  Fin.")
    assert found == [
        Sentence("Un titre sans point", 0, 0),
        Sentence("Le maire part.", 20, 1),
        Sentence("Il revient.", 35, 1),
        Sentence("Fin.", 50, 2),
    ]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u00a0\n\t"])
def test_blank_text_has_no_sentences(blank: str) -> None:
    assert split_sentences(blank) == []


@pytest.mark.parametrize("language", ["fr", "en", "de", "zh", "und", "xx"])
def test_any_language_is_split(language: str) -> None:
    assert len(split_sentences("The mayor left the town. Nobody knows why he did.", language)) == 2


def test_seed_sentences_are_whole(seed_text: str) -> None:
    for sentence in split_sentences(seed_text):
        assert seed_text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        assert sentence.text[0].isupper() or sentence.text[0] in "“(«"


_PROSE = st.lists(
    st.one_of(
        st.sampled_from(
            ["M. Macron", "art. 3", "J.-C.", "3,5 %", "1\u00a0000", "« Non. »", "“Oui !”", "Fin.", "lemonde.fr.", "Il",
             "…", "?", "!", "\n", "\n\n", "  ", "\u00a0", "\u202f", "\t", "É", "10.", "(a.b)", "-", "日本。", "e\u0301"]
        ),
        st.text(max_size=8),
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(_PROSE)
def test_offsets_are_exact_and_nothing_is_lost(text: str) -> None:
    sentences = split_sentences(text)
    end = 0
    for s in sentences:
        assert text[s.start : s.start + len(s.text)] == s.text
        assert s.text == s.text.strip() != ""
        assert s.start >= end
        assert not text[end : s.start].strip(), "text between two sentences is lost"
        end = s.start + len(s.text)
    assert not text[end:].strip()
    paragraphs = [s.paragraph for s in sentences]
    assert paragraphs == sorted(paragraphs)


@given(_PROSE, st.integers(1, 12))
def test_windows_fit_and_keep_every_word(text: str, budget: int) -> None:
    sentences = split_sentences(text)
    windows = pack_windows(sentences, count_words, budget)
    assert all(windows)
    for window in windows:
        assert sum(count_words([s.text for s in window])) <= budget
    assert " ".join(s.text for w in windows for s in w).split() == " ".join(s.text for s in sentences).split()


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=40), max_size=8), st.integers(200, 300))
def test_windows_fit_with_tokens_smaller_than_words(lines: list[str], budget: int) -> None:
    sentences = split_sentences("\n".join(lines * 4))
    windows = pack_windows(sentences, count_characters, budget)
    for window in windows:
        assert sum(count_characters([s.text for s in window])) <= budget
    assert "".join(s.text for w in windows for s in w).split() == "".join(s.text for s in sentences).split()


@given(_PROSE, st.integers(1, 12))
def test_parts_of_windows_keep_their_offsets(text: str, budget: int) -> None:
    for window in pack_windows(split_sentences(text), count_words, budget):
        for s in window:
            assert text[s.start : s.start + len(s.text)] == s.text


def test_sentences_that_fit_are_kept_whole() -> None:
    sentences = split_sentences("Un deux trois. Quatre cinq six. Sept.")
    assert pack_windows(sentences, count_words, 4) == [[sentences[0]], sentences[1:]]


def test_a_word_longer_than_a_window_is_cut_and_kept() -> None:
    text = "a" * 5000
    windows = pack_windows(split_sentences(text), count_characters, 250)
    assert "".join(s.text for w in windows for s in w) == text
    assert max(sum(count_characters([s.text for s in w])) for w in windows) <= 250


def test_a_word_of_many_tokens_still_fits() -> None:
    """Two hundred characters of a foreign script are more tokens than a small model's window has."""
    text = "字" * 400
    for window in pack_windows(split_sentences(text), count_characters, 100):
        assert sum(count_characters([s.text for s in window])) <= 100


def test_no_sentences_give_no_windows() -> None:
    assert pack_windows([], count_words, 10) == []


def test_as_input_ends_titles_with_a_full_stop() -> None:
    sentences = split_sentences("Un titre\nLe maire part.\n« Fini »")
    assert as_input(sentences) == "Un titre. Le maire part. « Fini »"
    assert as_input([]) == ""


def test_a_result_of_tennis_goes_on_behind_who_won() -> None:
    result = "Au premier tour, Humbert (n° 1) b. Sonego 6-4, 7-6."
    assert [s.text for s in split_sentences(f"{result} Le Messin est en finale.")] == [
        result,
        "Le Messin est en finale.",
    ]
