"""Industries, chains and clusters."""
