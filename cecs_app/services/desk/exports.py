"""The desk's figures as tables to take away. Whoever takes one leaves an event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.payment import Instrument
from cecs_app.domain.staff import Clerk
from cecs_app.language import _
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import mail_day, reports
from cecs_app.words.payments import instrument_name
from cecs_app.words.rules import application_name

Cell = object
"""A text, a number, a day, or None."""
Query = Mapping[str, str]
"""What stands behind the question mark."""


@dataclass(frozen=True)
class Sheet:
    """`about` names the day or the week it ends with; it is part of the file's name."""

    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def export(deps: Deps, clerk: Clerk, name: str, make: Callable[[Deps, Query], Sheet], query: Query) -> Sheet:
    """Raises as `make`. The caller has asked whether it is her duty."""
    sheet = make(deps, query)
    facts: dict[str, Any] = {"report": name, "about": sheet.about, "rows": len(sheet.rows)}
    with deps.database.transaction() as db:
        journal.record_act(db, deps, clerk, "report_exported", **facts)
    return sheet


def mail_day_sheet(deps: Deps, query: Query) -> Sheet:
    """Of `day`, or today. Raises NotFound for a day that can't be."""
    day = mail_day.day_of(deps, query.get("day", ""))
    header = (
        _("Receipt"),
        _("Kind"),
        _("Number"),
        _("Amount (USD)"),
        _("Application"),
        _("Name"),
        _("Received on"),
        _("Recorded by"),
        _("Taken back"),
    )
    rows = tuple(
        (
            mailed.reference,
            instrument_name(Instrument(mailed.kind)),
            mailed.number,
            _dollars(mailed.amount_cents),
            application.reference,
            f"{educator.first_name} {educator.last_name}",
            mailed.received_on,
            mailed.recorded_by,
            mailed.void_reason if mailed.voided_at else "",
        )
        for mailed, application, educator in mail_day.read_day(deps, day)
    )
    return Sheet(day.isoformat(), header, rows)


def weeks_sheet(deps: Deps, _query: Query) -> Sheet:
    header = (_("Week from"), _("Kind"), _("Filed"), _("Issued"), _("Denied"), _("Waiting at its end"))
    rows = tuple(
        (one.week, application_name(one.kind), one.filed, one.issued, one.denied, one.waiting)
        for one in reports.get_progress(deps)
    )
    return Sheet(_today(deps), header, rows)


def ages_sheet(deps: Deps, _query: Query) -> Sheet:
    header = (_("Kind"), _("0 to 30 days"), _("31 to 60 days"), _("61 to 90 days"), _("Over 90 days"))
    rows = tuple((application_name(ApplicationKind(one.kind)), *one.bands) for one in reports.get_ages(deps))
    return Sheet(_today(deps), header, rows)


def times_sheet(deps: Deps, _query: Query) -> Sheet:
    header = (_("Week from"), _("Decided"), _("25 % (days)"), _("Median (days)"), _("75 % (days)"))
    rows = tuple((one.week, one.decided, one.quick, one.middle, one.slow) for one in reports.get_times(deps))
    return Sheet(_today(deps), header, rows)


def money_sheet(deps: Deps, _query: Query) -> Sheet:
    header = (_("Week from"), _("By card (USD)"), _("By mail (USD)"), _("Gone back (USD)"))
    rows = tuple(
        (one.week, *(_dollars(cents) for cents in (one.card_cents, one.mail_cents, one.back_cents)))
        for one in reports.get_money(deps)
    )
    return Sheet(_today(deps), header, rows)


def _dollars(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _today(deps: Deps) -> str:
    return deps.today().isoformat()
