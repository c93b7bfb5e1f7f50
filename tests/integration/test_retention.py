"""What has been kept long enough goes, a moment after its day and not before; what is needed never does."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cecs_app import background, wiring
from cecs_app.cli.main import app
from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Claim, Event
from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.retention import Kept, RetentionPolicy
from cecs_app.services import audit, keys, limits, retention
from cecs_app.services.deps import Deps
from cecs_app.services.desk import claim, ssn
from cecs_app.services.desk.ssn import About
from cecs_app.services.limits import Limit
from tests import kept
from tests.at_desk import refusal
from tests.claiming import claim_of, claimed, clerk
from tests.fakes import TestClock
from tests.kept import MAKE, added
from tests.on_record import contents, record
from tests.payable import came, owing
from tests.people import all_of, member, visitor

FOREVER = 365 * 60
ANOTHERS = {Kept.DRAFTS: "closed hourly: test_expire_drafts", Kept.BACKUPS: "by whoever stores them"}


def policy(deps: Deps) -> RetentionPolicy:
    return deps.retention_policy


@pytest.mark.parametrize("name", MAKE)
def test_it_goes_a_moment_after_its_days_and_not_before(deps: Deps, clock: TestClock, name: str) -> None:
    kind, make = MAKE[name]
    is_there = make(deps, clock)
    clock.forward(days=policy(deps).days[kind])
    assert kind not in retention.count(deps)
    assert kind not in retention.erase(deps) and is_there()
    clock.forward(seconds=1)
    assert retention.count(deps)[kind] == 1 and is_there()
    assert retention.erase(deps)[kind] == 1 and not is_there()
    assert kind not in retention.erase(deps)


def test_every_period_has_something_that_it_is_for() -> None:
    assert {kind for kind, _make in MAKE.values()} == set(Kept) - ANOTHERS.keys()


NEEDED: dict[str, Callable[[Deps], kept.IsThere]] = {
    "an open claim's document": lambda deps: kept.open_claim_with_document(deps)[1],
    "a mail that waits": lambda deps: added(deps, kept.mail(deps, "waiting")),
    "a recovery code to be used yet": lambda deps: added(deps, kept.recovery_code(deps)),
    **{
        f"a document, {status}": lambda deps, status=status: kept.document(deps, status)  # type: ignore[misc]
        for status in Status
        if status not in ENDED and status is not Status.DRAFT
    },
}


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_needed_stays_for_good(deps: Deps, clock: TestClock, name: str) -> None:
    is_there = NEEDED[name](deps)
    clock.forward(days=FOREVER)
    retention.erase(deps)
    assert is_there()


def test_an_open_claim_keeps_its_ssn_and_can_be_decided(deps: Deps, clock: TestClock) -> None:
    record(deps, last_name="Other")
    _jane, reference = claimed(deps)
    clock.forward(days=FOREVER)
    retention.erase(deps)
    assert deps.ssns.fits(claim_of(deps, reference).sealed_ssn)


def test_a_login_that_goes_on_stays_however_short_the_policy(deps: Deps, clock: TestClock) -> None:
    ada = member(deps)
    days = {**policy(deps).days, Kept.SESSIONS: 0}
    hasty = replace(deps, retention_policies=(replace(policy(deps), days=days),))
    clock.forward(minutes=5)
    retention.erase(hasty)
    assert visitor(deps, ada.token)


KEPT_FOR_GOOD = {
    "account",
    "acknowledgement",
    "appeal",
    "application",
    "card_event",
    "certificate",
    "comparison",
    "decision",
    "educator",
    "educator_ssn",
    "internal_note",
    "ledger_entry",
    "mailed_payment",
    "passkey",
    "payment",
    "refund",
    "sent_letter",
    "ssn_showing",
    "staff_member",
}


def test_records_payments_decisions_and_letters_stay_as_they_are(
    deps: Deps, clock: TestClock, a_lively_desk: Deps
) -> None:
    before, head = contents(deps), audit.verify(deps).head
    clock.forward(days=FOREVER)
    assert retention.erase(deps)[Kept.DECIDED_DOCUMENTS]
    after = contents(deps)
    assert {name for name in KEPT_FOR_GOOD if before[name] != after[name]} == set()
    assert after["event"][: len(before["event"])] == before["event"]
    assert audit.verify(deps, head).fault is None


@pytest.fixture
def a_lively_desk(deps: Deps, clock: TestClock) -> Deps:
    """A payment, letters, documents, what was acknowledged, and an SSN on record."""
    record(deps)
    came(deps, owing(deps, "Beth"), 20_000)
    kept.document(deps, Status.DENIED)
    kept.trace_of_acknowledged_session(deps, clock)
    return deps


def test_the_journal_holds_counts_and_nothing_else(deps: Deps, clock: TestClock) -> None:
    kept.claim_ssn(deps, clock)
    clock.forward(days=31)
    retention.erase(deps)
    told = [one for one in all_of(deps, Event) if one.name == "kept_long_enough"]
    assert {one.data["kind"]: one.data["count"] for one in told}[Kept.CLAIM_SSNS] == 1
    assert {(one.actor, *sorted(one.data)) for one in told} == {("system", "count", "kind")}


def test_in_short_transactions(deps: Deps, clock: TestClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        added(deps, kept.Attempt(subject=str(number), at=deps.now()))
    clock.forward(days=FOREVER)
    assert retention.erase(deps) == {Kept.ATTEMPTS: 5}
    assert [one.data["count"] for one in all_of(deps, Event) if one.name == "kept_long_enough"] == [2, 2, 1]


def test_a_claim_without_its_ssn_is_still_shown_but_no_ssn(deps: Deps, clock: TestClock) -> None:
    reference, rita = kept.refused_claim(deps), clerk(deps, "Maria")
    clock.forward(days=31)
    retention.erase(deps)
    assert claim.show(deps, rita, reference)
    assert refusal(lambda: ssn.get_subject(deps, rita, About.CLAIM, reference)) == "no_ssn"
    assert keys.left(keys.status(deps)) == 0


def test_a_claim_goes_with_all_that_was_asked_for_it(deps: Deps, clock: TestClock) -> None:
    kept.claim_document(deps, clock)
    clock.forward(days=FOREVER)
    retention.erase(deps)
    assert (all_of(deps, Claim), all_of(deps, RequestedItem)) == ([], [])


class TestFiles:
    def folder(self, deps: Deps) -> list[str]:
        return sorted(path.name for path in Path(deps.settings.documents_folder).iterdir())

    def test_a_file_goes_after_its_row_and_its_days_aside(self, deps: Deps, clock: TestClock) -> None:
        kept.document(deps, Status.ISSUED)
        clock.forward(days=policy(deps).days[Kept.DECIDED_DOCUMENTS], seconds=1)
        retention.erase(deps)
        assert len(self.folder(deps)) == 1
        clock.forward(days=policy(deps).days[Kept.STRAY_FILES], seconds=1)
        retention.erase(deps)
        assert self.folder(deps) == []

    def test_what_another_database_spoke_of_is_brought_back(self, deps: Deps, clock: TestClock) -> None:
        """Somebody pointed a portal at these documents with another database for a week."""
        is_there = kept.document(deps, Status.IN_REVIEW)
        before = self.folder(deps)
        (name,) = before
        deps.documents.set_aside(name, deps.now())
        clock.forward(days=7)
        retention.erase(deps)
        assert self.folder(deps) == before and is_there()

    def test_what_a_document_speaks_of_is_never_forgotten(self, deps: Deps, clock: TestClock) -> None:
        kept.document(deps, Status.IN_REVIEW)
        before = self.folder(deps)
        deps.documents.set_aside(before[0], deps.now())
        clock.forward(days=FOREVER)
        assert Kept.STRAY_FILES not in retention.count(deps)
        retention.erase(deps)
        assert self.folder(deps) == before


def test_tries_are_kept_as_long_as_any_limit_counts_them(deps: Deps) -> None:
    longest = max(one.per for one in vars(limits).values() if isinstance(one, Limit))
    assert timedelta(days=policy(deps).days[Kept.ATTEMPTS]) > longest


class TestCommand:
    @pytest.fixture(autouse=True)
    def wired(self, monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
        monkeypatch.setattr(wiring, "deps", lambda: deps)

    def run(self, *command: str) -> dict[str, Any]:
        result = CliRunner().invoke(app, ["retention", *command])
        assert result.exit_code == 0, result.exception
        return json.loads(result.stdout)  # type: ignore[no-any-return]

    def test_a_dry_run_only_counts(self, deps: Deps, clock: TestClock) -> None:
        is_there = kept.sign_up(deps, clock)
        clock.forward(days=FOREVER)
        assert self.run("--dry-run") == {"would_go": {"sign_ups": 1}} and is_there()
        assert self.run() == {"gone": {"sign_ups": 1}} and not is_there()
        assert self.run("--dry-run") == {"would_go": {}}

    def test_the_portal_does_it_by_itself(self, deps: Deps, clock: TestClock) -> None:
        is_there = kept.sign_up(deps, clock)
        clock.forward(days=FOREVER)
        asyncio.run(background._erase())
        assert not is_there()
