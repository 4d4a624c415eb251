"""Honours: names of the vocabulary, and what a sentence shows to be one."""
