"""The rows and columns of a table as facts; table_facts.py runs them."""
