"""A row of the desk's queue: what a reviewer sees of an application before she opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import queue, staff
from cecs_app.db.tables import Application, Educator
from cecs_app.domain.application import AT_THE_DESK, DECIDED, Status
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.decision import needs_second_look
from cecs_app.domain.staff import Clerk
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import own_records
from cecs_app.words.queue import age_words, decided_words, held_words, overdue_words, short_date_words
from cecs_app.words.rules import application_name, kind_name
from cecs_app.words.statuses import status_name, status_tone


@dataclass(frozen=True)
class Flag:
    """`tone` is the badge's class."""

    words: str
    tone: str


@dataclass(frozen=True)
class Row:
    """`worker` is empty for what is finished; `age` counts from the day of filing."""

    reference: str = ""
    filed: str = ""
    age: str = ""
    name: str = ""
    ein: str = ""
    application: str = ""
    certificate: str = ""
    status: str = ""
    tone: str = ""
    worker: str = ""
    is_mine: bool = False
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Around:
    """What all rows of a page are looked at with."""

    today: date
    me: int
    workers: Mapping[int, str]
    arrivals: frozenset[int]
    own: frozenset[int]


def rows_of(db: Session, deps: Deps, clerk: Clerk, numbers: Sequence[int]) -> tuple[Row, ...]:
    """In the order of the applications' numbers given."""
    found = queue.rows(db, numbers)
    around = Around(
        today=deps.today(),
        me=clerk.staff_id,
        workers=staff.names(db, {one.assigned_to for one, _educator, _kind in found if one.assigned_to}),
        arrivals=queue.with_arrivals(db, numbers),
        own=own_records(db, clerk),
    )
    return tuple(_row(*one, around) for one in found)


def _row(application: Application, educator: Educator, certificate: str, around: Around) -> Row:
    filed_on = connecticut_day(application.filed_at) if application.filed_at else None
    status = Status(application.status)
    return Row(
        reference=application.reference,
        filed=short_date_words(filed_on) if filed_on else _("Not filed"),
        age=age_words((around.today - filed_on).days) if filed_on else "",
        name=f"{educator.last_name}, {educator.first_name} {educator.middle_name}".strip(),
        ein=educator.ein,
        application=application_name(ApplicationKind(application.kind)),
        certificate=kind_name(CertificateKind(certificate)),
        status=status_name(status),
        tone=status_tone(status),
        worker=around.workers.get(application.assigned_to or 0, _("Nobody yet") if status in AT_THE_DESK else ""),
        is_mine=application.assigned_to == around.me,
        flags=tuple(_flags(application, status, around)),
    )


def _flags(application: Application, status: Status, around: Around) -> list[Flag]:
    due_on, held_until, decided_at = application.answer_due_on, application.held_until, application.decided_at
    flags = []
    if application.educator_id in around.own:
        flags.append(Flag(_("Your own record: for a colleague"), "bad"))
    if status in AT_THE_DESK and needs_second_look(application.answers):
        flags.append(Flag(_("Conduct: needs a second look"), "warn"))
    if application.id in around.arrivals:
        flags.append(Flag(_("Something arrived"), "good"))
    if status is Status.MISSING_CREDENTIALS and due_on and due_on < around.today:
        flags.append(Flag(overdue_words(due_on), "bad"))
    if status is Status.ON_HOLD and held_until:
        flags.append(Flag(held_words(held_until), ""))
    if status in DECIDED and decided_at:
        flags.append(Flag(decided_words(connecticut_day(decided_at)), ""))
    return flags
