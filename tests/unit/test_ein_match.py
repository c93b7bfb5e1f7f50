"""Which educator of the registry the person who signs up is: the identity table, row by row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.ein_match import EinMatch, Outcome, RegistryRecord, Stated, match

BORN = date(1980, 5, 17)
ANOTHER_DAY = date(1981, 5, 17)

STATED = Stated(ssn_index="index-a", first_name="Jane", last_name="Muñoz", date_of_birth=BORN)
NEW = EinMatch(Outcome.NEW, None, (), ())


def record(ein: str = "E1", **changes: Any) -> RegistryRecord:
    """A record that agrees with STATED in everything but the changes."""
    same = RegistryRecord(
        ein=ein,
        ssn_index="index-a",
        first_name="Jane",
        middle_name="",
        last_name="Munoz",
        former_last_names=(),
        date_of_birth=BORN,
        has_account=False,
    )
    return replace(same, **changes)


def matched(ein: str) -> EinMatch:
    return EinMatch(Outcome.MATCHED, ein, (), ())


def claim(*candidates: str, taken: tuple[str, ...] = ()) -> EinMatch:
    return EinMatch(Outcome.CLAIM, None, candidates, taken)


class TestOneRecordSharesTheSsn:
    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"last_name": "MUÑOZ"},
            {"last_name": " Munoz, Jr. "},
            {"last_name": "Kowalski", "former_last_names": ("Reyes", "Muñoz")},
            {"middle_name": "Ann"},
            {"middle_name": "A."},
            {"first_name": "Jane Ann"},
            {"first_name": "Janie"},
        ],
    )
    def test_it_is_matched_when_birth_date_and_names_agree(self, changes: dict[str, Any]) -> None:
        assert match(STATED, [record(**changes)]) == matched("E1")

    @pytest.mark.parametrize(
        "changes",
        [
            {"last_name": "Kowalski"},
            {"last_name": "Kowalski", "former_last_names": ("Reyes",)},
            {"last_name": ""},
            {"first_name": "Joan"},
            {"first_name": ""},
            {"first_name": "Joan", "last_name": "Kowalski"},
        ],
    )
    def test_a_person_decides_when_a_name_differs(self, changes: dict[str, Any]) -> None:
        assert match(STATED, [record(**changes)]) == claim("E1")

    def test_a_person_decides_when_middle_initials_conflict(self) -> None:
        stated = replace(STATED, first_name="Jane B.")
        assert match(stated, [record(middle_name="B.")]) == matched("E1")
        assert match(stated, [record(middle_name="Ann")]) == claim("E1")

    @pytest.mark.parametrize("first_name", ["Jane", "Joan"])
    @pytest.mark.parametrize("last_name", ["Munoz", "Kowalski"])
    def test_a_person_decides_when_the_birth_date_differs(self, first_name: str, last_name: str) -> None:
        other = record(date_of_birth=ANOTHER_DAY, first_name=first_name, last_name=last_name)
        assert match(STATED, [other]) == claim("E1")

    def test_it_is_matched_even_beside_a_double_without_the_ssn(self) -> None:
        assert match(STATED, [record("E1"), record("E2", ssn_index=None)]) == matched("E1")
        assert match(STATED, [record("E1"), record("E2", ssn_index="index-b")]) == matched("E1")

    def test_when_it_differs_a_double_is_put_before_the_person_who_decides_too(self) -> None:
        differs = record("E2", last_name="Kowalski")
        assert match(STATED, [differs, record("E1", ssn_index=None)]) == claim("E1", "E2")

    def test_a_record_returned_twice_is_still_one_record(self) -> None:
        assert match(STATED, [record(), record()]) == matched("E1")


class TestSeveralRecordsShareTheSsn:
    def test_a_person_decides_even_when_one_agrees_in_all(self) -> None:
        assert match(STATED, [record("E2"), record("E1", last_name="Kowalski")]) == claim("E1", "E2")

    def test_a_person_decides_when_both_agree_in_all(self) -> None:
        assert match(STATED, [record("E2"), record("E1")]) == claim("E1", "E2")


class TestNoRecordSharesTheSsn:
    @pytest.mark.parametrize("ssn_index", [None, "", "index-b"])
    def test_a_person_decides_when_birth_date_and_names_agree(self, ssn_index: str | None) -> None:
        assert match(STATED, [record(ssn_index=ssn_index)]) == claim("E1")

    def test_a_person_decides_between_several_such_records(self) -> None:
        doubles = [record("E3", ssn_index=None), record("E1", ssn_index="index-b", middle_name="Ann")]
        assert match(STATED, doubles) == claim("E1", "E3")

    @pytest.mark.parametrize("ssn_index", [None, "index-b"])
    @pytest.mark.parametrize(
        "changes",
        [
            {"date_of_birth": ANOTHER_DAY},
            {"last_name": "Kowalski"},
            {"first_name": "Joan"},
            {"first_name": ""},
            {"last_name": "Kowalski", "has_account": True},
        ],
    )
    def test_the_educator_is_new_when_any_of_the_three_differs(
        self, ssn_index: str | None, changes: dict[str, Any]
    ) -> None:
        assert match(STATED, [record(ssn_index=ssn_index, **changes)]) == NEW

    def test_the_educator_is_new_to_an_empty_registry(self) -> None:
        assert match(STATED, []) == NEW

    def test_a_missing_ssn_is_not_an_equal_ssn(self) -> None:
        stated = replace(STATED, ssn_index="")
        assert match(stated, [record(ssn_index="")]) == claim("E1")
        assert match(stated, [record(ssn_index="", last_name="Kowalski")]) == NEW


class TestTheRecordAlreadyHasAnAccount:
    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"last_name": "Kowalski"},
            {"first_name": "Joan"},
            {"date_of_birth": ANOTHER_DAY},
            {"ssn_index": None},
            {"ssn_index": "index-b"},
        ],
    )
    def test_a_person_decides_and_the_owner_is_named_for_the_mail(self, changes: dict[str, Any]) -> None:
        assert match(STATED, [record(has_account=True, **changes)]) == claim("E1", taken=("E1",))

    def test_only_the_owners_among_the_candidates_are_named(self) -> None:
        records = [
            record("E3", has_account=True),
            record("E2", ssn_index=None),
            record("E1", has_account=True, ssn_index="index-b"),
            record("E4", has_account=True, ssn_index="index-b", first_name="Joan"),
        ]
        assert match(STATED, records) == claim("E1", "E2", "E3", taken=("E1", "E3"))


class TestTwins:
    JANE = record("E1", first_name="Jane", ssn_index="index-jane")
    JOAN = record("E2", first_name="Joan", ssn_index="index-joan")

    def stated(self, first_name: str) -> Stated:
        return replace(STATED, first_name=first_name, ssn_index=f"index-{first_name.lower()}")

    def test_each_is_matched_to_her_own_record(self) -> None:
        assert match(self.stated("Jane"), [self.JANE, self.JOAN]) == matched("E1")
        assert match(self.stated("Joan"), [self.JANE, self.JOAN]) == matched("E2")

    def test_a_twin_the_registry_does_not_know_is_new(self) -> None:
        assert match(self.stated("Joan"), [self.JANE]) == NEW
        assert match(self.stated("Joan"), [replace(self.JANE, has_account=True)]) == NEW

    def test_a_twin_who_states_the_other_ones_ssn_is_never_matched(self) -> None:
        mistaken = replace(self.stated("Joan"), ssn_index="index-jane")
        assert match(mistaken, [self.JANE, self.JOAN]) == claim("E1", "E2")


RECORDS = st.lists(
    st.builds(
        RegistryRecord,
        ein=st.uuids().map(str),
        ssn_index=st.sampled_from([None, "index-a", "index-b"]),
        first_name=st.sampled_from(["Jane", "Janie", "Joan", ""]),
        middle_name=st.sampled_from(["", "A.", "Beth"]),
        last_name=st.sampled_from(["Muñoz", "Munoz", "Kowalski"]),
        former_last_names=st.sampled_from([(), ("Munoz",)]),
        date_of_birth=st.sampled_from([BORN, ANOTHER_DAY]),
        has_account=st.booleans(),
    ),
    max_size=4,
)


class TestAlways:
    @given(RECORDS, st.randoms(use_true_random=False))
    def test_the_order_of_the_records_never_matters(self, records: list[RegistryRecord], random: Any) -> None:
        shuffled = list(records)
        random.shuffle(shuffled)
        assert match(STATED, shuffled) == match(STATED, records)

    @given(RECORDS)
    def test_no_record_with_another_ssn_or_an_account_is_ever_matched(self, records: Sequence[RegistryRecord]) -> None:
        free = {r.ein for r in records if r.ssn_index == STATED.ssn_index and not r.has_account}
        outcome = match(STATED, records)
        assert outcome.ein is None or outcome.ein in free

    @given(RECORDS)
    def test_each_outcome_carries_only_what_belongs_to_it(self, records: Sequence[RegistryRecord]) -> None:
        result = match(STATED, records)
        assert (result.ein is not None) == (result.outcome is Outcome.MATCHED)
        assert bool(result.candidates) == (result.outcome is Outcome.CLAIM)
        assert set(result.taken) == {r.ein for r in records if r.has_account and r.ein in result.candidates}

    @given(RECORDS)
    def test_a_record_that_shares_the_ssn_is_never_passed_over_as_new(self, records: Sequence[RegistryRecord]) -> None:
        sharing = any(r.ssn_index == STATED.ssn_index for r in records)
        assert not (sharing and match(STATED, records).outcome is Outcome.NEW)
