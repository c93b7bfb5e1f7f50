"""One running request, stopped at every point where it touches the outside world.

A request runs in a greenlet: one thread, one order of events, the same again for the same choices. At each point it
hands back to the machine, which lets it go on, cuts its line to the card company, or kills it as a crash would.
It never stops within a transaction, where it would hold the lock that another one waits for; it may die there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from greenlet import getcurrent, greenlet
from sqlmodel import Session

from cecs_app.db.unit_of_work import Database
from cecs_app.domain.errors import CecsError
from cecs_app.gateways.cards import GatewayUnavailable

BEGINS, COMMITS, COMMITTED, READS = "before a transaction", "before the commit", "after the commit", "before reading"


class Crash(BaseException):
    """The process is gone: no `except Exception` of the product may catch it."""


class Fate(StrEnum):
    """What becomes of a request at the point where it waits."""

    GOES_ON = "goes on"
    DIES = "dies"
    DIES_WITHIN = "dies just before the commit"
    NO_ANSWER = "gets no answer"
    FAILURE = "is told that the card company failed"


class Actor(greenlet):
    """A request under way. `at` is where it waits; `outcome` is what it gave or refused once it is over."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        super().__init__()
        self.name, self.work = name, work
        self.at: str = ""
        self.outcome: object = None
        self.crashed_at = ""
        self.mail_seen = 0
        """How often the cashier had written something down when it last looked at the books."""

    def run(self) -> None:
        try:
            self.outcome = self.work()
        except (CecsError, GatewayUnavailable) as refusal:
            self.outcome = refusal
        except Crash as crash:
            self.crashed_at = str(crash)

    def resume(self, fate: Fate = Fate.GOES_ON) -> None:
        """Anything that the product did not mean to raise comes out here, and fails the run."""
        reached = self.switch(fate) if self else self.switch()
        self.at = "" if self.dead else str(reached)


def pause(point: str) -> Fate:
    """Called by a request: gives the machine its turn."""
    actor = getcurrent()
    if not isinstance(actor, Actor):
        return Fate.GOES_ON
    fate = actor.parent.switch(point)
    if fate is Fate.DIES:
        raise Crash(point)
    return Fate(fate)


class WatchedDatabase:
    """The real database, with a stop before and after each transaction."""

    def __init__(self, real: Database, after: Callable[[bool], None]) -> None:
        self.real, self.after = real, after
        self.engine, self.is_sqlite = real.engine, real.is_sqlite

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        fate = pause(BEGINS)
        with self.real.transaction() as db:
            yield db
            if fate is Fate.DIES_WITHIN:
                raise Crash(COMMITS)
        self.after(True)
        pause(COMMITTED)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        pause(READS)
        with self.real.reading() as db:
            yield db
        self.after(False)
