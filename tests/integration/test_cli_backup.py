"""`backup`, `restore` and `db check`, as the support staff use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.services.deps import Deps
from tests.asked import Case, documents_in


def run(monkeypatch: pytest.MonkeyPatch, deps: Deps, *command: str) -> tuple[int, dict[str, Any]]:
    """Exit code and answer."""
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    result = CliRunner().invoke(app, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)


def test_there_and_back(deps: Deps, case: Case, place: Deps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, taken = run(monkeypatch, deps, "backup", str(tmp_path), "--by", "mia")
    assert (code, taken["documents"], taken["lost"]) == (0, 1, 0)
    assert taken["taken_at"] == "2027-01-15T12:00:00-05:00" and Path(taken["backup"]).stat().st_size == taken["bytes"]
    code, restored = run(monkeypatch, place, "restore", taken["backup"], "--by", "mia")
    assert (code, restored["documents"], restored["was"]) == (0, 1, taken["revision"])
    # The restoring is one event and one link more.
    assert restored["rows"] == taken["rows"] + 2
    code, checked = run(monkeypatch, place, "db", "check", "--since", taken["head"])
    assert (code, checked) == (0, {key: restored[key] for key in ("rows", "documents", "head")})
    code, refused = run(monkeypatch, place, "restore", taken["backup"])
    assert code == 1 and "--replace" in refused["error"]
    assert run(monkeypatch, place, "restore", taken["backup"], "--replace", "--by", "mia")[0] == 0


def test_what_was_lost_before_has_an_exit_code_of_its_own(
    deps: Deps, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deps.documents.forget(documents_in(deps)[0].stored_as)
    code, answer = run(monkeypatch, deps, "backup", str(tmp_path / "a.tar"))
    assert (code, answer["lost"], (tmp_path / "a.tar").exists()) == (3, 1, True)
    code, answer = run(monkeypatch, deps, "db", "check")
    assert (code, answer) == (1, {"error": "Of the documents, 1 are missing or damaged."})


def test_what_cannot_be_done_says_why(deps: Deps, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = str(tmp_path / "nowhere" / "a.tar")
    assert run(monkeypatch, deps, "backup", nowhere) == (1, {"error": "There is no such folder."})
    assert run(monkeypatch, deps, "restore", nowhere) == (1, {"error": "There is no such file."})
    (tmp_path / "b.tar").write_text("no archive")
    code, answer = run(monkeypatch, deps, "restore", str(tmp_path / "b.tar"))
    assert code == 1 and answer["error"].startswith("This is not a backup as the portal wrote it")
