"""/applications/…/pay/result: what became of the payment, asked again and again until somebody knows or she leaves."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import CardPageUnavailable
from cecs_app.services.payments.settle import Outcome
from cecs_app.services.payments.voids import void
from cecs_app.ui.pay.result import PAUSES
from tests.fakes_cards import FakeCards
from tests.payable import Owing, login_of, owing, payments_of, set_status, start, status_of
from tests.ui import states
from tests.ui.paying.looking import Waiting, away, opened, run, screen


def test_paid_leads_to_the_receipt(deps: Deps, cards: FakeCards, ada: Owing, token: str) -> None:
    cards.pay(start(deps, ada))
    assert opened(token)[1] == away("receipt")
    assert status_of(deps, ada) is Status.SUBMITTED
    assert opened(token)[1] == away("receipt"), "and so does a reload"


def test_nothing_tried_leads_to_the_choice(token: str, cards: FakeCards) -> None:
    assert opened(token)[1] == away("pay")
    assert cards.calls == []


def test_unpaid_shows_the_way_back_to_the_card_page(deps: Deps, ada: Owing, token: str, waiting: Waiting) -> None:
    page = start(deps, ada)
    state, sent = opened(token)
    assert (sent, state.outcome, state.card_page) == ([], Outcome.OPEN, page)
    assert (state.words.title, state.words.money) == ("You have not paid", "No money was taken.")
    assert len(waiting.pauses) == len(PAUSES), "another tab or device may still pay it"


def test_a_declined_card_is_told_with_the_way_back(deps: Deps, cards: FakeCards, ada: Owing, token: str) -> None:
    page = start(deps, ada)
    cards.decline(page, "insufficient_funds")
    state, _ = opened(token)
    assert (state.outcome, state.card_page) == (Outcome.OPEN, page)
    assert state.words.title == "There was not enough money on the card"


@pytest.mark.parametrize(
    ("card", "title"),
    [
        ({"brand": "amex"}, "This kind of card is not accepted"),
        ({"funding": "debit"}, "Only credit cards are accepted"),
        ({"amount_cents": 1}, "The payment didn't match your fee"),
        ({"intent_status": "canceled"}, "The payment was not completed"),
    ],
)
def test_a_refused_card_is_told_with_what_happened_to_the_money(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, card: dict[str, object], title: str
) -> None:
    cards.pay(start(deps, ada), **card)  # type: ignore[arg-type]
    state, sent = opened(token)
    assert (sent, state.outcome, state.words.title) == ([], Outcome.ENDED, title)
    assert "no money was taken" in state.words.money
    assert (state.pay_address, state.card_page) == ("/applications/CT-ADA/pay", "")


def test_a_page_out_of_time_one_stopped_and_one_overtaken_are_told_apart(
    deps: Deps, cards: FakeCards, token: str, ada: Owing
) -> None:
    cards.let_expire(start(deps, ada))
    titles = [opened(token)[0].words.title]
    start(deps, ada)
    void(deps, payments_of(deps, ada)[-1].reference, "asked for", "mia")
    titles.append(opened(token)[0].words.title)
    start(deps, ada)
    set_status(deps, ada, Status.WITHDRAWN)
    titles.append(opened(token)[0].words.title)
    assert titles == [
        "The card page ran out of time",
        "The Bureau stopped this payment",
        "The fee was no longer due",
    ]


def test_a_page_that_never_opened_is_told_without_asking(deps: Deps, cards: FakeCards, ada: Owing, token: str) -> None:
    cards.down = {"open_session"}
    with pytest.raises(CardPageUnavailable):
        start(deps, ada)
    asked = len(cards.calls)
    state, _ = opened(token)
    assert (state.outcome, state.words.title) == (Outcome.UNREACHED, "The card page can't be opened just now")
    assert len(cards.calls) == asked


@pytest.mark.parametrize("handler", ["load", "look"])
@pytest.mark.parametrize("reference", ["CT-ADA", "CT-NOBODY", "", "\x00"])
def test_another_educators_payment_is_not_there(
    deps: Deps, cards: FakeCards, ada: Owing, waiting: Waiting, handler: str, reference: str
) -> None:
    cards.pay(start(deps, ada))
    grace = login_of(deps, owing(deps, "Grace"))
    asked = len(cards.calls)
    assert states.redirects(run(screen(grace, reference=reference), handler)) == ["/not-found"]
    assert (len(cards.calls), waiting.pauses) == (asked, [])


@pytest.mark.parametrize("handler", ["load", "look"])
def test_whoever_is_not_logged_in_is_led_to_the_login(
    deps: Deps, cards: FakeCards, ada: Owing, waiting: Waiting, handler: str
) -> None:
    cards.pay(start(deps, ada))
    assert states.redirects(run(screen("invented"), handler)) == ["/login"]
    assert cards.captured == []
