"""Words about fees and cards: what is accepted, and why a payment ended without money."""

from dataclasses import dataclass

from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.payment import PaymentPolicy
from cecs_app.language import _, mark
from cecs_app.words.formats import listed
from cecs_app.words.rules import application_name, kind_name

_BRANDS = {
    "visa": "Visa",
    "mastercard": "Mastercard",
    "amex": "American Express",
    "american_express": "American Express",
    "discover": "Discover",
    "discover_global_network": "Discover",
}
"""Proper names, the same in every language: what the gateway calls a card's brand, and a blocked one."""

_FUNDING = {
    "credit": mark("credit cards"),
    "debit": mark("debit cards"),
    "prepaid": mark("prepaid cards"),
}

_REFUSALS = {
    "brand_refused": (
        mark("This kind of card is not accepted"),
        mark("The card you used is not one we can take. The hold on it has been released: no money was taken."),
    ),
    "funding_refused": (
        mark("Only credit cards are accepted"),
        mark(
            "The card you used is a debit or prepaid card, or its bank doesn't say that it is a credit card. "
            "The hold on it has been released: no money was taken."
        ),
    ),
    "expired": (
        mark("The card page ran out of time"),
        mark("It stays open for one hour and was not used. No money was taken."),
    ),
    "released": (
        mark("The payment was not completed"),
        mark("The hold on your card has been released: no money was taken."),
    ),
    "not_what_was_asked": (
        mark("The payment didn't match your fee"),
        mark("What the card company reported differs from what you owe. The hold was released: no money was taken."),
    ),
    "application_moved": (
        mark("The fee was no longer due"),
        mark("Your application changed while the card page was open. No money was taken."),
    ),
    "never_opened": (
        mark("The card page didn't open"),
        mark("The card company didn't answer. No money was taken."),
    ),
}


@dataclass(frozen=True)
class Refusal:
    title: str
    explanation: str


def refusal_words(code: str) -> Refusal:
    """Why a payment ended without money. KeyError for a code without words."""
    title, explanation = _REFUSALS[code]
    return Refusal(_(title), _(explanation))


def fee_title(application: ApplicationKind, certificate: CertificateKind) -> str:
    """What the fee is for, on the card page, the slip and the receipt."""
    return _("{application}: {certificate}").format(
        application=application_name(application), certificate=kind_name(certificate)
    )


def brand_name(brand: str) -> str:
    return _BRANDS.get(brand, brand.capitalize())


def card_words(brand: str, last4: str) -> str:
    """ "Visa ending in 4242"."""
    return _("{brand} ending in {last4}").format(brand=brand_name(brand), last4=last4)


def accepted_cards(policy: PaymentPolicy) -> list[str]:
    """One line per kind of card: "Visa credit cards"."""
    pairs = sorted(policy.accepted, key=lambda pair: list(_BRANDS).index(pair[0]) if pair[0] in _BRANDS else 99)
    return [_("{brand} {funding}").format(brand=brand_name(b), funding=_(_FUNDING.get(f, f))) for b, f in pairs]


def refused_cards(policy: PaymentPolicy) -> list[str]:
    """ "Debit cards", "American Express" and so on, one by one."""
    funding = [_(_FUNDING[one]).capitalize() for one in policy.funding_blocked]
    return [*funding, *(brand_name(one) for one in policy.brands_blocked)]


def refused_cards_sentence(policy: PaymentPolicy) -> str:
    return _("Not accepted: {cards}.").format(cards=listed(refused_cards(policy)))
