"""What every service counts on from the database, be it SQLite or PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select

from cecs_app.db import accounts
from cecs_app.db.tables import Account, Educator
from cecs_app.domain.errors import TooManyTries
from cecs_app.services import limits
from cecs_app.services.deps import Deps
from tests.on_record import account, record

NO_TEXT = ["\x00", "jane4821\x00", "\ud800", "\udfff jane"]


def last_names(deps: Deps) -> list[str]:
    with deps.database.reading() as db:
        return list(db.exec(select(Educator.last_name).order_by(col(Educator.ein))).all())


@pytest.mark.parametrize("forged", NO_TEXT)
def test_a_text_that_no_database_holds_is_found_nowhere(deps: Deps, forged: str) -> None:
    account(deps)
    with deps.database.reading() as db:
        assert accounts.find_by_username(db, forged) is None
        assert db.exec(select(Account).where(col(Account.username).in_(["jane4821", forged]))).one()


@pytest.mark.parametrize("forged", NO_TEXT)
def test_a_text_that_no_database_holds_is_stored_without_harm(deps: Deps, forged: str) -> None:
    record(deps, last_name=f"Muñoz{forged}")
    (stored,) = last_names(deps)
    assert stored.startswith("Muñoz")
    assert "\N{REPLACEMENT CHARACTER}" in stored


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(deps: Deps) -> None:
    record(deps, "1")
    with deps.database.reading() as db:
        before = db.exec(select(Educator.ein)).all()
        record(deps, "2", last_name="Later")
        assert db.exec(select(Educator.ein)).all() == before
    assert len(last_names(deps)) == 2


def test_a_failed_transaction_leaves_nothing_behind(deps: Deps) -> None:
    with pytest.raises(RuntimeError), deps.database.transaction() as db:
        db.add(Educator(ein="1", first_name="J", last_name="M", date_of_birth=deps.today(), created_at=deps.now()))
        db.flush()
        raise RuntimeError
    assert last_names(deps) == []


def test_tries_in_the_same_instant_are_counted_one_by_one(deps: Deps) -> None:
    def passes(_number: int) -> bool:
        try:
            limits.spend(deps, limits.REGISTER, "jane")
        except TooManyTries:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(passes, range(32))) == limits.REGISTER.most
