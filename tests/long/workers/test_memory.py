"""What a worker keeps of those who came is bounded: it is let go some time after their last event."""

import time
from pathlib import Path

from redis import Redis

from cecs_app.domain.access import Stage
from tests.long.workers.figures import Figures, children_of, resident_kilobytes
from tests.long.workers.seen import SCREEN
from tests.socket.backend import Backend, backend
from tests.socket.client import Tab
from tests.ui.visitors import cookie_of

TABS = 150
MINUTE = {"CECS_SESSION_IDLE_MINUTES": "1", "CECS_STAFF_IDLE_MINUTES": "1"}
KEPT_SECONDS = 4 * 60
"""Of a portal in which a login may idle for a minute."""
LARGEST_KILOBYTES = 500
"""Of a state: ten thousand educators an hour then fit into five gigabytes."""


def come(portal: Backend, name: str, count: int = TABS) -> None:
    """So many, each with a login of her own, one after the other."""
    for number in range(count):
        cookie = cookie_of(portal.deps, Stage.ACKNOWLEDGED, f"{name}{number}")
        with Tab.opens(portal.url, SCREEN, cookie=f"cecs_session={cookie}") as tab:
            tab.fills()
            tab.rests(0.1)


def resident(portal: Backend) -> int:
    assert portal.process
    return sum(resident_kilobytes(one) for one in children_of(portal.process.pid))


def test_states_in_memory_are_small_and_let_go(tmp_path: Path, figures: Figures) -> None:
    with backend(tmp_path, **MINUTE) as portal:
        come(portal, "early", 10)  # what a worker needs once
        few = resident(portal)
        come(portal, "first")
        many = resident(portal)
        figures.note("a worker that serves hardly anybody", f"{few / 1024:.0f} MB")
        figures.note("a state in a worker's memory", f"{(many - few) / TABS:.0f} kB")
        assert (many - few) / TABS < LARGEST_KILOBYTES
        time.sleep(KEPT_SECONDS + 20)
        come(portal, "second")
        assert resident(portal) - many < (many - few) / 2


def test_a_state_in_redis_is_small(tmp_path: Path, redis: Redis, redis_url: str, figures: Figures) -> None:
    redis.flushdb()
    with backend(tmp_path, 2, CECS_REDIS_URL=redis_url) as portal:
        come(portal, "hers", 10)
        used = sum(redis.memory_usage(key) or 0 for key in redis.scan_iter("*"))
    figures.note("a state in Redis", f"{used / 10 / 1024:.0f} kB")
    assert used / 10 / 1024 < LARGEST_KILOBYTES
