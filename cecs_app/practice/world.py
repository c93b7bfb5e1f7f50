"""The made-up past of the desk: a clock turned back, and lives that go on in the order in which they happened."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from cecs_app.db import staff
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions

SEED = 2026
DAY_BEGINS, DAY_ENDS = 14, 21
"""UTC: the Bureau's hours, roughly, in summer as in winter."""
SATURDAY = 5

Life = Iterator[datetime]
"""Yields when it goes on; what it does in between happens at that instant."""


@dataclass
class World:
    """`deps` are the portal's own, but it is whatever instant the story has come to."""

    deps: Deps
    today: date
    reviewers: tuple[Clerk, ...]
    cashier: Clerk
    supervisor: Clerk
    dice: Random
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def at_work(self, days_ago: int) -> datetime:
        """Some minute of a working day; a weekend moves to the Friday before."""
        day = self.today - timedelta(days=days_ago)
        day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
        minutes = self.dice.randrange((DAY_ENDS - DAY_BEGINS) * 60)
        return datetime(day.year, day.month, day.day, DAY_BEGINS, tzinfo=UTC) + timedelta(minutes=minutes)

    def later(self, least: int, most: int) -> datetime:
        """A working day so many days on; never after yesterday."""
        ago = (self.today - self.now.date()).days - self.dice.randint(least, most)
        return max(self.at_work(max(1, ago)), self.now + timedelta(minutes=7))


def world_of(deps: Deps) -> World:
    """KeyError where the practice staff has not been hired yet."""
    clerks = _clerks(deps)
    world = World(
        deps=deps,
        today=deps.today(),
        reviewers=tuple(one for one in clerks if Role.REVIEWER in one.roles),
        cashier=next(one for one in clerks if Role.CASHIER in one.roles),
        supervisor=next(one for one in clerks if Role.SUPERVISOR in one.roles),
        dice=Random(SEED),  # noqa: S311  # nosec B311  # it tells a story, the same each time
    )
    world.deps = replace(deps, clock=lambda: world.now)
    return world


def live(world: World, lives: Iterable[tuple[datetime, Life]]) -> None:
    """All side by side, each instant in its turn: so that the queue fills and empties as a real one does."""
    order = count()
    waiting = [(begins, next(order), one) for begins, one in lives]
    heapq.heapify(waiting)
    while waiting:
        world.now, _order, life = heapq.heappop(waiting)
        if (goes_on := next(life, None)) is not None:
            heapq.heappush(waiting, (goes_on, next(order), life))


def _clerks(deps: Deps) -> list[Clerk]:
    with deps.database.reading() as db:
        return [sessions.clerk_of(one) for one in staff.everybody(db) if one.disabled_at is None]
