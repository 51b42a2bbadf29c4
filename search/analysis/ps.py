"""Pashto: one code point for each letter of Arabic script."""

from search.analysis.pipeline import Analyzer

ANALYZER = Analyzer(code="ps", script="Arab")
