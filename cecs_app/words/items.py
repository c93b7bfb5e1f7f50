"""What the Bureau asks for, in words: what it is, how it is met, and how far it has come."""

from datetime import date

from cecs_app.domain.credentials import ItemKind, ItemStatus
from cecs_app.language import _, mark
from cecs_app.words.formats import date_words

_NAMES = {
    ItemKind.TRANSCRIPT: mark("Official transcript"),
    ItemKind.STATEMENT_OF_EXPERIENCE: mark("Statement of experience, from your employer"),
    ItemKind.COURT_PAPERS: mark("Court papers"),
    ItemKind.SIGNED_STATEMENT: mark("Signed statement in your own words"),
    ItemKind.TEAM_COMPLETION: mark("Proof that you completed the TEAM program"),
    ItemKind.TEST_SCORES: mark("Test scores"),
    ItemKind.CLOCK_HOURS: mark("Record of clock hours"),
    ItemKind.NAME_CHANGE: mark("Proof of your change of name"),
    ItemKind.PROOF_OF_IDENTITY: mark("Proof of identity"),
    ItemKind.FEE_BALANCE: mark("Balance of the fee"),
    ItemKind.OTHER: mark("Something else"),
}
_HINTS = {
    ItemKind.TRANSCRIPT: mark("Official, from your college or university, with the degree and its date."),
    ItemKind.STATEMENT_OF_EXPERIENCE: mark("Signed by your superintendent or head of school, with the months served."),
    ItemKind.COURT_PAPERS: mark("The final papers of the court about what you told us."),
    ItemKind.SIGNED_STATEMENT: mark("What happened, when, and how it ended. Sign and date it."),
    ItemKind.TEAM_COMPLETION: mark("Your district's confirmation, with its date."),
    ItemKind.TEST_SCORES: mark("The score report of the test."),
    ItemKind.CLOCK_HOURS: mark("With the number of hours, the subject and the date of each course."),
    ItemKind.NAME_CHANGE: mark("A marriage certificate, a divorce decree or a court order."),
    ItemKind.PROOF_OF_IDENTITY: mark("A copy of your passport or driver's license."),
    ItemKind.FEE_BALANCE: mark("By card, or by mail with the payment slip."),
    ItemKind.OTHER: "",
}
"""What is enough, where the reviewer adds nothing of her own."""
_AT_THE_DESK = {
    ItemStatus.ASKED: mark("Asked for"),
    ItemStatus.BY_POST: mark("Comes by post"),
    ItemStatus.RECEIVED: mark("Arrived: look at it"),
    ItemStatus.ACCEPTED: mark("Accepted"),
    ItemStatus.REFUSED: mark("Refused"),
    ItemStatus.WAIVED: mark("Not needed"),
}
_FOR_HER = {
    ItemStatus.ASKED: mark("We need this by {day}."),
    ItemStatus.BY_POST: mark("You said on {day} that it comes by post."),
    ItemStatus.RECEIVED: mark("You sent it on {day}."),
    ItemStatus.ACCEPTED: mark("Accepted on {day}."),
    ItemStatus.REFUSED: mark("Not accepted: {reason}"),
    ItemStatus.WAIVED: mark("Not needed any more."),
}
_CAME_BY_POST = mark("It came by post on {day}.")
_TONES = {
    ItemStatus.ASKED: "warn",
    ItemStatus.ACCEPTED: "good",
    ItemStatus.REFUSED: "bad",
}


def item_name(kind: ItemKind) -> str:
    return _(_NAMES[kind])


def item_hint(kind: ItemKind) -> str:
    """Empty for something else: the reviewer says what."""
    return _(_HINTS[kind]) if _HINTS[kind] else ""


def item_status(status: ItemStatus) -> str:
    """As the staff read it."""
    return _(_AT_THE_DESK[status])


def item_tone(status: ItemStatus) -> str:
    """The badge's class; empty for the plain one."""
    return _TONES.get(status, "")


def item_state(status: ItemStatus, day: date, reason: str, *, has_files: bool) -> str:
    """As the educator reads it. `day` is the due day of what is asked, else when it came to where it is."""
    if status is ItemStatus.RECEIVED and not has_files:
        return _(_CAME_BY_POST).format(day=date_words(day))
    return _(_FOR_HER[status]).format(day=date_words(day), reason=reason)


def size_words(size: int) -> str:
    """Of a file, from its bytes; never "0"."""
    kilobytes = max(1, round(size / 1024))
    return _("{size} MB").format(size=f"{size / 1024**2:.1f}") if kilobytes >= 1024 else f"{kilobytes} kB"
