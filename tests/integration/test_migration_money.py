"""What was filed and paid before there was a ledger stands in it afterwards, and the way back loses nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, inspect, select, text
from sqlalchemy.exc import IntegrityError

from cecs_app.db import migrate
from cecs_app.db.unit_of_work import Database
from tests.databases import opened

SIGNED, FILED, PAID = "2026-11-02 14:00:00.000000", "2026-11-03 15:30:00.000000", "2026-11-03 15:29:59.000000"
EDUCATOR = (
    "INSERT INTO educator (id, ein, first_name, middle_name, last_name, former_last_names, date_of_birth, email, "
    "created_at) VALUES (1, '1', 'Ada', '', 'Lovelace', '', '1985-12-10', '', '2026-11-02 14:00:00.000000')"
)
CERTIFICATE = (
    "INSERT INTO certificate (id, educator_id, number, kind, endorsements, valid_from, valid_until) "
    "VALUES (1, 1, 'C-1', 'initial', '029', '2024-07-01', '2027-06-30')"
)
APPLICATION = (
    "INSERT INTO application (id, reference, educator_id, certificate_id, kind, status, step, answers, review_cents, "
    "total_cents, signed_name, pay_by_mail, open_key, created_at, saved_at, submitted_at) VALUES "
    "(:id, :reference, 1, 1, 'renewal', :status, 'done', '{}', :review, :total, 'Ada Lovelace', :by_mail, NULL, "
    ":at, :at, :signed)"
)
EVENT = "INSERT INTO event (at, name, actor, application_id, data) VALUES (:at, :name, 'system', :application, '{}')"
PAYMENT = (
    "INSERT INTO payment (id, application_id, amount_cents, status, idempotency_key, session_ref, session_url, "
    "intent_ref, brand, last4, refusal, open_key, created_at, due_at, settled_at) VALUES (:id, :application, :cents, "
    ":status, :key, :key, '', :intent, 'visa', '4242', :refusal, :open_key, :at, :at, :settled)"
)
APPLICATIONS = (
    (1, "CT-PAID", "submitted", 5_000, 20_000, SIGNED),
    (2, "CT-SMALL", "issued", 5_000, 5_000, SIGNED),
    (3, "CT-UNPAID", "awaiting_payment", 5_000, 20_000, SIGNED),
    (4, "CT-FREE", "submitted", 0, 0, FILED),
    (5, "CT-DRAFT", "draft", 5_000, 20_000, None),
)
PAYMENTS = (
    (1, 1, 20_000, "ended", "", "funding_refused", None, SIGNED),
    (2, 1, 20_000, "paid", "pi_2", "", None, PAID),
    (3, 2, 5_000, "paid", "pi_3", "", None, PAID),
    (4, 3, 20_000, "open", "", "", "application:3", None),
)


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Database]:
    """A portal of the revision before, with something of everything."""
    database = opened(f"sqlite:///{tmp_path / 'before.db'}")
    migrate.upgrade(database, "0001")
    with database.engine.connect() as connection:
        _fill(connection)
        connection.commit()
    yield database
    database.engine.dispose()


def _fill(connection: Connection) -> None:
    connection.execute(text(EDUCATOR))
    connection.execute(text(CERTIFICATE))
    names = ("id", "reference", "status", "review", "total", "signed")
    for row in APPLICATIONS:
        connection.execute(text(APPLICATION), {**dict(zip(names, row, strict=True)), "by_mail": False, "at": SIGNED})
    for application, at in ((1, FILED), (2, FILED), (4, FILED)):
        connection.execute(text(EVENT), {"application": application, "at": at, "name": "application_submitted"})
    connection.execute(text(EVENT), {"application": 1, "at": SIGNED, "name": "application_awaiting_payment"})
    names = ("id", "application", "cents", "status", "intent", "refusal", "open_key", "settled")
    for row in PAYMENTS:
        connection.execute(text(PAYMENT), {**dict(zip(names, row, strict=True)), "key": f"key-{row[0]}", "at": SIGNED})


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def everything(database: Database) -> list[list[tuple[Any, ...]]]:
    """What the tables that were there before hold."""
    tables = ("educator", "certificate", "application", "event", "payment")
    found = [Table(name, MetaData(), autoload_with=database.engine) for name in tables]
    with database.engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(select(table).order_by(table.c.id))] for table in found]


@pytest.fixture
def after(before: Database) -> Database:
    migrate.upgrade(before, "head")
    return before


def test_each_payment_is_entered_as_a_balanced_posting(after: Database) -> None:
    assert rows(
        after, "SELECT posting, account, amount_cents, application_id, gateway_ref FROM ledger_entry ORDER BY id"
    ) == [
        ("P-2:paid", "card_company", 20_000, 1, "pi_2"),
        ("P-3:paid", "card_company", 5_000, 2, "pi_3"),
        ("P-2:paid", "review_fees", -5_000, 1, ""),
        ("P-3:paid", "review_fees", -5_000, 2, ""),
        ("P-2:paid", "certificate_fees", -15_000, 1, ""),
    ]
    assert rows(after, "SELECT posting FROM ledger_entry GROUP BY posting HAVING sum(amount_cents) <> 0") == []


def test_it_is_entered_for_the_instant_at_which_it_was_paid(after: Database) -> None:
    assert rows(after, "SELECT DISTINCT at, counts_at FROM ledger_entry") == [(PAID, PAID)]


def test_what_was_filed_keeps_the_instant_and_nothing_else_is_filed(after: Database) -> None:
    assert rows(after, "SELECT reference, filed_at FROM application ORDER BY id") == [
        ("CT-PAID", FILED),
        ("CT-SMALL", FILED),
        ("CT-UNPAID", None),
        ("CT-FREE", FILED),
        ("CT-DRAFT", None),
    ]


def test_each_payment_has_a_reference_of_its_own_and_the_instant_of_paying(after: Database) -> None:
    assert rows(after, "SELECT reference, part, language, paid_at FROM payment ORDER BY id") == [
        ("P-1", "all", "en", None),
        ("P-2", "all", "en", PAID),
        ("P-3", "all", "en", PAID),
        ("P-4", "all", "en", None),
    ]


def test_no_balance_may_follow_for_what_was_signed_without_that_choice(after: Database) -> None:
    assert rows(after, "SELECT DISTINCT balance_may_follow FROM application") == [(0,)]


def test_nothing_else_is_changed_on_the_way_there_and_back(before: Database) -> None:
    kept = everything(before)
    migrate.upgrade(before, "head")
    migrate.downgrade(before, "0001")
    assert everything(before) == kept


def test_after_the_way_back_the_tables_of_money_are_gone_and_it_can_be_gone_again(after: Database) -> None:
    migrate.downgrade(after, "0001")
    names = set(inspect(after.engine).get_table_names())
    assert not names & {"ledger_entry", "mailed_payment", "refund", "card_event", "comparison"}
    migrate.upgrade(after, "head")
    assert rows(after, "SELECT count(*) FROM ledger_entry") == [(5,)]


def test_two_payments_can_not_share_a_reference(after: Database) -> None:
    with after.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("UPDATE payment SET reference = 'P-1' WHERE id = 2"))


def test_what_refers_to_an_application_still_does(after: Database) -> None:
    assert rows(after, "PRAGMA foreign_key_check") == []
    with after.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM application WHERE id = 1"))
