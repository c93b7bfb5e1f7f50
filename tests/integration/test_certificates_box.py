"""The box with an educator's certificates: only hers, in which state, and what "Choose" stands for in each row.

The clock stands at January 15, 2027.
"""

from datetime import UTC, date, datetime

import pytest

from cecs_app.domain.application import ENDED, Status
from cecs_app.language import speaking
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.holding import Holder, holder

PROFESSIONAL = ("C-1", "professional", "2022-04-01", "2027-03-31")
INITIAL = ("C-1", "initial", "2017-04-01", "2027-03-31")


@pytest.fixture
def jane(deps: Deps) -> Holder:
    return holder(deps)


class TestWhatStandsInIt:
    def test_she_sees_her_name_and_number_and_only_her_own_certificates(self, deps: Deps, jane: Holder) -> None:
        other = holder(deps, "omar")
        jane.hold("C-1", *PROFESSIONAL[1:])
        other.hold("C-2", *PROFESSIONAL[1:])
        seen = jane.see()
        assert (seen.ein, seen.name) == ("ein-jane", "Jane Muñoz")
        assert [one.number for one in seen.certificates] == ["C-1"]
        assert [one.number for one in other.see().certificates] == ["C-2"]

    def test_without_certificates_the_box_is_empty(self, jane: Holder) -> None:
        assert jane.see().certificates == ()

    def test_nobody_elses_application_shows_in_her_row(self, deps: Deps, jane: Holder) -> None:
        other = holder(deps, "omar")
        jane.hold(*PROFESSIONAL)
        other.apply(other.hold("C-2", *PROFESSIONAL[1:]), "continuation", Status.DRAFT)
        assert jane.main().state == "choose"

    def test_the_one_that_ends_last_stands_first_and_what_was_replaced_last(self, jane: Holder) -> None:
        jane.hold("C-OLD", "initial", "2025-07-01", "2035-06-30", replaced_by="C-NEW")
        jane.hold("C-SOON", *PROFESSIONAL[1:])
        jane.hold("C-NEW", "professional", "2026-07-01", "2031-06-30")
        assert [one.number for one in jane.see().certificates] == ["C-NEW", "C-SOON", "C-OLD"]

    def test_kind_endorsements_and_days_are_in_words(self, jane: Holder) -> None:
        jane.hold(*PROFESSIONAL, endorsements="029;305")
        one = jane.see_only()
        assert one.kind == "Professional Educator Certificate"
        assert [label[:3] for label in one.endorsements] == ["029", "305"]
        assert (one.valid_from, one.valid_until) == ("April 1, 2022", "March 31, 2027")

    def test_all_of_it_is_in_her_language(self, jane: Holder) -> None:
        jane.hold(*PROFESSIONAL)
        with speaking("en-xa"):
            one = jane.see_only()
            assert one.main is not None
            assert all(words.startswith("⟦") for words in (one.kind, one.state, one.main.name, one.main.words))


class TestStates:
    @pytest.mark.parametrize(
        ("first", "last", "state", "tone"),
        [
            ("2027-01-16", "2032-01-15", "Not yet valid", ""),
            ("2027-01-15", "2032-01-14", "Valid", "good"),
            ("2022-07-17", "2027-07-16", "Valid", "good"),
            ("2022-07-16", "2027-07-15", "Expires soon", "warn"),
            ("2022-01-16", "2027-01-15", "Expires soon", "warn"),
            ("2022-01-15", "2027-01-14", "Expired", "bad"),
        ],
    )
    def test_each_day_of_a_term_has_its_state(
        self, jane: Holder, first: str, last: str, state: str, tone: str
    ) -> None:
        jane.hold("C-1", "professional", first, last)
        assert (jane.see_only().state, jane.see_only().tone) == (state, tone)

    def test_a_day_ends_at_connecticuts_midnight(self, clock: TestClock, jane: Holder) -> None:
        jane.hold("C-1", "professional", "2022-01-16", "2027-01-15")
        clock.now = datetime(2027, 1, 16, 4, 59, tzinfo=UTC)
        assert jane.see_only().state == "Expires soon"
        clock.forward(minutes=1)
        assert jane.see_only().state == "Expired"

    def test_what_was_replaced_says_by_which_and_offers_nothing(self, jane: Holder) -> None:
        jane.hold(*INITIAL, replaced_by="C-NEW")
        one = jane.see_only()
        assert (one.state, one.notes) == ("Replaced", ("Certificate C-NEW took its place.",))
        assert (one.main, one.others) == (None, ())

    def test_what_a_law_extended_shows_both_days(self, jane: Holder) -> None:
        jane.hold("C-1", "initial", "2024-07-01", "2027-06-30")
        one = jane.see_only()
        assert (one.valid_until, one.state) == ("June 30, 2034", "Valid")
        assert one.notes == ("Extended by Public Act 24-41. The date printed on it is June 30, 2027.",)

    def test_what_was_renewed_early_is_in_force_all_the_while(self, jane: Holder) -> None:
        jane.hold("C-1", "professional", "2027-04-01", "2032-03-31", in_force_since=date(2022, 4, 1))
        one = jane.see_only()
        assert one.state == "Valid"
        assert one.notes == ("Renewed. Your present term runs through March 31, 2027, the new one follows.",)


class TestOffers:
    def test_what_is_open_can_be_chosen_until_a_day_and_best_before_another(self, jane: Holder) -> None:
        jane.hold(*PROFESSIONAL)
        main = jane.main()
        assert (main.application, main.name, main.state, main.href) == ("continuation", "Continuation", "choose", "")
        assert main.words == "Apply by March 31, 2027; best by February 17, 2027."
        assert main.fee == "No fee"

    def test_what_costs_says_how_much_and_what_is_priced_each_says_so(self, jane: Holder) -> None:
        jane.hold(*INITIAL)
        assert (jane.main().application, jane.main().fee) == ("renewal", "$200.00")
        assert jane.main().words == "Apply by March 31, 2027."
        others = jane.others()
        assert others["advancement"].fee == "$375.00"
        assert others["endorsement"].fee.startswith("$100.00 ")

    def test_one_choose_stands_for_renewal_and_extension_which_the_service_tells_apart(self, jane: Holder) -> None:
        jane.hold(*INITIAL)
        assert list(jane.others()) == ["advancement", "endorsement", "duplicate"]

    def test_what_opens_later_says_from_when(self, jane: Holder) -> None:
        jane.hold("C-1", "professional", "2026-07-01", "2031-06-30")
        main = jane.main()
        assert (main.state, main.words) == ("later", "Opens on December 30, 2030.")

    def test_the_window_opens_on_its_day_and_not_the_day_before(self, clock: TestClock, jane: Holder) -> None:
        jane.hold("C-1", "professional", "2022-07-16", "2027-07-15")
        assert jane.main().state == "choose"
        clock.forward(days=-1)
        assert (jane.main().state, jane.main().words) == ("later", "Opens on January 15, 2027.")

    def test_what_has_ended_says_so_and_whom_to_ask(self, jane: Holder) -> None:
        jane.hold("C-1", "professional", "2021-07-01", "2026-06-30")
        main = jane.main()
        assert main.state == "no"
        assert "ended on June 30, 2026" in main.words
        assert all(one.state == "no" for one in jane.others().values())

    def test_what_is_never_renewed_says_why_and_what_instead(self, jane: Holder) -> None:
        jane.hold("C-1", "nonrenewable_interim", "2025-07-01", "2028-06-30")
        main = jane.main()
        assert (main.state, main.fee) == ("no", "")
        assert "is never renewed" in main.words
        assert "instead" in main.words

    def test_a_provisional_is_advanced_where_it_is_no_longer_renewed(self, jane: Holder) -> None:
        jane.hold("C-1", "provisional", "2019-07-01", "2027-06-30")
        assert (jane.main().application, jane.main().state) == ("advancement", "choose")


class TestUnderWay:
    def test_a_draft_goes_on_at_the_step_where_it_was_left(self, jane: Holder) -> None:
        jane.apply(jane.hold(*PROFESSIONAL), "continuation", Status.DRAFT, step="conduct")
        main = jane.main()
        assert (main.state, main.href) == ("continue", "/applications/A-CONTINUATION/conduct")
        assert main.words == "You have begun it. Your answers are saved."

    @pytest.mark.parametrize(
        "status", [status for status in Status if status is not Status.DRAFT and status not in ENDED]
    )
    def test_what_was_submitted_shows_its_status(self, jane: Holder, status: Status) -> None:
        jane.apply(jane.hold(*PROFESSIONAL), "continuation", status, step="sign")
        main = jane.main()
        assert main.href == "/applications/A-CONTINUATION/status"
        waits = ("pay", "Your application waits for payment.")
        expected = waits if status is Status.AWAITING_PAYMENT else ("status", "Your application is on its way.")
        assert (main.state, main.words) == expected

    def test_a_balance_that_is_still_due_is_named_with_the_way_to_pay_it(self, jane: Holder) -> None:
        jane.apply(jane.hold(*PROFESSIONAL), "continuation", Status.IN_REVIEW, total_cents=15_000)
        main = jane.main()
        assert (main.state, main.href) == ("balance", "/applications/A-CONTINUATION/status")
        assert main.words == "Your application is on its way. A balance of $150.00 is still to be paid."

    @pytest.mark.parametrize("status", sorted(ENDED))
    def test_what_is_over_can_be_chosen_again(self, jane: Holder, status: Status) -> None:
        jane.apply(jane.hold(*PROFESSIONAL), "continuation", status)
        assert (jane.main().state, jane.main().href) == ("choose", "")

    def test_a_renewal_that_became_an_extension_takes_its_place(self, jane: Holder) -> None:
        jane.apply(jane.hold(*INITIAL), "extension", Status.SUBMITTED)
        assert (jane.main().application, jane.main().state) == ("extension", "status")
        assert "renewal" not in jane.others()

    def test_one_under_way_leaves_the_others_to_choose(self, jane: Holder) -> None:
        jane.apply(jane.hold(*INITIAL), "duplicate", Status.DRAFT)
        assert jane.main().state == "choose"
        states = {name: one.state for name, one in jane.others().items()}
        assert states == {"advancement": "choose", "endorsement": "choose", "duplicate": "continue"}

    def test_one_under_way_on_one_certificate_leaves_the_other_certificate_alone(self, jane: Holder) -> None:
        jane.apply(jane.hold(*PROFESSIONAL), "continuation", Status.DRAFT)
        jane.hold("C-2", "professional", "2022-03-01", "2027-02-28")
        first, second = (one.main for one in jane.see().certificates)
        assert first is not None
        assert second is not None
        assert (first.state, second.state) == ("continue", "choose")
