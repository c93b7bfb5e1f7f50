"""What differs from one installation to the next, read from CECS_* environment variables."""

import os
from email.utils import getaddresses
from functools import cache
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only"
KEYS = ("password_pepper", "sealing_key", "ssn_index_key", "audit_key")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CECS_", populate_by_name=True)

    environment: Literal["development", "production"] = "development"
    database_url: str = "sqlite:///var/cecs.db"
    public_url: str = "http://localhost:3000"
    endpoint_url: str = ""
    """Where web/ answers, when that is not public_url: hot reload serves it from the backend's port."""
    languages: tuple[str, ...] = ("en", "es")
    redis_url: str = ""
    """Where several workers keep what the screens hold, e.g. rediss://:password@host:6379/0; empty: in memory."""
    workers: int = Field(
        default=0, ge=0, validation_alias=AliasChoices("CECS_WORKERS", "GRANIAN_WORKERS", "WEB_CONCURRENCY")
    )
    """How many serve; 0 for as many as there are cores, where they can be several at all."""
    trusted_proxies: int = Field(default=0, ge=0)
    """How many servers of ours stand in front and add to X-Forwarded-For; with 0 that header is not believed."""

    smtp_url: str = "smtp://127.0.0.1:1025"
    mail_from: str = "Connecticut Educator Certification <no-reply@cecs.example>"

    card_api_url: str = "http://127.0.0.1:8026"
    card_api_key: SecretStr = SecretStr("sk_test_cecs_practice")
    card_webhook_secret: SecretStr = SecretStr("whsec_cecs_practice")
    """Signs what the card gateway posts to /webhooks/cards."""
    card_webhook_secret_before: tuple[SecretStr, ...] = ()
    finance_mail: str = "finance@cecs.example"
    """Who hears of it when our ledger and the card company's list differ."""

    password_pepper: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    sealing_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    ssn_index_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    audit_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    """Hashes the audit's chain: who can write to the database alone can't forge it."""

    # Beside each key those that hold besides, while keys rotate: docs/decisions/0027-keys-that-change.md.
    password_pepper_before: tuple[SecretStr, ...] = ()
    """The oldest last."""
    sealing_key_before: tuple[SecretStr, ...] = ()
    ssn_index_key_before: tuple[SecretStr, ...] = ()
    audit_key_before: tuple[SecretStr, ...] = ()

    bcrypt_cost: int = 12
    ein_pattern: str = ".{1,20}"
    """What an imported EIN looks like: the state publishes no form, so any text of up to 20 characters."""
    session_idle_minutes: int = 15
    session_hours: int = 12
    staff_idle_minutes: int = 15
    documents_folder: str = "var/documents"
    """Where what educators send lies, sealed."""
    background_work: bool = True
    """Off only for a process that must not send mail or settle payments, such as a build."""

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def worker_count(self) -> int:
        return (self.workers or os.cpu_count() or 1) if self.redis_url else 1

    @property
    def state_seconds(self) -> int:
        """How long a screen's state is kept after its last event. Typing keeps a login alive without one."""
        return 4 * 60 * max(self.session_idle_minutes, self.staff_idle_minutes)

    @property
    def endpoints(self) -> str:
        return self.endpoint_url or self.public_url


class UnsafeSettings(Exception):
    """The portal must not start; each line says which setting is wrong and what it needs."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@cache
def get_settings() -> Settings:
    settings = Settings()
    check_safe(settings)
    return settings


def check_safe(settings: Settings) -> None:
    """Raises UnsafeSettings for workers that share nothing, and in production for what belongs to development."""
    lines = [*_too_many_workers(settings), *_wrong_mailboxes(settings)]
    if settings.environment == "production":
        lines += [*_weak_secrets(settings), *_unsafe_addresses(settings)]
    if lines:
        raise UnsafeSettings(lines)


def _too_many_workers(settings: Settings) -> list[str]:
    if settings.redis_url or settings.workers <= 1:
        return []
    return [f"CECS_WORKERS: {settings.workers} workers need a Redis (CECS_REDIS_URL); without one, serve with 1"]


def _wrong_mailboxes(settings: Settings) -> list[str]:
    """A line end would begin another header, and a comma another recipient."""
    named = {"CECS_MAIL_FROM": settings.mail_from, "CECS_FINANCE_MAIL": settings.finance_mail}
    return [f"{name}: name one mail address, on one line" for name, value in named.items() if not _is_mailbox(value)]


def _is_mailbox(value: str) -> bool:
    addresses = [address for _name, address in getaddresses([value])]
    return value.isprintable() and len(addresses) == 1 and "@" in addresses[0]


def _weak_secrets(settings: Settings) -> list[str]:
    keys = {f"CECS_{name.upper()}": (getattr(settings, name), *getattr(settings, f"{name}_before")) for name in KEYS}
    values = {name: [one.get_secret_value() for one in secrets] for name, secrets in keys.items()}
    lines = [
        f"{name}{'_BEFORE' if number else ''}: set at least 32 random characters (openssl rand -base64 32)"
        for name, several in values.items()
        for number, value in enumerate(several)
        if len(value) < 32
    ]
    if len({one for several in values.values() for one in set(several)}) < sum(
        len(set(one)) for one in values.values()
    ):
        lines.append(f"{', '.join(values)}: each needs its own value")
    if not settings.card_api_key.get_secret_value().startswith(("sk_live_", "rk_live_")):
        lines.append("CECS_CARD_API_KEY: set the card gateway's live key")
    if settings.card_webhook_secret == Settings.model_fields["card_webhook_secret"].default:
        lines.append("CECS_CARD_WEBHOOK_SECRET: set the secret of the gateway's endpoint for /webhooks/cards")
    return lines


def _unsafe_addresses(settings: Settings) -> list[str]:
    lines = []
    if not settings.is_https:
        lines.append("CECS_PUBLIC_URL: must begin with https://")
    if urlsplit(settings.card_api_url).scheme != "https":
        lines.append("CECS_CARD_API_URL: must be the card gateway's https address, never the sandbox")
    if _is_loopback(settings.smtp_url) and urlsplit(settings.smtp_url).port == 1025:
        lines.append("CECS_SMTP_URL: must be a real mail server, never the sandbox")
    if settings.finance_mail == Settings.model_fields["finance_mail"].default:
        lines.append("CECS_FINANCE_MAIL: name who hears of differences with the card company's list")
    if settings.database_url == Settings.model_fields["database_url"].default:
        lines.append("CECS_DATABASE_URL: name the database explicitly")
    if not settings.trusted_proxies:
        # Without it all visitors seem to come from the proxy that speaks TLS, and would share one visitor's limits.
        lines.append("CECS_TRUSTED_PROXIES: say how many servers of ours stand in front")
    if _is_open_database(settings.database_url):
        lines.append("CECS_DATABASE_URL: a PostgreSQL on another machine needs TLS (?sslmode=verify-full)")
    if _is_open_redis(settings.redis_url):
        lines.append("CECS_REDIS_URL: a Redis on another machine needs a password and TLS (rediss://:password@…)")
    return lines


def _is_open_database(url: str) -> bool:
    parts = urlsplit(url)
    is_elsewhere = parts.scheme.startswith("postgres") and bool(parts.hostname) and not _is_loopback(url)
    return is_elsewhere and "verify-full" not in parse_qs(parts.query).get("sslmode", [])


def _is_open_redis(url: str) -> bool:
    """Whoever reads or writes there reads or writes the portal's own objects."""
    parts = urlsplit(url)
    is_here = not url or parts.scheme == "unix" or _is_loopback(url)
    return not is_here and not (parts.scheme == "rediss" and parts.password)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
