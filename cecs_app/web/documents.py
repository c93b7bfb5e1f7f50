"""Documents: an educator sends one for an item of hers; she, and the staff whose duty it is, open it again."""

import asyncio
from collections.abc import AsyncGenerator
from urllib.parse import quote
from weakref import WeakValueDictionary

import structlog
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.documents import LARGEST_BYTES, LARGEST_MEGABYTES, MediaType
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound, NotNow
from cecs_app.gateways.documents import DocumentDamaged
from cecs_app.services import documents, sessions
from cecs_app.services.answering import Slot
from cecs_app.services.desk import sessions as desk_sessions
from cecs_app.services.documents import Opened
from cecs_app.web import forms
from cecs_app.web.headers import SENT_IN
from cecs_app.words.errors import error_words

log = structlog.get_logger()
AT_ONCE = 4
"""A file is held up to four times while it is read and sealed: 160 MB at the most, whoever sends."""
READ_SECONDS = 180
"""Ten megabytes over a slow telephone line. Who is slower gives the place to the next."""
PAUSE_SECONDS = 15
"""Between two pieces of a file. Who sends nothing for so long has gone."""
FORM_BYTES = 16 * 1024
"""What a form adds to its file: boundaries, the file's name, the language."""
DRAINED_BYTES = 64 * 1024 * 1024
"""A browser shows an answer only when it could send all: so much more is read and dropped, without being kept."""
_places = asyncio.Semaphore(AT_ONCE)
_turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
"""By account: whoever sends several at once holds one place, and leaves the others to others."""


class _InMemory(MultiPartParser):
    """Nothing that was sent lies on a disk unsealed: Starlette would put what exceeds a megabyte into a file."""

    spool_max_size = LARGEST_BYTES + FORM_BYTES


class _Body:
    """The body, up to what a form with one file may be."""

    def __init__(self, request: Request) -> None:
        self._chunks = _without_pauses(request.stream())
        self._read = 0

    async def limited(self) -> AsyncGenerator[bytes, None]:
        """Raises NotAllowed("document_too_large")."""
        async for chunk in self._chunks:
            self._read += len(chunk)
            if self._read > LARGEST_BYTES + FORM_BYTES:
                raise NotAllowed("document_too_large", most=LARGEST_MEGABYTES)
            yield chunk

    async def drain(self) -> None:
        async for chunk in self._chunks:
            self._read += len(chunk)
            if self._read > DRAINED_BYTES:
                return


async def _without_pauses(chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Raises TimeoutError."""
    while True:
        async with asyncio.timeout(PAUSE_SECONDS):
            chunk = await anext(chunks, None)
        if chunk is None:
            return
        yield chunk


async def post_document(request: Request) -> Response:
    """Back to her list, also with what was wrong. Who she is, and whether it is hers, is asked before it is read."""
    body = _Body(request)
    try:
        response = await _answer(request, body)
        async with asyncio.timeout(READ_SECONDS):
            await body.drain()
    except (ClientDisconnect, TimeoutError):
        return Response(status_code=400)
    return response


async def _answer(request: Request, body: _Body) -> Response:
    # Not from the form: it may never be read.
    form = FormData({"language": request.query_params.get("language", "")})
    application, item = request.path_params.get("application", ""), request.path_params["item"].upper()
    who = await _visitor(request)
    if who is None or who.stage < (Stage.ACKNOWLEDGED if application else Stage.SIGNED_IN):
        return forms.redirect(form, "/login")
    path = f"/applications/{application.upper()}/missing" if application else "/register/proof"
    try:
        await _take(request, body, Slot(who, application, item))
    except NotFound:
        return forms.redirect(form, "/not-found")
    except NotAllowed as error:
        return forms.back(form, path, InvalidFields({item: error.code}, **error.data))
    except NotNow:
        return forms.back(form, path, InvalidFields({item: "file_not_kept"}))
    return forms.redirect(form, path)


async def _take(request: Request, body: _Body, slot: Slot) -> None:
    """Raises NotFound, NotAllowed or NotNow."""
    deps = wiring.deps()
    await asyncio.to_thread(documents.check_may_send, deps, slot)
    async with _turns.setdefault(slot.who.account_id, asyncio.Lock()), _places:
        name, content = await _file(request.headers, body)
        await asyncio.to_thread(documents.send, deps, slot, name, content)


async def _file(headers: Headers, body: _Body) -> tuple[str, bytes]:
    """Its name and its bytes. Raises NotAllowed."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            form = await _InMemory(headers, body.limited(), max_files=1, max_fields=5).parse()
    except (MultiPartException, KeyError, UnicodeError) as error:
        raise NotAllowed("upload_broken") from error
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise NotAllowed("document_empty")
    return file.filename or "", await file.read()


async def get_document(request: Request) -> Response:
    """An address of the desk's leads to the desk's login."""
    deps = wiring.deps()
    try:
        opened = await _opened(request)
    except NotFound:
        return RedirectResponse(deps.url("/not-found"), status_code=303)
    except NotAllowed as error:
        return PlainTextResponse(error_words(error.code, error.data), 403)
    except DocumentDamaged as error:
        log.error("document_damaged", document=request.path_params["reference"][:40], error=str(error))
        return RedirectResponse(deps.url("/document-damaged"), status_code=303)
    if opened is None:
        return RedirectResponse(deps.url("/desk/login" if "desk" in request.query_params else "/login"), 303)
    return _response(opened)


async def _opened(request: Request) -> Opened | None:
    """None for who is not logged in."""
    deps, reference = wiring.deps(), request.path_params["reference"]
    if who := await _visitor(request):
        return await asyncio.to_thread(documents.open_own, deps, who, reference)
    clerk = await asyncio.to_thread(desk_sessions.find_clerk, deps, forms.token(request))
    return await asyncio.to_thread(documents.open_at_desk, deps, clerk, reference) if clerk else None


async def _visitor(request: Request) -> Visitor | None:
    return await asyncio.to_thread(sessions.find_visitor, wiring.deps(), forms.token(request))


def _response(opened: Opened) -> Response:
    """Never as a page of ours: a picture is shown by itself, anything else is saved."""
    disposition = "attachment" if opened.media_type is MediaType.PDF else "inline"
    headers = {
        "Content-Type": opened.media_type,
        "Content-Disposition": f"{disposition}; filename*=utf-8''{quote(opened.name, safe='')}",
        "Content-Security-Policy": SENT_IN,
    }
    return Response(opened.content, headers=headers)


ROUTES = [
    Route("/documents/claim/{item}", post_document, methods=["POST"]),
    Route("/documents/{application}/{item}", post_document, methods=["POST"]),
    Route("/documents/{reference}", get_document),
]
