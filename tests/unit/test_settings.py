"""Outside development, missing or default secrets stop the start, with one clear line each."""

import os

import pytest
from pydantic import SecretStr

from cecs_app.settings import KEYS, Settings, UnsafeSettings, check_safe


def production(**changes: object) -> Settings:
    good: dict[str, object] = {
        "environment": "production",
        "database_url": "postgresql://db/cecs?sslmode=verify-full",
        "public_url": "https://cecs.example",
        "smtp_url": "smtps://mail.example:465",
        "card_api_url": "https://cards.example",
        "card_api_key": SecretStr("sk_live_" + "k" * 30),
        "card_webhook_secret": SecretStr("whsec_" + "w" * 30),
        "finance_mail": "finance@ct.example",
        "trusted_proxies": 1,
        "password_pepper": SecretStr("p" * 32),
        "sealing_key": SecretStr("s" * 32),
        "ssn_index_key": SecretStr("i" * 32),
        "audit_key": SecretStr("a" * 32),
    }
    return Settings(**(good | changes))  # type: ignore[arg-type]


def test_complete_settings_start() -> None:
    check_safe(production())


def test_older_keys_may_stand_beside_the_present_ones() -> None:
    older = {f"{name}_before": (SecretStr(name * 4), SecretStr(name * 5)) for name in KEYS}
    check_safe(production(**older))


@pytest.mark.parametrize("url", ["postgresql:///cecs?host=/run/postgresql", "postgresql://127.0.0.1/cecs"])
def test_a_database_on_the_same_machine_needs_no_tls(url: str) -> None:
    check_safe(production(database_url=url))


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
        ({"sealing_key_before": (SecretStr("short"),)}, "CECS_SEALING_KEY_BEFORE"),
        ({"sealing_key_before": (SecretStr("i" * 32),)}, "each needs its own value"),
        ({"card_api_key": SecretStr("sk_test_cecs_practice")}, "CECS_CARD_API_KEY"),
        ({"card_webhook_secret": SecretStr("whsec_cecs_practice")}, "CECS_CARD_WEBHOOK_SECRET"),
        ({"finance_mail": "finance@cecs.example"}, "CECS_FINANCE_MAIL"),
        ({"card_api_url": "http://127.0.0.1:8026"}, "CECS_CARD_API_URL"),
        ({"smtp_url": "smtp://127.0.0.1:1025"}, "CECS_SMTP_URL"),
        ({"public_url": "http://cecs.example"}, "CECS_PUBLIC_URL"),
        ({"database_url": "sqlite:///var/cecs.db"}, "CECS_DATABASE_URL"),
        ({"redis_url": "redis://:secret@redis.example:6379/0"}, "CECS_REDIS_URL"),
        ({"redis_url": "rediss://redis.example:6379/0"}, "CECS_REDIS_URL"),
        ({"database_url": "postgresql://db/cecs"}, "verify-full"),
        ({"trusted_proxies": 0}, "CECS_TRUSTED_PROXIES"),
        ({"database_url": "postgresql://db/cecs?sslmode=require"}, "verify-full"),
    ],
)
def test_production_refuses_one_unsafe_setting_and_names_it(changes: dict[str, object], named: str) -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        check_safe(production(**changes))
    assert len(refusal.value.lines) == 1
    assert named in refusal.value.lines[0]


@pytest.mark.parametrize(
    "url", ["rediss://:secret@redis.example:6379/0", "redis://127.0.0.1:6379/0", "unix:///run/redis/redis.sock"]
)
def test_production_takes_a_redis_that_is_its_own_or_well_guarded(url: str) -> None:
    check_safe(production(redis_url=url))


@pytest.mark.parametrize("name", ["CECS_WORKERS", "GRANIAN_WORKERS", "WEB_CONCURRENCY"])
def test_several_workers_need_a_redis_however_they_are_asked_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for other in ("CECS_WORKERS", "GRANIAN_WORKERS", "WEB_CONCURRENCY"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "2")
    with pytest.raises(UnsafeSettings, match="CECS_REDIS_URL"):
        check_safe(Settings())
    check_safe(Settings(redis_url="unix:///run/redis/redis.sock"))


@pytest.mark.parametrize(
    ("redis_url", "workers", "serve"),
    [("", 0, 1), ("", 1, 1), ("redis://127.0.0.1", 3, 3), ("redis://127.0.0.1", 0, os.cpu_count())],
)
def test_how_many_serve(redis_url: str, workers: int, serve: int) -> None:
    assert Settings(redis_url=redis_url, workers=workers).worker_count == serve


def test_a_secret_never_shows_when_settings_are_printed() -> None:
    assert "pppp" not in repr(production())
