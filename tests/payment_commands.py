"""`python -m cecs_app payments …` as the cashier and the finance office use it, in the test's own process."""

import json
from typing import Any

from typer.testing import CliRunner

from cecs_app.cli.main import app
from cecs_app.services.deps import Deps
from tests.fakes_cards import FakeCards
from tests.payable import Owing, come_back, payments_of, start


def pay(*command: str, **environment: str) -> tuple[int, Any]:
    """The exit code, and the JSON that alone stands on standard output."""
    result = CliRunner().invoke(app, ["payments", *command], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert len(result.stdout.splitlines()) == 1, result.stdout
    return result.exit_code, json.loads(result.stdout)


def misused(*command: str) -> str:
    """What is said of a command that can not be read."""
    result = CliRunner().invoke(app, ["payments", *command])
    assert (result.exit_code, result.stdout) == (2, "")
    return " ".join(result.stderr.split())


def by_card(desk: Deps, cards: FakeCards, owed: Owing) -> str:
    cards.pay(start(desk, owed))
    come_back(desk, owed)
    return payments_of(desk, owed)[-1].reference
