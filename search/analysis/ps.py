"""Pashto: plural, oblique and verb endings by rule; there is no free list of its words to check them against."""

from __future__ import annotations

from search.analysis.analyzer import Analyzer
from search.analysis.pashto import KeepEnding, fixed, noun, verb

ANALYZER = Analyzer(code="ps", script="Arab", fold=KeepEnding(), rules=(fixed, verb, noun))
