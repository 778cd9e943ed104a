"""Files and bytes to text, the encoding said; what is no text refused."""

from __future__ import annotations

import base64
import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, read_document
from summarize.documents import decode_document, decode_text, kind_of_address
from summarize.errors import InputTooLargeError, SummarizeError, UnreadableInputError
from summarize.webpages import Source

TEXT = "L’été dernier, l'œuvre « citée » coûtait 3,5 €…\nÀ Orléans."
HTML = """<!DOCTYPE html><html><head><title>Le maire part</title><style>p {color: red}</style></head><body>
<nav><a href="/">Accueil</a><a href="/sport">Sport</a></nav>
<article><h1>Le maire part</h1>
<p>Le maire de la ville a annoncé mercredi sa démission devant le conseil municipal réuni en séance.</p>
<p>Il quittera ses fonctions « avant l'été », a-t-il précisé, sans donner les raisons de ce départ inattendu.</p>
<p>Ses adjoints assureront l'intérim jusqu'à l'élection d'un successeur, prévue au mois de septembre prochain.</p>
</article><script>alert('x')</script><footer>Mentions légales</footer></body></html>"""


def _file(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_encodings_are_told_and_said(data: bytes, encoding: str, tmp_path: Path) -> None:
    path = _file(tmp_path, data)
    assert read_document(path) == Document(TEXT, encoding, str(path))
    assert read_document(str(path)).text == TEXT


def test_empty_file_is_empty_text(tmp_path: Path) -> None:
    assert read_document(_file(tmp_path, b"")).text == ""


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 zip", b"\x89PNG\r\n", b"\x1f\x8b\x08", b"\x7fELF", b"Le maire\x00 est parti",
        bytes(range(256)) * 20, b"\x01\x02\x03\x04" * 100,
    ],
    ids=["zip", "png", "gzip", "elf", "nul", "all bytes", "controls"],
)  # fmt: skip
def test_binary_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="not text"):
        read_document(_file(tmp_path, data))


def test_bytes_in_no_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="cp1252"):
        read_document(_file(tmp_path, "Le café ".encode("cp1252") * 50 + b"\x81\x8d\x9d"))


def test_a_broken_byte_order_mark_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError):
        read_document(_file(tmp_path, codecs.BOM_UTF16_LE + b"\x00\xd8\x41"))


def test_random_bytes_are_refused_or_decoded(tmp_path: Path) -> None:
    import random

    with pytest.raises(UnreadableInputError):
        read_document(_file(tmp_path, random.Random(0).randbytes(50_000)))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_one_kind_of_error(data: bytes) -> None:
    try:
        found = decode_document(data, name="bytes")
    except SummarizeError as error:
        assert isinstance(error, UnreadableInputError) and "bytes" in str(error)
    else:
        assert isinstance(found.text, str) and found.encoding


@pytest.mark.parametrize("name", ["none.txt", "no/such/folder/a.txt", "a" * 5000])
def test_missing_files_are_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError):
        read_document(tmp_path / name)


def test_a_nul_in_a_path_is_said() -> None:
    with pytest.raises(UnreadableInputError):
        read_document("a\x00b")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="folder"):
        read_document(tmp_path)


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is put in its place."""

    def refuse(path: Path, *_: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = _file(tmp_path, b"Le maire")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInputError, match="cannot be read: Permission denied"):
        read_document(path)


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, b"x" * 101)
    assert read_document(path, max_bytes=101).text == "x" * 101
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("read all the same"))
    with pytest.raises(InputTooLargeError, match="101 bytes"):
        read_document(path, max_bytes=100)


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.txt"])
def test_the_article_is_taken_out_of_html(name: str, tmp_path: Path) -> None:
    found = read_document(_file(tmp_path, HTML.encode(), name))
    assert found.source is not None
    for piece in ("a annoncé mercredi sa démission", "« avant l'été »", "mois de septembre"):
        assert piece in found.text
    for piece in ("<p>", "Accueil", "Mentions", "alert", "color"):
        assert piece not in found.text


def test_html_in_cp1252_keeps_its_accents(tmp_path: Path) -> None:
    found = read_document(_file(tmp_path, HTML.encode("cp1252"), "page.html"))
    assert found.encoding == "cp1252" and "démission" in found.text


@pytest.mark.parametrize("html", [b"", b"<html><body></body></html>", b"<html", b"<!doctype html><p>"])
def test_html_without_an_article_is_refused(html: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="HTML"):
        read_document(_file(tmp_path, html, "page.html"))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso-8859-2", "Jak pomagać, żeby nie zaszkodzić? Surówka na dziesiątej."),
        ("gb2312", "六月三日上午，话剧全省各市巡演活动来到张家口，许多观众流下感动的泪水。"),
        ("koi8-r", "Правительство утвердило новый закон о печати."),
        ("windows-1253", "Η κυβέρνηση ενέκρινε τον νέο νόμο."),
    ],
)
@pytest.mark.parametrize("filling", ["", "<!-- -->" * 600], ids=["near", "far"])
def test_a_page_says_its_encoding_in_its_own_head_and_not_where_it_loads_scripts(
    encoding: str, text: str, filling: str
) -> None:
    script = '<script src="a.js" charset="UTF-8"></script>'
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    page = f"<html><head>{script}{filling}{meta}</head><body><p>{text}</p></body></html>"
    found = decode_text(page.encode(encoding), "page")
    assert found == (encoding, page)


def _mail(body: bytes, kind: str = 'text/plain; charset="utf-8"', subject: str = "La Matinale") -> bytes:
    head = f"From: =?utf-8?q?L=C3=A9a?= Roux <lea@phare.example>\nSubject: {subject}\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: {kind}\nContent-Transfer-Encoding: ".encode() + body


QUOTED = b"quoted-printable\n\nL=C3=A9a, la ministre de l'=C3=89ner=\ngie, renonce.\n"
PARTED = 'multipart/related; boundary="b"'
PAGE = b"base64\n\n" + base64.encodebytes(HTML.encode())
WITH_PAGE = b"7bit\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: " + PAGE + b"--b--\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_text_of_a_mail_is_read(end: bytes, tmp_path: Path) -> None:
    found = read_document(_file(tmp_path, _mail(QUOTED).replace(b"\n", end), "a.eml"))
    assert found.text.split() == "Léa, la ministre de l'Énergie, renonce.".split()
    assert found.source == Source("La Matinale", "Léa Roux")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: RE: Le pont de Vire ferme", "Le pont de Vire ferme"),
        ("Crise a Nanterre : un elu s'en va", "Crise a Nanterre : un elu s'en va"),
        ("=?utf-8?b?TGUgcG9udCBkZSBWaXJlIGZlcm3DqQ==?=", "Le pont de Vire fermé"),
        ("=?none?q?a?=", None),
    ],
)
def test_the_subject_of_a_mail_is_its_title(subject: str, title: str | None) -> None:
    found = decode_document(_mail(QUOTED, subject=subject), name="mail")
    assert found.source == Source(title, "Léa Roux")
    assert found.text.split("\n\n")[0] == title or title is None


def test_a_part_of_a_mail_in_its_own_encoding_is_read() -> None:
    data = "8bit\n\nL’œuvre coûte 3 €.".encode("iso-8859-15", "replace")
    found = decode_document(_mail(data, "text/plain; charset=iso-8859-15"), name="mail")
    assert (found.text, found.encoding) == ("L?œuvre coûte 3 €.", "iso-8859-15")
    assert "œuvre" in decode_document(_mail("8bit\n\nL'œuvre".encode(), "text/plain; charset=none"), name="mail").text


@pytest.mark.parametrize("data", [_mail(WITH_PAGE, PARTED), _mail(PAGE, "text/html")], ids=["mhtml", "html alone"])
def test_the_page_in_a_mail_is_read_as_one(data: bytes) -> None:
    found, page = decode_document(data, name="a.mhtml"), decode_document(HTML.encode(), name="a.html")
    assert found.text == page.text and found.source is not None and found.source.title == "Le maire part"


@pytest.mark.parametrize(
    "body", [b"7bit\n\n--b\nContent-Type: image/png\n\n--b--", b"7bit\n\n" + b"--b\nContent-Type: multipart/a\n\n" * 99]
)
def test_a_mail_without_a_text_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableInputError, match="mail"):
        decode_document(_mail(body, PARTED), name="a.eml")


@pytest.mark.parametrize(
    "text",
    ["From: a@b.example\nSubject: Le pont\n\nLe pont ferme.", "MIME-Version: 1.0\nest une ligne.\n\nVoilà.",
     "Message-ID: une notion\n", "Le champ\nMIME-Version: 1.0\n\nest vieux."],
)  # fmt: skip
def test_a_text_with_lines_of_a_mail_is_text(text: str) -> None:
    assert decode_document(text.encode(), name="text").text == text


def test_a_text_that_mentions_html_is_text(tmp_path: Path) -> None:
    text = "Le langage <html> est né en 1993."
    assert read_document(_file(tmp_path, text.encode())) == Document(text, "utf-8", str(tmp_path / "article.txt"))


@pytest.mark.parametrize(
    "name",
    ["article.txt", "mon article.txt", "Article du 12 mai.docx", "absent.srt", "absent.XLSX", "fil.rss", "a.jsonl.gz",
     "dossier/", "mes articles/a.txt", "../../mes articles/v1.2 (final).md", "C:\\Users\\Jean Roux\\a.txt",
     "/home/moi/mes articles/a.vtt", "La lettre du 3.eml", "./a", "Article 12.03.2025.odt"],
)  # fmt: skip
def test_a_name_of_a_file_is_told_from_a_text(name: str) -> None:
    assert kind_of_address(name) == "path"


@pytest.mark.parametrize(
    "text",
    ["Le maire a dit non.", "Le maire part. La suite est dans le fichier notes.txt", "La suite : notes.txt",
     "Il a écrit notes.txt.", "Un titre\nnotes.txt", "Le maire a dit et/ou", "Le site lemonde.fr", "Texte"],
)  # fmt: skip
def test_a_text_that_names_a_file_is_a_text(text: str) -> None:
    assert kind_of_address(text) is None


def test_all_texts_of_a_mail_are_read() -> None:
    data = (
        b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        b"Voir plus bas.\n--b\nContent-Type: message/rfc822\n\nFrom: c@d.fr\nSubject: Piscine\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain\n\nLe maire ferme la piscine.\n--b--\n"
    )
    text = decode_document(data, name="mail").text
    assert "Voir plus bas." in text and "Le maire ferme la piscine." in text
