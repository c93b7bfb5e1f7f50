"""Any single byte changed in any column that the chain covers is found. On SQLite, whose file holds any bytes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cecs_app.db.audit import HASHED
from cecs_app.domain.audit import Breach
from cecs_app.services import audit, journal
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.chained import changed_by_owner
from tests.databases import sqlite_copies
from tests.payable import owing

EVENTS = 6
PLACES = [*(("event", "id", column) for column in HASHED if column != "id"), ("audit_link", "position", "hash")]
"""Table, key and column. An event's own number is no text, and leads elsewhere: see test_audit.py."""
READ = "SELECT CAST({1} AS BLOB) FROM {0} WHERE {2} = ?"
WRITE = "UPDATE {0} SET {1} = CAST(? AS TEXT) WHERE {2} = ?"


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deps]:
    """With a value in every column, and without the triggers."""
    folder = tmp_path_factory.mktemp("bytes")
    place = folder / "copy"
    place.mkdir()
    with sqlite_copies(folder) as copies, copies(place) as url:
        deps = build_deps(Settings(database_url=url))
        owing(deps)
        for number in range(EVENTS):
            with deps.database.transaction() as db:
                about = {"account_id": 1, "application_id": 1, "staff_id": 10 + number}
                journal.record(db, deps, "noted", actor="staff", **about, said="Añadió", n=number)
        changed_by_owner(deps)
        yield deps
        deps.database.engine.dispose()


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from(PLACES), row=st.integers(1, EVENTS), at=st.integers(0, 199), byte=st.integers(0, 255))
def test_a_changed_byte_is_found(chained: Deps, place: tuple[str, str, str], row: int, at: int, byte: int) -> None:
    table, key, column = place
    file = sqlite3.connect(Path(str(chained.database.engine.url.database)), isolation_level=None)
    (before,) = file.execute(READ.format(table, column, key), [row]).fetchone()
    changed = bytearray(before)
    changed[at % len(before)] = byte
    assume(changed != before)
    try:
        file.execute(WRITE.format(table, column, key), [bytes(changed), row])
        found = audit.verify(chained).fault
    finally:
        file.execute(WRITE.format(table, column, key), [before, row])
        file.close()
    breach = Breach.EVENT_CHANGED if table == "event" else Breach.LINK_CHANGED
    assert found == audit.Fault(breach, row, row)
    assert audit.verify(chained).fault is None
