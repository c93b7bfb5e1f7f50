"""Paying: the life of one try by card, and the dated policies on cards and on mailed payments (rules/payment.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cecs_app.domain.calendar import Dated, Row, in_force, timeline

CURRENCY = "usd"
_DATED = ("valid_from", "valid_until", "source")


class PaymentStatus(StrEnum):
    STARTED = "started"
    """Claimed in the database; the gateway may or may not know of it yet."""
    OPEN = "open"
    """The card page exists and can be paid."""
    PAID = "paid"
    ENDED = "ended"
    """Over without money: cancelled, expired, refused or voided. `refusal` says which."""


class RefundStatus(StrEnum):
    CLAIMED = "claimed"
    """Decided and stored; the gateway may or may not know of it yet."""
    DONE = "done"
    REFUSED = "refused"
    """The gateway will never make it; no money went back."""


class Instrument(StrEnum):
    """What may lie in an envelope."""

    CERTIFIED_CHECK = "certified_bank_check"
    CASHIERS_CHECK = "cashiers_check"
    MONEY_ORDER = "money_order"
    PERSONAL_CHECK = "personal_check"
    CASH = "cash"


@dataclass(frozen=True, kw_only=True)
class CardPolicy(Dated):
    """`countries` are those of the card's bank, as two letters; empty means that any will do."""

    accepted: frozenset[tuple[str, str]]
    """(brand, funding) pairs."""
    brands_blocked: tuple[str, ...]
    funding_blocked: tuple[str, ...]
    countries: frozenset[str]

    def refusal(self, brand: str, funding: str, country: str) -> str | None:
        """Why this card is not accepted, as a code for words/payments.py; None when it is."""
        if brand not in {one for one, _ in self.accepted}:
            return "brand_refused"
        if (brand, funding) not in self.accepted:
            return "funding_refused"
        return "country_refused" if self.countries and country not in self.countries else None


@dataclass(frozen=True, kw_only=True)
class MailPolicy(Dated):
    payee: str
    address: tuple[str, ...]
    accepted: tuple[Instrument, ...]


@dataclass(frozen=True)
class PaymentPolicies:
    cards: tuple[CardPolicy, ...]
    mail: tuple[MailPolicy, ...]

    def cards_on(self, day: date) -> CardPolicy:
        return in_force(self.cards, day)

    def mail_on(self, day: date) -> MailPolicy:
        return in_force(self.mail, day)


def parse_payment_policies(mapping: Mapping[str, object]) -> PaymentPolicies:
    """From the parsed `rules/payment.toml`. Raises RowsError unless each day has one policy of either kind."""
    file = Row("the file", mapping)
    file.check_only("cards", "mail")
    return PaymentPolicies(
        cards=timeline("cards", [_card_policy(row) for row in file.rows("cards")]),
        mail=timeline("mail", [_mail_policy(row) for row in file.rows("mail")]),
    )


def _card_policy(row: Row) -> CardPolicy:
    row.check_only("accepted", "brands_blocked", "funding_blocked", "countries", *_DATED)
    pairs = row.rows("accepted")
    return CardPolicy(
        row=row.name,
        span=row.span(),
        source=row.get("source", str),
        accepted=frozenset((pair.get("brand", str), pair.get("funding", str)) for pair in pairs),
        brands_blocked=tuple(row.find("brands_blocked", list) or ()),
        funding_blocked=tuple(row.find("funding_blocked", list) or ()),
        countries=frozenset(row.find("countries", list) or ()),
    )


def _mail_policy(row: Row) -> MailPolicy:
    row.check_only("payee", "address", "accepted", *_DATED)
    return MailPolicy(
        row=row.name,
        span=row.span(),
        source=row.get("source", str),
        payee=row.get("payee", str),
        address=tuple(row.get("address", list)),
        accepted=tuple(row.one_of(kind, Instrument) for kind in row.get("accepted", list)),
    )
