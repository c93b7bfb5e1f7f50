"""What happens to the portal's safety is told in the log by its name, once it has happened, and by numbers alone."""

import ast
from contextlib import suppress
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from cecs_app.db import registry
from cecs_app.domain.errors import TooManyTries
from cecs_app.domain.security_events import JOURNALLED, LOGGED
from cecs_app.services import journal, limits
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from tests.people import OTHER_PASSWORD, log_in, member

SOURCES = sorted((Path(__file__).parents[2] / "cecs_app").rglob("*.py"))
LIST = Path("domain/security_events.py")


def logged_names() -> set[str]:
    """First argument of each call of a log's method."""
    levels = {"debug", "info", "warning", "error", "critical", "exception"}
    return {
        node.args[0].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in levels
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_name_of_the_list_is_told_somewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES if not path.match(str(LIST)))
    assert {name for name in JOURNALLED if f'"{name}"' not in text} == set()
    assert logged_names() >= LOGGED


def test_a_refused_login_and_the_limit_are_told(deps: Deps) -> None:
    ada = member(deps)
    with capture_logs() as told:
        for _ in range(limits.SIGN_IN_PER_ACCOUNT.most + 1):
            with suppress(WrongCredentials, TooManyTries):
                log_in(deps, ada.username, OTHER_PASSWORD)
    refused = [line for line in told if line["event"] == "sign_in_refused"]
    assert refused[0] == {"event": "sign_in_refused", "actor": "system", "account": ada.id, "log_level": "info"}
    assert told[-1] == {"event": "limit_reached", "limit": limits.SIGN_IN_PER_ACCOUNT.name, "log_level": "warning"}


def test_nothing_is_told_that_was_taken_back(deps: Deps) -> None:
    with capture_logs() as told:
        with pytest.raises(RuntimeError), deps.database.transaction() as db:
            journal.record(db, deps, "password_changed", actor="educator")
            assert registry.link(db, 1, 1) is False, "a savepoint within"
            assert told == []
            raise RuntimeError
        with deps.database.transaction() as db:
            journal.record(db, deps, "password_changed", actor="educator", reason="what may be typed")
        assert told == [{"event": "password_changed", "actor": "educator", "log_level": "info"}]


def test_what_is_no_matter_of_safety_stays_in_the_journal(deps: Deps) -> None:
    with capture_logs() as told, deps.database.transaction() as db:
        journal.record(db, deps, "contact_changed", actor="educator")
    assert told == []
