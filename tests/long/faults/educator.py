"""One educator after the other: native forms with her cookie, events over her socket, as a browser sends them.

What fails she does again, as a person does, until she is told that it is done; each time she is told, she notes it.
"""

import hashlib
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TypeVar

import httpx

from cecs_app.settings import get_settings
from cecs_app.web import cookies
from tests.long.faults.notebook import Notebook, Told
from tests.long.faults.people import PAPERS_EACH, PASSWORD, Person
from tests.long.faults.visit import ANSWER_SECONDS, NotYet, Visit, pays
from tests.papers import png
from tests.socket.client import Gone

T = TypeVar("T")
PATIENCE_SECONDS = 90
"""For one act, over all its tries."""
REST_SECONDS = (0.1, 0.6)
"""Between two acts, as a person looks at what she sees."""
MANY = 3
"""So many acts under way at once."""
TRANSIENT = (Gone, httpx.TransportError, AssertionError)


class GaveUp(Exception):
    """She was never told that it is done."""


def in_turn(people: list[Person]) -> Iterator[Person]:
    """One queue for several actors at the same time; a generator would not let them."""
    waiting: SimpleQueue[Person] = SimpleQueue()
    for person in people:
        waiting.put(person)

    def taken() -> Person | None:
        try:
            return waiting.get_nowait()
        except Empty:
            return None

    return iter(taken, None)


@dataclass
class Scene:
    """What all of them share. `version` is that of the statement they acknowledge."""

    url: str
    version: str
    notebook: Notebook
    ends: threading.Event = field(default_factory=threading.Event)
    doing: dict[str, str] = field(default_factory=dict)
    """Who does what in this instant."""
    gave_up: list[str] = field(default_factory=list)

    def waits_until_many_act(self) -> None:
        """A moment in which most of them look at what they see shows nothing. Not for ever: they may be stuck."""
        deadline = time.monotonic() + 2
        while len(self.doing) < MANY and time.monotonic() < deadline:
            time.sleep(0.002)

    def in_flight(self) -> str:
        acts = sorted(self.doing.copy().values())
        return ", ".join(f"{acts.count(one)} {one}" for one in dict.fromkeys(acts))


@dataclass
class Actor:
    """Is one person after the other, until none is left or the scene ends."""

    name: str
    scene: Scene
    people: Iterator[Person]
    dice: random.Random

    def lives(self) -> None:
        for person in self.people:
            if self.scene.ends.is_set():
                break
            try:
                self._sends_papers(person) if person.item else self._renews(person)
            except GaveUp as fault:
                self.scene.gave_up.append(f"{person.reference}: {fault}")
        self.scene.doing.pop(self.name, None)

    def _renews(self, person: Person) -> None:
        cookie = self._does("logging in", lambda: self._logs_in(person))
        with Visit(self.scene.url, person.reference, cookie) as visit:
            self._does("submitting", lambda: visit.submits(person.name))
            self.scene.notebook.write(Told.SUBMITTED, person.reference)
            page = self._does("opening the card page", visit.opens_card_page)
            self._does("paying", lambda: pays(page))
            self.scene.notebook.write(Told.PAID, person.reference)
            if self.dice.random() < 0.3:
                return  # never comes back from the card page: the portal has to find out by itself
            self._does("waiting for the receipt", visit.reaches_the_receipt)
            self.scene.notebook.write(Told.RECEIPT, person.reference)

    def _sends_papers(self, person: Person) -> None:
        cookie = self._does("logging in", lambda: self._logs_in(person))
        for number in range(PAPERS_EACH):
            content = png(1 + self.dice.randrange(2_000) * PAPERS_EACH + number)
            self._does("sending a document", lambda content=content: self._sends(person, cookie, content))
            self.scene.notebook.write(Told.SENT, f"{person.item} {hashlib.sha256(content).hexdigest()}")

    def _does(self, words: str, act: Callable[[], T]) -> T:
        self.scene.doing.pop(self.name, None)
        time.sleep(self.dice.uniform(*REST_SECONDS))
        self.scene.doing[self.name] = words
        deadline, last = time.monotonic() + PATIENCE_SECONDS, ""
        while time.monotonic() < deadline:
            try:
                return act()
            except TRANSIENT as fault:
                last = f"{type(fault).__name__}: {fault}"
                time.sleep(0.2)
        raise GaveUp(f"{words}: {last[:300]}")

    def _logs_in(self, person: Person) -> str:
        """The Cookie header of a login that has acknowledged."""
        name, typed = cookies.session_name(get_settings()), {"username": person.username, "password": PASSWORD}
        with httpx.Client(base_url=self.scene.url, headers=self._origin(), timeout=ANSWER_SECONDS) as browser:
            _check_leads_to(browser.post("/session/sign-in", data=typed), "/acknowledge")
            _check_leads_to(
                browser.post("/session/acknowledge", data={"version": self.scene.version}), "/certificates"
            )
            return f"{name}={browser.cookies[name]}"

    def _sends(self, person: Person, cookie: str, content: bytes) -> None:
        answer = httpx.post(
            f"{self.scene.url}/documents/{person.reference}/{person.item}",
            headers={**self._origin(), "Cookie": cookie},
            files={"file": ("paper.png", content, "image/png")},
            timeout=ANSWER_SECONDS,
        )
        _check_leads_to(answer, f"/applications/{person.reference}/missing")
        if cookies.flash_name(get_settings()) in answer.cookies:
            raise NotYet("the file was not taken")

    def _origin(self) -> dict[str, str]:
        return {"Origin": self.scene.url}


def _check_leads_to(answer: httpx.Response, path: str) -> None:
    place = answer.headers.get("location", "")
    if answer.status_code != httpx.codes.SEE_OTHER or not place.endswith(path):
        raise NotYet(f"{answer.status_code} {place}")
