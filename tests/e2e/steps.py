"""The steps that journeys share, in the order in which an educator walks them."""

import re

from playwright.sync_api import expect

from tests.e2e.accounts import PASSWORD, Holder, signed_renewal
from tests.e2e.educator import Educator

CONDUCT_QUESTIONS = 5


def logs_in(educator: Educator, holder: Holder, password: str = PASSWORD) -> None:
    educator.opens("/login")
    educator.fills("Username", holder.username)
    educator.fills("Password", password)
    educator.presses("Login")
    educator.sees_heading("Read and acknowledge")
    educator.presses("Acknowledge and Continue")
    educator.sees_heading("Your certificates")


def begins(educator: Educator, application: str) -> None:
    """From the certificates to the first question; `application` as the button's full name has it."""
    educator.presses(f"Choose: {application},")
    educator.sees_heading("Before you begin")
    educator.presses("Begin")


def gives_details(educator: Educator) -> None:
    educator.sees_heading("Your details")
    educator.fills("Street address or PO Box", "12 Elm Street")
    educator.fills("City", "New Haven")
    educator.fills("State", "CT")
    educator.fills("ZIP code", "06511")
    educator.presses("Save and continue")


def answers_no_to_every_question(educator: Educator) -> None:
    educator.sees_heading("Conduct questions")
    for answer in educator.page.get_by_label("No", exact=True).all():
        answer.check()
    assert educator.page.get_by_label("No", exact=True).count() == CONDUCT_QUESTIONS
    educator.presses("Save and continue")


def says_of_her_service(educator: Educator, answer: str) -> None:
    educator.sees_heading("Your service")
    educator.page.get_by_label(answer, exact=True).check()
    educator.presses("Save and continue")


def checks_signs_and_submits(educator: Educator, name: str) -> None:
    educator.sees_heading("Check your answers")
    educator.follows("Continue to sign")
    educator.sees_heading("Sign and submit")
    educator.page.get_by_label("I declare this.").check()
    educator.fills("Your first and last name, as your signature", name)
    educator.presses("Sign and Submit")


def continues_a_professional_certificate(educator: Educator, holder: Holder) -> str:
    """Up to the receipt; gives the reference."""
    logs_in(educator, holder)
    begins(educator, "Continuation")
    gives_details(educator)
    answers_no_to_every_question(educator)
    checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Your receipt")
    return educator.page.url.split("/")[-2]


def renews_an_initial_certificate(educator: Educator, holder: Holder) -> str:
    """Up to the choice of how to pay; gives the reference."""
    logs_in(educator, holder)
    begins(educator, "Renewal")
    gives_details(educator)
    says_of_her_service(educator, "No, never")
    answers_no_to_every_question(educator)
    checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Pay the fee")
    return educator.page.url.split("/")[-2]


def goes_to_pay(educator: Educator, holder: Holder) -> str:
    """With a renewal that she signed before; gives the reference."""
    reference = signed_renewal(educator.portal, holder)
    logs_in(educator, holder)
    educator.opens(f"/applications/{reference}/pay")
    educator.sees_heading("Pay the fee")
    return reference


def turns_back(educator: Educator) -> None:
    """From the card page, by its own link."""
    educator.follows("Back to the portal without paying")


def pays_on_the_card_page(educator: Educator, number: str) -> None:
    """On the hosted page of the card company, where the portal sees nothing of it."""
    expect(educator.page).to_have_url(re.compile(re.escape(educator.portal.card_url)))
    for label, value in (
        ("Card number", number),
        ("Expiration (MM/YY)", "08/40"),
        ("Security code", "1234" if number.startswith("3") else "123"),
        ("Name on card", "Practice Educator"),
        ("ZIP code", "06511"),
    ):
        educator.fills(label, value)
    educator.presses("Pay")
