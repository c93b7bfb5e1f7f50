"""How long what is kept. The rows are in rules/retention.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cecs_app.domain.calendar import Dated, Row, timeline


class Kept(StrEnum):
    """What is not kept for good. Claims go after what belongs to them."""

    DRAFTS = "drafts"
    """Untouched, until they are closed."""
    CLOSED_DRAFTS = "closed_drafts"
    """What was entered in them; that there was one stays in the journal."""
    CLAIM_SSNS = "claim_ssns"
    CLAIM_DOCUMENTS = "claim_documents"
    CLAIMS = "claims"
    WITHDRAWN_DOCUMENTS = "withdrawn_documents"
    DECIDED_DOCUMENTS = "decided_documents"
    SIGN_UPS = "sign_ups"
    EMAIL_CHANGES = "email_changes"
    MAILS = "mails"
    RECOVERY_CODES = "recovery_codes"
    ATTEMPTS = "attempts"
    SESSIONS = "sessions"
    """Of one that an acknowledgement belongs to, only where it came from."""
    DESK_SESSIONS = "desk_sessions"
    DEVICES = "devices"
    STRAY_FILES = "stray_files"
    BACKUPS = "backups"


@dataclass(frozen=True, kw_only=True)
class RetentionPolicy(Dated):
    days: Mapping[Kept, int]

    def before(self, kind: Kept, now: datetime) -> datetime:
        """What was needed last before then goes; what was needed at that very instant stays."""
        return now - timedelta(days=self.days[kind])


def parse_retention(mapping: Mapping[str, object]) -> tuple[RetentionPolicy, ...]:
    """From the parsed `rules/retention.toml`. Raises RowsError unless each day has one policy that names all."""
    file = Row("the file", mapping)
    file.check_only("retention")
    return timeline("retention", [_policy(row) for row in file.rows("retention")])


def _policy(row: Row) -> RetentionPolicy:
    row.check_only(*Kept, "valid_from", "valid_until", "source")
    days = {kind: row.number(kind, least=1) for kind in Kept}
    if days[Kept.CLAIMS] < max(days[Kept.CLAIM_SSNS], days[Kept.CLAIM_DOCUMENTS]):
        raise row.error("claims would go before what belongs to them")
    if days[Kept.CLOSED_DRAFTS] < days[Kept.DRAFTS]:
        raise row.error("drafts would be erased before they are closed")
    return RetentionPolicy(row=row.name, span=row.span(), source=row.get("source", str), days=days)
