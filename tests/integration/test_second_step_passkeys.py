"""Passkeys: what one of hers signs for this site, in this login, once, lets her in; nothing like it does."""

import json

import pytest

from cecs_app.db.login_tables import Passkey
from cecs_app.db.tables import Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import InvalidFields, NotAllowed, SignedOut
from cecs_app.domain.second_step import MOST_PASSKEYS, Way
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import passkeys
from cecs_app.services.second_step.passkeys import PasskeyNotMade
from cecs_app.services.second_step.prove import WrongSecondStep
from tests.fakes import TestClock
from tests.passkey_device import PRESENT, VERIFIED, Device
from tests.people import Member, all_of, mails_to, member, visitor
from tests.second_step import codes_left, is_in, proves, waiting, with_passkey

LOOK_ALIKE = "https://cecs.example"


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


@pytest.fixture
def phone(deps: Deps, ada: Member) -> Device:
    device = Device()
    with_passkey(deps, ada, device)
    return device


def refused(deps: Deps, token: str, answer: str) -> None:
    with pytest.raises(WrongSecondStep):
        proves(deps, token, Way.PASSKEY, answer)
    assert visitor(deps, token).stage == Stage.PROVING


def not_made(deps: Deps, ada: Member, device: Device, name: str = "My phone") -> None:
    with pytest.raises(PasskeyNotMade):
        with_passkey(deps, ada, device, name)
    assert codes_left(deps, ada) == 0


class TestLoggingIn:
    def test_it_lets_her_in(self, deps: Deps, ada: Member, phone: Device) -> None:
        token = waiting(deps, ada)
        begun = proves(deps, token, Way.PASSKEY, phone.signs(passkeys.ask(deps, token)))
        assert is_in(deps, begun)
        assert begun.device
        (kept,) = all_of(deps, Passkey)
        assert (kept.used_at, kept.sign_count) == (deps.now(), phone.count)

    def test_her_browser_is_asked_for_her_own_and_for_finger_or_pin(
        self, deps: Deps, ada: Member, phone: Device
    ) -> None:
        with_passkey(deps, member(deps, "eve@example.org", "Eve"), Device(), "Eve's")
        asked = json.loads(passkeys.ask(deps, waiting(deps, ada)))
        (allowed,) = asked["allowCredentials"]
        assert allowed["id"] == json.loads(phone.signs(json.dumps(asked)))["id"]
        assert (asked["rpId"], asked["userVerification"]) == ("localhost", "required")

    @pytest.mark.parametrize(
        "change",
        [
            {"origin": LOOK_ALIKE},
            {"origin": "http://localhost:3001"},
            {"origin": "https://localhost:3000"},
            {"host": "cecs.example"},
            {"flags": PRESENT},
            {"flags": VERIFIED},
            {"flags": 0},
        ],
        ids=str,
    )
    def test_signed_for_another_site_or_without_her_it_is_refused(
        self, deps: Deps, ada: Member, phone: Device, change: dict[str, object]
    ) -> None:
        token = waiting(deps, ada)
        for name, value in change.items():
            setattr(phone, name, value)
        refused(deps, token, phone.signs(passkeys.ask(deps, token)))

    def test_what_was_asked_is_answered_once(self, deps: Deps, ada: Member, phone: Device) -> None:
        token = waiting(deps, ada)
        question = passkeys.ask(deps, token)
        wrong = Device(credential=phone.credential)
        refused(deps, token, wrong.signs(question))
        refused(deps, token, phone.signs(question))

    def test_an_answer_is_good_for_the_login_that_asked_alone(self, deps: Deps, ada: Member, phone: Device) -> None:
        one, other = waiting(deps, ada), waiting(deps, ada)
        answer = phone.signs(passkeys.ask(deps, one))
        passkeys.ask(deps, other)
        refused(deps, other, answer)
        assert is_in(deps, proves(deps, one, Way.PASSKEY, answer))

    def test_nothing_was_asked(self, deps: Deps, ada: Member, phone: Device) -> None:
        question = passkeys.ask(deps, waiting(deps, ada))
        refused(deps, waiting(deps, ada), phone.signs(question))

    def test_after_five_minutes_it_is_asked_anew(
        self, deps: Deps, clock: TestClock, ada: Member, phone: Device
    ) -> None:
        token = waiting(deps, ada)
        late = phone.signs(passkeys.ask(deps, token))
        clock.forward(minutes=5)
        refused(deps, token, late)
        assert is_in(deps, proves(deps, token, Way.PASSKEY, phone.signs(passkeys.ask(deps, token))))

    def test_a_copy_of_it_shows_and_she_is_told(self, deps: Deps, ada: Member, phone: Device) -> None:
        copy = Device(credential=phone.credential, key=phone.key, count=phone.count)
        token = waiting(deps, ada)
        proves(deps, token, Way.PASSKEY, phone.signs(passkeys.ask(deps, token)))
        again = waiting(deps, ada)
        refused(deps, again, copy.signs(passkeys.ask(deps, again)))
        assert "passkey_copied" in [event.name for event in all_of(deps, Event)]
        mail = mails_to(deps, ada.email)[-1]
        assert mail.subject == "A passkey of your CECS account may have been copied"
        assert "My phone" in mail.text
        assert is_in(deps, proves(deps, again, Way.PASSKEY, phone.signs(passkeys.ask(deps, again))))

    def test_one_that_does_not_count_is_taken_again_and_again(self, deps: Deps, ada: Member) -> None:
        synced = Device(counts=False)
        with_passkey(deps, ada, synced)
        for _ in range(2):
            token = waiting(deps, ada)
            assert is_in(deps, proves(deps, token, Way.PASSKEY, synced.signs(passkeys.ask(deps, token))))

    def test_one_that_counted_does_not_stop_counting(self, deps: Deps, ada: Member, phone: Device) -> None:
        token = waiting(deps, ada)
        proves(deps, token, Way.PASSKEY, phone.signs(passkeys.ask(deps, token)))
        phone.count, phone.counts = 0, False
        again = waiting(deps, ada)
        refused(deps, again, phone.signs(passkeys.ask(deps, again)))

    def test_a_passkey_of_another_account_is_nothing_here(self, deps: Deps, ada: Member, phone: Device) -> None:
        eves = Device()
        with_passkey(deps, member(deps, "eve@example.org", "Eve"), eves)
        token = waiting(deps, ada)
        refused(deps, token, eves.signs(passkeys.ask(deps, token)))

    def test_a_new_one_can_not_be_brought_along_in_the_second_step(
        self, deps: Deps, ada: Member, phone: Device
    ) -> None:
        token = waiting(deps, ada)
        refused(deps, token, Device().makes(passkeys.ask(deps, token)))
        with pytest.raises(SignedOut):
            passkeys.offer(deps, token)

    @pytest.mark.parametrize(
        "answer",
        [
            "",
            "x",
            "null",
            "[]",
            "{}",
            '{"id": 3}',
            "[" * 10_000,
            '{"id":"_","rawId":"_","type":"public-key"}',
            "\ud800",
        ],
        ids=lambda one: one[:12],
    )
    def test_what_is_no_answer_gets_the_same_answer(self, deps: Deps, ada: Member, phone: Device, answer: str) -> None:
        token = waiting(deps, ada)
        passkeys.ask(deps, token)
        refused(deps, token, answer)

    def test_nor_does_an_answer_in_which_one_byte_is_another(self, deps: Deps, ada: Member, phone: Device) -> None:
        token = waiting(deps, ada)
        for part in ("clientDataJSON", "authenticatorData", "signature"):
            answer = json.loads(phone.signs(passkeys.ask(deps, token)))
            text = answer["response"][part]
            answer["response"][part] = text[:10] + ("A" if text[10] != "A" else "B") + text[11:]
            refused(deps, token, json.dumps(answer))


class TestAdding:
    def test_the_first_brings_recovery_codes_and_the_next_none(self, deps: Deps, ada: Member) -> None:
        assert len(with_passkey(deps, ada, Device())) == 10
        assert with_passkey(deps, ada, Device(), "Key at school") == []
        assert [one.name for one in all_of(deps, Passkey)] == ["My phone", "Key at school"]
        assert [mail.subject for mail in mails_to(deps, ada.email)[-2:]] == [
            "Your CECS login has a new second step"
        ] * 2
        assert "Key at school" in mails_to(deps, ada.email)[-1].text

    @pytest.mark.parametrize(
        "device",
        [Device(origin=LOOK_ALIKE), Device(host="cecs.example"), Device(flags=PRESENT), Device(flags=0)],
        ids=["origin", "host", "not verified", "not present"],
    )
    def test_made_for_another_site_or_without_her_it_is_not_kept(
        self, deps: Deps, ada: Member, device: Device
    ) -> None:
        not_made(deps, ada, device)
        assert "passkey_refused" in [event.name for event in all_of(deps, Event)]

    def test_what_was_offered_is_answered_once_and_in_time(self, deps: Deps, clock: TestClock, ada: Member) -> None:
        offer = passkeys.offer(deps, ada.token)
        passkeys.add(deps, ada.token, "One", Device().makes(offer))
        with pytest.raises(PasskeyNotMade):
            passkeys.add(deps, ada.token, "Two", Device().makes(offer))
        late = Device().makes(passkeys.offer(deps, ada.token))
        clock.forward(minutes=5)
        with pytest.raises(PasskeyNotMade):
            passkeys.add(deps, ada.token, "Three", late)

    def test_one_that_somebody_has_already_is_not_taken(self, deps: Deps, ada: Member) -> None:
        device = Device()
        with_passkey(deps, member(deps, "eve@example.org", "Eve"), device)
        not_made(deps, ada, device)

    @pytest.mark.parametrize(
        ("name", "code"), [("", "required"), ("  ", "required"), ("x" * 41, "too_long"), ("a\u202eb", "not_text")]
    )
    def test_it_bears_a_name(self, deps: Deps, ada: Member, name: str, code: str) -> None:
        with pytest.raises(InvalidFields) as raised:
            with_passkey(deps, ada, Device(), name)
        assert raised.value.fields == {"passkey_name": code}

    def test_ten_are_enough(self, deps: Deps, ada: Member) -> None:
        for number in range(MOST_PASSKEYS):
            with_passkey(deps, ada, Device(), f"Key {number}")
        with pytest.raises(NotAllowed):
            passkeys.offer(deps, ada.token)

    def test_her_browser_does_not_make_again_what_she_has(self, deps: Deps, ada: Member, phone: Device) -> None:
        offered = json.loads(passkeys.offer(deps, ada.token))
        assert [one["id"] for one in offered["excludeCredentials"]] == [
            json.loads(phone.signs('{"challenge":""}'))["id"]
        ]
        assert offered["attestation"] == "none"
        assert offered["authenticatorSelection"]["userVerification"] == "required"
        assert ada.email not in json.dumps(offered)
