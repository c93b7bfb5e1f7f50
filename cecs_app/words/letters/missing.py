"""What the Bureau asks for, what arrived, and the reminders: of an application, or as proof of who somebody is."""

from dataclasses import dataclass
from datetime import date

from cecs_app.domain.credentials import ItemKind
from cecs_app.language import _
from cecs_app.words.formats import date_words, listed
from cecs_app.words.items import item_hint, item_name
from cecs_app.words.letter import Letter, greeting


@dataclass(frozen=True)
class Asked:
    """`reference` is the application's or the claim's; `items` are each a kind with the reviewer's own words."""

    reference: str
    items: tuple[tuple[ItemKind, str], ...]
    due_on: date
    address: tuple[str, ...]
    link: str
    is_proof: bool = False


def missing(first_name: str, asked: Asked) -> Letter:
    subject = _("Please prove who you are: {reference}") if asked.is_proof else _("Something is missing: {reference}")
    found = (
        _("We are looking for your certification record, and can't tell for certain which is yours.")
        if asked.is_proof
        else _("We looked at your application, and something is still missing. Your place in the queue is kept.")
    )
    return Letter(
        subject=subject.format(reference=asked.reference),
        greeting=greeting(first_name),
        paragraphs=(found, _("Please send us, by {day}:").format(day=date_words(asked.due_on))),
        facts=_facts(asked),
        link=(_("Send it here, or say that it comes by post"), asked.link),
        closing=_how(asked),
    )


def reminder(first_name: str, asked: Asked, today: date) -> Letter:
    day = date_words(asked.due_on)
    is_past = today > asked.due_on
    past = (
        _("We asked you for the following by {day}, and have not heard from you.").format(day=day),
        _("Nothing is decided by that alone. Please send it now, or tell us why it takes longer."),
    )
    return Letter(
        subject=(_("Still missing: {reference}") if is_past else _("Please send by {day}: {reference}")).format(
            day=day, reference=asked.reference
        ),
        greeting=greeting(first_name),
        paragraphs=past if is_past else (_("We still wait for the following, by {day}:").format(day=day),),
        facts=_facts(asked),
        link=(_("Send it here, or say that it comes by post"), asked.link),
        closing=_how(asked),
    )


def arrived(
    first_name: str, reference: str, came: tuple[ItemKind, ...], by_post: tuple[ItemKind, ...], link: str
) -> Letter:
    """Once nothing waits for her any more."""
    here = [(_("Arrived"), listed([item_name(one) for one in came]))] if came else []
    mailed = [(_("Comes by post, as you said"), listed([item_name(one) for one in by_post]))] if by_post else []
    return Letter(
        subject=_("Thank you for your answer: application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("You answered everything that we asked for. Your application waits for its reviewer."),
            _("It kept its place in line: what counts is still the day on which it was filed."),
        ),
        facts=((_("Reference"), reference), *here, *mailed),
        link=(_("See where it stands"), link),
        closing=(_("Write {reference} on every sheet that you mail.").format(reference=reference),) if by_post else (),
    )


def not_needed(first_name: str, reference: str, link: str) -> Letter:
    """The reviewer does without all that she asked for."""
    return Letter(
        subject=_("Nothing is missing any more: application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("What we asked you for is not needed after all. Your application waits for its reviewer."),
            _("It kept its place in line: what counts is still the day on which it was filed."),
        ),
        facts=((_("Reference"), reference),),
        link=(_("See where it stands"), link),
    )


def _facts(asked: Asked) -> tuple[tuple[str, str], ...]:
    return tuple((item_name(kind), detail or item_hint(kind)) for kind, detail in asked.items)


def _how(asked: Asked) -> tuple[str, ...]:
    how = [
        _("A PDF, or a good photograph of each page, is enough: you can take it with your phone."),
        _("By post: {address}. Write {reference} on every sheet.").format(
            address=", ".join(asked.address), reference=asked.reference
        ),
    ]
    if any(kind is ItemKind.FEE_BALANCE for kind, _detail in asked.items):
        how.append(_("The balance of the fee is paid by card or by mail: the same link leads there."))
    return tuple(how)
