"""Redis holds what screens show, for a while: no secret, and not even for a moment."""

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from redis import Redis
from redis.exceptions import ConnectionError as HungUp

from cecs_app.db.login_tables import SignInSession
from cecs_app.settings import get_settings
from cecs_app.ui.register import RegisterState
from cecs_app.web import cookies
from tests.long.workers.seen import asks_for_all
from tests.people import PASSWORD, all_of, member
from tests.scan.scan import scan
from tests.socket.backend import Backend, backend
from tests.socket.client import Tab, event_name

SSN = "734-01-1077"
"""From an area that was given to nobody when it was made up; tests/scan finds it in any writing."""
BORN = {"date_of_birth_month": "5", "date_of_birth_day": "17", "date_of_birth_year": "1979"}


@pytest.fixture
def portal(tmp_path: Path, redis_url: str) -> Iterator[Backend]:
    with backend(tmp_path, 2, CECS_REDIS_URL=redis_url) as running:
        yield running


@pytest.fixture
def said_to_redis(redis: Redis) -> Iterator[list[bytes]]:
    """Every command, with all that came with it."""
    commands: list[bytes] = []
    with redis.monitor() as monitor:

        def listen() -> None:
            try:
                for command in monitor.listen():
                    commands.append(repr(command).encode())
            except (HungUp, ValueError, OSError):
                return

        threading.Thread(target=listen, daemon=True).start()
        yield commands


def test_no_secret_ever_reaches_redis(
    portal: Backend, redis: Redis, said_to_redis: list[bytes], tmp_path: Path
) -> None:
    her = member(portal.deps, "mina@example.org", "Mina", "Quist")
    with httpx.Client(base_url=portal.url, headers={"Origin": portal.url}) as browser:
        browser.post("/session/sign-in", data={"username": her.username, "password": PASSWORD})
        held = browser.cookies[cookies.session_name(get_settings())]
    with Tab.opens(portal.url, "/register", cookie=f"cecs_session={held}; cecs_device=a-lasting-secret") as tab:
        tab.fills()
        form = {"ssn": SSN, "first_name": "Mina", "last_name": "Quist", "email": her.email, **BORN}
        tab.sends(event_name(RegisterState, "submit"), {"form_data": form})
        tab.waits_for(lambda: tab.var(RegisterState, "ein"), "her record to be found")
        asks_for_all(tab)
    everything = b"\n".join([*said_to_redis, *dump(redis)])
    assert b"Quist" in everything  # it was listened to
    hashes = [one.token_hash for one in all_of(portal.deps, SignInSession)]
    for secret in (PASSWORD, SSN, SSN.replace("-", ""), held, her.token, "a-lasting-secret", *hashes):
        assert secret.encode() not in everything
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis" / "everything").write_bytes(everything)
    assert scan([tmp_path / "redis"]).hits == []


def test_nothing_stays_in_redis_for_good(portal: Backend, redis: Redis) -> None:
    redis.flushdb()
    with Tab.opens(portal.url, "/login") as tab:
        tab.fills()
        lives = {key: redis.ttl(key) for key in redis.scan_iter("*")}
    assert lives
    longest = get_settings().state_seconds
    assert {key: left for key, left in lives.items() if not 0 < left <= longest} == {}


def dump(redis: Redis) -> list[bytes]:
    return [key + (redis.get(key) or b"") for key in redis.scan_iter("*") if redis.type(key) == b"string"]
