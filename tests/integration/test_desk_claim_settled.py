"""What a clerk makes of a claim, who is told, and what stays of it."""

import pytest

from cecs_app.domain.errors import InvalidFields, NotFound
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk import claim_proof, settle_claim
from cecs_app.services.register import show
from tests.claiming import (
    WHY,
    act,
    claim_of,
    claimed,
    clerk,
    educator_of,
    last_event,
    link,
    refused,
    ssn_index_of,
)
from tests.on_record import ANOTHER_SSN, BORN, contents, record
from tests.registering import ein_of, eins, mails_to, owned_record, typing

EIN = "1000000001"
NEXT_DAY = BORN.replace(day=18)


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return clerk(deps)


class TestLinking:
    def test_her_account_is_tied_to_the_record_and_she_goes_on_with_it(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        link(deps, rita, reference)
        assert (ein_of(deps, jane), show(deps, jane).ein) == (EIN, EIN)
        claim = claim_of(deps, reference)
        assert (claim.status, claim.open_key, claim.decided_by) == ("linked", None, rita.staff_id)
        assert claim.decided_at == deps.now()

    def test_the_old_last_name_is_kept_among_the_former_ones(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt", former_last_names="Holm")
        link(deps, rita, claimed(deps)[1])
        educator = educator_of(deps, EIN)
        assert (educator.last_name, educator.former_last_names) == ("Munoz", "Holm;Brandt")
        assert educator.name_key == "munoz jane"

    def test_a_slip_of_the_finger_does_not_rename_the_record(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Munos")
        link(deps, rita, claimed(deps)[1], keeps_name=True)
        educator = educator_of(deps, EIN)
        assert (educator.last_name, educator.former_last_names) == ("Munos", "")

    @pytest.mark.parametrize(
        "on_record", [{"last_name": "Muñoz"}, {"last_name": "Holm", "former_last_names": "Munoz"}]
    )
    def test_a_last_name_that_agrees_is_left_as_the_record_has_it(
        self, deps: Deps, rita: Clerk, on_record: dict[str, str]
    ) -> None:
        record(deps, date_of_birth=NEXT_DAY, **on_record)
        link(deps, rita, claimed(deps)[1])
        educator = educator_of(deps, EIN)
        assert educator.last_name == on_record["last_name"]
        assert educator.former_last_names == on_record.get("former_last_names", "")
        assert educator.date_of_birth == NEXT_DAY

    def test_a_record_without_an_ssn_gets_the_one_she_stated_sealed(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn="")
        link(deps, rita, claimed(deps)[1])
        assert ssn_index_of(deps, EIN) == deps.ssns.index("734123456")
        assert last_event(deps, "claim_linked").data["ssn_added"] is True

    def test_but_not_when_another_record_bears_that_number(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn="")
        record(deps, "2", first_name="Joan")
        link(deps, rita, claimed(deps)[1])
        assert ssn_index_of(deps, EIN) is None
        assert ssn_index_of(deps, "2") == deps.ssns.index("734123456")

    def test_another_ssn_on_record_vetoes_unless_the_clerk_writes_why(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn=ANOTHER_SSN)
        jane, reference = claimed(deps)
        for reason, code in (
            ("", "required"),
            ("a whim", "reason_too_short"),
            (WHY + " 734-12-3456", "reason_has_number"),
        ):
            with pytest.raises(InvalidFields) as refusal:
                link(deps, rita, reference, reason=reason)
            assert refusal.value.fields == {"reason": code}
        assert ein_of(deps, jane) is None
        link(deps, rita, reference, reason=WHY)
        assert ein_of(deps, jane) == EIN
        assert last_event(deps, "claim_linked").data["reason"] == claim_of(deps, reference).reason == WHY
        assert ssn_index_of(deps, EIN) == deps.ssns.index("735123456")

    def test_where_hardly_anything_agrees_she_must_write_why_too(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        record(deps, "2", ssn="", first_name="Ada", last_name="Holm", date_of_birth=NEXT_DAY)
        reference = claimed(deps)[1]
        settle_claim.add_candidate(deps, rita, act(deps, rita, reference), "2")
        with pytest.raises(InvalidFields):
            link(deps, rita, reference, "2")

    def test_twins_are_never_merged_whatever_the_reason(self, deps: Deps, rita: Clerk) -> None:
        record(deps, "1", first_name="Odette", last_name="Harrowgate", ssn="")
        record(deps, "2", first_name="Colette", last_name="Harrowgate", ssn=ANOTHER_SSN)
        jane, reference = claimed(deps, typing(first_name="Odette", last_name="Harrowgate"))
        with refused("twins"):
            link(deps, rita, reference, "2", WHY)
        assert ein_of(deps, jane) is None

    def test_a_record_with_an_account_stays_its_owners(self, deps: Deps, rita: Clerk) -> None:
        owner = owned_record(deps)
        jane, reference = claimed(deps)
        with refused("record_taken"):
            link(deps, rita, reference, reason=WHY)
        assert (ein_of(deps, owner), ein_of(deps, jane)) == (EIN, None)

    def test_what_is_no_candidate_cant_be_linked(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        record(deps, "2", ssn=ANOTHER_SSN, first_name="Ada", last_name="Holm", date_of_birth=NEXT_DAY)
        reference = claimed(deps)[1]
        for ein in ("2", "3", ""):
            with pytest.raises(NotFound):
                link(deps, rita, reference, ein, WHY)

    def test_she_is_mailed_her_ein_and_how_she_goes_on(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        link(deps, rita, claimed(deps)[1])
        mail = mails_to(deps, "jane")[-1]
        assert mail.subject == "We found your certification record"
        assert EIN in mail.text
        assert "Go on by logging in" in mail.text
        assert "/login" in mail.text
        assert "Brandt" not in mail.text

    def test_the_event_says_who_did_it_and_what_was_changed(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        link(deps, rita, reference)
        event = last_event(deps, "claim_linked")
        assert (event.actor, event.staff_id, event.account_id) == ("staff", rita.staff_id, jane)
        assert event.data == {"reference": reference, "reason": "", "ein": EIN, "before": "Brandt", "after": "Munoz"}


class TestKeepingApart:
    def test_she_gets_a_new_number_and_the_candidates_stay_untouched(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn=ANOTHER_SSN)
        before = educator_of(deps, EIN)
        jane, reference = claimed(deps)
        ein = settle_claim.keep_apart(deps, rita, act(deps, rita, reference))
        assert (ein_of(deps, jane), eins(deps)) == (ein, [EIN, ein])
        assert educator_of(deps, EIN) == before
        new = educator_of(deps, ein)
        assert (new.first_name, new.last_name, new.date_of_birth) == ("Jane", "Munoz", BORN)
        assert ssn_index_of(deps, ein) == deps.ssns.index("734123456")
        claim = claim_of(deps, reference)
        assert (claim.status, claim.reason, claim.decided_by) == ("kept_apart", WHY, rita.staff_id)
        assert last_event(deps, "claim_kept_apart").data == {"reference": reference, "reason": WHY, "ein": ein}

    def test_she_is_mailed_the_new_number_but_not_the_clerks_note(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn=ANOTHER_SSN)
        ein = settle_claim.keep_apart(deps, rita, act(deps, rita, claimed(deps)[1]))
        mail = mails_to(deps, "jane")[-1]
        assert mail.subject == "Your Educator Identification Number (EIN)"
        assert ein in mail.text
        assert WHY not in mail.text

    def test_a_note_why_is_needed(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn=ANOTHER_SSN)
        _jane, reference = claimed(deps)
        with pytest.raises(InvalidFields):
            settle_claim.keep_apart(deps, rita, act(deps, rita, reference, ""))
        assert eins(deps) == [EIN]


class TestHerOwn:
    def test_no_act_is_open_to_a_clerk_on_her_own_account_or_record(self, deps: Deps, rita: Clerk) -> None:
        hers = record(deps, last_name="Brandt")
        olga = clerk(deps, "Olga", educator_id=hers)
        _jane, reference = claimed(deps)
        seen = act(deps, rita, reference)
        before = contents(deps)
        for deed in (
            lambda: settle_claim.link(deps, olga, seen, EIN),
            lambda: settle_claim.keep_apart(deps, olga, seen),
            lambda: settle_claim.refuse(deps, olga, seen),
            lambda: claim_proof.ask_proof(deps, olga, seen, (), deps.today()),
            lambda: claim_proof.receive_by_post(deps, olga, seen, "N"),
            lambda: settle_claim.add_candidate(deps, olga, seen, EIN),
        ):
            with refused("own_application"):
                deed()
        assert contents(deps) == before
