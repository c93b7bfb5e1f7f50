"""Sign and Submit: once, at the price of the day, with a mail; and whoever comes back finds the receipt."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.errors import Elsewhere
from cecs_app.domain.rulebook import Offer
from cecs_app.language import speaking
from cecs_app.services.applications import check, conduct, details, receipt, start, status, submit
from cecs_app.services.applications.submit import Signature
from cecs_app.services.deps import Deps
from tests.applying import (
    ADDRESS,
    Applicant,
    all_no,
    applicant,
    at_once,
    events_of,
    filled,
    sign,
    signature,
    status_of,
    stored,
)
from tests.fakes import posted


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


def priced(deps: Deps, cents: int) -> Deps:
    """As if a duplicate of a Professional cost that much."""
    pair = (ApplicationKind.DUPLICATE, CertificateKind.PROFESSIONAL)
    rules = tuple(replace(one, total_cents=cents) for one in deps.rulebook.rules[pair] if isinstance(one, Offer))
    return replace(deps, rulebook=replace(deps.rulebook, rules={**deps.rulebook.rules, pair: rules}))


def submitted(deps: Deps, who: Applicant, reference: str, signed: Signature) -> str:
    return submit.submit(deps, who.educator_id, who.account_id, reference, signed)


def test_without_a_fee_it_is_filed_at_once(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    assert sign(deps, ada, reference) == f"/applications/{reference}/receipt"
    filed = stored(deps, reference)
    assert (filed.status, filed.total_cents, filed.submitted_at) == ("submitted", 0, deps.now())
    assert filed.open_key is not None, "it still stands in the way of a second one"


def test_without_a_fee_the_mail_says_that_it_is_filed(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    sign(deps, ada, reference)
    (mail,) = posted(deps)
    assert (mail.to, mail.subject) == ("ada@example.org", f"Your application {reference} is filed")
    for words in (
        "Continuation: Professional Educator Certificate",
        "January 15, 2027 at 12:00 PM EST",
        f"http://localhost:3000/applications/{reference}/receipt",
    ):
        assert words in mail.text


def test_with_a_fee_it_waits_for_payment(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "duplicate")
    assert sign(deps, ada, reference) == f"/applications/{reference}/pay"
    assert status_of(deps, reference) is Status.AWAITING_PAYMENT
    (mail,) = posted(deps)
    assert mail.subject == f"Your application {reference} waits for payment"
    assert "$50.00" in mail.text
    assert f"http://localhost:3000/applications/{reference}/pay" in mail.text


def test_the_mail_speaks_the_language_she_signed_in(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    with speaking("en-xa"):
        sign(deps, ada, reference)
    assert posted(deps)[0].subject.startswith("⟦")


def test_what_was_signed_is_written_down_with_the_versions_of_the_texts(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "duplicate")
    submitted(deps, ada, reference, signature(deps, "  Ada   Lovelace "))
    assert stored(deps, reference).signed_name == "Ada Lovelace"
    assert stored(deps, reference).answers["declaration"] == {"version": "2026-07"}
    event = events_of(deps, reference)[-1]
    assert (event.name, event.account_id) == ("application_awaiting_payment", ada.account_id)
    assert event.data == {"declaration": "2026-07", "conduct": "2026-07", "total_cents": 5000}


@pytest.mark.parametrize("kind", ["continuation", "duplicate"])
def test_submitting_again_comes_to_the_receipt_of_the_first(deps: Deps, ada: Applicant, kind: str) -> None:
    reference = filled(deps, ada, kind)
    sign(deps, ada, reference)
    with pytest.raises(Elsewhere) as caught:
        sign(deps, ada, reference)
    assert caught.value.path == f"/applications/{reference}/receipt"
    assert len(posted(deps)) == 1


@pytest.mark.parametrize("kind", ["continuation", "duplicate"])
def test_tabs_in_the_same_instant_submit_once(deps: Deps, ada: Applicant, kind: str) -> None:
    reference = filled(deps, ada, kind)
    told = at_once(6, lambda: sign(deps, ada, reference))
    assert [isinstance(one, Elsewhere) for one in told].count(False) == 1
    assert {one.path for one in told if isinstance(one, Elsewhere)} == {f"/applications/{reference}/receipt"}
    assert len(posted(deps)) == 1
    moves = [one for one in events_of(deps, reference) if one.name != "draft_saved"]
    assert len(moves) == 2, "begun and signed"


def test_back_after_submitting_leads_from_every_step_to_the_receipt(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "continuation")
    sign(deps, ada, reference)
    own = (deps, ada.educator_id)
    steps: list[Callable[[], object]] = [
        lambda: start.show(*own, reference),
        lambda: start.save(*own, reference),
        lambda: details.show(*own, ada.account_id, reference),
        lambda: details.save(*own, reference, replace(ADDRESS, city="Boston", state="MA")),
        lambda: conduct.save(*own, reference, "2026-07", all_no(deps)),
        lambda: check.show(*own, ada.account_id, reference),
        lambda: submit.show(*own, reference),
    ]
    for act in steps:
        with pytest.raises(Elsewhere) as caught:
            act()
        assert caught.value.path == f"/applications/{reference}/receipt"
    assert stored(deps, reference).answers["details"]["city"] == "Hartford"


def test_the_price_is_that_of_the_day_of_signing_and_then_stays(deps: Deps, ada: Applicant) -> None:
    reference = filled(deps, ada, "duplicate")
    dearer = priced(deps, 7_500)
    assert submit.show(dearer, ada.educator_id, reference).fee == "$75.00"
    sign(dearer, ada, reference)
    later = priced(deps, 9_900)
    assert status.show(later, ada.educator_id, reference).standing.fee == "$75.00"
    assert receipt.show(later, ada.educator_id, reference).standing.fee == "$75.00"
    assert (stored(deps, reference).review_cents, stored(deps, reference).total_cents) == (5_000, 7_500)


def test_what_is_signed_is_shown_with_its_price(deps: Deps, ada: Applicant) -> None:
    shown = [submit.show(deps, ada.educator_id, filled(deps, ada, kind)) for kind in ("continuation", "duplicate")]
    assert [(one.fee, one.is_paid, one.version) for one in shown] == [
        ("No fee", False, "2026-07"),
        ("$50.00", True, "2026-07"),
    ]
    assert shown[0].paragraphs == deps.statements.declaration(deps.today()).paragraphs
