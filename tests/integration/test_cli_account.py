"""What the Bureau does to an educator's account from the command line: JSON out, an event, and a mail to her."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.db.tables import Event
from cecs_app.domain.access import Stage
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from tests.employees import employed, is_in
from tests.people import Member, all_of, log_in, mails_to, member
from tests.second_step import with_authenticator

WHY = ("--reason", "She came with her passport")


@pytest.fixture
def ada(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> Member:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    return member(deps)


def reset(username: str, *arguments: str) -> tuple[int, Any]:
    command = ["account", "reset-second-step", username, *arguments]
    result = CliRunner().invoke(app, command, env={"CECS_STAFF": "mreyes"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout) if result.stdout else result.stderr


def test_her_password_alone_logs_her_in_again_and_she_reads_of_it(deps: Deps, ada: Member) -> None:
    with_authenticator(deps, ada)
    assert reset(ada.username, *WHY) == (0, {"username": ada.username, "email": ada.email})
    event = all_of(deps, Event)[-1]
    assert (event.name, event.data) == ("second_step_reset", {"by": "mreyes", "reason": WHY[1]})
    assert "was ended" in mails_to(deps, ada.email)[-1].subject
    assert log_in(deps, ada.username).stage == Stage.SIGNED_IN


@pytest.mark.parametrize(
    ("username", "why", "says"),
    [
        ("nobody1234", WHY, "username"),
        ("", WHY, "username"),
        (None, ("--reason", " "), "reason"),
        (None, WHY, "no second"),
    ],
)
def test_what_can_not_be_done_is_said_in_words(
    deps: Deps, ada: Member, username: str | None, why: tuple[str, str], says: str
) -> None:
    code, answer = reset(ada.username if username is None else username, *why)
    assert (code, list(answer)) == (1, ["error"])
    assert says in answer["error"]


def test_it_wants_a_reason(deps: Deps, ada: Member) -> None:
    assert reset(ada.username)[0] == 2


def log_out(*arguments: str) -> tuple[int, Any]:
    result = CliRunner().invoke(app, ["account", *arguments], env={"CECS_STAFF": "mreyes"})
    return result.exit_code, json.loads(result.stdout) if result.stdout else result.stderr


def test_the_bureau_ends_all_logins_of_one_educator(deps: Deps, ada: Member) -> None:
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    other = log_in(deps, ada.username).token
    assert log_out("log-out", ada.username, "--reason", "Her laptop was stolen") == (0, {"logins": 2})
    assert [sessions.find_visitor(deps, token) for token in (ada.token, other)] == [None, None]
    assert sessions.find_visitor(deps, bob.token)
    event = all_of(deps, Event)[-1]
    assert (event.name, event.data) == ("logged_out_by_bureau", {"by": "mreyes", "reason": "Her laptop was stolen"})


def test_after_a_breach_it_ends_everybodys(deps: Deps, ada: Member) -> None:
    rita = employed(deps)
    assert log_out("log-out-everybody", "--reason", "A breach") == (0, {"logins": 2})
    assert sessions.find_visitor(deps, ada.token) is None
    assert not is_in(deps, rita.token)


@pytest.mark.parametrize(
    "command", [("log-out", "nobody1234", "--reason", "x"), ("log-out-everybody", "--reason", " ")]
)
def test_without_a_name_or_a_reason_nobody_is_logged_out(deps: Deps, ada: Member, command: tuple[str, ...]) -> None:
    assert log_out(*command)[0] == 1
    assert sessions.find_visitor(deps, ada.token)
