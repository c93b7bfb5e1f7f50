"""A clerk asks for proof before she decides a claim, and takes in what comes by post. The claim stays open."""

from datetime import date, timedelta

from cecs_app.domain.asking import PROOF_KINDS, Wanted
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk.ask import AskView, Choice
from cecs_app.services.desk.ask_claim import ask_for_claim, proof_received_by_post
from cecs_app.services.desk.claim_case import open_claim, read_claim
from cecs_app.services.desk.settle_claim import Act
from cecs_app.words.items import item_hint, item_name


def show(deps: Deps, clerk: Clerk, reference: str) -> tuple[AskView, str]:
    """What may be asked for, and the stamp of the claim. Raises as read_claim."""
    with deps.database.reading() as db:
        case = read_claim(db, clerk, reference)
    due_on = deps.today() + timedelta(days=deps.desk_policy.answer_days)
    choices = tuple(Choice(kind=kind, name=item_name(kind), hint=item_hint(kind)) for kind in PROOF_KINDS)
    return AskView(case.claim.reference, due_on.isoformat(), choices), case.stamp


def ask_proof(deps: Deps, clerk: Clerk, act: Act, wanted: tuple[Wanted, ...], due_on: date) -> None:
    """Mails her what to send and how. Raises as open_claim, and InvalidFields as ask_for_claim."""
    with deps.database.transaction() as db:
        case = open_claim(db, clerk, act.reference, act.seen)
        ask_for_claim(db, deps, clerk, case.claim, wanted, due_on)


def receive_by_post(deps: Deps, clerk: Clerk, act: Act, item: str) -> None:
    """What she was asked for came in an envelope. Raises as open_claim, NotFound, or NotAllowed("item_moved")."""
    with deps.database.transaction() as db:
        case = open_claim(db, clerk, act.reference, act.seen)
        proof_received_by_post(db, deps, clerk, case.claim, item)
