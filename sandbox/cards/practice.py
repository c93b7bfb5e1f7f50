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
    CHALLENGED = "challenged"
    DECLINED = "generic_decline"
    INSUFFICIENT_FUNDS = "insufficient_funds"


class Behaviour(StrEnum):
    """How the card company itself behaves once the bank approved: four at the capture, three with its webhooks."""

    PROMPT = "prompt"
    SLOW = "slow"
    HUNG = "hung"
    ANSWER_LOST = "answer_lost"
    FAILING = "failing"
    WEBHOOK_LATE = "webhook_late"
    WEBHOOK_TWICE = "webhook_twice"
    WEBHOOK_NEVER = "webhook_never"


BRAND_NAMES = {
    Brand.VISA: "Visa",
    Brand.MASTERCARD: "Mastercard",
    Brand.AMEX: "American Express",
    Brand.DISCOVER: "Discover",
}


@dataclass(frozen=True)
class PracticeCard:
    """A Visa credit card of an American bank that pays at once, unless it says otherwise."""

    number: str
    shows: str
    brand: Brand = Brand.VISA
    funding: Funding = Funding.CREDIT
    country: str = "US"
    outcome: Outcome = Outcome.APPROVED
    behaviour: Behaviour = Behaviour.PROMPT

    @property
    def digits(self) -> str:
        return self.number.replace(" ", "")

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def security_code_length(self) -> int:
        return 4 if self.brand is Brand.AMEX else 3


@dataclass(frozen=True)
class CardGroup:
    title: str
    cards: tuple[PracticeCard, ...]


# The numbers that begin with 4242 0000 are our own invention; all others are Stripe's documented test numbers.
CARD_GROUPS = (
    CardGroup(
        "Go through",
        (
            PracticeCard("4242 4242 4242 4242", "Visa credit card"),
            PracticeCard("5555 5555 5555 4444", "Mastercard credit card", Brand.MASTERCARD),
            PracticeCard("4000 0082 6000 0000", "Visa credit card of a British bank", country="GB"),
        ),
    ),
    CardGroup(
        "Refused by the bank",
        (
            PracticeCard("4000 0000 0000 0002", "Declined, no reason given", outcome=Outcome.DECLINED),
            PracticeCard("4000 0000 0000 9995", "Declined: insufficient funds", outcome=Outcome.INSUFFICIENT_FUNDS),
        ),
    ),
    CardGroup(
        "Refused kinds",
        (
            PracticeCard("4000 0566 5566 5556", "Visa debit card", funding=Funding.DEBIT),
            PracticeCard("5105 1051 0510 5100", "Mastercard prepaid card", Brand.MASTERCARD, Funding.PREPAID),
            PracticeCard("3782 822463 10005", "American Express credit card", Brand.AMEX),
            PracticeCard("6011 1111 1111 1117", "Discover credit card", Brand.DISCOVER),
            PracticeCard(
                "4111 1111 1111 1111", "Visa, kind not known: passes here, the portal decides", funding=Funding.UNKNOWN
            ),
        ),
    ),
    CardGroup(
        "The bank asks",
        (
            PracticeCard(
                "4000 0027 6000 3184", "3-D Secure: the bank opens a page of its own", outcome=Outcome.CHALLENGED
            ),
        ),
    ),
    CardGroup(
        "When the card company is in trouble",
        (
            PracticeCard("4242 0000 0000 0109", "Slow: money taken, the answer comes late", behaviour=Behaviour.SLOW),
            PracticeCard(
                "4242 0000 0000 0208",
                "Hung: first nothing, then an error; a second try works",
                behaviour=Behaviour.HUNG,
            ),
            PracticeCard(
                "4242 0000 0000 0307",
                "Money taken, but the answer is lost on its way",
                behaviour=Behaviour.ANSWER_LOST,
            ),
            PracticeCard("4242 0000 0000 0406", "An error at first; a second try works", behaviour=Behaviour.FAILING),
            PracticeCard(
                "4242 0000 0000 0505", "Its message to the portal comes late", behaviour=Behaviour.WEBHOOK_LATE
            ),
            PracticeCard(
                "4242 0000 0000 0604", "Its message to the portal comes twice", behaviour=Behaviour.WEBHOOK_TWICE
            ),
            PracticeCard(
                "4242 0000 0000 0703", "Its message to the portal never comes", behaviour=Behaviour.WEBHOOK_NEVER
            ),
        ),
    ),
)


def find_card(digits: str) -> PracticeCard | None:
    return next((card for group in CARD_GROUPS for card in group.cards if card.digits == digits), None)
