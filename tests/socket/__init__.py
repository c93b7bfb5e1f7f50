"""What speaks the portal's socket protocol itself, as a browser does or as an attacker would."""
