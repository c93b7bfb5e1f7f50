"""The commands that do something: db upgrade, registry import, registry practice, application approve."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.db import registry
from cecs_app.domain.application import Status
from cecs_app.services.deps import Deps
from tests.applying import paid
from tests.fakes import posted
from tests.on_record import contents
from tests.payable import owing, status_of
from tests.registry_csv import CERTIFICATE, CERTIFICATE_HEADER, EDUCATOR_HEADER, JANE, OMAR

ROOT = Path(__file__).parents[2]


@pytest.fixture
def wired(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)


def run(*command: str) -> Result:
    result = CliRunner().invoke(app, list(command))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def in_a_process(database_url: str, *command: str, typed: object = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cecs_app", *command],
        cwd=ROOT,
        env={**os.environ, "CECS_DATABASE_URL": database_url},
        input=json.dumps(typed),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def csv(tmp_path: Path) -> dict[str, Path]:
    files = {"educators": tmp_path / "educators.csv", "certificates": tmp_path / "certificates.csv"}
    files["educators"].write_text("\n".join([EDUCATOR_HEADER, JANE, OMAR + ",more"]), encoding="utf-8")
    files["certificates"].write_text("\n".join([CERTIFICATE_HEADER, CERTIFICATE]), encoding="utf-8")
    return files


def options(csv: dict[str, Path]) -> list[str]:
    return [word for name, path in csv.items() for word in (f"--{name}", str(path))]


class TestInAProcessOfItsOwn:
    def test_a_new_database_is_upgraded_filled_and_asked(self, tmp_path: Path, csv: dict[str, Path]) -> None:
        url = f"sqlite:///{tmp_path / 'new' / 'cecs.db'}"
        for _ in range(2):
            assert in_a_process(url, "db", "upgrade").returncode == 0
        assert in_a_process(url, "registry", "import", *options(csv)).returncode == 0
        jane = {"ssn": "734123456", "first_name": "Jane", "last_name": "Holm", "date_of_birth": "1980-05-17"}
        answered = in_a_process(url, "registry", "match", typed=[jane])
        assert (json.loads(answered.stdout), answered.stderr) == ([{"outcome": "matched", "ein": "1000000001"}], "")

    def test_an_error_is_an_answer_and_an_exit_code(self, database_url: str) -> None:
        answered = in_a_process(database_url, "certificate", "actions", typed={"number": "none"})
        assert (answered.returncode, answered.stderr) == (1, "")
        assert list(json.loads(answered.stdout)) == ["error"]


@pytest.mark.usefixtures("wired")
class TestRegistryImport:
    def test_it_says_what_was_loaded_and_which_rows_are_bad(self, csv: dict[str, Path]) -> None:
        result = run("registry", "import", *options(csv))
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            f"{csv['educators']}:3: the row has 9 columns, the first line 8",
            "educators: 1 added, 0 changed, 0 unchanged",
            "certificates: 1 added, 0 changed, 0 unchanged",
            "bad rows: 1",
        ]

    @pytest.mark.parametrize("missing", ["educators", "certificates"])
    def test_a_file_that_is_not_there_is_named_and_nothing_is_loaded(
        self, deps: Deps, csv: dict[str, Path], missing: str
    ) -> None:
        csv[missing].unlink()
        before = contents(deps)
        result = run("registry", "import", *options(csv))
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"{csv[missing]}: No such file")
        assert contents(deps) == before

    def test_the_practice_registry_is_loaded(self, deps: Deps) -> None:
        assert "bad rows: 0" in run("registry", "practice").stdout
        assert len(contents(deps)["educator"]) > 200


def approve(reference: str) -> tuple[int, Any]:
    result = run("application", "approve", reference)
    assert result.stderr == ""
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.usefixtures("wired")
class TestApplicationApprove:
    def test_it_issues_and_says_the_new_days(self, deps: Deps) -> None:
        ada = owing(deps, status=Status.SUBMITTED)
        paid(deps, ada.reference)
        answer = {"reference": "CT-ADA", "number": "C-Ada", "valid_from": "2034-07-01", "valid_until": "2044-06-30"}
        assert approve(" CT-ADA ") == (0, answer)
        assert status_of(deps, ada) is Status.ISSUED
        with deps.database.reading() as db:
            certificate = registry.find_certificate(db, "C-Ada")
        assert certificate is not None
        assert (certificate.valid_from, certificate.valid_until) == (date(2034, 7, 1), date(2044, 6, 30))
        (mail,) = posted(deps)
        assert (mail.to, "C-Ada" in mail.text) == ("ada@example.org", True)

    def test_an_advancement_is_a_new_certificate(self, deps: Deps) -> None:
        paid(deps, owing(deps, status=Status.IN_REVIEW, kind="advancement").reference)
        code, answer = approve("CT-ADA")
        assert (code, answer["valid_from"], answer["valid_until"]) == (0, "2027-01-15", "2032-01-14")
        assert answer["number"] != "C-Ada"

    def test_it_approves_once(self, deps: Deps) -> None:
        paid(deps, owing(deps, status=Status.WAITING_REVIEW).reference)
        assert approve("CT-ADA")[0] == 0
        before = contents(deps)
        code, answer = approve("CT-ADA")
        assert (code, list(answer)) == (1, ["error"])
        assert "issued" in answer["error"]
        assert contents(deps) == before

    @pytest.mark.parametrize(
        "status", [Status.DRAFT, Status.AWAITING_PAYMENT, Status.MISSING_CREDENTIALS, Status.DENIED, Status.WITHDRAWN]
    )
    def test_what_is_not_before_the_bureau_is_not_approved(self, deps: Deps, status: Status) -> None:
        ada = owing(deps, status=status)
        code, answer = approve("CT-ADA")
        assert (code, list(answer)) == (1, ["error"])
        assert status_of(deps, ada) is status
        assert posted(deps) == []

    def test_what_the_rules_refuse_is_not_approved(self, deps: Deps) -> None:
        ada = owing(deps, status=Status.SUBMITTED, kind="continuation")
        paid(deps, ada.reference)
        code, answer = approve("CT-ADA")
        assert (code, "rules of the day of filing" in answer["error"]) == (1, True)
        assert status_of(deps, ada) is Status.SUBMITTED

    def test_nothing_is_issued_before_the_whole_fee_has_come(self, deps: Deps) -> None:
        ada = owing(deps, status=Status.SUBMITTED)
        code, answer = approve("CT-ADA")
        assert (code, "$200.00 of the fee is still to be paid" in answer["error"]) == (1, True)
        assert status_of(deps, ada) is Status.SUBMITTED

    @pytest.mark.parametrize("reference", ["CT-NOBODY", " ", "\ud800", "CT-ADA\udcff"])
    def test_an_unknown_reference_is_said_to_be_unknown(self, deps: Deps, reference: str) -> None:
        owing(deps, status=Status.SUBMITTED)
        code, answer = approve(reference)
        assert (code, list(answer)) == (1, ["error"])
