"""Forgot Username and Forgot Password, by mail."""

import re

from cecs_app.domain.certificate import CertificateKind
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator

NEW_PASSWORD = "copper lanterns beyond the ferry"


def test_the_username_comes_by_mail(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    educator.opens("/login")
    educator.follows("Forgot Username")
    educator.fills("Email Address", holder.email)
    educator.page.get_by_role("main").get_by_role("button").first.click()
    educator.reads("mail")
    assert educator.portal.inbox.mail(holder.email, "Username").fact("CECS Username") == holder.username
    educator.finds_no_barrier()


def test_a_new_temporary_password_opens_the_account_once(educator: Educator, phone: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    educator.opens("/login")
    educator.follows("Forgot Password")
    educator.fills("Email Address", holder.email)
    educator.page.get_by_role("main").get_by_role("button").first.click()
    mail = educator.portal.inbox.mail(holder.email, "Temporary")
    temporary = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", mail.text)
    assert temporary
    _logs_in(educator, holder.username, temporary[0])
    educator.sees_heading("Make your personal password")
    educator.fills("Temporary (Old) Password", temporary[0])
    educator.fills("New Password", NEW_PASSWORD)
    educator.fills("Confirm New Password", NEW_PASSWORD)
    educator.presses("Save and Continue")
    educator.sees_heading("Read and acknowledge")
    _logs_in(phone, holder.username, temporary[0])
    phone.reads("There is a problem")
    _logs_in(phone, holder.username, NEW_PASSWORD)
    phone.sees_heading("Read and acknowledge")


def _logs_in(educator: Educator, username: str, password: str) -> None:
    educator.opens("/login")
    educator.fills("Username", username)
    educator.fills("Password", password)
    educator.presses("Login")
