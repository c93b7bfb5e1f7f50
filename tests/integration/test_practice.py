"""The made-up registry: whoever tries the portal finds every kind, every state and every awkward case in it."""

import dataclasses
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from cecs_app.domain.access import Browser
from cecs_app.domain.certificate import Certificate, CertificateKind, CertificateState, EndorsementFamily, state_of
from cecs_app.domain.ein_match import EinMatch, Outcome
from cecs_app.domain.identity import Identity
from cecs_app.domain.ssn import checked_ssn
from cecs_app.practice import people
from cecs_app.practice.load import NotForProduction, load_practice
from cecs_app.practice.people import Person
from cecs_app.practice.registry import OnRecord, registry
from cecs_app.services import sign_in
from cecs_app.services.deps import Deps
from cecs_app.services.register import find_match, register
from cecs_app.services.registry_import import Tally
from tests.fakes import TestClock
from tests.on_record import account, contents
from tests.registering import typing

JOURNAL = dict.fromkeys(("event", "audit_link", "audit_head"))
"""That it was loaded is told each time."""
TODAY = date(2027, 1, 15)
EVERYBODY = registry(TODAY)
HELD = [(one, held) for one in EVERYBODY for held in one.held]
OTHER_DAYS = [date(2026, 6, 30), date(2027, 7, 1), date(2028, 2, 29), date(2031, 8, 31)]


def digits(one: OnRecord | Person) -> str:
    return checked_ssn(one.ssn) or ""


def matched(deps: Deps, one: OnRecord | Person) -> EinMatch:
    return find_match(deps, Identity(digits(one), one.first_name, one.last_name, one.born))


def states(kind: CertificateKind, deps: Deps, today: date) -> set[CertificateState]:
    terms = [held.term for one in registry(today) for held in one.held if held.kind is kind]
    return {state_of(Certificate("", kind, (), *term), today, deps.rulebook) for term in terms}


class TestWhatItHolds:
    def test_there_are_more_than_two_hundred_educators(self) -> None:
        assert len({one.ein for one in EVERYBODY}) == len(EVERYBODY) >= 200

    @pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
    @pytest.mark.parametrize("kind", CertificateKind)
    def test_each_kind_is_there_in_every_state_whatever_the_day(
        self, deps: Deps, kind: CertificateKind, today: date
    ) -> None:
        assert states(kind, deps, today) == set(CertificateState)

    def test_each_family_of_endorsements_is_there(self, deps: Deps) -> None:
        families = {deps.endorsements[code].family for _one, held in HELD for code in held.endorsements}
        assert families == set(EndorsementFamily)

    def test_provisionals_run_on_after_they_are_no_longer_issued(self) -> None:
        ends = [held.term[1] for _one, held in HELD if held.kind is CertificateKind.PROVISIONAL]
        assert any(end > date(2025, 7, 1) for end in ends)

    def test_ssns_are_of_areas_given_to_nobody_and_could_have_been_issued(self) -> None:
        ssns = [one.ssn for one in EVERYBODY if one.ssn]
        assert {int(ssn[:3]) for ssn in ssns} == set(range(734, 750))
        assert all(checked_ssn(ssn) for ssn in ssns)

    def test_one_person_was_entered_twice_and_nobody_else_shares_an_ssn(self) -> None:
        shared = [count for ssn, count in Counter(one.ssn for one in EVERYBODY).items() if ssn and count > 1]
        assert shared == [2]


class TestAwkwardCases:
    def test_twins_share_all_but_the_first_name_and_the_ssn(self) -> None:
        pairs = Counter((one.last_name, one.born) for one in EVERYBODY)
        twins = [one for one in EVERYBODY if one.last_name == "Harrowgate"]
        assert pairs["Harrowgate", twins[0].born] == 2
        assert len({one.first_name for one in twins}) == len({one.ssn for one in twins}) == 2

    def test_two_records_have_one_name_and_two_have_one_name_and_one_birthday(self) -> None:
        names = Counter((one.first_name, one.last_name) for one in EVERYBODY)
        assert names["Mary", "Kellerman"] == 2
        assert len({one.born for one in EVERYBODY if one.last_name == "Novotny"}) == 1
        assert names["Paul", "Novotny"] == 2

    @pytest.mark.parametrize("sign", ["ñ", "ë", "Ł", "-", "’", " ", ", Jr.", " III"])
    def test_names_have_accents_strokes_hyphens_apostrophes_blanks_and_suffixes(self, sign: str) -> None:
        assert any(sign in one.first_name + one.last_name for one in EVERYBODY)

    def test_some_have_former_names_middle_names_initials_or_no_ssn(self) -> None:
        assert {len(one.former) for one in EVERYBODY} == {0, 1, 2}
        middle = {one.middle_name for one in EVERYBODY}
        assert {"Louise", "T."} <= middle
        assert any(not one.ssn for one in EVERYBODY)

    def test_somebody_holds_nothing_yet(self) -> None:
        assert any(not one.held for one in EVERYBODY)


class TestLoading:
    @pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
    def test_no_row_is_bad_whatever_the_day(self, deps: Deps, clock: TestClock, today: date) -> None:
        clock.now = datetime(today.year, today.month, today.day, 17, tzinfo=UTC)
        report = load_practice(deps)
        assert report.faults == []
        assert report.educators == Tally(added=len(EVERYBODY))
        assert report.certificates == Tally(added=len(HELD))

    def test_loading_twice_changes_nothing(self, deps: Deps) -> None:
        load_practice(deps)
        before = contents(deps)
        report = load_practice(deps)
        assert (report.educators.added, report.educators.changed, report.certificates.added) == (0, 0, 0)
        assert contents(deps) | JOURNAL == before | JOURNAL

    def test_whoever_has_registered_keeps_her_certificates_days(self, deps: Deps, clock: TestClock) -> None:
        load_practice(deps)
        before = contents(deps)["certificate"]
        clock.now += timedelta(days=40)
        load_practice(deps)
        after = contents(deps)["certificate"]
        kept = {row for row in after if row in before}
        returning = next(one for one in EVERYBODY if one.ein == people.RETURNS.ein)
        numbers = {cells["number"] for cells in returning.certificate_cells}
        assert numbers <= {value for row in kept for value in row if isinstance(value, str)}
        assert len(kept) < len(after) / 2

    def test_production_never_gets_it(self, deps: Deps) -> None:
        production = dataclasses.replace(deps, settings=deps.settings.model_copy(update={"environment": "production"}))
        with pytest.raises(NotForProduction):
            load_practice(production)
        assert contents(deps)["educator"] == []


class TestThePeopleToTry:
    @pytest.fixture(autouse=True)
    def loaded(self, deps: Deps) -> None:
        load_practice(deps)

    @pytest.mark.parametrize("person", [people.CONTINUES, people.RENEWS])
    def test_who_is_to_be_found_is_found(self, deps: Deps, person: Person) -> None:
        born = person.born
        typed = typing(
            ssn=person.ssn,
            first_name=person.first_name,
            last_name=person.last_name,
            month=str(born.month),
            day=str(born.day),
            year=str(born.year),
        )
        assert register(deps, account(deps), typed).ein == person.ein

    def test_who_is_to_be_a_claim_is_one_about_her_own_record(self, deps: Deps) -> None:
        assert matched(deps, people.CLAIMS) == EinMatch(Outcome.CLAIM, None, (people.CLAIMS.ein,), ())

    def test_who_has_an_account_logs_in_with_it(self, deps: Deps) -> None:
        assert sign_in.sign_in(deps, people.USERNAME, people.PASSWORD, Browser("127.0.0.1")).token
        assert matched(deps, people.RETURNS).taken == (people.RETURNS.ein,)

    def test_everybody_else_on_record_with_an_ssn_finds_her_own_record(self, deps: Deps) -> None:
        doubles = {ssn for ssn, count in Counter(one.ssn for one in EVERYBODY).items() if count > 1}
        others = [one for one in EVERYBODY if one.ssn not in doubles and one.ein != people.RETURNS.ein]
        assert len(others) > 200
        assert [one.ein for one in others if matched(deps, one).ein != one.ein] == []

    def test_who_was_entered_twice_or_without_an_ssn_waits_for_a_person(self, deps: Deps) -> None:
        double = next(one for one in EVERYBODY if one.last_name == "Merriweather")
        assert len(matched(deps, double).candidates) == 2
        unknown = next(one for one in EVERYBODY if not one.ssn)
        found = matched(deps, dataclasses.replace(unknown, ssn="749-99-9998"))
        assert found == EinMatch(Outcome.CLAIM, None, (unknown.ein,), ())
