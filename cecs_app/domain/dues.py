"""What is owed for an application, and where money goes that comes in or goes back. Integer cents throughout.

Source: shared/domain.md, section 2: the review fee is part of every fee, is not refunded, and files the application;
the balance may follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cecs_app.domain.ledger import LedgerAccount, Line

SMALLEST_CARD_CENTS = 50
"""The card gateway takes no less."""


class Part(StrEnum):
    """What may be paid at once."""

    ALL = "all"
    """Whatever is still owed."""
    REVIEW = "review"
    """What is still missing to the review fee; the balance follows."""


@dataclass(frozen=True)
class Dues:
    review_cents: int
    """Part of `total_cents`."""
    total_cents: int
    balance_may_follow: bool
    is_owed: bool = True
    """False once the application is over: then nothing more is owed, and what comes is hers."""
    paid_review_cents: int = 0
    paid_balance_cents: int = 0
    overpaid_cents: int = 0

    @property
    def paid_cents(self) -> int:
        """Toward the fee: what was paid too much is not in it."""
        return self.paid_review_cents + self.paid_balance_cents

    @property
    def owed_cents(self) -> int:
        return max(0, self.total_cents - self.paid_cents) if self.is_owed else 0

    @property
    def to_file_cents(self) -> int:
        """What is missing until a signed application counts as filed."""
        return max(0, self.review_cents - self.paid_review_cents) if self.is_owed else 0

    def amounts(self) -> dict[Part, int]:
        """What may be paid by card now; empty when nothing is owed, or less than a card can pay."""
        split = self.balance_may_follow and self.to_file_cents < self.owed_cents
        amounts = {Part.ALL: self.owed_cents} | ({Part.REVIEW: self.to_file_cents} if split else {})
        return {part: cents for part, cents in amounts.items() if cents >= SMALLEST_CARD_CENTS}


def with_paid(quoted: Dues, balances: Mapping[LedgerAccount, int]) -> Dues:
    """`balances` are the ledger's for one application: what it earned stands there with a minus."""
    return replace(
        quoted,
        paid_review_cents=-balances.get(LedgerAccount.REVIEW_FEES, 0),
        paid_balance_cents=-balances.get(LedgerAccount.CERTIFICATE_FEES, 0),
        overpaid_cents=-balances.get(LedgerAccount.OVERPAYMENTS, 0),
    )


def money_in(dues: Dues, into: LedgerAccount, cents: int) -> tuple[Line, ...]:
    """The review fee first, then the balance; the rest is hers."""
    review = min(cents, dues.to_file_cents)
    balance = min(cents - review, dues.owed_cents - review)
    return _lines(into, cents, review, balance, cents - review - balance)


def money_back(dues: Dues, out_of: LedgerAccount, cents: int) -> tuple[Line, ...]:
    """What was paid too much first, then the balance, and the review fee last."""
    overpaid = min(cents, dues.overpaid_cents)
    balance = min(cents - overpaid, dues.paid_balance_cents)
    return _lines(out_of, -cents, -(cents - overpaid - balance), -balance, -overpaid)


def reached_at(money: Sequence[tuple[datetime, int]], cents: int) -> datetime | None:
    """The instant from which so many cents have been there ever since; None when they are not.

    `money` came (plus) and went (minus), in the order of its instants.
    """
    since, held = None, 0
    for at, amount in money:
        held += amount
        since = (since or at) if held >= cents else None
    return since


def _lines(where: LedgerAccount, cents: int, review: int, balance: int, overpaid: int) -> tuple[Line, ...]:
    lines = (
        Line(where, cents),
        Line(LedgerAccount.REVIEW_FEES, -review),
        Line(LedgerAccount.CERTIFICATE_FEES, -balance),
        Line(LedgerAccount.OVERPAYMENTS, -overpaid),
    )
    return tuple(line for line in lines if line.cents)
