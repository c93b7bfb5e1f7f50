"""What each error code says to the person, and how to mend it. The one place for these words."""

from collections.abc import Mapping

from cecs_app.language import _, mark
from cecs_app.words.backup_errors import BACKUP_WORDS
from cecs_app.words.desk_errors import DESK_WORDS

_WORDS = {
    **DESK_WORDS,
    **BACKUP_WORDS,
    "not_allowed": mark("This is not open now. Your certificates page says what is."),
    "busy": mark(
        "The portal is very busy. Keep this page open: what you typed is still here. "
        "Press the button again in a minute."
    ),
    "cannot_save_now": mark(
        "We can't save anything just now. The fault is ours, and it has been noted. Keep this page open: what you "
        "typed is still here. Press the button again in a few minutes."
    ),
    "file_not_kept": mark(
        "We can't take your file just now. The fault is ours, and it has been noted. Choose it once more and send it "
        "in a few minutes."
    ),
    "ssn_malformed": mark("An SSN has nine digits. Check the number and type it again."),
    "ssn_never_issued": mark("No SSN begins or ends like this one. Check the number and type it again."),
    "birth_month": mark("Enter the month as a number from 1 to 12."),
    "birth_day": mark("Enter the day as a number from 1 to 31."),
    "birth_day_of_month": mark("This month has fewer days. Check the day and the month."),
    "birth_year": mark("Enter the year with four digits, like 1985."),
    "birth_in_future": mark("This day is still to come. Check the year."),
    "birth_too_long_ago": mark("This is too long ago. Check the year."),
    "required": mark("Fill this in."),
    "too_long": mark("This is too long. Shorten it."),
    "not_text": mark("This can't be read. Type it again."),
    "wrong_credentials": mark(
        "The username and password don't match. Check both and try again. "
        "A temporary password works for 24 hours only: if yours is older, choose Forgot Password."
    ),
    "too_many_logins": mark(
        "There were too many tries. Wait {minutes} minutes, or choose Forgot Password: "
        "the temporary password we mail you works at once."
    ),
    "password_closed": mark(
        "There were too many wrong tries with this username. "
        "Choose Forgot Password: the temporary password we mail you works at once."
    ),
    "too_many_tries": mark("There were too many tries. Wait {minutes} minutes, then try again."),
    "wrong_second_step": mark(
        "That didn't work. A code from your app holds for half a minute and works once: wait for the next one. "
        "A recovery code works once, too."
    ),
    "too_many_codes": mark(
        "There were too many wrong codes, so none is taken for a while. A passkey or a recovery code works at once, "
        "and so does a code on the browser you always use."
    ),
    "nothing_to_scan": mark("This page was open too long. Go back to your security page and begin again."),
    "no_second_factor": mark("There is no second step of login on this account."),
    "too_many_passkeys": mark("You have {most} passkeys. Remove one before you add another."),
    "passkey_not_made": mark("The passkey could not be made. Try again, or set up an authenticator app instead."),
    "signed_out": mark("Your login has ended. Log in again."),
    "password_wrong": mark("This is not your password. Type it again, or log out and choose Forgot Password."),
    "old_password_wrong": mark(
        "This is not your old password, or it was a temporary one that has expired. A temporary password is best "
        "pasted from the second email. For a new one, log out and choose Forgot Password."
    ),
    "password_too_short": mark("Use at least 15 characters. A few words in a row are easy to remember."),
    "password_too_long": mark("Use at most 200 characters."),
    "password_has_own_word": mark("Leave out your name, username and email address."),
    "password_common": mark("This is too easy to guess. Use a few unrelated words."),
    "password_looks_temporary": mark("This looks like a temporary password. Make up one of your own."),
    "password_mismatch": mark("The two passwords differ. Type the new password again."),
    "email_invalid": mark("Enter an email address in the form name@example.com."),
    "email_mismatch": mark("The two email addresses differ. Type the same address in both."),
    "email_same": mark("This is the address you have now. Enter the new one."),
    "name_invalid": mark("Use letters, blanks, hyphens and apostrophes only."),
    "phone_invalid": mark("Enter a phone number with area code, for example 860-555-0123."),
    "address_incomplete": mark("Fill this in too, or leave the whole mailing address empty."),
    "state_invalid": mark("Enter the two letters of the state, for example CT."),
    "zip_code_invalid": mark("Enter five digits, or five and four, for example 06115-0471."),
    "no_cookie": mark("Your browser refused our cookie. Allow cookies for this site, reload the page and try again."),
    "link_ended": mark(
        "This link has been used, is over 24 hours old, was ended by a new password, or the address is in use. "
        "Ask for a new one."
    ),
    "not_found": mark("This can't be found. Check the address, or start from your certificates."),
    "card_page_unavailable": mark(
        "The card page can't be reached. No money was taken. Try again in a few minutes. "
        "Pay later by mail works too: your application is kept."
    ),
    "payment_unknown": mark(
        "The card company doesn't answer just now, so we can't tell whether your last try went through. "
        "Don't pay again yet. We keep asking, and mail you a receipt as soon as it is paid."
    ),
    "balance_due": mark("{owed} of the fee is still to be paid. Nothing is issued before that."),
    "not_signed": mark("This application is not signed yet, so nothing can be paid for it. Keep the payment aside."),
    "instrument_refused": mark(
        "Personal checks and cash are not accepted. Send it back: the educator has been told, and nothing was paid."
    ),
    "instrument_recorded": mark("This one was recorded for this application before. Nothing was changed."),
    "amount_invalid": mark("Enter an amount in cents, more than zero and at most a million."),
    "day_to_come": mark("This day is still to come. Check the date."),
    "day_too_long_ago": mark("This is too long ago. Check the year."),
    "days_reversed": mark("The last day lies before the first. Exchange them."),
    "not_refundable": mark(
        "At most {most} of this payment may go back now: what was paid too much; once the application is withdrawn "
        "or denied, also the balance; and with an override the review fee."
    ),
    "refund_refused": mark("The card company refused this refund: nothing went back. Ask it, or send a check."),
    "refund_under_way": mark("Another refund for this application is under way. Wait until it is settled."),
    "refund_exists": mark("Some of it was refunded already, so it can't be voided."),
    "already_captured": mark("The money was taken already. Refund it instead."),
    "not_open": mark("This payment is over and took no money. There is nothing to void."),
    "gateway_silent": mark("The card company doesn't answer. Nothing was changed; try again in a minute."),
    "nothing_to_pay": mark("There is nothing to pay for this application now. Its page says what comes next."),
    "elsewhere": mark("This is done already. Open your applications to see where it stands."),
    "not_offered_today": mark("You can't apply for this today. {why}"),
    "draft_not_offered": mark("This can't be submitted now. {why} Your draft is kept."),
    "not_offered": mark("The rules of the day of filing don't allow {application} for this kind of certificate."),
    "invalid_quote": mark("That many endorsements have no price today. Choose them again."),
    "not_decidable": mark("This application is not open to a decision now: its status is “{status}”."),
    "certificate_replaced": mark("This certificate was replaced by {number}. Choose that one instead."),
    "status_moved": mark("This application has moved on meanwhile. Open it again to see where it stands."),
    "already_open": mark("You have an application of that kind under way already. Open it from your applications."),
    "payment_under_way": mark("A card payment is under way. Finish it, or wait an hour until it ends, then withdraw."),
    "statement_changed": mark("The statement has changed since you opened this page. Read the new one, then sign."),
    "questions_changed": mark("The questions have changed since you opened this page. Answer the ones shown now."),
    "choose_one": mark("Choose one of the answers."),
    "explain_yes": mark("Say in a few words what happened, and when."),
    "confirm_this": mark("Tick this box to confirm it. If you can't, the application has to wait."),
    "months_too_few": mark(
        "These are fewer than the rule asks for. Come back when you have served them: it costs nothing."
    ),
    "months_invalid": mark("Enter the number of school months in figures, for example 50."),
    "signature_differs": mark("Sign with the name of your account. Has it changed? Change it in your profile first."),
    "name_same": mark("This is the name you have now. Enter the new one."),
    "full_name": mark("Type your first and last name."),
    "no_endorsement": mark("Choose at least one endorsement."),
    "endorsement_held": mark("An endorsement that you chose is on your certificate already. Choose again."),
    "too_many_endorsements": mark("Choose at most {most} at once. For more, make another application afterwards."),
}


_REQUIRED = {
    "last_name": mark("Enter your last name."),
    "first_name": mark("Enter your first name."),
    "email": mark("Enter your email address."),
    "email_again": mark("Type your email address a second time."),
    "username": mark("Enter your username."),
    "password": mark("Enter your password."),
    "ssn": mark("Enter your SSN."),
    "address_line": mark("Enter your street address or PO Box."),
    "city": mark("Enter your city."),
    "state": mark("Enter your state, two letters."),
    "zip_code": mark("Enter your ZIP code."),
    "school_months": mark("Enter the number of school months."),
    "signed_name": mark("Type your first and last name to sign."),
    "passkey_name": mark("Give the passkey a name."),
    "authenticator": mark("Type the code that your authenticator shows now."),
    "recovery_code": mark("Type one of your recovery codes."),
}
"""The summary lists these one below the other, so each names its field."""


_CONFIRM = {
    "has_hours": mark("Confirm the clock hours. If you can't, the application has to wait."),
    "has_team": mark("Confirm the TEAM program. If you can't, the application has to wait."),
    "has_studies": mark("Confirm the degree or coursework. If you can't, the application has to wait."),
    "agrees": mark("Tick the box to declare it."),
}


def field_error_words(field: str, code: str, data: Mapping[str, object]) -> str:
    if code == "required" and field in _REQUIRED:
        return _(_REQUIRED[field])
    if code == "confirm_this" and field in _CONFIRM:
        return _(_CONFIRM[field])
    if code == "address_incomplete":
        return _(_REQUIRED[field]) + " " + _("Or leave the whole mailing address empty.")
    return error_words(code, data)


def error_words(code: str, data: Mapping[str, object]) -> str:
    """KeyError for a code without words: tests/unit/test_words.py keeps every code covered."""
    return _(_WORDS[code]).format(**data)


def known_codes() -> frozenset[str]:
    return frozenset(_WORDS)
