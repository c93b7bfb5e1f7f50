"""Queries on certificates and permits, and how a row becomes the domain's certificate."""

from sqlmodel import Session, col, delete, select

from cecs_app.db.tables import Certificate
from cecs_app.domain import certificate as domain
from cecs_app.domain.errors import NotFound


def of_educator(db: Session, educator_id: int | None) -> list[Certificate]:
    """The one that ends last comes first; what was replaced stands at the end."""
    statement = (
        select(Certificate)
        .where(Certificate.educator_id == educator_id)
        .order_by(col(Certificate.replaced_by).is_not(None), col(Certificate.valid_until).desc(), col(Certificate.id))
    )
    return list(db.exec(statement).all())


def get_owned(db: Session, educator_id: int | None, number: str, *, lock: bool = False) -> Certificate:
    """Raises NotFound for no such certificate and for somebody else's alike. `lock` as in get_locked."""
    statement = select(Certificate).where(Certificate.number == number, Certificate.educator_id == educator_id)
    found = db.exec(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NotFound
    return found


def get(db: Session, certificate_id: int) -> Certificate:
    return db.exec(select(Certificate).where(Certificate.id == certificate_id)).one()


def get_locked(db: Session, certificate_id: int) -> Certificate:
    """As it stands now, and nobody else changes it, or begins or reopens anything for it, before this transaction
    ends. Whoever holds an application too has locked that first."""
    statement = select(Certificate).where(Certificate.id == certificate_id).with_for_update()
    return db.exec(statement.execution_options(populate_existing=True)).one()


def printed(row: Certificate) -> domain.Certificate:
    return domain.Certificate(
        number=row.number,
        kind=domain.CertificateKind(row.kind),
        endorsements=tuple(code for code in row.endorsements.split(";") if code),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        in_force_since=row.in_force_since,
    )


def remove(db: Session, number: str) -> None:
    """For one that was issued by mistake and that nothing refers to yet; the journal keeps that it was."""
    db.exec(delete(Certificate).where(col(Certificate.number) == number))
