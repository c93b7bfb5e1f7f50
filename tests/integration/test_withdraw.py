"""An educator takes her application back: until it is approved, and not while her card is being charged."""

from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import Elsewhere, NotAllowed
from cecs_app.services.applications import withdraw
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import start_card_payment
from cecs_app.services.payments.settle import settle
from tests.applying import (
    Applicant,
    applicant,
    at_once,
    begun,
    events_of,
    filed,
    filled,
    moved,
    sign,
    status_of,
    stored,
)
from tests.fakes_cards import FakeCards

REVIEWED = [Status.IN_REVIEW]
MISSING = [*REVIEWED, Status.MISSING_CREDENTIALS]
APPROVED = [*REVIEWED, Status.APPROVED]


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


def take_back(deps: Deps, who: Applicant, reference: str) -> str:
    return withdraw.withdraw(deps, who.educator_id, who.account_id, reference)


def test_a_draft_is_withdrawn_and_makes_room_for_another(deps: Deps, ada: Applicant) -> None:
    reference = begun(deps, ada, "continuation")
    assert withdraw.show(deps, ada.educator_id, reference).reference == reference
    assert take_back(deps, ada, reference) == f"/applications/{reference}/status"
    assert (status_of(deps, reference), stored(deps, reference).open_key) == (Status.WITHDRAWN, None)
    event = events_of(deps, reference)[-1]
    assert (event.name, event.actor, event.account_id) == ("application_withdrawn", "educator", ada.account_id)
    assert begun(deps, ada, "continuation") != reference


def test_a_signed_one_that_is_not_paid_can_be_withdrawn(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "duplicate")
    sign(deps, ada, reference)
    take_back(deps, ada, reference)
    assert status_of(deps, reference) is Status.WITHDRAWN


@pytest.mark.parametrize("path", [[], REVIEWED, MISSING, [*MISSING, Status.WAITING_REVIEW]])
def test_a_filed_one_can_be_withdrawn_until_it_is_decided(deps: Deps, ada: Applicant, path: list[Status]) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, *path)
    take_back(deps, ada, reference)
    assert status_of(deps, reference) is Status.WITHDRAWN


@pytest.mark.parametrize("path", [APPROVED, [*APPROVED, Status.ISSUED], [*REVIEWED, Status.DENIED]])
def test_what_is_decided_can_not_be_withdrawn(deps: Deps, ada: Applicant, path: list[Status]) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, *path)
    with pytest.raises(Elsewhere) as led:
        withdraw.show(deps, ada.educator_id, reference)
    assert led.value.path == f"/applications/{reference}/status"
    with pytest.raises(NotAllowed) as caught:
        take_back(deps, ada, reference)
    assert caught.value.code == "status_moved"
    assert status_of(deps, reference) is path[-1]


def test_withdrawing_twice_or_in_two_tabs_is_one_withdrawal(deps: Deps, ada: Applicant) -> None:
    reference = begun(deps, ada, "continuation")
    assert set(at_once(6, lambda: take_back(deps, ada, reference))) == {f"/applications/{reference}/status"}
    assert [one.name for one in events_of(deps, reference)].count("application_withdrawn") == 1


def test_an_open_card_page_is_closed_first(deps: Deps, ada: Applicant) -> None:
    cards = FakeCards()
    deps = replace(deps, cards=cards)
    reference = filled(deps, ada, "duplicate")
    sign(deps, ada, reference)
    page = start_card_payment(deps, ada.educator_id, reference)
    take_back(deps, ada, reference)
    assert status_of(deps, reference) is Status.WITHDRAWN
    assert cards.expired == [page.rpartition("/")[2]]


def test_what_was_paid_a_moment_ago_is_not_withdrawn_unpaid(deps: Deps, ada: Applicant) -> None:
    cards = FakeCards()
    deps = replace(deps, cards=cards)
    reference = filled(deps, ada, "duplicate")
    sign(deps, ada, reference)
    cards.pay(start_card_payment(deps, ada.educator_id, reference))
    with pytest.raises(Elsewhere):
        take_back(deps, ada, reference)
    assert (status_of(deps, reference), len(cards.captured)) == (Status.SUBMITTED, 1)
    assert cards.expired == []


def test_while_the_gateway_does_not_answer_it_stays_until_the_card_page_has_ended(deps: Deps, ada: Applicant) -> None:
    cards = FakeCards()
    deps = replace(deps, cards=cards)
    reference = filled(deps, ada, "duplicate")
    sign(deps, ada, reference)
    page = start_card_payment(deps, ada.educator_id, reference)
    cards.down = {"find_result"}
    with pytest.raises(NotAllowed) as caught:
        take_back(deps, ada, reference)
    assert caught.value.code == "payment_under_way"
    assert status_of(deps, reference) is Status.AWAITING_PAYMENT
    cards.down = set()
    cards.let_expire(page)
    settle(deps, ada.educator_id, reference)
    take_back(deps, ada, reference)
    assert status_of(deps, reference) is Status.WITHDRAWN
