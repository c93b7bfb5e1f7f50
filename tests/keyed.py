"""The portal as it is started with other keys, on the same database, and something sealed of every kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import SecretStr

from cecs_app.db import seals
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.seals import SEALED
from cecs_app.db.tables import Account
from cecs_app.services import keys
from cecs_app.services.deps import Deps
from cecs_app.settings import DEVELOPMENT_SECRET
from cecs_app.wiring import build_deps
from tests import on_record
from tests.claiming import claimed
from tests.employees import Employee, employed
from tests.people import Member, member
from tests.registering import typing

OLD = DEVELOPMENT_SECRET
NEW = "of the new year"
CLAIMED_SSN = "736-12-3456"


@contextmanager
def keyed(deps: Deps, present: str, *before: str) -> Iterator[Deps]:
    """All four keys are the same word here: each is used in a way of its own."""
    names = ("password_pepper", "sealing_key", "ssn_index_key", "audit_key")
    changed: dict[str, Any] = {name: SecretStr(present) for name in names}
    changed |= {f"{name}_before": tuple(SecretStr(one) for one in before) for name in names}
    built = replace(build_deps(deps.settings.model_copy(update=changed)), clock=deps.clock)
    yield built
    built.database.engine.dispose()


@dataclass(frozen=True)
class Everything:
    ada: Member
    rita: Employee
    claim: str
    """Its reference."""


def everything(deps: Deps) -> Everything:
    """A record with an SSN, a claim, people with passwords and authenticators, waiting mails, documents."""
    on_record.record(deps)
    on_record.record(deps, "2000000002", ssn="735-12-3456", last_name="Other")
    on_record.record(deps, "3000000003", ssn=CLAIMED_SSN, last_name="Claimed", date_of_birth=date(1980, 5, 18))
    _jane, claim = claimed(deps, typing(ssn=CLAIMED_SSN, last_name="Claimed"))
    found = Everything(member(deps), employed(deps), claim)
    with deps.database.transaction() as db:
        db.get_one(Account, found.ada.id).sealed_authenticator = deps.sealer.seal("HERS", "authenticator")
        login = db.get_one(SignInSession, 1)
        login.sealed_authenticator = deps.sealer.seal("BEGUN", "authenticator")
    kept = [deps.documents.keep(b"a transcript"), deps.documents.keep(b"another")]
    deps.documents.set_aside(kept[1], deps.now())
    return found


def sealed_with(deps: Deps) -> dict[str, set[str]]:
    """For each kind, where its seals and indices stand."""
    return {kind: {str(place) for place in places} for kind, places in keys.status(deps).items()}


def readable(deps: Deps) -> dict[str, list[str]]:
    """All that is sealed, in clear. Raises InvalidTag or DocumentDamaged where something is not."""
    found = {}
    with deps.database.reading() as db:
        for kind, column in SEALED.items():
            rows = seals.page(db, column, None, 1000)
            found[kind] = [deps.sealer.open(row.sealed, keys.PURPOSES[kind]) for row in rows]
    found["documents"] = sorted(deps.documents.read(name).decode() for name in deps.documents.names())
    return found
