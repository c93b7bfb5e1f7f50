"""The whole way of a card: our services, the official library, and the sandbox as a process of its own."""

import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import stripe

from cecs_app.clock import system_clock
from cecs_app.domain.application import Status
from cecs_app.domain.payment import RefundStatus
from cecs_app.gateways.cards import GatewayRefused, GatewayUnavailable, StripeCards
from cecs_app.services.applications import receipt
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import CardPageUnavailable, start_card_payment
from cecs_app.services.payments.compare import compare
from cecs_app.services.payments.refunds import Order, refund
from cecs_app.services.payments.settle import Outcome, Settled, settle, sweep_open_payments
from cecs_app.services.payments.voids import void
from tests.payable import Owing, filed_at, owing, payments_of, set_status, status_of

KEY = "sk_test_cecs_practice"
SECRET = "whsec_cecs_practice"
TYPED = {"expiry": "08/40", "code": "123", "name": "Ada Lovelace", "zip_code": "06103"}


@pytest.fixture(scope="module")
def card_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    ports = dict.fromkeys(("CARD_PORT", "INBOX_PORT", "SMTP_PORT"), "0")
    folder = str(tmp_path_factory.mktemp("sandbox"))
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox"],
        env=os.environ | ports | {"SANDBOX_DATA": folder},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(10)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.match(r"Cards\s+(\S+)", line):
            return found[1].replace("localhost", "127.0.0.1")
    raise AssertionError("the sandbox did not start")


@pytest.fixture
def deps(deps: Deps, card_url: str) -> Deps:
    # The sandbox keeps its own time, so this clock must agree with it.
    return dataclasses.replace(deps, cards=StripeCards(card_url, KEY, SECRET), clock=system_clock)


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps)


def start(deps: Deps, owed: Owing) -> str:
    return start_card_payment(deps, owed.educator_id, owed.reference)


def come_back(deps: Deps, owed: Owing) -> Settled:
    return settle(deps, owed.educator_id, owed.reference)


def type_card(page: str, number: str, **changes: str) -> httpx.Response:
    return httpx.post(page, data={"number": number} | TYPED | changes)


def intent_of(deps: Deps, card_url: str, owed: Owing) -> stripe.PaymentIntent:
    client = stripe.StripeClient(KEY, base_addresses={"api": card_url})
    ref = payments_of(deps, owed)[-1].session_ref or ""
    session = client.v1.checkout.sessions.retrieve(ref, {"expand": ["payment_intent"]})
    assert isinstance(session.payment_intent, stripe.PaymentIntent)
    return session.payment_intent


@pytest.mark.parametrize(("number", "brand"), [("4242 4242 4242 4242", "visa"), ("5555 5555 5555 4444", "mastercard")])
def test_a_credit_card_is_captured_and_files_the_application(
    deps: Deps, card_url: str, ada: Owing, number: str, brand: str
) -> None:
    answer = type_card(start(deps, ada), number)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "http://localhost:3000/applications/CT-ADA/pay/result"
    assert come_back(deps, ada).outcome is Outcome.PAID
    assert status_of(deps, ada) is Status.SUBMITTED
    intent = intent_of(deps, card_url, ada)
    assert (intent.status, intent.amount_received) == ("succeeded", 20_000)
    (paid,) = receipt.show(deps, ada.educator_id, ada.reference).movements
    assert paid.how.lower() == f"{brand} ending in {number[-4:]}"


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("4000 0566 5566 5556", "123", "Debit cards are not accepted"),
        ("5105 1051 0510 5100", "123", "Prepaid cards are not accepted"),
        ("3782 822463 10005", "1234", "American Express is not accepted"),
        ("6011 1111 1111 1117", "123", "Discover is not accepted"),
    ],
)
def test_a_refused_kind_is_refused_on_the_card_page_and_another_card_pays(
    deps: Deps, ada: Owing, number: str, code: str, words: str
) -> None:
    page = start(deps, ada)
    answer = type_card(page, number, code=code)
    assert (answer.status_code, words in answer.text) == (402, True)
    assert come_back(deps, ada).outcome is Outcome.OPEN
    type_card(page, "4242 4242 4242 4242")
    assert come_back(deps, ada).outcome is Outcome.PAID


def test_a_card_of_unknown_kind_passes_the_page_and_is_released_by_us(deps: Deps, card_url: str, ada: Owing) -> None:
    assert type_card(start(deps, ada), "4111 1111 1111 1111").status_code == 303
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "funding_refused")
    intent = intent_of(deps, card_url, ada)
    assert (intent.status, intent.amount_received) == ("canceled", 0)
    assert status_of(deps, ada) is Status.AWAITING_PAYMENT


def test_a_declined_card_takes_nothing_and_leaves_the_page_open(deps: Deps, ada: Owing) -> None:
    page = start(deps, ada)
    assert "declined" in type_card(page, "4000 0000 0000 0002").text
    assert come_back(deps, ada).outcome is Outcome.OPEN
    assert start(deps, ada) == page


def test_a_page_paid_by_someone_who_never_came_back_is_settled(deps: Deps, ada: Owing) -> None:
    type_card(start(deps, ada), "4242 4242 4242 4242")
    sweep_open_payments(deps)
    assert status_of(deps, ada) is Status.SUBMITTED


def test_one_page_can_be_paid_once(deps: Deps, ada: Owing) -> None:
    page, again = start(deps, ada), start(deps, ada)
    assert page == again
    answers = [type_card(one, "4242 4242 4242 4242").status_code for one in (page, again)]
    assert answers == [303, 409]


def test_a_withdrawn_card_page_can_not_be_paid(deps: Deps, ada: Owing) -> None:
    page = start(deps, ada)
    deps.cards.expire(payments_of(deps, ada)[0].session_ref or "")
    assert type_card(page, "4242 4242 4242 4242").status_code == 409
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "expired")


def test_a_card_company_that_is_away_is_told_as_such(deps: Deps, ada: Owing) -> None:
    away = dataclasses.replace(deps, cards=StripeCards("http://127.0.0.1:9", KEY, SECRET))
    with pytest.raises(CardPageUnavailable):
        start(away, ada)
    assert start(deps, ada), "and works again as soon as it is back"


def test_a_wrong_key_is_no_answer(deps: Deps, card_url: str, ada: Owing) -> None:
    wrong = StripeCards(card_url, "sk_test_of_somebody_else", SECRET)
    with pytest.raises(GatewayUnavailable):
        wrong.find_result("cs_test_none")


def test_it_is_filed_at_the_instant_of_the_banks_approval(deps: Deps, card_url: str, ada: Owing) -> None:
    type_card(start(deps, ada), "4242 4242 4242 4242")
    come_back(deps, ada)
    when = filed_at(deps, ada)
    charge = stripe.StripeClient(KEY, base_addresses={"api": card_url}).v1.charges.retrieve(
        str(intent_of(deps, card_url, ada).latest_charge)
    )
    submitted = deps.now().timestamp() - 60
    assert when and submitted < when.timestamp() <= deps.now().timestamp()
    assert when.timestamp() >= charge.created


def paid(deps: Deps, owed: Owing) -> str:
    """By card, and denied, so that the balance may go back; gives the payment's reference."""
    type_card(start(deps, owed), "4242 4242 4242 4242")
    come_back(deps, owed)
    set_status(deps, owed, Status.DENIED)
    return payments_of(deps, owed)[-1].reference


def test_what_goes_back_stands_in_the_companys_list_as_in_our_ledger(deps: Deps, ada: Owing) -> None:
    payment = paid(deps, ada)
    assert refund(deps, payment, Order(15_000, "denied", "mia")).status is RefundStatus.DONE
    found = compare(deps, deps.today(), deps.today())
    ours = {payments_of(deps, ada)[0].intent_ref}
    assert not ours & {one.gateway_ref for one in found.differences}
    assert found.rows >= 2


def test_a_refund_is_made_once_also_after_its_key_was_forgotten(deps: Deps, card_url: str, ada: Owing) -> None:
    paid(deps, ada)
    intent = payments_of(deps, ada)[0].intent_ref
    made = [deps.cards.refund(intent, 1_000, "R-ONCE", f"key-{number}-{intent}") for number in range(3)]
    assert len(set(made)) == 1
    refunds = stripe.StripeClient(KEY, base_addresses={"api": card_url}).v1.refunds.list({"payment_intent": intent})
    assert [one.amount for one in refunds.data] == [1_000]


def test_more_than_was_taken_is_refused_by_the_company_and_not_called_silence(deps: Deps, ada: Owing) -> None:
    paid(deps, ada)
    intent = payments_of(deps, ada)[0].intent_ref
    with pytest.raises(GatewayRefused):
        deps.cards.refund(intent, 20_001, "R-MUCH", f"key-much-{intent}")
    with pytest.raises(GatewayRefused):
        deps.cards.refund("pi_unknown", 1, "R-NONE", f"key-none-{intent}")


@pytest.mark.parametrize("number", ["", "4111 1111 1111 1111"])
def test_a_page_that_the_bureau_stops_can_not_be_paid_any_more(
    deps: Deps, card_url: str, ada: Owing, number: str
) -> None:
    page = start(deps, ada)
    if number:
        type_card(page, number)
    void(deps, payments_of(deps, ada)[0].reference, "asked for", "mia")
    assert type_card(page, "4242 4242 4242 4242").status_code == 409
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "voided")


@pytest.mark.parametrize(
    ("number", "declined"), [("4000 0000 0000 9995", "insufficient_funds"), ("4000 0000 0000 0002", "generic_decline")]
)
def test_the_banks_reason_comes_through_the_official_library(
    deps: Deps, ada: Owing, number: str, declined: str
) -> None:
    page = start(deps, ada)
    type_card(page, number)
    assert come_back(deps, ada) == Settled(Outcome.OPEN, declined, page, 20_000)
