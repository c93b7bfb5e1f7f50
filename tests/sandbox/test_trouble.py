"""The card company in trouble: whatever the first capture came to, the same call repeated ends in one capture."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import stripe
from portal_side import authorised, library

from sandbox.cards import objects
from sandbox.settings import Settings

SLOW, HUNG, ANSWER_LOST, FAILING = (f"4242 0000 0000 {last}" for last in ("0109", "0208", "0307", "0406"))


def capture(cards: stripe.StripeClient, id: str) -> stripe.PaymentIntent:
    return cards.v1.payment_intents.capture(id, options={"idempotency_key": f"capture-{id}"})


def settled(cards: stripe.StripeClient, charge: str) -> int:
    rows = cards.v1.balance_transactions.list({"limit": 100}).data
    return sum(row.source == charge for row in rows)


def test_a_slow_capture_is_done_long_before_it_is_answered(
    cards: stripe.StripeClient, browser: httpx.Client, sandbox: Settings
) -> None:
    intent = authorised(cards, browser, SLOW)
    started = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(capture, cards, intent.id)
        while cards.v1.payment_intents.retrieve(intent.id).status != "succeeded":
            assert not answer.done()
        assert time.monotonic() - started < sandbox.sandbox_slow_seconds
        assert answer.result().status == "succeeded"
    assert time.monotonic() - started >= sandbox.sandbox_slow_seconds


def test_a_hung_capture_does_nothing_and_ends_in_an_error(
    cards: stripe.StripeClient, browser: httpx.Client, sandbox: Settings
) -> None:
    intent = authorised(cards, browser, HUNG)
    started = time.monotonic()
    with pytest.raises(stripe.APIError) as failure:
        capture(cards, intent.id)
    assert time.monotonic() - started >= sandbox.sandbox_hung_seconds
    assert (failure.value.http_status, failure.value.error.type) == (500, "api_error")
    assert cards.v1.payment_intents.retrieve(intent.id).status == "requires_capture"
    assert capture(cards, intent.id).status == "succeeded"


def test_who_gives_up_on_a_hung_capture_can_repeat_it_at_once(
    cards: stripe.StripeClient, browser: httpx.Client, sandbox: Settings
) -> None:
    intent = authorised(cards, browser, HUNG)
    impatient = library(sandbox, http_client=stripe.RequestsClient(timeout=0.1))
    with pytest.raises(stripe.APIConnectionError):
        capture(impatient, intent.id)
    assert capture(cards, intent.id).status == "succeeded"
    assert settled(cards, intent.latest_charge.id) == 1


def test_a_lost_answer_hides_a_capture_that_was_done(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = authorised(cards, browser, ANSWER_LOST)
    with pytest.raises(stripe.APIConnectionError):
        capture(cards, intent.id)
    assert cards.v1.payment_intents.retrieve(intent.id).status == "succeeded"
    again = capture(cards, intent.id)
    assert (again.status, again.last_response.headers["Idempotent-Replayed"]) == ("succeeded", "true")
    assert settled(cards, intent.latest_charge.id) == 1


def test_a_failing_card_company_does_nothing_at_first_and_everything_after(
    cards: stripe.StripeClient, browser: httpx.Client
) -> None:
    intent = authorised(cards, browser, FAILING)
    with pytest.raises(stripe.APIError) as failure:
        capture(cards, intent.id)
    assert (failure.value.http_status, failure.value.error.type) == (500, "api_error")
    assert cards.v1.payment_intents.retrieve(intent.id).status == "requires_capture"
    assert capture(cards, intent.id).status == "succeeded"
    assert settled(cards, intent.latest_charge.id) == 1


@pytest.mark.parametrize("number", [SLOW, HUNG, ANSWER_LOST, FAILING])
def test_letting_a_hold_go_is_never_in_trouble(cards: stripe.StripeClient, browser: httpx.Client, number: str) -> None:
    assert cards.v1.payment_intents.cancel(authorised(cards, browser, number).id).status == "canceled"


def test_a_failure_once_execution_began_is_repeated_for_its_key(
    cards: stripe.StripeClient, browser: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    intent = authorised(cards, browser)

    def break_down(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(objects, "save", break_down)
    with pytest.raises(stripe.APIError) as failure:
        capture(cards, intent.id)
    monkeypatch.undo()
    assert failure.value.http_status == 500
    with pytest.raises(stripe.APIError) as repeated:
        capture(cards, intent.id)
    assert repeated.value.headers["Idempotent-Replayed"] == "true"
    assert cards.v1.payment_intents.capture(intent.id).status == "succeeded"
