"""A batch on a Ray cluster of two nodes on this machine, one of which is killed while it works."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from articles import articles, write_jsonl

from summarize.batch.job import Plan, Report, run
from summarize.batch.ray_pool import RayPool
from summarize.errors import EngineError
from summarize.options import make_options

pytestmark = pytest.mark.slow


def _texts(path: Path) -> list[tuple[str, str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["id"], row["status"], row["text"]) for row in rows]


@pytest.mark.filterwarnings("ignore")
def test_a_node_killed_in_mid_job_loses_and_doubles_nothing(tmp_path: Path) -> None:
    ray: Any = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    table = write_jsonl(tmp_path / "in.jsonl", articles(40))
    run(table, tmp_path / "local.jsonl", plan=Plan(workers=1, batch_tokens=300))
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    other = cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    killed = threading.Event()

    def kill_a_node(report: Report) -> None:
        if report.articles >= 8 and not killed.is_set():
            killed.set()
            cluster.remove_node(other, allow_graceful=False)

    try:
        report = run(
            table, tmp_path / "ray.jsonl", plan=Plan(executor="ray", workers=2, batch_tokens=300), progress=kill_a_node
        )
    finally:
        ray.shutdown()
        cluster.shutdown()
    assert killed.is_set() and report.finished and report.computed == 40 and report.failed == 0
    assert _texts(tmp_path / "ray.jsonl") == _texts(tmp_path / "local.jsonl")


def test_a_cluster_that_does_not_start_is_one_of_our_errors_and_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ray: Any = pytest.importorskip("ray")
    ended: list[bool] = []

    def killed(**_: object) -> None:
        raise Exception("The current node timed out during startup.")  # as Ray 2.60 does

    monkeypatch.setattr(ray, "init", killed)
    monkeypatch.setattr(ray, "shutdown", lambda: ended.append(True))
    with pytest.raises(EngineError, match="no Ray cluster can be reached or started: The current node timed out"):
        RayPool(make_options())
    assert ended
