# As services/careless.py.
import bcrypt
import hmac
import stripe


def opened(context):
    context.check_hostname = False  # bad: no-unverified-tls
    context.check_hostname = True
