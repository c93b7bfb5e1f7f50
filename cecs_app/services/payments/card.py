"""Paying by card: the claim is stored first, then the gateway is asked, then its answer is stored."""

from datetime import timedelta
from uuid import uuid4

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import accounts, applications, certificates, payments
from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Application
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import SMALLEST_CARD_CENTS, Part
from cecs_app.domain.errors import CecsError, NotAllowed
from cecs_app.domain.payment import PaymentStatus
from cecs_app.gateways.card_requests import CardSessionRequest
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.gateways.secrets import new_reference
from cecs_app.language import current, speaking
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.payments.come_back import remind
from cecs_app.services.payments.fee import PAYABLE, dues_for, fee_state
from cecs_app.services.payments.record import record_never_opened
from cecs_app.services.payments.settle import Outcome, close, settle
from cecs_app.words.payments import part_title

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


def start_card_payment(deps: Deps, educator_id: int | None, reference: str, part: Part = Part.ALL) -> str:
    """The card page's address; empty when an earlier page turns out to have been paid.

    Raises NotFound, NotAllowed("nothing_to_pay"), CardPageUnavailable or PaymentUnknown. An open card page of the
    same amount is used again, so that two tabs reach the same one, which can be paid once.
    """
    with deps.database.reading() as db:
        before = payments.find_open(db, applications.get_owned(db, educator_id, reference).id or 0)
    if before and before.status == PaymentStatus.OPEN:
        settled = settle(deps, educator_id, reference)
        if settled.outcome is Outcome.PAID:
            return ""
        if settled.outcome is Outcome.CHECKING:
            raise PaymentUnknown
    payment, request = _claim(deps, educator_id, reference, part)
    return payment.session_url or _open(deps, payment, request)


def _claim(deps: Deps, educator_id: int | None, reference: str, part: Part) -> tuple[Payment, CardSessionRequest]:
    while True:
        with deps.database.transaction() as db:
            application = applications.get_owned(db, educator_id, reference, lock=True)
            cents = _amount(db, application, part)
            earlier = _unfinished(db, deps, application)
            if earlier is None or earlier.amount_cents == cents:
                payment = earlier or _new(db, deps, application, part, cents)
                return payment, _request(db, deps, application, payment)
        _replace(deps, earlier)


def _amount(db: Session, application: Application, part: Part) -> int:
    dues = dues_for(db, application)
    cents = dues.amounts().get(part, 0)
    if fee_state(application, dues) not in PAYABLE or cents < SMALLEST_CARD_CENTS:
        raise NotAllowed("nothing_to_pay")
    return cents


def _unfinished(db: Session, deps: Deps, application: Application) -> Payment | None:
    """The payment under way, unless its opening was never answered: then nobody received its address."""
    found = payments.find_open(db, application.id or 0)
    if found is None or found.status == PaymentStatus.OPEN or deps.now() - found.created_at < UNANSWERED_AFTER:
        return found
    if payments.never_opened(db, found.id or 0, deps.now()):
        return None
    return payments.find_open(db, application.id or 0)


def _replace(deps: Deps, earlier: Payment) -> None:
    """Another amount was chosen: its page must be closed before a new one opens, or both could be paid."""
    if earlier.status == PaymentStatus.STARTED:
        record_never_opened(deps, earlier)
        return
    try:
        close(deps, earlier, "replaced")
    except GatewayUnavailable as error:
        raise PaymentUnknown from error


def _new(db: Session, deps: Deps, application: Application, part: Part, cents: int) -> Payment:
    account = accounts.find_by_educator(db, application.educator_id)
    payment = Payment(
        reference=new_reference("P"),
        application_id=application.id or 0,
        part=part,
        amount_cents=cents,
        status=PaymentStatus.STARTED,
        idempotency_key=uuid4().hex,
        email=account.email if account else "",
        language=current(),
        open_key=payments.open_key(application.id or 0),
        created_at=deps.now(),
        due_at=deps.now() + UNANSWERED_AFTER,
    )
    db.add(payment)
    db.flush()
    journal.record(
        db,
        deps,
        "payment_started",
        actor="educator",
        application_id=application.id,
        payment=payment.reference,
        amount_cents=cents,
    )
    return payment


def _request(db: Session, deps: Deps, application: Application, payment: Payment) -> CardSessionRequest:
    """From stored rows only: asking again with the same key asks for the same thing."""
    certificate = certificates.get(db, application.certificate_id)
    kinds = ApplicationKind(application.kind), CertificateKind(certificate.kind)
    is_balance = payment.part == Part.ALL and payment.amount_cents < application.total_cents
    with speaking(payment.language):
        return CardSessionRequest(
            reference=payment.reference,
            application=application.reference,
            title=part_title(*kinds, Part(payment.part), is_balance=is_balance),
            amount_cents=payment.amount_cents,
            email=payment.email,
            language=payment.language,
            return_url=deps.screen(f"/applications/{application.reference}/pay/result"),
            expires_at=payment.created_at + SESSION_LASTS,
            policy=deps.payment_policies.cards_on(connecticut_day(payment.created_at)),
            key=payment.idempotency_key,
        )


def _open(deps: Deps, payment: Payment, request: CardSessionRequest) -> str:
    try:
        session = deps.cards.open_session(request)
    except GatewayUnavailable as error:
        remind(deps, payment)
        raise CardPageUnavailable from error
    with deps.database.transaction() as db:
        payments.opened(db, payment.id or 0, session.ref, session.url, deps.now())
        # Another tab may have stored its page first: then that one is the page, and nobody ever sees this one.
        address = payments.get(db, payment.id or 0).session_url
    if not address:
        raise CardPageUnavailable
    return address
