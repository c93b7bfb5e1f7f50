"""What the review screen shows."""

from dataclasses import dataclass, field

from cecs_app.services.desk.review.answers import AnswersView
from cecs_app.services.desk.review.outcome import OutcomeView
from cecs_app.services.desk.review.past import PastView
from cecs_app.services.desk.review.record import RecordView
from cecs_app.services.payments.movements import Movement
from cecs_app.words.advice import Way


@dataclass(frozen=True)
class Head:
    """`waits`, `place` and `holder` are empty where they say nothing any more."""

    reference: str = ""
    name: str = ""
    ein: str = ""
    application: str = ""
    certificate: str = ""
    status: str = ""
    tone: str = ""
    filed: str = ""
    waits: str = ""
    place: str = ""
    holder: str = ""
    alarm: str = ""
    """A conduct answer that is "yes"."""


@dataclass(frozen=True)
class AdviceView:
    """`tone` is the box's class. `ways` hold at most one button; claiming is a button of its own. `is_quiet` where
    nothing is to be done here: then the next one is offered."""

    tone: str = ""
    headline: str = ""
    detail: str = ""
    ways: tuple[Way, ...] = ()
    can_claim: bool = False
    is_quiet: bool = False


@dataclass(frozen=True)
class ConditionView:
    """`finding` is holds, fails or look."""

    finding: str
    finding_words: str
    name: str
    words: str


@dataclass(frozen=True)
class PaymentsView:
    """Empty texts where there is nothing of the kind."""

    fee: str = ""
    paid: str = ""
    owed: str = ""
    overpaid: str = ""
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True)
class Colleague:
    staff_id: str
    name: str


@dataclass(frozen=True)
class DecisionView:
    """The decision that waits for a second look, or the last one; empty where there is none."""

    what: str = ""
    who: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReviewView:
    head: Head = field(default_factory=Head)
    advice: AdviceView = field(default_factory=AdviceView)
    decision: DecisionView = field(default_factory=DecisionView)
    ways: tuple[Way, ...] = ()
    can_release: bool = False
    source: str = ""
    """Of the row of the rulebook that held on the day of filing."""
    conditions: tuple[ConditionView, ...] = ()
    unmet: str = ""
    """How many conditions do not hold or must be looked at; empty where all hold."""
    outcome: OutcomeView = field(default_factory=OutcomeView)
    record: RecordView = field(default_factory=RecordView)
    answers: AnswersView = field(default_factory=AnswersView)
    payments: PaymentsView = field(default_factory=PaymentsView)
    past: PastView = field(default_factory=PastView)
    colleagues: tuple[Colleague, ...] = ()
    """Whom a supervisor may give it to."""
