from collections.abc import Iterator

import httpx
import pytest
import stripe
from portal_side import Clock, library, settings_in

from sandbox.server import running
from sandbox.settings import Settings


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Settings]:
    with running(settings_in(tmp_path_factory.mktemp("sandbox")), clock) as settings:
        yield settings


@pytest.fixture(scope="module")
def cards(sandbox: Settings) -> stripe.StripeClient:
    return library(sandbox)


@pytest.fixture(scope="module")
def browser() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


@pytest.fixture(scope="module")
def inbox(sandbox: Settings) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.inbox_url) as client:
        yield client
