"""Killed once she has paid: nobody presses anything any more, and the money is taken once."""

import pytest

from tests.killed.case import HEARS, HEARS_NOTHING, PAID, Case
from tests.killed.gate import Moment, Request

EITHER_WAY = pytest.mark.parametrize("hears", [HEARS, HEARS_NOTHING], ids=["hears", "hears nothing"])


@EITHER_WAY
def test_killed_when_she_paid_and_never_came_back(case: Case, hears: bool) -> None:
    case.pays_and_never_comes_back(case.opens_the_card_page())
    case.portal_is_killed()
    case.portal_is_back(hears)
    case.settles(**PAID)


def killed_at(case: Case, request: Request, moment: Moment) -> None:
    case.opens_the_card_page()
    with case.lane.to_cards.holding(request, moment) as hold:
        case.pays()
        hold.waits_for_it()
        case.portal_is_killed()


@pytest.mark.parametrize("moment", Moment, ids=["before it is answered", "before the answer is there"])
def test_killed_while_asking_what_became_of_it(case: Case, moment: Moment) -> None:
    killed_at(case, Request.RESULT, moment)
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**PAID)


@EITHER_WAY
def test_killed_while_capturing_before_it_is_done(case: Case, hears: bool) -> None:
    killed_at(case, Request.CAPTURE, Moment.ASKED)
    case.portal_is_back(hears)
    case.settles(**PAID)


@EITHER_WAY
def test_killed_when_the_capture_is_done_and_unanswered(case: Case, hears: bool) -> None:
    killed_at(case, Request.CAPTURE, Moment.ANSWERED)
    case.portal_is_back(hears)
    case.settles(**PAID)


@EITHER_WAY
def test_killed_when_the_capture_is_answered_and_not_recorded(case: Case, hears: bool) -> None:
    case.opens_the_card_page()
    with case.lane.to_cards.holding(Request.CAPTURE, Moment.ANSWERED) as hold:
        case.pays()
        hold.waits_for_it()
        with case.lane.nobody_writes():
            hold.let_go()
            case.stands_a_moment()
            case.portal_is_killed()
    case.portal_is_back(hears)
    case.settles(**PAID)


def test_killed_twice_while_capturing_and_again_before_it_is_recorded(case: Case) -> None:
    killed_at(case, Request.CAPTURE, Moment.ASKED)
    with case.lane.to_cards.holding(Request.CAPTURE, Moment.ANSWERED) as hold:
        case.portal_is_back(HEARS)
        hold.waits_for_it()
        case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**PAID)
