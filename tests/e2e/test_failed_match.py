"""What an educator typed doesn't match her record: a person decides, and she is told what she can do and by when."""

import uuid

from cecs_app.practice import people
from cecs_app.practice.staff import REVIEWER
from tests.e2e import bureau
from tests.e2e.bureau import Sit
from tests.e2e.educator import Educator
from tests.e2e.test_first_time_account import creates_an_account, logs_in_with_the_two_mails

at_desk = bureau.at_desk


def registers(educator: Educator, person: people.Person, last_name: str) -> str:
    email = f"{uuid.uuid4().hex[:8]}@example.test"
    creates_an_account(educator, email, person.first_name, last_name)
    logs_in_with_the_two_mails(educator, email)
    educator.fills("SSN", person.ssn)
    educator.fills_date(str(person.born.month), str(person.born.day), str(person.born.year))
    educator.presses("Register")
    return email


def test_another_last_name_becomes_a_claim_without_saying_which_fact_differed(educator: Educator) -> None:
    registers(educator, people.CLAIMS, people.CLAIMS.last_name)
    educator.reads("A person")
    said = educator.page.get_by_role("main").inner_text()
    assert people.CLAIMS_RECORDED_AS not in said
    assert people.CLAIMS.ein not in said
    educator.finds_no_barrier()


def test_a_record_with_an_account_looks_the_same_and_its_owner_is_mailed(educator: Educator) -> None:
    registers(educator, people.RETURNS, people.RETURNS.last_name)
    educator.reads("A person")
    assert people.RETURNS.ein not in educator.page.get_by_role("main").inner_text()
    assert educator.portal.inbox.mail(people.EMAIL, "record")


def test_a_malformed_ssn_and_an_impossible_date_are_explained_and_the_rest_is_kept(educator: Educator) -> None:
    email = f"{uuid.uuid4().hex[:8]}@example.test"
    creates_an_account(educator, email, "Ada", "Quayle")
    logs_in_with_the_two_mails(educator, email)
    educator.fills("SSN", "12-34")
    educator.fills_date("2", "30", "1985")
    educator.presses("Register")
    educator.reads("An SSN has nine digits.")
    educator.reads("This month has fewer days.")
    assert educator.page.get_by_label("Year", exact=True).input_value() == "1985"
    educator.finds_no_barrier()


def test_a_reviewer_compares_and_links_and_she_goes_on_to_her_certificates(educator: Educator, at_desk: Sit) -> None:
    email = registers(educator, people.CLAIMS, people.CLAIMS.last_name)
    educator.reads("A person")
    reference = educator.portal.inbox.mail(email, "We are looking for").fact("Reference")

    reviewer = at_desk(REVIEWER)
    reviewer.opens("/desk/claims")
    reviewer.reads(reference)
    reviewer.finds_no_barrier()
    reviewer.opens(f"/desk/claims/{reference}")
    reviewer.sees_heading("EIN claim")
    reviewer.reads(people.CLAIMS_RECORDED_AS)
    reviewer.finds_no_barrier()
    assert people.CLAIMS.ssn not in reviewer.page.content()
    reviewer.follows("Link to this record")
    reviewer.sees_heading("Link the account to this record?")
    reviewer.page.locator("textarea").fill("The marriage certificate that she sent by post.")
    reviewer.finds_no_barrier()
    reviewer.presses("Link to this record")
    reviewer.reads("Decided")

    assert (
        educator.portal.inbox.mail(email, "We found").fact("Educator Identification Number (EIN)") == people.CLAIMS.ein
    )
    educator.opens("/register")
    educator.follows("Continue")
    educator.sees_heading("Read and acknowledge")
    educator.presses("Acknowledge and Continue")
    educator.sees_heading("Your certificates")
    educator.reads("Professional Educator")
