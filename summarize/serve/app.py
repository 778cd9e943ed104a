"""The HTTP application.

Input: requests. Output: JSON, a page at /, Prometheus text at /metrics. Errors of the library are answered with their
one line: 413 too long, 422 what was given, 500 a model or engine that fails; 503 with Retry-After where the queue is
full, 504 where a result takes too long.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from .. import __version__
from ..api import AvailableModel, available_models
from ..documents import HTML, decode_document
from ..errors import EngineError, InputError, InputTooLargeError, ModelCorruptError, OptionError, SummarizeError
from ..given import detect_language
from ..options import Doubtful, OptionValues, make_options, unknown_option
from ..pages import asset, page
from ..summarizer import Summarizer
from ..translating.chain import translate_many
from ..work import QueueFullError, Worker
from .limits import BodyLimits
from .metrics import Metrics

_log = logging.getLogger("summarize.serve")
#: Summarizers kept, one a set of options.
_MOST_KEPT = 32
_Language = Annotated[str, Field(max_length=40)]
_Name = Annotated[str, Field(max_length=200)]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes."""

    queue: int = 64  #: requests that may wait
    seconds: float = 30.0  #: for a request to arrive, and for its result
    max_bytes: int = 5_000_000  #: of a request
    max_characters: int = 1_000_000  #: of a text


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str


class SummarizeBody(_Body):
    """What /summarize takes."""

    language: _Language | None = None
    to: _Language | None = None
    length: str | int = "medium"
    model: _Name | None = None
    translator: _Name | None = None
    doubtful: Doubtful = "withhold"


class TranslateBody(_Body):
    """What /translate takes."""

    source: _Language
    target: _Language
    model: _Name | None = None


class DetectBody(_Body):
    """What /detect takes."""


_BODIES: dict[str, type[_Body]] = {"/summarize": SummarizeBody, "/translate": TranslateBody, "/detect": DetectBody}


class _Service:
    """What is done with the texts of a batch, in the worker's thread."""

    def __init__(self, limits: Limits):
        self._limits = limits
        self._kept: OrderedDict[str, Summarizer] = OrderedDict()

    def process(self, kind: str, options: dict[str, Any], texts: list[str]) -> list[Any]:
        """Summaries or translations, an error in the place of a text that fails."""
        if kind == "summarize":
            return list(self._summarizer(options).summarize_many(texts, keep_going=True))
        own: OptionValues = {"offline": True, "max_characters": self._limits.max_characters}
        return [_or_error(text, options, own) for text in texts]

    def _summarizer(self, options: dict[str, Any]) -> Summarizer:
        """That of these options, made where it is not kept; the one not used for longest is closed for it."""
        key = repr(sorted(options.items()))
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.popitem(last=False)[1].close()
            self._kept[key] = Summarizer(**options, offline=True, max_characters=self._limits.max_characters)
        self._kept.move_to_end(key)
        return self._kept[key]


def _or_error(text: str, options: dict[str, Any], own: OptionValues) -> Any:
    try:
        return translate_many([text], **options, **own)[0]
    except SummarizeError as error:
        return error


def create_app(limits: Limits | None = None) -> FastAPI:
    """The application, with its own queue and worker; they end with its lifespan.

    Args:
        limits: of the queue and of requests; the defaults of `Limits` otherwise.
    """
    limits = limits or Limits()
    service, metrics = _Service(limits), Metrics()
    worker = Worker(service.process, limit=limits.queue)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(worker.close)

    app = FastAPI(title="summarize", version=__version__, lifespan=lifespan)
    app.add_middleware(BodyLimits, max_bytes=limits.max_bytes, seconds=limits.seconds)
    _count_requests(app, metrics)
    _answer_errors(app, limits)
    _serve_texts(app, worker, limits)
    _serve_state(app, worker, limits, metrics)
    return app


def _count_requests(app: FastAPI, metrics: Metrics) -> None:
    """Count each request by its route and status, with its seconds."""

    @app.middleware("http")
    async def counted(request: Request, call_next: Any) -> Any:
        started = time.perf_counter()
        response = await call_next(request)
        route = request.scope.get("route")
        metrics.count(route.path if route else "other", response.status_code, time.perf_counter() - started)
        return response


def _answer_errors(app: FastAPI, limits: Limits) -> None:
    """Answer errors with their status and one line."""

    @app.exception_handler(SummarizeError)
    async def failed(_: Request, error: SummarizeError) -> JSONResponse:
        return JSONResponse({"detail": str(error), "error": type(error).__name__}, _status_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return await failed(request, _said_of(error, _BODIES.get(request.url.path)))

    @app.exception_handler(QueueFullError)
    async def full(_: Request, error: QueueFullError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 503, {"Retry-After": str(error.retry_seconds)})

    @app.exception_handler(TimeoutError)
    async def late(_: Request, error: TimeoutError) -> JSONResponse:
        return JSONResponse({"detail": f"no result within {limits.seconds:g} s."}, 504)


def _serve_texts(app: FastAPI, worker: Worker, limits: Limits) -> None:
    """What is done with texts and files."""

    async def result(kind: str, options: dict[str, Any], text: str) -> Any:
        future = asyncio.wrap_future(worker.submit(kind, options, text))
        return await asyncio.wait_for(future, limits.seconds)

    @app.post("/summarize")
    async def summarize(body: SummarizeBody) -> dict[str, Any]:
        """The summary of an article, as Summary.to_dict gives it."""
        options = body.model_dump(exclude={"text"})
        make_options(**options)
        _check_length(body.text, limits)
        summary = await result("summarize", options, body.text)
        if summary.status == "error":
            raise InputError(summary.error or "no message")
        values: dict[str, Any] = summary.to_dict()
        return values

    @app.post("/translate")
    async def translate(body: TranslateBody) -> dict[str, Any]:
        """A translation, its status and its warnings."""
        options = body.model_dump(exclude={"text"})
        make_options(language=body.source, to=body.target)
        _check_length(body.text, limits)
        text = await result("translate", options, body.text)
        return {"text": str(text), "status": text.status, "warnings": [asdict(notice) for notice in text.warnings]}

    @app.post("/detect")
    async def detect(body: DetectBody) -> dict[str, Any]:
        """The language of a text."""
        _check_length(body.text, limits)
        return asdict(await asyncio.to_thread(detect_language, body.text))

    @app.post("/read", openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}})
    async def read(request: Request, name: Annotated[str, Field(max_length=500)] = "file") -> dict[str, Any]:
        """The text of a file, given as the request's body."""
        is_html = name.lower().endswith(tuple(HTML))
        data = await request.body()
        document = await asyncio.to_thread(decode_document, data, name=name, is_html=is_html)
        return {"text": document.text, "encoding": document.encoding}


def _serve_state(app: FastAPI, worker: Worker, limits: Limits, metrics: Metrics) -> None:
    """What the server says of itself, and its page."""

    @app.get("/models")
    async def models() -> list[AvailableModel]:
        """The models by name, and which are on the server."""
        return available_models()

    @app.get("/health")
    async def health(response: Response) -> dict[str, Any]:
        """200 where requests are worked off, 503 where the worker has ended."""
        response.status_code = 200 if worker.is_alive else 503
        return {"status": "ok" if worker.is_alive else "failed", "version": __version__, "waiting": worker.waiting}

    @app.get("/metrics", response_class=PlainTextResponse)
    async def measured() -> str:
        """Counts in Prometheus' text format."""
        return metrics.text(
            {
                "queue_waiting": worker.waiting, "queue_limit": limits.queue, "results_total": worker.done,
                "batches_total": worker.batches,
            }
        )  # fmt: skip

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    async def root() -> str:
        return page("summarize", asset("serve.html"), styles=("serve.css",), scripts=("serve.js",), connect="'self'")


def _said_of(error: RequestValidationError, body: type[_Body] | None) -> OptionError:
    """The first fault of a request's values, as the library says it."""
    fault = error.errors()[0]
    name = ".".join(map(str, fault["loc"][1:])) or "the request"
    if fault["type"] == "extra_forbidden" and body:
        return unknown_option(name, list(body.model_fields))
    return OptionError(f"{name}: {fault['msg']}.")


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.max_characters:
        raise InputTooLargeError(
            f"the text has {len(text):,} characters, more than the {limits.max_characters:,} allowed."
        )


def _status_of(error: SummarizeError) -> int:
    if isinstance(error, InputTooLargeError):
        return 413
    if isinstance(error, EngineError | ModelCorruptError):
        _log.error(f"{type(error).__name__}: {error}")
        return 500
    return 422
