"""Rules for relations, a folder for each kind, reading.py what they read; relations.py runs them."""
