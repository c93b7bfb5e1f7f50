"""Killed before the educator reaches the card page, or while it lies open before her."""

from tests.e2e.educator import Educator
from tests.killed.case import HEARS, HEARS_NOTHING, PAID, REVIEW_FEE, UNPAID, Case
from tests.killed.gate import Moment, Request


def she_presses_pay_again_and_pays(case: Case) -> None:
    """On the one page that there is, and she comes back from it to her receipt."""
    address = case.opens_the_card_page()
    assert [one for one in case.company.pages() if one in address] == case.company.pages()
    case.pays()
    case.educator.waits_for_heading("Your receipt")
    case.settles(**PAID)


def test_killed_before_the_card_page_was_made(case: Case) -> None:
    with case.lane.to_cards.holding(Request.OPEN, Moment.ASKED) as hold:
        case.presses_pay()
        hold.waits_for_it()
        case.portal_is_killed()
    case.portal_is_back(HEARS)
    she_presses_pay_again_and_pays(case)


def test_killed_when_the_card_page_was_made_and_its_address_not_yet_there(case: Case) -> None:
    with case.lane.to_cards.holding(Request.OPEN, Moment.ANSWERED) as hold:
        case.presses_pay()
        hold.waits_for_it()
        case.portal_is_killed()
    case.portal_is_back(HEARS)
    she_presses_pay_again_and_pays(case)


def test_killed_before_the_card_page_was_stored(case: Case) -> None:
    with case.lane.to_cards.holding(Request.OPEN, Moment.ANSWERED) as hold:
        case.presses_pay()
        hold.waits_for_it()
        with case.lane.nobody_writes():
            hold.let_go()
            case.stands_a_moment()
            case.portal_is_killed()
    case.portal_is_back(HEARS)
    she_presses_pay_again_and_pays(case)


def test_killed_while_the_card_page_is_open_and_then_she_pays(case: Case) -> None:
    address = case.opens_the_card_page()
    case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.pays_and_never_comes_back(address)
    case.settles(**PAID)


def test_killed_while_the_card_page_is_open_and_it_runs_out(case: Case) -> None:
    case.opens_the_card_page()
    case.portal_is_killed()
    case.company.expires(case.company.pages()[0])
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**{**UNPAID, "payments": ["ended expired"]})


def test_killed_when_the_old_page_was_closed_for_another_amount_and_nobody_knows(case: Case) -> None:
    case.opens_the_card_page()
    other = Educator.arrive(case.educator.page.context, case.lane.portal)
    other.opens(f"/applications/{case.reference}/pay")
    with case.lane.to_cards.holding(Request.EXPIRE, Moment.ANSWERED) as hold:
        other.presses("Pay only $50.00 now")
        hold.waits_for_it()
        case.portal_is_killed()
    other.page.close()
    case.portal_is_back(HEARS)
    case.presses_pay("Pay only $50.00 now")
    case.pays()
    case.educator.waits_for_heading("Your receipt")
    fifty = {"captured": [REVIEW_FEE], "held by the card company": REVIEW_FEE}
    case.settles(**{**PAID, **fifty, "payments": ["ended expired", "paid"]})
