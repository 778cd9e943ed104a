"""A server of the OpenAI kind on loopback, in a thread: it behaves as it is told.

`reply` makes the text of an answer from the request's body. `script` holds what happens to the next requests, one entry
a request: "ok", "500", "429", "429:SECONDS", "loading", "garbage", "half", "empty", "slow:SECONDS", "drop", "not an
answer".
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
MODELS = ("small", "large")


def article_in(body: Body) -> str:
    """The text between the marks of the prompt."""
    said = body["messages"][-1]["content"] if "messages" in body else body["prompt"]
    found = re.search(r"<(article|phrase|sentence|satz|frase)>\n(.*)\n</\1>", said, re.DOTALL)
    assert found, said
    return found[2]


def first_sentence(body: Body) -> str:
    """What a model says that knows how to copy: the first two sentences of the article."""
    sentences = re.findall(r".+?[.!?](?=\s|$)", article_in(body))
    return " ".join(" ".join(sentences[:2]).split())


class FakeServer:
    """The server; a context manager. `bodies` holds what it was asked, `most_at_once` how many requests it had open."""

    def __init__(self, reply: Callable[[Body], str] = first_sentence, *, key: str | None = None, gives_n: bool = False):
        self.reply, self.key, self.gives_n = reply, key, gives_n
        self.script: deque[str] = deque()
        self.always: str | None = None
        self.bodies: list[Body] = []
        self.times: list[float] = []
        self.open = self.most_at_once = 0
        self.dies_after: int | None = None  #: requests
        self.delay_seconds = 0.0
        self.counts = True
        self.models: tuple[str, ...] = MODELS
        self.checks_names = True  #: an unknown model is refused; else the first answers
        self.most_n: int | None = None  #: more candidates asked for at once are refused
        self.gone = threading.Event()  #: the other side closed while an answer was being made
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> FakeServer:
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        server.daemon_threads = True
        self.port = server.server_address[1]
        self._server = server
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def stop(self) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            server.shutdown()
            server.server_close()

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_dead(self) -> bool:
        return self._server is None

    def begins(self, body: Body) -> str:
        """Note a request; say how it is answered."""
        with self._lock:
            self.bodies.append(body)
            self.times.append(time.monotonic())
            self.open += 1
            self.most_at_once = max(self.most_at_once, self.open)
            if self.dies_after is not None and len(self.bodies) > self.dies_after:
                threading.Thread(target=self.stop, daemon=True).start()
                return "drop"
            return self.script.popleft() if self.script else self.always or "ok"

    def ends(self) -> None:
        with self._lock:
            self.open -= 1

    def answer(self, body: Body) -> Body:
        count = body.get("n", 1) if self.gives_n else 1
        texts = [self.reply(body) for _ in range(count)]
        if "messages" in body:
            choices = [
                {"index": i, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
                for i, text in enumerate(texts)
            ]
        else:
            choices = [{"index": i, "text": text, "finish_reason": "stop"} for i, text in enumerate(texts)]
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        model = body["model"] if body["model"] in self.models else self.models[0]
        return {"object": "chat.completion", "model": model, "choices": choices} | (
            {"usage": usage} if self.counts else {}
        )

    def response(self, body: Body) -> tuple[int, str]:
        """Status and body of an undisturbed answer."""
        return 200, json.dumps(self.answer(body))


def _handler(fake: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def send(self, status: int, text: str, *, length: int | None = None, **headers: str) -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(length or len(data)))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(data)

        def refused(self) -> bool:
            given = self.headers.get("Authorization", "")
            if fake.key is None or given == f"Bearer {fake.key}":
                return False
            self.send(401, json.dumps({"error": {"message": f"Incorrect API key provided: {given}"}}))
            return True

        def do_GET(self) -> None:
            if not self.refused():
                self.send(200, json.dumps({"object": "list", "data": [{"id": name} for name in fake.models]}))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.refused():
                return
            if fake.checks_names and body["model"] not in fake.models:
                self.send(404, json.dumps({"error": {"message": f"model '{body['model']}' not found"}}))
                return
            how = fake.begins(body)
            try:
                self.behave(how, body)
            except (BrokenPipeError, ConnectionResetError):
                fake.gone.set()
                self.close_connection = True
            finally:
                fake.ends()

        def behave(self, how: str, body: Body) -> None:
            name, _, value = how.partition(":")
            if name in ("slow", "ok"):
                end = time.monotonic() + float(value or fake.delay_seconds)
                while (left := end - time.monotonic()) > 0:
                    self.connection.settimeout(min(left, 0.05))
                    try:
                        if self.connection.recv(1) == b"":
                            fake.gone.set()
                            return
                    except TimeoutError:
                        continue
                self.connection.settimeout(None)
                if fake.most_n is not None and body.get("n", 1) > fake.most_n:
                    self.send(400, json.dumps({"error": {"message": f"Field 'n': at most {fake.most_n}"}}))
                else:
                    self.send(*fake.response(body))
            elif name == "500":
                self.send(500, json.dumps({"error": {"message": "out of memory"}}))
            elif name == "400":
                self.send(400, json.dumps({"error": {"message": "maximum context length exceeded"}}))
            elif name == "429":
                self.send(429, '{"error": "slow down"}', **({"Retry_After": value} if value else {}))
            elif name == "loading":
                self.send(503, json.dumps({"error": {"message": "Loading model", "code": 503}}))
            elif name == "garbage":
                self.send(200, "<html>Bad gateway</html>")
            elif name == "not an answer":
                self.send(200, '{"choices": "none"}')
            elif name == "empty":
                self.send(200, json.dumps(fake.answer(body) | {"choices": [{"message": {"content": " "}, "text": ""}]}))
            elif name == "half":
                _, whole = fake.response(body)
                self.send(200, whole[: len(whole) // 2], length=len(whole))
                self.close_connection = True
            else:
                self.close_connection = True

    return Handler
