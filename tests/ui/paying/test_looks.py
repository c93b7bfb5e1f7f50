"""While nobody knows what became of a payment, the screen looks again by itself, until it is known or she leaves."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.services.payments.settle import Outcome
from cecs_app.ui.pay.result import LONG, PAUSES, PayResultState
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, start, status_of
from tests.ui import states
from tests.ui.paying.looking import SCREEN, Waiting, away, opened, run, screen


def test_while_nobody_knows_it_looks_again_and_then_says_so_in_other_words(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, waiting: Waiting
) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"find_result"}
    state, titles = screen(token), []
    waiting.happens = {number: lambda: titles.append(state.words.title) for number in range(LONG + 2)}
    assert states.redirects(run(state, "load")) == []
    assert state.outcome == Outcome.CHECKING, "shown before the first answer"
    run(state, "look")
    assert titles == ["We are checking your payment"] * LONG + ["The card company doesn't answer yet"] * 2
    assert tuple(waiting.pauses) == PAUSES
    assert cards.calls.count("find_result") == len(PAUSES)
    assert "Don't pay again" in state.words.money


@pytest.mark.parametrize("looks", [0, 1, LONG + 3])
def test_as_soon_as_somebody_knows_it_leads_on(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, waiting: Waiting, looks: int
) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"find_result"}
    waiting.happens = {looks: cards.down.clear}
    _, sent = opened(token)
    assert sent == away("receipt")
    assert len(waiting.pauses) == looks + 1, "and looks no more"


def test_what_turns_out_to_be_refused_is_shown_in_place(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, waiting: Waiting
) -> None:
    cards.pay(start(deps, ada), funding="debit")
    cards.down = {"cancel"}
    waiting.happens = {1: cards.down.clear}
    state, sent = opened(token)
    assert (sent, state.outcome, len(waiting.pauses)) == ([], Outcome.ENDED, 2)
    assert state.words.title == "Only credit cards are accepted"


def test_a_login_that_ends_while_it_looks_leads_to_the_login(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, waiting: Waiting
) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"find_result"}
    waiting.happens = {2: lambda: sessions.end(deps, token)}
    _, sent = opened(token)
    assert sent == ["/login"]
    assert cards.calls.count("find_result") == 3


def test_a_login_that_grew_too_old_leads_to_the_login(
    deps: Deps, cards: FakeCards, clock: TestClock, ada: Owing, token: str, waiting: Waiting
) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"find_result"}
    waiting.happens = {0: lambda: clock.forward(hours=13)}
    assert opened(token)[1] == ["/login"]


def test_whoever_leaves_the_page_is_not_called_back_to_it(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, waiting: Waiting
) -> None:
    cards.pay(start(deps, ada))
    cards.down = {"find_result"}
    state = screen(token)
    elsewhere = states.fresh(PayResultState, token=token, path="/applications", reference="CT-ADA")
    root = state._get_root_state()
    waiting.happens = {1: lambda: root._update_router_vars(elsewhere._get_root_state().router_data, root.router_data)}
    cards_back = cards.down.clear
    waiting.happens[2] = cards_back
    assert states.redirects(run(state, "look")) == []
    assert (len(waiting.pauses), cards.calls.count("find_result")) == (2, 2)


@pytest.mark.parametrize("path", ["/applications/CT-ADA/pay", "/applications/CT-ADA/receipt", "/", "/pay/result/x"])
def test_it_looks_on_its_own_screen_only(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, waiting: Waiting, path: str
) -> None:
    cards.pay(start(deps, ada))
    asked = len(cards.calls)
    assert run(screen(token, path), "look") == []
    assert (len(cards.calls), waiting.pauses) == (asked, [])


@pytest.mark.parametrize("path", [SCREEN, f"{SCREEN}/", f"/es{SCREEN}"])
def test_it_knows_its_screen_in_every_language(
    deps: Deps, cards: FakeCards, ada: Owing, token: str, path: str
) -> None:
    cards.pay(start(deps, ada))
    run(screen(token, path), "look")
    assert status_of(deps, ada) is Status.SUBMITTED
