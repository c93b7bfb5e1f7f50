"""Tests that take their time: real servers, real processes. `make test-long` runs them."""
