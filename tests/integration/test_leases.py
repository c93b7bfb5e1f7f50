"""Several workers serve one database: what the portal does by itself is done by one at a time, and once when due."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cecs_app import background, wiring
from cecs_app.gateways.cards import SettlementRow
from cecs_app.in_turn import in_turn, new_holder
from cecs_app.services import leases
from cecs_app.services.deps import Deps
from cecs_app.services.leases import HELD, Work
from tests.fakes import TestClock, posted
from tests.fakes_cards import FakeCards

SWEEP = Work("sweep", timedelta(hours=1))
ONE, OTHER = "one", "other"


def test_what_one_is_at_no_other_takes(deps: Deps) -> None:
    assert leases.take(deps, SWEEP, ONE)
    assert not leases.take(deps, SWEEP, OTHER)
    assert leases.take(deps, Work("another work", SWEEP.every), OTHER)


def test_a_round_that_was_done_is_due_again_at_its_time_for_whoever_comes_first(deps: Deps, clock: TestClock) -> None:
    leases.take(deps, SWEEP, ONE)
    leases.give_back(deps, SWEEP, ONE)
    clock.forward(minutes=59)
    assert not leases.take(deps, SWEEP, ONE)
    assert not leases.take(deps, SWEEP, OTHER)
    clock.forward(minutes=1)
    assert leases.take(deps, SWEEP, OTHER)
    assert not leases.take(deps, SWEEP, ONE)


def test_what_a_killed_worker_left_is_done_by_another_soon(deps: Deps, clock: TestClock) -> None:
    leases.take(deps, SWEEP, ONE)
    clock.forward(seconds=HELD.total_seconds() - 1)
    assert not leases.take(deps, SWEEP, OTHER)
    clock.forward(seconds=1)
    assert leases.take(deps, SWEEP, OTHER)


def test_a_long_round_is_nobody_else_s_as_long_as_it_is_renewed(deps: Deps, clock: TestClock) -> None:
    leases.take(deps, SWEEP, ONE)
    for _ in range(5):
        clock.forward(seconds=HELD.total_seconds() / 3)
        assert leases.renew(deps, SWEEP, ONE)
    assert not leases.take(deps, SWEEP, OTHER)


def test_who_slept_through_its_lease_takes_nothing_from_who_holds_it_now(deps: Deps, clock: TestClock) -> None:
    leases.take(deps, SWEEP, ONE)
    clock.forward(seconds=HELD.total_seconds())
    leases.take(deps, SWEEP, OTHER)
    assert not leases.renew(deps, SWEEP, ONE)
    leases.give_back(deps, SWEEP, ONE)
    clock.forward(seconds=HELD.total_seconds())  # the other, in turn, is killed
    assert leases.take(deps, SWEEP, ONE)


def test_a_clock_that_was_put_back_holds_no_work_up(deps: Deps, clock: TestClock) -> None:
    clock.forward(days=400)
    leases.take(deps, SWEEP, ONE)
    leases.give_back(deps, SWEEP, ONE)
    clock.forward(days=-400)
    assert leases.take(deps, SWEEP, OTHER)


@pytest.mark.parametrize("is_first_time", [True, False], ids=["the first time ever", "later"])
def test_of_many_that_come_at_once_one_gets_it(deps: Deps, clock: TestClock, is_first_time: bool) -> None:
    if not is_first_time:
        leases.take(deps, SWEEP, "before")
        clock.forward(days=1)
    many = 6
    start = threading.Barrier(many)

    def comes(number: int) -> bool:
        start.wait()
        return leases.take(deps, SWEEP, f"worker {number}")

    with ThreadPoolExecutor(many) as pool:
        assert sum(pool.map(comes, range(many))) == 1


class SlowCards(FakeCards):
    """Takes a moment to answer, so that all who ask at the same time are at it together; and knows a cent too much."""

    def settlement_list(self, since: datetime, until: datetime) -> list[SettlementRow]:
        time.sleep(0.3)
        return [SettlementRow("pi_unknown", 1, until - timedelta(days=2, hours=6))]


def test_two_workers_compare_the_day_once_and_write_to_the_finance_office_once(
    deps: Deps, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = replace(deps, cards=SlowCards(clock=clock))
    monkeypatch.setattr(wiring, "deps", lambda: shared)
    compare = background._compare

    async def two_workers() -> None:
        rounds = [in_turn(compare, background.IN_TURN[compare], new_holder()) for _ in range(2)]
        await asyncio.gather(*(one() for one in rounds))

    asyncio.run(two_workers())
    assert [mail.to for mail in posted(deps)] == [deps.settings.finance_mail]


def test_a_round_that_failed_is_as_good_as_done_until_the_next_is_due(
    deps: Deps, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)

    async def fails() -> None:
        raise OSError("away")

    with pytest.raises(OSError, match="away"):
        asyncio.run(in_turn(fails, SWEEP, ONE)())
    assert not leases.take(deps, SWEEP, OTHER)
    clock.forward(hours=1)
    assert leases.take(deps, SWEEP, OTHER)


def test_no_two_works_share_a_lease() -> None:
    works = list(background.IN_TURN.values())
    assert len({one.name for one in works}) == len(works)
