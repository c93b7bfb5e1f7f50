"""What a page of ours says over the socket gets through, written anew; nothing else does."""

import json
import uuid
from typing import Any

import pytest

from cecs_app.web.frames import (
    LARGEST,
    Conversation,
    Parameter,
    Unheard,
    check_address,
    is_form,
    is_number,
    is_text,
    is_texts,
)

PLACE = {"pathname": "/register", "asPath": "/register?a=b", "query": {"a": "b"}}
EVENTS = {
    "state.load": {},
    "state.remove": {"document": Parameter(is_text)},
    "state.end": {"number": Parameter(is_number)},
    "state.submit": {"form": Parameter(is_form)},
    "state.boot": {"hashes": Parameter(is_texts, may_lack=True)},
}


def event(name: Any = "state.load", payload: Any = None, place: Any = PLACE) -> str:
    return told(["event", {"name": name, "payload": payload or {}, "router_data": place}])


def told(said: Any) -> str:
    return "42/_event," + json.dumps(said)


def connected() -> Conversation:
    talk = Conversation(EVENTS)
    talk.heard("40/_event,{}")
    return talk


def fault(packet: Any, talk: Conversation | None = None) -> str:
    with pytest.raises(Unheard) as caught:
        (talk or connected()).heard(packet)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("state.load", {}),
        ("state.remove", {"document": "D-1"}),
        ("state.end", {"number": 7}),
        ("state.submit", {"form": {"first_name": "Núria", "agrees": True, "gone": None}}),
        ("state.submit", {"form": {"__reflex_form_data__": [["box", "a"], ["box", "b"]]}}),
        ("state.submit", {"form": {"note": "a backslash and \\u0000 as somebody types it"}}),
        ("state.boot", {"hashes": ["0a", "0b"]}),
        ("state.boot", {}),
    ],
)
def test_what_a_page_says_gets_through_as_it_was_meant(name: str, payload: dict[str, Any]) -> None:
    heard = connected().heard(event(name, payload))
    said = {"name": name, "payload": payload, "router_data": PLACE}
    assert json.loads(heard.removeprefix("42/_event,")) == ["event", said]


def test_a_page_that_is_not_there_says_so_in_parts() -> None:
    place = {"pathname": "/no/such", "asPath": "/no/such", "query": {"splat": ["no", "such"], "reference": None}}
    heard = json.loads(connected().heard(event(place=place)).removeprefix("42/_event,"))
    assert heard[1]["router_data"]["query"] == {"splat": ["no", "such"]}


def test_only_what_was_understood_is_passed_on() -> None:
    sneaked = {
        "name": "state.load",
        "router_data": {**PLACE, "headers": {"cookie": "stolen"}, "ip": "1"},
        "token": "x",
    }
    heard = json.loads(connected().heard(told(["event", sneaked])).removeprefix("42/_event,"))
    assert heard[1] == {"name": "state.load", "payload": {}, "router_data": PLACE}


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        (event("state.invented"), "name"),
        (event("state.setvar", {"var_name": "x", "value": 1}), "name"),
        (event(7), "event"),
        (event(None), "event"),
        (event("state.load", {"more": 1}), "payload"),
        (event("state.load", [1]), "payload"),
        (event("state.remove"), "payload"),
        (event("state.remove", {"document": None}), "payload"),
        (event("state.remove", {"document": 7}), "payload"),
        (event("state.remove", {"document": ["D-1"]}), "payload"),
        (event("state.end", {"number": True}), "payload"),
        (event("state.end", {"number": 1.5}), "payload"),
        (event("state.end", {"number": 1 << 64}), "payload"),
        (event("state.submit", {"form": "text"}), "payload"),
        (event("state.submit", {"form": {"name": {"nested": "x"}}}), "payload"),
        (event("state.submit", {"form": {"name": 7}}), "payload"),
        (event("state.submit", {"form": {"__reflex_form_data__": [["a"]]}}), "payload"),
        (event("state.submit", {"form": {"__reflex_form_data__": 7}}), "payload"),
        (event("state.submit", {"form": {str(n): "x" for n in range(201)}}), "payload"),
        (event("state.boot", {"hashes": [1]}), "payload"),
        (event(place=None), "place"),
        (event(place={"pathname": 7, "asPath": "/"}), "place"),
        (event(place={"pathname": "register", "asPath": "/"}), "place"),
        (event(place={"pathname": "/" * 5_000, "asPath": "/"}), "place"),
        (event(place={**PLACE, "query": {"reference": ["A"]}}), "place"),
        (event(place={**PLACE, "query": {"splat": [7]}}), "place"),
        (event(place={**PLACE, "query": {"reference": {"a": "b"}}}), "place"),
        (event(place={**PLACE, "query": {"reference": True}}), "place"),
        (event(place={**PLACE, "query": "text"}), "place"),
        (event("state.remove", {"document": "half \ud800 a letter"}), "text"),
        (event("state.remove", {"document": "no\x00thing"}), "text"),
        (event("state.remove", {"document": "\\\x00"}), "text"),
        (told(["event"]), "packet"),
        (told(["event", "text"]), "event"),
        (told(["event", {"name": "state.load"}, 1]), "packet"),
        (told(["ping"]), "packet"),
        (told(["connect", {}]), "packet"),
        (told({"event": 1}), "packet"),
        ("42/_event,[", "json"),
        ("42/_event," + "[" * 60_000, "json"),
        ("42/_event,[" + "9" * 5_000 + "]", "json"),
        ("42/_event,7" + event()[10:], "json"),
        ("42" + event()[10:], "packet"),
        ("42/admin," + event()[10:], "packet"),
        ("451-/_event," + event()[10:], "packet"),
        ("40/_event,{}", "packet"),
        ("2probe", "packet"),
        ("", "packet"),
        (b"\x04", "binary"),
        (None, "binary"),
        ("42/_event," + " " * LARGEST, "large"),
    ],
)
def test_nothing_else_gets_through(packet: Any, code: str) -> None:
    assert fault(packet) == code


def test_an_event_before_the_socket_has_connected_is_not_heard() -> None:
    assert fault(event(), Conversation(EVENTS)) == "packet"


@pytest.mark.parametrize("said", [[], {"event": 7}, {"event": {"name": "state.invented"}}, {"state_schema": "%0a"}])
def test_a_connection_brings_an_event_of_ours_or_none(said: Any) -> None:
    assert fault("40/_event," + json.dumps(said), Conversation(EVENTS)) in ("connect", "event", "name")


def test_what_a_broken_page_reports_is_cut_short() -> None:
    heard = connected().heard(told(["client_error", {"message": "x" * 5_000, "error_type": [], "more": 1}]))
    (_name, report) = json.loads(heard.removeprefix("42/_event,"))
    assert len(report["message"]) < 500
    assert report.keys() == {"message", "error_type", "substate"}
    assert report["error_type"] == ""


TOKEN = str(uuid.UUID(int=7))


def test_the_address_of_a_socket_names_its_tab() -> None:
    check_address(f"token={TOKEN}&EIO=4&transport=websocket".encode())


@pytest.mark.parametrize(
    "query",
    [
        "",
        "EIO=4&transport=websocket",
        "token=&EIO=4&transport=websocket",
        "token=x&EIO=4&transport=websocket",
        f"token={TOKEN}&EIO=3&transport=websocket",
        f"token={TOKEN}&EIO=4&transport=polling",
        f"token={TOKEN}&EIO=4&transport=websocket&sid=another",
        f"token={TOKEN}&token={TOKEN}&EIO=4&transport=websocket",
        f"token={TOKEN}x&EIO=4&transport=websocket",
        f"token={TOKEN}%0a&EIO=4&transport=websocket",
    ],
)
def test_a_socket_of_another_address_is_none_of_ours(query: str) -> None:
    with pytest.raises(Unheard):
        check_address(query.encode())
