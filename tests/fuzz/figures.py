"""The figures of a run, written into docs/fuzz-figures.md."""

import os
from datetime import datetime
from pathlib import Path

from tests.e2e.portal import ROOT
from tests.fuzz.gauges import Seconds
from tests.fuzz.run import Outcome

PAGE = ROOT / "docs" / "fuzz-figures.md"
MEGABYTE = 1024 * 1024
HEAD = """# Hostile events over the socket

Written by `make test-fuzz`: a real portal, the practice data, and strangers who speak its socket's own protocol from
{addresses} addresses at once: nobody, invented and broken cookies, educators at every stage, a cashier, a clerk who
has not set up her login. They call every handler of ours with other people's references, from pages they are not on,
with wrong types, huge and nested values; Reflex's own and invented events; broken frames; other tabs' tokens and
foreign origins. Meanwhile Grace opens her application and saves her address, over and over. Seed {seed}; one machine
with {cores} cores, on which the strangers run, too.

| | | Must be |
|---|---|---|
"""


def write(outcome: Outcome, addresses: int, at: datetime) -> None:
    head = HEAD.format(addresses=addresses, seed=outcome.seed, cores=os.cpu_count())
    lines = [f"| {name} | {value} | {must} |" for name, value, must in _rows(outcome)]
    Path(PAGE).write_text(f"{head}{chr(10).join(lines)}\n\nLast run: {at:%B %-d, %Y}.\n", encoding="utf-8")


def _rows(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [
        ("Hostile events", f"{outcome.sent:,}", "at least 100,000"),
        ("In", f"{outcome.seconds / 60:.1f} minutes, {outcome.processor_seconds / 60:.1f} of a processor", ""),
        ("Sockets refused at the door, and cut off", f"{outcome.refused_lines:,} and {outcome.cut_lines:,}", ""),
        ("Rows changed that were not theirs to change, or without an event", str(len(outcome.faults)), "0"),
        ("Traces or paths of the program in what they heard", str(sum(outcome.ears.traces.values())), "0"),
        ("Words of other people's records in what they heard", str(sum(outcome.ears.secrets.values())), "0"),
        ("Heard in all", f"{outcome.ears.heard_bytes / MEGABYTE:.0f} MB", ""),
        ("Log for each 1,000 events", f"{outcome.log_bytes_per_thousand:,.0f} bytes", "under 10,000"),
        ("Memory before, and at most", _memory(outcome), "at most 600 MB more"),
        ("Grace opens a page: median, 95 of 100 within", _times(outcome.opened), "250 ms"),
        ("Grace saves a step: median, 95 of 100 within", _times(outcome.saved), "250 ms"),
        ("A page's document: median, 95 of 100 within", _times(outcome.fetched), "250 ms"),
    ]


def _memory(outcome: Outcome) -> str:
    return f"{outcome.memory_before // MEGABYTE} MB and {outcome.memory_most // MEGABYTE} MB"


def _times(seconds: Seconds) -> str:
    taken = seconds.taken
    if len(taken) < 2:
        return "not measured"
    return f"{seconds.median() * 1_000:.0f} ms, {seconds.p95() * 1_000:.0f} ms ({len(taken)} times)"
