"""Loads the made-up registry through the same import as a real one, an account to log in to, and the staff."""

from collections.abc import Iterable, Iterator, Mapping

from cecs_app.db import accounts, registry, staff
from cecs_app.db.desk_tables import StaffMember
from cecs_app.db.tables import Account
from cecs_app.domain.account import fold_email
from cecs_app.practice import people
from cecs_app.practice import staff as practice_staff
from cecs_app.practice.registry import OnRecord
from cecs_app.practice.registry import registry as practice_registry
from cecs_app.practice.staff import Colleague
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof
from cecs_app.services.registry_files import Row
from cecs_app.services.registry_import import Report, import_registry

FILE = "the practice registry"


class NotForProduction(Exception):
    """Made-up educators, and a password that everybody knows, have no place there."""


def load_practice(deps: Deps) -> Report:
    """May be repeated: days are counted from today anew, but whoever has an account keeps what she was given."""
    if deps.settings.environment == "production":
        raise NotForProduction("The practice registry is for development only.")
    report = enter(deps, practice_registry(deps.today()))
    _make_account(deps)
    _hire(deps)
    return report


def enter(deps: Deps, people: Iterable[OnRecord]) -> Report:
    """Into the registry, but for those who have an account already."""
    with deps.database.reading() as db:
        settled = registry.eins_with_account(db)
    loose = [one for one in people if one.ein not in settled]
    certificates = (cells for one in loose for cells in one.certificate_cells)
    return import_registry(deps, _rows(one.cells for one in loose), _rows(certificates))


def _rows(cells: Iterable[Mapping[str, str]]) -> Iterator[Row]:
    return (Row(FILE, line, one) for line, one in enumerate(cells, start=1))


def _hire(deps: Deps) -> None:
    """Whoever is there already is left as she is."""
    with deps.database.reading() as db:
        missing = [one for one in practice_staff.EVERYBODY if not staff.find_by_username(db, one.username)]
    made = [_member(deps, one) for one in missing]
    with deps.database.transaction() as db:
        db.add_all(made)


def _member(deps: Deps, one: Colleague) -> StaffMember:
    return StaffMember(
        username=one.username,
        name=one.name,
        email=one.email,
        email_key=fold_email(one.email),
        roles=one.role,
        password_hash=deps.passwords.hash(practice_staff.PASSWORD),
        sealed_authenticator=deps.sealer.seal(one.authenticator, proof.PURPOSE),
        created_at=deps.now(),
    )


def _make_account(deps: Deps) -> None:
    with deps.database.transaction() as db:
        educator = registry.find(db, people.RETURNS.ein)
        if educator is None or accounts.find_by_email(db, fold_email(people.EMAIL)):
            return
        db.add(
            Account(
                username=people.USERNAME,
                email=people.EMAIL,
                email_key=fold_email(people.EMAIL),
                first_name=people.RETURNS.first_name,
                last_name=people.RETURNS.last_name,
                password_hash=deps.passwords.hash(people.PASSWORD),
                educator_id=educator.id,
                created_at=deps.now(),
            )
        )
