"""For answers that hold a secret or a person's data."""

NO_STORE = {"Cache-Control": "no-store"}
