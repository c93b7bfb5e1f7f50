"""Registering more than once, at once, too often, or with what can't be true."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cecs_app.db import registry
from cecs_app.domain.errors import InvalidFields, TooManyTries
from cecs_app.services.deps import Deps
from cecs_app.services.register import register, show
from tests.fakes import TestClock, posted
from tests.on_record import BORN, account, contents, record
from tests.registering import JANE, claims_of, ein_of, eins, mails_to, owned_record, typing

WRONG = typing(last_name="Kowalski")


def faults(deps: Deps, account_id: int, **changes: str) -> dict[str, str]:
    with pytest.raises(InvalidFields) as refusal:
        register(deps, account_id, typing(**changes))
    return refusal.value.fields


class TestTryingAgain:
    def test_a_corrected_claim_keeps_its_reference_and_its_day(self, deps: Deps, clock: TestClock) -> None:
        record(deps, date_of_birth=BORN.replace(day=18))
        jane = account(deps)
        first = register(deps, jane, WRONG)
        clock.forward(days=3)
        second = register(deps, jane, JANE)
        assert (second.reference, second.due_on) == (first.reference, first.due_on)
        assert second.form.last_name == "Munoz"
        assert len(claims_of(deps)) == len(mails_to(deps, "jane")) == 1

    def test_a_slip_put_right_finds_her_record_and_settles_the_claim(self, deps: Deps) -> None:
        record(deps)
        jane = account(deps)
        register(deps, jane, WRONG)
        assert register(deps, jane, JANE).ein == "1000000001"
        (claim,) = claims_of(deps)
        assert (claim.status, claim.open_key) == ("settled_by_registering", None)
        assert show(deps, jane).reference == ""

    def test_an_account_with_a_record_keeps_it_whatever_is_typed(self, deps: Deps) -> None:
        record(deps)
        record(deps, "1000000002", ssn="735-12-3456", last_name="Holm")
        jane = account(deps)
        register(deps, jane, JANE)
        mails = len(posted(deps))
        for typed in (JANE, WRONG, typing(ssn="735-12-3456", last_name="Holm"), typing(ssn="736-12-3456")):
            view = register(deps, jane, typed)
            assert (view.ein, view.is_new, view.reference) == ("1000000001", False, "")
        assert (len(posted(deps)), claims_of(deps), eins(deps)) == (mails, [], ["1000000001", "1000000002"])

    def test_an_owner_is_mailed_at_most_three_times_a_day(self, deps: Deps, clock: TestClock) -> None:
        owned_record(deps)
        jane = account(deps)
        for _ in range(5):
            register(deps, jane, JANE)
        assert len(mails_to(deps, "owner")) == 3
        clock.forward(days=1)
        register(deps, jane, JANE)
        assert len(mails_to(deps, "owner")) == 4

    def test_an_owner_is_mailed_in_her_own_language(self, deps: Deps) -> None:
        account(deps, "owner", educator_id=record(deps), language="en-xa")
        register(deps, account(deps), JANE)
        (mail,) = mails_to(deps, "owner")
        assert mail.subject.startswith("⟦")


class TestAtTheSameInstant:
    def test_one_record_goes_to_one_of_several_accounts(self, deps: Deps) -> None:
        record(deps)
        wanting = [account(deps, name) for name in ("ana", "bea", "cleo", "dora")]
        with ThreadPoolExecutor(4) as pool:
            views = list(pool.map(lambda one: register(deps, one, JANE), wanting))
        assert sorted(view.ein for view in views) == ["", "", "", "1000000001"]
        assert [ein_of(deps, one) for one in wanting].count("1000000001") == 1
        assert len(claims_of(deps)) == 3

    def test_one_new_person_gets_one_number_from_several_tabs(self, deps: Deps) -> None:
        jane = account(deps)
        with ThreadPoolExecutor(4) as pool:
            views = list(pool.map(lambda _: register(deps, jane, JANE), range(4)))
        assert eins(deps) == list({view.ein for view in views})
        assert len(mails_to(deps, "jane")) == 1

    def test_one_new_person_gets_one_number_from_several_accounts(self, deps: Deps) -> None:
        wanting = [account(deps, name) for name in ("ana", "bea", "cleo", "dora")]
        with ThreadPoolExecutor(4) as pool:
            views = list(pool.map(lambda one: register(deps, one, JANE), wanting))
        assert [view.is_new for view in views].count(True) == 1
        assert len(eins(deps)) == 1

    def test_one_account_has_one_claim(self, deps: Deps) -> None:
        record(deps, ssn="")
        jane = account(deps)
        with ThreadPoolExecutor(4) as pool:
            views = list(pool.map(lambda _: register(deps, jane, JANE), range(4)))
        assert len({view.reference for view in views}) == len(claims_of(deps)) == 1

    def test_a_record_that_another_account_took_can_not_be_taken_again(self, deps: Deps) -> None:
        taken, jane = record(deps), account(deps)
        account(deps, "owner", educator_id=taken)
        with deps.database.transaction() as db:
            assert not registry.link(db, jane, taken)
        assert ein_of(deps, jane) is None


class TestTooOften:
    def test_the_eleventh_try_within_an_hour_is_refused_until_the_hour_is_over(
        self, deps: Deps, clock: TestClock
    ) -> None:
        record(deps)
        jane = account(deps)
        for _ in range(10):
            register(deps, jane, WRONG)
            clock.forward(minutes=1)
        with pytest.raises(TooManyTries) as refusal:
            register(deps, jane, JANE)
        assert refusal.value.data == {"minutes": 50}
        assert ein_of(deps, jane) is None
        clock.forward(minutes=50)
        assert register(deps, jane, JANE).ein == "1000000001"

    def test_one_account_does_not_use_up_anothers_tries(self, deps: Deps) -> None:
        record(deps)
        guesser = account(deps, "guesser")
        for _ in range(10):
            register(deps, guesser, WRONG)
        assert register(deps, account(deps), JANE).ein == "1000000001"


class TestWhatCantBeTrue:
    @pytest.mark.parametrize(
        ("changes", "found"),
        [
            ({"ssn": ""}, {"ssn": "required"}),
            ({"ssn": "734-12-345"}, {"ssn": "ssn_malformed"}),
            ({"ssn": "734-12-34567"}, {"ssn": "ssn_malformed"}),
            ({"ssn": "734-12-345X"}, {"ssn": "ssn_malformed"}),
            ({"ssn": "000-12-3456"}, {"ssn": "ssn_never_issued"}),
            ({"ssn": "666-12-3456"}, {"ssn": "ssn_never_issued"}),
            ({"ssn": "900-12-3456"}, {"ssn": "ssn_never_issued"}),
            ({"ssn": "734-00-3456"}, {"ssn": "ssn_never_issued"}),
            ({"ssn": "734-12-0000"}, {"ssn": "ssn_never_issued"}),
            ({"first_name": " "}, {"first_name": "required"}),
            ({"last_name": "M4noz"}, {"last_name": "name_invalid"}),
            ({"month": "13"}, {"date_of_birth_month": "birth_month"}),
            ({"month": "2", "day": "30"}, {"date_of_birth_day": "birth_day_of_month"}),
            ({"month": "2", "day": "29", "year": "1981"}, {"date_of_birth_day": "birth_day_of_month"}),
            ({"year": "80"}, {"date_of_birth_year": "birth_year"}),
            ({"year": "2027", "month": "1", "day": "15"}, {"date_of_birth_year": "birth_in_future"}),
            ({"year": "1906"}, {"date_of_birth_year": "birth_too_long_ago"}),
            ({"email": "jane@"}, {"email": "email_invalid"}),
            ({"ssn": "1", "day": "0"}, {"ssn": "ssn_malformed", "date_of_birth_day": "birth_day"}),
        ],
    )
    def test_each_field_says_what_is_wrong_with_it_and_nothing_is_done(
        self, deps: Deps, changes: dict[str, str], found: dict[str, str]
    ) -> None:
        record(deps)
        jane = account(deps)
        before = contents(deps)
        assert faults(deps, jane, **changes) == found
        assert contents(deps) == before

    def test_a_slip_of_the_finger_costs_no_try(self, deps: Deps) -> None:
        record(deps)
        jane = account(deps)
        for _ in range(12):
            faults(deps, jane, ssn="734-12-345")
        assert register(deps, jane, JANE).ein == "1000000001"
