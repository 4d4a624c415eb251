"""Graphs of others: their terms as ours, their statements as facts with a line of their triples as evidence."""
