"""A walk over every screen of the Bureau's desk, in its states, by somebody who has all roles there."""

from datetime import timedelta

from cecs_app.domain.application import Status
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.staff import Role
from cecs_app.practice.staff import SUPERVISOR
from cecs_app.services.desk import staff
from cecs_app.services.desk.staff import Hiring
from tests.e2e import bureau, desk, meanwhile
from tests.e2e.accounts import HER_SSN, filed_continuation, holder_of, signed_renewal, with_number
from tests.e2e.desk import STAFF_PASSWORD, Clerk
from tests.e2e.witness import Witness

SEEN_ONLY = (Status.AWAITING_PAYMENT, Status.WAITING_REVIEW, Status.ISSUED, Status.DENIED, Status.WITHDRAWN)
LISTS = {"open": "status=open", "decided": "status=decided", "found": "find=a", "nothing": "find=zzzzzz"}
REASON = "The statement of experience covers two years. The rule asks for three."


def walk_the_desk(witness: Witness) -> None:
    at_the_door(witness)
    clerk = desk.hired(witness.educator.portal, *Role)
    bureau.sits_down(witness.educator, clerk.username)
    for part in (queue, cases, asking, deciding, supervising, claims, mail, figures):
        part(witness)
    social_security_number(witness, clerk)
    supervisor_alone(witness)


def at_the_door(witness: Witness) -> None:
    who = witness.educator
    who.opens("/desk/login")
    witness.takes("desk-login")
    who.presses("Log in")
    who.reads("There is a problem")
    witness.takes("desk-login-errors")
    who.opens("/desk/setup")
    witness.takes("desk-setup")
    with desk.deps_of(who.portal) as deps:
        hiring = Hiring("newcomer", "Nora Comer", "newcomer@bureau.example.test", frozenset({Role.REVIEWER}), "")
        given = staff.add(deps, hiring, "the walk")
    who.fills("Username", given.username)
    who.fills("Setup code", given.setup_code)
    who.presses("Begin")
    who.reads("1. Scan this with your authenticator")
    witness.takes("desk-setup-authenticator")


def queue(witness: Witness) -> None:
    who = witness.educator
    who.opens("/desk")
    witness.takes("desk-queue")
    who.page.keyboard.press("?")
    who.reads("Keys of the queue")
    witness.takes("desk-queue-keys")
    for name, asked in LISTS.items():
        who.opens(f"/desk?{asked}")
        witness.takes(f"desk-queue-{name}")
    who.opens("/desk/not-your-duty")
    witness.takes("desk-not-your-duty")


def cases(witness: Witness) -> None:
    """As the practice desk has them: on nobody's desk, or on a colleague's."""
    for status in SEEN_ONLY:
        with desk.deps_of(witness.educator.portal) as deps:
            reference = meanwhile.application_in(deps, status)
        witness.educator.opens(f"/desk/applications/{reference}")
        witness.takes(f"desk-case-{status.replace('_', '-')}")


def asking(witness: Witness) -> None:
    who = witness.educator
    holder = holder_of(who.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(who.portal, holder)
    bureau.opens_case(who, reference, holder.name)
    witness.takes("desk-case-submitted")
    bureau.claims(who, reference, holder.name)
    witness.takes("desk-case-in-review")
    who.opens(f"/desk/applications/{reference}/ask")
    witness.takes("desk-ask")
    who.presses("Read the letter")
    who.reads("There is a problem")
    witness.takes("desk-ask-errors")
    who.page.get_by_label("Official transcript", exact=True).check()
    who.presses("Read the letter")
    who.reads("This is the letter")
    witness.takes("desk-ask-letter")
    who.presses("Send the letter")
    who.reads("Reviewed: Missing Credentials")
    witness.takes("desk-case-missing-credentials")
    who.presses("It came by post")
    who.page.locator("#items summary").first.click()
    witness.takes("desk-case-items")


def deciding(witness: Witness) -> None:
    who = witness.educator
    holder = holder_of(who.portal, CertificateKind.PROFESSIONAL)
    reference = filed_continuation(who.portal, holder)
    bureau.claims(who, reference, holder.name)
    for page in ("approve", "deny", "hold"):
        who.opens(f"/desk/applications/{reference}/{page}")
        witness.takes(f"desk-{page}")
    who.presses("Put on hold")
    who.reads("There is a problem")
    witness.takes("desk-hold-errors")
    who.opens(f"/desk/applications/{reference}/deny")
    who.fills("Why is it denied?", REASON)
    who.presses("Preview the letter")
    who.reads("You may appeal through")
    witness.takes("desk-deny-letter")
    puts_on_hold(witness, reference)


def puts_on_hold(witness: Witness, reference: str) -> None:
    who = witness.educator
    who.opens(f"/desk/applications/{reference}/hold")
    who.fills("What is waited for?", "An answer of the certification office of Rhode Island.")
    with desk.deps_of(who.portal) as deps:
        who.fills("On hold until", (deps.today() + timedelta(days=14)).isoformat())
    who.presses("Put on hold")
    who.reads("It is on hold until")
    witness.takes("desk-case-on-hold")
    who.opens(f"/desk/applications/{reference}/resume")
    witness.takes("desk-resume")


def supervising(witness: Witness) -> None:
    who = witness.educator
    holder = holder_of(who.portal, CertificateKind.PROFESSIONAL)
    issued = filed_continuation(who.portal, holder)
    meanwhile.approves(who.portal, issued)
    with desk.deps_of(who.portal) as deps:
        twice, appealed = (meanwhile.application_in(deps, one) for one in (Status.SECOND_LOOK, Status.APPEALED))
    for page, reference in (("second-look", twice), ("appeal", appealed), ("undo", issued)):
        who.opens(f"/desk/applications/{reference}")
        witness.takes(f"desk-case-{page}")
        who.opens(f"/desk/applications/{reference}/{page}")
        witness.takes(f"desk-{page}")
    who.presses("Undo the decision")
    who.reads("There is a problem")
    witness.takes("desk-undo-errors")


def claims(witness: Witness) -> None:
    who = witness.educator
    with desk.deps_of(who.portal) as deps:
        reference, ein = meanwhile.claim_with_a_candidate(deps)
    who.opens("/desk/claims")
    witness.takes("desk-claims")
    who.opens(f"/desk/claims/{reference}")
    witness.takes("desk-claim")
    for page in (f"link/{ein}", "refuse", "ask", "ssn", "apart"):
        who.opens(f"/desk/claims/{reference}/{page}")
        witness.takes(f"desk-claim-{page.split('/')[0]}")
    who.presses("Give a new EIN")
    who.reads("There is a problem")
    witness.takes("desk-claim-errors")
    who.fills("Why it is none of them", "She was seen at the counter, with her passport.")
    who.presses("Give a new EIN")
    who.reads("When and by whom")
    witness.takes("desk-claim-decided")
    who.opens("/desk/claims?tab=decided")
    witness.takes("desk-claims-decided")


def mail(witness: Witness) -> None:
    who = witness.educator
    reference = signed_renewal(who.portal, holder_of(who.portal, CertificateKind.INITIAL))
    who.opens("/desk/cashier")
    witness.takes("desk-cashier")
    who.opens(f"/desk/cashier/envelope/{reference}")
    witness.takes("desk-envelope")
    who.presses("The name agrees: record it")
    who.reads("There is a problem")
    witness.takes("desk-envelope-errors")
    who.page.get_by_label("Money order").check()
    who.fills("Number printed on it", "MO-5507-11")
    who.fills("Amount in dollars", "300")
    who.presses("The name agrees: record it")
    who.reads("Only $200.00 is owed.")
    witness.takes("desk-envelope-too-much")
    who.fills("Amount in dollars", "200")
    who.presses("The name agrees: record it")
    who.reads("Recorded:")
    witness.takes("desk-cashier-recorded")
    who.follows("Wrong? Take it back")
    who.sees_heading("Take this entry back?")
    witness.takes("desk-take-back")
    who.page.get_by_label("It was recorded in error").check()
    who.presses("Take it back")
    who.sees_heading("Mailed payments of one day")
    witness.takes("desk-cashier-day")
    who.opens("/desk/cashier/differences")
    witness.takes("desk-differences")


def figures(witness: Witness) -> None:
    for page in ("reports", "reports/money"):
        witness.educator.opens(f"/desk/{page}")
        witness.takes(f"desk-{page.replace('/', '-')}")


def social_security_number(witness: Witness, clerk: Clerk) -> None:
    who = witness.educator
    holder = holder_of(who.portal, CertificateKind.PROFESSIONAL)
    with_number(who.portal, holder)
    reference = filed_continuation(who.portal, holder)
    who.opens(f"/desk/applications/{reference}/ssn")
    witness.takes("desk-ssn")
    who.presses("Show the SSN")
    who.reads("There is a problem")
    witness.takes("desk-ssn-errors")
    who.page.get_by_role("radio").first.check()
    who.fills("Password", STAFF_PASSWORD)
    who.fills("Code", clerk.code())
    who.presses("Show the SSN")
    who.reads(HER_SSN)
    witness.takes("desk-ssn-shown")


def supervisor_alone(witness: Witness) -> None:
    """Who does not review: she looks at decisions, and gives what is nobody's."""
    who = witness.educator
    reference = filed_continuation(who.portal, holder_of(who.portal, CertificateKind.PROFESSIONAL))
    bureau.sits_down(who, SUPERVISOR.username)
    for name, path in (("queue", "/desk"), ("case", f"/desk/applications/{reference}")):
        who.opens(path)
        witness.takes(f"desk-{name}-supervisor")
