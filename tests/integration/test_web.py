"""The endpoints: native form posts, origin check, headers, the visitor's cookie, health."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from cecs_app import wiring
from cecs_app.db import accounts
from cecs_app.db.tables import Account
from cecs_app.gateways.secrets import token_hash
from cecs_app.services.deps import Deps
from cecs_app.web import cookies, health, session
from cecs_app.web.guard import add_headers, refuse_foreign_origin

PASSWORD = "five unrelated quiet harbors"
OWN = {"Origin": "http://localhost:3000"}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    page = Route("/login", lambda _request: HTMLResponse("<h1>Login</h1>"))
    app = Starlette(routes=[*session.ROUTES, *health.ROUTES, page])
    guarded = add_headers(refuse_foreign_origin(app, deps.settings), deps.settings)  # type: ignore[arg-type]
    with TestClient(guarded, base_url="http://localhost:3000", follow_redirects=False) as client:
        yield client


@pytest.fixture
def account(deps: Deps) -> Account:
    with deps.database.transaction() as db:
        account = Account(
            username="rita.moss4821",
            email="rita@example.org",
            email_key="rita@example.org",
            first_name="Rita",
            last_name="Moss",
            password_hash=deps.passwords.hash(PASSWORD),
            created_at=deps.now(),
        )
        db.add(account)
    return account


def sign_in(client: TestClient, username: str, password: str, **headers: str) -> object:
    return client.post("/session/sign-in", data={"username": username, "password": password}, headers=OWN | headers)


def test_signing_in_sets_a_cookie_that_scripts_cannot_read_and_leads_on(client: TestClient, account: Account) -> None:
    response = client.post("/session/sign-in", data={"username": " Rita.Moss4821 ", "password": PASSWORD}, headers=OWN)
    assert response.status_code == 303
    assert response.headers["location"] == "http://localhost:3000/register"
    cookie = next(one for one in response.headers.get_list("set-cookie") if one.startswith("cecs_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_the_database_keeps_only_the_cookies_hash(client: TestClient, account: Account, deps: Deps) -> None:
    sign_in(client, "rita.moss4821", PASSWORD)
    token = client.cookies["cecs_session"]
    with deps.database.reading() as db:
        assert accounts.find_session(db, token_hash(token)) is not None
        assert accounts.find_session(db, token) is None


def test_a_wrong_password_keeps_the_username_and_never_the_password(client: TestClient, account: Account) -> None:
    response = client.post(
        "/session/sign-in", data={"username": "rita.moss4821", "password": "not her password"}, headers=OWN
    )
    assert response.headers["location"] == "http://localhost:3000/login"
    note = cookies.read_flash(f"cecs_flash={client.cookies['cecs_flash']}", wiring.deps().settings)
    assert note["username"] == "rita.moss4821"
    assert "not her password" not in str(note)


def test_known_and_unknown_usernames_get_the_same_note(client: TestClient, account: Account) -> None:
    notes = []
    for username in ("rita.moss4821", "nobody.here1111"):
        sign_in(client, username, "wrong all the same")
        note = cookies.read_flash(f"cecs_flash={client.cookies['cecs_flash']}", wiring.deps().settings)
        notes.append({key: value for key, value in note.items() if key not in ("username", "id")})
    assert notes[0] == notes[1]


def test_another_sites_page_can_post_nothing(client: TestClient, account: Account) -> None:
    response = sign_in(client, "rita.moss4821", PASSWORD, Origin="https://evil.example")
    assert response.status_code == 403  # type: ignore[attr-defined]
    assert "cecs_session" not in client.cookies


def test_another_sites_page_can_open_no_socket(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as refusal,
        client.websocket_connect("/_event", headers={"Origin": "https://evil.example"}),
    ):
        pass
    assert refusal.value.code == 1008


def test_logging_out_ends_the_login_on_the_server(client: TestClient, account: Account, deps: Deps) -> None:
    sign_in(client, "rita.moss4821", PASSWORD)
    token = client.cookies["cecs_session"]
    client.post("/session/sign-out", headers=OWN)
    with deps.database.reading() as db:
        assert accounts.find_session(db, token_hash(token)) is None


def test_logging_out_clears_what_the_browser_stored(client: TestClient, account: Account) -> None:
    sign_in(client, "rita.moss4821", PASSWORD)
    assert client.post("/session/sign-out", headers=OWN).headers["clear-site-data"] == '"storage"'


def test_a_spanish_form_leads_on_in_spanish(client: TestClient, account: Account) -> None:
    form = {"username": "rita.moss4821", "password": PASSWORD, "language": "es"}
    response = client.post("/session/sign-in", data=form, headers=OWN)
    assert response.headers["location"] == "http://localhost:3000/es/register"


@pytest.mark.parametrize("language", ["//evil.example", "https://evil.example", "../..", "fr"])
def test_a_forged_language_leads_nowhere_else(client: TestClient, account: Account, language: str) -> None:
    form = {"username": "rita.moss4821", "password": PASSWORD, "language": language}
    response = client.post("/session/sign-in", data=form, headers=OWN)
    assert response.headers["location"] == "http://localhost:3000/register"


def test_every_page_is_private_and_carries_the_visitors_cookie(client: TestClient) -> None:
    response = client.get("/login")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-frame-options"] == "DENY"
    assert "cecs_session" in client.cookies
    assert "set-cookie" not in client.get("/login").headers


def test_health_says_that_the_portal_is_ready(client: TestClient) -> None:
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize("form", [{}, {"username": "a" * 100_000, "password": "b" * 100_000}, {"username": "\x00"}])
def test_a_malformed_form_is_sent_back_like_a_wrong_one(client: TestClient, form: dict[str, str]) -> None:
    response = client.post("/session/sign-in", data=form, headers=OWN)
    assert response.headers["location"] == "http://localhost:3000/login"
