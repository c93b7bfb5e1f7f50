"""Whoever changes the journal behind the portal's back is found out, at the first place that she touched."""

import hmac

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select
from structlog.testing import capture_logs

from cecs_app.db import audit as links
from cecs_app.db.desk_tables import AuditLink
from cecs_app.db.tables import Event
from cecs_app.domain.audit import Breach, Head, hash_of
from cecs_app.services import audit
from cecs_app.services.deps import Deps
from tests.chained import EVENTS, changed_by_owner, written

FORGED = (
    "INSERT INTO event (id, at, name, actor, data) VALUES "
    "({id}, '2027-01-15 17:00:00.000000', 'application_issued', 'staff', '{{}}')"
)
BY_NAME = {
    "data": "UPDATE event SET data = '{\"n\": 5}' WHERE id = 4",
    "data with other spaces": r"""UPDATE event SET data = '{"n":4, "said": "A\u00f1adi\u00f3 \u00bd"}' WHERE id = 4""",
    "name": "UPDATE event SET name = 'act_5' WHERE id = 4",
    "actor": "UPDATE event SET actor = 'educator' WHERE id = 4",
    "instant": "UPDATE event SET at = '2027-01-15 17:00:00.000001' WHERE id = 4",
    "clerk": "UPDATE event SET staff_id = 25 WHERE id = 4",
    "clerk taken off": "UPDATE event SET staff_id = NULL WHERE id = 4",
    "account": "UPDATE event SET account_id = 1 WHERE id = 4",
    "application": "UPDATE event SET application_id = 1 WHERE id = 4",
}
RENUMBERED = "UPDATE {table} SET {column} = {after} WHERE {column} = {before}"
REHASHED = "UPDATE audit_link SET hash = '{hash}' WHERE position = {position}"
HEAD_SET = "UPDATE audit_head SET position = {position}, hash = '{hash}'"


def swap(table: str, column: str, one: int, other: int) -> tuple[str, ...]:
    steps = ((one, -99), (other, one), (-99, other))
    return tuple(RENUMBERED.format(table=table, column=column, before=one, after=two) for one, two in steps)


REST = {
    "event deleted": (("DELETE FROM event WHERE id = 4",), Breach.EVENT_REMOVED, 4),
    "event given another number": (("UPDATE event SET id = 99 WHERE id = 4",), Breach.EVENT_REMOVED, 4),
    "link deleted": (("DELETE FROM audit_link WHERE position = 4",), Breach.LINK_REMOVED, 4),
    "first link deleted": (("DELETE FROM audit_link WHERE position = 1",), Breach.LINK_REMOVED, 1),
    "event and link deleted": (
        ("DELETE FROM audit_link WHERE position = 4", "DELETE FROM event WHERE id = 4"),
        Breach.LINK_REMOVED,
        4,
    ),
    "two events swapped": (swap("event", "id", 3, 5), Breach.EVENT_CHANGED, 3),
    "two links' events swapped": (swap("audit_link", "event_id", 3, 5), Breach.LINKS_OUT_OF_ORDER, 3),
    "two links swapped": (swap("audit_link", "position", 3, 4), Breach.LINKS_OUT_OF_ORDER, 3),
    "two hashes swapped": (
        (
            "CREATE TEMPORARY TABLE kept AS SELECT position, hash FROM audit_link",
            "UPDATE audit_link SET hash = (SELECT kept.hash FROM kept WHERE kept.position = 7 - audit_link.position) "
            "WHERE position IN (3, 4)",
            "DROP TABLE kept",
        ),
        Breach.LINKS_OUT_OF_ORDER,
        3,
    ),
    "link moved to the end": (
        ("UPDATE audit_link SET position = 99 WHERE position = 3",),
        Breach.LINKS_OUT_OF_ORDER,
        3,
    ),
    "hash changed": (("UPDATE audit_link SET hash = 'ab' WHERE position = 4",), Breach.LINK_CHANGED, 4),
    "last hash changed": (("UPDATE audit_link SET hash = 'ab' WHERE position = 8",), Breach.LINK_CHANGED, 8),
    "head's hash changed": (("UPDATE audit_head SET hash = 'ab'",), Breach.HEAD_MOVED, 8),
    "head set back": (("UPDATE audit_head SET position = 7",), Breach.HEAD_MOVED, 8),
    "head deleted": (("DELETE FROM audit_head",), Breach.HEAD_MOVED, 8),
    "last link deleted": (("DELETE FROM audit_link WHERE position = 8",), Breach.TAIL_CUT_OFF, 8),
    "last link and event deleted": (
        ("DELETE FROM audit_link WHERE position = 8", "DELETE FROM event WHERE id = 8"),
        Breach.TAIL_CUT_OFF,
        8,
    ),
    "all deleted": (("DELETE FROM audit_link", "DELETE FROM event"), Breach.TAIL_CUT_OFF, 1),
    "event added": ((FORGED.format(id=99),), Breach.EVENT_WITHOUT_LINK, None),
    "event added below": ((FORGED.format(id=-1),), Breach.EVENT_WITHOUT_LINK, None),
    "event and link added below": (
        (FORGED.format(id=99), "INSERT INTO audit_link (position, event_id, hash) VALUES (-1, 99, 'ab')"),
        Breach.LINKS_OUT_OF_ORDER,
        1,
    ),
    "event and link added at the end": (
        (
            FORGED.format(id=99),
            "INSERT INTO audit_link (position, event_id, hash) VALUES (9, 99, 'ab')",
            "UPDATE audit_head SET position = 9, hash = 'ab'",
        ),
        Breach.EVENT_CHANGED,
        9,
    ),
}


@pytest.fixture
def chained(deps: Deps) -> Deps:
    written(deps)
    return deps


def fault(deps: Deps, noted: Head | None = None) -> tuple[Breach, int | None] | None:
    found = audit.verify(deps, noted).fault
    return (found.breach, found.position) if found else None


def head(deps: Deps) -> Head:
    return audit.verify(deps).head


def test_each_event_has_a_link_in_the_order_of_writing(chained: Deps) -> None:
    with chained.database.reading() as db:
        pairs = db.exec(select(AuditLink.position, AuditLink.event_id).order_by(col(AuditLink.position))).all()
        assert [tuple(pair) for pair in pairs] == [(one, one) for one in range(1, EVENTS + 1)]
        assert [tuple(pair) for pair in links.events_after(db, None)] == [tuple(pair) for pair in pairs]


def test_what_nobody_changed_is_whole(chained: Deps) -> None:
    verdict = audit.verify(chained)
    assert (verdict.fault, verdict.head.position, len(verdict.head.hash)) == (None, EVENTS, 64)


def test_an_empty_journal_is_whole(deps: Deps) -> None:
    assert audit.verify(deps) == audit.Verdict(Head())


def test_a_journal_longer_than_a_page_is_whole(deps: Deps) -> None:
    with deps.database.transaction() as db:
        db.add_all(Event(at=deps.now(), name="old", actor="system") for _ in range(2 * links.BATCH + 1))
    assert audit.verify(deps).head.position == 2 * links.BATCH + 1
    assert fault(deps) is None


def test_what_a_savepoint_took_back_is_not_missed(deps: Deps) -> None:
    with deps.database.transaction() as db:
        _taken_back(db, deps)
        db.add(Event(at=deps.now(), name="kept", actor="system"))
    assert (fault(deps), head(deps).position) == (None, 1)


def _taken_back(db: Session, deps: Deps) -> None:
    savepoint = db.begin_nested()
    db.add(Event(at=deps.now(), name="taken back", actor="system"))
    db.flush()
    savepoint.rollback()


def test_a_transaction_that_failed_leaves_the_chain_as_it_was(chained: Deps) -> None:
    before = head(chained)
    with pytest.raises(RuntimeError), chained.database.transaction() as db:
        db.add(Event(at=chained.now(), name="undone", actor="system"))
        db.flush()
        raise RuntimeError
    assert audit.verify(chained, before) == audit.Verdict(before)


@pytest.mark.parametrize("changed", BY_NAME)
def test_a_changed_event_is_found(chained: Deps, changed: str) -> None:
    changed_by_owner(chained, BY_NAME[changed])
    found = audit.verify(chained)
    assert found.fault == audit.Fault(Breach.EVENT_CHANGED, 4, 4)
    assert found.head.position == 3


@pytest.mark.parametrize("what", REST)
def test_whatever_else_was_done_to_the_journal_is_found(chained: Deps, what: str) -> None:
    statements, breach, position = REST[what]
    changed_by_owner(chained, *statements)
    assert fault(chained) == (breach, position)


def test_a_chain_written_anew_with_another_key_is_found(chained: Deps) -> None:
    def forge(message: bytes) -> str:
        return hmac.digest(b"guessed", message, "sha256").hex()

    with chained.database.reading() as db:
        written_down = links.links_after(db, None)
    before, statements = "", []
    for link in written_down:
        before = hash_of(forge, link.position, before, link.stored)
        statements.append(REHASHED.format(hash=before, position=link.position))
    changed_by_owner(chained, *statements, HEAD_SET.format(position=EVENTS, hash=before))
    assert fault(chained) == (Breach.EVENT_CHANGED, 1)


class TestAgainstAHeadNotedBefore:
    @pytest.fixture
    def noted(self, chained: Deps) -> Head:
        return head(chained)

    @pytest.fixture
    def cut(self, chained: Deps, noted: Head) -> Deps:
        """The last two events are gone with their links, and the head stands where the chain ends now."""
        with chained.database.reading() as db:
            end = links.links_after(db, 5, most=1)[0]
        changed_by_owner(
            chained,
            "DELETE FROM audit_link WHERE position > 6",
            "DELETE FROM event WHERE id > 6",
            HEAD_SET.format(position=6, hash=end.hash),
        )
        return chained

    def test_the_chain_that_goes_on_from_it_is_whole(self, chained: Deps, noted: Head) -> None:
        written(chained, 3)
        assert audit.verify(chained, noted).head.position == EVENTS + 3
        assert fault(chained, noted) is None

    def test_an_end_cut_off_shows_by_nothing_else(self, cut: Deps) -> None:
        assert fault(cut) is None

    def test_an_end_cut_off_shows(self, cut: Deps, noted: Head) -> None:
        assert fault(cut, noted) == (Breach.TAIL_CUT_OFF, 7)

    def test_an_end_cut_off_shows_although_the_portal_wrote_on(self, cut: Deps, noted: Head) -> None:
        written(cut, 3)
        assert fault(cut) is None
        assert fault(cut, noted) == (Breach.NOT_THE_CHAIN_NOTED, 8)


def test_the_head_is_noted_in_the_log(chained: Deps) -> None:
    with capture_logs() as logged:
        audit.note_head(chained)
    assert [(one["event"], one["head"]) for one in logged] == [("audit_head", str(head(chained)))]


REFUSED = ["UPDATE event SET name = 'x' WHERE id = 4", "DELETE FROM event WHERE id = 4"]
REFUSED += ["UPDATE audit_link SET hash = 'x' WHERE position = 4", "DELETE FROM audit_link WHERE position = 4"]


@pytest.mark.parametrize("statement", REFUSED)
def test_journal_and_chain_can_only_be_added_to(chained: Deps, statement: str) -> None:
    with chained.database.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))
    assert fault(chained) is None


def test_the_journal_can_not_be_emptied_at_once(chained: Deps) -> None:
    statement = "DELETE FROM event" if chained.database.is_sqlite else "TRUNCATE event CASCADE"
    with chained.database.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))
