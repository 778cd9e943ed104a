"""Inputs and outputs at addresses: a store in memory, and one that breaks off."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from articles import articles, write_jsonl
from conftest import FakePool

from summarize.batch import addresses
from summarize.batch.job import Plan, run
from summarize.batch.sources import SourceOptions, count, read
from summarize.errors import OptionError, OutputError, UnreadableInputError


def _ids(*inputs: str, **options: Any) -> list[str]:
    return [item.id for item in read(inputs, SourceOptions(**options))]


@pytest.fixture
def texts(bucket: Any) -> list[str]:
    """Three articles in the store: two files and a row of a table, and what is passed over."""
    made = articles(3)
    bucket.pipe("/bucket/in/a.txt", made[0].encode())
    bucket.pipe("/bucket/in/b.jsonl.gz", gzip.compress(json.dumps({"id": "row", "text": made[1]}).encode()))
    bucket.pipe("/bucket/in/deep/c.md", made[2].encode())
    bucket.pipe("/bucket/in/.hidden.txt", b"no")
    bucket.pipe("/bucket/in/picture.png", b"no")
    return made


def test_folders_globs_and_files_at_an_address_are_read_by_name(texts: list[str]) -> None:
    start = "memory:///bucket/in"
    assert _ids(start) == [f"{start}/a.txt", "row"]
    assert _ids(f"{start}/", recursive=True) == [f"{start}/a.txt", "row", f"{start}/deep/c.md"]
    assert _ids(f"{start}/*/c.*") == [f"{start}/deep/c.md"]
    assert _ids(start, glob="a*") == [f"{start}/a.txt"]
    assert [item.text for item in read([f"{start}/a.txt", f"{start}/b.jsonl.gz"], SourceOptions())] == texts[:2]
    assert count([start], SourceOptions()) is None


def test_a_parquet_table_at_an_address_is_read(bucket: Any) -> None:
    with bucket.open("/bucket/t.parquet", "wb") as file:
        pyarrow.parquet.write_table(pyarrow.table({"text": articles(5)}), file)
    assert [item.text for item in read(["memory://bucket/t.parquet"], SourceOptions())] == articles(5)


def test_file_addresses_are_paths(pool: FakePool, tmp_path: Path) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(3))
    run(table.as_uri(), (tmp_path / "out.jsonl").as_uri())
    assert (tmp_path / "out.jsonl").exists() and (tmp_path / "out.jsonl.ledger").exists()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://bucket/missing", "no file or folder"),
        ("nowhere://bucket", "cannot be reached or read: ValueError: Protocol not known: nowhere"),
    ],
)
def test_what_is_not_there_is_refused(bucket: Any, address: str, message: str) -> None:
    with pytest.raises(UnreadableInputError, match=message):
        read([address], SourceOptions())


def test_a_page_without_fetch_is_told_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError("HTTPFileSystem requires aiohttp")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(UnreadableInputError) as caught:
        read(["https://phare.example/port"], SourceOptions())
    assert str(caught.value) == "https://phare.example/port is an address; add --fetch to read it."


def test_a_network_that_breaks_off_ends_the_run_and_the_next_one_goes_on(
    pool: FakePool, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i, text in enumerate(articles(20)):
        bucket.pipe(f"/bucket/in/{i:02}.txt", text.encode())
    opened = type(bucket)._open

    def breaks(store: Any, path: str, *args: Any, **options: Any) -> Any:
        if path.endswith("15.txt"):
            raise RuntimeError("connection reset")
        return opened(store, path, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(type(bucket), "_open", breaks)
        with pytest.raises(UnreadableInputError, match="connection reset. Fix that and run the same command again"):
            run("memory://bucket/in", tmp_path / "out.jsonl", plan=Plan(batch_tokens=200))
    assert not (tmp_path / "out.jsonl").exists()
    report = run("memory://bucket/in", tmp_path / "out.jsonl", plan=Plan(batch_tokens=200))
    assert report.finished and report.articles == 20 and report.failed == 0 and report.reused > 0


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_an_output_at_an_address_appears_whole_and_is_resumed_from_the_ledger_here(
    pool: FakePool, bucket: Any, tmp_path: Path, ending: str
) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(6))
    target, plan = f"memory://bucket/out.{ending}", Plan(work_dir=str(tmp_path))
    seen: list[bool] = []
    report = run(table, target, plan=plan, progress=lambda _: seen.append(bucket.exists(f"/bucket/out.{ending}")))
    assert seen and not any(seen)
    run(table, tmp_path / f"local.{ending}")
    assert bucket.cat(f"/bucket/out.{ending}") == (tmp_path / f"local.{ending}").read_bytes()
    assert report.output == target and report.ledger == str(tmp_path / f"out.{ending}.ledger")
    assert not (tmp_path / f"out.{ending}").exists() and Path(report.ledger).exists()
    assert run(table, target, plan=plan).computed == 0


def test_the_ledger_of_an_address_stands_in_the_cache_by_default(
    pool: FakePool, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    table = write_jsonl(tmp_path / "in.jsonl", articles(2))
    ledgers = [run(table, f"memory://bucket/{name}/out.jsonl").ledger for name in ("a", "b")]
    assert len(set(ledgers)) == 2 and all(Path(name).is_relative_to(tmp_path / "cache") for name in ledgers)


def test_an_address_that_holds_something_else_is_not_replaced(pool: FakePool, bucket: Any, tmp_path: Path) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(2))
    bucket.pipe("/bucket/out.jsonl", b"mine")
    with pytest.raises(OutputError, match="no batch wrote it"):
        run(table, "memory://bucket/out.jsonl", plan=Plan(work_dir=str(tmp_path)))
    assert bucket.cat("/bucket/out.jsonl") == b"mine" and not pool.chunks
    run(table, "memory://bucket/out.jsonl", plan=Plan(work_dir=str(tmp_path), fresh=True))
    assert len(bucket.cat("/bucket/out.jsonl").splitlines()) == 2


def test_an_output_that_cannot_be_put_up_is_kept_here(
    pool: FakePool, bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = write_jsonl(tmp_path / "in.jsonl", articles(2))
    plan = Plan(work_dir=str(tmp_path))

    def refuses(*args: object, **options: object) -> None:
        raise PermissionError("not yours")

    with monkeypatch.context() as patch:
        patch.setattr(type(bucket), "_open", refuses)
        with pytest.raises(OutputError, match="could not be written: PermissionError: not yours. The finished file is"):
            run(table, "memory://bucket/out.jsonl", plan=plan)
    assert (tmp_path / "out.jsonl").exists() and not bucket.exists("/bucket/out.jsonl")
    assert run(table, "memory://bucket/out.jsonl", plan=plan).computed == 0
    assert bucket.exists("/bucket/out.jsonl") and not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("source", ["hub:owner/name", "s3://bucket/in", "https://phare.example/a.csv"])
def test_offline_nothing_elsewhere_is_asked_for(
    pool: FakePool, tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "_system", lambda address: pytest.fail("the network was used"))
    monkeypatch.setitem(sys.modules, "datasets", None)
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(2)), tmp_path / "out.jsonl"
    with pytest.raises(OptionError, match=f"{source} needs the network, which --offline"):
        run(source, out, offline=True)
    with pytest.raises(OptionError, match="needs the network"):
        run([table, source], out, offline=None)  # as the environment says
    with pytest.raises(OptionError, match="--fetch needs the network"):
        run("https://phare.example/a.html", out, sources=SourceOptions(fetch=True), offline=True)
    with pytest.raises(OptionError, match="s3://bucket/out.jsonl needs the network"):
        run(table, "s3://bucket/out.jsonl", plan=Plan(work_dir=str(tmp_path)), offline=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]
    assert run(table, out, offline=True).articles == 2
