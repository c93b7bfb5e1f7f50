"""The mail to the finance office when our ledger and the card company's list differ."""

from collections.abc import Sequence
from datetime import date

from cecs_app.language import _
from cecs_app.words.formats import date_words, money_words
from cecs_app.words.letter import Letter


def differs(days: tuple[date, date], differences: Sequence[tuple[str, int, int]], unbalanced: Sequence[str]) -> Letter:
    """`differences` are the card company's id, our cents and theirs."""
    first, last = (date_words(day) for day in days)
    each = _("ledger {ours}, card company {theirs}")
    facts = [(ref, each.format(ours=money_words(ours), theirs=money_words(its))) for ref, ours, its in differences]
    facts += [(posting, _("does not sum to zero")) for posting in unbalanced]
    return Letter(
        subject=_("Payments differ: {first} to {last}").format(first=first, last=last),
        greeting=_("To the finance office"),
        paragraphs=(
            _("Our ledger and the card company's list do not agree. Each line needs a person to look at it."),
        ),
        facts=tuple(facts),
    )
