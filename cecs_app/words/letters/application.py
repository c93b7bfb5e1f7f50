"""The mails about an application: signed, filed, issued. `title` says what it is for, as on the fee slip."""

from datetime import date, datetime

from cecs_app.language import _
from cecs_app.words.formats import date_words, instant_words, money_words
from cecs_app.words.letter import Letter, greeting


def filed(first_name: str, title: str, reference: str, at: datetime, *, usual: str, link: str) -> Letter:
    """`usual` says how long it takes; see words/waits.py."""
    return Letter(
        subject=_("Your application {reference} is filed").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("We have your application. There is nothing to pay."),
            _("The Bureau reviews applications in the order in which they came."),
            usual,
        ),
        facts=((_("Application"), title), (_("Reference"), reference), (_("Filed"), instant_words(at))),
        link=(_("See and print your receipt"), link),
        closing=(_("To see where it stands, log in and choose Check Status/Pay Now under Applications."),),
    )


def awaiting_payment(
    first_name: str, title: str, reference: str, *, amount_cents: int, review_cents: int, link: str
) -> Letter:
    amount, review = money_words(amount_cents), money_words(review_cents)
    return Letter(
        subject=_("Your application {reference} waits for payment").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("You signed your application. It is filed when at least {review} of the fee is paid.").format(
                review=review
            ),
            _("Pay now by card, or choose “pay later” and send a certified bank check or a money order."),
        ),
        facts=((_("Application"), title), (_("Reference"), reference), (_("Fee"), amount)),
        link=(_("Pay {amount}").format(amount=amount), link),
        closing=(_("If you have just paid, you need do nothing: the receipt comes in a mail of its own."),),
    )


def issued(first_name: str, title: str, reference: str, number: str, term: tuple[date, date], link: str) -> Letter:
    valid = _("{first} through {last}").format(first=date_words(term[0]), last=date_words(term[1]))
    return Letter(
        subject=_("Issued: your application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(_("The Bureau approved your application and issued what you asked for."),),
        facts=(
            (_("Application"), title),
            (_("Reference"), reference),
            (_("Certificate or permit"), number),
            (_("Valid"), valid),
        ),
        link=(_("See your certificates"), link),
    )
