"""Each way a card can go: what the educator reads, what happened to the money, and what she can do next."""

import pytest

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import Holder, holder_of
from tests.e2e.educator import Educator
from tests.e2e.gateway import expire_card_page, money_taken

VISA, SECURE = "4242 4242 4242 4242", "4000 0027 6000 3184"
IN_TROUBLE = {
    "4242 0000 0000 0109": "slow",
    "4242 0000 0000 0208": "hung",
    "4242 0000 0000 0307": "answer lost after it was done",
    "4242 0000 0000 0406": "an error at first",
    "4242 0000 0000 0505": "webhook late",
    "4242 0000 0000 0604": "webhook twice",
    "4242 0000 0000 0703": "webhook never",
}


@pytest.fixture
def holder(educator: Educator) -> Holder:
    return holder_of(educator.portal, CertificateKind.INITIAL)


@pytest.fixture
def reference(educator: Educator, holder: Holder) -> str:
    """Signed, and on the card company's page for the whole fee."""
    reference = steps.goes_to_pay(educator, holder)
    educator.presses("Pay $200.00 by card now")
    return reference


def has_one_receipt(educator: Educator, holder: Holder, reference: str) -> None:
    educator.waits_for_heading("Your receipt")
    educator.portal.inbox.mail(holder.email, "Receipt")
    receipts = [one for one in educator.portal.inbox.subjects(holder.email) if one.startswith("Receipt")]
    assert receipts == [f"Receipt: $200.00 paid for application {reference}"]
    assert money_taken(educator.portal, reference) == [20_000]


def reads_that_no_money_was_taken(educator: Educator, title: str) -> None:
    educator.sees_heading(title)
    educator.reads("No money was taken.")
    educator.finds_no_barrier()


@pytest.mark.parametrize("number", IN_TROUBLE, ids=IN_TROUBLE.get)
def test_whatever_trouble_the_card_company_has_she_pays_once_and_gets_one_receipt(
    educator: Educator, holder: Holder, reference: str, number: str
) -> None:
    steps.pays_on_the_card_page(educator, number)
    has_one_receipt(educator, holder, reference)


def test_a_confirmed_3_d_secure_card_pays(educator: Educator, holder: Holder, reference: str) -> None:
    steps.pays_on_the_card_page(educator, SECURE)
    educator.presses("Confirm")
    has_one_receipt(educator, holder, reference)


def test_a_failed_3_d_secure_check_is_told_and_another_card_pays(
    educator: Educator, holder: Holder, reference: str
) -> None:
    steps.pays_on_the_card_page(educator, SECURE)
    educator.presses("Fail")
    steps.turns_back(educator)
    reads_that_no_money_was_taken(educator, "Your bank could not confirm that it was you")
    educator.follows("Go back to the card page")
    steps.pays_on_the_card_page(educator, VISA)
    has_one_receipt(educator, holder, reference)


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("4000 0000 0000 0002", "Your bank declined the card"),
        ("4000 0000 0000 9995", "There was not enough money on the card"),
    ],
)
def test_a_declined_card_is_told_with_the_banks_reason(
    educator: Educator, reference: str, number: str, title: str
) -> None:
    steps.pays_on_the_card_page(educator, number)
    steps.turns_back(educator)
    reads_that_no_money_was_taken(educator, title)
    assert money_taken(educator.portal, reference) == []


def test_one_who_turns_back_is_told_that_nothing_was_taken_and_can_go_on(
    educator: Educator, holder: Holder, reference: str
) -> None:
    steps.turns_back(educator)
    reads_that_no_money_was_taken(educator, "You have not paid")
    educator.follows("Go back to the card page")
    steps.pays_on_the_card_page(educator, VISA)
    has_one_receipt(educator, holder, reference)


def test_a_card_page_that_ran_out_of_time_says_so_and_a_new_one_opens(
    educator: Educator, holder: Holder, reference: str
) -> None:
    educator.page.get_by_label("Card number").wait_for()
    expire_card_page(educator.page.url)
    educator.opens(f"/applications/{reference}/pay/result")
    reads_that_no_money_was_taken(educator, "The card page ran out of time")
    educator.follows("Choose how to pay")
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, VISA)
    has_one_receipt(educator, holder, reference)


def test_a_card_from_abroad_pays(educator: Educator, holder: Holder, reference: str) -> None:
    steps.pays_on_the_card_page(educator, "4000 0082 6000 0000")
    has_one_receipt(educator, holder, reference)
