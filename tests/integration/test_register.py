"""Who finds her record, who gets a new number, and whom a person must decide about: the identity table, row by row."""

from collections.abc import Callable
from typing import Any

import pytest

from cecs_app.db import registry
from cecs_app.services.deps import Deps
from cecs_app.services.register import Prefill, RegisterView, register, show
from cecs_app.words.letter import as_text
from cecs_app.words.letters import register as letters
from tests.on_record import ANOTHER_SSN, BORN, account, record
from tests.registering import JANE, claims_of, ein_of, eins, mails_to, owned_record, try_once, typing

ANOTHER_DAY = BORN.replace(day=18)


class TestOneRecordSharesTheSsnTheBirthDateAndTheNames:
    def test_she_is_linked_at_once(self, deps: Deps) -> None:
        record(deps)
        jane = account(deps)
        view = register(deps, jane, JANE)
        assert (view.ein, view.is_new, view.reference) == ("1000000001", False, "")
        assert ein_of(deps, jane) == "1000000001"
        assert claims_of(deps) == []

    def test_her_ein_is_mailed_to_her_account_and_not_to_what_was_typed(self, deps: Deps) -> None:
        record(deps)
        try_once(deps)
        (mail,) = mails_to(deps, "jane")
        assert "1000000001" in mail.text
        assert mails_to(deps, "jane.typed") == []

    @pytest.mark.parametrize(
        ("first_name", "last_name", "on_record"),
        [
            ("Jane", "Muñoz", {}),
            ("JANE", "MUÑOZ", {}),
            ("jane", "munoz", {}),
            ("Zoe", "Lukaszewicz", {"first_name": "Zoë", "last_name": "Łukaszewicz"}),
            ("  Jane ", "\tMuñoz ", {}),
            ("Jane", "De  La Cruz", {"last_name": "DeLaCruz"}),
            ("Jane", "Solberg Pike", {"last_name": "Solberg-Pike"}),
            ("Jane", "Solberg\N{EN DASH}Pike", {"last_name": "SolbergPike"}),
            ("Anne Sophie", "Munoz", {"first_name": "Anne-Sophie"}),
            ("Jane", "O'Dunleavy", {"last_name": "O’Dunleavy"}),
            ("Jane", "ODunleavy", {"last_name": "O’Dunleavy"}),
            ("Jane", "Munoz Jr.", {}),
            ("Jane", "Munoz", {"last_name": "Muñoz, III"}),
            ("Jane", "Munoz III", {"last_name": "Muñoz Jr."}),
            ("Bill", "Munoz", {"first_name": "William"}),
            ("William", "Munoz", {"first_name": "Bill"}),
            ("Jane", "Munoz", {"middle_name": "Ann"}),
            ("Jane A.", "Munoz", {"middle_name": "Ann"}),
            ("Jane Ann", "Munoz", {"middle_name": "A."}),
            ("Jane Ann", "Munoz", {}),
            ("Jane", "Munoz", {"last_name": "Kowalski", "former_last_names": "Reyes;Muñoz"}),
            ("Jane", "Oneil Reyes", {"last_name": "Kowalski", "former_last_names": "O'Neil-Reyes"}),
        ],
    )
    def test_names_written_another_way_are_the_same_names(
        self, deps: Deps, first_name: str, last_name: str, on_record: dict[str, str]
    ) -> None:
        record(deps, **on_record)
        assert try_once(deps, typing(first_name=first_name, last_name=last_name)).ein == "1000000001"

    @pytest.mark.parametrize("ssn", ["734123456", "734 12 3456", " 734-12-3456 ", "734-123456"])
    def test_an_ssn_is_the_same_however_it_is_typed(self, deps: Deps, ssn: str) -> None:
        record(deps)
        assert try_once(deps, typing(ssn=ssn)).ein == "1000000001"

    def test_a_double_without_her_ssn_does_not_keep_her_waiting(self, deps: Deps) -> None:
        record(deps)
        record(deps, "1000000002", ssn="")
        assert try_once(deps).ein == "1000000001"


Setting = Callable[[Deps], object]

CLAIMS: dict[str, Setting] = {
    "last name differs": lambda deps: record(deps, last_name="Kowalski"),
    "no former last name fits either": lambda deps: record(deps, last_name="Holm", former_last_names="Reyes;Kowalski"),
    "first name differs": lambda deps: record(deps, first_name="Joan"),
    "both names differ": lambda deps: record(deps, first_name="Joan", last_name="Kowalski"),
    "birth date differs": lambda deps: record(deps, date_of_birth=ANOTHER_DAY),
    "birth date and last name differ": lambda deps: record(deps, date_of_birth=ANOTHER_DAY, last_name="Kowalski"),
    "all but the SSN differs": lambda deps: record(deps, date_of_birth=ANOTHER_DAY, first_name="X", last_name="Y"),
    "record holds no SSN": lambda deps: record(deps, ssn=""),
    "record holds another SSN": lambda deps: record(deps, ssn=ANOTHER_SSN),
    "record holds no SSN, other spelling": lambda deps: record(deps, ssn="", first_name="Janie", last_name="MUNOZ"),
    "two records share her SSN": lambda deps: [record(deps), record(deps, "1000000002", first_name="Joan")],
    "two records agree in all": lambda deps: [record(deps), record(deps, "1000000002")],
    "the record has an account": lambda deps: owned_record(deps),
    "the record has an account, last name differs": lambda deps: owned_record(deps, last_name="Kowalski"),
    "the record has an account, birth date differs": lambda deps: owned_record(deps, date_of_birth=ANOTHER_DAY),
    "the record has an account and no SSN": lambda deps: owned_record(deps, ssn=""),
    "the record has an account and another SSN": lambda deps: owned_record(deps, ssn=ANOTHER_SSN),
}
WITH_OWNER = [name for name in CLAIMS if "has an account" in name]


def the_letter(deps: Deps, reference: str) -> str:
    url = "http://localhost:3000/register"
    return as_text(letters.claim_opened("Jane", reference, "January 29, 2027", deps.mail_policy.address, url))


class TestWhatIsNotCertain:
    @pytest.mark.parametrize("name", CLAIMS)
    def test_a_person_decides_and_she_is_told_the_same_whatever_differed(self, deps: Deps, name: str) -> None:
        CLAIMS[name](deps)
        jane = account(deps)
        view = register(deps, jane, JANE)
        form = Prefill("Jane", "Munoz", "jane.typed@example.org", BORN)
        assert view == RegisterView(form, reference=view.reference, due_on="January 29, 2027")
        assert show(deps, jane) == view
        assert [mail.text for mail in mails_to(deps, "jane")] == [the_letter(deps, view.reference)]

    @pytest.mark.parametrize("name", CLAIMS)
    def test_nothing_is_linked_or_minted(self, deps: Deps, name: str) -> None:
        CLAIMS[name](deps)
        before, jane = eins(deps), account(deps)
        register(deps, jane, JANE)
        assert ein_of(deps, jane) is None
        assert eins(deps) == before

    @pytest.mark.parametrize("name", WITH_OWNER)
    def test_the_owner_of_a_record_is_mailed_that_somebody_asked_for_it(self, deps: Deps, name: str) -> None:
        CLAIMS[name](deps)
        try_once(deps)
        (mail,) = mails_to(deps, "owner")
        assert mail.subject == "Somebody tried to register with your record"
        assert "Jane" not in mail.text
        assert "jane" not in mail.text

    @pytest.mark.parametrize("name", [name for name in CLAIMS if name not in WITH_OWNER])
    def test_nobody_else_is_mailed(self, deps: Deps, name: str) -> None:
        CLAIMS[name](deps)
        try_once(deps)
        assert len(mails_to(deps, "jane")) == 1

    def test_the_person_who_decides_sees_the_records_it_may_be_about(self, deps: Deps) -> None:
        record(deps, "1000000003", ssn="")
        record(deps, "1000000001", date_of_birth=ANOTHER_DAY)
        record(deps, "1000000002", ssn=ANOTHER_SSN, date_of_birth=ANOTHER_DAY)
        try_once(deps)
        (claim,) = claims_of(deps)
        assert claim.candidates == "1000000001;1000000003"
        assert deps.sealer.open(claim.sealed_ssn, "ssn") == "734123456"


class TestNobodyOnRecordIsLikeHer:
    @pytest.mark.parametrize(
        "on_record",
        [
            {"date_of_birth": ANOTHER_DAY},
            {"last_name": "Kowalski"},
            {"first_name": "Joan"},
            {"first_name": "Joan", "last_name": "Kowalski", "date_of_birth": ANOTHER_DAY},
        ],
    )
    @pytest.mark.parametrize("ssn", ["", ANOTHER_SSN])
    def test_she_gets_a_new_number_at_once(self, deps: Deps, ssn: str, on_record: dict[str, Any]) -> None:
        record(deps, ssn=ssn, **on_record)
        jane = account(deps)
        view = register(deps, jane, JANE)
        assert view.is_new
        assert (len(view.ein), view.ein.isdecimal()) == (10, True)
        assert eins(deps) == ["1000000001", view.ein]
        assert ein_of(deps, jane) == view.ein

    def test_her_new_number_is_mailed_to_her(self, deps: Deps) -> None:
        view = try_once(deps)
        (mail,) = mails_to(deps, "jane")
        assert view.ein in mail.text
        assert "There was no record of you yet" in mail.text

    def test_her_record_holds_what_she_typed(self, deps: Deps) -> None:
        view = try_once(deps, typing(first_name=" Jane\tAnn ", last_name="Muñoz\N{EN DASH}Reyes"))
        with deps.database.reading() as db:
            educator = registry.get(db, view.ein)
            ssn = registry.ssns_of(db, [educator.id or 0])[educator.id or 0]
        assert (educator.first_name, educator.last_name) == ("Jane Ann", "Muñoz-Reyes")
        assert (educator.date_of_birth, educator.email) == (BORN, "jane.typed@example.org")
        assert deps.ssns.index("734123456") == ssn.ssn_index
        assert deps.sealer.open(ssn.sealed, "ssn") == "734123456"

    def test_the_next_one_with_the_same_facts_does_not_get_her_record(self, deps: Deps) -> None:
        first = try_once(deps)
        second = register(deps, account(deps, "janet"), JANE)
        assert (second.ein, second.reference != "") == ("", True)
        assert eins(deps) == [first.ein]
        assert mails_to(deps, "jane")[-1].subject == "Somebody tried to register with your record"


class TestTwins:
    def test_each_finds_her_own_record(self, deps: Deps) -> None:
        record(deps, "1", first_name="Odette")
        record(deps, "2", first_name="Colette", ssn=ANOTHER_SSN)
        odette = register(deps, account(deps, "odette"), typing(first_name="Odette"))
        colette = register(deps, account(deps, "colette"), typing(first_name="Colette", ssn=ANOTHER_SSN))
        assert (odette.ein, colette.ein) == ("1", "2")

    def test_the_one_not_on_record_gets_a_number_of_her_own(self, deps: Deps) -> None:
        record(deps, "1", first_name="Odette")
        colette = register(deps, account(deps, "colette"), typing(first_name="Colette", ssn=ANOTHER_SSN))
        assert colette.is_new
        assert eins(deps) == ["1", colette.ein]

    def test_the_one_who_states_the_others_ssn_waits_for_a_person(self, deps: Deps) -> None:
        record(deps, "1", first_name="Odette")
        record(deps, "2", first_name="Colette", ssn=ANOTHER_SSN)
        colette = register(deps, account(deps, "colette"), typing(first_name="Colette"))
        assert (colette.ein, claims_of(deps)[0].candidates) == ("", "1;2")
