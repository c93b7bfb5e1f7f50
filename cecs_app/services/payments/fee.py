"""What is owed for an application, and what was paid: read only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cecs_app.db import applications, certificates, payments
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.services.deps import Deps


class FeeState(StrEnum):
    UNSIGNED = "unsigned"
    """Still a draft: paying comes after signing."""
    DUE = "due"
    SETTLED = "settled"
    """Paid, or nothing to pay."""
    OVER = "over"
    """Withdrawn or expired: nothing is owed any more."""


@dataclass(frozen=True)
class FeeView:
    """`review_cents` is the nonrefundable part of `total_cents`."""

    reference: str
    application: ApplicationKind
    certificate: CertificateKind
    review_cents: int
    total_cents: int
    state: FeeState
    pays_by_mail: bool


@dataclass(frozen=True)
class PaidView:
    amount_cents: int
    brand: str
    last4: str
    paid_at: datetime


def get_fee(deps: Deps, educator_id: int | None, reference: str) -> FeeView:
    """Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        return FeeView(
            reference=application.reference,
            application=ApplicationKind(application.kind),
            certificate=CertificateKind(certificates.get(db, application.certificate_id).kind),
            review_cents=application.review_cents,
            total_cents=application.total_cents,
            state=fee_state(application),
            pays_by_mail=application.pay_by_mail,
        )


def find_receipt(deps: Deps, educator_id: int | None, reference: str) -> PaidView | None:
    """The card payment, for the receipt; None when none was made. Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        payment = payments.find_paid(db, application.id or 0)
    if payment is None or payment.settled_at is None:
        return None
    return PaidView(payment.amount_cents, payment.brand, payment.last4, payment.settled_at)


def fee_state(application: Application) -> FeeState:
    status = Status(application.status)
    if status in {Status.WITHDRAWN, Status.EXPIRED_DRAFT}:
        return FeeState.OVER
    if status is Status.DRAFT:
        return FeeState.UNSIGNED
    is_due = status is Status.AWAITING_PAYMENT and application.total_cents > 0
    return FeeState.DUE if is_due else FeeState.SETTLED
