"""A new reviewer: made at the command line, set up in the browser, out and in again; and what an idle screen does."""

import json
import re
import subprocess
import sys
from datetime import timedelta

from playwright.sync_api import expect
from sqlmodel import select

from cecs_app.db.desk_tables import StaffSession
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.staff import Role
from tests.e2e import steps
from tests.e2e.accounts import HER_SSN, holder_of, with_number
from tests.e2e.authenticators import scans
from tests.e2e.bureau import sits_down
from tests.e2e.desk import STAFF_PASSWORD, Clerk, deps_of, hired, log_in_as_staff, logs_in
from tests.e2e.educator import Educator
from tests.e2e.portal import ROOT, Portal
from tests.e2e.test_idle_login import TO_THE_WARNING

LOOKS_AGAIN_MS = 30_000


def added(portal: Portal, username: str) -> dict[str, str]:
    """By whoever installed the portal."""
    name = ["--username", username, "--name", "Maria Reyes", "--email", f"{username}@bureau.example.test"]
    done = subprocess.run(
        [sys.executable, "-m", "cecs_app", "staff", "add", *name, "--role", "reviewer", "--not-an-educator"],
        cwd=ROOT,
        env={**portal.environment, "CECS_PUBLIC_URL": portal.url},
        check=True,
        capture_output=True,
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def test_from_the_command_line_to_the_desk_out_and_in_again(educator: Educator) -> None:
    maria = educator
    given = added(maria.portal, "mreyes")
    maria.opens(given["address"])
    maria.sees_heading("Set up your login")
    maria.finds_no_barrier()
    maria.fills("Username", "mreyes")
    maria.fills("Setup code", given["setup_code"])
    maria.presses("Begin")
    maria.reads("1. Scan this with your authenticator")
    maria.finds_no_barrier()
    clerk = Clerk(0, "mreyes", "Maria Reyes", scans(maria))
    maria.fills("New Password", STAFF_PASSWORD)
    maria.fills("Confirm New Password", STAFF_PASSWORD)
    maria.fills("Code", "000000")
    maria.presses("Save and log in")
    maria.reads("This is not the code that your authenticator shows now.")
    maria.fills("New Password", STAFF_PASSWORD)
    maria.fills("Confirm New Password", STAFF_PASSWORD)
    maria.fills("Code", clerk.code())
    maria.presses("Save and log in")
    expect(maria.page).to_have_url(re.compile(r"/desk/?$"))
    maria.reads("Maria Reyes")
    maria.presses("Log out")
    maria.reads("You are logged out.")
    logs_in(maria, clerk)
    maria.reads("Maria Reyes")


def test_a_wrong_login_says_one_thing_and_keeps_the_username(educator: Educator) -> None:
    educator.opens("/desk/login")
    educator.fills("Username", "nobody")
    educator.fills("Password", STAFF_PASSWORD)
    educator.fills("Code", "123456")
    educator.presses("Log in")
    educator.reads("The username, password and code don't go together.")
    expect(educator.page.get_by_label("Username", exact=True)).to_have_value("nobody")
    expect(educator.page.get_by_label("Password", exact=True)).to_have_value("")
    expect(educator.page).to_have_title(re.compile("^Error: "))
    educator.finds_no_barrier()


def idles(portal: Portal, clerk: Clerk, **how_long: float) -> None:
    """As if she had done nothing for so long."""
    with deps_of(portal) as deps, deps.database.transaction() as db:
        for session in db.exec(select(StaffSession).where(StaffSession.staff_id == clerk.id)).all():
            session.seen_at = deps.now() - timedelta(**how_long)


def test_an_idle_screen_warns_and_then_forgets_what_it_showed(educator: Educator) -> None:
    educator.page.clock.install()
    clerk = log_in_as_staff(educator, Role.REVIEWER)
    educator.opens("/desk/not-your-duty")
    educator.reads(clerk.name)
    with educator.page.expect_response("**/session/left"):
        idles(educator.portal, clerk, minutes=13)
        educator.page.clock.fast_forward(TO_THE_WARNING)
    warning = educator.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible()
    educator.finds_no_barrier()
    educator.presses("Stay logged in")
    expect(warning).to_have_count(0)
    idles(educator.portal, clerk, minutes=15)
    educator.page.clock.fast_forward(TO_THE_WARNING)
    expect(educator.page.get_by_text("You were logged out, because nothing was done")).to_be_visible(
        timeout=LOOKS_AGAIN_MS
    )
    expect(educator.page.get_by_text(clerk.name)).to_have_count(0)
    educator.page.go_back()
    expect(educator.page.get_by_text(clerk.name)).to_have_count(0)


def test_a_reviewer_sees_a_number_for_a_reason_and_its_owner_reads_that(educator: Educator, phone: Educator) -> None:
    holder = holder_of(phone.portal, CertificateKind.PROFESSIONAL)
    with_number(phone.portal, holder)
    reference = steps.continues_a_professional_certificate(phone, holder)
    phone.opens("/profile/ssn-log")
    phone.reads("Nobody has looked at it.")
    clerk = hired(educator.portal, Role.REVIEWER)
    sits_down(educator, clerk.username)
    educator.opens(f"/desk/applications/{reference}/ssn")
    educator.sees_heading("Show the Social Security Number")
    educator.finds_no_barrier()
    educator.chooses("Another reason")
    educator.fills("Password", STAFF_PASSWORD)
    educator.fills("Code", clerk.code())
    educator.presses("Show the SSN")
    educator.reads("There is a problem")
    expect(educator.page.get_by_label("Another reason")).to_be_checked()
    educator.finds_no_barrier()
    educator.fills("The reason in your own words", "The court asks which of two people she is.")
    educator.fills("Password", STAFF_PASSWORD)
    educator.fills("Code", clerk.code())
    educator.presses("Show the SSN")
    educator.reads(HER_SSN)
    educator.reads(holder.name)
    educator.finds_no_barrier()
    phone.opens("/profile/ssn-log")
    phone.reads("A reviewer of the Bureau")
    phone.reads("The court asks which of two people she is.")
    phone.finds_no_barrier()
    expect(phone.page.get_by_text(clerk.name)).to_have_count(0)
