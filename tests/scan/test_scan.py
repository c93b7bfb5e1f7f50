"""The scan finds what is planted, wherever and however it stands, and is not fooled by what only looks like it."""

import gzip
import json
import pickle
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import pytest

from cecs_app.practice import people, staff
from tests.e2e.accounts import PASSWORD
from tests.e2e.portal import ROOT
from tests.scan import sought
from tests.scan.scan import banner, scan

CARD, AMEX, SSN = "4242424242424242", "3782 822463 10005", people.RENEWS.ssn
UNKNOWN_SSN = "219-08-4417"
PLANTED = {
    "a card": CARD,
    "a card as printed": "4242 4242 4242 4242",
    "a card with hyphens": "5555-5555-5555-4444",
    "another card as printed": AMEX,
    "a person's SSN": SSN,
    "the same without hyphens": SSN.replace("-", ""),
    "an SSN of somebody": UNKNOWN_SSN,
    "a password": PASSWORD,
    "a password of practice": people.PASSWORD,
    "a password of the practice staff": staff.PASSWORD,
    "the secret of an authenticator": staff.REVIEWER.authenticator,
}
LOOK_ALIKES = {
    "seconds, and their fraction": "1764061234 1764061234.4242424242424242",
    "nanoseconds": "1764061234567890123",
    "days and times": "2026-11-25 09:12:15 2026-11-25T09:12:15.123456",
    "EINs": "2000000001 2000000002 2900000017",
    "phones": "860-555-0100 860 555 0100 8605550100 +1 860-555-0100",
    "our references": "A-7KQ2-9XWD P-4242-4242 R-8H2K-11ZZ",
    "ids of the card company": "cs_test_a1B2c3D4e5F6g7H8i9J0k1L2 pi_3Qw4242424242424242AbC9f",
    "a digest": "9b74c9897bac770ffc029102a200c5de4242424242424242a3f1",
    "a UUID": "550e8400-e29b-41d4-a716-446655440000",
    "sixteen digits that fail the check": "4242424242424241",
    "sixteen digits of no brand": "1234567812345670",
    "one digit over and over": "0000000000000000 4444444444444444",
    "a longer run": "42424242424242424242424",
    "numbers side by side": "4 24242 4242424242 4242 17",
    "a row that can be no SSN": "000-45-6789 666-45-6789 987-65-4321 734-00-6789",
    "nine digits of nobody": "219084417 123456789",
    "part of a longer number": "1219-08-44171",
    "money and ZIP codes": "$20,000.00 06511-1234 06106",
    "the mark between a mail's parts": "--===============4840247747235349846==",
    "such a mark, cut by a page of the database": "====4840247747235349846==\r\nContent-Type: text/plain",
    "the last four": "Visa ending in 4242, 4242",
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Gone at once: what is planted here must not be found by the scan of the tests themselves."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def finds_it(folder: Path) -> bool:
    return bool(scan([folder]).hits)


def write_rows(file: Path, *values: object) -> sqlite3.Connection:
    """Left open, so that what it wrote stands in the write-ahead log alone."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE person (name, what)")
    for value in values:
        database.execute("INSERT INTO person VALUES ('Ada', ?)", [value])
    return database


@pytest.mark.parametrize("what", PLANTED.values(), ids=PLANTED)
def test_what_stands_in_a_log_is_found(folder: Path, what: str) -> None:
    (folder / "portal.log").write_text(f"2026-11-25 09:12:15 [error] handler failed typed={what} of=Ada\n")
    assert finds_it(folder)


@pytest.mark.parametrize("what", PLANTED.values(), ids=PLANTED)
def test_what_stands_in_a_table_is_found(folder: Path, what: str) -> None:
    write_rows(folder / "cecs.db", what).close()
    assert not (folder / "cecs.db-wal").exists()
    assert finds_it(folder)


@pytest.mark.parametrize("what", PLANTED.values(), ids=PLANTED)
def test_what_was_deleted_again_still_stands_in_the_write_ahead_log(folder: Path, what: str) -> None:
    database = write_rows(folder / "cecs.db", what)
    database.execute("UPDATE person SET what = 'something else that is longer than what was there before'")
    database.execute("DELETE FROM person")
    assert "cecs.db-wal" in {hit.file.name for hit in scan([folder]).hits}
    database.close()


@pytest.mark.parametrize("what", PLANTED.values(), ids=PLANTED)
def test_what_stands_in_a_pickled_state_is_found(folder: Path, what: str) -> None:
    (folder / "state.pkl").write_bytes(pickle.dumps({"_typed": {"deep": [what]}}))
    assert finds_it(folder)


@pytest.mark.parametrize("what", PLANTED.values(), ids=PLANTED)
def test_what_stands_in_a_frame_of_a_socket_is_found(folder: Path, what: str) -> None:
    frame = "42" + json.dumps(["event", json.dumps({"delta": {"state": {"said": what}}})])
    (folder / "frames.jsonl").write_text(json.dumps({"url": "ws://localhost/_event", "frame": frame}) + "\n")
    assert finds_it(folder)


@pytest.mark.parametrize("number", [int(CARD), int(SSN.replace("-", ""))])
def test_a_number_that_is_no_text_is_found_in_a_table_and_in_a_pickle(folder: Path, number: int) -> None:
    write_rows(folder / "cecs.db", number).close()
    (folder / "state.pkl").write_bytes(pickle.dumps([number]))
    assert {hit.file.name for hit in scan([folder]).hits} == {"cecs.db", "state.pkl"}


WRAPPED = {
    "UTF-16": CARD.encode("utf-16"),
    "UTF-16, the other way round": CARD.encode("utf-16-be"),
    "JSON's escapes": "".join(f"\\u{ord(one):04x}" for one in SSN).encode(),
    "an address": quote_plus("4242 4242 4242 4242").encode(),
    "a form": urlencode({"password": PASSWORD}).encode(),
    "percent signs": "".join(f"%{ord(one):02X}" for one in SSN).encode(),
    "blanks that don't break": "4242\N{NO-BREAK SPACE}4242\N{NO-BREAK SPACE}4242\N{NO-BREAK SPACE}4242".encode(),
    "gzip": gzip.compress(f"paid with {CARD}".encode()),
    "a pickle in a pickle": pickle.dumps(pickle.dumps({"ssn": SSN})),
}


@pytest.mark.parametrize("data", WRAPPED.values(), ids=WRAPPED)
def test_a_wrapping_hides_nothing(folder: Path, data: bytes) -> None:
    (folder / "file").write_bytes(data)
    assert finds_it(folder)


def test_an_archive_of_traces_is_looked_into(folder: Path) -> None:
    with zipfile.ZipFile(folder / "trace.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trace.network", json.dumps({"postData": f"number={CARD}"}))
    assert finds_it(folder)


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_only_looks_like_it_is_not_reported(folder: Path, text: str) -> None:
    (folder / "portal.log").write_text(f"event {text} done\n")
    write_rows(folder / "cecs.db", text).close()
    (folder / "state.pkl").write_bytes(pickle.dumps([text]))
    assert scan([folder]).hits == []


def test_a_registry_file_is_left_out_and_that_is_said(folder: Path) -> None:
    (folder / "educators.csv").write_text(SSN)
    report = scan([folder])
    assert report.hits == []
    assert "LEFT OUT" in str(report)
    assert "registry file" in str(report)


def test_the_banner_is_left_out_and_whatever_else_names_one_of_its_people_is_not(folder: Path) -> None:
    (folder / "portal.log").write_bytes(b"ready\n" + banner() + b"\nInfo: stopped\n")
    assert "LEFT OUT" in str(scan([folder]))
    assert not finds_it(folder)
    (folder / "portal.log").write_bytes(b"ready\n" + banner() + b"\n" + SSN.encode())
    assert finds_it(folder)


def test_of_a_report_on_tests_only_what_the_program_wrote_is_looked_at(folder: Path) -> None:
    report = "<?xml version='1.0'?><testsuites><testcase name='{}'><system-out>{}</system-out></testcase></testsuites>"
    (folder / "tests.xml").write_text(report.format(CARD, "all is well"))
    assert not finds_it(folder)
    (folder / "tests.xml").write_text(report.format("a test", f"typed {CARD}"))
    assert finds_it(folder)


def command(*folders: object) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "tests.scan", *map(str, folders)]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)


def test_the_command_fails_on_a_hit_and_does_not_repeat_it(folder: Path) -> None:
    (folder / "portal.log").write_text(f"{CARD} {SSN} {PASSWORD}")
    done = command(folder)
    assert done.returncode == 1
    assert "portal.log: card number (Visa) 4…4242, 16 digits" in done.stdout
    assert "portal.log: SSN ***-**-1002" in done.stdout
    assert not any(secret in done.stdout for secret in (CARD, SSN, PASSWORD))


def test_the_command_passes_where_there_is_nothing_to_find_and_never_where_there_is_nothing(folder: Path) -> None:
    assert command(folder).returncode == 2
    assert command(folder / "missing").returncode == 2
    (folder / "portal.log").write_text("all is well")
    assert command(folder).returncode == 0


def test_a_version_and_an_instant_side_by_side_in_a_table_are_no_card_number() -> None:
    row = "\x0162026-072026-11-25 15:10:50.2142172026-11-25 15:10:50.214224"
    assert list(sought.card_numbers(row)) == []
