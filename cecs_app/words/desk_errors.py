"""What each error code of the desk says, and of what an educator does in answer to the desk."""

from cecs_app.language import mark

DESK_WORDS = {
    "own_application": mark("This is your own record. A colleague has to work on it."),
    "not_claimed": mark("You have not claimed this application, or it was given to somebody else. Claim it first."),
    "another_open": mark("She has begun a new one since: {reference}. It has to be finished or withdrawn first."),
}
