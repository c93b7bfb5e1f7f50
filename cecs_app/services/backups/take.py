"""Taking a backup while the portal works: database and documents of one moment, in one archive."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cecs_app.db import copies
from cecs_app.db.whole import Contents
from cecs_app.domain.audit import Head
from cecs_app.domain.backup import DATABASE, DOCUMENTS, Manifest, Part, as_bytes
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.gateways import archive
from cecs_app.gateways.archive import ArchiveWriter
from cecs_app.gateways.documents import DocumentDamaged
from cecs_app.services import journal
from cecs_app.services.backups import keys
from cecs_app.services.deps import Deps


@dataclass(frozen=True)
class Taken:
    """`lost` are documents whose files were missing already."""

    backup: str
    bytes: int
    taken_at: datetime
    revision: str
    rows: int
    documents: int
    lost: int
    head: Head


def take(deps: Deps, target: Path, by: str) -> Taken:
    """Into `target`, or under a name of its own where that is a folder. `by` is a name, for the journal.

    Raises NotFound where there is no such folder, NotAllowed("backup_exists"), or as copies.copy_out.
    """
    path = target / f"cecs-{deps.now():%Y%m%dT%H%M%SZ}.tar" if target.is_dir() else target
    if not path.parent.is_dir():
        raise NotFound
    if path.exists():
        raise NotAllowed("backup_exists")
    # Written down before it is handed out, so that it stands in the backup, too.
    with deps.database.transaction() as db:
        journal.record(db, deps, "backup_taken", actor="staff", by=by)
    with archive.written(path, deps.database.sign) as writer:
        manifest = _fill(deps, writer, path.parent)
        writer.add(archive.MANIFEST, as_bytes(manifest))
    return Taken(
        backup=str(path),
        bytes=path.stat().st_size,
        taken_at=manifest.taken_at,
        revision=manifest.revision,
        rows=sum(manifest.rows.values()),
        documents=manifest.documents,
        lost=len(manifest.lost),
        head=manifest.head,
    )


def _fill(deps: Deps, writer: ArchiveWriter, folder: Path) -> Manifest:
    taken_at = deps.now()
    with TemporaryDirectory(prefix=".cecs-backup-", dir=folder) as place:
        copy = Path(place) / DATABASE
        contents = copies.copy_out(deps.database, copy)
        parts = {DATABASE: writer.add_file(DATABASE, copy)}
    documents, lost = _add_documents(deps, writer, contents)
    return Manifest(
        kind=deps.database.kind,
        revision=contents.revision,
        taken_at=taken_at,
        head=contents.head,
        rows=contents.rows,
        parts=parts | documents,
        lost=tuple(lost),
        keys=keys.proofs(deps),
    )


def _add_documents(deps: Deps, writer: ArchiveWriter, contents: Contents) -> tuple[dict[str, Part], list[str]]:
    """After the database: what is sent later is not in it, and what was removed since lies set aside for days."""
    parts: dict[str, Part] = {}
    lost: list[str] = []
    for stored_as in contents.documents:
        try:
            parts[DOCUMENTS + stored_as] = writer.add(DOCUMENTS + stored_as, deps.documents.sealed(stored_as))
        except DocumentDamaged:
            lost.append(stored_as)
    return parts, lost
