"""The people at the desk and the educators who file, and one way for all of them to try something."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from cecs_app.db import applications, staff
from cecs_app.db.desk_tables import RequestedItem, StaffSession
from cecs_app.db.payment_tables import MailedPayment
from cecs_app.db.tables import Application
from cecs_app.domain.access import Visitor
from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, Elsewhere
from cecs_app.domain.staff import Clerk, Duty, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions
from cecs_app.services.payments.fee import dues_for
from tests.applying import QUALIFIED, SERVED, Applicant, applicant, at_once, filled, held_by, sign, status_of
from tests.asked import visitor
from tests.at_desk import answered_yes, hired
from tests.fakes import TestClock

START = TestClock().now
KINDS = ("continuation", "endorsement", "duplicate"), ("extension", "renewal", "advancement", "endorsement")
"""Of a professional certificate, and of an initial one."""
TEAM = {
    "rita": (Role.REVIEWER,),
    "tom": (Role.REVIEWER,),
    "olga": (Role.REVIEWER, Role.SUPERVISOR),
    "wanda": (Role.REVIEWER, Role.SUPERVISOR),
    "sue": (Role.SUPERVISOR,),
    "carla": (Role.CASHIER,),
    "zoe": (Role.REVIEWER,),
}
"""Olga is an educator too, and files. Zoe is always there, so that somebody reviews."""
Act = Callable[[], object]


class Violation(AssertionError):
    """The desk did what it must not."""


@dataclass
class DeskFigures:
    counts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    """By act, and what it gave or with which code it was refused."""

    def add(self, other: "DeskFigures") -> None:
        self.counts.update(other.counts)
        self.outcomes.update(other.outcomes)


class DeskWorld:
    """One example after the other on one database, each with people of its own."""

    def __init__(self, deps: Deps, clock: TestClock, figures: DeskFigures) -> None:
        self.deps, self.clock, self.figures = deps, clock, figures
        self.number = 0

    def begin(self) -> None:
        self.number += 1
        self.clock.now = START
        self.files: dict[str, Applicant] = {}
        self.filed: dict[str, datetime | None] = {}
        self.is_money = False
        ada = applicant(self.deps, name=self._named("ada"))
        bea, olga = (self._initial(name) for name in ("bea", "olga"))
        self.educators = (ada, bea, olga)
        rows = [held_by(self.deps, one)[0] for one in self.educators]
        self.number_of = {row.id or 0: row.number for row in rows}
        self.held_at_first = {row.number: (row.valid_from, row.valid_until, row.endorsements) for row in rows}
        self.staff = {
            name: hired(
                self.deps, *roles, name=self._named(name), educator_id=olga.educator_id if name == "olga" else None
            ).staff_id
            for name, roles in TEAM.items()
        }
        self.figures.counts["examples"] += 1

    def clerk(self, name: str) -> Clerk | None:
        """As a guard hands her over just now; None once she is disabled."""
        with self.deps.database.reading() as db:
            member = staff.get(db, self.staff[name])
        return None if member.disabled_at else sessions.clerk_of(member, _session(member.id or 0))

    def holder(self, reference: str) -> str:
        """Her name, empty for nobody's."""
        held_by = self.row(reference).assigned_to
        return next((name for name, number in self.staff.items() if number == held_by), "")

    def row(self, reference: str) -> Application:
        with self.deps.database.reading() as db:
            return db.exec(select(Application).where(Application.reference == reference)).one()

    def items(self, reference: str) -> list[RequestedItem]:
        with self.deps.database.reading() as db:
            asked = select(RequestedItem).where(RequestedItem.application_id == self.row(reference).id)
            return list(db.exec(asked.order_by(col(RequestedItem.id))).all())

    def pick(self, choice: int, statuses: tuple[Status, ...] = ()) -> str | None:
        """Mostly one that stands so; else one that is not withdrawn; else any."""
        all_of = {one: status_of(self.deps, one) for one in self.files}
        fitting = [one for one, status in all_of.items() if status in statuses]
        alive = [one for one, status in all_of.items() if status is not Status.WITHDRAWN]
        among = (choice % 7 and fitting) or alive or list(all_of)
        return among[choice % len(among)] if among else None

    def file(self, choice: int, says_yes: bool) -> None:
        """Filled in and signed, and so filed where there is no fee."""
        who = self.educators[choice % 3]
        kind = KINDS[choice % 3 > 0][choice // 3 % (4 if choice % 3 else 3)]
        stated = SERVED if kind == "extension" else QUALIFIED
        reference = filled(self.deps, who, kind, stated=stated)
        if status_of(self.deps, reference) is not Status.DRAFT:
            return  # The one that is open already.
        self.files[reference] = who
        if says_yes:
            answered_yes(self.deps, reference)
        sign(self.deps, who, reference)

    def attempt(self, name: str, act: Act, *, by: Clerk | None = None, about: str = "") -> bool:
        """Whether it was done. Whatever is no refusal in words is a fault of the program."""
        self.figures.counts["acts"] += 1
        try:
            act()
        except (CecsError, Elsewhere) as error:
            self.figures.outcomes[f"{name}: {getattr(error, 'code', 'elsewhere')}"] += 1
            return False
        self.figures.outcomes[f"{name}: done"] += 1
        if by and about and self.files[about].educator_id == by.educator_id:
            raise Violation(f"{name}: {by.name} acted on her own {about}")
        return True

    def attempt_at_once(self, name: str, acts: list[Act]) -> None:
        """In two threads; of each what came of it is counted."""
        self.figures.counts["acts"] += len(acts)
        self.figures.counts["races"] += 1
        waiting = list(acts)
        outcomes = at_once(len(acts), lambda: waiting.pop()())
        done = sum(not isinstance(one, CecsError) for one in outcomes)
        self.figures.outcomes[f"{name} at once: {done} of {len(acts)} done"] += 1

    def may(self, name: str, *duties: Duty) -> Clerk | None:
        """Her, if a guard would let her."""
        clerk = self.clerk(name)
        return clerk if clerk and any(clerk.may(duty) for duty in duties) else None

    def username(self, name: str) -> str:
        return self._named(name).lower()

    def owed(self, reference: str) -> int:
        """In cents."""
        with self.deps.database.reading() as db:
            return dues_for(db, applications.get_by_reference(db, reference)).owed_cents

    def received(self, choice: int) -> str:
        """The receipt of some payment that came by mail; empty where none did."""
        with self.deps.database.reading() as db:
            numbers = [applications.get_by_reference(db, one).id for one in self.files]
            came = select(MailedPayment.reference).where(col(MailedPayment.application_id).in_(numbers))
            found = db.exec(came.order_by(col(MailedPayment.id))).all()
        return found[choice % len(found)] if found else ""

    def visitor(self, reference: str) -> Visitor:
        return visitor(self.deps, self.files[reference].educator_id)

    def _initial(self, name: str) -> Applicant:
        return applicant(self.deps, "initial", "2017-07-01", "2026-06-30", name=self._named(name))

    def _named(self, name: str) -> str:
        """Of letters alone, as names are."""
        letters = (chr(97 + self.number // place % 26) for place in (676, 26, 1))
        return name.title() + "".join(letters)


def _session(staff_id: int) -> StaffSession:
    return StaffSession(id=1, token_hash="", staff_id=staff_id, created_at=START, seen_at=START)
