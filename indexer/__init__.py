"""Reads files into documents and puts them in an archive."""

import os

# NumPy's linear algebra would start a thread for each core; processes are forked here, which wants a single thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
