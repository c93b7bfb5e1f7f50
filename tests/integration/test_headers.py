"""What every answer of the portal carries: what a browser may do with it, and who may keep it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.web.built import read_built
from cecs_app.web.guard import add_headers
from cecs_app.web.headers import page_policy
from tests.integration.test_every_endpoint import ALL

HELLO = "alert('Hello, world.');"
HASH_OF_HELLO = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
"""The example of the standard itself: https://www.w3.org/TR/CSP3/#external-hash."""
LOGIN = f"<head><script src='/x.js'></script><script type=module>{HELLO}</script><title>Login</title></head>"
NOWHERE = "<title>Nothing here</title>"
FILES = {
    "login/index.html": LOGIN,
    "404.html": NOWHERE,
    "assets/root-D2iUVoz0.js": "export {}",
    "cecs.css": "body {}",
}
HARMLESS = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'none'",
}
ON_A_PAGE = {
    **HARMLESS,
    "script-src": f"'self' {HASH_OF_HELLO}",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self' ws://localhost:3000",
    "form-action": "'self'",
}
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        file = tmp_path / "built" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return tmp_path / "built"


def served(settings: Settings, folder: Path) -> TestClient:
    pages = Mount("/", StaticFiles(directory=folder, html=True))
    socket = Route("/_event", lambda _request: Response("0", media_type="text/plain"))
    app = Starlette(routes=[*ALL, socket, pages])
    guarded = add_headers(app, settings, read_built(folder))  # type: ignore[arg-type]
    return TestClient(guarded, base_url="http://localhost:3000", follow_redirects=False)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps, folder: Path) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    with served(deps.settings, folder) as client:
        yield client


def policy(response: Response) -> dict[str, str]:
    parts = (one.strip().partition(" ") for one in response.headers["content-security-policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.parametrize("path", ["/login/", "/login/index.html"])
def test_a_page_runs_our_own_files_and_its_own_scripts_and_nothing_else(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert policy(response) == ON_A_PAGE
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/applications/A-1/pay", "/login/nothing", "//evil.example", "/assets/none.js"])
def test_an_address_without_a_page_of_its_own_runs_the_scripts_of_the_page_that_it_gets(
    client: TestClient, path: str
) -> None:
    response = client.get(path)
    assert response.text == NOWHERE
    assert policy(response) == {**ON_A_PAGE, "script-src": "'self'"}
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/assets/root-D2iUVoz0.js", "public, max-age=31536000, immutable"),
        ("/cecs.css", "public, no-cache"),
        ("/_event", "no-store"),
        ("/health", "no-store"),
        ("/login", "no-store"),
    ],
)
def test_only_what_everybody_may_see_is_kept_and_only_what_never_changes_for_long(
    client: TestClient, path: str, kept: str
) -> None:
    response = client.get(path)
    assert response.headers["cache-control"] == kept
    assert policy(response) == HARMLESS


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.path)
def test_whatever_an_endpoint_answers_is_no_page_and_is_kept_by_nobody(client: TestClient, route: Route) -> None:
    path = route.path.format(**dict.fromkeys(route.param_convertors, "x"))
    for method in route.methods or {"GET"}:
        response = client.request(method, path)
        assert {name: response.headers[name] for name in ALWAYS} == ALWAYS
        assert response.headers["cache-control"] == "no-store"
        assert HARMLESS.items() <= policy(response).items()


@pytest.mark.parametrize("path", ["/login/", "/cecs.css", "/health", "/login", "/nowhere"])
def test_every_answer_says_it_once(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get_list(name) for name in ALWAYS} == {name: [value] for name, value in ALWAYS.items()}
    assert "camera=()" in headers["permissions-policy"] and "geolocation=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("path", "kind"), [("/login/", "text/html"), ("/cecs.css", "text/css"), ("/_event", "text/plain")]
)
def test_a_text_says_what_it_is_and_how_it_is_written(client: TestClient, path: str, kind: str) -> None:
    assert client.get(path).headers["content-type"] == f"{kind}; charset=utf-8"


def test_over_https_nobody_goes_back_to_http(client: TestClient, folder: Path) -> None:
    secure = served(Settings(public_url="https://cecs.example.test"), folder)
    for path in ("/login/", "/cecs.css", "/health"):
        assert secure.get(path).headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
        assert "strict-transport-security" not in client.get(path).headers
    assert policy(secure.get("/login/"))["connect-src"] == "'self' wss://cecs.example.test"


def test_no_page_may_run_what_stands_in_a_text() -> None:
    assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*"} & set(page_policy(Settings(), ()).split())


def test_scripts_are_counted_as_a_browser_counts_them(tmp_path: Path) -> None:
    page = (
        f"<p title='<script>no</script>'><!-- <script>no</script> --><script>{HELLO}</script><script>{HELLO}</script>"
    )
    (tmp_path / "index.html").write_text(page)
    assert read_built(tmp_path).scripts_of("/") == (HASH_OF_HELLO,)


def test_before_anything_is_built_no_page_may_run_a_script_of_its_own(tmp_path: Path) -> None:
    assert read_built(tmp_path / "not there").scripts_of("/login/") == ()
