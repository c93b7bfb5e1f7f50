"""An EIN claim on the Bureau's desk. Every act of the staff on one goes through here: never on her own."""

import hashlib
from dataclasses import astuple, dataclass

from sqlmodel import Session

from cecs_app.db import accounts, claims, registry
from cecs_app.db.tables import Account, Claim, Educator
from cecs_app.domain.claim_compare import Advice, Comparison, advise, compare, is_worth_a_look, twins_among
from cecs_app.domain.ein_match import RegistryRecord, Stated, match
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.domain.staff import Clerk
from cecs_app.services import records
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import check_not_own

MOST_CANDIDATES = 12
"""On one screen, the likeliest first; any other can be added by its EIN."""


@dataclass(frozen=True)
class Candidate:
    """A record that the claim may be about."""

    educator: Educator
    record: RegistryRecord
    found: Comparison
    advice: Advice


@dataclass(frozen=True)
class ClaimCase:
    claim: Claim
    account: Account
    stated: Stated
    ssn: tuple[str, ...]
    """The indices of the SSN she stated, as in registry.records_like."""
    candidates: tuple[Candidate, ...]
    """The likeliest first."""
    taken: tuple[str, ...]
    """EINs that the match rules name and that have an account: their owners are told."""

    @property
    def stamp(self) -> str:
        """Changes with whatever she states and with the candidates; tells nothing of either."""
        candidates = sorted(one.record.ein for one in self.candidates)
        looked_at = repr((self.claim.email, astuple(self.stated), candidates))
        return hashlib.sha256(looked_at.encode()).hexdigest()[:16]

    def get_candidate(self, ein: str) -> Candidate:
        """Raises NotFound for a record that is none of them."""
        found = next((one for one in self.candidates if one.record.ein == ein), None)
        if found is None:
            raise NotFound
        return found


def read_claim(db: Session, deps: Deps, clerk: Clerk, reference: str) -> ClaimCase:
    """Decided or not. Raises NotFound or NotAllowed("own_application")."""
    claim = claims.get_by_reference(db, reference)
    return _case(db, deps, clerk, claim, accounts.get(db, claim.account_id))


def open_claim(db: Session, deps: Deps, clerk: Clerk, reference: str, seen: str) -> ClaimCase:
    """Held until the transaction ends; `seen` is the stamp of what the clerk looked at.

    Raises as read_claim, NotAllowed("claim_settled"), or NotAllowed("claim_changed").
    """
    sought = claims.get_by_reference(db, reference)
    # The account first, as services.register does: while one of the two works, the other waits.
    account = accounts.get_locked(db, sought.account_id)
    claim = claims.get_locked(db, sought.id or 0)
    records.take_turn(db, deps.ssns.indices_of(claim.sealed_ssn))
    case = _case(db, deps, clerk, claim, account)
    if claim.open_key is None:
        raise NotAllowed("claim_settled")
    if case.stamp != seen:
        raise NotAllowed("claim_changed")
    return case


def _case(db: Session, deps: Deps, clerk: Clerk, claim: Claim, account: Account) -> ClaimCase:
    if account.email_key == clerk.email_key:
        raise NotAllowed("own_application")
    check_not_own(db, clerk, account.educator_id or 0)
    ssn = deps.ssns.indices_of(claim.sealed_ssn)
    stated = Stated(ssn[0], claim.first_name, claim.last_name, claim.date_of_birth)
    alike = registry.records_like(db, ssn, claim.date_of_birth)
    noted = registry.records_by_ein(db, [ein for ein in claim.candidates.split(";") if ein], ssn)
    candidates = _candidates(db, stated, noted, alike)
    for one in candidates:
        check_not_own(db, clerk, one.educator.id or 0)
    return ClaimCase(claim, account, stated, ssn, candidates, match(stated, alike).taken)


def _candidates(
    db: Session, stated: Stated, noted: list[RegistryRecord], alike: list[RegistryRecord]
) -> tuple[Candidate, ...]:
    """Those alike now, and those noted when she registered or added by hand."""
    near = [one for one in alike if is_worth_a_look(compare(stated, one))]
    found = {one.ein: one for one in (*noted, *sorted(near, key=lambda one: _rank(_advice(stated, one), one)))}
    shown = list(found.values())[: max(len(noted), MOST_CANDIDATES)]
    educators, twins = registry.educators_by_ein(db, [one.ein for one in shown]), twins_among(shown)
    made = [
        Candidate(educators[one.ein], one, compare(stated, one), _advice(stated, one, has_twin=one.ein in twins))
        for one in shown
    ]
    return tuple(sorted(made, key=lambda one: _rank(one.advice, one.record)))


def _advice(stated: Stated, record: RegistryRecord, *, has_twin: bool = False) -> Advice:
    return advise(compare(stated, record), has_account=record.has_account, has_twin=has_twin)


def _rank(advice: Advice, record: RegistryRecord) -> tuple[int, str]:
    return list(Advice).index(advice), record.ein
