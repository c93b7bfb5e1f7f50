"""What each error code of the desk says, and of what an educator does in answer to the desk."""

from cecs_app.language import mark

DESK_WORDS = {
    "wrong_proof": mark(
        "The username, password and code don't go together. Check all three; a code works once, so wait for a new one."
    ),
    "wrong_setup_code": mark(
        "The username and setup code don't go together, or the code was used or is over 24 hours old. "
        "Whoever gave it to you can make a new one."
    ),
    "setup_ended": mark("Your setup was interrupted. Begin again with your username and setup code."),
    "authenticator_code_wrong": mark("This is not the code that your authenticator shows now. Type the newest one."),
    "staff_username_invalid": mark("Use 3 to 32 small letters, digits, dots and hyphens, beginning with a letter."),
    "staff_username_taken": mark("Somebody has this username already. Choose another."),
    "staff_email_taken": mark("Somebody has this address already. Give that login the roles it needs instead."),
    "ein_unknown": mark("No record bears this EIN. Check it, or say that this is not an educator."),
    "no_role": mark("Give at least one role."),
    "not_your_duty": mark("This is not part of your role. Nothing was shown and nothing was changed."),
    "no_ssn": mark("This record holds no SSN, so there is none to show."),
    "reason_missing": mark("Say why you need to see it."),
    "reason_length": mark("Say why you need it in 10 to 200 characters."),
    "reason_has_number": mark(
        "Leave out the number that looks like an SSN: what you write here is kept, and others read it."
    ),
    "claim_settled": mark(
        "This claim is decided already: somebody was quicker, or the educator found the record by registering again."
    ),
    "claim_changed": mark("Something in this claim has changed since you opened the page. Look at it again."),
    "record_taken": mark("This record has an account already, so it can't be linked. Look at the claim again."),
    "twins": mark("These are most likely twins, who must never share a record. Keep them apart, or ask for proof."),
    "ein_not_on_record": mark("No record bears this EIN. Check it and type it again."),
    "own_application": mark("This is your own record. A colleague has to work on it."),
    "not_claimed": mark(
        "You have not claimed this application. Claim it first; if you can't, it is decided or a colleague has it."
    ),
    "reference_missing": mark("Scan the code on the slip, or type the application's number from it."),
    "no_such_application": mark(
        "No application has this number. Compare it with the slip. If it is right, keep the envelope aside and ask a "
        "reviewer to look for the name."
    ),
    "instrument_missing": mark("Choose what lies in the envelope."),
    "number_missing": mark("Enter the number that is printed on it. Only cash has none."),
    "dollars_invalid": mark("Enter the amount in dollars, such as 200 or 1,200.00: more than zero, at most 10,000."),
    "day_unreadable": mark("Enter the day on which it came."),
    "taken_back_before": mark("This entry was taken back before. Nothing was changed."),
    "another_open": mark(
        "A newer application, {reference}, is open for the same certificate. It has to be finished or withdrawn first."
    ),
    "second_look_needed": mark(
        "A conduct question was answered with yes: a reviewer and a supervisor decide together, at the desk."
    ),
    "nothing_wanted": mark("Choose at least one thing to ask for."),
    "not_for_this": mark("One of these can't be asked for here. Choose again."),
    "no_balance": mark("No balance is owed, so none can be asked for."),
    "say_what": mark("Say what you need."),
    "say_why": mark("Say why, in a few words: the educator reads it."),
    "due_day_past": mark("This day has passed. Give time to answer."),
    "due_day_far": mark("This day is more than a year away. Choose an earlier one."),
    "due_day_unreadable": mark("Choose the day by which the answer is due."),
    "item_moved": mark("This has moved on meanwhile. Look at it again."),
    "item_closed": mark("Nothing more can be sent for this now. The status page says where it stands."),
    "fee_is_paid": mark("The balance of the fee is paid by card or by mail: no document is needed for it."),
    "document_empty": mark("Choose a file first. If you did, it is empty: choose another."),
    "document_too_large": mark(
        "The file is larger than {most} MB. Photograph fewer pages at once, or save the PDF in a smaller size."
    ),
    "document_type": mark("We can read PDF, JPEG and PNG files only. Save it as one of these, or photograph it."),
    "document_active": mark(
        "This PDF would run a program, or brings another file along. Print it to a new PDF, or photograph it, and "
        "send that."
    ),
    "document_huge": mark("This picture is too large to be opened. Photograph it again, and send that."),
    "document_broken": mark("The file is not whole: its end is missing. Save or photograph it again, then send that."),
    "too_many_files": mark("There are {most} files for this already. Put more pages into one PDF."),
    "last_file": mark("Send the right file first, then take the wrong one away."),
    "upload_broken": mark("The file did not arrive whole. Try again; it may be the connection."),
    "already_asked": mark("Just this has been asked for already. The letter is sent."),
    "more_than_owed": mark("Only {owed} is owed. Is the amount right all the same? Then say so at the amount."),
    "items_unsettled": mark(
        "Something that was asked for is still open. Accept it, say that it is not needed, or ask again for what you "
        "refused."
    ),
    "nothing_waits": mark("Nothing waits here any more: somebody was quicker. Look at the application again."),
    "second_look_own": mark("You made this decision yourself. Another supervisor has to look at it."),
    "panel_has_decided": mark("The panel upheld this denial. Its word is final, and no supervisor's to take back."),
    "nothing_to_undo": mark("There is no decision here that can be taken back."),
    "changed_since": mark(
        "The certificate has changed since this decision, so it can't simply be put back. Undo the later change first."
    ),
    "appeal_closed": mark(
        "This denial can't be appealed any more: the days for it are over, or it was appealed before. "
        "You can apply again."
    ),
    "reason_too_short": mark("Say a little more: at least 20 characters, so that it can be understood."),
    "day_past": mark("Choose a day after today."),
    "hold_too_long": mark("Choose a day within the next {days} days."),
    "claimed_by_other": mark("{name} works on this application. Take another, or ask a supervisor to give it to you."),
    "not_at_the_desk": mark("Nobody can work on this application now: it is finished, or not filed yet."),
    "queue_empty": mark("Nothing waits to be taken up. Look again later, or see what is open."),
    "not_a_reviewer": mark("Choose somebody who reviews applications and still works here."),
    "their_own_application": mark("This is {name}'s own record. Choose a colleague."),
    "ssn_in_search": mark(
        "That looks like an SSN. Search by reference, EIN or name instead; an SSN is never typed here."
    ),
}
