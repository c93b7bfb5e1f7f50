"""GET /desk/exports/…: each file for whoever's duty it is, harmless to a spreadsheet, and written down."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from httpx import Response
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.db.tables import Educator, Event
from cecs_app.domain.access import Stage
from cecs_app.domain.staff import DUTIES, Duty, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk.exports import Sheet
from cecs_app.services.payments.voids import void
from cecs_app.web import exports
from cecs_app.web.exports import EXPORTS, as_csv
from cecs_app.web.guard import add_headers
from tests.at_desk import cookie_of_clerk, hired
from tests.fakes import TestClock
from tests.on_record import contents
from tests.payable import Owing, came
from tests.ui.visitors import cookie_of

HOME = "http://localhost:3000"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, desk: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: desk)
    app = add_headers(Starlette(routes=exports.ROUTES), desk.settings)  # type: ignore[arg-type]
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        yield client


def get(client: TestClient, cookie: str, path: str) -> Response:
    headers = {"Cookie": f"cecs_session={cookie}"} if cookie else {}
    return client.get(f"/desk/exports/{path}", headers=headers)  # type: ignore[return-value]  # it is one


def rows(response: Response) -> list[list[str]]:
    assert response.status_code == 200, response.headers
    return list(csv.reader(StringIO(response.text)))


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("role", Role)
def test_each_role_gets_the_files_of_its_duties_and_no_other(
    client: TestClient, desk: Deps, name: str, role: Role
) -> None:
    response = get(client, cookie_of_clerk(desk, hired(desk, role)), f"{name}.csv")
    assert response.status_code == (200 if EXPORTS[name].duty in DUTIES[role] else 403)
    assert ("not part of your role" in response.text) == (response.status_code == 403)


def test_every_file_is_about_money_or_reports() -> None:
    assert {one.duty for one in EXPORTS.values()} == {Duty.SEE_MONEY, Duty.SEE_REPORTS}
    assert [name for name, one in EXPORTS.items() if one.duty is Duty.SEE_MONEY] == ["mail-day", "money"]


@pytest.mark.parametrize("name", EXPORTS)
def test_nobody_else_gets_any_and_nothing_is_written(
    client: TestClient, desk: Deps, clock: TestClock, name: str
) -> None:
    supervisor = hired(desk, Role.SUPERVISOR)
    setup = cookie_of_clerk(desk, supervisor, is_setup=True)
    idle = cookie_of_clerk(desk, supervisor)
    educator = cookie_of(desk, Stage.ACKNOWLEDGED)
    clock.forward(minutes=desk.settings.staff_idle_minutes)
    before = contents(desk)["event"]
    for cookie in ("", "invented", educator, idle):
        response = get(client, cookie, f"{name}.csv")
        assert (response.status_code, response.headers["location"]) == (303, f"{HOME}/desk/login")
    clock.forward(minutes=-desk.settings.staff_idle_minutes)
    assert get(client, setup, f"{name}.csv").status_code == 403
    assert contents(desk)["event"] == before


@pytest.mark.parametrize(
    "path", ["nothing.csv", "mail-day.csv?day=2027-01-16", "mail-day.csv?day=x", "mail-day.csv?day=%00"]
)
def test_what_is_not_there_is_not_found(client: TestClient, desk: Deps, path: str) -> None:
    response = get(client, cookie_of_clerk(desk, hired(desk, Role.SUPERVISOR)), path)
    assert (response.status_code, response.headers["location"]) == (303, f"{HOME}/not-found")
    assert contents(desk)["event"] == []


def test_the_list_of_a_day_is_a_file_to_keep_that_no_cache_keeps(client: TestClient, desk: Deps, ada: Owing) -> None:
    came(desk, ada, 20_000, number="27-1")
    void(desk, came(desk, ada, 1_234, number="27-2").reference, "bounced", "mia")
    response = get(client, cookie_of_clerk(desk, hired(desk, Role.CASHIER)), "mail-day.csv?day=2027-01-15")
    headers = {key: response.headers[key] for key in ("content-type", "content-disposition", "cache-control")}
    assert headers == {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="CECS-mail-day-2027-01-15.csv"',
        "cache-control": "no-store",
    }
    header, first, second = rows(response)
    assert header[:4] == ["Receipt", "Kind", "Number", "Amount (USD)"]
    assert first[1:] == ["money order", "27-1", "200.00", "CT-ADA", "Ada Lovelace", "2027-01-15", "mia", ""]
    assert (second[3], second[-1]) == ("12.34", "bounced")


def test_the_figures_are_the_screens_own(client: TestClient, desk: Deps, ada: Owing) -> None:
    came(desk, ada, 20_000)
    cookie = cookie_of_clerk(desk, hired(desk, Role.SUPERVISOR))
    assert rows(get(client, cookie, "money.csv"))[-1] == ["2027-01-11", "0.00", "200.00", "0.00"]
    assert ["2027-01-11", "Renewal", "1", "0", "0", "1"] in rows(get(client, cookie, "weeks.csv"))
    assert ["Renewal", "1", "0", "0", "0"] in rows(get(client, cookie, "ages.csv"))
    assert rows(get(client, cookie, "decision-times.csv"))[-1] == ["2027-01-11", "0", "", "", ""]


def test_each_file_that_was_taken_is_written_down(client: TestClient, desk: Deps) -> None:
    clerk = hired(desk, Role.SUPERVISOR)
    for name in EXPORTS:
        rows(get(client, cookie_of_clerk(desk, clerk), f"{name}.csv"))
    with desk.database.reading() as db:
        events = db.exec(select(Event)).all()
    assert {(one.name, one.actor, one.staff_id) for one in events} == {("report_exported", "staff", clerk.staff_id)}
    assert [one.data["report"] for one in events] == list(EXPORTS)
    assert {one.data["about"] for one in events} == {"2027-01-15"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    sheet = Sheet("x", ("Name", "Amount"), ((f"{start}cmd|' /C calc'!A0", -5),))
    assert list(csv.reader(StringIO(as_csv(sheet), newline="")))[1] == [f"'{start}cmd|' /C calc'!A0", "-5"]


def test_a_name_that_is_a_formula_leaves_as_a_text(client: TestClient, desk: Deps, ada: Owing) -> None:
    with desk.database.transaction() as db:
        db.get_one(Educator, ada.educator_id).first_name = "=1+1"
    came(desk, ada, 5_000, number='-7,"8"')
    (_header, row) = rows(get(client, cookie_of_clerk(desk, hired(desk, Role.CASHIER)), "mail-day.csv"))
    assert (row[2], row[5]) == ('\'-7,"8"', "'=1+1 Lovelace")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_is_only_read(client: TestClient, method: str) -> None:
    assert client.request(method, "/desk/exports/money.csv").status_code == 405
