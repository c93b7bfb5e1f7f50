"""What was settled and what was tried, as the card company lists it: newest first, page by page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe
from portal_side import Clock, authorised, captured, library, order, pay, settings_in

from sandbox.server import running
from sandbox.settings import Settings

NOON = 1_800_000_000


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(tmp_path: Path, clock: Clock) -> Iterator[Settings]:
    """One of its own for each test: its lists hold nothing else."""
    with running(settings_in(tmp_path), clock) as settings:
        yield settings


@pytest.fixture
def cards(sandbox: Settings) -> stripe.StripeClient:
    return library(sandbox)


def settled(cards: stripe.StripeClient, **asked: Any) -> list[Any]:
    return cards.v1.balance_transactions.list(asked).data


def test_each_capture_and_each_refund_has_one_row(
    cards: stripe.StripeClient, browser: httpx.Client, clock: Clock
) -> None:
    intent = authorised(cards, browser)
    assert settled(cards) == [], "a hold is not settled"
    clock.now += 60
    cards.v1.payment_intents.capture(intent.id)
    clock.now += 60
    refund = cards.v1.refunds.create({"payment_intent": intent.id, "amount": 5_000})
    charge = cards.v1.charges.retrieve(intent.latest_charge.id)
    back, taken = settled(cards)
    assert (taken.id, taken.type, taken.source) == (charge.balance_transaction, "charge", charge.id)
    assert (taken.amount, taken.fee, taken.net, taken.created) == (20_000, 610, 19_390, NOON + 60)
    assert (back.id, back.type, back.source) == (refund.balance_transaction, "refund", refund.id)
    assert (back.amount, back.fee, back.net, back.created) == (-5_000, 0, -5_000, NOON + 120)
    assert cards.v1.balance_transactions.retrieve(back.id) == back


def test_a_capture_at_once_and_a_part_capture_are_settled_as_taken(
    cards: stripe.StripeClient, browser: httpx.Client
) -> None:
    pay(browser, cards.v1.checkout.sessions.create(order(payment_intent_data={"capture_method": "automatic"})))
    cards.v1.payment_intents.capture(authorised(cards, browser).id, {"amount_to_capture": 12_000})
    assert [row.amount for row in settled(cards)] == [12_000, 20_000]


def test_a_released_hold_and_a_declined_card_are_not_settled(
    cards: stripe.StripeClient, browser: httpx.Client
) -> None:
    cards.v1.payment_intents.cancel(authorised(cards, browser).id)
    pay(browser, cards.v1.checkout.sessions.create(order()), number="4000 0000 0000 0002")
    assert settled(cards) == []


def test_the_sources_can_be_had_with_the_rows(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = captured(cards, browser)
    cards.v1.refunds.create({"payment_intent": intent.id, "metadata": {"refund": "R-7"}})
    refund, charge = (row.source for row in settled(cards, expand=["data.source"]))
    assert isinstance(refund, stripe.Refund)
    assert isinstance(charge, stripe.Charge)
    assert refund.metadata["refund"] == "R-7"
    assert charge.payment_intent == refund.payment_intent == intent.id


@pytest.mark.parametrize(
    ("created", "minutes"),
    [
        ({"gte": NOON + 60}, [2, 1]),
        ({"gt": NOON + 60}, [2]),
        ({"lt": NOON + 60}, [0]),
        ({"lte": NOON + 60}, [1, 0]),
        ({"gte": NOON + 60, "lt": NOON + 120}, [1]),
        ({"gt": NOON + 120}, []),
    ],
)
def test_the_list_can_be_of_certain_times(
    cards: stripe.StripeClient, browser: httpx.Client, clock: Clock, created: dict[str, int], minutes: list[int]
) -> None:
    for _ in range(3):
        captured(cards, browser)
        clock.now += 60
    assert [(row.created - NOON) // 60 for row in settled(cards, created=created)] == minutes


def test_the_list_can_be_of_one_kind(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    cards.v1.refunds.create({"payment_intent": captured(cards, browser).id})
    assert [row.type for row in settled(cards, type="charge")] == ["charge"]
    assert [row.type for row in settled(cards, type="refund")] == ["refund"]


def test_ten_rows_are_a_page_and_the_library_turns_the_pages(
    cards: stripe.StripeClient, browser: httpx.Client
) -> None:
    intent = captured(cards, browser)
    for _ in range(11):
        cards.v1.refunds.create({"payment_intent": intent.id, "amount": 100})
    first = cards.v1.balance_transactions.list()
    assert (len(first.data), first.has_more, first.url) == (10, True, "/v1/balance_transactions")
    asked: Any = {"limit": 5, "created": {"gte": NOON}, "expand": ["data.source"]}
    rows = list(cards.v1.balance_transactions.list(asked).auto_paging_iter())
    assert [row.amount for row in rows] == [-100] * 11 + [20_000]
    assert len({row.id for row in rows}) == 12, "all of one second, and each of them once"
    assert all(isinstance(row.source, stripe.Refund | stripe.Charge) for row in rows)


def test_the_pages_can_be_turned_backwards(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    for _ in range(4):
        captured(cards, browser)
    rows = [row.id for row in settled(cards)]
    before = cards.v1.balance_transactions.list({"ending_before": rows[3], "limit": 2})
    assert ([row.id for row in before.data], before.has_more) == (rows[1:3], True)


def test_payments_are_listed_with_their_charges(
    cards: stripe.StripeClient, browser: httpx.Client, clock: Clock
) -> None:
    older = captured(cards, browser)
    clock.now += 60
    newer = authorised(cards, browser)
    found = cards.v1.payment_intents.list({"expand": ["data.latest_charge"]})
    assert [(one.id, one.latest_charge.captured) for one in found.data] == [(newer.id, False), (older.id, True)]
    assert [one.id for one in cards.v1.payment_intents.list({"created": {"lt": NOON + 60}}).data] == [older.id]
    paged = cards.v1.payment_intents.list({"limit": 1}).auto_paging_iter()
    assert [one.id for one in paged] == [newer.id, older.id]


def test_only_one_end_of_a_page_can_be_named(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    captured(cards, browser)
    row = settled(cards)[0].id
    with pytest.raises(stripe.InvalidRequestError, match="both starting_after and ending_before"):
        settled(cards, starting_after=row, ending_before=row)
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        settled(cards, expand=["source"])
