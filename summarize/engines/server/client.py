"""One request to a server: sent when there is room, tried again where that helps, counted.

Input: a request's body. Output: what the server said, as JSON, and the tokens it counted. Raises for: a server that
cannot be reached or refuses, a model it lacks, a budget that is spent (ServerError: nothing else will work either); an
answer that cannot be used (AnswerError: another text may do).
"""

from __future__ import annotations

import json
import os
import random
import re
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from ...errors import AnswerError, MissingExtraError, OptionError, ServerError
from ...forks import ForkLock, tell_of_forks
from ..usage import Usage
from .address import Endpoint

_Read = TypeVar("_Read")

KEY_VARIABLE = "SUMMARIZE_SERVER_KEY"
#: Statuses after which the same request may succeed; those of a server that is busy or starting.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: Of a request that is answered well but with nothing.
_TRIES_FOR_AN_ANSWER = 3
_MOST_BYTES = 16_000_000
_MOST_LISTED = 20
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may use."""

    timeout_seconds: float = 300.0  #: for one answer, from the first byte sent to the last one read
    requests_at_once: int = 4
    max_requests: int | None = None  #: requests sent in all, those tried again included; None sets no limit
    max_tokens: int | None = None  #: read and written in all, as the server counts them; None sets no limit
    tries: int = 6  #: of one request, before the server is given up
    first_wait_seconds: float = 0.5  #: before the second try, doubled before each later one; half to all of it
    most_wait_seconds: float = 30.0
    #: Waited in all, for one request, where the server says that it is busy (429) or loads its model.
    most_patience_seconds: float = 600.0


class Call:
    """What one call of a backend shares among its requests: whether its caller has gone, and what they used."""

    def __init__(self, usage: Usage | None = None):
        self.ended = threading.Event()
        self.usage = usage

    def wait(self, seconds: float) -> None:
        """Wait so long; raises Cancelled where the caller goes meanwhile, or has gone."""
        if self.ended.wait(seconds):
            raise Cancelled


class Cancelled(ServerError):
    """The call that a request belongs to was ended."""

    def __init__(self) -> None:
        super().__init__("the model was closed while the server was asked.")


class Refused(AnswerError):
    """The server refuses a request as it is: its text, or something that is asked with it."""


class _Passing(Exception):
    """A request that failed and may be tried again: why, and how long the server asks to wait."""

    def __init__(
        self,
        why: str,
        *,
        wait_seconds: float | None = None,
        is_busy: bool = False,
        is_answer: bool = False,
        is_away: bool = False,
    ):
        super().__init__(why)
        self.wait_seconds, self.is_busy, self.is_answer, self.is_away = wait_seconds, is_busy, is_answer, is_away


class Client:
    """Sends requests to one server; safe to share between threads.

    Args:
        endpoint: of the server.
        limits: on time, on requests at once, on what may be spent.

    Raises:
        OptionError: SUMMARIZE_SERVER_KEY holds what no key can.
        MissingExtraError: httpx is not installed.
    """

    def __init__(self, endpoint: Endpoint, limits: Limits = Limits()):
        try:
            import httpx
        except ImportError as error:
            raise MissingExtraError("server", "a model by server") from error
        self.endpoint, self.limits, self.usage = endpoint, limits, Usage()
        self._httpx, self._key = httpx, _key()
        self._lock = ForkLock()
        self._http: Any = None
        self._not_before = 0.0  #: on the monotonic clock: when the server takes requests again
        self._known: set[str] = set()  #: models that answer under another name
        self._new_state()
        tell_of_forks(self)

    def __repr__(self) -> str:
        return f"Client({self.endpoint.base!r})"

    def ask(self, body: dict[str, Any], read: Callable[[Any], _Read], call: Call) -> _Read:
        """Send one request until its answer can be used.

        Args:
            body: of the request, as JSON.
            read: makes the result of the answer's JSON; raises ValueError where it is not as it should be.
            call: that the request belongs to; once it is ended, no further try is made.

        Raises:
            ServerError: the server cannot be reached or used, or the budget is spent.
            AnswerError: the server refuses this text, or gives no usable answer to it.
            Cancelled: the call was ended.
        """
        self._calls.add(call)
        tries, busy, empty, patience = 0, 0, 0, self.limits.most_patience_seconds
        while True:
            self._wait_for_leave(call)
            try:
                with self._room(call):
                    return self._once(body, read, call)
            except _Passing as failure:
                call.wait(0)
                busy += failure.is_busy
                tries += not failure.is_busy
                empty += failure.is_answer
                wait = self._wait_after(failure, busy if failure.is_busy else tries)
                patience -= wait if failure.is_busy else 0.0
                if tries >= self.limits.tries or empty >= _TRIES_FOR_AN_ANSWER or patience < 0:
                    raise self._given_up(failure, tries + busy) from None
                if failure.is_busy:
                    self._not_before = max(self._not_before, time.monotonic() + wait)
                else:
                    call.wait(wait)

    def model_names(self) -> list[str]:
        """The models that the server lists; none where it lists none."""
        try:
            status, _, text = self._send("GET", self.endpoint.models, None)
            listed = json.loads(text)["data"] if status == 200 else []
            return [str(model["id"]) for model in listed]
        except (self._httpx.HTTPError, _Passing, ValueError, KeyError, TypeError):
            return []

    def drop_connections(self) -> None:
        """End every request that is under way; the next one connects anew."""
        for one in list(self._sockets):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._sockets.clear()

    def close(self) -> None:
        """End what is under way and free the connections; a later request opens new ones."""
        for call in list(self._calls):
            call.ended.set()
        self.drop_connections()
        with self._lock:
            if self._http is not None:
                self._http.close()
            self._http = None

    def after_fork(self) -> None:
        """Connections are the parent's."""
        self._new_state()

    def _new_state(self) -> None:
        self._http, self._not_before = None, 0.0
        self._calls: weakref.WeakSet[Call] = weakref.WeakSet()
        self._sockets: set[socket.socket] = set()
        self._free = threading.BoundedSemaphore(self.limits.requests_at_once)

    # One try.

    def _once(self, body: dict[str, Any], read: Callable[[Any], _Read], call: Call) -> _Read:
        self._spend_request(call)
        httpx = self._httpx
        try:
            status, headers, text = self._send("POST", self.endpoint.answers, body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            self._take_back_request(call)
            raise _Passing(f"cannot connect to {self.endpoint.base} ({_reason(error)})", is_away=True) from None
        except httpx.TimeoutException:
            raise _Passing(f"{self.endpoint.base} gave no answer in {self.limits.timeout_seconds:g} seconds") from None
        except httpx.InvalidURL:
            raise ServerError(f"{self.endpoint.base} is no address of a server.") from None
        except RuntimeError:  # closed by another thread
            call.wait(0)
            raise _Passing("the connections were closed") from None
        except httpx.HTTPError as error:
            raise _Passing(f"{self.endpoint.base} broke off its answer ({_reason(error)})") from None
        if status != 200:
            raise self._refusal(status, headers, text, str(body.get("model")))
        try:
            answer = json.loads(text)
        except (ValueError, RecursionError):
            raise _Passing(f"{self.endpoint.base} answered with what is no JSON: {self._quoted(text)}") from None
        self._count(answer, call)
        self._require_model(answer, str(body.get("model")))
        try:
            return read(answer)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            why = str(error) if isinstance(error, ValueError) else f"it lacks what an answer has: {self._quoted(text)}"
            is_answer = isinstance(error, ValueError)
            raise _Passing(f"{self.endpoint.base} gave no usable answer: {why}", is_answer=is_answer) from None

    def _send(self, method: str, address: str, body: dict[str, Any] | None) -> tuple[int, Any, str]:
        """Status, headers and text of an answer, read to its end within the time there is."""
        end = time.monotonic() + self.limits.timeout_seconds
        traced = {"trace": self._note_socket}
        with self._connected().stream(method, address, json=body, extensions=traced) as response:
            parts, size = [], 0
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > _MOST_BYTES:
                    raise _Passing(f"{self.endpoint.base} answered with over {_MOST_BYTES} bytes")
                if time.monotonic() > end:
                    raise self._httpx.ReadTimeout("the answer trickles")
        return response.status_code, response.headers, b"".join(parts).decode("utf-8", "replace")

    def _connected(self) -> Any:
        with self._lock:
            if self._http is None:
                headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
                self._http = self._httpx.Client(
                    headers=headers | {"User-Agent": "summarize"},
                    timeout=self._httpx.Timeout(self.limits.timeout_seconds, connect=10.0),
                    limits=self._httpx.Limits(max_connections=None),
                    # A proxy of the environment leads nowhere for a server of this machine.
                    trust_env=not self.endpoint.is_here,
                )
                weakref.finalize(self, self._http.close)
            return self._http

    def _note_socket(self, event: str, info: dict[str, Any]) -> None:
        """Remember a new connection's socket: to shut it is the only way to end a read in another thread."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            found = info["return_value"].get_extra_info("socket")
            if found is not None:
                self._sockets = {one for one in self._sockets if one.fileno() >= 0} | {found}

    def _require_model(self, answer: Any, asked: str) -> None:
        """Refuse the answer of another model: llama.cpp's server answers by the one that it has, whatever is asked for.

        A server that lists several models chooses by name, and may call the one that answers by another name.
        """
        given = answer.get("model") if isinstance(answer, dict) else None
        if given == asked or not isinstance(given, str) or asked in self._known:
            return
        names = self.model_names()
        if names == [given]:
            raise _no_model(self.endpoint.base, asked, names)
        self._known.add(asked)

    # What a refusal means.

    def _refusal(self, status: int, headers: Any, text: str, model: str) -> Exception:
        said = self._quoted(_message(text))
        if status in _PASSING:
            is_loading = status == 503 and "loading" in said.lower()  # llama.cpp, until its model is in memory
            is_busy = status == 429 or is_loading or (status in (503, 529) and "retry-after" in headers)
            waits = retry_after(headers.get("retry-after"))
            return _Passing(f"{self.endpoint.base} answered {status}: {said}", wait_seconds=waits, is_busy=is_busy)
        if status in (401, 403):
            had = f"the key of {KEY_VARIABLE} was refused" if self._key else f"it wants a key: set {KEY_VARIABLE}"
            return ServerError(f"{self.endpoint.base} answered {status}: {had}.")
        if status == 402:
            return ServerError(f"{self.endpoint.base} answered 402: {said}")
        is_of_model = status == 404 or (status == 400 and model in text)
        if is_of_model and (names := self.model_names()) and model not in names:
            return _no_model(self.endpoint.base, model, names)
        if status in (404, 405) or 300 <= status < 400:
            return ServerError(
                f"{self.endpoint.answers} answered {status}: {said}; check the address (server=) and the model's name."
            )
        return Refused(f"{self.endpoint.base} refused the text ({status}): {said}")

    def _given_up(self, failure: _Passing, tries: int) -> Exception:
        times = f" ({tries} tries)" if tries > 1 else ""
        if failure.is_answer:
            return AnswerError(f"{failure}{times}")
        fix = "start it, or give its address by server= (--server)" if failure.is_away else "see the server's own log"
        if failure.wait_seconds:
            fix = f"it asks to wait {failure.wait_seconds:g} seconds"
        return ServerError(f"{failure}{times}; {fix}.")

    def _quoted(self, text: str) -> str:
        """The start of what a server said, in one line, without the key."""
        if self._key:
            text = text.replace(self._key, "***")
        text = " ".join(text.split())
        return repr(text[:_SHOWN]) if text else "nothing"

    # When, and how much.

    def _wait_after(self, failure: _Passing, tries: int) -> float:
        """Seconds before a request is sent again for the time of that number; not less than the server asks for."""
        most = min(self.limits.most_wait_seconds, self.limits.first_wait_seconds * 2.0 ** (min(tries, 40) - 1))
        return max(failure.wait_seconds or 0.0, most * random.uniform(0.5, 1.0))

    def _wait_for_leave(self, call: Call) -> None:
        """Wait until the server takes requests again: one that was told to wait holds back all others."""
        while (left := self._not_before - time.monotonic()) > 0:
            call.wait(left * random.uniform(1.0, 1.1))
        call.wait(0)

    @contextmanager
    def _room(self, call: Call) -> Iterator[None]:
        free = self._free
        while not free.acquire(timeout=0.2):
            call.wait(0)
        try:
            call.wait(0)
            yield
        finally:
            free.release()

    def _spend_request(self, call: Call) -> None:
        with self._lock:
            for name, used, most in (
                ("requests", self.usage.requests, self.limits.max_requests),
                ("tokens", self.usage.tokens, self.limits.max_tokens),
            ):
                if most is not None and used >= most:
                    raise ServerError(
                        f"the budget is spent: {used} {name} of max_{name}={most}; the next run has as much again."
                    )
            self._add(call, requests=1)

    def _take_back_request(self, call: Call) -> None:
        """A request that reached nobody costs nothing."""
        with self._lock:
            self._add(call, requests=-1)

    def _count(self, answer: Any, call: Call) -> None:
        prompt, output = tokens_of(answer)
        if self.limits.max_tokens is not None and not prompt + output:
            raise ServerError(f"{self.endpoint.base} counts no tokens; limit the run by max_requests (--max-requests).")
        with self._lock:
            self._add(call, prompt_tokens=prompt, output_tokens=output)

    def _add(self, call: Call, **counts: int) -> None:
        for usage in (self.usage, call.usage):
            if usage is not None:
                usage.add(**counts)


def _no_model(base: str, asked: str, names: Sequence[str]) -> ServerError:
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    listed = ", ".join(name[:80] for name in names[:_MOST_LISTED])
    return ServerError(f"{base} has no model {asked!r}; it has: {listed}{more}.")


def tokens_of(answer: Any) -> tuple[int, int]:
    """Tokens read and written, as a server's answer counts them; 0 where it does not."""
    usage = answer.get("usage") if isinstance(answer, dict) else None
    counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")] if isinstance(usage, dict) else []
    first, second = (n if isinstance(n, int) and not isinstance(n, bool) and n > 0 else 0 for n in (*counts, 0, 0)[:2])
    return first, second


def retry_after(value: str | None) -> float | None:
    """Seconds that a Retry-After header asks for, in seconds or as a date (RFC 9110, 10.2.3); None for neither."""
    if value is None:
        return None
    if re.fullmatch(r"\s*\d{1,9}(?:\.\d+)?\s*", value):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())


def _key() -> str | None:
    """The key of the environment; None without one. A key is sent as a header, so that it can hold no blank."""
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if key and not re.fullmatch(r"[\x21-\x7e]+", key):
        raise OptionError(f"{KEY_VARIABLE} holds a blank or a character that is not ASCII, which no key has.")
    return key or None


def _message(text: str) -> str:
    """The message of an error's JSON, in the forms that servers give it; else the text."""
    try:
        said = json.loads(text)
        said = said.get("error", said.get("detail", said)) if isinstance(said, dict) else said
        said = said.get("message", said) if isinstance(said, dict) else said
    except (ValueError, RecursionError):
        return text
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
