"""The table of the desk's pages; see ui/routes.py."""

from cecs_app.language import mark
from cecs_app.ui.desk import apologies as desk_apologies
from cecs_app.ui.desk import ask as desk_ask
from cecs_app.ui.desk import cashier, claim, claim_acts, claims, differences, envelope, reports, take_back
from cecs_app.ui.desk import login as desk_login
from cecs_app.ui.desk import queue as desk_queue
from cecs_app.ui.desk import setup as desk_setup
from cecs_app.ui.desk import ssn as desk_ssn
from cecs_app.ui.desk.review.screens import SCREENS
from cecs_app.ui.page import Page

DESK_PAGES = (
    Page("/desk", mark("Queue"), desk_queue.queue_page, desk_queue.QueueState, is_desk=True),
    Page(
        "/desk/login", mark("Log in to the desk"), desk_login.desk_login_page, desk_login.DeskLoginState, is_desk=True
    ),
    Page(
        "/desk/setup", mark("Set up your login"), desk_setup.desk_setup_page, desk_setup.DeskSetupState, is_desk=True
    ),
    Page(
        "/desk/applications/[reference]/ssn",
        mark("Show the Social Security Number"),
        desk_ssn.application_ssn_page,
        desk_ssn.ApplicationSsnState,
        is_desk=True,
    ),
    Page("/desk/claims", mark("EIN claims"), claims.claims_page, claims.ClaimsState, is_desk=True),
    Page("/desk/claims/[reference]", mark("EIN claim"), claim.claim_page, claim.ClaimState, is_desk=True),
    *(
        Page(f"/desk/claims/[reference]{end}", title, build, state, is_desk=True)
        for end, title, build, state in claim_acts.SCREENS
    ),
    Page(
        "/desk/claims/[reference]/ssn",
        mark("Show the Social Security Number"),
        desk_ssn.claim_ssn_page,
        desk_ssn.ClaimSsnState,
        is_desk=True,
    ),
    *(
        Page(f"/desk/applications/[reference]{end}", title, build, state, is_desk=True)
        for end, title, build, state in SCREENS
    ),
    Page(
        "/desk/applications/[reference]/ask",
        mark("Ask for what is missing"),
        desk_ask.ask_page,
        desk_ask.AskState,
        is_desk=True,
    ),
    Page("/desk/cashier", mark("Mailed payments"), cashier.cashier_page, cashier.CashierState, is_desk=True),
    Page(
        "/desk/cashier/day/[mail_day]",
        mark("Mailed payments of one day"),
        cashier.mail_day_page,
        cashier.MailDayState,
        is_desk=True,
    ),
    Page(
        "/desk/cashier/envelope/[reference]",
        mark("Record a mailed payment"),
        envelope.envelope_page,
        envelope.EnvelopeState,
        is_desk=True,
    ),
    Page(
        "/desk/cashier/take-back/[reference]",
        mark("Take an entry back"),
        take_back.take_back_page,
        take_back.TakeBackState,
        is_desk=True,
    ),
    Page(
        "/desk/cashier/differences",
        mark("Compared with the card company"),
        differences.differences_page,
        differences.DifferencesState,
        is_desk=True,
    ),
    Page("/desk/reports", mark("Reports"), reports.reports_page, reports.ReportsState, is_desk=True),
    Page("/desk/reports/money", mark("Money by week"), reports.money_page, reports.MoneyState, is_desk=True),
    Page("/desk/not-your-duty", mark("Not part of your role"), desk_apologies.not_your_duty_page, is_desk=True),
)
