"""GET /documents/…: out to its owner, and to the staff whose duty it is; written down, never as a page."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from tests.asked import Case, asked, documents_in, sent
from tests.at_desk import cookie_of_clerk, hired
from tests.document_web import MISSING, address, browser, get, post, to
from tests.fakes import TestClock
from tests.on_record import contents
from tests.papers import PDF, jpeg, png
from tests.payable import login_of, owing
from tests.ui.visitors import cookie_of


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    with browser(deps) as client:
        yield client


@pytest.fixture
def case(deps: Deps) -> Case:
    return asked(deps)


@pytest.fixture
def cookie(deps: Deps, case: Case) -> str:
    return login_of(deps, case.owed)


@pytest.mark.parametrize(
    ("content", "media_type", "shown"),
    [(PDF, "application/pdf", "attachment"), (png(), "image/png", "inline"), (jpeg(), "image/jpeg", "inline")],
)
def test_what_was_sent_is_given_back_as_what_it_is_and_never_as_a_page(
    client: TestClient, deps: Deps, case: Case, cookie: str, content: bytes, media_type: str, shown: str
) -> None:
    assert to(post(client, cookie, address(deps, case), content, "Ünïcode <b>.html")) == MISSING
    (kept,) = documents_in(deps)
    response = get(client, cookie, kept.reference)
    assert response.content == content
    assert response.headers["content-type"] == media_type
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-security-policy"].startswith("sandbox; default-src 'none';")
    assert response.headers["content-disposition"] == f"{shown}; filename*=utf-8''{quote(kept.name, safe='')}"


def test_another_educators_document_is_not_there(client: TestClient, deps: Deps, case: Case) -> None:
    sent(deps, case)
    charlie = login_of(deps, owing(deps, "Charlie"))
    reference = documents_in(deps)[0].reference
    assert to(get(client, charlie, reference)) == to(get(client, charlie, "D-NONE-NONE")) == "/not-found"


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage < Stage.ACKNOWLEDGED])
def test_who_is_not_logged_in_so_far_opens_nothing(client: TestClient, deps: Deps, case: Case, stage: Stage) -> None:
    sent(deps, case)
    response = get(client, cookie_of(deps, stage), documents_in(deps)[0].reference)
    assert to(response) in ("/login", "/not-found")
    assert to(get(client, "invented", documents_in(deps)[0].reference + "?desk=1")) == "/desk/login"


@pytest.mark.parametrize(("role", "status"), [(Role.REVIEWER, 200), (Role.SUPERVISOR, 200), (Role.CASHIER, 403)])
def test_the_staff_open_it_if_it_is_their_duty_and_that_is_written_down(
    client: TestClient, deps: Deps, case: Case, role: Role, status: int
) -> None:
    sent(deps, case)
    clerk = hired(deps, role, name="Olga")
    response = get(client, cookie_of_clerk(deps, clerk), documents_in(deps)[0].reference)
    assert (response.status_code, PDF in response.content) == (status, status == 200)
    opened = [one for one in contents(deps)["event"] if "document_opened" in one]
    assert len(opened) == (1 if status == 200 else 0)
    assert all(clerk.staff_id in one for one in opened)


def test_nobody_of_the_staff_opens_her_own(client: TestClient, deps: Deps, case: Case) -> None:
    sent(deps, case)
    olga = hired(deps, Role.REVIEWER, name="Olga", educator_id=case.owed.educator_id)
    response = get(client, cookie_of_clerk(deps, olga), documents_in(deps)[0].reference)
    assert (response.status_code, response.content.startswith(b"%PDF")) == (403, False)


def test_a_desk_login_that_idled_opens_nothing(client: TestClient, deps: Deps, case: Case, clock: TestClock) -> None:
    sent(deps, case)
    cookie = cookie_of_clerk(deps, case.rita)
    clock.forward(minutes=16)
    assert to(get(client, cookie, documents_in(deps)[0].reference + "?desk=1")) == "/desk/login"


@pytest.mark.parametrize("harm", ["a byte", "exchanged", "gone", "short"])
def test_a_file_that_was_changed_on_disk_shows_none_of_it(
    client: TestClient, deps: Deps, case: Case, cookie: str, harm: str
) -> None:
    sent(deps, case, content=png(1))
    sent(deps, case, content=png(2))
    first, second = (Path(deps.settings.documents_folder) / one.stored_as for one in documents_in(deps))
    match harm:
        case "a byte":
            sealed = bytearray(first.read_bytes())
            sealed[40] ^= 1
            first.write_bytes(bytes(sealed))
        case "exchanged":
            first.write_bytes(second.read_bytes())
        case "gone":
            first.unlink()
        case "short":
            first.write_bytes(b"x")
    assert to(get(client, cookie, documents_in(deps)[0].reference)) == "/document-damaged"
    assert get(client, cookie, documents_in(deps)[1].reference).status_code == 200
