"""Double entry: money is never made, it only moves. A debit has a plus, a credit a minus; a posting sums to zero.

Cash basis: something is posted when money has come or gone, never for what is only owed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class LedgerAccount(StrEnum):
    CARD_COMPANY = "card_company"
    """Captured, and held by the card company until it pays out."""
    MAIL_DEPOSITS = "mail_deposits"
    """Checks and money orders that the cashier took in."""
    REVIEW_FEES = "review_fees"
    CERTIFICATE_FEES = "certificate_fees"
    OVERPAYMENTS = "overpayments"
    """Paid beyond what was owed: it belongs to the payer."""


MONEY = (LedgerAccount.CARD_COMPANY, LedgerAccount.MAIL_DEPOSITS)
"""Where the money is; the other accounts say whose it is."""


@dataclass(frozen=True)
class Line:
    account: LedgerAccount
    cents: int


class Unbalanced(ValueError):
    """A posting that would make or lose money: a fault in our own code, never the person's."""


def check_balanced(lines: Sequence[Line]) -> None:
    """Raises Unbalanced for a sum other than zero, for fewer than two lines, or for an account named twice."""
    accounts = {line.account for line in lines}
    if sum(line.cents for line in lines) or len(lines) < 2 or len(accounts) < len(lines):
        raise Unbalanced(", ".join(f"{line.account} {line.cents}" for line in lines))
