"""Paying by card: the claim is stored first, then the gateway is asked, then its answer is stored."""

from datetime import timedelta
from uuid import uuid4

from sqlmodel import Session

from cecs_app.db import accounts, applications, certificates, payments
from cecs_app.db.tables import Application, Payment
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.errors import CecsError, NotAllowed
from cecs_app.domain.payment import PaymentStatus
from cecs_app.gateways.cards import CardSessionRequest, GatewayUnavailable
from cecs_app.language import current
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import FeeState, fee_state
from cecs_app.services.payments.settle import Outcome, settle
from cecs_app.words.payments import fee_title

SESSION_LASTS = timedelta(hours=1)
UNANSWERED_AFTER = timedelta(minutes=20)
"""The gateway wants at least 30 minutes of life in a new session, so an older unanswered request is not repeated;
the sweep ends it."""


class CardPageUnavailable(CecsError):
    """No card page could be opened: nobody could have paid."""

    code = "card_page_unavailable"


class PaymentUnknown(CecsError):
    """An earlier card page may have been paid, and the gateway doesn't say: a second one must not be opened."""

    code = "payment_unknown"


def start_card_payment(deps: Deps, educator_id: int | None, reference: str) -> str:
    """The card page's address; empty when the fee turns out to be paid.

    Raises NotFound, NotAllowed("nothing_to_pay"), CardPageUnavailable or PaymentUnknown. An open card page is used
    again, so that two tabs reach the same one, which can be paid once.
    """
    before = settle(deps, educator_id, reference)
    if before.outcome is Outcome.PAID:
        return ""
    if before.outcome is Outcome.CHECKING:
        raise PaymentUnknown
    payment, request = _claim(deps, educator_id, reference)
    return payment.session_url or _open(deps, payment, request)


def _claim(deps: Deps, educator_id: int | None, reference: str) -> tuple[Payment, CardSessionRequest]:
    with deps.database.transaction() as db:
        application = applications.get_owned(db, educator_id, reference, lock=True)
        if fee_state(application) is not FeeState.DUE:
            raise NotAllowed("nothing_to_pay")
        payment = _reusable(db, deps, application) or _new(db, deps, application)
        return payment, _request(db, deps, application, payment)


def _reusable(db: Session, deps: Deps, application: Application) -> Payment | None:
    found = payments.find_open(db, application.id or 0)
    if found is None or found.status == PaymentStatus.OPEN:
        return found
    if deps.now() - found.created_at < UNANSWERED_AFTER:
        return found
    # Nobody ever received its address, so it can't have been paid.
    payments.ended(db, found.id or 0, deps.now(), refusal="never_opened")
    return None


def _new(db: Session, deps: Deps, application: Application) -> Payment:
    payment = Payment(
        application_id=application.id or 0,
        amount_cents=application.total_cents,
        status=PaymentStatus.STARTED,
        idempotency_key=uuid4().hex,
        open_key=payments.open_key(application.id or 0),
        created_at=deps.now(),
        due_at=deps.now() + UNANSWERED_AFTER,
    )
    db.add(payment)
    db.flush()
    journal.record(db, deps, "payment_started", actor="educator", application_id=application.id)
    return payment


def _request(db: Session, deps: Deps, application: Application, payment: Payment) -> CardSessionRequest:
    """From stored rows and the language, which the key names: asking again with a key asks for the same thing."""
    account = accounts.find_by_educator(db, application.educator_id)
    certificate = certificates.get(db, application.certificate_id)
    return CardSessionRequest(
        reference=application.reference,
        title=fee_title(ApplicationKind(application.kind), CertificateKind(certificate.kind)),
        amount_cents=payment.amount_cents,
        email=account.email if account else "",
        language=current(),
        success_url=deps.screen(f"/applications/{application.reference}/pay/result"),
        cancel_url=deps.screen(f"/applications/{application.reference}/pay?back=1"),
        expires_at=payment.created_at + SESSION_LASTS,
        key=f"{payment.idempotency_key}-{current()}",
    )


def _open(deps: Deps, payment: Payment, request: CardSessionRequest) -> str:
    try:
        session = deps.cards.open_session(request)
    except GatewayUnavailable as error:
        raise CardPageUnavailable from error
    with deps.database.transaction() as db:
        payments.opened(db, payment.id or 0, session.ref, session.url, deps.now())
        # Another tab may have stored its page first: then that one is the page, and nobody ever sees this one.
        address = payments.get(db, payment.id or 0).session_url
    if not address:
        raise CardPageUnavailable
    return address
