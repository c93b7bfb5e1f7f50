"""Educators of the made-up registry who have an account already, so that a journey begins where it matters."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import select

from cecs_app.clock import connecticut_day
from cecs_app.db.tables import Account, Educator
from cecs_app.domain.certificate import CertificateKind
from cecs_app.practice import terms
from cecs_app.practice.registry import FIRST_ORDINARY, OnRecord, ein_of, registry
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.e2e.portal import Portal

PASSWORD = "seven quiet harbors under snow"
_numbers = itertools.count(1)
_taken: set[str] = set()


@dataclass(frozen=True)
class Holder:
    """Whoever logs in with these has one certificate, with its window open."""

    username: str
    email: str
    name: str
    ein: str
    certificate: str


def holder_of(portal: Portal, kind: CertificateKind) -> Holder:
    """Another educator each time."""
    record = next(one for one in _records(kind) if one.ein not in _taken)
    _taken.add(record.ein)
    number = next(_numbers)
    holder = Holder(
        username=f"holder{number}",
        email=f"holder{number}@example.test",
        name=f"{record.first_name} {record.last_name}",
        ein=record.ein,
        certificate=record.certificate_cells[0]["number"],
    )
    _store(portal, holder, record)
    return holder


def _records(kind: CertificateKind) -> Iterator[OnRecord]:
    today = connecticut_day(datetime.now(UTC))
    wanted = [(kind, terms.window_open(kind, today))]
    ordinary = (one for one in registry(today) if one.ein >= ein_of(FIRST_ORDINARY))
    return (one for one in ordinary if [(held.kind, held.term) for held in one.held] == wanted)


def _store(portal: Portal, holder: Holder, record: OnRecord) -> None:
    deps = build_deps(Settings(database_url=portal.database_url))
    with deps.database.transaction() as db:
        educator = db.exec(select(Educator).where(Educator.ein == record.ein)).one()
        db.add(
            Account(
                username=holder.username,
                email=holder.email,
                email_key=holder.email,
                first_name=record.first_name,
                last_name=record.last_name,
                password_hash=deps.passwords.hash(PASSWORD),
                educator_id=educator.id,
                created_at=deps.now(),
            )
        )
    deps.database.engine.dispose()
