"""What is not whole, not ours or not wanted here is never restored, and what is here stays as it is."""

import dataclasses
import tarfile
from pathlib import Path

import pytest
from sqlmodel import select

from cecs_app.db import copies, migrate, whole
from cecs_app.db.desk_tables import Document
from cecs_app.db.tables import EducatorSsn
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.gateways import archive
from cecs_app.gateways.secrets import Sealer
from cecs_app.services.backups import sound
from cecs_app.services.backups.restore import restore
from cecs_app.services.deps import Deps
from tests.asked import Case, documents_in
from tests.at_desk import refusal
from tests.backed_up import KEYS, new_place, taken, untouched
from tests.chained import changed_by_owner
from tests.on_record import contents, record
from tests.papers import PDF
from tests.people import member


class TestRefused:
    def test_a_byte_that_changed_anywhere(self, deps: Deps, backup: Path, place: Deps) -> None:
        written = backup.read_bytes()
        some = {0, 100, 300, 600, len(written) // 2, *range(len(written) - 20_000, len(written), 997)}
        for where in [*sorted(some), *range(len(written) - 160, len(written))]:
            backup.write_bytes(written[:where] + bytes([written[where] ^ 0x20]) + written[where + 1 :])
            assert refusal(lambda: restore(place, backup, "mia")) == "backup_damaged", where
        backup.write_bytes(written)
        assert restore(place, backup, "mia").rows

    @pytest.mark.parametrize("left", [0, 10, 512, -1, -200])
    def test_one_that_was_cut_off(self, backup: Path, place: Deps, left: int) -> None:
        backup.write_bytes(backup.read_bytes()[:left])
        assert refusal(lambda: restore(place, backup, "mia")) == "backup_damaged"

    def test_one_that_somebody_else_made(self, backup: Path, place: Deps, tmp_path: Path) -> None:
        """He can hash, and he has an archive of ours to begin with; what he lacks is the key."""
        with tarfile.open(backup) as tar:
            parts = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
        forged = tmp_path / "forged.tar"
        with archive.written(forged, lambda message: "0" * 64) as writer:
            for name, content in parts.items():
                writer.add(name, content)
        assert refusal(lambda: restore(place, forged, "mia")) == "backup_damaged"

    @pytest.mark.parametrize("name", KEYS)
    def test_one_of_another_key_by_its_name(self, deps: Deps, backup: Path, tmp_path: Path, name: str) -> None:
        with new_place(deps, tmp_path / "other", **{KEYS[name]: "another"}) as other:
            with pytest.raises(Exception) as caught:
                restore(other, backup, "mia")
            assert (caught.value.code, caught.value.data) == ("backup_wrong_key", {"name": name})  # type: ignore[attr-defined]
            assert untouched(other)

    def test_where_there_is_data_unless_told_so(self, deps: Deps, backup: Path, tmp_path: Path) -> None:
        member(deps, "late@example.org", "Late")
        before = contents(deps)
        deps.database.engine.dispose()
        assert refusal(lambda: restore(deps, backup, "mia")) == "restore_not_empty"
        assert contents(deps) == before
        deps.database.engine.dispose()
        restore(deps, backup, "mia", replace=True)
        assert not [one for one in contents(deps)["account"] if "late@example.org" in str(one)]
        assert sound.check(deps).documents == 1

    def test_where_documents_lie_without_a_database(self, backup: Path, place: Deps) -> None:
        place.documents.keep(PDF)
        assert refusal(lambda: restore(place, backup, "mia")) == "restore_not_empty"

    def test_while_a_portal_runs_there(self, deps: Deps, backup: Path, place: Deps) -> None:
        migrate.upgrade(place.database)
        running = dataclasses.replace(place, database=type(place.database)(place.database.url, *place.database.signs))
        with running.database.reading() as db:
            db.connection()
        assert refusal(lambda: restore(place, backup, "mia")) == "restore_in_use"
        assert refusal(lambda: restore(place, backup, "mia", replace=True)) == "restore_in_use"
        running.database.engine.dispose()
        assert restore(place, backup, "mia").rows

    def test_one_of_a_newer_program(self, deps: Deps, place: Deps, tmp_path: Path) -> None:
        with pytest.MonkeyPatch.context() as newer:
            newer.setattr(whole, "read_revision", lambda _db: "0999")
            backup = taken(deps, tmp_path)
        assert refusal(lambda: restore(place, backup, "mia")) == "backup_newer"
        assert untouched(place)

    def test_one_of_the_other_kind_of_database(self, deps: Deps, backup: Path, place: Deps) -> None:
        place.database.kind = "another"
        assert refusal(lambda: restore(place, backup, "mia")) == "backup_other_kind"

    def test_what_is_no_file(self, place: Deps, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "nothing.tar"):
            with pytest.raises(NotFound):
                restore(place, path, "mia")


class TestNotWhole:
    """What was wrong before the backup was taken comes to light when it is restored; then what is there stays."""

    def test_a_document_that_is_not_what_was_sent(self, deps: Deps, case: Case, place: Deps, tmp_path: Path) -> None:
        stored_as = documents_in(deps)[0].stored_as
        path = Path(deps.settings.documents_folder) / stored_as
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        refuses(place, taken(deps, tmp_path), "documents_unsound")

    def test_a_row_that_says_another_hash(self, deps: Deps, case: Case, place: Deps, tmp_path: Path) -> None:
        with deps.database.transaction() as db:
            db.get_one(Document, 1).sha256 = "0" * 64
        refuses(place, taken(deps, tmp_path), "documents_unsound")

    def test_a_journal_that_was_changed(self, deps: Deps, case: Case, place: Deps, tmp_path: Path) -> None:
        changed_by_owner(deps, "UPDATE event SET actor = 'gateway' WHERE id = 1")
        refuses(place, taken(deps, tmp_path), "journal_unsound")

    def test_an_ssn_sealed_with_another_key(self, deps: Deps, case: Case, place: Deps, tmp_path: Path) -> None:
        record(deps)
        with deps.database.transaction() as db:
            sealed = db.exec(select(EducatorSsn)).one()
            sealed.sealed = Sealer("another key").seal("000000000", "ssn")
        refuses(place, taken(deps, tmp_path), "ssn_key_wrong")

    def test_a_row_without_the_one_it_belongs_to(self, deps: Deps, case: Case, place: Deps, tmp_path: Path) -> None:
        changed_by_owner(deps, "UPDATE document SET item_id = 99")
        # PostgreSQL's own program finds it, while it takes the dump in.
        code = "database_unsound" if deps.database.is_sqlite else "program_failed"
        refuses(place, taken(deps, tmp_path), code)

    def test_and_with_replace_what_was_there_stays(
        self, deps: Deps, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backup = taken(deps, tmp_path)
        before, files = contents(deps), sorted(one.name for one in Path(deps.settings.documents_folder).iterdir())
        deps.database.engine.dispose()
        monkeypatch.setattr(sound, "_check_documents", lambda *_: refuse())
        assert refusal(lambda: restore(deps, backup, "mia", replace=True)) == "documents_unsound"
        assert contents(deps) == before
        assert sorted(one.name for one in Path(deps.settings.documents_folder).iterdir()) == files


def test_one_that_was_killed_half_way_left_what_was_there_and_can_be_begun_again(deps: Deps, backup: Path) -> None:
    before = contents(deps)
    leave_half_restored(deps)
    assert refusal(lambda: restore(deps, backup, "mia")) == "restore_not_empty"
    assert contents(deps) == before
    deps.database.engine.dispose()
    leave_half_restored(deps)
    assert restore(deps, backup, "mia", replace=True).documents == 1
    assert [one for one in contents(deps)["event"] if "backup_restored" in one]


def leave_half_restored(deps: Deps) -> None:
    """As SIGKILL leaves it between the first step and the last."""
    folder = Path(deps.settings.documents_folder)
    (folder.with_name(f"{folder.name}.restoring") / "0").mkdir(parents=True, exist_ok=True)
    if deps.database.is_sqlite:
        path = whole.sqlite_path(deps.database)
        path.with_name(f"{path.name}.restoring").write_text("half")
    else:
        copies._run(deps.database, *copies._KEPT_BESIDE)
        deps.database.engine.dispose()


def refuse() -> int:
    raise NotAllowed("documents_unsound", number=1)


def refuses(place: Deps, backup: Path, code: str) -> None:
    assert refusal(lambda: restore(place, backup, "mia")) == code
    assert untouched(place)
