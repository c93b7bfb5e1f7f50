"""Nothing can be saved just now: every way of it is refused as what it is, and nothing is half done or damaged."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from cecs_app.db.desk_tables import Document
from cecs_app.db.tables import Account, OutgoingMail
from cecs_app.services import documents
from cecs_app.services.audit import verify
from cecs_app.services.deps import Deps
from cecs_app.services.sessions import find_visitor
from tests.asked import Case, asked, slot
from tests.databases import Copies, opened, sqlite_copies
from tests.failing import code_of, full_disk, full_folder, no_connection_free, nobody_else_writes, without_database
from tests.fakes import TestClock
from tests.papers import big_pdf
from tests.payable import login_of, owing
from tests.people import all_of, ask_account, visitor


def test_a_database_that_is_gone_can_neither_save_nor_read(deps: Deps) -> None:
    away = without_database(deps)
    assert code_of(lambda: ask_account(away)) == "cannot_save_now"
    assert code_of(lambda: find_visitor(away, "a cookie")) == "cannot_save_now"


@pytest.mark.parametrize("hindrance", [nobody_else_writes, no_connection_free])
def test_who_waits_for_others_in_vain_is_told_that_the_portal_is_busy(
    deps: Deps, hindrance: Callable[[Deps], AbstractContextManager[None]]
) -> None:
    with hindrance(deps):
        assert code_of(lambda: ask_account(deps)) == "busy"
    assert all_of(deps, Account) == []
    ask_account(deps)
    assert len(all_of(deps, OutgoingMail)) == 2


def test_nobody_is_kept_from_reading_while_nobody_can_save(deps: Deps, clock: TestClock) -> None:
    """Though her login would be noted as alive."""
    owed = owing(deps)
    token = login_of(deps, owed)
    clock.forward(minutes=2)
    with nobody_else_writes(deps):
        assert visitor(deps, token).educator_id == owed.educator_id


def test_a_statement_that_makes_no_sense_is_no_passing_trouble(deps: Deps) -> None:
    """It would be the same tomorrow: it must be found, not waited out."""
    if not deps.database.is_sqlite:
        return  # its driver has a name of its own for them
    with pytest.raises(OperationalError), deps.database.reading() as db:
        db.connection().exec_driver_sql("SELECT nothing FROM nowhere")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    with sqlite_copies(tmp_path_factory.mktemp("files")) as copies:
        yield copies


class TestAFullDisk:
    """Of SQLite, also where the other tests run on PostgreSQL: there the disk is its server's own."""

    @pytest.fixture
    def deps(self, deps: Deps, files: Copies, tmp_path: Path) -> Iterator[Deps]:
        (tmp_path / "disk").mkdir()
        with files(tmp_path / "disk") as url:
            yield replace(deps, database=opened(url))

    def test_refuses_and_leaves_nothing_half_done(self, deps: Deps) -> None:
        before = self._asks_until_it_is_full(deps)
        assert len(all_of(deps, Account)) == before
        assert len(all_of(deps, OutgoingMail)) == 2 * before

    def test_damages_neither_the_file_nor_the_chain(self, deps: Deps) -> None:
        self._asks_until_it_is_full(deps)
        with deps.database.reading() as db:
            assert db.connection().exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert verify(deps).fault is None

    def test_lets_everybody_go_on_once_there_is_room(self, deps: Deps) -> None:
        before = self._asks_until_it_is_full(deps)
        ask_account(deps, "later@example.org", browser="later")
        assert len(all_of(deps, Account)) == before + 1
        assert verify(deps).fault is None

    def _asks_until_it_is_full(self, deps: Deps) -> int:
        """How many had an account before."""
        with full_disk(deps):
            for number in range(200):
                if refused := code_of(lambda n=number: ask_account(deps, f"e{n}@example.org", browser=f"{n}")):
                    assert refused == "cannot_save_now"
                    return number
        raise AssertionError("the disk never was full")


class TestAFullFolder:
    @pytest.fixture
    def case(self, deps: Deps) -> Case:
        return asked(deps)

    def test_takes_no_document_and_keeps_no_part_of_it(self, deps: Deps, case: Case) -> None:
        place, content = slot(deps, case), big_pdf(50_000)
        with full_folder(40_000):
            assert code_of(lambda: documents.send(deps, place, "a.pdf", content)) == "cannot_save_now"
        assert all_of(deps, Document) == []
        assert list(Path(deps.settings.documents_folder).iterdir()) == []

    def test_takes_it_once_there_is_room(self, deps: Deps, case: Case) -> None:
        place, content = slot(deps, case), big_pdf(50_000)
        with full_folder(40_000):
            code_of(lambda: documents.send(deps, place, "a.pdf", content))
        documents.send(deps, place, "a.pdf", content)
        (kept,) = all_of(deps, Document)
        assert documents.open_own(deps, case.ada, kept.reference).content == content


def test_a_document_whose_row_may_have_been_stored_is_not_thrown_away(
    deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line to the database breaks while it answers: the row is there, and must never speak of a missing file."""
    case = asked(deps)
    place, real = slot(deps, case), documents._add

    def breaks(*given: object) -> bool:
        real(*given)  # type: ignore[arg-type]
        raise documents.NotNow

    monkeypatch.setattr(documents, "_add", breaks)
    assert code_of(lambda: documents.send(deps, place, "a.pdf", big_pdf(1_000))) == "cannot_save_now"
    (kept,) = all_of(deps, Document)
    assert documents.open_own(deps, case.ada, kept.reference).content == big_pdf(1_000)
