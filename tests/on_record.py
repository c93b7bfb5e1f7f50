"""Records of the registry and accounts, made straight in the database, and what stands in it afterwards."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from cecs_app.db.tables import Account, Educator, EducatorSsn
from cecs_app.services.deps import Deps

BORN = date(1980, 5, 17)
SSN = "734-12-3456"
ANOTHER_SSN = "735-12-3456"


def record(deps: Deps, ein: str = "1000000001", *, ssn: str = SSN, **changes: Any) -> int:
    """Jane Muñoz as the registry has her, but for the changes; with ssn="" it holds none. Gives the row's id."""
    values: dict[str, Any] = {"first_name": "Jane", "last_name": "Muñoz", "date_of_birth": BORN, **changes}
    with deps.database.transaction() as db:
        educator = Educator(ein=ein, created_at=deps.now(), **values)
        db.add(educator)
        db.flush()
        found = educator.id or 0
        if digits := ssn.replace("-", ""):
            db.add(EducatorSsn(educator_id=found, sealed=deps.ssns.seal(digits), ssn_index=deps.ssns.index(digits)))
    return found


def account(deps: Deps, name: str = "jane", **changes: Any) -> int:
    """Somebody who has just made an account. Gives its id."""
    address = f"{name}@example.org"
    values = {"first_name": name.title(), "last_name": "Muñoz", "email": address, "email_key": address, **changes}
    with deps.database.transaction() as db:
        made = Account(username=f"{name}4821", created_at=deps.now(), **values)
        db.add(made)
        db.flush()
        return made.id or 0


def contents(deps: Deps) -> dict[str, list[Any]]:
    """Every row of every table."""
    with deps.database.reading() as db:
        return {
            table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
            for table in SQLModel.metadata.sorted_tables
        }
