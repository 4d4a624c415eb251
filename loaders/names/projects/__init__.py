"""Projects and public works."""
