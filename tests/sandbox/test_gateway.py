from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe
from portal_side import Clock, authorised, intent_of, library, order, pay, settings_in

from sandbox.cards import idempotency
from sandbox.server import running
from sandbox.settings import Settings
from sandbox.store import Store


def test_a_new_session_is_open_and_unpaid(cards: stripe.StripeClient, sandbox: Settings) -> None:
    session = cards.v1.checkout.sessions.create(order())
    assert session.id.startswith("cs_test_")
    assert session.url == f"{sandbox.card_url}/pay/{session.id}"
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert (session.amount_total, session.currency) == (20_000, "usd")
    assert session.client_reference_id == "APP-1"
    assert session.metadata["application"] == "APP-1"


def test_manual_capture_stays_unpaid_until_it_is_captured(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    session = cards.v1.checkout.sessions.create(order())
    pay(browser, session)
    session = cards.v1.checkout.sessions.retrieve(session.id)
    assert (session.status, session.payment_status) == ("complete", "unpaid")
    intent = intent_of(cards, session)
    assert (intent.status, intent.amount_capturable, intent.latest_charge.captured) == (
        "requires_capture",
        20_000,
        False,
    )
    assert intent.metadata["application"] == "APP-1"
    captured = cards.v1.payment_intents.capture(intent.id)
    assert (captured.status, captured.amount_received) == ("succeeded", 20_000)
    assert cards.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert cards.v1.charges.retrieve(intent.latest_charge.id).captured


def test_automatic_capture_is_paid_at_once(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    session = cards.v1.checkout.sessions.create(order(payment_intent_data={"capture_method": "automatic"}))
    pay(browser, session)
    assert cards.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert intent_of(cards, session).status == "succeeded"


def test_the_charge_tells_brand_kind_and_last_four(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    card = authorised(cards, browser).latest_charge.payment_method_details.card
    assert (card.brand, card.funding, card.last4, card.country) == ("visa", "credit", "4242", "US")
    assert (card.exp_month, card.exp_year) == (8, 2040)


def test_capturing_twice_is_refused(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = authorised(cards, browser)
    cards.v1.payment_intents.capture(intent.id)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        cards.v1.payment_intents.capture(intent.id)
    assert refusal.value.code == "payment_intent_unexpected_state"


def test_more_than_was_authorised_cannot_be_captured(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        cards.v1.payment_intents.capture(authorised(cards, browser).id, {"amount_to_capture": 20_001})
    assert refusal.value.code == "amount_too_large"


def test_a_cancelled_authorisation_gives_the_money_back(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = authorised(cards, browser)
    cancelled = cards.v1.payment_intents.cancel(intent.id, {"expand": ["latest_charge"]})
    assert (cancelled.status, cancelled.amount_capturable) == ("canceled", 0)
    assert cancelled.latest_charge.amount_refunded == 20_000
    with pytest.raises(stripe.InvalidRequestError, match="status of canceled"):
        cards.v1.payment_intents.capture(intent.id)


def test_only_an_open_session_can_be_expired(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    session = cards.v1.checkout.sessions.create(order())
    assert cards.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        cards.v1.checkout.sessions.expire(session.id)


def test_a_session_expires_by_itself(cards: stripe.StripeClient, browser: httpx.Client, clock: Clock) -> None:
    session = cards.v1.checkout.sessions.create(order(expires_at=int(clock.now) + 1_800))
    pay(browser, session, number="4000 0000 0000 0002")
    clock.now += 1_800
    session = cards.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (session.status, session.url) == ("expired", None)
    assert session.payment_intent.status == "canceled"


def test_the_same_key_gives_the_same_answer(cards: stripe.StripeClient) -> None:
    first = cards.v1.checkout.sessions.create(order(), {"idempotency_key": "once"})
    again = cards.v1.checkout.sessions.create(order(), {"idempotency_key": "once"})
    assert first.id == again.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.last_response.headers


def test_the_same_key_for_something_else_is_refused(cards: stripe.StripeClient) -> None:
    cards.v1.checkout.sessions.create(order(), {"idempotency_key": "taken"})
    with pytest.raises(stripe.IdempotencyError):
        cards.v1.checkout.sessions.create(order(client_reference_id="APP-2"), {"idempotency_key": "taken"})


def test_a_refusal_is_repeated_for_its_key(cards: stripe.StripeClient) -> None:
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            cards.v1.payment_intents.capture("pi_none", options={"idempotency_key": "missing"})
    assert refusal.value.headers["Idempotent-Replayed"] == "true"


def test_a_parameter_error_does_not_use_up_its_key(cards: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        cards.v1.checkout.sessions.create(order(mode="setup"), {"idempotency_key": "mended"})
    assert cards.v1.checkout.sessions.create(order(), {"idempotency_key": "mended"}).status == "open"


def test_a_key_in_use_conflicts(cards: stripe.StripeClient, sandbox: Settings, clock: Clock) -> None:
    with Store(sandbox.sandbox_data).writing() as db:
        path = "/v1/payment_intents/pi_x/capture"
        idempotency.claim(db, "busy", idempotency.fingerprint(path, ""), int(clock.now))
    with pytest.raises(stripe.APIError) as conflict:
        cards.v1.payment_intents.capture("pi_x", options={"idempotency_key": "busy"})
    assert conflict.value.http_status == 409


def test_simultaneous_captures_with_one_key_capture_once(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = authorised(cards, browser)

    def capture(_: int) -> str:
        try:
            return cards.v1.payment_intents.capture(intent.id, options={"idempotency_key": "race"}).status
        except stripe.APIError:
            return "conflict"

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(capture, range(8)))
    assert "succeeded" in answers
    assert answers <= {"succeeded", "conflict"}


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"tip": "5"}, "parameter_unknown", "tip"),
        ({"locale": "tlh"}, "parameter_invalid", "locale"),
        ({"submit_type": "donate"}, "parameter_invalid", "submit_type"),
        ({"payment_intent_data": {"capture": "x"}}, "parameter_unknown", "payment_intent_data[capture]"),
        ({"success_url": "portal"}, "parameter_invalid", "success_url"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0][price_data]"),
        ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
        ({"expires_at": 1_900_000_000}, "parameter_invalid", "expires_at"),
    ],
)
def test_what_it_does_not_know_is_refused(
    cards: stripe.StripeClient, changes: dict[str, Any], code: str, param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        cards.v1.checkout.sessions.create(order(**changes))
    assert (refusal.value.code, refusal.value.param, refusal.value.http_status) == (code, param, 400)


@pytest.mark.parametrize(
    ("asked", "code", "param"),
    [
        ({"limit": 0}, "parameter_invalid_integer", "limit"),
        ({"limit": 101}, "parameter_invalid_integer", "limit"),
        ({"type": "gift"}, "parameter_invalid", "type"),
        ({"payout": "po_1"}, "parameter_unknown", "payout"),
        ({"created": {"after": 1}}, "parameter_unknown", "created[after]"),
        ({"created": {"gte": "monday"}}, "parameter_invalid_integer", "created[gte]"),
        ({"starting_after": "txn_none"}, "resource_missing", "starting_after"),
    ],
)
def test_a_list_it_does_not_understand_is_refused(
    cards: stripe.StripeClient, asked: Any, code: str, param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        cards.v1.balance_transactions.list(asked)
    assert (refusal.value.code, refusal.value.param) == (code, param)


def test_an_unknown_object_and_an_unknown_address_are_not_found(cards: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as missing:
        cards.v1.payment_intents.retrieve("pi_none")
    assert (missing.value.http_status, missing.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as unknown:
        cards.v1.customers.list()
    assert unknown.value.http_status == 404


def test_only_known_properties_expand(cards: stripe.StripeClient) -> None:
    session = cards.v1.checkout.sessions.create(order())
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        cards.v1.checkout.sessions.retrieve(session.id, {"expand": ["customer"]})


def test_a_wrong_key_is_refused_without_being_repeated(sandbox: Settings) -> None:
    with pytest.raises(stripe.AuthenticationError) as refusal:
        library(sandbox, key="sk_test_somebody_else").v1.payment_intents.retrieve("pi_none")
    assert "somebody" not in str(refusal.value)


def test_objects_survive_a_restart(tmp_path: Path) -> None:
    with running(settings_in(tmp_path)) as first:
        session = library(first).v1.checkout.sessions.create(order())
    with running(settings_in(tmp_path)) as second:
        assert library(second).v1.checkout.sessions.retrieve(session.id).status == "open"


def test_both_web_sites_are_healthy(sandbox: Settings) -> None:
    for address in (sandbox.inbox_url, sandbox.card_url):
        assert httpx.get(f"{address}/health").json() == {"status": "ok"}
