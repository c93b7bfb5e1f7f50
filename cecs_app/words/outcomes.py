"""What became of a try to pay by card: what happened to the money, and what to do."""

from dataclasses import dataclass, replace

from cecs_app.language import _, mark


@dataclass(frozen=True)
class OutcomeWords:
    """`money` says what happened to the money, always."""

    title: str = ""
    money: str = ""
    advice: str = ""


_NO_MONEY = mark("No money was taken.")
_RELEASED = mark("The hold on your card was released: no money was taken.")
_OTHER_CARD = mark("Use another card, or pay by mail.")

_ENDED = {
    "brand_refused": (mark("This kind of card is not accepted"), _RELEASED, _OTHER_CARD),
    "funding_refused": (
        mark("Only credit cards are accepted"),
        _RELEASED,
        mark(
            "The card is a debit or prepaid card, or its bank doesn't say that it is a credit card. "
            "Use a credit card, or pay by mail."
        ),
    ),
    "country_refused": (
        mark("This card's bank is in a country we can't take cards from"),
        _RELEASED,
        _OTHER_CARD,
    ),
    "expired": (
        mark("The card page ran out of time"),
        _NO_MONEY,
        mark("It stays open for one hour. Start again when you have your card at hand."),
    ),
    "released": (mark("The payment was not completed"), _RELEASED, mark("Try again, or pay by mail.")),
    "not_what_was_asked": (
        mark("The payment didn't match your fee"),
        _RELEASED,
        mark("What the card company reported differs from what you owe. Try again, or pay by mail."),
    ),
    "application_moved": (
        mark("The fee was no longer due"),
        _NO_MONEY,
        mark("Your application changed while the card page was open. Its status says what comes next."),
    ),
    "replaced": (
        mark("You chose another amount"),
        _NO_MONEY,
        mark("The first card page was closed. Pay on the new one."),
    ),
    "voided": (
        mark("The Bureau stopped this payment"),
        _NO_MONEY,
        mark("Choose again how to pay, or ask the Bureau."),
    ),
    "never_opened": (
        mark("The card page didn't open"),
        _NO_MONEY,
        mark("The card company didn't answer. Try again, or pay by mail."),
    ),
}

_DECLINED = {
    "insufficient_funds": (
        mark("There was not enough money on the card"),
        _NO_MONEY,
        mark("Use another card on the card page, which is still open, or pay by mail."),
    ),
    "payment_intent_authentication_failure": (
        mark("Your bank could not confirm that it was you"),
        _NO_MONEY,
        mark("Try again and confirm with your bank, use another card, or pay by mail."),
    ),
}
_DECLINED_OTHERWISE = (
    mark("Your bank declined the card"),
    _NO_MONEY,
    mark("Only your bank knows why. Use another card on the card page, which is still open, or pay by mail."),
)
_NOT_PAID = (
    mark("You have not paid"),
    _NO_MONEY,
    mark("You came back before paying. The card page for {amount} is still open for you."),
)
_UNREACHED = (
    mark("The card page can't be opened just now"),
    _NO_MONEY,
    mark(
        "The card company doesn't answer. We mailed you a link to come back. "
        "Try again in a few minutes, or pay later by mail: that works now."
    ),
)
_CHECKING = (
    mark("We are checking your payment"),
    mark("Nobody pays twice here: your card is charged once, or not at all."),
    mark("This page looks again by itself. You may close it: nothing is lost."),
)
_STILL_CHECKING = (
    mark("The card company doesn't answer yet"),
    mark("We don't know yet whether your card was charged. Don't pay again."),
    mark(
        "We keep asking, and this page looks again by itself. You may close it: "
        "we mail you a receipt as soon as the payment is certain."
    ),
)


def ended_words(refusal: str) -> OutcomeWords:
    """Over without money. KeyError for a code without words."""
    return _spoken(_ENDED[refusal])


def open_words(declined: str, amount: str) -> OutcomeWords:
    """The card page can still be paid; `declined` is the bank's code, empty when no card was tried."""
    words = _spoken(_DECLINED.get(declined, _DECLINED_OTHERWISE) if declined else _NOT_PAID)
    return replace(words, advice=words.advice.format(amount=amount))


def unreached_words() -> OutcomeWords:
    return _spoken(_UNREACHED)


def checking_words(*, is_long: bool) -> OutcomeWords:
    return _spoken(_STILL_CHECKING if is_long else _CHECKING)


def _spoken(words: tuple[str, str, str]) -> OutcomeWords:
    return OutcomeWords(*(_(one) for one in words))
