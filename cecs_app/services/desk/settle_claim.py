"""What a clerk can do with an EIN claim: link it to a record, keep it apart, refuse it.

Each act is hers alone: of two clerks at once the second is told, and so is one who looked at what has changed since.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from cecs_app.db import claims, registry
from cecs_app.domain.claim import ClaimStatus
from cecs_app.domain.claim_compare import AGREES, Agreement, needs_reason
from cecs_app.domain.decision import checked_reason
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal, outbox, owners, records
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import check_not_own
from cecs_app.services.desk.claim_case import Candidate, ClaimCase, open_claim
from cecs_app.words.letter import Letter
from cecs_app.words.letters import claims as letters


@dataclass(frozen=True)
class Act:
    """Which claim, what the clerk had seen of it, and why she does it."""

    reference: str
    seen: str
    reason: str = ""
    keeps_name: bool = False
    """Of a link: the last name on record is right, and the stated one a slip."""


def link(deps: Deps, clerk: Clerk, act: Act, ein: str) -> None:
    """Ties her account to a candidate's record, and brings that up to date.

    Raises as open_claim; NotFound for what is no candidate; NotAllowed("record_taken" or "twins"); InvalidFields
    where the record bears another SSN, or little agrees, and no reason is given.
    """
    with deps.database.transaction() as db:
        case = open_claim(db, deps, clerk, act.reference, act.seen)
        candidate = case.get_candidate(ein)
        reason = _reason_to_link(candidate, act.reason)
        if candidate.record.has_account or not registry.link(db, case.account.id or 0, candidate.educator.id or 0):
            raise NotAllowed("record_taken")
        case.account.educator_id = candidate.educator.id
        changed = _bring_up_to_date(db, deps, case, candidate, keeps_name=act.keeps_name)
        _settle(db, deps, clerk, case, ClaimStatus.LINKED, reason, ein=ein, **changed)
        _mail(db, deps, case, lambda name: letters.linked(name, case.claim.reference, ein, deps.screen("/login")))


def keep_apart(deps: Deps, clerk: Clerk, act: Act) -> str:
    """None of the candidates is she: gives the new number minted for her. Raises as open_claim, or InvalidFields."""
    reason = checked_reason(act.reason)
    with deps.database.transaction() as db:
        case = open_claim(db, deps, clerk, act.reference, act.seen)
        educator = records.mint(db, deps, case.stated, case.claim.sealed_ssn, case.claim.email)
        case.account.educator_id = educator.id
        _settle(db, deps, clerk, case, ClaimStatus.KEPT_APART, reason, ein=educator.ein)
        ein, reference = educator.ein, case.claim.reference
        _mail(db, deps, case, lambda name: letters.new_number(name, reference, ein, deps.screen("/login")))
        return ein


def refuse(deps: Deps, clerk: Clerk, act: Act) -> None:
    """No record can be given; she reads the reason and may register again. Raises as open_claim, or InvalidFields."""
    reason = checked_reason(act.reason)
    with deps.database.transaction() as db:
        case = open_claim(db, deps, clerk, act.reference, act.seen)
        _settle(db, deps, clerk, case, ClaimStatus.REFUSED, reason)
        address, reference = deps.mail_policy.address, case.claim.reference
        _mail(db, deps, case, lambda name: letters.refused(name, reference, reason, address, deps.screen("/register")))


def add_candidate(deps: Deps, clerk: Clerk, act: Act, typed: str) -> None:
    """Puts a record beside the others by its EIN. Raises as open_claim, or InvalidFields."""
    ein = "".join(typed.split())
    if not ein:
        raise InvalidFields({"ein": "required"})
    with deps.database.transaction() as db:
        case = open_claim(db, deps, clerk, act.reference, act.seen)
        educator = registry.find(db, ein)
        if educator is None:
            raise InvalidFields({"ein": "ein_not_on_record"})
        check_not_own(db, clerk, educator.id or 0)
        noted = [one for one in case.claim.candidates.split(";") if one]
        case.claim.candidates = ";".join(dict.fromkeys([*noted, ein]))
        _record(db, deps, clerk, case, "claim_candidate_added", ein=ein)


def _reason_to_link(candidate: Candidate, typed: str) -> str:
    if candidate.found.is_twin:
        raise NotAllowed("twins")
    if needs_reason(candidate.found, candidate.advice):
        return checked_reason(typed)
    return checked_reason(typed) if typed.strip() else ""


def _bring_up_to_date(
    db: Session, deps: Deps, case: ClaimCase, candidate: Candidate, *, keeps_name: bool
) -> dict[str, object]:
    """Her present last name, and her SSN where the record holds none; what was changed, for the event."""
    educator = registry.get_locked(db, candidate.record.ein)
    changed: dict[str, object] = {}
    if candidate.found.last_name not in AGREES and not keeps_name:
        changed = {"before": educator.last_name, "after": case.stated.last_name}
        records.rename(educator, case.stated.last_name)
    # Two records must not bear one number: then the double entry has to be put right first.
    is_free = not registry.is_ssn_on_record(db, case.ssn)
    if candidate.found.ssn is Agreement.NONE_ON_RECORD and is_free:
        records.put_ssn(db, deps, educator, case.claim.sealed_ssn)
        changed["ssn_added"] = True
    return changed


def _settle(
    db: Session, deps: Deps, clerk: Clerk, case: ClaimCase, status: ClaimStatus, reason: str, **data: object
) -> None:
    claims.close(db, case.claim, status, deps.now())
    case.claim.decided_by, case.claim.reason = clerk.staff_id, reason
    _record(db, deps, clerk, case, f"claim_{status}", reason=reason, **data)
    owners.tell(db, deps, case.taken, is_decided=True)


def _record(db: Session, deps: Deps, clerk: Clerk, case: ClaimCase, name: str, **data: Any) -> None:
    journal.record_act(db, deps, clerk, name, account_id=case.account.id, reference=case.claim.reference, **data)


def _mail(db: Session, deps: Deps, case: ClaimCase, compose: Callable[[str], Letter]) -> None:
    """To the address of her account, in its language."""
    outbox.post_to_account(db, deps, case.account, lambda account: compose(account.first_name))
