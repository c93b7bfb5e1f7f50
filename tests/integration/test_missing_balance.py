"""A balance of the fee that is asked for answers itself when it is paid."""

from collections.abc import Callable

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.errors import NotAllowed
from cecs_app.services.answering import say_by_post
from cecs_app.services.applications.withdraw import withdraw
from cecs_app.services.deps import Deps
from cecs_app.services.desk import items
from cecs_app.services.desk.ask import ask
from tests.asked import TRANSCRIPT, application_of, due, in_review, sent, slot, states
from tests.at_desk import refusal
from tests.fakes import posted
from tests.payable import came, events_of, status_of


def test_a_balance_answers_itself_when_it_is_paid(deps: Deps) -> None:
    case = in_review(deps, total_cents=20_000)
    came(deps, case.owed, 5_000)
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.FEE_BALANCE, ""),), due(deps))
    with pytest.raises(NotAllowed) as refusal:
        sent(deps, case)
    assert refusal.value.code == "fee_is_paid"
    came(deps, case.owed, 10_000)
    assert (states(deps, case), status_of(deps, case.owed)) == (["asked"], Status.MISSING_CREDENTIALS)
    before = application_of(deps, case).filed_at
    came(deps, case.owed, 5_000)
    assert (states(deps, case), status_of(deps, case.owed)) == (["accepted"], Status.WAITING_REVIEW)
    assert application_of(deps, case).filed_at == before
    assert "item_accepted" in events_of(deps, case.owed)


def test_a_balance_paid_first_leaves_what_else_is_asked(deps: Deps) -> None:
    case = in_review(deps, total_cents=20_000)
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.FEE_BALANCE, ""), TRANSCRIPT), due(deps))
    came(deps, case.owed, 20_000)
    assert (sorted(states(deps, case)), status_of(deps, case.owed)) == (["accepted", "asked"], "missing_credentials")


def test_a_balance_that_comes_by_post_is_answered_and_accepted_when_it_came(deps: Deps) -> None:
    case = in_review(deps, total_cents=20_000)
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.FEE_BALANCE, ""),), due(deps))
    say_by_post(deps, slot(deps, case))
    assert (states(deps, case), status_of(deps, case.owed)) == (["by_post"], Status.WAITING_REVIEW)
    came(deps, case.owed, 20_000)
    assert (states(deps, case), status_of(deps, case.owed)) == (["accepted"], Status.WAITING_REVIEW)


@pytest.mark.parametrize("act", [items.received_by_post, items.accept])
def test_no_clerk_can_say_that_it_came_only_the_cashier_can(deps: Deps, act: Callable[..., None]) -> None:
    case = in_review(deps, total_cents=20_000)
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.FEE_BALANCE, ""),), due(deps))
    mails, item = len(posted(deps)), slot(deps, case).item
    assert refusal(lambda: act(deps, case.rita, case.reference, item)) == "fee_is_paid"
    assert (status_of(deps, case.owed), len(posted(deps))) == (Status.MISSING_CREDENTIALS, mails)
    (seen,) = items.show(deps, case.rita, case.reference).asked
    assert (seen.can_receive, seen.can_accept, seen.can_waive) == (False, False, True)


def test_nothing_comes_by_post_any_more_once_it_is_withdrawn(deps: Deps) -> None:
    case = in_review(deps, total_cents=20_000)
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.FEE_BALANCE, ""),), due(deps))
    withdraw(deps, case.owed.educator_id, case.ada.account_id, case.reference)
    assert refusal(lambda: say_by_post(deps, slot(deps, case))) == "item_closed"
    assert states(deps, case) == ["asked"]
