"""What every engine promises, one promise a test; tests/conformance.py gathers them for each engine."""
