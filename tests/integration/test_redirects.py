"""No endpoint can be made to lead to another site, by whatever a form, an address or a header says."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from cecs_app.web import cookies
from cecs_app.web.guard import add_headers
from tests.at_desk import cookie_of_clerk, hired
from tests.integration.test_every_endpoint import ALL
from tests.ui.visitors import cookie_of

HOME = "http://localhost:3000"
ELSEWHERE = (
    "//evil.example",
    "https://evil.example",
    "\\\\evil.example",
    "@evil.example",
    ".evil.example",
    "%0d%0aX: 1",
)
ASKED = (
    "language",
    "next",
    "url",
    "return_to",
    "redirect",
    "path",
    "reference",
    "about",
    "day",
    "idle",
    "size",
    "desk",
)
"""What our forms and addresses say, and what those of others say who can be made to."""


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps, tmp_path: Path) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    (tmp_path / "built" / "login").mkdir(parents=True)
    (tmp_path / "built" / "login" / "index.html").write_text("<title>Login</title>")
    away = Route("/away/{to:path}", lambda request: RedirectResponse(request.path_params["to"]))
    pages = Mount("/", StaticFiles(directory=tmp_path / "built", html=True))
    app = add_headers(Starlette(routes=[*ALL, away, pages]), deps.settings)  # type: ignore[arg-type]
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        yield client


def assert_stays(response: Response) -> None:
    location = response.headers.get("location")
    assert location is None or location == HOME or location.startswith(f"{HOME}/"), location
    assert f"url={HOME}/" in response.headers.get("refresh", f"url={HOME}/")


@pytest.fixture
def visitors(deps: Deps) -> tuple[str, ...]:
    """Cookies: of nobody, of a clerk with every duty, of an educator."""
    return "", cookie_of_clerk(deps, hired(deps, *Role)), cookie_of(deps, Stage.ACKNOWLEDGED, "charlie")


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.path)
def test_every_endpoint_leads_to_our_own_pages(
    client: TestClient, deps: Deps, visitors: tuple[str, ...], route: Route
) -> None:
    for elsewhere, method, cookie in product(ELSEWHERE, (route.methods or {"GET"}) - {"HEAD"}, visitors):
        path = route.path.format(**dict.fromkeys(route.param_convertors, elsewhere.replace("/", "%2f")))
        said = dict.fromkeys(ASKED, elsewhere)
        client.cookies.clear()
        client.cookies.set(cookies.session_name(deps.settings), cookie)
        assert_stays(client.request(method, path, params=said, data=said if method == "POST" else None))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "localhost:3000@evil.example", "localhost"])
@pytest.mark.parametrize("path", ["/login", "/session/sign-in/", "//login"])
def test_by_whatever_name_it_is_called_it_answers_with_its_own(client: TestClient, path: str, host: str) -> None:
    response = client.get(path, headers={"Host": host})
    assert response.status_code in (307, 404)
    assert_stays(response)


@pytest.mark.parametrize("to", ["https://evil.example/x", "//evil.example/x", "https:evil.example", "/x", "x"])
def test_what_would_lead_elsewhere_all_the_same_does_not_leave(client: TestClient, to: str) -> None:
    assert_stays(client.get(f"/away/{to}"))
