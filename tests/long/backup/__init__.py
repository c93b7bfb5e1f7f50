"""Databases that are lost while the portal writes to them, and come back."""
