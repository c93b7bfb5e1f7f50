"""Stand-ins that tests hold in their hands: a clock they turn, and a reader of the outbox."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from cecs_app.db.tables import OutgoingMail
from cecs_app.services.deps import Deps


@dataclass
class TestClock:
    """Stands at a winter noon in Connecticut until a test moves it."""

    __test__ = False
    now: datetime = field(default_factory=lambda: datetime(2027, 1, 15, 17, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class PostedMail:
    to: str
    subject: str
    text: str
    html: str


def posted(deps: Deps) -> list[PostedMail]:
    """What stands in the outbox, oldest first."""
    with deps.database.reading() as db:
        rows = db.exec(select(OutgoingMail).order_by(col(OutgoingMail.id))).all()
    return [PostedMail(row.recipient, **json.loads(deps.sealer.open(row.sealed or b"", "mail"))) for row in rows]
