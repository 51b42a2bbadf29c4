"""Speed: Diwan through the archive and over HTTP, beside bare tantivy-py, both Whooshes and SQLite FTS5."""
