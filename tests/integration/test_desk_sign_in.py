"""Login at the desk: username, password and a fresh code together, and a refusal that says nothing more than that."""

import pytest
from cryptography.exceptions import InvalidTag
from sqlmodel import select

from cecs_app.db.desk_tables import StaffMember
from cecs_app.db.tables import Event
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError, TooManyTries
from cecs_app.domain.staff import Role
from cecs_app.gateways import secrets
from cecs_app.services import limits
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof, sessions, sign_in, staff
from cecs_app.services.desk.proof import WrongProof
from tests.employees import (
    BY,
    OFFICE,
    STAFF_PASSWORD,
    WRONG_PASSWORD,
    Employee,
    code_of,
    employed,
    hire,
    is_in,
    log_in,
)
from tests.fakes import TestClock
from tests.on_record import contents

COUNTED = (limits.STAFF_PROOF, "rita")


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


def refused(deps: Deps, username: str, password: str, code: str, browser: Browser = OFFICE) -> tuple[object, ...]:
    with pytest.raises(CecsError) as caught:
        sign_in.sign_in(deps, username, password, code, browser)
    return type(caught.value), caught.value.code, caught.value.data


def events(deps: Deps, name: str) -> list[Event]:
    with deps.database.reading() as db:
        return list(db.exec(select(Event).where(Event.name == name)).all())


def test_password_and_code_together_let_her_in(deps: Deps, rita: Employee) -> None:
    begun = log_in(deps, rita)
    assert begun.clerk.username == "rita"
    assert sessions.find_clerk(deps, begun.token) == begun.clerk
    assert [one.staff_id for one in events(deps, "staff_signed_in")] == [rita.clerk.staff_id]


def test_the_username_may_be_typed_in_capitals(deps: Deps, rita: Employee) -> None:
    assert sign_in.sign_in(deps, " RITA ", STAFF_PASSWORD, code_of(deps, rita.secret), OFFICE)


def test_whatever_is_wrong_the_answer_is_one(deps: Deps, rita: Employee) -> None:
    right = code_of(deps, rita.secret)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    waiting = hire(deps, Role.CASHIER, name="Wanda")
    gone = employed(deps, name="Gone")
    staff.disable(deps, "gone", BY)
    answers = {
        str(refused(deps, *one))
        for one in [
            ("rita", WRONG_PASSWORD, right),
            ("rita", STAFF_PASSWORD, wrong),
            ("rita", STAFF_PASSWORD, ""),
            ("rita", "", right),
            ("nobody", STAFF_PASSWORD, right),
            ("", "", ""),
            ("gone", STAFF_PASSWORD, code_of(deps, gone.secret)),
            ("wanda", waiting.setup_code, right),
            ("\x00", "\x00", "٣٣٣٣٣٣"),
            ("\ud800", STAFF_PASSWORD, "\ud800"),
        ]
    }
    assert answers == {str((WrongProof, "wrong_proof", {}))}
    assert not events(deps, "staff_signed_in")
    assert log_in(deps, rita), "a refusal takes no code"


def test_whatever_is_wrong_one_hash_is_compared(deps: Deps, rita: Employee, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    compare = secrets.bcrypt.checkpw
    monkeypatch.setattr(secrets.bcrypt, "checkpw", lambda *one: counted.append("hash") or compare(*one))
    right = code_of(deps, rita.secret)
    for username, password, code in (
        ("rita", WRONG_PASSWORD, right),
        ("rita", STAFF_PASSWORD, "000000"),
        ("nobody", STAFF_PASSWORD, right),
    ):
        counted.clear()
        refused(deps, username, password, code)
        assert counted == ["hash"]


def test_a_code_works_once(deps: Deps, clock: TestClock, rita: Employee) -> None:
    code = code_of(deps, rita.secret)
    log_in(deps, rita, code=code)
    for _ in range(3):
        assert refused(deps, "rita", STAFF_PASSWORD, code)[0] is WrongProof
        clock.forward(seconds=14)
    clock.forward(seconds=30)
    assert log_in(deps, rita)


def test_after_a_code_none_from_before_it_works(deps: Deps, clock: TestClock, rita: Employee) -> None:
    clock.forward(minutes=5)
    earlier, later = code_of(deps, rita.secret), code_of(deps, rita.secret, minutes=0.5)
    log_in(deps, rita, code=later)
    assert refused(deps, "rita", STAFF_PASSWORD, earlier)[0] is WrongProof


def test_the_stored_secret_is_sealed(deps: Deps, rita: Employee) -> None:
    assert rita.secret not in repr(contents(deps))
    assert rita.secret.encode() not in b"".join(row[8] or b"" for row in contents(deps)["staff_member"])


def test_of_many_who_bring_one_code_at_once_one_gets_in(deps: Deps, rita: Employee) -> None:
    """Each compared it before anybody used it; the database decides."""
    found = [proof.find(deps, "rita", STAFF_PASSWORD, code_of(deps, rita.secret)) for _ in range(3)]
    taken = []
    for one in found:
        assert one is not None
        with deps.database.transaction() as db:
            taken.append(proof.use(db, one, COUNTED))
    assert taken == [True, False, False]


def test_a_password_reset_meanwhile_lets_nobody_in(deps: Deps, rita: Employee) -> None:
    found = proof.find(deps, "rita", STAFF_PASSWORD, code_of(deps, rita.secret))
    assert found is not None
    staff.reset(deps, "rita", BY)
    with deps.database.transaction() as db:
        assert not proof.use(db, found, COUNTED)


class TestTooManyTries:
    def test_ten_wrong_tries_stop_even_the_right_one(self, deps: Deps, clock: TestClock, rita: Employee) -> None:
        for _ in range(limits.STAFF_PROOF.most):
            assert refused(deps, "rita", WRONG_PASSWORD, "000000")[0] is WrongProof
        assert refused(deps, "rita", STAFF_PASSWORD, code_of(deps, rita.secret))[0] is TooManyTries
        clock.forward(minutes=10, seconds=1)
        assert log_in(deps, rita)

    def test_an_unknown_name_is_stopped_alike(self, deps: Deps) -> None:
        for _ in range(limits.STAFF_PROOF.most):
            assert refused(deps, "nobody", WRONG_PASSWORD, "000000")[0] is WrongProof
        assert refused(deps, "nobody", WRONG_PASSWORD, "000000")[:2] == (TooManyTries, "too_many_tries")

    def test_an_address_that_tries_one_name_after_another_is_stopped(self, deps: Deps, rita: Employee) -> None:
        for number in range(limits.STAFF_PROOF_FROM.most):
            refused(deps, f"guess{number}", WRONG_PASSWORD, "000000", Browser("198.51.100.1"))
        assert refused(deps, "another", WRONG_PASSWORD, "000000", Browser("198.51.100.1"))[0] is TooManyTries
        assert log_in(deps, rita), "from the office she gets in"

    def test_a_login_that_works_forgets_the_slips_before_it(
        self, deps: Deps, clock: TestClock, rita: Employee
    ) -> None:
        for _ in range(3):
            for _slip in range(limits.STAFF_PROOF.most - 1):
                refused(deps, "rita", WRONG_PASSWORD, "000000")
            assert log_in(deps, rita)
            clock.forward(seconds=30)


def test_a_refusal_is_written_down_without_what_was_typed(deps: Deps, rita: Employee) -> None:
    refused(deps, "rita", WRONG_PASSWORD, "000000")
    refused(deps, WRONG_PASSWORD, "", "000000")
    assert [one.data for one in events(deps, "staff_login_refused")] == [
        {"member": rita.clerk.staff_id},
        {"member": None},
    ]
    assert WRONG_PASSWORD not in repr(contents(deps)), "not even where tries are counted"


def test_logging_out_ends_this_login_and_no_other(deps: Deps, rita: Employee) -> None:
    begun = log_in(deps, rita)
    sessions.end(deps, begun.token)
    sessions.end(deps, begun.token)
    assert (is_in(deps, begun.token), is_in(deps, rita.token)) == (False, True)
    assert len(events(deps, "staff_signed_out")) == 1


def test_the_secret_is_bound_to_its_purpose(deps: Deps, rita: Employee) -> None:
    with deps.database.reading() as db:
        (member,) = db.exec(select(StaffMember)).all()
    assert deps.sealer.open(member.sealed_authenticator or b"", proof.PURPOSE) == rita.secret
    with pytest.raises(InvalidTag):
        deps.sealer.open(member.sealed_authenticator or b"", "ssn")
