"""Pages and feeds at addresses: fetched only where asked, from public hosts, within limits, as robots.txt allows."""

from __future__ import annotations

import gzip
import http.server
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarize import fetching, read_document, summarize
from summarize.batch.sources import SourceOptions, read
from summarize.cli import app
from summarize.errors import InputTooLargeError, OptionError, UnreadableInputError
from summarize.fetching import fetch

FIRST = "La digue de Cancale a cédé lundi soir sous l'effet d'une marée de coefficient 113, la plus forte de l'année."
SECOND = "Les pompiers ont évacué 62 habitants. Les réparations coûteront 3,4 millions d'euros, selon la préfecture."
PAGE = (
    f"<!doctype html><html><head><title>La digue</title><meta name='author' content='Anne Roux'></head>"
    f"<body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)
FEED = (
    f"<rss version='2.0'><channel><item><title>Digue</title><description>{FIRST}</description></item></channel></rss>"
)


class Site:
    """A server on this machine: what it answers, by path; what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"/robots.txt": (404, {}, b"")}
        self.asked: list[str] = []
        self.times: list[float] = []  #: of what was asked
        self.agents: set[str] = set()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.times.append(time.monotonic())
                site.agents.add(self.headers["User-Agent"])
                answer = site.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()

    def html(self, path: str, page: str, **headers: str) -> str:
        """Serve a page; its address."""
        self.answers[path] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, page.encode())
        return self.address + path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site at 127.0.0.1, which counts as public here; no other address of this machine does."""
    is_public = fetching._is_public
    monkeypatch.setattr(fetching, "_is_public", lambda address: address == "127.0.0.1" or is_public(address))
    fetching._site.cache_clear()
    made = Site()
    yield made
    made.close()


def test_a_page_is_fetched_where_asked(site: Site) -> None:
    address = site.html("/digue?p=1", PAGE)
    document = read_document(address, fetch=True)
    assert document.text.split("\n") == [FIRST, SECOND]
    assert document.source is not None
    assert (document.source.title, document.source.author, document.source.url) == ("La digue", "Anne Roux", address)
    assert summarize(document).source == document.source
    assert site.asked == ["/robots.txt", "/digue?p=1"] and all(a.startswith("summarize/") for a in site.agents)


def test_nothing_is_fetched_unless_asked(site: Site) -> None:
    address = site.html("/digue", PAGE)
    with pytest.raises(UnreadableInputError, match="unless asked: --fetch"):
        read_document(address)
    done = CliRunner().invoke(app, [address], prog_name="summarize")
    assert done.exit_code == 1 and "--fetch" in done.stderr
    assert site.asked == []


def test_the_command_fetches(site: Site, tmp_path: Path) -> None:
    address = site.html("/digue", PAGE)
    done = CliRunner().invoke(app, ["--fetch", "--online", address, "--json"], prog_name="summarize")
    assert done.exit_code == 0 and json.loads(done.stdout)["source"]["url"] == address
    refused = CliRunner().invoke(app, ["--fetch", "--offline", address], prog_name="summarize")
    assert refused.exit_code == 2 and "needs the network" in refused.stderr


def test_a_batch_fetches_pages_and_feeds(site: Site) -> None:
    page, missing = site.html("/digue", PAGE), site.address + "/rien"
    site.answers["/fil"] = (200, {"Content-Type": "application/rss+xml"}, FEED.encode())
    found = list(read([page, missing, site.address + "/fil"], SourceOptions(fetch=True)))
    assert [(item.id, item.error and item.error[0]) for item in found] == [
        (page, None), (missing, "unreadable_input"), (f"{site.address}/fil#0", None),
    ]  # fmt: skip
    assert found[0].text == f"{FIRST}\n{SECOND}" and found[0].kept["author"] == "Anne Roux"
    assert found[2].text == FIRST and found[2].kept["title"] == "Digue"


def _feed(site: Site, links: list[str], teaser: str = "La digue a cédé.") -> str:
    """Serve a feed of entries with these links; its address."""
    entries = "".join(
        f"<item><title>N° {i}</title><link>{link}</link><description>{teaser}</description></item>"
        for i, link in enumerate(links)
    )
    site.answers["/fil"] = (200, {}, f"<rss version='2.0'><channel>{entries}</channel></rss>".encode())
    return site.address + "/fil"


def test_pages_that_a_feed_links_to_are_fetched_where_asked(site: Site) -> None:
    pages = [site.html(f"/{i}", PAGE) for i in range(3)]
    address = _feed(site, [*pages[:2], "/2"])
    teasers = list(read([address], SourceOptions(fetch=True)))
    assert [item.text for item in teasers] == ["La digue a cédé."] * 3 and "/0" not in site.asked
    whole = list(read([address], SourceOptions(fetch=True, linked_pages=2)))
    assert [item.id for item in whole] == [item.id for item in teasers] == pages
    assert [item.text for item in whole] == [f"{FIRST}\n{SECOND}"] * 2 + ["La digue a cédé."]
    assert whole[0].kept == {"title": "N° 0", "author": "Anne Roux", "date": None, "link": pages[0]}
    assert [bool(item.warnings) for item in whole] == [False, False, False]
    assert site.asked.count("/fil") == 2 and [path for path in site.asked if path in ("/0", "/1", "/2")] == ["/0", "/1"]
    assert list(read([address], SourceOptions(fetch=True, linked_pages=9)))[2].text == f"{FIRST}\n{SECOND}"


def test_json_at_an_address_is_no_article(site: Site) -> None:
    site.answers["/api"] = (200, {"Content-Type": "application/json"}, json.dumps({"id": "n", "text": FIRST}).encode())
    [item] = read([site.address + "/api"], SourceOptions(fetch=True))
    assert (item.id, item.text) == ("n", FIRST)
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"url": site.html("/0", PAGE), "summary": "Court."}]}
    site.answers["/fil"] = (200, {}, json.dumps(feed).encode())
    [item] = read([site.address + "/fil"], SourceOptions(fetch=True, linked_pages=1))
    assert item.text == f"{FIRST}\n{SECOND}" and item.kept["author"] == "Anne Roux"


def test_a_linked_page_that_cannot_be_had_leaves_the_text_of_the_feed_and_says_why(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /prive\n")
    site.answers["/ailleurs"] = (302, {"Location": "http://10.0.0.1/"}, b"")
    site.answers["/image"] = (200, {}, b"\x89PNG\r\n\x1a\n")
    site.html("/court", "<html><body><p>Non.</p></body></html>")
    links = ["/prive", "/rien", "/ailleurs", "/image", "/court", "http://192.168.1.1/", "mailto:a@b.example", ""]
    found = list(read([_feed(site, links, "La digue a cédé. " * 4)], SourceOptions(fetch=True, linked_pages=20)))
    assert [(item.text, item.error) for item in found] == [(("La digue a cédé. " * 4).strip(), None)] * len(links)
    reasons = ["robots.txt", "404", "private network", "picture", "has less", "private network", "no page", "no page"]
    for item, reason in zip(found, reasons, strict=True):
        assert len(item.warnings) == 1 and reason in item.warnings[0]
        assert item.warnings[0].startswith("the text of the feed: ")


def test_linked_pages_must_be_asked_for_with_fetching(site: Site, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="--fetch"):
        read([_feed(site, [])], SourceOptions(linked_pages=2))
    assert site.asked == []
    address = _feed(site, [site.html("/0", PAGE)])
    arguments = ["batch", "--fetch", "--online", "--linked-pages", "5", address, "-o", str(tmp_path / "out.jsonl")]
    done = CliRunner().invoke(app, arguments, prog_name="summarize")
    assert done.exit_code == 0, done.stderr
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert row["text"].startswith("La digue de Cancale a cédé lundi soir") and row["id"] == f"{site.address}/0"


def test_the_time_that_a_site_asks_for_goes_by_between_two_pages(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 0.4\n")
    address = _feed(site, [site.html(f"/{i}", PAGE) for i in range(2)])
    found = list(read([address], SourceOptions(fetch=True, linked_pages=2)))
    assert len(found) == 2 and not any(item.warnings for item in found)
    pages = [at for path, at in zip(site.asked, site.times, strict=True) if path != "/robots.txt"]
    assert len(pages) == 3 and all(later - earlier >= 0.39 for earlier, later in pairwise(pages))


def test_the_wait_is_no_part_of_the_time_of_a_page(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 1\n")
    site.html("/neuf", PAGE)
    site.answers["/vieux"] = (301, {"Location": "/neuf"}, b"")
    assert fetch(site.address + "/vieux", max_seconds=0.8).data == PAGE.encode()


def test_a_site_that_asks_for_too_long_a_wait_is_left(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3600\n")
    address = site.html("/digue", PAGE)
    assert fetch(address).data
    with pytest.raises(UnreadableInputError, match="3600 seconds between two pages, more than the limit of 60"):
        fetch(address)


def test_redirects_are_followed(site: Site) -> None:
    target = site.html("/neuf", PAGE)
    site.answers["/vieux"] = (301, {"Location": "/neuf"}, b"")
    found = fetch(site.address + "/vieux")
    assert found.address == target and found.data == PAGE.encode()
    site.answers["/tour"] = (302, {"Location": "/tour"}, b"")
    with pytest.raises(UnreadableInputError, match="more than 5 redirects"):
        fetch(site.address + "/tour")


PRIVATE = [
    "127.0.0.2", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address: str) -> None:
    assert not fetching._is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "2002:5db8:d822::"])
def test_public_addresses_are_told(address: str) -> None:
    assert fetching._is_public(address)


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.2:{port}/neuf", "http://phare.example:{port}/neuf", "http://[::1]:{port}/neuf", "http://2130706434:{port}/neuf",
     "//10.0.0.1/", "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/"],
)  # fmt: skip
def test_redirects_to_private_addresses_and_other_protocols_are_refused(
    site: Site, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo
    others = {"phare.example": "127.0.0.3"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **k: resolve(others.get(host, host), *a, **k))
    site.html("/neuf", PAGE)
    site.answers["/vieux"] = (302, {"Location": location.format(port=site.port)}, b"")
    with pytest.raises(UnreadableInputError) as caught:
        fetch(site.address + "/vieux")
    assert "private network" in str(caught.value) or "give an address that starts with" in str(caught.value)
    assert "/neuf" not in site.asked and "\n" not in str(caught.value)


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that says another address at each question reaches nothing private."""
    site.html("/digue", PAGE)
    answers = iter(["127.0.0.1", "127.0.0.2"] * 4)
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    connected: list[str] = []
    connect = socket.create_connection
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(
        socket, "create_connection", lambda to, *a, **k: connected.append(to[0]) or _connect(to, connect, *a, **k)
    )
    with pytest.raises(UnreadableInputError, match="private network"):
        fetch(f"http://phare.example:{site.port}/digue")
    assert asked == ["phare.example"] * 2 and connected == ["127.0.0.1"]


def _connect(to: tuple[str, int], connect: Callable[..., socket.socket], timeout: float) -> socket.socket:
    made = socket.socket()
    made.settimeout(timeout)
    made.connect(to)
    return made


def test_a_host_that_nobody_knows_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreadableInputError) as caught:
        fetch("https://www.phare.example/digue")
    assert str(caught.value) == "www.phare.example cannot be found; is there a network?"


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/"])
def test_this_machine_is_refused(address: str) -> None:
    with pytest.raises(UnreadableInputError, match="private network"):
        read_document(address, fetch=True)


def test_robots_are_respected(site: Site) -> None:
    address = site.html("/digue", PAGE)
    site.html("/ouvert", PAGE)
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /digue\n")
    with pytest.raises(UnreadableInputError, match=r"robots\.txt"):
        fetch(address)
    assert fetch(site.address + "/ouvert").data
    assert site.asked == ["/robots.txt", "/ouvert"]


@pytest.mark.parametrize(("status", "is_allowed"), [(404, True), (403, True), (503, False)])
def test_robots_that_cannot_be_read(site: Site, status: int, is_allowed: bool) -> None:
    address = site.html("/digue", PAGE)
    site.answers["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /\n")
    if is_allowed:
        assert fetch(address).data
    else:
        with pytest.raises(UnreadableInputError, match=r"robots\.txt"):
            fetch(address)


def test_too_many_bytes_are_refused(site: Site) -> None:
    address = site.html("/digue", PAGE)
    with pytest.raises(InputTooLargeError, match="limit of 100 bytes"):
        fetch(address, max_bytes=100)
    bomb = gzip.compress(b" " * 20_000_000)
    site.answers["/bombe"] = (200, {"Content-Encoding": "gzip"}, bomb)
    with pytest.raises(InputTooLargeError):
        fetch(site.address + "/bombe")


def test_compressed_pages_are_read(site: Site) -> None:
    site.answers["/gz"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert fetch(site.address + "/gz").data == PAGE.encode()


@pytest.mark.parametrize("part", ["body", "head", "nothing"])
def test_a_server_that_drips_is_left(site: Site, part: str) -> None:
    def drip(handler: Any) -> None:
        if part != "nothing":
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + b"\r\n" * (part == "body"))
        try:
            for _ in range(100):
                if part != "nothing":
                    handler.wfile.write(b"X-A: b\r\n" if part == "head" else b"x")
                    handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    site.answers["/lent"] = drip
    started = time.monotonic()
    with pytest.raises(UnreadableInputError, match=r"longer than 0\.5 seconds"):
        fetch(site.address + "/lent", max_seconds=0.5)
    assert time.monotonic() - started < 3


def test_the_encoding_that_the_server_says_is_taken(site: Site) -> None:
    site.answers["/l"] = (200, {"Content-Type": "text/plain; charset=iso-8859-2"}, "Łódź".encode("iso-8859-2"))
    assert read_document(site.address + "/l", fetch=True).text == "Łódź"


@pytest.mark.parametrize(
    ("answer", "said"),
    [((500, {}, b""), "status 500"), ((204, {}, b""), "status 204"), ((200, {}, b"\x89PNG\r\n\x1a\n"), "picture")],
)
def test_what_is_no_page_is_one_line(site: Site, answer: Any, said: str) -> None:
    site.answers["/x"] = answer
    with pytest.raises(UnreadableInputError, match=said) as caught:
        read_document(site.address + "/x", fetch=True)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://", "ftp://x.example/", "https://x.example:99999/", "http://[::1/"])
def test_what_is_no_address_is_one_line(address: str) -> None:
    with pytest.raises(UnreadableInputError):
        fetch(address)
