"""Educators who have an account and a certificate already, so that a journey begins where it matters."""

import itertools
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from cecs_app.db.tables import Account, Certificate, Educator, EducatorSsn
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.identity import Typed
from cecs_app.practice import names, people, terms
from cecs_app.services.applications.submit import Signature, submit
from cecs_app.services.deps import Deps
from cecs_app.services.register import register
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.applying import Applicant, filled
from tests.e2e.portal import Portal

PASSWORD = "seven quiet harbors under snow"
HER_SSN = "736-55-0199"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Holder:
    """Whoever logs in with these has one certificate, with its window open."""

    username: str
    email: str
    first_name: str
    last_name: str
    ein: str
    certificate: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def holder_of(portal: Portal, kind: CertificateKind) -> Holder:
    """Another educator each time."""
    number = next(_numbers)
    first_name, last_name = names.pair(number)
    username = f"holder{number}"
    holder = Holder(
        username, f"{username}@example.test", first_name, last_name, f"29{number:08d}", f"CT-H{number:03d}-1"
    )
    deps = build_deps(Settings(database_url=portal.database_url))
    with deps.database.transaction() as db:
        _store(db, deps, holder, kind)
    deps.database.engine.dispose()
    return holder


def signed_renewal(portal: Portal, holder: Holder) -> str:
    """Her renewal, signed and waiting for its fee, without walking every step again; gives the reference."""
    return _signed(portal, holder, "renewal")


def filed_continuation(portal: Portal, holder: Holder) -> str:
    """Which costs nothing, so it is filed as soon as she has signed; gives the reference."""
    return _signed(portal, holder, "continuation")


def claimant(portal: Portal) -> tuple[Holder, str]:
    """Somebody whose record is not known for certain, and who holds nothing; with the reference of her claim."""
    number, person = next(_numbers), people.CLAIMS
    username = f"claimant{number}"
    holder = Holder(username, f"{username}@example.test", person.first_name, person.last_name, "", "")
    deps = build_deps(Settings(database_url=portal.database_url, public_url=portal.url))
    account = _account(deps, None, holder)
    with deps.database.transaction() as db:
        db.add(account)
    month, day, year = (str(one) for one in (person.born.month, person.born.day, person.born.year))
    typed = Typed(person.ssn, person.first_name, person.last_name, month, day, year, holder.email)
    reference = register(deps, account.id or 0, typed).reference
    deps.database.engine.dispose()
    return holder, reference


def with_number(portal: Portal, holder: Holder) -> None:
    """Her record holds an SSN, the same as that of whoever else was given one so."""
    digits = HER_SSN.replace("-", "")
    deps = build_deps(Settings(database_url=portal.database_url))
    with deps.database.transaction() as db:
        account = db.exec(select(Account).where(Account.username == holder.username)).one()
        sealed, index = deps.ssns.seal(digits), deps.ssns.index(digits)
        db.add(EducatorSsn(educator_id=account.educator_id or 0, sealed=sealed, ssn_index=index))
    deps.database.engine.dispose()


def _signed(portal: Portal, holder: Holder, kind: str) -> str:
    deps = build_deps(Settings(database_url=portal.database_url, public_url=portal.url))
    with deps.database.reading() as db:
        account = db.exec(select(Account).where(Account.username == holder.username)).one()
    who = Applicant(account.educator_id or 0, account.id or 0, holder.certificate)
    reference = filled(deps, who, kind)
    name = Signature(holder.name, True, deps.statements.declaration(deps.today()).version)
    submit(deps, who.educator_id, who.account_id, reference, name)
    deps.database.engine.dispose()
    return reference


def _store(db: Session, deps: Deps, holder: Holder, kind: CertificateKind) -> None:
    educator = Educator(
        ein=holder.ein,
        first_name=holder.first_name,
        last_name=holder.last_name,
        date_of_birth=date(1980, 2, 3),
        created_at=deps.now(),
    )
    db.add(educator)
    db.flush()
    first, last = terms.window_open(kind, deps.today())
    db.add_all([_certificate(educator, holder, kind, first, last), _account(deps, educator, holder)])


def _certificate(educator: Educator, holder: Holder, kind: CertificateKind, first: date, last: date) -> Certificate:
    return Certificate(
        educator_id=educator.id or 0,
        number=holder.certificate,
        kind=kind,
        endorsements="029",
        valid_from=first,
        valid_until=last,
    )


def _account(deps: Deps, educator: Educator | None, holder: Holder) -> Account:
    return Account(
        username=holder.username,
        email=holder.email,
        email_key=holder.email,
        first_name=holder.first_name,
        last_name=holder.last_name,
        password_hash=deps.passwords.hash(PASSWORD),
        educator_id=educator.id if educator else None,
        created_at=deps.now(),
    )
