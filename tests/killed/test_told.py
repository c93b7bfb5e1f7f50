"""Killed after it is recorded but before the receipt is mailed, and while the card company tells of the payment."""

from tests.killed.case import HEARS, HEARS_NOTHING, PAID, Case
from tests.killed.gate import Moment, Request


def test_killed_when_it_is_recorded_and_the_receipt_not_mailed(case: Case) -> None:
    case.opens_the_card_page()
    with case.lane.to_mail.cut():
        case.pays()
        case.educator.waits_for_heading("Your receipt")
        case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**PAID)


def test_killed_when_the_receipt_is_taken_by_the_mail_server_and_that_is_not_recorded(case: Case) -> None:
    """It is sent again, with the same id: of the two copies a receiver may drop one. Nothing else is possible."""
    case.opens_the_card_page()
    with case.lane.to_mail.holding():
        case.pays()
        case.lane.to_mail.waits_for_a_call()
        with case.lane.nobody_writes():
            case.lane.to_mail.let_go()
            assert case.has_a_receipt()
            case.stands_a_moment()
            case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**{**PAID, "copies of the receipt": 2})


def test_killed_with_a_webhook_in_hand_before_it_is_stored(case: Case) -> None:
    address = case.opens_the_card_page()
    case.lane.webhooks.is_open = True
    with case.lane.webhooks.holding(Request.WEBHOOK, Moment.ASKED) as hold:
        case.pays_and_never_comes_back(address)
        hold.waits_for_it()
        with case.lane.nobody_writes():
            hold.let_go()
            case.stands_a_moment()
            case.portal_is_killed()
    case.portal_is_back(HEARS)
    case.settles(**PAID)


def test_killed_when_the_webhook_is_answered_and_the_card_company_is_asked(case: Case) -> None:
    """What was answered is not delivered again: the sweep has to find it."""
    address = case.opens_the_card_page()
    case.lane.webhooks.is_open = True
    with case.lane.to_cards.holding(Request.RESULT, Moment.ASKED) as hold:
        case.pays_and_never_comes_back(address)
        hold.waits_for_it()
        case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**PAID)
