"""An SSN is shown for a reason, to whom it concerns, after a second proof, so often and no more, and it is written down."""

import dataclasses

import pytest
from sqlmodel import col, select

from cecs_app.db.desk_tables import SsnShowing
from cecs_app.db.tables import Account, EducatorSsn, Event
from cecs_app.domain.errors import CecsError, InvalidFields, NotAllowed, NotFound, TooManyTries
from cecs_app.domain.staff import Role
from cecs_app.services import limits, showings
from cecs_app.services.deps import Deps
from cecs_app.services.desk import ssn, staff
from cecs_app.services.desk.proof import WrongProof
from cecs_app.services.desk.ssn import About, Asked, Shown
from cecs_app.services.passwords import SignedOut
from tests import applying
from tests.applying import Applicant
from tests.employees import BY, OFFICE, STAFF_PASSWORD, WRONG_PASSWORD, Employee, code_of, employed
from tests.fakes import TestClock
from tests.on_record import ANOTHER_SSN, SSN, account, contents, record
from tests.registering import claims_of, try_once, typing

REASON = "To compare it with her court papers."


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    who = applying.applicant(deps)
    digits = SSN.replace("-", "")
    with deps.database.transaction() as db:
        sealed, index = deps.ssns.seal(digits), deps.ssns.index(digits)
        db.add(EducatorSsn(educator_id=who.educator_id, sealed=sealed, ssn_index=index))
    return who


@pytest.fixture
def reference(deps: Deps, ada: Applicant) -> str:
    return applying.filed(deps, ada, "continuation")


@pytest.fixture
def claim(deps: Deps) -> str:
    """Of somebody who typed a last name that her record does not have."""
    record(deps, ssn=ANOTHER_SSN)
    try_once(deps, typing(ssn=ANOTHER_SSN, last_name="Kowalski"))
    return claims_of(deps)[0].reference


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


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


def events(deps: Deps) -> list[Event]:
    with deps.database.reading() as db:
        statement = select(Event).where(col(Event.name).startswith("ssn_")).order_by(col(Event.id))
        return list(db.exec(statement).all())


def test_it_is_shown_with_whose_it_is(deps: Deps, rita: Employee, ada: Applicant, reference: str) -> None:
    shown = show(deps, rita, reference)
    assert (shown.ssn, shown.subject.name, shown.subject.ein) == (SSN, "Ada Lovelace", "EIN-Ada")


def test_what_a_claim_states_is_shown_for_the_claim(deps: Deps, rita: Employee, claim: str) -> None:
    shown = show(deps, rita, claim, about=About.CLAIM)
    assert (shown.ssn, shown.subject.name, shown.subject.ein) == (ANOTHER_SSN, "Jane Kowalski", "")


def test_who_looked_when_and_why_is_written_down(
    deps: Deps, rita: Employee, ada: Applicant, reference: str, claim: str, clock: TestClock
) -> None:
    show(deps, rita, reference)
    clock.forward(seconds=30)
    show(deps, rita, claim, about=About.CLAIM)
    first, second = written(deps)
    assert (first.educator_id, first.account_id, first.about) == (ada.educator_id, None, reference)
    assert (first.staff_id, first.role, first.reason) == (rita.clerk.staff_id, "reviewer", REASON)
    assert (second.educator_id, second.account_id, second.about) == (None, claims_of(deps)[0].account_id, claim)
    assert second.at == deps.now()


def test_the_event_says_so_without_the_number(deps: Deps, rita: Employee, reference: str) -> None:
    show(deps, rita, reference)
    (event,) = events(deps)
    assert (event.name, event.actor, event.staff_id) == ("ssn_shown", "staff", rita.clerk.staff_id)
    assert event.data == {"about": reference, "reason": REASON}
    everything = repr(contents(deps))
    assert SSN not in everything
    assert SSN.replace("-", "") not in everything


def test_neither_the_question_nor_the_answer_can_be_logged(deps: Deps, rita: Employee, reference: str) -> None:
    said = repr(asked(deps, rita, reference)) + repr(show(deps, rita, reference))
    assert not any(secret in said for secret in (SSN, STAFF_PASSWORD, code_of(deps, rita.secret)))


class TestWhoMaySee:
    def test_a_cashier_may_not(self, deps: Deps, reference: str) -> None:
        carla = employed(deps, Role.CASHIER, name="Carla")
        assert refused(deps, carla, reference).code == "not_your_duty"
        assert (written(deps), events(deps)) == ([], [])

    def test_a_supervisor_may(self, deps: Deps, reference: str) -> None:
        show(deps, employed(deps, Role.SUPERVISOR, name="Wanda"), reference)
        assert written(deps)[0].role == "supervisor"

    def test_nobody_sees_her_own_by_her_record(self, deps: Deps, reference: str) -> None:
        her = employed(deps, name="Herself", ein="EIN-Ada")
        assert refused(deps, her, reference).code == "own_application"
        assert written(deps) == []

    def test_nor_by_her_account(self, deps: Deps, ada: Applicant, rita: Employee, reference: str) -> None:
        with deps.database.transaction() as db:
            db.get_one(Account, ada.account_id).email_key = rita.clerk.email_key
        assert refused(deps, rita, reference).code == "own_application"

    @pytest.mark.parametrize("tied", ["by record", "by account"])
    def test_nor_a_claim_that_touches_her(self, deps: Deps, rita: Employee, claim: str, tied: str) -> None:
        clerk = rita
        if tied == "by record":
            clerk = employed(deps, name="Candidate", ein="1000000001")
        else:
            with deps.database.transaction() as db:
                db.get_one(Account, claims_of(deps)[0].account_id).email_key = rita.clerk.email_key
        assert refused(deps, clerk, claim, about=About.CLAIM).code == "own_application"
        assert written(deps) == []

    @pytest.mark.parametrize("token", ["", "invented"])
    def test_nobody_without_a_login(self, deps: Deps, rita: Employee, reference: str, token: str) -> None:
        assert isinstance(refused(deps, dataclasses.replace(rita, token=token), reference), SignedOut)

    def test_nobody_whose_login_idled_out_even_with_the_right_password(
        self, deps: Deps, rita: Employee, reference: str, clock: TestClock
    ) -> None:
        clock.forward(minutes=15)
        assert isinstance(refused(deps, rita, reference), SignedOut)

    def test_nobody_who_was_disabled(self, deps: Deps, rita: Employee, reference: str) -> None:
        staff.disable(deps, "rita", BY)
        assert isinstance(refused(deps, rita, reference), SignedOut)

    def test_what_is_not_there_is_not_found(self, deps: Deps, rita: Employee, ada: Applicant, claim: str) -> None:
        draft = applying.filled(deps, ada, "continuation")
        for about, name in (
            (About.APPLICATION, "A-0000-0000"),
            (About.APPLICATION, draft),
            (About.APPLICATION, claim),
            (About.CLAIM, "C-0000-0000"),
            (About.CLAIM, draft),
        ):
            assert isinstance(refused(deps, rita, name, about=about), NotFound)

    def test_a_record_without_a_number_says_so(self, deps: Deps, rita: Employee) -> None:
        reference = applying.filed(deps, applying.applicant(deps, name="Eve"), "continuation")
        error = refused(deps, rita, reference)
        assert isinstance(error, NotAllowed)
        assert error.code == "no_ssn"


class TestTheReason:
    @pytest.mark.parametrize("words", ["x" * 10, "x" * 200, "  Her EIN 2000000001 was unclear. "])
    def test_ten_to_two_hundred_characters_will_do(
        self, deps: Deps, rita: Employee, reference: str, words: str
    ) -> None:
        assert show(deps, rita, reference, reason=words).reason == words.strip()

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            ("", "reason_missing"),
            ("   \n ", "reason_missing"),
            ("x" * 9, "reason_length"),
            ("x" * 201, "reason_length"),
            ("a         b", "reason_length"),
            (f"I was told {SSN} on the phone", "reason_has_number"),
            ("I was told 734 12 3456 on the phone", "reason_has_number"),
            ("I was told 734123456", "reason_has_number"),
        ],
    )
    def test_anything_else_is_refused_before_a_code_is_used(
        self, deps: Deps, rita: Employee, reference: str, words: str, code: str
    ) -> None:
        error = refused(deps, rita, reference, reason=words)
        assert isinstance(error, InvalidFields)
        assert error.fields == {"reason": code}
        assert show(deps, rita, reference)


class TestTheSecondProof:
    @pytest.mark.parametrize("wrong", [{"password": WRONG_PASSWORD}, {"code": "000000"}, {"password": "", "code": ""}])
    def test_a_wrong_one_shows_nothing_and_is_written_down(
        self, deps: Deps, rita: Employee, reference: str, wrong: dict[str, str]
    ) -> None:
        assert isinstance(refused(deps, rita, reference, **wrong), WrongProof)
        assert written(deps) == []
        assert [(one.name, one.staff_id) for one in events(deps)] == [("ssn_showing_refused", rita.clerk.staff_id)]

    def test_a_code_shows_it_once(self, deps: Deps, rita: Employee, reference: str) -> None:
        show(deps, rita, reference)
        assert isinstance(refused(deps, rita, reference), WrongProof)

    def test_another_clerks_password_and_code_prove_nothing(self, deps: Deps, rita: Employee, reference: str) -> None:
        tom = employed(deps, name="Tom")
        assert isinstance(refused(deps, rita, reference, code=code_of(deps, tom.secret)), WrongProof)

    def test_guessing_it_ends_where_guessing_a_login_ends(self, deps: Deps, rita: Employee, reference: str) -> None:
        for _ in range(limits.STAFF_PROOF.most):
            refused(deps, rita, reference, password=WRONG_PASSWORD)
        assert isinstance(refused(deps, rita, reference), TooManyTries)
        assert events(deps)[-1].name == "ssn_showing_stopped"


def test_twenty_an_hour_are_shown_and_then_it_is_stopped_and_written_down(
    deps: Deps, rita: Employee, reference: str, clock: TestClock
) -> None:
    for _ in range(limits.SSN_SHOWING.most):
        show(deps, rita, reference)
        clock.forward(minutes=2)
    assert isinstance(refused(deps, rita, reference), TooManyTries)
    assert [one.name for one in events(deps)] == ["ssn_shown"] * 20 + ["ssn_showing_stopped"]
    tom = employed(deps, name="Tom")
    assert show(deps, tom, reference), "a colleague has a count of her own"
    clock.forward(minutes=14)
    assert len(written(deps)) == 21


class TestTheLogThatSheReads:
    def test_it_says_when_who_why_and_about_what(
        self, deps: Deps, rita: Employee, ada: Applicant, reference: str
    ) -> None:
        show(deps, rita, reference)
        (line,) = showings.get_log(deps, ada.account_id).showings
        assert line.at == "January 15, 2027 at 12:00 PM EST"
        assert (line.who, line.reason, line.about) == ("A reviewer of the Bureau", REASON, reference)

    def test_it_names_nobody(self, deps: Deps, rita: Employee, ada: Applicant, reference: str) -> None:
        show(deps, rita, reference)
        log = repr(showings.get_log(deps, ada.account_id))
        assert not any(name in log for name in (rita.clerk.name, rita.username, SSN))

    def test_it_is_empty_where_nobody_looked(self, deps: Deps, ada: Applicant) -> None:
        assert showings.get_log(deps, ada.account_id).showings == []

    def test_somebody_with_a_claim_only_has_one_too(self, deps: Deps, rita: Employee, claim: str) -> None:
        show(deps, rita, claim, about=About.CLAIM)
        (line,) = showings.get_log(deps, claims_of(deps)[0].account_id).showings
        assert line.about == claim

    def test_nobody_reads_anothers(
        self, deps: Deps, rita: Employee, reference: str, claim: str, clock: TestClock
    ) -> None:
        show(deps, rita, reference)
        clock.forward(seconds=30)
        show(deps, rita, claim, about=About.CLAIM)
        assert showings.get_log(deps, account(deps, "eve")).showings == []

    def test_a_long_one_comes_in_pages_newest_first(self, deps: Deps, ada: Applicant, rita: Employee) -> None:
        with deps.database.transaction() as db:
            for number in range(60):
                db.add(_showing(deps, ada, rita, f"A-{number}"))
        pages, before = [], None
        for _ in range(3):
            log = showings.get_log(deps, ada.account_id, before)
            pages.append([one.about for one in log.showings])
            before = log.older
        assert [len(one) for one in pages] == [25, 25, 10]
        assert sum(pages, []) == [f"A-{number}" for number in reversed(range(60))]
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
