"""Mailpit's read API, so that whatever can read Mailpit can read this inbox."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.inbox import mails
from sandbox.inbox.mails import Found, Mail
from sandbox.inbox.reading import Correspondent
from sandbox.store import Store
from sandbox.web import iso_time


def api_routes() -> list[Route]:
    return [
        Route("/api/v1/messages", list_messages, methods=["GET"]),
        Route("/api/v1/messages", delete_messages, methods=["DELETE"]),
        Route("/api/v1/search", list_messages, methods=["GET"]),
        Route("/api/v1/message/{id}", get_message, methods=["GET"]),
    ]


def list_messages(request: Request) -> Response:
    asked = request.query_params
    try:
        limit, start = int(asked.get("limit", 50)), int(asked.get("start", 0))
    except ValueError:
        return JSONResponse({"Error": "limit and start must be whole numbers"}, 400)
    found = mails.find(_store(request), asked.get("query", ""), limit, start)
    return JSONResponse(_listing(found, start))


def get_message(request: Request) -> Response:
    mail = mails.open_mail(_store(request), request.path_params["id"])
    return JSONResponse(_message(mail)) if mail else JSONResponse({"Error": "message not found"}, 404)


async def delete_messages(request: Request) -> Response:
    if await request.body():
        return JSONResponse({"Error": "this inbox can only be emptied as a whole"}, 400)
    mails.forget_all(_store(request))
    return PlainTextResponse("ok")


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _listing(found: Found, start: int) -> dict[str, Any]:
    return {
        "total": found.total,
        "unread": found.unread,
        "count": len(found.mails),
        "messages_count": found.matching,
        "messages_unread": found.matching_unread,
        "start": start,
        "tags": [],
        "messages": [_summary(mail) for mail in found.mails],
    }


def _summary(mail: Mail) -> dict[str, Any]:
    return _common(mail) | {
        "Read": mail.is_read,
        "Created": iso_time(mail.received_at),
        "Attachments": len(mail.letter.attachments),
        "Snippet": mail.letter.snippet,
    }


def _message(mail: Mail) -> dict[str, Any]:
    attachments = [
        {"FileName": each.filename, "ContentType": each.content_type, "Size": each.size}
        for each in mail.letter.attachments
    ]
    return _common(mail) | {
        "ReturnPath": mail.sender,
        "Date": iso_time(mail.received_at),
        "Text": mail.letter.text,
        "HTML": mail.letter.html,
        "Attachments": attachments,
        "Inline": [],
    }


def _common(mail: Mail) -> dict[str, Any]:
    letter = mail.letter
    return {
        "ID": mail.id,
        "MessageID": letter.message_id,
        "From": _person(letter.sender),
        "To": [_person(each) for each in letter.to],
        "Cc": [_person(each) for each in letter.cc],
        "Bcc": [_person(each) for each in mail.bcc],
        "ReplyTo": [_person(each) for each in letter.reply_to],
        "Subject": letter.subject,
        "Tags": [],
        "Size": len(mail.raw),
    }


def _person(each: Correspondent) -> dict[str, str]:
    return {"Name": each.name, "Address": each.address}
