"""A fuzzer of the portal's socket: hostile people at once, a good one among them, and what must not come of it."""
