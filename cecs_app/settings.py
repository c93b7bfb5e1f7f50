"""What differs from one installation to the next, read from CECS_* environment variables."""

from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CECS_")

    environment: Literal["development", "production"] = "development"
    database_url: str = "sqlite:///var/cecs.db"
    public_url: str = "http://localhost:3000"
    endpoint_url: str = ""
    """Where web/ answers, when that is not public_url: hot reload serves it from the backend's port."""
    languages: tuple[str, ...] = ("en", "es")

    smtp_url: str = "smtp://127.0.0.1:1025"
    mail_from: str = "Connecticut Educator Certification <no-reply@cecs.example>"

    card_api_url: str = "http://127.0.0.1:8026"
    card_api_key: SecretStr = SecretStr("sk_test_cecs_practice")
    card_webhook_secret: SecretStr = SecretStr("whsec_cecs_practice")
    """Signs what the card gateway posts to /webhooks/cards."""
    finance_mail: str = "finance@cecs.example"
    """Who hears of it when our ledger and the card company's list differ."""

    password_pepper: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    sealing_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    ssn_index_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    audit_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    """Hashes the audit's chain: who can write to the database alone can't forge it."""

    bcrypt_cost: int = 12
    ein_pattern: str = ".{1,20}"
    """What an imported EIN looks like: the state publishes no form, so any text of up to 20 characters."""
    session_idle_minutes: int = 30
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
    """Raises UnsafeSettings when production would run on development's secrets or on the sandbox."""
    if settings.environment != "production":
        return
    lines = [*_weak_secrets(settings), *_unsafe_addresses(settings)]
    if lines:
        raise UnsafeSettings(lines)


def _weak_secrets(settings: Settings) -> list[str]:
    secrets = {
        "CECS_PASSWORD_PEPPER": settings.password_pepper,
        "CECS_SEALING_KEY": settings.sealing_key,
        "CECS_SSN_INDEX_KEY": settings.ssn_index_key,
        "CECS_AUDIT_KEY": settings.audit_key,
    }
    weak = [name for name, value in secrets.items() if len(value.get_secret_value()) < 32]
    lines = [f"{name}: set at least 32 random characters (openssl rand -base64 32)" for name in weak]
    if len({value.get_secret_value() for value in secrets.values()}) < len(secrets):
        lines.append(f"{', '.join(secrets)}: each needs its own value")
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
    return lines


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
