"""What the Bureau's desk goes by: days to appeal, to answer, to be reminded. The rows are in rules/desk.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cecs_app.domain.calendar import Dated, Row, timeline
from cecs_app.domain.certificate import CertificateKind

_NUMBERS = ("appeal_days", "panel_days", "answer_days", "longest_hold_days")


@dataclass(frozen=True, kw_only=True)
class DeskPolicy(Dated):
    """All lengths are in calendar days."""

    appeal_days: int
    panel_days: int
    appealable_kinds: frozenset[CertificateKind]
    """Denial of any other kind is final."""
    answer_days: int
    reminder_days: tuple[int, ...]
    """So many days before the answer is due."""
    longest_hold_days: int

    def appeal_until(self, denied_on: date, kind: CertificateKind) -> date | None:
        """The last day to appeal; None where denial is final."""
        return denied_on + timedelta(days=self.appeal_days) if kind in self.appealable_kinds else None

    def last_reminder(self, due_on: date, today: date) -> date | None:
        """The last day up to today on which a reminder fell due: so many days before, and once it has passed."""
        days = [due_on - timedelta(days=one) for one in self.reminder_days]
        return max((day for day in (*days, due_on + timedelta(days=1)) if day <= today), default=None)


def parse_desk_policies(mapping: Mapping[str, object]) -> tuple[DeskPolicy, ...]:
    """From the parsed `rules/desk.toml`. Raises RowsError unless each day has one policy."""
    file = Row("the file", mapping)
    file.check_only("desk")
    return timeline("desk", [_policy(row) for row in file.rows("desk")])


def _policy(row: Row) -> DeskPolicy:
    row.check_only(*_NUMBERS, "appealable_kinds", "reminder_days", "valid_from", "valid_until", "source")
    return DeskPolicy(
        row=row.name,
        span=row.span(),
        source=row.get("source", str),
        appealable_kinds=frozenset(row.one_of(one, CertificateKind) for one in row.get("appealable_kinds", list)),
        reminder_days=tuple(row.get("reminder_days", list)),
        **{name: row.number(name) for name in _NUMBERS},
    )
