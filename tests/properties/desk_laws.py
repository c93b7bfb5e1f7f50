"""What must hold of every application after every step, whoever did what. Each law gives the breaches it finds."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from cecs_app.clock import connecticut_day
from cecs_app.db import applications, staff
from cecs_app.db.desk_tables import Appeal, Decision, RequestedItem, SentLetter
from cecs_app.db.tables import Application, Certificate, Event
from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.choosing import CARRY_ON
from cecs_app.domain.credentials import UNSETTLED, ItemStatus
from cecs_app.domain.decision import DecisionOutcome, needs_second_look
from cecs_app.domain.steps import Step
from cecs_app.services.desk.assign import is_reviewer
from cecs_app.services.payments.fee import GIVEN_UP, dues_for
from tests.properties.desk_world import DeskWorld

LETTERS = {
    "application_issued": "issued",
    "application_denied": "denied",
    "application_on_hold": "on_hold",
    "application_missing_credentials": "missing",
    "application_waiting_review": "arrived",
    "application_appealed": "appeal_received",
    "decision_undone": "decision_undone",
}
"""Each happens as often as its letter goes, and the other way about."""
Held = dict[str, tuple[date, date, str]]
"""By number: first day, last day, endorsements."""


class Books:
    """One consistent look at everything of the example under way."""

    def __init__(self, world: DeskWorld) -> None:
        self.world = world
        owners = [one.educator_id for one in world.educators]
        with world.deps.database.reading() as db:
            all_of = select(Application).where(col(Application.educator_id).in_(owners))
            self.applications = list(db.exec(all_of).all())
            numbers = [one.id or 0 for one in self.applications]
            self.events = self._grouped(db, Event, numbers)
            self.items = self._grouped(db, RequestedItem, numbers)
            self.letters = self._grouped(db, SentLetter, numbers)
            self.decisions = self._grouped(db, Decision, numbers)
            self.appeals = self._grouped(db, Appeal, numbers)
            held = select(Certificate).where(col(Certificate.educator_id).in_(owners))
            self.certificates = list(db.exec(held.order_by(col(Certificate.id))).all())
            self.owed = {one.id: dues_for(db, one).owed_cents for one in self.applications}
            self.reviewers = {one.id for one in staff.everybody(db) if is_reviewer(one)}

    def named(self, application: Application, name: str) -> list[Event]:
        return [one for one in self.events[application.id] if one.name == name]

    @staticmethod
    def _grouped(db: Any, table: Any, numbers: list[int]) -> dict[int | None, list[Any]]:
        found = defaultdict(list)
        statement = select(table).where(col(table.application_id).in_(numbers)).order_by(col(table.id))
        for one in db.exec(statement).all():
            found[one.application_id].append(one)
        return found


def breaches(books: Books) -> Iterator[str]:
    for one in books.applications:
        for law in LAWS:
            yield from (f"{one.reference} ({one.status}): {said}" for said in law(books, one))
    yield from _carried_on_in_one_way(books)
    yield from _certificates_are_what_the_journal_says(books)


def _open_key(_books: Books, one: Application) -> Iterator[str]:
    expected = None if one.status in ENDED else applications.open_key(one.certificate_id, one.kind)
    if one.open_key != expected:
        yield f"its open key is {one.open_key}"


def _on_somebodys_desk(books: Books, one: Application) -> Iterator[str]:
    if one.assigned_to is None:
        return
    if one.status in ENDED:
        yield "finished, and still on a desk"
    if one.assigned_to not in books.reviewers:
        yield "on the desk of somebody who does not review"
    if books.world.staff["olga"] == one.assigned_to and one.educator_id == books.world.educators[2].educator_id:
        yield "on the desk of her whose it is"


def _place_in_the_queue(books: Books, one: Application) -> Iterator[str]:
    """Only money moves it: what files it, and a check that bounced."""
    known = books.world.filed.get(one.reference)
    if known and one.filed_at != known and not books.world.is_money:
        yield f"filed at {known}, and now {one.filed_at}"
    books.world.filed[one.reference] = one.filed_at


def _status_is_the_journals(books: Books, one: Application) -> Iterator[str]:
    moves = [event for event in books.events[one.id] if event.name in {f"application_{status}" for status in Status}]
    if moves and moves[-1].name != f"application_{one.status}":
        yield f"the journal ends with {moves[-1].name}"


def _somebody_waits_for_somebody(books: Books, one: Application) -> Iterator[str]:
    asked = any(item.status == ItemStatus.ASKED for item in books.items[one.id])
    if one.status == Status.MISSING_CREDENTIALS and not asked:
        yield "waits for her, and nothing is asked"
    waiting = [made for made in books.decisions[one.id] if made.open_key]
    if len(waiting) != (one.status == Status.SECOND_LOOK):
        yield f"{len(waiting)} decisions wait for a second look"
    appealed = [made for made in books.appeals[one.id] if made.decided_at is None]
    if len(appealed) != (one.status == Status.APPEALED):
        yield f"{len(appealed)} appeals wait for the panel"
    if one.status == Status.ON_HOLD and one.held_until is None:
        yield "on hold without an end"


def _issued_with_everything(books: Books, one: Application) -> Iterator[str]:
    if one.status == Status.ISSUED and any(item.status in UNSETTLED for item in books.items[one.id]):
        yield "issued with something unsettled"


def _two_people_decide_on_a_yes(books: Books, one: Application) -> Iterator[str]:
    for made in books.decisions[one.id]:
        if made.seconded_by == made.decided_by:
            yield "the same person looked twice"
        if made.outcome == DecisionOutcome.DONE and needs_second_look(one.answers) and made.seconded_by is None:
            yield f"{made.verdict} by one person, with a conduct answer of yes"


def _appealed_once_and_in_time(books: Books, one: Application) -> Iterator[str]:
    denied = [event.at for event in books.named(one, "application_denied") if "appeal" not in event.data]
    if len(books.appeals[one.id]) > len(denied):
        yield "appealed more often than denied"
    for made in books.appeals[one.id]:
        last = max((at for at in denied if at <= made.asked_at), default=None)
        if last is None or connecticut_day(made.asked_at) > connecticut_day(last) + timedelta(days=20):
            yield "appealed too late"


def _nothing_is_owed_once_given_up(books: Books, one: Application) -> Iterator[str]:
    if one.status in GIVEN_UP and books.owed[one.id]:
        yield f"{books.owed[one.id]} cents are owed"


def _letters_say_what_happened(books: Books, one: Application) -> Iterator[str]:
    sent = Counter(letter.kind for letter in books.letters[one.id])
    happened: Counter[str] = Counter()
    for event in books.events[one.id]:
        if event.data.get("appeal"):
            happened[f"appeal_{event.data['appeal']}"] += 1
        elif event.name in LETTERS:
            happened[LETTERS[event.name]] += 1
    sent.pop("reminder", None)
    if sent != happened:
        yield f"letters {dict(sent)}, but {dict(happened)} happened"


def _carried_on_in_one_way(books: Books) -> Iterator[str]:
    ways = Counter(one.certificate_id for one in books.applications if one.open_key and one.kind in CARRY_ON)
    yield from (f"certificate {number} is carried on in {count} ways" for number, count in ways.items() if count > 1)


def _certificates_are_what_the_journal_says(books: Books) -> Iterator[str]:
    stands: Held = {row.number: (row.valid_from, row.valid_until, row.endorsements) for row in books.certificates}
    said = _replayed(books)
    if stands != said:
        yield f"certificates are {stands}, the journal says {said}"


def _replayed(books: Books) -> Held:
    said: Held = dict(books.world.held_at_first)
    rows = {one.id: one for one in books.applications}
    happened = sorted((event for events in books.events.values() for event in events), key=lambda one: one.id or 0)
    for event in happened:
        one = rows[event.application_id]
        number = books.world.number_of[one.certificate_id]
        if event.name == "application_issued":
            added = one.answers.get(Step.ENDORSEMENTS, {}).get("codes", [])
            codes = said[number][2].split(";")
            new = event.data["new"]
            all_codes = ";".join([*codes, *(code for code in added if code not in codes)])
            said[new["number"]] = (*_days(new), all_codes)
        elif event.name == "decision_undone" and event.data["before"]:
            before = event.data["before"]
            if before["number"] != number:
                said.pop(before["number"])
            said[number] = (*_days(before["certificate"]), before["certificate"]["endorsements"])
    return said


def _days(stored: dict[str, str]) -> tuple[date, date]:
    return date.fromisoformat(stored["valid_from"]), date.fromisoformat(stored["valid_until"])


LAWS = (
    _open_key,
    _on_somebodys_desk,
    _place_in_the_queue,
    _status_is_the_journals,
    _somebody_waits_for_somebody,
    _issued_with_everything,
    _two_people_decide_on_a_yes,
    _appealed_once_and_in_time,
    _nothing_is_owed_once_given_up,
    _letters_say_what_happened,
)
