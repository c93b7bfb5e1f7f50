"""The mails about paying. Each can be kept as it is: it says what, how much, when and for which application."""

from datetime import datetime

from cecs_app.domain.dues import Dues
from cecs_app.language import _
from cecs_app.words.formats import instant_words, money_words
from cecs_app.words.letter import Letter, greeting
from cecs_app.words.payments import card_words


def card_receipt(
    first_name: str,
    *,
    reference: str,
    payment: str,
    amount_cents: int,
    brand: str,
    last4: str,
    paid_at: datetime,
    filed_at: datetime | None,
    dues: Dues,
    link: str,
) -> Letter:
    amount = money_words(amount_cents)
    filed = [(_("Filed"), instant_words(filed_at))] if filed_at else []
    return Letter(
        subject=_("Receipt: {amount} paid for application {reference}").format(amount=amount, reference=reference),
        greeting=greeting(first_name),
        paragraphs=(_("We received your payment. Keep this email: it is your receipt."), *standing(filed_at, dues)),
        facts=(
            (_("Application"), reference),
            (_("Payment"), payment),
            (_("Paid"), amount),
            (_("Card"), card_words(brand, last4)),
            (_("When"), instant_words(paid_at)),
            *filed,
        ),
        link=(_("See, print or download the full receipt"), link),
        closing=(_("The review fee is not refunded."),),
    )


def standing(filed_at: datetime | None, dues: Dues) -> list[str]:
    """What a payment has brought about, and what is still open."""
    said = []
    if filed_at:
        said.append(_("Your application is filed."))
    elif dues.to_file_cents:
        missing = money_words(dues.to_file_cents)
        said.append(_("Your application is filed when {missing} more has been paid.").format(missing=missing))
    if filed_at and dues.owed_cents:
        owed = money_words(dues.owed_cents)
        said.append(_("A balance of {owed} is still to be paid before it can be approved.").format(owed=owed))
    if filed_at and not dues.owed_cents and not dues.overpaid_cents:
        said.append(_("The fee is paid in full."))
    if dues.overpaid_cents:
        over = money_words(dues.overpaid_cents)
        said.append(_("You paid {over} too much. It is yours: the Bureau sends it back.").format(over=over))
    return said


def come_back(first_name: str, reference: str, amount_cents: int, link: str) -> Letter:
    amount = money_words(amount_cents)
    return Letter(
        subject=_("Pay {amount} when you can: application {reference}").format(amount=amount, reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("You wanted to pay by card, and the card page could not be opened. No money was taken."),
            _("Your application is kept. Use this link to pay when you have a moment."),
        ),
        facts=((_("Application"), reference), (_("Amount"), amount)),
        link=(_("Pay {amount}").format(amount=amount), link),
        closing=(_("Have you paid meanwhile? Then you need do nothing."),),
    )


def refunded(first_name: str, amount_cents: int, *, reference: str, refund: str, by_card: bool, link: str) -> Letter:
    amount = money_words(amount_cents)
    way = _("It goes back to the card you paid with, within ten days.")
    return Letter(
        subject=_("Refund: {amount} for application {reference}").format(amount=amount, reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("The Bureau sends {amount} back to you.").format(amount=amount),
            way if by_card else _("The Bureau asks the Treasurer to mail you a check."),
        ),
        facts=((_("Application"), reference), (_("Refund"), refund), (_("Amount"), amount)),
        link=(_("See your receipt"), link),
    )
