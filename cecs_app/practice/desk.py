"""A lively desk for whoever tries the portal: hundreds of applications, filed and worked on in the last months."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from sqlmodel import Session

from cecs_app.db import applications, outbox, registry
from cecs_app.db.tables import Account
from cecs_app.domain.identity import Typed
from cecs_app.practice import lives
from cecs_app.practice.crowd import crowd
from cecs_app.practice.filing import Holder
from cecs_app.practice.lives import Story
from cecs_app.practice.load import enter
from cecs_app.practice.registry import OnRecord, ein_of, ssn_of
from cecs_app.practice.world import Life, World, live, world_of
from cecs_app.services.deps import Deps
from cecs_app.services.register import register

OLDEST, WORKED_UNTIL = 100, 46
"""Days ago: the first was filed, and the last that anybody has looked at."""
ONE_IN_A_DOZEN, WITH_A_FEE = 12, 6
"""crowd.MIX repeats after as many; its seventh pays for what it asks."""
STORIES: Mapping[Story, int] = {
    lives.issued: 22,
    lives.denied: 3,
    lives.appealed: 2,
    lives.upheld: 1,
    lives.in_review: 5,
    lives.waits_for_supervisor: 3,
    lives.on_hold: 2,
    lives.asked: 5,
    lives.answered: 5,
    lives.answered_and_issued: 5,
    lives.taken_back: 2,
}
"""How often each is told of what was filed long enough ago."""


def load_desk(deps: Deps) -> int:
    """How many applications there are now. Only once: not where somebody has applied for anything already."""
    with deps.database.reading() as db:
        if applications.has_any(db):
            return 0
    world = world_of(deps)
    people = list(crowd(world.today))
    enter(deps, people)
    holders = _holders(deps, people, world)
    live(world, [*_lives(world, holders), *_claims(world)])
    with deps.database.transaction() as db:
        # Their mails went nowhere: the inbox is for whoever tries the portal now.
        outbox.forget_waiting(db)
        return applications.count(db)


def _lives(world: World, holders: list[Holder]) -> Iterator[tuple[datetime, Life]]:
    stories, weights = list(STORIES), list(STORIES.values())
    for place, holder in enumerate([*holders, *holders[::5]]):
        days_ago = world.dice.randint(1, OLDEST)
        story = world.dice.choices(stories, weights)[0] if days_ago > WORKED_UNTIL else None
        told: Callable[[World, Holder], Life] = partial(lives.life, story=story)
        if place % ONE_IN_A_DOZEN == 0:
            told = lives.left_as_draft
        elif place % ONE_IN_A_DOZEN == WITH_A_FEE:
            told = lives.left_unpaid
        yield world.at_work(days_ago), told(world, holder)


def _holders(deps: Deps, people: list[OnRecord], world: World) -> list[Holder]:
    """Each gets an account that nobody can log in to: it has no password."""
    with deps.database.transaction() as db:
        return [_holder(db, deps, one, says_yes=world.dice.randrange(ONE_IN_A_DOZEN) == 0) for one in people]


def _holder(db: Session, deps: Deps, person: OnRecord, *, says_yes: bool) -> Holder:
    educator = registry.get(db, person.ein)
    account = _account(deps, person, f"{person.first_name}.{person.last_name}.{person.ein[-3:]}".lower())
    account.educator_id = educator.id
    db.add(account)
    db.flush()
    name = f"{person.first_name} {person.last_name}"
    number = person.certificate_cells[0]["number"]
    return Holder(educator.id or 0, account.id or 0, name, number, says_yes)


def _account(deps: Deps, person: OnRecord, username: str) -> Account:
    email = f"{username.replace(' ', '')}@example.test"
    return Account(
        username=username,
        email=email,
        email_key=email,
        first_name=person.first_name,
        last_name=person.last_name,
        created_at=deps.now(),
    )


def _claims(world: World) -> Iterator[tuple[datetime, Life]]:
    """People whom the registry knows under another name, or half: a person decides."""
    stated = (
        ("Rosalind", "Merriweather", date(1975, 4, 4), ssn_of(90)),
        ("Lucille", "Farnsworth", date(1966, 5, 2), ssn_of(30)),
        ("Odette", "Harrowgate", date(1988, 6, 21), ssn_of(21)),
        ("Kathryn", "Ashdown", date(1976, 6, 7), ssn_of(38)),
        ("Beatrice", "Winterbourne", date(1981, 3, 14), ssn_of(28)),
        ("Samuel", "Graves", date(1982, 1, 17), ssn_of(39)),
    )
    for place, (first, last, born, ssn) in enumerate(stated):
        person = OnRecord(ein_of(90_000 + place), ssn, first, last, born)
        yield world.at_work(1 + place * 2), _registers(world, person)


def _registers(world: World, person: OnRecord) -> Life:
    account = _account(world.deps, person, f"{person.first_name}.{person.last_name}".lower())
    with world.deps.database.transaction() as db:
        db.add(account)
    born = person.born
    typed = Typed(
        person.ssn, person.first_name, person.last_name, str(born.month), str(born.day), str(born.year), account.email
    )
    register(world.deps, account.id or 0, typed)
    yield from ()
