"""The tables of the Bureau's desk: its people, and what they ask, receive, decide, write and look at."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary
from sqlmodel import Field, SQLModel

from cecs_app.db.column_types import UtcDateTime


class StaffMember(SQLModel, table=True):
    """`roles` are separated by ';'. Nobody is ever deleted: what she did bears her number."""

    __tablename__ = "staff_member"
    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    name: str
    email: str
    email_key: str
    roles: str
    educator_id: int | None = Field(default=None, foreign_key="educator.id")
    """Her own record, which she must never work on."""
    password_hash: str | None = None
    sealed_authenticator: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    """The TOTP secret, sealed."""
    authenticator_step: int = 0
    """The last time step whose code was used: no code works twice."""
    setup_hash: str | None = None
    """Of the code that lets her in once, to make her password and authenticator."""
    setup_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StaffSession(SQLModel, table=True):
    """A login at the desk. The cookie's value is kept as a hash only."""

    __tablename__ = "staff_session"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    staff_id: int = Field(foreign_key="staff_member.id", index=True)
    is_setup: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Decision(SQLModel, table=True):
    """What a reviewer decided, and the supervisor's second look where one is needed.

    `open_key` is unique while it waits for that look. `before` is what the certificate was, for an undo.
    """

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    verdict: str
    reason: str = ""
    """What the educator reads: why it was denied."""
    decided_by: int = Field(foreign_key="staff_member.id")
    decided_at: datetime = Field(sa_type=UtcDateTime)
    seconded_by: int | None = Field(default=None, foreign_key="staff_member.id")
    seconded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = ""
    """Empty while it waits; see domain.decision.DecisionOutcome."""
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    open_key: str | None = Field(default=None, unique=True)


class Appeal(SQLModel, table=True):
    """An educator's appeal of a denial, and what the panel came to. `outcome` is upheld or granted."""

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    statement: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    due_on: date
    """The last day on which the panel may decide."""
    outcome: str = ""
    reason: str = ""
    entered_by: int | None = Field(default=None, foreign_key="staff_member.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RequestedItem(SQLModel, table=True):
    """Something the Bureau asked for: of an application, or as proof for a claim."""

    __tablename__ = "requested_item"
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    application_id: int | None = Field(default=None, foreign_key="application.id", index=True)
    claim_id: int | None = Field(default=None, foreign_key="claim.id", index=True)
    kind: str
    detail: str = ""
    """The reviewer's own words to the educator."""
    status: str
    reason: str = ""
    """Why it was refused, or is not needed after all."""
    asked_by: int = Field(foreign_key="staff_member.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    due_on: date = Field(index=True)
    by_post_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminded_on: date | None = None
    """The last day on which she was told of it."""


class Document(SQLModel, table=True):
    """A file an educator sent for an item. Its bytes lie sealed on disk under `stored_as`."""

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    item_id: int = Field(foreign_key="requested_item.id", index=True)
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    stored_as: str = Field(unique=True)
    sent_at: datetime = Field(sa_type=UtcDateTime)


class SentLetter(SQLModel, table=True):
    """A letter as it was sent, so that the educator can read it again. `content` is a words.letter.Letter."""

    __tablename__ = "sent_letter"
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    kind: str
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sent_at: datetime = Field(sa_type=UtcDateTime)


class InternalNote(SQLModel, table=True):
    """What the staff write for each other; the educator never sees it."""

    __tablename__ = "internal_note"
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    staff_id: int = Field(foreign_key="staff_member.id")
    text: str
    at: datetime = Field(sa_type=UtcDateTime)


class SsnShowing(SQLModel, table=True):
    """Somebody of the staff looked at an SSN: who, when and why. The educator can read it."""

    __tablename__ = "ssn_showing"
    id: int | None = Field(default=None, primary_key=True)
    educator_id: int | None = Field(default=None, foreign_key="educator.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    """Whose statement it was, while a claim ties it to no record."""
    staff_id: int = Field(foreign_key="staff_member.id")
    role: str
    """As what she looked, that day."""
    about: str
    """The reference of the application or claim."""
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)


class AuditLink(SQLModel, table=True):
    """One link of the audit's chain: the keyed hash of an event and of the link before it."""

    __tablename__ = "audit_link"
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    event_id: int = Field(foreign_key="event.id", unique=True)
    hash: str


class AuditHead(SQLModel, table=True):
    """One row: where the chain ends. Whoever appends holds it."""

    __tablename__ = "audit_head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    position: int
    hash: str
