"""What an archive is and how it is searched; knows nothing of files to read nor of HTTP."""
