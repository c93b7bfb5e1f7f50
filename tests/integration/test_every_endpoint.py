"""Every endpoint, and every role at its door. An endpoint that this table does not know fails the first test."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.db import staff
from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Role
from cecs_app.gateways.authenticators import new_secret
from cecs_app.services.deps import Deps
from cecs_app.services.desk.proof import PURPOSE
from cecs_app.web import (
    cookies,
    desk_session,
    desk_ssn,
    documents,
    exports,
    health,
    idle,
    papers,
    passkeys,
    second_step,
    session,
    typed,
    webhooks,
)
from tests.asked import Case, asked, documents_in, items_of, sent
from tests.at_desk import cookie_of_clerk, hired
from tests.ui.visitors import cookie_of

ALL = [
    one
    for web in (
        session,
        idle,
        second_step,
        passkeys,
        papers,
        webhooks,
        health,
        desk_session,
        desk_ssn,
        exports,
        documents,
        typed,
    )
    for one in web.ROUTES
]
NOBODY, EDUCATOR, WAITING, SETUP = "nobody", "another educator", "her second step is still to come", "setup"
WHO = (NOBODY, EDUCATOR, WAITING, SETUP, *(str(role) for role in Role))
ANYBODY = set(WHO)
TABLE: dict[str, set[str]] = {
    "GET /health": ANYBODY,
    "GET /session/left": ANYBODY,
    "POST /session/stay": ANYBODY,
    "GET /desk/session/authenticator.svg": {SETUP},
    "GET /desk/session/authenticator.txt": {SETUP},
    "GET /desk/exports/{name}.csv": {"reviewer", "supervisor"},
    "GET /documents/{reference}": {"reviewer", "supervisor"},
    "GET /papers/{reference}/{name}.pdf": set(),
    "GET /papers/{reference}/letters/{letter}.pdf": set(),
    "POST /documents/{application}/{item}": set(),
    "POST /documents/claim/{item}": set(),
    "POST /desk/session/ssn": set(),
    "POST /desk/session/finish-setup": set(),
    "POST /session/new-password": set(),
    "POST /session/acknowledge": set(),
    "POST /applications/{reference}/typed/{step}": set(),
    "POST /session/prove-again": set(),
    "POST /session/second-step": set(),
    "POST /session/authenticator": set(),
    "GET /session/authenticator.svg": set(),
    "GET /session/authenticator.txt": set(),
    "POST /session/passkey": set(),
    "POST /session/passkey/question": {WAITING},
    "POST /session/passkey/offer": {EDUCATOR},
    "POST /session/recovery-codes": set(),
}
"""Who gets what she asks for, of those who come with a cookie alone: no password, no code, and nobody's own paper."""
BY_CREDENTIALS = {
    "POST /session/sign-in",
    "POST /session/sign-out",
    "POST /desk/session/sign-in",
    "POST /desk/session/setup",
    "POST /desk/session/sign-out",
    "POST /webhooks/cards",
}
"""What counts here is what is posted, not the cookie: tried in test_web*.py."""


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    with TestClient(Starlette(routes=ALL), base_url=deps.settings.public_url, follow_redirects=False) as client:
        yield client


@pytest.fixture
def case(deps: Deps) -> Case:
    """An educator who was asked for a paper, and has sent it."""
    found = asked(deps)
    sent(deps, found)
    return found


def known() -> set[str]:
    return {f"{method} {route.path}" for route in ALL for method in (route.methods or {"GET"}) - {"HEAD"}}


def cookie(deps: Deps, who: str) -> str:
    if who == NOBODY:
        return ""
    if who == EDUCATOR:
        return cookie_of(deps, Stage.ACKNOWLEDGED, "charlie")
    if who == WAITING:
        return cookie_of(deps, Stage.PROVING, "charlie")
    if who == SETUP:
        return _cookie_of_setup(deps)
    return cookie_of_clerk(deps, hired(deps, Role(who), name=f"Rae{who}"))


def _cookie_of_setup(deps: Deps) -> str:
    clerk = hired(deps, *Role, name="Nina")
    with deps.database.transaction() as db:
        member = staff.get(db, clerk.staff_id)
        member.sealed_authenticator = deps.sealer.seal(new_secret(), PURPOSE)
        member.setup_expires_at = deps.now() + timedelta(hours=1)
    return cookie_of_clerk(deps, clerk, is_setup=True)


def got(response: Response) -> bool:
    """What was asked for, and not a way elsewhere or a refusal."""
    return response.status_code == 200


def test_the_table_knows_every_endpoint() -> None:
    assert known() == set(TABLE) | BY_CREDENTIALS


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("endpoint", sorted(TABLE))
def test_each_endpoint_opens_to_those_in_its_row(
    client: TestClient, deps: Deps, case: Case, endpoint: str, who: str
) -> None:
    method, _, path = endpoint.partition(" ")
    (document,) = documents_in(deps)
    values = {
        "name": "weeks" if "exports" in path else "receipt",
        "reference": document.reference if "documents" in path else case.owed.reference,
        "application": case.owed.reference,
        "item": items_of(deps, case)[0].reference,
        "letter": "L-0000-0000",
        "step": "details",
    }
    client.cookies.set(cookies.session_name(deps.settings), cookie(deps, who))
    before = len(documents_in(deps))
    response = client.request(method, path.format(**values))
    assert got(response) is (who in TABLE[endpoint]), (response.status_code, response.headers.get("location"))
    assert len(documents_in(deps)) == before
