"""What is owed for an application: read only."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from cecs_app.db import applications, certificates, ledger
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import Dues, with_paid
from cecs_app.services.deps import Deps


class FeeState(StrEnum):
    UNSIGNED = "unsigned"
    """Still a draft: paying comes after signing."""
    DUE = "due"
    """Signed, and not filed until at least the review fee is paid."""
    BALANCE = "balance"
    """Filed; the rest of the fee is still to be paid."""
    SETTLED = "settled"
    """Paid, or nothing to pay."""
    OVER = "over"
    """Withdrawn, expired or denied, appealed or not: nothing is owed any more."""


PAYABLE = {FeeState.DUE, FeeState.BALANCE}
GIVEN_UP = {Status.WITHDRAWN, Status.EXPIRED_DRAFT, Status.DENIED, Status.APPEALED}
"""Nothing is owed any more. What was issued still is, where the check for it bounced."""


@dataclass(frozen=True)
class FeeView:
    reference: str
    application: ApplicationKind
    certificate: CertificateKind
    dues: Dues
    state: FeeState
    pays_by_mail: bool


def get_fee(deps: Deps, educator_id: int | None, reference: str) -> FeeView:
    """Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        dues = dues_for(db, application)
        return FeeView(
            reference=application.reference,
            application=ApplicationKind(application.kind),
            certificate=CertificateKind(certificates.get(db, application.certificate_id).kind),
            dues=dues,
            state=fee_state(application, dues),
            pays_by_mail=application.pay_by_mail,
        )


def dues_for(db: Session, application: Application) -> Dues:
    """The frozen quote, and what the ledger says was paid."""
    quoted = Dues(
        application.review_cents,
        application.total_cents,
        application.balance_may_follow,
        is_owed=Status(application.status) not in GIVEN_UP,
    )
    return with_paid(quoted, ledger.balances(db, application.id or 0))


def fee_state(application: Application, dues: Dues) -> FeeState:
    status = Status(application.status)
    if status in GIVEN_UP:
        return FeeState.OVER
    if status is Status.DRAFT:
        return FeeState.UNSIGNED
    if status is Status.AWAITING_PAYMENT:
        return FeeState.DUE
    return FeeState.BALANCE if dues.owed_cents else FeeState.SETTLED
