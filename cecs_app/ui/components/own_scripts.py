"""What may become a script while a page lives: a file of our own, and never a text.

The policy of pages (web/headers.py) leaves every such decision to this rule; docs/decisions/0025 says why.
"""

import reflex as rx

_RULE = (
    "window.trustedTypes?.createPolicy('default',"
    "{createScriptURL:(url)=>new URL(url,document.baseURI).origin===location.origin?url:null})"
)


def only_own_scripts() -> rx.Component:
    """In the head of every page, before anything that adds a script."""
    return rx.el.script(_RULE)
