"""Takes a picture of every screen at three widths, and in the dark: `make pictures`, then look at them."""

import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from cecs_app.domain.certificate import CertificateKind
from cecs_app.practice import people
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.browser import chromium
from tests.e2e.educator import Educator
from tests.e2e.portal import running_portal
from tests.e2e.test_first_time_account import creates_an_account, logs_in_with_the_two_mails

WIDTHS = (360, 768, 1280)
PUBLIC = ("create-account", "login", "forgot-username", "forgot-password", "privacy", "not-found")


@dataclass
class Camera:
    educator: Educator
    folder: Path
    taken: int = 0

    def takes(self, name: str) -> None:
        self.educator.settles()
        self.taken += 1
        for width in WIDTHS:
            self._at(width, f"{self.taken:02d}-{name}-{width}")
        self.educator.page.emulate_media(color_scheme="dark")
        self._at(768, f"{self.taken:02d}-{name}-dark")
        self.educator.page.emulate_media(color_scheme="light")

    def _at(self, width: int, name: str) -> None:
        self.educator.page.set_viewport_size({"width": width, "height": 800})
        self.educator.page.screenshot(path=str(self.folder / f"{name}.png"), full_page=True)


def public_pages(camera: Camera) -> None:
    camera.educator.opens("/")
    camera.takes("landing")
    for name in PUBLIC:
        camera.educator.opens(f"/{name}")
        camera.takes(name)


def first_time(camera: Camera) -> None:
    educator, person = camera.educator, people.CLAIMS
    email = f"{uuid.uuid4().hex[:8]}@example.test"
    educator.opens("/create-account")
    educator.presses("Submit")
    educator.reads("There is a problem")
    camera.takes("create-account-errors")
    creates_an_account(educator, email, person.first_name, person.last_name)
    camera.takes("check-your-email")
    logs_in_with_the_two_mails(educator, email)
    camera.takes("register")
    educator.fills("SSN", person.ssn)
    educator.fills_date(str(person.born.month), str(person.born.day), str(person.born.year))
    educator.presses("Register")
    educator.reads("A person")
    camera.takes("register-claim")
    educator.opens("/new-password")
    camera.takes("new-password")
    educator.presses("Log out")


def renewal(camera: Camera) -> None:
    educator = camera.educator
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    educator.opens("/login")
    educator.fills("Username", holder.username)
    educator.fills("Password", steps.PASSWORD)
    educator.presses("Login")
    educator.sees_heading("Read and acknowledge")
    camera.takes("acknowledge")
    educator.presses("Acknowledge and Continue")
    educator.sees_heading("Your certificates")
    camera.takes("certificates")
    educator.page.locator("summary").first.click()
    camera.takes("certificates-others")
    educator.presses("Choose: Renewal,")
    educator.sees_heading("Before you begin")
    camera.takes("start")
    educator.presses("Begin")
    answers(camera)
    camera.takes("check")
    educator.follows("Continue to sign")
    educator.sees_heading("Sign and submit")
    camera.takes("sign")
    reference = educator.page.url.split("/")[-2]
    educator.opens(f"/applications/{reference}/check")
    steps.checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Pay the fee")
    camera.takes("pay")
    pays(camera, reference)


def answers(camera: Camera) -> None:
    educator = camera.educator
    educator.sees_heading("Your details")
    educator.presses("Save and continue")
    educator.reads("There is a problem")
    camera.takes("details-errors")
    steps.gives_details(educator)
    educator.sees_heading("Your service")
    camera.takes("service")
    educator.chooses("Yes")
    educator.presses("Save and continue")
    educator.sees_heading("Another application fits your answer")
    camera.takes("change")
    educator.follows("Change my answer")
    steps.says_of_her_service(educator, "No, never")
    educator.sees_heading("Conduct questions")
    educator.page.get_by_label("Yes", exact=True).first.check()
    camera.takes("conduct")
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")


def pays(camera: Camera, reference: str) -> None:
    educator = camera.educator
    educator.presses("Pay later by mail")
    educator.sees_heading("Pay by mail")
    camera.takes("slip")
    educator.opens("/applications")
    camera.takes("applications")
    educator.opens(f"/applications/{reference}/receipt")
    camera.takes("receipt-waits")
    educator.opens(f"/applications/{reference}/withdraw")
    camera.takes("withdraw")
    educator.opens(f"/applications/{reference}/pay")
    educator.presses("Pay $200.00 by card now")
    educator.page.get_by_label("Card number").wait_for()
    camera.takes("card-page")
    steps.pays_on_the_card_page(educator, "4111 1111 1111 1111")
    educator.reads("Only credit cards are accepted")
    camera.takes("pay-refused")
    educator.follows("Choose how to pay")
    educator.presses("Pay $200.00 by card now")
    steps.pays_on_the_card_page(educator, "4242 4242 4242 4242")
    educator.sees_heading("Your receipt")
    camera.takes("receipt")
    educator.opens(f"/applications/{reference}/status")
    camera.takes("status")


def endorsement_and_profile(camera: Camera) -> None:
    educator = camera.educator
    educator.opens("/certificates")
    educator.page.locator("summary").first.click()
    educator.presses("Choose: Added endorsement,")
    educator.presses("Begin")
    steps.gives_details(educator)
    educator.sees_heading("Endorsements to add")
    educator.page.locator("summary").first.click()
    camera.takes("endorsements")
    for name in ("profile", "profile/contact", "profile/last-name", "profile/email", "confirm-email"):
        educator.opens(f"/{name}")
        camera.takes(name.replace("/", "-"))
    educator.opens("/something-went-wrong")
    camera.takes("something-went-wrong")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_portal(Path(data), '["en"]') as portal, chromium() as browser:
        camera = Camera(Educator.arrive(browser.new_context(), portal), folder)
        for part in (public_pages, first_time, renewal, endorsement_and_profile):
            part(camera)
    print(f"{camera.taken} screens in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
