"""The address of the queue's page says everything it shows, and nothing in it can do harm."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from cecs_app.domain.application import AT_THE_DESK, TO_TAKE_UP, Actor, Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.queue import NOBODYS, Ask, Key, Probe, View, next_probes, parse_ask, probes, query_of
from cecs_app.domain.queue_search import name_prefixes

ME = 7
KEY = Key(datetime(2026, 11, 3, 15, 4, 5, 678_901, tzinfo=UTC), 42)
ALL = {
    "status": "in_review",
    "kind": "renewal",
    "waiting": "bureau",
    "age": "60",
    "assigned": "12",
    "overdue": "yes",
    "after": "1793718245678901.42",
}
ASKS = [
    Ask(),
    Ask(view=View.OPEN),
    Ask(view=View.OPEN, assigned="me"),
    Ask(view=View.TO_TAKE_UP, assigned="me"),
    Ask(view=View.TO_TAKE_UP, assigned="nobody"),
    Ask(view=View.DECIDED, kind=ApplicationKind.DUPLICATE, age=90, before=KEY),
    Ask(view=View.OPEN, waiting=Actor.PANEL),
    Ask(view=View.TO_TAKE_UP, waiting=Actor.BUREAU, is_overdue=True),
    Ask(view=Status.ON_HOLD, after=KEY),
    Ask(view=View.OPEN, find="o'brien & søn"),
]
NONSENSE = ["", "x", "0", "-1", "Draft", "issued", "draft", "9" * 40, "1,5", "NaN", "\0", "\ud800", "ſ", "٣", "me "]


@pytest.mark.parametrize("ask", ASKS, ids=lambda one: query_of(one) or "plain")
def test_a_bookmark_shows_the_same_again(ask: Ask) -> None:
    assert parse_ask(dict(parse_qsl(query_of(ask)))) == ask


def test_the_address_names_each_filter() -> None:
    expected = Ask(Status.IN_REVIEW, ApplicationKind.RENEWAL, Actor.BUREAU, 60, "12", True, after=KEY)
    assert parse_ask(ALL) == expected


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("value", NONSENSE, ids=ascii)
def test_what_is_not_understood_asks_nothing(name: str, value: str) -> None:
    assert parse_ask({name: value}) == Ask()


@pytest.mark.parametrize("cursor", ["99999999999999999.999999999", "0.0", "000.1"])
def test_every_cursor_of_the_right_shape_is_an_instant(cursor: str) -> None:
    assert parse_ask({"after": cursor}).after


@pytest.mark.parametrize("cursor", ["1" * 18 + ".1", "1." + "1" * 10, "1", ".", "1.1.1", "-1.1", "1.1\n"])
def test_a_cursor_of_another_shape_is_the_first_page(cursor: str) -> None:
    assert parse_ask({"before": cursor}).before is None


def test_the_queue_opens_with_what_is_to_be_taken_up() -> None:
    assert probes(Ask(), ME) == (
        Probe(Status.SUBMITTED),
        Probe(Status.WAITING_REVIEW),
        Probe(Status.IN_REVIEW, NOBODYS),
    )


def test_a_filter_that_finds_nothing_there_looks_among_all_that_is_open() -> None:
    assert parse_ask({"waiting": "educator"}).view is View.OPEN
    assert parse_ask({"overdue": "yes"}).view is View.OPEN
    assert parse_ask({"assigned": "me"}).view is View.OPEN
    assert parse_ask({"assigned": "nobody"}).view is View.TO_TAKE_UP


@pytest.mark.parametrize(
    ("address", "stretches"),
    [
        ({"status": "open"}, {Probe(status) for status in AT_THE_DESK}),
        ({"status": "open", "assigned": "me"}, {Probe(status, ME) for status in AT_THE_DESK}),
        ({"assigned": "nobody"}, {Probe(status, NOBODYS) for status in (*TO_TAKE_UP, Status.IN_REVIEW)}),
        ({"status": "to_take_up", "assigned": "9"}, {Probe(status, 9) for status in TO_TAKE_UP}),
        ({"waiting": "supervisor"}, {Probe(Status.SECOND_LOOK)}),
        ({"waiting": "educator", "assigned": "9"}, {Probe(Status.MISSING_CREDENTIALS, 9)}),
        ({"overdue": "yes"}, {Probe(Status.MISSING_CREDENTIALS)}),
        ({"overdue": "yes", "waiting": "panel"}, set()),
        ({"status": "submitted", "waiting": "educator"}, set()),
        ({"status": "decided", "assigned": "me", "waiting": "educator"}, set()),
    ],
)
def test_filters_together_narrow_where_to_look(address: dict[str, str], stretches: set[Probe]) -> None:
    assert set(probes(parse_ask(address), ME)) == stretches


def test_the_next_one_is_nobodys_or_her_own_that_came_back() -> None:
    free = {Probe(status, NOBODYS) for status in (Status.SUBMITTED, Status.WAITING_REVIEW, Status.IN_REVIEW)}
    assert set(next_probes(ME)) == free | {Probe(Status.SUBMITTED, ME), Probe(Status.WAITING_REVIEW, ME)}


def test_a_search_asks_nothing_else() -> None:
    assert parse_ask({**ALL, "find": "  smith   jo "}) == Ask(view=View.OPEN, find="smith jo")


@pytest.mark.parametrize(
    ("typed", "prefixes"),
    [
        ("smith jo", {"smithjo", "smith jo", "jo smith"}),
        ("Smith, Jo", {"smith jo"}),
        ("Smith,", {"smith"}),
        (", Jo", {" jo"}),
        ("O’Brien", {"obrien"}),
        ("Åse Bjørk-Lund", {"asebjorklund", "ase bjorklund", "bjorklund ase"}),
        ("s", set()),
        ("- '", set()),
        ("", set()),
    ],
)
def test_a_name_may_be_typed_in_either_order(typed: str, prefixes: set[str]) -> None:
    assert set(name_prefixes(typed)) == prefixes


def test_a_name_of_endless_words_is_cut() -> None:
    assert len(name_prefixes("ab " * 500)) < 10
