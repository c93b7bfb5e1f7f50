"""What happened to an application, as the staff read it: short, and the same for whoever did it."""

from collections.abc import Mapping
from datetime import date

from cecs_app.domain.credentials import ItemKind
from cecs_app.language import _, mark
from cecs_app.words.conditions import paper_name
from cecs_app.words.formats import date_words, money_words

_EVENTS = {
    "application_begun": mark("Begun"),
    "application_kind_changed": mark("Changed to another kind"),
    "application_awaiting_payment": mark("Signed"),
    "application_submitted": mark("Filed"),
    "application_claimed": mark("Claimed"),
    "application_released": mark("Released"),
    "application_given": mark("Given to a colleague"),
    "application_in_review": mark("Taken up for review"),
    "application_missing_credentials": mark("Asked the educator for what is missing"),
    "application_waiting_review": mark("What was asked for is answered"),
    "application_on_hold": mark("Put on hold"),
    "application_second_look": mark("Sent to a supervisor"),
    "application_appealed": mark("Denial appealed"),
    "application_approved": mark("Approved"),
    "application_issued": mark("Issued"),
    "application_denied": mark("Denied"),
    "application_withdrawn": mark("Withdrawn"),
    "application_expired_draft": mark("Draft expired"),
    "decision_confirmed": mark("Decision confirmed"),
    "decision_sent_back": mark("Decision sent back"),
    "decision_undone": mark("Decision undone"),
    "ssn_shown": mark("SSN shown"),
    "payment_paid": mark("Paid {amount} by card"),
    "mail_payment_received": mark("Received {amount} by mail"),
    "mail_payment_returned": mark("Sent back {amount} of a kind that is not accepted"),
    "mail_payment_voided": mark("Took back the entry of {amount} by mail"),
    "refund_done": mark("Refunded {amount} to the card"),
    "refund_check_ordered": mark("Ordered a check of {amount}"),
}
_ITEMS = {
    "document_received": mark("Sent online: {paper}"),
    "document_removed": mark("A file taken away again: {paper}"),
    "document_opened": mark("A file opened: {paper}"),
    "item_by_post": mark("Comes by post: {paper}"),
    "item_received": mark("Arrived by post: {paper}"),
    "item_accepted": mark("Accepted: {paper}"),
    "item_refused": mark("Refused: {paper}"),
    "item_waived": mark("Not needed after all: {paper}"),
}
_MADE = {"approve": mark("Decided to approve"), "deny": mark("Decided to deny")}
_ACTORS = {
    "educator": mark("The educator"),
    "staff": mark("The Bureau"),
    "gateway": mark("Card company"),
    "system": mark("The portal"),
}


def event_words(name: str, data: Mapping[str, object]) -> str:
    """An event without words of its own is told by its name."""
    if name == "decision_made" and data.get("verdict") in _MADE:
        return _(_MADE[str(data["verdict"])])
    new = data.get("new")
    if name == "application_issued" and isinstance(new, Mapping):
        first, last = (date_words(date.fromisoformat(str(new[key]))) for key in ("valid_from", "valid_until"))
        return _("Issued: {number}, {first} through {last}").format(
            number=new.get("number", ""), first=first, last=last
        )
    if name in _ITEMS:
        return _(_ITEMS[name]).format(paper=paper_name(ItemKind(str(data["kind"]))) if "kind" in data else "")
    if name in _EVENTS:
        cents = data.get("amount_cents")
        return _(_EVENTS[name]).format(amount=money_words(int(str(cents))) if cents else "")
    return name.replace("_", " ").capitalize()


def actor_words(actor: str) -> str:
    """Who did it, where no name of the staff is known."""
    return _(_ACTORS[actor]) if actor in _ACTORS else actor
