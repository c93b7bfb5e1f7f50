"""An SSN is shown for a reason, after a second proof, so often and no more, and it is written down."""

import dataclasses

import pytest
from sqlmodel import col, select

from cecs_app.db.tables import Account, Event
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound, SignedOut, TooManyTries
from cecs_app.domain.staff import Role
from cecs_app.services import limits
from cecs_app.services.deps import Deps
from cecs_app.services.desk import staff
from cecs_app.services.desk.proof import WrongProof
from cecs_app.services.desk.ssn import About
from tests import applying
from tests.applying import Applicant
from tests.employees import BY, STAFF_PASSWORD, WRONG_PASSWORD, Employee, code_of, employed, log_in
from tests.fakes import TestClock
from tests.on_record import ANOTHER_SSN, SSN, contents
from tests.registering import claims_of
from tests.showing import REASON, asked, claimed, numbered, refused, show, written


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
        clock.forward(seconds=30)
    assert isinstance(refused(deps, rita, reference), TooManyTries)
    assert [one.name for one in events(deps)] == ["ssn_shown"] * 20 + ["ssn_showing_stopped"]
    tom = employed(deps, name="Tom")
    assert show(deps, tom, reference), "a colleague has a count of her own"
    clock.forward(minutes=50)
    again = dataclasses.replace(rita, token=log_in(deps, rita).token)
    clock.forward(seconds=30)
    assert show(deps, again, reference), "an hour after the first one"
