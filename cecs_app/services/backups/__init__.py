"""The whole of what the portal keeps, in one archive and back."""
