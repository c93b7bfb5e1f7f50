"""An educator with a certificate, and her application filled in as far as a test needs it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlmodel import col, select

from cecs_app.db.tables import Account, Application, Certificate, Educator, Event
from cecs_app.domain.account import Contact
from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.steps import Step
from cecs_app.services.applications import conduct, details, endorsements, service, start, submit
from cecs_app.services.applications.begin import begin
from cecs_app.services.applications.conduct import Reply
from cecs_app.services.applications.move import move
from cecs_app.services.applications.service import Stated
from cecs_app.services.applications.submit import Signature
from cecs_app.services.deps import Deps
from cecs_app.services.payments.credit import credit
from cecs_app.services.payments.fee import dues_for

ADDRESS = Contact("860-555-0123", "12 Elm Street", "Hartford", "CT", "06106")
QUALIFIED = Stated("none", has_hours=True, school_months="50", has_team=True, has_studies=True)
"""Never served, and everything that any kind of application asks for: what isn't asked is dropped."""
SERVED = Stated("some")

T = TypeVar("T")


@dataclass(frozen=True)
class Applicant:
    educator_id: int
    account_id: int
    number: str


def applicant(
    deps: Deps,
    kind: str = "professional",
    valid_from: str = "2022-07-01",
    valid_until: str = "2027-06-30",
    *,
    name: str = "Ada",
) -> Applicant:
    """With an account, and endorsement 029. `name` tells applicants apart."""
    first, last, email = date.fromisoformat(valid_from), date.fromisoformat(valid_until), f"{name.lower()}@example.org"
    born, now = date(1985, 12, 10), deps.now()
    names = {"first_name": name, "last_name": "Lovelace", "created_at": now}
    with deps.database.transaction() as db:
        educator = Educator(ein=f"EIN-{name}", date_of_birth=born, **names)
        db.add(educator)
        db.flush()
        owner, number = educator.id or 0, f"C-{name}"
        account = Account(username=email, email=email, email_key=email, educator_id=owner, **names)
        held = {"number": number, "kind": kind, "endorsements": "029", "valid_from": first, "valid_until": last}
        db.add_all([account, Certificate(educator_id=owner, **held)])
        db.flush()
        return Applicant(owner, account.id or 0, number)


def begun(deps: Deps, who: Applicant, kind: str) -> str:
    """Chooses it; gives the reference."""
    return begin(deps, who.educator_id, who.account_id, who.number, kind).split("/")[2]


def filled(deps: Deps, who: Applicant, kind: str, until: Step = Step.CHECK, stated: Stated = QUALIFIED) -> str:
    """Chosen, with every step before `until` answered; gives the reference."""
    reference = begun(deps, who, kind)
    while (step := Step(stored(deps, reference).step)) is not until:
        answer(deps, who, reference, step, stated)
    return reference


def answer(deps: Deps, who: Applicant, reference: str, step: Step, stated: Stated = QUALIFIED) -> str:
    """Saves a step as somebody does who has no trouble with it; gives where it leads."""
    own = (deps, who.educator_id, reference)
    match step:
        case Step.START:
            return start.save(*own)
        case Step.DETAILS:
            return details.save(*own, ADDRESS)
        case Step.ENDORSEMENTS:
            return endorsements.save(*own, ["015"])
        case Step.SERVICE:
            return service.save(*own, stated)
        case Step.CONDUCT:
            return conduct.save(*own, conduct.show(*own).version, all_no(deps))
    raise AssertionError(f"{step} asks nothing")


def all_no(deps: Deps) -> dict[str, Reply]:
    return {one.id: Reply("no", "") for one in deps.statements.conduct_questions(deps.today()).questions}


def published_from(deps: Deps, day: date) -> Deps:
    """As if the texts of today had been in force from that day on."""
    now = deps.statements
    questions = replace(now.conduct[-1], valid_from=day)
    declaration = replace(now.declarations[-1], valid_from=day)
    return replace(deps, statements=replace(now, conduct=(questions,), declarations=(declaration,)))


def with_new_texts(deps: Deps, version: str, day: date) -> Deps:
    """The questions and the declaration change on that day."""
    now = deps.statements
    questions = replace(now.conduct[-1], version=version, valid_from=day)
    declaration = replace(now.declarations[-1], version=version, valid_from=day)
    changed = replace(now, conduct=(*now.conduct, questions), declarations=(*now.declarations, declaration))
    return replace(deps, statements=changed)


def signature(deps: Deps, name: str = "Ada Lovelace") -> Signature:
    return Signature(name, True, deps.statements.declaration(deps.today()).version)


def sign(deps: Deps, who: Applicant, reference: str) -> str:
    with deps.database.reading() as db:
        account = db.get_one(Account, who.account_id)
    name = f"{account.first_name} {account.last_name}"
    return submit.submit(deps, who.educator_id, who.account_id, reference, signature(deps, name))


def filed(deps: Deps, who: Applicant, kind: str, stated: Stated = QUALIFIED) -> str:
    """Filled in, signed, and paid where there is a fee; gives the reference."""
    reference = filled(deps, who, kind, stated=stated)
    sign(deps, who, reference)
    if status_of(deps, reference) is Status.AWAITING_PAYMENT:
        paid(deps, reference)
    return reference


def paid(deps: Deps, reference: str) -> None:
    """Whole, this instant: by the program's own ledger, without the mails about it."""
    with deps.database.transaction() as db:
        application = db.exec(select(Application).where(Application.reference == reference)).one()
        owed = dues_for(db, application).owed_cents
        posting, into = f"{reference}:paid", LedgerAccount.MAIL_DEPOSITS
        credit(db, deps, application, owed, into=into, posting=posting, paid_at=deps.now(), actor="staff")


def moved(deps: Deps, reference: str, *wanted: Status) -> None:
    """By the program's own mover, one status after the other."""
    with deps.database.transaction() as db:
        application = db.exec(select(Application).where(Application.reference == reference)).one()
        for status in wanted:
            move(db, deps, application, status, actor="staff")


def stored(deps: Deps, reference: str) -> Application:
    with deps.database.reading() as db:
        return db.exec(select(Application).where(Application.reference == reference)).one()


def status_of(deps: Deps, reference: str) -> Status:
    return Status(stored(deps, reference).status)


def answers_of(deps: Deps, reference: str, step: Step) -> object:
    return stored(deps, reference).answers.get(step)


def held_by(deps: Deps, who: Applicant) -> list[Certificate]:
    """The oldest row first."""
    with deps.database.reading() as db:
        rows = select(Certificate).where(Certificate.educator_id == who.educator_id)
        return list(db.exec(rows.order_by(col(Certificate.id))).all())


def events_of(deps: Deps, reference: str) -> list[Event]:
    application = stored(deps, reference)
    with deps.database.reading() as db:
        rows = select(Event).where(Event.application_id == application.id)
        return list(db.exec(rows.order_by(col(Event.id))).all())


def at_once(count: int, act: Callable[[], T]) -> list[T | CecsError]:
    """So many tabs in the same instant; what each of them got, or was told."""

    def attempt(_: int) -> T | CecsError:
        try:
            return act()
        except CecsError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(attempt, range(count)))
