"""Summaries and translations by server: the same gates, the same fields, what the command prints."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_server import FakeServer, article_in

from summarize import Summarizer, summarize, translate
from summarize.errors import OptionError, ServerError

ARTICLE = (
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire, Paul Martin. "
    "La bibliothèque de Tours ouvrira ses portes au public le 3 mars."
)
GOOD = "Lundi, la mairie de Tours a inauguré une bibliothèque de quartier. Elle a coûté deux millions d'euros."


def test_what_the_model_writes_is_shown_where_it_passes(fake: FakeServer) -> None:
    fake.reply = lambda body: "Voici le résumé :\n\n" + GOOD
    found = summarize(ARTICLE, model="server:small", server=fake.address)
    assert (found.text, found.kind, found.status) == (GOOD, "abstractive", "ok")
    assert (found.model, found.engine, found.route) == ("server:small", "server", ("summarise:server:small",))
    assert found.model_revision and found.model_revision.startswith("prompts-") and found.score is None
    assert found.usage == {"requests": 2.0, "prompt_tokens": 200.0, "output_tokens": 40.0}
    assert [claim.text for claim in found.supported] and not found.unsupported
    assert json.loads(found.to_json())["usage"]["prompt_tokens"] == 200.0


@pytest.mark.parametrize(
    ("said", "gate"),
    [
        (GOOD.replace("deux", "trois"), "unsupported_number"),
        (GOOD.replace("Tours", "Lyon"), "unsupported_name"),
        (GOOD + " Le maire a dit « bravo à tous ».", "unsupported_quotation"),
        ("Le maire de Tours, Paul Martin, a dit que la bibliothèque", "unfinished"),
        ("La la la la la la la la la la la la la la la la.", "repetition"),
        ("Je suis un modèle de langue et je ne peux pas résumer cet article.", "invented"),
        ("Les habitants attendaient depuis dix ans.", "tells_less"),
    ],
)
def test_the_gates_hold_for_it_and_the_article_speaks_instead(fake: FakeServer, said: str, gate: str) -> None:
    fake.reply = lambda body: said
    found = summarize(ARTICLE, model="server:small", server=fake.address)
    assert found.kind == "opening" and found.status == "ok" and found.text.startswith("La mairie de Tours")
    notices = {notice.code: notice.message for notice in found.warnings}
    assert gate in notices["not_written"], notices


def test_a_later_candidate_may_pass(fake: FakeServer) -> None:
    replies = iter([GOOD.replace("deux", "neuf"), GOOD])
    fake.reply = lambda body: next(replies)
    found = summarize(ARTICLE, model="server:small", server=fake.address)
    assert found.text == GOOD and found.kind == "abstractive" and not found.warnings


def test_every_length_and_language_has_its_prompt(fake: FakeServer) -> None:
    asked = {}
    for language in ("fr", "en", "es", "de", "it", "pt"):
        with Summarizer(model="server:small", server=fake.address, language=language, beam_size=1) as summarizer:
            summarizer(ARTICLE)
        asked[language] = fake.bodies[-1]["messages"][0]["content"]
    assert len(set(asked.values())) == 6
    assert "au plus 3 phrases et 70 mots" in asked["fr"] and "in Portuguese" in asked["pt"]
    with Summarizer(model="server:small", server=fake.address, length="headline", beam_size=1) as summarizer:
        summarizer(ARTICLE)
    assert "titre" in fake.bodies[-1]["messages"][0]["content"] and fake.bodies[-1]["max_tokens"] == 48
    assert not any(place in said for said in asked.values() for place in ("{words}", "{sentences}", "{language}"))


def test_a_prompt_of_ones_own_is_used_and_is_another_revision(fake: FakeServer, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("En {sentences} phrases :\n<article>\n{text}\n</article>", encoding="utf-8")
    with Summarizer(model="server:small", server=fake.address, prompt=str(own), length="short") as summarizer:
        found = summarizer(ARTICLE)
    assert fake.bodies[-1]["messages"] == [
        {"role": "user", "content": f"En 2 phrases :\n<article>\n{ARTICLE}\n</article>"}
    ]
    with Summarizer(model="server:small", server=fake.address) as summarizer:
        assert summarizer(ARTICLE).model_revision != found.model_revision


def test_an_article_longer_than_the_context_is_read_in_part(fake: FakeServer) -> None:
    long = " ".join(f"{ARTICLE} Le {i + 1} mars, la visite numéro {i} aura lieu à la bibliothèque." for i in range(40))
    with Summarizer(model="server:small", server=fake.address, context_tokens=2048) as summarizer:
        found = summarizer(long)
    assert 0.05 < found.coverage < 0.5 and found.windows > 2
    given = article_in(fake.bodies[0])
    assert len(given.encode()) / 3 <= 1024 and given.startswith("La mairie de Tours")
    with Summarizer(model="server:small", server=fake.address, context_tokens=32_000) as summarizer:
        assert summarizer(long).coverage == 1.0


def test_a_translation_is_checked_sentence_by_sentence(fake: FakeServer) -> None:
    english = {
        "inauguré": "Tours town hall opened a neighbourhood library on Monday.",
        "coûté": "It cost 3 million euros.",
    }
    fake.reply = lambda body: next(said for word, said in english.items() if word in article_in(body))
    text = "La mairie de Tours a inauguré lundi une bibliothèque de quartier."
    found = translate(text, source="fr", target="en", model="server:small", server=fake.address)
    assert (found, found.status) == (english["inauguré"], "ok")
    wrong = translate(
        text + " Elle a coûté 2 millions d'euros.", source="fr", target="en", model="server:small", server=fake.address
    )
    assert wrong.status == "doubtful" and "numbers" in wrong.warnings[0].message
    assert "French to English" in fake.bodies[-1]["messages"][0]["content"]


def test_a_summary_and_its_translation_share_one_budget(fake: FakeServer) -> None:
    options = {"model": "server:small", "translator": "server:large", "to": "en", "server": fake.address}
    with Summarizer(**options, max_requests=3) as summarizer, pytest.raises(ServerError, match="budget is spent: 3"):
        summarizer(ARTICLE)
    assert [body["model"] for body in fake.bodies] == ["small", "small", "large"]


def test_one_model_writes_and_translates(fake: FakeServer) -> None:
    fake.reply = lambda body: "Tours town hall opened a library." if "English" in str(body) else GOOD
    options = {"model": "server:small", "translator": "server:small", "to": "en", "server": fake.address}
    with Summarizer(**options, doubtful="show") as summarizer:
        found = summarizer(ARTICLE)
    assert found.text == GOOD and str(found.translation).startswith("Tours town hall opened a library.")
    assert found.route == ("summarise:server:small", "translate:server:small")


def test_texts_together_share_what_they_used(fake: FakeServer) -> None:
    with Summarizer(model="server:small", server=fake.address, beam_size=1) as summarizer:
        found = summarizer.summarize_many([ARTICLE, ARTICLE.replace("mille", "cent"), "Trop court."])
    assert [round(one.usage["requests"], 3) for one in found] == [0.667] * 3 and found[2].status == "too_short"


def test_the_address_comes_of_the_environment_too(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OptionError, match="server='http://localhost:11434' .*SUMMARIZE_SERVER"):
        summarize(ARTICLE, model="server:small")
    monkeypatch.setenv("SUMMARIZE_SERVER", fake.address)
    assert summarize(ARTICLE, model="server:small").model == "server:small"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"model": "server:"}, "names no model"),
        (
            {"model": "server:x", "server": "http://192.0.2.1"},
            "offline, and http://192.0.2.1/v1 is not on this machine",
        ),
        ({"model": "server:x", "server": "http://a:b@host"}, "no user, password or query"),
        ({"timeout_seconds": 0}, "timeout_seconds=0: give seconds"),
        ({"timeout_seconds": float("nan")}, "timeout_seconds=nan: give seconds"),
        ({"requests_at_once": 0}, "requests_at_once=0: give a whole number"),
        ({"max_tokens": -1}, "max_tokens=-1"),
        ({"prompt": "missing.txt", "model": "server:x", "server": "localhost"}, "'missing.txt' cannot be read"),
    ],
)
def test_options_that_cannot_be(options: dict[str, object], says: str, fake: FakeServer) -> None:
    with pytest.raises(OptionError, match=says) as raised:
        summarize(ARTICLE, **options)  # type: ignore[call-overload]
    assert "\n" not in str(raised.value)


def test_the_benchmarks_measure_it_as_a_system(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.systems import Asked, check_system, run_system, translate_texts

    monkeypatch.setenv("SUMMARIZE_SERVER", fake.address)
    check_system("server:small", asked=Asked())
    found = run_system("server:small", [ARTICLE, ARTICLE.replace("mille", "cent")], asked=Asked(language="fr"))
    assert [output.status for output in found.outputs] == ["ok", "ok"] and found.has_status
    assert str(found.settings).startswith("server:small@prompts-") and ":beams=2:" in str(found.settings)
    copies, fake.reply = fake.reply, lambda body: "" if "cent lecteurs" in article_in(body) else copies(body)
    found = run_system("server:small", [ARTICLE, ARTICLE.replace("mille", "cent")], asked=Asked(language="fr"))
    assert [output.status for output in found.outputs] == ["ok", "error"] and found.outputs[1].text == ""
    fake.reply = lambda body: "Le maire a dit non."
    replaced = run_system("server:small", [ARTICLE], asked=Asked(language="fr")).outputs[0]
    assert replaced.status == "fallback" and replaced.text.startswith("La mairie de Tours")
    fake.reply = copies
    translated = translate_texts(["Bonjour le monde."], source="fr", target="en", model="server:small")
    assert translated.texts == ["Bonjour le monde."] and translated.settings.startswith("server:small@prompts-")


def _command(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summarize", *arguments], capture_output=True, text=True, check=False,
        env={**os.environ, **variables},
    )  # fmt: skip


def test_the_command_line(fake: FakeServer, tmp_path: Path) -> None:
    fake.reply, fake.key = lambda body: GOOD, "sk-93b1-secret"
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    asked = [str(path), "--model", "server:small", "--server", fake.address]
    done = _command(*asked, SUMMARIZE_SERVER_KEY="sk-93b1-secret")
    assert (done.returncode, done.stdout) == (0, GOOD + "\n"), done.stderr
    refused = _command(*asked, SUMMARIZE_SERVER_KEY="sk-93b2-secret")
    assert refused.returncode == 1 and refused.stderr.count("\n") == 1 and refused.stdout == ""
    assert "401: the key of SUMMARIZE_SERVER_KEY was refused" in refused.stderr and "secret" not in refused.stderr


@pytest.mark.parametrize(("length", "most"), [("short", 90), ("medium", 140), ("headline", 48), (20, 512)])
def test_what_only_goes_on_is_stopped_by_the_words_asked_for(fake: FakeServer, length: str | int, most: int) -> None:
    fake.reply = lambda body: GOOD
    summarize(ARTICLE, model="server:small", server=f"{fake.address}/v1/completions", length=length)  # type: ignore[arg-type]
    assert fake.bodies[0]["max_tokens"] == most and fake.bodies[0]["stop"] == ["\n\n"]
    summarize(ARTICLE, model="server:small", server=fake.address, length=length)  # type: ignore[arg-type]
    assert fake.bodies[-1]["max_tokens"] == (48 if length == "headline" else 512)


def test_a_server_without_a_model_of_it_is_refused_and_does_not_show_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(OptionError, match="name one by model='server:NAME'") as raised:
        summarize(ARTICLE, server="http://me:secret@localhost:11434")
    assert "secret" not in str(raised.value)
    monkeypatch.setenv("SUMMARIZE_SERVER", "http://localhost:9")
    assert summarize(ARTICLE).kind == "opening", "the variable may stand for other runs"


@pytest.fixture
def of_the_readme(fake: FakeServer, root: Path, tmp_path: Path) -> Callable[[str], str]:
    """Runs the lines of the README in a language against a server with the model they name; what they print."""
    section = (root / "README.md").read_text(encoding="utf-8").split("## Ollama, checked\n")[1].split("\n## ")[0]
    fake.models = ("gemma3:4b",)
    (tmp_path / "seeds").symlink_to(root / "seeds")
    programs = {"sh": ["bash", "-e", "-c"], "python": [sys.executable, "-W", "error", "-c"]}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(language: str) -> str:
        (lines,) = re.findall(rf"```{language}\n([^`]*)```", section)
        assert lines.count("http://localhost:11434") == 1
        own = lines.replace("http://localhost:11434", fake.address)
        own = own.replace("ollama pull", "true").replace("pip install", "true")
        ran = subprocess.run(
            [*programs[language], own], cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PATH": path}
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


def test_the_command_lines_of_the_readme(of_the_readme: Callable[[str], str], tmp_path: Path) -> None:
    assert of_the_readme("sh").startswith("La France bloque le projet")
    row = json.loads((tmp_path / "written.jsonl").read_text(encoding="utf-8"))
    assert row["status"] == "ok" and row["route"] == ["summarise:server:gemma3:4b"]


def test_the_python_lines_of_the_readme(of_the_readme: Callable[[str], str], fake: FakeServer) -> None:
    written = of_the_readme("python").splitlines()
    assert written[0] == "extractive" and written[1].startswith("La France bloque le projet"), "copied by the stand-in"
    assert len(written) == 2 and len(fake.bodies) == 2
    fake.reply = lambda body: "Le président Emmanuel Macron a bloqué mercredi 12 projets de l'Otan à Tokyo."
    kind, text, warning = of_the_readme("python").splitlines()
    assert kind == "opening" and "12 projets" not in text
    assert warning == "what the model wrote did not pass the checks (1 x unsupported_number)"
