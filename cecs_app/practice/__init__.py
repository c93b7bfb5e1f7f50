"""A made-up registry to try the portal with. Nobody in it exists; its SSNs are of areas given to nobody."""
