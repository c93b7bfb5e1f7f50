"""Who is there: the victims, whose names are nowhere else; the hostile, at every stage; and one who does no harm."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from cecs_app.db.desk_tables import RequestedItem, StaffMember
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account, Application, Certificate
from cecs_app.domain.access import Stage
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.staff import Duty, Role
from cecs_app.domain.steps import Step
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.practice.terms import window_open
from cecs_app.services.deps import Deps
from tests.applying import Applicant, applicant, filed, filled
from tests.asked import asked, documents_in, sent
from tests.at_desk import cookie_of_clerk, hired
from tests.claiming import claimed
from tests.letters import LETTER, send_letter
from tests.on_record import record
from tests.ui.visitors import cookie_of

SECRETS = ("Quillfeather", "Thistlewood", "Brambleroot", "Ashencroft")
"""The first names of the victims. Whoever hears one of them has read what is not hers."""


CLERKS, OWNERS = ("cora", "newt"), ("mallory", "trudy")
STAGES = (Stage.TEMPORARY, Stage.PROVING, Stage.SIGNED_IN, Stage.REGISTERED)
_KNOWN = {
    *(f"{one}.example" for one in OWNERS),
    *(f"at{one.name.lower()}.example" for one in STAGES),
    "grace@example.org",
}


@dataclass(frozen=True)
class Actor:
    """`duties` are those that she may carry out: her packets leave them alone."""

    name: str
    cookie: str = ""
    duties: frozenset[Duty] = frozenset()


@dataclass
class People:
    hostile: list[Actor] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    """Of what belongs to the victims."""
    own: list[str] = field(default_factory=list)
    """Of what the hostile may do with as they like."""
    good_cookie: str = ""
    good_draft: str = ""
    may: dict[str, set[int]] = field(default_factory=dict)


def gather(deps: Deps, cookie_name: str) -> People:
    people = People(references=_victims(deps))
    people.hostile = [*_strangers(deps, cookie_name), *_clerks(deps, cookie_name)]
    for name in OWNERS:
        token = cookie_of(deps, Stage.ACKNOWLEDGED, name)
        people.own.append(_certificate(deps, name))
        people.hostile.append(Actor(name, f"{cookie_name}={token}"))
    _someone_good(deps, people, cookie_name)
    people.may = may_change(deps)
    return people


def _victims(deps: Deps) -> list[str]:
    """Everything of hers that can stand in an address or a form."""
    first, second, third, fourth = SECRETS
    case = asked(deps, name=first)
    sent(deps, case)
    send_letter(deps, case.reference)
    draft = filled(deps, _holder(deps, second), "continuation")
    waits = filed(deps, _holder(deps, third), "continuation")
    record(deps, last_name="Another")
    _account, claim = claimed(deps, name=fourth.lower(), first_name=fourth)
    with deps.database.reading() as db:
        items = db.exec(select(RequestedItem.reference)).all()
        ids = [str(one) for one in db.exec(select(Application.id).order_by(col(Application.id).desc())).all()][:4]
    documents = [one.reference for one in documents_in(deps)]
    return [case.reference, draft, waits, claim, LETTER, f"C-{second}", f"C-{third}", *items, *documents, *ids]


def _holder(deps: Deps, name: str) -> Applicant:
    """Who may continue her certificate on whatever day this runs."""
    first, last = window_open(CertificateKind.PROFESSIONAL, deps.today())
    return applicant(deps, "professional", first.isoformat(), last.isoformat(), name=name)


def _strangers(deps: Deps, cookie_name: str) -> list[Actor]:
    return [
        Actor("nobody"),
        Actor("invented", f"{cookie_name}={new_token()}"),
        Actor("broken", f'{cookie_name}=;;="\\, {"x" * 5_000}'),
        *(Actor(one.name, f"{cookie_name}={cookie_of(deps, one, f'at{one.name.lower()}')}") for one in STAGES),
    ]


def _clerks(deps: Deps, cookie_name: str) -> list[Actor]:
    """A cashier, who must not do what reviewers do, and somebody who has not finished setting up her login."""
    cashier, new = hired(deps, Role.CASHIER, name="Cora"), hired(deps, *Role, name="Newt")
    duties = frozenset(one for one in Duty if cashier.may(one))
    return [
        Actor("cashier", f"{cookie_name}={cookie_of_clerk(deps, cashier)}", duties),
        Actor("not set up", f"{cookie_name}={cookie_of_clerk(deps, new, is_setup=True)}"),
    ]


def _certificate(deps: Deps, name: str) -> str:
    number = f"C-{name}"
    with deps.database.transaction() as db:
        owner = db.exec(select(Account.educator_id).where(Account.username == f"{name}.example")).one()
        first, last = window_open(CertificateKind.PROFESSIONAL, deps.today())
        term = {"kind": "professional", "endorsements": "029", "valid_from": first, "valid_until": last}
        db.add(Certificate(educator_id=owner or 0, number=number, **term))
    return number


def _someone_good(deps: Deps, people: People, cookie_name: str) -> None:
    """Grace has begun an application, and is at her address."""
    grace = _holder(deps, "Grace")
    people.good_draft = filled(deps, grace, "continuation", until=Step.DETAILS)
    token, now = new_token(), deps.now()
    version = deps.statements.acknowledgement(deps.today()).version
    with deps.database.transaction() as db:
        times = {"created_at": now, "seen_at": now, "proved_at": now}
        login = {"token_hash": token_hash(token), "account_id": grace.account_id, "is_temporary": False}
        db.add(SignInSession(**login, **times, acknowledged_version=version))
    people.good_cookie = f"{cookie_name}={token}"


def may_change(deps: Deps) -> dict[str, set[int]]:
    """The ids of what is theirs, the hostile's and Grace's, by the column that names it."""
    with deps.database.reading() as db:
        accounts = [one for one in db.exec(select(Account)).all() if one.username in _KNOWN]
        staff = db.exec(select(StaffMember.id).where(col(StaffMember.username).in_(CLERKS))).all()
        educators = {one.educator_id for one in accounts if one.educator_id}
        made = db.exec(select(Application.id).where(col(Application.educator_id).in_(educators))).all()
    return {
        "account_id": {one.id or 0 for one in accounts},
        "educator_id": educators,
        "application_id": {one or 0 for one in made},
        "staff_id": {one or 0 for one in staff},
    }
