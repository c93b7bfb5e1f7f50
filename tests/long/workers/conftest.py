"""A portal with its states in memory, and one with two workers and a Redis: what must hold, holds on both."""

import os
import zlib
from collections.abc import Iterator

import pytest
from redis import Redis

from cecs_app.domain.access import Stage
from tests.long.workers.figures import Figures
from tests.long.workers.seen import Person
from tests.socket.backend import Backend, backend
from tests.ui.visitors import cookie_of

MEASURED = 3


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    """Written down where all of them were measured."""
    figures = Figures()
    yield figures
    if len(figures.rows) == MEASURED:
        figures.write()


@pytest.fixture(scope="session")
def redis_url() -> str:
    url = os.environ.get("CECS_TEST_REDIS_URL", "")
    assert url, "CECS_TEST_REDIS_URL names no Redis, so nothing can be tested: run it under .ci/with-redis"
    return url


@pytest.fixture(scope="session")
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as redis:
        yield redis


@pytest.fixture(scope="session", params=["in memory", "two workers with Redis"])
def portal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    folder, workers, more = tmp_path_factory.mktemp("portal"), 1, {}
    if request.param != "in memory":
        workers, more = 2, {"CECS_REDIS_URL": request.getfixturevalue("redis_url")}
    with backend(folder, workers, **more) as running:
        yield running


@pytest.fixture
def ana(portal: Backend, request: pytest.FixtureRequest) -> Person:
    """Her name is on her screen, and nowhere else."""
    return person(portal, "Ana", request)


@pytest.fixture
def bob(portal: Backend, request: pytest.FixtureRequest) -> Person:
    return person(portal, "Bob", request)


def person(portal: Backend, name: str, request: pytest.FixtureRequest) -> Person:
    """A new one for each test: the portal lives longer."""
    unique = f"{name}{zlib.crc32(request.node.nodeid.encode())}"
    return Person(unique, cookie_of(portal.deps, Stage.ACKNOWLEDGED, unique.lower()))
