"""What scripts/build_fa_tables.py is made of: the Persian paradigm, its sources, and our own lists beside them."""
