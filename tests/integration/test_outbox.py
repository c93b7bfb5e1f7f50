"""Mail leaves by the outbox: nothing is lost while the server is away, and nothing leaves twice."""

import asyncio
import re
from email.message import EmailMessage

import pytest

from cecs_app.db.tables import OutgoingMail
from cecs_app.gateways.mail import ServerAway
from cecs_app.services import outbox
from cecs_app.services.deps import Deps
from cecs_app.words.letters.account import username as username_letter
from tests.fakes import TestClock
from tests.fakes_mail import FakeMailer, body
from tests.people import all_of, ask_account, log_in

TWO_MAILS = ["Your CECS Username (email 1 of 2)", "Your CECS Temporary Password (email 2 of 2)"]


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


def statuses(deps: Deps) -> list[str]:
    return [mail.status for mail in all_of(deps, OutgoingMail)]


def test_both_mails_of_a_new_account_go_out_once(deps: Deps, mailer: FakeMailer, clock: TestClock) -> None:
    ask_account(deps)
    assert mailer.deliver(deps) == 2
    for _ in range(3):
        clock.forward(minutes=10)
        assert mailer.deliver(deps) == 0
    assert sorted(mailer.subjects) == sorted(TWO_MAILS)


def test_a_mail_is_text_and_html_from_the_bureau_to_one_person(deps: Deps, mailer: FakeMailer) -> None:
    ask_account(deps)
    mailer.deliver(deps)
    for message in mailer.received:
        assert message["To"] == "ada@example.org"
        assert message["From"] == "Connecticut Educator Certification <no-reply@cecs.example>"
        assert message["Date"] == "Fri, 15 Jan 2027 17:00:00 +0000"
        assert message.get_content_type() == "multipart/alternative"
        assert "Dear Ada" in body(message, "plain")
        assert "Dear Ada" in body(message, "html")


def test_what_arrives_opens_the_account(deps: Deps, mailer: FakeMailer) -> None:
    ask_account(deps)
    mailer.deliver(deps)
    text = "\n".join(body(message, "plain") for message in mailer.received)
    username = re.findall(r"^ {4}(alovelace\d+)$", text, re.MULTILINE)
    password = re.findall(r"^ {4}(\S{4}-\S{4}-\S{4}-\S{4})$", text, re.MULTILINE)
    log_in(deps, *username, *password)


def test_a_server_away_at_sign_up_loses_nothing(deps: Deps, mailer: FakeMailer, clock: TestClock) -> None:
    mailer.is_down = True
    ask_account(deps)
    ask_account(deps, "bob@example.org", "Bob", "Builder", browser="another browser")
    for _ in range(90):
        assert mailer.deliver(deps) == 0
        clock.forward(minutes=1)
    mailer.is_down = False
    assert mailer.deliver(deps) == 4
    clock.forward(minutes=10)
    assert mailer.deliver(deps) == 0
    assert sorted(mailer.subjects) == sorted(TWO_MAILS * 2)
    assert statuses(deps) == ["sent"] * 4


def test_a_server_that_is_back_gets_the_mail_within_a_minute(deps: Deps, mailer: FakeMailer, clock: TestClock) -> None:
    mailer.is_down = True
    ask_account(deps)
    for _ in range(60):
        mailer.deliver(deps)
        clock.forward(minutes=1)
    mailer.deliver(deps)
    mailer.is_down = False
    clock.forward(minutes=1)
    assert mailer.deliver(deps) == 2


def test_a_server_that_takes_nothing_now_is_asked_less_and_less_often(
    deps: Deps, mailer: FakeMailer, clock: TestClock
) -> None:
    mailer.is_busy = True
    ask_account(deps)
    for _ in range(120):
        mailer.deliver(deps)
        clock.forward(seconds=1)
    tries = [mail.tries for mail in all_of(deps, OutgoingMail)]
    assert tries == [8, 8], "after 0, 1, 3, 7, 15, 31, 61 and 91 seconds"


def test_while_the_server_is_away_no_mail_loses_its_place(deps: Deps, mailer: FakeMailer, clock: TestClock) -> None:
    """It is not the mails' fault: they are due all the time, so the first call that is answered takes them all."""
    mailer.is_down = True
    for n in range(15):
        ask_account(deps, f"somebody{n}@example.org", browser=f"browser {n}")
        clock.forward(seconds=1)
    for _ in range(10):
        mailer.deliver(deps)
    assert {mail.tries for mail in all_of(deps, OutgoingMail)} == {0}
    mailer.is_down = False
    assert mailer.deliver(deps) == 30
    assert [message["Date"] for message in mailer.received] == sorted(one["Date"] for one in mailer.received)


def test_a_server_that_is_away_is_called_by_no_more_lines_than_usual(deps: Deps, mailer: FakeMailer) -> None:
    mailer.is_down = True
    for n in range(15):
        ask_account(deps, f"somebody{n}@example.org", browser=f"browser {n}")
    mailer.deliver(deps)
    assert mailer.calls == outbox.LINES


def test_a_line_that_breaks_leaves_the_rest_to_the_others(deps: Deps) -> None:
    class Flaky(FakeMailer):
        async def send(self, message: EmailMessage) -> None:
            if self.calls == 1 and len(self.received) == 3:
                self.is_down = True
                raise ServerAway("421 closing")
            await super().send(message)

    mailer = Flaky()
    for n in range(5):
        ask_account(deps, f"somebody{n}@example.org", browser=f"browser {n}")
    mailer.deliver(deps)
    mailer.is_down = False
    mailer.deliver(deps)
    assert statuses(deps) == ["sent"] * 10
    assert len({message["Message-ID"] for message in mailer.received}) == len(mailer.received) == 10


def test_what_waits_for_a_slow_server_is_left_before_its_lease_ends(deps: Deps, clock: TestClock) -> None:
    """Another worker may take it then, and it must not leave twice."""

    class Slow(FakeMailer):
        async def send(self, message: EmailMessage) -> None:
            clock.forward(seconds=10)
            await super().send(message)

    slow, other = Slow(), FakeMailer()
    for n in range(5):
        ask_account(deps, f"somebody{n}@example.org", browser=f"browser {n}")
    assert slow.deliver(deps) == 5
    clock.forward(seconds=15)
    assert other.deliver(deps) == 5
    assert len({message["Message-ID"] for message in (*slow.received, *other.received)}) == 10


def test_workers_at_the_same_time_send_each_mail_once(deps: Deps, mailer: FakeMailer) -> None:
    async def race() -> int:
        return sum(await asyncio.gather(*(outbox.deliver_due(deps, mailer) for _ in range(4))))

    for n in range(5):
        ask_account(deps, f"somebody{n}@example.org", browser=f"browser {n}")
    assert asyncio.run(race()) == 10
    assert len(mailer.received) == len({message["Message-ID"] for message in mailer.received}) == 10


def test_a_worker_that_dies_leaves_its_mail_to_the_next(deps: Deps, mailer: FakeMailer, clock: TestClock) -> None:
    class Dying(FakeMailer):
        async def send(self, message: object) -> None:
            raise RuntimeError("the process ends here")

    ask_account(deps)
    with pytest.raises(RuntimeError):
        Dying().deliver(deps)
    assert mailer.deliver(deps) == 0, "it may still be at it"
    clock.forward(minutes=1)
    assert mailer.deliver(deps) == 2


def test_a_mail_sent_again_after_a_crash_bears_the_same_id(
    deps: Deps, mailer: FakeMailer, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("taken, but not yet noted")

    ask_account(deps)
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "_sent", crash)
        with pytest.raises(RuntimeError):
            mailer.deliver(deps)
    clock.forward(minutes=1)
    mailer.deliver(deps)
    ids = [message["Message-ID"] for message in mailer.received]
    assert (len(ids), len(set(ids))) == (4, 2), "a receiver can drop the second of each"


def test_a_mailbox_that_does_not_exist_stops_nobody_elses_mail(
    deps: Deps, mailer: FakeMailer, clock: TestClock
) -> None:
    mailer.refused.add("nobody@example.org")
    ask_account(deps, "nobody@example.org", browser="one")
    ask_account(deps, browser="two")
    assert mailer.deliver(deps) == 2
    assert statuses(deps) == ["refused", "refused", "sent", "sent"]
    clock.forward(days=1)
    assert mailer.deliver(deps) == 0


def test_a_mail_is_given_up_after_three_days(deps: Deps, mailer: FakeMailer, clock: TestClock) -> None:
    mailer.is_down = True
    ask_account(deps)
    clock.forward(days=3)
    mailer.deliver(deps)
    assert statuses(deps) == ["waiting"] * 2
    clock.forward(minutes=2)
    mailer.deliver(deps)
    assert statuses(deps) == ["refused"] * 2


def test_more_mail_than_one_claim_takes_goes_out_without_a_pause(deps: Deps, mailer: FakeMailer) -> None:
    for n in range(15):
        ask_account(deps, f"somebody{n}@example.org", browser=f"browser {n}")
    assert [mailer.deliver(deps) for _ in range(2)] == [30, 0]
    assert len({message["To"] for message in mailer.received}) == 15


def test_what_was_undone_mails_nobody(deps: Deps, mailer: FakeMailer) -> None:
    letter = username_letter("Ada", "alovelace1", "http://localhost:3000/login")
    with pytest.raises(RuntimeError), deps.database.transaction() as db:
        outbox.post(db, deps, "ada@example.org", letter)
        raise RuntimeError
    assert mailer.deliver(deps) == 0


def test_a_mail_that_was_sent_is_forgotten(deps: Deps, mailer: FakeMailer) -> None:
    ask_account(deps)
    assert all(mail.sealed for mail in all_of(deps, OutgoingMail))
    mailer.deliver(deps)
    assert [mail.sealed for mail in all_of(deps, OutgoingMail)] == [None, None]
