"""Tells owners that somebody else is after what is theirs: a record, or an account."""

from collections.abc import Sequence

from sqlmodel import Session

from cecs_app.db import registry
from cecs_app.db.tables import Account
from cecs_app.services import journal, limits, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.outbox import Compose
from cecs_app.words.letters import register as letters


def tell(db: Session, deps: Deps, eins: Sequence[str], *, is_decided: bool = False) -> None:
    """`is_decided`: a person has looked at it, and the records stay theirs. One mail to each."""
    letter = letters.record_kept if is_decided else letters.record_asked_for
    for owner in registry.owners_of(db, eins):
        warn(
            db,
            deps,
            owner,
            str(owner.id),
            lambda to: letter(to.first_name, deps.mail_policy.address, deps.screen("/login")),
        )


def warn(db: Session, deps: Deps, owner: Account, about: str, compose: Compose) -> None:
    """In her own language; about one thing a few times a day at most, or it would be a way to flood a mailbox."""
    if limits.is_spent(db, deps, limits.OWNER_NOTICE, about):
        return
    limits.record(db, deps, limits.OWNER_NOTICE, about)
    journal.record(db, deps, "owner_warned", actor="system", account_id=owner.id)
    outbox.post_to_account(db, deps, owner, compose)
