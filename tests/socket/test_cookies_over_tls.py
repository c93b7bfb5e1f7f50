"""The whole portal where it is reached over TLS: each cookie is tied to this host, and no script reads it."""

import base64
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from cecs_app.domain.access import Stage
from cecs_app.services import acknowledge, logins
from tests.people import PASSWORD, Member, member
from tests.socket.backend import Backend, backend
from tests.ui.visitors import cookie_of

PUBLIC = "https://cecs.example.test"
SESSION, DEVICE, NOTE = "__Host-cecs_session", "__Host-cecs_device", "__Host-cecs_flash"
FLAGS = {"Path=/", "HttpOnly", "SameSite=lax", "Secure"}
BITS = 256


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with backend(tmp_path_factory.mktemp("tls"), CECS_PUBLIC_URL=PUBLIC) as found:
        yield found


@pytest.fixture(scope="module")
def ada(portal: Backend) -> Member:
    return member(portal.deps)


@pytest.fixture
def browser(portal: Backend) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=portal.url, headers={"Origin": PUBLIC, "Host": urlsplit(PUBLIC).netloc}) as client:
        yield client


def posts(browser: httpx.Client, path: str, cookie: str = "", **form: str) -> httpx.Response:
    return browser.post(path, data=form, headers={"Cookie": cookie} if cookie else {})


def logs_in(browser: httpx.Client, who: Member, password: str = PASSWORD) -> httpx.Response:
    return posts(browser, "/session/sign-in", username=who.username, password=password)


def given(response: httpx.Response) -> dict[str, tuple[str, set[str]]]:
    """Value and flags of each cookie, by name."""
    found = {}
    for header in response.headers.get_list("set-cookie"):
        named, *flags = header.split("; ")
        name, _, value = named.partition("=")
        found[name] = value, set(flags)
    return found


def token_of(response: httpx.Response) -> str:
    return given(response)[SESSION][0]


def test_each_cookie_of_a_login_is_this_host_s_alone_and_no_script_s(browser: httpx.Client, ada: Member) -> None:
    response = logs_in(browser, ada)
    assert response.headers["location"] == f"{PUBLIC}/register"
    cookies = {name: flags for name, (value, flags) in given(response).items() if value.strip('"')}
    assert set(cookies) == {SESSION, DEVICE}
    for flags in cookies.values():
        assert flags >= FLAGS
        assert not any(one.startswith("Domain") for one in flags), "a browser takes __Host- only without"


def test_the_note_of_a_login_that_failed_is_guarded_the_same(browser: httpx.Client, ada: Member) -> None:
    cookies = given(logs_in(browser, ada, "another password"))
    assert set(cookies) == {NOTE}
    assert cookies[NOTE][1] >= FLAGS


def test_a_login_s_cookie_has_256_bits_that_no_other_has(browser: httpx.Client, ada: Member) -> None:
    tokens = {token_of(logs_in(browser, ada)) for _ in range(3)}
    assert len(tokens) == 3
    assert {8 * len(base64.urlsafe_b64decode(f"{token}=")) for token in tokens} == {BITS}


def test_the_plain_name_opens_nothing_over_tls(browser: httpx.Client, ada: Member) -> None:
    token = token_of(logs_in(browser, ada))
    left = {
        name: browser.get("/session/left", headers={"Cookie": f"{name}={token}"}).json()["seconds"]
        for name in (SESSION, "cecs_session")
    }
    assert left[SESSION] > 0
    assert left["cecs_session"] == 0


def test_logging_in_makes_a_new_cookie_and_ends_the_one_before(portal: Backend, browser: httpx.Client) -> None:
    ada = member(portal.deps, "ada.again@example.org")
    first = token_of(logs_in(browser, ada))
    form = {"username": ada.username, "password": PASSWORD}
    second = token_of(posts(browser, "/session/sign-in", f"{SESSION}={first}", **form))
    assert first != second
    assert [logins.is_live(portal.deps, one) for one in (first, second)] == [False, True]


def test_acknowledging_makes_a_new_cookie_and_the_old_one_opens_nothing(
    portal: Backend, browser: httpx.Client
) -> None:
    old = cookie_of(portal.deps, Stage.REGISTERED, "bea")
    version = acknowledge.show(portal.deps).version
    response = posts(browser, "/session/acknowledge", f"{SESSION}={old}", version=version)
    assert response.headers["location"] == f"{PUBLIC}/certificates"
    assert given(response)[SESSION][1] >= FLAGS
    assert [logins.is_live(portal.deps, one) for one in (old, token_of(response))] == [False, True]


def test_an_old_statement_comes_back_with_a_note_and_the_same_cookie(portal: Backend, browser: httpx.Client) -> None:
    cookie = cookie_of(portal.deps, Stage.REGISTERED, "cleo")
    response = posts(browser, "/session/acknowledge", f"{SESSION}={cookie}", version="2020-01")
    assert response.headers["location"] == f"{PUBLIC}/acknowledge"
    assert set(given(response)) == {NOTE}
    assert logins.is_live(portal.deps, cookie)


@pytest.mark.parametrize("path", ["/session/acknowledge", "/session/prove-again", "/session/stay"])
def test_another_site_s_page_can_post_none_of_them(portal: Backend, browser: httpx.Client, path: str) -> None:
    cookie = cookie_of(portal.deps, Stage.REGISTERED, f"dora{path[9:12]}")
    headers = {"Cookie": f"{SESSION}={cookie}", "Origin": "https://evil.example"}
    assert browser.post(path, data={}, headers=headers).status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize(
    ("asked", "led"), [("/profile/email", "/profile/email"), ("https://evil.example", "/profile"), ("", "/profile")]
)
def test_proving_again_makes_a_new_cookie_and_leads_to_her_own_pages_only(
    portal: Backend, browser: httpx.Client, ada: Member, asked: str, led: str
) -> None:
    old = token_of(logs_in(browser, ada))
    response = posts(browser, "/session/prove-again", f"{SESSION}={old}", password=PASSWORD, next=asked)
    assert response.headers["location"] == f"{PUBLIC}{led}"
    assert [logins.is_live(portal.deps, one) for one in (old, token_of(response))] == [False, True]


def test_a_wrong_password_leads_back_and_remembers_where_she_was_going(browser: httpx.Client, ada: Member) -> None:
    token = token_of(logs_in(browser, ada))
    form = {"password": "not her password", "next": "/profile/email"}
    response = posts(browser, "/session/prove-again", f"{SESSION}={token}", **form)
    assert response.headers["location"] == f"{PUBLIC}/prove-again"
    assert "/profile/email" in unquote(given(response)[NOTE][0])
    assert set(given(response)) == {NOTE}
