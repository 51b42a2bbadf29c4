"""What a person asked -> Query: a tree, filters, and notes on what was not understood.

`parameters` reads and checks every parameter of the page and of the JSON endpoint; `syntax` parses the query
language; `words` turns running text into clauses with every analyzer of its scripts.
"""

from search.query.checking import Parameter, check
from search.query.parameters import LANGUAGES, NARROWING, ORDERED, PARAMETERS, parse
from search.query.syntax import Limits

__all__ = ["LANGUAGES", "NARROWING", "ORDERED", "PARAMETERS", "Limits", "Parameter", "check", "parse"]
