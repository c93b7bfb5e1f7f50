"""The cards that exist in practice, and what happens to each."""

from dataclasses import dataclass
from enum import StrEnum


class Brand(StrEnum):
    VISA = "visa"
    MASTERCARD = "mastercard"
    AMEX = "amex"
    DISCOVER = "discover"


class Funding(StrEnum):
    CREDIT = "credit"
    DEBIT = "debit"
    PREPAID = "prepaid"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What the bank answers. A refusal is named by Stripe's decline code."""

    APPROVED = "approved"
    DECLINED = "generic_decline"
    INSUFFICIENT_FUNDS = "insufficient_funds"


BRAND_NAMES = {
    Brand.VISA: "Visa",
    Brand.MASTERCARD: "Mastercard",
    Brand.AMEX: "American Express",
    Brand.DISCOVER: "Discover",
}


@dataclass(frozen=True)
class PracticeCard:
    number: str
    brand: Brand
    funding: Funding
    shows: str
    outcome: Outcome = Outcome.APPROVED

    @property
    def digits(self) -> str:
        return self.number.replace(" ", "")

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def security_code_length(self) -> int:
        return 4 if self.brand is Brand.AMEX else 3


PRACTICE_CARDS = (
    PracticeCard("4242 4242 4242 4242", Brand.VISA, Funding.CREDIT, "Visa credit card"),
    PracticeCard("5555 5555 5555 4444", Brand.MASTERCARD, Funding.CREDIT, "Mastercard credit card"),
    PracticeCard("4000 0566 5566 5556", Brand.VISA, Funding.DEBIT, "Visa debit card"),
    PracticeCard("5105 1051 0510 5100", Brand.MASTERCARD, Funding.PREPAID, "Mastercard prepaid card"),
    PracticeCard("3782 822463 10005", Brand.AMEX, Funding.CREDIT, "American Express credit card"),
    PracticeCard("6011 1111 1111 1117", Brand.DISCOVER, Funding.CREDIT, "Discover credit card"),
    PracticeCard("4111 1111 1111 1111", Brand.VISA, Funding.UNKNOWN, "Visa card, kind not known"),
    PracticeCard("4000 0000 0000 0002", Brand.VISA, Funding.CREDIT, "Declined by the bank", Outcome.DECLINED),
    PracticeCard(
        "4000 0000 0000 9995",
        Brand.VISA,
        Funding.CREDIT,
        "Declined: insufficient funds",
        Outcome.INSUFFICIENT_FUNDS,
    ),
)


def find_card(digits: str) -> PracticeCard | None:
    return next((card for card in PRACTICE_CARDS if card.digits == digits), None)
