"""How often something may be tried: counted in the database, so that restarts and workers change nothing."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from cecs_app.db import attempts, turns
from cecs_app.db.login_tables import Attempt
from cecs_app.domain.errors import TooManyTries
from cecs_app.gateways.secrets import token_hash
from cecs_app.services.deps import Deps


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    per: timedelta


SIGN_IN_PER_ACCOUNT = Limit("sign-in", 10, timedelta(minutes=10))
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
STAFF_PROOF_FROM = Limit("staff-proof-from", 100, timedelta(minutes=10))
STAFF_SETUP = Limit("staff-setup", 10, timedelta(minutes=10))
SSN_SHOWING = Limit("ssn-showing", 20, timedelta(hours=1))


def of_typed(username: str) -> str:
    """The subject for what was typed as a username: it may be a password in the wrong field, so a hash is kept."""
    return token_hash(username)


def forget(db: Session, limit: Limit, subject: str) -> None:
    """Her tries so far, once she has got it right."""
    attempts.forget(db, _key(limit, subject))


def check(db: Session, deps: Deps, limit: Limit, subject: str) -> None:
    """Raises TooManyTries with the minutes to wait; records nothing."""
    key, since = _key(limit, subject), deps.now() - limit.per
    if attempts.count_since(db, key, since) < limit.most:
        return
    oldest = attempts.oldest_since(db, key, since) or deps.now()
    raise TooManyTries(minutes=_minutes_until(oldest + limit.per, deps.now()))


def record(db: Session, deps: Deps, limit: Limit, subject: str) -> None:
    db.add(Attempt(subject=_key(limit, subject), at=deps.now()))


def spend(deps: Deps, limit: Limit, subject: str) -> None:
    """Counts one try in a transaction of its own, so that a failing try counts too. Raises TooManyTries."""
    with deps.database.transaction() as db:
        turns.take(db, _key(limit, subject))
        check(db, deps, limit, subject)
        record(db, deps, limit, subject)


def _key(limit: Limit, subject: str) -> str:
    return f"{limit.name}:{subject}"


def _minutes_until(then: datetime, now: datetime) -> int:
    return max(1, math.ceil((then - now).total_seconds() / 60))
