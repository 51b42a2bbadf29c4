"""Where the English table comes from: paradigms, irregular verbs, spellings."""
