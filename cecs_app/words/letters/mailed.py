"""The mails about paying by mail: how, what came, and what was sent back."""

from datetime import date, datetime

from cecs_app.domain.dues import Dues
from cecs_app.domain.payment import Instrument, MailPolicy
from cecs_app.language import _
from cecs_app.words.formats import date_words, instant_words, money_words
from cecs_app.words.letter import Letter, greeting
from cecs_app.words.letters.payment import standing
from cecs_app.words.payments import accepted_instruments, instrument_name


def mail_slip(first_name: str, *, reference: str, ein: str, dues: Dues, policy: MailPolicy, link: str) -> Letter:
    amount, to_file = money_words(dues.owed_cents), money_words(dues.to_file_cents)
    files = _("Your application counts as filed when the Bureau has received at least {to_file}.")
    closing = [files.format(to_file=to_file)] if dues.to_file_cents else []
    return Letter(
        subject=_("How to pay {amount} by mail for application {reference}").format(
            amount=amount, reference=reference
        ),
        greeting=greeting(first_name),
        paragraphs=(
            _("You chose to pay later. Your application is kept, and waits for the fee."),
            _("Send a {kinds}. Personal checks are NOT accepted.").format(kinds=accepted_instruments(policy)),
            _(
                "Send no cash. Print the payment slip and put it in the envelope, or write the application "
                "number on the check."
            ),
        ),
        facts=(
            (_("Amount"), amount),
            (_("Application"), reference),
            (_("Educator Identification Number (EIN)"), ein),
            (_("Payable to"), policy.payee),
            (_("Mail to"), ", ".join(policy.address)),
        ),
        link=(_("Print the payment slip"), link),
        closing=(*closing, _("Changed your mind? Log in and choose Check Status/Pay Now to pay by card.")),
    )


def received(
    first_name: str,
    *,
    reference: str,
    kind: Instrument,
    amount_cents: int,
    received_on: date,
    filed_at: datetime | None,
    dues: Dues,
    link: str,
) -> Letter:
    amount = money_words(amount_cents)
    filed = [(_("Filed"), instant_words(filed_at))] if filed_at else []
    return Letter(
        subject=_("Received: {amount} for application {reference}").format(amount=amount, reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("Your {kind} of {amount} came on {day}.").format(
                kind=instrument_name(kind), amount=amount, day=date_words(received_on)
            ),
            *standing(filed_at, dues),
        ),
        facts=((_("Application"), reference), (_("Received"), amount), *filed),
        link=(_("See, print or download the receipt"), link),
        closing=(_("The review fee is not refunded."),),
    )


def voided(
    first_name: str,
    *,
    reference: str,
    kind: Instrument,
    amount_cents: int,
    reason: str,
    filed_at: datetime | None,
    dues: Dues,
    link: str,
) -> Letter:
    words = _("We had entered a {kind} of {amount} for you, and have taken that entry back.")
    taken_back = words.format(kind=instrument_name(kind), amount=money_words(amount_cents))
    return Letter(
        subject=_("Taken back: a payment for application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(taken_back, *standing(filed_at, dues)),
        facts=((_("Application"), reference), (_("Reason"), reason)),
        link=(_("Choose how to pay"), link) if dues.owed_cents else None,
        closing=(_("Do you think that this is wrong? Write to the Bureau, and name the application."),),
    )


def sent_back(first_name: str, *, reference: str, kind: Instrument, is_owed: bool, link: str) -> Letter:
    nothing = _("Nothing was paid: your application still waits for the fee.")
    return Letter(
        subject=_("Your payment can't be taken: application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("We can't take a payment by {kind}, and send yours back.").format(kind=instrument_name(kind)),
            nothing if is_owed else _("Nothing is owed for this application."),
        ),
        facts=((_("Application"), reference),),
        link=(_("Choose how to pay"), link) if is_owed else None,
    )
