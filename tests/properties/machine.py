"""Everything that can happen around a payment, in any order: each rule is one thing that somebody does.

`choice` picks among what there is; `pauses` is how many points the request passes before others get their turn.
"""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cecs_app.clock import connecticut_day
from cecs_app.domain.payment import Instrument
from cecs_app.services.payments.cashier import Received, receive
from cecs_app.services.payments.compare import compare_yesterday, reconcile
from cecs_app.services.payments.hints import take_hint
from cecs_app.services.payments.refunds import Order, refund, sweep_claimed_refunds
from cecs_app.services.payments.settle import sweep_open_payments
from cecs_app.services.payments.voids import void
from tests.properties.actors import Actor, Fate
from tests.properties.company import CARDS, Card
from tests.properties.racers import PAYERS, RACERS, Racer, chooses_mail, comes_back, sweeps, withdraws
from tests.properties.rest import come_to_rest
from tests.properties.world import CASHIER, World

CHOICE = st.integers(0, 59)
PAUSES = st.sampled_from((100, 0, 1, 2, 3, 4, 5, 6, 7, 8))
MISHAPS = st.sampled_from((Fate.GOES_ON, *Fate, Fate.DIES, Fate.NO_ANSWER))
ASKS = st.sampled_from(PAYERS[:2])
TURNS = st.lists(st.booleans(), min_size=16, max_size=28)
TOTALS = st.sampled_from((20_000, 20_000, 5_000))
SHARES = st.sampled_from((1.0, 0.5, 2.0))
"""Of the most that may go back."""
ENVELOPE = st.sampled_from((5_000, 100, 2_500, 100, 20_000, 15_000))
INSTRUMENTS = st.sampled_from((Instrument.MONEY_ORDER, Instrument.CASHIERS_CHECK, Instrument.PERSONAL_CHECK))
MINUTES = st.sampled_from((2, 21, 61, 2, 2, 5, 5, 21, 61, 600, 1_500, 11_000))
"""A minute or two; past an unanswered request; past a page's life; past a day; past a hold's week."""


class PaymentMachine(RuleBasedStateMachine):
    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.is_begun = world, False

    @initialize(totals=st.lists(TOTALS, min_size=2, max_size=5))
    def applications_are_signed(self, totals: list[int]) -> None:
        self.world.begin(totals)
        self.is_begun = True
        self.world.figures.counts["examples"] += 1

    @rule(total=TOTALS, one=ASKS, other=ASKS, turns=TURNS)
    def another_is_signed_and_two_tabs_ask_at_once(
        self, total: int, one: Racer, other: Racer, turns: list[bool]
    ) -> None:
        if self.world.sign(total):
            self.race(1, one, other, turns)

    @rule(choice=CHOICE, asks=ASKS, pauses=PAUSES, fate=MISHAPS)
    def a_tab_asks_for_the_card_page(self, choice: int, asks: Racer, pauses: int, fate: Fate) -> None:
        self._launch(asks, choice, pauses, fate)

    @rule(choice=CHOICE, one=st.sampled_from(RACERS), other=st.sampled_from(PAYERS), turns=TURNS)
    def two_tabs_race(self, choice: int, one: Racer, other: Racer, turns: list[bool]) -> None:
        self.race(choice, one, other, turns)

    @rule(choice=CHOICE, one=st.sampled_from(RACERS), other=st.sampled_from(RACERS), turns=TURNS, fate=MISHAPS)
    def two_of_any_kind_race(self, choice: int, one: Racer, other: Racer, turns: list[bool], fate: Fate) -> None:
        self.world.go_on(self.race(choice, one, other, turns), 0, fate)

    def race(self, choice: int, one: Racer, other: Racer, turns: list[bool]) -> Actor:
        """Turn by turn, over the same application; both are left where they are then. Gives the first."""
        racers = [self._launch(racer, choice) for racer in (one, other)]
        for turn in turns:
            self.world.go_on(racers[turn], 1)
        return racers[0]

    @rule(choice=CHOICE, card=st.sampled_from(CARDS), asks=ASKS)
    def she_pays_without_delay(self, choice: int, card: Card, asks: Racer) -> None:
        self._launch(asks, choice, 100)
        if self.world.pages:
            self.world.type_card(self.world.pages[-1], card)

    # Hypothesis leaves some rules out of each example; what matters most is there under several names.
    @rule(choice=CHOICE, card=st.sampled_from(CARDS), asks=ASKS)
    def she_pays_in_another_tab(self, choice: int, card: Card, asks: Racer) -> None:
        self.she_pays_without_delay(choice, card, asks)

    @rule(choice=CHOICE, card=st.sampled_from(CARDS), asks=ASKS, pauses=PAUSES, fate=MISHAPS)
    def she_pays_and_comes_back(self, choice: int, card: Card, asks: Racer, pauses: int, fate: Fate) -> None:
        self.she_pays_without_delay(choice, card, asks)
        self._launch(comes_back, choice, pauses, fate)

    @rule(choice=CHOICE, card=st.sampled_from(CARDS))
    def she_pays_on_some_page_of_hers(self, choice: int, card: Card) -> None:
        self._pay(choice, card)

    @rule(choice=CHOICE, pauses=PAUSES, fate=MISHAPS)
    def she_comes_back(self, choice: int, pauses: int, fate: Fate) -> None:
        self._launch(comes_back, choice, pauses, fate)

    @rule(choice=CHOICE, pauses=PAUSES, racer=st.sampled_from((chooses_mail, chooses_mail, withdraws)))
    def she_changes_her_mind(self, choice: int, pauses: int, racer: Racer) -> None:
        """More rarely to withdraw: nothing much happens to an application afterwards."""
        self._launch(racer, choice, pauses)

    @rule(pauses=PAUSES, fate=MISHAPS)
    def the_sweep_comes_round(self, pauses: int, fate: Fate) -> None:
        self._launch(sweeps, 1, pauses, fate)

    @rule(pauses=PAUSES)
    def the_sweep_of_refunds_comes_round(self, pauses: int) -> None:
        self.world.launch("sweep of refunds", lambda: sweep_claimed_refunds(self.world.desk), pauses)

    @rule(choice=CHOICE, pauses=PAUSES)
    def a_webhook_arrives(self, choice: int, pauses: int) -> None:
        """Any that was ever made, also for the second time."""
        if events := self.world.company.events:
            number = choice % len(events)
            self.world.delivered[number] += 1
            self.world.launch("webhook", lambda: self._hear(number), pauses)

    @rule(choice=CHOICE, kind=INSTRUMENTS, cents=ENVELOPE, number=st.integers(1, 4), pauses=PAUSES)
    def the_cashier_opens_an_envelope(
        self, choice: int, kind: Instrument, cents: int, number: int, pauses: int
    ) -> None:
        owed, desk = self.world.owing(choice), self.world.desk
        received = Received(kind, str(number), cents, desk.today())
        self.world.launch(CASHIER, lambda: receive(desk, owed.reference, received, "cashier"), pauses)

    @rule(choice=CHOICE, pauses=PAUSES, fate=MISHAPS)
    def staff_void_a_payment(self, choice: int, pauses: int, fate: Fate) -> None:
        if sources := self.world.books.voidable():
            reference, desk = sources[choice % len(sources)], self.world.desk
            self.world.launch("void", lambda: void(desk, reference, "in error", "staff"), pauses, fate)

    @rule(choice=CHOICE, of_it=SHARES, why=st.sampled_from(("", "hardship")), pauses=PAUSES, fate=MISHAPS)
    def staff_order_a_refund(self, choice: int, of_it: float, why: str, pauses: int, fate: Fate) -> None:
        if sources := self.world.books.refundable():
            (reference, most), desk = sources[choice % len(sources)], self.world.desk
            order = Order(max(1, int(most * of_it)), "she asked", "staff", why)
            self.world.launch("refund", lambda: refund(desk, reference, order), pauses, fate)

    @rule(choice=CHOICE, of_it=SHARES, fate=MISHAPS)
    def staff_order_another_refund(self, choice: int, of_it: float, fate: Fate) -> None:
        self.staff_order_a_refund(choice, of_it, "", 3, fate)

    @rule(by_hand=st.booleans(), pauses=PAUSES)
    def the_books_are_compared(self, by_hand: bool, pauses: int) -> None:
        day, desk = connecticut_day(self.world.clock.now), self.world.desk
        work = (lambda: reconcile(desk, day, day)) if by_hand else (lambda: compare_yesterday(desk))
        self.world.launch("comparison", work, pauses)

    @rule(choice=CHOICE, pauses=PAUSES, fate=MISHAPS)
    def a_request_moves_on(self, choice: int, pauses: int, fate: Fate) -> None:
        if actors := self.world.actors:
            self.world.go_on(actors[choice % len(actors)][0], pauses, fate)

    @rule(choice=CHOICE, pauses=PAUSES, fate=MISHAPS)
    def another_request_moves_on(self, choice: int, pauses: int, fate: Fate) -> None:
        self.a_request_moves_on(choice, pauses, fate)

    @rule(is_restarted=st.sampled_from((False, False, True)))
    def every_request_ends(self, is_restarted: bool) -> None:
        """Each is answered, or the server is restarted under all of them."""
        if is_restarted:
            self.world.crash_all()
        while self.world.actors:
            self.world.go_on(self.world.actors[0][0])

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.world.pass_time(minutes)

    @invariant()
    def no_money_is_astray(self) -> None:
        if self.is_begun:
            self.world.figures.counts["steps"] += 1
            self.world.check()

    def teardown(self) -> None:
        if self.is_begun:
            come_to_rest(self.world)

    def _launch(self, racer: Racer, choice: int, pauses: int = 0, fate: Fate = Fate.GOES_ON) -> Actor:
        owed = self.world.owing(choice)
        name = racer.__name__.replace("_", " ")
        return self.world.launch(name, racer(self.world, owed), pauses, fate)

    def _hear(self, number: int) -> None:
        """As the endpoint does: the sweep it makes haste for comes right after."""
        if take_hint(self.world.desk, str(number).encode(), "signed"):
            sweep_open_payments(self.world.desk)

    def _pay(self, choice: int, card: Card) -> None:
        """Mostly on a page of late; now and then on a tab that was left open long ago."""
        if pages := self.world.pages[-3:] if choice % 3 else self.world.pages:
            self.world.type_card(pages[choice % len(pages)], card)
