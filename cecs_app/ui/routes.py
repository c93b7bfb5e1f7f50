"""The table of pages: route, title, page, and what fills it. Compiled once per language."""

from typing import Any

import reflex as rx

from cecs_app import language
from cecs_app.language import mark, speaking
from cecs_app.ui import (
    acknowledge,
    apologies,
    certificates,
    check_email,
    confirm_email,
    landing,
    new_password,
    privacy,
    profile,
    profile_changes,
    proof,
    recovery,
    register,
    second_step,
    sign_in,
    sign_up,
    ssn_log,
)
from cecs_app.ui.applications import (
    appeal,
    change_kind,
    check,
    conduct,
    details,
    endorsements,
    letter,
    list_all,
    missing,
    receipt,
    service,
    sign,
    start,
    status,
    withdraw,
)
from cecs_app.ui.components.fields import page_title
from cecs_app.ui.components.frame import FrameState
from cecs_app.ui.desk.frame import DeskFrame
from cecs_app.ui.desk.routes import DESK_PAGES
from cecs_app.ui.page import Page
from cecs_app.ui.pay import choose, result, slip
from cecs_app.ui.security import prove_again, remove, security, set_up

NOT_FOUND = Page("/not-found", mark("Page not found"), apologies.not_found_page)
"""Served under every address that is no page, too."""

PAGES = (
    Page("/", mark("Connecticut educator certification"), landing.landing_page, landing.LandingState),
    Page("/create-account", mark("Create an account"), sign_up.sign_up_page, sign_up.SignUpState),
    Page("/check-your-email", mark("Check your email"), check_email.check_email_page, check_email.CheckEmailState),
    Page("/forgot-username", mark("Forgot Username"), recovery.forgot_username_page, recovery.ForgotUsernameState),
    Page("/forgot-password", mark("Forgot Password"), recovery.forgot_password_page, recovery.ForgotPasswordState),
    Page("/register", mark("Find your certification record"), register.register_page, register.RegisterState),
    Page("/register/proof", mark("Please prove who you are"), proof.proof_page, proof.ProofState),
    Page("/acknowledge", mark("Read and acknowledge"), acknowledge.acknowledge_page, acknowledge.AcknowledgeState),
    Page("/certificates", mark("Your certificates"), certificates.certificates_page, certificates.CertificatesState),
    Page("/applications", mark("Applications"), list_all.applications_page, list_all.ApplicationsState),
    Page("/profile", mark("Profile"), profile.profile_page, profile.ProfileState),
    Page("/profile/contact", mark("Contact details"), profile_changes.contact_page, profile_changes.ContactState),
    Page(
        "/profile/last-name",
        mark("Change your last name"),
        profile_changes.last_name_page,
        profile_changes.LastNameState,
    ),
    Page("/profile/email", mark("Change your email address"), profile_changes.email_page, profile_changes.EmailState),
    Page("/profile/security", mark("Sign-in and security"), security.security_page, security.SecurityState),
    Page(
        "/profile/security/authenticator",
        mark("Set up an authenticator app"),
        set_up.authenticator_page,
        set_up.AuthenticatorState,
    ),
    Page("/profile/security/passkey", mark("Add a passkey"), set_up.passkey_page, set_up.PasskeyState),
    Page("/profile/security/codes", mark("Make new recovery codes"), set_up.codes_page, set_up.CodesState),
    Page(
        "/profile/security/remove-authenticator",
        mark("Remove your authenticator app?"),
        remove.remove_authenticator_page,
        remove.RemoveAuthenticatorState,
    ),
    Page(
        "/profile/security/passkeys/[passkey]",
        mark("Remove this passkey?"),
        remove.remove_passkey_page,
        remove.RemovePasskeyState,
    ),
    Page("/prove-again", mark("Is it you?"), prove_again.prove_again_page, prove_again.ProveAgainState),
    Page(
        "/profile/ssn-log",
        mark("Who has looked at your Social Security Number"),
        ssn_log.ssn_log_page,
        ssn_log.SsnLogState,
    ),
    Page(
        "/confirm-email",
        mark("Confirm your email address"),
        confirm_email.confirm_email_page,
        confirm_email.ConfirmEmailState,
    ),
    Page("/privacy", mark("Privacy of your Social Security Number"), privacy.privacy_page),
    NOT_FOUND,
    Page("/document-damaged", mark("This document can't be opened"), apologies.document_damaged_page),
    Page("/something-went-wrong", mark("Something went wrong"), apologies.something_went_wrong_page),
    Page("/login", mark("Login to the CECS"), sign_in.sign_in_page, sign_in.SignInState),
    Page(
        "/login/second-step",
        mark("One more step to log in"),
        second_step.second_step_page,
        second_step.SecondStepLoginState,
    ),
    Page(
        "/new-password",
        mark("Make your personal password"),
        new_password.new_password_page,
        new_password.NewPasswordState,
    ),
    Page("/applications/[reference]/start", mark("Before you begin"), start.start_page, start.StartState),
    Page("/applications/[reference]/details", mark("Your details"), details.details_page, details.DetailsState),
    Page(
        "/applications/[reference]/endorsements",
        mark("Endorsements to add"),
        endorsements.endorsements_page,
        endorsements.EndorsementsState,
    ),
    Page("/applications/[reference]/service", mark("Your service"), service.service_page, service.ServiceState),
    Page(
        "/applications/[reference]/change",
        mark("Another application fits your answer"),
        change_kind.change_kind_page,
        change_kind.ChangeKindState,
    ),
    Page("/applications/[reference]/conduct", mark("Conduct questions"), conduct.conduct_page, conduct.ConductState),
    Page("/applications/[reference]/check", mark("Check your answers"), check.check_page, check.CheckState),
    Page("/applications/[reference]/sign", mark("Sign and submit"), sign.sign_page, sign.SignState),
    Page("/applications/[reference]/receipt", mark("Your receipt"), receipt.receipt_page, receipt.ReceiptState),
    Page(
        "/applications/[reference]/status", mark("Status of your application"), status.status_page, status.StatusState
    ),
    Page(
        "/applications/[reference]/letters/[letter]",
        mark("Letter"),
        letter.letter_page,
        letter.LetterState,
        own_title=letter.LetterState.view.subject,
    ),
    Page(
        "/applications/[reference]/missing",
        mark("What we asked you for"),
        missing.missing_page,
        missing.MissingState,
    ),
    Page(
        "/applications/[reference]/withdraw",
        mark("Withdraw this application?"),
        withdraw.withdraw_page,
        withdraw.WithdrawState,
    ),
    Page("/applications/[reference]/appeal", mark("Appeal the denial"), appeal.appeal_page, appeal.AppealState),
    Page("/applications/[reference]/pay", mark("Pay the fee"), choose.pay_page, choose.PayState),
    Page(
        "/applications/[reference]/pay/result",
        mark("Your card payment"),
        result.result_page,
        result.PayResultState,
        own_title=result.PayResultState.words.title,
    ),
    Page("/applications/[reference]/slip", mark("Pay by mail"), slip.slip_page, slip.SlipState),
    *DESK_PAGES,
)


def add_pages(app: rx.App, languages: tuple[str, ...]) -> None:
    app.add_page(
        apologies.not_found_page, route="404", title=_title(NOT_FOUND, language.DEFAULT), on_load=[FrameState.arrive]
    )
    for page in PAGES:
        for one in languages[:1] if page.is_desk else languages:
            _add(app, page, one)


def _add(app: rx.App, page: Page, spoken: str) -> None:
    def build() -> rx.Component:
        with speaking(spoken):
            return page.build()

    prefix = "" if spoken == language.DEFAULT else f"/{spoken}"
    frame = DeskFrame if page.is_desk else FrameState
    loads = [frame.arrive, *([page.state.load] if page.state else []), FrameState.fill]
    app.add_page(build, route=(prefix + page.route).rstrip("/") or "/", title=_title(page, spoken), on_load=loads)


def _title(page: Page, spoken: str) -> Any:
    with speaking(spoken):
        title: Any = language._(page.title)
        if page.own_title is not None:
            title = rx.cond(page.own_title != "", page.own_title, title)
        return page_title(page.state, title) if page.state else f"{title} – CECS"
