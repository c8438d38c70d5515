"""Entries as a table: out of the town as CSV or XLSX, and back with a report on every row."""
