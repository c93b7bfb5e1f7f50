"""An honest wait: how far the Bureau has come, her place in the line, and how long it usually takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import queue_place
from cecs_app.db.tables import Application
from cecs_app.domain.waiting import find_usual_weeks, place_behind
from cecs_app.services.deps import Deps
from cecs_app.words.waits import place_words, usual_words

RECENT = timedelta(days=90)
SAMPLE = 500
"""The last decisions say as much as all of them, and are read in a moment."""


@dataclass(frozen=True)
class Wait:
    """`usual` is how long it takes from filing to decision, `place` where hers stands now."""

    usual: str = ""
    place: str = ""


def wait_of(db: Session, deps: Deps, application: Application) -> Wait:
    """Of one that nobody has taken up.

    The Bureau "is working on" the day of the first that still waits for its first review. The one taken up last would
    say less: one taken out of turn, or one that came back with what was missing, moves that day to and fro.
    """
    front = queue_place.find_front(db)
    place = place_behind(queue_place.count_ahead(db, application))
    working_on = front or application.filed_at
    return Wait(
        usual=_usual(db, deps, front),
        place=place_words(connecticut_day(working_on), place) if working_on else "",
    )


def usual_wait(db: Session, deps: Deps) -> str:
    """How long it took those decided lately, and how long the first in line has waited."""
    return _usual(db, deps, queue_place.find_front(db))


def _usual(db: Session, deps: Deps, front: datetime | None) -> str:
    waits = queue_place.waits_until_decided(db, deps.now() - RECENT, SAMPLE)
    return usual_words(find_usual_weeks(waits, deps.now() - front if front else timedelta()))
