"""Known or unknown, the answer takes as long: medians within 5 milliseconds, the two asked in turns.

Measured is the time that the answer's own thread works, and how often it waits for the disk: a busy machine blurs
neither. `SAME_TIME_BY=wall` measures by the clock on the wall, for a quiet one.
"""

import os
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import event

from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError
from cecs_app.gateways.secrets import Passwords
from cecs_app.services import recovery, sign_in, sign_up
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sign_in as desk_sign_in
from tests.employees import OFFICE, WRONG_PASSWORD, employed
from tests.fakes import TestClock
from tests.people import OTHER_PASSWORD, member

ROUNDS = 21
watch = time.perf_counter if os.environ.get("SAME_TIME_BY") == "wall" else time.thread_time
MOST_SECONDS = 0.005
ADA, NOBODY = "ada@example.org", "nobody@example.org"
TEMPORARY = "abcd-efgh-jkmn-pqrs"

Ask = Callable[[Deps, str], object]


def wrong_password(deps: Deps, username: str) -> object:
    return sign_in.sign_in(deps, username, OTHER_PASSWORD, Browser("203.0.113.1"))


def wrong_temporary_password(deps: Deps, username: str) -> object:
    return sign_in.sign_in(deps, username, TEMPORARY, Browser("203.0.113.1"))


def wrong_at_the_desk(deps: Deps, username: str) -> object:
    return desk_sign_in.sign_in(deps, username, WRONG_PASSWORD, "000000", OFFICE)


def forgotten_username(deps: Deps, email: str) -> object:
    return recovery.mail_username(deps, "a browser", email)


def forgotten_password(deps: Deps, email: str) -> object:
    return recovery.mail_temporary_password(deps, "a browser", email)


def new_account(deps: Deps, email: str) -> object:
    return sign_up.create_account(deps, "a browser", sign_up.Request("Lovelace", "Ada", email, email))


def took(ask: Ask, deps: Deps, name: str) -> tuple[float, int]:
    """Seconds, and commits."""
    commits: list[object] = []
    count = commits.append
    event.listen(deps.database.engine, "commit", count)
    began = watch()
    with suppress(CecsError):
        ask(deps, name)
    seconds = watch() - began
    event.remove(deps.database.engine, "commit", count)
    return seconds, len(commits)


@pytest.mark.parametrize(
    ("ask", "is_by_name"),
    [
        (wrong_password, True),
        (wrong_temporary_password, True),
        (wrong_at_the_desk, True),
        (forgotten_username, False),
        (forgotten_password, False),
        (new_account, False),
    ],
)
def test_it_takes_as_long_for_who_is_unknown(deps: Deps, clock: TestClock, ask: Ask, is_by_name: bool) -> None:
    # A cost at which a hash left out would be seen.
    deps = replace(deps, passwords=Passwords("a pepper of its own", 8))
    ada, rita = member(deps), employed(deps)
    known = (rita.username if ask is wrong_at_the_desk else ada.username) if is_by_name else ADA
    unknown = "nobody1234" if is_by_name else NOBODY
    times: dict[str, list[float]] = {known: [], unknown: []}
    commits: dict[str, list[int]] = {known: [], unknown: []}
    for turn in range(ROUNDS):
        # Each goes first as often as the other: the first of a round finds the database cold.
        for name in (known, unknown)[:: 1 if turn % 2 else -1]:
            seconds, count = took(ask, deps, name)
            times[name].append(seconds)
            commits[name].append(count)
        clock.forward(hours=2)
    assert commits[known] == commits[unknown]
    assert abs(statistics.median(times[known]) - statistics.median(times[unknown])) < MOST_SECONDS
