"""Paying the fee by card: what is captured, what is released, and what stays open until somebody knows."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.services.applications import receipt
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import start_card_payment
from cecs_app.services.payments.fee import PAYABLE, FeeState, get_fee
from cecs_app.services.payments.settle import Outcome, Settled, settle
from tests.fakes import posted
from tests.fakes_cards import FakeCards
from tests.payable import Owing, events_of, owing, payments_of, status_of


@pytest.fixture
def cards() -> FakeCards:
    return FakeCards()


@pytest.fixture
def deps(deps: Deps, cards: FakeCards) -> Deps:
    return dataclasses.replace(deps, cards=cards)


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps)


def start(deps: Deps, owed: Owing) -> str:
    return start_card_payment(deps, owed.educator_id, owed.reference)


def come_back(deps: Deps, owed: Owing) -> Settled:
    return settle(deps, owed.educator_id, owed.reference)


def test_the_card_page_is_asked_for_the_fee_and_returns_to_the_application(
    deps: Deps, cards: FakeCards, ada: Owing
) -> None:
    start(deps, ada)
    (request,) = cards.requests.values()
    assert (request.application, request.amount_cents, request.email) == ("CT-ADA", 20_000, "ada@example.org")
    assert request.title == "Renewal: Initial Educator Certificate"
    assert request.return_url == "http://localhost:3000/applications/CT-ADA/pay/result"
    assert (request.expires_at - deps.now()).total_seconds() == 3600


def test_an_accepted_card_is_captured_once_and_files_the_application(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    assert [come_back(deps, ada).outcome for _ in range(3)] == [Outcome.PAID] * 3
    assert len(cards.captured) == 1
    assert status_of(deps, ada) is Status.SUBMITTED
    assert events_of(deps, ada) == ["payment_started", "payment_paid", "application_submitted"]


def test_the_receipt_says_which_card_how_much_and_when(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada), brand="mastercard")
    come_back(deps, ada)
    (paid,) = receipt.show(deps, ada.educator_id, ada.reference).movements
    assert (paid.amount, paid.how) == ("$200.00", "Mastercard ending in 4242")
    assert paid.when == "January 15, 2027 at 12:00 PM EST"
    (mail,) = posted(deps)
    assert mail.to == "ada@example.org"
    for words in ("CT-ADA", "$200.00", "Mastercard ending in 4242", "January 15, 2027 at 12:00 PM EST"):
        assert words in mail.text


@pytest.mark.parametrize(
    ("brand", "funding", "refusal"),
    [
        ("visa", "debit", "funding_refused"),
        ("mastercard", "prepaid", "funding_refused"),
        ("visa", "unknown", "funding_refused"),
        ("visa", "", "funding_refused"),
        ("amex", "credit", "brand_refused"),
        ("discover", "credit", "brand_refused"),
        ("", "", "brand_refused"),
    ],
)
def test_a_refused_card_is_released_and_the_fee_stays_due(
    deps: Deps, cards: FakeCards, ada: Owing, brand: str, funding: str, refusal: str
) -> None:
    cards.pay(start(deps, ada), brand, funding)
    assert come_back(deps, ada) == Settled(Outcome.ENDED, refusal)
    assert (len(cards.captured), len(cards.cancelled)) == (0, 1)
    assert status_of(deps, ada) is Status.AWAITING_PAYMENT
    assert posted(deps) == []


@pytest.mark.parametrize("wrong", [{"amount_cents": 19_999}, {"currency": "eur"}, {"reference": "CT-BOB"}])
def test_a_payment_of_something_else_is_never_captured(
    deps: Deps, cards: FakeCards, ada: Owing, wrong: dict[str, object]
) -> None:
    cards.pay(start(deps, ada), **wrong)
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "not_what_was_asked")
    assert (len(cards.captured), len(cards.cancelled)) == (0, 1)


def test_after_a_refused_card_another_can_be_tried_on_a_new_page(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    first = start(deps, ada)
    cards.pay(first, funding="debit")
    come_back(deps, ada)
    second = start(deps, ada)
    assert second != first
    cards.pay(second)
    assert come_back(deps, ada).outcome is Outcome.PAID


def test_two_tabs_reach_the_same_card_page(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    assert start(deps, ada) == start(deps, ada)
    assert len(payments_of(deps, ada)) == 1


def test_tabs_in_the_same_instant_reach_the_same_card_page(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda _: start(deps, ada), range(6)))
    assert len(set(pages)) == 1
    assert (len(payments_of(deps, ada)), len(cards.requests)) == (1, 1)


def test_settling_in_the_same_instant_records_one_payment(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: come_back(deps, ada), range(6)))
    assert come_back(deps, ada).outcome is Outcome.PAID
    assert (len(cards.captured), len(posted(deps))) == (1, 1)
    assert events_of(deps, ada).count("application_submitted") == 1


def test_a_second_tab_finds_that_the_first_has_paid(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    assert start(deps, ada) == "", "there is no card page to go to"
    assert status_of(deps, ada) is Status.SUBMITTED
    assert len(cards.requests) == 1


def test_coming_back_without_paying_keeps_the_page_open(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    page = start(deps, ada)
    assert come_back(deps, ada) == Settled(Outcome.OPEN, page=page, cents=20_000)
    assert start(deps, ada) == page


def test_somebody_elses_application_is_not_found(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    charlie = owing(deps, "Charlie")
    for act in (start_card_payment, settle, get_fee, receipt.show):
        with pytest.raises(NotFound):
            act(deps, charlie.educator_id, ada.reference)
        with pytest.raises(NotFound):
            act(deps, None, ada.reference)
    assert cards.captured == []


def test_no_fee_asks_nothing(deps: Deps, cards: FakeCards) -> None:
    free = owing(deps, "Free", total_cents=0, status=Status.SUBMITTED)
    assert get_fee(deps, free.educator_id, free.reference).state is FeeState.SETTLED
    with pytest.raises(NotAllowed):
        start(deps, free)
    assert cards.calls == []


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.DRAFT, FeeState.UNSIGNED),
        (Status.AWAITING_PAYMENT, FeeState.DUE),
        (Status.SUBMITTED, FeeState.BALANCE),
        (Status.ISSUED, FeeState.BALANCE),
        (Status.DENIED, FeeState.OVER),
        (Status.WITHDRAWN, FeeState.OVER),
        (Status.EXPIRED_DRAFT, FeeState.OVER),
    ],
)
def test_the_fee_is_due_after_signing_and_before_paying(deps: Deps, status: Status, state: FeeState) -> None:
    owed = owing(deps, status=status)
    assert get_fee(deps, owed.educator_id, owed.reference).state is state
    if state not in PAYABLE:
        with pytest.raises(NotAllowed):
            start(deps, owed)
