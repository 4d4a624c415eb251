"""Who holds which honour (holdsHonour)."""
