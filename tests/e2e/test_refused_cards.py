"""Debit, prepaid, American Express and Discover are refused in words that say so; another card still pays."""

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator

REFUSED_ON_THE_CARD_PAGE = {
    "4000 0566 5566 5556": "Debit cards are not accepted",
    "5105 1051 0510 5100": "Prepaid cards are not accepted",
    "3782 822463 10005": "American Express is not accepted",
    "6011 1111 1111 1117": "Discover is not accepted",
}


def test_the_card_page_refuses_each_kind_and_takes_a_credit_card_after_it(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.renews_an_initial_certificate(educator, holder)
    educator.presses("Pay $200.00 by card now")
    for number, kind in REFUSED_ON_THE_CARD_PAGE.items():
        steps.pays_on_the_card_page(educator, number)
        expect(educator.page.get_by_role("alert")).to_contain_text(kind)
    steps.pays_on_the_card_page(educator, "4242 4242 4242 4242")
    educator.sees_heading("Your receipt")


def test_a_card_that_passes_the_page_by_mistake_is_refused_by_the_portal(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.renews_an_initial_certificate(educator, holder)
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, "4111 1111 1111 1111")
    educator.sees_heading("Only credit cards are accepted")
    educator.reads("no money was taken")
    educator.finds_no_barrier()
    educator.follows("Choose how to pay")
    educator.sees_heading("Pay the fee")
