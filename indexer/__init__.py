"""Reads files into documents and puts them in an archive."""
