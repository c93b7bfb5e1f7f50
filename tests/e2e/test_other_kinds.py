"""The other kinds of application: advancement, extension, added endorsement, duplicate."""

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.educator import Educator


def opens_the_other_applications(educator: Educator) -> None:
    educator.page.get_by_role("group").filter(has_text="Other applications").locator("summary").first.click()


def test_an_initial_certificate_advances_after_fifty_school_months(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.logs_in(educator, holder)
    opens_the_other_applications(educator)
    steps.begins(educator, "Advancement")
    steps.gives_details(educator)
    educator.sees_heading("Your service")
    educator.reads("The rule asks for at least 50.")
    educator.fills("School months served under this certificate", "49")
    for box in educator.page.get_by_role("checkbox").all():
        box.check()
    educator.presses("Save and continue")
    educator.reads("These are fewer than the rule asks for.")
    educator.finds_no_barrier()
    educator.fills("School months served under this certificate", "50")
    educator.presses("Save and continue")
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")
    educator.reads("$375.00")


def test_who_has_served_is_led_to_the_extension(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.INITIAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Renewal")
    steps.gives_details(educator)
    steps.says_of_her_service(educator, "Yes")
    educator.sees_heading("Another application fits your answer")
    educator.reads("Extension is for you, not Renewal.")
    educator.presses("Change to: Extension")
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")
    educator.reads("No fee")


def test_two_endorsements_are_priced_each(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_the_other_applications(educator)
    steps.begins(educator, "Added endorsement")
    steps.gives_details(educator)
    educator.sees_heading("Endorsements to add")
    educator.page.locator("summary").first.click()
    educator.page.get_by_label("015 English 7-12").check()
    educator.page.get_by_label("030 Biology 7-12").check()
    educator.presses("Save and continue")
    steps.answers_no_to_every_question(educator)
    educator.sees_heading("Check your answers")
    educator.reads("015 English 7-12; 030 Biology 7-12")
    educator.reads("$200.00")


def test_a_duplicate_costs_fifty_dollars(educator: Educator) -> None:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    opens_the_other_applications(educator)
    steps.begins(educator, "Duplicate certificate")
    steps.gives_details(educator)
    steps.answers_no_to_every_question(educator)
    steps.checks_signs_and_submits(educator, holder.name)
    educator.sees_heading("Pay the fee")
    educator.reads("$50.00")
    educator.reads("All of it is the review fee, which is not refunded.")
