"""What happened to an application, in the plain words of its timeline."""

from collections.abc import Mapping
from datetime import date

from cecs_app.domain.credentials import ItemKind
from cecs_app.language import _, mark, ngettext
from cecs_app.words.formats import date_words, money_words
from cecs_app.words.items import item_name

_EVENTS = {
    "application_begun": mark("You began the application."),
    "application_kind_changed": mark("You changed it to another kind of application."),
    "application_awaiting_payment": mark("You signed it. It waits for payment."),
    "application_submitted": mark("Your application was filed."),
    "application_in_review": mark("A reviewer took it up."),
    "application_missing_credentials": mark("The Bureau found that something is missing and wrote to you."),
    "application_waiting_review": mark("You answered everything that was asked. It waits for review."),
    "application_on_hold": mark("The Bureau put it on hold and wrote to you why."),
    "application_second_look": mark("The reviewer has finished. A supervisor looks at it too."),
    "application_appealed": mark("You appealed."),
    "application_approved": mark("The Bureau approved it."),
    "application_issued": mark("The Bureau issued it."),
    "application_denied": mark("The Bureau denied it and wrote to you."),
    "application_withdrawn": mark("You withdrew it."),
    "decision_undone": mark("A supervisor took the decision back. The Bureau decides anew, and wrote to you why."),
    "reminder_sent": mark("We reminded you of what is missing."),
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
_ITEM_EVENTS = {
    "document_received": mark("You sent: {item}."),
    "document_removed": mark("You took a file away: {item}."),
    "item_by_post": mark("You said that it comes by post: {item}."),
    "item_received": mark("It came by post: {item}."),
    "item_accepted": mark("The Bureau accepted it: {item}."),
    "item_waived": mark("Not needed any more: {item}."),
}
"""A refusal is told by the letter that asks again."""
_WAITS_AGAIN = mark("It waits for payment again, and does not count as filed.")
_NOT_NEEDED = mark("Nothing that was asked for is needed any more. It waits for review.")
_NOT_HELD = mark("It is no longer on hold. The Bureau reviews it.")
_ISSUED_WITH_DATES = mark("The Bureau issued it: valid from {first} through {last}.")
_THROUGH_A_DAY = {
    "application_on_hold": ("until", mark("The Bureau put it on hold until {day} and wrote to you why.")),
    "application_appealed": ("due", mark("You appealed. The panel decides by {day}.")),
}
"""The key of the day, and the sentence where the event has that day."""
_AFTER_APPEAL = {
    "application_in_review": mark("The panel granted your appeal. The Bureau reviews it again."),
    "application_denied": mark("The panel looked at it again. The denial stands, and we wrote to you why."),
}


def find_event_words(name: str, data: Mapping[str, object]) -> str | None:
    """What happened, in a sentence; None for what is no news to the educator."""
    if name == "application_in_review" and data.get("undone"):
        return None  # "decision_undone" has said it.
    if name in _MONEY_EVENTS:
        amount = money_words(int(str(data["amount_cents"])))
        return _(_MONEY_EVENTS[name]).format(amount=amount, reason=data.get("reason", ""))
    if name in _ITEM_EVENTS:
        return _(_ITEM_EVENTS[name]).format(item=item_name(ItemKind(str(data["kind"]))))
    return _with_data(name, data) or (_(_EVENTS[name]) if name in _EVENTS else None)


def _with_data(name: str, data: Mapping[str, object]) -> str:
    """Empty where the event's data adds nothing."""
    new = data.get("new")
    if name == "application_issued" and isinstance(new, Mapping):
        first, last = (date.fromisoformat(str(new[key])) for key in ("valid_from", "valid_until"))
        return _(_ISSUED_WITH_DATES).format(first=date_words(first), last=date_words(last))
    if name == "application_awaiting_payment" and data.get("again"):
        return _(_WAITS_AGAIN)
    if name == "application_waiting_review" and data.get("waived"):
        return _(_NOT_NEEDED)
    if name == "application_in_review" and data.get("held"):
        return _(_NOT_HELD)
    if name in _AFTER_APPEAL and data.get("appeal"):
        return _(_AFTER_APPEAL[name])
    if name == "application_missing_credentials" and "items" in data:
        return _asked(data)
    key, words = _THROUGH_A_DAY.get(name, ("", ""))
    day = data.get(key)
    return _(words).format(day=date_words(date.fromisoformat(str(day)))) if day else ""


def _asked(data: Mapping[str, object]) -> str:
    items = data["items"]
    count = len(items) if isinstance(items, list) else 0
    words = ngettext(
        "The Bureau asked for one thing, by {day}.", "The Bureau asked for {count} things, by {day}.", count
    )
    return words.format(count=count, day=date_words(date.fromisoformat(str(data["due"]))))
