"""POST /applications/…/typed/…: from the draft's owner, wholly logged in; from nobody else, and nothing else."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.db import accounts
from cecs_app.domain.access import Browser
from cecs_app.services import acknowledge, sessions
from cecs_app.services.deps import Deps
from cecs_app.web import cookies, typed
from tests.applying import Applicant, applicant, filled, stored

TYPED = {"phone": "860-555-0123", "city": "Mystic"}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    with TestClient(Starlette(routes=typed.ROUTES), base_url=deps.settings.public_url) as client:
        yield client


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def reference(deps: Deps, ada: Applicant) -> str:
    return filled(deps, ada, "continuation")


def login(deps: Deps, who: Applicant) -> str:
    """Her statement is still to be acknowledged."""
    with deps.database.transaction() as db:
        account = accounts.get(db, who.account_id)
        return sessions.begin(db, deps, account, Browser("203.0.113.1"), is_temporary=False).token


def whole_login(deps: Deps, who: Applicant) -> str:
    return acknowledge.acknowledge(deps, login(deps, who), acknowledge.show(deps).version).token


def post(client: TestClient, deps: Deps, token: str, reference: str, step: str = "details", **form: str) -> int:
    client.cookies.set(cookies.session_name(deps.settings), token)
    return client.post(f"/applications/{reference}/typed/{step}", data=form or TYPED).status_code


def test_its_owner_s_is_kept(client: TestClient, deps: Deps, ada: Applicant, reference: str) -> None:
    assert post(client, deps, whole_login(deps, ada), reference) == 204
    assert stored(deps, reference).typed == {"details": TYPED}


def test_before_the_statement_is_acknowledged_hers_is_not(
    client: TestClient, deps: Deps, ada: Applicant, reference: str
) -> None:
    assert post(client, deps, login(deps, ada), reference) == 404
    assert stored(deps, reference).typed == {}


def test_another_educator_s_is_not(client: TestClient, deps: Deps, reference: str) -> None:
    charlie = applicant(deps, name="Charlie")
    assert post(client, deps, whole_login(deps, charlie), reference) == 404
    assert stored(deps, reference).typed == {}


@pytest.mark.parametrize("step", ["sign", "nonsense"])
def test_a_step_that_asks_nothing_is_not_found(
    client: TestClient, deps: Deps, ada: Applicant, reference: str, step: str
) -> None:
    assert post(client, deps, whole_login(deps, ada), reference, step) == 404


def test_typing_keeps_the_login_alive(client: TestClient, deps: Deps, ada: Applicant, reference: str) -> None:
    token = whole_login(deps, ada)
    for _ in range(3):
        deps.clock.forward(minutes=14)  # type: ignore[attr-defined]
        assert post(client, deps, token, reference) == 204
