"""`python -m cixi_kg` is the command line."""

from cixi_kg.cli import main

main()
