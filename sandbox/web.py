"""What both web sites of the sandbox share: templates, static files, headers, health."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).parent
NEW_YORK = ZoneInfo("America/New_York")

# No form-action: Chromium applies it to redirects too, and paying redirects to the portal.
STRICT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def dollars(cents: int) -> str:
    return f"${cents / 100:,.2f}"


def new_york_time(instant: float) -> str:
    return datetime.fromtimestamp(instant, NEW_YORK).strftime("%b %-d, %Y, %-I:%M:%S %p")


def iso_time(instant: float) -> str:
    return datetime.fromtimestamp(instant, NEW_YORK).isoformat(timespec="milliseconds")


_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters.update(dollars=dollars, new_york_time=new_york_time, iso_time=iso_time)


def page(template: str, *, status: int = 200, policy: str = STRICT_POLICY, **values: object) -> HTMLResponse:
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(_templates.get_template(template).render(values), status, headers)


async def health(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def shared_routes() -> list[BaseRoute]:
    return [Route("/health", health), Mount("/static", StaticFiles(directory=HERE / "static"))]
