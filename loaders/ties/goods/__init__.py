"""What companies make (makes)."""
