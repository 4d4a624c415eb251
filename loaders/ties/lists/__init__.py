"""Lists that tell of many things at once: who is in a place, what it has, what each line of a list says."""
