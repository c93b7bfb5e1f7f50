"""The portal's stand-in for the outside world: a mail server with an inbox, and a card company.

Development and tests only; nothing in `cecs_app` imports it.
"""
