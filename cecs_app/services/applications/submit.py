"""Sign and Submit: the declaration, the rules of today once more, and the application leaves the educator's hands."""

from dataclasses import dataclass, field

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.tables import Account
from cecs_app.domain.account import LONGEST_NAME, tidy_name
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import effective_until
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.names import is_signature_of
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services import outbox
from cecs_app.services.applications.draft import Draft, Head, check_offered, head, open_draft, quote_of, step_path
from cecs_app.services.applications.move import move
from cecs_app.services.applications.wait import usual_wait
from cecs_app.services.deps import Deps
from cecs_app.words.applications import fee_words, split_words
from cecs_app.words.letters import application as letters
from cecs_app.words.payments import fee_title

LONGEST_SIGNATURE = 2 * LONGEST_NAME + 60
"""First and last name as long as they may be, and room for what stands between."""


@dataclass(frozen=True)
class SignView:
    head: Head = field(default_factory=Head)
    version: str = ""
    paragraphs: tuple[str, ...] = ()
    fee: str = ""
    is_paid: bool = False
    split: str = ""


@dataclass(frozen=True)
class Signature:
    """`version` is that of the declaration on the screen that was signed."""

    name: str
    agrees: bool
    version: str


def show(deps: Deps, educator_id: int | None, reference: str) -> SignView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.SIGN)
    declaration = deps.statements.declaration(deps.today())
    paragraphs = tuple(_(one) for one in declaration.paragraphs)
    asked = quote_of(deps, draft)
    return SignView(
        head(draft, Step.SIGN),
        declaration.version,
        paragraphs,
        fee_words(asked).fee,
        bool(asked.total_cents),
        split_words(asked),
    )


def submit(deps: Deps, educator_id: int | None, account_id: int, reference: str, signature: Signature) -> str:
    """Gives the address to go to. A second submit comes Elsewhere: to the receipt of the first.

    Raises NotFound, Elsewhere, InvalidFields, or NotAllowed when a rule of today is against it; the draft is kept.
    """
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.SIGN, lock=True)
        account = accounts.get(db, account_id)
        _check(db, deps, draft, signature, account)
        _freeze(deps, draft, signature)
        application = draft.application
        wanted = Status.AWAITING_PAYMENT if application.total_cents else Status.SUBMITTED
        move(
            db,
            deps,
            application,
            wanted,
            actor="educator",
            account_id=account_id,
            declaration=signature.version,
            conduct=draft.conduct.version,
            total_cents=application.total_cents,
        )
        _mail(db, deps, draft, account)
        return step_path(reference, "pay" if application.total_cents else "receipt")


def _check(db: Session, deps: Deps, draft: Draft, signature: Signature, account: Account) -> None:
    check_offered(db, deps, draft.certificate, draft.kind, "draft_not_offered")
    if signature.version != deps.statements.declaration(deps.today()).version:
        raise NotAllowed("statement_changed")
    if {*draft.answer(Step.ENDORSEMENTS).get("codes", [])} & {*draft.held.endorsements}:
        raise NotAllowed("endorsement_held")
    if faults := _faults(signature, account):
        raise InvalidFields(faults)


def _faults(signature: Signature, account: Account) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not signature.name:
        faults["signed_name"] = "required"
    elif len(signature.name) > LONGEST_SIGNATURE:
        faults["signed_name"] = "too_long"
    elif len(signature.name.split()) < 2:
        faults["signed_name"] = "full_name"
    elif not is_signature_of(signature.name, account.first_name, account.last_name):
        faults["signed_name"] = "signature_differs"
    if not signature.agrees:
        faults["agrees"] = "confirm_this"
    return faults


def _freeze(deps: Deps, draft: Draft, signature: Signature) -> None:
    application, asked = draft.application, quote_of(deps, draft)
    application.review_cents, application.total_cents = asked.review_cents or 0, asked.total_cents or 0
    application.answers = {**application.answers, "declaration": {"version": signature.version}}
    application.balance_may_follow = asked.balance_may_follow
    application.signed_name = tidy_name(signature.name)
    application.submitted_at = application.saved_at = deps.now()
    application.filed_at = None if application.total_cents else deps.now()
    application.certificate_ends_on = effective_until(draft.held, deps.today(), deps.rulebook)


def _mail(db: Session, deps: Deps, draft: Draft, account: Account) -> None:
    application = draft.application
    title, reference = fee_title(draft.kind, draft.held.kind), application.reference
    if application.total_cents:
        link = deps.screen(step_path(reference, "pay"))
        cents = {"amount_cents": application.total_cents, "review_cents": application.review_cents}
        letter = letters.awaiting_payment(account.first_name, title, reference, **cents, link=link)
    else:
        link = deps.screen(step_path(reference, "receipt"))
        letter = letters.filed(account.first_name, title, reference, deps.now(), usual=usual_wait(db, deps), link=link)
    outbox.post(db, deps, account.email, letter)
