"""What the clerk sees of a claim: which records, which facts agree, what it suggests; and the list of claims."""

import pytest

from cecs_app.domain.errors import InvalidFields, NotFound
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk import claim, claim_proof, claims, settle_claim
from cecs_app.services.desk.claim import CandidateView, ClaimView
from cecs_app.services.register import register
from tests.claiming import act, ask_identity, claim_of, claimed, clerk, refused
from tests.fakes import TestClock
from tests.on_record import ANOTHER_SSN, BORN, account, contents, record
from tests.registering import JANE, owned_record, typing

NEXT_DAY = BORN.replace(day=18)


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return clerk(deps)


def shown(deps: Deps, rita: Clerk, reference: str) -> ClaimView:
    return claim.show(deps, rita, reference)


def verdicts(one: CandidateView) -> dict[str, str]:
    return {fact.name: fact.verdict for fact in one.facts}


class TestOneClaim:
    def test_what_she_stated_stands_beside_the_record_and_what_differs_is_marked(
        self, deps: Deps, rita: Clerk
    ) -> None:
        record(deps, last_name="Brandt", former_last_names="Holm", middle_name="Ann", email="JANE.typed@example.org")
        view = shown(deps, rita, claimed(deps)[1])
        (one,) = view.candidates
        assert (view.name, view.date_of_birth, view.email) == ("Jane Munoz", "May 17, 1980", "jane.typed@example.org")
        assert (one.ein, one.name) == ("1000000001", "Jane Ann Brandt")
        assert verdicts(one) == {
            "SSN": "Same number",
            "Date of Birth": "Same",
            "First Name": "Same",
            "Last Name": "Differs",
            "Email": "Same",
        }
        assert [fact.on_record for fact in one.facts if fact.name == "Last Name"] == ["Brandt (formerly Holm)"]
        assert view.advice == one.advice
        assert one.advice.startswith("Same SSN, birth date and first name; last name differs: a marriage?")
        assert one.changes == (
            "The last name on record becomes Munoz, unless you keep it. Brandt is kept as a former name.",
        )
        assert (one.can_link, one.needs_reason, one.account_since) == (True, False, "")

    def test_no_ssn_and_no_index_of_one_is_ever_in_the_view(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        record(deps, "1000000002", ssn=ANOTHER_SSN)
        told = repr(shown(deps, rita, claimed(deps)[1]))
        for ssn in ("734123456", "735123456"):
            assert ssn not in told.replace("-", "")
            assert deps.ssns.index(ssn) not in told

    def test_a_record_with_an_account_says_since_when_and_cant_be_linked(self, deps: Deps, rita: Clerk) -> None:
        owned_record(deps)
        (one,) = shown(deps, rita, claimed(deps)[1]).candidates
        assert (one.account_since, one.can_link) == ("January 15, 2027", False)
        assert one.advice.startswith("This record has an account already")

    def test_a_twin_is_shown_with_a_warning_though_the_match_rules_leave_her_out(
        self, deps: Deps, rita: Clerk
    ) -> None:
        record(deps, "1", first_name="Odette", last_name="Harrowgate", ssn="")
        record(deps, "2", first_name="Colette", last_name="Harrowgate", ssn=ANOTHER_SSN)
        view = shown(deps, rita, claimed(deps, typing(first_name="Odette", last_name="Harrowgate"))[1])
        assert [(one.ein, one.has_twin, one.can_link) for one in view.candidates] == [
            ("1", False, True),
            ("2", True, False),
        ]
        assert view.advice.startswith("Same names and birth date; the record holds no SSN.")

    def test_both_records_of_a_double_entry_are_shown_the_likelier_first(self, deps: Deps, rita: Clerk) -> None:
        record(deps, "1", first_name="Joan")
        record(deps, "2")
        view = shown(deps, rita, claimed(deps)[1])
        assert [one.ein for one in view.candidates] == ["2", "1"]
        assert view.advice.startswith("More than one record bears this SSN")

    def test_twins_whose_facts_she_mixed_are_named_so_on_both_records(self, deps: Deps, rita: Clerk) -> None:
        record(deps, "1", first_name="Odette", last_name="Harrowgate")
        record(deps, "2", first_name="Colette", last_name="Harrowgate", ssn=ANOTHER_SSN)
        mixed = typing(first_name="Odette", last_name="Harrowgate", ssn=ANOTHER_SSN)
        view = shown(deps, rita, claimed(deps, mixed)[1])
        assert [(one.ein, one.needs_reason, one.has_twin) for one in view.candidates] == [
            ("1", True, True),
            ("2", True, True),
        ]
        assert view.advice.startswith("Two of these records are most likely twins'")

    def test_what_came_to_the_registry_since_is_compared_too(self, deps: Deps, rita: Clerk) -> None:
        record(deps, date_of_birth=NEXT_DAY)
        reference = claimed(deps)[1]
        record(deps, "2", ssn="")
        assert [one.ein for one in shown(deps, rita, reference).candidates] == ["1000000001", "2"]

    def test_strangers_born_on_the_same_day_are_not_shown(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        record(deps, "2", ssn=ANOTHER_SSN, first_name="Ada", last_name="Holm")
        assert [one.ein for one in shown(deps, rita, claimed(deps)[1]).candidates] == ["1000000001"]

    def test_a_record_can_be_put_beside_the_others_by_its_ein(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        record(deps, "2000000009", ssn=ANOTHER_SSN, first_name="Ada", last_name="Holm", date_of_birth=NEXT_DAY)
        reference = claimed(deps)[1]
        settle_claim.add_candidate(deps, rita, act(deps, rita, reference), " 2000 000 009 ")
        settle_claim.add_candidate(deps, rita, act(deps, rita, reference), "2000000009")
        assert [one.ein for one in shown(deps, rita, reference).candidates] == ["1000000001", "2000000009"]
        assert shown(deps, rita, reference).candidates[1].needs_reason

    @pytest.mark.parametrize(("typed", "code"), [("", "required"), ("3", "ein_not_on_record")])
    def test_an_ein_that_nobody_has_is_refused(self, deps: Deps, rita: Clerk, typed: str, code: str) -> None:
        record(deps, last_name="Brandt")
        reference = claimed(deps)[1]
        with pytest.raises(InvalidFields) as refusal:
            settle_claim.add_candidate(deps, rita, act(deps, rita, reference), typed)
        assert refusal.value.fields == {"ein": code}

    def test_there_is_no_such_claim(self, deps: Deps, rita: Clerk) -> None:
        with pytest.raises(NotFound):
            shown(deps, rita, "C-0000-0000")


class TestHerOwn:
    def test_a_clerk_cant_look_at_the_claim_of_her_own_account(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        reference = claimed(deps, email="rita@bureau.example", email_key="rita@bureau.example")[1]
        with refused("own_application"):
            shown(deps, rita, reference)

    def test_nor_at_one_that_may_be_about_her_own_record(self, deps: Deps) -> None:
        olga = clerk(deps, "Olga", educator_id=record(deps, last_name="Brandt"))
        reference = claimed(deps)[1]
        with refused("own_application"):
            shown(deps, olga, reference)
        assert shown(deps, clerk(deps), reference).reference == reference

    def test_nor_put_her_own_record_beside_the_others(self, deps: Deps) -> None:
        hers = record(deps, "2", ssn=ANOTHER_SSN, first_name="Olga", last_name="Desk", date_of_birth=NEXT_DAY)
        olga = clerk(deps, "Olga", educator_id=hers)
        record(deps, last_name="Brandt")
        reference = claimed(deps)[1]
        with refused("own_application"):
            settle_claim.add_candidate(deps, olga, act(deps, olga, reference), "2")


class TestTheList:
    @staticmethod
    def three(deps: Deps) -> list[str]:
        record(deps, last_name="Brandt")
        names = (("ana", "Munoz"), ("bea", "De la Cruz"), ("cleo", "Holm"))
        return [
            claimed(deps, typing(first_name=first.title(), last_name=last), name=first)[1] for first, last in names
        ]

    def references(self, view: claims.ClaimsView) -> list[str]:
        return [one.reference for one in view.lines]

    def test_the_oldest_comes_first_and_one_past_its_day_is_marked(self, deps: Deps, clock: TestClock) -> None:
        first = claimed(deps, name="ana")[1] if record(deps, last_name="Brandt") else ""
        clock.forward(days=10)
        second = claimed(deps, name="bea")[1]
        clock.forward(days=10)
        lines = claims.show(deps, "open", "", "").lines
        assert [(one.reference, one.is_overdue) for one in lines] == [(first, True), (second, False)]
        assert (lines[0].due, lines[0].candidates) == ("January 29, 2027", 1)

    def test_it_is_not_late_while_she_has_still_to_send_something(
        self, deps: Deps, rita: Clerk, clock: TestClock
    ) -> None:
        record(deps, last_name="Brandt")
        reference = claimed(deps)[1]
        ask_identity(deps, rita, reference)
        clock.forward(days=15)
        (line,) = claims.show(deps, "open", "", "").lines
        assert (line.proof, line.is_overdue) == ("Proof asked", False)
        (item,) = shown(deps, rita, reference).proofs
        claim_proof.receive_by_post(deps, rita, act(deps, rita, reference), item.reference)
        (line,) = claims.show(deps, "open", "", "").lines
        assert (line.proof, line.is_overdue) == ("Proof arrived", True)

    def test_pages_follow_each_other_without_a_gap(
        self, deps: Deps, rita: Clerk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(claims, "PAGE", 2)
        ana, bea, cleo = self.three(deps)
        page = claims.show(deps, "open", "", "")
        assert (self.references(page), page.more) == ([ana, bea], f"/desk/claims?tab=open&after={bea}")
        page = claims.show(deps, "open", bea, "")
        assert (self.references(page), page.more) == ([cleo], "")
        for reference in (bea, ana, cleo):
            settle_claim.refuse(deps, rita, act(deps, rita, reference))
        assert self.references(claims.show(deps, "open", "", "")) == []
        page = claims.show(deps, "decided", "", "")
        assert (self.references(page), page.more) == ([cleo, bea], f"/desk/claims?tab=decided&after={bea}")
        assert self.references(claims.show(deps, "decided", bea, "")) == [ana]

    @pytest.mark.parametrize("typed", ["de la cruz", "Cruz", "bea de la cruz", "De la Cruz, B", "delacr"])
    def test_a_name_finds_hers(self, deps: Deps, typed: str) -> None:
        _ana, bea, _cleo = self.three(deps)
        found = self.references(claims.show(deps, "", "", typed))
        assert found == ([] if typed == "Cruz" else [bea])

    def test_a_reference_finds_its_claim_decided_or_not(self, deps: Deps, rita: Clerk) -> None:
        ana, bea, _cleo = self.three(deps)
        settle_claim.refuse(deps, rita, act(deps, rita, ana))
        for typed in (ana, ana.lower().replace("-", "")):
            (line,) = claims.show(deps, "", "", typed).lines
            assert (line.reference, line.status, line.decided) == (ana, "Refused", "January 15, 2027 · Rita Desk")
        assert self.references(claims.show(deps, "", "", bea)) == [bea]

    def test_who_found_her_record_herself_stands_among_the_decided(self, deps: Deps) -> None:
        record(deps)
        jane = account(deps)
        register(deps, jane, typing(last_name="Kowalski"))
        register(deps, jane, JANE)
        (line,) = claims.show(deps, "decided", "", "").lines
        assert (line.status, line.decided) == ("Found by registering again", "January 15, 2027")
        assert claim_of(deps, line.reference).decided_by is None

    def test_an_ssn_never_comes_into_an_address(self) -> None:
        with pytest.raises(InvalidFields):
            claims.search_address("734-12-3456")
        assert claims.search_address("De la Cruz") == "/desk/claims?find=De+la+Cruz"

    def test_looking_changes_nothing(self, deps: Deps, rita: Clerk) -> None:
        ana = self.three(deps)[0]
        before = contents(deps)
        claims.show(deps, "open", "", "")
        shown(deps, rita, ana)
        assert contents(deps) == before
