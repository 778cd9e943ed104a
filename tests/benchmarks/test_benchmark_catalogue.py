"""Data sets by name: the catalogue itself, local copies, hashes; and fetching, from a server on this machine."""

from __future__ import annotations

import hashlib
import http.server
import io
import json
import os
import re
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from benchmarks import catalogue
from benchmarks.catalogue import Dataset, Part, Split, find, load_named, names
from benchmarks.cli import main
from benchmarks.errors import BenchmarkError
from benchmarks.fetch import fetch

Captured = pytest.CaptureFixture[str]
ARTICLES = "Il pleut.\nIl neige\u2028fort.\nIl vente.\n"
ABSTRACTS = "Pluie.\nNeige.\nVent.\n"


def _archive(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


SGM = '<doc>\n<seg id="1">Il  pleut &amp; vente.</seg>\n<seg id="2">Il neige.</seg>\n</doc>\n'
FILES = {
    "/articles.txt": ARTICLES.encode(),
    "/abstracts.txt": ABSTRACTS.encode(),
    "/set.tgz": _archive({"set/test.source": ARTICLES, "set/test.target": ABSTRACTS}),
    "/wmt.tgz": _archive({"t.fr.sgm": SGM, "t.en.sgm": SGM.replace("Il", "It")}),
    "/short.txt": b"une\ndeux\n",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = FILES.get(self.path.removeprefix("/broken"))
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            # A server that breaks off announces more than it sends.
            self.send_header("Content-Length", str(len(body) + (1000 if self.path.startswith("/broken") else 0)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *details: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Put a data set `set` with one split into the catalogue, and nothing else on this machine."""
    monkeypatch.delenv(catalogue.DATA_VARIABLE, raising=False)
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))

    def add(*parts: Part, rows: int = 3, path: str | None = None, sha256: str | None = None) -> None:
        split = Split(rows, path, sha256, parts, False)
        dataset = Dataset("set", "article", ("abstract",), "test", {"test": split}, {})
        monkeypatch.setattr(catalogue, "_catalogue", lambda: {"set": dataset})

    return add


def _part(
    url: str, columns: dict[str, str], kind: str = "text", *, algorithm: str = "sha256", digest: str = ""
) -> Part:
    body = FILES["/" + url.rsplit("/", 1)[-1]]
    return Part(url, algorithm, digest or hashlib.new(algorithm, body).hexdigest(), columns, kind)  # type: ignore[arg-type]


def _left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_catalogue_is_sound() -> None:
    assert {"seed", "orangesum-abstract", "orangesum-headline", "newstest2013", "flores-dev"} <= set(names())
    for name in names():
        dataset, default = find(name)
        assert default in dataset.splits
        for split in dataset.splits.values():
            assert split.rows > 0
            assert split.built_in or split.path or split.parts
            assert not split.path or re.fullmatch(r"[0-9a-f]{64}", split.sha256 or "")
            for part in split.parts:
                assert part.url.startswith("https://")
                assert re.fullmatch(r"[0-9a-f]{64}" if part.algorithm == "sha256" else r"[0-9a-f]{32}", part.digest)


def test_the_seed_is_always_there() -> None:
    found = load_named("seed", required=["article", "reference_1", "reference_3"])
    assert (found.name, found.rows) == ("seed:article", 1)


@pytest.mark.skipif(not os.environ.get(catalogue.DATA_VARIABLE), reason="SUMMARIZE_DATA is not set")
@pytest.mark.parametrize("name", ["orangesum-abstract", "orangesum-abstract:valid", "newstest2013", "flores-dev"])
def test_local_copies_are_the_ones_recorded(name: str) -> None:
    dataset, split = find(name)
    found = load_named(name, required=[dataset.source, *dataset.references])
    assert found.rows == dataset.splits[split].rows
    assert found.name == f"{dataset.name}:{split}"


def test_unknown_names_are_refused() -> None:
    with pytest.raises(BenchmarkError, match=r"unknown data 'orangesun'.*orangesum-abstract.*\.parquet.*hub:"):
        find("orangesun")
    with pytest.raises(BenchmarkError, match="no split 'dev'; its splits: test, valid"):
        find("orangesum-abstract:dev")


def test_a_copy_with_another_hash_is_refused(tmp_path: Path, listed: Callable[..., None], capsys: Captured) -> None:
    path = tmp_path / "set.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"article": ["Il pleut."], "abstract": ["Pluie."]}), path)
    listed(path="set.parquet", sha256=hashlib.sha256(path.read_bytes()).hexdigest(), rows=1)
    command = ["run", "--data", "set", "--data-dir", str(tmp_path), "--system", "lead-1"]
    assert main(command) == 0
    listed(path="set.parquet", sha256="0" * 64, rows=1)
    capsys.readouterr()
    assert main([*command, "--json", str(tmp_path / "x.json")]) == 1
    printed = capsys.readouterr()
    assert "set.parquet has sha256" in printed.err
    assert printed.err.count("\n") == 1
    assert _left(tmp_path) == ["set.parquet"]


def test_what_is_not_here_says_how_to_have_it(
    tmp_path: Path, listed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(_part("http://x/articles.txt", {"article": ""}), path="a/b.parquet", sha256="0" * 64)
    with pytest.raises(
        BenchmarkError, match=r"benchmarks fetch set:test, or point --data-dir or SUMMARIZE_DATA.*b\.par"
    ):
        load_named("set", required=["article"])
    monkeypatch.setenv(catalogue.DATA_VARIABLE, str(tmp_path / "elsewhere"))
    with pytest.raises(BenchmarkError, match="elsewhere"):
        load_named("set", required=["article"])


@pytest.mark.parametrize("kind", ["texts", "archive"])
def test_fetched_data_are_read(server: str, tmp_path: Path, listed: Callable[..., None], kind: str) -> None:
    members = {"article": "set/test.source", "abstract": "set/test.target"}
    texts = [_part(f"{server}/articles.txt", {"article": ""}), _part(f"{server}/abstracts.txt", {"abstract": ""})]
    listed(*(texts if kind == "texts" else [_part(f"{server}/set.tgz", members, "lines")]))
    said: list[str] = []
    paths = fetch("set", tmp_path, say=said.append)
    assert all("as recorded" in line for line in said)
    found = load_named("set", required=["article", "abstract"], data_dir=tmp_path, limit=2)
    assert found.columns == {"article": ["Il pleut.", "Il neige\u2028fort."], "abstract": ["Pluie.", "Neige."]}
    assert _left(tmp_path) == sorted(path.relative_to(tmp_path).as_posix() for path in paths)
    fetch("set", tmp_path, say=said.append)
    assert said[-1].endswith("already there")
    # What was altered since is refused when it is read, and fetched anew.
    paths[0].write_bytes(b"altered")
    with pytest.raises(BenchmarkError, match="it was altered"):
        load_named("set", required=["article"], data_dir=tmp_path)
    fetch("set", tmp_path)
    load_named("set", required=["article"], data_dir=tmp_path)
    assert paths[0].with_name(f"{paths[0].name}.old-1").read_bytes() == b"altered"


def test_sgml_and_md5(server: str, tmp_path: Path, listed: Callable[..., None]) -> None:
    listed(_part(f"{server}/wmt.tgz", {"fr": "t.fr.sgm", "en": "t.en.sgm"}, "sgm", algorithm="md5"), rows=2)
    fetch("set", tmp_path)
    found = load_named("set", required=["fr", "en"], data_dir=tmp_path)
    assert found.columns == {"fr": ["Il pleut & vente.", "Il neige."], "en": ["It pleut & vente.", "It neige."]}


def test_the_command_fetches_to_where_the_others_look(
    server: str, tmp_path: Path, listed: Callable[..., None], capsys: Captured
) -> None:
    listed(_part(f"{server}/set.tgz", {"article": "set/test.source", "abstract": "set/test.target"}, "lines"))
    assert main(["fetch", "set"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'cache' / 'data' / 'set' / 'set.tgz'}\n"
    assert main(["run", "--data", "set", "--system", "lead-1"]) == 0
    assert "set:test  n=3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "digest", "message"),
    [
        ("/articles.txt", "0" * 64, r"has sha256 [0-9a-f]{64}, expected 0{64}: refused"),
        ("/broken/articles.txt", "", "it broke off after .* bytes"),
        ("/absent/articles.txt", "", "cannot fetch .*Not Found"),
    ],
)
def test_what_cannot_be_fetched_leaves_nothing(
    server: str, tmp_path: Path, listed: Callable[..., None], address: str, digest: str, message: str
) -> None:
    listed(_part(server + address, {"article": ""}, digest=digest))
    with pytest.raises(BenchmarkError, match=message):
        fetch("set", tmp_path)
    assert _left(tmp_path) == []
    # What stands there already stays as it is.
    (tmp_path / "set").mkdir(exist_ok=True)
    (tmp_path / "set" / "articles.txt").write_bytes(b"before")
    with pytest.raises(BenchmarkError, match=message):
        fetch("set", tmp_path)
    assert (tmp_path / "set" / "articles.txt").read_bytes() == b"before"
    assert _left(tmp_path) == ["set/articles.txt"]


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path, listed: Callable[..., None], capsys: Captured) -> None:
    listed(_part("http://127.0.0.1:9/articles.txt", {"article": ""}))
    assert main(["fetch", "set", "--dest", str(tmp_path / "data")]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("error: cannot fetch http://127.0.0.1:9/articles.txt: ")
    assert printed.err.count("\n") == 1
    assert _left(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [("file:///etc/passwd/articles.txt", "begins with https"), ("ftp://x/articles.txt", "begins with")],
)
def test_other_addresses_are_refused(tmp_path: Path, listed: Callable[..., None], url: str, message: str) -> None:
    listed(_part(url, {"article": ""}))
    with pytest.raises(BenchmarkError, match=message):
        fetch("set", tmp_path)


def test_columns_of_another_length_are_refused(server: str, tmp_path: Path, listed: Callable[..., None]) -> None:
    listed(_part(f"{server}/articles.txt", {"article": ""}), _part(f"{server}/short.txt", {"abstract": ""}))
    fetch("set", tmp_path)
    with pytest.raises(BenchmarkError, match=r"expected 3 rows in every column, found .*'article': 3, 'abstract': 2"):
        load_named("set", required=["article", "abstract"], data_dir=tmp_path)


def test_an_archive_without_its_member_is_refused(server: str, tmp_path: Path, listed: Callable[..., None]) -> None:
    listed(_part(f"{server}/set.tgz", {"article": "set/gone"}, "lines"))
    fetch("set", tmp_path)
    with pytest.raises(BenchmarkError, match=r"cannot read .*set\.tgz: .*set/gone"):
        load_named("set", required=["article"], data_dir=tmp_path)


@pytest.mark.parametrize(("name", "message"), [("seed", "comes with the project"), ("flores-dev", "no address")])
def test_what_has_no_address_is_not_fetched(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(BenchmarkError, match=message):
        fetch(name, tmp_path)


def test_data_sets_are_listed(listed: Callable[..., None], capsys: Captured) -> None:
    listed(path="a/b.parquet", sha256="0" * 64)
    assert main(["data"]) == 0
    assert re.search(r"set:test +3 +no +not stated", capsys.readouterr().out)


def test_a_hub_data_set_is_read_by_split_and_columns(tmp_path: Path, capsys: Captured) -> None:
    # A folder in the hub's layout: `datasets` reads it by the same call, without a network.
    folder = tmp_path / "own"
    folder.mkdir()
    for split, count in (("test", 2), ("train", 3)):
        rows = [{"document": f"Il pleut {n}. Il vente.", "summary": f"Pluie {n}."} for n in range(count)]
        (folder / f"{split}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    command = ["run", "--data", f"hub:{folder}", "--source", "document", "--reference", "summary"]
    assert main([*command, "--system", "lead-1"]) == 0
    assert f"{folder}:test  n=2" in capsys.readouterr().out
    assert main([*command, "--system", "lead-1", "--split", "train", "--limit", "1"]) == 0
    assert f"{folder}:train  n=1" in capsys.readouterr().out
    assert main([*command, "--system", "lead-1", "--split", "dev"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
