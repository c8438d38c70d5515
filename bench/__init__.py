"""Speed as a ratio to a hand-written floor, both interleaved in one run against the same PostgreSQL: `make bench`."""
