"""The Bureau's staff to try the desk as: made up, with a password and authenticators that everybody knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from cecs_app.domain.staff import Role

PASSWORD = "copper kettle beneath the maple"


@dataclass(frozen=True)
class Colleague:
    """`authenticator` is her TOTP secret: the sandbox's page at /authenticator shows its codes."""

    username: str
    name: str
    role: Role
    authenticator: str

    @property
    def email(self) -> str:
        return f"{self.username}@bureau.example.test"


REVIEWER = Colleague("nbrightwater", "Nadia Brightwater", Role.REVIEWER, "PRACTICENADIAXKQ7JVW2MZ5HTC3RLYE")
SECOND_REVIEWER = Colleague("tfenwick", "Tobias Fenwick", Role.REVIEWER, "PRACTICETOBIASG4BDN6UXO2SWQ7KZJM")
CASHIER = Colleague("cpennington", "Carla Pennington", Role.CASHIER, "PRACTICECARLAH5VY3PEF2LTR6QGXUWB")
SUPERVISOR = Colleague("wsoto", "Winifred Soto", Role.SUPERVISOR, "PRACTICEWINIFREDM3OJ5CZD7AKHVNSY")
EVERYBODY = (REVIEWER, SECOND_REVIEWER, CASHIER, SUPERVISOR)


def authenticators() -> Mapping[str, str]:
    """By name."""
    return {one.name: one.authenticator for one in EVERYBODY}
