"""Which language a text is in, where character statistics alone go wrong."""

from __future__ import annotations

import pytest

from summarize import detect_language, summarize
from summarize.errors import InputError
from summarize.text.votes import votes

FRENCH = (
    "Le préfet du Morbihan a annoncé mardi la fermeture de la plage de Kerhillio pendant deux semaines à la suite "
    "d'une pollution aux hydrocarbures. Une nappe de 300 mètres a été repérée lundi par un hélicoptère."
)
ENGLISH = (
    "The mayor said on Monday that the bridge would be closed for six months while the city repairs the damage caused "
    "by the flood. Buses will run along the river, and shop owners are asking the county for help."
)
GERMAN = (
    "Der Bürgermeister sagte am Montag, dass die Brücke sechs Monate lang gesperrt bleibt, während die Stadt die "
    "Schäden des Hochwassers behebt."
)


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Grève SNCF : trafic perturbé lundi", "fr"),
        ("Week-end shopping : best of des outlets, soldes et happy hour", "fr"),
        ("Liverpool FC - Real Madrid : Salah et Vinicius titulaires", "fr"),
        ("Nina Conceição vous présente ses dernières créations", "fr"),
        ("Météo : vigilance orange dans le Sud", "fr"),
        ("PSG : Mbappé forfait contre Nice", "fr"),
        ("Macron reçoit Zelensky à Paris", "fr"),
        ("Benidorm : huit blessés dans un accident de car", "fr"),
        ("Excellent service as usual", "en"),
        ("Trump says deal is close", "en"),
        ("Biden visita España mañana", "es"),
        ("Scholz trifft Macron in Berlin und will über Europa reden", "de"),
        ("Meloni a Parigi con il presidente della Repubblica", "it"),
        ("Lula viaja para Lisboa e fala com o presidente", "pt"),
        ("Rutte wil niet met de boeren praten over het akkoord", "nl"),
    ],
)
def test_headlines_with_names(headline: str, language: str) -> None:
    assert detect_language(headline).language == language


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (ENGLISH, "en"), (GERMAN, "de")])
def test_capitals_are_folded(text: str, language: str) -> None:
    assert detect_language(text.upper()).language == language


@pytest.mark.parametrize(
    ("text", "language", "also"),
    [(f"{FRENCH}\n{ENGLISH}", "fr", "en"), (f"{ENGLISH} {FRENCH}", "en", "fr"), (f"{FRENCH}\n\n{GERMAN}", "fr", "de")],
)
def test_a_text_in_two_languages_says_so(text: str, language: str, also: str) -> None:
    found = detect_language(text)
    assert (found.language, found.also) == (language, also)


READ_IN_ENGLISH = (
    "Read this article in English here. Le Monde in English brings you the best of our journalism every day."
)
TERMS = "This article was first published in French. All rights reserved. Please read our terms and conditions of use."
LAW = (
    "Le Parlement a adopté mardi la loi sur l'immigration par 349 voix contre 186. Le Rassemblement national a voté "
    "pour. Le ministre de la santé, Aurélien Rousseau, a démissionné. Le Conseil constitutionnel est saisi."
)
RIGHTS = (
    "Este artículo se publicó primero en francés. Todos los derechos están reservados. Lea nuestras condiciones de uso."
)


@pytest.mark.parametrize(
    ("note", "article", "language", "also"),
    [
        (READ_IN_ENGLISH, LAW, "fr", "en"),
        (READ_IN_ENGLISH, f"\n{LAW}", "fr", "en"),
        (TERMS, LAW, "fr", "en"),
        (RIGHTS, FRENCH, "fr", "es"),
        (GERMAN, f"{ENGLISH} The mayor will speak on Friday.", "en", "de"),
    ],
)
def test_a_first_line_in_another_language_is_a_note(note: str, article: str, language: str, also: str) -> None:
    found = detect_language(f"{note}\n{article}")
    assert (found.language, found.also) == (language, also)
    assert found.confidence > 0.5


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH}\n{ENGLISH} The mayor will speak on Friday. The council meets on Monday evening to decide what is to "
        "be done about the buses.",
        f"{FRENCH} {FRENCH}\n{ENGLISH} {ENGLISH}",
        f"{LAW}\n{TERMS}",
        "\n".join([f"{FRENCH}\n{LAW}"] * 2 + [ENGLISH] * 4),
    ],
)
def test_a_text_that_begins_with_more_than_a_note_is_in_the_language_of_its_beginning(text: str) -> None:
    found = detect_language(text)
    assert (found.language, found.also) == ("fr", "en")


def test_thousands_of_lines_in_two_languages_are_told() -> None:
    assert detect_language("\n".join([READ_IN_ENGLISH] * 3_000 + [LAW] * 3_000)).also == "fr"


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, GERMAN, f"{FRENCH} {FRENCH}"])
def test_a_text_in_one_language_is_not_mixed(text: str) -> None:
    found = detect_language(text)
    assert found.also is None and not found.is_unsure


REPLY = "you are wrong and you know that you are wrong, and the whole world knows that"
DENIAL = "je ne démissionnerai jamais, les Français m'ont confié un mandat"


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", '""', "‘’", "''"])
@pytest.mark.parametrize(
    ("before", "quoted", "after", "language"),
    [
        (
            "Emmanuel Macron a répondu mardi à Elon Musk.",
            REPLY,
            "a écrit le président en anglais. Le milliardaire n'a pas répondu. L'Élysée n'a pas souhaité commenter.",
            "fr",
        ),
        (
            "Bundeskanzler Merz antwortete am Dienstag.",
            REPLY,
            "schrieb der Kanzler auf Englisch. Der Milliardär hat nicht geantwortet.",
            "de",
        ),
        (
            "French president Emmanuel Macron said on Tuesday that he would stay.",
            DENIAL,
            "he told reporters in Paris. Opposition leaders were not convinced.",
            "en",
        ),
        ("Le ministre a dit :", "winter is coming", "", "fr"),
        ("Le chef a déclaré :", "we will never surrender, we shall fight on the beaches", "", "fr"),
        ("The minister told parliament:", DENIAL, "", "en"),
        ("Il ministro ha detto:", REPLY, "", "it"),
    ],
)
def test_what_stands_outside_quotation_marks_tells_the_language(
    before: str, quoted: str, after: str, language: str, opening: str, closing: str
) -> None:
    found = detect_language(f"{before} {opening}{quoted}{closing}, {after}")
    assert (found.language, found.also, found.is_unsure) == (language, None, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"Bundeskanzler Merz antwortete am Dienstag. „{REPLY}“, schrieb der Kanzler auf Englisch.", "de"),
        (f"Bundeskanzler Merz antwortete am Dienstag. »{REPLY}«, schrieb der Kanzler auf Englisch.", "de"),
        (f"« {DENIAL} »", "fr"),
        ("Les Verts, 'c'est fini', l'ont dit aujourd'hui, et la gauche n'a pas répondu", "fr"),
    ],
)
def test_quotation_marks_of_other_languages_and_whole_quotations(text: str, language: str) -> None:
    found = detect_language(text)
    assert (found.language, found.also, found.is_unsure) == (language, None, False)


@pytest.mark.parametrize(
    "text",
    [
        'Sénat : "It\'s the economy, stupid", ironise Retailleau',
        f"« {REPLY} », Macron",
        f"De minister zei: « {REPLY} »",
    ],
)
def test_too_little_outside_a_quotation_leaves_the_language_unsure(text: str) -> None:
    assert detect_language(text).is_unsure


@pytest.mark.parametrize("name", ["Edouard Philippe", "Michel Drucker", "Nicolas Hulot"])
def test_a_name_outside_a_quotation_is_in_no_language(name: str) -> None:
    found = detect_language(f'{name} : "{DENIAL}"')
    assert (found.language, found.is_unsure) == ("fr", True)


def test_a_text_in_two_languages_stays_mixed_with_quotations() -> None:
    found = detect_language(f"{FRENCH} « Une nappe », dit-il.\n{ENGLISH} “A bridge”, he said.")
    assert (found.language, found.also) == ("fr", "en")


@pytest.mark.parametrize(
    "text",
    [
        "D'fhógair an Taoiseach Dé Máirt go gcuirfidh an Rialtas leasú ar na pinsin i bhfeidhm ón 1 Eanáir 2026. Dúirt "
        "na ceardchumainn go bhfuil siad míshásta leis an bplean.",
        "Dh'ainmich am Prìomh Mhinistear Dimàirt gun tèid an Riaghaltas air adhart leis an ath-leasachadh air "
        "peinnseanan. Thuirt na h-aonaidhean gu bheil iad mì-thoilichte.",
        "O goberno anunciou o martes que a reforma das pensións entrará en vigor o primeiro de xaneiro. Os sindicatos "
        "chamaron á folga.",
        "Kerajaan mengumumkan pada hari Selasa bahawa pembaharuan pencen akan berkuat kuasa pada 1 Januari.",
        "Засгийн газар мягмар гарагт тэтгэврийн шинэчлэл хүчин төгөлдөр болно гэж мэдэгдэв.",
        "Үкімет сейсенбіде зейнетақы реформасы 1 қаңтардан бастап күшіне енетінін жариялады.",
        "ھۆكۈمەت سەيشەنبە كۈنى پېنسىيە ئىسلاھاتىنىڭ كۈچكە ئىگە بولىدىغانلىقىنى ئېلان قىلدى.",
        "def main(): return [x for x in range(10) if x % 2]",
        "Conseil municipal",
        "Emmanuel Macron",
        "Roland-Garros : Alcaraz bat Sinner",
        "Le Monde and Le Figaro report record losses",
        "Dúirt an tAire nach mbeidh aon airgead ann faoi Nollaig.",
        "Dh'ainmich am Prìomh Mhinistear gun tèid an Riaghaltas air adhart.",
        "Lo govèrn a anonciat uèi de novèlas ajudas pels païsans d'Occitània.",
        "U presidente di a Cullettività di Corsica hà dettu oghje chì a lege serà vutata.",
        "De Bundesrat hät hüt gseit, dass d Stüüre nächschts Jahr nöd ufegönd.",
        "Lech Wałęsa, Donald Tusk, Jarosław Kaczyński",
        "Viktor Orbán, Péter Magyar, Ferenc Gyurcsány",
        "Angela Merkel, Olaf Scholz und Friedrich Merz",
        "Jean de La Fontaine et Charles de Gaulle",
        "Владимир Путин, Сергей Лавров, Дмитрий Песков",
        "Sarkozy condamné",
        "Mali : coup d'Etat",
        "Cameroun : Samuel Eto'o suspendu",
        "Abdelaziz Bouteflika hospitalisé",
        "Burkina Faso : six morts",
        "Dijon : elle reçoit",
        "Emmanuel Macron va retirer",
        "Sánchez viaja a Rabat",
        "El Barça gana la Champions",
        "Ajax verliest van Feyenoord",
        "Melodifestivalen vanns av Loreen",
        "La Juventus perde a Lecce",
        "Forsætisráðherra segir af sér eftir fund með forseta í gær",
        "Løgmaðurin hevur sagt at valið verður í desember hetta árið",
    ],
)
def test_what_the_text_does_not_tell_is_unsure(text: str) -> None:
    found = detect_language(text)
    assert found.is_unsure or found.language in ("und", "gl", "ms")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Влада је у уторак усвојила реформу пензија која ће ступити на снагу од првог јануара.", "sr"),
        ("Председник Србије изјавио је у уторак да неће бити избора. Ђаци су наставили протест.", "sr"),
        ("Владата во вторникот ја усвои реформата на пензиите која ќе стапи на сила од први јануари.", "mk"),
        ("Президентът заяви, че срещата на министрите ще се състои в Брюксел през следващата седмица.", "bg"),
        ("Президент заявил, что встреча министров состоится в Брюсселе на следующей неделе.", "ru"),
        ("Президент заявив, що зустріч міністрів відбудеться у Брюсселі наступного тижня.", "uk"),
        ("Урад у аўторак зацвердзіў рэформу пенсій, якая ўступіць у сілу з першага студзеня.", "be"),
        ("Hökumət çərşənbə axşamı pensiya islahatının yanvarın 1-dən qüvvəyə minəcəyini elan etdi.", "az"),
        ("Il-gvern ħabbar nhar it-Tlieta li r-riforma tal-pensjonijiet se tidħol fis-seħħ.", "mt"),
        ("政府批准养老金改革", "zh"),
        ("政府週二批准退休金改革，將於一月一日生效。", "zh"),
        ("尹대통령 연금 개혁안 승인", "ko"),
        ("政府は火曜日、年金改革を承認した。", "ja"),
    ],
)
def test_letters_tell_languages_that_share_a_script(text: str, language: str) -> None:
    assert detect_language(text).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("דער פרעזידענט האט היינט אונטערגעשריבן דעם נייעם געזעץ", "yi"),
        ("די רעגירונג האט געזאגט אז עס איז נישט דא קיין געלט, און דער מיניסטער גייט אוועק.", "yi"),
        ("D'fhógair an Taoiseach inniu go mbeidh toghchán ann i mí na Samhna.", "ga"),
        ("Ríkisstjórnin hefur ákveðið að hækka skatta eftir fundinn í gær.", "is"),
    ],
)
def test_words_tell_languages_without_a_profile_which_stay_unsure(text: str, language: str) -> None:
    found = detect_language(text)
    assert (found.language, found.is_unsure) == (language, True)


@pytest.mark.parametrize(
    "text",
    [
        "Vlada Srbije usvojila je danas predlog budžeta za narednu godinu, saopštila je premijerka posle sednice.",
        "Policija je uhapsila dve osobe zbog sumnje da su u nedelju opljačkale banku u centru Novog Sada.",
        "Perdana Menteri Malaysia berkata kerajaan akan mengumumkan bajet baharu minggu hadapan di Kuala Lumpur.",
        "Harga petrol naik lima sen minggu ini, kata Kementerian Kewangan dalam satu kenyataan.",
        "The heid o the Scots Government said that the new law wad be pit tae Pairlament the morn.",
        "Polis are leukin for a man that stole a caur fae a hoose in Dundee on Setterday nicht.",
    ],
)
def test_a_language_much_like_one_with_a_profile_is_unsure(text: str) -> None:
    assert detect_language(text).is_unsure


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hrvatska vlada u utorak je objavila da će nakon izbora povećati plaće liječnicima i nastavnicima.", "hr"),
        ("Predsednik vlade je včeraj v Ljubljani povedal, da bo državni zbor jutri obravnaval predlog zakona.", "sl"),
        ("Presiden Joko Widodo mengatakan pemerintah akan menaikkan harga bensin pada hari Kamis.", "id"),
        ("'Aye, I ken the man,' said Jimmy Reid, 80, who has lived in the old house since the war.", "en"),
        ("הממשלה אישרה את התקציב, ואין כסף נוסף.", "he"),
        ("Mae'r prif weinidog wedi cyhoeddi cyllid newydd i ysgolion Cymru heddiw.", "cy"),
        ("El govern ha aprovat avui noves eleccions i accions per als pagesos de Catalunya.", "ca"),
        ("Kylian Mbappé et Bryan Mbeumo marquent pour le Real et pour le Cameroun", "fr"),
        ("The government bet on new guns and met the union in Hull", "en"),
        ("Hà Nội: giá trà và chì tăng vào mùa hè này, theo bộ công thương", "vi"),
        ("Jean Dupont a rencontré Marie Martin à Paris", "fr"),
        ("Grève à la SNCF : trafic perturbé", "fr"),
        ("Le bourgmestre d'Ixelles démissionne", "fr"),
        ('Macron à Poutine : "Nous ne vous laisserons pas faire, et vous le savez"', "fr"),
        ("L'actrice a été hospitalisée", "fr"),
        ("Dimite el alcalde de Vigo", "es"),
        ("Statsministeren går av i dag", "no"),
        ("Premier podał się do dymisji", "pl"),
        ("Nowy rząd złożył przysięgę", "pl"),
        ("Thủ tướng thăm Hà Nội", "vi"),
        ("ראש הממשלה התפטר", "he"),
        ("Le procès a eu lieu à Reykjavik après le départ de Guðjohnsen, a dit le club", "fr"),
    ],
)
def test_languages_with_a_profile_stay_sure(text: str, language: str) -> None:
    found = detect_language(text)
    assert (found.language, found.is_unsure) == (language, False)


def test_long_chinese_is_sure() -> None:
    assert detect_language("政府周二批准了养老金改革，改革将于1月1日生效。工会宣布罢工。").confidence == 1.0


def test_a_summary_of_mixed_text_warns() -> None:
    assert "mixed_language" in [notice.code for notice in summarize(f"{FRENCH}\n{ENGLISH}").warnings]
    assert "mixed_language" not in [notice.code for notice in summarize(FRENCH).warnings]


@pytest.mark.parametrize("given", [None, 3, b"texte", [None]])
def test_what_is_no_text_is_refused_in_one_line(given: object) -> None:
    with pytest.raises(InputError, match="takes a text") as caught:
        detect_language(given)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_votes_count_words() -> None:
    assert votes("le pont et la gare")["fr"] == 3
    assert votes("xyz") == {}
