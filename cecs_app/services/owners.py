"""Tells the owners of records that somebody else asked for theirs."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from cecs_app.db import registry
from cecs_app.db.tables import Account
from cecs_app.domain.errors import TooManyTries
from cecs_app.language import speaking
from cecs_app.services import journal, limits, outbox
from cecs_app.services.deps import Deps
from cecs_app.words.letter import Letter
from cecs_app.words.letters import register as letters


def tell(db: Session, deps: Deps, eins: Sequence[str], *, is_decided: bool = False) -> None:
    """`is_decided`: a person has looked at it, and the records stay theirs.

    One mail to each, in her own language; no more than a few a day, or it would be a way to flood a mailbox."""
    for owner in registry.owners_of(db, eins):
        try:
            limits.check(db, deps, limits.OWNER_NOTICE, str(owner.id))
        except TooManyTries:
            continue
        limits.record(db, deps, limits.OWNER_NOTICE, str(owner.id))
        _tell(db, deps, owner, letters.record_kept if is_decided else letters.record_asked_for)


def _tell(db: Session, deps: Deps, owner: Account, compose: Callable[..., Letter]) -> None:
    with speaking(owner.language):
        letter = compose(owner.first_name, deps.mail_policy.address, deps.screen("/login"))
    outbox.post(db, deps, owner.email, letter)
    journal.record(db, deps, "owner_warned", actor="system", account_id=owner.id)
