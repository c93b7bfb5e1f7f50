"""Is all that the portal keeps whole: the database by its own account, the journal, what is sealed, the documents."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from cecs_app.db import items, registry, whole
from cecs_app.domain.audit import Head
from cecs_app.domain.errors import NotAllowed
from cecs_app.gateways.documents import DocumentDamaged
from cecs_app.services import audit
from cecs_app.services.deps import Deps

BATCH = 500
SAMPLE = 100


@dataclass(frozen=True)
class Sound:
    """What was looked through."""

    rows: int
    documents: int
    head: Head


def check(deps: Deps, noted: Head | None = None, lost: Collection[str] = ()) -> Sound:
    """`noted` is a head that the journal must run through, `lost` the files that were missing before.

    Raises NotAllowed: "database_unsound", "journal_unsound", "ssn_key_wrong" or "documents_unsound".
    """
    if damage := whole.find_damage(deps.database):
        raise NotAllowed("database_unsound", why=damage)
    verdict = audit.verify(deps, noted)
    if verdict.fault:
        raise NotAllowed("journal_unsound", name=verdict.fault.breach, number=verdict.head.position + 1)
    _check_ssns(deps)
    documents = _check_documents(deps, lost)
    with deps.database.reading() as db:
        return Sound(sum(whole.count_rows(db.connection()).values()), documents, verdict.head)


def _check_ssns(deps: Deps) -> None:
    """The first and the last: if the key was changed in between, one of the two shows it."""
    with deps.database.reading() as db:
        sealed = registry.some_sealed_ssns(db, SAMPLE)
    if not all(deps.ssns.fits(one) for one in sealed):
        raise NotAllowed("ssn_key_wrong")


def _check_documents(deps: Deps, lost: Collection[str]) -> int:
    """How many there are, each of them opened."""
    damaged, seen, last = 0, 0, 0
    while True:
        with deps.database.reading() as db:
            batch = items.files_after(db, last, BATCH)
        if not batch:
            break
        damaged += sum(not _is_whole(deps, name, sha256) for _id, name, sha256 in batch if name not in lost)
        seen, last = seen + len(batch), batch[-1][0]
    if damaged:
        raise NotAllowed("documents_unsound", number=damaged)
    return seen


def _is_whole(deps: Deps, stored_as: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(deps.documents.read(stored_as)).hexdigest() == sha256
    except DocumentDamaged:
        return False
