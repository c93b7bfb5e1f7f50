"""What a page of ours says over the socket, and not a word more: whatever else comes is said by no page of ours.

The protocol is Socket.IO 5 over Engine.IO 4, as Reflex's state.js speaks it:
https://socket.io/docs/v4/socket-io-protocol/ and https://socket.io/docs/v4/engine-io-protocol/
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

LARGEST = 64 * 1024
"""In characters. The longest form of ours, every field full and each letter escaped, is half of it."""
LONGEST_ADDRESS = 4_000
MOST_ENTRIES = 200
"""Of one form; the longest of ours has some sixty boxes."""
LONGEST_REPORT = 300

PONG, CONNECT, DISCONNECT, EVENT = "3", "40/_event,", "41/_event,", "42/_event,"
NO_PAGE_OF_OURS = "splat"
"""An address that is no page of ours comes under this name, in parts."""
FORM_ENTRIES = "__reflex_form_data__"
"""Under this name a submitted form comes as its [name, value] pairs; reflex_base.utils.form."""
_TOKEN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SCHEMA = re.compile(r"[0-9a-f]{1,64}")
_ZERO = re.compile(r"(?<!\\)(\\\\)*\\u0000")
"""As JSON writes it, and not as somebody may type it."""

IsRight = Callable[[Any], bool]


@dataclass(frozen=True)
class Parameter:
    is_right: IsRight
    may_lack: bool = False


Events = Mapping[str, Mapping[str, Parameter]]
"""Each event that a page of ours sends, and what it brings along."""


class Unheard(Exception):
    """No page of ours says this. The code, for counting: never what was said."""


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_number(value: Any) -> bool:
    """Such as a database can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def is_form(value: Any) -> bool:
    """Its fields by name, or as pairs: a name may come more than once."""
    if not isinstance(value, dict):
        return False
    pairs = value[FORM_ENTRIES] if list(value) == [FORM_ENTRIES] else list(value.items())
    return isinstance(pairs, list) and len(pairs) <= MOST_ENTRIES and all(_is_entry(one) for one in pairs)


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def check_address(query: bytes) -> None:
    """How the socket's address ends: the tab's token, as state.js makes them. Raises Unheard."""
    try:
        asked = parse_qs(query.decode(), strict_parsing=True)
    except ValueError:
        raise Unheard("address") from None
    token = asked.pop("token", [""])
    if asked != {"EIO": ["4"], "transport": ["websocket"]} or len(token) != 1 or not _TOKEN.fullmatch(token[0]):
        raise Unheard("address")


@dataclass
class Conversation:
    """Of one socket: it connects once, and then tells events."""

    events: Events
    is_connected: bool = False

    def heard(self, packet: str | bytes | None) -> str:
        """What to pass on, written anew from what was understood. Raises Unheard."""
        if not isinstance(packet, str):
            raise Unheard("binary")
        if len(packet) > LARGEST:
            raise Unheard("large")
        if packet == PONG:
            return packet
        if packet == DISCONNECT and self.is_connected:
            return packet
        if packet.startswith(CONNECT) and not self.is_connected:
            self.is_connected = True
            return CONNECT + _written(self._connect(_read(packet.removeprefix(CONNECT))))
        if packet.startswith(EVENT) and self.is_connected:
            return EVENT + _written(self._told(_read(packet.removeprefix(EVENT))))
        raise Unheard("packet")

    def _connect(self, said: Any) -> dict[str, Any]:
        """With the page's first event, so that it need not wait for an answer."""
        if not isinstance(said, dict) or not _is_lone(said.get("state_schema", "0"), _SCHEMA):
            raise Unheard("connect")
        first = {"event": self._event(said["event"])} if "event" in said else {}
        return {**{name: said[name] for name in ("state_schema",) if name in said}, **first}

    def _told(self, said: Any) -> list[Any]:
        match said:
            case ["event", event]:
                return ["event", self._event(event)]
            case ["client_error", dict(report)]:
                return [
                    "client_error",
                    {name: _cut(report.get(name)) for name in ("message", "error_type", "substate")},
                ]
        raise Unheard("packet")

    def _event(self, event: Any) -> dict[str, Any]:
        if not isinstance(event, dict) or not isinstance(event.get("name"), str):
            raise Unheard("event")
        parameters = self.events.get(event["name"])
        if parameters is None:
            raise Unheard("name")
        payload = _payload(event.get("payload", {}), parameters)
        return {"name": event["name"], "payload": payload, "router_data": _place(event.get("router_data", {}))}


def _payload(payload: Any, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    if not isinstance(payload, dict) or not payload.keys() <= parameters.keys():
        raise Unheard("payload")
    for name, parameter in parameters.items():
        is_there = payload.get(name) is not None
        if not (parameter.is_right(payload[name]) if is_there else parameter.may_lack):
            raise Unheard("payload")
    return payload


def _place(place: Any) -> dict[str, Any]:
    """Where the page is, by its own account: it says which screen to fill, and nothing of who may see it."""
    match place:
        case {"pathname": str(path), "asPath": str(shown)} if max(len(path), len(shown)) <= LONGEST_ADDRESS:
            query = place.get("query", {})
            if path.startswith("/") and isinstance(query, dict) and all(map(_is_of_place, query.items())):
                # A key without a value, such as of a part of the route that is not there, says nothing.
                said = {name: value for name, value in query.items() if value is not None}
                return {"pathname": path, "asPath": shown, "query": said}
    raise Unheard("place")


def _is_of_place(part: tuple[str, Any]) -> bool:
    name, value = part
    return value is None or is_text(value) or (name == NO_PAGE_OF_OURS and is_texts(value))


def _is_entry(pair: Any) -> bool:
    match pair:
        case (str(), str() | bool() | None) | [str(), str() | bool() | None]:
            return True
    return False


def _is_lone(value: Any, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _cut(value: Any) -> str:
    return value[:LONGEST_REPORT] if isinstance(value, str) else ""


def _read(body: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unheard("json") from None


def _written(said: Any) -> str:
    """Raises Unheard for what is no text: half a character, or the zero that no database takes."""
    body = json.dumps(said, separators=(",", ":"), ensure_ascii=False)
    try:
        body.encode()
    except UnicodeEncodeError:
        raise Unheard("text") from None
    if _ZERO.search(body):
        raise Unheard("text")
    return body
