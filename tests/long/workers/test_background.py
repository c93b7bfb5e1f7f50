"""Two workers do the portal's own work side by side: each round is one worker's, and the mail's is everybody's."""

import time
from collections.abc import Callable
from pathlib import Path

from sqlmodel import select

from cecs_app.background import IN_TURN, LOOK_EVERY_SECONDS
from cecs_app.db.login_tables import Lease
from cecs_app.services.leases import HELD
from tests.socket.backend import Backend, backend

SETTLE = "settle"


def holders(portal: Backend) -> dict[str, str]:
    with portal.deps.database.reading() as db:
        return {one.name: one.holder for one in db.exec(select(Lease)).all()}


def test_two_workers_note_the_journal_s_end_once_a_day(tmp_path: Path, redis_url: str) -> None:
    with backend(tmp_path, 2, CECS_REDIS_URL=redis_url, CECS_BACKGROUND_WORK="true") as portal:
        assert comes_to_be(lambda: set(holders(portal)) == {one.name for one in IN_TURN.values()})
        time.sleep(3 * LOOK_EVERY_SECONDS)
        assert portal.log.read_text().count("audit_head") == 1


def test_what_a_killed_portal_was_at_is_done_by_the_next(tmp_path: Path, redis_url: str) -> None:
    with backend(tmp_path, 2, CECS_REDIS_URL=redis_url, CECS_BACKGROUND_WORK="true") as portal:
        assert comes_to_be(lambda: SETTLE in holders(portal))
        portal.is_killed()
        before = holders(portal)[SETTLE]
        portal.starts()
        assert comes_to_be(lambda: holders(portal)[SETTLE] != before, HELD.total_seconds() + 30)


def comes_to_be(what: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.3)
    return what()
