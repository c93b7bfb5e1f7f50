"""The portal is told of everything once it happened, signed, until it says that it took it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe
from portal_side import Clock, authorised, captured, library, order, pay, settings_in
from receiver import Receiver, receiving, rounds_pass, until

from sandbox.server import running
from sandbox.settings import Settings

LATE, TWICE, NEVER = (f"4242 0000 0000 {last}" for last in ("0505", "0604", "0703"))
HELD = ["checkout.session.completed", "payment_intent.amount_capturable_updated"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def sandbox(tmp_path: Path, clock: Clock, portal: Receiver) -> Iterator[Settings]:
    with running(settings_in(tmp_path, sandbox_webhook_url=portal.url), clock) as settings:
        yield settings


@pytest.fixture
def cards(sandbox: Settings) -> stripe.StripeClient:
    return library(sandbox)


def waiting(sandbox: Settings) -> int:
    return len(tries(sandbox))


def tries(sandbox: Settings) -> list[int]:
    """Of each message that waits, how often it was refused."""
    with closing(sqlite3.connect(sandbox.sandbox_data / "sandbox.sqlite3")) as db:
        return [row[0] for row in db.execute("SELECT attempts FROM outbox")]


def test_a_hold_a_capture_and_a_refund_are_told(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver
) -> None:
    intent = captured(cards, browser)
    cards.v1.refunds.create({"payment_intent": intent.id, "amount": 100})
    assert portal.waits_for(4) == sorted([*HELD, "payment_intent.succeeded", "charge.refunded"])
    told = {event.type: event for event in portal.taken}
    assert told["checkout.session.completed"].data.object.payment_intent == intent.id
    assert told["payment_intent.amount_capturable_updated"].data.object.status == "requires_capture"
    assert told["payment_intent.succeeded"].data.object.amount_received == 20_000
    assert told["charge.refunded"].data.object.amount_refunded == 100


def test_an_event_has_stripes_shape(cards: stripe.StripeClient, portal: Receiver, clock: Clock) -> None:
    session = cards.v1.checkout.sessions.create(order())
    cards.v1.checkout.sessions.expire(session.id)
    portal.waits_for(1)
    event = portal.taken[0]
    assert event.id.startswith("evt_")
    assert (event.object, event.type, event.created) == ("event", "checkout.session.expired", int(clock.now))
    assert (event.livemode, event.pending_webhooks, event.api_version) == (False, 1, stripe.api_version)
    assert (event.data.object.object, event.data.object.id) == ("checkout.session", session.id)


@pytest.mark.parametrize("number", ["4000 0000 0000 0002", "4000 0000 0000 9995"])
def test_a_declined_card_is_told_with_its_reason(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver, number: str
) -> None:
    pay(browser, cards.v1.checkout.sessions.create(order()), number=number)
    assert portal.waits_for(1) == ["payment_intent.payment_failed"]
    assert portal.taken[0].data.object.last_payment_error.code == "card_declined"


def test_a_challenge_is_told_once_it_failed(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver
) -> None:
    session = cards.v1.checkout.sessions.create(order())
    pay(browser, session, number="4000 0027 6000 3184")
    rounds_pass()
    assert portal.types == []
    browser.post(f"{session.url}/challenge", data={"answer": "fail"})
    assert portal.waits_for(1) == ["payment_intent.payment_failed"]


def test_a_hold_let_go_is_told(cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver) -> None:
    cards.v1.payment_intents.cancel(authorised(cards, browser).id)
    assert portal.waits_for(4) == sorted([*HELD, "charge.refunded", "payment_intent.canceled"])


def test_a_session_out_of_time_is_told_though_nobody_looks(
    cards: stripe.StripeClient, portal: Receiver, clock: Clock
) -> None:
    session = cards.v1.checkout.sessions.create(order(expires_at=int(clock.now) + 1_800))
    clock.now += 1_800
    assert portal.waits_for(1) == ["checkout.session.expired"]
    assert (portal.taken[0].data.object.id, portal.taken[0].data.object.status) == (session.id, "expired")


def test_a_late_message_comes_after_its_time(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver, clock: Clock, sandbox: Settings
) -> None:
    authorised(cards, browser, LATE)
    clock.now += sandbox.sandbox_late_seconds
    rounds_pass()
    assert portal.types == []
    clock.now += 1
    assert portal.waits_for(2) == HELD


def test_a_message_sent_twice_is_one_event(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver
) -> None:
    authorised(cards, browser, TWICE)
    assert portal.waits_for(4) == sorted(HELD * 2)
    assert len({event.id for event in portal.taken}) == 2


def test_a_message_that_never_comes_can_only_be_asked_for(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver, sandbox: Settings
) -> None:
    intent = authorised(cards, browser, NEVER)
    assert cards.v1.payment_intents.capture(intent.id).status == "succeeded"
    rounds_pass()
    assert (portal.types, waiting(sandbox)) == ([], 0)


def test_after_a_card_whose_message_never_comes_another_cards_message_does(
    cards: stripe.StripeClient, browser: httpx.Client, portal: Receiver
) -> None:
    authorised(cards, browser, NEVER)
    authorised(cards, browser)
    assert portal.waits_for(2) == HELD


def test_a_refused_message_comes_again_after_growing_pauses(
    cards: stripe.StripeClient, portal: Receiver, clock: Clock, sandbox: Settings
) -> None:
    portal.answers = [500, 404, 302]
    cards.v1.checkout.sessions.expire(cards.v1.checkout.sessions.create(order()).id)
    for refused, pause in ((1, 1), (2, 2), (3, 4)):
        until(lambda refused=refused: tries(sandbox) == [refused])
        clock.now += pause - 0.5
        rounds_pass()
        assert tries(sandbox) == [refused]
        clock.now += 0.5
    assert portal.waits_for(1) == ["checkout.session.expired"]


def test_after_a_day_the_card_company_gives_up(
    cards: stripe.StripeClient, portal: Receiver, clock: Clock, sandbox: Settings
) -> None:
    portal.answers = [500, 500]
    cards.v1.checkout.sessions.expire(cards.v1.checkout.sessions.create(order()).id)
    until(lambda: tries(sandbox) == [1])
    clock.now += 24 * 60 * 60
    until(lambda: waiting(sandbox) == 0)
    assert (portal.tries, portal.types) == (2, [])


def test_a_message_survives_a_restart_and_a_portal_that_was_down(tmp_path: Path, browser: httpx.Client) -> None:
    with receiving() as portal:
        address = portal.url
    settings = settings_in(tmp_path, sandbox_webhook_url=address)
    with running(settings) as first:
        authorised(library(first), browser)
        rounds_pass()
        assert waiting(first) == 2
    with receiving(int(address.split(":")[2].split("/")[0])) as portal, running(settings) as second:
        portal.oldest_seconds = 300
        assert portal.waits_for(2) == HELD
        until(lambda: waiting(second) == 0)


def test_a_portal_that_does_not_answer_slows_no_payment(tmp_path: Path, browser: httpx.Client) -> None:
    settings = settings_in(tmp_path, sandbox_webhook_url="http://10.255.255.1:9/webhook")
    with running(settings) as sandbox:
        started = time.monotonic()
        assert captured(library(sandbox), browser).status == "succeeded"
        assert time.monotonic() - started < 2


def test_without_an_address_nothing_is_kept_for_later(tmp_path: Path, browser: httpx.Client) -> None:
    with running(settings_in(tmp_path)) as sandbox:
        authorised(library(sandbox), browser)
        until(lambda: waiting(sandbox) == 0)


def test_a_signature_of_another_secret_is_not_the_card_companys(cards: stripe.StripeClient, portal: Receiver) -> None:
    seen: list[Any] = []
    receive = portal.receive

    def receive_and_look(payload: bytes, signature: str) -> int:
        seen.append((payload, signature))
        return receive(payload, signature)

    portal.receive = receive_and_look  # type: ignore[method-assign]
    cards.v1.checkout.sessions.expire(cards.v1.checkout.sessions.create(order()).id)
    portal.waits_for(1)
    payload, signature = seen[0]
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload, signature, "whsec_another")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload.replace(b"20000", b"90000"), signature, "whsec_cecs_practice")
