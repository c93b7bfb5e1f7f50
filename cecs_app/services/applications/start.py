"""The first screen of an application: what it costs and what is needed, before anything is asked."""

from dataclasses import dataclass, field

from cecs_app.domain.actions import next_term
from cecs_app.domain.rulebook import NewKind, NoNewDates
from cecs_app.domain.steps import Step
from cecs_app.services.applications.draft import Draft, Head, head, open_draft, quote_of, save_answer
from cecs_app.services.deps import Deps
from cecs_app.words.applications import fee_words, needs_words, outcome_words, payment_need, split_words


@dataclass(frozen=True)
class StartView:
    """`review_fee` is empty where nothing is paid; `outcome` says what issuing it would bring."""

    head: Head = field(default_factory=Head)
    fee: str = ""
    review_fee: str = ""
    split: str = ""
    """That the fee may be paid in two parts; empty where it may not."""
    outcome: str = ""
    needs: tuple[str, ...] = ()


def show(deps: Deps, educator_id: int | None, reference: str) -> StartView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.START)
    asked = quote_of(deps, draft)
    words = fee_words(asked, is_each=Step.ENDORSEMENTS in draft.steps)
    return StartView(
        head(draft, Step.START),
        words.fee,
        words.review_fee,
        split_words(asked),
        _outcome(deps, draft),
        _needs(deps, draft),
    )


def save(deps: Deps, educator_id: int | None, reference: str) -> str:
    """Read and begun; gives the address to go to. Raises NotFound or Elsewhere."""
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.START, lock=True)
        return save_answer(db, deps, draft, Step.START, {"read_on": deps.today().isoformat()})


def _outcome(deps: Deps, draft: Draft) -> str:
    if isinstance(draft.offer.effect, NoNewDates) or draft.offered_on != deps.today():
        return ""
    first, last = next_term(deps.rulebook, draft.held, draft.kind, deps.today())
    becomes = draft.offer.effect.becomes if isinstance(draft.offer.effect, NewKind) else None
    return outcome_words(first, last, becomes)


def _needs(deps: Deps, draft: Draft) -> tuple[str, ...]:
    needs = needs_words(draft.steps)
    return (*needs, payment_need(deps.card_policy, deps.mail_policy)) if draft.offer.total_cents else needs
