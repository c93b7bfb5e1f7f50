"""GET /desk/exports/<name>.csv: the desk's figures as files, for whoever's duty it is to see them."""

import asyncio
import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from cecs_app import wiring
from cecs_app.domain.errors import NotFound
from cecs_app.domain.staff import Duty
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.services.desk import exports, sessions
from cecs_app.services.desk.exports import Cell, Query, Sheet
from cecs_app.web import forms

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""A cell of text that begins so would be run by a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection"""


@dataclass(frozen=True)
class Export:
    duty: Duty
    make: Callable[[Deps, Query], Sheet]


EXPORTS: Mapping[str, Export] = {
    "mail-day": Export(Duty.SEE_MONEY, exports.mail_day_sheet),
    "money": Export(Duty.SEE_MONEY, exports.money_sheet),
    "weeks": Export(Duty.SEE_REPORTS, exports.weeks_sheet),
    "ages": Export(Duty.SEE_REPORTS, exports.ages_sheet),
    "decision-times": Export(Duty.SEE_REPORTS, exports.times_sheet),
}
"""Every endpoint of this file, with whose duty it is."""


async def get_export(request: Request) -> Response:
    deps = wiring.deps()
    clerk = await asyncio.to_thread(sessions.find_clerk, deps, forms.token(request))
    name = request.path_params["name"]
    if clerk is None:
        return RedirectResponse(deps.url("/desk/login"), status_code=303)
    asked = EXPORTS.get(name)
    if asked is None:
        return RedirectResponse(deps.url("/not-found"), status_code=303)
    if not clerk.may(asked.duty):
        return PlainTextResponse(_("This is not part of your role. Ask your supervisor if you need it."), 403)
    try:
        sheet = await asyncio.to_thread(exports.export, deps, clerk, name, asked.make, request.query_params)
    except NotFound:
        return RedirectResponse(deps.url("/not-found"), status_code=303)
    file = f'attachment; filename="CECS-{name}-{sheet.about}.csv"'
    headers = {"Content-Disposition": file, "Content-Type": "text/csv; charset=utf-8"}
    return Response(as_csv(sheet), headers=headers)


def as_csv(sheet: Sheet) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(sheet.header)
    writer.writerows([[_harmless(cell) for cell in row] for row in sheet.rows])
    return file.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


ROUTES = [Route("/desk/exports/{name}.csv", get_export, methods=["GET"])]
