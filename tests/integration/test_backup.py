"""A backup taken while the portal works comes back whole, in another place; what is not whole never does."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from cecs_app.db import migrate, whole
from cecs_app.db.tables import Event
from cecs_app.domain.backup import DATABASE, DOCUMENTS
from cecs_app.domain.staff import Role
from cecs_app.gateways.archive import Archive
from cecs_app.gateways.documents import DocumentDamaged
from cecs_app.services import audit, documents, retention, sessions
from cecs_app.services.backups.restore import restore
from cecs_app.services.backups.take import take
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions as desk_sessions
from tests.asked import Case, documents_in, sent
from tests.at_desk import cookie_of_clerk, hired, refusal
from tests.backed_up import KEYS, at_work, manifest_of, new_place, taken, works_in
from tests.on_record import SSN, record
from tests.papers import PDF
from tests.people import all_of, log_in, member, visitor


class TestDrill:
    def test_all_comes_back_though_the_portal_worked_meanwhile(
        self, deps: Deps, case: Case, place: Deps, tmp_path: Path
    ) -> None:
        beth = member(deps, "beth@example.org", "Beth")
        with at_work(deps, case) as work:
            acknowledged = work.done
            backup = taken(deps, tmp_path)
            acknowledged_later = work.done
        destroy(deps)
        answer = restore(place, backup, "mia")
        done = works_in(place)
        assert done == list(range(len(done))) and acknowledged <= len(done) <= acknowledged_later + 1
        assert audit.verify(place, manifest_of(backup).head).fault is None
        assert visitor(place, log_in(place, beth.username).token).username == beth.username
        kept = documents_in(place)
        assert answer.documents == len(kept) >= 1
        for one in kept:
            assert documents.open_own(place, case.ada, one.reference).content.startswith(b"%PDF")
        assert goes_on(place, case)

    def test_whoever_was_logged_in_then_logs_in_anew(self, deps: Deps, place: Deps, tmp_path: Path) -> None:
        """She may have logged out since, because somebody else sat there."""
        beth, rita = member(deps, "beth@example.org", "Beth"), hired(deps, Role.REVIEWER)
        cookie = cookie_of_clerk(deps, rita)
        restore(place, taken(deps, tmp_path), "mia")
        assert sessions.find_visitor(place, beth.token) is None
        assert desk_sessions.find_clerk(place, cookie) is None

    def test_no_writer_waits_long(self, deps: Deps, case: Case, tmp_path: Path) -> None:
        with at_work(deps, case) as work:
            for number in range(3):
                taken(deps, tmp_path, f"{number}.tar")
        assert work.slowest_seconds < 2

    def test_what_she_takes_back_meanwhile_is_still_in_it(
        self, deps: Deps, case: Case, place: Deps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the database's moment and the reading of its files: the worst moment there is."""
        sent(deps, case, content=PDF + b"\n")
        first = documents_in(deps)[0]
        real = deps.documents.sealed

        def meanwhile(stored_as: str) -> bytes:
            if first.reference in {one.reference for one in documents_in(deps)}:
                documents.remove(deps, case.ada, case.reference, first.reference)
                retention.erase(deps)
            return real(stored_as)

        monkeypatch.setattr(deps.documents, "sealed", meanwhile)
        backup = taken(deps, tmp_path)
        assert len(documents_in(deps)) == 1
        restore(place, backup, "mia")
        assert documents.open_own(place, case.ada, first.reference).content == PDF


def destroy(deps: Deps) -> None:
    """What a file can be deleted of; a server is elsewhere anyway."""
    deps.database.engine.dispose()
    shutil.rmtree(deps.settings.documents_folder)
    if deps.database.is_sqlite:
        whole.sqlite_path(deps.database).unlink()


def goes_on(deps: Deps, case: Case) -> bool:
    before = len(documents_in(deps))
    sent(deps, case, content=PDF + b"one more")
    return len(documents_in(deps)) == before + 1


class TestArchive:
    def test_nobody_else_may_read_it(self, backup: Path) -> None:
        assert backup.stat().st_mode & 0o777 == 0o600
        assert [one.name for one in backup.parent.iterdir() if one.name.startswith(".")] == []

    def test_it_tells_what_it_holds(self, deps: Deps, backup: Path) -> None:
        manifest = manifest_of(backup)
        with tarfile.open(backup) as tar:
            assert tar.getnames() == [*manifest.parts, "manifest.json"]
        assert manifest.rows["document"] == manifest.documents == 1
        assert (manifest.kind, manifest.taken_at) == (deps.database.kind, deps.now())
        assert manifest.head == audit.verify(deps).head
        assert manifest.rows["event"] == manifest.head.position == len(all_of(deps, Event))

    def test_it_stands_in_the_journal_and_in_itself(self, deps: Deps, backup: Path, place: Deps) -> None:
        restore(place, backup, "rob")
        told = [(one.name, one.data["by"]) for one in all_of(place, Event)[-2:]]
        assert told == [("backup_taken", "mia"), ("backup_restored", "rob")]

    def test_it_holds_no_key_and_opens_nothing(self, tmp_path: Path, deps: Deps) -> None:
        secrets = {name: f"{name} of its own, long enough" for name in KEYS.values()}
        with new_place(deps, tmp_path / "own", **secrets) as own:
            migrate.upgrade(own.database)
            record(own)
            own.documents.keep(PDF)
            held = taken(own, tmp_path, "own.tar").read_bytes()
        assert not [
            one for one in (*secrets.values(), SSN, SSN.replace("-", ""), "SECRET-TRANSCRIPT") if one.encode() in held
        ]

    def test_it_never_takes_the_place_of_another(self, deps: Deps, backup: Path) -> None:
        before = backup.read_bytes()
        assert refusal(lambda: taken(deps, backup.parent)) == "backup_exists"
        assert backup.read_bytes() == before

    def test_in_a_folder_it_is_named_by_the_time(self, deps: Deps, tmp_path: Path) -> None:
        assert Path(take(deps, tmp_path, "mia").backup).name == "cecs-20270115T170000Z.tar"

    def test_one_that_broke_off_leaves_nothing(
        self, deps: Deps, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_stored_as: str) -> bytes:
            raise OSError("no space left on device")

        monkeypatch.setattr(deps.documents, "sealed", full)
        before = set(tmp_path.iterdir())
        with pytest.raises(OSError, match="no space"):
            taken(deps, tmp_path)
        assert set(tmp_path.iterdir()) == before

    def test_a_document_that_was_lost_before_is_told_and_the_rest_comes_back(
        self, deps: Deps, case: Case, place: Deps, tmp_path: Path
    ) -> None:
        sent(deps, case, content=PDF + b"\n")
        gone, left = documents_in(deps)
        deps.documents.forget(gone.stored_as)
        answer = take(deps, tmp_path / "cecs.tar", "mia")
        assert (answer.documents, answer.lost) == (1, 1)
        assert restore(place, Path(answer.backup), "mia").lost == 1
        assert documents.open_own(place, case.ada, left.reference).content
        with pytest.raises(DocumentDamaged):
            documents.open_own(place, case.ada, gone.reference)


def test_an_older_schema_is_brought_forward(deps: Deps, case: Case, place: Deps, tmp_path: Path) -> None:
    backup = taken(deps, tmp_path)
    revision = manifest_of(backup).revision
    migrate.downgrade(deps.database, "-1")
    older = taken(deps, tmp_path, "older.tar")
    migrate.upgrade(deps.database)
    answer = restore(place, older, "mia")
    assert (answer.revision, answer.was) == (revision, manifest_of(older).revision)
    assert answer.was != answer.revision
    assert documents.open_own(place, case.ada, documents_in(place)[0].reference).content == PDF


def test_the_manifest_names_every_part(backup: Path) -> None:
    told = json.loads(Archive(backup).manifest())
    assert [name for name in told["parts"] if name != DATABASE and not name.startswith(DOCUMENTS)] == []


def test_one_from_before_the_keys_changed_comes_back_while_those_of_then_still_hold(
    deps: Deps, case: Case, tmp_path: Path
) -> None:
    beth = member(deps, "beth@example.org", "Beth")
    record(deps)
    backup = taken(deps, tmp_path)
    new = {name: f"a new {name}" for name in KEYS.values()}
    before = {f"{name}_before": (getattr(deps.settings, name),) for name in KEYS.values()}
    with new_place(deps, tmp_path / "new", **new, **before) as place:
        assert restore(place, backup, "mia").documents == 1
        assert log_in(place, beth.username).token
