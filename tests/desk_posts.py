"""The desk's endpoints as a browser meets them: forms posted from its own pages, and where each leads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.services.deps import Deps
from cecs_app.web import cookies, desk_session, desk_ssn, session
from cecs_app.web.guard import add_headers, refuse_foreign_origin
from tests.employees import STAFF_PASSWORD, Employee, code_of

HOME = "http://localhost:3000"
OWN = {"Origin": HOME}


@contextmanager
def desk_client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    app = Starlette(routes=[*session.ROUTES, *desk_session.ROUTES, *desk_ssn.ROUTES])
    guarded = add_headers(refuse_foreign_origin(app, deps.settings), deps.settings)  # type: ignore[arg-type]
    with TestClient(guarded, base_url=HOME, follow_redirects=False) as client:
        yield client


def post(client: TestClient, where: str, **form: str) -> Any:
    return client.post(where, data=form, headers=OWN)


def logs_in(client: TestClient, deps: Deps, clerk: Employee, **wrong: str) -> str:
    """Where it leads, within the portal."""
    form = {"username": clerk.username, "password": STAFF_PASSWORD, "code": code_of(deps, clerk.secret)}
    return led(post(client, "/desk/session/sign-in", **form | wrong))


def led(response: Any) -> str:
    assert response.status_code == 303, response.text
    return str(response.headers["location"]).removeprefix(HOME)


def note(client: TestClient) -> dict[str, str]:
    return cookies.read_flash(f"cecs_flash={client.cookies['cecs_flash']}", wiring.deps().settings)
