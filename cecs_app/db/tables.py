"""The tables of the portal; those about money are in payment_tables.py, those of
logging in in login_tables.py, the desk's own in desk_tables.py.

Instants (`*_at`) are UTC; dates (`*_on`) are Connecticut's calendar days.

`open_key` columns are unique while a thing is open and null afterwards: the same on SQLite and PostgreSQL,
they are what stops a second draft or a second charge, whatever two tabs do.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, event
from sqlmodel import Field, SQLModel

from cecs_app.db.column_types import BYTEWISE, UtcDateTime
from cecs_app.domain.names import name_key


class Educator(SQLModel, table=True):
    """A record of the Bureau's registry. `former_last_names` are separated by ';'."""

    id: int | None = Field(default=None, primary_key=True)
    ein: str = Field(unique=True)
    first_name: str
    middle_name: str = ""
    last_name: str
    former_last_names: str = ""
    name_key: str = Field(default="", index=True, sa_type=BYTEWISE)
    """domain.names.name_key of her name: what the desk's search compares with."""
    date_of_birth: date = Field(index=True)
    email: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)


class EducatorSsn(SQLModel, table=True):
    """The SSN, sealed, apart from everything else; `ssn_index` is keyed, so it says nothing without the key."""

    __tablename__ = "educator_ssn"
    educator_id: int = Field(primary_key=True, foreign_key="educator.id")
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    ssn_index: str = Field(index=True)


class Certificate(SQLModel, table=True):
    """A certificate or permit as printed. `endorsements` are codes separated by ';'."""

    id: int | None = Field(default=None, primary_key=True)
    educator_id: int = Field(foreign_key="educator.id", index=True)
    number: str = Field(unique=True)
    kind: str
    endorsements: str = ""
    valid_from: date
    valid_until: date
    replaced_by: str | None = None
    """The number of the certificate that an advancement issued in its stead."""
    in_force_since: date | None = None
    """First day of the term before, when a new term was issued before that one ended: never a day without."""


class Account(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    email: str
    email_key: str = Field(unique=True)
    """The address folded for comparison: no two accounts share one."""
    first_name: str
    last_name: str
    phone: str = ""
    address_line: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    language: str = "en"
    password_hash: str | None = None
    temporary_hash: str | None = None
    temporary_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sealed_authenticator: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    """The TOTP secret of her second factor, sealed."""
    authenticator_step: int = 0
    """The last time step whose code was used: no code works twice."""
    educator_id: int | None = Field(default=None, foreign_key="educator.id", unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Claim(SQLModel, table=True):
    """A registration that only a person can decide. What was stated about the SSN is sealed as in educator_ssn, and
    empty once it has been kept long enough."""

    __table_args__ = (Index("ix_claim_status", "status", "id"), Index("ix_claim_decided_at", "decided_at", "id"))
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    first_name: str
    last_name: str
    name_key: str = Field(default="", index=True, sa_type=BYTEWISE)
    """As in educator."""
    date_of_birth: date
    email: str
    sealed_ssn: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    candidates: str = ""
    status: str = "open"
    due_on: date
    open_key: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = None
    """The staff member's number."""
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = ""
    """Why: she reads it where she was refused, else it is for the Bureau only."""


def _set_name_key(_mapper: object, _connection: object, named: Educator | Claim) -> None:
    named.name_key = name_key(named.first_name, named.last_name)


for _named in (Educator, Claim):
    event.listen(_named, "before_insert", _set_name_key)
    event.listen(_named, "before_update", _set_name_key)


class Application(SQLModel, table=True):
    """An application from draft to decision. `answers` holds what each step saved, with the versions of the texts."""

    __table_args__ = (
        Index("ix_application_queue", "status", "filed_at", "id"),
        Index("ix_application_queue_kind", "status", "kind", "filed_at", "id"),
        Index("ix_application_queue_mine", "assigned_to", "status", "filed_at", "id"),
        # All that the reports ask of a decision: the rows themselves, with their answers, stay unread.
        Index("ix_application_decided_at", "decided_at", "status", "kind", "filed_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    educator_id: int = Field(foreign_key="educator.id", index=True)
    certificate_id: int = Field(foreign_key="certificate.id")
    kind: str
    status: str
    step: str
    """The first step not yet answered: where a draft resumes."""
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    typed: dict[str, dict[str, str]] = Field(default_factory=dict, sa_type=JSON)
    """What she typed in a step of her draft and has not saved: field by field, counting for nothing yet."""
    review_cents: int = 0
    total_cents: int = 0
    balance_may_follow: bool = False
    """The quote; it may change with the rules while a draft, and is frozen when submitted."""
    signed_name: str = ""
    pay_by_mail: bool = False
    open_key: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    saved_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The instant of signing and submitting."""
    filed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The instant from which it counts as filed: signed, and paid at least the review fee where there is a fee."""
    certificate_ends_on: date | None = None
    """The certificate's last day as it stood at signing: whether it was filed in time is told by it, also later."""
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    assigned_to: int | None = None
    """The number of the staff member who works on it: nobody else decides meanwhile."""
    assigned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer_due_on: date | None = None
    """By when the educator must have sent what is missing."""
    held_until: date | None = None
    """Until when it is put on hold."""


class Event(SQLModel, table=True):
    """What happened, written in the transaction that did it: the timeline and the audit. Never an SSN in `data`."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    name: str
    actor: str
    staff_id: int | None = Field(default=None, index=True)
    """Who of the staff did it."""
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    application_id: int | None = Field(default=None, foreign_key="application.id", index=True)
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class OutgoingMail(SQLModel, table=True):
    """The outbox. The message is sealed, because it may hold a temporary password, and forgotten once sent."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_due", "status", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    recipient: str
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    status: str = "waiting"
    tries: int = 0
    last_error: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
