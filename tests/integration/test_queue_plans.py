"""Every question of the queue is answered from an index, however many applications wait."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from benchmarks.queue_rows import make
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign
from tests.queued import followed, view_of

ENOUGH = 6_000
TABLES = "application|educator|certificate"
WHOLE_TABLE = re.compile(rf"Seq Scan on ({TABLES})\b|^SCAN ({TABLES})\b(?! USING)")
SORTED = re.compile(r"^Sort .*rows=\d{4}|USE TEMP B-TREE FOR ORDER BY")
"""On PostgreSQL a thousand rows or more: it may prefer to sort a few."""
GREAT = re.compile(r"\b(application|educator)\b")
"""Tables that grow without end; of the staff there are a dozen."""

ADDRESSES: tuple[dict[str, str], ...] = (
    {},
    {"status": "open"},
    {"status": "submitted"},
    {"kind": "extension", "status": "open"},
    {"waiting": "educator"},
    {"age": "90", "status": "open"},
    {"assigned": "me"},
    {"assigned": "nobody", "status": "open"},
    {"assigned": "nobody", "status": "open", "kind": "extension"},
    {"assigned": "2", "status": "open", "age": "30"},
    {"overdue": "yes"},
    {"status": "decided"},
    {"find": "smith jo"},
    {"find": "1000000001"},
    {"find": "A-9999-9999"},
)


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    make(deps, ENOUGH)
    return Clerk(1, 2, "rita", "Rita", frozenset({Role.REVIEWER}), "rita@bureau.example", None)


@contextmanager
def plans_of(deps: Deps) -> Iterator[dict[str, list[str]]]:
    """Each statement that is run meanwhile, with the lines of its plan."""
    asked: list[tuple[str, Any]] = []
    found: dict[str, list[str]] = {}

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(deps.database.engine, "before_cursor_execute", note)
    yield found
    event.remove(deps.database.engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if deps.database.is_sqlite else "EXPLAIN "
    with deps.database.engine.connect() as connection:
        if not deps.database.is_sqlite:
            # So few rows PostgreSQL would rather read whole; the question is whether it has to.
            connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in asked:
            rows = connection.exec_driver_sql(explain + statement, parameters).all()
            found[statement] = [str(row[-1]).strip(" ->") for row in rows]


def faults(plans: dict[str, list[str]], fault: re.Pattern[str]) -> list[str]:
    great = {statement: plan for statement, plan in plans.items() if GREAT.search(statement)}
    return [f"{line}\n{statement}" for statement, plan in great.items() for line in plan if fault.search(line)]


def test_no_page_reads_a_whole_table_or_sorts_one(deps: Deps, rita: Clerk) -> None:
    for address in ADDRESSES:
        with plans_of(deps) as plans:
            view = view_of(deps, rita, **address)
            for way in filter(None, (view.later, view.earlier)):
                followed(deps, rita, followed(deps, rita, way).earlier or way)
        assert plans
        assert faults(plans, WHOLE_TABLE) == [], address
        assert faults(plans, SORTED) == [], address


def test_to_take_the_next_one_reads_no_whole_table(deps: Deps, rita: Clerk) -> None:
    with plans_of(deps) as plans:
        assign.take_next(deps, rita)
    assert any("ix_application_queue" in line for plan in plans.values() for line in plan)
    assert faults(plans, WHOLE_TABLE) == []
    assert faults(plans, SORTED) == []


def test_the_test_itself_knows_a_bad_plan(deps: Deps, rita: Clerk) -> None:
    with plans_of(deps) as plans, deps.database.reading() as db:
        db.execute(text("SELECT reference FROM application ORDER BY saved_at"))
    assert faults(plans, WHOLE_TABLE)
    assert faults(plans, SORTED)
