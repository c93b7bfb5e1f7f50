"""A reviewer at the queue, and an educator who follows her application: both with a keyboard and nothing else."""

from datetime import timedelta

from playwright.sync_api import Locator, expect

from cecs_app.db import applications
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.credentials import ItemKind
from cecs_app.practice.staff import SECOND_REVIEWER
from tests.e2e import bureau, meanwhile, steps
from tests.e2e.accounts import filed_continuation, holder_of
from tests.e2e.bureau import Sit
from tests.e2e.desk import deps_of
from tests.e2e.educator import Educator
from tests.e2e.keyboard import Keyboard
from tests.e2e.portal import Portal

at_desk = bureau.at_desk
LONGER_THAN_ANYBODY = timedelta(days=300)


def waits_longest(portal: Portal, reference: str) -> None:
    """Before all that the practice desk holds."""
    with deps_of(portal) as deps, deps.database.transaction() as db:
        row = applications.get_any(db, reference)
        row.filed_at = deps.now() - LONGER_THAN_ANYBODY


def rows(reviewer: Educator) -> Locator:
    return reviewer.page.locator("[data-row]")


def test_a_reviewer_walks_the_queue_and_decides_by_keyboard_alone(educator: Educator, at_desk: Sit) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(educator.portal, holder)
    waits_longest(educator.portal, reference)
    reviewer = at_desk(SECOND_REVIEWER)
    reviewer.opens("/desk")
    _walks_the_rows(reviewer, holder.name)
    press = reviewer.page.keyboard.press
    press("Enter")
    reviewer.sees_heading(holder.name)
    press("Alt+ArrowLeft")
    reviewer.sees_heading("Queue")
    press("n")
    reviewer.sees_heading(holder.name)
    reviewer.reads("In Review")

    keyboard = Keyboard(reviewer.page)
    _asks_for_a_transcript(reviewer, keyboard)
    keyboard.presses("button", "It came by post: Official transcript")
    reviewer.reads("Look at what arrived")
    keyboard.presses("button", "Accept: Official transcript")
    reviewer.reads("Approve …")
    keyboard.presses("link", "Approve …")
    reviewer.sees_heading("Approve this application?")
    keyboard.presses("button", "Approve and issue")
    reviewer.reads("Approved and issued.")
    assert educator.portal.inbox.mail(holder.email, f"Issued: your application {reference}")


def _walks_the_rows(reviewer: Educator, first: str) -> None:
    """Down, down and up again: to the one that was filed first."""
    press = reviewer.page.keyboard.press
    last_name = first.split()[-1]
    press("j")
    expect(rows(reviewer).first).to_be_focused()
    expect(rows(reviewer).first).to_contain_text(last_name)
    press("j")
    expect(rows(reviewer).nth(1)).to_be_focused()
    press("k")
    expect(rows(reviewer).first).to_be_focused()
    press("/")
    expect(reviewer.page.get_by_role("searchbox")).to_be_focused()
    reviewer.page.keyboard.type("n")
    expect(reviewer.page.get_by_role("searchbox")).to_have_value("n")
    press("Shift+Tab")
    press("j")
    expect(rows(reviewer).first).to_be_focused()


def _asks_for_a_transcript(reviewer: Educator, keyboard: Keyboard) -> None:
    keyboard.presses("link", "Ask for something")
    reviewer.sees_heading("Ask for what is missing")
    keyboard.ticks("Official transcript")
    keyboard.presses("button", "Read the letter")
    reviewer.reads("This is what she gets")
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
    educator.page.keyboard.press("F5")
    educator.reads("Reviewed: Missing Credentials")
    keyboard.presses("link", "Something is missing")
    educator.sees_heading("Something is missing")
    with educator.page.expect_download():
        keyboard.presses("link", "Download it (PDF)")
    keyboard.presses("link", "Back")
    educator.sees_heading("Status of your application")
    keyboard.presses("link", "Send what is missing")
    educator.sees_heading("What we asked you for")
    keyboard.presses("button", "It comes by post: Official transcript")
    educator.reads("Thank you. Nothing waits for you here now.")
    keyboard.presses("link", "Where your application stands")
    educator.sees_heading("Status of your application")
