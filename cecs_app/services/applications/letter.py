"""A letter of the Bureau, as it was sent: to read on the screen, and to keep on paper."""

from dataclasses import dataclass

from cecs_app.clock import connecticut_day
from cecs_app.db import accounts
from cecs_app.language import _, current
from cecs_app.services.deps import Deps
from cecs_app.services.letters import get_letter
from cecs_app.words.formats import date_words
from cecs_app.words.letter import signature
from cecs_app.words.letter_paper import LetterPaper, as_pdf
from cecs_app.words.paper import Fact, Size


@dataclass(frozen=True)
class LetterView:
    """`sender` is the Bureau's address, line by line; `link` and `address` are empty where it leads nowhere."""

    reference: str = ""
    application: str = ""
    sent: str = ""
    sender: tuple[str, ...] = ()
    subject: str = ""
    greeting: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    link: str = ""
    address: str = ""
    closing: tuple[str, ...] = ()
    signature: str = ""


def show(deps: Deps, educator_id: int | None, reference: str, letter: str) -> LetterView:
    """Raises NotFound, also for another educator's."""
    kept = get_letter(deps, educator_id, reference, letter)
    sent, sent_on = kept.letter, connecticut_day(kept.sent_at)
    link, address = sent.link or ("", "")
    return LetterView(
        reference=kept.reference,
        application=reference.upper(),
        sent=date_words(sent_on),
        sender=deps.payment_policies.mail_on(sent_on).address,
        subject=sent.subject,
        greeting=sent.greeting,
        paragraphs=sent.paragraphs,
        facts=tuple(Fact(label, value) for label, value in sent.facts),
        link=link,
        address=address,
        closing=sent.closing,
        signature=signature(),
    )


def letter_pdf(deps: Deps, educator_id: int | None, reference: str, size: Size, *, letter: str) -> bytes:
    """Raises NotFound."""
    view = show(deps, educator_id, reference, letter)
    with deps.database.reading() as db:
        educator = accounts.get_educator(db, educator_id or 0)
    paper = LetterPaper(
        sender=view.sender,
        to=f"{educator.first_name} {educator.last_name}",
        date=view.sent,
        numbers=(Fact(_("Letter"), view.reference), Fact(_("Application"), view.application)),
        subject=view.subject,
        greeting=view.greeting,
        paragraphs=view.paragraphs,
        facts=view.facts,
        link=view.link,
        address=view.address,
        closing=view.closing,
        signature=view.signature,
    )
    return as_pdf(paper, size, current())
