"""The fee in two parts by card: the review fee files it, the balance lets it be approved, one page at most is open."""

from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.dues import Part
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.services.applications import receipt, status
from cecs_app.services.decide import approve
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import CardPageUnavailable, PaymentUnknown
from cecs_app.services.payments.fee import FeeState, get_fee
from cecs_app.services.payments.settle import Outcome, Settled, sweep_open_payments
from tests.fakes import TestClock, posted
from tests.fakes_cards import FakeCards
from tests.payable import (
    Owing,
    balances_of,
    came,
    come_back,
    dues_now,
    filed_at,
    owing,
    payments_of,
    start,
    status_of,
)


def pay(desk: Deps, cards: FakeCards, owed: Owing, part: Part) -> None:
    cards.pay(start(desk, owed, part))
    assert come_back(desk, owed).outcome is Outcome.PAID


def fee_state(desk: Deps, owed: Owing) -> FeeState:
    return get_fee(desk, owed.educator_id, owed.reference).state


def test_the_review_fee_alone_files_it_and_the_balance_stays_due(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada, Part.REVIEW)
    (request,) = cards.requests.values()
    assert (request.amount_cents, request.title) == (5_000, "Renewal: Initial Educator Certificate, review fee")
    assert (status_of(desk, ada), filed_at(desk, ada)) == (Status.SUBMITTED, desk.now())
    assert (fee_state(desk, ada), dues_now(desk, ada).owed_cents) == (FeeState.BALANCE, 15_000)
    assert balances_of(desk, ada) == {LedgerAccount.CARD_COMPANY: 5_000, LedgerAccount.REVIEW_FEES: -5_000}


def test_she_reads_everywhere_that_a_balance_is_still_to_be_paid(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada, Part.REVIEW)
    view = receipt.show(desk, ada.educator_id, ada.reference)
    assert (view.paid, view.owed) == ("$50.00", "$150.00")
    assert view.timely == "Filed in time: your certificate was valid through June 30, 2027."
    standing = status.show(desk, ada.educator_id, ada.reference).standing
    assert (standing.is_balance, standing.is_payable) == (True, True)
    assert "A balance of $150.00" in standing.next
    assert "A balance of $150.00 is still to be paid" in posted(desk)[0].text


def test_nothing_is_approved_before_the_balance_has_come_by_card(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada, Part.REVIEW)
    with pytest.raises(NotAllowed) as refused:
        approve(desk, ada.reference)
    assert (refused.value.code, refused.value.data) == ("balance_due", {"owed": "$150.00"})
    when_filed = filed_at(desk, ada)
    pay(desk, cards, ada, Part.ALL)
    assert [one.amount_cents for one in cards.requests.values()] == [5_000, 15_000]
    assert list(cards.requests.values())[1].title.endswith(", balance of the fee")
    assert filed_at(desk, ada) == when_filed, "the balance files nothing again"
    approve(desk, ada.reference)
    assert status_of(desk, ada) is Status.ISSUED


def test_the_balance_may_come_by_mail(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada, Part.REVIEW)
    taken = came(desk, ada, 15_000)
    assert (taken.owed_cents, taken.overpaid_cents) == (0, 0)
    assert fee_state(desk, ada) is FeeState.SETTLED
    approve(desk, ada.reference)


def test_once_filed_the_review_fee_can_not_be_paid_alone_again(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada, Part.REVIEW)
    with pytest.raises(NotAllowed) as refused:
        start(desk, ada, Part.REVIEW)
    assert refused.value.code == "nothing_to_pay"
    assert len(cards.requests) == 1


def test_where_the_balance_may_not_follow_there_is_no_part(desk: Deps, cards: FakeCards) -> None:
    whole = owing(desk, "Whole", total_cents=5_000)
    with pytest.raises(NotAllowed):
        start(desk, whole, Part.REVIEW)
    assert cards.calls == []


@pytest.mark.parametrize(("first", "second"), [(Part.ALL, Part.REVIEW), (Part.REVIEW, Part.ALL)])
def test_choosing_another_amount_closes_the_first_page(
    desk: Deps, cards: FakeCards, ada: Owing, first: Part, second: Part
) -> None:
    page = start(desk, ada, first)
    other = start(desk, ada, second)
    assert other != page
    assert [payment.refusal for payment in payments_of(desk, ada)] == ["replaced", ""]
    assert [result.state for result in cards.results.values()] == ["expired", "open"]
    cards.pay(other)
    assert come_back(desk, ada).outcome is Outcome.PAID


def test_however_often_she_changes_her_mind_one_page_at_most_can_be_paid(
    desk: Deps, cards: FakeCards, ada: Owing
) -> None:
    for part in (Part.ALL, Part.REVIEW, Part.REVIEW, Part.ALL, Part.REVIEW):
        start(desk, ada, part)
        assert [result.state for result in cards.results.values()].count("open") == 1
    assert len(cards.requests) == 4, "the same amount twice is the same page"


@pytest.mark.parametrize("trouble", ["down", "lost"])
def test_no_second_page_opens_while_the_first_may_still_be_open(
    desk: Deps, cards: FakeCards, ada: Owing, trouble: str
) -> None:
    start(desk, ada, Part.ALL)
    setattr(cards, trouble, {"expire"})
    with pytest.raises(PaymentUnknown):
        start(desk, ada, Part.REVIEW)
    assert len(cards.requests) == 1
    setattr(cards, trouble, set())
    assert start(desk, ada, Part.REVIEW)
    assert [result.state for result in cards.results.values()].count("open") == 1


class PaidInThatMoment(FakeCards):
    """Between our question and our closing, the first page is paid."""

    def expire(self, session_ref: str) -> None:
        if self.results[session_ref].state == "open":
            self.pay(f"/{session_ref}")
        super().expire(session_ref)


def test_a_page_paid_in_the_moment_of_closing_is_money_and_no_second_page_opens(desk: Deps, ada: Owing) -> None:
    cards = PaidInThatMoment()
    desk = replace(desk, cards=cards)
    start(desk, ada, Part.ALL)
    with pytest.raises(PaymentUnknown):
        start(desk, ada, Part.REVIEW)
    assert come_back(desk, ada).outcome is Outcome.PAID
    assert (len(cards.requests), dues_now(desk, ada).owed_cents) == (1, 0)


def test_an_opening_without_an_answer_is_given_up_for_another_amount(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.lost = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(desk, ada, Part.ALL)
    cards.lost = set()
    start(desk, ada, Part.REVIEW)
    first, second = payments_of(desk, ada)
    assert (first.refusal, first.session_url, second.amount_cents) == ("never_opened", "", 5_000)


class SlowToOpen(FakeCards):
    """While the first page is being made, another tab chooses another amount."""

    def open_session(self, request):  # type: ignore[no-untyped-def]  # as the protocol has it
        made = super().open_session(request)
        if len(self.requests) == 1:
            self.meanwhile()
        return made

    def meanwhile(self) -> None:
        raise NotImplementedError


def test_a_page_that_another_tab_replaced_while_it_was_made_is_shown_to_nobody(
    desk: Deps, ada: Owing, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = SlowToOpen()
    desk = replace(desk, cards=cards)
    pages: list[str] = []
    monkeypatch.setattr(cards, "meanwhile", lambda: pages.append(start(desk, ada, Part.REVIEW)))
    with pytest.raises(CardPageUnavailable):
        start(desk, ada, Part.ALL)
    assert [payment.session_url for payment in payments_of(desk, ada)] == ["", *pages]


def test_a_check_that_came_meanwhile_closes_the_page_for_what_is_owed_no_more(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    start(desk, ada, Part.ALL)
    came(desk, ada, 5_000)
    clock.forward(minutes=2)
    sweep_open_payments(desk)
    assert come_back(desk, ada) == Settled(Outcome.ENDED, "application_moved")
    assert [result.state for result in cards.results.values()] == ["expired"]


def test_a_card_held_for_what_a_check_has_paid_meanwhile_is_released(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(desk, ada, Part.ALL))
    came(desk, ada, 20_000)
    assert come_back(desk, ada) == Settled(Outcome.ENDED, "application_moved")
    assert (cards.captured, len(cards.cancelled)) == ([], 1)
    assert dues_now(desk, ada).overpaid_cents == 0


def test_the_review_fees_page_still_pays_the_balance_when_a_check_brought_the_review_fee(
    desk: Deps, cards: FakeCards, ada: Owing
) -> None:
    cards.pay(start(desk, ada, Part.REVIEW))
    came(desk, ada, 5_000)
    assert come_back(desk, ada).outcome is Outcome.PAID
    dues = dues_now(desk, ada)
    assert (dues.paid_review_cents, dues.paid_balance_cents, dues.overpaid_cents) == (5_000, 5_000, 0)


@pytest.mark.parametrize(("came_cents", "part"), [(19_951, Part.ALL), (4_951, Part.REVIEW), (19_999, Part.ALL)])
def test_less_than_fifty_cents_can_be_paid_by_mail_only(
    desk: Deps, cards: FakeCards, ada: Owing, came_cents: int, part: Part
) -> None:
    came(desk, ada, came_cents)
    with pytest.raises(NotAllowed) as refused:
        start(desk, ada, part)
    assert (refused.value.code, cards.calls) == ("nothing_to_pay", [])
    came(desk, ada, dues_now(desk, ada).owed_cents)
    assert fee_state(desk, ada) is FeeState.SETTLED


def test_fifty_cents_can_be_paid_by_card(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    came(desk, ada, 19_950)
    pay(desk, cards, ada, Part.ALL)
    assert fee_state(desk, ada) is FeeState.SETTLED


def test_money_is_taken_during_the_review_and_not_for_what_was_given_up(desk: Deps, cards: FakeCards) -> None:
    for number, ended in enumerate((Status.DENIED, Status.WITHDRAWN, Status.EXPIRED_DRAFT)):
        over = owing(desk, f"Over{number}", status=ended)
        with pytest.raises(NotAllowed):
            start(desk, over, Part.ALL)
    reviewed = owing(desk, "Reviewed", status=Status.MISSING_CREDENTIALS)
    pay(desk, cards, reviewed, Part.ALL)
    assert status_of(desk, reviewed) is Status.MISSING_CREDENTIALS, "money moves no review"
