"""Pages and feeds at http(s) addresses, fetched where the caller asks for it.

Input: an address. Output: the bytes there, and the address that redirects led to. Raises for: another protocol, a host
on this machine or in a private network (each redirect too: the address that is connected to is the one that was
checked), a page that the site's robots.txt refuses, a status other than 200, too many bytes, seconds or redirects. No
proxy is used, no cookie is kept, no password is sent. Between two pages of a site as many seconds go by as its
robots.txt asks for.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from .errors import InputTooLargeError, MissingExtraError, SummarizeError, UnreadableInputError
from .robots import NOTHING_ALLOWED, Rules, rules_for

try:
    import certifi
    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError, NewConnectionError
except ImportError as missing:
    raise MissingExtraError("documents", "fetching pages") from missing

#: Of an answer after decompression, of everything that one address takes, of a wait for the next bytes; redirects.
MAX_BYTES, MAX_SECONDS, MAX_WAIT_SECONDS, MAX_REDIRECTS = 10_000_000, 30.0, 10.0, 5
#: The longest wait that a site's robots.txt may ask for before a page.
MAX_DELAY_SECONDS = 60.0
_ROBOTS_BYTES = 500_000
_BLOCK_BYTES = 16_384
_REDIRECTS = (301, 302, 303, 307, 308)
_NAME = "summarize"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `data` as UTF-8 where the server said another encoding, and the last `address`."""

    data: bytes
    address: str


def fetch(address: str, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS) -> Fetched:
    """Fetch a page or feed.

    Args:
        address: http:// or https://.
        max_bytes: of the answer after decompression.
        max_seconds: for the whole, redirects and robots.txt included, waits that robots.txt asks for not.

    Raises:
        UnreadableInputError: it cannot be had, must not be had, or takes too long.
        InputTooLargeError: there are more than `max_bytes`.
    """
    with _Deadline(max_seconds) as deadline:
        try:
            return _followed(address, max_bytes, deadline)
        except SummarizeError:
            raise
        except (HTTPError, OSError, ValueError) as error:
            if deadline.is_over:
                raise UnreadableInputError(f"{address} takes longer than {max_seconds:g} seconds.") from error
            raise UnreadableInputError(f"{address} cannot be fetched: {_said(error)}.") from error


class _Deadline:
    """Shuts the connections that were made under it when its time is over."""

    def __init__(self, seconds: float):
        self.is_over = False
        self._left = seconds
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> _Deadline:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        for kept in self._sockets:
            kept.close()

    def _start(self) -> None:
        self._timer = threading.Timer(self._left, self._end)
        self._timer.daemon = True
        self._started = time.monotonic()
        self._timer.start()

    def _stop(self) -> None:
        self._timer.cancel()
        self._left = max(0.0, self._left - (time.monotonic() - self._started))

    def watch(self, made: socket.socket) -> None:
        """Shut this one too."""
        self._sockets.append(made.dup())  # TLS takes the other one over

    def wait(self, seconds: float) -> None:
        """Let time go by that does not count."""
        self._stop()
        time.sleep(seconds)
        self._start()

    def _end(self) -> None:
        self.is_over = True
        for kept in self._sockets:
            try:
                kept.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _followed(address: str, max_bytes: int, deadline: _Deadline) -> Fetched:
    """Follow redirects to the answer; robots.txt of each site is asked first."""
    here = address
    for _ in range(MAX_REDIRECTS + 1):
        _ask_robots(here, deadline)
        answer = _get(here, max_bytes, deadline)
        if answer.status not in _REDIRECTS:
            break
        here = urljoin(here, answer.location)
    else:
        raise UnreadableInputError(f"{address} leads through more than {MAX_REDIRECTS} redirects.")
    if answer.status != 200:
        raise UnreadableInputError(f"{here} answers with status {answer.status}.")
    return Fetched(_as_utf8(answer.data, answer.encoding), here)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    data: bytes
    location: str  #: of a redirect
    encoding: str | None  #: that the server says


def _get(address: str, max_bytes: int, deadline: _Deadline) -> _Answer:
    """One request."""
    from . import __version__

    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableInputError(
            f"{address!r} cannot be fetched; give an address that starts with https:// or http://."
        )
    secure: dict[str, Any] = {"ca_certs": certifi.where(), "cert_reqs": "CERT_REQUIRED"}
    is_secure = parts.scheme == "https"
    pool_of = urllib3.HTTPSConnectionPool if is_secure else urllib3.HTTPConnectionPool
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or (443 if is_secure else 80)
    with pool_of(host, port, timeout=MAX_WAIT_SECONDS, **(secure if is_secure else {})) as pool:
        pool.ConnectionCls = _checked(HTTPSConnection if is_secure else HTTPConnection, deadline)
        path = urllib3.util.Url(path=parts.path or "/", query=parts.query or None).url
        answer = pool.urlopen(
            "GET", path, redirect=False, retries=False, preload_content=False,
            headers={"User-Agent": f"{_NAME}/{__version__}", "Accept-Encoding": "gzip, deflate"},
        )  # fmt: skip
        data = bytearray()
        if answer.status not in _REDIRECTS:
            while block := answer.read1(_BLOCK_BYTES):
                data += block
                if len(data) > max_bytes:
                    raise InputTooLargeError(f"{address} holds more than the limit of {max_bytes:,} bytes.")
        if deadline.is_over:
            raise TimeoutError
        answer.close()
        said = answer.headers.get("Content-Type", "").lower().partition("charset=")[2]
        return _Answer(answer.status, bytes(data), answer.headers.get("Location", ""), said.split(";")[0].strip("\"' "))


def _checked(kind: type[HTTPConnection], deadline: _Deadline) -> Any:
    """A connection that only goes to public addresses, and is shut at the deadline."""

    class Checked(kind):  # type: ignore[valid-type, misc]
        def _new_conn(self) -> socket.socket:
            try:
                made = socket.create_connection((_public_address(self.host, self.port), self.port), self.timeout)
            except socket.gaierror as error:
                raise UnreadableInputError(f"{self.host} cannot be found; is there a network?") from error
            except OSError as error:
                raise NewConnectionError(self, _said(error)) from error
            deadline.watch(made)
            return made

    return Checked


def _public_address(host: str, port: int) -> str:
    """The first address of a host.

    Raises:
        UnreadableInputError: one of its addresses is not public.
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)]
    for address in found:
        if not _is_public(address):
            raise UnreadableInputError(
                f"{host!r} is an address of this machine or of a private network ({address}); nothing is fetched there."
            )
    return found[0]


def _is_public(address: str) -> bool:
    """True for an address that anybody can reach, those that wrap another one looked into."""
    ip: Any = ipaddress.ip_address(address.partition("%")[0])
    wrapped = ip.version == 6 and (ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1])
    if ip.version == 6 and ip in ipaddress.ip_network("64:ff9b::/96"):
        wrapped = ipaddress.IPv4Address(ip.packed[-4:])
    return bool(ip.is_global and not ip.is_multicast and (not wrapped or _is_public(str(wrapped))))


class _Site:
    """What is known of a site: the `rules` of its robots.txt; `next_at`, of time.monotonic(), a page may be fetched."""

    def __init__(self) -> None:
        self.rules: Rules | None = None
        self.next_at = 0.0


@lru_cache(maxsize=256)
def _site(address: str) -> _Site:
    """The site at an address without a path."""
    return _Site()


def _ask_robots(address: str, deadline: _Deadline) -> None:
    """Return when the site's robots.txt lets the page be fetched.

    Raises:
        UnreadableInputError: it does not, or only after more than `MAX_DELAY_SECONDS`.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return  # refused later, whatever it is
    site = _site(f"{parts.scheme}://{parts.netloc}")
    if site.rules is None:
        site.rules = _rules(f"{parts.scheme}://{parts.netloc}", deadline)
    if not site.rules.allow((parts.path or "/") + (f"?{parts.query}" if parts.query else "")):
        raise UnreadableInputError(f"{address}: the site's robots.txt asks programs not to fetch it; save the page.")
    wait = site.next_at - time.monotonic()
    if wait > MAX_DELAY_SECONDS:
        raise UnreadableInputError(
            f"{address}: the site's robots.txt asks for {site.rules.delay_seconds:g} seconds between two pages, more "
            f"than the limit of {MAX_DELAY_SECONDS:g}; save the page, or fetch it later."
        )
    if wait > 0:
        deadline.wait(wait)
    site.next_at = time.monotonic() + site.rules.delay_seconds


def _rules(site: str, deadline: _Deadline) -> Rules:
    """The rules of a site's robots.txt (RFC 9309: none where there is no such file, all refused where it fails)."""
    here = f"{site}/robots.txt"
    for _ in range(MAX_REDIRECTS):
        answer = _get(here, _ROBOTS_BYTES, deadline)
        if answer.status not in _REDIRECTS:
            break
        here = urljoin(here, answer.location)
    if answer.status == 200:
        return rules_for(_NAME, answer.data.decode("utf-8", "replace"))
    return Rules() if 400 <= answer.status < 500 else NOTHING_ALLOWED


def _as_utf8(data: bytes, encoding: str | None) -> bytes:
    """Bytes in another encoding than UTF-8, that the server named, as UTF-8."""
    if not encoding or encoding.replace("-", "") == "utf8":
        return data
    try:
        return data.decode(encoding, "replace").encode("utf-8")
    except LookupError:
        return data


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": .")
