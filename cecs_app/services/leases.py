"""Work that several portals could do, and one of them does: each round of it is taken, kept, and given back.

A round that was given back is due again at its time, for whoever comes first. One whose portal was killed is due
again as soon as its lease has run out.
"""

from dataclasses import dataclass
from datetime import timedelta

from cecs_app.db import leases
from cecs_app.db.login_tables import Lease
from cecs_app.services.deps import Deps

HELD = timedelta(seconds=30)
"""A portal that lives renews its lease well before."""


@dataclass(frozen=True)
class Work:
    name: str
    every: timedelta

    @property
    def farthest(self) -> timedelta:
        return max(self.every, HELD)


def take(deps: Deps, work: Work, holder: str) -> bool:
    """Whether this round is ours. `holder` is unlike any other portal's."""
    with deps.database.reading() as db:
        if leases.is_held(db, work.name, deps.now(), work.farthest):
            return False
    wanted = Lease(name=work.name, holder=holder, until=deps.now() + HELD)
    with deps.database.transaction() as db:
        return leases.take(db, wanted, deps.now(), work.farthest)


def renew(deps: Deps, work: Work, holder: str) -> bool:
    """False when it ran out meanwhile and somebody else took it."""
    with deps.database.transaction() as db:
        return leases.keep(db, Lease(name=work.name, holder=holder, until=deps.now() + HELD))


def give_back(deps: Deps, work: Work, holder: str) -> None:
    """Until the next round is due."""
    with deps.database.transaction() as db:
        leases.keep(db, Lease(name=work.name, holder=holder, until=deps.now() + work.every))
