"""The composition root: the one place that decides which real thing stands behind each dependency."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from cecs_app.clock import system_clock
from cecs_app.db.unit_of_work import Database
from cecs_app.domain.certificate import parse_endorsements
from cecs_app.domain.desk_policy import parse_desk_policies
from cecs_app.domain.payment import parse_payment_policies
from cecs_app.domain.rulebook import Rulebook, parse_rulebook
from cecs_app.domain.statements import parse_statements
from cecs_app.gateways.cards import StripeCards
from cecs_app.gateways.documents import SealedFolder
from cecs_app.gateways.mail import Mailer, SmtpMailer
from cecs_app.gateways.secrets import AuditSeal, Passwords, Sealer, SsnVault
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings, get_settings

RULES = Path(__file__).parent / "rules"


def build_deps(settings: Settings) -> Deps:
    sealer = Sealer(settings.sealing_key.get_secret_value())
    return Deps(
        settings=settings,
        clock=system_clock,
        database=Database(settings.database_url, AuditSeal(settings.audit_key.get_secret_value()).sign),
        passwords=Passwords(settings.password_pepper.get_secret_value(), settings.bcrypt_cost),
        sealer=sealer,
        ssns=SsnVault(sealer, settings.ssn_index_key.get_secret_value()),
        cards=build_cards(settings),
        documents=SealedFolder(Path(settings.documents_folder), sealer),
        rulebook=load_rulebook(),
        statements=parse_statements(read_rules("statements")),
        payment_policies=parse_payment_policies(read_rules("payment")),
        desk_policies=parse_desk_policies(read_rules("desk")),
        endorsements=parse_endorsements(read_rules("endorsements")),
    )


def build_cards(settings: Settings) -> StripeCards:
    key, secret = settings.card_api_key.get_secret_value(), settings.card_webhook_secret.get_secret_value()
    return StripeCards(settings.card_api_url, key, secret)


def build_mailer(settings: Settings) -> Mailer:
    return SmtpMailer(settings.smtp_url)


@cache
def deps() -> Deps:
    """The running portal's dependencies; tests build their own."""
    return build_deps(get_settings())


@cache
def load_rulebook() -> Rulebook:
    return parse_rulebook(read_rules("certification"))


def read_rules(name: str) -> dict[str, Any]:
    return tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))
