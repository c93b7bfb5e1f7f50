"""Where an application stands: in words, with what happened, what happens next, and who acts by when."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from cecs_app.db import applications, certificates
from cecs_app.db.tables import Application, Event
from cecs_app.domain.application import TO_TAKE_UP, Status, can_move
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import Dues
from cecs_app.services.applications.deadline import find_deadline
from cecs_app.services.applications.draft import step_path
from cecs_app.services.applications.wait import Wait, wait_of
from cecs_app.services.deps import Deps
from cecs_app.services.letters import letters_of
from cecs_app.services.payments.fee import PAYABLE, FeeState, dues_for, fee_state
from cecs_app.words.applications import amount_words
from cecs_app.words.events import find_event_words
from cecs_app.words.formats import instant_words, money_words
from cecs_app.words.rules import application_name, kind_name
from cecs_app.words.statuses import (
    ahead_words,
    by_words,
    next_actor_words,
    next_words,
    overpaid_words,
    status_name,
    status_tone,
)
from cecs_app.words.track import TrackStep, track_of


@dataclass(frozen=True)
class Standing:
    """One application as every screen about it shows it. Empty: `resume`, which leads on with a draft; `by`, where
    nothing is due by a day; `place`, once somebody has taken it up; `overpaid`, where nothing is."""

    reference: str = ""
    application: str = ""
    certificate: str = ""
    status: str = ""
    tone: str = ""
    next: str = ""
    actor: str = ""
    by: str = ""
    place: str = ""
    fee: str = ""
    overpaid: str = ""
    is_free: bool = False
    touched: str = ""
    resume: str = ""
    is_signed: bool = False
    is_payable: bool = False
    is_balance: bool = False
    """Filed, with a rest of the fee still to pay."""
    pays_by_mail: bool = False
    is_missing: bool = False
    """Something that the Bureau asked for waits for her."""
    was_asked: bool = False
    """The Bureau has asked her for something, now or earlier."""
    can_appeal: bool = False
    can_withdraw: bool = False


@dataclass(frozen=True)
class Happening:
    what: str
    at: str


@dataclass(frozen=True)
class LetterLine:
    reference: str
    subject: str
    sent: str


@dataclass(frozen=True)
class StatusView:
    """What happened and the letters, the newest first; `ahead` is the next thing to happen, empty when it is over."""

    standing: Standing = field(default_factory=Standing)
    track: tuple[TrackStep, ...] = ()
    ahead: str = ""
    timeline: tuple[Happening, ...] = ()
    letters: tuple[LetterLine, ...] = ()


def show(deps: Deps, educator_id: int | None, reference: str) -> StatusView:
    """Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        status = Status(application.status)
        kept = letters_of(db, application.id or 0)
        return StatusView(
            standing=standing_of(db, deps, application),
            track=track_of(status),
            ahead=ahead_words(status),
            timeline=_timeline(applications.events_of(db, application.id)),
            letters=tuple(LetterLine(one.reference, one.letter.subject, instant_words(one.sent_at)) for one in kept),
        )


def standing_of(db: Session, deps: Deps, application: Application) -> Standing:
    certificate = certificates.get(db, application.certificate_id)
    status, reference = Status(application.status), application.reference
    dues = dues_for(db, application)
    state, due = fee_state(application, dues), find_deadline(db, deps, application)
    wait = wait_of(db, deps, application) if status in TO_TAKE_UP else Wait()
    can_appeal = status is Status.DENIED and due is not None
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
            usual=wait.usual,
            balance=_balance(state, dues),
        ),
        actor=next_actor_words(status, has_balance=state is FeeState.BALANCE, can_appeal=can_appeal),
        by=by_words(status, due, deps.today()) if due else "",
        place=wait.place,
        fee=amount_words(application.total_cents),
        overpaid=overpaid_words(dues.overpaid_cents),
        is_free=application.total_cents == 0,
        touched=instant_words(application.decided_at or application.submitted_at or application.saved_at),
        resume=step_path(reference, application.step) if status is Status.DRAFT else "",
        is_signed=application.submitted_at is not None,
        is_payable=state in PAYABLE,
        is_balance=state is FeeState.BALANCE,
        pays_by_mail=state in PAYABLE and application.pay_by_mail,
        is_missing=status is Status.MISSING_CREDENTIALS,
        was_asked=application.answer_due_on is not None,
        can_appeal=can_appeal,
        can_withdraw=can_move(status, Status.WITHDRAWN),
    )


def _timeline(events: list[Event]) -> tuple[Happening, ...]:
    told = [(find_event_words(one.name, one.data), _happened_at(one)) for one in reversed(events)]
    return tuple(Happening(what, instant_words(at)) for what, at in told if what)


def _happened_at(event: Event) -> datetime:
    """When she paid, where we heard of it only later."""
    stated = event.data.get("paid_at") or event.data.get("filed_at")
    return datetime.fromisoformat(stated) if stated else event.at


def _balance(state: FeeState, dues: Dues) -> str:
    return money_words(dues.owed_cents) if state is FeeState.BALANCE else ""
