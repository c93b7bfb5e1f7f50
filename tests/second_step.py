"""An educator who has set up a second step of login, by the same services as her screens."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from cecs_app.db import second_factors
from cecs_app.domain.access import Browser, Stage
from cecs_app.domain.second_step import Way
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import authenticator, passkeys, prove
from cecs_app.services.second_step.prove import WrongSecondStep
from cecs_app.services.sessions import Begun
from tests.passkey_device import Device
from tests.people import HERE, Member, log_in, visitor

ELSEWHERE = Browser("198.51.100.7")
"""A stranger's: another network, a browser that she never used."""


def secret_of(deps: Deps, token: str) -> str:
    """As her authenticator reads it from the picture."""
    authenticator.begin(deps, token)
    return parse_qs(urlsplit(authenticator.get_authenticator(deps, token).address).query)["secret"][0]


def code_of(deps: Deps, secret: str, *, steps: int = 0) -> str:
    """Of now, or so many half minutes later."""
    return pyotp.TOTP(secret).at(int(deps.now().timestamp()) + 30 * steps)


def with_authenticator(deps: Deps, ada: Member) -> tuple[str, list[str]]:
    """Her secret and her recovery codes. Set up with the code of the step before: the one of now is still to use."""
    secret = secret_of(deps, ada.token)
    return secret, authenticator.confirm(deps, ada.token, code_of(deps, secret, steps=-1))


def with_passkey(deps: Deps, ada: Member, device: Device, name: str = "My phone") -> list[str]:
    """Her recovery codes, if they are her first."""
    return passkeys.add(deps, ada.token, name, device.makes(passkeys.offer(deps, ada.token)))


def waiting(deps: Deps, ada: Member, browser: Browser = HERE) -> str:
    """The cookie of a login whose second step is still to come."""
    begun = log_in(deps, ada.username, address=browser.address)
    assert begun.stage == Stage.PROVING
    return begun.token


def proves(deps: Deps, token: str, way: Way, answer: str, browser: Browser = HERE) -> Begun:
    return prove.prove(deps, token, browser, way, answer)


def is_in(deps: Deps, begun: Begun) -> bool:
    return visitor(deps, begun.token).stage > Stage.PROVING


def codes_left(deps: Deps, ada: Member) -> int:
    with deps.database.reading() as db:
        return second_factors.codes_left(db, ada.id)


def refused(deps: Deps, token: str, answer: str, way: Way = Way.AUTHENTICATOR, browser: Browser = HERE) -> None:
    with pytest.raises(WrongSecondStep):
        proves(deps, token, way, answer, browser)
    assert visitor(deps, token).stage == Stage.PROVING
