"""An outside scanner over the running portal; run it with `make test-scan-web`."""
