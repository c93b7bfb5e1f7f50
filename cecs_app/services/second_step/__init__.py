"""The optional second step of an educator's login: an authenticator app, passkeys, recovery codes.

Whoever has one proves by it, at each login, what the mailbox that resets her password can't prove. See
docs/decisions/0024-a-second-step-of-her-own.md.
"""
