"""What a clerk gives to have an SSN shown, and people who have one."""

import dataclasses

import pytest
from sqlmodel import col, select

from cecs_app.db.desk_tables import SsnShowing
from cecs_app.db.tables import EducatorSsn
from cecs_app.domain.errors import CecsError
from cecs_app.services.deps import Deps
from cecs_app.services.desk import ssn
from cecs_app.services.desk.ssn import About, Asked, Shown
from tests import applying
from tests.applying import Applicant
from tests.employees import OFFICE, STAFF_PASSWORD, Employee, code_of
from tests.on_record import ANOTHER_SSN, SSN, record
from tests.registering import claims_of, try_once, typing

REASON = "To compare it with her court papers."


def numbered(deps: Deps) -> Applicant:
    """Ada, whose record holds an SSN."""
    who, digits = applying.applicant(deps), SSN.replace("-", "")
    with deps.database.transaction() as db:
        sealed, index = deps.ssns.seal(digits), deps.ssns.index(digits)
        db.add(EducatorSsn(educator_id=who.educator_id, sealed=sealed, ssn_index=index))
    return who


def claimed(deps: Deps) -> str:
    """The claim of somebody who typed a last name that her record does not have; gives its reference."""
    record(deps, ssn=ANOTHER_SSN)
    try_once(deps, typing(ssn=ANOTHER_SSN, last_name="Kowalski"))
    return claims_of(deps)[0].reference


def asked(deps: Deps, clerk: Employee, reference: str, **changes: object) -> Asked:
    usual = Asked(About.APPLICATION, reference, REASON, STAFF_PASSWORD, code_of(deps, clerk.secret))
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]


def show(deps: Deps, clerk: Employee, reference: str, **changes: object) -> Shown:
    return ssn.show(deps, clerk.token, asked(deps, clerk, reference, **changes), OFFICE)


def refused(deps: Deps, clerk: Employee, reference: str, **changes: object) -> CecsError:
    with pytest.raises(CecsError) as caught:
        show(deps, clerk, reference, **changes)
    return caught.value


def written(deps: Deps) -> list[SsnShowing]:
    with deps.database.reading() as db:
        return list(db.exec(select(SsnShowing).order_by(col(SsnShowing.id))).all())
