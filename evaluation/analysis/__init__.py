"""How well, and how fast, search.analysis analyses texts with gold lemmas: `python -m evaluation.analysis FOLDER`."""
