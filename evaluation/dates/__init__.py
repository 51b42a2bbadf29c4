"""Dates in text: ours and others', on a table of expressions and on translated stories."""
