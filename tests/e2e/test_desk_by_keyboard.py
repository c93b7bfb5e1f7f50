"""A reviewer at the queue, and an educator who follows her application: both with a keyboard and nothing else."""

from datetime import timedelta

from playwright.sync_api import Locator, expect

from cecs_app.db import applications
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.staff import Role
from tests.e2e import meanwhile, steps
from tests.e2e.accounts import filed_continuation, holder_of
from tests.e2e.bureau import sits_down
from tests.e2e.desk import deps_of, hired
from tests.e2e.educator import Educator
from tests.e2e.keyboard import Keyboard
from tests.e2e.portal import Portal

LONG_AGO = timedelta(days=80)
"""Before any of the practice desk that nobody has taken up, and in the window of her certificate."""


def waits_longest(portal: Portal, reference: str) -> None:
    with deps_of(portal) as deps, deps.database.transaction() as db:
        applications.get_any(db, reference).filed_at = deps.now() - LONG_AGO


def row(reviewer: Educator, number: int) -> Locator:
    return reviewer.page.locator("[data-row]").nth(number)


def test_a_reviewer_walks_the_queue_and_decides_by_keyboard_alone(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    waits_longest(educator.portal, reference)
    newcomer = hired(educator.portal, Role.REVIEWER)
    sits_down(educator, newcomer.username)
    educator.opens("/desk")
    _walks_the_rows(educator)
    _opens_the_row_and_comes_back(educator)
    educator.page.keyboard.press("n")
    educator.sees_heading(holder.name)
    educator.reads("In Review")

    keyboard = Keyboard(educator.page)
    _asks_for_a_transcript(educator, keyboard)
    keyboard.presses("button", "It came by post")
    educator.reads("Look at what arrived")
    keyboard.presses("button", "Accept")
    keyboard.presses("link", "Approve …")
    educator.sees_heading("Approve this application?")
    keyboard.presses("button", "Approve and issue")
    educator.reads("Approved and issued.")
    assert educator.portal.inbox.mail(holder.email, f"Issued: your application {reference}")


def _walks_the_rows(reviewer: Educator) -> None:
    """Down, down and up again; in the search, the keys are letters."""
    press, search = reviewer.page.keyboard.press, reviewer.page.get_by_role("searchbox")
    press("j")
    expect(row(reviewer, 0)).to_be_focused()
    press("j")
    expect(row(reviewer, 1)).to_be_focused()
    press("k")
    expect(row(reviewer, 0)).to_be_focused()
    press("/")
    expect(search).to_be_focused()
    reviewer.page.keyboard.type("jkn")
    expect(search).to_have_value("jkn")


def _opens_the_row_and_comes_back(reviewer: Educator) -> None:
    reviewer.page.keyboard.press("Tab")
    reviewer.page.keyboard.press("j")
    expect(row(reviewer, 0)).to_be_focused()
    address = row(reviewer, 0).get_attribute("href") or ""
    reviewer.page.keyboard.press("Enter")
    reviewer.is_at(address)
    Keyboard(reviewer.page).presses("link", "Back")
    reviewer.sees_heading("Queue")


def _asks_for_a_transcript(reviewer: Educator, keyboard: Keyboard) -> None:
    keyboard.presses("link", "Ask for something")
    reviewer.sees_heading("Ask for what is missing")
    keyboard.ticks("Official transcript")
    keyboard.presses("button", "Read the letter")
    reviewer.reads("This is the letter")
    keyboard.presses("button", "Send the letter")
    reviewer.reads("Reviewed: Missing Credentials")


def test_an_educator_reads_the_wait_and_answers_a_letter_by_keyboard_alone(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    steps.logs_in(educator, holder)
    keyboard = Keyboard(educator.page)
    keyboard.presses("link", "Check Status: Continuation")
    educator.sees_heading("Status of your application")
    educator.reads("The Bureau is working on applications filed on")
    educator.reads("in line.")

    meanwhile.asks(educator.portal, reference, ItemKind.TRANSCRIPT)
    keyboard.presses("link", "Back")
    educator.sees_heading("Applications")
    keyboard.presses("link", "Check Status")
    educator.reads("Reviewed: Missing Credentials")
    keyboard.presses("link", "Something is missing")
    educator.sees_heading("Something is missing")
    with educator.page.expect_download():
        keyboard.presses("link", "Download it (PDF)")
    keyboard.presses("link", "Back")
    educator.sees_heading("Status of your application")
    keyboard.presses("link", "Send what is missing")
    educator.sees_heading("What we asked you for")
    keyboard.presses("button", "It comes by post")
    educator.reads("Thank you. Nothing waits for you here now.")
    keyboard.presses("link", "Where your application stands")
    educator.sees_heading("Status of your application")
