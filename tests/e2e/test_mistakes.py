"""Mistakes are named, nothing typed is lost, and the mended form goes through."""

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator


def test_a_form_sent_empty_then_filled_goes_through(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")
    educator.fills("City", "Mystic")
    educator.presses("Save and continue")
    expect(educator.page.locator("#error-summary")).to_be_focused()
    educator.reads("Enter your street address or PO Box.")
    educator.finds_no_barrier()
    assert educator.page.get_by_label("City", exact=True).input_value() == "Mystic"
    steps.gives_details(educator)
    educator.sees_heading("Conduct questions")
    educator.page.get_by_label("Yes", exact=True).first.check()
    educator.presses("Save and continue")
    educator.reads("Question 2: choose one of the answers.")
    educator.reads("Say in a few words what happened, and when.")
    educator.finds_no_barrier()
    expect(educator.page.get_by_label("Yes", exact=True).first).to_be_checked()
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")


def test_a_refused_new_password_does_not_follow_her_to_the_login(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    educator.opens("/new-password")
    educator.fills("Old Password", "x")
    educator.fills("New Password", "y")
    educator.fills("Confirm New Password", "z")
    educator.presses("Save and Continue")
    educator.reads("There is a problem")
    educator.presses("Log out")
    educator.sees_heading("Login to the CECS")
    expect(educator.page.locator("#error-summary")).to_have_count(0)


def test_an_error_is_told_once(educator: Educator) -> None:
    educator.opens("/login")
    educator.fills("Username", "nobody.here")
    educator.fills("Password", "not the password")
    educator.presses("Login")
    educator.reads("There is a problem")
    educator.opens("/login")
    expect(educator.page.locator("#error-summary")).to_have_count(0)


def test_an_application_is_signed_with_the_name_of_its_account(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    steps.gives_details(educator)
    steps.answers_no_to_every_question(educator)
    steps.checks_signs_and_submits(educator, "Somebody Else")
    educator.reads("Sign with the name of your account.")
    educator.finds_no_barrier()


def test_an_unknown_address_gets_the_portals_own_page(educator: Educator) -> None:
    educator.opens("/no/such/page")
    educator.sees_heading("We can't find this page")
    educator.finds_no_barrier()
