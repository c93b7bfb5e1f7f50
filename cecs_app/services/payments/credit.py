"""Money that has come in: entered in the ledger, and the application is filed once the review fee is there."""

from datetime import datetime

from sqlmodel import Session

from cecs_app.db import ledger
from cecs_app.db.tables import Application
from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.dues import Dues, money_in, reached_at
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.services.applications.answered import settle_balance
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import dues_for


def credit(
    db: Session,
    deps: Deps,
    application: Application,
    cents: int,
    *,
    into: LedgerAccount,
    posting: str,
    paid_at: datetime,
    actor: str,
    staff_id: int | None = None,
    gateway_ref: str = "",
) -> Dues:
    """The caller holds the application's lock. Gives what is owed afterwards.

    `paid_at` is when she paid, not when we heard of it: it decides from when the application counts as filed.
    """
    lines, owner = money_in(dues_for(db, application), into, cents), application.id or 0
    ref = {"gateway_ref": gateway_ref}
    ledger.add(db, posting, lines, application_id=owner, at=deps.now(), counts_at=paid_at, **ref)
    dues = dues_for(db, application)
    if not dues.to_file_cents:
        file_if_paid(db, deps, application, actor, staff_id)
    if dues.is_owed and not dues.owed_cents:
        settle_balance(db, deps, application, actor, staff_id)
    return dues


def file_if_paid(db: Session, deps: Deps, application: Application, actor: str, staff_id: int | None = None) -> None:
    """Brings the instant of filing up to date with the ledger, and moves what waited for its payment."""
    filed_at = _filed_at(db, application)
    if filed_at is None or application.status in ENDED:
        return
    application.filed_at = filed_at
    if application.status == Status.AWAITING_PAYMENT:
        at = filed_at.isoformat()
        move(db, deps, application, Status.SUBMITTED, actor=actor, staff_id=staff_id, filed_at=at)


def _filed_at(db: Session, application: Application) -> datetime | None:
    """The instant at which the review fee was there and the application was signed; None before that.

    What needs no fee was filed when it was signed, whatever money comes for it.
    """
    if not application.review_cents:
        return application.filed_at
    came_at = reached_at(ledger.money_of(db, application.id or 0), application.review_cents)
    signed_at = application.submitted_at
    return max(came_at, signed_at) if came_at and signed_at else None
