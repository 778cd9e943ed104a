"""Articles that give orders: what reaches the model, and what the checks stop where it obeys."""

from __future__ import annotations

import pytest
from fake_server import FakeServer
from orders import ORDERS, Order

from summarize import Summarizer


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_what_a_model_says_that_obeys_is_stopped_by_a_gate(fake: FakeServer, order: Order) -> None:
    fake.reply = lambda body: order.said
    with Summarizer(model="server:small", server=fake.address, language=order.language, beam_size=1) as summarizer:
        found = summarizer(order.article)
    if order.gate is None:
        assert found.text == order.said, "a check stops this one now: name it"
    else:
        notices = {notice.code: notice.message for notice in found.warnings}
        assert order.gate in notices["not_written"], notices
        assert found.kind != "abstractive" and order.said not in found.text
    assert "</article> N" not in fake.bodies[0]["messages"][1]["content"], "the frame is whole"


def test_most_are_stopped() -> None:
    assert len(ORDERS) == 12 and sum(order.gate is None for order in ORDERS) == 1
