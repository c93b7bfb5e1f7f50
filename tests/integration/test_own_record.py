"""Nobody of the staff works on her own record, whatever the path that leads to it."""

import pytest

from cecs_app.db.tables import Account
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services import documents, profile
from cecs_app.services.answering import Slot
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, claim, claim_proof, sessions, ssn
from cecs_app.services.desk.ssn import About
from tests.applying import applicant, filed
from tests.asked import documents_in, due
from tests.at_desk import cookie_of_clerk, hired, refusal
from tests.claiming import act, claimed, clerk
from tests.on_record import record
from tests.papers import PDF
from tests.people import mailed_link


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return clerk(deps)


def as_of_now(deps: Deps, who: Clerk) -> Clerk:
    """As a guard hands her over at her next act."""
    found = sessions.find_clerk(deps, cookie_of_clerk(deps, who))
    assert found
    return found


def proof_slot(deps: Deps, by: Clerk, reference: str, account_id: int) -> Slot:
    """Asked of her for that claim."""
    wanted = (Wanted(ItemKind.PROOF_OF_IDENTITY, ""),)
    claim_proof.ask_proof(deps, by, act(deps, by, reference), wanted, due(deps))
    (item,) = claim.show(deps, by, reference).proofs
    return Slot(Visitor(1, account_id, None, "jane", "Jane", Stage.SIGNED_IN), "", item.reference)


def test_her_own_accounts_new_address_does_not_hide_whose_it_is(deps: Deps) -> None:
    ada = applicant(deps)
    reference = filed(deps, ada, "continuation")
    her = hired(deps, Role.REVIEWER, name="Herself")
    with deps.database.transaction() as db:
        row = db.get_one(Account, ada.account_id)
        row.email = row.email_key = her.email_key
    assert refusal(lambda: assign.claim(deps, her, reference)) == "own_application"
    profile.ask_email_change(deps, ada.account_id, "ada.king@example.org")
    profile.confirm_email(deps, mailed_link(deps, "ada.king@example.org"))
    assert refusal(lambda: assign.claim(deps, as_of_now(deps, her), reference)) == "own_application"


def test_what_was_sent_for_a_claim_that_may_be_about_her_record_is_not_hers_to_open(deps: Deps, rita: Clerk) -> None:
    olga = clerk(deps, "Olga", educator_id=record(deps, last_name="Brandt"))
    jane, reference = claimed(deps)
    documents.send(deps, proof_slot(deps, rita, reference, jane), "passport.pdf", PDF)
    (sent,) = documents_in(deps)
    assert refusal(lambda: documents.open_at_desk(deps, olga, sent.reference)) == "own_application"
    assert documents.open_at_desk(deps, rita, sent.reference).content == PDF


def test_nor_is_the_ssn_of_a_claim_to_which_her_record_was_found_since(deps: Deps, rita: Clerk) -> None:
    # What made it a claim is another record; hers comes with the registry's next file.
    record(deps, last_name="Holm")
    reference = claimed(deps)[1]
    olga = clerk(deps, "Olga", educator_id=record(deps, "1000000009", last_name="Brandt"))
    assert refusal(lambda: claim.show(deps, olga, reference)) == "own_application"
    assert refusal(lambda: ssn.get_subject(deps, olga, About.CLAIM, reference)) == "own_application"
    assert ssn.get_subject(deps, rita, About.CLAIM, reference).reference == reference
