"""What every service is given: the outside world, the rules and the clock. wiring.py builds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cecs_app.clock import Clock, connecticut_day
from cecs_app.db.unit_of_work import Database
from cecs_app.domain.calendar import in_force
from cecs_app.domain.certificate import Endorsement
from cecs_app.domain.desk_policy import DeskPolicy
from cecs_app.domain.payment import CardPolicy, MailPolicy, PaymentPolicies
from cecs_app.domain.retention import RetentionPolicy
from cecs_app.domain.rulebook import Rulebook
from cecs_app.domain.statements import Statements
from cecs_app.gateways.cards import CardGateway
from cecs_app.gateways.documents import DocumentStore
from cecs_app.gateways.secrets import Passwords, Sealer, SsnVault
from cecs_app.language import localized
from cecs_app.settings import Settings


@dataclass(frozen=True)
class Deps:
    settings: Settings
    clock: Clock
    database: Database
    passwords: Passwords
    sealer: Sealer
    ssns: SsnVault
    cards: CardGateway
    documents: DocumentStore
    rulebook: Rulebook
    statements: Statements
    payment_policies: PaymentPolicies
    desk_policies: tuple[DeskPolicy, ...]
    retention_policies: tuple[RetentionPolicy, ...]
    endorsements: Mapping[str, Endorsement]
    """By code."""

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        """Connecticut's calendar day."""
        return connecticut_day(self.clock())

    @property
    def card_policy(self) -> CardPolicy:
        """Today's."""
        return self.payment_policies.cards_on(self.today())

    @property
    def mail_policy(self) -> MailPolicy:
        """Today's."""
        return self.payment_policies.mail_on(self.today())

    @property
    def desk_policy(self) -> DeskPolicy:
        """Today's."""
        return in_force(self.desk_policies, self.today())

    @property
    def retention_policy(self) -> RetentionPolicy:
        """Today's."""
        return in_force(self.retention_policies, self.today())

    def url(self, path: str) -> str:
        return self.settings.public_url.rstrip("/") + path

    def screen(self, path: str) -> str:
        """The whole address of a screen in the language of the moment, for mails."""
        return self.url(localized(path))
