"""Where the Hindi table comes from: paradigms, and which of a form's lemmas is the likeliest."""
