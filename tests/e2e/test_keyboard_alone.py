"""From the login to the receipt and the slip without a mouse."""

from cecs_app import wiring
from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import PASSWORD, holder_of
from tests.e2e.educator import Educator
from tests.e2e.keyboard import Keyboard


def test_an_educator_renews_and_chooses_to_pay_later_by_keyboard_alone(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    keyboard = Keyboard(educator.page)
    educator.opens("/login")
    keyboard.types("Username", holder.username)
    keyboard.reaches("textbox", "Password")
    educator.page.keyboard.type(PASSWORD)
    keyboard.presses("button", "Login")
    keyboard.presses("button", "Acknowledge and Continue")
    keyboard.presses("button", "Choose: Renewal")
    educator.sees_heading("Before you begin")
    keyboard.presses("button", "Begin")
    educator.sees_heading("Your details")
    for label, value in (
        ("Street address or PO Box", "12 Elm Street"),
        ("City", "New Haven"),
        ("State", "CT"),
        ("ZIP code", "06511"),
    ):
        keyboard.types(label, value)
    keyboard.presses("button", "Save and continue")
    educator.sees_heading("Your service")
    keyboard.answers_no("served")
    keyboard.presses("button", "Save and continue")
    educator.sees_heading("Conduct questions")
    for question in wiring.deps().statements.conduct_questions(wiring.deps().today()).questions:
        keyboard.answers_no(question.id)
    keyboard.presses("button", "Save and continue")
    keyboard.presses("link", "Continue to sign")
    keyboard.ticks("I declare this.")
    keyboard.types("Your first and last name, as your signature", holder.name)
    keyboard.presses("button", "Sign and Submit")
    educator.sees_heading("Pay the fee")
    keyboard.presses("button", "Pay later by mail")
    educator.sees_heading("Pay by mail")


def test_she_turns_back_from_the_card_page_and_pays_a_part_by_keyboard_alone(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.goes_to_pay(educator, holder)
    keyboard = Keyboard(educator.page)
    keyboard.presses("button", "Pay only $50.00 now")
    keyboard.presses("link", "Back to the portal without paying")
    educator.sees_heading("You have not paid")
    keyboard.presses("link", "Go back to the card page")
    for label, value in (
        ("Card number", "4242 4242 4242 4242"),
        ("Expiration (MM/YY)", "08/40"),
        ("Security code", "123"),
        ("Name on card", "Practice Educator"),
        ("ZIP code", "06511"),
    ):
        keyboard.types(label, value)
    keyboard.presses("button", "Pay $50.00")
    educator.sees_heading("Your receipt")
    with educator.page.expect_download():
        keyboard.presses("link", "Download it (PDF)")
    keyboard.presses("link", "Pay the balance")
    educator.sees_heading("Pay the fee")
    educator.reads("$150.00")
