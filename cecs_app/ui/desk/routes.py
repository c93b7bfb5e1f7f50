"""The table of the desk's pages; see ui/routes.py."""

from dataclasses import replace

from cecs_app.language import mark
from cecs_app.ui.desk import (
    apologies,
    ask,
    cashier,
    claim,
    claim_acts,
    claims,
    differences,
    envelope,
    login,
    queue,
    reports,
    setup,
    ssn,
    take_back,
)
from cecs_app.ui.desk.review import appeal, approve, deny, hold, screen, second_look, undo
from cecs_app.ui.page import Page

CASE, CLAIM = "/desk/applications/[reference]", "/desk/claims/[reference]"

_PAGES = (
    Page("/desk/login", mark("Log in to the desk"), login.desk_login_page, login.DeskLoginState),
    Page("/desk/setup", mark("Set up your login"), setup.desk_setup_page, setup.DeskSetupState),
    Page("/desk/not-your-duty", mark("Not part of your role"), apologies.not_your_duty_page),
    Page("/desk", mark("Queue"), queue.queue_page, queue.QueueState),
    Page(CASE, mark("Review"), screen.review_page, screen.ReviewState),
    Page(f"{CASE}/ask", mark("Ask for what is missing"), ask.ask_page, ask.AskState),
    Page(f"{CASE}/approve", mark("Approve this application?"), approve.approve_page, approve.ApproveState),
    Page(f"{CASE}/deny", mark("Deny this application?"), deny.deny_page, deny.DenyState),
    Page(f"{CASE}/hold", mark("Put this application on hold?"), hold.hold_page, hold.HoldState),
    Page(f"{CASE}/resume", mark("Take this application up again?"), hold.resume_page, hold.ResumeState),
    Page(
        f"{CASE}/second-look",
        mark("Second look at a decision"),
        second_look.second_look_page,
        second_look.SecondLookState,
    ),
    Page(f"{CASE}/undo", mark("Undo the decision?"), undo.undo_page, undo.UndoState),
    Page(f"{CASE}/appeal", mark("What the panel decided"), appeal.desk_appeal_page, appeal.DeskAppealState),
    Page(f"{CASE}/ssn", mark("Show the Social Security Number"), ssn.application_ssn_page, ssn.ApplicationSsnState),
    Page("/desk/claims", mark("EIN claims"), claims.claims_page, claims.ClaimsState),
    Page(CLAIM, mark("EIN claim"), claim.claim_page, claim.ClaimState),
    Page(
        f"{CLAIM}/link/[candidate]",
        mark("Link the account to this record?"),
        claim_acts.link_page,
        claim_acts.LinkClaimState,
    ),
    Page(f"{CLAIM}/apart", mark("Give a new EIN?"), claim_acts.keep_apart_page, claim_acts.KeepApartState),
    Page(f"{CLAIM}/refuse", mark("Refuse this claim?"), claim_acts.refuse_page, claim_acts.RefuseClaimState),
    Page(f"{CLAIM}/ask", mark("Ask for proof"), claim_acts.ask_proof_page, claim_acts.AskProofState),
    Page(f"{CLAIM}/ssn", mark("Show the Social Security Number"), ssn.claim_ssn_page, ssn.ClaimSsnState),
    Page("/desk/cashier", mark("Mailed payments"), cashier.cashier_page, cashier.CashierState),
    Page(
        "/desk/cashier/day/[mail_day]", mark("Mailed payments of one day"), cashier.mail_day_page, cashier.MailDayState
    ),
    Page(
        "/desk/cashier/envelope/[reference]",
        mark("Record a mailed payment"),
        envelope.envelope_page,
        envelope.EnvelopeState,
    ),
    Page(
        "/desk/cashier/take-back/[reference]",
        mark("Take an entry back"),
        take_back.take_back_page,
        take_back.TakeBackState,
    ),
    Page(
        "/desk/cashier/differences",
        mark("Compared with the card company"),
        differences.differences_page,
        differences.DifferencesState,
    ),
    Page("/desk/reports", mark("Reports"), reports.reports_page, reports.ReportsState),
    Page("/desk/reports/money", mark("Money by week"), reports.money_page, reports.MoneyState),
)

DESK_PAGES = tuple(replace(page, is_desk=True) for page in _PAGES)
