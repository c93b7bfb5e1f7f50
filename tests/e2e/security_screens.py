"""The part of the walk over every screen that is about logins: where she is logged in, proving again, idling."""

from cecs_app.domain.access import Browser
from cecs_app.domain.certificate import CertificateKind
from cecs_app.services import sign_in
from tests.e2e import steps
from tests.e2e.accounts import PASSWORD, Holder, holder_of
from tests.e2e.desk import deps_of
from tests.e2e.every_screen import Witness
from tests.e2e.portal import Portal

ELSEWHERE = (
    Browser("198.51.100.7", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile Safari/604.1"),
    Browser(
        "2001:db8:85a3:8d3:1319:8a2e:370:7348", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Firefox/145.0"
    ),
)


def walk_the_logins(witness: Witness) -> None:
    holder = holder_of(witness.educator.portal, CertificateKind.PROFESSIONAL)
    logs_in_elsewhere(witness.educator.portal, holder)
    steps.logs_in(witness.educator, holder)
    for part in (logins, proof, idling):
        part(witness)


def logs_in_elsewhere(portal: Portal, holder: Holder) -> None:
    with deps_of(portal) as deps:
        for browser in ELSEWHERE:
            sign_in.sign_in(deps, holder.username, PASSWORD, browser)


def logins(witness: Witness) -> None:
    educator = witness.educator
    educator.opens("/profile/security")
    witness.takes("profile-security")
    educator.presses("End this login")
    educator.reads("That login is ended.")
    witness.takes("profile-security-ended")


def proof(witness: Witness) -> None:
    educator = witness.educator
    educator.opens("/prove-again?next=/profile/email")
    witness.takes("prove-again")
    educator.presses("Continue")
    educator.reads("There is a problem")
    witness.takes("prove-again-errors")


def idling(witness: Witness) -> None:
    """The warning as its script opens it; test_idle_login.py waits for it."""
    educator = witness.educator
    educator.opens("/certificates")
    educator.page.evaluate("document.getElementById('idle-warning').showModal()")
    educator.page.evaluate("document.querySelectorAll('[data-time]').forEach((place) => place.textContent = '2:30')")
    witness.takes("idle-warning")
    educator.page.evaluate("document.getElementById('idle-warning').dataset.last = ''")
    witness.takes("idle-warning-last")
    educator.opens("/login?idle=1")
    witness.takes("login-idle")
