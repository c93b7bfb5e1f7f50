"""How often something may be tried: counted in the database, so that restarts and workers change nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from cecs_app.db import attempts, turns
from cecs_app.db.login_tables import Attempt
from cecs_app.domain.errors import TooManyTries
from cecs_app.gateways.secrets import token_hash
from cecs_app.services.deps import Deps

log = structlog.get_logger()


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    per: timedelta
    code: str = "too_many_tries"
    """Of what is told once it is reached: there may be another way on."""


SIGN_IN_PER_ACCOUNT = Limit("sign-in", 10, timedelta(minutes=10), "too_many_logins")
SIGN_IN_PER_DEVICE = Limit("sign-in-on", 10, timedelta(minutes=10), "too_many_logins")
SIGN_IN_IN_A_ROW = Limit("sign-in-in-a-row", 100, timedelta(days=30), "password_closed")
"""Wrong tries since the last right one. Source: NIST SP 800-63B-4, 3.2.2."""
SIGN_IN_PER_ADDRESS = Limit("sign-in-from", 100, timedelta(minutes=10))
NEW_PASSWORD = Limit("new-password", 10, timedelta(minutes=10))
REGISTER = Limit("register", 10, timedelta(hours=1))
OWNER_NOTICE = Limit("owner-notice", 3, timedelta(days=1))
MAIL_PER_ADDRESS = Limit("mail-to", 6, timedelta(hours=1))
SIGN_UP_PER_VISITOR = Limit("sign-up", 20, timedelta(hours=1))
RECOVERY_PER_VISITOR = Limit("recovery", 20, timedelta(hours=1))
EMAIL_CHANGE = Limit("email-change", 6, timedelta(hours=1))
LAST_NAME = Limit("last-name", 3, timedelta(days=1))
STAFF_PROOF = Limit("staff-proof", 10, timedelta(minutes=10))
STAFF_PROOF_PER_DEVICE = Limit("staff-proof-on", 10, timedelta(minutes=10))
STAFF_PROOF_FROM = Limit("staff-proof-from", 100, timedelta(minutes=10))
STAFF_SETUP = Limit("staff-setup", 10, timedelta(minutes=10))
SECOND_STEP = Limit("second-step", 10, timedelta(minutes=10), "too_many_codes")
SECOND_STEP_PER_DEVICE = Limit("second-step-on", 10, timedelta(minutes=10), "too_many_codes")
SECOND_STEP_IN_A_ROW = Limit("second-step-in-a-row", 100, timedelta(days=30), "too_many_codes")
"""As SIGN_IN_IN_A_ROW."""
SECOND_STEP_FROM = Limit("second-step-from", 100, timedelta(minutes=10))
SECOND_FACTOR_SETUP = Limit("second-factor-setup", 10, timedelta(minutes=10))
SSN_SHOWING = Limit("ssn-showing", 20, timedelta(hours=1))


def of_typed(username: str) -> str:
    """The subject for what was typed as a username: it may be a password in the wrong field, so a hash is kept."""
    return token_hash(username)


def forget(db: Session, limit: Limit, subject: str) -> None:
    """Her tries so far, once she has got it right."""
    attempts.forget(db, _key(limit, subject))


def give_back(db: Session, limit: Limit, subject: str) -> None:
    """The last try, where a right one must not count."""
    attempts.forget_last(db, _key(limit, subject))


def forgive(db: Session, tries: Sequence[tuple[Limit, str]], from_here: tuple[Limit, str]) -> None:
    """Her slips before a right try. Other people's at the same network address stay counted: only this try goes."""
    for limit, subject in tries:
        forget(db, limit, subject)
    give_back(db, *from_here)


def is_spent(db: Session, deps: Deps, limit: Limit, subject: str) -> bool:
    return attempts.count_since(db, _key(limit, subject), deps.now() - limit.per) >= limit.most


def check(db: Session, deps: Deps, limit: Limit, subject: str) -> None:
    """Raises TooManyTries with the minutes to wait; records nothing."""
    if not is_spent(db, deps, limit, subject):
        return
    log.warning("limit_reached", limit=limit.name)
    oldest = attempts.oldest_since(db, _key(limit, subject), deps.now() - limit.per) or deps.now()
    raise TooManyTries(limit.code, minutes=_minutes_until(oldest + limit.per, deps.now()))


def record(db: Session, deps: Deps, limit: Limit, subject: str) -> None:
    db.add(Attempt(subject=_key(limit, subject), at=deps.now()))


def spend(deps: Deps, limit: Limit, subject: str) -> None:
    """Counts one try in a transaction of its own, so that a failing try counts too. Raises TooManyTries."""
    spend_all(deps, [(limit, subject)])


def spend_all(deps: Deps, tries: Sequence[tuple[Limit, str]]) -> None:
    """One try at each, or at none. Raises TooManyTries."""
    with deps.database.transaction() as db:
        # Always in the same order, or two of them could wait for each other.
        for key in sorted(_key(limit, subject) for limit, subject in tries):
            turns.take(db, key)
        for limit, subject in tries:
            check(db, deps, limit, subject)
        for limit, subject in tries:
            record(db, deps, limit, subject)


def _key(limit: Limit, subject: str) -> str:
    return f"{limit.name}:{subject}"


def _minutes_until(then: datetime, now: datetime) -> int:
    return max(1, math.ceil((then - now).total_seconds() / 60))
