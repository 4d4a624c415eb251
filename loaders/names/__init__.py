"""Finders of names, one module for each kind of thing; entities.py runs them."""
