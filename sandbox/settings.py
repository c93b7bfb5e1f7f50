from pathlib import Path

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """Each field is the environment variable of the same name. Port 0 means any free port."""

    inbox_port: int = 8025
    smtp_port: int = 1025
    card_port: int = 8026
    sandbox_host: str = "127.0.0.1"
    sandbox_data: Path = Path(".sandbox")
    sandbox_card_key: str = "sk_test_cecs_practice"
    sandbox_card_url: str = ""
    sandbox_webhook_url: str = ""
    sandbox_webhook_secret: str = "whsec_cecs_practice"
    sandbox_slow_seconds: float = 6
    sandbox_hung_seconds: float = 30
    sandbox_late_seconds: float = 60
    sandbox_authenticators: dict[str, str] = {}
    """Name to TOTP secret, as JSON: what /authenticator shows the codes of."""

    @property
    def inbox_url(self) -> str:
        return f"http://localhost:{self.inbox_port}"

    @property
    def card_url(self) -> str:
        """Where browsers reach the card company: the start of every session's url."""
        return self.sandbox_card_url.rstrip("/") or f"http://localhost:{self.card_port}"
