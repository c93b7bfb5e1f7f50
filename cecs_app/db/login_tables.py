"""The tables of logging in: requests for accounts, logins, second factors, devices, and tries that are counted."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from cecs_app.db.column_types import UtcDateTime


class SignUp(SQLModel, table=True):
    """A request for an account, tied to the browser that made it, so that it can resend or correct the mails."""

    __tablename__ = "sign_up"
    id: int | None = Field(default=None, primary_key=True)
    visitor_hash: str = Field(index=True)
    first_name: str
    last_name: str
    email: str
    account_id: int | None = Field(default=None, foreign_key="account.id")
    """Null when the address already had an account: the screen must not show the difference."""
    created_at: datetime = Field(sa_type=UtcDateTime)


class SignInSession(SQLModel, table=True):
    """A login. The cookie's value is kept as a hash only; a rotated cookie is a new hash on the same row."""

    __tablename__ = "sign_in_session"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    is_temporary: bool
    awaits_proof: bool = False
    """The password was right, but the second step of login is still to come."""
    acknowledged_version: str | None = None
    proved_at: datetime = Field(sa_type=UtcDateTime)
    """When she last typed her password or used her second factor: sensitive acts ask for it again."""
    challenge: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    """What a passkey has to sign next; used once."""
    challenge_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sealed_authenticator: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    """The TOTP secret, sealed, that she sets up in this login: her second factor once she has shown a code of it."""
    user_agent: str = ""
    address: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Acknowledgement(SQLModel, table=True):
    """Which version of the statement was acknowledged, when, in which login."""

    __table_args__ = (UniqueConstraint("session_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    session_id: int = Field(foreign_key="sign_in_session.id")
    version: str
    acknowledged_at: datetime = Field(sa_type=UtcDateTime)


class EmailChange(SQLModel, table=True):
    """A new address waiting for proof that its owner reads it."""

    __tablename__ = "email_change"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    email: str
    token_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Attempt(SQLModel, table=True):
    """One try at something that is limited in number, e.g. `register:12` or `sign-in:jdoe`."""

    __table_args__ = (Index("ix_attempt_subject_at", "subject", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    subject: str
    at: datetime = Field(sa_type=UtcDateTime)


class KnownDevice(SQLModel, table=True):
    """A browser from which the owner has logged in, told by a long-lived cookie that is kept as a hash only.

    The owner is an account or one of the staff.
    """

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("account_id", "token_hash"), UniqueConstraint("staff_id", "token_hash"))
    id: int | None = Field(default=None, primary_key=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    staff_id: int | None = Field(default=None, foreign_key="staff_member.id")
    token_hash: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class Passkey(SQLModel, table=True):
    """A WebAuthn credential: what proves that she holds the key, never the key itself."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    credential_id: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sign_count: int = 0
    name: str
    """Her own word for it."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RecoveryCode(SQLModel, table=True):
    """Lets her in once where her authenticator or passkey is lost. Kept as a hash only."""

    __tablename__ = "recovery_code"
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    code_hash: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Lease(SQLModel, table=True):
    """Work that one process at a time may do, and until when it holds it."""

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=UtcDateTime)
