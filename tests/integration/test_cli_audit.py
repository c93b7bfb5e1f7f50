"""`audit verify` and `audit list`, as the support staff use them."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.domain.application import Status
from cecs_app.domain.staff import Role
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from tests.at_desk import hired
from tests.chained import changed_by_owner, written
from tests.payable import owing


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)


def run(*command: str) -> tuple[int, list[Any]]:
    """Exit code, and what each line holds."""
    result = CliRunner().invoke(app, ["audit", *command])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_whole_chain_is_said_to_be_whole(deps: Deps) -> None:
    written(deps)
    code, (answer,) = run("verify")
    position, _, hashed = answer["head"].partition(":")
    assert (code, answer["events"], position, len(hashed)) == (0, 8, "8", 64)
    assert run("verify", "--since", answer["head"]) == (0, [answer])


def test_the_first_broken_place_is_named(deps: Deps) -> None:
    written(deps)
    changed_by_owner(deps, "UPDATE event SET actor = 'educator' WHERE id IN (3, 5)")
    code, (answer,) = run("verify")
    assert (code, answer["breach"], answer["position"], answer["event"]) == (1, "event_changed", 3, 3)
    assert answer["error"].startswith("The event here is not the one that was written")


def test_a_head_noted_elsewhere_shows_what_is_missing(deps: Deps) -> None:
    written(deps, 3)
    code, (answer,) = run("verify", "--since", f"9:{'a' * 64}")
    assert (code, answer["breach"], answer["position"]) == (1, "tail_cut_off", 4)


@pytest.mark.parametrize("typed", ["", "8", "eight:ab", "-1:ab", "²:ab", ":ab"])
def test_what_is_no_head_is_refused(typed: str) -> None:
    assert CliRunner().invoke(app, ["audit", "verify", "--since", typed]).exit_code == 2


class TestList:
    @pytest.fixture
    def reference(self, deps: Deps) -> str:
        rita, owed = hired(deps, Role.REVIEWER), owing(deps, status=Status.SUBMITTED)
        with deps.database.transaction() as db:
            journal.record(db, deps, "note_added", actor="staff", staff_id=rita.staff_id, application_id=1, n=1)
            journal.record(db, deps, "signed_in", actor="educator", account_id=1)
        return owed.reference

    def test_of_an_application(self, reference: str) -> None:
        code, lines = run("list", "--reference", reference.lower())
        assert (code, [one["name"] for one in lines]) == (0, ["application_submitted", "note_added"])
        assert lines[1] == {
            "position": 2,
            "event": 2,
            "at": "2027-01-15T12:00:00-05:00",
            "name": "note_added",
            "actor": "staff",
            "staff": "rita",
            "account": None,
            "application": reference,
            "data": {"n": 1},
        }

    def test_of_somebody_of_the_staff(self, reference: str) -> None:
        assert [one["name"] for one in run("list", "--staff", "Rita")[1]] == ["note_added"]
        assert run("list", "--staff", "Rita", "--reference", reference)[1] == run("list", "--staff", "Rita")[1]

    def test_more_than_a_page(self, deps: Deps, reference: str) -> None:
        with deps.database.transaction() as db:
            for number in range(1_001):
                journal.record(db, deps, "act", actor="system", application_id=1, n=number)
        assert [one["data"].get("n") for one in run("list", "--reference", reference)[1]][2:] == list(range(1_001))

    @pytest.mark.parametrize("asked", [("--reference", "CT-NONE"), ("--staff", "nobody")])
    def test_of_what_is_not_there(self, asked: tuple[str, str]) -> None:
        assert run("list", *asked) == (1, [{"error": "No such number or username."}])

    def test_of_nothing_at_all(self) -> None:
        assert CliRunner().invoke(app, ["audit", "list"]).exit_code == 2
