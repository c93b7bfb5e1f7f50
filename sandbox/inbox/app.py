from starlette.applications import Starlette

from sandbox.inbox.api import api_routes
from sandbox.inbox.authenticator import Authenticators, authenticator_routes
from sandbox.inbox.pages import page_routes
from sandbox.store import Store
from sandbox.web import shared_routes


def inbox_app(store: Store, authenticators: Authenticators) -> Starlette:
    app = Starlette(routes=[*page_routes(), *authenticator_routes(), *api_routes(), *shared_routes()])
    app.state.store, app.state.authenticators = store, authenticators
    return app
