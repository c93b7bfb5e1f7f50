"""The list of EIN claims: the open ones, oldest first; those decided; and a search over both."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import claims, staff
from cecs_app.db.tables import Claim
from cecs_app.domain.claim import ClaimStatus, Proof, is_overdue, proof_of
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.queue_search import name_prefixes
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.typed import as_reference
from cecs_app.services.deps import Deps
from cecs_app.words.claims import proof_tone, proof_words, status_tone, status_words
from cecs_app.words.formats import date_words

PAGE = 50
LONGEST_SEARCH = 100


class Tab(StrEnum):
    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True)
class ClaimLine:
    reference: str
    name: str
    opened: str
    due: str
    is_overdue: bool
    """Past the promised day, and not because she has still to send something."""
    candidates: int
    proof: str
    proof_tone: str
    status: str
    tone: str
    decided: str
    """By whom and when; empty while it is open."""


@dataclass(frozen=True)
class ClaimsView:
    lines: tuple[ClaimLine, ...] = ()
    tab: str = Tab.OPEN
    find: str = ""
    """What was searched for, over open and decided claims."""
    more: str = ""
    """The address of the next page; empty on the last."""


def show(deps: Deps, tab: str, after: str, find: str) -> ClaimsView:
    """`after` is the reference of the last line of the page before."""
    with deps.database.reading() as db:
        if find:
            found = claims.search(db, as_reference(find), name_prefixes(find), PAGE)
            return ClaimsView(_lines(db, deps, found), tab="", find=find)
        chosen = Tab.DECIDED if tab == Tab.DECIDED else Tab.OPEN
        page = claims.decided_after if chosen is Tab.DECIDED else claims.open_after
        found = page(db, claims.find_by_reference(db, after) if after else None, PAGE + 1)
        shown = found[:PAGE]
        more = address(tab=chosen, after=shown[-1].reference) if len(found) > PAGE else ""
        return ClaimsView(_lines(db, deps, shown), tab=chosen, more=more)


def search_address(typed: str) -> str:
    """Raises InvalidFields for what holds an SSN: it must not come into an address."""
    if holds_ssn(typed):
        raise InvalidFields({"find": "ssn_in_search"})
    return address(find=typed[:LONGEST_SEARCH]) if typed else address()


def address(**query: str) -> str:
    return f"/desk/claims?{urlencode(query)}" if query else "/desk/claims"


def _lines(db: Session, deps: Deps, found: list[Claim]) -> tuple[ClaimLine, ...]:
    statuses: dict[int, list[ItemStatus]] = {}
    for item in claims.items_of(db, [one.id or 0 for one in found]):
        statuses.setdefault(item.claim_id or 0, []).append(ItemStatus(item.status))
    names = staff.names(db, {one.decided_by for one in found if one.decided_by})
    return tuple(
        _line(deps, one, proof_of(statuses.get(one.id or 0, [])), names.get(one.decided_by or 0, "")) for one in found
    )


def _line(deps: Deps, claim: Claim, proof: Proof, decided_by: str) -> ClaimLine:
    is_open = claim.open_key is not None
    decided = date_words(connecticut_day(claim.decided_at)) if claim.decided_at else ""
    return ClaimLine(
        reference=claim.reference,
        name=f"{claim.last_name}, {claim.first_name}",
        opened=date_words(connecticut_day(claim.created_at)),
        due=date_words(claim.due_on),
        is_overdue=is_open and is_overdue(claim.due_on, proof, deps.today()),
        candidates=sum(bool(ein) for ein in claim.candidates.split(";")),
        proof=proof_words(proof) if is_open else "",
        proof_tone=proof_tone(proof),
        status=status_words(ClaimStatus(claim.status)),
        tone=status_tone(ClaimStatus(claim.status)),
        decided=" · ".join(one for one in (decided, decided_by) if one),
    )
