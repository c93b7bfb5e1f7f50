"""The mail server was away for two hours: all that waited is out within a minute of its return, each once.

With 2,000 mails in `make test-faults`; the portal asks at least every LONGEST_PAUSE_SECONDS whether it is back.
"""

from cecs_app.background import LONGEST_PAUSE_SECONDS
from cecs_app.db.tables import OutgoingMail
from cecs_app.services.deps import Deps
from cecs_app.services.outbox import BATCH
from tests.fakes import TestClock
from tests.people import all_of
from tests.waiting_mail import Postbox, free_port, running, seconds_to_deliver, two_hours_away

MAILS = 120


def test_all_that_waited_is_out_within_a_minute_each_once_and_the_oldest_first(deps: Deps, clock: TestClock) -> None:
    port, postbox = free_port(), Postbox()
    two_hours_away(deps, clock, port, MAILS)
    with running(postbox, port):
        seconds = seconds_to_deliver(deps, port)
    assert seconds + LONGEST_PAUSE_SECONDS < 60
    assert len(postbox.ids) == len(set(postbox.ids)) == MAILS
    assert {mail.status for mail in all_of(deps, OutgoingMail)} == {"sent"}
    turns = [int(one.removeprefix("<cecs-").split("-")[0]) for one in postbox.ids]
    assert max(abs(came - turn) for came, turn in enumerate(turns, 1)) <= BATCH, "as far as a few lines keep an order"
