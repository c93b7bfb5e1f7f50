"""Several workers on one Redis, and states that belong to one login. Run it with `make test-workers`."""
