"""An SSN stands nowhere in clear: not in the database, the write-ahead log, the logs, the mails or a traceback."""

import traceback
from pathlib import Path

import pytest
import structlog

from cecs_app.domain.errors import CecsError
from cecs_app.services import register
from cecs_app.services.deps import Deps
from cecs_app.ui.failures import show_failure
from tests.fakes import posted
from tests.on_record import account, contents
from tests.registering import JANE, typing
from tests.registry_csv import Files

MATCHED, CLAIMED, MINTED, REFUSED = "734-12-3456", "735-12-3456", "736-12-3456", "900-12-3456"


def written(ssn: str) -> list[str]:
    return [ssn, ssn.replace("-", ""), ssn.replace("-", " ")]


FORMS = [form for ssn in (MATCHED, CLAIMED, MINTED, REFUSED) for form in written(ssn)]


@pytest.fixture
def tracebacks() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def everything_happened(deps: Deps, tmp_path: Path, tracebacks: list[str]) -> None:
    """Import, match, claim, a new number, refused fields and a bad row: each handled one of the SSNs."""
    files = Files(deps, tmp_path)
    rows = [f"{number},{ssn},Jane,,Muñoz,,1980-05-17," for number, ssn in enumerate((MATCHED, CLAIMED, REFUSED), 1)]
    report = files.load([*rows[:2], rows[2], rows[0] + ",more"])
    assert len(report.faults) == 2
    tracebacks.append(repr(report))
    for name, ssn, last_name in [
        ("match", MATCHED, "Muñoz"),
        ("claim", CLAIMED, "Kowalski"),
        ("mint", MINTED, "New"),
        ("refused", REFUSED, "Muñoz"),
    ]:
        for form in written(ssn):
            attempt(deps, account(deps, f"{name}{len(tracebacks)}"), tracebacks, form, last_name)
    files.educators.unlink()


def attempt(deps: Deps, account_id: int, tracebacks: list[str], ssn: str, last_name: str) -> None:
    try:
        tracebacks.append(repr(register.register(deps, account_id, typing(ssn=ssn, last_name=last_name))))
    except CecsError as error:
        tracebacks.append("".join(traceback.format_exception(error)) + repr(error.data))


def found_in(text: str | bytes) -> list[str]:
    return [form for form in FORMS if (form in text if isinstance(text, str) else form.encode() in text)]


def test_the_bytes_of_the_database_hold_none(deps: Deps, tmp_path: Path) -> None:
    if not deps.database.is_sqlite:
        pytest.skip("PostgreSQL's files are its own: the rows are read in the next test")
    files = [path for path in tmp_path.iterdir() if path.name.startswith("cecs.db")]
    assert "cecs.db-wal" in {path.name for path in files}
    together = b"".join(path.read_bytes() for path in files)
    assert b"Kowalski" in together, "these are the files that were written to"
    assert found_in(together) == []


def test_no_column_of_any_row_holds_one(deps: Deps) -> None:
    rows = contents(deps)
    assert len(rows["claim"]) > 0
    assert len(rows["educator_ssn"]) == 3
    assert found_in(repr(rows)) == []


def test_no_mail_holds_one(deps: Deps) -> None:
    mails = posted(deps)
    assert len(mails) > 5
    assert found_in(repr(mails)) == []


def test_no_log_answer_or_traceback_holds_one(
    deps: Deps, tracebacks: list[str], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    assert any("invalid_fields" in one for one in tracebacks)
    assert found_in("".join(tracebacks)) == []
    assert found_in(caplog.text) == []
    assert found_in("".join(capfd.readouterr())) == []


def test_a_failure_that_nobody_foresaw_is_logged_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    show_failure(RuntimeError(f"can't handle {MATCHED}"))
    shown = "".join(capsys.readouterr())
    assert "RuntimeError" in shown
    assert found_in(shown) == []


def test_what_was_typed_is_not_shown_when_it_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().error("a handler failed", typed=JANE, nested={"form": [JANE]})
    shown = "".join(capsys.readouterr())
    assert "Typed(…)" in shown
    assert found_in(shown) == []
