"""When the card company is silent, the tab is closed, or time runs out: nothing is guessed, nothing is lost."""

import dataclasses

import pytest

from cecs_app.domain.application import Status
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import CardPageUnavailable, PaymentUnknown, start_card_payment
from cecs_app.services.payments.settle import Outcome, Settled, settle, sweep_open_payments
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, owing, payments_of, set_status, status_of


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


def test_a_tab_closed_after_paying_is_settled_by_the_sweep(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    assert sweep_open_payments(deps) == 1
    assert status_of(deps, ada) is Status.SUBMITTED
    assert sweep_open_payments(deps) == 0


def test_the_sweep_asks_about_an_open_page_once_a_minute(
    deps: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    start(deps, ada)
    assert [sweep_open_payments(deps), sweep_open_payments(deps)] == [1, 0]
    clock.forward(seconds=61)
    assert sweep_open_payments(deps) == 1


def test_one_sweep_settles_the_others_while_one_has_no_answer(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    bea = owing(deps, "Bea")
    cards.pay(start(deps, ada), intent_status="processing")
    cards.pay(start(deps, bea))
    sweep_open_payments(deps)
    assert (status_of(deps, ada), status_of(deps, bea)) == (Status.AWAITING_PAYMENT, Status.SUBMITTED)


def test_a_page_out_of_time_ends_and_a_new_one_opens(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    first = start(deps, ada)
    cards.let_expire(first)
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "expired")
    assert start(deps, ada) != first


def test_no_card_page_means_no_money_and_the_same_request_next_time(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.down = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(deps, ada)
    cards.down = set()
    assert start(deps, ada)
    assert (len(payments_of(deps, ada)), len(cards.requests)) == (1, 1)


def test_a_lost_answer_to_the_opening_is_asked_again_with_the_same_key(
    deps: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    cards.lost = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(deps, ada)
    cards.lost = set()
    clock.forward(minutes=5)
    assert start(deps, ada)
    assert len(cards.requests) == 1


def test_an_opening_unanswered_for_long_is_given_up_for_a_new_one(
    deps: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    cards.lost = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(deps, ada)
    cards.lost = set()
    clock.forward(minutes=25)
    assert start(deps, ada)
    assert [payment.refusal for payment in payments_of(deps, ada)] == ["never_opened", ""]


def test_an_opening_that_nobody_asks_for_again_is_ended_by_the_sweep(
    deps: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    cards.down = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(deps, ada)
    clock.forward(minutes=19)
    assert sweep_open_payments(deps) == 0
    clock.forward(minutes=2)
    sweep_open_payments(deps)
    (payment,) = payments_of(deps, ada)
    assert (payment.refusal, payment.open_key) == ("never_opened", None)


def test_while_nobody_knows_no_second_card_page_opens(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"find_result"}
    assert come_back(deps, ada).outcome is Outcome.CHECKING
    with pytest.raises(PaymentUnknown):
        start(deps, ada)
    assert len(cards.requests) == 1
    cards.down = set()
    assert come_back(deps, ada).outcome is Outcome.PAID


def test_a_capture_that_did_not_happen_is_made_later(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"capture"}
    assert come_back(deps, ada).outcome is Outcome.CHECKING
    assert status_of(deps, ada) is Status.AWAITING_PAYMENT
    cards.down = set()
    sweep_open_payments(deps)
    assert (status_of(deps, ada), len(cards.captured)) == (Status.SUBMITTED, 1)


def test_a_capture_whose_answer_was_lost_is_found_and_not_repeated(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    cards.lost = {"capture"}
    assert come_back(deps, ada).outcome is Outcome.CHECKING
    cards.lost = set()
    assert come_back(deps, ada).outcome is Outcome.PAID
    assert len(cards.captured) == 1


@pytest.mark.parametrize("trouble", ["down", "lost"])
def test_a_release_without_an_answer_is_made_sure_of_later(
    deps: Deps, cards: FakeCards, ada: Owing, trouble: str
) -> None:
    cards.pay(start(deps, ada), funding="debit")
    setattr(cards, trouble, {"cancel"})
    assert come_back(deps, ada).outcome is Outcome.CHECKING
    setattr(cards, trouble, set())
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "funding_refused")
    assert len(cards.cancelled) == 1


def test_a_card_paid_after_withdrawal_is_released(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(deps, ada))
    set_status(deps, ada, Status.WITHDRAWN)
    assert come_back(deps, ada) == Settled(Outcome.ENDED, "application_moved")
    assert (len(cards.captured), len(cards.cancelled)) == (0, 1)


def test_the_card_page_of_a_withdrawn_application_is_closed(deps: Deps, cards: FakeCards, ada: Owing) -> None:
    start(deps, ada)
    set_status(deps, ada, Status.WITHDRAWN)
    sweep_open_payments(deps)
    assert len(cards.expired) == 1
    assert payments_of(deps, ada)[0].refusal == "application_moved"
