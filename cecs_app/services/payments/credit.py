"""Money that has come in: entered in the ledger, and the application is filed once the review fee is there."""

from datetime import datetime

from sqlmodel import Session

from cecs_app.db import ledger
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.dues import Dues, money_in
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import NOTHING_OWED, dues_for


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
    gateway_ref: str = "",
) -> Dues:
    """The caller holds the application's lock. Gives what is owed afterwards.

    `paid_at` is when she paid, not when we heard of it: it decides from when the application counts as filed.
    """
    is_owed = Status(application.status) not in NOTHING_OWED
    lines = money_in(dues_for(db, application), into, cents, is_owed=is_owed)
    ledger.add(db, posting, lines, application_id=application.id or 0, at=deps.now(), gateway_ref=gateway_ref)
    dues = dues_for(db, application)
    if application.status == Status.AWAITING_PAYMENT and not dues.to_file_cents:
        _file(db, deps, application, paid_at, actor)
    return dues


def _file(db: Session, deps: Deps, application: Application, paid_at: datetime, actor: str) -> None:
    # Signed and paid, so not before either.
    application.filed_at = max(paid_at, application.submitted_at or paid_at)
    move(db, deps, application, Status.SUBMITTED, actor=actor, filed_at=application.filed_at.isoformat())
