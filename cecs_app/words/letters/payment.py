"""The mails about paying. Each can be kept as it is: it says what, how much, when and for which application."""

from datetime import datetime

from cecs_app.language import _
from cecs_app.words.formats import instant_words, money_words
from cecs_app.words.letter import Letter, greeting
from cecs_app.words.payments import card_words


def card_receipt(
    first_name: str, *, reference: str, amount_cents: int, brand: str, last4: str, paid_at: datetime, link: str
) -> Letter:
    amount = money_words(amount_cents)
    return Letter(
        subject=_("Receipt: {amount} paid for application {reference}").format(amount=amount, reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("We received your payment. Your application is filed, and waits for its first review."),
            _("Keep this email: it is your receipt."),
        ),
        facts=(
            (_("Application"), reference),
            (_("Paid"), amount),
            (_("Card"), card_words(brand, last4)),
            (_("When"), instant_words(paid_at)),
        ),
        link=(_("See and print the full receipt"), link),
        closing=(_("The review fee, which is part of this payment, is not refunded."),),
    )


def mail_slip(
    first_name: str,
    *,
    reference: str,
    ein: str,
    total_cents: int,
    review_cents: int,
    payee: str,
    address: tuple[str, ...],
    link: str,
) -> Letter:
    total, review = money_words(total_cents), money_words(review_cents)
    return Letter(
        subject=_("How to pay {amount} by mail for application {reference}").format(amount=total, reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("You chose to pay later. Your application is kept, and waits for the fee."),
            _("Send a certified bank check, a cashier's check or a money order. Personal checks are NOT accepted."),
            _(
                "Send no cash. Print the payment slip and put it in the envelope, or write the application "
                "number on the check."
            ),
        ),
        facts=(
            (_("Amount"), total),
            (_("Application"), reference),
            (_("Educator Identification Number (EIN)"), ein),
            (_("Payable to"), payee),
            (_("Mail to"), ", ".join(address)),
        ),
        link=(_("Print the payment slip"), link),
        closing=(
            _(
                "Your application counts as filed when the Bureau has received at least the review fee of {review}."
            ).format(review=review),
            _("Changed your mind? Log in and choose Check Status/Pay Now to pay by card."),
        ),
    )
