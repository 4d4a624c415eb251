"""Companies, by their full names, short names, and what their sentence says of them."""
