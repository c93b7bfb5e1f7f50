"""Browsers known to their owners: they are throttled apart from strangers, and a login from a new one is told by mail.

So no stranger who knows a username can keep its owner out. See docs/decisions/0023-devices-that-are-known.md.
"""

from sqlmodel import Session

from cecs_app.db import devices
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.words.devices import device_words
from cecs_app.words.formats import instant_words
from cecs_app.words.letter import Letter
from cecs_app.words.letters import account as letters


def is_known(db: Session, browser: Browser, *, account_id: int | None = None, staff_id: int | None = None) -> bool:
    """Asks the database whatever is asked, so that the answer takes as long for unknown usernames."""
    return devices.find(db, token_hash(browser.device), account_id=account_id, staff_id=staff_id) is not None


def arrive(db: Session, deps: Deps, account: Account, browser: Browser) -> str:
    """At the end of a whole login: the device's cookie. Mails the owner where she logged in on others only so far."""
    if known := devices.find(db, token_hash(browser.device), account_id=account.id):
        known.seen_at = deps.now()
        return browser.device
    if devices.has_any(db, account.id or 0):
        journal.record(db, deps, "new_device", actor="educator", account_id=account.id)
        outbox.post_to_account(db, deps, account, lambda to: _letter(deps, to, browser))
    return _remember(db, deps, browser, account_id=account.id)


def arrive_at_desk(db: Session, deps: Deps, staff_id: int, browser: Browser) -> str:
    """The same for one of the staff, who also has an authenticator: no mail."""
    if known := devices.find(db, token_hash(browser.device), staff_id=staff_id):
        known.seen_at = deps.now()
        return browser.device
    return _remember(db, deps, browser, staff_id=staff_id)


def keep_only(db: Session, deps: Deps, account: Account, browser: Browser) -> str:
    """With a new password: whoever logged in with the old one is a stranger from now on."""
    devices.forget_all(db, account.id or 0)
    return _remember(db, deps, browser, account_id=account.id)


def _remember(
    db: Session, deps: Deps, browser: Browser, *, account_id: int | None = None, staff_id: int | None = None
) -> str:
    """One cookie for all who log in on this browser: a row for each of them."""
    device = browser.device or new_token()
    devices.remember(db, token_hash(device), deps.now(), account_id=account_id, staff_id=staff_id)
    return device


def _letter(deps: Deps, account: Account, browser: Browser) -> Letter:
    return letters.new_device(
        account.first_name,
        device_words(browser.user_agent),
        instant_words(deps.now()),
        deps.screen("/forgot-password"),
    )
