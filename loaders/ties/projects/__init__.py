"""Who undertakes which project, and who runs a platform."""
