"""Who is told of a claim that a clerk decides, and what she is asked for before."""

import pytest

from cecs_app.db.desk_tables import RequestedItem
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk import settle_claim
from cecs_app.services.register import register, show
from tests.claiming import WHY, act, ask_identity, claimed, clerk, last_event, link
from tests.fakes import posted
from tests.on_record import ANOTHER_SSN, contents, record
from tests.people import all_of
from tests.registering import JANE, claims_of, mails_to, owned_record, typing


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return clerk(deps)


class TestRefusing:
    def test_she_is_mailed_the_reason_and_may_register_again(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        settle_claim.refuse(deps, rita, act(deps, rita, reference, "The card you sent cannot be read."))
        view = show(deps, jane)
        assert (view.ein, view.reference, view.refused) == ("", "", "The card you sent cannot be read.")
        mail = mails_to(deps, "jane")[-1]
        assert mail.subject == "We could not give you a certification record"
        assert "The card you sent cannot be read." in mail.text
        assert "/register" in mail.text
        again = register(deps, jane, JANE)
        assert (again.refused, again.reference == "", again.reference == reference) == ("", False, False)
        assert [one.status for one in claims_of(deps)] == ["refused", "open"]

    def test_the_bureaus_note_of_another_outcome_is_never_shown_to_her(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn=ANOTHER_SSN)
        jane, reference = claimed(deps)
        settle_claim.keep_apart(deps, rita, act(deps, rita, reference))
        assert WHY not in repr(show(deps, jane))


class TestAskingForProof:
    def test_she_reads_what_is_asked_and_the_claim_stays_open(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        ask_identity(deps, rita, reference)
        view = show(deps, jane)
        assert (view.reference, view.proof_due, view.has_proof) == (reference, "February 4, 2027", True)
        assert "Proof of identity" in mails_to(deps, "jane")[-1].text
        assert last_event(deps, "proof_asked").staff_id == rita.staff_id

    def test_what_was_not_sent_is_not_asked_for_any_more_once_it_is_decided(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        _jane, reference = claimed(deps)
        ask_identity(deps, rita, reference)
        link(deps, rita, reference)
        assert [row.status for row in _items(deps)] == ["waived"]


class TestWhoIsTold:
    def test_the_owner_of_a_record_that_the_claim_named_is_told_that_it_stays_hers(
        self, deps: Deps, rita: Clerk
    ) -> None:
        owned_record(deps)
        _jane, reference = claimed(deps)
        settle_claim.refuse(deps, rita, act(deps, rita, reference))
        first, second = mails_to(deps, "owner")
        assert first.subject == "Somebody tried to register with your record"
        assert second.subject == "Your certification record stays yours"
        for told in ("Jane", "jane", WHY, reference):
            assert told not in second.text

    def test_no_more_than_three_mails_a_day_reach_an_owner(self, deps: Deps, rita: Clerk) -> None:
        owned_record(deps)
        jane, reference = claimed(deps)
        for _ in range(4):
            register(deps, jane, JANE)
        settle_claim.refuse(deps, rita, act(deps, rita, reference))
        assert len(mails_to(deps, "owner")) == 3

    def test_a_twin_with_an_account_and_a_record_added_by_hand_are_not_alarmed(self, deps: Deps, rita: Clerk) -> None:
        record(deps, "1", first_name="Odette", last_name="Harrowgate", ssn="")
        owned_record(deps, "2", first_name="Colette", last_name="Harrowgate", ssn=ANOTHER_SSN)
        _jane, reference = claimed(deps, typing(first_name="Odette", last_name="Harrowgate"))
        settle_claim.add_candidate(deps, rita, act(deps, rita, reference), "2")
        link(deps, rita, reference, "1")
        assert mails_to(deps, "owner") == []

    def test_each_is_told_in_her_own_language(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        link(deps, rita, claimed(deps, language="en-xa")[1])
        assert mails_to(deps, "jane")[-1].subject.startswith("⟦")
        owned_record(deps, "5", ssn=ANOTHER_SSN, first_name="Ida")
        ida = typing(first_name="Ida", ssn="736-12-3456")
        settle_claim.keep_apart(deps, rita, act(deps, rita, claimed(deps, ida, "ida", language="en-xa")[1]))
        assert "⟦" not in mails_to(deps, "owner")[-1].subject


def _items(deps: Deps) -> list[RequestedItem]:
    return all_of(deps, RequestedItem)


def test_nothing_that_a_clerk_does_puts_an_ssn_into_an_event_or_a_mail(deps: Deps, rita: Clerk) -> None:
    record(deps, ssn="")
    link(deps, rita, claimed(deps)[1])
    told = repr(contents(deps)["event"]) + "".join(mail.text for mail in posted(deps))
    assert "734123456" not in told.replace("-", "")
