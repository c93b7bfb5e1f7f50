"""What has been kept long enough goes: daily by itself, or when the support staff ask."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice

from cecs_app.db import run_out
from cecs_app.domain.retention import Kept
from cecs_app.services import journal, stray_documents
from cecs_app.services.deps import Deps

BATCH = 500
"""In one transaction: so that nobody waits long for the database."""


def count(deps: Deps) -> Mapping[Kept, int]:
    """How much of what would go now."""
    with deps.database.reading() as db:
        counted = {kind: run_out.count(db, kind, _before(deps, kind)) for kind in run_out.DUE}
    forgettable = stray_documents.find_forgettable(deps, _before(deps, Kept.STRAY_FILES))
    return _some({**counted, Kept.STRAY_FILES: sum(1 for _one in forgettable)})


def erase(deps: Deps) -> Mapping[Kept, int]:
    """How much of what went. The journal holds the counts, batch by batch, and never what went."""
    gone: Counter[Kept] = Counter()
    for kind in run_out.DUE:
        number = BATCH
        while number == BATCH:
            number = _erase_batch(deps, kind)
            gone[kind] += number
    stray_documents.sweep(deps)
    gone[Kept.STRAY_FILES] += sum(_forget(deps, batch) for batch in _forgettable(deps))
    return _some(gone)


def _erase_batch(deps: Deps, kind: Kept) -> int:
    with deps.database.transaction() as db:
        number, files = run_out.erase(db, kind, _before(deps, kind), BATCH)
        if number:
            journal.record(db, deps, "kept_long_enough", actor="system", kind=kind, count=number)
    # After the rows, which must never speak of a file that is not there.
    for stored_as in files:
        deps.documents.set_aside(stored_as, deps.now())
    return number


def _forgettable(deps: Deps) -> Iterator[list[str]]:
    found = stray_documents.find_forgettable(deps, _before(deps, Kept.STRAY_FILES))
    while batch := list(islice(found, BATCH)):
        yield batch


def _forget(deps: Deps, stored_as: list[str]) -> int:
    with deps.database.transaction() as db:
        journal.record(db, deps, "kept_long_enough", actor="system", kind=Kept.STRAY_FILES, count=len(stored_as))
    for one in stored_as:
        deps.documents.forget(one)
    return len(stored_as)


def _before(deps: Deps, kind: Kept) -> datetime:
    before = deps.retention_policy.before(kind, deps.now())
    if kind in (Kept.SESSIONS, Kept.DESK_SESSIONS):
        # A login that may still go on is needed, however short the policy.
        return min(before, deps.now() - timedelta(hours=deps.settings.session_hours))
    return before


def _some(counted: Mapping[Kept, int]) -> Mapping[Kept, int]:
    return {kind: number for kind, number in counted.items() if number}
