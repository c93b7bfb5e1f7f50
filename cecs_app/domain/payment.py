"""Paying: the statuses of one try by card, and which cards are accepted (rules/payment.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CURRENCY = "usd"


class PaymentStatus(StrEnum):
    STARTED = "started"
    """Claimed in the database; the gateway may or may not know of it yet."""
    OPEN = "open"
    """The card page exists and can be paid."""
    PAID = "paid"
    ENDED = "ended"
    """Over without money: cancelled, expired or refused. `refusal` says which."""


@dataclass(frozen=True)
class PaymentPolicy:
    accepted: frozenset[tuple[str, str]]
    """(brand, funding) pairs."""
    brands_blocked: tuple[str, ...]
    funding_blocked: tuple[str, ...]
    payee: str
    address: tuple[str, ...]

    def refusal(self, brand: str, funding: str) -> str | None:
        """Why this card is not accepted, as a code for words/payments.py; None when it is."""
        if (brand, funding) in self.accepted:
            return None
        brands = {one for one, _ in self.accepted}
        return "brand_refused" if brand not in brands else "funding_refused"


def parse_payment_policy(rows: Mapping[str, Any]) -> PaymentPolicy:
    cards, mail = rows["cards"], rows["mail"]
    return PaymentPolicy(
        accepted=frozenset((one["brand"], one["funding"]) for one in cards["accepted"]),
        brands_blocked=tuple(cards["brands_blocked"]),
        funding_blocked=tuple(cards["funding_blocked"]),
        payee=mail["payee"],
        address=tuple(mail["address"]),
    )
