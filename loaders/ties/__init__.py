"""Rules for relations, one module for each kind; relations.py runs them."""
