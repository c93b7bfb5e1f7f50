"""The people to try the portal as. README and `make run` name them; the rest of the registry is in registry.py."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Person:
    """What to type on /register, and what will come of it."""

    ein: str
    ssn: str
    first_name: str
    last_name: str
    born: date
    try_for: str


CONTINUES = Person(
    ein="2000000001",
    ssn="734-01-1001",
    first_name="Teresa",
    last_name="Almeida",
    born=date(1979, 5, 17),
    try_for="Professional, window open: continued at no fee",
)
RENEWS = Person(
    ein="2000000002",
    ssn="735-01-1002",
    first_name="Marcus",
    last_name="Whitfield",
    born=date(1991, 11, 3),
    try_for="Initial, window open: renewal $200.00, advancement $375.00",
)
CLAIMS = Person(
    ein="2000000003",
    ssn="736-01-1003",
    first_name="Eleanor",
    last_name="Castellano",
    born=date(1984, 2, 29),
    try_for="on record under another last name: becomes a claim, which a person decides",
)
"""Her record says Brandt: she married since and nobody was told."""
CLAIMS_RECORDED_AS = "Brandt"

TO_REGISTER = (CONTINUES, RENEWS, CLAIMS)

RETURNS = Person(
    ein="2000000004",
    ssn="737-01-1004",
    first_name="Denise",
    last_name="Okafor",
    born=date(1972, 8, 8),
    try_for="has an account already: log in",
)
USERNAME = "dokafor2468"
PASSWORD = "lantern river copper bridge"
EMAIL = "denise.okafor@example.test"
