"""A hundred thousand hostile events; run it with `make test-fuzz`."""
