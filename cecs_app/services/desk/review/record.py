"""The educator behind an application, as her reviewer sees her: never her SSN."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.db import accounts, certificates
from cecs_app.db.tables import Account, Certificate
from cecs_app.domain.certificate import effective_until, state_of
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.services.desk.review.facts import Facts
from cecs_app.words.certificates import replaced_words, state_name, state_tone
from cecs_app.words.formats import date_words
from cecs_app.words.rules import endorsement_label, kind_name


@dataclass(frozen=True)
class CertificateLine:
    """`is_meant`: the application is for this one. `note` says what took its place, if anything did."""

    number: str
    kind: str
    state: str
    tone: str
    term: str
    endorsements: tuple[str, ...]
    note: str
    is_meant: bool


@dataclass(frozen=True)
class RecordView:
    """Empty texts for what is not known."""

    name: str = ""
    former_names: str = ""
    ein: str = ""
    born: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    account_name: str = ""
    """The name of her account, where it is not that of the record."""
    certificates: tuple[CertificateLine, ...] = ()


def record(db: Session, deps: Deps, facts: Facts) -> RecordView:
    educator = accounts.get_educator(db, facts.application.educator_id)
    account = accounts.find_by_educator(db, facts.application.educator_id)
    name = " ".join(part for part in (educator.first_name, educator.middle_name, educator.last_name) if part)
    return RecordView(
        name=name,
        former_names=", ".join(part for part in educator.former_last_names.split(";") if part),
        ein=educator.ein,
        born=date_words(educator.date_of_birth),
        email=account.email if account else educator.email,
        phone=account.phone if account else "",
        address=_address(account) if account else "",
        account_name=_differing(account, educator.first_name, educator.last_name) if account else "",
        certificates=tuple(_line(deps, one, facts) for one in certificates.of_educator(db, educator.id)),
    )


def _address(account: Account) -> str:
    if not account.address_line:
        return ""
    return f"{account.address_line}, {account.city}, {account.state} {account.zip_code}"


def _differing(account: Account, first: str, last: str) -> str:
    is_same = (account.first_name.casefold(), account.last_name.casefold()) == (first.casefold(), last.casefold())
    return "" if is_same else f"{account.first_name} {account.last_name}"


def _line(deps: Deps, row: Certificate, facts: Facts) -> CertificateLine:
    held, today = certificates.printed(row), deps.today()
    state = "replaced" if row.replaced_by else str(state_of(held, today, deps.rulebook))
    last = effective_until(held, today, deps.rulebook)
    return CertificateLine(
        number=row.number,
        kind=kind_name(held.kind),
        state=state_name(state),
        tone=state_tone(state),
        term=_("{first} through {last}").format(first=date_words(row.valid_from), last=date_words(last)),
        endorsements=tuple(endorsement_label(code) for code in held.endorsements),
        note=replaced_words(row.replaced_by) if row.replaced_by else "",
        is_meant=row.id == facts.certificate.id,
    )
