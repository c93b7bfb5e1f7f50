"""/applications/…/pay: the fee in words, and where each button leads."""

import asyncio
from typing import Any

import pytest

from cecs_app.domain.application import Status
from cecs_app.services.deps import Deps
from cecs_app.services.payments.by_mail import get_slip
from cecs_app.ui.pay.choose import PayState
from cecs_app.ui.pay.slip import SlipState
from tests.fakes import posted
from tests.fakes_cards import FakeCards
from tests.payable import (
    Owing,
    came,
    come_back,
    events_of,
    login_of,
    owing,
    payments_of,
    set_status,
    start,
    status_of,
)
from tests.ui import states

RESULT, RECEIPT = "/applications/CT-ADA/pay/result", "/applications/CT-ADA/receipt"
BUTTONS = ("pay_all", "pay_review", "pay_later")


def press(token: str, button: str, state_class: Any = PayState) -> tuple[Any, list[str]]:
    """The screen afterwards, and where the browser was sent."""
    state = states.fresh(state_class, token=token, path="/applications/CT-ADA/pay", reference="CT-ADA")
    return state, states.redirects(asyncio.run(states.run(state, button)))


def test_the_screen_says_what_is_owed_and_what_may_be_paid_alone(token: str) -> None:
    state, sent = press(token, "load")
    assert sent == []
    fee = state.fee
    assert (fee.owed, fee.review_now, fee.can_card) == ("$200.00", "$50.00", True)
    assert "the balance of $150.00 later" in fee.split
    assert fee.title == "Renewal: Initial Educator Certificate"
    assert "$50.00 of it is the review fee, which is not refunded." in fee.notes
    assert state.ways.accepted_cards == ("Visa credit cards", "Mastercard credit cards")
    assert "Debit cards" in state.ways.refused_cards


def test_once_filed_it_says_that_only_the_balance_is_left(deps: Deps, ada: Owing, token: str) -> None:
    came(deps, ada, 5_000)
    fee = press(token, "load")[0].fee
    assert (fee.what, fee.owed, fee.review_now, fee.split) == ("Still to pay", "$150.00", "", "")
    assert "You have paid $50.00 of $200.00." in fee.notes
    assert "is filed already" in fee.card_effect and "is filed already" in fee.mail_effect


@pytest.mark.parametrize(("cents", "review_now"), [(4_950, "$0.50"), (4_951, ""), (4_999, "")])
def test_no_part_is_offered_that_a_card_can_not_pay(
    deps: Deps, ada: Owing, token: str, cents: int, review_now: str
) -> None:
    came(deps, ada, cents)
    assert press(token, "load")[0].fee.review_now == review_now


def test_for_less_than_fifty_cents_no_card_is_offered(deps: Deps, ada: Owing, token: str) -> None:
    came(deps, ada, 19_951)
    state, _ = press(token, "load")
    assert (state.fee.can_card, state.fee.owed) == (False, "$0.49")


@pytest.mark.parametrize(
    ("status", "cents", "to"),
    [
        (Status.SUBMITTED, 20_000, RECEIPT),
        (Status.ISSUED, 20_000, RECEIPT),
        (Status.DRAFT, 0, "/applications"),
        (Status.WITHDRAWN, 0, "/applications"),
        (Status.DENIED, 5_000, "/applications"),
    ],
)
def test_where_nothing_is_owed_she_is_led_away(
    deps: Deps, ada: Owing, token: str, status: Status, cents: int, to: str
) -> None:
    if cents:
        came(deps, ada, cents)
    set_status(deps, ada, status)
    assert press(token, "load")[1] == [to]


@pytest.mark.parametrize(("button", "cents"), [("pay_all", 20_000), ("pay_review", 5_000)])
def test_a_card_button_leads_to_a_card_page_of_its_amount(
    cards: FakeCards, token: str, button: str, cents: int
) -> None:
    state, sent = press(token, button)
    ((ref, request),) = cards.requests.items()
    assert (sent, request.amount_cents) == ([f"https://cards.example/pay/{ref}"], cents)
    assert (state.busy, state.errors) == (False, {})


@pytest.mark.parametrize("button", ["pay_all", "pay_review"])
def test_a_page_that_turns_out_to_be_paid_leads_to_the_receipt(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, button: str
) -> None:
    cards.pay(start(deps, ada))
    assert press(token, button)[1] == [RECEIPT]
    assert len(cards.requests) == 1


@pytest.mark.parametrize(("down", "before"), [("open_session", False), ("find_result", True)])
def test_without_an_answer_the_screen_of_outcomes_says_which_it_is(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, down: str, before: bool
) -> None:
    if before:
        cards.pay(start(deps, ada))
    cards.down = {down}
    assert press(token, "pay_all")[1] == [RESULT]


@pytest.mark.parametrize("button", BUTTONS)
def test_where_nothing_is_owed_a_button_says_so_and_asks_nobody(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, button: str
) -> None:
    came(deps, ada, 20_000)
    state, sent = press(token, button)
    assert sent == []
    assert "There is nothing to pay" in state.errors[""]
    assert (cards.calls, state.busy) == ([], False)


def test_pay_later_mails_the_slip_and_shows_it(deps: Deps, ada: Owing, token: str) -> None:
    assert press(token, "pay_later")[1] == ["/applications/CT-ADA/slip"]
    assert events_of(deps, ada) == ["pay_by_mail_chosen"]
    assert len(posted(deps)) == 1
    assert press(token, "load")[0].pays_by_mail
    assert status_of(deps, ada) is Status.AWAITING_PAYMENT


def test_the_slip_says_when_it_counts_as_filed(deps: Deps, ada: Owing, token: str) -> None:
    slip = press(token, "load", SlipState)[0].slip
    assert (slip.owed, slip.heading) == ("$200.00", "When it counts as filed")
    assert get_slip(deps, ada.educator_id, "CT-ADA").policy.payee == slip.payee
    came(deps, ada, 5_000)
    slip = press(token, "load", SlipState)[0].slip
    assert (slip.owed, slip.heading) == ("$150.00", "About the balance")


def test_a_slip_for_what_is_paid_leads_where_the_fee_is_explained(deps: Deps, ada: Owing, token: str) -> None:
    came(deps, ada, 20_000)
    assert press(token, "load", SlipState)[1] == ["/applications/CT-ADA/pay"]


@pytest.mark.parametrize("button", ["load", *BUTTONS])
def test_another_educator_finds_nothing_to_pay(deps: Deps, cards: FakeCards, ada: Owing, button: str) -> None:
    grace = login_of(deps, owing(deps, "Grace"))
    assert press(grace, button)[1] == ["/not-found"]
    assert (cards.calls, posted(deps), payments_of(deps, ada)) == ([], [], [])


@pytest.mark.parametrize("button", ["load", *BUTTONS])
def test_whoever_is_not_logged_in_is_led_to_the_login(cards: FakeCards, ada: Owing, button: str) -> None:
    assert press("invented", button)[1] == ["/login"]
    assert cards.calls == []


def test_pressed_twice_it_is_one_page(deps: Deps, cards: FakeCards, ada: Owing, token: str) -> None:
    assert press(token, "pay_all")[1] == press(token, "pay_all")[1]
    assert len(cards.requests) == 1
    cards.pay(start(deps, ada))
    assert come_back(deps, ada).outcome == "paid"
