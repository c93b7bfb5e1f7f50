"""Putting a backup in the place of what is there, once all of it has been found whole."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cecs_app.db import copies, migrate, whole
from cecs_app.db.unit_of_work import Database
from cecs_app.domain.audit import Head
from cecs_app.domain.backup import DATABASE, DOCUMENTS, Manifest, NoManifest, parse_manifest
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.gateways.archive import Archive, ArchiveDamaged
from cecs_app.services import journal
from cecs_app.services.backups import keys, sound
from cecs_app.services.deps import Deps


@dataclass(frozen=True)
class Restored:
    """`revision` is that of the schema now; `was` that of the backup."""

    taken_at: datetime
    revision: str
    was: str
    rows: int
    documents: int
    lost: int
    head: Head
    """Of the journal, with the restoring written down."""


def restore(deps: Deps, source: Path, by: str, *, replace: bool = False) -> Restored:
    """Nothing is changed unless all is well. `by` is a name, for the journal.

    Raises NotFound, or NotAllowed: "backup_damaged", "backup_wrong_key", "backup_newer", "backup_other_kind",
    "restore_in_use", "restore_not_empty", as sound.check, or as copies.copied_in.
    """
    if not source.is_file():
        raise NotFound
    try:
        archive = Archive(source)
        manifest = parse_manifest(archive.manifest())
        _check_fits(deps, archive, manifest)
        _check_place(deps, replace=replace)
        return _put_in_place(deps, archive, manifest, by)
    except (ArchiveDamaged, NoManifest) as error:
        raise NotAllowed("backup_damaged") from error


def _check_fits(deps: Deps, archive: Archive, manifest: Manifest) -> None:
    keys.check(deps, manifest.keys)
    if not any(archive.is_ours(sign) for sign in deps.database.signs):
        raise ArchiveDamaged("somebody else wrote it")
    if not migrate.knows(manifest.revision):
        raise NotAllowed("backup_newer", number=manifest.revision)
    if manifest.kind != deps.database.kind:
        raise NotAllowed("backup_other_kind", name=manifest.kind)


def _check_place(deps: Deps, *, replace: bool) -> None:
    if whole.is_in_use(deps.database):
        raise NotAllowed("restore_in_use")
    copies.put_back(deps.database)
    if not replace and not (whole.is_empty(deps.database) and deps.documents.is_empty()):
        raise NotAllowed("restore_not_empty")
    deps.database.engine.dispose()


def _put_in_place(deps: Deps, archive: Archive, manifest: Manifest, by: str) -> Restored:
    def fill(path: Path) -> None:
        archive.extract(DATABASE, manifest.parts[DATABASE], path)

    # The documents go in first: a row never speaks of a file that is not there.
    with copies.copied_in(deps.database, fill) as database, deps.documents.replaced() as documents:
        for name, content in archive.below(DOCUMENTS, manifest.parts):
            documents.put_sealed(name, content)
        _check_rows(database, manifest)
        migrate.upgrade(database)
        restored = dataclasses.replace(deps, database=database, documents=documents)
        with database.transaction() as db:
            # A login that was ended after the backup must not live again.
            whole.end_logins(db, deps.now())
            # Before the look at the journal: it must end with a link of the present key.
            journal.record(db, deps, "backup_restored", actor="staff", by=by, head=str(manifest.head))
        found = sound.check(restored, manifest.head, manifest.lost)
        with database.reading() as db:
            revision = whole.read_revision(db)
    return Restored(
        taken_at=manifest.taken_at,
        revision=revision,
        was=manifest.revision,
        rows=found.rows,
        documents=found.documents,
        lost=len(manifest.lost),
        head=found.head,
    )


def _check_rows(database: Database, manifest: Manifest) -> None:
    with database.reading() as db:
        counted = whole.count_rows(db.connection())
    if counted != manifest.rows:
        raise ArchiveDamaged("the rows are not those of the manifest")
