"""Somebody of the staff who can log in: hired and set up by the same services as in life."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pyotp

from cecs_app.domain.access import Browser
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions, setup, sign_in, staff
from cecs_app.services.desk.sessions import Begun
from cecs_app.services.desk.staff import Hiring, SetUp

STAFF_PASSWORD = "amber fields beyond the quay"
WRONG_PASSWORD = "umbrella fields beyond the quay"
OFFICE = Browser("203.0.113.9")
BY = "the installer"


@dataclass(frozen=True)
class Employee:
    """`token` is the cookie of the login that her setup began."""

    clerk: Clerk
    secret: str
    token: str

    @property
    def username(self) -> str:
        return self.clerk.username


def hire(deps: Deps, *roles: Role, name: str = "Rita", ein: str = "") -> SetUp:
    hiring = Hiring(name.lower(), f"{name} Desk", f"{name.lower()}@bureau.example", frozenset(roles), ein)
    return staff.add(deps, hiring, BY)


def employed(deps: Deps, *roles: Role, name: str = "Rita", ein: str = "") -> Employee:
    """She set up with the code of the step before: the one of now is still hers to use."""
    return set_up(deps, hire(deps, *roles or (Role.REVIEWER,), name=name, ein=ein))


def set_up(deps: Deps, hired: SetUp) -> Employee:
    token = setup.begin(deps, hired.username, hired.setup_code, OFFICE).token
    secret = secret_of(deps, token)
    begun = setup.finish(
        deps, token, new=STAFF_PASSWORD, confirmation=STAFF_PASSWORD, code=code_of(deps, secret, minutes=-0.5)
    )
    return Employee(begun.clerk, secret, begun.token)


def secret_of(deps: Deps, setup_token: str) -> str:
    """As her authenticator reads it from the picture."""
    return parse_qs(urlsplit(setup.get_authenticator(deps, setup_token).address).query)["secret"][0]


def code_of(deps: Deps, secret: str, *, minutes: float = 0) -> str:
    return pyotp.TOTP(secret).at(int(deps.now().timestamp() + 60 * minutes))


def log_in(
    deps: Deps, rita: Employee, *, password: str = STAFF_PASSWORD, code: str | None = None, device: str = ""
) -> Begun:
    browser = Browser(OFFICE.address, device=device)
    return sign_in.sign_in(deps, rita.username, password, code or code_of(deps, rita.secret), browser)


def is_in(deps: Deps, token: str) -> bool:
    return sessions.find_clerk(deps, token, is_working=False) is not None
