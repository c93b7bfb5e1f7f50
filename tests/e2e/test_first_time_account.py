"""The seed's steps for first time users, up to the box with the certificate information."""

import re
import uuid

import pytest

from cecs_app.practice import people
from tests.e2e.educator import Educator

PASSWORD = "seven quiet harbors under snow"


def creates_an_account(educator: Educator, email: str, first_name: str, last_name: str) -> None:
    educator.opens("/")
    educator.follows("Create an Account on the C.E.C.S.")
    educator.fills("Last Name", last_name)
    educator.fills("First Name", first_name)
    educator.fills("Email Address", email)
    educator.fills("Verify Email Address", email)
    educator.presses("Submit")
    educator.sees_heading("Check your email")


def logs_in_with_the_two_mails(educator: Educator, email: str) -> None:
    inbox = educator.portal.inbox
    username = inbox.mail(email, "Username").fact("CECS Username")
    second = inbox.mail(email, "Temporary")
    temporary = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", second.text)
    assert temporary
    educator.opens("/login")
    educator.fills("Username", username)
    educator.fills("Password", temporary[0])
    educator.presses("Login")
    educator.sees_heading("Make your personal password")
    educator.fills("Temporary (Old) Password", temporary[0])
    educator.fills("New Password", PASSWORD)
    educator.fills("Confirm New Password", PASSWORD)
    educator.presses("Save and Continue")
    educator.sees_heading("Find your certification record")


@pytest.mark.parametrize("at", ["desk", "phone"])
def test_a_new_user_comes_from_the_landing_page_to_her_certificates(
    educator: Educator, phone: Educator, at: str
) -> None:
    person = people.CONTINUES if at == "desk" else people.RENEWS
    visitor = educator if at == "desk" else phone
    email = f"{uuid.uuid4().hex[:8]}@example.test"
    creates_an_account(visitor, email, person.first_name, person.last_name)
    visitor.finds_no_barrier()
    logs_in_with_the_two_mails(visitor, email)
    visitor.finds_no_barrier()
    visitor.fills("SSN", person.ssn)
    visitor.fills_date(str(person.born.month), str(person.born.day), str(person.born.year))
    visitor.presses("Register")
    visitor.reads(person.ein)
    visitor.follows("Continue")
    visitor.sees_heading("Read and acknowledge")
    visitor.finds_no_barrier()
    visitor.presses("Acknowledge and Continue")
    visitor.sees_heading("Your certificates")
    visitor.reads(person.ein)
    visitor.finds_no_barrier()
    visitor.opens("/applications")
    visitor.sees_heading("Applications")
    visitor.finds_no_barrier()
    visitor.opens("/profile")
    visitor.sees_heading("Profile")
    visitor.finds_no_barrier()
    visitor.follows("Change your contact details")
    visitor.fills("Phone (optional)", "860 555 0100")
    visitor.presses("Save")
    visitor.reads("Your contact details are saved.")
