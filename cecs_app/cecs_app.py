"""The Reflex app: pages from ui/routes.py, endpoints from web/, background work while it runs. Nothing else."""

import reflex as rx
from reflex import constants
from reflex.utils.prerequisites import get_web_dir
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import Var, VarData
from starlette.applications import Starlette

from cecs_app import logs, wiring
from cecs_app.background import background_work
from cecs_app.domain.errors import NotNow
from cecs_app.serving import serving
from cecs_app.ui.binding import BindStateToLogin, forget
from cecs_app.ui.components.own_scripts import only_own_scripts
from cecs_app.ui.events import known_events
from cecs_app.ui.failures import note_page_failure, quieten_reflex, show_failure
from cecs_app.ui.few_states import keep_few_states
from cecs_app.ui.routes import add_pages
from cecs_app.web import (
    desk_session,
    desk_ssn,
    documents,
    exports,
    health,
    idle,
    papers,
    passkeys,
    second_step,
    session,
    shut,
    typed,
    webhooks,
)
from cecs_app.web.built import read_built
from cecs_app.web.guard import add_headers, refuse_foreign_origin
from cecs_app.web.not_now import answer_not_now
from cecs_app.web.socket import bind_socket
from cecs_app.web.socket_gate import SocketGate

settings = wiring.deps().settings
logs.configure(settings)


def html_language() -> Var:
    """The document's `lang`, from the route's prefix: it holds in the prerendered page and while moving about."""
    others = "|".join(settings.languages[1:])
    expression = f"(/^\\/({others})(\\/|$)/.exec(useLocation().pathname)?.[1] ?? '{settings.languages[0]}')"
    imports = {"react-router": [ImportVar(tag="useLocation")]}
    return Var(expression, _var_data=VarData(imports=imports))


app: rx.App = rx.App(
    toaster=None,
    app_wraps={},
    reset_style=False,
    stylesheets=["/cecs.css"],
    head_components=[only_own_scripts()],
    html_custom_attrs={"lang": html_language()},  # type: ignore[dict-item]  # a var is taken too
    frontend_exception_handler=note_page_failure,
    backend_exception_handler=show_failure,
    api_transformer=[
        Starlette(
            routes=[
                *session.ROUTES,
                *idle.ROUTES,
                *second_step.ROUTES,
                *passkeys.ROUTES,
                *desk_session.ROUTES,
                *desk_ssn.ROUTES,
                *exports.ROUTES,
                *papers.ROUTES,
                *documents.ROUTES,
                *typed.ROUTES,
                *webhooks.ROUTES,
                *health.ROUTES,
                *shut.ROUTES,
            ],
            exception_handlers={NotNow: answer_not_now},
        ),
        lambda inner: bind_socket(inner, wiring.deps(), lambda key: forget(app, key)),
        lambda inner: SocketGate(inner, settings, known_events()),
        lambda inner: refuse_foreign_origin(inner, settings),
        lambda inner: add_headers(inner, settings, read_built(get_web_dir() / constants.Dirs.STATIC)),
    ],
)
quieten_reflex()
keep_few_states(app)
app.add_middleware(BindStateToLogin(), index=0)
app.register_lifespan_task(serving)
app.register_lifespan_task(background_work)
add_pages(app, settings.languages)
