"""A walk at random through the Bureau's desk: each rule is one thing that somebody does, or two do at once.

`choice` picks among what there is.
"""

from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cecs_app.domain.application import Status
from cecs_app.domain.staff import Role
from cecs_app.services.desk import mail_day, staff
from cecs_app.services.desk.end_holds import end_holds
from cecs_app.services.payments.refunds import Order, refund
from cecs_app.services.remind import remind
from tests.payable import Owing, came
from tests.properties.desk_acts import ANSWERS, DEEDS, Deed
from tests.properties.desk_laws import Books, breaches
from tests.properties.desk_rest import come_to_rest
from tests.properties.desk_world import TEAM, Act, DeskWorld, Violation

CHOICE = st.integers(0, 83)
DEED = st.sampled_from(DEEDS)
ANSWER = st.sampled_from(sorted(ANSWERS))
DAYS = st.sampled_from((0, 0, 0, 1, 1, 5, 21, 40))
LEAVES = st.sampled_from(("comes back", "comes back", "leaves", "reviews no more"))
COMES_AND_GOES = ("rita", "tom", "olga")
BY_NAME = {one.name: one for one in DEEDS}
N = st.integers(0, 6)
JUDGED = st.sampled_from(("accept", "accept", "refuse", "waive", "an envelope brings it"))


class DeskMachine(RuleBasedStateMachine):
    def __init__(self, world: DeskWorld) -> None:
        super().__init__()
        self.world, self.is_begun = world, False

    @initialize(choice=CHOICE)
    def some_are_filed(self, choice: int) -> None:
        self.world.begin()
        self.is_begun = True
        for more in range(3):
            self.one_is_filed(choice + more, more == 1)

    @rule(choice=CHOICE, says_yes=st.booleans())
    def one_is_filed(self, choice: int, says_yes: bool) -> None:
        self._try("file", lambda: self.world.file(choice, says_yes))

    @rule(which=CHOICE, what=CHOICE, who=CHOICE, n=N)
    def somebody_acts(self, which: int, what: int, who: int, n: int) -> None:
        """What fits where the application stands, mostly by her who can."""
        if reference := self.world.pick(which):
            self._act(self._fitting(reference, what), reference, who, n)

    # Hypothesis leaves some rules out of each example; what the desk is about is there under several names.
    @rule(which=CHOICE, what=CHOICE, who=CHOICE, n=N)
    def somebody_else_acts(self, which: int, what: int, who: int, n: int) -> None:
        self.somebody_acts(which, what, who, n)

    @rule(deed=DEED, which=CHOICE, who=CHOICE, n=N)
    def somebody_tries_what_may_not_fit(self, deed: Deed, which: int, who: int, n: int) -> None:
        if reference := self.world.pick(which):
            self._act(deed, reference, who, n)

    @rule(which=CHOICE, who=CHOICE, names=st.lists(st.sampled_from(sorted(BY_NAME)), min_size=1, max_size=3), n=N)
    def one_is_worked_on(self, which: int, who: int, names: list[str], n: int) -> None:
        """By several, one after the other: this is how the unusual comes to pass."""
        if reference := self.world.pick(which):
            self._all(names, reference, who, n)

    @rule(which=CHOICE, who=CHOICE, n=N, judged=st.lists(JUDGED, max_size=3), far=st.integers(0, 3))
    def one_is_asked_about(self, which: int, who: int, n: int, judged: list[str], far: int) -> None:
        """Asked, answered, taken up again, judged, decided: as far as it goes."""
        if reference := self.world.pick(which, (Status.IN_REVIEW, Status.SUBMITTED)):
            self._all(("claim", "ask"), reference, who, n % 3)
            for at in range(far):
                self._answer("she sends a file" if n % 3 else "she says by post", reference, at * 3)
            self._all(("claim", *judged, "approve" if far == 3 else "note"), reference, who, n)

    @rule(which=CHOICE, who=CHOICE, n=N, far=st.integers(0, 3))
    def one_is_denied_and_appeals(self, which: int, who: int, n: int, far: int) -> None:
        if reference := self.world.pick(which, (Status.IN_REVIEW, Status.SUBMITTED)):
            self._all(("claim", "deny", "confirm"), reference, who, n)
            if far:
                self._answer("she appeals", reference, n)
            if far > 1:
                self._act(BY_NAME["settle the appeal"], reference, who + far, n)

    @rule(which=CHOICE, what=CHOICE, n=N)
    def she_answers(self, which: int, what: int, n: int) -> None:
        if reference := self.world.pick(which):
            status = self.world.row(reference).status
            able = [name for name, (statuses, _bind) in ANSWERS.items() if status in statuses]
            # To withdraw ends it: more rarely.
            if able and not (able[what % len(able)] == "she withdraws" and n):
                self._answer(able[what % len(able)], reference, n)

    @rule(which=CHOICE, n=N)
    def she_sends_what_was_asked(self, which: int, n: int) -> None:
        if reference := self.world.pick(which, (Status.MISSING_CREDENTIALS,)):
            for at in range(3):
                self._answer("she sends a file" if n % 3 else "she says by post", reference, at * 3)

    @rule(which=CHOICE, what=CHOICE, other=CHOICE, who=CHOICE, answer=ANSWER, n=N)
    def two_of_them_act_at_once(self, which: int, what: int, other: int, who: int, answer: str, n: int) -> None:
        """Two clerks, or a clerk and the educator, or one clerk in two tabs."""
        reference = self.world.pick(which)
        if reference is None:
            return
        first, second = self._fitting(reference, what), self._fitting(reference, other)
        acts = [act for deed in (first, second) if (act := self._bound(deed, reference, who, n))]
        if n % 3 == 0:
            acts = [*acts[:1], ANSWERS[answer][1](self.world, reference, n)]
        self._race([acts[0], acts[0]] if acts and n % 3 == 1 else acts)

    @rule(choice=CHOICE)
    def she_pays(self, choice: int) -> None:
        if reference := self.world.pick(choice, (Status.AWAITING_PAYMENT,)):
            owed, number = self.world.owed(reference), str(self.world.figures.counts["acts"])
            owner = Owing(self.world.files[reference].educator_id, reference)
            if owed:
                self._try("pay", lambda: came(self.world.deps, owner, owed, number=f"she-{number}"), is_money=True)

    @rule(choice=CHOICE)
    def money_is_taken_back(self, choice: int) -> None:
        """A check that bounced."""
        carla = self.world.clerk("carla")
        if carla and choice % 3 == 0 and (reference := self.world.received(choice)):
            act: Act = lambda: mail_day.take_back(self.world.deps, carla, reference, "bounced", "")  # noqa: E731
            self._try("take back", act, is_money=True)

    @rule(choice=CHOICE)
    def money_goes_back(self, choice: int) -> None:
        if reference := self.world.received(choice):
            order = Order(1_000 + choice * 100, "she asked", "staff", "hardship" if choice % 3 == 0 else "")
            self._try("refund", lambda: refund(self.world.deps, reference, order), is_money=True)

    @rule(name=st.sampled_from(COMES_AND_GOES), does=LEAVES)
    def one_of_the_staff(self, name: str, does: str) -> None:
        deps, username = self.world.deps, self.world.username(name)
        acts: dict[str, Act] = {
            "leaves": lambda: staff.disable(deps, username, "it"),
            "comes back": lambda: (
                staff.reset(deps, username, "it") and staff.set_roles(deps, username, frozenset(TEAM[name]), "it")
            ),
            "reviews no more": lambda: staff.set_roles(deps, username, frozenset({Role.CASHIER}), "it"),
        }
        self._try(does, acts[does])

    @rule(days=DAYS)
    def time_passes(self, days: int) -> None:
        self.world.clock.forward(days=days, minutes=1)
        self._try("remind", lambda: remind(self.world.deps))
        self._try("end holds", lambda: end_holds(self.world.deps))

    @invariant()
    def the_laws_hold(self) -> None:
        if self.is_begun:
            self.world.figures.counts["steps"] += 1
            self._check()

    def teardown(self) -> None:
        if self.is_begun:
            self.world.is_money = True
            come_to_rest(self.world)
            self._check()

    def _all(self, names: Iterable[str], reference: str, who: int, n: int) -> None:
        for name in names:
            self._act(BY_NAME[name], reference, who, n)

    def _fitting(self, reference: str, what: int) -> Deed:
        status = self.world.row(reference).status
        able = [deed for deed in DEEDS if status in deed.statuses] or list(DEEDS)
        return able[what % len(able)]

    def _act(self, deed: Deed, reference: str, who: int, n: int) -> None:
        if deed.is_held and not self.world.holder(reference):
            self._act(BY_NAME["claim"], reference, who, n)
        if act := self._bound(deed, reference, who, n):
            by = self.world.clerk(self._who(deed, reference, who))
            about = "" if deed.name == "take the next" else reference
            self._try(deed.name, act, is_money=deed.name == "record money", by=by, about=about)

    def _answer(self, name: str, reference: str, n: int) -> None:
        self._try(name, ANSWERS[name][1](self.world, reference, n))

    def _bound(self, deed: Deed, reference: str, choice: int, n: int) -> Act | None:
        clerk = self.world.may(self._who(deed, reference, choice), *deed.duties)
        return deed.bind(self.world, clerk, reference, n) if clerk else None

    def _who(self, deed: Deed, reference: str, choice: int) -> str:
        """Mostly she who holds it, where only she can; else anybody whose duty it is."""
        holder = self.world.holder(reference)
        if deed.is_held and holder and choice % 5:
            return holder
        able = [name for name in TEAM if self.world.may(name, *deed.duties)]
        return able[choice % len(able)]

    def _try(self, name: str, act: Act, *, is_money: bool = False, **more: object) -> None:
        self.world.is_money = self.world.is_money or is_money
        self.world.attempt(name, act, **more)  # type: ignore[arg-type]

    def _race(self, acts: list[Act]) -> None:
        self.world.is_money = True
        if len(acts) == 2:
            self.world.attempt_at_once("two", acts)

    def _check(self) -> None:
        if found := list(breaches(Books(self.world))):
            raise Violation("; ".join(found))
        self.world.is_money = False
