"""The desk's queue: a page of applications in the order of filing, what narrows it, and what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import queue, queue_search
from cecs_app.db.queue import Narrowed, Page
from cecs_app.domain.errors import Elsewhere, InvalidFields
from cecs_app.domain.queue import Ask, Key, is_plain, next_probes, parse_ask, probes, query_of
from cecs_app.domain.queue import View as Views
from cecs_app.domain.queue_search import as_ein, name_prefixes
from cecs_app.domain.ssn import checked_ssn
from cecs_app.domain.staff import Clerk
from cecs_app.domain.typed import as_reference
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import own_records
from cecs_app.services.desk.queue_choices import Choices, Tab, choices_of, tabs_of
from cecs_app.services.desk.queue_rows import Row, rows_of
from cecs_app.words.queue import filed_words, found_words, shown_words

SIZE = 50
"""Rows on a page."""
LATELY = timedelta(days=30)
"""What was decided longer ago is found by the search."""
MOST_PEOPLE = 1_000
"""Of one name: whoever is looked for among more has to be named more exactly."""

Fetch = Callable[[Page], list[Key]]


@dataclass(frozen=True)
class QueueView:
    """`earlier`, `later` and `first` are addresses of other pages, empty where there is none.

    `widened` is the address without filters, empty where there are none; `address` tells this page from others.
    `next_filed` says what "Take the next one" gives, `shown` what the rows are.
    """

    rows: tuple[Row, ...] = ()
    views: tuple[Tab, ...] = ()
    statuses: tuple[Tab, ...] = ()
    choices: Choices = field(default_factory=Choices)
    next_filed: str = ""
    shown: str = ""
    find: str = ""
    has_more_found: bool = False
    widened: str = ""
    address: str = ""
    first: str = ""
    earlier: str = ""
    later: str = ""


@dataclass(frozen=True)
class Leaf:
    keys: list[Key]
    has_earlier: bool
    has_later: bool


def show(deps: Deps, clerk: Clerk, ask: Ask) -> QueueView:
    """Raises Elsewhere for a search by a whole reference: there is only one such application."""
    with deps.database.reading() as db:
        view = _found(db, deps, clerk, ask) if ask.find else _listed(db, deps, clerk, ask)
        views, statuses = tabs_of(db, clerk, ask)
        return replace(
            view,
            views=views,
            statuses=statuses,
            choices=choices_of(db, ask),
            next_filed=_next_filed(db, deps, clerk),
            address=address(ask),
        )


def address(ask: Ask) -> str:
    query = query_of(ask)
    return f"/desk?{query}" if query else "/desk"


def search_address(typed: str) -> str:
    """Where the search's results are. Raises InvalidFields for an SSN, which must not come into an address."""
    if checked_ssn(typed):
        raise InvalidFields({"find": "ssn_in_search"})
    return address(parse_ask({"find": typed}))


def _listed(db: Session, deps: Deps, clerk: Clerk, ask: Ask) -> QueueView:
    leaf = _leaf(_fetch(db, deps, clerk, ask), ask.after, ask.before)
    whole = replace(ask, after=None, before=None)
    is_moved = leaf.has_earlier
    days = [connecticut_day(one.at) for one in leaf.keys]
    return QueueView(
        rows=rows_of(db, deps, clerk, [one.number for one in leaf.keys]),
        shown=shown_words(days[0], days[-1], is_decided=ask.view is Views.DECIDED) if days else "",
        widened="" if is_plain(ask) else address(Ask(view=ask.view)),
        first=address(whole) if is_moved else "",
        earlier=address(replace(whole, before=leaf.keys[0])) if is_moved and leaf.keys else "",
        later=address(replace(whole, after=leaf.keys[-1])) if leaf.has_later else "",
    )


def _fetch(db: Session, deps: Deps, clerk: Clerk, ask: Ask) -> Fetch:
    filed_before = deps.now() - timedelta(days=ask.age) if ask.age else None
    narrowed = Narrowed(ask.kind, filed_before, deps.today() if ask.is_overdue else None)
    if ask.view is Views.DECIDED:
        return lambda page: queue.decided_keys(db, deps.now() - LATELY, narrowed, page)
    return lambda page: queue.keys(db, probes(ask, clerk.staff_id), narrowed, page)


def _leaf(fetch: Fetch, after: Key | None, before: Key | None) -> Leaf:
    """One row more than a page tells whether there are others."""
    found = fetch(Page(SIZE + 1, after, before))
    if before is None:
        return Leaf(found[:SIZE], after is not None, len(found) > SIZE)
    if len(found) < SIZE:
        # The beginning has come closer meanwhile: the whole first page, rather than what is left of it.
        return _leaf(fetch, None, None)
    return Leaf(found[-SIZE:], len(found) > SIZE, True)


def _found(db: Session, deps: Deps, clerk: Clerk, ask: Ask) -> QueueView:
    if reference := queue_search.find_reference(db, as_reference(ask.find)):
        raise Elsewhere(f"/desk/applications/{reference}")
    people = queue_search.educators_by_ein(db, as_ein(ask.find))
    named = queue_search.educators_named(db, name_prefixes(ask.find), MOST_PEOPLE)
    numbers = queue_search.applications_of(db, list(dict.fromkeys([*people, *named])), SIZE + 1)
    return QueueView(
        rows=rows_of(db, deps, clerk, numbers[:SIZE]),
        shown=found_words(min(len(numbers), SIZE), ask.find),
        find=ask.find,
        has_more_found=len(numbers) > SIZE or len(named) >= MOST_PEOPLE,
    )


def _next_filed(db: Session, deps: Deps, clerk: Clerk) -> str:
    narrowed = Narrowed(not_of=own_records(db, clerk))
    first: Sequence[Key] = queue.keys(db, next_probes(clerk.staff_id), narrowed, Page(1))
    if not first:
        return ""
    filed_on = connecticut_day(first[0].at)
    return filed_words(filed_on, (deps.today() - filed_on).days)
