from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.inbox import mails
from sandbox.web import page

SHOWN = 100

# A mail brings styles of its own, and the frame it is shown in inherits the policy of the page around it.
MAIL_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def page_routes() -> list[Route]:
    return [Route("/", show_inbox), Route("/message/{id}", show_message)]


def show_inbox(request: Request) -> Response:
    query = request.query_params.get("query", "").strip()
    found = mails.find(request.app.state.store, query, limit=SHOWN)
    return page("inbox.html", found=found, query=query)


def show_message(request: Request) -> Response:
    mail = mails.open_mail(request.app.state.store, request.path_params["id"])
    if mail is None:
        return page("mail_missing.html", status=404)
    # The links of a mail leave the frame, as they would in a mail program.
    framed = '<!doctype html><html lang="en"><base target="_top"><title>Mail</title>' + mail.letter.html
    return page("mail.html", policy=MAIL_POLICY, mail=mail, letter=mail.letter, srcdoc=framed)
