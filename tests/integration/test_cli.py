"""The command line: JSON in, JSON out, lists answered with lists, and what is wrong said without a traceback."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cecs_app import wiring
from cecs_app.cli.main import app
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.services.deps import Deps
from tests.on_record import ANOTHER_SSN, SSN, contents, record
from tests.payable import owing
from tests.registering import owned_record

MATCH, QUOTE, ACTIONS = ("registry", "match"), ("fees", "quote"), ("certificate", "actions")
JANE = {"ssn": SSN, "first_name": "Jane", "last_name": "Munoz", "date_of_birth": "1980-05-17"}
RENEWAL = {"application": "renewal", "kind": "initial", "endorsements": 0, "on": "2027-01-15"}
ADAS = {"number": "C-Ada", "on": "2027-01-15"}


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    record(deps)
    owing(deps)


def run(command: tuple[str, ...], typed: bytes) -> tuple[int, Any]:
    """Exit code and answer."""
    result = CliRunner().invoke(app, list(command), input=typed)
    assert result.stderr == ""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)


def ask(command: tuple[str, ...], question: object) -> Any:
    code, answer = run(command, json.dumps(question).encode())
    assert code == 0, answer
    return answer


def refused(command: tuple[str, ...], question: object) -> str:
    """The words of the error, which is all that is answered."""
    code, answer = run(command, question if isinstance(question, bytes) else json.dumps(question).encode())
    assert (code, list(answer)) == (1, ["error"]), answer
    return str(answer["error"])


class TestRegistryMatch:
    def test_it_says_whose_record_it_is(self) -> None:
        assert ask(MATCH, JANE) == {"outcome": "matched", "ein": "1000000001"}

    def test_it_says_what_a_person_must_decide_and_who_is_new(self) -> None:
        assert ask(MATCH, JANE | {"last_name": "Kowalski"}) == {"outcome": "claim", "ein": None}
        new = {"outcome": "new", "ein": None}
        assert ask(MATCH, JANE | {"ssn": ANOTHER_SSN, "last_name": "Kowalski"}) == new

    def test_a_record_with_an_account_is_a_claim(self, deps: Deps) -> None:
        owned_record(deps, "2", ssn=ANOTHER_SSN, last_name="Taken")
        assert ask(MATCH, JANE | {"ssn": ANOTHER_SSN, "last_name": "Taken"}) == {"outcome": "claim", "ein": None}

    def test_it_changes_nothing(self, deps: Deps) -> None:
        owned_record(deps, "2", ssn=ANOTHER_SSN)
        before = contents(deps)
        ask(
            MATCH, [JANE, JANE | {"ssn": ANOTHER_SSN}, JANE | {"last_name": "Kowalski"}, JANE | {"ssn": "736-12-3456"}]
        )
        assert contents(deps) == before

    @pytest.mark.parametrize("name", JANE)
    @pytest.mark.parametrize("value", [None, "", "  ", 734123456, True, ["Jane"], {"a": "b"}])
    def test_a_value_of_another_type_is_named(self, name: str, value: object) -> None:
        assert refused(MATCH, JANE | {name: value}) == f"{name}: a text is needed"

    @pytest.mark.parametrize("name", JANE)
    def test_a_missing_key_is_named(self, name: str) -> None:
        assert refused(MATCH, {key: value for key, value in JANE.items() if key != name}).startswith(name)

    @pytest.mark.parametrize("ssn", ["900-12-3456", "734-12-345", "000123456", "734\x0012345", "\ud800"])
    def test_an_ssn_that_can_not_be_one_is_refused_and_not_repeated(self, ssn: str) -> None:
        assert refused(MATCH, JANE | {"ssn": ssn}) == "ssn: nine digits that could have been issued are needed"

    @pytest.mark.parametrize("born", ["1980-5-17", "05/17/1980", "19800517", "1981-02-29", "2027-01-15", "2099-01-01"])
    def test_a_birth_date_is_a_day_in_the_past_written_one_way(self, born: str) -> None:
        assert refused(MATCH, JANE | {"date_of_birth": born}).startswith("date_of_birth: a d")


class TestFeesQuote:
    def test_it_says_what_is_due(self) -> None:
        due = {"allowed": True, "reason": None, "review_cents": 5000, "total_cents": 20000}
        assert ask(QUOTE, RENEWAL) == due

    def test_endorsements_are_priced_each(self) -> None:
        answer = ask(QUOTE, RENEWAL | {"application": "endorsement", "endorsements": 3})
        assert answer["total_cents"] == 30000

    def test_it_says_why_not(self) -> None:
        no = {"allowed": False, "reason": "no_longer_renewed", "review_cents": None, "total_cents": None}
        assert ask(QUOTE, RENEWAL | {"kind": "provisional"}) == no
        assert ask(QUOTE, RENEWAL | {"kind": "provisional", "on": "2025-06-30"})["total_cents"] == 25000

    def test_without_a_day_it_is_today(self) -> None:
        assert ask(QUOTE, {"application": "renewal", "kind": "provisional"})["reason"] == "no_longer_renewed"

    @pytest.mark.parametrize(
        ("wrong", "begins"),
        [
            ({"kind": "master"}, "kind: one of initial, provisional, "),
            ({"kind": "Initial"}, "kind: one of "),
            ({"kind": 3}, "kind: a text is needed"),
            ({"application": "refund"}, "application: one of renewal, "),
            ({"application": None}, "application: a text is needed"),
            ({"on": "tomorrow"}, "on: a date like 2027-01-15 is needed"),
            ({"on": None}, "on: a text is needed"),
            ({"on": 20270115}, "on: a text is needed"),
            ({"endorsements": -1}, "invalid_quote"),
            ({"endorsements": "2"}, "invalid_quote"),
            ({"endorsements": True}, "invalid_quote"),
            ({"endorsements": 1.5}, "invalid_quote"),
            ({"endorsements": None}, "invalid_quote"),
            ({"application": "endorsement", "endorsements": 0}, "invalid_quote"),
            ({"application": "endorsement", "endorsements": 21}, "invalid_quote"),
        ],
    )
    def test_what_is_wrong_is_named(self, wrong: dict[str, object], begins: str) -> None:
        assert refused(QUOTE, RENEWAL | wrong).startswith(begins)


class TestCertificateActions:
    def test_it_lists_all_six_with_their_days_and_fees(self) -> None:
        found = {one["application"]: one for one in ask(ACTIONS, ADAS)["actions"]}
        assert list(found) == [str(kind) for kind in ApplicationKind]
        assert found["renewal"] == {
            "application": "renewal",
            "allowed": False,
            "opens_on": "2033-12-30",
            "advised_by": None,
            "closes_on": "2034-06-30",
            "total_cents": 20000,
            "reason": "window_not_open",
        }
        assert found["advancement"]["allowed"]
        assert found["continuation"]["reason"] == "not_offered_for_this_kind"
        assert found["continuation"]["opens_on"] is None

    def test_without_a_day_it_is_today(self) -> None:
        assert ask(ACTIONS, {"number": "C-Ada"}) == ask(ACTIONS, ADAS)

    @pytest.mark.parametrize("on", ["0001-01-01", "1900-01-01", "2100-01-01", "9999-12-31"])
    def test_any_day_is_answered(self, on: str) -> None:
        assert len(ask(ACTIONS, ADAS | {"on": on})["actions"]) == 6
        assert ask(QUOTE, RENEWAL | {"on": on})["total_cents"] == 20000

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"number": "C-Nobody"}, "number: no certificate or permit bears it"),
            ({"number": "C-Ada\x00"}, "number: no certificate or permit bears it"),
            ({"number": "\ud800"}, "number: no certificate or permit bears it"),
            ({"number": 7}, "number: a text is needed"),
            ({"on": "2027-02-29"}, "on: a date like 2027-01-15 is needed"),
        ],
    )
    def test_what_is_wrong_is_named(self, wrong: dict[str, object], words: str) -> None:
        assert refused(ACTIONS, ADAS | wrong) == words


@pytest.mark.parametrize(("command", "question"), [(MATCH, JANE), (QUOTE, RENEWAL), (ACTIONS, ADAS)])
class TestEachOfThem:
    def test_a_list_is_answered_by_a_list_in_the_same_order(self, command: tuple[str, ...], question: Any) -> None:
        assert ask(command, []) == []
        assert ask(command, [question]) == [ask(command, question)]
        assert len(ask(command, [question] * 3)) == 3

    def test_a_fault_in_a_list_is_named_by_its_place(self, command: tuple[str, ...], question: Any) -> None:
        assert refused(command, [question, {}]).startswith("[1] ")
        assert refused(command, [question, question, 7]) == "[2] a JSON object is needed"
        assert refused(command, [[question]]) == "[0] a JSON object is needed"

    @pytest.mark.parametrize(
        "typed", [b"", b"{", b"Jane", b"{'ssn': 1}", b"\xff\xfe\x00", b"[" * 100_000, b"1" * 5_000]
    )
    def test_what_is_no_json_is_said_to_be_none(self, command: tuple[str, ...], question: Any, typed: bytes) -> None:
        assert refused(command, typed) == "standard input is not JSON"

    @pytest.mark.parametrize("typed", [b"null", b"7", b'"Jane"', b"true", b"NaN"])
    def test_what_is_no_object_is_refused(self, command: tuple[str, ...], question: Any, typed: bytes) -> None:
        assert refused(command, typed) == "a JSON object is needed"
