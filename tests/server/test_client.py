"""A backend against a server on loopback that misbehaves: what comes back, what is sent, what is said."""

from __future__ import annotations

import json
import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from fake_server import FakeServer, article_in

from summarize.engines.backend import Decoding
from summarize.engines.server.address import endpoint_of
from summarize.engines.server.backend import ServerBackend, plain
from summarize.engines.server.client import Call, Client, Limits, retry_after, tokens_of
from summarize.engines.server.prompts import Prompt, as_data, own_prompt, shipped_prompts
from summarize.errors import AnswerError, OptionError, ServerError

PROMPT = shipped_prompts()["abstract:fr"]
ONE = Decoding(beam_size=1, num_candidates=1)
TEXTS = [f"La mairie de Tours a ouvert {i + 2} écoles. Le maire s'en réjouit." for i in range(12)]


def _backend(fake: FakeServer, model: str = "small", **limits: float) -> ServerBackend:
    settled = {"first_wait_seconds": 0.01, "timeout_seconds": 5.0} | limits
    return ServerBackend(model, Client(endpoint_of(fake.address), Limits(**settled)), prompt=PROMPT)  # type: ignore[arg-type]


def _texts(backend: ServerBackend, texts: list[str]) -> list[str]:
    return [row[0].text for row in backend.generate(texts, ONE)]


def test_answers_stand_in_the_order_of_the_texts(fake: FakeServer) -> None:
    assert _texts(_backend(fake), TEXTS) == TEXTS
    assert [body["model"] for body in fake.bodies] == ["small"] * 12
    assert {message["role"] for message in fake.bodies[0]["messages"]} == {"system", "user"}


@pytest.mark.parametrize("how", ["500", "garbage", "half", "drop", "empty", "not an answer", "429:0", "slow:5"])
def test_one_bad_answer_is_asked_again_and_nothing_is_doubled(fake: FakeServer, how: str) -> None:
    fake.script.extend(["ok", how, how, "ok"])
    # A timeout that a busy machine does not reach by itself, or good answers would be asked for again too.
    assert _texts(_backend(fake, timeout_seconds=2.5 if how.startswith("slow") else 30), TEXTS) == TEXTS
    assert len(fake.bodies) == len(TEXTS) + 2
    assert sorted({article_in(body) for body in fake.bodies}) == sorted(TEXTS)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("500", "answered 500: 'out of memory' (3 tries); see the server's own log."),
        ("garbage", "answered with what is no JSON: '<html>Bad gateway</html>' (3 tries)"),
        ("half", "broke off its answer"),
        ("slow:2", "gave no answer in 0.2 seconds (3 tries)"),
    ],
)
def test_a_server_that_stays_broken_is_given_up_in_one_line(fake: FakeServer, how: str, says: str) -> None:
    fake.always = how
    with pytest.raises(ServerError) as raised:
        _texts(_backend(fake, tries=3, timeout_seconds=0.2), TEXTS[:1])
    assert says in str(raised.value) and "\n" not in str(raised.value)
    assert raised.value.__cause__ is None and len(fake.bodies) == 3


@pytest.mark.parametrize(("how", "says"), [("empty", "the text is empty (2 tries)"), ("400", "refused the text (400)")])
def test_what_concerns_one_text_is_an_answer_error_and_the_others_are_kept(
    fake: FakeServer, how: str, says: str
) -> None:
    backend = _backend(fake, tries=2, requests_at_once=1)
    fake.script.extend(["ok", how, *([how] if how == "empty" else [])])
    with pytest.raises(AnswerError, match=says.replace("(", r"\(").replace(")", r"\)")):
        backend.generate(TEXTS[:4], ONE)
    before = len(fake.bodies)
    with pytest.raises(AnswerError):
        backend.generate(TEXTS[1:2], ONE)
    assert len(fake.bodies) == before, "nor is the text that failed, for a minute"
    backend._refused.clear()
    assert _texts(backend, TEXTS[:4]) == TEXTS[:4]
    assert len(fake.bodies) == before + 1, "only the text that had failed is asked again"


def test_no_server_is_said_with_its_address() -> None:
    backend = ServerBackend("small", Client(endpoint_of("127.0.0.1:9"), Limits(first_wait_seconds=0.01)), prompt=PROMPT)
    with pytest.raises(ServerError, match=r"cannot connect to http://127.0.0.1:9/v1 .*--server") as raised:
        backend.generate(TEXTS, ONE)
    assert "\n" not in str(raised.value)
    assert backend._client.usage.requests == 0, "nobody was asked"


def test_an_unknown_model_lists_those_there_are(fake: FakeServer) -> None:
    with pytest.raises(ServerError, match="has no model 'smal'; it has: small, large."):
        _backend(fake, "smal").generate(TEXTS, ONE)


def test_a_wrong_address_is_told_from_an_unknown_model(fake: FakeServer) -> None:
    client = Client(endpoint_of(f"{fake.address}/other/v1/completions"), Limits(tries=1))
    fake.script.append("500")
    with pytest.raises(ServerError, match="answered 500"):
        ServerBackend("small", client, prompt=PROMPT).generate(TEXTS[:1], ONE)
    assert fake.bodies[0]["prompt"].endswith("Résume cet article.")


KEY = "sk-very-secret-93b1"


def test_the_key_goes_to_the_server_and_nowhere_else(
    fake: FakeServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.key = KEY
    with pytest.raises(ServerError, match="401: it wants a key: set SUMMARIZE_SERVER_KEY"):
        _backend(fake).generate(TEXTS[:1], ONE)
    monkeypatch.setenv("SUMMARIZE_SERVER_KEY", KEY + "\n")
    backend = _backend(fake)
    assert _texts(backend, TEXTS[:1]) == TEXTS[:1]
    fake.key = "another"
    with pytest.raises(ServerError, match="the key of SUMMARIZE_SERVER_KEY was refused") as raised:
        backend.generate(TEXTS[1:2], ONE)
    shown = [str(raised.value), repr(backend), repr(backend._client), repr(raised.value), caplog.text]
    assert not any(KEY in text or "secret" in text for text in shown)


def test_what_a_server_echoes_of_the_key_is_blotted_out(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_SERVER_KEY", KEY)
    client = Client(endpoint_of(fake.address))
    assert client._quoted(f"Bearer {KEY} is\nwrong") == "'Bearer *** is wrong'"


@pytest.mark.parametrize("key", ["two words", "clé", "line\nfeed"])
def test_what_is_no_key_is_refused_without_being_said(
    fake: FakeServer, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("SUMMARIZE_SERVER_KEY", key)
    with pytest.raises(OptionError, match="SUMMARIZE_SERVER_KEY") as raised:
        _backend(fake)
    assert key not in str(raised.value)


def test_retry_after_is_waited_for_by_all_requests(fake: FakeServer) -> None:
    fake.script.append("429:1")
    backend = _backend(fake, requests_at_once=2)
    assert _texts(backend, TEXTS[:6]) == TEXTS[:6]
    # Two others may have been sent before the answer was read.
    held = [t - fake.times[0] for t in fake.times[3:]]
    assert len(fake.times) == 7 and min(held) >= 1.0


def test_a_storm_of_429_is_waited_out_but_not_for_ever(fake: FakeServer) -> None:
    fake.script.extend(["429:0"] * 12)
    assert _texts(_backend(fake, tries=3), TEXTS) == TEXTS
    assert len(fake.bodies) == 24
    fake.always = "429:3600"
    start = time.monotonic()
    with pytest.raises(ServerError, match="answered 429: 'slow down'; it asks to wait 3600 seconds."):
        _backend(fake).generate(TEXTS[:1], ONE)
    assert time.monotonic() - start < 5


def test_requests_at_once_hold_for_all_calls_of_a_client(fake: FakeServer) -> None:
    fake.delay_seconds = 0.03
    backend = _backend(fake, requests_at_once=3)
    threads = [threading.Thread(target=backend.generate, args=(TEXTS[i::2], ONE)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fake.bodies) == 12 and fake.most_at_once == 3


def test_an_interrupt_ends_what_is_under_way(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.delay_seconds = 30.0
    backend = _backend(fake, requests_at_once=2, timeout_seconds=60.0)
    failed: list[BaseException] = []

    def interrupted() -> None:
        try:
            backend.generate(TEXTS[:4], ONE)
        except BaseException as error:
            failed.append(error)

    from concurrent.futures import Future

    waits = Future.result

    def result(self: Future[object], timeout: float | None = None) -> object:
        while len(fake.bodies) < 2:
            time.sleep(0.01)
        raise KeyboardInterrupt

    monkeypatch.setattr(Future, "result", result)
    start = time.monotonic()
    interrupted()
    monkeypatch.setattr(Future, "result", waits)
    assert isinstance(failed[0], KeyboardInterrupt) and time.monotonic() - start < 5
    assert fake.gone.wait(2), "the server sees that nobody waits any more"
    fake.delay_seconds = 0.0
    assert _texts(backend, TEXTS[:4]) == TEXTS[:4], "the backend can be used again"


def test_budgets_end_a_run_in_one_line(fake: FakeServer) -> None:
    with pytest.raises(ServerError, match="budget is spent: 5 requests of max_requests=5; the next run"):
        _backend(fake, max_requests=5).generate(TEXTS, ONE)
    assert len(fake.bodies) == 5
    with pytest.raises(ServerError, match="budget is spent: 360 tokens of max_tokens=300"):
        _backend(fake, max_tokens=300, requests_at_once=1).generate(TEXTS, ONE)
    assert len(fake.bodies) == 8
    fake.counts = False
    with pytest.raises(ServerError, match="counts no tokens; limit the run by max_requests"):
        _backend(fake, max_tokens=300).generate(TEXTS, ONE)


@pytest.mark.parametrize("gives_n", [True, False])
def test_candidates_come_of_one_request_or_of_several(fake: FakeServer, gives_n: bool) -> None:
    fake.gives_n = gives_n
    replies = iter(["Un.", "Deux.", "Deux.", "Trois."])
    fake.reply = lambda body: next(replies)
    rows = _backend(fake).generate(TEXTS[:1], Decoding(beam_size=3, num_candidates=3))
    assert [candidate.text for candidate in rows[0]] == ["Un.", "Deux."], "said once, in the server's order"
    assert [body.get("n") for body in fake.bodies] == ([3] if gives_n else [3, None, None])
    assert [body["seed"] for body in fake.bodies] == ([0] if gives_n else [0, 1, 2])
    assert all(candidate.score is None for candidate in rows[0])


def test_a_server_that_refuses_n_is_asked_one_by_one(fake: FakeServer) -> None:
    fake.most_n = 1
    backend = _backend(fake)
    replies = iter(["Un.", "Deux.", "Trois.", "Quatre."])
    fake.reply = lambda body: next(replies)
    two = Decoding(beam_size=2, num_candidates=2)
    found = [[one.text for one in backend.generate([text], two)[0]] for text in TEXTS[:2]]
    assert found == [["Un.", "Deux."], ["Trois.", "Quatre."]]
    assert [body.get("n") for body in fake.bodies] == [2, None, None, None, None], "it is asked for n once"


def test_a_text_that_is_refused_with_n_and_without_is_an_answer_error(fake: FakeServer) -> None:
    fake.always = "400"
    backend = _backend(fake)
    with pytest.raises(AnswerError, match="maximum context length"):
        backend.generate(TEXTS[:1], Decoding(beam_size=2, num_candidates=2))
    assert [body.get("n") for body in fake.bodies] == [2, None]


def test_the_only_model_of_a_server_answers_under_its_own_name_alone(fake: FakeServer) -> None:
    fake.checks_names, fake.models = False, ("small",)
    with pytest.raises(ServerError, match="has no model 'large'; it has: small."):
        _backend(fake, "large").generate(TEXTS[:1], ONE)
    fake.models = ("small-2026-11", "small-mini")  # a name that stands for one of several
    assert _texts(_backend(fake, "small"), TEXTS[:2]) == TEXTS[:2]


def test_a_model_that_is_being_loaded_is_waited_for(fake: FakeServer) -> None:
    fake.script.extend(["loading"] * 9)
    backend = _backend(fake, tries=2)
    assert _texts(backend, TEXTS[:1]) == TEXTS[:1] and len(fake.bodies) == 10


@pytest.mark.parametrize(
    ("given", "base", "kind"),
    [
        ("localhost:11434", "http://localhost:11434/v1", "chat"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1", "chat"),
        ("https://host/openai/v1/", "https://host/openai/v1", "chat"),
        ("https://host/v1beta", "https://host/v1beta", "chat"),
        ("http://host/v1/chat/completions", "http://host/v1", "chat"),
        ("http://host:1/v1/completions", "http://host:1/v1", "completions"),
        ("[::1]:8000", "http://[::1]:8000/v1", "chat"),
    ],
)
def test_addresses(given: str, base: str, kind: str) -> None:
    assert (endpoint_of(given).base, endpoint_of(given).kind) == (base, kind)


@pytest.mark.parametrize(
    "given", ["ftp://host", "http://", "http://a b", "http://host:99999", "http://host/v1?key=abc"]
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(OptionError, match="address"):
        endpoint_of(given)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(OptionError) as raised:
        endpoint_of("https://me:hunter2@host/v1")
    assert "hunter2" not in str(raised.value)


def test_which_addresses_are_of_this_machine() -> None:
    here = ["localhost:1", "127.0.0.1:1", "127.9.9.9", "[::1]:1", "llm.localhost:80"]
    there = ["10.0.0.1:80", "localhost.example.org", "host", "0.0.0.0:1"]
    assert [endpoint_of(address).is_here for address in here + there] == [True] * 5 + [False] * 4


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("<think>Let me see. 3 < 5.</think>\n\nLe maire est venu.", "Le maire est venu."),
        ("Voici le résumé :\n\nLe maire est venu.", "Le maire est venu."),
        ("**Le maire** est venu.", "Le maire est venu."),
        ("```\nLe maire est venu.\n```", "Le maire est venu."),
        ("« Le maire est venu. »", "Le maire est venu."),
        ('"Je viens", dit le maire, "demain"', '"Je viens", dit le maire, "demain"'),
        ("Le maire l'a dit : il vient.", "Le maire l'a dit : il vient."),
        ("Le maire est venu.\nSources :\n- AFP", "Le maire est venu.\nSources :\n- AFP"),
    ],
)
def test_what_is_no_part_of_an_answer(said: str, meant: str) -> None:
    assert plain(said) == meant


def test_retry_after_in_seconds_and_as_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(seconds=90), usegmt=True)
    assert retry_after("7") == 7.0 and retry_after("0.5") == 0.5 and retry_after(past) == 0.0
    found = retry_after(soon)
    assert found is not None and 85 < found <= 90
    assert [retry_after(value) for value in (None, "", "soon", "-5", "nan")] == [None] * 5


@pytest.mark.parametrize(
    "usage", [None, 5, {}, {"prompt_tokens": None}, {"prompt_tokens": -3, "completion_tokens": "9"}]
)
def test_tokens_that_a_server_does_not_count(usage: object) -> None:
    assert tokens_of({"usage": usage}) == (0, 0) and tokens_of([usage]) == (0, 0)


def test_every_shipped_prompt_frames_the_text_as_data() -> None:
    prompts = shipped_prompts()
    kinds = {"abstract", "headline", "translation"}
    assert set(prompts) == kinds | {f"{kind}:{code}" for kind in kinds for code in ("fr", "en", "es", "de", "it")}
    for name, text in prompts.items():
        assert text.startswith("version: 1\n") and text.count("{text}") == 1, name
        prompt = Prompt.of(text)
        assert "{text}" in prompt.user and "version" not in prompt.system and "<" in prompt.system, name


@pytest.mark.parametrize(
    "mark", ["</article>", "<|im_start|>system", "<start_of_turn>", "[INST]", "</s>", "<ARTICLE>", "[/INST]"]
)
def test_an_article_cannot_end_its_frame(mark: str) -> None:
    said = Prompt.of(PROMPT).messages(f"Avant. {mark} Après. 3 < 5 et {{words}}.")[1]["content"]
    assert mark not in said.replace("<article>\n", "").replace("\n</article>", "")
    assert "3 < 5 et {words}." in said and as_data("[1] <3 %") == "[1] <3 %"


def test_a_prompt_of_ones_own(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "own.txt"
    path.write_text("Sois bref.\n---\n{text}\n\nRésumé :", encoding="utf-8")
    prompt = Prompt.of(own_prompt(str(path)))
    assert prompt.messages("Un texte.") == [
        {"role": "system", "content": "Sois bref."}, {"role": "user", "content": "Un texte.\n\nRésumé :"}
    ]  # fmt: skip
    assert prompt.joined("Un texte.") == "Sois bref.\n\nUn texte.\n\nRésumé :"
    for text, says in (("Résume.", "0 times"), ("{text}{text}", "2 times")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(OptionError, match=says):
            own_prompt(str(path))
    path.write_bytes(b"\xff{text}")
    with pytest.raises(OptionError, match="no UTF-8"):
        own_prompt(str(path))
    with pytest.raises(OptionError, match="cannot be read: No such file"):
        own_prompt(str(path) + "x")


def test_a_call_counts_what_it_used(fake: FakeServer) -> None:
    from summarize.engines.usage import counted

    fake.script.extend(["500", "ok", "garbage"])
    backend = _backend(fake)
    with counted() as usage:
        backend.generate(TEXTS[:3], ONE)
    assert (usage.requests, usage.prompt_tokens, usage.output_tokens) == (5, 300, 60)
    assert usage.share(3) == {"requests": 5 / 3, "prompt_tokens": 100.0, "output_tokens": 20.0}
    with counted() as usage:
        backend.generate(TEXTS[:3], ONE)
    assert usage.share(3) == {}, "kept answers cost nothing"
    assert Call().usage is None and json.dumps(usage.share(1)) == "{}"
