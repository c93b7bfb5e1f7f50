"""Somebody who makes an account and logs in, by the same services as the screens, reading her mail on the way."""

import re
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser, Visitor
from cecs_app.services import passwords, sessions, sign_in, sign_up
from cecs_app.services.deps import Deps
from cecs_app.services.sessions import Begun
from tests.fakes import PostedMail, posted

PASSWORD = "gentle copper lantern drifts north"
OTHER_PASSWORD = "eleven quiet harbors under snow"
HERE = Browser("203.0.113.1")
TEMPORARY = re.compile(r"^ {4}([a-z2-9]{4}(?:-[a-z2-9]{4}){3})$", re.MULTILINE)
USERNAME = re.compile(r"CECS Username:\n {4}(\S+)\n")
LINK = re.compile(r"/confirm-email#(\S+)")


@dataclass(frozen=True)
class Member:
    """Who has made her personal password; `token` is the cookie of the login that did it."""

    id: int
    username: str
    email: str
    token: str


def ask_account(
    deps: Deps, email: str = "ada@example.org", first: str = "Ada", last: str = "Lovelace", browser: str = "a browser"
) -> None:
    sign_up.create_account(deps, browser, sign_up.Request(last, first, email, email))


def log_in(
    deps: Deps, username: str, password: str = PASSWORD, address: str = HERE.address, device: str = ""
) -> Begun:
    return sign_in.sign_in(deps, username, password, Browser(address, device=device))


def choose_password(deps: Deps, token: str, old: str, new: str = PASSWORD) -> Begun:
    return passwords.set_personal(deps, token, HERE, old=old, new=new, confirmation=new)


def member(deps: Deps, email: str = "ada@example.org", first: str = "Ada", last: str = "Lovelace") -> Member:
    ask_account(deps, email, first, last, browser=f"the browser of {email}")
    username, temporary = mailed_username(deps, email), mailed_password(deps, email)
    begun = choose_password(deps, log_in(deps, username, temporary).token, temporary)
    return Member(account_of(deps, email).id or 0, username, email, begun.token)


def visitor(deps: Deps, token: str) -> Visitor:
    found = sessions.find_visitor(deps, token)
    assert found is not None
    return found


def mails_to(deps: Deps, email: str) -> list[PostedMail]:
    return [mail for mail in posted(deps) if mail.to == email]


def mailed_username(deps: Deps, email: str) -> str:
    return _newest(deps, email, USERNAME)


def mailed_password(deps: Deps, email: str) -> str:
    return _newest(deps, email, TEMPORARY)


def mailed_link(deps: Deps, email: str) -> str:
    """The token behind the '#'."""
    return _newest(deps, email, LINK)


def account_of(deps: Deps, email: str) -> Account:
    with deps.database.reading() as db:
        return db.exec(select(Account).where(Account.email == email)).one()


def all_of(deps: Deps, table: Any) -> list[Any]:
    """The rows of a table, oldest first."""
    with deps.database.reading() as db:
        return list(db.exec(select(table).order_by(col(table.id))).all())


def _newest(deps: Deps, email: str, pattern: re.Pattern[str]) -> str:
    found = [match for mail in mails_to(deps, email) if (match := pattern.search(mail.text))]
    assert found, f"no mail to {email} has {pattern.pattern}"
    return found[-1].group(1)
