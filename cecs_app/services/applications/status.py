"""Where an application stands: in words, with what happened, what happens next, and who acts."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from cecs_app.db import applications, certificates
from cecs_app.db.tables import Application, Event
from cecs_app.domain.application import Status, can_move
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import Dues
from cecs_app.services.applications.draft import step_path
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import PAYABLE, FeeState, dues_for, fee_state
from cecs_app.words.applications import amount_words
from cecs_app.words.formats import instant_words, money_words
from cecs_app.words.rules import application_name, kind_name
from cecs_app.words.statuses import find_event_words, next_actor_words, next_words, status_name, status_tone


@dataclass(frozen=True)
class Standing:
    """One application as every screen about it shows it. `resume` leads on with a draft and is empty otherwise."""

    reference: str = ""
    application: str = ""
    certificate: str = ""
    status: str = ""
    tone: str = ""
    next: str = ""
    actor: str = ""
    fee: str = ""
    is_free: bool = False
    touched: str = ""
    resume: str = ""
    is_signed: bool = False
    is_payable: bool = False
    is_balance: bool = False
    """Filed, with a rest of the fee still to pay."""
    pays_by_mail: bool = False
    can_withdraw: bool = False


@dataclass(frozen=True)
class Happening:
    what: str
    at: str


@dataclass(frozen=True)
class StatusView:
    standing: Standing = field(default_factory=Standing)
    timeline: tuple[Happening, ...] = ()


def show(deps: Deps, educator_id: int | None, reference: str) -> StatusView:
    """Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        events = applications.events_of(db, application.id)
        told = [(find_event_words(one.name, one.data), _happened_at(one)) for one in events]
        timeline = tuple(Happening(what, instant_words(at)) for what, at in told if what)
        return StatusView(standing_of(db, application), timeline)


def standing_of(db: Session, application: Application) -> Standing:
    certificate = certificates.get(db, application.certificate_id)
    status, reference = Status(application.status), application.reference
    dues = dues_for(db, application)
    state = fee_state(application, dues)
    return Standing(
        reference=reference,
        application=application_name(ApplicationKind(application.kind)),
        certificate=f"{kind_name(CertificateKind(certificate.kind))} {certificate.number}",
        status=status_name(status),
        tone=status_tone(status),
        next=next_words(
            status,
            pay_by_mail=application.pay_by_mail,
            to_file=money_words(dues.to_file_cents),
            balance=_balance(state, dues),
        ),
        actor=next_actor_words(status, has_balance=state is FeeState.BALANCE),
        fee=amount_words(application.total_cents),
        is_free=application.total_cents == 0,
        touched=instant_words(application.decided_at or application.submitted_at or application.saved_at),
        resume=step_path(reference, application.step) if status is Status.DRAFT else "",
        is_signed=application.submitted_at is not None,
        is_payable=state in PAYABLE,
        is_balance=state is FeeState.BALANCE,
        pays_by_mail=state in PAYABLE and application.pay_by_mail,
        can_withdraw=can_move(status, Status.WITHDRAWN),
    )


def _happened_at(event: Event) -> datetime:
    """When she paid, where we heard of it only later."""
    stated = event.data.get("paid_at") or event.data.get("filed_at")
    return datetime.fromisoformat(stated) if stated else event.at


def _balance(state: FeeState, dues: Dues) -> str:
    return money_words(dues.owed_cents) if state is FeeState.BALANCE else ""
