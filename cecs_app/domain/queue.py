"""What the desk's queue is asked to show, as it stands in the address of its page, and where that is to be found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from cecs_app.domain.application import AT_THE_DESK, NEXT_ACTOR, TO_TAKE_UP, Actor, Status
from cecs_app.domain.certificate import ApplicationKind

AGES = (30, 60, 90)
"""Filed more than so many days ago."""
WAITING_ON = (Actor.BUREAU, Actor.EDUCATOR, Actor.SUPERVISOR, Actor.PANEL, Actor.OTHERS)
ME, NOBODY = "me", "nobody"
NOBODYS = 0
"""Stands for nobody where a staff member's number is expected: those begin at 1."""
LONGEST_SEARCH = 80

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(\d{1,17})\.(\d{1,9})", re.ASCII)
"""Short enough for any instant before the year 5000, and for any number that a database holds."""
_STAFF = re.compile(r"[1-9]\d{0,8}", re.ASCII)

Word = TypeVar("Word", bound=StrEnum)


class View(StrEnum):
    """More than one status at once."""

    TO_TAKE_UP = "to_take_up"
    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True, order=True)
class Key:
    """Where a row stands: at the instant it was filed (for the decided: decided), and within it by its number."""

    at: datetime
    number: int


@dataclass(frozen=True)
class Ask:
    """`age` is in days; `assigned` is "me", "nobody", or a staff member's number; empty ones ask nothing."""

    view: View | Status = View.TO_TAKE_UP
    kind: ApplicationKind | None = None
    waiting: Actor | None = None
    age: int = 0
    assigned: str = ""
    is_overdue: bool = False
    find: str = ""
    after: Key | None = None
    before: Key | None = None


@dataclass(frozen=True)
class Probe:
    """One stretch of the index, in the order of filing. `holder` is a staff member, NOBODYS, or None for anybody."""

    status: Status
    holder: int | None = None


def parse_ask(given: Mapping[str, str]) -> Ask:
    """Whatever the address says that is not understood, asks nothing: a bookmark never ends in an error."""
    if find := " ".join(given.get("find", "")[:LONGEST_SEARCH].split()):
        return Ask(view=View.OPEN, find=find)
    ask = Ask(
        kind=_word(ApplicationKind, given.get("kind")),
        waiting=_word(Actor, given.get("waiting")),
        age=_age(given.get("age", "")),
        assigned=_assigned(given.get("assigned", "")),
        is_overdue=given.get("overdue") == "yes",
        after=_key(given.get("after", "")),
        before=_key(given.get("before", "")),
    )
    if ask.waiting not in WAITING_ON:
        ask = replace(ask, waiting=None)
    return _viewed(ask, given.get("status", ""))


def query_of(ask: Ask) -> str:
    """The same as parameters of an address; what is as always is left out."""
    named = {
        "find": ask.find,
        "status": "" if ask.find or ask.view is _usual_view(ask) else str(ask.view),
        "kind": ask.kind or "",
        "waiting": ask.waiting or "",
        "age": str(ask.age or ""),
        "assigned": ask.assigned,
        "overdue": "yes" if ask.is_overdue else "",
        "after": _cursor(ask.after),
        "before": _cursor(ask.before),
    }
    # Half of a surrogate pair comes from forged requests only, and is no text.
    return urlencode({name: value for name, value in named.items() if value}, errors="replace")


def probes(ask: Ask, me: int) -> tuple[Probe, ...]:
    """Every stretch that an open application asked for can stand in; none for the decided."""
    found = (Probe(one.status, _holder(ask, me) if one.holder is None else one.holder) for one in _stretches(ask.view))
    wanted = _holder(ask, me)
    return tuple(
        one
        for one in found
        if (wanted is None or one.holder == wanted)
        and (ask.waiting is None or NEXT_ACTOR[one.status] is ask.waiting)
        and (not ask.is_overdue or one.status is Status.MISSING_CREDENTIALS)
    )


def next_probes(me: int) -> tuple[Probe, ...]:
    """Where the next one for this clerk stands: nobody's, or her own that came back with what was missing."""
    own = (Probe(status, me) for status in TO_TAKE_UP)
    return (*(Probe(status, NOBODYS) for status in (*TO_TAKE_UP, Status.IN_REVIEW)), *own)


def is_plain(ask: Ask) -> bool:
    """Nothing narrows what the view shows."""
    return ask == Ask(view=ask.view, after=ask.after, before=ask.before)


def _stretches(view: View | Status) -> tuple[Probe, ...]:
    match view:
        case View.TO_TAKE_UP:
            # One that its reviewer gave back stays in review, and would be lost to everybody.
            return (*(Probe(status) for status in TO_TAKE_UP), Probe(Status.IN_REVIEW, NOBODYS))
        case View.OPEN:
            return tuple(Probe(status) for status in AT_THE_DESK)
        case Status():
            return (Probe(view),)
    return ()


def _viewed(ask: Ask, status: str) -> Ask:
    if status == View.DECIDED:
        # They wait on nobody and lie on nobody's desk.
        return replace(ask, view=View.DECIDED, waiting=None, assigned="", is_overdue=False)
    chosen = _word(View, status) or _word(Status, status)
    is_known = isinstance(chosen, View) or chosen in AT_THE_DESK
    return replace(ask, view=chosen if chosen and is_known else _usual_view(ask))


def _usual_view(ask: Ask) -> View:
    """Where none is named: to ask what waits on the educator among what is to be taken up would find nothing."""
    asks_for_more = ask.waiting or ask.is_overdue or ask.assigned not in ("", NOBODY)
    return View.OPEN if asks_for_more else View.TO_TAKE_UP


def _holder(ask: Ask, me: int) -> int | None:
    match ask.assigned:
        case "":
            return None
        case "me":
            return me
        case "nobody":
            return NOBODYS
    return int(ask.assigned)


def _word(words: type[Word], given: str | None) -> Word | None:
    return next((one for one in words if one == given), None)


def _age(given: str) -> int:
    return next((days for days in AGES if str(days) == given), 0)


def _assigned(given: str) -> str:
    return given if given in (ME, NOBODY) or _STAFF.fullmatch(given) else ""


def _key(given: str) -> Key | None:
    match = _CURSOR.fullmatch(given)
    return Key(_EPOCH + timedelta(microseconds=int(match[1])), int(match[2])) if match else None


def _cursor(key: Key | None) -> str:
    return f"{(key.at - _EPOCH) // timedelta(microseconds=1)}.{key.number}" if key else ""
