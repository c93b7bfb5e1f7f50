"""The reports' figures made into pictures."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from babel.dates import format_date

from cecs_app.domain.certificate import ApplicationKind
from cecs_app.language import _
from cecs_app.services.desk.reports import Ages, Times, WeekOfKind, WeekOfMoney
from cecs_app.ui.desk.charts import Column, Picture, figures, names, ranges, stacks
from cecs_app.words.formats import locale, money_words
from cecs_app.words.rules import application_name

EVERY = 4
"""Weeks between the names below the bars: more do not fit on a phone."""


def filed_picture(cells: Sequence[WeekOfKind]) -> Picture:
    return _weekly(cells, _("{last} last week, {now} so far this week"), lambda one: (one.filed,))


def decided_picture(cells: Sequence[WeekOfKind]) -> Picture:
    return _weekly(cells, _("{last} last week, {now} so far this week"), lambda one: (one.issued, one.denied))


def waiting_picture(cells: Sequence[WeekOfKind]) -> Picture:
    return _weekly(cells, _("{now} now, {last} a week ago"), lambda one: (one.waiting,))


def kind_rows(cells: Sequence[WeekOfKind]) -> tuple[tuple[str, ...], ...]:
    """Filed, issued and denied in all these weeks, and what waits now."""
    last = cells[-1].week
    return tuple(
        (
            application_name(kind),
            *(
                str(sum(getattr(one, name) for one in cells if one.kind is kind))
                for name in ("filed", "issued", "denied")
            ),
            str(sum(one.waiting for one in cells if one.kind is kind and one.week == last)),
        )
        for kind in ApplicationKind
    )


def ages_picture(ages: Sequence[Ages]) -> Picture:
    bands = (_("0–30"), _("31–60"), _("61–90"), _("over 90"))
    totals = [sum(one.bands[number] for one in ages) for number in range(len(bands))]
    bars, rules = stacks([Column(name, (total,)) for name, total in zip(bands, totals, strict=True)], str)
    headline = _("{old} of {all} wait longer than 90 days").format(old=totals[-1], all=sum(totals))
    parts = ", ".join(_("{band} days: {count}").format(band=b, count=c) for b, c in zip(bands, totals, strict=True))
    rows = [(application_name(one.kind), *map(str, one.bands), str(sum(one.bands))) for one in ages]
    rows.append((_("In all"), *map(str, totals), str(sum(totals))))
    return Picture(headline, f"{headline}. {parts}.", bars, rules, (*names(bands), *figures(totals)), tuple(rows))


def times_picture(times: Sequence[Times]) -> Picture:
    columns = [_range(one) for one in times]
    bars, rules = ranges(columns, str)
    known = [one for one in times if one.middle is not None]
    headline = _("No decisions yet")
    if known:
        headline = _("Half take at most {days} days").format(days=f"{known[-1].middle:.0f}")
    rows = tuple((_week(one.week), str(one.decided), *map(_days, (one.quick, one.middle, one.slow))) for one in times)
    said = _("{headline}, in the week from {week}.").format(headline=headline, week=_week((known or times)[-1].week))
    return Picture(headline, said, bars, rules, names([_week(one.week) for one in times], EVERY), rows)


def money_picture(weeks: Sequence[WeekOfMoney]) -> Picture:
    columns = [Column(_week(one.week), (one.card_cents, one.mail_cents)) for one in weeks]
    bars, rules = stacks(columns, _thousands)
    last, now = ([one.card_cents + one.mail_cents for one in weeks])[-2:]
    headline = _("{last} last week, {now} so far this week").format(last=money_words(last), now=money_words(now))
    rows = tuple(
        (_week(one.week), *map(money_words, (one.card_cents, one.mail_cents, one.back_cents, _kept(one))))
        for one in weeks
    )
    return Picture(headline, _said(headline), bars, rules, names([one.name for one in columns], EVERY), rows)


def back_picture(weeks: Sequence[WeekOfMoney]) -> Picture:
    columns = [Column(_week(one.week), (-one.back_cents,)) for one in weeks]
    bars, rules = stacks(columns, _thousands)
    headline = _("{all} in these weeks").format(all=money_words(sum(-one.back_cents for one in weeks)))
    rows = tuple((one.name, *map(money_words, one.parts)) for one in columns)
    return Picture(headline, _said(headline), bars, rules, names([one.name for one in columns], EVERY), rows)


def _weekly(cells: Sequence[WeekOfKind], headline: str, parts: Callable[[WeekOfKind], tuple[int, ...]]) -> Picture:
    weeks: dict[date, Counter[int]] = {}
    for one in cells:
        weeks.setdefault(one.week, Counter()).update(dict(enumerate(parts(one))))
    columns = [Column(_week(week), tuple(sums.values())) for week, sums in weeks.items()]
    bars, rules = stacks(columns, str)
    before, now = (sum(one.parts) for one in columns[-2:])
    words = headline.format(last=before, now=now)
    rows = tuple((one.name, *map(str, one.parts)) for one in columns)
    return Picture(words, _said(words), bars, rules, names([one.name for one in columns], EVERY), rows)


def _said(headline: str) -> str:
    return _("Bars for thirteen weeks. {headline}.").format(headline=headline)


def _range(one: Times) -> tuple[float, float, float] | None:
    if one.quick is None or one.middle is None or one.slow is None:
        return None
    return one.quick, one.middle, one.slow


def _kept(one: WeekOfMoney) -> int:
    return one.card_cents + one.mail_cents + one.back_cents


def _week(week: date) -> str:
    return format_date(week, "MMM d", locale=locale())


def _days(days: float | None) -> str:
    return "–" if days is None else f"{days:g}"


def _thousands(cents: int) -> str:
    """ "$1.5k": what fits beside a line."""
    dollars = cents / 100
    return f"${dollars / 1000:g}k" if dollars >= 1000 else f"${dollars:g}"
