"""Finders of names, a folder for each kind of thing; entities.py runs them."""
