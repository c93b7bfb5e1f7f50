"""The desk's endpoints: who is let in where, what the cookie holds, and a page that shows an SSN once."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from cecs_app.domain.staff import Role
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.services.desk import staff
from tests import people
from tests.desk_posts import OWN, desk_client, led, logs_in, note, post
from tests.employees import BY, STAFF_PASSWORD, WRONG_PASSWORD, Employee, code_of, employed, hire, is_in, secret_of


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    with desk_client(monkeypatch, deps) as client:
        yield client


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


class TestLogin:
    def test_it_leads_to_the_queue(self, client: TestClient, deps: Deps, rita: Employee) -> None:
        assert logs_in(client, deps, rita) == "/desk"
        assert is_in(deps, client.cookies["cecs_session"])

    def test_a_cashier_alone_goes_to_the_mail(self, client: TestClient, deps: Deps) -> None:
        assert logs_in(client, deps, employed(deps, Role.CASHIER, name="Carla")) == "/desk/cashier"
        both = employed(deps, Role.CASHIER, Role.REVIEWER, name="Both")
        assert logs_in(client, deps, both) == "/desk"

    @pytest.mark.parametrize("wrong", [{"password": WRONG_PASSWORD}, {"code": "000000"}, {"username": "nobody"}, {}])
    def test_a_refusal_keeps_the_username_and_nothing_else(
        self, client: TestClient, deps: Deps, rita: Employee, wrong: dict[str, str]
    ) -> None:
        if not wrong:
            staff.disable(deps, "rita", BY)
        assert logs_in(client, deps, rita, **wrong) == "/desk/login"
        kept = note(client)
        assert {key: value for key, value in kept.items() if key != "id"} == {
            "form": "/desk/login",
            "code": "wrong_proof",
            "username": wrong.get("username", "rita"),
        }

    def test_it_ends_the_login_of_an_educator_that_the_cookie_held(
        self, client: TestClient, deps: Deps, rita: Employee
    ) -> None:
        ada = people.member(deps)
        post(client, "/session/sign-in", username=ada.username, password=people.PASSWORD)
        educators = client.cookies["cecs_session"]
        assert sessions.find_visitor(deps, educators)
        logs_in(client, deps, rita)
        assert sessions.find_visitor(deps, educators) is None
        assert sessions.find_visitor(deps, client.cookies["cecs_session"]) is None

    def test_and_the_other_way_round(self, client: TestClient, deps: Deps, rita: Employee) -> None:
        ada = people.member(deps)
        logs_in(client, deps, rita)
        clerks = client.cookies["cecs_session"]
        post(client, "/session/sign-in", username=ada.username, password=people.PASSWORD)
        assert not is_in(deps, clerks)
        assert not is_in(deps, client.cookies["cecs_session"])
        assert sessions.find_visitor(deps, client.cookies["cecs_session"])

    def test_logging_out_ends_it_on_the_server_too(self, client: TestClient, deps: Deps, rita: Employee) -> None:
        logs_in(client, deps, rita)
        token = client.cookies["cecs_session"]
        assert led(post(client, "/desk/session/sign-out")) == "/desk/login?signed-out=1"
        assert not is_in(deps, token)
        assert "cecs_session" not in client.cookies


class TestSetup:
    def test_from_the_code_to_the_desk(self, client: TestClient, deps: Deps) -> None:
        hired = hire(deps, Role.REVIEWER)
        begun = post(client, "/desk/session/setup", username="rita", setup_code=hired.setup_code)
        assert led(begun) == "/desk/setup"
        code = code_of(deps, secret_of(deps, client.cookies["cecs_session"]))
        form = {"new_password": STAFF_PASSWORD, "confirm_password": STAFF_PASSWORD, "code": code}
        assert led(post(client, "/desk/session/finish-setup", **form)) == "/desk"
        assert is_in(deps, client.cookies["cecs_session"])
        assert led(post(client, "/desk/session/finish-setup", **form)) == "/desk/setup"
        assert note(client)["code"] == "setup_ended"

    def test_a_slip_names_the_fields_and_keeps_no_password(self, client: TestClient, deps: Deps) -> None:
        hired = hire(deps, Role.REVIEWER)
        post(client, "/desk/session/setup", username="rita", setup_code=hired.setup_code)
        form = {"new_password": WRONG_PASSWORD, "confirm_password": "other", "code": "000000"}
        assert led(post(client, "/desk/session/finish-setup", **form)) == "/desk/setup"
        kept = note(client)
        assert kept["field:confirm_password"] == "password_mismatch"
        assert kept["field:code"] == "authenticator_code_wrong"
        assert WRONG_PASSWORD not in str(kept)

    def test_a_wrong_code_comes_back_without_it(self, client: TestClient, deps: Deps) -> None:
        assert (
            led(post(client, "/desk/session/setup", username="rita", setup_code="abcd-efgh-jkmn-pqrs"))
            == "/desk/setup"
        )
        assert "abcd" not in str(note(client))

    def test_picture_and_text_hold_the_secret_and_are_kept_by_nobody(self, client: TestClient, deps: Deps) -> None:
        hired = hire(deps, Role.REVIEWER)
        post(client, "/desk/session/setup", username="rita", setup_code=hired.setup_code)
        secret = secret_of(deps, client.cookies["cecs_session"])
        text, picture = (client.get(f"/desk/session/authenticator.{kind}") for kind in ("txt", "svg"))
        assert text.text.replace(" ", "") == secret
        assert picture.headers["content-type"] == "image/svg+xml"
        assert secret not in picture.text, "only a camera reads it"
        for answer in (text, picture):
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"

    @pytest.mark.parametrize("kind", ["txt", "svg"])
    def test_nobody_else_gets_them(self, client: TestClient, deps: Deps, rita: Employee, kind: str) -> None:
        assert client.get(f"/desk/session/authenticator.{kind}").status_code == 404
        logs_in(client, deps, rita)
        assert client.get(f"/desk/session/authenticator.{kind}").status_code == 404


@pytest.mark.parametrize("where", ["sign-in", "setup", "finish-setup", "sign-out", "ssn"])
@pytest.mark.parametrize("form", [{}, {"username": "a" * 100_000, "code": "b" * 100_000}, {"username": "\x00"}])
def test_a_malformed_form_is_answered_like_a_wrong_one(client: TestClient, where: str, form: dict[str, str]) -> None:
    assert client.post(f"/desk/session/{where}", data=form, headers=OWN).status_code == 303
