"""Whether the server has filled the screen that is open.

Reflex's own `is_hydrated` turns false whenever the line to the portal is lost and found again: forms would vanish
with what was typed in them. So this one is remembered in the browser, for as long as the same address is open.
"""

from reflex_base.utils.imports import ImportVar
from reflex_base.vars import Var, VarData

from cecs_app.ui.visiting import Portal


def is_filled() -> Var[bool]:
    """`Portal.filled` names the screen that the server filled last."""
    hooks = (
        "const { pathname } = useLocation()",
        "const filledHere = useRef(null)",
        f"if ({Portal.filled!s} === pathname) filledHere.current = pathname",
    )
    imports = {"react-router": [ImportVar(tag="useLocation")], "react": [ImportVar(tag="useRef")]}
    remembered = VarData(hooks=dict.fromkeys(hooks), imports=imports)
    data = VarData.merge(Portal.filled._get_all_var_data(), remembered)
    return Var("(filledHere.current === pathname)", _var_type=bool, _var_data=data)
