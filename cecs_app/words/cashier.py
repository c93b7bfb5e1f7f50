"""What the cashier reads: what holds after an entry, and what a comparison with the card company found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cecs_app.domain.application import Status
from cecs_app.language import _
from cecs_app.words.formats import instant_words, money_words
from cecs_app.words.statuses import status_name


def holds_words(
    status: Status,
    *,
    is_over: bool,
    owed_cents: int,
    to_file_cents: int,
    overpaid_cents: int,
    filed_at: datetime | None,
) -> tuple[str, ...]:
    """What now holds for an application, the most important first. `is_over`: nothing is owed for it any more."""
    if is_over:
        over = _("The application is over: {status}. Nothing is owed for it any more.").format(
            status=status_name(status)
        )
        return (over, *_too_much(overpaid_cents))
    if filed_at and not to_file_cents:
        filing = _("Filed on {instant}.").format(instant=instant_words(filed_at))
    else:
        filing = _("Not filed yet: {amount} more is needed for that.").format(amount=money_words(to_file_cents))
    owed = _("{amount} is still owed.").format(amount=money_words(owed_cents))
    return (filing, owed if owed_cents else _("Nothing is owed any more."), *_too_much(overpaid_cents))


def difference_words(difference: Mapping[str, Any]) -> str:
    """`difference` is one of db/payment_tables.Comparison."""
    if "posting" in difference:
        return _("The posting {posting} does not sum to zero: somebody changed the ledger by hand.").format(
            posting=difference["posting"]
        )
    ref, ours, theirs = (difference[name] for name in ("gateway_ref", "ledger_cents", "gateway_cents"))
    if not ours:
        words = _("The card company has {theirs} that our ledger does not know ({ref}).")
    elif not theirs:
        words = _("Our ledger has {ours} that the card company does not list ({ref}).")
    else:
        words = _("Our ledger has {ours}, the card company {theirs} ({ref}).")
    return words.format(ours=money_words(ours), theirs=money_words(theirs), ref=ref)


def _too_much(cents: int) -> tuple[str, ...]:
    if not cents:
        return ()
    return (
        _("{amount} was paid too much: it is the educator's, tell the finance office.").format(
            amount=money_words(cents)
        ),
    )
