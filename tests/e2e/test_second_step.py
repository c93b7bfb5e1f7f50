"""A second step of login: set up, used, lost and ended, by app, by passkey and by recovery code."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import PASSWORD, holder_of
from tests.e2e.authenticators import App, Keeper, scans
from tests.e2e.conftest import new_context
from tests.e2e.educator import Educator
from tests.e2e.keyboard import Keyboard
from tests.e2e.second_step import (
    is_in,
    logs_out,
    makes_a_passkey,
    opens_security,
    reads_codes,
    recovers,
    sets_up_an_app,
    types_her_password,
)


def test_an_app_is_set_up_asked_for_and_removed(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_security(educator)
    educator.finds_no_barrier()
    app, _codes = sets_up_an_app(educator)
    educator.reads("Your authenticator app is set up.")
    educator.finds_no_barrier()
    educator.follows("I have kept them")
    educator.reads("10 codes are left.")
    educator.finds_no_barrier()
    logs_out(educator)
    types_her_password(educator, holder)
    educator.finds_no_barrier()
    educator.opens("/certificates")
    educator.sees_heading("One more step to log in")
    educator.fills("Code", "000000")
    educator.presses("Log in")
    educator.reads("That didn't work.")
    expect(educator.page.get_by_label("Code", exact=True)).to_have_value("")
    educator.finds_no_barrier()
    educator.fills("Code", app.code())
    educator.presses("Log in")
    is_in(educator)
    opens_security(educator)
    educator.follows("Remove")
    educator.sees_heading("Remove your authenticator app?")
    educator.reads("It is the only second step you have.")
    educator.finds_no_barrier()
    educator.presses("Remove it")
    educator.reads("Your authenticator app is removed.")
    logs_out(educator)
    steps.logs_in(educator, holder)
    inbox = educator.portal.inbox
    inbox.mail(holder.email, "Your CECS login has a new second step")
    inbox.mail(holder.email, "A second step of your CECS login was removed")


def test_without_her_phone_a_recovery_code_lets_her_in_once(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_security(educator)
    _app, _old = sets_up_an_app(educator)
    educator.follows("I have kept them")
    educator.follows("Make new recovery codes")
    educator.presses("Make new recovery codes")
    codes = reads_codes(educator)
    with educator.page.expect_download() as kept:
        educator.follows("Save them as a file")
    text = kept.value.path().read_text()
    assert all(code in text for code in codes)
    assert holder.username in text
    educator.follows("I have kept them")
    logs_out(educator)
    types_her_password(educator, holder)
    recovers(educator, "abcdef-ghjkmn-pqrstu-vwxyz2")
    educator.reads("That didn't work.")
    expect(educator.page.get_by_label("Recovery code", exact=True)).to_be_visible()
    educator.finds_no_barrier()
    educator.fills("Recovery code", codes[4].upper())
    educator.presses("Log in with a recovery code")
    is_in(educator)
    opens_security(educator)
    educator.reads("9 codes are left.")
    educator.portal.inbox.mail(holder.email, "A recovery code was used to log in to the CECS")


@pytest.mark.parametrize("who", ["educator", "phone"])
def test_a_passkey_is_made_and_logs_her_in(request: pytest.FixtureRequest, who: str) -> None:
    educator: Educator = request.getfixturevalue(who)
    keeper = Keeper.of(educator)
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_security(educator)
    keeper.knows_her(False)
    makes_a_passkey(educator, "My phone")
    educator.reads("Nothing came from your passkey.")
    educator.finds_no_barrier()
    keeper.knows_her(True)
    educator.presses("Make the passkey")
    reads_codes(educator)
    assert keeper.kept() == 1
    educator.follows("I have kept them")
    educator.reads("My phone")
    makes_a_passkey(educator, "The same phone again")
    educator.reads("This device has a passkey for your account already.")
    logs_out(educator)
    types_her_password(educator, holder)
    educator.finds_no_barrier()
    expect(educator.page.get_by_label("Code", exact=True)).to_have_count(0)
    keeper.knows_her(False)
    educator.presses("Use your passkey")
    educator.reads("Nothing came from your passkey.")
    keeper.knows_her(True)
    educator.presses("Use your passkey")
    is_in(educator)
    opens_security(educator)
    educator.reads("Last used on")
    educator.follows("Remove")
    educator.sees_heading("Remove this passkey?")
    educator.presses("Remove it")
    educator.reads("Your passkey is removed.")


def test_a_browser_without_passkeys_says_so_and_the_other_ways_stay(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    Keeper.of(educator)
    steps.logs_in(educator, holder)
    opens_security(educator)
    makes_a_passkey(educator, "My phone")
    codes = reads_codes(educator)
    educator.follows("I have kept them")
    logs_out(educator)
    educator.page.route("**/passkeys.js", lambda route: route.abort())
    types_her_password(educator, holder)
    educator.reads("Your passkey can't be used in this browser.")
    expect(educator.page.get_by_role("button", name="Use your passkey")).to_have_count(0)
    educator.finds_no_barrier()
    recovers(educator, codes[0])
    is_in(educator)


def test_without_javascript_a_code_is_enough(educator: Educator, browser: Browser, run_folder: Path) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_security(educator)
    app, _codes = sets_up_an_app(educator)
    context = new_context(browser, run_folder, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{educator.portal.url}/login")
    page.get_by_label("Username", exact=True).fill(holder.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Login").click()
    expect(page.get_by_role("heading", level=1, name="One more step to log in")).to_be_visible()
    expect(page.get_by_role("button", name="Use your passkey")).to_have_count(0)
    page.get_by_label("Code", exact=True).fill(app.code())
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/acknowledge/?$"))
    context.close()


def test_all_of_it_by_keyboard_alone(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    Keeper.of(educator)
    keyboard = Keyboard(educator.page)
    steps.logs_in(educator, holder)
    opens_security(educator)
    keyboard.presses("link", "Set up an authenticator app")
    educator.sees_heading("Set up an authenticator app")
    app = App(scans(educator))
    keyboard.types("Code", app.code())
    keyboard.presses("button", "Set up")
    codes = reads_codes(educator)
    keyboard.presses("link", "I have kept them")
    educator.sees_heading("Sign-in and security")
    keyboard.presses("link", "Add a passkey")
    educator.sees_heading("Add a passkey")
    keyboard.types("Name of this passkey", "Security key")
    keyboard.presses("button", "Make the passkey")
    educator.reads("Your passkey is added.")
    for enters in ("passkey", "code", "recovery code"):
        keyboard.presses("button", "Log out")
        educator.reads("You are logged out.")
        keyboard.types("Username", holder.username)
        keyboard.reaches("textbox", "Password")
        educator.page.keyboard.type(PASSWORD)
        educator.page.keyboard.press("Enter")
        educator.sees_heading("One more step to log in")
        if enters == "passkey":
            keyboard.presses("button", "Use your passkey")
        elif enters == "code":
            keyboard.types("Code", app.code())
            educator.page.keyboard.press("Enter")
        else:
            educator.page.locator("summary").focus()
            educator.page.keyboard.press("Enter")
            keyboard.types("Recovery code", codes[0])
            educator.page.keyboard.press("Enter")
        educator.sees_heading("Read and acknowledge")
