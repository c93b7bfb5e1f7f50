"""Outside development, missing or default secrets stop the start, with one clear line each."""

import pytest
from pydantic import SecretStr

from cecs_app.settings import Settings, UnsafeSettings, check_safe


def production(**changes: object) -> Settings:
    good: dict[str, object] = {
        "environment": "production",
        "database_url": "postgresql://db/cecs",
        "public_url": "https://cecs.example",
        "smtp_url": "smtps://mail.example:465",
        "card_api_url": "https://cards.example",
        "card_api_key": SecretStr("sk_live_" + "k" * 30),
        "card_webhook_secret": SecretStr("whsec_" + "w" * 30),
        "finance_mail": "finance@ct.example",
        "password_pepper": SecretStr("p" * 32),
        "sealing_key": SecretStr("s" * 32),
        "ssn_index_key": SecretStr("i" * 32),
        "audit_key": SecretStr("a" * 32),
    }
    return Settings(**(good | changes))  # type: ignore[arg-type]


def test_complete_settings_start() -> None:
    check_safe(production())


def test_development_starts_with_its_defaults() -> None:
    check_safe(Settings(environment="development"))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"password_pepper": SecretStr("development-only")}, "CECS_PASSWORD_PEPPER"),
        ({"sealing_key": SecretStr("short")}, "CECS_SEALING_KEY"),
        ({"ssn_index_key": SecretStr("")}, "CECS_SSN_INDEX_KEY"),
        ({"audit_key": SecretStr("short")}, "CECS_AUDIT_KEY"),
        ({"ssn_index_key": SecretStr("s" * 32)}, "each needs its own value"),
        ({"card_api_key": SecretStr("sk_test_cecs_practice")}, "CECS_CARD_API_KEY"),
        ({"card_webhook_secret": SecretStr("whsec_cecs_practice")}, "CECS_CARD_WEBHOOK_SECRET"),
        ({"finance_mail": "finance@cecs.example"}, "CECS_FINANCE_MAIL"),
        ({"card_api_url": "http://127.0.0.1:8026"}, "CECS_CARD_API_URL"),
        ({"smtp_url": "smtp://127.0.0.1:1025"}, "CECS_SMTP_URL"),
        ({"public_url": "http://cecs.example"}, "CECS_PUBLIC_URL"),
        ({"database_url": "sqlite:///var/cecs.db"}, "CECS_DATABASE_URL"),
    ],
)
def test_production_refuses_one_unsafe_setting_and_names_it(changes: dict[str, object], named: str) -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        check_safe(production(**changes))
    assert len(refusal.value.lines) == 1
    assert named in refusal.value.lines[0]


def test_a_secret_never_shows_when_settings_are_printed() -> None:
    assert "pppp" not in repr(production())
