"""What a person reads of an application's status: its name, what happens next, who acts, and what happened.

"Submitted: Waiting First Review", "Reviewed: Missing Credentials" and "Waiting Review" are the published names;
the others are ours.
"""

from collections.abc import Mapping
from datetime import date

from cecs_app.domain.application import NEXT_ACTOR, Actor, Status
from cecs_app.language import _, mark
from cecs_app.words.formats import date_words, money_words

_NAMES = {
    Status.DRAFT: mark("Draft: Not Submitted Yet"),
    Status.AWAITING_PAYMENT: mark("Signed: Awaiting Payment"),
    Status.SUBMITTED: mark("Submitted: Waiting First Review"),
    Status.IN_REVIEW: mark("In Review"),
    Status.MISSING_CREDENTIALS: mark("Reviewed: Missing Credentials"),
    Status.WAITING_REVIEW: mark("Waiting Review"),
    Status.ON_HOLD: mark("On Hold"),
    Status.SECOND_LOOK: mark("In Review: Second Look"),
    Status.APPEALED: mark("Denied: Appeal Under Way"),
    Status.APPROVED: mark("Approved"),
    Status.ISSUED: mark("Issued"),
    Status.DENIED: mark("Denied"),
    Status.WITHDRAWN: mark("Withdrawn"),
    Status.EXPIRED_DRAFT: mark("Draft Expired"),
}

_TONES = {
    Status.AWAITING_PAYMENT: "warn",
    Status.MISSING_CREDENTIALS: "warn",
    Status.DRAFT: "warn",
    Status.APPROVED: "good",
    Status.ISSUED: "good",
    Status.DENIED: "bad",
    Status.ON_HOLD: "warn",
    Status.APPEALED: "warn",
}

# "2-3 months' wait; strictly first come": portal.ct.gov, in shared/domain.md, section 2.
_QUEUE = mark("The Bureau reviews applications in the order in which they came. That takes two to three months now.")

_NEXT = {
    Status.DRAFT: mark("Finish it, then sign and submit. Your answers are saved."),
    Status.AWAITING_PAYMENT: mark("Pay the fee: your application is filed when at least {to_file} is paid."),
    Status.SUBMITTED: _QUEUE,
    Status.IN_REVIEW: mark("Somebody at the Bureau is reading your application. We mail you the outcome."),
    Status.MISSING_CREDENTIALS: mark("Send what our letter asks for. Your place in the queue is kept."),
    Status.WAITING_REVIEW: _QUEUE,
    Status.ON_HOLD: mark(
        "The Bureau waits for something else. Our letter says what. Your place in the queue is kept."
    ),
    Status.SECOND_LOOK: mark("A reviewer has read your application. A supervisor looks at it too, then we mail you."),
    Status.APPEALED: mark("A panel of three looks at your application again. We mail you what it decides."),
    Status.APPROVED: mark("The Bureau issues your certificate. We mail you when it is done."),
    Status.ISSUED: mark("Nothing more is to be done. Your certificates show the new state."),
    Status.DENIED: mark("The letter we mailed to you gives the reasons and what you can do."),
    Status.WITHDRAWN: mark("Nothing more happens with it. You can begin a new one from your certificates."),
    Status.EXPIRED_DRAFT: mark("It was left untouched for too long. Begin a new one from your certificates."),
}
_PAY_BY_MAIL = mark(
    "Mail your payment with its slip. Your application is filed when the Bureau has received at least {to_file}."
)
_BALANCE = mark("A balance of {owed} is still to be paid, by card or by mail.")
_BALANCE_FIRST = mark("Nothing is issued before that.")

_ACTORS = {
    Actor.EDUCATOR: mark("You"),
    Actor.BUREAU: mark("The Bureau"),
    Actor.SUPERVISOR: mark("The Bureau"),
    Actor.PANEL: mark("The appeal panel"),
    Actor.OTHERS: mark("Somebody else: see our letter"),
    Actor.NOBODY: mark("Nobody: it is finished"),
}

_BOTH = mark("The Bureau, and you for the balance")
_EVENTS = {
    "application_begun": mark("You began the application."),
    "application_kind_changed": mark("You changed it to another kind of application."),
    "application_awaiting_payment": mark("You signed it. It waits for payment."),
    "application_submitted": mark("Your application was filed."),
    "application_in_review": mark("The Bureau began its review."),
    "application_missing_credentials": mark("The Bureau found that something is missing and wrote to you."),
    "application_waiting_review": mark("What was missing arrived. It waits for review."),
    "application_on_hold": mark("The Bureau put it on hold and wrote to you why."),
    "application_second_look": mark("A supervisor looks at it too."),
    "application_appealed": mark("You appealed."),
    "application_approved": mark("The Bureau approved it."),
    "application_issued": mark("The Bureau issued it."),
    "application_denied": mark("The Bureau denied it and wrote to you."),
    "application_withdrawn": mark("You withdrew it."),
    "application_expired_draft": mark("The draft expired, because nobody had touched it for a long time."),
}
_MONEY_EVENTS = {
    "payment_paid": mark("You paid {amount} by card."),
    "mail_payment_received": mark("The Bureau received {amount} by mail."),
    "mail_payment_returned": mark("The Bureau sent your payment of {amount} back: that kind is not accepted."),
    "mail_payment_voided": mark("The Bureau took back the entry of {amount} by mail ({reason})."),
    "refund_done": mark("{amount} went back to your card."),
    "refund_check_ordered": mark("The Bureau ordered a check of {amount} for you."),
}
_WAITS_AGAIN = mark("It waits for payment again, and does not count as filed.")
_ISSUED_WITH_DATES = mark("The Bureau issued it: valid from {first} through {last}.")


def status_name(status: Status) -> str:
    return _(_NAMES[status])


def status_tone(status: Status) -> str:
    """The badge's class; empty for the plain one."""
    return _TONES.get(status, "")


def next_words(status: Status, *, pay_by_mail: bool, to_file: str = "", balance: str = "") -> str:
    """What happens next, and when. `to_file` is missing until it counts as filed, `balance` is owed after that."""
    if status is Status.AWAITING_PAYMENT:
        return _(_PAY_BY_MAIL if pay_by_mail else _NEXT[status]).format(to_file=to_file)
    words = _(_NEXT[status])
    if balance:
        words = f"{words} {_(_BALANCE).format(owed=balance)}"
        return words if status is Status.ISSUED else f"{words} {_(_BALANCE_FIRST)}"
    return words


def next_actor_words(status: Status, *, has_balance: bool = False) -> str:
    actor = NEXT_ACTOR[status]
    return _(_BOTH) if has_balance and actor is Actor.BUREAU else _(_ACTORS[actor])


def find_event_words(name: str, data: Mapping[str, object]) -> str | None:
    """What happened, in a sentence; None for what is no news to the educator."""
    new = data.get("new")
    if name == "application_issued" and isinstance(new, Mapping):
        first, last = (date.fromisoformat(str(new[key])) for key in ("valid_from", "valid_until"))
        return _(_ISSUED_WITH_DATES).format(first=date_words(first), last=date_words(last))
    if name == "application_awaiting_payment" and data.get("again"):
        return _(_WAITS_AGAIN)
    if name in _MONEY_EVENTS:
        amount = money_words(int(str(data["amount_cents"])))
        return _(_MONEY_EVENTS[name]).format(amount=amount, reason=data.get("reason", ""))
    return _(_EVENTS[name]) if name in _EVENTS else None
