"""The page that shows an SSN: once, to whom it may be shown, and kept by nobody."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from tests import applying
from tests.desk_posts import HOME, desk_client, led, logs_in, note, post
from tests.employees import STAFF_PASSWORD, Employee, code_of, employed
from tests.fakes import TestClock
from tests.on_record import SSN
from tests.showing import numbered, written


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    with desk_client(monkeypatch, deps) as client:
        yield client


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


@pytest.fixture
def reference(deps: Deps) -> str:
    return applying.filed(deps, numbered(deps), "continuation")


@pytest.fixture
def form(client: TestClient, deps: Deps, rita: Employee, reference: str, clock: TestClock) -> dict[str, str]:
    logs_in(client, deps, rita)
    clock.forward(seconds=30)
    return {
        "about": "applications",
        "reference": reference,
        "reason": "0",
        "password": STAFF_PASSWORD,
        "code": code_of(deps, rita.secret),
    }


def test_the_page_shows_it_and_is_kept_nowhere(client: TestClient, deps: Deps, form: dict[str, str]) -> None:
    answer = post(client, "/desk/session/ssn", **form)
    assert answer.status_code == 200
    assert SSN in answer.text
    assert "Ada Lovelace" in answer.text
    assert "To compare it with a paper document" in answer.text
    assert f'href="{HOME}/desk/applications/{form["reference"]}"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["refresh"].startswith("900;")
    assert [one.about for one in written(deps)] == [form["reference"]]


def test_pressing_reload_shows_it_no_second_time(client: TestClient, deps: Deps, form: dict[str, str]) -> None:
    post(client, "/desk/session/ssn", **form)
    assert led(post(client, "/desk/session/ssn", **form)) == f"/desk/applications/{form['reference']}/ssn"
    assert note(client)["code"] == "wrong_proof"
    assert len(written(deps)) == 1


def test_her_own_words_are_a_reason(client: TestClient, deps: Deps, form: dict[str, str]) -> None:
    post(client, "/desk/session/ssn", **form | {"reason": "other", "other_reason": "The <b>court</b> asks for it."})
    assert written(deps)[0].reason == "The <b>court</b> asks for it."


def test_her_own_words_are_shown_as_she_wrote_them(client: TestClient, form: dict[str, str]) -> None:
    answer = post(client, "/desk/session/ssn", **form | {"reason": "other", "other_reason": "The <b>court</b> asks"})
    assert "The &lt;b&gt;court&lt;/b&gt; asks" in answer.text


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"reason": ""}, "field:reason"),
        ({"reason": "7"}, "field:reason"),
        ({"reason": "other", "other_reason": "short"}, "field:other_reason"),
        ({"reason": "other", "other_reason": f"He told me {SSN}"}, "field:other_reason"),
    ],
)
def test_without_a_reason_it_is_not_shown(
    client: TestClient, deps: Deps, form: dict[str, str], changes: dict[str, str], fault: str
) -> None:
    post(client, "/desk/session/ssn", **form | changes)
    assert fault in note(client)
    assert SSN not in str(note(client))
    assert STAFF_PASSWORD not in str(note(client))
    assert written(deps) == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"about": "payments"}, "/not-found"),
        ({"about": ""}, "/not-found"),
        ({"reference": "//evil.example"}, "/not-found"),
        ({"reference": "A-0000-0000"}, "/not-found"),
        ({"reference": ""}, "/not-found"),
    ],
)
def test_a_forged_form_leads_nowhere(
    client: TestClient, form: dict[str, str], changes: dict[str, str], where: str
) -> None:
    assert led(post(client, "/desk/session/ssn", **form | changes)) == where


def test_without_a_login_it_leads_to_the_login(
    client: TestClient, deps: Deps, form: dict[str, str], clock: TestClock
) -> None:
    clock.forward(minutes=15)
    assert led(post(client, "/desk/session/ssn", **form)) == "/desk/login?idle=1"


def test_a_cashier_is_told_that_it_is_not_her_duty(client: TestClient, deps: Deps, form: dict[str, str]) -> None:
    carla = employed(deps, Role.CASHIER, name="Carla")
    logs_in(client, deps, carla)
    assert led(post(client, "/desk/session/ssn", **form)) == "/desk/not-your-duty"


def test_another_site_can_not_ask_for_it(client: TestClient, deps: Deps, form: dict[str, str]) -> None:
    answer = client.post("/desk/session/ssn", data=form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert written(deps) == []
