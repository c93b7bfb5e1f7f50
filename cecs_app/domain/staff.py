"""Who works at the Bureau's desk, and what each role may do: the least it needs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    REVIEWER = "reviewer"
    CASHIER = "cashier"
    SUPERVISOR = "supervisor"


class Duty(StrEnum):
    """One thing to do or to see at the desk. Every handler and endpoint of the desk names one."""

    ENTER = "enter"
    """Be at the desk at all."""
    READ_CASES = "read_cases"
    """The queue and whatever belongs to an application."""
    REVIEW = "review"
    """Claim an application, ask for what is missing, decide."""
    SETTLE_CLAIMS = "settle_claims"
    """Registrations that matched no record for certain."""
    SHOW_SSN = "show_ssn"
    SECOND_LOOK = "second_look"
    """Confirm or send back a decision that needs two people; undo one; enter what an appeal came to."""
    ASSIGN = "assign"
    """Take an application from one person and give it to another."""
    TAKE_MAIL = "take_mail"
    """Record the checks and money orders that came."""
    SEE_MONEY = "see_money"
    SEE_REPORTS = "see_reports"


DUTIES: Mapping[Role, frozenset[Duty]] = {
    Role.REVIEWER: frozenset(
        {Duty.ENTER, Duty.READ_CASES, Duty.REVIEW, Duty.SETTLE_CLAIMS, Duty.SHOW_SSN, Duty.SEE_REPORTS}
    ),
    Role.CASHIER: frozenset({Duty.ENTER, Duty.TAKE_MAIL, Duty.SEE_MONEY}),
    Role.SUPERVISOR: frozenset(
        {
            Duty.ENTER,
            Duty.READ_CASES,
            Duty.SHOW_SSN,
            Duty.SECOND_LOOK,
            Duty.ASSIGN,
            Duty.SEE_MONEY,
            Duty.SEE_REPORTS,
        }
    ),
}
"""A small office gives one person several roles; a second look is another person's all the same."""


def may(roles: Iterable[Role], duty: Duty) -> bool:
    """Whether it is the duty of any of them."""
    return any(duty in DUTIES[role] for role in roles)


def roles_of(stored: str) -> frozenset[Role]:
    """From the ';'-separated row of them that is stored."""
    return frozenset(Role(one) for one in stored.split(";") if one)


def as_stored(roles: Collection[Role]) -> str:
    return ";".join(role for role in Role if role in roles)


@dataclass(frozen=True)
class Clerk:
    """Who of the staff is behind a session cookie. Made only from the database.

    `educator_id` is her own record, if she is an educator too; `email_key` tells her own account.
    """

    session_id: int
    staff_id: int
    username: str
    name: str
    roles: frozenset[Role]
    email_key: str
    educator_id: int | None
    is_new: bool = False
    """Let in by a setup code, which can do one thing only: make the password and the authenticator."""

    def may(self, duty: Duty) -> bool:
        return not self.is_new and may(self.roles, duty)
