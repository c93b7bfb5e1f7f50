"""Queries of the desk's queue. Each reads a few short stretches of an index, however many applications wait."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as sa_select
from sqlalchemy import tuple_, union_all
from sqlmodel import Session, col, func, select

from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Application, Certificate, Educator
from cecs_app.domain.application import DECIDED, Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.queue import NOBODYS, Key, Probe

_NOT_DECIDED = tuple(status for status in Status if status not in DECIDED)


@dataclass(frozen=True)
class Narrowed:
    """Conditions on top of the stretches; each of them None or empty for none."""

    kind: ApplicationKind | None = None
    filed_before: datetime | None = None
    due_before: date | None = None
    not_of: Collection[int] = ()
    """Educators whose applications are left out."""

    def conditions(self) -> list[Any]:
        found: list[Any] = []
        if self.kind:
            found.append(Application.kind == self.kind)
        if self.filed_before:
            found.append(col(Application.filed_at) < self.filed_before)
        if self.due_before:
            found.append(col(Application.answer_due_on) < self.due_before)
        if self.not_of:
            found.append(col(Application.educator_id).not_in(self.not_of))
        return found


@dataclass(frozen=True)
class Page:
    """At most `most` rows: from the beginning, after a key, or those just before one."""

    most: int
    after: Key | None = None
    before: Key | None = None


def keys(db: Session, probes: Sequence[Probe], narrowed: Narrowed, page: Page) -> list[Key]:
    """In the order of filing, whatever their status."""
    if not probes:
        return []
    stretches = [_stretch(one, narrowed, page).subquery() for one in probes]
    merged = union_all(*(select(one) for one in stretches)).subquery()
    found = sorted(Key(*row) for row in db.exec(select(merged.c.at, merged.c.id)).all())
    return found[-page.most :] if page.before else found[: page.most]


def decided_keys(db: Session, since: datetime, narrowed: Narrowed, page: Page) -> list[Key]:
    """The last decided first."""
    at, number = col(Application.decided_at), col(Application.id)
    # Said by what they are not: asked for two statuses, SQLite would walk through all that was ever issued.
    asked = [at >= since, col(Application.status).not_in(_NOT_DECIDED), *narrowed.conditions()]
    if cursor := page.after or page.before:
        place = tuple_(at, number)
        asked.append(place > _pair(cursor) if page.before else place < _pair(cursor))
    order = (at, number) if page.before else (at.desc(), number.desc())
    rows = db.exec(select(at, number).where(*asked).order_by(*order).limit(page.most)).all()
    return sorted((Key(one[0], one[1] or 0) for one in rows if one[0]), reverse=True)


def rows(db: Session, numbers: Sequence[int]) -> list[tuple[Application, Educator, str]]:
    """With the kind of the certificate, in the order of the numbers."""
    statement = (
        select(Application, Educator, Certificate.kind)
        .join(Educator, col(Educator.id) == col(Application.educator_id))
        .join(Certificate, col(Certificate.id) == col(Application.certificate_id))
        .where(col(Application.id).in_(numbers))
    )
    found = {application.id: (application, educator, kind) for application, educator, kind in db.exec(statement).all()}
    return [found[number] for number in numbers if number in found]


def with_arrivals(db: Session, numbers: Sequence[int]) -> frozenset[int]:
    """Those to which something was sent that nobody has looked at yet."""
    statement = select(RequestedItem.application_id).where(
        col(RequestedItem.application_id).in_(numbers),
        col(RequestedItem.received_at).is_not(None),
        col(RequestedItem.settled_at).is_(None),
    )
    return frozenset(number for number in db.exec(statement).all() if number)


def counts(db: Session, probes: Sequence[Probe], most: int) -> dict[Probe, int]:
    """None further than `most`: beyond it the number would cost more than it tells."""
    stretches = [select(Application.id).where(*_where(one)).limit(most).subquery() for one in probes]
    counted = [select(func.count()).select_from(one).scalar_subquery() for one in stretches]
    return dict(zip(probes, db.execute(sa_select(*counted)).one(), strict=True))


def lock_free(db: Session, number: int, probes: Sequence[Probe]) -> Application | None:
    """Held until the transaction ends, if it still stands in one of the stretches and nobody else holds it."""
    statement = select(Application).where(Application.id == number).with_for_update(skip_locked=True)
    found = db.exec(statement.execution_options(populate_existing=True)).first()
    stands = found and Probe(Status(found.status), found.assigned_to or NOBODYS) in probes
    return found if stands else None


def lock_held_by(db: Session, staff_id: int) -> Sequence[Application]:
    """What she works on, held until the transaction ends."""
    return db.exec(select(Application).where(Application.assigned_to == staff_id).with_for_update()).all()


def _stretch(probe: Probe, narrowed: Narrowed, page: Page) -> Any:
    at, number = col(Application.filed_at), col(Application.id)
    asked = [*_where(probe), *narrowed.conditions()]
    if cursor := page.after or page.before:
        place = tuple_(at, number)
        asked.append(place < _pair(cursor) if page.before else place > _pair(cursor))
    order: list[Any] = [at, number]
    if probe.holder == NOBODYS and narrowed.kind is None:
        # PostgreSQL reads this index in its order only if the column that is null is named in the order, too. With a
        # kind another index serves better.
        order.insert(0, col(Application.assigned_to))
    turned = [one.desc() for one in order] if page.before else order
    return select(at.label("at"), number.label("id")).where(*asked).order_by(*turned).limit(page.most)


def _where(probe: Probe) -> list[Any]:
    found: list[Any] = [Application.status == probe.status, col(Application.filed_at).is_not(None)]
    if probe.holder == NOBODYS:
        found.append(col(Application.assigned_to).is_(None))
    elif probe.holder is not None:
        found.append(Application.assigned_to == probe.holder)
    return found


def _pair(key: Key) -> tuple[datetime, int]:
    return (key.at, key.number)
