"""The secret of an authenticator that is being set up, as a picture and as text: by cookie alone, never by a var."""

import io

import segno
from starlette.responses import PlainTextResponse, Response

from cecs_app.gateways.authenticators import Authenticator


def qr_code(found: Authenticator | None) -> Response:
    """404 for whoever is not setting up just now."""
    if found is None:
        return Response(status_code=404)
    image = io.BytesIO()
    # Dark on white in the dark as well: not every camera reads it the other way round.
    segno.make(found.address, error="m").save(image, kind="svg", scale=8, border=3, dark="#14202e", light="#fff")
    return Response(image.getvalue(), media_type="image/svg+xml")


def key(found: Authenticator | None) -> Response:
    """To be typed by hand where no camera is; 404 as above."""
    return PlainTextResponse(found.key) if found else Response(status_code=404)
