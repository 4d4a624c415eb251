"""From facts to a graph."""
