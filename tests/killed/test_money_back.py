"""Killed while a refused card is let go, and while staff give money back with a command."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.e2e.portal import ROOT
from tests.killed.case import FEE, HEARS, HEARS_NOTHING, PAID, REFUNDED, RELEASED, UNKNOWN_FUNDING, Case
from tests.killed.gate import Moment, Request
from tests.killed.mortal import run


@pytest.mark.parametrize("moment", Moment, ids=["before it is done", "when it is done and unanswered"])
def test_killed_while_releasing_a_refused_card(case: Case, moment: Moment) -> None:
    case.opens_the_card_page()
    with case.lane.to_cards.holding(Request.CANCEL, moment) as hold:
        case.pays(UNKNOWN_FUNDING)
        hold.waits_for_it()
        case.portal_is_killed()
    case.portal_is_back(HEARS)
    case.settles(**RELEASED)


def test_killed_when_the_refused_card_is_released_and_it_is_not_recorded(case: Case) -> None:
    case.opens_the_card_page()
    with case.lane.to_cards.holding(Request.CANCEL, Moment.ANSWERED) as hold:
        case.pays(UNKNOWN_FUNDING)
        hold.waits_for_it()
        with case.lane.nobody_writes():
            hold.let_go()
            case.stands_a_moment()
            case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**RELEASED)


@pytest.fixture
def overpaid(case: Case) -> str:
    """By card, and once more with a money order; the reference of the payment by card."""
    case.opens_the_card_page()
    case.pays()
    case.educator.waits_for_heading("Your receipt")
    assert case.becomes(**PAID) == []
    mailed = ["--kind", "money_order", "--amount", str(FEE), "--number", "1001"]
    taken = run(case.lane.portal.environment, "-m", "cecs_app", "payments", "receive", case.reference, *mailed)
    assert json.loads(taken)["overpaid_cents"] == FEE
    return case.payment


def starts_the_refund(case: Case, payment: str) -> subprocess.Popen[bytes]:
    command = ["-m", "cecs_app", "payments", "refund", payment, "--amount", str(FEE), "--reason", "paid twice"]
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=dict(case.lane.portal.environment),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def dies(command: subprocess.Popen[bytes]) -> None:
    os.killpg(command.pid, signal.SIGKILL)
    assert command.wait() == -signal.SIGKILL


@pytest.mark.parametrize("moment", Moment, ids=["before it is done", "when it is done and unanswered"])
def test_killed_while_refunding(case: Case, overpaid: str, moment: Moment) -> None:
    with case.lane.to_cards.holding(Request.REFUND, moment) as hold:
        command = starts_the_refund(case, overpaid)
        hold.waits_for_it()
        case.command_is_killed(lambda: dies(command))
        case.portal_is_killed()
    case.portal_is_back(HEARS_NOTHING)
    case.settles(**REFUNDED)


def test_killed_when_the_refund_is_answered_and_not_recorded(case: Case, overpaid: str) -> None:
    with case.lane.to_cards.holding(Request.REFUND, Moment.ANSWERED) as hold:
        command = starts_the_refund(case, overpaid)
        hold.waits_for_it()
        with case.lane.nobody_writes():
            hold.let_go()
            case.stands_a_moment()
            case.command_is_killed(lambda: dies(command))
    case.settles(**REFUNDED)
