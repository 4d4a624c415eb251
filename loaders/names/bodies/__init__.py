"""Government bodies, universities, associations, and people with their public role."""
