"""Places: by official code, by their heads, by what is told of them."""
