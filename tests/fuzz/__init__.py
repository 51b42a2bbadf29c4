"""Input nobody would write: requests, queries, files and texts, drawn from a seed; `python -m tests.fuzz` for long."""
