"""An envelope on the cashier's desk: whose it is, and what lies in it. Never one for her own application."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session

from cecs_app.db import accounts, applications, certificates
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import Dues
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound
from cecs_app.domain.payment import Instrument
from cecs_app.domain.staff import Clerk
from cecs_app.domain.typed import find_cents, find_day, read_slip
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import check_not_own
from cecs_app.services.payments.cashier import LARGEST_CENTS, Received, Taken, receive
from cecs_app.services.payments.fee import GIVEN_UP, dues_for
from cecs_app.services.payments.movements import Movement, movements_of
from cecs_app.words.cashier import holds_words
from cecs_app.words.formats import money_words
from cecs_app.words.payments import fee_title, instrument_name

OLDEST = timedelta(days=366)
"""Ours, against a slip of the finger in the year."""


@dataclass(frozen=True)
class Choice:
    value: str
    words: str


@dataclass(frozen=True)
class Envelope:
    """What to hold against the slip. `holds`: where the application stands, in sentences."""

    reference: str = ""
    name: str = ""
    ein: str = ""
    what: str = ""
    owed: str = ""
    paid: str = ""
    holds: tuple[str, ...] = ()
    movements: tuple[Movement, ...] = ()
    accepted: tuple[Choice, ...] = ()
    refused: tuple[Choice, ...] = ()
    """Written down all the same, and sent back."""
    today: str = ""
    """As a date field has it."""


@dataclass(frozen=True)
class Typed:
    """As it came from the form."""

    kind: str
    number: str
    amount: str
    received_on: str
    is_meant: bool = False
    """Said to be right, although it is more than what is owed."""


@dataclass(frozen=True)
class Recorded:
    """`receipt` is the entry's own reference, empty for what goes back; `holds` is what is so now, in sentences."""

    receipt: str = ""
    application: str = ""
    name: str = ""
    amount: str = ""
    kind: str = ""
    holds: tuple[str, ...] = ()


def find_application(deps: Deps, clerk: Clerk, scanned: str) -> str:
    """Its reference, from what was scanned or typed. Raises InvalidFields, or NotAllowed as get_envelope."""
    if not scanned:
        raise InvalidFields({"reference": "reference_missing"})
    reference = read_slip(scanned)
    try:
        with deps.database.reading() as db:
            return _signed(db, clerk, reference).reference
    except NotFound as error:
        raise InvalidFields({"reference": "no_such_application"}) from error


def get_envelope(deps: Deps, clerk: Clerk, reference: str) -> Envelope:
    """Raises NotFound, or NotAllowed: "own_application", or "not_signed" for a draft."""
    with deps.database.reading() as db:
        application = _signed(db, clerk, reference)
        educator = accounts.get_educator(db, application.educator_id)
        dues = dues_for(db, application)
        kind = CertificateKind(certificates.get(db, application.certificate_id).kind)
        return Envelope(
            reference=application.reference,
            name=f"{educator.first_name} {educator.last_name}",
            ein=educator.ein,
            what=fee_title(ApplicationKind(application.kind), kind),
            owed=money_words(dues.owed_cents),
            paid=money_words(dues.paid_cents + dues.overpaid_cents),
            holds=_stands(application, dues),
            movements=movements_of(db, application.id or 0),
            accepted=_choices(deps, is_accepted=True),
            refused=_choices(deps, is_accepted=False),
            today=deps.today().isoformat(),
        )


def record(deps: Deps, clerk: Clerk, reference: str, typed: Typed) -> Recorded:
    """Also what goes back. Raises as get_envelope, InvalidFields, or NotAllowed("instrument_recorded")."""
    with deps.database.reading() as db:
        application = _signed(db, clerk, reference)
        educator = accounts.get_educator(db, application.educator_id)
        owed_cents = dues_for(db, application).owed_cents
    held = _received(deps, typed)
    if held.amount_cents > owed_cents and held.kind in deps.mail_policy.accepted and not typed.is_meant:
        # One dot left out makes a hundredfold of it: nobody sends back thousands for a slip of the finger.
        raise InvalidFields({"is_meant": "more_than_owed"}, owed=money_words(owed_cents))
    sent_back = Recorded(
        application=application.reference,
        name=f"{educator.first_name} {educator.last_name}",
        amount=money_words(held.amount_cents),
        kind=instrument_name(held.kind),
    )
    try:
        taken = receive(deps, reference, held, clerk.username, staff_id=clerk.staff_id)
    except NotAllowed as refused:
        if refused.code != "instrument_refused":
            raise
        return sent_back
    return replace(sent_back, receipt=taken.reference, holds=_now(taken))


def _signed(db: Session, clerk: Clerk, reference: str) -> Application:
    application = applications.get_by_reference(db, reference)
    check_not_own(db, clerk, application.educator_id)
    if application.submitted_at is None:
        raise NotAllowed("not_signed")
    return application


def _received(deps: Deps, typed: Typed) -> Received:
    faults: dict[str, str] = {}
    if typed.kind not in list(Instrument):
        faults["kind"] = "instrument_missing"
    if typed.kind != Instrument.CASH and not typed.number.strip():
        faults["number"] = "number_missing"
    cents = find_cents(typed.amount) or 0
    if not 0 < cents <= LARGEST_CENTS:
        faults["amount"] = "dollars_invalid"
    day = find_day(typed.received_on)
    if day is None:
        faults["received_on"] = "day_unreadable"
    elif day > deps.today() or day < deps.today() - OLDEST:
        faults["received_on"] = "day_to_come" if day > deps.today() else "day_too_long_ago"
    if faults or day is None:
        raise InvalidFields(faults)
    return Received(Instrument(typed.kind), typed.number, cents, day)


def _choices(deps: Deps, *, is_accepted: bool) -> tuple[Choice, ...]:
    accepted = deps.mail_policy.accepted
    kinds = accepted if is_accepted else tuple(kind for kind in Instrument if kind not in accepted)
    return tuple(Choice(kind, instrument_name(kind).capitalize()) for kind in kinds)


def _stands(application: Application, dues: Dues) -> tuple[str, ...]:
    status = Status(application.status)
    return holds_words(
        status,
        is_over=status in GIVEN_UP,
        owed_cents=dues.owed_cents,
        to_file_cents=dues.to_file_cents,
        overpaid_cents=dues.overpaid_cents,
        filed_at=application.filed_at,
    )


def _now(taken: Taken) -> tuple[str, ...]:
    return holds_words(
        taken.status,
        is_over=taken.status in GIVEN_UP,
        owed_cents=taken.owed_cents,
        to_file_cents=taken.to_file_cents,
        overpaid_cents=taken.overpaid_cents,
        filed_at=taken.filed_at,
    )
