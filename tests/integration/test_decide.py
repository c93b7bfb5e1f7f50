"""The Bureau's yes: each kind of application changes the certificate as its rule says, once, and is mailed."""

from datetime import date

import pytest
from sqlmodel import select

from cecs_app.db.tables import Account, Certificate
from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.services import certificates, decide
from cecs_app.services.decide import Issued
from cecs_app.services.deps import Deps
from tests.applying import (
    QUALIFIED,
    SERVED,
    Applicant,
    applicant,
    at_once,
    begun,
    events_of,
    filed,
    filled,
    held_by,
    moved,
    sign,
    status_of,
    stored,
)
from tests.fakes import TestClock, posted


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def initial(deps: Deps) -> Applicant:
    return applicant(deps, "initial", "2017-07-01")


def only(deps: Deps, who: Applicant) -> Certificate:
    (row,) = held_by(deps, who)
    return row


def dates(row: Certificate | Issued) -> tuple[str, str]:
    return row.valid_from.isoformat(), row.valid_until.isoformat()


def refused(deps: Deps, reference: str) -> NotAllowed:
    before = status_of(deps, reference)
    with pytest.raises(NotAllowed) as caught:
        decide.approve(deps, reference)
    assert status_of(deps, reference) is before
    return caught.value


@pytest.mark.parametrize(
    ("held", "valid_from", "kind", "expected"),
    [
        ("professional", "2022-07-01", "continuation", ("2027-07-01", "2032-06-30")),
        ("initial", "2017-07-01", "renewal", ("2027-07-01", "2037-06-30")),
        ("coaching_permit", "2022-07-01", "renewal", ("2027-07-01", "2032-06-30")),
        ("adult_education", "2024-07-01", "renewal", ("2027-07-01", "2030-06-30")),
    ],
)
def test_a_renewed_term_follows_the_old_one_without_a_day_between(
    deps: Deps, held: str, valid_from: str, kind: str, expected: tuple[str, str]
) -> None:
    who = applicant(deps, held, valid_from)
    issued = decide.approve(deps, filed(deps, who, kind))
    row = only(deps, who)
    assert (issued.number, dates(issued)) == ("C-Ada", expected)
    assert (row.number, row.kind, row.endorsements, dates(row)) == ("C-Ada", held, "029", expected)
    assert row.in_force_since == date.fromisoformat(valid_from)


def test_renewed_early_she_is_in_force_all_the_while(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    decide.approve(deps, filed(deps, ada, "continuation"))
    for days in (0, 166, 167, 168):
        (shown,) = certificates.show(deps, ada.educator_id, ada.account_id).certificates
        assert shown.state == "Valid"
        clock.forward(days=days)


def test_issued_after_the_old_term_is_over_the_new_one_begins_that_day(
    deps: Deps, ada: Applicant, clock: TestClock
) -> None:
    reference = filed(deps, ada, "continuation")
    clock.forward(days=181)
    assert dates(decide.approve(deps, reference)) == ("2027-07-15", "2032-07-14")
    assert only(deps, ada).in_force_since is None


def test_an_extension_adds_a_year_to_the_same_certificate(deps: Deps, initial: Applicant) -> None:
    issued = decide.approve(deps, filed(deps, initial, "extension", SERVED))
    row = only(deps, initial)
    assert dates(issued) == dates(row) == ("2017-07-01", "2028-06-30")
    assert (row.number, row.kind, row.in_force_since) == ("C-Ada", "initial", None)


def test_an_advancement_issues_another_certificate_in_the_place_of_the_old_one(deps: Deps, initial: Applicant) -> None:
    issued = decide.approve(deps, filed(deps, initial, "advancement"))
    old, new = held_by(deps, initial)
    assert (new.kind, new.number, new.endorsements) == ("professional", issued.number, "029")
    assert dates(new) == dates(issued) == ("2027-01-15", "2032-01-14")
    assert (old.kind, old.replaced_by, dates(old)) == ("initial", new.number, ("2017-07-01", "2027-06-30"))
    assert new.replaced_by is None


def test_added_endorsements_stand_on_the_certificate_whose_dates_stay(deps: Deps, ada: Applicant) -> None:
    decide.approve(deps, filed(deps, ada, "endorsement"))
    row = only(deps, ada)
    assert (row.endorsements, dates(row)) == ("029;015", ("2022-07-01", "2027-06-30"))


def test_an_endorsement_that_came_by_another_way_meanwhile_stands_there_once(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "endorsement")
    with deps.database.transaction() as db:
        row = only(deps, ada)
        row.endorsements = "015;029"
        db.add(row)
    decide.approve(deps, reference)
    assert only(deps, ada).endorsements == "015;029"


def test_a_duplicate_changes_nothing_on_the_certificate(deps: Deps, ada: Applicant) -> None:
    before = only(deps, ada).model_dump()
    issued = decide.approve(deps, filed(deps, ada, "duplicate"))
    assert only(deps, ada).model_dump() == before
    assert (issued.number, dates(issued)) == ("C-Ada", ("2022-07-01", "2027-06-30"))


def test_a_duplicate_leaves_the_unbroken_term_of_an_early_renewal(deps: Deps, ada: Applicant) -> None:
    decide.approve(deps, filed(deps, ada, "continuation"))
    before = only(deps, ada).model_dump()
    decide.approve(deps, filed(deps, ada, "duplicate"))
    assert only(deps, ada).model_dump() == before


def test_the_history_keeps_what_was_and_what_is(deps: Deps, initial: Applicant) -> None:
    reference = filed(deps, initial, "advancement")
    issued = decide.approve(deps, reference)
    moves = [(one.name, one.actor) for one in events_of(deps, reference)[-3:]]
    steps = ("application_in_review", "application_approved", "application_issued")
    assert moves == [(name, "staff") for name in steps]
    assert events_of(deps, reference)[-1].data == {
        "old": {"number": "C-Ada", "valid_from": "2017-07-01", "valid_until": "2027-06-30"},
        "new": {"number": issued.number, "valid_from": "2027-01-15", "valid_until": "2032-01-14"},
    }
    row = stored(deps, reference)
    assert (row.status, row.open_key, row.decided_at) == ("issued", None, deps.now())


def test_she_is_mailed_what_was_issued(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "continuation")
    decide.approve(deps, reference)
    mail = posted(deps)[-1]
    assert (mail.to, mail.subject) == ("ada@example.org", f"Issued: your application {reference}")
    for words in ("Continuation: Professional Educator Certificate", "C-Ada", "July 1, 2027 through June 30, 2032"):
        assert words in mail.text


def test_the_mail_speaks_her_language_whoever_decides(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "continuation")
    with deps.database.transaction() as db:
        db.exec(select(Account)).one().language = "en-xa"
    decide.approve(deps, reference)
    assert posted(deps)[-1].subject.startswith("⟦")


@pytest.mark.parametrize(
    "path",
    [
        [Status.IN_REVIEW],
        [Status.IN_REVIEW, Status.MISSING_CREDENTIALS, Status.WAITING_REVIEW],
    ],
)
def test_what_is_under_review_is_issued_too(deps: Deps, ada: Applicant, path: list[Status]) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, *path)
    decide.approve(deps, reference)
    assert status_of(deps, reference) is Status.ISSUED


def test_approving_twice_issues_once(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "continuation")
    told = at_once(4, lambda: decide.approve(deps, reference))
    assert [type(one) for one in told].count(Issued) == 1
    assert {one.code for one in told if isinstance(one, NotAllowed)} == {"not_decidable"}
    refusal = refused(deps, reference)
    assert (refusal.code, refusal.data) == ("not_decidable", {"status": "issued"})
    assert dates(only(deps, ada)) == ("2027-07-01", "2032-06-30")
    assert len(posted(deps)) == 2, "filed and issued"


def test_a_draft_is_not_decided(deps: Deps, ada: Applicant) -> None:
    assert refused(deps, begun(deps, ada, "continuation")).code == "not_decidable"


def test_what_is_not_paid_is_not_decided(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "duplicate", stated=QUALIFIED)
    sign(deps, ada, reference)
    assert refused(deps, reference).code == "not_decidable"


@pytest.mark.parametrize(
    "path",
    [[Status.WITHDRAWN], [Status.IN_REVIEW, Status.DENIED], [Status.IN_REVIEW, Status.MISSING_CREDENTIALS]],
)
def test_what_has_ended_or_lacks_papers_is_not_issued(deps: Deps, ada: Applicant, path: list[Status]) -> None:
    reference = filed(deps, ada, "continuation")
    moved(deps, reference, *path)
    assert refused(deps, reference).code == "not_decidable"
    assert dates(only(deps, ada)) == ("2022-07-01", "2027-06-30")


def test_what_was_asked_of_a_certificate_that_was_replaced_is_not_issued(deps: Deps, initial: Applicant) -> None:
    advancement, duplicate = filed(deps, initial, "advancement"), filed(deps, initial, "duplicate")
    issued = decide.approve(deps, advancement)
    refusal = refused(deps, duplicate)
    assert (refusal.code, refusal.data) == ("certificate_replaced", {"number": issued.number})


def test_an_invented_reference_is_not_found(deps: Deps) -> None:
    with pytest.raises(NotFound):
        decide.approve(deps, "A-NONE-NONE")
