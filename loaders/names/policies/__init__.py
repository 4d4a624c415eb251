"""Policies, and the programs, campaigns and funds under them."""
