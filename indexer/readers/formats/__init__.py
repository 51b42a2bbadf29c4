"""One module a format, found by scanning this folder: each has `recognises` and `read` (given.Reader)."""
