"""The second step as a browser meets it: forms posted from its own pages, where each leads, and what is told once."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.db.tables import Account
from cecs_app.domain.access import Stage
from cecs_app.domain.second_step import Way
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.services.proving import FRESH_FOR
from cecs_app.services.second_step import factors
from cecs_app.web import cookies, passkeys, second_step, session
from cecs_app.web.guard import add_headers, refuse_foreign_origin
from tests.fakes import TestClock
from tests.passkey_device import Device
from tests.people import PASSWORD, Member, member, visitor
from tests.second_step import code_of, secret_of, with_authenticator, with_passkey

HOME = "http://localhost:3000"
OWN = {"Origin": HOME}
CODE = re.compile(r'<li class="fact">([a-z2-9]{6}(?:-[a-z2-9]{6}){3})</li>')
STEP = "/login/second-step"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    app = Starlette(routes=[*session.ROUTES, *second_step.ROUTES, *passkeys.ROUTES])
    guarded = add_headers(refuse_foreign_origin(app, deps.settings), deps.settings)  # type: ignore[arg-type]
    with TestClient(guarded, base_url=HOME, follow_redirects=False) as client:
        yield client


@pytest.fixture
def ada(deps: Deps, client: TestClient) -> Member:
    """Her browser holds the cookie of her login."""
    made = member(deps)
    holds(client, made.token)
    return made


def holds(client: TestClient, token: str) -> None:
    """As if the portal had set it."""
    client.cookies.set("cecs_session", token, domain="localhost.local", path="/")


def post(client: TestClient, where: str, **form: str) -> Any:
    return client.post(where, data=form, headers=OWN)


def led(response: Any) -> str:
    """Where it leads, within the portal."""
    assert response.status_code == 303, response.text
    return str(response.headers["location"]).removeprefix(HOME)


def note(client: TestClient) -> dict[str, str]:
    return cookies.read_flash(f"cecs_flash={client.cookies['cecs_flash']}", wiring.deps().settings)


def types_the_password(client: TestClient, ada: Member) -> str:
    """The cookie of the login that waits."""
    assert led(post(client, "/session/sign-in", username=ada.username, password=PASSWORD)) == STEP
    return str(client.cookies["cecs_session"])


def stage(client: TestClient, deps: Deps) -> Stage:
    return visitor(deps, client.cookies["cecs_session"]).stage


class TestLoggingIn:
    def test_a_code_leads_on_under_another_cookie_and_the_old_one_is_worth_nothing(
        self, client: TestClient, deps: Deps, ada: Member
    ) -> None:
        secret, _codes = with_authenticator(deps, ada)
        before = types_the_password(client, ada)
        done = post(client, "/session/second-step", way="authenticator", authenticator=code_of(deps, secret))
        assert led(done) == "/register"
        assert client.cookies["cecs_session"] != before
        assert sessions.find_visitor(deps, before) is None
        assert stage(client, deps) == Stage.SIGNED_IN
        assert client.cookies["cecs_device"]

    def test_a_passkey_from_question_to_login(self, client: TestClient, deps: Deps, ada: Member) -> None:
        phone = Device()
        with_passkey(deps, ada, phone)
        types_the_password(client, ada)
        question = post(client, "/session/passkey/question")
        assert (question.status_code, question.headers["cache-control"]) == (200, "no-store")
        done = post(client, "/session/second-step", way="passkey", passkey=phone.signs(question.text))
        assert led(done) == "/register"

    @pytest.mark.parametrize("way", Way)
    def test_what_is_wrong_leads_back_with_a_word_and_nothing_typed(
        self, client: TestClient, deps: Deps, ada: Member, way: Way
    ) -> None:
        with_authenticator(deps, ada)
        types_the_password(client, ada)
        assert led(post(client, "/session/second-step", way=way, **{way: "000000"})) == STEP
        left = note(client)
        assert "wrong_second_step" in left.values()
        assert "000000" not in left.values()
        assert stage(client, deps) == Stage.PROVING

    @pytest.mark.parametrize(
        "form", [{}, {"way": "mail"}, {"way": "passkey"}, {"way": "authenticator", "recovery_code": "x"}], ids=str
    )
    def test_an_empty_or_invented_form_leads_back(
        self, client: TestClient, deps: Deps, ada: Member, form: dict[str, str]
    ) -> None:
        with_authenticator(deps, ada)
        types_the_password(client, ada)
        assert led(post(client, "/session/second-step", **form)) == STEP
        assert stage(client, deps) == Stage.PROVING

    def test_it_is_nothing_for_whoever_has_not_typed_a_password(
        self, client: TestClient, deps: Deps, ada: Member
    ) -> None:
        secret, codes = with_authenticator(deps, ada)
        client.cookies.clear()
        for way, answer in ((Way.AUTHENTICATOR, code_of(deps, secret)), (Way.RECOVERY_CODE, codes[0])):
            assert led(post(client, "/session/second-step", way=way, **{way: answer})) == STEP
        assert factors.get_factors(deps, ada.id).codes_left == 10


class TestSettingUp:
    def test_the_codes_are_on_the_page_that_answers_and_nowhere_else(
        self, client: TestClient, deps: Deps, ada: Member
    ) -> None:
        secret = secret_of(deps, ada.token)
        page = post(client, "/session/authenticator", code=code_of(deps, secret))
        codes = CODE.findall(page.text)
        assert (page.status_code, len(codes)) == (200, 10)
        assert page.headers["cache-control"] == "no-store"
        assert "script-src" not in page.headers["content-security-policy"]
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert all(code in page.text.split('href="data:', 1)[1] for code in codes)
        before = types_the_password(client, ada)
        assert led(post(client, "/session/second-step", way="recovery_code", recovery_code=codes[0])) == "/register"
        assert sessions.find_visitor(deps, before) is None

    def test_a_second_factor_brings_none_and_leads_back_with_a_word(
        self, client: TestClient, deps: Deps, ada: Member
    ) -> None:
        with_authenticator(deps, ada)
        offer = post(client, "/session/passkey/offer").text
        done = post(client, "/session/passkey", passkey_name="My phone", passkey=Device().makes(offer))
        assert led(done) == "/profile/security"
        assert note(client)["done"] == "passkey"

    def test_a_form_without_a_passkey_keeps_the_name(self, client: TestClient, deps: Deps, ada: Member) -> None:
        assert led(post(client, "/session/passkey", passkey_name="My phone")) == "/profile/security/passkey"
        assert (note(client)["code"], note(client)["passkey_name"]) == ("passkey_not_made", "My phone")

    def test_in_spanish_the_page_leads_back_in_spanish(self, client: TestClient, deps: Deps, ada: Member) -> None:
        with_authenticator(deps, ada)
        page = post(client, "/session/recovery-codes", language="es")
        assert '<html lang="es">' in page.text
        assert f'href="{HOME}/es/profile/security"' in page.text

    def test_a_name_with_signs_in_it_stays_text(self, client: TestClient, deps: Deps, ada: Member) -> None:
        with deps.database.transaction() as db:
            db.get_one(Account, ada.id).username = "<b>&\"'"
        with_authenticator(deps, ada)
        page = post(client, "/session/recovery-codes").text
        assert "<b>" not in page

    @pytest.mark.parametrize("where", ["/session/authenticator", "/session/passkey", "/session/recovery-codes"])
    def test_after_a_while_she_proves_again_that_it_is_she(
        self, client: TestClient, deps: Deps, clock: TestClock, ada: Member, where: str
    ) -> None:
        with_authenticator(deps, ada)
        clock.forward(seconds=FRESH_FOR.total_seconds() + 1)
        assert led(post(client, where, passkey_name="x", code="123456")).startswith("/prove-again?next=")
        assert post(client, "/session/passkey/offer").status_code == 403

    def test_the_secret_is_shown_to_her_login_alone(self, client: TestClient, deps: Deps, ada: Member) -> None:
        secret = secret_of(deps, ada.token)
        picture, text = (client.get(f"/session/authenticator.{kind}") for kind in ("svg", "txt"))
        assert (picture.headers["content-type"], picture.headers["cache-control"]) == ("image/svg+xml", "no-store")
        assert text.text.replace(" ", "") == secret
        holds(client, member(deps, "eve@example.org", "Eve").token)
        assert {client.get(f"/session/authenticator.{kind}").status_code for kind in ("svg", "txt")} == {404}


@pytest.mark.parametrize("route", [*second_step.ROUTES, *passkeys.ROUTES], ids=lambda route: route.path)
def test_another_sites_page_can_not_post_any_of_it(client: TestClient, deps: Deps, ada: Member, route: Any) -> None:
    if "POST" in route.methods:
        answer = client.post(route.path, data={}, headers={"Origin": "https://cecs.example"})
        assert answer.status_code == 403


def test_a_question_is_one_for_a_login_that_waits_alone(client: TestClient, deps: Deps, ada: Member) -> None:
    with_passkey(deps, ada, Device())
    assert post(client, "/session/passkey/question").status_code == 403
    types_the_password(client, ada)
    assert json.loads(post(client, "/session/passkey/question").text)["challenge"]
    assert post(client, "/session/passkey/offer").status_code == 403
