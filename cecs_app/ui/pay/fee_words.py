"""The fee as the pay screens show it: texts only, in the visitor's language."""

from dataclasses import dataclass

from cecs_app.services.payments.fee import FeeView, PaidView
from cecs_app.words.formats import instant_words, money_words
from cecs_app.words.payments import card_words, fee_title


@dataclass(frozen=True)
class FeeWords:
    reference: str = ""
    title: str = ""
    total: str = ""
    review: str = ""
    is_all_review: bool = False
    """The review fee is the whole fee, so there is no balance."""


@dataclass(frozen=True)
class PaidWords:
    """Empty when nothing was paid by card."""

    amount: str = ""
    card: str = ""
    paid_at: str = ""


def fee_words(fee: FeeView) -> FeeWords:
    return FeeWords(
        reference=fee.reference,
        title=fee_title(fee.application, fee.certificate),
        total=money_words(fee.total_cents),
        review=money_words(fee.review_cents),
        is_all_review=fee.review_cents >= fee.total_cents,
    )


def paid_words(paid: PaidView | None) -> PaidWords:
    if paid is None:
        return PaidWords()
    return PaidWords(money_words(paid.amount_cents), card_words(paid.brand, paid.last4), instant_words(paid.paid_at))
