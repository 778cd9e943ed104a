"""A model behind a server, as a Backend: texts to candidates.

Input: texts and a prompt. Output: candidates in the server's order. Raises for: see `Client.ask`. What a server answers
may differ from one time to the next, whatever it is asked: nothing here makes it repeatable. The article goes into the
prompt as data: its markup is broken, so that it can neither end its own frame nor speak as the system.
"""

from __future__ import annotations

import math
import re
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn

from ...errors import AnswerError, EngineError, ServerError
from ...forks import ForkLock
from ..backend import Candidate, Decoding
from ..usage import current_usage
from .client import Call, Client, Refused
from .prompts import Prompt

#: UTF-8 bytes that are counted as a token: more than the servers' tokenizers take for European languages, as much as
#: they take for Chinese or Japanese.
_BYTES_A_TOKEN = 3
#: Of the first candidate, and of each where several are asked.
_TEMPERATURE, _TEMPERATURE_OF_MANY = 0.0, 0.5
#: Answers kept, so that an article beside which another one failed is not paid for twice.
_MOST_KEPT = 2_000
#: A text that got no usable answer is not asked again for so long: it is looked for among others by halves.
_REFUSED_SECONDS = 60.0
_THOUGHTS = re.compile(r"^\s*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_FENCE = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL)
#: "Voici le résumé :" alone on the first line.
_LEAD_IN = re.compile(r"^[^\n.!?]{0,80}:[ \t]*\n+(?=\S)")
_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_QUOTED = re.compile(r'^"([^"]*)"$|^«\s*([^«»]*?)\s*»$|^“([^“”]*)”$')


class ServerBackend:
    """A server's model behind the Backend protocol; `Decoding.control` is the text of the prompt.

    Args:
        model: name, as the server knows it.
        client: sends the requests.
        prompt: the text of the prompt where a decoding names none.
    """

    name = "server"
    arithmetic = None

    def __init__(self, model: str, client: Client, *, prompt: str):
        self._model, self._client, self._prompt = model, client, prompt
        self._kept: OrderedDict[tuple[str, Decoding], list[Candidate]] = OrderedDict()
        self._refused: dict[tuple[str, Decoding], tuple[AnswerError, float]] = {}
        self._gives_one = False
        self._lock = ForkLock()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """About how many tokens each text has: a third of its bytes. The server's own tokenizer is not known here."""
        return [math.ceil(len(text.encode("utf-8", "replace")) / _BYTES_A_TOKEN) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Candidate]]:
        """Candidates of each text, in the server's order, scores unknown; requests go out side by side.

        Raises:
            ServerError: no text will do better: the server is away, refuses, lacks the model; the budget is spent.
            AnswerError: that of the first text that got no usable answer; those of the others are kept.
        """
        call = Call(current_usage())
        pool = ThreadPoolExecutor(max(1, min(self._client.limits.requests_at_once, len(texts))))
        try:
            asked = [pool.submit(self._candidates, text, decoding, call) for text in texts]
            return [one.result() for one in asked]
        except EngineError:
            for one in asked:  # the others' answers are paid for: they are waited for, and kept
                one.exception()
            raise
        except ServerError:
            call.ended.set()  # what is under way is read to its end
            raise
        except BaseException:
            call.ended.set()
            self._client.drop_connections()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def score(self, texts: Sequence[str], outputs: Sequence[str], control: str | None = None) -> NoReturn:
        """No server of this kind scores a given output."""
        raise EngineError("a model by server scores no given text.")

    def close(self) -> None:
        """End what is under way and free the connections."""
        self._client.close()

    def _candidates(self, text: str, decoding: Decoding, call: Call) -> list[Candidate]:
        with self._lock:
            if (kept := self._kept.get((text, decoding))) is not None:
                return kept
            refused, until = self._refused.get((text, decoding), (None, 0.0))
        if refused and time.monotonic() < until:
            raise AnswerError(str(refused))
        try:
            found = self._wanted(text, decoding, call)
        except AnswerError as error:
            if len(self._refused) > _MOST_KEPT:
                self._refused.clear()
            self._refused[text, decoding] = error, time.monotonic() + _REFUSED_SECONDS
            raise
        with self._lock:
            self._kept[text, decoding] = found
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def _wanted(self, text: str, decoding: Decoding, call: Call) -> list[Candidate]:
        """As many candidates as are asked for, equal ones once, by as many requests as that takes."""
        wanted = max(1, decoding.num_candidates)
        try:
            found = self._asked(text, decoding, 1 if self._gives_one else wanted, call, first=0)
        except Refused:
            if wanted == 1 or self._gives_one:
                raise
            found = self._asked(text, decoding, 1, call, first=0)
            self._gives_one = True  # the server refuses n above one, or above its number of slots (llama.cpp)
        while len(found) < wanted:  # many servers give one, whatever n says
            found += self._asked(text, decoding, 1, call, first=len(found))[:1]
        return list({one.text: one for one in found[:wanted]}.values())

    def _asked(self, text: str, decoding: Decoding, count: int, call: Call, *, first: int) -> list[Candidate]:
        prompt = Prompt.of(decoding.control or self._prompt)
        kind = self._client.endpoint.kind
        given = {"messages": prompt.messages(text)} if kind == "chat" else {"prompt": prompt.joined(text)}
        body: dict[str, Any] = {
            "model": self._model,
            **given,
            "max_tokens": decoding.max_output_tokens,
            "temperature": _TEMPERATURE if decoding.num_candidates == 1 else _TEMPERATURE_OF_MANY,
            "seed": first,
            "stream": False,
        }
        if kind == "completions":
            body["stop"] = ["\n\n"]  # a model that only goes on would write the next article
        if count > 1:
            body["n"] = count
        return self._client.ask(body, lambda answer: _read(answer, kind), call)


def _read(answer: Any, kind: str) -> list[Candidate]:
    """The candidates of an answer's JSON.

    Raises:
        ValueError: it holds an error, or no text.
        KeyError, TypeError: it is no answer of this kind.
    """
    choices = answer["choices"]
    found = []
    for choice in choices:
        said = choice["message"]["content"] if kind == "chat" else choice["text"]
        text = plain(said) if isinstance(said, str) else ""
        if text:
            found.append(Candidate(text, None, choice.get("finish_reason") != "length"))
    if not found:
        reasons = {str(choice.get("finish_reason")) for choice in choices}
        why = "; it ran out of tokens, as models do that think first" if "length" in reasons else ""
        why = why or ("; a text completion ends at its first blank line" if kind == "completions" else "")
        raise ValueError(f"the text is empty{why}")
    return found


def plain(text: str) -> str:
    """What a model wrote without what is no part of it: thoughts, a line that announces it, a frame, emphasis."""
    text = _THOUGHTS.sub("", text).strip()
    if found := _FENCE.match(text):
        text = found[1].strip()
    text = _LEAD_IN.sub("", text)
    text = _EMPHASIS.sub(r"\1", text).strip()
    if found := _QUOTED.match(text):
        text = next(group for group in found.groups() if group is not None).strip()
    return text
