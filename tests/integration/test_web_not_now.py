"""No endpoint fails in a way of its own while our records can't be reached: each says that it is for now."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.cecs_app import app
from cecs_app.domain.errors import NotNow
from cecs_app.services.deps import Deps
from cecs_app.web import cookies
from cecs_app.web.not_now import answer_not_now
from tests.asked import asked, documents_in
from tests.document_web import address, note, post, to
from tests.failing import full_folder, without_database
from tests.integration.test_every_endpoint import ALL
from tests.papers import big_pdf
from tests.payable import login_of

FORM = "application/x-www-form-urlencoded"


def client_of(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    endpoints = Starlette(routes=ALL, exception_handlers={NotNow: answer_not_now})
    return TestClient(endpoints, base_url=deps.settings.public_url, follow_redirects=False)


@pytest.fixture
def client(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    with client_of(without_database(deps), monkeypatch) as client:
        client.cookies.set(cookies.session_name(deps.settings), "a cookie")
        yield client


def test_the_portal_answers_so() -> None:
    endpoints = [one for one in app.api_transformer if isinstance(one, Starlette)]  # type: ignore[union-attr]
    assert [one.exception_handlers.get(NotNow) for one in endpoints] == [answer_not_now]


@pytest.mark.parametrize("route", ALL, ids=lambda route: f"{min(route.methods)} {route.path}")
def test_every_endpoint_asks_to_come_again_or_leads_back_to_the_form(client: TestClient, route: object) -> None:
    """It gives nothing, and never fails in a way that nobody wrote words for; a picture is just not there."""
    method = min(getattr(route, "methods", None) or {"GET"})
    path = getattr(route, "path", "").replace("{", "").replace("}", "")
    response = client.request(method, path, content=b"", headers={"Content-Type": FORM})
    assert response.status_code in (303, 400, 403, 404, 503), response.text
    if response.status_code == 503 and path != "/health":
        assert "try again in a few minutes" in response.text
        assert response.headers["retry-after"] == "60"


def test_a_login_leads_back_and_keeps_the_username(client: TestClient, deps: Deps) -> None:
    response = client.post("/session/sign-in", data={"username": "ada", "password": "a long one for a test"})
    said = note(deps, response)
    assert (to(response), said["code"], said["username"]) == ("/login", "cannot_save_now", "ada")


def test_a_file_that_finds_no_room_leads_back_to_its_place_on_the_list(
    deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = asked(deps)
    cookie, path = login_of(deps, case.owed), address(deps, case)
    item = path.rpartition("/")[2]
    with client_of(deps, monkeypatch) as client:
        with full_folder(40_000):
            response = post(client, cookie, path, big_pdf(50_000))
        assert to(response) == f"/applications/{case.reference}/missing"
        assert note(deps, response)[f"field:{item}"] == "file_not_kept"
        assert to(post(client, cookie, path, big_pdf(50_000))) == f"/applications/{case.reference}/missing"
    assert len(documents_in(deps)) == 1
