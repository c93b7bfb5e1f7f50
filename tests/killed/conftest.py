"""A portal of its own for each worker, killed once in every test. Run it with `make test-killed`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cecs_app.services.audit import verify
from tests.e2e.browser import chromium
from tests.e2e.educator import Educator
from tests.killed import figures
from tests.killed.case import Case
from tests.killed.figures import Figure
from tests.killed.lane import Lane, open_lane
from tests.scan.scan import scan

cases: list[Case] = []


def is_whole_run(session: pytest.Session) -> bool:
    """By the one process that sees all; a worker has its own part."""
    return not hasattr(session.config, "workerinput")


def pytest_sessionstart(session: pytest.Session) -> None:
    if is_whole_run(session):
        figures.forget()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A part of the tests, chosen by name or cut off, writes no page."""
    is_all = not session.config.option.keyword and all(Path(one).is_dir() for one in session.config.args)
    is_all = is_all and exitstatus != pytest.ExitCode.INTERRUPTED
    if is_whole_run(session) and is_all:
        figures.write()


@pytest.fixture(scope="session")
def lane(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lane]:
    folder = tmp_path_factory.mktemp("lane")
    with open_lane(folder, os.environ.get("PYTEST_XDIST_WORKER", "alone")) as lane:
        yield lane
        # However often the sweep has come by since: nothing was taken, released or mailed a second time.
        assert [one for case in cases for one in case.differences()] == []
        assert verify(lane.deps).fault is None
    assert scan([folder]).hits == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def case(request: pytest.FixtureRequest, lane: Lane, browser: Browser) -> Iterator[Case]:
    """Leaves the lane as it must be for the next: portal up, mail and card company in reach."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    figure = Figure(request.node.name.removeprefix("test_killed_").replace("_", " "), request.node.location[:2])
    case = Case.begins(lane, Educator.arrive(context, lane.portal), figure)
    yield case
    context.close()
    figure.keep()
    cases.append(case)
    if lane.process.process is None or lane.process.process.poll() is not None:
        lane.process.starts()
