"""The one sentence that tells somebody of the staff what to do next with an application, and the button under it."""

from collections.abc import Mapping
from dataclasses import dataclass

from cecs_app.domain.advice import Advice, Todo
from cecs_app.domain.application import Status
from cecs_app.language import _, mark
from cecs_app.words.conditions import paper_name, topic_name
from cecs_app.words.formats import listed

_HEADLINES = {
    Todo.WAIT_FOR_FEE: mark("Nothing to do: it is signed, but not filed until {owed} is paid."),
    Todo.CLAIM: mark("Claim it to work on it."),
    Todo.LEAVE_TO_COLLEAGUE: mark("{who} has worked on it since {since}."),
    Todo.NOT_YOURS: mark("It waits for a reviewer."),
    Todo.LOOK_AT: mark("Look at what arrived: {papers}."),
    Todo.ASK_FOR: mark("Ask for: {papers}."),
    Todo.ASK_BALANCE: mark("Ask for the balance: {owed} is still to be paid."),
    Todo.WAIT_FOR_EDUCATOR: mark("Nothing to do: the educator has to send the {papers}."),
    Todo.DENY_OR_HEAL: mark("This does not hold: {topics}. Deny it, unless you find it mended."),
    Todo.DECIDE_FOR_TWO: mark("Decide. A supervisor has to confirm your decision."),
    Todo.APPROVE: mark("All conditions hold: approve it."),
    Todo.RESUME: mark("It is on hold until {until}. Take it up again when you can."),
    Todo.CONFIRM: mark("Confirm or send back: {who} decided to {verdict} it."),
    Todo.WAIT_FOR_SUPERVISOR: mark("Nothing to do: a supervisor has to confirm the decision."),
    Todo.ENTER_OUTCOME: mark("Enter what the panel decided. It has until {due}."),
    Todo.WAIT_FOR_PANEL: mark("Nothing to do: the appeal panel decides by {due}."),
    Todo.WAIT_FOR_ISSUE: mark("Nothing to do: it is approved and being issued."),
}

_DETAILS = {
    Todo.CLAIM: mark("Then nobody else works on it by mistake, and you can decide."),
    Todo.LEAVE_TO_COLLEAGUE: mark("Nothing is to be done by you. You can read everything and write notes."),
    Todo.NOT_YOURS: mark("Reviewing is not part of your role: give it to somebody, or leave it in the queue."),
    Todo.ASK_FOR: mark(
        "Only papers prove what is stated. One letter asks for all of it, and the place in the queue is kept."
    ),
    Todo.ASK_BALANCE: mark("Everything else holds. Nothing is issued before it is paid."),
    Todo.WAIT_FOR_EDUCATOR: mark("Take it up again when it arrives. The place in the queue is kept."),
    Todo.DECIDE_FOR_TWO: mark("A conduct answer is “yes” and its papers are in. Everything else holds."),
    Todo.APPROVE: mark("You see once more what is issued before anything happens."),
}

_FINISHED = {
    Status.ISSUED: (mark("Approved and issued."), "good"),
    Status.DENIED: (mark("Denied. The educator was told why."), "bad"),
    Status.WITHDRAWN: (mark("Withdrawn by the educator. Nothing is to be done."), ""),
    Status.EXPIRED_DRAFT: (mark("The draft expired. Nothing is to be done."), ""),
}

_DECIDED = {"approve": mark("Decided to approve"), "deny": mark("Decided to deny")}
_VERDICTS = {"approve": mark("approve"), "deny": mark("deny")}
QUIET = "quiet"
_TONES = {
    Todo.APPROVE: "good",
    Todo.DENY_OR_HEAL: "bad",
    Todo.DECIDE_FOR_TWO: "warn",
    Todo.ASK_FOR: "warn",
    Todo.ASK_BALANCE: "warn",
    Todo.CONFIRM: "warn",
}


@dataclass(frozen=True)
class Way:
    """A button: `href` is the last part of the address under the application's, or "#…" on the screen itself."""

    label: str
    href: str
    look: str = ""


_WAYS = {
    Todo.NOT_YOURS: (mark("Give it to a reviewer"), "#give"),
    Todo.LOOK_AT: (mark("Go to the documents"), "#items"),
    Todo.ASK_FOR: (mark("Ask for it"), "ask"),
    Todo.ASK_BALANCE: (mark("Ask for the balance"), "ask"),
    Todo.DENY_OR_HEAL: (mark("Deny …"), "deny"),
    Todo.DECIDE_FOR_TWO: (mark("Approve …"), "approve"),
    Todo.APPROVE: (mark("Approve …"), "approve"),
    Todo.RESUME: (mark("Take it up again"), "resume"),
    Todo.CONFIRM: (mark("Look at the decision"), "second-look"),
    Todo.ENTER_OUTCOME: (mark("Enter the outcome"), "appeal"),
}

_OTHER_WAYS = {
    "approve": mark("Approve …"),
    "ask": mark("Ask for something"),
    "hold": mark("Put on hold …"),
    "deny": mark("Deny …"),
    "undo": mark("Undo the decision …"),
}


def headline(given: Advice, status: Status, facts: Mapping[str, str]) -> str:
    """`facts`: owed, who, since, until, due, verdict, as far as they are known."""
    if given.todo is Todo.FINISHED:
        return _(_FINISHED[status][0])
    if given.todo is Todo.CLAIM and given.kinds:
        return _("Claim it and look at what arrived: {papers}.").format(papers=_papers(given))
    known = {"owed": "", "who": "", "since": "", "until": "", "due": "", **facts}
    if verdict := facts.get("verdict"):
        known["verdict"] = _(_VERDICTS[verdict])
    topics = listed([topic_name(one) for one in given.topics])
    return _(_HEADLINES[given.todo]).format(papers=_papers(given), topics=topics, **known)


def decided_words(verdict: str) -> str:
    return _(_DECIDED[verdict])


def detail(given: Advice) -> str:
    return _(_DETAILS[given.todo]) if given.todo in _DETAILS else ""


def tone(given: Advice, status: Status) -> str:
    """The box's class: good, warn, bad, plain for what is to do, or quiet where nothing is."""
    if given.todo is Todo.FINISHED:
        return _FINISHED[status][1] or QUIET
    if given.todo in _WAYS or given.todo is Todo.CLAIM:
        return _TONES.get(given.todo, "")
    return QUIET


def main_way(given: Advice) -> tuple[Way, ...]:
    """The one button of the advice; none where a button of its own is needed, or nothing can be done."""
    if given.todo not in _WAYS:
        return ()
    label, href = _WAYS[given.todo]
    return (Way(_(label), href),)


def other_way(href: str, look: str = "secondary") -> Way:
    return Way(_(_OTHER_WAYS[href]), href, look)


def _papers(given: Advice) -> str:
    return listed([paper_name(kind) for kind in given.kinds])
