"""The fee as the pay screens show it: texts only, in the visitor's language."""

from dataclasses import dataclass

from cecs_app.domain.dues import SMALLEST_CARD_CENTS, Part
from cecs_app.domain.payment import CardPolicy, MailPolicy
from cecs_app.language import _
from cecs_app.services.payments.fee import FeeState, FeeView
from cecs_app.words.formats import money_words
from cecs_app.words.payments import accepted_cards, accepted_instruments, fee_title, refused_cards


@dataclass(frozen=True)
class FeeWords:
    """`review_now` is what the review fee alone costs, `split` says what that means; both are empty elsewhere."""

    reference: str = ""
    title: str = ""
    what: str = ""
    owed: str = ""
    notes: tuple[str, ...] = ()
    review_now: str = ""
    split: str = ""
    card_effect: str = ""
    mail_effect: str = ""
    can_card: bool = True


@dataclass(frozen=True)
class Ways:
    """What the policies of today take, by card and by mail."""

    accepted_cards: tuple[str, ...] = ()
    refused_cards: tuple[str, ...] = ()
    instruments: str = ""
    payee: str = ""
    address: tuple[str, ...] = ()


def fee_words(fee: FeeView) -> FeeWords:
    dues = fee.dues
    review = dues.amounts().get(Part.REVIEW)
    return FeeWords(
        reference=fee.reference,
        title=fee_title(fee.application, fee.certificate),
        what=_("Still to pay") if dues.paid_cents else _("Your fee"),
        owed=money_words(dues.owed_cents),
        notes=tuple(_notes(fee)),
        review_now=money_words(review) if review else "",
        split=_split(fee, review) if review else "",
        card_effect=_card_effect(fee),
        mail_effect=_mail_effect(fee),
        can_card=dues.owed_cents >= SMALLEST_CARD_CENTS,
    )


def ways(cards: CardPolicy, mail: MailPolicy) -> Ways:
    return Ways(
        accepted_cards=tuple(accepted_cards(cards)),
        refused_cards=tuple(refused_cards(cards)),
        instruments=accepted_instruments(mail),
        payee=mail.payee,
        address=mail.address,
    )


def _notes(fee: FeeView) -> list[str]:
    dues, notes = fee.dues, []
    if dues.paid_cents:
        paid, total = money_words(dues.paid_cents), money_words(dues.total_cents)
        notes.append(_("You have paid {paid} of {total}.").format(paid=paid, total=total))
    elif dues.review_cents >= dues.total_cents:
        notes.append(_("All of it is the review fee, which is not refunded."))
    else:
        review = money_words(dues.review_cents)
        notes.append(_("{review} of it is the review fee, which is not refunded.").format(review=review))
    return [*notes, _("The State of Connecticut sets the fees.")]


def _split(fee: FeeView, review: int) -> str:
    amounts = {"now": money_words(review), "later": money_words(fee.dues.owed_cents - review)}
    if fee.dues.paid_cents:
        words = _("Or pay the {now} still missing from the review fee now, and {later} later. That files it too.")
    else:
        words = _("Or pay the review fee of {now} now, and the balance of {later} later. That files it too.")
    return words.format(**amounts)


def _card_effect(fee: FeeView) -> str:
    if fee.state is FeeState.BALANCE:
        return _("Your application is filed already. This pays the rest.")
    return _("Your application is filed at once.")


def _mail_effect(fee: FeeView) -> str:
    if fee.state is FeeState.BALANCE:
        return _("Your application is filed already. The Bureau can approve it when the rest has come.")
    amount = money_words(fee.dues.to_file_cents)
    return _("Your application is kept, and filed when the Bureau has received at least {amount}.").format(
        amount=amount
    )
