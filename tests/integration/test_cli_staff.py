"""The accounts of the staff from the command line: JSON out, and an event for each act."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.db.tables import Event
from cecs_app.domain.errors import CecsError
from cecs_app.services.deps import Deps
from cecs_app.services.desk.staff import SetUp
from tests.employees import Employee, employed, is_in, log_in, set_up
from tests.fakes import TestClock
from tests.on_record import contents, record

MARIA = ("--username", "mreyes", "--name", "Maria Reyes", "--email", "m.reyes@bureau.example", "--role", "reviewer")
NO_EDUCATOR = "--not-an-educator"


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)


def staff(*arguments: str) -> tuple[int, Any]:
    result = CliRunner().invoke(app, ["staff", *arguments], env={"CECS_STAFF": "installer"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout) if result.stdout else result.stderr


def done(*arguments: str) -> Any:
    code, answer = staff(*arguments)
    assert code == 0, answer
    return answer


def refused(*arguments: str) -> str:
    code, answer = staff(*arguments)
    assert (code, list(answer)) == (1, ["error"]), answer
    return str(answer["error"])


def taken_up(answer: dict[str, str]) -> SetUp:
    return SetUp(**{**answer, "expires_at": datetime.fromisoformat(answer["expires_at"])})  # type: ignore[arg-type]


def events(deps: Deps) -> list[tuple[str, Any]]:
    with deps.database.reading() as db:
        return [(one.name, one.data) for one in db.exec(select(Event).order_by(Event.id)).all()]  # type: ignore[arg-type]


def test_adding_somebody_gives_a_code_for_a_day_and_where_to_use_it(deps: Deps) -> None:
    answer = done("add", *MARIA, "--role", "supervisor", NO_EDUCATOR)
    assert (answer["username"], answer["address"]) == ("mreyes", "http://localhost:3000/desk/setup")
    assert datetime.fromisoformat(answer["expires_at"]) == deps.now() + timedelta(hours=24)
    maria = set_up(deps, taken_up(answer))
    assert {str(role) for role in maria.clerk.roles} == {"reviewer", "supervisor"}
    assert maria.clerk.educator_id is None


def test_an_educator_is_tied_to_her_own_record(deps: Deps) -> None:
    own = record(deps, "1000000001")
    assert set_up(deps, taken_up(done("add", *MARIA, "--ein", "1000000001"))).clerk.educator_id == own


def test_one_of_the_two_must_be_said() -> None:
    for said in ([], ["--ein", "1000000001", NO_EDUCATOR]):
        code, words = staff("add", *MARIA, *said)
        assert code == 2
        assert "--not-an-educator" in words


@pytest.mark.parametrize(
    ("wrong", "begins"),
    [
        (["--username", "1maria"], "username: "),
        (["--username", "ma"], "username: "),
        (["--username", "maria reyes"], "username: "),
        (["--name", "Maria <b>"], "name: "),
        (["--name", "  "], "name: "),
        (["--email", "nowhere"], "email: "),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_made(deps: Deps, wrong: list[str], begins: str) -> None:
    assert refused("add", *MARIA, *wrong, NO_EDUCATOR).startswith(begins)
    assert contents(deps)["staff_member"] == []


def test_an_unknown_ein_and_a_username_in_use_are_refused(deps: Deps) -> None:
    assert refused("add", *MARIA, "--ein", "1999999999").startswith("ein: ")
    done("add", *MARIA, NO_EDUCATOR)
    assert refused("add", *MARIA, NO_EDUCATOR).startswith("username: ")
    assert len(contents(deps)["staff_member"]) == 1


def test_the_list_shows_who_may_do_what_and_never_a_secret(deps: Deps) -> None:
    done("add", *MARIA, NO_EDUCATOR)
    rita = employed(deps)
    done("disable", "rita")
    shown = {one["username"]: (one["status"], one["roles"]) for one in done("list")}
    assert shown == {"mreyes": ("waiting", ["reviewer"]), "rita": ("disabled", ["reviewer"])}
    assert rita.secret not in json.dumps(done("list"))


class TestReset:
    def test_the_old_login_password_and_authenticator_end(self, deps: Deps) -> None:
        rita = employed(deps)
        done("reset", "rita")
        assert not is_in(deps, rita.token)
        with pytest.raises(CecsError):
            log_in(deps, rita)

    def test_she_sets_up_anew_with_another_authenticator(self, deps: Deps) -> None:
        rita = employed(deps)
        again = set_up(deps, taken_up(done("reset", " RITA ")))
        assert again.secret != rita.secret
        assert again.clerk.staff_id == rita.clerk.staff_id

    def test_the_newest_code_alone_works(self, deps: Deps) -> None:
        first = taken_up(done("add", *MARIA, NO_EDUCATOR))
        second = taken_up(done("reset", "mreyes"))
        with pytest.raises(CecsError):
            set_up(deps, first)
        assert set_up(deps, second)

    def test_somebody_disabled_comes_back(self, deps: Deps) -> None:
        employed(deps)
        done("disable", "rita")
        assert set_up(deps, taken_up(done("reset", "rita")))


class TestDisable:
    def test_she_is_out_and_stays_out(self, deps: Deps, clock: TestClock) -> None:
        rita = employed(deps)
        assert done("disable", "rita")["status"] == "disabled"
        clock.forward(minutes=1)
        assert not is_in(deps, rita.token)
        with pytest.raises(CecsError):
            log_in(deps, rita)

    def test_a_setup_code_given_before_is_worth_nothing(self, deps: Deps) -> None:
        waiting = taken_up(done("add", *MARIA, NO_EDUCATOR))
        done("disable", "mreyes")
        with pytest.raises(CecsError):
            set_up(deps, waiting)


def test_roles_are_replaced(deps: Deps) -> None:
    rita: Employee = employed(deps)
    assert done("roles", "rita", "--role", "cashier", "--role", "reviewer")["roles"] == ["reviewer", "cashier"]
    assert rita.clerk.staff_id
    code, _words = staff("roles", "rita", "--role", "queen")
    assert code == 2


@pytest.mark.parametrize("command", [("reset",), ("disable",), ("roles", "--role", "cashier")])
def test_somebody_unknown_is_said_to_be_unknown(command: tuple[str, ...]) -> None:
    assert "staff list" in refused(command[0], "nobody", *command[1:])


def test_each_act_is_written_down_with_who_did_it_and_without_the_code(deps: Deps) -> None:
    given = [done("add", *MARIA, NO_EDUCATOR), done("reset", "mreyes")]
    done("roles", "mreyes", "--role", "cashier")
    done("disable", "mreyes")
    written = events(deps)
    assert [name for name, _ in written] == ["staff_added", "staff_reset", "staff_roles_changed", "staff_disabled"]
    assert {data["by"] for _, data in written} == {"installer"}
    assert written[2][1]["changes"] == {"before": "reviewer", "after": "cashier"}
    assert not any(one["setup_code"] in repr(written) for one in given)
