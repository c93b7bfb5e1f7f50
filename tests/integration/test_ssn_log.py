"""Who has looked at her SSN: she can read it, whatever she is to us, and nobody else can."""

import itertools

import pytest

from cecs_app.db.desk_tables import SsnShowing
from cecs_app.services import showings
from cecs_app.services.deps import Deps
from cecs_app.services.desk.ssn import About
from tests import applying
from tests.applying import Applicant
from tests.employees import Employee, employed
from tests.fakes import TestClock
from tests.on_record import SSN, account
from tests.registering import claims_of
from tests.showing import REASON, claimed, numbered, show


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return numbered(deps)


@pytest.fixture
def reference(deps: Deps, ada: Applicant) -> str:
    return applying.filed(deps, ada, "continuation")


@pytest.fixture
def claim(deps: Deps) -> str:
    return claimed(deps)


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


def test_it_says_when_who_why_and_about_what(deps: Deps, rita: Employee, ada: Applicant, reference: str) -> None:
    show(deps, rita, reference)
    (line,) = showings.get_log(deps, ada.account_id).showings
    assert line.at == "January 15, 2027 at 12:00 PM EST"
    assert (line.who, line.reason, line.about) == ("A reviewer of the Bureau", REASON, reference)


def test_it_names_nobody(deps: Deps, rita: Employee, ada: Applicant, reference: str) -> None:
    show(deps, rita, reference)
    log = repr(showings.get_log(deps, ada.account_id))
    assert not any(name in log for name in (rita.clerk.name, rita.username, SSN))


def test_it_is_empty_where_nobody_looked(deps: Deps, ada: Applicant) -> None:
    assert showings.get_log(deps, ada.account_id).showings == []


def test_somebody_with_a_claim_only_has_one_too(deps: Deps, rita: Employee, claim: str) -> None:
    show(deps, rita, claim, about=About.CLAIM)
    (line,) = showings.get_log(deps, claims_of(deps)[0].account_id).showings
    assert line.about == claim


def test_nobody_reads_anothers(deps: Deps, rita: Employee, reference: str, claim: str, clock: TestClock) -> None:
    show(deps, rita, reference)
    clock.forward(seconds=30)
    show(deps, rita, claim, about=About.CLAIM)
    assert showings.get_log(deps, account(deps, "eve")).showings == []


def test_a_long_one_comes_in_pages_newest_first(deps: Deps, ada: Applicant, rita: Employee) -> None:
    with deps.database.transaction() as db:
        for number in range(60):
            db.add(_showing(deps, ada, rita, f"A-{number}"))
    pages, before = [], None
    for _ in range(3):
        log = showings.get_log(deps, ada.account_id, before)
        pages.append([one.about for one in log.showings])
        before = log.older
    assert [len(one) for one in pages] == [25, 25, 10]
    assert list(itertools.chain.from_iterable(pages)) == [f"A-{number}" for number in reversed(range(60))]
    assert before == 0


def _showing(deps: Deps, ada: Applicant, rita: Employee, about: str) -> SsnShowing:
    return SsnShowing(
        educator_id=ada.educator_id,
        staff_id=rita.clerk.staff_id,
        role="reviewer",
        about=about,
        reason=REASON,
        at=deps.now(),
    )
