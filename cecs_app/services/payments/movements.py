"""Every payment and refund of an application, as the educator reads them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from cecs_app.db import mailed_payments, payments, refunds
from cecs_app.db.payment_tables import MailedPayment, Payment, Refund
from cecs_app.domain.payment import Instrument
from cecs_app.language import _
from cecs_app.words.formats import date_words, instant_words, money_words
from cecs_app.words.payments import card_words, instrument_name


@dataclass(frozen=True)
class Movement:
    """`what`: "Paid by card" and the like. `how`: the card or the check, where there is one."""

    reference: str
    what: str
    amount: str
    how: str
    when: str


def movements_of(db: Session, application_id: int) -> tuple[Movement, ...]:
    """The oldest first."""
    mailed = mailed_payments.of_application(db, application_id)
    rows = [
        *((_card_at(one), _by_card(one)) for one in payments.paid_of(db, application_id)),
        *((one.recorded_at, _by_mail(one)) for one in mailed),
        *((one.voided_at, _taken_back(one, one.voided_at)) for one in mailed if one.voided_at),
        *((one.settled_at or one.created_at, _back(one)) for one in refunds.of_application(db, application_id)),
    ]
    return tuple(movement for _at, movement in sorted(rows, key=lambda row: row[0]))


def _card_at(payment: Payment) -> datetime:
    return payment.paid_at or payment.created_at


def _by_card(payment: Payment) -> Movement:
    return Movement(
        reference=payment.reference,
        what=_("Paid by card"),
        amount=money_words(payment.amount_cents),
        how=card_words(payment.brand, payment.last4),
        when=instant_words(_card_at(payment)),
    )


def _by_mail(mailed: MailedPayment) -> Movement:
    kind = instrument_name(Instrument(mailed.kind))
    return Movement(
        reference=mailed.reference,
        what=_("Paid by mail"),
        amount=money_words(mailed.amount_cents),
        how=_("{kind} number {number}").format(kind=kind.capitalize(), number=mailed.number),
        when=_("received {day}").format(day=date_words(mailed.received_on)),
    )


def _taken_back(mailed: MailedPayment, at: datetime) -> Movement:
    return Movement(
        reference=mailed.reference,
        what=_("Taken back by the Bureau"),
        amount="−" + money_words(mailed.amount_cents),
        how=mailed.void_reason,
        when=instant_words(at),
    )


def _back(refund: Refund) -> Movement:
    return Movement(
        reference=refund.reference,
        what=_("Refunded"),
        amount=money_words(refund.amount_cents),
        how=_("to the card") if refund.payment_id else _("by check from the Treasurer"),
        when=instant_words(refund.settled_at or refund.created_at),
    )
