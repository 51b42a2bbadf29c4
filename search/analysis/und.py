"""Text of unknown language: every word folded by its script, nothing more."""

from search.analysis.analyzer import Analyzer

#: No script is its own: each word comes to it as a foreign one.
ANALYZER = Analyzer(code="und", script="none")
