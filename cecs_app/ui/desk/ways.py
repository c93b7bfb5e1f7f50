"""The ways between pages that belong together."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import Var, VarData

from cecs_app.ui.visiting import path


def ways(about: str, *links: rx.Component) -> rx.Component:
    return rx.el.nav(*links, aria_label=about, class_name="ways no-print")


def way(words: str, to: str) -> rx.Component:
    """Says whether it leads to the page that is open."""
    return rx.el.a(words, href=path(to), custom_attrs={"aria-current": _is_open(path(to))})


def _is_open(address: str) -> Var[str]:
    hooks = {"const { pathname } = useLocation()": None}
    imports = {"react-router": [ImportVar(tag="useLocation")]}
    here = f"(pathname.replace(/[/]$/, '') === '{address}' ? 'page' : undefined)"
    return Var(here, _var_type=str, _var_data=VarData(imports=imports, hooks=hooks))
