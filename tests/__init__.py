"""Tests: one file a module, vectors per language, one promise a test."""
