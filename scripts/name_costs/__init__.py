"""Learning what names cost to write in another script: sources, alignments, verdict."""
