"""The card company does not answer: nothing is lost, paying by mail works, and the page finds out by itself."""

import pytest

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import Holder, holder_of
from tests.e2e.educator import Educator
from tests.e2e.gateway import money_taken

VISA = "4242 4242 4242 4242"


@pytest.fixture
def holder(educator: Educator) -> Holder:
    return holder_of(educator.portal, CertificateKind.INITIAL)


@pytest.fixture
def reference(educator: Educator, holder: Holder) -> str:
    return steps.goes_to_pay(educator, holder)


def finds_no_card_page(educator: Educator) -> None:
    educator.presses("Pay $200.00 by card now")
    educator.sees_heading("The card page can't be opened just now")
    educator.reads("No money was taken.")


def test_when_no_card_page_opens_paying_by_mail_works_and_a_link_comes_by_mail(
    educator: Educator, holder: Holder, reference: str
) -> None:
    with educator.portal.gateway.cut():
        finds_no_card_page(educator)
        educator.finds_no_barrier()
        educator.opens(f"/applications/{reference}/pay/result")
        educator.sees_heading("The card page can't be opened just now")  # it survives a reload
        educator.follows("Choose how to pay")
        educator.presses("Pay later by mail")
        educator.sees_heading("Pay by mail")
    mail = educator.portal.inbox.mail(holder.email, "Pay $200.00 when you can")
    assert mail.link.endswith(f"/applications/{reference}/pay")


def test_the_link_from_the_mail_leads_to_paying_once_the_card_company_is_back(
    educator: Educator, holder: Holder, reference: str
) -> None:
    with educator.portal.gateway.cut():
        finds_no_card_page(educator)
    educator.opens(educator.portal.inbox.mail(holder.email, "Pay $200.00 when you can").link)
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, VISA)
    educator.sees_heading("Your receipt")


def test_when_it_falls_silent_after_she_paid_the_page_says_what_to_do_and_finds_out_by_itself(
    educator: Educator, reference: str
) -> None:
    educator.presses("Pay $200.00 by card now")
    educator.page.get_by_label("Card number").wait_for()
    with educator.portal.gateway.cut():
        steps.pays_on_the_card_page(educator, VISA)
        educator.sees_heading("We are checking your payment")
        educator.waits_for_heading("The card company doesn't answer yet")
        educator.reads("Don't pay again.")
        educator.finds_no_barrier()
    educator.waits_for_heading("Your receipt")
    assert money_taken(educator.portal, reference) == [20_000]


def test_while_it_hangs_she_is_told_and_no_other_page_of_hers_waits_for_it(educator: Educator, reference: str) -> None:
    educator.presses("Pay $200.00 by card now")
    educator.page.get_by_label("Card number").wait_for()
    with educator.portal.gateway.silent():
        steps.pays_on_the_card_page(educator, VISA)
        educator.sees_heading("We are checking your payment")
        educator.reads("Nobody pays twice here")
        educator.follows("Applications")
        educator.sees_heading("Applications")
        educator.opens(f"/applications/{reference}/pay/result")
        educator.sees_heading("We are checking your payment")
    educator.waits_for_heading("Your receipt")
    assert money_taken(educator.portal, reference) == [20_000]


def test_while_nobody_knows_no_second_card_page_opens(educator: Educator, reference: str) -> None:
    educator.presses("Pay $200.00 by card now")
    educator.page.get_by_label("Card number").wait_for()
    with educator.portal.gateway.cut():
        educator.opens(f"/applications/{reference}/pay")
        educator.presses("Pay $200.00 by card now")
        educator.sees_heading("We are checking your payment")
    educator.waits_for_heading("You have not paid")
    educator.follows("Go back to the card page")
    steps.pays_on_the_card_page(educator, VISA)
    educator.sees_heading("Your receipt")
    assert money_taken(educator.portal, reference) == [20_000]
