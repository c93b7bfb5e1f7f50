"""What happened so far, with who did it: the timeline, the staff's notes, the letters that were sent."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import notes, staff
from cecs_app.db.tables import Event
from cecs_app.services import letters
from cecs_app.services.desk.review.facts import Facts
from cecs_app.services.letters import KeptLetter
from cecs_app.words.desk_events import actor_words, event_words
from cecs_app.words.formats import date_words, short_instant_words
from cecs_app.words.letter import as_lines

UNTOLD = {"note_added", "draft_saved"}
"""The notes stand beside it, and nobody needs to know how a draft grew."""
RECENT = 6
"""So many lines of the timeline are open at once."""


@dataclass(frozen=True)
class Happened:
    """`why` is the reason that somebody wrote with it, or empty."""

    what: str
    who: str
    at: str
    why: str = ""


@dataclass(frozen=True)
class NoteView:
    who: str
    at: str
    text: str


@dataclass(frozen=True)
class LetterView:
    reference: str
    subject: str
    sent: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class PastView:
    """The newest first; `earlier` is what is folded away."""

    recent: tuple[Happened, ...] = ()
    earlier: tuple[Happened, ...] = ()
    notes: tuple[NoteView, ...] = ()
    letters: tuple[LetterView, ...] = ()


def past(db: Session, facts: Facts) -> PastView:
    written = notes.of_application(db, facts.application.id)
    told = [one for one in reversed(facts.events) if one.name not in UNTOLD]
    names = staff.names(db, {one.staff_id for one in told if one.staff_id} | {one.staff_id for one in written})
    happened = tuple(_happened(one, names) for one in told)
    return PastView(
        recent=happened[:RECENT],
        earlier=happened[RECENT:],
        notes=tuple(NoteView(names.get(one.staff_id, ""), short_instant_words(one.at), one.text) for one in written),
        letters=tuple(_letter(one) for one in letters.letters_of(db, facts.application.id or 0)),
    )


def _happened(event: Event, names: dict[int, str]) -> Happened:
    who = names.get(event.staff_id or 0) or actor_words(event.actor)
    why = str(event.data.get("reason", ""))
    return Happened(event_words(event.name, event.data), who, short_instant_words(event.at), why)


def _letter(kept: KeptLetter) -> LetterView:
    sent = date_words(connecticut_day(kept.sent_at))
    return LetterView(kept.reference, kept.letter.subject, sent, as_lines(kept.letter))
