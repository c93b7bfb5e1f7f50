"""Words about fees, cards and what comes by mail: what is accepted, and what was paid."""

from datetime import date

from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import Part
from cecs_app.domain.payment import CardPolicy, Instrument, MailPolicy
from cecs_app.language import _, mark
from cecs_app.words.formats import date_words, listed
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

_INSTRUMENTS = {
    Instrument.CERTIFIED_CHECK: mark("certified bank check"),
    Instrument.CASHIERS_CHECK: mark("cashier's check"),
    Instrument.MONEY_ORDER: mark("money order"),
    Instrument.PERSONAL_CHECK: mark("personal check"),
    Instrument.CASH: mark("cash"),
}


def fee_title(application: ApplicationKind, certificate: CertificateKind) -> str:
    """What the fee is for, on the card page, the slip and the receipt."""
    return _("{application}: {certificate}").format(
        application=application_name(application), certificate=kind_name(certificate)
    )


def part_title(application: ApplicationKind, certificate: CertificateKind, part: Part, *, is_balance: bool) -> str:
    """The same, saying which part of the fee it is."""
    title = fee_title(application, certificate)
    if part is Part.REVIEW:
        return _("{title}, review fee").format(title=title)
    return _("{title}, balance of the fee").format(title=title) if is_balance else title


def brand_name(brand: str) -> str:
    return _BRANDS.get(brand, brand.capitalize())


def card_words(brand: str, last4: str) -> str:
    """ "Visa ending in 4242"."""
    return _("{brand} ending in {last4}").format(brand=brand_name(brand), last4=last4)


def instrument_name(kind: Instrument) -> str:
    return _(_INSTRUMENTS[kind])


def accepted_instruments(policy: MailPolicy) -> str:
    """ "certified bank check, cashier's check, or money order"."""
    return listed([instrument_name(kind) for kind in policy.accepted], "or")


def accepted_cards(policy: CardPolicy) -> list[str]:
    """One line per kind of card: "Visa credit cards"."""
    pairs = sorted(policy.accepted, key=lambda pair: list(_BRANDS).index(pair[0]) if pair[0] in _BRANDS else 99)
    return [_("{brand} {funding}").format(brand=brand_name(b), funding=_(_FUNDING.get(f, f))) for b, f in pairs]


def refused_cards(policy: CardPolicy) -> list[str]:
    """ "Debit cards", "American Express" and so on, one by one."""
    funding = [_(_FUNDING[one]).capitalize() for one in policy.funding_blocked]
    return [*funding, *(brand_name(one) for one in policy.brands_blocked)]


def timely_words(filed_on: date, ends_on: date) -> str:
    """Whether it was filed while the certificate was still valid: what an employer wants to know."""
    day = date_words(ends_on)
    if filed_on <= ends_on:
        return _("Filed in time: your certificate was valid through {day}.").format(day=day)
    return _("Filed after your certificate had ended on {day}.").format(day=day)
