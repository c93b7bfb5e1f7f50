"""Begun at a desk, finished on a phone: each step is saved, and a closed window or a lost connection loses nothing."""

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator
from tests.e2e.line import Line


def test_a_draft_goes_on_where_it_was_left(educator: Educator, phone: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    steps.gives_details(educator)
    educator.sees_heading("Conduct questions")
    educator.page.close()
    steps.logs_in(phone, holder)
    phone.finds_no_barrier()
    phone.follows("Continue: Continuation")
    steps.answers_no_to_every_question(phone)
    phone.reads("12 Elm Street, New Haven, CT 06511")
    phone.finds_no_barrier()
    steps.checks_signs_and_submits(phone, holder.name)
    phone.sees_heading("Your receipt")


def test_two_tabs_submit_one_application(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    steps.gives_details(educator)
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")
    second = Educator(educator.page.context.new_page(), educator.portal)
    second.opens(educator.page.url)
    for tab in (educator, second):
        tab.follows("Continue to sign")
        tab.sees_heading("Sign and submit")
        tab.page.get_by_label("I declare this.").check()
        tab.fills("Your first and last name, as your signature", holder.name)
    for tab in (educator, second):
        tab.presses("Sign and Submit")
    for tab in (educator, second):
        tab.sees_heading("Your receipt")
    educator.opens("/applications")
    expect(educator.page.get_by_role("article")).to_have_count(1)


def test_what_was_typed_outlives_a_lost_connection(educator: Educator) -> None:
    line = Line.to(educator)
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")
    educator.fills("City", "Mystic")
    line.breaks()
    educator.reads("The connection is lost.")
    educator.finds_no_barrier()
    line.is_mended()
    expect(educator.page.get_by_text("The connection is lost.")).to_have_count(0, timeout=20_000)
    assert educator.page.get_by_label("City", exact=True).input_value() == "Mystic"
    steps.gives_details(educator)
    educator.sees_heading("Conduct questions")
