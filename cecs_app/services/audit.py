"""The audit: is the journal still what was written, and what does it say of one application or one clerk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import structlog
from sqlmodel import Session

from cecs_app.db import applications, audit, staff
from cecs_app.db.audit import Link
from cecs_app.db.history import Entry, entries
from cecs_app.domain.audit import Breach, Head, Sign, hash_of
from cecs_app.domain.errors import NotFound
from cecs_app.services.deps import Deps

log = structlog.get_logger()
Signs = Sequence[Sign]


@dataclass(frozen=True)
class Fault:
    """`position` is None for an event that stands outside the chain."""

    breach: Breach
    position: int | None
    event: int | None = None


@dataclass(frozen=True)
class Verdict:
    """`head` is where the chain ends, or the last link that is as it was written before the first `fault`."""

    head: Head
    fault: Fault | None = None


def verify(deps: Deps, noted: Head | None = None) -> Verdict:
    """Walks the whole chain in one consistent view. `noted` is a head kept elsewhere, which it must run through.

    A link may bear the hash of any key that the portal was given; the last must bear the present one's, which
    protects all that stands before it.
    """
    with deps.database.reading() as db:
        before, head, last = Head(), Head(), None
        while page := audit.links_after(db, head.position if head.position else None):
            for link in page:
                if fault := _fault_at(db, deps.database.signs, head, link, noted):
                    return Verdict(head, fault)
                before, head, last = head, Head(link.position, link.hash or ""), link
        fault = _fault_at_end(db, head, noted) or _unlinked(db, head)
        if not fault and last and hash_of(deps.database.sign, head.position, before.hash, last.stored) != head.hash:
            fault = Fault(Breach.ENDS_WITH_OLD_KEY, head.position, int(last.stored[0] or 0))
        return Verdict(head, fault)


def note_head(deps: Deps) -> None:
    """Into the log, which lies outside the database: against it a cut-off tail shows."""
    with deps.database.reading() as db:
        head = audit.find_head(db)
    log.info("audit_head", head=str(head) if head else "missing")


def history(deps: Deps, *, reference: str = "", username: str = "") -> Iterator[Entry]:
    """Events of one application, or of one of the staff, the oldest first. Raises NotFound."""
    with deps.database.reading() as db:
        application_id = applications.get_by_reference(db, reference).id if reference else None
        member = staff.find_by_username(db, username) if username else None
        if username and member is None:
            raise NotFound
        yield from entries(db, application_id=application_id, staff_id=member.id if member else None)


def _fault_at(db: Session, signs: Signs, before: Head, link: Link, noted: Head | None) -> Fault | None:
    position = before.position + 1
    if link.position != position:
        is_elsewhere = _stands_later(db, signs, before, link)
        return Fault(Breach.LINKS_OUT_OF_ORDER if is_elsewhere else Breach.LINK_REMOVED, position)
    event = int(link.stored[0]) if link.stored[0] else None
    if event is None:
        return Fault(Breach.EVENT_REMOVED, position)
    hashes = _hashes(signs, position, before.hash, link.stored)
    if link.hash not in hashes:
        return Fault(_which(db, signs, before, link, hashes), position, event)
    if noted and noted.position == position and noted.hash != link.hash:
        return Fault(Breach.NOT_THE_CHAIN_NOTED, position, event)
    return None


def _which(db: Session, signs: Signs, before: Head, link: Link, hashes: list[str]) -> Breach:
    """Link or event: what comes next was written over the link as it was."""
    following = audit.links_after(db, link.position, most=1)
    if following and any(
        following[0].hash in _hashes(signs, following[0].position, hashed, following[0].stored) for hashed in hashes
    ):
        return Breach.LINK_CHANGED
    if not following and audit.find_head(db) in [Head(link.position, hashed) for hashed in hashes]:
        return Breach.LINK_CHANGED
    return Breach.LINKS_OUT_OF_ORDER if _stands_later(db, signs, before, link, hashes) else Breach.EVENT_CHANGED


def _stands_later(db: Session, signs: Signs, before: Head, link: Link, hashes: Sequence[str] = ()) -> bool:
    """Whether what was written for this place is found at a later one: its event, its hash, or the link as a whole."""
    position, last = before.position + 1, link.position
    while page := audit.links_after(db, last):
        for later in page:
            wanted = _hashes(signs, position, before.hash, later.stored)
            if later.hash in hashes or link.hash in wanted or later.hash in wanted:
                return True
        last = page[-1].position
    return False


def _hashes(signs: Signs, position: int, before: str, stored: Sequence[str | None]) -> list[str]:
    """One a key."""
    return [hash_of(sign, position, before, stored) for sign in signs]


def _fault_at_end(db: Session, head: Head, noted: Head | None) -> Fault | None:
    stored = audit.find_head(db)
    if max((one.position for one in (stored, noted) if one), default=0) > head.position:
        return Fault(Breach.TAIL_CUT_OFF, head.position + 1)
    return None if stored == head else Fault(Breach.HEAD_MOVED, head.position)


def _unlinked(db: Session, head: Head) -> Fault | None:
    last: int | None = None
    while page := audit.events_after(db, last):
        for number, position in page:
            if position is None or not 0 < position <= head.position:
                return Fault(Breach.EVENT_WITHOUT_LINK, None, number)
        last = page[-1][0]
    return None
