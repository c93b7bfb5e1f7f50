"""One portal serves a database, or several that share their states in a Redis: who comes besides is refused."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from cecs_app import serving, wiring
from cecs_app.db.seat import Occupied, Seat, seat
from cecs_app.db.unit_of_work import Database
from cecs_app.services.deps import Deps
from cecs_app.settings import UnsafeSettings

ALONE, SHARED = False, True
SITS = """
import sys, time
from cecs_app.db.seat import seat
from cecs_app.db.unit_of_work import Database
with seat(Database(sys.argv[1], str), is_shared=False):
    print("sits", flush=True)
    time.sleep(60)
"""


def another(deps: Deps) -> Database:
    """Another portal's, on the same database."""
    return Database(deps.database.engine.url.render_as_string(hide_password=False), deps.database.sign)


@pytest.mark.parametrize(
    ("first", "second"), [(ALONE, ALONE), (ALONE, SHARED), (SHARED, ALONE)], ids=["two alone", "then shared", "alone"]
)
def test_a_second_is_refused_until_the_first_has_left(deps: Deps, first: bool, second: bool) -> None:
    with seat(deps.database, is_shared=first), pytest.raises(Occupied), seat(another(deps), is_shared=second):
        pass
    with seat(another(deps), is_shared=second):
        pass


def test_those_that_share_their_states_sit_side_by_side(deps: Deps) -> None:
    with seat(deps.database, is_shared=SHARED), seat(another(deps), is_shared=SHARED):
        pass


def test_a_killed_portal_leaves_its_seat_at_once(deps: Deps) -> None:
    url = another(deps).url
    process = subprocess.Popen([sys.executable, "-c", SITS, url], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"sits\n"
    with pytest.raises(Occupied), seat(deps.database, is_shared=ALONE):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    with seat(deps.database, is_shared=ALONE):
        pass


def test_who_sits_sits_again_after_the_database_was_restarted(deps: Deps) -> None:
    with seat(deps.database, is_shared=ALONE) as held:
        _restart(deps, held)
        held.take()
        with pytest.raises(Occupied), seat(another(deps), is_shared=ALONE):
            pass


def _restart(deps: Deps, held: Seat) -> None:
    """What a restart does to the connection that holds the seat. SQLite has no server that could be restarted."""
    if not deps.database.is_sqlite:
        pid = held._line.execute(text("SELECT pg_backend_pid()")).scalar()  # type: ignore[union-attr]
        with deps.database.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})


@pytest.fixture
def serves(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.3)

    async def serve() -> None:
        async with serving.serving():
            pass

    return lambda: asyncio.run(serve())


def test_a_worker_that_may_not_serve_says_why_and_how_to_mend_it(deps: Deps, serves: Callable[[], None]) -> None:
    with seat(another(deps), is_shared=ALONE), pytest.raises(UnsafeSettings, match="CECS_REDIS_URL"):
        serves()
    serves()


def test_a_worker_waits_a_moment_for_the_one_before_to_end(deps: Deps, serves: Callable[[], None]) -> None:
    """As at each hot reload."""
    with ExitStack() as before:
        before.enter_context(seat(another(deps), is_shared=ALONE))
        threading.Timer(0.1, before.close).start()
        serves()


def test_a_forked_worker_uses_no_connection_that_was_opened_before_the_fork(
    deps: Deps, serves: Callable[[], None]
) -> None:
    opened_before = _connection(deps)
    assert _connection(deps) is opened_before
    forked = multiprocessing.get_context("fork")
    answers, asks = forked.Pipe()

    def worker() -> None:
        serves()
        asks.send((os.getpid(), _connection(deps) is opened_before))

    process = forked.Process(target=worker)
    process.start()
    pid, is_inherited = answers.recv()
    process.join()
    assert pid != os.getpid()
    assert not is_inherited
    assert _connection(deps) is opened_before
    with deps.database.reading() as db:  # and it works as before
        db.execute(text("SELECT 1"))


def _connection(deps: Deps) -> object:
    """The one that is idle in the pool, or a new one."""
    with deps.database.engine.connect() as connection:
        return connection.connection.driver_connection
