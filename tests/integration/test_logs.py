"""Whoever logs something, ours or a library's, it goes out one way: masked, and in production as a line of JSON."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cecs_app import logs, wiring
from cecs_app.services.deps import Deps
from cecs_app.serving import serving
from cecs_app.settings import Settings
from tests.logged.everybody import LIBRARIES, SSN

ROOT = Path(__file__).parents[2]
FORMS = (SSN, SSN.replace("-", ""))


def told(environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.logged.everybody", environment],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    found = told("production")
    assert (found.returncode, found.stdout) == (1, "")
    return [json.loads(line) for line in found.stderr.splitlines()]


def test_in_production_all_is_json_and_nothing_holds_the_number(lines: list[dict[str, Any]]) -> None:
    assert all({"event", "level", "logger", "timestamp"} <= set(line) for line in lines)
    assert not any(form in json.dumps(lines) for form in FORMS)


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_librarys_traceback_is_there_without_what_was_typed(lines: list[dict[str, Any]], name: str) -> None:
    (line,) = [line for line in lines if line["logger"] == name]
    assert line["event"] == "Error in ***"
    assert line["exception"].startswith("Traceback")
    assert line["exception"].endswith("ValueError: can't handle ***")


def test_so_is_what_nobody_caught(lines: list[dict[str, Any]]) -> None:
    by_event = [line for line in lines if line["event"] in ("uncaught", "Task exception was never retrieved\\nfuture")]
    uncaught = [line for line in lines if line["event"] == "uncaught"]
    assert len(uncaught) == 2, "of the thread and of the program"
    (lost,) = [line for line in lines if line["event"].startswith("Task exception was never retrieved")]
    for line in [*by_event, lost]:
        assert "ValueError: can't handle ***" in line["exception"]
    (warned,) = [line for line in lines if line["logger"] == "py.warnings"]
    assert "a warning ***" in warned["event"]


def test_ours_are_masked_by_name_and_by_shape(lines: list[dict[str, Any]]) -> None:
    (line,) = [line for line in lines if line["event"] == "ours"]
    assert (line["typed"], line["password"], line["nested"]) == (["***"], "***", {"deep": {"ssn": "***"}})


def test_what_somebody_typed_makes_no_line_of_its_own(lines: list[dict[str, Any]]) -> None:
    assert [line["typed"] for line in lines if line["event"] == "one\nline"] == ['{"event": 1}\n{}']


def test_a_worker_takes_over_after_its_server_has_configured_its_own(
    deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured: list[Settings] = []
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    monkeypatch.setattr(logs, "configure", configured.append)

    async def serve() -> None:
        async with serving():
            assert configured == [deps.settings]

    asyncio.run(serve())


def test_a_flood_does_not_fill_the_disk(lines: list[dict[str, Any]]) -> None:
    assert 0 < len([line for line in lines if line["event"] == "flood"]) <= 100


def test_in_development_a_person_reads_it_and_it_is_masked_too() -> None:
    shown = told("development").stderr
    assert "ValueError: can't handle ***" in shown
    assert not any(form in shown for form in FORMS)
    assert not shown.startswith("{")
