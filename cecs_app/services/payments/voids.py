"""A payment that never was: a card payment stopped before the money is taken, or an instrument recorded in error."""

from sqlmodel import Session

from cecs_app.db import ledger, mailed_payments, payments, refunds
from cecs_app.db.payment_tables import MailedPayment, Payment
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status, can_move
from cecs_app.domain.dues import Dues, money_back
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import Instrument, PaymentStatus
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.services import journal, outbox
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.payments.credit import file_if_paid
from cecs_app.services.payments.fee import dues_for
from cecs_app.services.payments.record import journal_ended
from cecs_app.services.payments.settle import step_key
from cecs_app.words.letter import Letter
from cecs_app.words.letters import mailed as letters


def void(deps: Deps, reference: str, reason: str, by: str, *, staff_id: int | None = None) -> None:
    """Of a card payment (P-…) that is under way, or of a mailed one (M-…) that was recorded in error or bounced.

    Raises NotFound, InvalidFields, NotAllowed("already_captured") where only a refund helps, NotAllowed("not_open"),
    NotAllowed("refund_exists"), or NotAllowed("gateway_silent") when the gateway must be asked again. `staff_id` is
    missing where `by` has no login.
    """
    if not reason.strip():
        raise InvalidFields({"reason": "required"})
    with deps.database.reading() as db:
        payment = payments.find_by_reference(db, reference)
    if payment:
        _void_card(deps, payment, reason.strip(), by, staff_id)
    else:
        _void_mailed(deps, reference, reason.strip(), by, staff_id)


def _void_card(deps: Deps, payment: Payment, reason: str, by: str, staff_id: int | None) -> None:
    if payment.status == PaymentStatus.PAID:
        raise NotAllowed("already_captured")
    if payment.status == PaymentStatus.ENDED:
        raise NotAllowed("not_open")
    try:
        if payment.status == PaymentStatus.OPEN:
            _release(deps, payment)
    except GatewayUnavailable as error:
        raise NotAllowed("gateway_silent") from error
    if not _record_voided(deps, payment, reason, by, staff_id):
        # Opened or settled in this very moment: what it has become decides.
        void(deps, payment.reference, reason, by, staff_id=staff_id)


def _record_voided(deps: Deps, payment: Payment, reason: str, by: str, staff_id: int | None) -> bool:
    end = payments.never_opened if payment.status == PaymentStatus.STARTED else payments.voided
    with deps.database.transaction() as db:
        is_ended = end(db, payment.id or 0, deps.now())
        if is_ended:
            journal_ended(db, deps, payment, "voided", actor="staff", staff_id=staff_id, reason=reason, by=by)
        return is_ended


def _release(deps: Deps, payment: Payment) -> None:
    """Raises GatewayUnavailable, also while nobody knows; or NotAllowed("already_captured")."""
    result = deps.cards.find_result(payment.session_ref or "")
    if result.intent_status == "succeeded":
        raise NotAllowed("already_captured")
    if result.state == "open":
        deps.cards.expire(payment.session_ref or "")
    elif result.intent_status == "requires_capture":
        deps.cards.cancel(result.intent_ref, step_key(deps, payment, "cancel"))
    elif result.state != "expired" and result.intent_status != "canceled":
        raise GatewayUnavailable(f"intent is {result.intent_status}")


def _void_mailed(deps: Deps, reference: str, reason: str, by: str, staff_id: int | None) -> None:
    with deps.database.transaction() as db:
        mailed = mailed_payments.find_by_reference(db, reference)
        if mailed is None or mailed.voided_at:
            raise NotFound
        application = db.get_one(Application, mailed.application_id, with_for_update=True)
        if refunds.sum_of(db, mailed_payment_id=mailed.id) or refunds.is_under_way(db, mailed.application_id):
            raise NotAllowed("refund_exists")
        _reverse(db, deps, application, mailed)
        mailed.voided_at, mailed.void_reason, mailed.live_key = deps.now(), reason, None
        _journal(db, deps, mailed, by, staff_id)
        _refile(db, deps, application, mailed, staff_id)


def _reverse(db: Session, deps: Deps, application: Application, mailed: MailedPayment) -> None:
    """Nothing is deleted: the opposite is entered, out of what was paid last, for the day on which it had come."""
    lines = money_back(dues_for(db, application), LedgerAccount.MAIL_DEPOSITS, mailed.amount_cents)
    came_at = ledger.get_counts_at(db, f"{mailed.reference}:received")
    posting, owner = f"{mailed.reference}:voided", mailed.application_id
    ledger.add(db, posting, lines, application_id=owner, at=deps.now(), counts_at=came_at)


def _journal(db: Session, deps: Deps, mailed: MailedPayment, by: str, staff_id: int | None) -> None:
    journal.record(
        db,
        deps,
        "mail_payment_voided",
        actor="staff",
        staff_id=staff_id,
        application_id=mailed.application_id,
        payment=mailed.reference,
        amount_cents=mailed.amount_cents,
        reason=mailed.void_reason,
        by=by,
    )


def _refile(db: Session, deps: Deps, application: Application, mailed: MailedPayment, staff_id: int | None) -> None:
    """Back to the payer's side, unless the Bureau has begun its review: then the balance stands in its way."""
    dues = dues_for(db, application)
    if not dues.to_file_cents:
        file_if_paid(db, deps, application, "staff", staff_id)
    elif can_move(Status(application.status), Status.AWAITING_PAYMENT):
        application.filed_at = None
        move(db, deps, application, Status.AWAITING_PAYMENT, actor="staff", staff_id=staff_id, again=True)
    _mail(db, deps, application, mailed, dues)


def _mail(db: Session, deps: Deps, application: Application, mailed: MailedPayment, dues: Dues) -> None:
    def compose(account: Account) -> Letter:
        return letters.voided(
            account.first_name,
            reference=application.reference,
            kind=Instrument(mailed.kind),
            amount_cents=mailed.amount_cents,
            reason=mailed.void_reason,
            filed_at=application.filed_at,
            dues=dues,
            link=deps.screen(f"/applications/{application.reference}/pay"),
        )

    outbox.post_to_educator(db, deps, application.educator_id, compose)
