"""Sign-in and security: she sees where she is logged in, and ends one; its tab is shown out at its next act."""

import re

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import PASSWORD, holder_of
from tests.e2e.desk import deps_of
from tests.e2e.educator import Educator
from tests.e2e.test_idle_login import logins


def test_she_ends_the_login_on_her_phone_from_her_desk(educator: Educator, phone: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    for browser in (educator, phone):
        steps.logs_in(browser, holder)
    educator.follows("Profile")
    educator.follows("Password, second step, and where you are logged in")
    educator.sees_heading("Sign-in and security")
    entries = educator.page.get_by_role("listitem").filter(has_text="Chrome on Linux")
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text("This one")
    educator.finds_no_barrier()
    educator.presses("End this login")
    educator.reads("That login is ended. We mailed you about it.")
    expect(educator.page.locator("#logins-notice")).to_be_focused()
    expect(entries).to_have_count(1)
    educator.reads("You are logged in nowhere else.")
    educator.finds_no_barrier()
    phone.follows("Applications")
    phone.sees_heading("Login to the CECS")
    mail = educator.portal.inbox.mail(holder.email, "Logins to your CECS account were ended")
    assert "Chrome on Linux" in mail.text
    educator.follows("Certificates")
    educator.sees_heading("Your certificates")


def test_she_logs_out_everywhere_else_at_once(educator: Educator, phone: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    for browser in (educator, phone):
        steps.logs_in(browser, holder)
    phone.opens("/profile/security")
    phone.finds_no_barrier()
    phone.presses("Log out everywhere else")
    phone.reads("You are logged out everywhere else.")
    educator.follows("Profile")
    educator.sees_heading("Login to the CECS")


def test_changing_the_email_address_asks_for_the_password_when_it_was_typed_long_ago(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    with deps_of(educator.portal) as deps, deps.database.transaction() as db:
        for session in logins(db, holder):
            session.proved_at = session.created_at.replace(year=2020)
    educator.opens("/profile/email")
    educator.sees_heading("Is it you?")
    educator.finds_no_barrier()
    educator.fills("Password", "not her password at all")
    educator.presses("Continue")
    educator.reads("This is not your password.")
    educator.finds_no_barrier()
    educator.fills("Password", PASSWORD)
    educator.presses("Continue")
    educator.sees_heading("Change your email address")
    expect(educator.page).to_have_url(re.compile(r"/profile/email/?$"))
    educator.fills("New email address", f"new.{holder.email}")
    educator.presses("Mail me the link")
    educator.reads("We mailed a link to the new address.")


def test_acknowledging_by_a_double_press_keeps_her_in(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    educator.opens("/login")
    educator.fills("Username", holder.username)
    educator.fills("Password", PASSWORD)
    educator.presses("Login")
    educator.sees_heading("Read and acknowledge")
    posted: list[str] = []
    educator.page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    educator.page.get_by_role("button", name="Acknowledge and Continue").dblclick()
    educator.sees_heading("Your certificates")
    assert [url for url in posted if url.endswith("/session/acknowledge")] == posted[:1]
