"""Russian: lower case, ё as е."""

from search.analysis.pipeline import Analyzer

ANALYZER = Analyzer(code="ru", script="Cyrl")
