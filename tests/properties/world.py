"""The world around the payments of one example: company, clock, educators, requests under way, and all that is seen.

`desk` gives the services their watched dependencies; `deps` are the real ones, for reading the books.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from greenlet import getcurrent
from sqlalchemy import event, update
from sqlmodel import SQLModel

from cecs_app.db import tables
from cecs_app.db.desk_tables import AuditHead
from cecs_app.db.payment_tables import Payment
from cecs_app.db.unit_of_work import Database
from cecs_app.gateways.card_requests import CardSessionRequest
from cecs_app.services.deps import Deps
from tests.databases import changeable
from tests.fakes import TestClock
from tests.payable import Owing, owing
from tests.properties import books, laws
from tests.properties.actors import BEGINS, Actor, Fate, WatchedDatabase
from tests.properties.books import Books
from tests.properties.company import Card, CardCompany
from tests.properties.figures import Figures
from tests.properties.laws import Violation
from tests.properties.line import WatchedCards, is_at_the_line

NOON = datetime(2027, 1, 15, 17, 0, tzinfo=UTC)
MOST_AT_ONCE = 6
INITIALS = "ABCDEFGHIJKLMNOP"
CASHIER = "the cashier takes in"
LONGEST_REQUEST = timedelta(hours=6)
"""No request lives so long: its process has been restarted by then."""
WHERE: dict[Fate, Callable[[str], bool]] = {
    Fate.NO_ANSWER: is_at_the_line,
    Fate.FAILURE: is_at_the_line,
    Fate.DIES_WITHIN: lambda point: point == BEGINS,
}
USED = {
    table.__tablename__
    for table in (tables.Educator, tables.Certificate, tables.Account, tables.Application, tables.Event)
} | {"audit_link", "outgoing_mail", "payment", "mailed_payment", "refund", "ledger_entry", "card_event", "comparison"}
assert Payment.__tablename__ in USED


class World:
    def __init__(self, deps: Deps, clock: TestClock, figures: Figures) -> None:
        self.deps, self.clock, self.figures = deps, clock, figures

    def begin(self, totals: Iterable[int]) -> None:
        """An empty database, and one signed application for each total."""
        self._empty()
        self.clock.now = NOON
        self.company = CardCompany(clock=self.clock, on_capture=self._check_capture)
        self.desk = dataclasses.replace(
            self.deps,
            database=WatchedDatabase(self.deps.database, self._looked),
            cards=WatchedCards(self.company),
        )
        self.actors: list[tuple[Actor, datetime]] = []
        self.pages: list[str] = []
        self.delivered: Counter[int] = Counter()
        self.mail_ticks = 0
        """How often the cashier has written something down."""
        self.is_read, self.has_failed = False, False
        self.owings: list[Owing] = []
        for cents in totals:
            self.sign(cents)

    @property
    def books(self) -> Books:
        if not self.is_read:
            self._books, self.is_read = books.read(self.deps.database), True
        return self._books

    def owing(self, choice: int) -> Owing:
        """Mostly the same as before: what happens to one application at once is what may go wrong."""
        if choice % 3 == 0:
            self.focus = choice // 3
        return self.owings[self.focus % len(self.owings)]

    def sign(self, total_cents: int) -> bool:
        """One more educator's application waits for its fee, in everybody's eyes. False when there are enough."""
        if len(self.owings) == len(INITIALS):
            return False
        self.owings.append(owing(self.deps, f"{INITIALS[len(self.owings)]}da", total_cents=total_cents))
        self.focus, self.is_read = len(self.owings) - 1, False
        return True

    def launch(self, name: str, work: Callable[[], object], pauses: int, then: Fate = Fate.GOES_ON) -> Actor:
        """A request comes in, passes that many points at once, and may meet its fate."""
        while len(self.actors) >= MOST_AT_ONCE:
            self.go_on(self.actors[0][0])
        actor = Actor(name, work)
        self.actors.append((actor, self.clock.now))
        self.figures.counts["requests"] += 1
        actor.resume()
        self.go_on(actor, pauses, then)
        return actor

    def go_on(self, actor: Actor, pauses: int = 1_000, then: Fate = Fate.GOES_ON) -> None:
        for _ in range(pauses):
            if actor.dead:
                break
            actor.resume()
        if then is not Fate.GOES_ON and not actor.dead:
            self.suffer(actor, then)
        self._forget_the_dead()

    def suffer(self, actor: Actor, fate: Fate) -> None:
        """Something bad happens to it, at the next point where such a thing can happen."""
        can_happen = WHERE.get(fate, lambda _point: True)
        while not actor.dead and not can_happen(actor.at):
            actor.resume()
        if not actor.dead:
            if fate in (Fate.NO_ANSWER, Fate.FAILURE):
                self.figures.silences[actor.at] += 1
            actor.resume(fate)
        self._forget_the_dead()

    def type_card(self, address: str, card: Card) -> None:
        """On a page that a tab has open, however old; one that is over takes no card."""
        if not self.company.is_payable(address):
            self.figures.counts["late payers turned away"] += 1
        elif card.decline:
            self.company.decline(address, card.decline)
            self.figures.counts["cards declined"] += 1
        else:
            cents = self.company.requests[address.rpartition("/")[2]].amount_cents + card.altered_cents
            self.company.pay(address, card.brand, card.funding, amount_cents=cents)
            self.figures.counts["cards approved"] += 1

    def crash_all(self) -> None:
        while self.actors:
            actor = self.actors[0][0]
            actor.resume(Fate.DIES)
            self._forget_the_dead()

    def pass_time(self, minutes: float) -> None:
        self.clock.forward(minutes=minutes)
        for actor, since in list(self.actors):
            if self.clock.now - since > LONGEST_REQUEST:
                self.suffer(actor, Fate.DIES)
        self.company.run_clock()

    def check(self) -> None:
        self.fail_on(laws.always(self.books, self.company))

    def fail_on(self, breaches: Iterable[str]) -> None:
        if found := list(breaches):
            self.has_failed = True
            raise Violation("; ".join(found))

    def learn(self, address: str) -> None:
        """A tab was given this address: from now on it may be paid there."""
        if address:
            self.company.known.add(address.rpartition("/")[2])
            self.pages.append(address)

    def _looked(self, wrote: bool) -> None:
        """A transaction has just ended: the request that made it knows of every check that had come by then."""
        self.is_read = self.is_read and not wrote
        actor = getcurrent()
        if isinstance(actor, Actor):
            self.mail_ticks += wrote and actor.name == CASHIER
            actor.mail_seen = self.mail_ticks

    def _check_capture(self, request: CardSessionRequest) -> None:
        """No more than was owed, as far as the request could know: only a check that came since may be too much."""
        application = self.books.application(request.application)
        entered = {entry.gateway_ref for entry in self.books.entries}
        unentered = sum(cents for ref, cents in self.company.taken(request.application).items() if ref not in entered)
        owed = self.books.owed(application.id) - unentered
        actor = getcurrent()
        if owed < request.amount_cents and not (isinstance(actor, Actor) and actor.mail_seen < self.mail_ticks):
            self.fail_on([f"{request.amount_cents} captured for {application.reference}, which owes {owed}"])

    def _forget_the_dead(self) -> None:
        for actor, _since in self.actors:
            if actor.dead:
                self._note_end(actor)
        self.actors = [one for one in self.actors if not one[0].dead]

    def _note_end(self, actor: Actor) -> None:
        if actor.crashed_at:
            self.figures.crashes[actor.crashed_at] += 1
        else:
            code = getattr(actor.outcome, "code", type(actor.outcome).__name__)
            self.figures.outcomes[f"{actor.name}: {code}"] += 1

    def _empty(self) -> None:
        with self.deps.database.transaction() as db, changeable(db.connection()):
            for table in reversed(SQLModel.metadata.sorted_tables):
                if table.name in USED:
                    db.connection().execute(table.delete())
            db.connection().execute(update(AuditHead).values(position=0, hash=""))


def hasten(database: Database) -> None:
    """SQLite need not survive a power cut here; all connections are made anew."""
    if database.is_sqlite:
        event.listen(database.engine, "connect", lambda raw, _record: raw.execute("PRAGMA synchronous=OFF"))
        database.engine.dispose()
