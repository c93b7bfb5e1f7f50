"""What our own database says, read in one moment without the product's queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from cecs_app.db.payment_tables import LedgerEntry, MailedPayment, Payment, Refund
from cecs_app.db.tables import Application
from cecs_app.db.unit_of_work import Database
from cecs_app.domain.application import Status
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import PaymentStatus, RefundStatus

P, E, R, M, A = Payment, LedgerEntry, Refund, MailedPayment, Application
QUERIES = {
    "payments": select(P.id, P.reference, P.application_id, P.amount_cents, P.status, P.intent_ref, P.session_ref),
    "entries": select(E.posting, E.account, E.amount_cents, E.application_id, E.gateway_ref),
    "refunds": select(
        R.reference, R.application_id, R.payment_id, R.mailed_payment_id, R.amount_cents, R.status, R.refund_ref
    ),
    "mailed": select(M.id, M.reference, M.application_id, M.amount_cents, M.voided_at),
    "applications": select(A.id, A.reference, A.status, A.review_cents, A.total_cents, A.filed_at),
}
UNDER_WAY = (PaymentStatus.STARTED, PaymentStatus.OPEN)
TOWARD_FEE = (LedgerAccount.REVIEW_FEES, LedgerAccount.CERTIFICATE_FEES)


@dataclass(frozen=True)
class Books:
    payments: list[Row[Any]]
    entries: list[Row[Any]]
    refunds: list[Row[Any]]
    mailed: list[Row[Any]]
    applications: list[Row[Any]]

    @property
    def paid(self) -> list[Row[Any]]:
        return [one for one in self.payments if one.status == PaymentStatus.PAID]

    @property
    def under_way(self) -> list[Row[Any]]:
        return [one for one in self.payments if one.status in UNDER_WAY]

    @property
    def done_by_card(self) -> list[Row[Any]]:
        return [one for one in self.refunds if one.status == RefundStatus.DONE and one.payment_id]

    def balance(self, application_id: int, *accounts: LedgerAccount) -> int:
        """What an income account earned has a minus."""
        return sum(
            one.amount_cents
            for one in self.entries
            if one.application_id == application_id and one.account in accounts
        )

    def application(self, reference: str) -> Row[Any]:
        return next(one for one in self.applications if one.reference == reference)

    def owed(self, application_id: int) -> int:
        found = next(one for one in self.applications if one.id == application_id)
        if found.status == Status.WITHDRAWN:
            return 0
        return max(0, found.total_cents + self.balance(application_id, *TOWARD_FEE))

    def voidable(self) -> list[str]:
        """References of whatever somebody may try to void, those first that may be voided."""
        tries = sorted(self.payments, key=lambda one: one.status not in UNDER_WAY)
        return [one.reference for one in (*tries, *self.mailed)]

    def refundable(self) -> list[tuple[str, int]]:
        """Money that came in, with the most that may go back of it; without what can't, where anything can."""
        sources = [(one, self._most(one, "payment_id")) for one in self.paid]
        sources += [(one, self._most(one, "mailed_payment_id")) for one in self.mailed if not one.voided_at]
        gives = [(one.reference, most) for one, most in sources if most > 0]
        return gives or [(one.reference, most) for one, most in sources]

    def _most(self, source: Row[Any], column: str) -> int:
        ours = [one for one in self.refunds if getattr(one, column) == source.id]
        gone = sum(one.amount_cents for one in ours if one.status != RefundStatus.REFUSED)
        status = next(one.status for one in self.applications if one.id == source.application_id)
        over = (LedgerAccount.CERTIFICATE_FEES,) if status == Status.WITHDRAWN else ()
        balance = -self.balance(source.application_id, LedgerAccount.OVERPAYMENTS, *over)
        return min(source.amount_cents - gone, balance)


def read(database: Database) -> Books:
    with database.reading() as db:
        found = {name: list(db.connection().execute(query)) for name, query in QUERIES.items()}
    return Books(**{name: _in_order(rows) for name, rows in found.items()})


def _in_order(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """By the row's own number where it has one, so that the same choices always mean the same rows."""
    return sorted(rows, key=lambda row: getattr(row, "id", 0))
