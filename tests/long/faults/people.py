"""Who acts: educators with a renewal that only wants signing, and others whom the Bureau has asked for papers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlmodel import col, update

from cecs_app.db.tables import Account
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.staff import Role
from cecs_app.practice import terms
from cecs_app.services.deps import Deps
from tests.applying import applicant, filled
from tests.asked import asked, items_of
from tests.at_desk import hired

PASSWORD = "seven quiet harbors under snow"
PAPERS_EACH = 5


@dataclass(frozen=True)
class Person:
    """`item` is the paper that she is asked for; empty for who renews."""

    username: str
    name: str
    reference: str
    item: str = ""


def renewing(deps: Deps, count: int) -> list[Person]:
    first, last = terms.window_open(CertificateKind.INITIAL, deps.today())

    def made(number: int) -> Person:
        name = "Ada" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")  # letters: it is signed with
        who = applicant(deps, "initial", first.isoformat(), last.isoformat(), name=name)
        return Person(f"{name.lower()}@example.org", f"{name} Lovelace", filled(deps, who, "renewal"))

    return _several_at_once(made, count)


def asked_for_papers(deps: Deps, count: int) -> list[Person]:
    rita = hired(deps, Role.REVIEWER)

    def made(number: int) -> Person:
        case = asked(deps, name="Bea" + "a" * number, clerk=rita)
        return Person(case.ada.username, "", case.reference, items_of(deps, case)[0].reference)

    return _several_at_once(made, count)


def give_passwords(deps: Deps) -> None:
    """To all: what is tried here is not how long it takes to check one."""
    with deps.database.transaction() as db:
        db.exec(update(Account).where(col(Account.id) > 0).values(password_hash=deps.passwords.hash(PASSWORD)))


def _several_at_once(made: Callable[[int], Person], count: int) -> list[Person]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(made, range(count)))
