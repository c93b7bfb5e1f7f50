"""Words of the certificates' box: states, and when or why not something can be applied for."""

from datetime import date

from cecs_app.domain.actions import Action
from cecs_app.domain.certificate import CertificateState
from cecs_app.language import _, mark
from cecs_app.words.applications import amount_words, each_fee_words
from cecs_app.words.formats import date_words
from cecs_app.words.rules import reason_words

_STATES = {
    str(CertificateState.VALID): (mark("Valid"), "good"),
    str(CertificateState.EXPIRING): (mark("Expires soon"), "warn"),
    str(CertificateState.EXPIRED): (mark("Expired"), "bad"),
    str(CertificateState.NOT_YET_VALID): (mark("Not yet valid"), ""),
    "replaced": (mark("Replaced"), ""),
}


def state_name(state: str) -> str:
    return _(_STATES[state][0])


def state_tone(state: str) -> str:
    """The badge's class; empty for the plain one."""
    return _STATES[state][1]


def replaced_words(number: str) -> str:
    return _("Certificate {number} took its place.").format(number=number)


def law_words(printed_until: date) -> str:
    """The only law of this kind so far; a second one would need its own name in the rulebook."""
    words = _("Extended by Public Act 24-41. The date printed on it is {day}.")
    return words.format(day=date_words(printed_until))


def unbroken_words(until: date) -> str:
    return _("Renewed. Your present term runs through {day}, the new one follows.").format(day=date_words(until))


def offer_fee(action: Action, *, is_each: bool) -> str:
    """Empty for what is never offered."""
    if action.total_cents is None:
        return ""
    return each_fee_words(action.total_cents) if is_each else amount_words(action.total_cents)


def balance_words(owed: str) -> str:
    return _("Your application is on its way. A balance of {owed} is still to be paid.").format(owed=owed)


def offer_words(action: Action, state: str) -> str:
    if state == "continue":
        return _("You have begun it. Your answers are saved.")
    if state == "pay":
        return _("Your application waits for payment.")
    if state == "status":
        return _("Your application is on its way.")
    if state == "later" and action.opens_on and action.closes_on:
        return _("Opens on {day}.").format(day=date_words(action.opens_on))
    if action.reason:
        return reason_words(action.reason, action.data)
    return _by_when(action)


def _by_when(action: Action) -> str:
    last = date_words(action.closes_on) if action.closes_on else ""
    if action.advised_by:
        words = _("Apply by {last}; best by {advised}.")
        return words.format(last=last, advised=date_words(action.advised_by))
    return _("Apply by {last}.").format(last=last)
