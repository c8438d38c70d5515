"""What `make run`, `make test`, `make manage` and `make bench` need around the portal. Never installed in production."""
