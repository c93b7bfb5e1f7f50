"""What a person reads of an application's status: its name, what happens next, and who acts by when.

"Submitted: Waiting First Review", "Reviewed: Missing Credentials" and "Waiting Review" are the published names;
the others are ours.
"""

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

_QUEUE = mark("The Bureau reviews applications in the order in which they were filed.")

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
_APPEALING = mark("You, if you want to appeal")

_BY = mark("by {day}")
_UNTIL = mark("until {day}")
_WAS_DUE = mark("it was due by {day}")

_AHEAD = {
    Status.DRAFT: mark("Next: you finish it, sign, and submit."),
    Status.AWAITING_PAYMENT: mark("Next: you pay, and it is filed."),
    Status.SUBMITTED: mark("Next: a reviewer takes it up."),
    Status.IN_REVIEW: mark("Next: the reviewer decides."),
    Status.MISSING_CREDENTIALS: mark("Next: you send what is missing."),
    Status.WAITING_REVIEW: mark("Next: a reviewer reads what came."),
    Status.ON_HOLD: mark("Next: the review goes on."),
    Status.SECOND_LOOK: mark("Next: a supervisor confirms the decision."),
    Status.APPEALED: mark("Next: the panel decides."),
    Status.APPROVED: mark("Next: your certificate is issued."),
}
_OVERPAID = mark("You paid {amount} too much. It is yours: the Bureau sends it back.")


def status_name(status: Status) -> str:
    return _(_NAMES[status])


def status_tone(status: Status) -> str:
    """The badge's class; empty for the plain one."""
    return _TONES.get(status, "")


def ahead_words(status: Status) -> str:
    """The one step that comes next, for the top of the timeline; empty when it is over."""
    return _(_AHEAD[status]) if status in _AHEAD else ""


def by_words(status: Status, due: date, today: date) -> str:
    """Goes on after who acts: "by November 30, 2026"."""
    if status is Status.ON_HOLD:
        return _(_UNTIL).format(day=date_words(due))
    return _(_BY if due >= today else _WAS_DUE).format(day=date_words(due))


def overpaid_words(cents: int) -> str:
    """Empty where nothing is."""
    return _(_OVERPAID).format(amount=money_words(cents)) if cents else ""


def next_words(status: Status, *, pay_by_mail: bool, to_file: str = "", usual: str = "", balance: str = "") -> str:
    """What happens next, and when: `usual` says how long that takes. `to_file` is missing until it counts as filed,
    `balance` is owed after that."""
    if status is Status.AWAITING_PAYMENT:
        return _(_PAY_BY_MAIL if pay_by_mail else _NEXT[status]).format(to_file=to_file)
    words = " ".join(filter(None, (_(_NEXT[status]), usual)))
    if balance:
        words = f"{words} {_(_BALANCE).format(owed=balance)}"
        return words if status is Status.ISSUED else f"{words} {_(_BALANCE_FIRST)}"
    return words


def next_actor_words(status: Status, *, has_balance: bool = False, can_appeal: bool = False) -> str:
    actor = NEXT_ACTOR[status]
    if can_appeal:
        return _(_APPEALING)
    return _(_BOTH) if has_balance and actor is Actor.BUREAU else _(_ACTORS[actor])
