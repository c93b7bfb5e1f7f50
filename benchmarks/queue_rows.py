"""Makes a great many applications in no time: plain inserts, past the services that would make them one by one."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, text

from cecs_app.db.desk_tables import StaffMember
from cecs_app.db.tables import Application, Certificate, Educator
from cecs_app.domain.application import AT_THE_DESK, Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.names import name_key
from cecs_app.services.deps import Deps

BATCH = 5_000
DECIDED = 5_000
CLERKS = 12
SHARES = {
    Status.SUBMITTED: 55,
    Status.WAITING_REVIEW: 12,
    Status.IN_REVIEW: 6,
    Status.MISSING_CREDENTIALS: 20,
    Status.ON_HOLD: 3,
    Status.SECOND_LOOK: 2,
    Status.APPEALED: 1,
    Status.APPROVED: 1,
}
"""Of a hundred. Nobody works on what was never taken up."""
LAST_NAMES = ("Smith", "Smithson", "Jones", "Garcia", "Nguyen", "Brown", "Rivera", "Novak", "Larsen", "Quinn")
FIRST_NAMES = ("Joan", "Mary", "Ana", "Peter", "Li", "Omar", "Ruth", "Ivan", "Nora", "Zoe")


@dataclass(frozen=True)
class Made:
    """One of the educators, her application, and a clerk who works on some."""

    clerk: int
    reference: str
    ein: str
    name: str


def make(deps: Deps, count: int) -> Made:
    """The same each time. With the statistics that a database gathers by itself while it is used."""
    dice = random.Random(4)  # noqa: S311  # made-up people, no secrets
    total = count + DECIDED
    with deps.database.transaction() as db:
        db.execute(insert(StaffMember), [_clerk(deps, one) for one in range(1, CLERKS + 1)])
        for table, row in ((Educator, _educator), (Certificate, _certificate)):
            for batch in _batches(total):
                db.execute(insert(table), [row(deps, one) for one in batch])
        for batch in _batches(total):
            db.execute(insert(Application), [_application(deps, dice, one, one > count) for one in batch])
    with deps.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if deps.database.is_sqlite else "VACUUM ANALYZE"))
    assert set(SHARES) == set(AT_THE_DESK)
    middle = count // 2
    return Made(2, _reference(middle), _ein(middle), f"{_last(middle)} {_first(middle)}")


def _batches(total: int) -> Iterator[range]:
    return (range(first, min(first + BATCH, total + 1)) for first in range(1, total + 1, BATCH))


def _clerk(deps: Deps, number: int) -> dict[str, Any]:
    name = f"clerk{number}"
    named = {"username": name, "name": name.title(), "email": name, "email_key": name}
    return {**named, "id": number, "roles": "reviewer", "authenticator_step": 0, "created_at": deps.now()}


def _educator(deps: Deps, number: int) -> dict[str, Any]:
    first, last = _first(number), _last(number)
    return {
        "id": number,
        "ein": _ein(number),
        "first_name": first,
        "middle_name": "",
        "last_name": last,
        "former_last_names": "",
        "name_key": name_key(first, last),
        "date_of_birth": date(1960, 1, 1) + timedelta(days=number % 14_000),
        "email": "",
        "created_at": deps.now(),
    }


def _certificate(_deps: Deps, number: int) -> dict[str, Any]:
    term = {"valid_from": date(2022, 7, 1), "valid_until": date(2027, 6, 30)}
    return {"id": number, "educator_id": number, "number": f"C-{number}", "kind": "professional", **term}


def _application(deps: Deps, dice: random.Random, number: int, is_decided: bool) -> dict[str, Any]:
    (status,) = dice.choices(list(SHARES), list(SHARES.values()))
    filed_at = deps.now() - timedelta(seconds=dice.uniform(3_600, 120 * 86_400))
    is_missing = status is Status.MISSING_CREDENTIALS and not is_decided
    was_taken = not is_decided and status is not Status.SUBMITTED and dice.random() < 0.9
    return {
        "id": number,
        "reference": _reference(number),
        "educator_id": number,
        "certificate_id": number,
        "kind": dice.choice(list(ApplicationKind)),
        "status": Status.ISSUED if is_decided else status,
        "step": "sign",
        "answers": {"conduct": {"replies": {"dismissed": {"answer": "no", "explanation": ""}}}},
        "review_cents": 5_000,
        "total_cents": 20_000,
        "balance_may_follow": True,
        "signed_name": "",
        "pay_by_mail": False,
        "created_at": filed_at,
        "saved_at": filed_at,
        "submitted_at": filed_at,
        "filed_at": filed_at,
        "decided_at": deps.now() - timedelta(hours=dice.uniform(1, 1_400)) if is_decided else None,
        "assigned_to": dice.randint(1, CLERKS) if was_taken else None,
        # One in fifty did not answer in time.
        "answer_due_on": deps.today() + timedelta(days=dice.randint(-1, 48)) if is_missing else None,
    }


def _reference(number: int) -> str:
    return f"A-{number // 10_000:04d}-{number % 10_000:04d}"


def _ein(number: int) -> str:
    return f"1{number:09d}"


def _last(number: int) -> str:
    return LAST_NAMES[number % len(LAST_NAMES)] + ("" if number % 3 else f"-{number}")


def _first(number: int) -> str:
    return FIRST_NAMES[number // 10 % len(FIRST_NAMES)]
