"""The composition root: the one place that decides which real thing stands behind each dependency."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from cecs_app.clock import system_clock
from cecs_app.db.unit_of_work import Database
from cecs_app.domain.certificate import parse_endorsements
from cecs_app.domain.desk_policy import parse_desk_policies
from cecs_app.domain.payment import parse_payment_policies
from cecs_app.domain.retention import parse_retention
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
    sealer = Sealer(*_present_and_before(settings, "sealing_key"))
    signs = [AuditSeal(key).sign for key in _all(settings, "audit_key")]
    pepper, peppers_before = _present_and_before(settings, "password_pepper")
    return Deps(
        settings=settings,
        clock=system_clock,
        database=Database(settings.database_url, *signs),
        passwords=Passwords(pepper, settings.bcrypt_cost, peppers_before),
        sealer=sealer,
        ssns=SsnVault(sealer, *_present_and_before(settings, "ssn_index_key")),
        cards=build_cards(settings),
        documents=SealedFolder(Path(settings.documents_folder), sealer),
        rulebook=load_rulebook(),
        statements=parse_statements(read_rules("statements")),
        payment_policies=parse_payment_policies(read_rules("payment")),
        desk_policies=parse_desk_policies(read_rules("desk")),
        retention_policies=parse_retention(read_rules("retention")),
        endorsements=parse_endorsements(read_rules("endorsements")),
    )


def build_cards(settings: Settings) -> StripeCards:
    key = settings.card_api_key.get_secret_value()
    return StripeCards(settings.card_api_url, key, *_all(settings, "card_webhook_secret"))


def _present_and_before(settings: Settings, name: str) -> tuple[str, list[str]]:
    present, *before = _all(settings, name)
    return present, before


def _all(settings: Settings, name: str) -> list[str]:
    """The present key first, then those that hold besides."""
    secrets: list[SecretStr] = [getattr(settings, name), *getattr(settings, f"{name}_before")]
    return [one.get_secret_value() for one in secrets]


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
