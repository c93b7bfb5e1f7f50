"""A walk over every screen and state, once; a witness looks at each of them."""

import uuid

from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.credentials import ItemKind
from cecs_app.practice import people
from tests.e2e import meanwhile, steps
from tests.e2e.accounts import filed_continuation, holder_of
from tests.e2e.every_second_step_screen import second_step
from tests.e2e.test_first_time_account import creates_an_account, logs_in_with_the_two_mails
from tests.e2e.witness import Witness

PUBLIC = ("create-account", "login", "forgot-username", "forgot-password", "privacy", "not-found")
PROFILE = ("profile", "profile/contact", "profile/last-name", "profile/email", "profile/ssn-log")


def walk(witness: Witness) -> None:
    for part in (public_pages, first_time, renewal, endorsement_and_profile, decided, second_step):
        part(witness)


def public_pages(witness: Witness) -> None:
    witness.educator.opens("/")
    witness.takes("landing")
    for name in PUBLIC:
        witness.educator.opens(f"/{name}")
        witness.takes(name)


def first_time(witness: Witness) -> None:
    educator, person = witness.educator, people.CLAIMS
    email = f"{uuid.uuid4().hex[:8]}@example.test"
    educator.opens("/create-account")
    educator.presses("Submit")
    educator.reads("There is a problem")
    witness.takes("create-account-errors")
    creates_an_account(educator, email, person.first_name, person.last_name)
    witness.takes("check-your-email")
    logs_in_with_the_two_mails(educator, email)
    witness.takes("register")
    educator.fills("SSN", person.ssn)
    educator.fills_date(str(person.born.month), str(person.born.day), str(person.born.year))
    educator.presses("Register")
    educator.reads("A person")
    witness.takes("register-claim")
    asked_for_proof(witness, email)
    educator.opens("/new-password")
    witness.takes("new-password")
    educator.presses("Log out")


def asked_for_proof(witness: Witness, email: str) -> None:
    educator = witness.educator
    claim = educator.portal.inbox.mail(email, "We are looking for").fact("Reference")
    meanwhile.asks_for_proof(educator.portal, claim)
    educator.opens("/register")
    witness.takes("register-asked")
    educator.follows("Send what we asked for")
    educator.sees_heading("Please prove who you are")
    witness.takes("register-proof")
    educator.presses("It comes by post")
    educator.reads("Nothing waits for you here now")
    witness.takes("register-proof-by-post")


def renewal(witness: Witness) -> None:
    educator = witness.educator
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    educator.opens("/login")
    educator.fills("Username", holder.username)
    educator.fills("Password", steps.PASSWORD)
    educator.presses("Login")
    educator.sees_heading("Read and acknowledge")
    witness.takes("acknowledge")
    educator.presses("Acknowledge and Continue")
    educator.sees_heading("Your certificates")
    witness.takes("certificates")
    educator.page.locator("summary").first.click()
    witness.takes("certificates-others")
    educator.presses("Choose: Renewal,")
    educator.sees_heading("Before you begin")
    witness.takes("start")
    educator.presses("Begin")
    answers(witness)
    witness.takes("check")
    educator.follows("Continue to sign")
    educator.sees_heading("Sign and submit")
    witness.takes("sign")
    reference = educator.page.url.split("/")[-2]
    educator.opens(f"/applications/{reference}/check")
    steps.checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Pay the fee")
    witness.takes("pay")
    pays(witness, reference)


def answers(witness: Witness) -> None:
    educator = witness.educator
    educator.sees_heading("Your details")
    educator.presses("Save and continue")
    educator.reads("There is a problem")
    witness.takes("details-errors")
    steps.gives_details(educator)
    educator.sees_heading("Your service")
    witness.takes("service")
    educator.chooses("Yes")
    educator.presses("Save and continue")
    educator.sees_heading("Another application fits your answer")
    witness.takes("change")
    educator.follows("Change my answer")
    steps.says_of_her_service(educator, "No, never")
    educator.sees_heading("Conduct questions")
    educator.page.get_by_label("Yes", exact=True).first.check()
    witness.takes("conduct")
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")


def pays(witness: Witness, reference: str) -> None:
    educator = witness.educator
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")
    witness.takes("slip")
    educator.opens("/applications")
    witness.takes("applications")
    educator.opens(f"/applications/{reference}/receipt")
    witness.takes("receipt-waits")
    educator.opens(f"/applications/{reference}/withdraw")
    witness.takes("withdraw")
    comes_back_unpaid(witness, reference)
    educator.follows("Choose how to pay")
    educator.presses("Pay only $50.00 now")
    steps.pays_on_the_card_page(educator, "4242 4242 4242 4242")
    educator.sees_heading("Your receipt")
    witness.takes("receipt-balance")
    educator.follows("Pay the balance")
    educator.sees_heading("Pay the fee")
    witness.takes("pay-balance")
    educator.presses("Pay $150.00 by card now")
    steps.pays_on_the_card_page(educator, "5555 5555 5555 4444")
    educator.sees_heading("Your receipt")
    witness.takes("receipt")
    educator.opens(f"/applications/{reference}/status")
    witness.takes("status")
    missing(witness, reference)


def missing(witness: Witness, reference: str) -> None:
    """What the Bureau asks for, and the letter about it."""
    educator = witness.educator
    meanwhile.asks(educator.portal, reference, ItemKind.TRANSCRIPT, ItemKind.COURT_PAPERS)
    educator.opens(f"/applications/{reference}/status")
    educator.reads("Reviewed: Missing Credentials")
    witness.takes("status-missing")
    educator.follows("Something is missing")
    educator.sees_heading("Something is missing")
    witness.takes("letter")
    educator.opens(f"/applications/{reference}/missing")
    witness.takes("missing")
    educator.presses("Send this file")
    educator.reads("There is a problem")
    witness.takes("missing-errors")
    educator.presses("It comes by post")
    educator.reads("Answered")
    witness.takes("missing-by-post")


def comes_back_unpaid(witness: Witness, reference: str) -> None:
    """Each way back from the card page without money, and the card company that is away."""
    educator, gateway = witness.educator, witness.educator.portal.gateway
    educator.opens(f"/applications/{reference}/pay")
    with gateway.cut():
        educator.presses("Pay $200.00 by card now")
        educator.sees_heading("The card page can't be opened just now")
        witness.takes("pay-unreached")
    educator.follows("Choose how to pay")
    educator.presses("Pay $200.00 by card now")
    educator.page.get_by_label("Card number").wait_for()
    witness.takes("card-page")
    steps.turns_back(educator)
    educator.sees_heading("You have not paid")
    witness.takes("pay-cancelled")
    educator.follows("Go back to the card page")
    steps.pays_on_the_card_page(educator, "4000 0000 0000 9995")
    steps.turns_back(educator)
    educator.sees_heading("There was not enough money on the card")
    witness.takes("pay-declined")
    with gateway.cut():
        educator.opens(f"/applications/{reference}/pay/result")
        educator.sees_heading("We are checking your payment")
        witness.takes("pay-checking")
    educator.waits_for_heading("There was not enough money on the card")
    educator.follows("Go back to the card page")
    steps.pays_on_the_card_page(educator, "4111 1111 1111 1111")
    educator.sees_heading("Only credit cards are accepted")
    witness.takes("pay-refused")


def endorsement_and_profile(witness: Witness) -> None:
    educator = witness.educator
    educator.opens("/certificates")
    educator.page.locator("summary").first.click()
    educator.presses("Choose: Added endorsement,")
    educator.presses("Begin")
    steps.gives_details(educator)
    educator.sees_heading("Endorsements to add")
    educator.page.locator("summary").first.click()
    witness.takes("endorsements")
    for name in (*PROFILE, "confirm-email"):
        educator.opens(f"/{name}")
        witness.takes(name.replace("/", "-"))
    educator.opens("/something-went-wrong")
    witness.takes("something-went-wrong")


def decided(witness: Witness) -> None:
    """Denied, and appealed."""
    educator = witness.educator
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    meanwhile.denies(educator.portal, reference)
    steps.logs_in(educator, holder)
    educator.opens(f"/applications/{reference}/status")
    witness.takes("status-denied")
    educator.follows("Appeal the denial")
    educator.sees_heading("Appeal the denial")
    witness.takes("appeal")
    educator.presses("Appeal")
    educator.reads("There is a problem")
    witness.takes("appeal-errors")
    educator.page.locator("textarea").fill("The third year is on the back of the page that I sent.")
    educator.presses("Appeal")
    educator.sees_heading("Status of your application")
    witness.takes("status-appealed")
    educator.opens("/document-damaged")
    witness.takes("document-damaged")
