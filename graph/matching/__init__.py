"""Which things of two lists are one: candidates by code and name, scores that say why, and what people judged."""
