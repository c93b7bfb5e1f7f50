"""What the comparisons with the card company found, as the cashier reads it."""

from dataclasses import dataclass

from cecs_app.db import comparisons, ledger
from cecs_app.db.payment_tables import Comparison
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.words.cashier import difference_words
from cecs_app.words.formats import date_words, instant_words

SHOWN = 30
"""About a month of daily ones."""


@dataclass(frozen=True)
class Difference:
    """`application` is whose it is, empty where the ledger does not know."""

    words: str
    application: str


@dataclass(frozen=True)
class ComparedDays:
    days: str
    compared: str
    rows: int
    """Of the card company's list."""
    differences: tuple[Difference, ...]


def get_comparisons(deps: Deps) -> tuple[ComparedDays, ...]:
    """The last ones, the newest first."""
    with deps.database.reading() as db:
        found = comparisons.latest(db, SHOWN)
        refs = sorted({one["gateway_ref"] for row in found for one in row.differences if "gateway_ref" in one})
        owners = ledger.applications_of(db, refs)
    return tuple(_compared(row, owners) for row in found)


def _compared(row: Comparison, owners: dict[str, str]) -> ComparedDays:
    first, last = date_words(row.first_day), date_words(row.last_day)
    return ComparedDays(
        days=first if first == last else _("{first} to {last}").format(first=first, last=last),
        compared=instant_words(row.compared_at),
        rows=row.rows,
        differences=tuple(
            Difference(difference_words(one), owners.get(one.get("gateway_ref", ""), "")) for one in row.differences
        ),
    )
