"""A payment that never was: stopped before the money is taken, or an instrument that bounced; nothing is deleted."""

from datetime import timedelta

import pytest

from cecs_app.db import payments
from cecs_app.db.payment_tables import Payment
from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import CardPageUnavailable
from cecs_app.services.payments.settle import Outcome, Settled, sweep_open_payments
from cecs_app.services.payments.voids import void
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import (
    Owing,
    come_back,
    events_of,
    payments_of,
    start,
    status_of,
)


def stop(desk: Deps, reference: str, reason: str = "bounced") -> None:
    void(desk, reference, reason, "mia")


def newest(desk: Deps, owed: Owing) -> Payment:
    return payments_of(desk, owed)[-1]


def test_an_open_card_page_is_closed_and_she_is_told_who_did_it(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    start(desk, ada)
    stop(desk, newest(desk, ada).reference)
    assert len(cards.expired) == 1
    assert come_back(desk, ada) == Settled(Outcome.ENDED, "voided")
    assert events_of(desk, ada)[-1] == "payment_ended"
    assert start(desk, ada), "and she may pay anew"


def test_a_card_that_is_held_is_released_and_never_captured(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(desk, ada))
    stop(desk, newest(desk, ada).reference)
    assert (cards.captured, len(cards.cancelled)) == ([], 1)
    assert come_back(desk, ada) == Settled(Outcome.ENDED, "voided")
    assert status_of(desk, ada) is Status.AWAITING_PAYMENT


@pytest.mark.parametrize("is_recorded", [True, False])
def test_what_was_captured_can_only_be_refunded(desk: Deps, cards: FakeCards, ada: Owing, is_recorded: bool) -> None:
    cards.pay(start(desk, ada))
    cards.lost = set() if is_recorded else {"capture"}
    come_back(desk, ada)
    with pytest.raises(NotAllowed) as refused:
        stop(desk, newest(desk, ada).reference)
    assert refused.value.code == "already_captured"
    assert come_back(desk, ada).outcome is Outcome.PAID


def test_what_is_over_can_not_be_voided_again(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    start(desk, ada)
    reference = newest(desk, ada).reference
    stop(desk, reference.lower())
    before = contents(desk)
    with pytest.raises(NotAllowed) as refused:
        stop(desk, reference)
    assert refused.value.code == "not_open"
    assert contents(desk) == before


@pytest.mark.parametrize(("call", "is_paid"), [("find_result", False), ("expire", False), ("cancel", True)])
def test_without_an_answer_nothing_is_written_down(
    desk: Deps, cards: FakeCards, ada: Owing, call: str, is_paid: bool
) -> None:
    page = start(desk, ada)
    if is_paid:
        cards.pay(page)
    before, cards.down = contents(desk), {call}
    with pytest.raises(NotAllowed) as refused:
        stop(desk, newest(desk, ada).reference)
    assert refused.value.code == "gateway_silent"
    assert contents(desk) == before


@pytest.mark.parametrize("state", ["processing", "requires_action", "unheard_of"])
def test_a_payment_of_which_nobody_knows_is_not_called_stopped(
    desk: Deps, cards: FakeCards, ada: Owing, state: str
) -> None:
    cards.pay(start(desk, ada), intent_status=state)
    with pytest.raises(NotAllowed) as refused:
        stop(desk, newest(desk, ada).reference)
    assert refused.value.code == "gateway_silent"
    assert newest(desk, ada).open_key, "the sweep goes on asking"


def test_a_page_that_never_opened_is_ended_without_asking_anybody(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.down = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(desk, ada)
    asked = list(cards.calls)
    stop(desk, newest(desk, ada).reference)
    assert (cards.calls, newest(desk, ada).open_key) == (asked, None)


def test_a_page_that_opens_in_that_moment_is_stopped_too_or_said_to_stand(
    desk: Deps, cards: FakeCards, ada: Owing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as not opened yet; before that is written down, the other tab has stored its page."""
    cards.lost = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(desk, ada)
    cards.lost = set()
    ended: list[int] = []
    find = payments.find_by_reference

    def found_before_the_other_tab(*args: object) -> Payment | None:
        found = find(*args)  # type: ignore[arg-type]
        if not ended:
            ended.append(1)
            start(desk, ada)
        return found

    monkeypatch.setattr(payments, "find_by_reference", found_before_the_other_tab)
    try:
        stop(desk, newest(desk, ada).reference)
    except NotAllowed:
        return
    assert newest(desk, ada).open_key is None, "it said that it was stopped"


def test_a_voided_page_is_not_asked_about_any_more(desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing) -> None:
    start(desk, ada)
    stop(desk, newest(desk, ada).reference)
    clock.now += timedelta(hours=2)
    assert sweep_open_payments(desk) == 0
