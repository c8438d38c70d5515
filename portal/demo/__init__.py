"""Demo data for `make run`: sections, staff, the forms that ship, and a few invented cases. Never in production."""
