"""Every column that holds something sealed, and every one that holds a hash with the password pepper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, update
from sqlmodel import Session, col, select

from cecs_app.db.desk_tables import StaffMember
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account, Claim, EducatorSsn, OutgoingMail


@dataclass(frozen=True)
class Column:
    """`index` is the blind index that stands beside a sealed SSN."""

    key: Any
    sealed: Any
    index: Any = None


# In this order: what is taken over from a claim into a record, or from a login into an account, is met again there.
SEALED = {
    "claims": Column(col(Claim.id), col(Claim.sealed_ssn)),
    "ssns": Column(col(EducatorSsn.educator_id), col(EducatorSsn.sealed), col(EducatorSsn.ssn_index)),
    "authenticators_begun": Column(col(SignInSession.id), col(SignInSession.sealed_authenticator)),
    "authenticators": Column(col(Account.id), col(Account.sealed_authenticator)),
    "staff_authenticators": Column(col(StaffMember.id), col(StaffMember.sealed_authenticator)),
    "mails": Column(col(OutgoingMail.id), col(OutgoingMail.sealed)),
}
PEPPERED = {
    "passwords": col(Account.password_hash),
    "temporary_passwords": col(Account.temporary_hash),
    "staff_passwords": col(StaffMember.password_hash),
    "setup_codes": col(StaffMember.setup_hash),
}


class Row(NamedTuple):
    key: int
    sealed: bytes
    ssn_index: str | None


Change = tuple[Row, bytes, str | None]
"""A row as it was read, its seal anew, and its index anew where it has one."""


def page(db: Session, column: Column, after: int | None, most: int) -> Sequence[Row]:
    """In the order of their keys; from the first when `after` is None."""
    index = column.key if column.index is None else column.index
    # A claim's SSN is erased in time; its column can't be null.
    is_sealed = column.sealed.is_not(None) & (column.sealed != b"")
    rows = select(column.key, column.sealed, index).where(is_sealed)
    if after is not None:
        rows = rows.where(column.key > after)
    found = db.exec(rows.order_by(column.key).limit(most)).all()
    return [Row(key, sealed, None if column.index is None else stored) for key, sealed, stored in found]


def put(db: Session, column: Column, changes: Sequence[Change]) -> int:
    """How many: what somebody changed since bears the present key already, or is gone."""
    table, key, sealed = column.key.class_.__table__, column.key.key, column.sealed.key
    values: dict[str, Any] = {sealed: bindparam("becomes")} | (
        {} if column.index is None else {column.index.key: bindparam("index")}
    )
    same = update(table).where(table.c[key] == bindparam("of"), table.c[sealed] == bindparam("was")).values(values)
    rows = [
        {"of": row.key, "was": row.sealed, "becomes": becomes} | ({} if column.index is None else {"index": index})
        for row, becomes, index in changes
    ]
    return int(db.connection().execute(same, rows).rowcount)


def peppers(db: Session, hashed: Any) -> list[tuple[str, int]]:
    """The text before the first `$` of each hash, which is its pepper's name, and how many bear it."""
    name = func.substr(hashed, 1, 8)
    found = db.exec(select(name, func.count()).where(hashed.is_not(None)).group_by(name)).all()
    return [(text.partition("$")[0], count) for text, count in found]
