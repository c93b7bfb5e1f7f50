"""Queries on applications and on what happened to them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select, update

from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Application, Certificate, Event
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.choosing import CARRY_ON
from cecs_app.domain.errors import NotFound


def get_owned(db: Session, educator_id: int | None, reference: str, *, lock: bool = False) -> Application:
    """Raises NotFound for no such application and for somebody else's alike.

    `lock` keeps it from every other writer until the transaction ends, so that the status read is the one moved.
    """
    statement = select(Application).where(
        Application.reference == reference.upper(), Application.educator_id == educator_id
    )
    found = db.exec(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NotFound
    return found


def get_by_reference(db: Session, reference: str, *, lock: bool = False) -> Application:
    """Whoever's it is: for the Bureau's own eyes. Raises NotFound."""
    statement = select(Application).where(Application.reference == reference.upper())
    found = db.exec(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NotFound
    return found


def get_any(db: Session, reference: str) -> Application:
    """The same for the Bureau's own acts: locked until they are done."""
    return get_by_reference(db, reference, lock=True)


def of_educator(db: Session, educator_id: int | None) -> list[Application]:
    """The newest first."""
    statement = select(Application).where(Application.educator_id == educator_id)
    return list(db.exec(statement.order_by(col(Application.id).desc())).all())


def open_of(db: Session, educator_id: int | None) -> dict[str, Application]:
    """Drafts and whatever is not decided yet, by open key."""
    statement = select(Application).where(
        Application.educator_id == educator_id, col(Application.open_key).is_not(None)
    )
    return {one.open_key or "": one for one in db.exec(statement).all()}


def open_key(certificate_id: int | None, kind: str) -> str:
    """Unique while the application is open: at most one of a kind for a certificate."""
    return f"{certificate_id}:{kind}"


def keys_in_the_way(certificate_id: int | None, kind: ApplicationKind) -> list[str]:
    """One certificate is carried on in one way at a time: a renewal under way stands for the extension too."""
    return [open_key(certificate_id, one) for one in (CARRY_ON if kind in CARRY_ON else (kind,))]


def find_open(db: Session, open_keys: Sequence[str]) -> Application | None:
    return db.exec(select(Application).where(col(Application.open_key).in_(open_keys))).first()


def add_open(db: Session, application: Application) -> Application:
    """Adds it, or gives the one that another tab opened a moment earlier."""
    try:
        with db.begin_nested():
            db.add(application)
    except IntegrityError:
        earlier = find_open(db, [application.open_key or ""])
        if earlier is None:
            raise
        return earlier
    return application


def change_status(db: Session, application: Application, present: Status, wanted: Status) -> bool:
    """Only if it still stands at `present`: whoever comes second gets False."""
    row = update(Application).where(col(Application.id) == application.id, col(Application.status) == present)
    return db.exec(row.values(status=wanted)).rowcount == 1


def count_issued(db: Session, educator_id: int, certificate_id: int | None, kind: str) -> int:
    statement = select(func.count()).where(
        Application.educator_id == educator_id,
        Application.certificate_id == certificate_id,
        Application.kind == kind,
        Application.status == Status.ISSUED,
    )
    return db.exec(statement).one()


def is_applied_for(db: Session, certificate_number: str) -> bool:
    """Whether any application, even a draft, is for that certificate."""
    statement = select(Application.id).join(Certificate, col(Certificate.id) == col(Application.certificate_id))
    return db.exec(statement.where(Certificate.number == certificate_number)).first() is not None


def has_open_payment(db: Session, application_id: int | None) -> bool:
    statement = select(Payment.id).where(Payment.application_id == application_id, col(Payment.open_key).is_not(None))
    return db.exec(statement).first() is not None


def events_of(db: Session, application_id: int | None) -> list[Event]:
    """The oldest first."""
    statement = select(Event).where(Event.application_id == application_id)
    return list(db.exec(statement.order_by(col(Event.at), col(Event.id))).all())


def find_event_at(db: Session, application_id: int | None, name: str) -> datetime | None:
    """The instant of the last event of that name."""
    statement = select(Event.at).where(Event.application_id == application_id, Event.name == name)
    return db.exec(statement.order_by(col(Event.id).desc())).first()


def has_any(db: Session) -> bool:
    return db.exec(select(Application.id).limit(1)).first() is not None


def count(db: Session) -> int:
    return db.exec(select(func.count()).select_from(Application)).one()


def stale_drafts(db: Session, before: datetime, most: int) -> list[Application]:
    """Drafts last saved before that instant; what another worker holds is skipped."""
    statement = (
        select(Application)
        .where(Application.status == Status.DRAFT, col(Application.saved_at) < before)
        .order_by(col(Application.saved_at))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(db.exec(statement).all())


def holds_until(db: Session, day: date, most: int) -> list[Application]:
    """On hold until that day or an earlier one; what somebody else holds just now is skipped."""
    statement = (
        select(Application)
        .where(Application.status == Status.ON_HOLD, col(Application.held_until) <= day)
        .order_by(col(Application.filed_at))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(db.exec(statement).all())
