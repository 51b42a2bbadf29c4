"""What a browser or a script gets over HTTP; no search logic."""
