"""Looks through what a run of the tests left behind for what must stand nowhere: `python -m tests.scan FOLDER…`."""
