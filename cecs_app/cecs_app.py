"""The Reflex app: pages from ui/routes.py, endpoints from web/, background work while it runs. Nothing else."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import Var, VarData
from starlette.applications import Starlette

from cecs_app import wiring
from cecs_app.background import background_work
from cecs_app.ui.binding import BindStateToCookie
from cecs_app.ui.failures import show_failure
from cecs_app.ui.routes import add_pages
from cecs_app.web import desk_session, desk_ssn, documents, exports, health, papers, session, webhooks
from cecs_app.web.guard import add_headers, refuse_foreign_origin

settings = wiring.deps().settings


def html_language() -> Var:
    """The document's `lang`, from the route's prefix: it holds in the prerendered page and while moving about."""
    others = "|".join(settings.languages[1:])
    expression = f"(/^\\/({others})(\\/|$)/.exec(useLocation().pathname)?.[1] ?? '{settings.languages[0]}')"
    imports = {"react-router": [ImportVar(tag="useLocation")]}
    return Var(expression, _var_data=VarData(imports=imports))


app = rx.App(
    toaster=None,
    app_wraps={},
    reset_style=False,
    stylesheets=["/cecs.css"],
    html_custom_attrs={"lang": html_language()},  # type: ignore[dict-item]  # a var is taken too
    backend_exception_handler=show_failure,
    api_transformer=[
        Starlette(
            routes=[
                *session.ROUTES,
                *desk_session.ROUTES,
                *desk_ssn.ROUTES,
                *exports.ROUTES,
                *papers.ROUTES,
                *documents.ROUTES,
                *webhooks.ROUTES,
                *health.ROUTES,
            ]
        ),
        lambda inner: refuse_foreign_origin(inner, settings),
        lambda inner: add_headers(inner, settings),
    ],
)
app.add_middleware(BindStateToCookie(), index=0)
app.register_lifespan_task(background_work)
add_pages(app, settings.languages)
