"""Finds the Educator Identification Number of somebody who has just made an account, or mints one.

What is not certain becomes a claim. The educator never learns which fact differed, nor that a record is taken:
both give the same view, after the same work.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from cecs_app.db import accounts, claims, registry
from cecs_app.db.tables import Account, Claim, Educator
from cecs_app.domain.account import checked_email
from cecs_app.domain.claim import ClaimStatus, decided_by
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.ein_match import EinMatch, Outcome, Stated, match
from cecs_app.domain.identity import Identity, Typed, checked_identity
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import journal, limits, outbox, owners, records
from cecs_app.services.deps import Deps
from cecs_app.words.formats import date_words
from cecs_app.words.letters import register as letters


@dataclass(frozen=True)
class Prefill:
    """What the form begins with: from the open claim, else from the account. Never the SSN."""

    first_name: str
    last_name: str
    email: str
    date_of_birth: date | None = None


@dataclass(frozen=True)
class RegisterView:
    """`ein` once there is a record; else `reference` and `due_on` while a claim is open; else the form is next.

    `refused` is the Bureau's reason where her last claim was refused and she has not tried again.
    """

    form: Prefill
    ein: str = ""
    is_new: bool = False
    """Whether the EIN was minted just now."""
    reference: str = ""
    due_on: str = ""
    proof_due: str = ""
    """By when she should send what was asked of her; empty when nothing is."""
    has_proof: bool = False
    """Whether something was asked of her, sent or not."""
    refused: str = ""


def show(deps: Deps, account_id: int) -> RegisterView:
    """How far her registration has come."""
    with deps.database.reading() as db:
        return _view(db, accounts.get(db, account_id))


def register(deps: Deps, account_id: int, typed: Typed) -> RegisterView:
    """Links a record, mints a new one, or opens a claim. Who has a record already keeps it.

    Raises InvalidFields, which costs no try, or TooManyTries.
    """
    identity = checked_identity(typed, deps.today())
    limits.spend(deps, limits.REGISTER, str(account_id))
    with deps.database.transaction() as db:
        account = accounts.get_locked(db, account_id)
        if account.educator_id is not None:
            return _view(db, account)
        # Two registrations with the same SSN go one after the other, or both could mint a number.
        records.take_turn(db, deps.ssns.indices(identity.ssn))
        return _decide(db, deps, account, identity, checked_email(typed.email) or account.email)


def find_match(deps: Deps, identity: Identity) -> EinMatch:
    """What registering would come to, changing nothing: for the support staff."""
    with deps.database.reading() as db:
        return _match(db, deps, identity)


def _match(db: Session, deps: Deps, identity: Identity) -> EinMatch:
    stated = _stated(deps, identity)
    return match(stated, registry.records_like(db, deps.ssns.indices(identity.ssn), stated.date_of_birth))


def _stated(deps: Deps, identity: Identity) -> Stated:
    index = deps.ssns.index(identity.ssn)
    return Stated(index, identity.first_name, identity.last_name, identity.date_of_birth)


def _decide(db: Session, deps: Deps, account: Account, identity: Identity, email: str) -> RegisterView:
    found = _match(db, deps, identity)
    if found.outcome is Outcome.NEW:
        educator = records.mint(db, deps, _stated(deps, identity), deps.ssns.seal(identity.ssn), email)
        return _link(db, deps, account, educator, is_new=True)
    if found.ein:
        educator = registry.get(db, found.ein)
        if registry.link(db, account.id or 0, educator.id or 0):
            return _link(db, deps, account, educator, is_new=False)
        # Another account took the record a moment ago: now it counts as taken.
        found = _match(db, deps, identity)
    _claim(db, deps, account, identity, email, found)
    owners.tell(db, deps, found.taken)
    return _view(db, account)


def _link(db: Session, deps: Deps, account: Account, educator: Educator, *, is_new: bool) -> RegisterView:
    account.educator_id = educator.id
    if claim := claims.find_open(db, account.id or 0):
        claims.close(db, claim, ClaimStatus.SETTLED_BY_REGISTERING, deps.now())
    letter = letters.ein(account.first_name, educator.ein, deps.screen("/login"), is_new=is_new)
    outbox.post(db, deps, account.email, letter)
    journal.record(
        db, deps, "registered", actor="educator", account_id=account.id, ein=educator.ein, is_new_ein=is_new
    )
    return RegisterView(_prefill(account, None), ein=educator.ein, is_new=is_new)


def _claim(db: Session, deps: Deps, account: Account, identity: Identity, email: str, found: EinMatch) -> None:
    """Opens her claim, or puts what she states now into the one that is open: its reference and its day stay."""
    claim = claims.find_open(db, account.id or 0)
    stated: dict[str, Any] = {
        "first_name": identity.first_name,
        "last_name": identity.last_name,
        "date_of_birth": identity.date_of_birth,
        "email": email,
        "sealed_ssn": deps.ssns.seal(identity.ssn),
        "candidates": ";".join(found.candidates),
    }
    if claim:
        for name, value in stated.items():
            setattr(claim, name, value)
        event = "claim_changed"
    else:
        claim = _open(db, deps, account, stated)
        event = "claim_opened"
    journal.record(db, deps, event, actor="educator", account_id=account.id, reference=claim.reference)


def _open(db: Session, deps: Deps, account: Account, stated: dict[str, Any]) -> Claim:
    claim = Claim(
        reference=new_reference("C"),
        account_id=account.id or 0,
        due_on=decided_by(deps.today()),
        open_key=claims.open_key(account.id or 0),
        created_at=deps.now(),
        **stated,
    )
    db.add(claim)
    db.flush()
    due = date_words(claim.due_on)
    letter = letters.claim_opened(
        account.first_name, claim.reference, due, deps.mail_policy.address, deps.screen("/register")
    )
    outbox.post(db, deps, account.email, letter)
    return claim


def _view(db: Session, account: Account) -> RegisterView:
    educator = accounts.find_educator(db, account)
    if educator:
        return RegisterView(_prefill(account, None), ein=educator.ein)
    claim = claims.find_latest(db, account.id or 0)
    if claim and claim.open_key:
        return _open_view(db, account, claim)
    refused = claim.reason if claim and claim.status == ClaimStatus.REFUSED else ""
    return RegisterView(_prefill(account, None), refused=refused)


def _open_view(db: Session, account: Account, claim: Claim) -> RegisterView:
    items = claims.items_of(db, [claim.id or 0])
    still_to_send = [item.due_on for item in items if item.status == ItemStatus.ASKED]
    return RegisterView(
        _prefill(account, claim),
        reference=claim.reference,
        due_on=date_words(claim.due_on),
        proof_due=date_words(min(still_to_send)) if still_to_send else "",
        has_proof=bool(items),
    )


def _prefill(account: Account, claim: Claim | None) -> Prefill:
    if claim:
        return Prefill(claim.first_name, claim.last_name, claim.email, claim.date_of_birth)
    return Prefill(account.first_name, account.last_name, account.email)
