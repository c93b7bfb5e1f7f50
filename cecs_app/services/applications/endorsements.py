"""Which endorsements are to be added: one or more that the certificate doesn't bear yet, priced each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.steps import Step
from cecs_app.services.applications.draft import Draft, Head, head, open_draft, save_answer
from cecs_app.services.deps import Deps
from cecs_app.words.applications import each_fee_words
from cecs_app.words.rules import all_endorsements, endorsement_label, family_name

FIELD = "endorsements"
PREFIX = "endorsement_"
"""Of the name of each one's box; its code follows."""


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Family:
    name: str
    choices: tuple[Choice, ...]
    has_chosen: bool


@dataclass(frozen=True)
class EndorsementsView:
    head: Head = field(default_factory=Head)
    fee: str = ""
    families: tuple[Family, ...] = ()


def show(deps: Deps, educator_id: int | None, reference: str) -> EndorsementsView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.ENDORSEMENTS)
    fee = each_fee_words(draft.offer.total_cents)
    return EndorsementsView(head(draft, Step.ENDORSEMENTS), fee, _families(draft))


def save(deps: Deps, educator_id: int | None, reference: str, codes: Iterable[str]) -> str:
    """Gives the address to go to. Raises NotFound, Elsewhere or InvalidFields."""
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.ENDORSEMENTS, lock=True)
        chosen = sorted(set(codes))
        _check(deps, draft, chosen)
        return save_answer(db, deps, draft, Step.ENDORSEMENTS, {"codes": chosen})


def _chosen(draft: Draft) -> list[str]:
    """As she ticked them last, or else as she saved them."""
    if (typed := draft.typed(Step.ENDORSEMENTS)) is not None:
        return [name.removeprefix(PREFIX) for name in typed if name.startswith(PREFIX)]
    return list(draft.answer(Step.ENDORSEMENTS).get("codes", []))


def _families(draft: Draft) -> tuple[Family, ...]:
    chosen = _chosen(draft)
    families: dict[str, list[Choice]] = {}
    for one in all_endorsements():
        if one.code not in draft.held.endorsements:
            choice = Choice(one.code, endorsement_label(one.code), one.code in chosen)
            families.setdefault(family_name(one.family), []).append(choice)
    return tuple(Family(name, tuple(them), any(one.is_chosen for one in them)) for name, them in families.items())


def _check(deps: Deps, draft: Draft, chosen: list[str]) -> None:
    known = {one.code for one in all_endorsements()} - set(draft.held.endorsements)
    count = deps.rulebook.endorsement_count(draft.kind, deps.today())
    if not chosen:
        raise InvalidFields({FIELD: "no_endorsement"})
    if not known.issuperset(chosen):
        raise InvalidFields({FIELD: "endorsement_held"})
    if count and len(chosen) > count.most:
        raise InvalidFields({FIELD: "too_many_endorsements"}, most=count.most)
