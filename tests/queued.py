"""Applications that stand in the desk's queue, each of an educator of her own."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from cecs_app.db.tables import Account, Application, Certificate, Educator
from cecs_app.domain.application import Status
from cecs_app.domain.queue import Ask, parse_ask
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk import queue

NUMBERS = count(1)


def queued(
    deps: Deps, *, days: float = 1, status: Status = Status.SUBMITTED, name: str = "Ada Lovelace", **columns: Any
) -> str:
    """Filed so many days ago; gives the reference. `columns` are the application's own."""
    filed_at = deps.now() - timedelta(days=days)
    number = next(NUMBERS)
    with deps.database.transaction() as db:
        owner = educator(db, deps, name, number)
        certificate = Certificate(educator_id=owner, number=f"C-{number}", kind="professional", **TERM)
        db.add(certificate)
        db.flush()
        fresh = Application(
            reference=f"A-{number // 10_000:04d}-{number % 10_000:04d}",
            educator_id=owner,
            certificate_id=certificate.id or 0,
            **{**_columns(filed_at), "status": status, **columns},
        )
        db.add(fresh)
        return fresh.reference


TERM = {"valid_from": date(2022, 7, 1), "valid_until": date(2027, 6, 30)}


def educator(db: Any, deps: Deps, name: str, number: int) -> int:
    """With an account, whose address is `owner<number>@example.org`."""
    first, _, last = name.partition(" ")
    person = Educator(
        ein=f"20{number:08d}",
        first_name=first,
        last_name=last,
        date_of_birth=date(1985, 5, 5),
        created_at=deps.now(),
    )
    db.add(person)
    db.flush()
    address = f"owner{number}@example.org"
    login = {"username": address, "email": address, "email_key": address, "created_at": deps.now()}
    db.add(Account(first_name=first, last_name=last, educator_id=person.id, **login))
    return person.id or 0


def _columns(filed_at: datetime) -> dict[str, Any]:
    instants = dict.fromkeys(("created_at", "saved_at", "submitted_at", "filed_at"), filed_at)
    return {"kind": "renewal", "step": "sign", **instants}


def shown(deps: Deps, clerk: Clerk, **address: str) -> list[str]:
    """The references on the page of that address, from above."""
    return [one.reference for one in view_of(deps, clerk, **address).rows]


def view_of(deps: Deps, clerk: Clerk, **address: str) -> queue.QueueView:
    return queue.show(deps, clerk, parse_ask(address))


def followed(deps: Deps, clerk: Clerk, address: str) -> queue.QueueView:
    """What a link of the page leads to."""
    return queue.show(deps, clerk, asked(address))


def asked(address: str) -> Ask:
    return parse_ask(dict(parse_qsl(address.partition("?")[2])))
