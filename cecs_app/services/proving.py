"""Whether it is still she: whatever could take the account from her asks for the password once more.

So a screen left open, or a stolen cookie, is not enough for it. A handler calls `check_fresh` as its first act, both
where its page opens and where its form is sent:

    await call(proving.check_fresh, who, "/profile/email")

Where her proof is too old, the guard then leads to /prove-again and from there back to that page.
"""

import re
from datetime import timedelta

from sqlmodel import Session

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import Elsewhere, InvalidFields, SignedOut
from cecs_app.services import journal, limits, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.sessions import Begun
from cecs_app.services.sign_in import unchanged

PATH, HOME = "/prove-again", "/profile"
FRESH_FOR = timedelta(minutes=10)
"""Long enough for one errand at the account. Login.gov asks after two minutes, with a second factor at hand."""
_OWN_PAGES = re.compile(r"/profile(/[a-z-]+)*")


class NeedsProof(Elsewhere):
    """Too long ago; `back` is the page that asked."""

    def __init__(self, back: str) -> None:
        super().__init__(f"{PATH}?next={back}")


def check_fresh(deps: Deps, who: Visitor, back: str) -> None:
    """`back` is the screen to return to, one under /profile. Raises NeedsProof."""
    if who.proved_at is None or deps.now() - who.proved_at > FRESH_FOR:
        raise NeedsProof(back)


def way_back(asked: str) -> str:
    """Where she may be led after proving: what stands in an address may be forged."""
    return asked if _OWN_PAGES.fullmatch(asked) else HOME


def prove(deps: Deps, token: str, password: str) -> Begun:
    """By the personal password; the login goes on under a new cookie. Raises SignedOut, InvalidFields, TooManyTries.

    The tries count together with those at the old password when a new one is set.
    """
    with deps.database.transaction() as db:
        _session, checked = _held(db, deps, token)
    limits.spend(deps, limits.NEW_PASSWORD, str(checked.id))
    is_right = deps.passwords.matches(password, checked.password_hash)
    with deps.database.transaction() as db:
        session, account = _held(db, deps, token)
        if not is_right or unchanged(db, checked) is None:
            journal.record(db, deps, "proof_refused", actor="system", account_id=account.id)
        else:
            limits.forget(db, limits.NEW_PASSWORD, str(account.id))
            journal.record(db, deps, "proved_again", actor="educator", account_id=account.id)
            session.proved_at = deps.now()
            return sessions.rotate(deps, session, account)
    raise InvalidFields({"password": "password_wrong"})


def _held(db: Session, deps: Deps, token: str) -> tuple[SignInSession, Account]:
    """Whoever came in with a temporary password has no other to prove herself by."""
    session, account = sessions.get_held(db, deps, token)
    if sessions.stage_of(deps, session, account) < Stage.SIGNED_IN:
        raise SignedOut
    return session, account
