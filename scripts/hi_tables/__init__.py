"""Where the Hindi table comes from: paradigms and choices."""
