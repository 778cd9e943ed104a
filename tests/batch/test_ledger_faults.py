"""What was stored is what is read: bits of a ledger are flipped, and no row comes out other than it was written."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from articles import articles, write_jsonl
from conftest import FakePool

from summarize.batch.job import Plan, Report, run
from summarize.batch.keys import content_key
from summarize.batch.ledger import Ledger
from summarize.batch.progress import closing
from summarize.errors import LedgerError, OverwriteError

SMALL = Plan(batch_tokens=200)
FLIPS, SEED = 400, 1


def flipped(data: bytes, bit: int) -> bytes:
    """The same with one bit the other way."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_a_flipped_bit_gives_no_wrong_row(pool: FakePool, tmp_path: Path) -> None:
    """The same bytes come out, or a refusal in one line; a row that was damaged is counted and computed again."""
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(30)), tmp_path / "out.jsonl"
    ledger = out.with_name("out.jsonl.ledger")
    run(table, out, plan=SMALL)
    whole, stored, chosen = out.read_bytes(), ledger.read_bytes(), random.Random(SEED)
    said: dict[str, int] = {"same": 0, "computed again": 0, "refused": 0}
    for bit in chosen.sample(range(8 * len(stored)), FLIPS):
        out.write_bytes(whole)
        ledger.write_bytes(flipped(stored, bit))
        try:
            report = run(table, out, plan=SMALL)
        except (LedgerError, OverwriteError) as error:
            assert "\n" not in str(error) and out.read_bytes() == whole
            said["refused"] += 1
        else:
            assert out.read_bytes() == whole, f"bit {bit} of the ledger"
            said["computed again" if report.computed else "same"] += 1
    assert sum(said.values()) == FLIPS and all(said.values()), said


def test_a_flipped_bit_in_any_byte_of_a_row_is_seen(tmp_path: Path) -> None:
    path, key = tmp_path / "one.ledger", content_key("settings", "text")
    row = {"status": "ok", "text": "Le maire est parti mardi.", "coverage": 0.5}
    with Ledger(path) as ledger:
        ledger.add([(key, row)])
    stored = path.read_bytes()
    start = stored.rindex(key)
    for byte in range(start, stored.index(b"}", start) + 17):
        path.write_bytes(flipped(stored, 8 * byte + byte % 8))
        with Ledger(path) as ledger:
            assert ledger.find([key]) == {} and ledger.damaged <= 1
    assert byte > start + 80


@pytest.mark.parametrize("result", [b"{", b"[" * 100_000, b"null", "text", 5, b"\xff"])
def test_a_row_that_is_no_json_is_computed_again_and_said(pool: FakePool, tmp_path: Path, result: object) -> None:
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(30)), tmp_path / "out.jsonl"
    run(table, out, plan=SMALL)
    whole = out.read_bytes()
    with sqlite3.connect(f"{out}.ledger") as database:
        database.execute("UPDATE results SET result = ? WHERE key IN (SELECT key FROM results LIMIT 3)", (result,))
    database.close()
    report = run(table, out, plan=SMALL)
    assert (report.damaged, report.computed, report.reused) == (3, 3, 27) and out.read_bytes() == whole
    assert any("damaged" in line and "computed again" in line for line in closing(report))
    again = run(table, out, plan=SMALL)
    assert (again.damaged, again.computed) == (0, 0)


def test_a_sound_ledger_says_nothing_of_damage() -> None:
    assert not any("damaged" in line for line in closing(Report("out.jsonl", finished=True)))


def test_another_table_in_the_head_is_refused(pool: FakePool, tmp_path: Path) -> None:
    table, out = write_jsonl(tmp_path / "in.jsonl", articles(3)), tmp_path / "out.jsonl"
    run(table, out, plan=SMALL)
    with sqlite3.connect(f"{out}.ledger") as database:
        database.execute("CREATE TRIGGER evil AFTER INSERT ON results BEGIN DELETE FROM made; END")
    database.close()
    with pytest.raises(LedgerError, match="its head is not as it was written"):
        run(table, out, plan=SMALL)
