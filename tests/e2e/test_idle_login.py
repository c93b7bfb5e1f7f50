"""An educator who walks away: warned before her login ends, kept in if she says so, and nothing left on the screen."""

import re
from datetime import timedelta

from playwright.sync_api import BrowserContext, expect
from sqlmodel import select

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import Holder, holder_of
from tests.e2e.conftest import PHONE
from tests.e2e.desk import deps_of
from tests.e2e.educator import Educator
from tests.e2e.portal import Portal

TO_THE_WARNING = "12:35"
"""Minutes and seconds until the tab asks for the first time: two and a half minutes before its login may end."""
LOOKS_AGAIN_MS = 30_000
WHY = "You were logged out, because nothing was done for 15 minutes."


def comes_in(educator: Educator) -> Holder:
    """On a browser whose clock the test turns."""
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    educator.page.clock.install()
    steps.logs_in(educator, holder)
    educator.opens("/profile")
    educator.reads(holder.email)
    return holder


def idles(portal: Portal, holder: Holder, **how_long: float) -> None:
    """As if she had done nothing for so long."""
    with deps_of(portal) as deps, deps.database.transaction() as db:
        for session in logins(db, holder):
            session.seen_at = deps.now() - timedelta(**how_long)


def logins(db: object, holder: Holder) -> list[SignInSession]:
    hers = select(SignInSession).join(Account).where(Account.username == holder.username)
    return list(db.exec(hers).all())  # type: ignore[attr-defined]


def is_warned(educator: Educator, holder: Holder) -> None:
    with educator.page.expect_response("**/session/left"):
        idles(educator.portal, holder, minutes=13)
        educator.page.clock.fast_forward(TO_THE_WARNING)
    expect(educator.page.get_by_role("alertdialog", name="Are you still there?")).to_be_visible()
    educator.reads("You will be logged out in")


def test_she_is_warned_and_stays(educator: Educator) -> None:
    holder = comes_in(educator)
    is_warned(educator, holder)
    expect(educator.page.get_by_role("button", name="Stay logged in")).to_be_focused()
    expect(educator.page.get_by_role("timer").first).to_have_text(re.compile(r"^[12]:\d\d$"))
    educator.finds_no_barrier()
    educator.page.keyboard.press("Enter")
    expect(educator.page.get_by_role("alertdialog")).to_have_count(0)
    with deps_of(educator.portal) as deps, deps.database.reading() as db:
        assert max(one.seen_at for one in logins(db, holder)) > deps.now() - timedelta(minutes=1)
    educator.follows("Certificates")
    educator.sees_heading("Your certificates")


def test_at_the_end_of_twelve_hours_staying_is_refused_in_plain_words(educator: Educator) -> None:
    holder = comes_in(educator)
    with deps_of(educator.portal) as deps, deps.database.transaction() as db:
        for session in logins(db, holder):
            session.created_at = deps.now() - timedelta(hours=12) + timedelta(minutes=2)
    educator.page.clock.fast_forward(TO_THE_WARNING)
    expect(educator.page.get_by_role("alertdialog", name="Are you still there?")).to_be_visible()
    educator.presses("Stay logged in")
    expect(educator.page.get_by_role("alertdialog", name="Your login ends soon")).to_be_visible()
    educator.reads("After 12 hours every login ends.")
    educator.finds_no_barrier()
    educator.presses("Go on")
    expect(educator.page.get_by_role("alertdialog")).to_have_count(0)
    educator.follows("Certificates")
    educator.sees_heading("Your certificates")


def test_escape_counts_as_being_there(educator: Educator) -> None:
    holder = comes_in(educator)
    is_warned(educator, holder)
    with educator.page.expect_response("**/session/stay"):
        educator.page.keyboard.press("Escape")
    expect(educator.page.get_by_role("alertdialog")).to_have_count(0)


def test_on_a_phone_the_warning_fits_and_has_no_barrier(phone: Educator) -> None:
    holder = comes_in(phone)
    is_warned(phone, holder)
    box = phone.page.get_by_role("alertdialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    phone.finds_no_barrier()


def test_who_does_nothing_finds_an_empty_screen_that_says_why(educator: Educator) -> None:
    holder = comes_in(educator)
    is_warned(educator, holder)
    idles(educator.portal, holder, minutes=15)
    expect(educator.page.get_by_text(WHY)).to_be_visible(timeout=LOOKS_AGAIN_MS)
    expect(educator.page).to_have_url(re.compile(r"/login/?\?idle=1$"))
    expect(educator.page.get_by_text(holder.email)).to_have_count(0)
    educator.page.go_back()
    educator.sees_heading("Login to the CECS")
    expect(educator.page.get_by_text(holder.email)).to_have_count(0)


def test_logging_out_in_one_tab_empties_the_other(educator: Educator, context: BrowserContext) -> None:
    holder = comes_in(educator)
    other = Educator.arrive(context, educator.portal)
    other.opens("/profile")
    other.reads(holder.email)
    other.presses("Log out")
    other.reads("You are logged out.")
    educator.page.clock.fast_forward(TO_THE_WARNING)
    expect(educator.page).to_have_url(re.compile(r"/login/?\?idle=1$"))
    expect(educator.page.get_by_text(holder.email)).to_have_count(0)


def test_asking_alone_keeps_nobody_in_and_a_lost_line_does_not_either(educator: Educator) -> None:
    holder = comes_in(educator)
    idles(educator.portal, holder, minutes=14)
    educator.page.context.set_offline(True)
    educator.page.wait_for_timeout(500)
    educator.page.context.set_offline(False)
    educator.page.clock.fast_forward(TO_THE_WARNING)
    expect(educator.page.get_by_role("alertdialog")).to_be_visible()
    with deps_of(educator.portal) as deps, deps.database.reading() as db:
        assert max(one.seen_at for one in logins(db, holder)) < deps.now() - timedelta(minutes=13)
