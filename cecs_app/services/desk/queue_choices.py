"""What the desk's queue can be narrowed to: the tabs with how many stand behind each, and the filters' choices."""

from dataclasses import dataclass
from itertools import chain

from sqlmodel import Session

from cecs_app.db import queue, staff
from cecs_app.domain.application import AT_THE_DESK
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.queue import AGES, ME, NOBODY, WAITING_ON, Ask, Probe, View, probes, query_of
from cecs_app.domain.staff import Clerk
from cecs_app.language import _
from cecs_app.services.desk.assign import is_reviewer
from cecs_app.words.queue import count_words, older_than_words, view_name, waiting_name
from cecs_app.words.rules import application_name

COUNTED = 5_000
"""As far as the tabs count."""


@dataclass(frozen=True)
class Tab:
    words: str
    count: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Choice:
    value: str
    words: str


@dataclass(frozen=True)
class Choices:
    """The first of each asks nothing; `status` to `assigned` are what is chosen now."""

    kinds: tuple[Choice, ...] = ()
    waitings: tuple[Choice, ...] = ()
    ages: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    status: str = ""
    kind: str = ""
    waiting: str = ""
    age: str = ""
    assigned: str = ""
    is_overdue: bool = False


def choices_of(db: Session, ask: Ask) -> Choices:
    anybody = Choice("", _("Anybody"))
    people = (Choice(str(one.id), one.name) for one in staff.everybody(db) if is_reviewer(one))
    return Choices(
        kinds=(Choice("", _("Every kind")), *(Choice(one, application_name(one)) for one in ApplicationKind)),
        waitings=(Choice("", _("Anybody")), *(Choice(one, waiting_name(one)) for one in WAITING_ON)),
        ages=(Choice("", _("Any day")), *(Choice(str(days), older_than_words(days)) for days in AGES)),
        people=(anybody, Choice(ME, _("Me")), Choice(NOBODY, _("Nobody")), *people),
        status="" if ask.view is View.TO_TAKE_UP else str(ask.view),
        kind=ask.kind or "",
        waiting=ask.waiting or "",
        age=str(ask.age or ""),
        assigned=ask.assigned,
        is_overdue=ask.is_overdue,
    )


def tabs_of(db: Session, clerk: Clerk, ask: Ask) -> tuple[tuple[Tab, ...], tuple[Tab, ...]]:
    """The views; then each status in which anything stands."""
    views = {
        Ask(): view_name(View.TO_TAKE_UP),
        Ask(view=View.OPEN, assigned=ME): _("My applications"),
        Ask(view=View.OPEN): view_name(View.OPEN),
        Ask(view=View.DECIDED): view_name(View.DECIDED),
    }
    statuses = {Ask(view=status): view_name(status) for status in AT_THE_DESK}
    asked = {one: probes(one, clerk.staff_id) for one in (*views, *statuses)}
    found = queue.counts(db, tuple(dict.fromkeys(chain.from_iterable(asked.values()))), COUNTED + 1)
    counted = {one: _counted(asked[one], found) for one in asked}
    return (
        tuple(_tab(one, words, counted[one], ask) for one, words in views.items()),
        tuple(_tab(one, words, counted[one], ask) for one, words in statuses.items() if counted[one] != "0"),
    )


def _tab(tab: Ask, words: str, count: str, ask: Ask) -> Tab:
    return Tab(words, count, f"/desk?{query_of(tab)}".rstrip("?"), _is_current(tab, ask))


def _counted(asked: tuple[Probe, ...], found: dict[Probe, int]) -> str:
    """Empty for the decided, which no stretch of the queue holds."""
    return count_words(sum(found[one] for one in asked), COUNTED) if asked else ""


def _is_current(tab: Ask, ask: Ask) -> bool:
    is_mine = ask.view is View.OPEN and ask.assigned == ME
    return not ask.find and ask.view is tab.view and is_mine == (tab.assigned == ME)
