"""Quality and speed, measured the way an outsider would."""
