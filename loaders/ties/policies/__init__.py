"""Who issued what, what plans and programs aim at, and what is part of them."""
