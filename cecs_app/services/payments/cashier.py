"""Checks and money orders that come by mail: what the cashier takes in, and what she sends back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from cecs_app.clock import CONNECTICUT
from cecs_app.db import accounts, applications, mailed_payments
from cecs_app.db.payment_tables import MailedPayment
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.dues import Dues
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import Instrument
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.payments.credit import credit
from cecs_app.services.payments.fee import dues_for
from cecs_app.words.letter import Letter
from cecs_app.words.letters import mailed as letters

LARGEST_CENTS = 1_000_000
"""Ours, against a slip of the finger: no application costs as much."""
LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Received:
    """What the cashier holds in her hand. `number` is printed on it; cash has none."""

    kind: Instrument
    number: str
    amount_cents: int
    received_on: date


@dataclass(frozen=True)
class Taken:
    """`reference` is the recorded payment's own; the amounts are what holds for the application now."""

    reference: str
    application: str
    educator: str
    """To be held against the name on the slip."""
    status: Status
    owed_cents: int
    to_file_cents: int
    overpaid_cents: int
    filed_at: datetime | None


def receive(deps: Deps, reference: str, received: Received, by: str, *, staff_id: int | None = None) -> Taken:
    """Records it, tells the educator, and files the application once the review fee is there.

    Raises NotFound, InvalidFields, NotAllowed("not_signed") for a draft, or NotAllowed("instrument_recorded") for
    one that was recorded before. A personal check or cash is refused with NotAllowed("instrument_refused"): that is
    recorded too, and the educator is told that it comes back. `staff_id` is missing where `by` has no login.
    """
    _check(deps, received)
    is_accepted = received.kind in deps.mail_policy.accepted
    with deps.database.transaction() as db:
        application = applications.get_any(db, reference)
        if application.submitted_at is None:
            raise NotAllowed("not_signed")
        if is_accepted:
            return _take(db, deps, application, received, by, staff_id)
        _send_back(db, deps, application, received, by, staff_id)
    raise NotAllowed("instrument_refused")


def _check(deps: Deps, received: Received) -> None:
    faults: dict[str, str] = {}
    number = received.number.strip()
    if received.kind is not Instrument.CASH and not number:
        faults["number"] = "required"
    if len(number) > LONGEST_NUMBER:
        faults["number"] = "too_long"
    if not 0 < received.amount_cents <= LARGEST_CENTS:
        faults["amount"] = "amount_invalid"
    if received.received_on > deps.today():
        faults["received_on"] = "day_to_come"
    if faults:
        raise InvalidFields(faults)


def _take(
    db: Session, deps: Deps, application: Application, received: Received, by: str, staff_id: int | None
) -> Taken:
    mailed = _mailed(deps, application, received, by)
    if not mailed_payments.add(db, mailed):
        raise NotAllowed("instrument_recorded")
    _journal(db, deps, "mail_payment_received", application, received, by, staff_id)
    dues = credit(
        db,
        deps,
        application,
        received.amount_cents,
        into=LedgerAccount.MAIL_DEPOSITS,
        posting=f"{mailed.reference}:received",
        paid_at=_instant(deps, received.received_on),
        actor="staff",
        staff_id=staff_id,
    )
    _mail(db, deps, application, received, dues)
    return Taken(
        reference=mailed.reference,
        application=application.reference,
        educator=_name(db, application),
        status=Status(application.status),
        owed_cents=dues.owed_cents,
        to_file_cents=dues.to_file_cents,
        overpaid_cents=dues.overpaid_cents,
        filed_at=application.filed_at,
    )


def _name(db: Session, application: Application) -> str:
    educator = accounts.get_educator(db, application.educator_id)
    return f"{educator.first_name} {educator.last_name}"


def _mailed(deps: Deps, application: Application, received: Received, by: str) -> MailedPayment:
    number = received.number.strip()
    return MailedPayment(
        reference=new_reference("M"),
        application_id=application.id or 0,
        kind=received.kind,
        number=number,
        amount_cents=received.amount_cents,
        received_on=received.received_on,
        recorded_by=by,
        recorded_at=deps.now(),
        live_key=f"{application.id}:{received.kind}:{number.lower()}",
    )


def _instant(deps: Deps, received_on: date) -> datetime:
    """Now, for what came today. What came earlier counts from the end of its day: nobody who paid then by card is
    overtaken, and the day of arrival, which decides whether it was in time, is kept."""
    if received_on == deps.today():
        return deps.now()
    return datetime.combine(received_on, time(23, 59), CONNECTICUT).astimezone(UTC)


def _send_back(
    db: Session, deps: Deps, application: Application, received: Received, by: str, staff_id: int | None
) -> None:
    if _was_sent_back(db, application, received):
        raise NotAllowed("instrument_recorded")
    _journal(db, deps, "mail_payment_returned", application, received, by, staff_id)
    is_owed = dues_for(db, application).owed_cents > 0

    def compose(account: Account) -> Letter:
        return letters.sent_back(
            account.first_name,
            reference=application.reference,
            kind=received.kind,
            is_owed=is_owed,
            link=deps.screen(f"/applications/{application.reference}/pay"),
        )

    outbox.post_to_educator(db, deps, application.educator_id, compose)


def _was_sent_back(db: Session, application: Application, received: Received) -> bool:
    """She is told once, whoever enters the same check again. Cash bears no number to know it by."""
    held = (received.kind, received.number.strip().lower())
    events = applications.events_of(db, application.id)
    before = [one.data for one in events if one.name == "mail_payment_returned"]
    return held[1] != "" and any((one["kind"], str(one.get("number", "")).lower()) == held for one in before)


def _journal(
    db: Session,
    deps: Deps,
    name: str,
    application: Application,
    received: Received,
    by: str,
    staff_id: int | None,
) -> None:
    journal.record(
        db,
        deps,
        name,
        actor="staff",
        staff_id=staff_id,
        application_id=application.id,
        kind=received.kind,
        number=received.number.strip(),
        amount_cents=received.amount_cents,
        by=by,
    )


def _mail(db: Session, deps: Deps, application: Application, received: Received, dues: Dues) -> None:
    def compose(account: Account) -> Letter:
        return letters.received(
            account.first_name,
            reference=application.reference,
            kind=received.kind,
            amount_cents=received.amount_cents,
            received_on=received.received_on,
            filed_at=application.filed_at,
            dues=dues,
            link=deps.screen(f"/applications/{application.reference}/receipt"),
        )

    outbox.post_to_educator(db, deps, application.educator_id, compose)
