"""Proof of who somebody is, for a claim: asked, sent, by post, reminded; for her and who settles claims alone."""

from datetime import date

import pytest
from sqlmodel import select

from cecs_app.db.tables import Claim
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.errors import Elsewhere, InvalidFields, NotAllowed, NotFound
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services import documents
from cecs_app.services.answering import Slot, say_by_post
from cecs_app.services.applications.missing import show_proof
from cecs_app.services.deps import Deps
from cecs_app.services.desk.claim_proof import ask_for_proof, proof_received_by_post
from cecs_app.services.desk.items import claim_items
from cecs_app.services.remind import remind
from tests.asked import documents_in, due
from tests.at_desk import hired
from tests.fakes import TestClock, posted
from tests.on_record import account, contents
from tests.papers import PDF, png

PASSPORT = Wanted(ItemKind.PROOF_OF_IDENTITY, "The page with your picture")


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


def claimant(deps: Deps, name: str = "jane") -> Visitor:
    """Her claim is open."""
    number = account(deps, name)
    with deps.database.transaction() as db:
        db.add(
            Claim(
                reference=f"C-{name.upper()}",
                account_id=number,
                first_name=name,
                last_name="Muñoz",
                date_of_birth=date(1980, 5, 17),
                email=f"{name}@example.org",
                sealed_ssn=deps.ssns.seal("734123456"),
                due_on=due(deps),
                open_key=f"account {number}",
                created_at=deps.now(),
            )
        )
    return Visitor(1, number, None, name, name.title(), Stage.SIGNED_IN)


def asked_of(deps: Deps, rita: Clerk, who: Visitor, *wanted: Wanted, days: int = 60) -> Slot:
    with deps.database.transaction() as db:
        claim = db.exec(select(Claim).where(Claim.account_id == who.account_id)).one()
        ask_for_proof(db, deps, rita, claim, wanted or (PASSPORT,), due(deps, days))
    with deps.database.reading() as db:
        return Slot(who, "", claim_items(db, claim.id or 0)[0].reference)


def states(deps: Deps, who: Visitor) -> list[str]:
    with deps.database.reading() as db:
        claim = db.exec(select(Claim).where(Claim.account_id == who.account_id)).one()
        return [one.status for one in claim_items(db, claim.id or 0)]


def test_she_is_mailed_what_proves_it_and_where_to_send_it(deps: Deps, rita: Clerk) -> None:
    asked_of(deps, rita, claimant(deps))
    (mail,) = posted(deps)
    for words in ("The page with your picture", "http://localhost:3000/register/proof", "C-JANE", "March 16, 2027"):
        assert words in mail.text
    assert "queue" not in mail.text


@pytest.mark.parametrize("kind", [ItemKind.TRANSCRIPT, ItemKind.FEE_BALANCE])
def test_only_what_proves_who_she_is_may_be_asked(deps: Deps, rita: Clerk, kind: ItemKind) -> None:
    with pytest.raises(InvalidFields):
        asked_of(deps, rita, claimant(deps), Wanted(kind, ""))
    assert posted(deps) == []


def test_she_sends_it_and_opens_it_again(deps: Deps, rita: Clerk) -> None:
    jane = claimant(deps)
    place = asked_of(deps, rita, jane)
    documents.check_may_send(deps, place)
    documents.send(deps, place, "passport.png", png())
    (kept,) = documents_in(deps)
    assert documents.open_own(deps, jane, kept.reference).content == png()
    assert [one.state for one in show_proof(deps, jane.account_id).answered] == ["You sent it on January 15, 2027."]


def test_by_post_and_come(deps: Deps, rita: Clerk) -> None:
    jane = claimant(deps)
    place = asked_of(deps, rita, jane)
    say_by_post(deps, place)
    assert states(deps, jane) == ["by_post"]
    with deps.database.transaction() as db:
        claim = db.exec(select(Claim)).one()
        proof_received_by_post(db, deps, rita, claim, place.item)
    assert states(deps, jane) == ["received"]


def test_once_the_claim_is_decided_nothing_more_is_taken(deps: Deps, rita: Clerk) -> None:
    jane = claimant(deps)
    place = asked_of(deps, rita, jane)
    with deps.database.transaction() as db:
        db.exec(select(Claim)).one().open_key = None
    with pytest.raises(NotAllowed) as refusal:
        documents.send(deps, place, "a.pdf", PDF)
    assert refusal.value.code == "item_closed"
    with pytest.raises(Elsewhere):
        show_proof(deps, jane.account_id)


def test_another_claimant_finds_none_of_it(deps: Deps, rita: Clerk) -> None:
    jane, charlie = claimant(deps), claimant(deps, "charlie")
    place = asked_of(deps, rita, jane)
    documents.send(deps, place, "a.pdf", PDF)
    document, theirs = documents_in(deps)[0].reference, Slot(charlie, "", place.item)
    before = contents(deps)
    for attempt in (
        lambda: documents.send(deps, theirs, "a.pdf", png()),
        lambda: say_by_post(deps, theirs),
        lambda: documents.remove(deps, charlie, "", document),
        lambda: documents.open_own(deps, charlie, document),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert contents(deps) == before


def test_the_staff_who_settle_claims_open_it_never_her_own(deps: Deps, rita: Clerk) -> None:
    documents.send(deps, asked_of(deps, rita, claimant(deps)), "a.pdf", PDF)
    document = documents_in(deps)[0].reference
    assert documents.open_at_desk(deps, rita, document).content == PDF
    jane = hired(deps, Role.REVIEWER, name="Jane")
    own = Clerk(9, jane.staff_id, "jane", "Jane", jane.roles, "jane@example.org", None)
    for clerk, code in ((hired(deps, Role.SUPERVISOR, name="Sue"), "not_your_duty"), (own, "own_application")):
        with pytest.raises(NotAllowed) as refusal:
            documents.open_at_desk(deps, clerk, document)
        assert refusal.value.code == code


def test_a_claimant_is_reminded_too(deps: Deps, rita: Clerk, clock: TestClock) -> None:
    asked_of(deps, rita, claimant(deps), days=8)
    clock.forward(days=1)
    assert (remind(deps), remind(deps)) == (1, 0)
    assert "/register/proof" in posted(deps)[-1].text
