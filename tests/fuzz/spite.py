"""What the hostile say: packets drawn at random, the same for the same seed."""

import json
import random
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cecs_app.domain.staff import Duty
from cecs_app.ui.routes import PAGES
from cecs_app.web.frames import FORM_ENTRIES
from tests.fuzz.line import BINARY, CLOSE, PING, TEXT, framed
from tests.fuzz.people import Actor, People

ROOT = "reflex___state____state"
EVENT = "42/_event,"
FIELDS = re.findall(
    r"\w+",
    "address_line agrees application candidate city colleague date_of_birth_day date_of_birth_month email email_again "
    "date_of_birth_year due_on ein find first_name has_hours has_studies has_team is_meant item keeps_name last_name "
    "letter mail_day note number outcome phone reason reference remark school_months served signed_name ssn state "
    "statement until zip_code document username password code revision stamp kind amount",
)
VALUES = (
    "", "yes", "on", "none", "some", "0", "-1", "1e309", "NaN", "07/31/2027", "2027-06-30", "continuation", "renewal",
    "approve", "deny", "029;015", "' OR 1=1 --", "<img src=x onerror=alert(1)>", "{{7*7}}", "${jndi:ldap://x}", "%s%n",
    "../../../../etc/passwd", "\u202egnp.exe", "a\r\nBcc: x@example.test", "Ⅷ", "‮", "é" * 400, "x" * 1_999,
    "x" * 30_000, "𝒳", "\x7f", "/applications/A-0000-0000/status", "mallory@example.org", "=cmd|' /C calc'!A0",
)  # fmt: skip
JUNK: tuple[Any, ...] = (
    None, True, 7, -1.5, 1e308, [], {}, [[]], {"a": {"b": {"c": []}}}, {"__class__": "x"}, {"$ne": None}, "x" * 70_000,
    [[[[[[[[1]]]]]]]], {FORM_ENTRIES: None}, {FORM_ENTRIES: [["a"]]}, {FORM_ENTRIES: [[{}, []]]},
    {str(number): "x" for number in range(500)}, "\ud800", "\x00", {"reference": ["A"]}, [None] * 1_000,
)  # fmt: skip
INVENTED = (
    "__init__", "__class__", "__reduce_ex__", "_admit", "_fail", "reset", "get_state", "get_substate", "dict",
    "setattr", "setvar", "set_errors", "set_busy", "set_signed_in", "set_is_hydrated", "hydrate", "_clean", "load",
    "submit", "act",
)  # fmt: skip


@dataclass(frozen=True)
class Handler:
    name: str
    needed: Any
    parameters: Mapping[str, type]


@dataclass
class Spite:
    """One hostile person's imagination."""

    actor: Actor
    people: People
    handlers: Sequence[Handler]
    dice: random.Random

    def polite(self) -> str:
        """A packet as a page of ours might send it, had it any reason to."""
        return self.dice.choices((self._foreign, self._out_of_order), (8, 1))[0]()

    def rude(self) -> str | bytes:
        """One such as no page sends. A str is a packet for a text frame; bytes go down the line as they are."""
        return self.dice.choice((self._reflex_own, self._invented, self._misshapen, self._broken))()

    def _foreign(self) -> str:
        """A handler of ours, called as its page would, with what belongs to somebody else."""
        handler = self._handler()
        payload = {name: self._argument(wanted) for name, wanted in handler.parameters.items()}
        return _event(handler.name, payload, self._place())

    def _out_of_order(self) -> str:
        """A page that is opened, and at once something else."""
        return _event(f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal", {}, self._place())

    def _reflex_own(self) -> str:
        state = self._handler().name.rpartition(".")[0]
        var = self.dice.choice(("errors", "busy", "view", "signed_in", "_owner", "is_hydrated", "__class__"))
        error = "TypeError: null is not an object " + self.dice.choice(VALUES)
        name, payload = self.dice.choice(
            (
                (f"{state}.setvar", {"var_name": var, "value": self.dice.choice(JUNK)}),
                (f"{ROOT}.set_is_hydrated", {"value": True}),
                (f"{ROOT}.hydrate", {}),
                (f"{ROOT}.hydrate_and_load", {"vars": {f"{state}.{var}": "x"}, "hashes": ["x"]}),
                (f"{ROOT}.hydrate_and_load", {"hashes": ["x"] * 100}),
                (f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal", {"vars": {state: 1}}),
                (
                    f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
                    {"info": error, "component_stack": "x" * 1_000},
                ),
            )
        )
        if self.dice.random() < 0.2:
            return EVENT + json.dumps(["client_error", {"message": error * 20, "error_type": "x\n\x1b[31m"}])
        return _event(name, payload, self._place())

    def _invented(self) -> str:
        state = self._handler().name.rpartition(".")[0]
        name = f"{state}.{self.dice.choice(INVENTED)}"
        return _event(self.dice.choice((name, self.dice.choice(INVENTED), name * 50, "", "é")), {}, self._place())

    def _misshapen(self) -> str:
        junk, handler = self.dice.choice(JUNK), self._handler()
        said: Any = {"name": handler.name, "payload": {}, "router_data": self._place()}
        name = self.dice.choice(("name", "payload", "router_data", "whole", "argument", "query"))
        if name == "whole":
            said = junk
        elif name == "argument":
            said["payload"] = dict.fromkeys((*handler.parameters, "more"), junk)
        elif name == "query":
            said["router_data"]["query"] = {"reference": junk}
        else:
            said[name] = junk
        return EVENT + json.dumps(["event", said])

    def _broken(self) -> str | bytes:
        """Of the layers below: frames, Engine.IO, Socket.IO."""
        return self.dice.choice(
            (
                "", "9", "2", "1", "4", "40/_event,{}", "40/admin,{}", "41", "43/_event,1[]", "44/_event,{}", "2probe",
                "451-/_event,[\"event\",{\"_placeholder\":true,\"num\":0}]", "42/_event," + "[" * 30_000,
                "42[\"event\"]",
                "42/_event,[\"connect\",{}]", "42/_event,[\"disconnect\"]", "42/_event,[\"ping\"]", "b" + "A" * 100,
                "42/_event,99999999999[\"event\",{}]", "4" * 1_000, "🙈" * 100, "42/_event,{\"a\":" * 2_000,
                framed(BINARY, b"\x04" * 100), framed(TEXT, b"\xff\xfe\xfd"), framed(0x3, b"reserved"),
                framed(TEXT, b"x", first=0xF0), framed(PING, b"x" * 120), framed(0x0, b"nothing begun"),
                bytes([0x81, 5]) + b"plain", bytes([0x81, 0xFF]) + struct.pack(">Q", 1 << 62), framed(CLOSE, b"\x00"),
                b"GET / HTTP/1.1\r\n\r\n", framed(TEXT, ("42/_event," + "x" * 200_000).encode()),
            )
        )  # fmt: skip

    def _handler(self) -> Handler:
        """Not what is her own duty: that she may."""
        while True:
            handler = self.dice.choice(self.handlers)
            if not (isinstance(handler.needed, Duty) and handler.needed in self.actor.duties):
                return handler

    def _argument(self, wanted: type) -> Any:
        if wanted is int:
            return self.dice.choice((0, 1, 2, 3, -1, 2**31, 2**62, self.dice.randint(0, 40)))
        if wanted is str:
            return str(self._value())
        fields = self.dice.sample(FIELDS, self.dice.randint(0, 12))
        pairs = [[name, self._value()] for name in fields]
        return {FORM_ENTRIES: pairs} if self.dice.random() < 0.7 else dict(pairs)

    def _value(self) -> Any:
        if self.dice.random() < 0.5:
            return self.dice.choice(self.people.references)
        return self.dice.choice((*VALUES, *self.people.own, True, False, None) if self.dice.random() < 0.9 else VALUES)

    def _place(self) -> dict[str, Any]:
        """Any page of ours, as if she were on it, with somebody else's reference in its address."""
        while True:
            page = self.dice.choice(PAGES)
            if not (self.actor.duties and page.is_desk):
                break
        names = re.findall(r"\[(\w+)\]", page.route)
        query = {name: self.dice.choice((*self.people.references, "none")) for name in names}
        path = re.sub(r"\[(\w+)\]", lambda found: query[found[1]], page.route)
        return {"pathname": path, "asPath": path, "query": query}


def _event(name: str, payload: Any, place: dict[str, Any]) -> str:
    return EVENT + json.dumps(["event", {"name": name, "payload": payload, "router_data": place}])
