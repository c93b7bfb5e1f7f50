"""Queries on the registry: who is on record, under which SSN index, with which certificates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from cecs_app.db.tables import Account, Application, Certificate, Educator, EducatorSsn
from cecs_app.domain.application import Status
from cecs_app.domain.ein_match import RegistryRecord


def get(db: Session, ein: str) -> Educator:
    return db.exec(select(Educator).where(Educator.ein == ein)).one()


def find(db: Session, ein: str) -> Educator | None:
    return db.exec(select(Educator).where(Educator.ein == ein)).first()


def find_certificate(db: Session, number: str) -> Certificate | None:
    """Whoever's it is: for the support staff."""
    return db.exec(select(Certificate).where(Certificate.number == number)).first()


def records_like(db: Session, ssn: Sequence[str], date_of_birth: date) -> list[RegistryRecord]:
    """All that share the SSN or the birth date: two questions, so that each has its index.

    `ssn` holds the indices that one SSN has while keys rotate: whichever a record bears, it reads as the first.
    """
    everybody = _everybody()
    rows = [
        *db.exec(everybody.where(col(EducatorSsn.ssn_index).in_(ssn))).all(),
        *db.exec(everybody.where(Educator.date_of_birth == date_of_birth)).all(),
    ]
    return [_record(educator, _as_first(index, ssn), account_id) for educator, index, account_id in rows]


def records_by_ein(db: Session, eins: Sequence[str], ssn: Sequence[str]) -> list[RegistryRecord]:
    """`ssn` as in records_like."""
    rows = db.exec(_everybody().where(col(Educator.ein).in_(eins))).all()
    return [_record(educator, _as_first(index, ssn), account_id) for educator, index, account_id in rows]


def _as_first(index: str | None, ssn: Sequence[str]) -> str | None:
    return ssn[0] if index in ssn else index


def _everybody() -> Any:
    return (
        select(Educator, EducatorSsn.ssn_index, Account.id)
        .join(EducatorSsn, col(EducatorSsn.educator_id) == col(Educator.id), isouter=True)
        .join(Account, col(Account.educator_id) == col(Educator.id), isouter=True)
    )


def get_locked(db: Session, ein: str) -> Educator:
    """As the record stands now, and nobody else changes it before this transaction ends."""
    statement = select(Educator).where(Educator.ein == ein).with_for_update()
    return db.exec(statement.execution_options(populate_existing=True)).one()


def some_sealed_ssns(db: Session, most: int) -> list[bytes]:
    """The first and the last on record."""
    number = col(EducatorSsn.educator_id)
    ends = (select(EducatorSsn.sealed).order_by(order).limit(most) for order in (number.asc(), number.desc()))
    return [one for end in ends for one in db.exec(end).all()]


def is_ssn_on_record(db: Session, ssn: Sequence[str]) -> bool:
    """`ssn` as in records_like."""
    return db.exec(select(EducatorSsn.educator_id).where(col(EducatorSsn.ssn_index).in_(ssn))).first() is not None


def _record(educator: Educator, ssn_index: str | None, account_id: int | None) -> RegistryRecord:
    return RegistryRecord(
        ein=educator.ein,
        ssn_index=ssn_index,
        first_name=educator.first_name,
        middle_name=educator.middle_name,
        last_name=educator.last_name,
        former_last_names=tuple(name for name in educator.former_last_names.split(";") if name),
        date_of_birth=educator.date_of_birth,
        has_account=account_id is not None,
    )


def link(db: Session, account_id: int, educator_id: int) -> bool:
    """False when the account has a record already, or another account took this one a moment earlier."""
    statement = update(Account).where(col(Account.id) == account_id, col(Account.educator_id).is_(None))
    try:
        with db.begin_nested():
            return db.exec(statement.values(educator_id=educator_id)).rowcount == 1
    except IntegrityError:
        return False


def owners_of(db: Session, eins: Sequence[str]) -> list[Account]:
    statement = select(Account).join(Educator, col(Educator.id) == col(Account.educator_id))
    return list(db.exec(statement.where(col(Educator.ein).in_(eins))).all())


def eins_with_account(db: Session) -> frozenset[str]:
    statement = select(Educator.ein).join(Account, col(Account.educator_id) == col(Educator.id))
    return frozenset(db.exec(statement).all())


def educators_by_ein(db: Session, eins: Sequence[str]) -> dict[str, Educator]:
    found = db.exec(select(Educator).where(col(Educator.ein).in_(eins))).all()
    return {educator.ein: educator for educator in found}


def ssns_of(db: Session, educator_ids: Sequence[int]) -> dict[int, EducatorSsn]:
    found = db.exec(select(EducatorSsn).where(col(EducatorSsn.educator_id).in_(educator_ids))).all()
    return {row.educator_id: row for row in found}


def certificates_by_number(db: Session, numbers: Sequence[str]) -> dict[str, Certificate]:
    found = db.exec(select(Certificate).where(col(Certificate.number).in_(numbers))).all()
    return {certificate.number: certificate for certificate in found}


def issued_here(db: Session, educator_ids: Sequence[int]) -> frozenset[int]:
    """Certificates on which an application was issued: the portal knows more of them than any older file."""
    statement = select(Application.certificate_id).where(
        col(Application.educator_id).in_(educator_ids), Application.status == Status.ISSUED
    )
    return frozenset(db.exec(statement).all())
