"""A run: the hostile send their packets from addresses of their own, Grace works, and gauges are read meanwhile."""

import asyncio
import json
import random
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from cecs_app.services.deps import Deps
from tests.fuzz import effects
from tests.fuzz.gauges import Ears, Seconds, processor_seconds, resident_bytes
from tests.fuzz.line import Line, Shut
from tests.fuzz.people import Actor, People
from tests.fuzz.spite import EVENT, ROOT, Handler, Spite

BOOT, ON_LOAD = f"{ROOT}.hydrate_and_load", f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal"
GRACE_RESTS_SECONDS = 0.4
MOST_POLITE = 16
GAUGED_EVERY_SECONDS = 2.0
FOREIGN_ORIGINS = ("null", "http://evil.example", "http://localhost.evil.example", "https://localhost:3000")


@dataclass
class Target:
    """The running portal. `details` is the handler that saves Grace's address."""

    url: str
    process: int
    log: Path
    handlers: Sequence[Handler]
    details: str
    has_pages: bool


@dataclass
class Outcome:
    seed: int
    sent: int = 0
    refused_lines: int = 0
    cut_lines: int = 0
    """Sockets that the portal did not open, and those on which it hung up."""
    seconds: float = 0
    processor_seconds: float = 0
    log_bytes: int = 0
    memory_before: int = 0
    memory_most: int = 0
    opened: Seconds = field(default_factory=Seconds)
    saved: Seconds = field(default_factory=Seconds)
    fetched: Seconds = field(default_factory=Seconds)
    ears: Ears = field(default_factory=Ears)
    by_actor: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def log_bytes_per_thousand(self) -> float:
        return self.log_bytes * 1_000 / max(1, self.sent)


@dataclass
class Run:
    target: Target
    deps: Deps
    people: People
    outcome: Outcome
    most: int
    addresses: int
    ends_at: float
    """By time.monotonic: however slow the portal is, it stops by itself."""
    tokens: list[str] = field(default_factory=list)
    """Of everybody's tabs: whoever knows one may try it."""

    def is_over(self) -> bool:
        return self.outcome.sent >= self.most or time.monotonic() > self.ends_at

    async def goes(self) -> Outcome:
        before, log_before, began = effects.rows(self.deps), self.target.log.stat().st_size, time.monotonic()
        self.outcome.memory_before = self.outcome.memory_most = resident_bytes(self.target.process)
        used_before = processor_seconds(self.target.process)
        meanwhile = [asyncio.create_task(self._gauges()), asyncio.create_task(self._grace())]
        await asyncio.gather(*(self._hostile(number) for number in range(self.addresses * 2)))
        for one in meanwhile:
            one.cancel()
        for ended in await asyncio.gather(*meanwhile, return_exceptions=True):
            if isinstance(ended, Exception):
                self.outcome.faults.append(f"Grace could not go on: {ended!r}")
        self.outcome.seconds = time.monotonic() - began
        self.outcome.processor_seconds = processor_seconds(self.target.process) - used_before
        await asyncio.sleep(1.0)
        self.outcome.log_bytes = self.target.log.stat().st_size - log_before
        self.outcome.faults += effects.unauthorised(self.deps, before, self.people.may)
        self.outcome.faults += effects.unjournalled(self.deps, before)
        return self.outcome

    async def _hostile(self, number: int) -> None:
        """Two of them share an address."""
        dice = random.Random(self.outcome.seed * 10_007 + number)
        address, actor = f"127.0.1.{number // 2 + 1}", self.people.hostile[number % len(self.people.hostile)]
        spite = Spite(actor, self.people, self.target.handlers, dice)
        while not self.is_over():
            try:
                line = await self._opens(actor, dice, address)
            except Shut:
                self.outcome.refused_lines += 1
                await asyncio.sleep(0.2)
                continue
            with suppress(Shut):
                await self._pesters(line, spite, dice.randint(0, MOST_POLITE))
            await line.closes()

    async def _opens(self, actor: Actor, dice: random.Random, address: str) -> Line:
        """As a browser does, or with a stolen token, from another site's page, or at no tab's address."""
        token = str(uuid.UUID(int=dice.getrandbits(128), version=4))
        self.tokens = [*self.tokens[-200:], token]
        how: dict[str, Any] = {"cookie": actor.cookie, "address": address}
        trick = dice.random()
        if trick < 0.05:
            token = dice.choice(self.tokens)
        elif trick < 0.08:
            how["origin"] = dice.choice(FOREIGN_ORIGINS)
        elif trick < 0.10:
            how["origin"] = ""
        elif trick < 0.12:
            how["query"] = dice.choice(("", "EIO=4&transport=polling", "token=x&EIO=4&transport=websocket", "%00"))
        line = await Line.opens(self.target.url, token, self.outcome.ears.hears, keeps=True, **how)
        await line.says("40/_event," + ("[]" if dice.random() < 0.02 else "{}"))
        return line

    async def _pesters(self, line: Line, spite: Spite, times: int) -> None:
        """Some polite packets and a rude one, on which the portal should hang up.

        Counted once it has taken them all: it did hang up, or answers what comes after them.
        """
        with suppress(Shut):
            for _ in range(times):
                await line.says(spite.polite())
            rude = spite.rude()
            await (line.says(rude) if isinstance(rude, str) else line.writes(rude))
        with suppress(Shut, TimeoutError):
            await line.says(EVENT + json.dumps(["event", self._event(ON_LOAD, {}, "/privacy")]))
            await line.waits(lambda update: _has(update, "is_hydrated", True))
        self.outcome.sent += times + 1
        self.outcome.cut_lines += not line.is_open
        self.outcome.by_actor[spite.actor.name] += times + 1

    async def _grace(self) -> None:
        """She opens her application, saves her address, and looks at another page, again and again."""
        async with httpx.AsyncClient(base_url=self.target.url, headers={"Cookie": self.people.good_cookie}) as browser:
            while True:
                if self.target.has_pages:
                    await _timed(self.outcome.fetched, browser.get("/login/"))
                path = f"/applications/{self.people.good_draft}/details"
                line = await _timed(self.outcome.opened, self._grace_opens(path))
                for _ in range(5):
                    await _timed(self.outcome.saved, self._grace_saves(line, path))
                    await asyncio.sleep(GRACE_RESTS_SECONDS)
                await line.closes()

    async def _grace_opens(self, path: str) -> Line:
        token = str(uuid.uuid4())
        line = await Line.opens(self.target.url, token, _deaf, cookie=self.people.good_cookie, keeps=True)
        await line.says("40/_event," + json.dumps({"event": self._event(BOOT, {}, path)}))
        await line.waits(lambda update: _has(update, "is_hydrated", True))
        return line

    async def _grace_saves(self, line: Line, path: str) -> None:
        form = {"address_line": "1 Elm", "city": "Hartford", "state": "CT", "zip_code": "06106", "phone": ""}
        await line.says(EVENT + json.dumps(["event", self._event(self.target.details, {"form": form}, path)]))
        await line.waits(lambda update: any(one["name"] == "_redirect" for one in update.get("events") or []))

    def _event(self, name: str, payload: dict[str, Any], path: str) -> dict[str, Any]:
        query = {"reference": self.people.good_draft}
        return {"name": name, "payload": payload, "router_data": {"pathname": path, "asPath": path, "query": query}}

    async def _gauges(self) -> None:
        while True:
            most = await asyncio.to_thread(resident_bytes, self.target.process)
            self.outcome.memory_most = max(self.outcome.memory_most, most)
            await asyncio.sleep(GAUGED_EVERY_SECONDS)


async def _timed(seconds: Seconds, doing: Any) -> Any:
    began = time.monotonic()
    done = await doing
    seconds.taken.append(time.monotonic() - began)
    return done


def _has(update: dict[str, Any], var: str, value: Any) -> bool:
    told = (update.get("delta") or {}).get(ROOT, {})
    return any(name.startswith(var) and one == value for name, one in told.items())


def _deaf(_said: bytes) -> None:
    return None
