"""Keys are replaced while the portal runs: how much still lies under which key, and the sealing of it all anew.

Nothing here needs an order or an end: a rotation that was stopped is begun again, and two at once do no harm.
"""

from collections import Counter
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag

from cecs_app.db import seals
from cecs_app.db.seals import PEPPERED, SEALED, Change, Row
from cecs_app.gateways.documents import DocumentDamaged
from cecs_app.gateways.secrets import SSN, Place
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof
from cecs_app.services.outbox import PURPOSE as MAIL
from cecs_app.services.second_step import factors

PURPOSES = {
    "claims": SSN,
    "ssns": SSN,
    "authenticators_begun": factors.PURPOSE,
    "authenticators": factors.PURPOSE,
    "staff_authenticators": proof.PURPOSE,
    "mails": MAIL,
}
INDEXED = "ssns"
BATCH = 500
"""Rows a transaction."""
Status = dict[str, Counter[Place]]
"""How many of each kind lie under which key."""


def status(deps: Deps) -> Status:
    """Changes nothing. What is hashed with an older pepper is renewed when its owner logs in."""
    found: Status = {kind: _places(deps, kind) for kind in SEALED}
    found["ssn_indexes"] = Counter(_index_place(deps, row) for row in _rows(deps, INDEXED))
    found["documents"] = Counter(_document_places(deps))
    with deps.database.reading() as db:
        for kind, hashed in PEPPERED.items():
            found[kind] = Counter()
            for name, count in seals.peppers(db, hashed):
                found[kind][deps.passwords.place(name)] += count
    return found


def left(found: Status) -> int:
    """How much `rotate` has still to do, or can't do for want of a key."""
    return sum(sum(places.values()) - places[Place.PRESENT] for kind, places in found.items() if kind not in PEPPERED)


def rotate(deps: Deps) -> dict[str, int]:
    """Seals and indexes all with the present keys, in short transactions; how many of each kind.

    What opens with no key that was given is left alone: `status` tells of it.
    """
    _journal(deps, "keys_rotation_begun")
    renewed = {kind: _rotate(deps, kind) for kind in SEALED} | {"documents": _rotate_documents(deps)}
    _journal(deps, "keys_rotated", **renewed)
    return renewed


def _journal(deps: Deps, name: str, **counts: int) -> None:
    with deps.database.transaction() as db:
        journal.record(db, deps, name, actor="staff", **counts)


def _rows(deps: Deps, kind: str) -> Iterator[Row]:
    for page in _pages(deps, kind):
        yield from page


def _pages(deps: Deps, kind: str) -> Iterator[list[Row]]:
    """Each in a reading of its own: nobody waits for a walk over millions."""
    after = None
    while True:
        with deps.database.reading() as db:
            page = list(seals.page(db, SEALED[kind], after, BATCH))
        if not page:
            return
        yield page
        after = page[-1].key


def _places(deps: Deps, kind: str) -> Counter[Place]:
    return Counter(deps.sealer.place(row.sealed, PURPOSES[kind]) for row in _rows(deps, kind))


def _index_place(deps: Deps, row: Row) -> Place:
    try:
        indices = deps.ssns.indices_of(row.sealed)
    except InvalidTag:
        return Place.UNKNOWN
    if row.ssn_index not in indices:
        return Place.UNKNOWN
    return Place.PRESENT if row.ssn_index == indices[0] else Place.BEFORE


def _rotate(deps: Deps, kind: str) -> int:
    count = 0
    for page in _pages(deps, kind):
        stale = [(row, *new) for row in page if (new := _renewed(deps, kind, row))]
        if stale:
            count += _put(deps, kind, stale)
    return count


def _renewed(deps: Deps, kind: str, row: Row) -> tuple[bytes, str | None] | None:
    """None for what is under the present keys, and for what can't be opened."""
    is_sealed = deps.sealer.named(row.sealed) is Place.PRESENT
    try:
        if kind != INDEXED:
            return None if is_sealed else (deps.sealer.renewed(row.sealed, PURPOSES[kind]), None)
        is_indexed = row.ssn_index == deps.ssns.indices_of(row.sealed)[0]
        return None if is_sealed and is_indexed else deps.ssns.renewed(row.sealed)
    except InvalidTag:
        return None


def _put(deps: Deps, kind: str, stale: list[Change]) -> int:
    with deps.database.transaction() as db:
        return seals.put(db, SEALED[kind], stale)


def _document_places(deps: Deps) -> Iterator[Place]:
    for name in deps.documents.names():
        try:
            yield deps.documents.place(name)
        except DocumentDamaged:
            continue  # taken away meanwhile


def _rotate_documents(deps: Deps) -> int:
    count = 0
    for name in list(deps.documents.names()):
        try:
            if deps.documents.place(name) is not Place.PRESENT:
                deps.documents.renew(name)
                count += 1
        except DocumentDamaged:
            continue  # taken away meanwhile, or of a key that was not given
    return count
