"""What educators with a second step do in several journeys."""

from playwright.sync_api import expect

from tests.e2e.accounts import PASSWORD, Holder
from tests.e2e.authenticators import App, scans
from tests.e2e.educator import Educator


def types_her_password(who: Educator, holder: Holder) -> None:
    who.opens("/login")
    who.fills("Username", holder.username)
    who.fills("Password", PASSWORD)
    who.presses("Login")
    who.sees_heading("One more step to log in")


def is_in(who: Educator) -> None:
    who.presses("Acknowledge and Continue")
    who.sees_heading("Your certificates")


def logs_out(who: Educator) -> None:
    who.presses("Log out")
    who.reads("You are logged out.")


def opens_security(who: Educator) -> None:
    who.opens("/profile/security")
    who.sees_heading("Sign-in and security")


def sets_up_an_app(who: Educator) -> tuple[App, list[str]]:
    """From her security page; her app, and her recovery codes as she reads them."""
    who.follows("Set up an authenticator app")
    who.sees_heading("Set up an authenticator app")
    app = App(scans(who))
    who.fills("Code", app.code())
    who.presses("Set up")
    return app, reads_codes(who)


def reads_codes(who: Educator) -> list[str]:
    who.sees_heading("Your recovery codes")
    codes = who.page.locator(".recovery-codes li").all_inner_texts()
    assert len(codes) == 10
    return codes


def makes_a_passkey(who: Educator, name: str) -> None:
    who.follows("Add a passkey")
    who.sees_heading("Add a passkey")
    who.fills("Name of this passkey", name)
    who.presses("Make the passkey")


def recovers(who: Educator, code: str) -> None:
    who.page.get_by_text("I don't have it with me").click()
    who.fills("Recovery code", code)
    who.presses("Log in with a recovery code")


def is_told(who: Educator, words: str) -> None:
    expect(who.page.get_by_text(words).first).to_be_visible()
