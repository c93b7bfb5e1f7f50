"""The screens of the second step of login: set up, asked for, removed."""

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.authenticators import App, Keeper, scans
from tests.e2e.second_step import logs_out, opens_security, reads_codes, types_her_password
from tests.e2e.witness import Witness


def second_step(witness: Witness) -> None:
    educator = witness.educator
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    keeper = Keeper.of(educator)
    logs_out(educator)
    steps.logs_in(educator, holder)
    opens_security(educator)
    witness.takes("profile-security")
    sets_up(witness)
    passkey(witness, keeper)
    logs_out(educator)
    types_her_password(educator, holder)
    witness.takes("login-second-step")
    educator.presses("Log in")
    educator.reads("There is a problem")
    witness.takes("login-second-step-errors")
    educator.page.get_by_text("I don't have it with me").click()
    educator.presses("Log in with a recovery code")
    educator.reads("There is a problem")
    witness.takes("login-second-step-recovery")
    educator.presses("Use your passkey")
    educator.presses("Acknowledge and Continue")
    removes(witness)


def sets_up(witness: Witness) -> None:
    educator = witness.educator
    educator.follows("Set up an authenticator app")
    educator.sees_heading("Set up an authenticator app")
    witness.takes("profile-security-authenticator")
    app = App(scans(educator))
    educator.presses("Set up")
    educator.reads("There is a problem")
    witness.takes("profile-security-authenticator-errors")
    educator.fills("Code", app.code())
    educator.presses("Set up")
    reads_codes(educator)
    witness.takes("recovery-codes")
    educator.follows("I have kept them")
    educator.follows("Make new recovery codes")
    educator.sees_heading("Make new recovery codes")
    witness.takes("profile-security-codes")


def passkey(witness: Witness, keeper: Keeper) -> None:
    educator = witness.educator
    opens_security(educator)
    educator.follows("Add a passkey")
    educator.sees_heading("Add a passkey")
    witness.takes("profile-security-passkey")
    keeper.knows_her(False)
    educator.presses("Make the passkey")
    educator.reads("Nothing came from your passkey.")
    witness.takes("profile-security-passkey-nothing")
    keeper.knows_her(True)
    educator.presses("Make the passkey")
    educator.reads("Your passkey is added.")
    witness.takes("profile-security-on")


def removes(witness: Witness) -> None:
    educator = witness.educator
    for name in ("authenticator", "passkey"):
        opens_security(educator)
        educator.follows("Remove")
        educator.reads("Remove it")
        witness.takes(f"profile-security-remove-{name}")
        educator.presses("Remove it")
        educator.reads("is removed. We mailed you about it.")
