"""`keys status` and `keys rotate`, as whoever runs the portal uses them."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.services.deps import Deps
from tests import on_record
from tests.keyed import NEW, OLD, keyed


def run(monkeypatch: pytest.MonkeyPatch, deps: Deps, command: str) -> tuple[int, Any]:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    result = CliRunner().invoke(app, ["keys", command])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)


def test_what_is_left_is_told_before_and_after(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
    on_record.record(deps)
    with keyed(deps, NEW, OLD) as rotating:
        code, told = run(monkeypatch, rotating, "status")
        assert (code, told["ssns"], told["ssn_indexes"]) == (0, {"before": 1}, {"before": 1})
        code, told = run(monkeypatch, rotating, "rotate")
        assert (code, told["renewed"]["ssns"], told["left"]) == (0, 1, 0)
        assert told["now"]["ssns"] == told["now"]["ssn_indexes"] == {"present": 1}


def test_who_forgot_to_give_the_old_key_is_not_told_that_all_is_well(
    monkeypatch: pytest.MonkeyPatch, deps: Deps
) -> None:
    on_record.record(deps)
    with keyed(deps, NEW) as alone:
        code, told = run(monkeypatch, alone, "rotate")
        assert (code, told["left"], told["now"]["ssns"]) == (1, 2, {"unknown": 1})
