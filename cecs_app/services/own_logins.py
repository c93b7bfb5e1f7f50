"""Where she is logged in: shown to her, and ended by her from here."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.db import accounts, logins
from cecs_app.db.login_tables import SignInSession
from cecs_app.domain.access import Visitor
from cecs_app.services import journal, outbox, sessions
from cecs_app.services.deps import Deps
from cecs_app.words.devices import device_words
from cecs_app.words.formats import instant_words, short_instant_words
from cecs_app.words.letters.logins import logins_ended


@dataclass(frozen=True)
class LoginView:
    """`device` and `address` are what its browser says, and from where it came when it logged in."""

    number: int
    device: str
    address: str
    since: str
    seen: str
    is_this: bool
    awaits_proof: bool
    """Somebody knows the password, and the second step is still to come."""


def list_all(deps: Deps, who: Visitor) -> tuple[LoginView, ...]:
    """This one first, then the one used last."""
    with deps.database.reading() as db:
        found = _live(db, deps, who)
    return tuple(_view(one, who) for one in sorted(found, key=lambda one: one.id != who.session_id))


def end_one(deps: Deps, who: Visitor, number: int) -> None:
    """Nothing happens where it is not hers, is over, or is the one she is in: that is what logging out is for."""
    _end(deps, who, number)


def end_others(deps: Deps, who: Visitor) -> None:
    """All but the one she is in."""
    _end(deps, who, None)


def _end(deps: Deps, who: Visitor, number: int | None) -> None:
    """Mails her what was ended: if it was not she who did it, she should know."""
    with deps.database.transaction() as db:
        account = accounts.get_locked(db, who.account_id)
        others = [one for one in _live(db, deps, who) if one.id != who.session_id]
        chosen = [one for one in others if number in (None, one.id)]
        if not chosen:
            return
        logins.end(db, who.account_id, [one.id or 0 for one in chosen], deps.now())
        journal.record(db, deps, "other_logins_ended", actor="educator", account_id=who.account_id, count=len(chosen))
        outbox.post_to_account(
            db,
            deps,
            account,
            lambda to: logins_ended(to.first_name, [_told(one) for one in chosen], deps.screen("/forgot-password")),
        )


def _live(db: Session, deps: Deps, who: Visitor) -> list[SignInSession]:
    return [one for one in logins.open_of(db, who.account_id) if deps.now() < sessions.ends_at(deps, one)]


def _told(session: SignInSession) -> tuple[str, str]:
    return device_words(session.user_agent), instant_words(session.created_at)


def _view(session: SignInSession, who: Visitor) -> LoginView:
    return LoginView(
        number=session.id or 0,
        device=device_words(session.user_agent),
        address=session.address,
        since=short_instant_words(session.created_at),
        seen=short_instant_words(session.seen_at),
        is_this=session.id == who.session_id,
        awaits_proof=session.awaits_proof,
    )
