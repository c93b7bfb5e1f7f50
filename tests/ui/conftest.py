"""Handlers run against the test's own portal."""

import pytest

from cecs_app import wiring
from cecs_app.services.deps import Deps
from cecs_app.ui import routes
from tests.ui import routed, states


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Deps:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    return deps


@pytest.fixture(scope="session", autouse=True)
def pages_built() -> None:
    """Building a page makes its component states; the list of handlers is whole only then."""
    routed.know_the_routes()
    for page in routes.PAGES:
        page.build()
    assert states.registered_handlers()
