"""Answers for scripts, compressed for who takes them so."""

from __future__ import annotations

from flask import Flask
from flask_compress import Compress

#: Pages are left out: they say back what was typed beside tokens that are secret, and a length tells of both (BREACH).
MEDIA = ("application/json", "application/x-ndjson", "application/atom+xml", "text/csv")


def compress(app: Flask) -> None:
    """Lets the application compress its answers, streams too: they are packed as they are sent."""
    app.config.setdefault("COMPRESS_MIMETYPES", list(MEDIA))
    app.config.setdefault("COMPRESS_ALGORITHM", ["zstd", "br", "gzip"])
    app.config.setdefault("COMPRESS_ALGORITHM_STREAMING", ["zstd", "br", "gzip"])
    Compress(app)
