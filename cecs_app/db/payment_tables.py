"""The tables about money. Amounts are integer cents of United States dollars; see tables.py for `open_key`."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from cecs_app.db.column_types import UtcDateTime


class Payment(SQLModel, table=True):
    """One try to pay by card. The key, and all that is asked for under it, is stored before the gateway is called."""

    __table_args__ = (Index("ix_payment_due", "status", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, index=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    part: str
    amount_cents: int
    status: str
    idempotency_key: str = Field(unique=True)
    email: str = ""
    language: str = "en"
    session_ref: str | None = Field(default=None, index=True)
    session_url: str = ""
    intent_ref: str = ""
    brand: str = ""
    last4: str = ""
    refusal: str = ""
    """The code of why it ended without money: words/payments.py has the sentence."""
    open_key: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    """When the sweep next asks the gateway what became of it."""
    paid_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the bank approved it, by the gateway's clock: the educator paid then, however late we heard of it."""
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MailedPayment(SQLModel, table=True):
    """A check or money order that the cashier took in. `live_key` keeps one from being recorded twice."""

    __tablename__ = "mailed_payment"
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    kind: str
    number: str
    amount_cents: int
    received_on: date
    recorded_by: str
    recorded_at: datetime = Field(sa_type=UtcDateTime, index=True)
    live_key: str | None = Field(default=None, unique=True)
    voided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    void_reason: str = ""


class Refund(SQLModel, table=True):
    """Money that goes back, of one payment by card or by mail. Stored before the gateway is asked to send it."""

    __table_args__ = (Index("ix_refund_due", "status", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    payment_id: int | None = Field(default=None, foreign_key="payment.id", index=True)
    mailed_payment_id: int | None = Field(default=None, foreign_key="mailed_payment.id", index=True)
    amount_cents: int
    reason: str
    override_reason: str = ""
    """Why even the review fee goes back; empty when it does not."""
    ordered_by: str
    status: str
    idempotency_key: str = Field(unique=True)
    refund_ref: str = Field(default="", index=True)
    open_key: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LedgerEntry(SQLModel, table=True):
    """One line of a posting. Its key names the event once and for all, so nothing can be posted twice."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("posting", "account"),)
    id: int | None = Field(default=None, primary_key=True)
    posting: str
    account: str
    amount_cents: int
    """A debit has a plus, a credit a minus; the lines of a posting sum to zero."""
    application_id: int = Field(foreign_key="application.id", index=True)
    gateway_ref: str = Field(default="", index=True)
    """The card company's own id of the payment or refund, on the lines of its account."""
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    """When it was entered."""
    counts_at: datetime = Field(sa_type=UtcDateTime)
    """When the money came or went: when she paid, not when we heard of it."""


class CardEvent(SQLModel, table=True):
    """A webhook that was taken: its id, so that a second delivery changes nothing."""

    __tablename__ = "card_event"
    id: str = Field(primary_key=True)
    kind: str
    received_at: datetime = Field(sa_type=UtcDateTime, index=True)


class Comparison(SQLModel, table=True):
    """One comparison of our ledger with the card company's settlement list: what differed, in plain facts."""

    id: int | None = Field(default=None, primary_key=True)
    first_day: date
    last_day: date
    compared_at: datetime = Field(sa_type=UtcDateTime, index=True)
    is_daily: bool
    """Not by hand: the daily ones follow each other without a gap."""
    rows: int
    differences: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """`gateway_ref` with both sides' cents, or `posting`: one that does not sum to zero."""
